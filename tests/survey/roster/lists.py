"""Lists of OPD as offices keep them, drawn: what each says, as a grid, and what is right."""

from dataclasses import dataclass, field
from random import Random

HEADINGS = (
    "NAMA PERANGKAT DAERAH / SKPD", "SKPD", "Nama SKPD", "Nama OPD", "OPD", "Perangkat Daerah", "Instansi",
    "Nama Instansi", "Unit Organisasi", "Nama Dinas/Badan", "Unit Kerja", "Nama Unit Kerja", "Satuan Kerja",
    "Organisasi Perangkat Daerah", "NAMA", "Lembaga / Instansi", "Nama Perangkat Daerah (Singkatan)", "",
)  # fmt: skip
SHORT_HEADINGS = ("SINGKATAN", "Nama singkat", "Akronim", "Singk.", "Sebutan", "Kependekan", "")
OPDS = {
    "sekretariat": (("Sekretariat Daerah", "Setda"), ("Sekretariat DPRD", "Setwan"), ("Inspektorat", "Itda")),
    "badan": (
        ("Badan Perencanaan Pembangunan Daerah", "Bappeda"),
        ("Badan Pengelolaan Keuangan, Pendapatan dan Aset Daerah", "BPKPAD"),
        ("Badan Kesatuan Bangsa dan Politik", "Bakesbangpol"),
        ("Badan Penanggulangan Bencana Daerah", "BPBD"),
    ),
    "dinas": (
        ("Dinas Pendidikan", "Disdik"),
        ("Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana", "Dinkes P2KB"),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR"),
        ("DINAS SOSIAL", "DINSOS"),
        ("Dinas Komunikasi dan Informatika", "Diskominfo"),
        ("Satuan Polisi Pamong Praja", "Satpol PP"),
        ("RSUD dr. Koesma", "RSUD Koesma"),
    ),
    "kecamatan": (
        ("Kecamatan Bancar", ""), ("KEC. Jenu", ""), ("Kec. Soko", ""), ("Kecamatan Kota Kudus", ""),
        ("Kecamatan Palang", ""),
    ),
}  # fmt: skip
SECTIONS = {
    "sekretariat": ("SEKRETARIAT", "Sekretariat dan Inspektorat", "UNSUR STAF"),
    "badan": ("BADAN", "Badan Daerah", "LEMBAGA TEKNIS DAERAH", "RUMPUN PENUNJANG"),
    "dinas": ("DINAS", "Dinas Daerah", "DINAS-DINAS", "UNSUR PELAKSANA"),
    "kecamatan": ("KECAMATAN", "Kecamatan", "PERANGKAT DAERAH KEWILAYAHAN"),
}
TITLES = (
    (),
    ("PEMERINTAH KABUPATEN TUBAN", "DAFTAR PERANGKAT DAERAH TAHUN 2026"),
    ("Lampiran Keputusan Bupati Nomor 12 Tahun 2026",),
    ("PEMERINTAH KABUPATEN TUBAN", "SEKRETARIAT DAERAH", "DAFTAR SKPD"),
)
TOTALS = ("", "Jumlah", "Total {} OPD", "JUMLAH PERANGKAT DAERAH : {}", "Jumlah SKPD")
NOTES = (
    (),
    ("Catatan: susunan menurut Perda 5/2016",),
    ("Tuban, 5 Januari 2026", "Kepala Bagian Organisasi", "Drs. Nama Kepala", "NIP. 19700101 199003 1 001"),
)
NUMBERINGS = ("column", "front", "letters", "code", "none")
ROMANS = ("I", "II", "III", "IV")


@dataclass
class DrawnList:
    """A list as drawn: its rows of cells, and what is right: OPD with short names, texts that are none."""

    rows: list[list[object]] = field(default_factory=list)
    opds: list[tuple[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    said: str = ""


def drawn_list(seed: int) -> DrawnList:
    """One list; the same seed draws the same."""
    draw = Random(seed)
    found = DrawnList()
    way = {
        "heading": draw.choice(HEADINGS),
        "numbering": draw.choice(NUMBERINGS),
        "short": draw.choice(("", "column", "bracket")),
        "sections": draw.choice((False, True, True)),
        "numbered_sections": draw.choice(("A. ", "column", "")),
        "total": draw.choice(TOTALS),
        "left": draw.choice((0, 0, 1, 3)),
        "head": draw.choice((False, True)),
        "gap": draw.choice((False, False, True)),
    }
    found.said = f"{seed}: {way}"
    _titles(draw, found, way)
    _heading(draw, found, way)
    _groups(draw, found, way)
    _ending(draw, found, way)
    found.rows = [[None] * way["left"] + row for row in found.rows]
    return found


def _titles(draw, found, way):
    lines = draw.choice(TITLES) if way["heading"] else ()
    for text in lines:
        _other(found, [text])
    if lines and draw.random() < 0.5:
        found.rows.append([])


def _other(found, row):
    found.rows.append(row)
    found.others.append(" | ".join(str(cell) for cell in row if cell is not None))


def _columns(way):
    return ["column" if way["numbering"] in ("column", "letters", "code") else None, way["short"] == "column"]


def _heading(draw, found, way):
    if not way["heading"]:
        return
    cells = [draw.choice(("NO.", "No", "No. Urut"))] if _columns(way)[0] else []
    cells.append(way["heading"])
    if way["short"] == "column":
        cells.append(draw.choice(SHORT_HEADINGS))
    if way["head"]:
        cells += ["KEPALA PD (PIC)", "KET."]
    _other(found, [cell or None for cell in cells])


def _groups(draw, found, way):
    number = 0
    for place, (group, opds) in enumerate(OPDS.items()):
        if way["sections"]:
            _section(draw, found, way, place, group)
        if way["gap"] and group == "kecamatan":
            found.rows.append([])
        for at, (name, short) in enumerate(opds):
            number += 1
            found.opds.append((name, short if way["short"] else ""))
            found.rows.append(_opd(way, number, at, name, short))


def _section(draw, found, way, place, group):
    text = draw.choice(SECTIONS[group])
    column = _columns(way)[0]
    letter = ROMANS[place] if way["numbering"] == "letters" else "ABCD"[place]
    if column and way["numbered_sections"] == "column":
        _other(found, [letter, text])
        return
    front = f"{letter}. " if way["numbered_sections"] else ""
    _other(found, [*([None] if column else []), front + text])


def _opd(way, number, at, name, short):
    cells = [
        {"column": float(number), "letters": "abcdefghij"[at], "code": f"1.{number:02d}.01"}.get(
            way["numbering"]
        )
    ]
    if way["numbering"] in ("front", "none"):
        cells = []
    text = f"{number}. {name}" if way["numbering"] == "front" else name
    if way["short"] == "bracket" and short:
        text += f" ({short})"
    cells.append(text)
    if way["short"] == "column":
        cells.append(short or None)
    if way["head"] and "Kec" not in name:
        cells.append(f"Kepala {number}")
    return cells


def _ending(draw, found, way):
    count = len(found.opds)
    if way["total"]:
        if draw.random() < 0.5:
            found.rows.append([])
        text = way["total"].format(count)
        column = [None] if _columns(way)[0] and draw.random() < 0.7 else []
        _other(found, [*column, text, *([] if "{" in way["total"] else [float(count)])])
    notes = draw.choice(NOTES)
    if notes:
        found.rows.append([])
    for text in notes:
        _other(found, [None, None, None, text] if draw.random() < 0.5 and len(notes) > 1 else [text])
