"""Which column of a table holds which field of a programme: as the user says, by heading, by likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reference.keys import normalise_text, text_key
from reference.planning import shipped_quick_win_list
from survey.files.grid import Sheet, column_letters
from survey.programmes import amounts
from survey.programmes.fields import ITEMS, LISTS, MEANING, RISK_ONLY, YEARLY
from survey.tables import areas, matching, personal_data
from survey.tables.areas import TableArea
from survey.time_limit import check_time

YEAR = re.compile(r"\b(20[0-4]\d)\b")
NTH_YEAR = re.compile(r"\b(?:t|th|thn|tahun|tahun ke|tahun ke-)\s?-?([1-9])\b")
YEARLY_WORDS = {
    "done": re.compile(r"\b(realisasi|capaian|progres)\b"),
    "outcome": re.compile(r"\b(hasil|outcome)\b"),
    "target_of": re.compile(r"\btarget\b"),
    "cost": re.compile(r"\b(biaya|anggaran|pagu|dana|kebutuhan|rp|rupiah|apbd|nilai)\b"),
}
OF_PROGRAMMES = frozenset(
    {"cost", "lifts", "kind", "funds", "rpjmd", "renja", "activity", "code", "measure", "baseline", "target"}
)
MARKS = {text_key(each.name): each.code for each in shipped_quick_win_list().criteria}
UNDER = re.compile(
    r"^(k|t|r|rp|rupiah|persen|i|ii|iii|iv|fisik|keuangan|pagu|target|realisasi|capaian|volume|jumlah|"
    r"((target|pagu|realisasi|capaian|kinerja|anggaran|keuangan|fisik|kebutuhan|dana|indikatif|rp) ?)+|"
    r"(triwulan|tw) ?(i{1,3}|iv|[1-4])|urusan|bidang( urusan)?|program|kegiatan|sub ?kegiatan)$"
)
"""What stands in the lower rows of headings."""
FEWEST_MARKS = 5
"""A table of quick wins has columns for so many of their criteria; one alone may mean something else."""
FEWEST = 3
"""A table of programmes has a name and at least so many known columns in all."""


@dataclass(frozen=True)
class ProgrammeColumn:
    """One column: its place on the sheet from 0, heading, field ("" = none), and what a yearly one is of.

    `year` is a calendar year, or 1 to 9 for the plan's n-th; `factor` the unit of its money. `how` is
    "exact", "likeness", "given" (by the user), "personal" (not read) or "". `mark` is the criterion of a
    quick win that its numbers score.
    """

    index: int
    heading: str
    field: str = ""
    year: int | None = None
    factor: float = 1.0
    how: str = ""
    score: float = 100.0
    mark: str = ""


def find_programme_columns(
    sheet: Sheet, area: TableArea, given: Mapping[str, str]
) -> tuple[ProgrammeColumn, ...]:
    """The columns of an area; each field that is no list and not yearly goes to its first column."""
    unit = _unit_above(sheet, area)
    told = {text_key(heading): field for heading, field in given.items()}
    labels = column_labels(area)
    columns = [
        _column(index, labels[index] if text_key(labels[index]) in told else heading, told, unit)
        for index, heading in areas.columns_and_headings(area)
        if heading or text_key(labels[index]) in told
    ]
    columns = [_without_people(sheet, area, column) for column in columns]
    columns = list(_scoring(list(_once(_alike(columns)))))
    return tuple(map(_of_risks if are_risk_columns(columns) else _of_programmes, columns))


def column_labels(area: TableArea) -> dict[int, str]:
    """Column -> what it is called where people point at it: by its letter where no heading names it alone."""
    headings = dict(areas.columns_and_headings(area))
    counts = Counter(map(text_key, headings.values()))
    labels = {}
    for index, heading in headings.items():
        letters, lone = column_letters(index), counts[text_key(heading)] == 1
        several = heading if lone else f"{heading} (kolom {letters})"
        labels[index] = several if heading else f"Kolom {letters}"
    return labels


def _scoring(columns: Sequence[ProgrammeColumn]) -> Iterable[ProgrammeColumn]:
    """The columns, in a table of quick wins with the criterion that each scores where it holds a number."""
    marks = [MARKS.get(text_key(one.heading), "") if one.how != "given" else "" for one in columns]
    scored = sum(map(bool, marks)) >= FEWEST_MARKS
    return [replace(one, mark=mark if scored else "") for one, mark in zip(columns, marks, strict=True)]


def are_programme_columns(columns: Iterable[ProgrammeColumn]) -> bool:
    """Whether these are the columns of a table of programmes; one that somebody points at as the name is."""
    columns = tuple(columns)
    if any(column.field == "name" and column.how == "given" for column in columns):
        return True
    known = (column for column in columns if column.field not in ("number", "note"))
    fields = [column.field or column.mark for column in known if column.field or column.mark]
    return "name" in fields and len(set(fields)) >= FEWEST


def are_risk_columns(columns: Iterable[ProgrammeColumn]) -> bool:
    """Whether these are the columns of a table of risks of programmes that stand in another table.

    Nothing but a name, risks and mitigation is one; so is a table that says more of a risk, unless it also
    says what only a table of programmes does.
    """
    fields = {column.field for column in columns} - {"", "number", "note"}
    if not fields >= {"name", "risk"}:
        return False
    beside = fields - RISK_ONLY - {"name", "risk", "mitigation"}
    return not beside & OF_PROGRAMMES if fields & RISK_ONLY else not beside


def _of_risks(column: ProgrammeColumn) -> ProgrammeColumn:
    """Who and when are of the mitigation here, and not of the programme; what else stands here is told."""
    if column.how == "given" or column.field in ("name", "number", "risk", "mitigation", *RISK_ONLY):
        return column
    meant = {"lead": "owner", "support": "owner"} | dict.fromkeys(("start", "end", "period"), "deadline")
    return replace(column, field=meant.get(column.field, ""))


def _of_programmes(column: ProgrammeColumn) -> ProgrammeColumn:
    """Columns that only a table of risks has mean nothing else; their cells go to the notes."""
    risky = column.field in RISK_ONLY and column.how != "given"
    return replace(column, field="", how="") if risky else column


def _column(index: int, heading: str, told: Mapping[str, str], unit: float) -> ProgrammeColumn:
    factor = (
        amounts.unit_factor_in(normalise_text(heading))
        if amounts.unit_factor_in(normalise_text(heading)) > 1
        else unit
    )
    plain = ProgrammeColumn(index, heading, factor=factor)
    if text_key(heading) in told:
        field = told[text_key(heading)]
        year = YEAR.search(heading)
        return replace(plain, field=field, how="given", year=int(year[1]) if year else None)
    if meant := _meaning(heading):
        return replace(plain, field=meant, how="exact")
    if yearly := _yearly(heading):
        field, year_of = yearly
        return replace(plain, field=field, year=year_of, how="exact")
    parts = map(_meaning, reversed(heading.split(" / ")))
    field = next(filter(None, parts), "")
    return replace(plain, field=field, how="exact" if field else "")


def _meaning(heading: str) -> str:
    """The field a heading names, its unit or explanation in brackets left out where need be."""
    return MEANING.get(text_key(heading)) or MEANING.get(text_key(re.sub(r"\([^)]*\)", " ", heading)), "")


def is_heading_word(text: str) -> bool:
    """Whether a text is what headings of programmes say, and no row of theirs: "Target", "Rp", "TW I"."""
    return bool(_meaning(text) or _yearly(text) or UNDER.match(normalise_text(text.replace("%", " persen "))))


def _yearly(heading: str) -> tuple[str, int] | None:
    """The yearly field and year of "Anggaran / 2026", "Target T3" or a bare "2026", which is a cost."""
    text = normalise_text(heading)
    found = YEAR.search(text) or NTH_YEAR.search(text)
    if found is None:
        return None
    year = int(found[1])
    for field, words in YEARLY_WORDS.items():
        if words.search(text):
            return field, year
    rest = re.sub(r"\b(tahun|ta|thn|th|anggaran)\b", "", text.replace(found[0], ""))
    return ("cost", year) if year > 9 and not rest.strip() else None


def _without_people(sheet: Sheet, area: TableArea, column: ProgrammeColumn) -> ProgrammeColumn:
    """Columns of phone numbers, addresses and names of persons are not read at all."""
    if column.field and column.field != "note":
        return column
    rows = range(area.first, min(area.last, area.first + personal_data.SAMPLE) + 1)
    cells = [sheet.at(row, column.index) for row in rows]
    return (
        replace(column, field="", how="personal")
        if personal_data.personal_data_kind(column.heading, cells)
        else column
    )


def _alike(columns: list[ProgrammeColumn]) -> list[ProgrammeColumn]:
    taken = {column.field for column in columns} - LISTS
    open_ = {
        at: matching.bare_heading(one.heading)
        for at, one in enumerate(columns)
        if not one.field and not one.how
    }
    items = {field: texts for field, texts in ITEMS.items() if field not in taken}
    found = matching.match_by_likeness(open_, items)
    return [
        replace(one, field=found[at].code, how="likeness", score=found[at].score) if at in found else one
        for at, one in enumerate(columns)
    ]


def _once(columns: list[ProgrammeColumn]) -> Iterable[ProgrammeColumn]:
    seen: set[tuple[str, int | None]] = set()
    for one in columns:
        place = (one.field, one.year if one.field in YEARLY else None)
        if one.field and one.field not in LISTS and place in seen:
            yield replace(one, field="", how="")
            continue
        seen.add(place)
        yield one


def _unit_above(sheet: Sheet, area: TableArea) -> float:
    """The unit a line above the table gives for its money: "(dalam juta rupiah)"."""
    top = min(area.header, default=area.first)
    for row in range(top):
        check_time()
        for line in map(normalise_text, map(str, filter(None, sheet.rows[row]))):
            if re.search(r"\b(dalam|satuan)\b", line):
                return amounts.unit_factor_in(line)
    return 1.0
