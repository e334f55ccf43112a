"""What is said of the rows of a workbook of programmes, beside the findings that survey files share."""

from __future__ import annotations

from survey import messages
from survey.file_messages import FindingWording
from survey.values import Finding

WORDINGS: dict[str, FindingWording] = {
    "P01": FindingWording("error", "OPD '{found}' tidak dikenal dalam daftar OPD daerah ini.", "{proposal}"),
    "P02": FindingWording(
        "error",
        "Indikator '{found}' tidak ada dalam instrumen.",
        "Tulis kode indikator, misalnya {example}, atau pilih di halaman Program.",
    ),
    "P03": FindingWording(
        "error",
        "Biaya '{found}' tidak terbaca.",
        "Tulis rupiah, misalnya 1.250.000.000 atau 1,25 miliar; isi di halaman Program.",
    ),
    "P04": FindingWording(
        "error",
        "Tanggal '{found}' tidak terbaca.",
        "Tulis misalnya 14 Juni 2026, Juni 2026, atau 2026; isi di halaman Program.",
    ),
    "P05": FindingWording(
        "error", "'{found}' bukan {what} instrumen ini.", "Pilih {what} di halaman Program."
    ),
    "P06": FindingWording("error", "{what} '{found}' tidak dikenal.", "Pilih {choices}."),
    "P07": FindingWording("error", "{what} '{found}' bukan angka.", "Isi angkanya di halaman Program."),
    "P08": FindingWording(
        "error", "Baris ini tidak bernama program.", "Isi nama program di halaman Program."
    ),
    "P09": FindingWording("info", "OPD '{found}' dibaca: {name}."),
    "P10": FindingWording("info", "Waktu '{found}' dibaca: {name}."),
    "P11": FindingWording(
        "warning",
        "Biaya {found} tidak menyebut tahun; ditaruh pada tahun {year}.",
        "Bagi menurut tahun di halaman Program.",
    ),
    "P12": FindingWording(
        "info", "Tingkat yang dicapai {found} tidak tertulis; dipakai target instrumen, tingkat {level}."
    ),
    "P13": FindingWording(
        "error",
        "Tingkat yang dicapai {found} tidak tertulis.",
        "Isi tingkat yang dicapai di halaman Program.",
    ),
    "P14": FindingWording("info", "Mitra '{found}' bukan OPD daerah ini; disimpan pada catatan."),
    "P15": FindingWording("info", "Kolom berikut disimpan pada catatan program: {names}."),
    "P16": FindingWording("info", "Biaya '{found}' dibaca: Rp{rupiah}."),
    "P17": FindingWording(
        "error", "Sel berisi galat atau rumus tanpa nilai ({found}).", "Isi nilainya di halaman Program."
    ),
    "P18": FindingWording("info", "Baris '{found}' dibaca sebagai dimensi bagi baris di bawahnya."),
    "P19": FindingWording(
        "error",
        "Tabel program tidak ditemukan pada berkas ini.",
        "Tunjukkan letak tabel dan kolom nama programnya di bawah; atau pakai templat.",
    ),
    "P21": FindingWording("info", "Kolom '{found}' dibaca dalam {unit} rupiah."),
    "P22": FindingWording(
        "warning",
        "Risiko untuk '{found}' belum jelas programnya.",
        "{proposal}",
    ),
    "P23": FindingWording(
        "warning", "Program '{found}' dibaca: {name}.", "Periksa; ubah namanya pada berkas bila bukan itu."
    ),
    "P24": FindingWording("info", "Baris tanpa nama program dibaca milik '{found}' di atasnya."),
    "P25": FindingWording("info", "Kolom berikut disimpan pada uraian risiko: {names}."),
    "P26": FindingWording(
        "error", "Realisasi '{found}' di luar 0 sampai 100 persen.", "Isi 0 sampai 100 di halaman Realisasi."
    ),
    "P27": FindingWording(
        "error",
        "Nilai quick win '{found}' di luar 0 sampai {highest}; disimpan pada catatan.",
        "Isi nilainya di halaman Prioritas.",
    ),
    "P28": FindingWording("info", "Angka pada kolom berikut dibaca sebagai nilai quick win: {names}."),
    "P30": FindingWording(
        "info",
        "{found} baris adalah tingkat di atas usulan (menurut {by}) dan disimpan sebagai induknya; pagunya "
        "tidak dihitung lagi: baris {rows}.",
    ),
    "P36": FindingWording(
        "warning",
        "{found} baris dibaca sebagai tingkat di atas usulan karena pagunya sama dengan jumlah baris di "
        "bawahnya: baris {rows}.",
        "Tulis kode di depan namanya bila bukan demikian.",
    ),
    "P37": FindingWording(
        "error",
        "Tidak ada kode program, kegiatan, atau sub kegiatan pada berkas ini.",
        "Unggah tabel yang memuat kode, misalnya 2.16.03.2.02.0011, dan namanya.",
    ),
    "P38": FindingWording(
        "warning",
        "Kode {found} bernama '{name}' dan '{other}'; yang pertama dipakai.",
        "Periksa kode itu pada berkas.",
    ),
    "P39": FindingWording("info", "{found} baris tanpa OPD memakai OPD baris di atasnya: baris {rows}."),
    "P31": FindingWording("info", "{found} baris tidak dibaca sebagai program ({reason}): baris {rows}."),
    "P32": FindingWording(
        "warning",
        "Pagu '{found}' (baris {row}) {own}, jumlah rinciannya {below}; yang dipakai rinciannya.",
        "Periksa pagu pada berkas.",
    ),
    "P33": FindingWording(
        "warning",
        "Jumlah pada tabel {found}, jumlah pagu program yang dibaca {below}.",
        "Periksa baris yang tidak dibaca sebagai program.",
    ),
    "P34": FindingWording("info", "Pagu pada kolom '{found}' dibaca untuk tahun {year}."),
    "P35": FindingWording("info", "OPD '{found}' pada judul dipakai bagi baris tanpa OPD: {name}."),
    "P20": FindingWording("info", "{what} '{found}' dibaca: {name}."),
}


def make_programme_finding(
    code: str, *, file: str = "", sheet: str = "", cell: str = "", found: object = "", **parts: object
) -> Finding:
    """A finding about programmes, else one that all files share."""
    if code in WORDINGS:
        return messages.finding_in_words(
            WORDINGS[code], code, file=file, sheet=sheet, cell=cell, found=found, **parts
        )
    return messages.make_finding(code, file=file, sheet=sheet, cell=cell, found=found, **parts)
