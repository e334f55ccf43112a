"""A file as its grids, recognised: what it says, asks and was found to say."""

from __future__ import annotations

from functools import partial

from survey import named_region
from survey.answers.file_reading import FileReading, ReadingContext, Recognised
from survey.changed_cells import tell_changed_cells
from survey.files.grid import Workbook, list_cells
from survey.files.preflight import RefusalError
from survey.layouts import LAYOUTS, generic, longer_rows, unread_cells
from survey.signatures import find_signed_units
from survey.values import Reading, SourceFile

QUESTIONS, DOUBTFUL_CELLS = 200, 20_000
SAME = {"xlsm": "xlsx", "tsv": "csv", "txt": "csv", "htm": "html"}
"""Extensions that name the same kind of file."""


def recognise_workbook(book: Workbook, file: SourceFile, context: ReadingContext) -> Reading:
    """What the grids of a file say; a fault of ours is raised."""
    reader = FileReading(context, file)
    is_pasted = any(sheet.pasted for sheet in book.sheets)
    reader.untyped = book.kind in ("csv", "html") or is_pasted
    reader.signed_units = partial(find_signed_units, book)
    _say_about_file(reader, book, file.name)
    if book.kind == "csv" or is_pasted:
        book = longer_rows.settle_longer_rows(book, reader)
    recognised = _recognised(book, reader)
    _say_of_comments(book, reader)
    return _reading(reader, recognised)


def refuse_file(file: SourceFile, refusal: RefusalError, context: ReadingContext) -> Reading:
    """The reading of a file that could not or must not be opened."""
    reader = FileReading(context, file)
    reader.say(refusal.code, found=refusal.found, **refusal.parts)
    return _reading(reader, None)


def _say_about_file(reader: FileReading, book: Workbook, name: str) -> None:
    if book.reader in ("openpyxl", "own", "repaired") and not any(sheet.trimmed for sheet in book.sheets):
        reader.say("W39")
    if book.blind:
        reader.say("W54", found=book.kind)
    if book.macros:
        reader.say("W40")
    ending = name.rpartition(".")[2].lower()
    if SAME.get(ending, ending) != book.kind:
        reader.say("W34", found=f".{book.kind}")
    for sheet in book.sheets:
        if sheet.pasted:
            reader.say("W27", sheet.name)
        if sheet.trimmed:
            reader.say("W35", sheet.name, found=sheet.trimmed, rows=len(sheet.rows), columns=sheet.width)
    reader.add_findings(tell_changed_cells(book, reader.file))


def _say_of_comments(book: Workbook, reader: FileReading) -> None:
    """Say which comments filled a cell and which were left, once it is known what answers beside them."""
    for sheet in book.sheets:
        left = reader.ledger.comments_left(sheet.name)
        filled = [name for name in sheet.commented if name not in left]
        beside = [*sheet.remarks, *(name for name in sheet.commented if name in left)]
        for code, cells in (("W28", filled), ("W29", beside)):
            if cells:
                reader.say(code, sheet.name, cells[0], len(cells), cells=list_cells(cells))


def _recognised(book: Workbook, reader: FileReading) -> Recognised | None:
    if all(sheet.empty for sheet in book.sheets):
        reader.say("E11")
        return None
    mark = reader.mark()
    chosen = reader.sha256 in reader.context.tables
    for recognise in (generic.recognise_any_tables,) if chosen else LAYOUTS.values():
        recognised = recognise(book, reader)
        if recognised is not None:
            if not recognised.refused:
                named_region.say_other_regions(reader)
            unread_cells.settle_unread_cells(book, recognised, reader)
            reader.say_counts()
            reader.group_doubts()
            return recognised
        reader.return_to(mark)
    generic.keep_unknown_tables(book, reader)
    unread_cells.say_unused_columns(reader)
    return None


def _reading(reader: FileReading, recognised: Recognised | None) -> Reading:
    if recognised is None:
        return Reading(
            reader.source,
            findings=reader.findings,
            questions=tuple(reader.questions.values()),
            tables=tuple(reader.tables),
        )
    if len(reader.questions) > QUESTIONS or reader.doubtful > DOUBTFUL_CELLS:
        reader.refuse("E34", found=max(len(reader.questions), reader.doubtful))
    is_refused = recognised.refused or reader.refused
    return Reading(
        source=reader.source,
        layout=recognised.layout,
        instrument_key=reader.instrument.key,
        period=recognised.period,
        verdict="refused" if is_refused else "ready",
        responses=recognised.responses,
        values=recognised.values,
        leaves=recognised.leaves,
        cohorts=recognised.cohorts,
        year=recognised.year,
        absent=recognised.absent,
        owner=recognised.owner,
        findings=reader.findings,
        # No choice settles a file that is refused whatever is chosen.
        questions=() if is_refused else tuple(reader.questions.values()),
        tables=tuple(reader.tables),
    )
