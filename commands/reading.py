"""Files read for a command, and what is said of each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import unnamed_region, usage
from commands.arguments import (
    instrument_by_name,
    read_column_mappings,
    require_known_weights,
    rosters_of_arguments,
)
from commands.usage import Parser, Run, UsageError, print_message, progress_counter

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

    from reference.instruments import Instrument
    from survey.values import Finding, Question, Reading
    from workflow.results.stored_data import AssessmentScope

VERDICTS = {"ready": "Siap dinilai", "confirm": "Perlu konfirmasi", "refused": "Ditolak"}
SHOWN = 8


def add_reading_command(commands: Any, name: str, run: Run, text: str) -> Parser:
    """A command that reads files, with the arguments all of these share."""
    command = usage.add_command(commands, name, run, text)
    command.needed.add_argument("paths", nargs="+", metavar="BERKAS", help="berkas atau folder")
    add_survey_arguments(command, needed=True)
    return command


def add_survey_arguments(command: Parser, *, needed: bool = False) -> None:
    """What has to be known of files of answers; the instrument where they are `needed`."""
    group = command.needed if needed else command.optional
    group.add_argument("--instrument", required=needed, metavar="ID_ATAU_BERKAS")
    command.optional.add_argument("--region", metavar="KODE", help="kode wilayah berkas-berkas ini")
    command.optional.add_argument("--opd", metavar="KODE", help="OPD untuk berkas yang tidak menyebutnya")
    command.optional.add_argument("--roster", metavar="BERKAS", help="daftar nama OPD daerah itu")
    command.optional.add_argument(
        "--mapping", metavar="BERKAS.csv", help="arti kolom: dua kolom, judul dan sasaran"
    )
    command.optional.add_argument(
        "--weights", metavar="NAMA", help="skema bobot; mengalahkan kolom KET di berkas"
    )


def read_given_files(
    arguments: argparse.Namespace, instrument: Instrument, rosters: Mapping[str, pd.DataFrame] | None
) -> list[Reading]:
    """Every file named, read and checked."""
    from reference import agencies
    from survey.answers.file_reading import ReadingContext
    from survey.read import read_batch
    from workflow import error_log
    from workflow.upload import read_files

    error_log.open_error_log()
    require_known_weights(instrument, arguments.weights)
    columns = read_column_mappings(arguments.mapping, instrument)
    files = read_files.gather_files([Path(path) for path in arguments.paths])
    if not files:
        raise UsageError(
            f"Tidak ada berkas lembar kerja ({', '.join(read_files.SUFFIXES)}) di tempat yang disebut."
        )
    context = ReadingContext(
        instrument,
        arguments.region,
        agencies.RegionRosters() if rosters is None else rosters,
        opd=arguments.opd,
        weights=arguments.weights,
        year=read_files.year_in_period_name(arguments.period or ""),
        mappings=columns,
    )
    return read_batch(files, context, on_progress=progress_counter("berkas"), most=None)


@contextmanager
def read_into_store(
    arguments: argparse.Namespace, *, unnamed: bool = False
) -> Iterator[tuple[Engine, AssessmentScope, list[Reading]]]:
    """The files named, read into a store that goes when the work is done.

    `unnamed`: a file of a region's values that does not name it is kept as one place that is not named.
    """
    from storage import StoreError
    from workflow.upload import temporary_store

    if arguments.instrument is None:
        raise UsageError("Belum diisi: --instrument.")
    instrument, rosters = instrument_by_name(arguments.instrument), rosters_of_arguments(arguments)
    readings = read_given_files(arguments, instrument, rosters)
    if unnamed:
        readings = unnamed_region.place_unnamed_readings(readings)
    with temporary_store.temporary_store() as store:
        try:
            scope, refused = temporary_store.keep_in_new_period(
                store, instrument, arguments.period, readings, rosters, arguments.weights
            )
        except StoreError as error:
            raise UsageError(str(error)) from error
        for file, why in refused.items():
            print_message(f"{file}: {why}")
        judged = [replace(one, verdict="refused") if one.file in refused else one for one in readings]
        yield store, scope, judged


def has_refusals(readings: Sequence[Reading]) -> bool:
    """Whether anything of any file was not taken."""
    errors = (finding.severity == "error" for reading in readings for finding in reading.findings)
    return any(reading.verdict != "ready" for reading in readings) or any(errors)


def print_readings(readings: Sequence[Reading]) -> None:
    """Say of every file what became of it, what was found and what is asked."""
    for reading in readings:
        print_message(f"{reading.file}: {VERDICTS[reading.verdict]}")
        for finding in reading.findings:
            print_message(_line(finding))
        for question in reading.questions:
            print_message(f"  [tanya] {question.text} Pilihan: {_choices(question)}.")
    if any(reading.verdict == "confirm" for reading in readings):
        print_message("Bagian yang masih ditanyakan tidak ikut dihitung; jawab di halaman Unggah survei.")


def _choices(question: Question) -> str:
    labels = [label for _, label in question.candidates]
    more = f", dan {len(labels) - SHOWN} lainnya" if len(labels) > SHOWN else ""
    return ", ".join(labels[:SHOWN]) + more


def _line(finding: Finding) -> str:
    place = "!".join(part for part in (finding.sheet, finding.cell) if part)
    proposal = f" Usulan: {finding.proposal}" if finding.proposal else ""
    return f"  [{finding.code}] {place + ': ' if place else ''}{finding.message}{proposal}"
