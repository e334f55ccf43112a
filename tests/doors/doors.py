"""The doors: what each says of a file, as the sentences that its page or command shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from reference import agencies, instruments
from reports.errors import DocumentError
from reports.slides import template
from survey import booklet, programmes, read
from survey.answers.file_reading import ReadingContext
from survey.programmes import nomenclature
from survey.tables import mapping
from survey.values import Finding, SourceFile
from workflow import instrument_edits
from workflow.package import archive
from workflow.programmes import goals
from workflow.setup import roster_edits, roster_list

KESIAPAN = instruments.load_instrument("kesiapan")
REGION = "35.18"
ROSTER = agencies.general_roster(REGION)
GROUP = (
    booklet.BookletPage(
        "Isu",
        "Satu baris satu isu.",
        (
            booklet.BookletField("text", "Isu"),
            booklet.BookletField("opd", "OPD", choices=("Dinas Kesehatan",)),
        ),
    ),
)


def _said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.message} {one.proposal}".strip() for one in findings]


def send_survey(file: SourceFile) -> list[str]:
    """Unggah survei, `cli.py check` and `score`: forms, tables, exports of online forms, ZIPs of them."""
    read.forget_grids()
    readings = read.read_batch([file], ReadingContext(KESIAPAN, REGION, {REGION: ROSTER}))
    return [line for reading in readings for line in _said(reading.findings)]


def send_roster(file: SourceFile) -> list[str]:
    """Wilayah & OPD, `--roster`."""
    try:
        return [row.name for row in roster_list.read_list_file(file).opd_rows]
    except roster_edits.OpdListError as refusal:
        return [str(refusal)]


def send_programmes(file: SourceFile) -> list[str]:
    """Program and Realisasi: registers, Renja, RKPD, DPA, their evaluation, risks, quick wins."""
    context = programmes.ProgrammeContext(KESIAPAN, ROSTER, 2026)
    return _said(programmes.read_programme_file(file, context).remarks)


def send_nomenclature(file: SourceFile) -> list[str]:
    """Nomenklatur."""
    return _said(nomenclature.read_nomenclature_file(file, KESIAPAN).findings)


def send_worksheet(file: SourceFile) -> list[str]:
    """Kertas kerja."""
    return _said(booklet.read_booklet(file, GROUP).findings)


def send_goals(file: SourceFile) -> list[str]:
    """Keselarasan: goals and targets of RPJMD, Renstra and Renja."""
    return _said(booklet.read_booklet(file, goals._pages(ROSTER)).findings)


def send_instrument(file: SourceFile) -> list[str]:
    """Instrumen & bobot, `--instrument`."""
    try:
        return [instrument_edits.instrument_from_workbook(file).title]
    except instruments.InstrumentError as refusal:
        return str(refusal).splitlines()


def send_instrument_folder(file: SourceFile) -> list[str]:
    """`--instrument` with a folder."""
    with TemporaryDirectory() as name:
        for part in ("instrument.toml", "nodes.csv"):
            (Path(name) / part).write_bytes(file.data)
        try:
            return [instrument_edits.instrument_from_path(Path(name)).title]
        except instruments.InstrumentError as refusal:
            return str(refusal).splitlines()


def send_mapping(file: SourceFile) -> list[str]:
    """`--mapping`."""
    try:
        return [heading for heading, _ in mapping.read_mapping_file(file, KESIAPAN.framework.leaves).targets]
    except mapping.MappingError as refusal:
        return [str(refusal)]


def send_template(file: SourceFile) -> list[str]:
    """Ekspor: a template for slides, and slides laid on it."""
    try:
        given = template.SlideTemplate(
            file.name, file.data, template.measure_slide_template(file.data, file.name)
        )
        template.lay_on_template(template._plain(True), given)
        return list(given.shape.lost)
    except DocumentError as refusal:
        return [str(refusal)]


def send_package(file: SourceFile) -> list[str]:
    """Paket proyek, `cli.py bring`."""
    try:
        return list(archive.read_package(file.data).instruments)
    except archive.PackageError as refusal:
        return [str(refusal)]


DOORS: dict[str, tuple[Callable[[SourceFile], list[str]], str]] = {
    "survey": (send_survey, ".xlsx"),
    "surveys in a ZIP": (send_survey, ".zip"),
    "roster": (send_roster, ".xlsx"),
    "programmes": (send_programmes, ".xlsx"),
    "nomenclature": (send_nomenclature, ".xlsx"),
    "worksheet": (send_worksheet, ".xlsx"),
    "goals": (send_goals, ".xlsx"),
    "instrument": (send_instrument, ".xlsx"),
    "instrument folder": (send_instrument_folder, ""),
    "mapping": (send_mapping, ".csv"),
    "package": (send_package, ".zip"),
    "template": (send_template, ".pptx"),
}
"""What a door does with a file, and the ending under which its files come."""
