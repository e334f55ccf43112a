"""report: a document of one kabupaten, or of several as a ZIP, from files or from the app's own store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import reading
from commands.arguments import checked_output_path, open_app_store
from commands.usage import DONE, REFUSED, UsageError, add_command, print_message, progress_counter

if TYPE_CHECKING:
    from storage.engine import Store
    from workflow.documents.source import DocumentSource
    from workflow.results.stored_data import AssessmentScope

USUAL = {".pptx": "paparan", ".pdf": "profil", ".docx": "bab_gap", ".xlsx": "buku"}
ENDINGS = (*USUAL, ".csv", ".json", ".zip")


def add_report_command(commands: Any) -> None:
    """Its place in the command line."""
    added = add_command(
        commands, "report", run_report, "Tulis dokumen: paparan, profil, bab, atau buku kerja."
    )
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
    reading.add_survey_arguments(added)


def run_report(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    out = checked_output_path(arguments.out, ENDINGS)
    key = _document(arguments.document, out.suffix)
    if not arguments.paths:
        return _write(_held(open_app_store(), arguments), key, out, arguments.region)
    with reading.read_into_store(arguments) as (store, scope, readings):
        reading.print_readings(readings)
        refused = REFUSED if reading.has_refusals(readings) else DONE
        return max(_write(_source(store, scope), key, out, arguments.region), refused)


def _document(name: str | None, suffix: str) -> str:
    from reports.documents import DOCUMENTS

    key = name or USUAL.get(suffix, "")
    if key not in DOCUMENTS:
        said = f"Dokumen {name} tidak dikenal" if name else "Sebut --document untuk hasil ini"
        raise UsageError(f"{said}. Pilihan: {', '.join(DOCUMENTS)}.")
    if suffix not in (".zip", f".{DOCUMENTS[key].suffix}"):
        raise UsageError(f"--out untuk {key} harus berakhiran .{DOCUMENTS[key].suffix} atau .zip.")
    return key


def _held(store: Store, arguments: argparse.Namespace) -> DocumentSource:
    """The regions of a period in the app's store, by the instrument most of them used."""
    from storage.results import response_rates
    from storage.setup import instruments, periods
    from workflow.results.stored_data import AssessmentScope as Scope

    ids = {period.label: period.id for period in periods.list_periods(store)}
    used = response_rates.count_regions_by_scope(store).sort_values("regions", ascending=False, kind="stable")
    used = used[used["period_id"] == ids.get(arguments.period, -1)]
    if arguments.instrument is not None:
        named = {
            one.id for one in instruments.list_instruments(store) if one.instrument == arguments.instrument
        }
        used = used[used["instrument_id"].isin(list(named))]
    if used.empty:
        known = ", ".join(ids) or "belum ada"
        raise UsageError(f"Belum ada data pada periode {arguments.period}. Periode: {known}.")
    first = used.iloc[0]
    return _source(store, Scope(int(first["period_id"]), int(first["instrument_id"])))


def _source(store: Store, scope: AssessmentScope) -> DocumentSource:
    """Every region with a score."""
    from reports.naming import WHOLE
    from workflow.documents.source import DocumentSource as Source

    return Source(store, scope, Source(store, scope, ()).side_by_side().regions, WHOLE)


def _write(source: DocumentSource, key: str, out: Path, region: str | None) -> int:
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
        content = document.produce(whole if several else chosen[0], None, progress_counter("dokumen"))
    except DocumentError as refusal:
        raise UsageError(str(refusal)) from refusal
    out.write_bytes(content)
    print_message(f"{document.title} {len(chosen)} daerah ditulis ke {out}.")
    return DONE
