"""What was read of files, for other programs: the contract of docs/check.md, as JSON or CSV."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from reports.plain_text import write_plain_csv
from survey.answers.answer_table import AnswerRow
from survey.files.grid import column_letters
from survey.values import Finding, NodeValue, Question, Reading, Response, TableView

COLUMNS = ("file", "verdict", "region", "opd", "item", "node", "value", "status", "sheet", "cell")
"""Of the CSV: an answer fills `item` and `status`, a value without an OPD `node`."""

Record = dict[str, Any]


def write_readings_file(readings: Sequence[Reading], path: Path) -> None:
    """Write the readings in their order to a .json or .csv file, whole or not at all (OSError).

    UTF-8. A refused file gives its tables, questions and findings, but no answer and no value. JSON keeps
    texts as they are; a text that a spreadsheet would run as a formula is defused in CSV.
    """
    with _whole_file(path) as target:
        if path.suffix == ".json":
            target.writelines(_json(readings))
        else:
            _write_csv(readings, target)


@contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    """A file beside the one wanted, which takes its place once everything is written."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        # A name on disk may hold bytes that are no UTF-8.
        with part.open("w", encoding="utf-8", errors="replace", newline="") as target:
            yield target
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _json(readings: Sequence[Reading]) -> Iterator[str]:
    """The text in pieces, a record on each line: a large survey has millions of answers."""
    shared = _files_by_question(readings)
    yield "["
    for number, reading in enumerate(readings):
        head = f'"file": {_dumped(reading.file)}, "verdict": {_dumped(reading.verdict)}'
        yield f"{',' if number else ''}\n{{{head}"
        for name, records in _lists_of(reading, shared):
            yield f',\n "{name}": ['
            yield from (f"{',' if place else ''}\n  {_dumped(one)}" for place, one in enumerate(records))
            yield "]"
        yield "}"
    yield "\n]\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lists_of(
    reading: Reading, shared: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Iterable[Record]]]:
    yield "tables", map(_table, reading.tables)
    yield "answers", _answers(reading)
    yield "values", map(_value, _values(reading))
    yield "questions", (_question(one, shared[one.key]) for one in reading.questions)
    yield "findings", map(_finding, reading.findings)


def _files_by_question(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """Key of a question -> the files it stands under."""
    found: dict[str, list[str]] = {}
    for reading in readings:
        for question in reading.questions:
            found.setdefault(question.key, []).append(reading.file)
    return found


def _table(view: TableView) -> Record:
    columns = [
        {"column": column_letters(use.column - 1), "heading": use.heading, "target": use.target}
        for use in view.columns
    ]
    rows = {"header": list(view.header), "first": view.first, "last": view.last}
    return {"sheet": view.sheet, **rows, "columns": columns}


def _answers(reading: Reading) -> Iterator[Record]:
    """Every item asked of every OPD, answered or not; none of a refused file."""
    for response in reading.responses if reading.verdict != "refused" else ():
        owner = {"region": response.region, "opd": response.opd}
        for item, status, value, sheet, cell in _marks(response):
            yield {
                **owner,
                "item": item,
                "value": _number(value),
                "status": status,
                "sheet": sheet,
                "cell": cell,
            }


def _marks(response: Response) -> Iterator[tuple[str, str, float | None, str, str]]:
    if isinstance(response.answers, AnswerRow):
        return response.answers.marks()
    return ((one.indicator, one.status, one.value, one.sheet, one.cell) for one in response.answers)


def _values(reading: Reading) -> Sequence[NodeValue]:
    return reading.values if reading.verdict != "refused" else ()


def _value(one: NodeValue) -> Record:
    number = _number(one.value)
    return {"region": one.region, "node": one.node, "value": number, "sheet": one.sheet, "cell": one.cell}


def _number(value: float | None) -> float | int | None:
    """A whole number without its ".0", which an Indonesian spreadsheet takes for a text."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


def _question(one: Question, files: Sequence[str]) -> Record:
    choices = [{"id": choice, "label": label} for choice, label in one.candidates]
    found = {"kind": one.kind, "text": one.text, "choices": choices, "sheet": one.sheet, "cell": one.cell}
    return found | {"files": list(files)} if len(files) > 1 else found


def _finding(one: Finding) -> Record:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "sheet": one.sheet,
        "cell": one.cell,
    }


def _write_csv(readings: Sequence[Reading], target: TextIO) -> None:
    records = (
        {"file": reading.file, "verdict": reading.verdict} | record
        for reading in readings
        for found in (_answers(reading), map(_value, _values(reading)))
        for record in found
    )
    write_plain_csv(target, COLUMNS, ([record.get(name, "") for name in COLUMNS] for record in records))
