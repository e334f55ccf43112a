"""What of each page stands in its address, for tests and pictures of every part of every page."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

Switch = tuple[str, str, tuple[str, ...]]

# Page, name in its address, every value it can take; the first is what opens without an address.
PARTS: list[Switch] = [
    (
        "perbandingan",
        "perbandingan",
        ("skor", "sebaran", "peta", "serupa", "antarperiode", "keadaan", "faktor"),
    ),
    ("perbandingan", "bentuk", ("sel", "ubin")),
    ("ringkasan", "ringkasan", ("profil", "elemen", "bukti", "butir", "program", "prasyarat")),
    ("kesenjangan", "kesenjangan", ("jarak", "penyumbang", "tabel")),
    ("kekokohan", "kekokohan", ("peringkat", "rentang", "penggeser")),
    ("simulasi", "simulasi", ("bobot", "tingkat", "aksi", "simpan")),
    ("kertas-kerja", "kertas-kerja", ("isu", "swot", "catatan", "gabungan")),
    (
        "prioritas",
        "prioritas",
        ("daftar", "indikator", "opd", "urutan", "dampak", "suara", "quick-win", "anggaran"),
    ),
    ("peta-jalan", "peta", ("jadwal", "isi", "biaya", "indeks", "unduh")),
    ("wilayah-opd", "siapkan", ("daftar", "tugas")),
    ("kelengkapan", "kelengkapan", ("jawaban", "pengingat")),
    ("kesepakatan", "kesepakatan", ("agenda", "sebaran", "ukuran")),
    ("keselarasan", "keselarasan", ("sasaran", "belum", "atur")),
    ("ekspor", "ekspor", ("dokumen", "kunci")),
    ("metodologi", "metode", ("skor", "kesenjangan", "pertimbangan")),
    ("data-pribadi", "data", ("aturan", "berkas", "jejak")),
    ("kertas-kerja", "isian", ("kelompok", "swot", "semua")),
    ("program", "bagian", ("daftar", "satu", "banyak", "berkas", "sama")),
    ("keterpaduan", "keterpaduan", ("peran", "bersama", "jejaring", "kelompok", "jangkauan")),
    ("butir-tambahan", "butir", ("hasil", "tambah", "cabut")),
    ("instrumen", "lembar", ("isi", "tanya", "muat", "beda")),
]
# How finely a part is shown, or by which of several ways.
DETAILS: list[Switch] = [
    ("kekokohan", "tanpa", ("3", "2", "1")),
    ("simulasi", "cara-bobot", ("geser", "visi", "pasangan", "poin")),
    ("kesenjangan", "rincian", ("3", "2", "1")),
    ("target", "rincian-target", ("3", "2", "1")),
    ("kesepakatan", "rincian-kesiapan", ("1", "2", "3")),
    ("perbandingan", "urut-daerah", ("kode", "indeks")),
    ("klarifikasi", "daftar", ("dibahas", "semua")),
    ("peta-jalan", "biaya-menurut", ("funds", "lead")),
    ("ringkasan", "tahap", ("I", "IV")),
    ("ekspor", "cakupan", ("Kab. Nganjuk", "Jawa Timur", "Semua daerah")),
]
# What stands within a part that does not open by itself.
WITHIN = {
    "tahap": {"ringkasan": "prasyarat"},
    "bentuk": {"perbandingan": "peta"},
    "isian": {"kertas-kerja": "gabungan"},
    "biaya-menurut": {"peta": "biaya"},
    "rincian-kesiapan": {"kesepakatan": "sebaran"},
    "tanpa": {"kekokohan": "penggeser"},
}


def addresses(switches: Iterable[Switch], **choices: str) -> Iterator[str]:
    """The address of every value that does not open by itself; `choices` stand in each."""
    for page, name, values in switches:
        for value in values[1:]:
            yield f"{page}?{urlencode({**choices, **WITHIN.get(name, {}), name: value})}"
