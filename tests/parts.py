"""What of each page stands in its address, for tests and pictures of every part of every page."""

from collections.abc import Iterator
from urllib.parse import urlencode

# Page, name in its address, every value it can take; the first is what opens without an address.
PARTS = [
    ("perbandingan", "perbandingan", ("skor", "sebaran", "peta", "serupa", "antarperiode", "faktor")),
    ("perbandingan", "bentuk", ("sel", "ubin")),
    ("kekokohan", "kekokohan", ("peringkat", "rentang", "penggeser")),
    ("kekokohan", "tanpa", ("3", "2", "1")),
    ("simulasi", "simulasi", ("bobot", "tingkat", "aksi", "simpan")),
    ("simulasi", "cara-bobot", ("geser", "visi", "pasangan", "poin")),
    ("kesenjangan", "rincian", ("3", "2", "1")),
    ("target", "rincian-target", ("3", "2", "1")),
    ("kesepakatan", "rincian-kesiapan", ("1", "2", "3")),
    ("klarifikasi", "daftar", ("dibahas", "semua")),
    ("ringkasan", "tahap", ("I", "IV")),
    ("kertas-kerja", "kertas-kerja", ("isu", "swot", "catatan", "gabungan")),
    ("prioritas", "prioritas", ("daftar", "urutan", "dampak", "suara", "quick-win", "anggaran")),
    ("peta-jalan", "peta", ("jadwal", "biaya", "indeks", "unduh")),
    ("program", "bagian", ("daftar", "satu", "banyak", "berkas", "sama")),
    ("keterpaduan", "keterpaduan", ("peran", "bersama", "kelompok", "jangkauan")),
    ("ekspor", "cakupan", ("Kab. Nganjuk", "Jawa Timur", "Semua daerah")),
    ("instrumen", "lembar", ("isi", "muat", "beda")),
]
# Parts that stand within another part.
WITHIN = {"bentuk": {"perbandingan": "peta"}, "tanpa": {"kekokohan": "penggeser"}}


def addresses(**choices: str) -> Iterator[str]:
    """The address of every part that does not open by itself; `choices` stand in each."""
    for page, name, values in PARTS:
        for value in values[1:]:
            yield f"{page}?{urlencode({**choices, **WITHIN.get(name, {}), name: value})}"
