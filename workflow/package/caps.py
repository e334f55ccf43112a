"""How much a package may hold: above all 514 kabupaten/kota, below what could hurt; for all checks."""

from reference import text_limits

MEMBERS = 700
CONTENTS_BYTES = 2**20
MEMBER_BYTES = 32 * 2**20
"""A region unpacked; the fullest of the sample takes 0.6 MiB."""
INSTRUMENT_BYTES = 2 * 2**20
INSTRUMENTS_BYTES = 8 * 2**20
"""All of them: the server holds them whole."""
PACKAGE_BYTES = 512 * 2**20
SECONDS = 120

PART_BYTES = 2**19
"""How much of a region the server holds at a time."""
UNIT_BYTES = 2**22
"""What is never parted: a submission, an entry, all that is said of a region once."""

TEXT, NAME = text_limits.TEXT, text_limits.NAME
"""As at every other entrance."""
ENTRY, NOMENCLATURE = 2**18, 2**21
"""Characters in an entry; a year's nomenclature has some ten thousand names."""
ROWS = 20_000
"""Of a list: a roster, duties, decisions, files, the nodes of an instrument."""
ENTRIES = 5_000
"""Of a region; the fullest of the sample has some hundred. Each is compared, written and audited."""
PACKAGE_ENTRIES = 20_000
"""Of all regions together: they are written in one step, in which others wait."""
PERIODS, ASSESSMENTS = 40, 80
"""Of a package, and of a region: periods by instruments."""
NUMBER = 1e15
"""Rupiah, and figures that a file gives itself; levels have their scale."""
YEARS = range(1990, 2201)
PAST_YEARS = range(1900, 2201)
"""In which a programme may have begun."""
