"""A table of risks: its rows, gathered into one row for each programme they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reference.keys import text_key
from survey.answers.cells import ERROR_TEXT
from survey.files.grid import Cell, cell_as_text, cell_name
from survey.programmes import days
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.record import ProgrammeRecord, is_cell_silent
from survey.programmes.values import ProgrammeRow
from survey.values import Finding

Filled = Sequence[tuple[ProgrammeColumn, Cell]]
OF_RISK = {"cause": "penyebab", "likelihood": "kemungkinan", "impact": "dampak", "risk_level": "tingkat"}
OF_MITIGATION = {"owner": "penanggung jawab", "deadline": "tenggat"}


@dataclass
class _GatheredRisks:
    """What the rows of one programme say so far."""

    name: str
    at: ProgrammeRecord
    risks: list[str] = field(default_factory=list)
    mitigations: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def row(self) -> ProgrammeRow:
        said = {"risk": _numbered(self.risks), "mitigation": _numbered(self.mitigations)}
        given = {"name": self.name} | {name: text for name, text in said.items() if text}
        return ProgrammeRow(
            self.at.sheet, self.at.row + 1, given, {}, self.cells, tuple(self.findings), adds=True
        )


def gather_risk_rows(
    table: Iterable[tuple[int, Filled]], record: Callable[[int], ProgrammeRecord]
) -> Iterator[ProgrammeRow]:
    """One row per programme, in the order of their first rows, with its risks and their mitigation as texts.

    Several risks are numbered, a mitigation like the risk it is for. A row without a name is of the programme
    above it, and told.
    """
    found: dict[str, _GatheredRisks] = {}
    last: _GatheredRisks | None = None
    for place, filled in table:
        at = record(place)
        texts = _texts(at, filled)
        name = texts.get("name", "")
        if not name and last:
            column = next(one for one, _ in filled)
            at.say("P24", column, last.name)
        last = found.setdefault(text_key(name), _GatheredRisks(name, at)) if name or not last else last
        _gather(last, at, filled, texts)
    yield from (one.row() for one in found.values())


def _texts(at: ProgrammeRecord, filled: Filled) -> dict[str, str]:
    """Field -> what its cells say; columns without a meaning under their headings, all of them details."""
    texts: dict[str, str] = {}
    for column, cell in filled:
        text = days.format_spoken_day(cell) if isinstance(cell, date) else cell_as_text(cell)
        if is_cell_silent(column, text):
            continue
        if ERROR_TEXT.match(text):
            at.say("P17", column, text)
        name = column.field or f"{column.heading}: "
        texts[name] = "; ".join(filter(None, (texts.get(name, ""), text)))
    return texts


def _gather(home: _GatheredRisks, at: ProgrammeRecord, filled: Filled, texts: dict[str, str]) -> None:
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
