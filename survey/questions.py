"""Which columns of a table hold answers to questions, and on which scale, when no instrument says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reference.keys import key, norm
from survey import areas, kinds, labels, personal, scales
from survey.areas import TableArea
from survey.cells import number
from survey.grid import Cell, Sheet
from survey.headings import role_of
from survey.scales import HIGHEST_LEVEL, AnswerScale

ANSWERING = frozenset(
    {"", "value", "claimed", "verified", "dated_value", "evidence", "note", "question", "mean"}
)
NUMBERED = re.compile(r"^(?P<stem>[^\W\d_]{0,12})[\s._-]*(?P<number>\d{1,3})(?:\D.*)?$")
SHORTEST_SERIES = 3
ABOUT_PEOPLE = re.compile(
    r"^(tingkat |jenjang |lama |your |status )?(usia|umur|age|jenis kelamin|gender|sex|semester|angkatan|"
    r"pendidikan|education|pekerjaan|occupation|bekerja|menjabat|penghasilan|income|tahun|year|nim|nis|nisn|kelas|prodi|"
    r"jurusan|alamat|partisipan|participant|respondents?|responden)\b"
)
IDENTIFYING = frozenset({"id", "uuid", "index", "parentindex", "rank", "peringkat", "kode", "code"})
SUMMING = re.compile(
    r"^(total|jumlah|rata rata|rerata|mean|average|skor total|nilai (total|akhir|indeks))( (skor|nilai))?$"
)


@dataclass(frozen=True)
class Questions:
    """The columns (from 0) that hold answers, and the scale they share (None where it is none)."""

    columns: tuple[int, ...]
    scale: AnswerScale | None


def find(sheet: Sheet, area: TableArea, books: Sequence[Mapping[str, float]] = ()) -> Questions:
    """The question columns of a table: a numbered series, else the columns that stand on a scale."""
    if not area.header:
        return Questions((), None)
    cells = {column: _cells(sheet, area, column) for column, _ in areas.positions(area)}
    asked = [column for column, text in areas.positions(area) if _may_ask(text, cells[column])]
    chosen = _series(area, asked) or _on_scales(cells, asked, books)
    shared = scales.scale_of((cell for column in chosen for cell in cells[column]), books)
    if _is_weighted(cells, chosen):
        shared = AnswerScale("ikm-weighted", scores={"A": 4.0, "B": 3.0, "C": 2.0, "D": 1.0})
    return Questions(tuple(chosen), shared)


def _cells(sheet: Sheet, area: TableArea, column: int) -> list[Cell]:
    rows = (row for row in range(area.first, area.last + 1) if row not in area.skipped)
    return [sheet.at(row, column) for row in rows]


def _may_ask(heading: str, cells: Sequence[Cell]) -> bool:
    text = norm(heading)
    if not text or key(heading) in IDENTIFYING or text.startswith("id ") or heading.startswith("_"):
        return False
    if role_of(heading) not in ANSWERING or (ABOUT_PEOPLE.search(text) and len(text.split()) <= 6):
        return False
    return not SUMMING.match(text) and not personal.kind_of(heading, cells)


def _series(area: TableArea, asked: Sequence[int]) -> list[int]:
    """The columns whose headings count on ("P1", "P2", …; "1", "2", …), of every series of three or more."""
    headings = dict(areas.positions(area))
    found = {
        column: (match["stem"].casefold(), int(match["number"]))
        for column in asked
        if (match := NUMBERED.match(headings[column].strip()))
    }
    stems = Counter(stem for stem, _ in set(found.values()))
    numbers = {stem: {number for one, number in found.values() if one == stem} for stem in stems}
    kept = {
        stem
        for stem, own in numbers.items()
        if len(own) >= SHORTEST_SERIES and max(own) - min(own) < 2 * len(own)
    }
    return [column for column, (stem, _) in found.items() if stem in kept]


def _on_scales(
    cells: Mapping[int, Sequence[Cell]], asked: Sequence[int], books: Sequence[Mapping[str, float]]
) -> list[int]:
    """The columns of numbers or of words on a known scale; of small levels and large numbers the levels."""
    numeric = [column for column in asked if kinds.common(cells[column]) == "number"]
    small = [column for column in numeric if _is_small(cells[column])]
    words: list[int] = []
    binary: list[int] = []
    for column in asked:
        if kinds.common(cells[column]) == "flag":
            continue
        scale = scales.scale_of(cells[column], books)
        if scale and scale.kind == "label":
            levels = {labels.level_of(text) for text in scale.scores}
            (binary if levels <= labels.BINARY else words).append(column)
    rated = sorted([*(small or ([] if words else numeric)), *words])
    return rated or binary


def _is_small(cells: Sequence[Cell]) -> bool:
    values = [value.value for cell in cells if (value := number(cell))]
    return all(value.is_integer() and 0 <= value <= HIGHEST_LEVEL for value in values)


def _is_weighted(cells: Mapping[int, Sequence[Cell]], chosen: Sequence[int]) -> bool:
    lines = [
        [number(cell) for cell in line] for line in zip(*(cells[column] for column in chosen), strict=True)
    ]
    full = [place for place, line in enumerate(lines) if all(line)]
    rows = [[one.value for one in lines[place] if one] for place in full]
    others = []
    for column in cells.keys() - set(chosen):
        values = [number(cells[column][place]) for place in full]
        if values and all(values):
            others.append([one.value for one in values if one])
    return scales.is_weighted_index(rows, others)
