"""Reading a batch of uploaded files: bytes in, one checked Reading per file out."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from survey import batch, faults, named_region
from survey.answers.file_reading import FileReading, ReadingContext, Recognised
from survey.changed_cells import tell_changed_cells
from survey.files import limits, zip_archive
from survey.files.grid import Workbook
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox
from survey.layouts import LAYOUTS, generic, longer_rows, unread_cells
from survey.values import Reading, SourceFile

CACHED_FILES = 128
CACHED_CELLS = 125_000
"""A larger file is opened again rather than kept."""
QUESTIONS, DOUBTFUL_CELLS = 200, 20_000
SAME = {"xlsm": "xlsx", "tsv": "csv", "txt": "csv", "htm": "html"}
"""Extensions that name the same kind of file."""

Progress = Callable[[int, int, str], None]

_grids: OrderedDict[tuple[str, str], Workbook] = OrderedDict()
"""By `SourceFile.path_and_content`."""
_lock = Lock()


def read_batch(
    files: Sequence[SourceFile],
    context: ReadingContext,
    *,
    on_progress: Progress | None = None,
    most: int | None = limits.FILES,
) -> list[Reading]:
    """One Reading per file, ZIP members expanded, in the order given; no file's content raises.

    `on_progress(done, total, name)` is called after each file. Files beyond `most` (None = no end) are
    refused.
    """
    readings = []
    with Sandbox() as sandbox:
        members = _told_apart(zip_archive.expand_zip_files(files, sandbox, most))
        for done, member in enumerate(members, start=1):
            readings.append(_read_or_refuse(member, context, sandbox))
            if on_progress:
                on_progress(done, len(members), member.file.name)
    return batch.judge_batch(readings, context)


def _told_apart(members: Sequence[zip_archive.ZipMember]) -> list[zip_archive.ZipMember]:
    """The members, those of one name and one content numbered: two OPD may have sent the same form."""
    met: Counter[tuple[str, str]] = Counter()
    found = []
    for member in members:
        met[member.file.path_and_content] += 1
        times = met[member.file.path_and_content]
        found.append(member if times == 1 else replace(member, file=_numbered(member.file, times)))
    return found


def _numbered(file: SourceFile, times: int) -> SourceFile:
    name, dot, ending = file.name.rpartition(".")
    return replace(file, name=f"{name or ending} ({times}){dot}{ending if name else ''}")


def _read_or_refuse(member: zip_archive.ZipMember, context: ReadingContext, sandbox: Sandbox) -> Reading:
    """One bad file blocks no other, not even by a fault of ours."""
    try:
        return _read(member, context, sandbox)
    except Exception as error:
        return faults.refuse_faulty_file(member.file, error)


def _read(member: zip_archive.ZipMember, context: ReadingContext, sandbox: Sandbox) -> Reading:
    reader = FileReading(context, member.file)
    if member.refusal:
        return _refused(reader, member.refusal)
    try:
        book = _grid(member.file, sandbox)
    except RefusalError as refusal:
        return _refused(reader, refusal)
    reader.untyped = book.kind in ("csv", "html")
    _say_about_file(reader, book, member.file.name)
    if book.kind == "csv":
        book = longer_rows.settle_longer_rows(book, reader)
    return _reading(reader, _recognised(book, reader))


def _refused(reader: FileReading, refusal: RefusalError) -> Reading:
    reader.say(refusal.code, found=refusal.found, **refusal.parts)
    return _reading(reader, None)


def _grid(file: SourceFile, sandbox: Sandbox) -> Workbook:
    """The grids of a file, kept in memory so that reading again with choices opens nothing twice."""
    place = file.path_and_content
    with _lock:
        if place in _grids:
            _grids.move_to_end(place)
            return _grids[place]
    book = sandbox.read(file.name, file.data)
    if sum(len(row) for sheet in book.sheets for row in sheet.rows) <= CACHED_CELLS:
        with _lock:
            _grids[place] = book
            while len(_grids) > CACHED_FILES:
                _grids.popitem(last=False)
    return book


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
        if sheet.trimmed:
            reader.say("W35", sheet.name, found=sheet.trimmed, rows=len(sheet.rows), columns=sheet.width)
    reader.add_findings(tell_changed_cells(book, reader.file))


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


def recall_grid(name: str, sha256: str) -> Workbook | None:
    """A file as it was read, None where it is not kept: it was too large, refused unread, or long ago."""
    with _lock:
        return _grids.get((name, sha256))


def forget_grids() -> None:
    """Drop the grids kept in memory."""
    with _lock:
        _grids.clear()
