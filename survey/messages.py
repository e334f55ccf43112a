"""The Indonesian message, severity and proposed fix of every finding code, worded in this one place."""

from __future__ import annotations

from typing import NamedTuple

from survey.values import Finding, Severity


class Wording(NamedTuple):
    """How one finding is said; `message` and `proposal` are str.format templates."""

    severity: Severity
    message: str
    proposal: str = ""


RESAVE = "Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."
CHOOSE_LEVEL = "Pilih nilai {choices}, atau 'Belum ada data'."

WORDINGS: dict[str, Wording] = {
    # The file itself
    "E01": Wording(
        "error",
        "Berkas terkunci kata sandi.",
        "Buka di Excel > Info > Proteksi, hapus kata sandi, simpan, lalu unggah lagi.",
    ),
    "E02": Wording(
        "error", "Ini berkas kunci sementara (~$), bukan isinya.", "Tutup Excel, lalu unggah berkas aslinya."
    ),
    "E03": Wording("error", "Isi berkas halaman web atau teks XML tanpa tabel, bukan Excel.", RESAVE),
    "E04": Wording("error", "Berkas rusak atau unduhannya terputus.", RESAVE),
    "E05": Wording(
        "error",
        "Berkas terlalu besar setelah dibuka ({found}).",
        "Hapus lembar dan format yang tidak dipakai, simpan sebagai berkas baru.",
    ),
    "E06": Wording("error", "Berkas kosong (0 bita).", "Unggah ulang berkas aslinya."),
    "E07": Wording(
        "error",
        "Jenis berkas '{found}' tidak dapat dibaca.",
        "Unggah .xlsx, .xlsm, .xls, .xlsb, .ods, .csv, atau ZIP yang berisi berkas tersebut.",
    ),
    "E08": Wording(
        "error",
        "Berkas {found}, melebihi batas {limit}.",
        "Hapus gambar dan lembar yang tidak dipakai, atau bagi menjadi beberapa berkas.",
    ),
    "E09": Wording(
        "error",
        "Susunan berkas melebihi batas aman: {found}.",
        "Salin isi tabel ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi.",
    ),
    "E10": Wording(
        "error",
        "Susunan tabel tidak dikenali pada berkas ini.",
        "Pakai templat dari aplikasi, atau beri judul kolom sesuai kode atau nama indikator instrumen.",
    ),
    "E11": Wording("error", "Belum ada jawaban pada berkas ini.", "Isi kolom jawaban, lalu unggah lagi."),
    "E12": Wording(
        "error",
        "Pembacaan berkas dihentikan karena melampaui batas memori atau waktu.",
        "Salin isi tabel ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi.",
    ),
    "E13": Wording(
        "error",
        "Isi berkas tidak sesuai ekstensinya: {found}.",
        "Simpan ulang dengan ekstensi yang benar, lalu unggah lagi.",
    ),
    "E14": Wording(
        "error",
        "Batas jumlah berkas sekali unggah adalah {limit}.",
        "Unggah sisanya pada kesempatan berikutnya.",
    ),
    # What the file says it is
    "E15": Wording(
        "error",
        "Templat ini untuk instrumen {found}, sedangkan yang dipakai {expected}.",
        "Unduh templat terbaru, salin jawaban ke dalamnya, lalu unggah lagi.",
    ),
    "E16": Wording(
        "error",
        "Berkas ini milik {found}, sedangkan daerah yang dibuka {expected}.",
        "Unggah pada daerah yang sesuai, atau periksa kembali berkasnya.",
    ),
    "E17": Wording(
        "error", "Kabupaten/kota tidak tertulis pada berkas.", "Pilih kabupaten/kota untuk berkas ini."
    ),
    "E18": Wording("error", "Kabupaten/kota '{found}' tidak dikenal.", "Pilih kabupaten/kota yang dimaksud."),
    "E19": Wording(
        "error", "Nama perangkat daerah tidak tertulis pada berkas.", "Pilih perangkat daerahnya."
    ),
    "E24": Wording(
        "error", "Perangkat daerah '{found}' tidak dikenal pasti.", "Pilih perangkat daerah yang dimaksud."
    ),
    "E25": Wording(
        "error",
        "Skema bobot untuk {found} tidak diketahui dari berkas.",
        "Pilih salah satu skema: {names}.",
    ),
    "E26": Wording(
        "error",
        "Perangkat daerah {found} ada lebih dari satu kali: {places}.",
        "Pilih berkas yang dipakai, atau pakai semuanya sebagai responden.",
    ),
    "E27": Wording("error", "{found} tertulis pada lebih dari satu baris.", "Pilih baris yang dipakai."),
    "E28": Wording("error", "Kode '{found}' tidak ada dalam instrumen {expected}.", "{proposal}"),
    "E29": Wording(
        "error",
        "Kode '{found}' muncul dua kali dengan jawaban berbeda.",
        "Pilih jawaban yang dipakai.",
    ),
    "E30": Wording(
        "error",
        "Kode '{found}' tidak sejalan dengan teks pertanyaannya.",
        "Pilih butir yang dimaksud: menurut kode atau menurut teks.",
    ),
    "E37": Wording(
        "error",
        "Berkas memuat lebih dari satu kabupaten/kota: {found}.",
        "Pisahkan menjadi satu berkas untuk setiap kabupaten/kota.",
    ),
    "E38": Wording("error", "Format {found} terlalu lama untuk dibaca.", RESAVE),
    # One cell
    "E20": Wording("error", "'{found}' bukan pilihan yang dikenal{same}.", CHOOSE_LEVEL),
    "E21": Wording("error", "{found} di luar skala {choices}{same}.", CHOOSE_LEVEL),
    "E22": Wording("error", "Hasil rumus galat {found}.", "Perbaiki rumusnya, atau pilih nilai {choices}."),
    "E23": Wording(
        "error",
        "Rumus belum pernah dihitung, sehingga tidak ada nilainya.",
        "Buka dan simpan di Excel, atau pilih nilai {choices}.",
    ),
    "E31": Wording("error", "{found} bukan bilangan bulat{same}.", "{proposal}"),
    "E32": Wording(
        "error",
        "'Tidak berlaku' tidak tersedia untuk butir ini{same}.",
        "Pilih nilai {choices}, atau 'Belum ada data'.",
    ),
    "E33": Wording("error", "Sel terbaca sebagai tanggal ({found}), bukan nilai{same}.", CHOOSE_LEVEL),
    # What was skipped, dropped or changed
    "W30": Wording("info", "Baris {found} bukan data (jumlah, rata-rata, atau tanda tangan) dan dilewati."),
    "W31": Wording(
        "warning", "{found} baris tersembunyi ikut dibaca.", "Periksa saringan (filter) di berkas."
    ),
    "W32": Wording("info", "Kolom '{found}' memuat data pribadi: tidak disimpan."),
    "W33": Wording("error", "Nama '{found}' dapat berarti {names}.", "Pilih kabupaten/kota yang dimaksud."),
    "W34": Wording("warning", "Ekstensi berkas tidak sesuai isinya ({found}); isinya tetap dibaca."),
    "W35": Wording(
        "warning",
        "Lembar memuat sel di luar batas ({found}); dibaca sampai baris {rows} dan kolom {columns}.",
        "Hapus isi dan format di luar tabel.",
    ),
    "E36": Wording(
        "error",
        "{found} baris bukan kabupaten/kota dan tidak dinilai: {names}.",
        "Biarkan bila memang lembaga pusat atau provinsi; bila bukan, perbaiki namanya.",
    ),
    "W37": Wording(
        "info",
        "{found} pertanyaan di berkas ini menjadi butir berbobot sama di bawah komponennya.",
    ),
    "W38": Wording("info", "{found} tidak ikut serta (seluruh nilai 0) dan tidak diberi skor."),
    "W39": Wording("info", "Berkas dibaca dengan pembaca cadangan; periksa hasilnya."),
    "W40": Wording("info", "Makro di berkas diabaikan."),
    "W41": Wording("info", "Lembar tersembunyi '{found}' tidak dibaca."),
    "W42": Wording(
        "info", "{found} angka yang ditulis sebagai teks (misalnya '{example}') dibaca sebagai angka."
    ),
    "W43": Wording("info", "Kabupaten/kota '{found}' dibaca: {name}."),
    "W44": Wording("info", "Perangkat daerah '{found}' dibaca: {name}."),
    "W45": Wording("info", "Kolom tidak dipakai: {found}."),
    "W46": Wording("info", "Lembar '{found}' tidak berisi tabel yang dikenal dan tidak dibaca."),
    "W47": Wording(
        "warning", "Nomor {found} tidak sejalan dengan teks indikatornya.", "Periksa urutan barisnya."
    ),
    "W48": Wording(
        "info", "{found} jawaban tertulis dengan keterangan (misalnya '{example}') dibaca angkanya saja."
    ),
    "W49": Wording("warning", "Baris '{found}' tidak dikenal sebagai indikator dan dilewati."),
    "W50": Wording("info", "{found} baris daerah lain pada berkas ini dilewati."),
    "W51": Wording("warning", "{found} bukan angka; angka terbitan berkas ini tidak dibandingkan."),
    "W52": Wording("info", "{found} tidak ikut serta (seluruh nilai kosong) dan tidak diberi skor."),
    "W53": Wording("info", "Pilihan pengguna dipakai: {found}."),
    "W54": Wording(
        "info",
        "Pada berkas .{found} sel galat dan rumus tanpa nilai tidak dapat dibedakan dari sel kosong.",
        "Bila ada rumus pada kolom jawaban, simpan sebagai .xlsx.",
    ),
    "W56": Wording("info", "Isinya sama dengan berkas '{found}' pada unggahan ini; dibaca sekali saja."),
    "W57": Wording("warning", "Pagu '{found}' bukan angka; pagu program ini dikosongkan."),
    "W58": Wording("warning", "Berkas memuat beberapa tahun ({found}); yang dibaca tahun {year}."),
    "W59": Wording(
        "warning", "Lembar Jawaban berganti nama; jawaban dibaca dari lembar '{found}'.", "Periksa hasilnya."
    ),
    "W60": Wording("info", "Tahun tidak tertulis pada berkas; dipakai tahun periodenya, {found}."),
    "E34": Wording(
        "error",
        "Terlalu banyak sel yang perlu dikonfirmasi ({found}).",
        "Periksa kolom jawaban pada berkas, perbaiki, lalu unggah lagi.",
    ),
    "E35": Wording(
        "error",
        "Berkas ini milik {found}, sedangkan perangkat daerah yang dipilih {expected}.",
        "Periksa kembali berkas atau pilihan perangkat daerahnya.",
    ),
    # Tables under any headings
    "E70": Wording(
        "error",
        "Jawaban '{found}' memakai skala yang panjangnya belum tentu {size} tingkat.",
        "Pilih cara membacanya; tanpa pilihan, jawaban tersebut tidak dibaca.",
    ),
    "E71": Wording("error", "Baris judul tabel tidak ditemukan.", "Pilih baris judulnya."),
    "E72": Wording(
        "error", "Lembar {found} memuat periode yang berbeda.", "Pilih lembar periode yang dibaca."
    ),
    "E73": Wording(
        "error",
        "Jawaban berupa persentase ({found}) tidak pasti artinya pada skala ini.",
        "Pilih cara membacanya; tanpa pilihan, jawaban tersebut tidak dibaca.",
    ),
    "E74": Wording(
        "error", "'{found}' mirip beberapa butir: {names}.", "Pilih butir yang dimaksud, atau lewati."
    ),
    "W77": Wording("info", "Jawaban berupa persentase dibaca: {found}."),
    "W78": Wording("info", "Persentase dibaca menurut batas tingkat butirnya: {found}."),
    "W79": Wording(
        "warning",
        "Formulir ini dibuat oleh versi aplikasi yang lebih baru (susunan {found}; yang dikenal {expected}). "
        "Isinya dibaca menurut kode dan judul kolom; kolom baru tidak ikut dibaca.",
        "Perbarui aplikasi ini, lalu unggah lagi; bila tidak dapat, periksa jawabannya.",
    ),
    "W70": Wording(
        "warning", "Kolom '{found}' dibaca sebagai {name} (kemiripan {score}%).", "Periksa pemetaannya."
    ),
    "W71": Wording("info", "Jawaban berupa kata dibaca: {found}."),
    "W72": Wording(
        "warning", "Lembar tersembunyi '{found}' ikut dibaca.", "Periksa lembar tersebut di berkas."
    ),
    "W73": Wording(
        "warning",
        "Angka {found} mungkin salah baca: titik ribuan terbaca sebagai desimal.",
        "Periksa selnya.",
    ),
    "W74": Wording("info", "Baris {found} dilewati: {reason}."),
    "W75": Wording(
        "warning",
        "Butir pada baris '{found}' dibaca sebagai {name} (kemiripan {score}%).",
        "Periksa barisnya.",
    ),
    "W76": Wording(
        "info", "'{found}' (n/a) dibaca belum ada data, bukan 'Tidak berlaku'.", "Pilih nilainya bila ada."
    ),
    # Booklets: worksheets of the groups, lists of goals
    "E80": Wording(
        "error",
        "Tabel yang dicari tidak ada pada berkas ini ({expected}).",
        "Unduh buku kerjanya dari halaman ini, isi, lalu unggah lagi.",
    ),
    "W81": Wording(
        "warning",
        "Hasil rumus galat ({found}); sel ini dibaca kosong.",
        "Perbaiki rumusnya, lalu unggah lagi.",
    ),
    "W83": Wording(
        "warning",
        "'{found}' tidak ada pada daftar kolom {name}.",
        "Pilih salah satu isi daftar pada sel ini.",
    ),
    "W84": Wording("info", "Baris ini salinan baris lain; dibaca sebagai baris baru."),
    "W85": Wording(
        "warning",
        "Baris ini sudah diubah orang lain sejak buku kerja diunduh; kedua isian disimpan.",
        "Gabungkan keduanya pada halaman bila maksudnya sama.",
    ),
    "W86": Wording(
        "warning",
        "Isi baris ini dikosongkan; isian yang tersimpan tetap ada.",
        "Hapus pada halaman bila perlu.",
    ),
    "W87": Wording(
        "warning", "OPD '{found}' tidak dikenal dan dicatat seperti tertulis.", "Pakai nama pada daftar OPD."
    ),
    "W88": Wording("info", "Buku kerja ini milik {found}; isinya disimpan pada kelompok itu."),
    "W89": Wording("warning", "'{found}' dibaca sebagai {name}.", "Periksa pilihannya."),
    "W90": Wording(
        "warning",
        "Kolom berikut tidak dikenal dan tidak dibaca: {found}.",
        "Bila isinya diperlukan, pakai judul kolom {expected}, lalu unggah lagi.",
    ),
    "W91": Wording("info", "Kolom berikut tidak dikenal dan tidak dibaca: {found}."),
    "W92": Wording(
        "error",
        "Kolom {name} pada baris ini kosong, sehingga baris ini tidak disimpan: {found}.",
        "Isi kolom itu, lalu unggah lagi.",
    ),
    "W55": Wording("info", "Jawaban {found} dari berkas ini tidak dipakai sesuai pilihan pengguna."),
}


class _Words(dict[str, str]):
    """Parts of a message; one that nobody gave is left out rather than raising while a file is read."""

    def __missing__(self, key: str) -> str:
        return "…"


def finding(
    code: str, *, file: str = "", sheet: str = "", cell: str = "", found: object = "", **parts: object
) -> Finding:
    """The finding of `code` worded for its place; `parts` fill the templates besides `found`."""
    return worded(WORDINGS[code], code, file=file, sheet=sheet, cell=cell, found=found, **parts)


def worded(
    wording: Wording,
    code: str,
    *,
    file: str = "",
    sheet: str = "",
    cell: str = "",
    found: object = "",
    **parts: object,
) -> Finding:
    """A finding of one's own wording."""
    shown = str(found)[:120]
    words = _Words({"same": ""} | {key: str(value) for key, value in parts.items()} | {"found": shown})
    return Finding(
        code=code,
        severity=wording.severity,
        message=wording.message.format_map(words),
        file=file,
        sheet=sheet,
        cell=cell,
        found=shown,
        proposal=wording.proposal.format_map(words),
    )
