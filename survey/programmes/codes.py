"""Codes of programmes, kegiatan and sub kegiatan, as the nomenclature of Permendagri 90 writes them."""

import re
from collections.abc import Sequence

from reference.numbers import round_decimal, round_number
from survey.files.grid import Cell, cell_as_text

CODE = re.compile(r"^((?:\d|X)\.(?:\d{2}|XX)(?:\.\d{1,4}){0,4})\b[\s.:–-]*(.*)$", re.S)
PART = re.compile(r"^[\dX]{1,4}(?:(?:\s*[.\-]\s*|\s+)[\dX]{1,4}){0,8}$", re.I)
EDGES = " .'\"[]()\u200b"
"""What stands around a code without being part of it."""
IN_FRONT = re.compile(
    r"^\(?((?:\d|X)(?:\s?\.\s?[\dX]{1,4}){1,8})\.?\)?(?:\s*[-–:|]\s*|\s+)(\S.*)$", re.S | re.I
)
TOP_IN_FRONT = re.compile(r"^(\d)[\s.:–-]+((?:urusan|unsur)\b.*)$", re.S | re.I)
SPENDING = re.compile(r"^[4-6]\.[1-4](?:\.|$)")
"""Accounts of revenue, spending and financing, which stand below a sub kegiatan: 5.1.02.01.01."""
UNIT_CODE = re.compile(r"^\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2}\.\d{4}$")
"""A body by its bidang urusan: 2.16.2.20.2.21.01.0000."""
WHOLE_CODE = re.compile(r"^0?[\dX]\.(\d{1,2}|XX)\.(\d{1,2}|XX)(\.|$)", re.I)
"""A code of three parts and more; groups of three digits are thousands, four a year."""
WIDTHS = (1, 2, 2, 1, 2, 4)
"""Digits of urusan, bidang urusan, program, kegiatan (two parts) and sub kegiatan."""
URUSAN, FIELD, UNIT, PROGRAMME, ACTIVITY, SUBACTIVITY, ACCOUNT = range(7)
"""Levels of a plan, the highest first; a unit is an OPD, an account a line of its budget."""
LEVEL_NAMES = (
    *(
        "urusan",
        "bidang urusan",
        "perangkat daerah",
        "program",
        "kegiatan",
        "sub kegiatan",
        "rekening belanja",
    ),
)
LEVELS = {1: URUSAN, 2: FIELD, 3: PROGRAMME, 4: ACTIVITY, 5: ACTIVITY, 6: SUBACTIVITY, 8: UNIT}


def split_programme_code(text: str) -> tuple[str, str]:
    """ "2.16.03.2.02.05 Pengembangan aplikasi" -> code and name; "" for what is not there."""
    found = CODE.match(text.strip())
    return (found[1], found[2].strip()) if found else ("", text.strip())


def split_leading_code(text: str) -> tuple[str, str]:
    """Code and name of a cell that holds both, whatever the level: "5.1.02 Belanja barang" too."""
    found = IN_FRONT.match(text.strip()) or TOP_IN_FRONT.match(text.strip())
    return (join_code_parts([found[1]]), found[2].strip()) if found else ("", text.strip())


def is_code_part(cell: Cell) -> bool:
    """Whether a cell can be a code or one part of it."""
    if isinstance(cell, bool) or cell is None:
        return False
    if isinstance(cell, float):
        return 0 <= cell < 10_000 and round_number(cell) == cell
    return isinstance(cell, str) and bool(PART.match(cell.strip().strip(EDGES)))


def code_part_text(cell: Cell) -> str:
    """A part of a code as it was written: Excel keeps 2.10 as the number 2,1."""
    if isinstance(cell, float):
        return str(round_decimal(cell, 0 if cell.is_integer() else 2))
    return re.sub(r"\s*[.\-\s]\s*", ".", cell_as_text(cell).strip(EDGES))


def join_code_parts(parts: Sequence[str]) -> str:
    """The code its parts make, as wide as the nomenclature has them: 2, 16, 3, 2.02: 2.16.03.2.02."""
    pieces = [
        piece for part in parts for piece in re.split(r"\s*[.\-]\s*|\s+", part.strip().upper()) if piece
    ]
    if len(pieces) > 4 and pieces[:2] == pieces[2:4]:
        # The body's own bidang urusan is written in front once more.
        pieces = pieces[2:]
    pieces[:1] = [piece.lstrip("0") or piece for piece in pieces[:1]]
    if is_spending(".".join(pieces)) or len(pieces) > len(WIDTHS):
        return ".".join(pieces)
    wide = [piece.zfill(width) for piece, width in zip(pieces, WIDTHS, strict=False)]
    # Before 2023 a sub kegiatan had two digits; only a bare number says nothing of its width.
    if len(pieces) == len(WIDTHS) and len(pieces[-1]) in (2, 3):
        wide[-1] = pieces[-1]
    return ".".join(wide)


def is_spending(code: str) -> bool:
    """Whether a code is an account of the budget."""
    return bool(SPENDING.match(code))


def level_of_code(code: str) -> int | None:
    """The level a code stands for, None for "" and for what is no such code."""
    if not code:
        return None
    if is_spending(code):
        return ACCOUNT
    count = code.count(".") + 1
    return SUBACTIVITY if count == 8 and not UNIT_CODE.match(code) else LEVELS.get(count, SUBACTIVITY)


def is_code_below(code: str, upper: str) -> bool:
    """Whether a code stands somewhere below another."""
    return bool(upper) and code.startswith(f"{upper}.")
