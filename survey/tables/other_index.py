"""A title that names an index other than the instrument's: a bare "Indeks" below it is that one's."""

from __future__ import annotations

import re
from functools import lru_cache

from reference import regions
from reference.instruments import Instrument
from reference.keys import normalise_text
from survey.files.grid import Sheet
from survey.tables.table import texts_above

NAMED = re.compile(r"\bindeks (.+)", re.S)
ABOUT = frozenset(
    ("daerah", "kabupaten", "kab", "kota", "provinsi", "prov", "kecamatan", "opd", "perangkat", "nasional",
     "tahun", "ta", "periode", "semester", "triwulan", "per", "se", "di", "pada", "dan", "untuk", "menurut",
     "hasil", "nilai", "rekap", "total", "akhir", "dimensi", "aspek", "domain", "indikator", "komponen")
)  # fmt: skip
"""What a title says beside "indeks" that makes it no index of its own."""


def other_index_above(sheet: Sheet, until: int, instrument: Instrument) -> str:
    """The line above a row that names another index ("Indeks Inovasi Daerah 2026"); "" where none does."""
    lines = (line.text for line in texts_above(sheet, until))
    return next((text for text in lines if _names_other(text, instrument)), "")


def _names_other(text: str, instrument: Instrument) -> bool:
    found = NAMED.search(normalise_text(text))
    words = found[1].split() if found else []
    own = _words_of(instrument)
    said = [word for word in words if word not in ABOUT and not word.isdecimal()]
    if not said or own & set(said):
        return False
    return regions.match_region(" ".join(said)).status == "unknown"


@lru_cache(maxsize=16)
def _words_of(instrument: Instrument) -> frozenset[str]:
    """The words of the instrument's title, and of the names of its roots and what is right below them."""
    tree = instrument.framework
    names = [instrument.title, *(text for root in tree.roots for text in instrument.headings[root])]
    names += [tree.node(child).name for root in tree.roots for child in tree.children(root)]
    return frozenset(word for name in names for word in normalise_text(name).split()) - ABOUT - {"indeks"}
