"""What published results say of one region beside others, and what to ask first because of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from planning.comparison import peers
from planning.comparison.published_results import (
    QUESTIONS,
    PublishedTable,
    indistinct_within,
    node_name,
)
from reference import regions
from reference.numbers import round_number, subtract_printed
from reference.tables import read_data_table

ALIKE, PROVINCE, COHORT, EVERYWHERE = "serupa", "provinsi", "angkatan", "semua"
MOST_ALIKE = 20
ENOUGH = 5
"""Fewer regions with a figure are no measure to be held against."""


@dataclass(frozen=True)
class PeerGroup:
    """Regions to stand beside, the region itself not among them; `name` as a sentence has it."""

    key: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class GroupPlace:
    """A figure among a group's: `known` others have one, NaN `median` of none.

    `best` and `worst`: between which places the region stands, of known + 1; regions that differ by no more
    than `indistinct_within` are not told apart. None where the region has no figure.
    """

    group: str
    known: int
    median: float
    best: int | None = None
    worst: int | None = None


@dataclass(frozen=True)
class PublishedLine:
    """One node of a table: the region's own figure (NaN = none) and its place in every group."""

    node: str
    name: str
    value: float
    places: tuple[GroupPlace, ...]

    def place_in(self, group: str) -> GroupPlace:
        """The place in a group; KeyError for a group that is not there."""
        return {place.group: place for place in self.places}[group]


@dataclass(frozen=True)
class FirstQuestion:
    """What to ask in the bimtek because of a published figure.

    `why` is "below" (under the median of `known` regions of `group`), "lowest" (lowest of the region's own
    parts, of which there are `known`) or "nation" (nothing of the region; lowest median of `known` regions).
    `value`: the region's figure (NaN for "nation"), `median` what it is held against (NaN for "lowest").
    """

    instrument: str
    year: int
    node: str
    why: str
    value: float
    median: float
    known: int
    group: str = ""


@dataclass(frozen=True)
class PublishedProfile:
    """One instrument's newest result of a region, or that there is none.

    `standing`: "given", "absent" (the ministry says that it took no part) or "unlisted". `years`: the index
    of each year that names the region, NaN where it took no part in that year.
    """

    region: str
    table: PublishedTable
    standing: str
    lines: tuple[PublishedLine, ...]
    questions: tuple[FirstQuestion, ...]
    years: tuple[tuple[int, float], ...]

    @property
    def index_line(self) -> PublishedLine:
        """The line of the index."""
        return self.lines[0]


def group_peers(region: str) -> tuple[PeerGroup, ...]:
    """Similar regions, those of the province, of the first year in the programme, and of the same type.

    The group of the cohort is empty where the year of the region is not known. KeyError: unknown region.
    """
    known = regions.list_regions()
    own = known.loc[region]
    alike = [str(code) for code in peers.nearest_regions(region).index[:MOST_ALIKE]]
    years = peers.smart_city_start_years()
    same_year = years.index[years == years[region]] if region in years.index else []
    kind, province = str(own["kind"]), str(own["province"])
    year = int(years[region]) if region in years.index else None
    named = (
        (ALIKE, f"{len(alike)} {kind.lower()} paling mirip", alike),
        (PROVINCE, province, known.index[known["province_code"] == own["province_code"]]),
        (COHORT, f"angkatan {year}" if year else "angkatan", same_year),
        (EVERYWHERE, f"semua {kind.lower()}", known.index[known["kind"] == kind]),
    )
    return tuple(
        PeerGroup(key, name, tuple(str(code) for code in codes if code != region))
        for key, name, codes in named
    )


def profile_region(
    region: str, tables: Sequence[PublishedTable], groups: Sequence[PeerGroup]
) -> PublishedProfile:
    """The newest table of one instrument that has parts of the region, else any figure, else the newest."""
    table = _chosen(region, tables)
    lines = _lines(region, table, groups)
    standing = "given" if table.has_region(region) else "absent" if region in table.absent else "unlisted"
    questions = _first_questions(table, lines)
    if not questions and (asked := next((one for one in tables if one.part_nodes), None)):
        questions = _first_questions(asked, _lines(region, asked, groups))
    years = [
        (one.year, float(one.values[one.index_node].get(region, float("nan"))))
        for one in tables
        if one.has_region(region) or region in one.absent
    ]
    return PublishedProfile(region, table, standing, lines, questions, tuple(sorted(years)))


def _lines(region: str, table: PublishedTable, groups: Sequence[PeerGroup]) -> tuple[PublishedLine, ...]:
    return tuple(_line(region, table, node, groups) for node in table.values.columns)


def _chosen(region: str, tables: Sequence[PublishedTable]) -> PublishedTable:
    with_parts = [table for table in tables if table.part_nodes]
    own_parts = [
        table
        for table in with_parts
        if table.has_region(region) and table.values.loc[region, table.part_nodes].notna().any()
    ]
    named = [table for table in tables if table.has_region(region) or region in table.absent]
    return (own_parts or named or with_parts or list(tables))[0]


def _line(region: str, table: PublishedTable, node: str, groups: Sequence[PeerGroup]) -> PublishedLine:
    known = {str(code): float(value) for code, value in table.values[node].dropna().items()}
    value, within = known.get(region, float("nan")), indistinct_within(table.instrument, node)
    places = tuple(
        place_in_group(value, [known[code] for code in group.codes if code in known], group.key, within)
        for group in groups
    )
    return PublishedLine(node, node_name(table.instrument, node), value, places)


def place_in_group(value: float, others: Sequence[float], group: str, within: float) -> GroupPlace:
    """Where a figure (NaN = none) stands among the known ones of others, as `GroupPlace` says."""
    middle = median(others) if others else float("nan")
    if value != value or not others:
        return GroupPlace(group, len(others), middle)
    # Figures have two decimals: a millionth is the machine's.
    above = sum(other - value > within + 1e-6 for other in others)
    below = sum(value - other > within + 1e-6 for other in others)
    return GroupPlace(group, len(others), middle, 1 + above, len(others) + 1 - below)


def _first_questions(table: PublishedTable, lines: Sequence[PublishedLine]) -> tuple[FirstQuestion, ...]:
    """Parts clearly below the median of similar regions, furthest first; else the lowest of its own; else,
    of a region without figures, the part that is lowest everywhere.
    """
    parts = [line for line in lines if line.node in table.part_nodes]
    own = [line for line in parts if line.value == line.value]
    if not own:
        return _national(table, parts)
    below = sorted(
        (found for line in own if (found := _below(table, line))),
        key=lambda one: -subtract_printed(one.median, one.value),
    )
    if below or len(own) < 2:
        return tuple(below)
    least = min(round_number(line.value) for line in own)
    return tuple(
        FirstQuestion(table.instrument, table.year, line.node, "lowest", line.value, float("nan"), len(own))
        for line in own
        if round_number(line.value) == least
    )


def _below(table: PublishedTable, line: PublishedLine) -> FirstQuestion | None:
    """Held against similar regions, where those are too few against all of the type."""
    held = next((place for key in (ALIKE, EVERYWHERE) if (place := line.place_in(key)).known >= ENOUGH), None)
    within = indistinct_within(table.instrument, line.node)
    if held is None or subtract_printed(held.median, line.value) <= within + 1e-9:
        return None
    return FirstQuestion(
        table.instrument, table.year, line.node, "below", line.value, held.median, held.known, held.group
    )


def _national(table: PublishedTable, parts: Sequence[PublishedLine]) -> tuple[FirstQuestion, ...]:
    """The part of the lowest median among all of the type that have a figure."""
    told = [line for line in parts if line.place_in(EVERYWHERE).known >= ENOUGH]
    # The collaboration of neighbours was asked of some regions only: a median of few tells of no nation.
    most = max((line.place_in(EVERYWHERE).known for line in told), default=0)
    told = [line for line in told if line.place_in(EVERYWHERE).known == most]
    least = min((round_number(line.place_in(EVERYWHERE).median) for line in told), default=None)
    return tuple(
        FirstQuestion(
            table.instrument,
            table.year,
            line.node,
            "nation",
            float("nan"),
            line.place_in(EVERYWHERE).median,
            line.place_in(EVERYWHERE).known,
            EVERYWHERE,
        )
        for line in told
        if round_number(line.place_in(EVERYWHERE).median) == least
    )


@cache
def list_question_texts() -> Mapping[str, tuple[str, str]]:
    """Node -> what to ask, what to bring: an expert's judgement, in data/published."""
    frame = read_data_table(f"published/{QUESTIONS}")
    return dict(zip(frame["simpul"], zip(frame["tanya"], frame["siapkan"], strict=True), strict=True))
