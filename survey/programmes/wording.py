"""What is said of the rows of a workbook of programmes, beside the findings that survey files share."""

from __future__ import annotations

from survey import messages
from survey.messages import Wording
from survey.values import Finding

WORDINGS: dict[str, Wording] = {
    "P01": Wording("error", "OPD '{found}' tidak dikenal dalam daftar OPD daerah ini.", "{proposal}"),
    "P02": Wording(
        "error",
        "Indikator '{found}' tidak ada dalam instrumen.",
        "Tulis kode indikator, misalnya {example}, atau pilih di halaman Program.",
    ),
    "P03": Wording(
        "error",
        "Biaya '{found}' tidak terbaca.",
        "Tulis rupiah, misalnya 1.250.000.000 atau 1,25 miliar; isi di halaman Program.",
    ),
    "P04": Wording(
        "error",
        "Tanggal '{found}' tidak terbaca.",
        "Tulis misalnya 14 Juni 2026, Juni 2026, atau 2026; isi di halaman Program.",
    ),
    "P05": Wording("error", "'{found}' bukan {what} instrumen ini.", "Pilih {what} di halaman Program."),
    "P06": Wording("error", "{what} '{found}' tidak dikenal.", "Pilih {choices}."),
    "P07": Wording("error", "{what} '{found}' bukan angka.", "Isi angkanya di halaman Program."),
    "P08": Wording("error", "Baris ini tidak bernama program.", "Isi nama program di halaman Program."),
    "P09": Wording("info", "OPD '{found}' dibaca: {name}."),
    "P10": Wording("info", "Waktu '{found}' dibaca: {name}."),
    "P11": Wording(
        "warning",
        "Biaya {found} tidak menyebut tahun; ditaruh pada tahun {year}.",
        "Bagi menurut tahun di halaman Program.",
    ),
    "P12": Wording(
        "info", "Tingkat yang dicapai {found} tidak tertulis; dipakai target instrumen, tingkat {level}."
    ),
    "P13": Wording(
        "error",
        "Tingkat yang dicapai {found} tidak tertulis.",
        "Isi tingkat yang dicapai di halaman Program.",
    ),
    "P14": Wording("info", "Mitra '{found}' bukan OPD daerah ini; disimpan pada catatan."),
    "P15": Wording("info", "Kolom berikut disimpan pada catatan program: {names}."),
    "P16": Wording("info", "Biaya '{found}' dibaca: Rp{rupiah}."),
    "P17": Wording(
        "error", "Sel berisi galat atau rumus tanpa nilai ({found}).", "Isi nilainya di halaman Program."
    ),
    "P18": Wording("info", "Baris '{found}' dibaca sebagai dimensi bagi baris di bawahnya."),
    "P19": Wording(
        "error",
        "Tabel program tidak ditemukan pada berkas ini.",
        "Beri judul kolom, paling sedikit nama program, OPD, dan dimensi; atau pakai templat.",
    ),
    "P21": Wording("info", "Kolom '{found}' dibaca dalam {unit} rupiah."),
    "P22": Wording(
        "warning",
        "Risiko untuk '{found}' belum jelas programnya.",
        "{proposal}",
    ),
    "P23": Wording(
        "warning", "Program '{found}' dibaca: {name}.", "Periksa; ubah namanya pada berkas bila bukan itu."
    ),
    "P24": Wording("info", "Baris tanpa nama program dibaca milik '{found}' di atasnya."),
    "P25": Wording("info", "Kolom berikut disimpan pada uraian risiko: {names}."),
    "P26": Wording(
        "error", "Realisasi '{found}' di luar 0 sampai 100 persen.", "Isi 0 sampai 100 di halaman Realisasi."
    ),
    "P27": Wording(
        "error",
        "Nilai quick win '{found}' di luar 0 sampai {highest}; disimpan pada catatan.",
        "Isi nilainya di halaman Prioritas.",
    ),
    "P28": Wording("info", "Angka pada kolom berikut dibaca sebagai nilai quick win: {names}."),
    "P20": Wording("info", "{what} '{found}' dibaca: {name}."),
}


def finding(
    code: str, *, file: str = "", sheet: str = "", cell: str = "", found: object = "", **parts: object
) -> Finding:
    """A finding about programmes, else one that all files share."""
    if code in WORDINGS:
        return messages.worded(WORDINGS[code], code, file=file, sheet=sheet, cell=cell, found=found, **parts)
    return messages.finding(code, file=file, sheet=sheet, cell=cell, found=found, **parts)
