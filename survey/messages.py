"""The Indonesian message, severity and proposed fix of every finding code, worded in this one place."""

from __future__ import annotations

from survey.file_messages import FILE_WORDINGS, RESAVE, FindingWording
from survey.values import Finding

CHOOSE_LEVEL = "Pilih nilai {choices}, atau 'Belum ada data'."

WORDINGS: dict[str, FindingWording] = {
    **FILE_WORDINGS,
    # What the file says it is
    "E15": FindingWording(
        "error",
        "Templat ini untuk instrumen {found}, sedangkan yang dipakai {expected}.",
        "Unduh templat terbaru, salin jawaban ke dalamnya, lalu unggah lagi.",
    ),
    "E16": FindingWording(
        "error",
        "Berkas ini milik {found}, sedangkan daerah yang dibuka {expected}.",
        "Unggah pada daerah itu; bila isinya milik {expected}, perbaiki nama daerah pada berkas.",
    ),
    "E17": FindingWording(
        "error", "Kabupaten/kota tidak tertulis pada berkas.", "Pilih kabupaten/kota untuk berkas ini."
    ),
    "E18": FindingWording(
        "error", "Kabupaten/kota '{found}' tidak dikenal.", "Pilih kabupaten/kota yang dimaksud."
    ),
    "E19": FindingWording(
        "error", "Nama perangkat daerah tidak tertulis pada berkas.", "Pilih perangkat daerahnya."
    ),
    "E24": FindingWording(
        "error", "Perangkat daerah '{found}' tidak dikenal pasti.", "Pilih perangkat daerah yang dimaksud."
    ),
    "E25": FindingWording(
        "error",
        "Skema bobot untuk {found} tidak diketahui dari berkas.",
        "Pilih salah satu skema: {names}.",
    ),
    "E26": FindingWording(
        "error",
        "Perangkat daerah {found} ada lebih dari satu kali: {places}.",
        "Pilih berkas yang dipakai, atau pakai semuanya sebagai responden.",
    ),
    "E27": FindingWording(
        "error", "{found} tertulis pada lebih dari satu baris.", "Pilih baris yang dipakai."
    ),
    "E28": FindingWording("error", "Kode '{found}' tidak ada dalam instrumen {expected}.", "{proposal}"),
    "E29": FindingWording(
        "error",
        "Kode '{found}' muncul dua kali dengan jawaban berbeda.",
        "Pilih jawaban yang dipakai.",
    ),
    "E30": FindingWording(
        "error",
        "Kode '{found}' tidak sejalan dengan teks pertanyaannya.",
        "Pilih pertanyaan yang dimaksud: menurut kode atau menurut teks.",
    ),
    "E37": FindingWording(
        "error",
        "Berkas memuat lebih dari satu kabupaten/kota: {found}.",
        "Pisahkan menjadi satu berkas untuk setiap kabupaten/kota.",
    ),
    "E38": FindingWording("error", "Format {found} terlalu lama untuk dibaca.", RESAVE),
    # One cell
    "E20": FindingWording("error", "'{found}' bukan pilihan yang dikenal{same}.", CHOOSE_LEVEL),
    "E55": FindingWording("error", "Lebih dari satu tingkat ditandai pada baris ini: {found}.", CHOOSE_LEVEL),
    "E21": FindingWording("error", "{found} di luar skala {choices}{same}.", CHOOSE_LEVEL),
    "E22": FindingWording(
        "error", "Hasil rumus galat {found}.", "Perbaiki rumusnya, atau pilih nilai {choices}."
    ),
    "E23": FindingWording(
        "error",
        "Rumus belum pernah dihitung, sehingga tidak ada nilainya.",
        "Buka dan simpan di Excel, atau pilih nilai {choices}.",
    ),
    "E31": FindingWording("error", "{found} bukan bilangan bulat{same}.", "{proposal}"),
    "E32": FindingWording(
        "error",
        "'Tidak berlaku' tidak tersedia untuk pertanyaan ini{same}.",
        "Pilih nilai {choices}, atau 'Belum ada data'.",
    ),
    "E33": FindingWording("error", "Sel terbaca sebagai tanggal ({found}), bukan nilai{same}.", CHOOSE_LEVEL),
    # What was skipped, dropped or changed
    "W30": FindingWording(
        "info", "Baris {found} bukan data (jumlah, rata-rata, atau tanda tangan) dan dilewati."
    ),
    "W31": FindingWording(
        "warning", "{found} baris tersembunyi ikut dibaca.", "Periksa saringan (filter) di berkas."
    ),
    "W32": FindingWording("info", "Kolom '{found}' memuat data pribadi: tidak disimpan."),
    "W33": FindingWording(
        "error", "Nama '{found}' dapat berarti {names}.", "Pilih kabupaten/kota yang dimaksud."
    ),
    "W34": FindingWording("warning", "Ekstensi berkas tidak sesuai isinya ({found}); isinya tetap dibaca."),
    "W35": FindingWording(
        "warning",
        "Lembar memuat sel di luar batas ({found}); dibaca sampai baris {rows} dan kolom {columns}.",
        "Hapus isi dan format di luar tabel.",
    ),
    "E36": FindingWording(
        "error",
        "{found} baris bukan kabupaten/kota dan tidak dinilai: {names}.",
        "Biarkan bila memang lembaga pusat atau provinsi; bila bukan, perbaiki namanya.",
    ),
    "W37": FindingWording(
        "info",
        "{found} pertanyaan di berkas ini menjadi indikator berbobot sama di bawah komponennya.",
    ),
    "W38": FindingWording("info", "{found} tidak ikut serta (seluruh nilai 0) dan tidak diberi skor."),
    "W39": FindingWording("info", "Berkas dibaca dengan pembaca cadangan; periksa hasilnya."),
    "W40": FindingWording("info", "Makro di berkas diabaikan."),
    "W41": FindingWording("info", "Lembar tersembunyi '{found}' tidak dibaca."),
    "W42": FindingWording(
        "info", "{found} angka yang ditulis sebagai teks (misalnya '{example}') dibaca sebagai angka."
    ),
    "W43": FindingWording("info", "Kabupaten/kota '{found}' dibaca: {name}."),
    "W44": FindingWording("info", "Perangkat daerah '{found}' dibaca: {name}."),
    "W99": FindingWording(
        "warning",
        "{found}: {count} sel dapat berupa jawaban, tetapi tidak dibaca karena {reason}.",
        "Beri judul kolom atau kode pertanyaan yang dikenal bila isinya jawaban.",
    ),
    "E91": FindingWording(
        "error",
        "Berkas ditolak sesuai pilihan: ada jawaban yang belum terbaca ({found}).",
        "Perbaiki judul kolom atau kode pertanyaannya, lalu unggah lagi.",
    ),
    "W45": FindingWording("info", "Kolom tidak dipakai: {found}."),
    "W46": FindingWording("info", "Lembar '{found}' tidak berisi tabel yang dikenal dan tidak dibaca."),
    "W47": FindingWording(
        "warning", "Nomor {found} tidak sejalan dengan teks indikatornya.", "Periksa urutan barisnya."
    ),
    "W48": FindingWording(
        "info", "{found} jawaban dibaca menurut artinya, bukan seperti tertulis (misalnya '{example}')."
    ),
    "W49": FindingWording("warning", "Baris '{found}' tidak dikenal sebagai indikator dan dilewati."),
    "W50": FindingWording(
        "warning",
        "{found} baris daerah lain pada berkas ini tidak disimpan di sini: {names}.",
        "Unggah berkas ini pada daerah itu juga bila isinya diperlukan di sana.",
    ),
    "W51": FindingWording("warning", "{found} bukan angka; angka terbitan berkas ini tidak dibandingkan."),
    "W52": FindingWording("info", "{found} tidak ikut serta (seluruh nilai kosong) dan tidak diberi skor."),
    "W93": FindingWording("info", "Tabel '{found}' pada lembar ini bukan tabel jawaban dan tidak dibaca."),
    "W53": FindingWording("info", "Pilihan pengguna dipakai: {found}."),
    "W54": FindingWording(
        "info",
        "Pada berkas .{found} sel galat dan rumus tanpa nilai tidak dapat dibedakan dari sel kosong.",
        "Bila ada rumus pada kolom jawaban, simpan sebagai .xlsx.",
    ),
    "W56": FindingWording(
        "info", "Isinya sama dengan berkas '{found}' pada unggahan ini; dibaca sekali saja."
    ),
    "W95": FindingWording(
        "info", "Jawaban {found} digabungkan dengan isi berkas {files}, sesuai pilihan pengguna."
    ),
    "W96": FindingWording("info", "Jawaban {found} dari berkas ini digabungkan ke berkas yang lain."),
    "W57": FindingWording("warning", "Pagu '{found}' bukan angka; pagu program ini dikosongkan."),
    "W58": FindingWording("warning", "Berkas memuat beberapa tahun ({found}); yang dibaca tahun {year}."),
    "W59": FindingWording(
        "warning", "Lembar Jawaban berganti nama; jawaban dibaca dari lembar '{found}'.", "Periksa hasilnya."
    ),
    "E40": FindingWording(
        "error",
        "Judul kolom lembar program tertimpa; {found} baris tidak dibaca.",
        "Kembalikan judul kolom seperti pada templat, lalu unggah lagi.",
    ),
    "W61": FindingWording("warning", "Isian 'Tidak ada program' tidak terbaca: '{found}'.", "Isi 'ya'."),
    "W62": FindingWording(
        "warning", "Tertulis tidak ada program, tetapi {found} program terdaftar; daftarnya yang dipakai."
    ),
    "W63": FindingWording("info", "Judul kolom '{found}' dibaca '{name}' menurut letaknya pada templat."),
    "W64": FindingWording("info", "Tanda yang tidak terlihat dibuang dari {found} sel: {cells}."),
    "W65": FindingWording(
        "warning",
        "Nama yang dimulai dengan '{found}' melebihi {most} huruf; yang dipakai {most} huruf pertamanya.",
        "Tulis nama yang lebih singkat; uraiannya dapat ditulis pada kolom lain.",
    ),
    "W94": FindingWording(
        "warning",
        "Teks pada {found} sel melebihi {most} huruf; yang dibaca {most} huruf pertamanya: {cells}.",
        "Ringkas teks itu bila bagian akhirnya diperlukan, lalu unggah lagi.",
    ),
    "W60": FindingWording("info", "Tahun tidak tertulis pada berkas; dipakai tahun periodenya, {found}."),
    "E34": FindingWording(
        "error",
        "Terlalu banyak sel yang perlu dikonfirmasi ({found}).",
        "Periksa kolom jawaban pada berkas, perbaiki, lalu unggah lagi.",
    ),
    "E35": FindingWording(
        "error",
        "Berkas ini milik {found}, sedangkan perangkat daerah yang dipilih {expected}.",
        "Periksa kembali berkas atau pilihan perangkat daerahnya.",
    ),
    "E50": FindingWording(
        "error", "Perangkat daerah yang tertulis berbeda-beda: {names}.", "Pilih milik siapa jawabannya."
    ),
    "E52": FindingWording("error", "'{found}' dicoret pada berkas{same}.", "Pilih apakah tetap dipakai."),
    "E54": FindingWording(
        "error",
        "Tidak ada jawaban yang dapat disimpan: isi berkas ini dilewati menurut pilihan yang diberikan.",
        "Ubah pilihannya pada 'Pilihan yang diingat' di halaman Unggah survei, lalu unggah lagi.",
    ),
    "E51": FindingWording(
        "error", "Kabupaten/kota yang tertulis berbeda-beda: {found}.", "Pilih kabupaten/kota yang mengisi."
    ),
    "W66": FindingWording(
        "info",
        "Nilai gabungan (rata-rata dimensi atau subdimensi) bukan jawaban dan tidak dipakai: {found}.",
    ),
    "W67": FindingWording(
        "info", "Lembar '{found}' memuat formulir yang sama; isinya dibaca bersama lembar Jawaban."
    ),
    "W68": FindingWording("info", "Kolom '{found}' dibaca sebagai {name} menurut isinya."),
    # Tables under any headings
    "E70": FindingWording(
        "error",
        "Jawaban '{found}' belum pasti artinya pada skala {span}.",
        "Pilih cara membacanya; tanpa pilihan, jawaban tersebut tidak dibaca.",
    ),
    "E71": FindingWording("error", "Baris judul tabel tidak ditemukan.", "Pilih baris judulnya."),
    "E72": FindingWording(
        "error", "Lembar {found} memuat periode yang berbeda.", "Pilih lembar periode yang dibaca."
    ),
    "E73": FindingWording(
        "error",
        "Jawaban berupa persentase ({found}) tidak pasti artinya pada skala ini.",
        "Pilih cara membacanya; tanpa pilihan, jawaban tersebut tidak dibaca.",
    ),
    "E74": FindingWording(
        "error", "'{found}' mirip beberapa pertanyaan: {names}.", "Pilih yang dimaksud, atau lewati."
    ),
    "E92": FindingWording(
        "error",
        "{found} baris memuat lebih banyak sel daripada {width} judul kolomnya, mulai baris {row}.",
        "Simpan dengan titik koma sebagai pemisah, atau apit isian yang berkoma dengan tanda kutip.",
    ),
    "E90": FindingWording(
        "error", "{found} ada pada beberapa kolom yang berbeda: {names}.", "Pilih kolom yang dipakai."
    ),
    "E75": FindingWording(
        "error",
        "Belum pasti kolom mana yang berisi jawaban: {found}.",
        "Pilih kolom jawabannya; tanpa pilihan, kolom tersebut tidak dibaca.",
    ),
    "E76": FindingWording(
        "error",
        "{found} hanya nomor; pertanyaannya tidak tertulis.",
        "Pastikan urutannya, atau beri judul kolom dengan kode atau bunyi pertanyaannya.",
    ),
    "E77": FindingWording(
        "error",
        "Kolom yang ditandai berjudul {found}; tingkatnya pada skala {span} tidak pasti.",
        "Pilih tingkat setiap kolom; tanpa pilihan, tanda tersebut tidak dibaca.",
    ),
    "E78": FindingWording(
        "error",
        "Pada {found} baris beberapa tingkat ditandai sekaligus.",
        "Pilih cara membacanya; tanpa pilihan, baris tersebut tidak dibaca.",
    ),
    "E79": FindingWording(
        "error",
        "Tanda '{found}' disertai catatan atau lain dari yang lain.",
        "Pilih apakah dibaca sebagai tanda; tanpa pilihan, sel ini tidak dibaca.",
    ),
    "W97": FindingWording(
        "warning",
        "'Tidak berlaku' ditandai untuk pertanyaan yang selalu berlaku ({found}); dibaca belum ada data.",
        "Tandai tingkatnya bila ada.",
    ),
    "E93": FindingWording(
        "error",
        "Sel jawaban {found} digabung untuk beberapa pertanyaan.",
        "Pilih apakah isinya berlaku untuk semuanya; tanpa pilihan, hanya pertanyaan pertama yang dibaca.",
    ),
    "W82": FindingWording(
        "info", "{found} baris tanpa nama perangkat daerah dibaca sebagai milik nama di atasnya."
    ),
    "W98": FindingWording("info", "Kolom '{found}' tidak dibaca sebagai jawaban: {reason}."),
    "W77": FindingWording("info", "Jawaban berupa persentase dibaca: {found}."),
    "W78": FindingWording("info", "Persentase dibaca menurut batas tingkat pertanyaannya: {found}."),
    "W79": FindingWording(
        "warning",
        "Formulir ini dibuat oleh versi aplikasi yang lebih baru (susunan {found}; yang dikenal {expected}). "
        "Isinya dibaca menurut kode dan judul kolom; kolom baru tidak ikut dibaca.",
        "Perbarui aplikasi ini, lalu unggah lagi; bila tidak dapat, periksa jawabannya.",
    ),
    "W70": FindingWording(
        "warning", "Kolom '{found}' dibaca sebagai {name} (kemiripan {score}%).", "Periksa pemetaannya."
    ),
    "W69": FindingWording("info", "Arti jawaban jelas dari berkas ini sendiri: {found}."),
    "W71": FindingWording("info", "Jawaban berupa kata dibaca: {found}."),
    "W72": FindingWording(
        "warning", "Lembar tersembunyi '{found}' ikut dibaca.", "Periksa lembar tersebut di berkas."
    ),
    "W73": FindingWording(
        "warning",
        "Angka {found} mungkin salah baca: titik ribuan terbaca sebagai desimal.",
        "Periksa selnya.",
    ),
    "W74": FindingWording("info", "Baris {found} dilewati: {reason}."),
    "W75": FindingWording(
        "warning",
        "Pertanyaan pada baris '{found}' dibaca sebagai {name} (kemiripan {score}%).",
        "Periksa barisnya.",
    ),
    "W76": FindingWording(
        "info", "'{found}' dibaca belum ada data, bukan 'Tidak berlaku'.", "Pilih nilainya bila ada."
    ),
    # Booklets: worksheets of the groups, lists of goals
    "E80": FindingWording(
        "error",
        "Tabel yang dicari tidak ada pada berkas ini ({expected}).",
        "Unduh buku kerjanya dari halaman ini, isi, lalu unggah lagi.",
    ),
    "W80": FindingWording(
        "warning",
        "Tanda panah dibaca sebagai perubahan; yang dipakai nilai sesudahnya: {found}.",
        "Bila nilai sesudah panah itu target, tulis nilai sekarang saja, lalu unggah lagi.",
    ),
    "W81": FindingWording(
        "warning",
        "Hasil rumus galat ({found}); sel ini dibaca kosong.",
        "Perbaiki rumusnya, lalu unggah lagi.",
    ),
    "W83": FindingWording(
        "warning",
        "'{found}' tidak ada pada daftar kolom {name}.",
        "Pilih salah satu isi daftar pada sel ini.",
    ),
    "W84": FindingWording("info", "Baris ini salinan baris lain; dibaca sebagai baris baru."),
    "W85": FindingWording(
        "warning",
        "Baris ini sudah diubah orang lain sejak buku kerja diunduh; kedua isian disimpan.",
        "Gabungkan keduanya pada halaman bila maksudnya sama.",
    ),
    "W86": FindingWording(
        "warning",
        "Isi baris ini dikosongkan; isian yang tersimpan tetap ada.",
        "Hapus pada halaman bila perlu.",
    ),
    "W87": FindingWording(
        "warning", "OPD '{found}' tidak dikenal dan dicatat seperti tertulis.", "Pakai nama pada daftar OPD."
    ),
    "W88": FindingWording("info", "Buku kerja ini milik {found}; isinya disimpan pada kelompok itu."),
    "W89": FindingWording("warning", "'{found}' dibaca sebagai {name}.", "Periksa pilihannya."),
    "W90": FindingWording(
        "warning",
        "Kolom berikut tidak dikenal dan tidak dibaca: {found}.",
        "Bila isinya diperlukan, pakai judul kolom {expected}, lalu unggah lagi.",
    ),
    "W91": FindingWording("info", "Kolom berikut tidak dikenal dan tidak dibaca: {found}."),
    "W92": FindingWording(
        "error",
        "Kolom {name} pada baris ini kosong, sehingga baris ini tidak disimpan: {found}.",
        "Isi kolom itu, lalu unggah lagi.",
    ),
    "W55": FindingWording("info", "Jawaban {found} dari berkas ini tidak dipakai sesuai pilihan pengguna."),
}


class _Words(dict[str, str]):
    """Parts of a message; one that nobody gave is left out rather than raising while a file is read."""

    def __missing__(self, key: str) -> str:
        return "…"


def make_finding(
    code: str, *, file: str = "", sheet: str = "", cell: str = "", found: object = "", **parts: object
) -> Finding:
    """The finding of `code` worded for its place; `parts` fill the templates besides `found`."""
    return finding_in_words(WORDINGS[code], code, file=file, sheet=sheet, cell=cell, found=found, **parts)


def finding_in_words(
    wording: FindingWording,
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
