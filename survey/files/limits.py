"""How large a file may be: far above all of 99 real survey files (research/ingest.md 2.3)."""

FILE_BYTES = 25 * 2**20
UNPACKED_BYTES = 300 * 2**20
ARCHIVE_BYTES = 200 * 2**20
REPAIR_BYTES = 64 * 2**20
ENTRIES = 2_000
# A small entry cannot hurt however well it is packed: 64,000 empty styles unpack to 4 MB.
RATIO_APPLIES_FROM = 16 * 2**20
RATIO = 200
SHEETS = 200
ROWS = 60_000
COLUMNS = 1_000
CELLS = 4_000_000
CHARACTERS = 50_000_000
REPEATED = 200_000
MERGES = 5_000
MERGED_CELLS = 1_000_000
CONDITIONAL_FORMATS = 5_000
FILES = 60

# What the grid of a file may take in the server: a few kilobytes may describe millions of cells.
TABLE_BYTES = 16 * 2**20
"""For lists, registers, worksheets and instruments, however large the file."""
SURVEY_BYTES, SURVEY_TIMES = 48 * 2**20, 24
"""For surveys, so much and so many times the file: 20,000 x 110 levels take 105 MiB, in XLSB of 3 MiB too."""
PACKED_BYTES, PACKED_TIMES = 16 * 2**20, 10
"""The same for the members of a ZIP together."""

CHILD_MEMORY = 2**30
CHILD_SECONDS = 20
