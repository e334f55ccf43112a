"""report: a document of one kabupaten, or of several as a ZIP, from files or from the app's own store."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import given, reading
from commands.usage import DONE, REFUSED, UsageError, command, progress, say

if TYPE_CHECKING:
    from storage.engine import Store
    from workflow.load import Scope
    from workflow.source import Source

USUAL = {".pptx": "paparan", ".pdf": "profil", ".docx": "bab_gap", ".xlsx": "buku"}
ENDINGS = (*USUAL, ".csv", ".json", ".zip")


def add(commands: Any) -> None:
    """Its place in the command line."""
    added = command(commands, "report", run, "Tulis dokumen: paparan, profil, bab, atau buku kerja.")
    added.needed.add_argument("--period", required=True, metavar="P", help="nama periode")
    added.needed.add_argument(
        "--out", required=True, metavar="BERKAS", help="akhirannya menentukan dokumen; .zip: satu tiap daerah"
    )
    added.optional.add_argument(
        "paths", nargs="*", metavar="BERKAS_SURVEI", help="tanpa ini, dari penyimpanan aplikasi"
    )
    added.optional.add_argument(
        "--document", metavar="NAMA", help="profil, paparan, dan lainnya; perlu bila hasilnya .zip"
    )
    reading.survey_arguments(added)


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    out = given.output(arguments.out, ENDINGS)
    key = _document(arguments.document, out.suffix)
    if not arguments.paths:
        return _write(_held(given.store(), arguments), key, out, arguments.region)
    import storage

    with tempfile.TemporaryDirectory() as folder:
        store = storage.open_store(f"sqlite:///{(Path(folder) / 'store.db').as_posix()}")
        try:
            scope, refused = _read(store, arguments)
            return max(_write(_source(store, scope), key, out, arguments.region), refused)
        finally:
            store.dispose()


def _document(name: str | None, suffix: str) -> str:
    from reports.documents import DOCUMENTS

    key = name or USUAL.get(suffix, "")
    if key not in DOCUMENTS:
        said = f"Dokumen {name} tidak dikenal" if name else "Sebut --document untuk hasil ini"
        raise UsageError(f"{said}. Pilihan: {', '.join(DOCUMENTS)}.")
    if suffix not in (".zip", f".{DOCUMENTS[key].suffix}"):
        raise UsageError(f"--out untuk {key} harus berakhiran .{DOCUMENTS[key].suffix} atau .zip.")
    return key


def _read(store: Store, arguments: argparse.Namespace) -> tuple[Scope, int]:
    """The files in a store of their own, and the exit code of reading them."""
    from workflow import intake, standalone

    if arguments.instrument is None:
        raise UsageError("Belum diisi: --instrument.")
    instrument, rosters = given.instrument(arguments.instrument), given.rosters(arguments)
    readings = reading.read(arguments, instrument, rosters)
    reading.report(readings)
    files = intake.gather([Path(path) for path in arguments.paths])
    scope = standalone.keep(store, instrument, arguments.period, readings, files, rosters, arguments.weights)
    return scope, REFUSED if reading.refused(readings) else DONE


def _held(store: Store, arguments: argparse.Namespace) -> Source:
    """The regions of a period in the app's store, by the instrument most of them used."""
    from storage import instruments, periods, turnout
    from workflow.load import Scope

    ids = {period.label: period.id for period in periods.available(store)}
    used = turnout.scopes(store).sort_values("regions", ascending=False, kind="stable")
    used = used[used["period_id"] == ids.get(arguments.period, -1)]
    if arguments.instrument is not None:
        named = {one.id for one in instruments.available(store) if one.instrument == arguments.instrument}
        used = used[used["instrument_id"].isin(list(named))]
    if used.empty:
        known = ", ".join(ids) or "belum ada"
        raise UsageError(f"Belum ada data pada periode {arguments.period}. Periode: {known}.")
    first = used.iloc[0]
    return _source(store, Scope(int(first["period_id"]), int(first["instrument_id"])))


def _source(store: Store, scope: Scope) -> Source:
    """Every region with a score."""
    from reports.naming import WHOLE
    from workflow import assess, load
    from workflow.source import Source

    return Source(store, scope, assess.score(load.data(store, scope)).regions, WHOLE)


def _write(source: Source, key: str, out: Path, region: str | None) -> int:
    from reports.documents import DOCUMENTS
    from reports.errors import DocumentError

    document = DOCUMENTS[key]
    chosen = [one for one in source.each() if region in (None, one.regions[0])]
    if not chosen:
        raise UsageError(f"Belum ada skor {region or 'daerah mana pun'} pada periode ini.")
    several = out.suffix == ".zip" or (not document.single and region is None)
    if not several and len(chosen) > 1:
        raise UsageError("Daerahnya lebih dari satu: sebut --region, atau tulis ke .zip.")
    whole = source if region is None else source.only(chosen[0].regions)
    try:
        content = document.produce(whole if several else chosen[0], None, progress("dokumen"))
    except DocumentError as refusal:
        raise UsageError(str(refusal)) from refusal
    out.write_bytes(content)
    say(f"{document.title} {len(chosen)} daerah ditulis ke {out}.")
    return DONE
