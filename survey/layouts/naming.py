"""Which node a row of a table means: by code, by text, or by a printed number that its text confirms."""

from __future__ import annotations

import re

from reference.keys import normalise_text, text_key
from survey.answers.file_reading import SKIP, FileReading
from survey.files.grid import cell_name
from survey.tables.headings import node_named_by
from survey.tables.namesakes import tell_namesakes_apart
from survey.tables.table import Table

LETTER = re.compile(r"^\s*(?:(?:komponen|blok|bagian)\s+)?[A-Z]\s*[.)]\s*", re.I)
SHARE_OF_WORDS = 0.5


def component_named_by(reader: FileReading, text: str) -> str | None:
    """The component a text names ("A. BASELINE") under which files put questions of their own, or None."""
    if not text:
        return None
    framework = reader.instrument.framework
    code = node_named_by(text, reader.instrument) or node_named_by(LETTER.sub("", text), reader.instrument)
    is_component = code is not None and not framework.children(code) and framework.node(code).level > 1
    return code if is_component else None


def item_of_row(reader: FileReading, table: Table, row: int) -> str | None:
    """The instrument's node of a row; asked where code or number and text differ, None if unknown."""
    code = _cell(table, row, "code")
    by_code = node_named_by(code, reader.instrument) if code else None
    texts = [table.sheet.text(row, one.index) for one in table.of("question", "indicator", "subindicator")]
    by_text = next(
        (found for text in texts if text and (found := node_named_by(text, reader.instrument))), None
    )
    by_number = _numbers(reader).get(_cell(table, row, "number").strip(" .").lstrip("0"))
    first = by_code or by_number
    text = next(filter(None, texts), "")
    both = reader.instrument.namesakes.get(text_key(text), ())
    if first in both:
        return first
    if both and not first:
        return _namesake(reader, table, row, (both[0], both[1]))
    if first and by_text and first != by_text:
        return _differing(reader, table, row, "code" if by_code else "number", first, by_text)
    found = (
        by_code
        or by_text
        or _confirmed(reader, table, row, by_number, text)
        or _branch(reader, table, row, text)
    )
    if found is None:
        _say_unknown(reader, table, row, code, text)
    return found


def _namesake(reader: FileReading, table: Table, row: int, both: tuple[str, str]) -> str | None:
    """Which of two nodes of one name a row means: its aspect's column tells, else the list, else the user."""
    branch = _cell(table, row, "branch")
    if branch and node_named_by(branch, reader.instrument) == both[0]:
        return both[1]
    apart = reader.recall(
        ("namesakes", table.sheet.name, table.top),
        lambda: tell_namesakes_apart({line: _text(table, line) for line in table.lines}, reader.instrument),
    )
    return apart.get(row) or _differing(reader, table, row, "number", *both)


def _text(table: Table, row: int) -> str:
    columns = table.of("question", "indicator", "subindicator")
    return next(filter(None, (table.sheet.text(row, one.index) for one in columns)), "")


def _cell(table: Table, row: int, role: str) -> str:
    column = table.one(role)
    return table.sheet.text(row, column.index) if column else ""


def _place(table: Table, row: int, role: str) -> str:
    column = table.one(role)
    return cell_name(row, column.index if column else 0)


def _numbers(reader: FileReading) -> dict[str, str]:
    nodes = reader.instrument.framework.nodes
    return {str(int(node.tags["number"])): node.code for node in nodes if node.tags.get("number")}


def _confirmed(reader: FileReading, table: Table, row: int, by_number: str | None, text: str) -> str | None:
    """The numbered node, where no other name is more like the text; said, for it is no exact match."""
    if by_number is None or by_number != _likest(reader, text):
        return None
    reader.say("W47", table.sheet.name, _place(table, row, "number"), _cell(table, row, "number"))
    return by_number


def _likest(reader: FileReading, text: str) -> str | None:
    """The one numbered node whose name is most like a text, with half of its words; None if unsure."""
    framework = reader.instrument.framework
    likeness = {code: _likeness(text, framework.node(code).name) for code in _numbers(reader).values()}
    best = max(likeness.values(), default=0.0)
    first = [code for code, value in likeness.items() if value == best]
    return first[0] if best > 0 and len(first) == 1 else None


def _likeness(text: str, name: str) -> float:
    """Shared words per word of both, 0 where not half of the shorter one's are shared."""
    words, others = set(normalise_text(text).split()), set(normalise_text(name).split())
    common = len(words & others)
    if not words or common < SHARE_OF_WORDS * min(len(words), len(others)):
        return 0.0
    return common / len(words | others)


def _branch(reader: FileReading, table: Table, row: int, text: str) -> str | None:
    """The aspect, domain or component of a row that names no indicator: its own figure."""
    branch = _cell(table, row, "branch") or _cell(table, row, "component")
    return node_named_by(branch, reader.instrument) if branch and not text else None


def _differing(reader: FileReading, table: Table, row: int, role: str, first: str, second: str) -> str | None:
    framework, sheet, place = reader.instrument.framework, table.sheet.name, _place(table, row, role)
    offered = tuple((code, f"{code} {framework.node(code).name}") for code in (first, second))
    question = f"Baris {row + 1}: pertanyaan mana yang dimaksud?"
    asked = reader.key("value", sheet, place, "butir")
    choice = reader.ask("value", asked, question, (*offered, (SKIP, "Lewati baris ini")), sheet, place)
    if choice is None:
        reader.say("E30", sheet, place, first)
    return None if choice in (None, SKIP) else choice


def _say_unknown(reader: FileReading, table: Table, row: int, code: str, text: str) -> None:
    if not code:
        reader.say("W49", table.sheet.name, cell_name(row, 0), text)
        return
    proposal = "Periksa kode pada templat terbaru; baris ini tidak dibaca."
    place, expected = _place(table, row, "code"), reader.instrument.key
    reader.say("E28", table.sheet.name, place, code, expected=expected, proposal=proposal)
