"""Stores into which packages are brought and out of which they are taken again, held table by table."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from benchmarks import package_entries
from reference import agencies, instruments
from reference.instruments import Instrument
from storage import StoreError, entries, open_store, schema
from storage.engine import writing_transaction
from storage.results import decisions, state
from storage.setup import periods, targets
from storage.upload import uploads
from storage.values import Actor, Participation, StoredFile, Submission, UploadBatch
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import Answer, ReportedProgramme, SourceFile
from tests.workflow.published_tables import MALANG
from workflow.package import gather, loads
from workflow.package.archive import write_package
from workflow.package.contents import Package, PackedEntry
from workflow.package.differences import PackageComparison, compare_package
from workflow.package.entry_checks import check_entry
from workflow.package.facts import list_packed_facts
from workflow.package.import_package import store_package
from workflow.package.parts import list_package_parts
from workflow.results.stored_data import AssessmentScope
from workflow.setup.setup import open_scope, save_roster
from workflow.upload import temporary_store

LOADER = "Pemuat"
NGANJUK, TUBAN = "35.18", "35.23"
Rows = Mapping[str, Counter[tuple[Any, ...]]]
# What a load may take away or change: the roster and duties of a region that it brings.
CHANGED = ("agency", "agency_sector", "assignment", "chain")
NEVER = ("choice", "unstored_file", "finding")


class ConservationError(AssertionError):
    """A store that holds more, less or something else than the comparison said."""


class KeptStore:
    """A store that is the same again after each package."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._before = read_rows(engine)

    def bring(self, package: Package) -> str:
        """Load a package, every difference settled for it, look at every table, and take all of it back."""
        try:
            with writing_transaction(self.engine) as connection:
                said = self._brought(connection, package)
                raise _TakenBackError(said)
        except _TakenBackError as taken:
            return str(taken)
        except StoreError as refusal:
            said = str(refusal)
            if read_rows(self.engine) != self._before:
                raise ConservationError(f"refused ({said}), yet something was written") from refusal
            return "refused by the store" if said.endswith(".") else f"ESCAPE {said}"

    def _brought(self, connection: Connection, package: Package) -> str:
        found = compare_package(connection, package)
        codes = [one.region for one in found]
        was = {code: _facts(connection, code) for code in codes}
        facts = {code: dict(said) for code, said in was.items()}
        for code, parts in list_package_parts(package):
            facts[code] |= {key: said.exact for part in parts for key, said in list_packed_facts(part)}
        brought = store_package(connection, package, Actor(LOADER), take=codes)
        hold_tables(self._before, read_rows(connection), found, brought)
        for code in brought:
            if (now := _facts(connection, code)) != facts[code]:
                odd = [key for key in now.keys() | facts[code].keys() if now.get(key) != facts[code].get(key)]
                raise ConservationError(f"{code}: not what was listed: {odd[:3]}")
        if brought and not all(one.same for one in compare_package(connection, package)):
            raise ConservationError("the same package again would bring something")
        if brought:
            self._hold_undo(connection, was)
        return "brought in" if brought else "nothing new"

    def _hold_undo(self, connection: Connection, was: Mapping[str, dict[Any, str]]) -> None:
        """ConservationError where undoing the load leaves other facts than before it."""
        (load,) = loads.list_package_loads(connection)
        if left := loads.undo_package_load(connection, load.key, Actor(LOADER)):
            raise ConservationError(f"undone, but {left}")
        for code, before in was.items():
            if (now := _facts(connection, code)) != before:
                odd = [key for key in now.keys() | before.keys() if now.get(key) != before.get(key)]
                raise ConservationError(f"{code}: undone, but not as before: {odd[:3]}")


class _TakenBackError(Exception):
    """Ends the transaction."""


def _facts(store: Connection, code: str) -> dict[Any, str]:
    return {key: said.exact for key, said in list_packed_facts(gather.pack_region(store, code))}


def read_rows(store: Engine | Connection) -> Rows:
    """Every row of every table."""
    if isinstance(store, Engine):
        with store.connect() as connection:
            return read_rows(connection)
    tables = schema.metadata.sorted_tables
    return {table.name: Counter(tuple(row) for row in store.execute(select(table))) for table in tables}


def hold_tables(
    before: Rows, after: Rows, found: Sequence[PackageComparison], brought: Sequence[str]
) -> None:
    """ConservationError where a table lost a row, or won one that the comparison did not list."""
    listed = {
        "period": {name for one in found if one.region in brought for name in one.periods},
        "instrument": {name for one in found if one.region in brought for name in one.instruments},
    }
    for table in schema.metadata.sorted_tables:
        gone = before[table.name] - after[table.name]
        more = after[table.name] - before[table.name]
        if gone and table.name not in CHANGED:
            raise ConservationError(f"{table.name} lost {list(gone)[:2]}")
        if more and (not brought or table.name in NEVER):
            raise ConservationError(f"{table.name} won {list(more)[:2]}")
        for row in (*more, *gone):
            _hold_row(table, dict(zip(table.c.keys(), row, strict=True)), listed, brought)


def _label_of(before: str) -> str:
    """The label of the one period that a save was about."""
    ((_, where),) = json.loads(before)["scopes"]
    return str(where["label"])


def _hold_row(
    table: Table, row: Mapping[str, Any], listed: Mapping[str, set[str]], brought: Sequence[str]
) -> None:
    fits = {
        "period": lambda: row["label"] in listed["period"],
        "instrument": lambda: f"{row['instrument']} {row['version']}" in listed["instrument"],
        "audit": lambda: row["actor"] == LOADER and row["region"] in (None, *brought),
        "upload": lambda: row["content"] is None,
        "batch": lambda: row["actor"] == LOADER,
        # What stood before a period was added, so that it can be taken back while it is empty.
        "earlier_rows": lambda: row["thing"] == "period" and _label_of(row["before"]) in listed["period"],
        "entry": lambda: row["kind"] == loads.LOADS.kind or row["region"] in brought,
    }.get(table.name, lambda: "region" not in row or row["region"] in brought)
    own = row.get("kind") == loads.LOADS.kind and row["by"] == LOADER
    if table.name == "entry" and not own and row["text"] is not None:
        check_entry(PackedEntry(row["kind"], row["period"], row["key"], row["text"], row["by"]))
    claims = own or "by" not in row or row["by"].startswith("menurut paket: ")
    if not (fits() and claims):
        raise ConservationError(f"{table.name} won {row}")


@contextmanager
def open_kept_stores() -> Iterator[list[KeptStore]]:
    """A store of another region alone, and two on which a region of the seeds was begun otherwise.

    In the last of them nobody answered yet.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = ("empty", "begun", "asked")
        opened = [open_store(f"sqlite:///{Path(folder) / name}.db") for name in names]
        for store in opened:
            fill_region(store, TUBAN, 2.0)
        _, begun, asked = opened
        fill_region(begun, NGANJUK, 4.0)
        ask_region(asked, NGANJUK)
        try:
            yield [KeptStore(store) for store in opened]
        finally:
            for store in opened:
                store.dispose()


@cache
def list_seeds() -> tuple[bytes, ...]:
    """Packages of ours that are mutated: of one region, of two, and of one measured as a whole."""
    with tempfile.TemporaryDirectory() as folder:
        home = open_store(f"sqlite:///{Path(folder) / 'home'}.db")
        fill_region(home, NGANJUK, 3.0)
        for kind, texts in package_entries.list_honest_entries().items():
            entries.save_entries(home, entries.EntryScope(kind, NGANJUK), texts, by=Actor("DLH"))
        fill_region(home, "35.22", 2.0)
        fill_values(home)
        sets = ([NGANJUK], [NGANJUK, "35.22"], ["35.07"], state.list_known_regions(home))
        packages = tuple(write_package(gather.gather_package(home, codes)) for codes in sets)
        home.dispose()
    return packages


def ask_region(store: Engine, region: str) -> tuple[Instrument, AssessmentScope]:
    """A region whose OPD are known and asked, in a period and by an instrument that all share."""
    instrument = instruments.load_instrument("persepsi")
    known = {one.label: one for one in periods.list_periods(store)}
    period = known.get("2026") or periods.add_period(
        store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari")
    )
    scope = open_scope(store, period, instrument)
    save_roster(store, scope, region, agencies.find_roster(region).head(4), Actor("Sari"))
    return instrument, scope


def _file(name: str, content: bytes) -> StoredFile:
    return StoredFile(name, hashlib.sha256(content).hexdigest(), content)


def fill_region(store: Engine, region: str, level: float) -> None:
    """A small region with something in every table that a package carries; every level is `level`."""
    instrument, scope = ask_region(store, region)
    roster = agencies.find_roster(region)
    place = (scope.period_id, scope.instrument_id, region)
    opds = list(roster["opd"])[:3]
    leaves = instrument.framework.leaves
    sent = tuple(
        Submission(region, opd, slot, at, _answers(leaves, level + at % 2), _programmes(opd))
        for at, (opd, slot) in enumerate(zip(opds, ("", "1", "2"), strict=True))
    )
    files = tuple(_file(f"{opd}.xlsx", f"{region}{opd}".encode()) for opd in opds)
    told = (Participation(region, 0, "", True),)
    uploads.keep_upload(store, UploadBatch(*place[:2], Actor("Sari"), files, sent, participation=told))
    decisions.save_agreed_value(store, *place, leaves[0], level, reason="bukti lengkap", by=Actor("Sekda"))
    decisions.save_verified_value(store, *place, leaves[1], level, note="ditinjau", by=Actor("Asesor"))
    targets.save_target(store, region, leaves[0], 2027, level, by=Actor("Bappeda"))
    kept = {f"p{at}": f'{{"key":"p{at}","name":"Program {at} tingkat {level}"}}' for at in range(3)}
    entries.save_entries(store, entries.EntryScope("programme", region), kept, by=Actor("DLH"))
    line = {"b1": f'{{"key":"b1","part":"issue","text":"Isu tingkat {level}"}}'}
    entries.save_entries(
        store, entries.EntryScope("worksheet-GOV", region, "2026"), line, by=Actor("Kelompok 1")
    )
    given = entries.EntryScope("quick_win", region, "2026")
    entries.give_entries(store, given, {"q1": '{"a":1}', "q2": '{"a":2}'}, by=Actor("Data contoh"))
    entries.save_entries(store, given, {"q2": f'{{"a":{level}}}'}, by=Actor("DLH"))


def _answers(leaves: Sequence[str], level: float) -> tuple[Answer, ...]:
    given = [
        Answer(code, "answered", level, evidence="Perbup 12", sheet="Isian", cell="C4") for code in leaves[2:]
    ]
    return (Answer(leaves[0], "missing"), Answer(leaves[1], "not_applicable", note="tidak ada"), *given)


def _programmes(opd: str) -> tuple[ReportedProgramme, ...]:
    return (ReportedProgramme(f"Program {opd}", budget=1e9, row=7),)


def fill_values(store: Engine, source: Any = MALANG) -> None:
    """A region measured as a whole, whose file defines questions of its own."""
    instrument = instruments.load_instrument(source.instrument)
    file = SourceFile(source.name, source.path.read_bytes())
    readings = read_batch([file], ReadingContext(instrument, weights=source.weights))
    temporary_store.keep_in_new_period(store, instrument, "2022", readings, {}, source.weights)
