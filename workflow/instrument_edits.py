"""What an expert does with instruments: read one as a table, take it away, bring an edited one, adopt it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from reference import instruments
from reference.instruments import DefinitionProblem, Instrument, InstrumentError
from reference.instruments.definition import definition_from_values
from reference.instruments.loading import (
    NODES_FILE,
    SETTINGS_FILE,
    build_checked_instrument,
    read_definition_texts,
)
from reference.instruments.workbook import (
    NODES_SHEET,
    SETTINGS_SHEET,
    definition_of_sheets,
    write_instrument_workbook,
)
from reference.numbers import format_number
from reference.text_limits import TEXT
from scoring import Framework
from storage import audit
from storage.engine import Store, writing_transaction
from storage.errors import StoreError
from storage.period_locks import refuse_locked
from storage.results.state import list_known_regions
from storage.setup import instruments as frozen
from storage.setup import periods
from storage.values import Actor, Period
from survey import messages
from survey.files.grid import Sheet, cell_position, list_cells
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox, read_table_file
from survey.values import SourceFile
from workflow.results.stored_data import AssessmentScope, thaw_instrument
from workflow.setup.setup import open_scope

ADOPT = "instrument.adopt"


def known_instruments(store: Store) -> dict[str, Instrument]:
    """Every instrument by its key, shipped or in use here; other content of the same key as "key#digest"."""
    shipped = (
        instruments.load_instrument(name, version)
        for name, version, _ in instruments.list_shipped_instruments()
    )
    used = (thaw_instrument(one.text) for one in frozen.list_instruments(store))
    found: dict[str, Instrument] = {}
    for one in (*shipped, *used):
        same = found.setdefault(one.key, one)
        if same.digest != one.digest:
            found[f"{one.key}#{one.digest[:6]}"] = one
    return found


def instrument_tree(instrument: Instrument) -> pd.DataFrame:
    """One row per node in the order of the tree: code, depth, name, level, weight, share, effective, leaf, …

    share 0..1 among siblings, effective 0..1 within the root. target_<horizon> (or `target`), kind, element,
    lead and question where the instrument has them.
    """
    framework = instrument.framework
    effective, targets = framework.effective_weights(), framework.targets()
    rows = []
    for code, depth in _walk(framework):
        node = framework.node(code)
        siblings = framework.children(node.parent) if node.parent else (code,)
        total = sum(framework.node(one).weight for one in siblings)
        row = {
            "code": code,
            "depth": depth,
            "name": node.name,
            "level": node.level,
            "weight": node.weight,
            "share": node.weight / total if total else 0.0,
            "effective": float(effective[code]),
            "leaf": not framework.children(code),
            "target": targets[code],
        }
        own = node.tags.get("targets", {})
        row |= {f"target_{horizon}": own.get(horizon) for horizon in instrument.horizons}
        rows.append(row | {tag: node.tags.get(tag, "") for tag in ("kind", "element", "lead", "question")})
    return pd.DataFrame(rows)


def _walk(framework: Framework) -> list[tuple[str, int]]:
    """Codes with their depth, parents before children."""
    found: list[tuple[str, int]] = []
    waiting = [(root, 0) for root in reversed(framework.roots)]
    while waiting:
        code, depth = waiting.pop()
        found.append((code, depth))
        waiting += [(child, depth + 1) for child in reversed(framework.children(code))]
    return found


def instrument_workbook(instrument: Instrument) -> bytes:
    """The instrument as a workbook that an expert edits and `instrument_from_workbook` reads back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "instrumen.xlsx"
        write_instrument_workbook(instrument, path)
        return path.read_bytes()


def instrument_from_workbook(file: SourceFile) -> Instrument:
    """The instrument in an expert's workbook; InstrumentError lists every problem with its row."""
    try:
        book = read_table_file(file)
    except RefusalError as refusal:
        raise _refused(file.name, refusal) from refusal
    if book.kind in ("csv", "html", "xml"):
        raise InstrumentError([DefinitionProblem(file.name, None, "berkas tidak terbaca sebagai XLSX")])
    sheets = {sheet.name: _rows(sheet) for sheet in book.sheets}
    if found := [problem for sheet in book.sheets for problem in _unread(file.name, sheet)]:
        raise InstrumentError(found)
    return build_checked_instrument(definition_of_sheets(file.name, sheets))


def instrument_from_path(path: Path) -> Instrument:
    """The instrument of an expert's workbook or folder (instrument.toml, nodes.csv), by its place on disk."""
    try:
        if path.is_dir():
            texts = [(path / name).read_bytes() for name in (SETTINGS_FILE, NODES_FILE)]
        else:
            return instrument_from_workbook(SourceFile(path.name, path.read_bytes()))
    except OSError as error:
        raise InstrumentError([DefinitionProblem(str(path), None, "berkas tidak dapat dibuka")]) from error
    try:
        with Sandbox() as sandbox:
            values, _ = sandbox.call_function(
                read_definition_texts, (texts[0], texts[1]), settings_bytes=len(texts[0])
            )
    except RefusalError as refusal:
        raise _refused(path.name, refusal) from refusal
    return build_checked_instrument(definition_from_values(values))


def _refused(name: str, refusal: RefusalError) -> InstrumentError:
    found = messages.make_finding(refusal.code, found=refusal.found, **refusal.parts)
    return InstrumentError([DefinitionProblem(name, None, f"{found.message} {found.proposal}")])


def _rows(sheet: Sheet) -> list[list[object]]:
    """The rows of a sheet with failed formulas as what Excel shows of them."""
    rows: list[list[object]] = [list(row) for row in sheet.rows]
    for cell, text in sheet.errors.items():
        row, column = cell_position(cell)
        if row < len(rows):
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = text
    return rows


def _unread(name: str, sheet: Sheet) -> Iterator[DefinitionProblem]:
    """What of a sheet of the instrument could not be read as it stands."""
    if sheet.name not in (SETTINGS_SHEET, NODES_SHEET):
        return
    if sheet.trimmed:
        yield DefinitionProblem(name, None, f"lembar '{sheet.name}' melebihi batas ({sheet.trimmed})")
    if sheet.uncomputed:
        cells = list_cells(sorted(sheet.uncomputed))
        yield DefinitionProblem(
            name, None, f"lembar '{sheet.name}' memuat rumus tanpa nilai ({cells}); tulis nilainya"
        )
    if sheet.cut:
        cells, most = list_cells(sheet.cut), format_number(TEXT, 0)
        yield DefinitionProblem(
            name, None, f"lembar '{sheet.name}' memuat teks melebihi {most} huruf ({cells}); ringkas teksnya"
        )


def adopt_instrument(store: Store, period: Period, instrument: Instrument, actor: Actor) -> AssessmentScope:
    """Make the instrument one that the period is assessed by: frozen as it is now, and recorded.

    Raises StoreError when the period is locked for every region there is, or the key stands for other content
    already: an edited instrument needs a version of its own, or nobody could tell two results apart. Adopting
    the one adopted last again records nothing.
    """
    locks = periods.list_region_locks(store, period.id)
    known = list_known_regions(store)
    if known and set(known) <= locks.keys():
        refuse_locked([locks[region] for region in known])
    same = known_instruments(store).get(instrument.key)
    if same is not None and same.digest != instrument.digest:
        raise StoreError(
            f"Versi {instrument.version} dari instrumen {instrument.id} sudah ada dengan isi lain. Ubah "
            "nilai kunci version pada lembar Instrumen menjadi versi berikutnya, lalu muat lagi."
        )
    with writing_transaction(store) as connection:
        scope = open_scope(connection, period, instrument)
        if audit.find_last_instrument(connection, ADOPT, period.id) == scope.instrument_id:
            return scope
        audit.record_change(
            connection,
            actor,
            ADOPT,
            f"instrument {instrument.key}",
            new=instrument.digest,
            period_id=period.id,
            instrument_id=scope.instrument_id,
        )
        return scope
