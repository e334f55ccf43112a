"""What the survey workbook looks like: sheet names, columns, fixed rows and the texts of its dropdowns."""

from __future__ import annotations

from dataclasses import dataclass

TEMPLATE_ID = "siap-cerdas-survei-opd"
TEMPLATE_VERSION = "1"

GUIDE_SHEET = "Petunjuk"
ANSWER_SHEET = "Jawaban"
PROGRAMME_SHEET = "Program dan inovasi berjalan"
LIST_SHEET = "_daftar"
META_SHEET = "_meta"

HEADER_ROW = 7
"""Row (1-based) of the column headings, the same on Jawaban and on the programme sheet."""

PROGRESS_ROW = 6
FIRST_ROW = HEADER_ROW + 1
PROGRAMME_ROWS = 25

NO_PROGRAMMES = "Tidak ada program"
"""Beside it an OPD without any programme says "ya", in the row above the headings of the programme sheet."""

SUPPORT_BAND = "Indikator pendukung (opsional)"
OWN_BAND = (
    "Pertanyaan tambahan kabupaten, di luar indeks: dijawab seperti yang lain, tidak mengubah skor resmi"
)
OWN_ROLE = "own"
"""Of what the kabupaten asks an OPD beside the index."""

RULE = (
    "Tingkat 1 adalah keadaan awal. Pilih tingkat tertinggi yang syaratnya, dan syarat tingkat 2 ke atas di "
    "bawahnya, terpenuhi. Bila tingkat berupa rentang angka, pilih rentang yang memuat angka daerah."
)
RULE_WITHOUT_ANCHORS = "Pilih satu tingkat dari daftar."
NOT_APPLICABLE_IF = "“Tidak berlaku” hanya bila {condition}."
RULE_INSIDE_LEVELS = (
    "Nilai naik di dalam rentang tingkatnya menurut bukti yang ada; "
    "tingkat di bawahnya harus lengkap lebih dahulu."
)

PUBLIC_FACT = "Terisi dari sumber publik, mohon dikonfirmasi atau dikoreksi."
OWN_FACT = "Tambahkan fakta OPD ini."
"""After a public figure that does not say by itself what is asked."""

OBSTACLES = ("regulasi", "SDM", "anggaran", "sarana", "data", "proses")
PROGRAMME_STATUSES = ("direncanakan", "berjalan", "selesai", "dihentikan")


@dataclass(frozen=True)
class FormColumn:
    """One column: its heading and its width in characters of the standard font."""

    heading: str
    width: float


LACK = "Masih kurang"
"""Heading of the column in which each row says what it still lacks."""

# Question, levels, choice, Fakta and Bukti are seen together in a window of 1366 pixels at 100 %, and on A4.
QUESTION_COLUMNS = (FormColumn("No", 4), FormColumn("Kode", 7.5), FormColumn("Pertanyaan", 25))
ENTRY_COLUMNS = (
    FormColumn("Jawaban", 8.5),
    FormColumn(LACK, 8.5),
    FormColumn("Fakta", 20),
    FormColumn("Bukti", 19),
    FormColumn("Tanggal bukti", 10),
    FormColumn("Kendala utama", 10),
    FormColumn("Catatan", 14),
)
ANCHOR_WIDTH = 14.0

PROGRAMME_COLUMNS = (
    FormColumn("No", 5),
    FormColumn("Nama", 42),
    FormColumn("Dimensi", 22),
    FormColumn("Sejak", 10),
    FormColumn("Sub kegiatan", 40),
    FormColumn("Pagu (Rp)", 18),
    FormColumn("Status", 14),
)

# Keys of _meta (column A: key, column B: value); then a row "butir.<code>" per item: lead | support | own.
META_KEYS = (
    "templat",
    "versi_templat",
    "instrumen",
    "sidik",
    "kode_wilayah",
    "wilayah",
    "opd",
    "kode_opd",
    "nama_opd",
    "periode",
    "jumlah_butir",
    "label",
)
ITEM_PREFIX = "butir."

FACT_PREFIX = "fakta."
"""Then a row "fakta.<code>" per item whose Fakta came filled in: what it says."""
