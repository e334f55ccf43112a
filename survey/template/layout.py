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

SUPPORT_BAND = "Indikator pendukung (opsional)"
SAMPLE_LABEL = "Data contoh (sintetis)"

RULE = "Pilih tingkat tertinggi yang seluruh syaratnya, termasuk tingkat di bawahnya, terpenuhi."

OBSTACLES = ("regulasi", "SDM", "anggaran", "sarana", "data", "proses")
PROGRAMME_STATUSES = ("direncanakan", "berjalan", "selesai", "dihentikan")


@dataclass(frozen=True)
class Column:
    """One column: its heading and its width in characters of the standard font."""

    heading: str
    width: float


ANSWER_COLUMNS = (
    Column("No", 5),
    Column("Kode", 9),
    Column("Dimensi", 14),
    Column("Pertanyaan", 38),
    Column("Jawaban", 11),
    Column("Fakta", 34),
    Column("Bukti", 30),
    Column("Tanggal bukti", 12),
    Column("Kendala utama", 12),
    Column("Catatan", 22),
)
ANCHOR_WIDTH = 31.0

PROGRAMME_COLUMNS = (
    Column("No", 5),
    Column("Nama", 42),
    Column("Dimensi", 22),
    Column("Sejak", 10),
    Column("Sub kegiatan", 40),
    Column("Pagu (Rp)", 18),
    Column("Status", 14),
)

# Keys of _meta (column A: key, column B: value); then a row "butir.<code>" per item: lead | support.
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
