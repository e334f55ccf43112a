"""Which columns of a planning table hold the codes, the names by level, and the money of a Renja."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reference.keys import normalise_text
from survey.files.grid import Cell, Sheet, cell_as_text
from survey.programmes import codes, plan_money
from survey.programmes.codes import ACTIVITY, FIELD, PROGRAMME, SUBACTIVITY, URUSAN
from survey.programmes.columns import ProgrammeColumn
from survey.tables.areas import TableArea

MIXED = -1
"""The level of a column whose rows are of several levels."""
LEVEL_WORDS = (
    (re.compile(r"\b(sub ?kegiatan|sub ?keg)\b"), SUBACTIVITY),
    (re.compile(r"\b(kegiatan|keg)\b"), ACTIVITY),
    (re.compile(r"\b(program|prog)\b"), PROGRAMME),
    (re.compile(r"\bbidang( urusan)?\b"), FIELD),
    (re.compile(r"\burusan\b"), URUSAN),
)
AROUND = re.compile(
    r"\b(nama|uraian|nomenklatur|judul|daftar|usulan|prioritas|strategis|unggulan|rincian|rencana|kode|dan|serta|"
    r"atau|kerja|pekerjaan|pembangunan|pemerintah|pemerintahan|daerah|kabupaten|kota|renja|rkpd|renstra|perangkat|tahun|20\d\d)\b"
)
"""What stands around the level in a heading without changing it."""
GENERIC = re.compile(
    r"^(uraian|nomenklatur|rincian|nama|deskripsi|aktivitas|((nama|uraian|jenis|rincian) )?"
    r"(paket( pekerjaan)?|pekerjaan|rekening|aktivitas)|nomenklatur urusan.*)$"
)
"""Headings of names where a column of codes says what they are."""
CODED = re.compile(r"\b(kode|kd|rekening|norek)\b")
SMART = frozenset({"dimension", "subdimension", "lifts", "problem", "kind"})
"""Fields of a register of smart city programmes, whose rows are programmes whatever their codes."""
LEADS = re.compile(r"\b(opd|skpd|perangkat daerah|pd|unit kerja)\b")
HALF = 0.5
MOSTLY = 0.7


@dataclass(frozen=True)
class PlanShape:
    """The columns, by place on the sheet: those that together hold the code, and column -> level of names.

    `number` is the column that numbers the rows, None without one.
    """

    codes: tuple[int, ...]
    names: Mapping[int, int]
    number: int | None = None

    @property
    def lowest_column(self) -> int:
        """The column of the lowest level."""
        return max(self.names, key=lambda column: (self.names[column], column))


def find_plan_shape(sheet: Sheet, area: TableArea, columns: Sequence[ProgrammeColumn]) -> PlanShape | None:
    """The shape of a planning table; None where the table is something else, as our own register is."""
    fields = {column.field for column in columns}
    if "key" in fields or fields & {"risk", "mitigation"}:
        return None
    coded = _code_columns(sheet, area, columns)
    names = _name_columns(sheet, area, columns, coded)
    if not names:
        return None
    shape = PlanShape(coded, names, next((one.index for one in columns if one.field == "number"), None))
    if _is_plan(sheet, area, shape, fields):
        return shape
    # A plain list of kegiatan whose money stands under a heading of its own: "Nilai BKK (Rp)".
    plain = not fields & SMART and "cost" not in fields
    return shape if plain and plan_money.has_money_column(sheet, _rows(area), columns) else None


def _is_plan(sheet: Sheet, area: TableArea, shape: PlanShape, fields: set[str]) -> bool:
    several = len(shape.names) > 1 or (MIXED in shape.names.values() and len(shape.names) == 1)
    known = set(shape.names.values()) - {MIXED}
    if fields & SMART:
        return len(known) > 2 or "name" not in fields or _are_nested(sheet, area, shape)
    return bool(shape.codes) or several or "name" not in fields or _codes_in_names(sheet, area, shape.names)


def _are_nested(sheet: Sheet, area: TableArea, shape: PlanShape) -> bool:
    """Whether the code of a row begins that of another: such rows are levels, whatever else a table says."""
    found = {_code_of(sheet, row, shape) for row in _rows(area)} - {""}
    return any(upper in found for code in found for upper in _begun(code))


def _code_of(sheet: Sheet, row: int, shape: PlanShape) -> str:
    parts = [codes.code_part_text(sheet.at(row, at)) for at in shape.codes]
    led = codes.split_leading_code(sheet.text(row, shape.lowest_column))[0]
    return codes.join_code_parts([part for part in parts if part]) or led


def _begun(code: str) -> Iterator[str]:
    parts = code.split(".")
    return (".".join(parts[:count]) for count in range(3, len(parts)))


def _codes_in_names(sheet: Sheet, area: TableArea, names: Iterable[int]) -> bool:
    texts = [text for row in _rows(area) for at in names if (text := sheet.text(row, at))]
    return sum(bool(codes.split_leading_code(text)[0]) for text in texts) >= HALF * max(len(texts), 1)


def _rows(area: TableArea) -> list[int]:
    return [row for row in range(area.first, area.last + 1) if row not in area.skipped]


def _code_columns(sheet: Sheet, area: TableArea, columns: Sequence[ProgrammeColumn]) -> tuple[int, ...]:
    """The columns of codes that stand side by side, by their headings and cells, else by cells alone."""
    headings = dict(enumerate(area.columns, start=area.left))
    fields = {one.index: one.field for one in columns if one.how == "given"}
    likely = [at for at, heading in headings.items() if _is_code(sheet, area, at, heading, fields.get(at))]
    if not likely:
        return ()
    whole = [at for at in likely if _holds_whole_codes(sheet, area, at)]
    if whole:
        # Of one column of codes for each level the lowest counts.
        return (max(whole, key=lambda at: _depth(_cells(sheet, area, at))),)
    first = likely[0]
    found = [first]
    for step in (-1, 1):
        at = first + step
        while at in headings and _goes_on(sheet, area, at, likely, fields.get(at)):
            found.append(at)
            at += step
    return _parts(sheet, area, sorted(found))


def _depth(cells: Sequence[Cell]) -> float:
    """How many parts the codes of a column have on average."""
    return sum(_whole(cell).count(".") for cell in cells) / max(len(cells), 1)


def _parts(sheet: Sheet, area: TableArea, found: list[int]) -> tuple[int, ...]:
    """Parts of codes; a single one says nothing, unless its cells are codes of some depth."""
    texts = [codes.code_part_text(cell) for at in found for cell in _cells(sheet, area, at)]
    deep = any("." in text for text in texts)
    return tuple(found) if len(found) > 1 or deep else ()


def _goes_on(sheet: Sheet, area: TableArea, at: int, likely: Sequence[int], given: str | None) -> bool:
    """Whether a column beside a column of codes holds another part of them."""
    if at in likely:
        return True
    return not area.columns[at - area.left] and given is None and _are_parts(_cells(sheet, area, at))


def _is_code(sheet: Sheet, area: TableArea, at: int, heading: str, given: str | None) -> bool:
    if given is not None:
        return given == "code"
    cells = _cells(sheet, area, at)
    if _holds_whole_codes(sheet, area, at):
        return True
    words = normalise_text(heading)
    named = CODED.search(words) or (_levels(heading) and not plan_money.MEASURES.search(words))
    return bool(named) and _are_parts(cells)


def _holds_whole_codes(sheet: Sheet, area: TableArea, at: int) -> bool:
    """Whether most cells are codes of three parts and more, which nothing else looks like."""
    cells = _cells(sheet, area, at)
    whole = [text for cell in cells if (text := _whole(cell)).count(".") >= 2]
    return bool(cells) and len(whole) >= HALF * len(cells)


def _whole(cell: Cell) -> str:
    text = codes.code_part_text(cell) if codes.is_code_part(cell) else ""
    return text if codes.WHOLE_CODE.match(text) else ""


def _are_parts(cells: Sequence[Cell]) -> bool:
    """Whether cells can be codes or parts of them, but for a few."""
    if not cells:
        return False
    return sum(map(codes.is_code_part, cells)) >= MOSTLY * len(cells)


def _cells(sheet: Sheet, area: TableArea, at: int) -> list[Cell]:
    return [cell for row in _rows(area) if (cell := sheet.at(row, at)) is not None]


def _name_columns(
    sheet: Sheet, area: TableArea, columns: Sequence[ProgrammeColumn], coded: tuple[int, ...]
) -> dict[int, int]:
    """Column -> level of the names it holds; {} where none does."""
    if told := {one.index: MIXED for one in columns if one.how == "given" and one.field == "name"}:
        upper = {
            one.index: one.index - 1000 for one in columns if one.how == "given" and one.field == "above"
        }
        return upper | told
    headings = dict(enumerate(area.columns, start=area.left))
    free = {one.index for one in columns if one.how not in ("given", "personal")}
    found = {
        at: levels
        for at, heading in headings.items()
        if at in free and at not in coded and (levels := _levels(heading)) and _are_names(sheet, area, at)
    }
    if not found:
        return _generic(sheet, area, columns, coded)
    return _with_blank_headings(sheet, area, headings, found, coded)


def _generic(
    sheet: Sheet, area: TableArea, columns: Sequence[ProgrammeColumn], coded: tuple[int, ...]
) -> dict[int, int]:
    """A column of names under a heading that says no level, where codes do or nothing else is a name."""
    lone = all(one.field not in ("name", "activity") for one in columns)
    free = {one.index for one in columns if one.how not in ("given", "personal")}
    for at, heading in enumerate(area.columns, start=area.left):
        plain = normalise_text(heading.rpartition(" / ")[2])
        if at in free and at not in coded and GENERIC.match(plain) and _are_names(sheet, area, at):
            return {at: MIXED} if coded or lone or _codes_in_names(sheet, area, [at]) else {}
    return {}


def _with_blank_headings(
    sheet: Sheet,
    area: TableArea,
    headings: Mapping[int, str],
    found: Mapping[int, tuple[int, ...]],
    coded: tuple[int, ...],
) -> dict[int, int]:
    """The level of each column; columns under one heading, merged or written once, go down by one each."""
    names: dict[int, int] = {}
    for at, levels in found.items():
        same = [other for other in found if headings[other] == headings[at]]
        if len(same) == 1:
            names[at] = levels[0] if len(levels) == 1 else MIXED
        else:
            names[at] = PROGRAMME * 10 + same.index(at)
    last = max(names)
    step = last + 1
    while step in headings and not headings[step] and step not in coded and _are_names(sheet, area, step):
        names[last] = PROGRAMME * 10 if names[last] == MIXED else names[last]
        names[step] = max(names[last], PROGRAMME * 10) + step - last
        step += 1
    return _one_mixed(names)


def _one_mixed(names: dict[int, int]) -> dict[int, int]:
    """Several columns of several levels each are of no use: the first one counts."""
    mixed = [at for at, level in names.items() if level == MIXED]
    if mixed and len(names) > 1:
        return (
            {mixed[0]: MIXED} if len(mixed) == len(names) else {a: b for a, b in names.items() if b != MIXED}
        )
    return names


def _are_names(sheet: Sheet, area: TableArea, at: int) -> bool:
    """Whether a column holds words."""
    cells = [cell for row in _rows(area) if (cell := _shown(sheet, row, at)) is not None]
    words = [isinstance(cell, str) and bool(re.search(r"[^\W\d_]{3}", cell)) for cell in cells]
    return bool(words) and sum(words) >= HALF * len(words)


def _shown(sheet: Sheet, row: int, at: int) -> Cell:
    return sheet.at(*sheet.merged.get((row, at), (row, at)))


def _levels(heading: str) -> tuple[int, ...]:
    """The levels a heading names and nothing else, the highest first: () for "Indikator Kegiatan"."""
    for part in (heading, *reversed(heading.split(" / "))):
        rest = normalise_text(re.sub(r"\([^)]*\)", " ", part))
        found = []
        for pattern, level in LEVEL_WORDS:
            shorter = pattern.sub(" ", rest)
            if shorter != rest:
                found.append(level)
            rest = shorter
        if found and not AROUND.sub(" ", rest).strip():
            return tuple(sorted(set(found)))
    return ()


def plan_columns(
    sheet: Sheet, area: TableArea, columns: Sequence[ProgrammeColumn], shape: PlanShape, year: int | None
) -> tuple[ProgrammeColumn, ...]:
    """The columns of a planning table with their fields: names, code, pagu, target, indicator and OPD."""
    held = [_named(one, shape) for one in columns]
    held = list(_leads(held))
    held = list(plan_money.money_columns(sheet, _rows(area), held, year))
    return tuple(_measured(held))


def _named(one: ProgrammeColumn, shape: PlanShape) -> ProgrammeColumn:
    if one.index in shape.codes:
        return replace(one, field="code", how=one.how or "exact")
    if one.index in shape.names:
        field = "name" if one.index == shape.lowest_column else "above"
        return replace(one, field=field, how=one.how or "exact")
    # What only looked like a name or a code by its heading is neither.
    stray = one.field in ("name", "code", "activity", "renja") and one.how != "given"
    return replace(one, field="", how="") if stray else one


def _leads(columns: Sequence[ProgrammeColumn]) -> Iterator[ProgrammeColumn]:
    """The columns, with one that names an OPD in its heading as who leads, if none does yet."""
    open_ = "lead" not in {one.field for one in columns}
    for one in columns:
        words = normalise_text(one.heading)
        if open_ and not one.how and LEADS.search(words) and not CODED.search(words):
            open_ = False
            yield replace(one, field="lead", how="exact")
        else:
            yield one


def _measured(columns: Sequence[ProgrammeColumn]) -> list[ProgrammeColumn]:
    """The columns with one indicator: that of the lowest level, else the first."""
    told = [one for one in columns if one.field == "measure"]
    if any(one.how == "given" for one in told):
        return list(columns)
    likely = [
        one
        for one in columns
        if one in told or (not one.how and plan_money.MEASURES.search(normalise_text(one.heading)))
    ]
    likely = [one for one in likely if not plan_money.is_past(one.heading)]
    if not likely:
        return list(columns)
    lowest = next(
        (
            one
            for one in likely
            if re.search(r"\b(sub ?kegiatan|keluaran|output)\b", normalise_text(one.heading))
        ),
        likely[0],
    )
    return [
        replace(one, field="measure", how=one.how or "exact")
        if one is lowest
        else replace(one, field="", how="")
        if one.field == "measure"
        else one
        for one in columns
    ]


def is_plan_filled(columns: Sequence[ProgrammeColumn]) -> bool:
    """Whether the columns say enough for a table of programmes: a name, and its code, pagu, or two fields."""
    if any(one.field == "name" and one.how == "given" for one in columns):
        return True
    fields = {one.field for one in columns} - {"", "number", "note", "above"}
    return "name" in fields and (len(fields) >= 3 or bool({"code", "cost"} & fields))


def cell_words(sheet: Sheet, row: int, at: int) -> str:
    """The text of a cell with the blanks in front of it, which may say its level."""
    cell = sheet.at(row, at)
    return cell.replace("\u00a0", " ").rstrip() if isinstance(cell, str) else cell_as_text(cell)
