"""What a large survey says on its way from the child to the server: compact, in parts, and typed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import Any, TypeVar

import msgspec

from reference.numbers import format_number
from scoring.tree import Node
from survey.answers.answer_table import AnswerColumn, AnswerKind, AnswerRow, AnswerTable
from survey.files.preflight import RefusalError
from survey.values import (
    Answer,
    Finding,
    NodeValue,
    Question,
    Reading,
    ReportedProgramme,
    Response,
    SourceFile,
    TableView,
    Verdict,
)

TOGETHER = 2_000
"""So many of a kind are one part: no part holds the server up."""
TIMES = {"rows": 50}
"""About what a part takes here for each of its bytes: a row of a table is a few numbers on the way."""
Part = tuple[str, bytes]
_Owner = tuple[str | None, str, str | None, str]
"""What a Response says of whose it is; thousands of them say the same."""
T = TypeVar("T")


class _Head(msgspec.Struct, frozen=True, array_like=True):
    """What a reading has once."""

    layout: str
    instrument_key: str
    period: str
    verdict: Verdict
    leaves: tuple[Node, ...]
    cohorts: dict[str, str]
    year: int | None
    absent: tuple[str, ...]
    questions: tuple[Question, ...]
    tables: tuple[TableView, ...]
    owner: tuple[str, str]


class _Column(msgspec.Struct, frozen=True, array_like=True):
    """An AnswerColumn; its codes one byte each where `small`, else four."""

    indicator: str
    kinds: tuple[AnswerKind, ...]
    codes: bytes
    small: bool


class _Table(msgspec.Struct, frozen=True, array_like=True):
    """An AnswerTable without its columns, which follow; its rows four bytes each."""

    sheet: str
    rows: bytes


class _Response(msgspec.Struct, frozen=True, array_like=True):
    """A Response of the owner of that number; its answers are its own."""

    owner: int
    slot: str
    answers: tuple[Answer, ...]
    programmes: tuple[ReportedProgramme, ...]
    no_programmes: bool


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """A Response of the owner of that number; its answers are those of a place of a table of that number."""

    owner: int
    slot: str
    table: int
    place: int


KINDS: dict[str, Any] = {
    "head": tuple[_Head, ...],
    "table": tuple[_Table, ...],
    "columns": tuple[_Column, ...],
    "owners": tuple[_Owner, ...],
    "responses": tuple[_Response, ...],
    "rows": tuple[_Row, ...],
    "values": tuple[NodeValue, ...],
    "findings": tuple[Finding, ...],
}


def pack_reading(reading: Reading, most: int) -> list[Part]:
    """The parts of a reading; RefusalError E43 where it would take more than `most` bytes in the server."""
    found: list[Part] = []
    weight = 0
    for part in _parts(reading):
        weight += weigh_part(part)
        if weight > most:
            raise RefusalError("E43", format_number(_size(reading), 0))
        found.append(part)
    return found


def weigh_part(part: Part) -> int:
    """About how many bytes a part takes once it is unpacked."""
    kind, content = part
    return TIMES.get(kind, 2) * len(content)


def _size(reading: Reading) -> int:
    """How many answers, values and findings there are."""
    return sum(len(one.answers) for one in reading.responses) + len(reading.values) + len(reading.findings)


def _parts(reading: Reading) -> Iterator[Part]:
    shared = {field: getattr(reading, field) for field in _Head.__struct_fields__}
    yield _encoded("head", (_Head(**(shared | {"cohorts": dict(reading.cohorts)})),))
    tables = {
        id(one.answers.table): one.answers.table
        for one in reading.responses
        if isinstance(one.answers, AnswerRow)
    }
    for table in tables.values():
        yield _encoded("table", (_Table(table.sheet, array("I", table.rows).tobytes()),))
        yield from (_encoded("columns", (_column(one),)) for one in table.columns)
    numbers = {table: number for number, table in enumerate(tables)}
    owners = {owner: number for number, owner in enumerate(dict.fromkeys(map(_owner, reading.responses)))}
    yield from _chunks("owners", owners)
    # Responses of one kind follow each other in the order of the file.
    for in_tables, alike in groupby(reading.responses, key=lambda one: isinstance(one.answers, AnswerRow)):
        packed = (_response(one, owners[_owner(one)], numbers) for one in alike)
        yield from _chunks("rows" if in_tables else "responses", packed)
    yield from _chunks("values", reading.values)
    yield from _chunks("findings", reading.findings)


def _chunks(kind: str, items: Iterable[object]) -> Iterator[Part]:
    left = iter(items)
    while some := tuple(islice(left, TOGETHER)):
        yield _encoded(kind, some)


def _encoded(kind: str, items: tuple[object, ...]) -> Part:
    return kind, msgspec.msgpack.encode(items)


def _column(column: AnswerColumn) -> _Column:
    small = len(column.kinds) <= 256
    codes = array("B" if small else "I", column.codes)
    return _Column(column.indicator, column.kinds, codes.tobytes(), small)


def _owner(one: Response) -> _Owner:
    return (one.region, one.region_text, one.opd, one.opd_text)


def _response(one: Response, owner: int, numbers: dict[int, int]) -> _Response | _Row:
    if isinstance(one.answers, AnswerRow):
        # A row of a table has no programmes: these are read from forms of ours alone.
        return _Row(owner, one.slot, numbers[id(one.answers.table)], one.answers.place)
    return _Response(owner, one.slot, tuple(one.answers), one.programmes, one.no_programmes)


def unpack_reading(parts: Iterable[Part], source: SourceFile) -> Reading:
    """The reading of a file that the parts make; RefusalError E12 where they are none."""
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    tables: list[tuple[_Table, list[_Column]]] = []
    try:
        for kind, content in parts:
            items = msgspec.msgpack.decode(content, type=KINDS[kind])
            if kind == "table":
                tables += [(one, []) for one in items]
            elif kind == "columns":
                tables[-1][1].extend(items)
            else:
                # Both kinds of responses in one order.
                found["responses" if kind == "rows" else kind] += items
        return _reading(found, [_table(*one) for one in tables], source)
    except (msgspec.MsgspecError, KeyError, IndexError, ValueError) as nonsense:
        raise RefusalError("E12") from nonsense


def _reading(found: dict[str, list[Any]], tables: Sequence[AnswerTable], source: SourceFile) -> Reading:
    (head,) = found["head"]
    return Reading(
        source,
        **{field: getattr(head, field) for field in _Head.__struct_fields__},
        responses=tuple(_unpacked(one, found["owners"], tables) for one in found["responses"]),
        values=tuple(found["values"]),
        # The child was told the name without what no JSON holds.
        findings=tuple(
            one if one.file in ("", source.name) else replace(one, file=source.name)
            for one in found["findings"]
        ),
    )


def _table(table: _Table, columns: Sequence[_Column]) -> AnswerTable:
    rows = _numbers(table.rows)
    made = []
    for one in columns:
        codes = one.codes if one.small else _numbers(one.codes)
        if len(codes) != len(rows) or _leads_beyond(codes, len(one.kinds)):
            raise ValueError("codes without a row or a kind")
        made.append(AnswerColumn(one.indicator, one.kinds, codes))
    return AnswerTable(table.sheet, tuple(rows), tuple(made))


def _leads_beyond(codes: bytes | array[int], kinds: int) -> bool:
    """Whether a code has no kind; bytes are looked at together, for there are millions."""
    if isinstance(codes, bytes):
        return bool(codes.translate(None, bytes(range(kinds))))
    return any(code >= kinds for code in codes)


def _numbers(content: bytes) -> array[int]:
    found = array("I")
    found.frombytes(content)
    return found


def _unpacked(one: _Response | _Row, owners: Sequence[_Owner], tables: Sequence[AnswerTable]) -> Response:
    if isinstance(one, _Response):
        return Response(*owners[one.owner], one.slot, one.answers, one.programmes, one.no_programmes)
    table = tables[one.table]
    if not 0 <= one.place < len(table.rows):
        raise ValueError("an answer beyond its table")
    return Response(*owners[one.owner], one.slot, AnswerRow(table, one.place))
