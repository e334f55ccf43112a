"""Which rows of a list are OPD: every row with a text is one, or is left out for a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reference.keys import normalise_text, text_key
from reference.text_limits import NAME
from survey.files.grid import cell_name
from survey.roster import wording
from survey.roster.lines import ListLine, ListLines
from survey.roster.places import ListPlace
from survey.roster.values import NameColumn, RosterRow
from survey.time_limit import check_time


def judge_list_rows(place: ListPlace) -> list[RosterRow]:
    """The rows of a list, column of names by column of names; rows without any text are none."""
    found: list[RosterRow] = []
    for column in place.table.names:
        lines = ListLines(tuple(_lines(place, column)))
        found += _judged(place, column, lines)
    return found


def _lines(place: ListPlace, column: NameColumn) -> Iterator[ListLine]:
    for row in place.rows:
        check_time()
        inside = place.table.place.first <= row + 1 <= place.table.place.last
        whole = not inside and place.alone and len(place.table.names) == 1
        left, right = (0, place.sheet.width - 1) if whole else column.bounds
        texts = {at: text for at in range(left, right + 1) if (text := place.sheet.text(row, at))}
        if row in place.sheet.lost.get(column.index, ()):
            yield _lost_line(column, row, texts, inside)
        elif line := _line(column, row, texts, inside):
            own = [text for at, text in texts.items() if at not in place.table.unused]
            numbers = re.findall(r"(?<!\S)\d{1,4}(?!\S)", " ".join(own))
            yield replace(line, count=int(numbers[0])) if len(numbers) == 1 else line


def _lost_line(column: NameColumn, row: int, texts: dict[int, str], inside: bool) -> ListLine:
    """A row whose name is an error or a formula that was never computed: no name, and never no row."""
    said = " | ".join(text for at, text in texts.items() if at != column.index)
    return ListLine(row, column.index, "", "", "", said or "#", alone=False, inside=inside)


def _line(column: NameColumn, row: int, texts: dict[int, str], inside: bool) -> ListLine | None:
    """The line that these texts of a row by column make; None where they are only numbers."""
    if not any(map(_is_name_cell, texts.values())):
        return None
    # A heading of a group often stands alone in the column of numbers, merged over the whole row.
    merged = tuple(at for at in texts if len(texts) == 1 and at < column.index)
    places = (column.index, *column.span, *merged)
    own = next((at for at in places if _is_name_cell(texts.get(at, ""))), None)
    mark, whole = wording.split_number(texts[own]) if own is not None else ("", "")
    name, behind = wording.split_short(whole)
    marks = (wording.numbering_kind(text) for at, text in texts.items() if at < column.index)
    short = wording.clean_short(texts.get(column.short, "")) if column.short is not None else ""
    return ListLine(
        row=row,
        column=min(texts) if own is None else own,
        kind=next(filter(None, marks), "") or wording.numbering_kind(mark),
        name=name,
        short=short or behind,
        text=" | ".join(texts.values()),
        alone=len(texts) == 1,
        inside=inside,
    )


def _is_name_cell(text: str) -> bool:
    return any(map(str.isalpha, text)) and not wording.numbering_kind(text)


def _judged(place: ListPlace, column: NameColumn, lines: ListLines) -> list[RosterRow]:
    reasons = [
        _reason_above(place, lines, line)
        if line.row + 1 < place.table.place.first
        else _reason(column, lines, at)
        for at, line in enumerate(lines.lines)
    ]
    found: list[RosterRow] = []
    last: int | None = None
    for line, reason, form in zip(lines.lines, reasons, _forms(column, lines, reasons), strict=True):
        if reason == "joined" and last is not None:
            found[last] = replace(found[last], name=f"{found[last].name} {line.name}")
        elif not reason:
            last = len(found)
        found.append(_row(place.sheet.name, line, reason, form))
    return [replace(row, name=row.name.rstrip(" ,")) for row in found]


def _forms(column: NameColumn, lines: ListLines, reasons: Sequence[str]) -> list[str]:
    """What the names of each line lack: the kind that their heading or section says, where most do not."""
    found = [wording.form_led_by(column.heading)] * len(reasons)
    starts = [at for at, reason in enumerate(reasons) if reason == "section"]
    for start, end in pairwise([*starts, len(reasons)]):
        found[start:end] = [wording.form_led_by(lines.lines[start].name)] * (end - start)
    for start, end in pairwise([0, *starts, len(reasons)]):
        own = [
            line
            for line, reason in zip(lines.lines[start:end], reasons[start:end], strict=True)
            if not reason
        ]
        if 2 * sum(wording.has_form(line.name) for line in own) >= len(own):
            found[start:end] = [""] * (end - start)
    return found


def _row(sheet: str, line: ListLine, reason: str, form: str) -> RosterRow:
    """The line as a row; under "KECAMATAN" a name that says no kind of OPD is a kecamatan's."""
    cell = cell_name(line.row, line.column)
    reason = reason or ("note" if len(line.name) > NAME else "")
    if reason:
        count = line.count if reason == "total" else None
        return RosterRow(line.name or line.text, "", line.text, sheet, cell, reason, count)
    name = f"{form} {line.name}" if form and not wording.has_form(line.name) else line.name
    return RosterRow(name, line.short, line.text, sheet, cell)


def _reason_above(place: ListPlace, lines: ListLines, line: ListLine) -> str:
    """Why a line above the first row of data is none; without headings it may be one, under no letterhead."""
    if line.row + 1 in place.table.place.header:
        return "heading"
    if wording.is_group_name(line.name) and not wording.known_codes(line.name):
        return "section"
    above = [other for other in lines.lines if other.row + 1 < place.table.place.first]
    letter = any(normalise_text(other.text).startswith("pemerintah") for other in above)
    named = wording.is_opd_name(line.name) or wording.known_codes(line.name)
    bare = not place.table.place.header and not letter and named
    return "" if bare and not wording.is_group_name(line.name) else "heading"


def _reason(column: NameColumn, lines: ListLines, at: int) -> str:
    """Why a line is no OPD, "" where it is one."""
    line = lines.lines[at]
    if wording.is_total(line.name or line.text):
        return "total"
    if not line.name:
        return "nameless" if line.inside else "note"
    if column.heading and text_key(line.name) in map(
        text_key, (column.heading, *column.heading.split(" / "))
    ):
        return "heading"
    if wording.is_group_name(line.name):
        return _group_reason(lines, at)
    if wording.is_opd_name(line.name):
        return ""
    if wording.is_title(line.name) and not line.kind:
        return "heading"
    return _reason_unlike(lines, at)


def _reason_unlike(lines: ListLines, at: int) -> str:
    """Why a line whose words name no OPD is none, "" where it stands like the OPD of its list."""
    line, outside = lines.lines[at], lines.is_outside(at)
    if outside and lines.goes_on(at):
        return "joined"
    if outside or not line.inside or (wording.is_note(line.name) and not line.kind):
        return "section" if line.inside and at < lines.last_opd else "note"
    return ""


def _group_reason(lines: ListLines, at: int) -> str:
    """Whether a line that only names a kind of OPD heads those of the kind, or is the only one."""
    line, codes = lines.lines[at], set(wording.known_codes(lines.lines[at].name))
    if lines.member_kind and line.kind == lines.member_kind:
        return ""
    if not codes:
        headed = not wording.opd_form(line.name) and wording.name_heading_rank(line.name) == 3
        return "heading" if headed else "section"
    below = lines.lines_below(at)
    if codes == {"KEC"}:
        counted = bool(lines.member_kind) and any(other.kind == lines.member_kind for other in below)
        return "section" if counted or not line.inside or _names_districts(below) else ""
    return "section" if any(codes & set(wording.known_codes(other.name)) for other in below) else ""


def _names_districts(lines: Sequence[ListLine]) -> bool:
    return any(wording.opd_form(line.name) == "kecamatan" for line in lines)
