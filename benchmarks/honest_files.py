"""Large files as offices honestly send them, one for each door."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

from benchmarks.reading import survey_table, workbooks
from reference.instruments.loading import INSTRUMENTS
from tests.doors import doors, hostile
from tests.reports import templates
from tests.survey.making import book
from workflow import instrument_edits

WORDS = (
    *("peningkatan", "layanan", "jaringan", "data", "publik", "terpadu"),
    *("bagi", "masyarakat", "desa", "dan", "perangkat", "daerah"),
)


def _text(draw: random.Random, words: int) -> str:
    return " ".join(draw.choices(WORDS, k=words)).capitalize()


def _roster() -> bytes:
    draw = random.Random(1)
    rows = [[number, f"Dinas {_text(draw, 4)} {number}", f"D{number}"] for number in range(1, 2_001)]
    return book(("OPD", [["No", "Nama OPD", "Singkatan"], *rows]))


def _programmes() -> bytes:
    """A register of four thousand rows and twelve columns."""
    draw = random.Random(2)
    head = [
        "Nama Program",
        "Dimensi",
        "OPD",
        "Biaya 2026",
        "Biaya 2027",
        "Status",
        "Uraian",
        "Keluaran",
        "Mulai",
    ]
    names = list(doors.ROSTER["name"])
    rows = [
        [
            f"{_text(draw, 6)} {number}",
            draw.choice(["Governance", "Living", "Economy"]),
            draw.choice(names),
            draw.randrange(10**6, 10**9),
            draw.randrange(10**6, 10**9),
            "Berjalan",
            _text(draw, 12),
            _text(draw, 8),
            2026,
        ]
        for number in range(4_000)
    ]
    return book(("Program", [head, *rows]))


def _nomenclature() -> bytes:
    """As many codes as Kepmendagri 900.1.15.5-1317/2023 has."""
    draw = random.Random(3)
    rows = []
    for number in range(9_000):
        program = f"{1 + number % 7}.{1 + number % 30:02d}.{1 + number // 900:02d}"
        code = f"{program}.2.{1 + number // 30 % 30:02d}.{number % 100:04d}"
        rows.append([code, _text(draw, 9)])
    return book(("Nomenklatur", [["Kode", "Nomenklatur"], *rows]))


def _lines(heading: str) -> Callable[[], bytes]:
    def made() -> bytes:
        draw = random.Random(4)
        rows = [[f"{_text(draw, 20)} {number}", "Dinas Kesehatan", _text(draw, 9)] for number in range(5_000)]
        return book(("Isian", [[heading, "OPD", "Keterangan"], *rows]))

    return made


def _instrument() -> bytes:
    return instrument_edits.instrument_workbook(doors.KESIAPAN)


def _instrument_table() -> bytes:
    return (INSTRUMENTS / "kesiapan" / "0.9" / "nodes.csv").read_bytes()


def _mapping() -> bytes:
    lines = (f"{number}. {_text(random.Random(number), 8)};GOV1.1" for number in range(5_000))
    return ("judul;sasaran\n" + "\n".join(lines)).encode()


def _template() -> bytes:
    """Sixteen MiB of pictures on a layout, which stay in the slides."""
    changes = []
    for number in range(8):
        picture = templates.png(2_000, 2_000, os.urandom(2 * 2**20))
        changes += [
            templates.related(templates.LAYOUT, f"rIdP{number}", "image", f"../media/foto{number}.png"),
            templates.added(f"ppt/media/foto{number}.png", picture, "image/png"),
            templates.inserted(
                templates.LAYOUT, templates.END, templates.picture(f'<a:blip r:embed="rIdP{number}"/>')
            ),
        ]
    return templates.edited(*changes)


HONEST: dict[str, tuple[str, Callable[[], bytes]]] = {
    "survey": ("20,000 x 110 answers", survey_table),
    "surveys in a ZIP": (
        "forms of 40 OPD",
        lambda: hostile.zipped(*((file.name, file.data) for file in workbooks())),
    ),
    "roster": ("2,000 OPD", _roster),
    "programmes": ("4,000 programmes x 9", _programmes),
    "nomenclature": ("9,000 codes", _nomenclature),
    "worksheet": ("5,000 rows", _lines("Isu")),
    "goals": ("5,000 goals", _lines("Uraian sasaran")),
    "instrument": ("kesiapan, whole", _instrument),
    "instrument folder": ("nodes of kesiapan", _instrument_table),
    "mapping": ("5,000 headings", _mapping),
    "template": ("16 MiB of pictures", _template),
}
