"""From rows to answers: the cells beside a value that make up one OPD's answer, whatever the layout."""

from __future__ import annotations

import datetime
import re

from survey.answers.cells import ParsedCell
from survey.files.grid import Sheet, cell_as_text, cell_name
from survey.tables.table import Table
from survey.template import layout
from survey.values import Answer

LINK = re.compile(r"https?://\S+")
BESIDE = frozenset(
    {"fact", "analysis", "obstacle", "evidence", "evidence_link", "evidence_date", "note", "verified_note"}
)
"""The roles of the columns that a row's answer is read with."""


def read_row_answer(
    table: Table, row: int, indicator: str, column: int, parsed: ParsedCell, verified: ParsedCell | None
) -> Answer:
    """The answer of a row: its value, and the texts of the columns that say why."""
    evidence, link = split_text_and_link(table.text(row, table.one("evidence")))
    return Answer(
        indicator=indicator,
        status=parsed.status,
        value=parsed.value,
        fact=drop_form_words(table.text(row, table.one("fact"))),
        analysis=table.text(row, table.one("analysis")),
        obstacle=table.text(row, table.one("obstacle")),
        evidence=evidence,
        evidence_link=table.text(row, table.one("evidence_link")) or link,
        evidence_date=evidence_date_text(table, row),
        note=table.text(row, table.one("note")),
        verified=verified.value if verified else None,
        verified_note=table.text(row, table.one("verified_note")),
        sheet=table.sheet.name,
        cell=cell_name(row, column),
    )


def drop_form_words(fact: str) -> str:
    """A fact without what a form says beside a public figure that came filled in."""
    if layout.PUBLIC_FACT not in fact:
        return fact
    return " ".join(fact.replace(layout.PUBLIC_FACT, "").replace(layout.OWN_FACT, "").split())


def split_text_and_link(text: str) -> tuple[str, str]:
    """A text and the link in it: ("SK 12/2024", "https://…")."""
    found = LINK.search(text)
    if not found:
        return text, ""
    return " ".join((text[: found.start()] + text[found.end() :]).split()), found[0]


def evidence_date_text(table: Table, row: int) -> str:
    """The date of the evidence, ISO where the cell is a date, else as it was typed."""
    column = table.one("evidence_date")
    if column is None:
        return ""
    cell = table.sheet.at(row, column.index)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return cell_as_text(cell)


def is_cell_filled(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell holds a value, an error, or a formula without one."""
    place = cell_name(row, column)
    return bool(sheet.text(row, column)) or place in sheet.errors or place in sheet.uncomputed
