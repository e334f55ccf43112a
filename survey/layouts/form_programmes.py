"""The programme sheet of our own workbook: its rows, "Tidak ada program", and headings typed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reference.keys import text_key
from reference.text_limits import NAME, shorten_name
from survey.answers import cells
from survey.answers.file_reading import SKIP, FileReading
from survey.files.grid import Sheet, cell_as_text, cell_name
from survey.template import layout
from survey.values import ReportedProgramme

PROGRAMME_FIELDS = {
    "namaprograminovasi": "name",
    "namaprogramatauinovasi": "name",
    "nama": "name",
    "dimensi": "dimension",
    "sejak": "since",
    "subkegiatan": "activity",
    "pagurp": "budget",
    "pagu": "budget",
    "status": "status",
}
PLACES = {
    PROGRAMME_FIELDS[text_key(column.heading)]: place
    for place, column in enumerate(layout.PROGRAMME_COLUMNS)
    if text_key(column.heading) in PROGRAMME_FIELDS
}
"""Field -> its column on the sheet as we write it."""
SEARCHED = 30
KNOWN = 3
"""A row with so many headings of ours heads the sheet, whatever was typed over the others."""
BY_PLACE = "susunan"
NO_PROGRAMMES = text_key(layout.NO_PROGRAMMES)
YES = frozenset(
    {"ya", "y", "iya", "ya tidak ada", "yatidakada", "tidakada", "benar", "betul", "x", "v", "nihil"}
)
TICKS = frozenset({"✓", "✔", "√", "☑", "✅"})
NONE = frozenset(map(text_key, ("tidak ada", "tidak ada program", "belum ada", "belum ada program", "nihil")))


@dataclass(frozen=True)
class FormProgrammes:
    """What the sheet says: its programmes, or `none` where the OPD says that it has no programme.

    `unread`: rows stand under headings that were typed over, and wait to be asked about.
    """

    programmes: tuple[ReportedProgramme, ...] = ()
    none: bool = False
    unread: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether nothing stands on the sheet."""
        return not (self.programmes or self.none or self.unread)


def programmes_on_form(reader: FileReading, sheet: Sheet | None) -> FormProgrammes:
    """The rows that name a programme or say anything besides their number, and whether there are none.

    Rows under headings that were typed over are asked, never left out in silence.
    """
    if sheet is None:
        return FormProgrammes()
    asked = len(reader.questions)
    header, columns = _headings(reader, sheet)
    rows = list(_rows(reader, sheet, header, columns))
    told = [row for row in rows if not _says_none(row)]
    none = _none_said(reader, sheet, header) or len(told) < len(rows)
    if none and told:
        reader.say("W62", sheet.name, found=len(told))
    return FormProgrammes(tuple(told), none and not told, len(reader.questions) > asked)


def _rows(
    reader: FileReading, sheet: Sheet, header: int, columns: dict[str, int]
) -> Iterator[ReportedProgramme]:
    for row in range(header + 1, len(sheet.rows)):
        texts = {name: sheet.text(row, column) for name, column in columns.items()}
        if any(texts.values()):
            budget = _budget(reader, sheet, row, columns.get("budget"))
            texts.pop("budget", None)
            if len(name := texts.get("name", "")) > NAME:
                texts["name"] = shorten_name(name)
                reader.say("W65", sheet.name, cell_name(row, columns["name"]), name[:40], most=NAME)
            yield ReportedProgramme(**{"name": "", **texts}, budget=budget, row=row + 1)


def _says_none(row: ReportedProgramme) -> bool:
    """Whether a row only says that there is no programme."""
    others = (row.dimension, row.since, row.activity, row.status)
    return text_key(row.name) in NONE and row.budget is None and not any(others)


def _none_said(reader: FileReading, sheet: Sheet, header: int) -> bool:
    """Whether the cell beside "Tidak ada program" says yes; another text there than yes or no is told."""
    for row in range(min(header, len(sheet.rows))):
        for column, cell in enumerate(sheet.rows[row]):
            label, _, inside = cell_as_text(cell).partition(":")
            if text_key(label).startswith(NO_PROGRAMMES):
                beside = (sheet.text(row, at) for at in range(column + 1, len(sheet.rows[row])))
                return _is_yes(
                    reader, sheet, cell_name(row, column), inside.strip() or next(filter(None, beside), "")
                )
    return False


def _is_yes(reader: FileReading, sheet: Sheet, place: str, text: str) -> bool:
    if text in TICKS or text_key(text) in YES:
        return True
    if text and text_key(text) not in ("", "tidak", "t", "bukan", "0", "false"):
        reader.say("W61", sheet.name, place, text)
    return False


def _headings(reader: FileReading, sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each field; beyond the last row where nothing is read."""
    named = ((row, _named(sheet, row)) for row in range(min(len(sheet.rows), SEARCHED)))
    row, found = max(named, key=lambda one: len(one[1]), default=(0, {}))
    return (row, _restored(reader, sheet, row, found)) if len(found) >= KNOWN else _asked(reader, sheet)


def _named(sheet: Sheet, row: int) -> dict[str, int]:
    named = {
        PROGRAMME_FIELDS.get(text_key(cell_as_text(cell)), ""): at for at, cell in enumerate(sheet.rows[row])
    }
    return {name: column for name, column in named.items() if name}


def _restored(reader: FileReading, sheet: Sheet, row: int, found: dict[str, int]) -> dict[str, int]:
    """The columns whose headings stand, and those typed over by their place among them."""
    shifts = Counter(column - PLACES[name] for name, column in found.items())
    if len(shifts) > 1 and "name" in found:
        return found
    shift, taken = shifts.most_common(1)[0][0], set(found.values())
    gone = {name: place + shift for name, place in PLACES.items() if name not in found}
    restored = {name: column for name, column in gone.items() if column >= 0 and column not in taken}
    for name, column in restored.items():
        heading = layout.PROGRAMME_COLUMNS[PLACES[name]].heading
        text = sheet.text(row, column) or "kosong"
        reader.say("W63", sheet.name, cell_name(row, column), text, name=heading)
    return {**found, **restored}


def _asked(reader: FileReading, sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Where no heading of ours is left: rows by their place in the form, if the user says so."""
    top = next((row for row in range(len(sheet.rows)) if sheet.text(row, 0) == "1"), layout.FIRST_ROW - 1)
    rows = [
        row for row in range(top, len(sheet.rows)) if any(cell is not None for cell in sheet.rows[row][1:])
    ]
    if not rows:
        return len(sheet.rows), {}
    order = ", ".join(column.heading for column in layout.PROGRAMME_COLUMNS[1:])
    offered = ((BY_PLACE, f"Ya, kolomnya tetap {order}"), (SKIP, "Tidak, lewati daftar program ini"))
    place = cell_name(max(top - 1, 0), 0)
    text = f"Judul kolom lembar '{sheet.name}' tertimpa, {len(rows)} baris belum dibaca. Susunannya tetap?"
    asked = reader.key("table", sheet.name, "judul")
    choice = reader.ask("table", asked, text, offered, sheet.name, place)
    if choice == BY_PLACE:
        return top - 1, dict(PLACES)
    reader.say("E40", sheet.name, place, len(rows))
    return len(sheet.rows), {}


def _budget(reader: FileReading, sheet: Sheet, row: int, column: int | None) -> float | None:
    """Rupiah; "1.250.000" and "Rp 1.250.000,00" are read, anything else is a finding."""
    if column is None or not sheet.text(row, column) or sheet.text(row, column) == "-":
        return None
    cell = sheet.at(row, column)
    if isinstance(cell, str):
        cell = _rupiah(cell)
    found = cells.number_in_cell(cell)
    if found is None or found.value < 0:
        reader.say("W57", sheet.name, cell_name(row, column), sheet.text(row, column))
        return None
    return found.value


def _rupiah(text: str) -> str:
    bare = text.replace("Rp.", "").replace("Rp", "").replace("IDR", "").strip().removesuffix(",-").strip()
    groups = bare.split(".")
    grouped = len(groups) > 1 and all(len(group) == 3 and group.isdecimal() for group in groups[1:])
    return bare.replace(".", "") if grouped else bare
