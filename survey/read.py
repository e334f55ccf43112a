"""Reading a batch of uploaded files: bytes in, one checked Reading per file out."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

import pandas as pd

from reference.instruments import Instrument
from survey import batch
from survey.answers.file_reading import FileReading, ReadingContext, Recognised
from survey.files import limits, zip_archive
from survey.files.grid import Workbook
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox
from survey.layouts import LAYOUTS, generic
from survey.tables.mapping import ColumnMapping
from survey.values import Reading, SourceFile, TableChoice

CACHED_FILES = 128
CACHED_CELLS = 125_000
"""A larger file is opened again rather than kept."""
QUESTIONS, DOUBTFUL_CELLS = 200, 20_000
SAME = {"xlsm": "xlsx", "tsv": "csv", "txt": "csv", "htm": "html"}
"""Extensions that name the same kind of file."""

Progress = Callable[[int, int, str], None]

_grids: OrderedDict[tuple[str, str], Workbook] = OrderedDict()
_lock = Lock()


def read_batch(
    files: Sequence[SourceFile],
    instrument: Instrument,
    *,
    region: str | None = None,
    rosters: Mapping[str, pd.DataFrame] | None = None,
    opd: str | None = None,
    weights: str | None = None,
    choices: Mapping[str, str] | None = None,
    on_progress: Progress | None = None,
    year: int | None = None,
    tables: Mapping[str, TableChoice] | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
    most: int | None = limits.FILES,
) -> list[Reading]:
    """One Reading per file, ZIP members expanded, in the order given; no file's content raises.

    `region` (code) is where the user stands: a file that names another one is refused. `rosters` by region
    code; `opd` is used where a file names none; `weights` is the weight set chosen by the user. `choices`
    maps question keys to the ids chosen. `on_progress(done, total, name)` is called after each file.
    `year` chooses the weight set where a file names no year. `tables` says by a file's SHA-256 where its
    table lies, `mappings` by signature of headings what their columns mean. Files beyond `most` (None = no
    end) are refused.
    """
    given = ReadingContext(
        instrument, region, rosters or {}, opd, weights, choices or {}, year, tables or {}, mappings or {}
    )
    members = zip_archive.expand_zip_files(files, most)
    readings = []
    with Sandbox() as sandbox:
        for done, member in enumerate(members, start=1):
            readings.append(_read(member, given, sandbox))
            if on_progress:
                on_progress(done, len(members), member.file.name)
    return batch.judge_batch(readings, given)


def _read(member: zip_archive.ZipMember, given: ReadingContext, sandbox: Sandbox) -> Reading:
    file = member.file
    digest = hashlib.sha256(file.data).hexdigest()
    case = FileReading(given, file.name, digest)
    if member.refusal:
        case.say(member.refusal.code, found=member.refusal.found, **member.refusal.parts)
        return _reading(case, None)
    try:
        book = _grid(file, digest, sandbox)
    except RefusalError as refusal:
        case.say(refusal.code, found=refusal.found, **refusal.parts)
        return _reading(case, None)
    case.untyped = book.kind in ("csv", "html")
    _say_about_file(case, book, file.name)
    return _reading(case, _draft(book, case))


def _grid(file: SourceFile, digest: str, sandbox: Sandbox) -> Workbook:
    """The grids of a file, kept in memory so that reading again with choices opens nothing twice."""
    place = (digest, file.name)
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


def _say_about_file(case: FileReading, book: Workbook, name: str) -> None:
    if book.reader in ("openpyxl", "own", "repaired") and not any(sheet.trimmed for sheet in book.sheets):
        case.say("W39")
    if book.blind:
        case.say("W54", found=book.kind)
    if book.macros:
        case.say("W40")
    ending = name.rpartition(".")[2].lower()
    if SAME.get(ending, ending) != book.kind:
        case.say("W34", found=f".{book.kind}")
    for sheet in book.sheets:
        if sheet.trimmed:
            case.say("W35", sheet.name, found=sheet.trimmed, rows=len(sheet.rows), columns=sheet.width)


def _draft(book: Workbook, case: FileReading) -> Recognised | None:
    if all(sheet.empty for sheet in book.sheets):
        case.say("E11")
        return None
    mark = case.mark()
    chosen = case.sha256 in case.given.tables
    for recognise in (generic.recognise_any_tables,) if chosen else LAYOUTS.values():
        draft = recognise(book, case)
        if draft is not None:
            case.say_counts()
            return draft
        case.return_to(mark)
    generic.keep_unknown_tables(book, case)
    return None


def _reading(case: FileReading, draft: Recognised | None) -> Reading:
    if draft is None:
        return Reading(
            case.file,
            case.sha256,
            findings=case.findings,
            questions=tuple(case.questions.values()),
            tables=tuple(case.tables),
        )
    if len(case.questions) > QUESTIONS or case.doubtful > DOUBTFUL_CELLS:
        case.refuse("E34", found=max(len(case.questions), case.doubtful))
    return Reading(
        file=case.file,
        sha256=case.sha256,
        layout=draft.layout,
        instrument_key=case.instrument.key,
        period=draft.period,
        verdict="refused" if draft.refused or case.refused else "ready",
        responses=draft.responses,
        values=draft.values,
        leaves=draft.leaves,
        cohorts=draft.cohorts,
        year=draft.year,
        absent=draft.absent,
        findings=case.findings,
        questions=tuple(case.questions.values()),
        tables=tuple(case.tables),
    )


def recall_grid(name: str, sha256: str) -> Workbook | None:
    """A file as it was read, None where it is not kept: it was too large, refused unread, or long ago."""
    with _lock:
        return _grids.get((sha256, name))


def forget_grids() -> None:
    """Drop the grids kept in memory."""
    with _lock:
        _grids.clear()
