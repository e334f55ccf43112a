"""Sentences of the sample: plausible, generic, about no real office and no person."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from reference.dates import MONTHS
from scoring import Node

DOES_NOT_APPLY = "Pemerintah kabupaten tidak memiliki destinasi yang dikelola sendiri."
NO_RECORD = "Rekap belum tersedia; menunggu data dari bidang teknis."

_FACTS = (
    "{anchor}, menurut rekap {month} {year}.",
    "{anchor}. Keadaan per {month} {year}.",
    "{anchor}; tercatat pada laporan {month} {year}.",
)
_OBSTACLES = {
    "Struktur": ("SDM", "anggaran"),
    "Infrastruktur": ("sarana", "anggaran"),
    "Suprastruktur": ("regulasi", "proses"),
    "Pemanfaatan": ("data", "proses"),
}


def fact(node: Node, level: int, day: date, random: np.random.Generator) -> str:
    """The anchor of the level as the OPD would state it."""
    anchor = node.tags["anchors"][level - 1]
    sentence = str(random.choice(_FACTS))
    return sentence.format(anchor=anchor, month=MONTHS[day.month - 1], year=day.year)


def evidence(node: Node, year: int, random: np.random.Generator) -> str:
    """A document of the kind the indicator asks for."""
    kinds = [part.strip() for part in node.tags["evidence"].split(";") if part.strip()]
    kind = re.sub(r"\btahun (terakhir|berjalan)\b", str(year), str(random.choice(kinds)))
    return kind if str(year) in kind else f"{kind}, {year}"


def obstacle(node: Node, level: int, random: np.random.Generator) -> str:
    """The main obstacle; a high level has none."""
    if level >= 4 or random.random() < 0.15:
        return ""
    return str(random.choice(_OBSTACLES.get(node.tags.get("element", ""), ("proses",))))


PROGRAMMES = {
    "GOV": (
        ("Kanal aduan terpadu", "Pengelolaan aduan masyarakat"),
        ("Portal satu data kabupaten", "Penyelenggaraan statistik sektoral"),
        ("Loket layanan daring kecamatan", "Peningkatan kualitas pelayanan publik"),
        ("Tanda tangan elektronik naskah dinas", "Penyelenggaraan sistem persandian"),
        ("Dasbor pemantauan program", "Pengendalian dan evaluasi pembangunan"),
    ),
    "BRA": (
        ("Kalender agenda daerah", "Pemasaran pariwisata dalam negeri"),
        ("Peta potensi investasi daring", "Penyusunan peta potensi investasi"),
        ("Penataan wajah pusat kota", "Penataan bangunan dan lingkungan"),
        ("Galeri produk unggulan", "Promosi produk daerah"),
    ),
    "ECO": (
        ("Pendampingan usaha mikro naik kelas", "Pemberdayaan usaha mikro"),
        ("Pembayaran nontunai pajak daerah", "Pengelolaan pendapatan daerah"),
        ("Bursa kerja daring", "Pelayanan antarkerja"),
        ("Pasar rakyat digital", "Pengelolaan sarana distribusi perdagangan"),
    ),
    "LIV": (
        ("Antrean daring puskesmas", "Pengelolaan sistem informasi kesehatan"),
        ("Informasi rencana tata ruang daring", "Penyelenggaraan penataan ruang"),
        ("Penerangan jalan hemat energi", "Penyediaan perlengkapan jalan"),
        ("Angkutan pelajar", "Penyediaan angkutan umum"),
    ),
    "SOC": (
        ("Perpustakaan digital kabupaten", "Pengembangan layanan perpustakaan"),
        ("Kelas digital sekolah dasar", "Pengelolaan pendidikan sekolah dasar"),
        ("Peringatan dini bencana", "Pelayanan pencegahan dan kesiapsiagaan bencana"),
        ("Literasi digital desa", "Pembinaan lembaga kemasyarakatan desa"),
    ),
    "ENV": (
        ("Bank sampah digital", "Pengurangan sampah"),
        ("Pemantauan mutu air sungai", "Pengendalian pencemaran lingkungan"),
        ("Audit energi gedung pemerintah", "Pembinaan efisiensi energi"),
    ),
}
"""Dimension code -> (name of the programme, sub kegiatan)."""
