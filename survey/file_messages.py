"""How a finding is worded, and the words about a file itself: locked, broken, too large."""

from __future__ import annotations

from typing import NamedTuple

from survey.values import Severity


class FindingWording(NamedTuple):
    """How one finding is said; `message` and `proposal` are str.format templates."""

    severity: Severity
    message: str
    proposal: str = ""


RESAVE = "Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."

FILE_WORDINGS: dict[str, FindingWording] = {
    "W25": FindingWording(
        "info", "Jawaban pada {found} baris dibaca dari tanda pada kolom tingkatnya ({cells})."
    ),
    "W26": FindingWording(
        "info",
        "Kolom '{found}' ada lebih dari sekali dan saling melengkapi; dibaca bersama ({names}).",
    ),
    "W28": FindingWording("info", "{found} sel kosong dibaca menurut komentarnya ({cells})."),
    "W29": FindingWording(
        "info", "Komentar pada {found} sel tidak dibaca ({cells}); yang dibaca isi sel atau tandanya."
    ),
    "W27": FindingWording(
        "info", "Setiap baris berisi teks CSV dalam satu sel; dibaca sebagai kolom-kolomnya."
    ),
    "E01": FindingWording(
        "error",
        "Berkas terkunci kata sandi.",
        "Buka di Excel > Info > Proteksi, hapus kata sandi, simpan, lalu unggah lagi.",
    ),
    "E02": FindingWording(
        "error", "Ini berkas kunci sementara (~$), bukan isinya.", "Tutup Excel, lalu unggah berkas aslinya."
    ),
    "E03": FindingWording("error", "Isi berkas halaman web atau teks XML tanpa tabel, bukan Excel.", RESAVE),
    "E04": FindingWording("error", "Berkas rusak atau unduhannya terputus.", RESAVE),
    "E05": FindingWording(
        "error",
        "Berkas terlalu besar setelah dibuka ({found}).",
        "Hapus lembar dan format yang tidak dipakai, simpan sebagai berkas baru.",
    ),
    "E06": FindingWording("error", "Berkas kosong (0 bita).", "Unggah ulang berkas aslinya."),
    "E07": FindingWording(
        "error",
        "Jenis berkas '{found}' tidak dapat dibaca.",
        "Unggah .xlsx, .xlsm, .xls, .xlsb, .ods, .csv, atau ZIP yang berisi berkas tersebut.",
    ),
    "E08": FindingWording(
        "error",
        "Berkas {found}, melebihi batas {limit}.",
        "Hapus gambar dan lembar yang tidak dipakai, atau bagi menjadi beberapa berkas.",
    ),
    "E09": FindingWording(
        "error",
        "Susunan berkas melebihi batas aman: {found}.",
        "Salin isi tabel ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi.",
    ),
    "E10": FindingWording(
        "error",
        "Susunan tabel tidak dikenali pada berkas ini.",
        "Pakai templat dari aplikasi, atau beri judul kolom sesuai kode atau nama indikator instrumen.",
    ),
    "E11": FindingWording(
        "error",
        "Belum ada jawaban pada berkas ini.",
        "Isi kolom jawaban atau lembar program (bila tidak ada program, nyatakan di sana), lalu unggah lagi.",
    ),
    "E12": FindingWording(
        "error",
        "Pembacaan berkas terhenti: isinya memerlukan memori di atas batas aman, atau prosesnya berakhir.",
        "Salin isi tabel ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi.",
    ),
    "E13": FindingWording(
        "error",
        "Isi berkas tidak sesuai ekstensinya: {found}.",
        "Simpan ulang dengan ekstensi yang benar, lalu unggah lagi.",
    ),
    "E14": FindingWording(
        "error",
        "Batas jumlah berkas sekali unggah adalah {limit}.",
        "Unggah sisanya pada kesempatan berikutnya.",
    ),
    "E39": FindingWording(
        "error",
        "Isi berkas ini mengikuti {found}, sedangkan yang dipakai {expected}.",
        "Pilih instrumen itu pada periode ini, lalu unggah lagi.",
    ),
    "W36": FindingWording(
        "info",
        "Berkas memuat nilai semua indikator tanpa nama perangkat daerah; "
        "dibaca sebagai nilai kabupaten/kota.",
    ),
    "E41": FindingWording(
        "error",
        "Isi berkas terlalu banyak untuk dibaca sekaligus ({found} sel).",
        "Hapus lembar, baris, dan kolom yang tidak dipakai, atau bagi menjadi beberapa berkas.",
    ),
    "E42": FindingWording(
        "error",
        "Pembacaan berkas dihentikan karena lebih lama dari {found} detik.",
        "Salin isi tabel ke buku kerja baru, simpan sebagai .xlsx, lalu unggah sendiri tanpa berkas lain.",
    ),
    "E43": FindingWording(
        "error",
        "Jawaban dan catatan berkas ini ({found} pertanyaan) terlalu banyak untuk diolah pada unggahan ini.",
        "Unggah berkas ini sendiri; bila masih terlalu banyak, bagi menjadi beberapa berkas.",
    ),
    "E97": FindingWording(
        "error",
        "Versi ini tidak lagi memuat yang berlaku sekarang. {items}.",
        "Pilih: gabungkan dengan jawaban lama, atau ganti.",
    ),
    "E98": FindingWording(
        "error", "Berkas ini tidak dapat disimpan: {why}.", "Periksa isinya, lalu unggah lagi."
    ),
    "E99": FindingWording(
        "error",
        "Berkas ini tidak dapat dibaca karena kesalahan yang tidak terduga (rujukan {found}).",
        "Sampaikan rujukan itu kepada pengelola, atau salin jawabannya ke templat, lalu unggah lagi.",
    ),
}
