"""One file being read: what the caller knows, and what the recognisers find, say and ask on the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from reference.instruments import Instrument
from reference.numbers import format_plain, format_span
from reference.rosters import RegionRosters
from scoring.tree import Node
from survey.answers import cells
from survey.answers.cell_ledger import CellLedger
from survey.answers.cells import ParsedCell
from survey.answers.column_meanings import ColumnMeanings
from survey.answers.doubts import KIND, OpenDoubts
from survey.answers.other_regions import OtherRegions
from survey.answers.struck_cells import STRUCK_CHOICES, ask_of_struck, read_struck_cell
from survey.files.grid import Sheet, cell_as_text, cell_name, cell_position
from survey.messages import make_finding
from survey.tables.mapping import ColumnMapping
from survey.time_limit import check_time
from survey.values import (
    Finding,
    NodeValue,
    Question,
    QuestionKind,
    Response,
    SourceFile,
    TableChoice,
    TableView,
)

SKIP = "skip"
NAMED_CELLS = 6
TOGETHER = "bersama sel sejenis"
"""How a finding says that a cell was settled with others of its kind."""
OWNERS = frozenset({"region", "agency"})
"""Kinds of questions that ask whose a file is."""
OWNERS_OF_FILE = ("owners",)
"""What `FileReading.recall` keeps them under."""
T = TypeVar("T")


@dataclass(frozen=True)
class ReadingContext:
    """What the caller knows of the files of a batch: made once, handed down to whatever reads them.

    `region` (code) is where the user stands: a file that names another one is refused; None takes any.
    `rosters` by region code are those usual of every region unless given. `opd` is used where a file names
    none, `year` chooses the weight set where a file names no year, `weights` is the weight set the user
    chose. `choices` maps question keys to the ids chosen. `tables` says by SHA-256 where a file's table
    lies, `mappings` by signature of headings what its columns mean.
    `in_table`: the user corrects a few odd cells in one table, so that they are not asked together.
    `own_items`: region -> what it asks beside the index; only our own form is read for them.
    """

    instrument: Instrument
    region: str | None = None
    rosters: Mapping[str, pd.DataFrame] = field(default_factory=RegionRosters)
    opd: str | None = None
    weights: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    tables: Mapping[str, TableChoice] = field(default_factory=dict)
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    in_table: bool = False
    own_items: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Recognised:
    """What a recogniser took from a file."""

    layout: str
    responses: tuple[Response, ...] = ()
    values: tuple[NodeValue, ...] = ()
    leaves: tuple[Node, ...] = ()
    cohorts: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    period: str = ""
    absent: tuple[str, ...] = ()
    refused: bool = False
    owner: tuple[str, str] = ("", "")
    """Region and OPD of a refused form, "" where it does not say."""


class FileReading:
    """Collects findings and questions of one file; the only mutable value while it is read."""

    def __init__(self, context: ReadingContext, source: SourceFile) -> None:
        self.context, self.source = context, source
        self.file, self.sha256 = source.name, source.sha256
        self.instrument = context.instrument
        self._findings: dict[Finding, None] = {}
        self._known: dict[tuple[Hashable, ...], Any] = {}
        self._told: set[tuple[str, str, str]] = set()
        self.questions: dict[str, Question] = {}
        self.own_items: Mapping[str, Node] = {}
        """Code -> what the kabupaten whose form it is asks beside the index."""
        self.open_cells: set[tuple[str, str]] = set()
        """(sheet, cell) of what is asked by itself, so that what answers beside it does not count yet."""
        self.stated: set[str] = set()
        """Cells ("Jawaban!E8") that hold something, be it only "Belum ada data"."""
        self.refused = False
        self.doubtful = 0
        """How many cells are no answer by themselves."""
        self.untyped = False
        """Whether the file knows no numbers (CSV), so that only a decimal comma is a coercion."""
        self.meanings = ColumnMeanings(context.instrument.framework.scale)
        self.tables: list[TableView] = []
        self.ledger = CellLedger()
        self.other_regions = OtherRegions()
        self.named_on_rows: list[Callable[[], str]] = []
        """Each finds the heading of a column that names OPD beside the items of a table, "" without one."""
        self.signed_units: Callable[[], tuple[str, ...]] = tuple
        """Finds the units whose heads signed the file."""
        self._as_text: Counter[str] = Counter()
        self._labelled: Counter[str] = Counter()
        self._examples: dict[str, str] = {}
        self._doubts = OpenDoubts(context.choices, self.key("value", KIND), context.in_table)

    def recall(self, question: tuple[Hashable, ...], find: Callable[[], T]) -> T:
        """What `find` gave when the same was first asked of this file: names repeat on every row.

        `question` holds all that the finding depends on.
        """
        check_time()
        if question not in self._known:
            self._known[question] = find()
        return self._known[question]

    def say(self, code: str, sheet: str = "", cell: str = "", found: object = "", **parts: object) -> None:
        """Add a finding, once."""
        check_time()
        self._findings.setdefault(
            make_finding(code, file=self.file, sheet=sheet, cell=cell, found=found, **parts), None
        )

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Add findings that others made, each once."""
        for one in findings:
            self._findings.setdefault(one, None)

    def say_first(self, code: str, sheet: str, cell: str, found: str, **parts: object) -> None:
        """Add a finding about a text that stands in many cells, at the first of them only."""
        if (code, sheet, found) not in self._told:
            self._told.add((code, sheet, found))
            self.say(code, sheet, cell, found, **parts)

    def refuse(self, code: str, **parts: object) -> None:
        """Add a finding that no choice can settle: the file will not be read further."""
        self.say(code, **parts)  # type: ignore[arg-type]
        self.refused = True

    def mark(self) -> tuple[dict[Finding, None], dict[str, Question]]:
        """What was said and asked so far, to return to where a recogniser finds the file is not its own."""
        return dict(self._findings), dict(self.questions)

    def return_to(self, mark: tuple[dict[Finding, None], dict[str, Question]]) -> None:
        """Forget what was said and asked since `mark`."""
        self._findings, self.questions = dict(mark[0]), dict(mark[1])
        self._told.clear()
        self.doubtful = 0
        self.tables.clear()
        self.meanings.forget_columns()
        self.open_cells.clear()
        self._doubts.forget_cells()
        self.ledger.forget_all()
        self.other_regions.forget_rows()
        self._known.pop(OWNERS_OF_FILE, None)  # whoever asks for them asks its questions again
        self._as_text.clear()
        self._labelled.clear()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was said so far, in order."""
        return tuple(self._findings)

    def key(self, kind: str, *place: str) -> str:
        """The key of a question of this file, the same at every reading of the same bytes.

        Whose the file is hangs on where it came from too: two OPD may send the same bytes.
        """
        path = (
            (hashlib.sha256(self.file.encode("utf-8", "surrogatepass")).hexdigest()[:8],)
            if kind in OWNERS
            else ()
        )
        return ":".join((kind, self.sha256[:12], *path, *place))

    def ask(
        self,
        kind: QuestionKind,
        key: str,
        text: str,
        candidates: tuple[tuple[str, str], ...],
        sheet: str = "",
        cell: str = "",
    ) -> str | None:
        """The user's choice for `key`; None after noting the question where it is still open."""
        choice = self.context.choices.get(key)
        if choice is not None and (not candidates or choice in dict(candidates)):
            # A name repeats on every row and is told once; a cell that was corrected is told each time.
            tell = self.say if kind == "value" else self.say_first
            tell("W53", sheet, cell, f"{text} → {dict(candidates).get(choice, choice)}")
            return choice
        self.questions.setdefault(key, Question(kind, key, text, candidates, sheet, cell))
        return None

    def answer(
        self, sheet: Sheet, row: int | Sequence[int], column: int, node: Node, *, integers: bool | None = None
    ) -> ParsedCell:
        """What a cell answers for a node, or several cells that say the same; a problem is asked once."""
        rows = (row,) if isinstance(row, int) else row
        self.ledger.take_cells(sheet.name, column, rows)
        scale = self.instrument.framework.scale
        whole = scale.integers if integers is None else integers
        cell = sheet.at(rows[0], column)
        is_sound = not (sheet.errors or sheet.uncomputed or sheet.struck)
        # Most cells of most files: a level as it should be written.
        if (
            isinstance(cell, float)
            and is_sound
            and not (self.meanings.shares or self.meanings.numbers)
            and cells.is_answer_level(cell, scale, integers=whole)
        ):
            return cells.answer_of_level(cell)
        place = cell_name(rows[0], column)
        if place in sheet.errors or place in sheet.uncomputed:
            parsed = ParsedCell(problem="E22" if place in sheet.errors else "E23")
        else:
            parsed = self.meanings.judge_cell((sheet.name, column), cell, node, integers=whole)
            self.note(sheet, place, cell_as_text(cell), parsed)
        if place in sheet.struck and (parsed.problem or parsed.status != "missing"):
            parsed = self._struck(sheet, place, parsed)
        return self._settled(sheet, rows, column, node, parsed, whole) if parsed.problem else parsed

    def _struck(self, sheet: Sheet, place: str, parsed: ParsedCell) -> ParsedCell:
        """What a struck cell answers, as chosen for all of its sheet; nothing while that is asked."""
        key = self.key("value", "coret", sheet.name)
        question = ask_of_struck(sheet.name, place)
        choice = self.ask("value", key, question, STRUCK_CHOICES, sheet.name, place)
        if choice is None:
            self.open_cells.add((sheet.name, place))
            self.say("E52", sheet.name, place, cell_as_text(sheet.at(*cell_position(place))))
        return read_struck_cell(parsed, choice)

    def note(self, sheet: Sheet, place: str, text: str, parsed: ParsedCell, times: int = 1) -> None:
        """Keep what was coerced in so many cells, `place` the first of them."""
        if parsed.as_text and not (self.untyped and "," not in text):
            self._as_text[sheet.name] += times
            self._examples.setdefault(f"text:{sheet.name}", text)
        if parsed.labelled:
            self._labelled[sheet.name] += times
            self._examples.setdefault(f"label:{sheet.name}", text)
        if parsed.banded:
            self.say_first("W78", sheet.name, place, f"{text} = {format_plain(parsed.value)}")
        if parsed.unavailable:
            self.say_first("W76", sheet.name, place, text)

    def _settled(
        self, sheet: Sheet, rows: Sequence[int], column: int, node: Node, parsed: ParsedCell, whole: bool
    ) -> ParsedCell:
        """The user's choice for cells that are no answer; the problem as it is while they are asked."""
        scale, place = self.instrument.framework.scale, cell_name(rows[0], column)
        allowed = bool(node.tags.get("may_not_apply"))
        offered = cells.replacement_choices(parsed, scale, integers=whole, may_not_apply=allowed)
        found = sheet.errors.get(place) or sheet.text(rows[0], column)
        same = _places(rows, column)
        text = f"{node.code}: {found or 'rumus tanpa nilai'}{same}"
        key = self.key("value", sheet.name, place)
        choice = self._doubts.choice_of(key, parsed, found, dict(offered))
        if choice is None:
            choice = self.ask("value", key, text, offered, sheet.name, place)
            self._doubts.add_cell(self.questions.get(key), parsed, found, len(rows))
        else:
            self.say("W53", sheet.name, place, f"{text} → {dict(offered)[choice]}, {TOGETHER}")
        self.doubtful += len(rows)
        if choice is None:
            self.open_cells.update((sheet.name, cell_name(row, column)) for row in rows)
            proposal = " atau ".join(format_plain(value) for value in parsed.proposals)
            span = format_span(scale.minimum, scale.maximum)
            self.say(
                parsed.problem, sheet.name, place, found, choices=span, proposal=f"{proposal}?", same=same
            )
            return parsed
        for row in rows[1:]:
            self.say("W53", sheet.name, cell_name(row, column), f"{text} → {dict(offered)[choice]}")
        return cells.parse_chosen_answer(choice, scale, integers=whole, may_not_apply=allowed) or parsed

    def group_doubts(self) -> None:
        """Ask what many cells have in common once, in place of a question for each of them."""
        self._doubts.group_questions(self.questions)

    def say_counts(self) -> None:
        """The coercions counted while cells were read, one finding per sheet and kind."""
        for sheet, count in self._as_text.items():
            self.say("W42", sheet, found=count, example=self._examples[f"text:{sheet}"])
        for sheet, count in self._labelled.items():
            self.say("W48", sheet, found=count, example=self._examples[f"label:{sheet}"])

    def published(self, sheet: Sheet, row: int, column: int, **place: Any) -> NodeValue | None:
        """The file's own figure in a cell; None where it is blank or, with a finding, no number."""
        self.ledger.take_cells(sheet.name, column, (row,))
        found = cells.number_in_cell(sheet.at(row, column))
        if found is not None:
            return NodeValue(
                kind="published",
                value=found.value,
                status="answered",
                sheet=sheet.name,
                cell=cell_name(row, column),
                digits=found.digits,
                **place,
            )
        text = sheet.text(row, column)
        name = cell_name(row, column)
        if text not in ("", "-") or name in sheet.errors or name in sheet.uncomputed:
            self.say("W51", sheet.name, name, text or sheet.errors.get(name, "rumus tanpa nilai"))
        return None


def _places(rows: Sequence[int], column: int) -> str:
    """Of several cells that say the same, how many they are and the first few."""
    if len(rows) == 1:
        return ""
    named = ", ".join(cell_name(row, column) for row in rows[:NAMED_CELLS])
    return f" ({len(rows)} sel: {named}{', …' if len(rows) > NAMED_CELLS else ''})"
