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
GRID_CELLS, GRID_BYTES = 125_000, 3 * 2**20
"""The grid of a larger survey stays in the child, which says its answers alone."""
KEPT_BYTES = 12 * 2**20
"""The grids of the files sent last, for corrections: sixty forms of ours and more."""
SMALL_CELLS, SMALL_BYTES = 20_000, 512 * 2**10
"""A survey no larger (nine of ten real ones, every form of ours) is recognised in the server."""
SERVER_SECONDS = 2.0
"""Of the processor: a form takes 0.03; what takes longer is recognised in the child, which has an end."""
READING_BYTES, READING_TIMES = 12 * 2**20, 2
"""What all surveys of a batch that the child recognised may take here, and so many times their bytes."""
PACKED_BYTES, PACKED_TIMES = 16 * 2**20, 10
"""The members of a ZIP together, and so many times the ZIP."""

CHILD_MEMORY = 2**30
CHILD_SECONDS = 20
BATCH_SECONDS, SECONDS_PER_MIB = 120, 5
"""So long, and so much longer for each MiB sent, may the surveys of a batch take together;"""
LAST_SECONDS = 3
"""after that each may take no longer than this, many times what a form takes on a busy laptop."""
