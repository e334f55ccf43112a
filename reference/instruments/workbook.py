"""An instrument as a workbook: sheet "Instrumen" holds the settings, sheet "Simpul" one row per node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from reference.instruments.definition import Definition, DefinitionProblem, node_rows
from reference.instruments.describing import describe_instrument, flatten_settings
from reference.instruments.model import Instrument
from reference.instruments.setting_checks import SETTINGS
from reference.plain_workbooks import PLAIN_TEXT

SETTINGS_SHEET, NODES_SHEET = "Instrumen", "Simpul"


def write_instrument_workbook(instrument: Instrument, path: str | Path) -> None:
    """Write both sheets, every cell as text except numbers and yes/no settings."""
    definition = describe_instrument(instrument)
    with xlsxwriter.Workbook(str(path), PLAIN_TEXT) as book:
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1})
        settings = book.add_worksheet(SETTINGS_SHEET)
        _write_table(
            settings, [["kunci", "nilai"], *map(list, flatten_settings(definition.settings))], head, wrap
        )
        settings.set_column(0, 0, 40)
        settings.set_column(1, 1, 70)
        nodes = book.add_worksheet(NODES_SHEET)
        lines = [[row[column] for column in definition.columns] for row in definition.rows]
        _write_table(nodes, [list(definition.columns), *lines], head, wrap)
        nodes.set_column(0, len(definition.columns) - 1, 16)
        nodes.set_column(3, 3, 40)


def _write_table(sheet: Any, lines: list[list[Any]], head: Any, wrap: Any) -> None:
    for place, line in enumerate(lines):
        for column, value in enumerate(line):
            style = wrap if place else head
            if isinstance(value, str):
                sheet.write_string(place, column, value, style)
            else:
                sheet.write(place, column, value, style)
    sheet.freeze_panes(1, 0)


def definition_of_sheets(name: str, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Definition:
    """The definition in the rows of a workbook's sheets; a missing sheet becomes its problem.

    Cells are texts, numbers and yes/no, None where empty; rows may be ragged.
    """
    missing = [sheet for sheet in (SETTINGS_SHEET, NODES_SHEET) if sheet not in sheets]
    if missing:
        found = tuple(DefinitionProblem(name, None, f"lembar '{sheet}' tidak ada") for sheet in missing)
        return Definition({}, (), (), name, name, found)
    columns, rows = node_rows([[_text(cell) for cell in line] for line in sheets[NODES_SHEET]])
    settings = _nested([[*line, None, None] for line in sheets[SETTINGS_SHEET][1:]])
    return Definition(
        settings, rows, columns, f"{name}, lembar {SETTINGS_SHEET},", f"{name}, lembar {NODES_SHEET},"
    )


def _nested(lines: list[list[Any]]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for place, value, *_ in lines:
        *path, last = _text(place).split("/")
        branch = tree
        for part in path:
            branch = branch.setdefault(part, {})
        if last:
            value = "" if value is None else value
            branch[last] = _setting(value) if path else _top_setting(last, value)
    return {name: part if name == "coverage" else _lists(part) for name, part in tree.items()}


def _top_setting(name: str, value: Any) -> Any:
    return _text(value) if SETTINGS.get(name) is str else value


def _setting(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _lists(value: Any) -> Any:
    """Branches whose names count 1, 2, 3 become lists."""
    if not isinstance(value, dict):
        return value
    parts = {name: _lists(part) for name, part in value.items()}
    counted = list(parts) == [str(place) for place in range(1, len(parts) + 1)]
    return list(parts.values()) if counted else parts


def _text(cell: Any) -> str:
    return "" if cell is None else str(_setting(cell)).strip()
