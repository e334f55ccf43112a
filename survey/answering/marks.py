"""Which cells of columns to mark hold a mark: told by how a text is used, whatever it looks like."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reference.numbers import write_code
from survey.answering.level_headings import LevelRun
from survey.files.grid import Cell, cell_as_text

Grid = Mapping[int, Mapping[int, Cell]]
"""Row -> column -> what the cell holds, cells that hold something only."""
Forms = dict[tuple[int, int], str]
CHECKS = frozenset("✓✔√☑✅🗹🗸")
CROSSES = frozenset("x×✗✘✕✖❌☒🗷")
SIGNS = CHECKS | CROSSES | frozenset("v●•○◉⚫⬤■◼★*+#/\\o1y") | {"ya"}
WORDS = frozenset({"iya", "yes", "ok", "oke", "true", "benar", "betul", "ada", "sesuai", "pilih",
                   "dipilih", "cek", "check", "checked"})  # fmt: skip
NOTHING = frozenset("-–—_.…0☐□◻⬜▢n") | {
    "",
    "false",
    "tidak",
    "tdk",
    "no",
    "salah",
    "na",
    "n/a",
    "bukan",
    "belum",
}
DOTS, DASHES = frozenset(".…·"), frozenset("-–—_")
"""Signs that fill a blank as a rule, and mark where a form has no other: dots surely, dashes once asked."""
AROUND = " .,;:'\"()[]<>{}|\u200b\ufe0e\ufe0f"
BOX = re.compile(r"^\s*([☑☐☒✓✔√□■◻◼○●◯]|[\[(][ xXvV✓√]?[\])])\s*(?=\S)")
"""A box in front of a text, which is marked or left blank in it."""
LONGEST = 12
MOSTLY, SINGLE = 0.6, 0.8
LEAST_ROWS, LEAST_COLUMNS = 3, 2
"""Of dots and dashes: fewer rows or columns may as well be left blank."""


@dataclass(frozen=True)
class Marks:
    """The marks of a grid by row: columns with a plain mark, with an odd one, with anything else.

    An odd mark has a note beside it ("x (SK)"), or is a cross alone on its row where other rows are ticked.

    `cumulative` says that rows are marked from their first level up to the one meant.
    """

    plain: Mapping[int, tuple[int, ...]]
    noted: Mapping[int, tuple[int, ...]]
    other: Mapping[int, tuple[int, ...]]
    cumulative: bool = False

    @property
    def marked_rows(self) -> tuple[int, ...]:
        """The rows that hold anything, in order."""
        return tuple(sorted({*self.plain, *self.noted, *self.other}))


def boxes_in_front(grid: Grid) -> Grid:
    """The boxes alone of a grid whose texts all begin with one ("☑ Seluruh unit ..."); any other as it is."""
    boxes: dict[int, dict[int, Cell]] = {}
    for row, cells in grid.items():
        for column, cell in cells.items():
            if not (box := BOX.match(cell_as_text(cell))):
                return grid
            boxes.setdefault(row, {})[column] = box[1]
    return boxes


def find_marks(grid: Grid, run: LevelRun) -> Marks | None:
    """The marks in columns headed by levels; None where what the cells hold is used for something else.

    A mark is a known sign, its own level repeated, or one short text that stands in the columns at most once
    a row. What fills all other cells of a row ("☐", "0", "o" beside "þ") is no mark, nor is a cross where
    another cell of the row is ticked.
    """
    if _are_texts_of_their_own(grid):
        return None
    every = {(row, column): mark_form(cell) for row, cells in grid.items() for column, cell in cells.items()}
    if blanks := _blanks_that_mark(every):
        return blanks
    forms = _without_background({place: form for place, form in every.items() if form not in NOTHING})
    marks = _mark_forms(forms)
    plain = {place for place, form in forms.items() if form in marks or _is_own_level(form, place[1], run)}
    ticked = {row for row, _ in plain}
    forms = {
        place: form
        for place, form in forms.items()
        if place in plain or not _is_no(form, place, marks, ticked)
    }
    noted = {
        place
        for place, form in forms.items()
        if place not in plain and (form in CROSSES or _is_noted(grid[place[0]][place[1]], marks))
    }
    cumulative = _is_cumulative(_by_row(plain), run)
    if not plain | noted or len(plain | noted) < MOSTLY * len(forms):
        return None
    if not cumulative and _single_share(plain | noted) < SINGLE / 2:
        return None
    return Marks(_by_row(plain), _by_row(noted), _by_row(set(forms) - plain - noted), cumulative)


def _blanks_that_mark(forms: Forms) -> Marks | None:
    """The dots or dashes of a grid that holds nothing else, one on each row and not all in one column.

    Dashes may also say that a level does not apply: they are odd marks, which are asked.
    """
    rows, columns, signs = ({place[0] for place in forms}, {place[1] for place in forms}, set(forms.values()))
    if not signs or not (signs <= DOTS or signs <= DASHES) or len(signs) > 1:
        return None
    if len(rows) < len(forms) or len(rows) < LEAST_ROWS or len(columns) < LEAST_COLUMNS:
        return None
    marked = _by_row(set(forms))
    return Marks(marked, {}, {}) if signs <= DOTS else Marks({}, marked, {})


def _are_texts_of_their_own(grid: Grid) -> bool:
    """Whether rows are filled and most cells differ, as the sentences that describe levels do."""
    held = [cell for cells in grid.values() for cell in cells.values()]
    return len(held) > 2 * len(grid) and 2 * len(set(held)) > len(held)


def _is_no(form: str, place: tuple[int, int], marks: set[str], ticked: set[int]) -> bool:
    """Whether a cross says no beside the tick of its row."""
    return form in CROSSES and form not in marks and place[0] in ticked


def mark_form(cell: Cell) -> str:
    """A cell as a mark: lower case, without brackets and full stops, a repeated sign once ("xx" = "x")."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = unicodedata.normalize("NFC", cell_as_text(cell)).casefold()
    form = text.strip(AROUND) or text
    return form[0] if len(set(form)) == 1 and not form[0].isdecimal() else form


def _by_row(places: set[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for row, column in sorted(places):
        found.setdefault(row, []).append(column)
    return {row: tuple(columns) for row, columns in found.items()}


def _single_share(places: set[tuple[int, int]]) -> float:
    """The share of rows, of those that hold any of these places, that hold one alone."""
    counts = Counter(row for row, _ in places)
    return sum(count == 1 for count in counts.values()) / max(len(counts), 1)


def _without_background(forms: Forms) -> Forms:
    """The forms without the one that fills all cells of a row but the marked one."""
    rows = Counter(row for row, _ in forms)
    if sum(count > 1 for count in rows.values()) * 2 < len(rows) or len(set(forms.values())) < 2:
        return forms
    most = Counter(forms.values()).most_common(1)[0][0]
    rest = {place: form for place, form in forms.items() if form != most}
    marked = {row for row, _ in rest}
    is_background = len(marked) >= MOSTLY * len(rows) and _single_share(set(rest)) >= SINGLE
    return rest if is_background else forms


def _mark_forms(forms: Forms) -> set[str]:
    counts = Counter(forms.values())
    found = {form for form in counts if form in SIGNS | CROSSES | WORDS}
    for form, count in counts.items():
        is_number = form.replace(",", "").replace(".", "").isdecimal()
        is_common = len(form) <= LONGEST and count >= max(2, len(forms) / 2)
        if not is_number and form != "?" and (len(form) == 1 or is_common):
            found.add(form)
    return found - CROSSES if found & CHECKS or _stand_together(forms, "v", CROSSES) else found


def _stand_together(forms: Forms, form: str, others: frozenset[str]) -> bool:
    rows = {row for (row, _), one in forms.items() if one == form}
    return any(row in rows and one in others for (row, _), one in forms.items())


def _is_own_level(form: str, column: int, run: LevelRun) -> bool:
    return form in (write_code(run.values[column]), mark_form(run.headings[column]))


def _is_noted(cell: Cell, marks: set[str]) -> bool:
    """Whether a text begins or ends with a mark and says more: "x (SK)", "x?", "√ 2024", "SK 2024 √"."""
    words = "".join(
        sign if sign.isalnum() or sign in CHECKS | SIGNS else " " for sign in _folded(cell)
    ).split()
    ends = {words[0], words[-1], words[0][0] if words[0][0] in CHECKS else ""} if words else set()
    return any(mark_form(end) in marks for end in ends if end and not end.isdecimal())


def _folded(cell: Cell) -> str:
    return unicodedata.normalize("NFC", cell_as_text(cell)).casefold()


def _is_cumulative(plain: Mapping[int, tuple[int, ...]], run: LevelRun) -> bool:
    """Whether most rows that hold several marks hold them from the lowest level on without a gap."""
    order = sorted(run.values, key=lambda column: run.values[column])
    several = {row: columns for row, columns in plain.items() if len(columns) > 1}
    from_first = [row for row, columns in several.items() if set(columns) == set(order[: len(columns)])]
    return len(several) * 2 > len(plain) and len(from_first) >= SINGLE * len(several)
