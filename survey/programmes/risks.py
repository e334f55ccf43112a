"""A table of risks: its rows, gathered into one row for each programme they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reference.keys import key
from survey.cells import ERROR_TEXT
from survey.grid import Cell, as_text, cell_name
from survey.programmes import days
from survey.programmes.columns import Column
from survey.programmes.record import Record, silent
from survey.programmes.values import Row
from survey.values import Finding

Filled = Sequence[tuple[Column, Cell]]
OF_RISK = {"cause": "penyebab", "likelihood": "kemungkinan", "impact": "dampak", "risk_level": "tingkat"}
OF_MITIGATION = {"owner": "penanggung jawab", "deadline": "tenggat"}


@dataclass
class _Gathered:
    """What the rows of one programme say so far."""

    name: str
    at: Record
    risks: list[str] = field(default_factory=list)
    mitigations: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def row(self) -> Row:
        said = {"risk": _numbered(self.risks), "mitigation": _numbered(self.mitigations)}
        given = {"name": self.name} | {name: text for name, text in said.items() if text}
        return Row(self.at.sheet, self.at.row + 1, given, {}, self.cells, tuple(self.findings), adds=True)


def rows(table: Iterable[tuple[int, Filled]], record: Callable[[int], Record]) -> Iterator[Row]:
    """One row per programme, in the order of their first rows, with its risks and their mitigation as texts.

    Several risks are numbered, a mitigation like the risk it is for. A row without a name is of the programme
    above it, and told.
    """
    found: dict[str, _Gathered] = {}
    last: _Gathered | None = None
    for place, filled in table:
        at = record(place)
        texts = _texts(at, filled)
        name = texts.get("name", "")
        if not name and last:
            column = next(one for one, _ in filled)
            at.say("P24", column, last.name)
        last = found.setdefault(key(name), _Gathered(name, at)) if name or not last else last
        _gather(last, at, filled, texts)
    yield from (one.row() for one in found.values())


def _texts(at: Record, filled: Filled) -> dict[str, str]:
    """Field -> what its cells say; columns without a meaning under their headings, all of them details."""
    texts: dict[str, str] = {}
    for column, cell in filled:
        text = days.spoken(cell) if isinstance(cell, date) else as_text(cell)
        if silent(column, text):
            continue
        if ERROR_TEXT.match(text):
            at.say("P17", column, text)
        name = column.field or f"{column.heading}: "
        texts[name] = "; ".join(filter(None, (texts.get(name, ""), text)))
    return texts


def _gather(home: _Gathered, at: Record, filled: Filled, texts: dict[str, str]) -> None:
    details = [f"{words} {texts[name]}" for name, words in OF_RISK.items() if name in texts]
    details += [f"{name}{text}" for name, text in texts.items() if name.endswith(": ")]
    home.risks.append(_with(texts.get("risk", ""), details))
    hard, soft = texts.get("mitigation", ""), texts.get("mitigation_soft", "")
    parts = [f"struktural: {hard}", f"nonstruktural: {soft}"] if hard and soft else [hard, soft]
    plans = [f"{words} {texts[name]}" for name, words in OF_MITIGATION.items() if name in texts]
    home.mitigations.append(_with("; ".join(filter(None, parts)), plans))
    for column, _ in filled:
        home.cells.setdefault(column.field or "note", cell_name(at.row, column.index))
    home.findings += at.findings


def _with(text: str, details: list[str]) -> str:
    return f"{text} ({', '.join(details)})".strip() if details else text


def _numbered(texts: list[str]) -> str:
    """The texts one a line; numbers are those of the rows, so that a line without a text leaves a gap."""
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{place}. {text}" for place, text in enumerate(texts, start=1) if text)
