"""Texts that hold a level and something else: what they may mean, and of which kind they are."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

from scoring.tree import Scale

DASHES = r"\-–—‐"
BECOMES = r"(?:→|⇒|➔|➜|»|[-=]+>|>+|menjadi|jadi|ke)"
NAMED = r"(?:(?:level|tingkat|skor|nilai|lvl|lv)\b\.?\s*)?"
ARROW = re.compile(rf"^(?:dari|semula)?\s*{NAMED}(\d{{1,2}})\s*{BECOMES}\s*{NAMED}(\d{{1,2}})$", re.I)
BECAME = re.compile(r"^(?:dari|semula)\b|→|⇒|➔|➜|[-=]>|menjadi", re.I)
POINTED = re.compile(r"^(?:→|⇒|➔|➜|»|[-=]+>|menjadi)\s*(\d{1,2})$", re.I)
BETWEEN = rf"(?:[/{DASHES}~&]|s\s*/\s*d|s\.?d\.?|sampai|hingga|atau|dan)"
RANGE = re.compile(rf"^(\d{{1,2}})\s*{BETWEEN}\s*(\d{{1,2}})$", re.I)
OUT_OF = re.compile(
    r"^(?:level|tingkat|skor|nilai)?\s*(\d{1,2})\s*(?:\(\s*)?(?:dari|dr\.?|of)\s*(\d{1,3})\s*\)?$", re.I
)
PART = re.compile(rf"^{NAMED}(\d{{1,3}})\s*/\s*(\d{{1,3}})$", re.I)
CLOSED = re.compile(r"^(\d{1,2})\s*[.,;]$")
MARKED = re.compile(rf"^[±~≈<>≥≤=+*'\"?!\s{DASHES}]*(\d{{1,2}})[*?!+~^'\"°#.,;)\s{DASHES}]*$")
NOTED = re.compile(r"^(\d{1,2})\s*([,;(]|\s)\s*(.+)$", re.S)
FRONT = re.compile(
    r"^\W?\s*(?:(?:level|tingkat|skor|nilai|opsi|pilihan)\s*(?:[:.]\s*)?)?(\d{1,3}|[A-Ja-j]|[IVXivx]{1,4})"
    rf"\s*(?:[{DASHES}:.)=(→>]+\s*|\s)(.+)$",
    re.S,
)
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LEVELLED = re.compile(r"^(?:level|tingkat|lv|lvl|tkt)\.?\s*(I|II|III|IV|V)$", re.I)
BACK = re.compile(r"^(.+?)(?<!\s)\s*[(\[]\s*(?:(?:level|skor|nilai)\s*)?(\d{1,3})\s*[)\]]$", re.I | re.S)
ALONE = re.compile(r"(?<![\d.,/%])(\d)(?![\d.,]*\d|\s*(?:%|persen|tahun|bulan|hari))")
LEAD = re.compile(r"\b(?:dari|target|skala|menuju|maks\w*|tahun|pasal|nomor|no\.?|ke-?)\s*$", re.I)
LEADING = 60
"""Characters before a number in which its word stands; to look from the beginning would cost their square."""
MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
ENGLISH = {"may": 5, "aug": 8, "ags": 8, "oct": 10, "dec": 12}
DAY = re.compile(rf"^(\d{{1,2}})[\s/{DASHES}]+([a-z]{{3,9}})\.?(?:[\s/{DASHES}]+\d{{2,4}})?$", re.I)
QUOTES = r"\[\]{}<>“”\"‘’'«»"
WRAPPED = (
    re.compile(rf"^[{QUOTES}]+\s*(\d{{1,2}})\s*[{QUOTES}]+$"),
    re.compile(r"^(\d{1,2})\s*(?:poin|point|points|pts?)\.?$", re.I),
    re.compile(r"^(?:level|tingkat|skor|nilai|lvl|lv|tkt)(?:[-–_]|\s+[-–]\s+|\s*=\s*)(\d{1,2})$", re.I),
    re.compile(r"^(?:lvl|lv|tkt)\.?\s*(\d{1,2})$", re.I),
    re.compile(r"^[A-J]\s*(?:[(\[]\s*(?=\d{1,2}\s*[)\]]$)|[=:]\s*)(\d{1,2})\s*[)\]]?$", re.I),
)
"""A number alone but for what wraps it: "[3]", "3 poin", "Tingkat-3", "A (5)"."""
COUNTED = """
tahun bulan hari minggu jam kali opd unit aplikasi dokumen orang buah kegiatan desa kelurahan kecamatan
proyek kantor sk perbup perda lokasi titik paket program peserta pegawai asn rupiah juta miliar km meter
persen
"""
UNITS = frozenset(COUNTED.split())


@dataclass(frozen=True)
class OddText:
    """`kind` groups texts that are read alike; `proposals` are the levels it may mean, the likeliest first.

    `is_plain` where it means the first of them and nothing else.
    """

    kind: str
    proposals: tuple[float, ...] = ()
    is_plain: bool = False


def read_odd_text(text: str, scale: Scale) -> OddText:
    """What a text that is no plain answer may mean; kind "" where it is of no known kind."""
    found = _levelled_roman(text) or _two_numbers(text, scale) or _one_number(text)
    if found is None:
        return OddText("")
    kept = tuple(one for one in dict.fromkeys(found.proposals) if scale.minimum <= one <= scale.maximum)
    return OddText(found.kind, kept, found.is_plain and bool(kept))


def _levelled_roman(text: str) -> OddText | None:
    """ "Level IV": a roman that says itself that it is a level."""
    pair = LEVELLED.match(text)
    return OddText("roman", (float(ROMANS.index(pair[1].upper()) + 1),), is_plain=True) if pair else None


def _two_numbers(text: str, scale: Scale) -> OddText | None:
    if pair := ARROW.match(text):
        return OddText("arrow", (float(pair[2]), float(pair[1])))
    if pair := OUT_OF.match(text):
        return OddText("of", (float(pair[1]),), is_plain=float(pair[2]) == scale.maximum)
    if (pair := DAY.match(text)) and (month := _month(pair[2])):
        return OddText("date", (float(pair[1]), float(month)))
    if pair := RANGE.match(text):
        return OddText("range", tuple(sorted((float(pair[1]), float(pair[2])))))
    return None


def read_part_of_whole(text: str) -> tuple[int, int] | None:
    """The step and the highest of "3/5" or "3 dari 5"; None for others, and where the step is beyond it."""
    pair = PART.match(text.strip()) or OUT_OF.match(text.strip())
    found = (int(pair[1]), int(pair[2])) if pair else (1, 0)
    return found if found[0] <= found[1] else None


def levels_of_arrow(text: str) -> tuple[float, float] | None:
    """The numbers before and behind an arrow or "menjadi"; None for others, "3 > 4" and "3 ke 4" too."""
    pair = ARROW.match(text.strip())
    return (float(pair[1]), float(pair[2])) if pair and BECAME.search(text.strip()) else None


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it, 0 for other words."""
    start = word.casefold()[:3]
    return MONTHS.index(start) + 1 if start in MONTHS else ENGLISH.get(start, 0)


def read_date(day: datetime.date, scale: Scale) -> tuple[float, ...]:
    """The levels that a spreadsheet may have taken for a date: "3-4" becomes 3 April."""
    found = dict.fromkeys((float(day.day), float(day.month)))
    return tuple(one for one in found if scale.minimum <= one <= scale.maximum)


def _one_number(text: str) -> OddText | None:
    if pair := POINTED.match(text) or CLOSED.match(text):
        return OddText("marked", (float(pair[1]),), is_plain=True)
    if pair := MARKED.match(text):
        is_negative = text.lstrip()[0] in "-–—‐−"
        return OddText("marked", () if is_negative else (float(pair[1]),))
    if not (pair := NOTED.match(text)):
        return None
    if is_quantity(text) or (pair[2].isspace() and pair[3][:1].isalpha()):
        return OddText("quantity")
    return OddText("noted", (float(pair[1]), *_levels_alone(pair[3])))


def number_wrapped(text: str) -> float | None:
    """The one number of a text that holds nothing else: "[3]", "③", "3 poin", "Tingkat-3", "C (3)"."""
    if len(text) == 1 and not text.isdecimal() and text.isdigit():
        return float(unicodedata.digit(text))
    found = next((found for one in WRAPPED if (found := one.match(text.strip()))), None)
    return float(found[1]) if found else None


def is_quantity(text: str) -> bool:
    """Whether the words behind a number count something: "3 OPD", "4 (empat) dokumen"."""
    rest = re.sub(r"\([^)]*\)?", " ", text.lstrip("0123456789 "))
    words = rest.casefold().split()
    return bool(words) and words[0].strip(".") in UNITS and len(words) <= 4


def _levels_alone(rest: str) -> tuple[float, ...]:
    found = ((one, one.start()) for one in ALONE.finditer(rest))
    return tuple(float(one[1]) for one, at in found if not LEAD.search(rest, max(at - LEADING, 0), at))


def names_another_level(rest: str, number: float, scale: Scale) -> bool:
    """Whether the words behind a level name another: "5 (seharusnya 4)"; "(dari 5)" and "60%" do not."""
    return any(scale.minimum <= one <= scale.maximum and one != number for one in _levels_alone(rest))


def split_back(text: str) -> tuple[str, str]:
    """The number in brackets behind a text, and the text: ("2", "Sebagian unit"); ("", text) without one."""
    found = BACK.match(text.strip())
    return (found[2], found[1].strip()) if found else ("", text)


def split_front(text: str) -> tuple[str, str]:
    """The code in front of a text and the words behind it: ("2", "Sebagian unit"); ("", text) without one."""
    found = FRONT.match(text)
    return (found[1], found[2].strip()) if found else ("", text)
