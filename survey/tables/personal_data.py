"""Which columns hold personal data: by a word of the heading and the look of at least half of the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reference.keys import normalise_text
from survey.files.grid import Cell, cell_as_text

SAMPLE = 200
HALF = 0.5
NIP = re.compile(r"^\d{8}\s?\d{6}\s?[12]\s?\d{3}$")
NIK = re.compile(r"^\d{16}$")
PHONE = re.compile(r"^(?:\+?62|0)?8\d{7,11}$")
DIALLED = re.compile(r"^(?:\+?62|0)8\d{7,11}$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
LINK = re.compile(r"^https?://\S*(?:edit2=|/forms/\S+|viewform|token=)\S*$", re.I)
NAME = re.compile(r"^[^\W\d_][^\d@:/]{2,60}$")

LONGEST_NUMBER = 40
"""No telephone number is longer, however it is spaced."""


def _is_number_of(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= LONGEST_NUMBER and bool(pattern.match(re.sub(r"[\s().-]", "", text)))


PATTERNS: dict[str, Callable[[str], bool]] = {
    "nip": lambda text: bool(NIP.match(text)),
    "nik": lambda text: bool(NIK.match(text)),
    "phone": lambda text: _is_number_of(PHONE, text),
    "email": lambda text: bool(EMAIL.match(text)),
    "link": lambda text: bool(LINK.match(text)),
    "name": lambda text: bool(NAME.match(text)) and len(text.split()) <= 8,
}
WORDS: dict[str, re.Pattern[str]] = {
    "nip": re.compile(r"\b(nip|nomor induk pegawai)\b"),
    "nik": re.compile(r"\b(nik|ktp|nomor induk kependudukan)\b"),
    "phone": re.compile(r"\b(hp|wa|whatsapp|telepon|telp|handphone|phone|kontak|ponsel|mobile)\b"),
    "email": re.compile(r"\b(e ?mail|surel)\b"),
    "link": re.compile(r"\b(edit url|edit link|response url|tautan edit)\b"),
    "name": re.compile(
        r"^(nama|name|nama (lengkap|responden|pengisi|anda|pegawai|pejabat|petugas|narasumber|kepala)\b.*|"
        r"(full|your|respondent) name|nama bapak.*|(nama )?(pptk|ppk|ppkom|bendahara)( .*)?)$"
    ),
}
BY_CELLS_ALONE: dict[str, Callable[[str], bool]] = {
    **{kind: PATTERNS[kind] for kind in ("nip", "email", "link")},
    "phone": lambda text: _is_number_of(DIALLED, text),
}
"""What shows by itself whatever the heading; sixteen digits, or none before an 8, may be anything."""


def personal_data_kind(heading: str, cells: Sequence[Cell]) -> str:
    """What personal data a column holds ("name", "nip", "nik", "phone", "email", "link"), "" if none."""
    filled = [text for cell in cells[:SAMPLE] if (text := cell_as_text(cell).replace("'", ""))]
    if not filled:
        return ""
    text = normalise_text(heading)
    for kind, pattern in PATTERNS.items():
        looks = pattern if WORDS[kind].search(text) else BY_CELLS_ALONE.get(kind)
        if looks and sum(map(looks, filled)) >= HALF * len(filled):
            return kind
    return ""
