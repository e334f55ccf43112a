"""What the texts around answers say of their scale: "Skor (0-4)", "1 = belum ada, 4 = sangat baik"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from reference.keys import normalise_text, text_key
from survey.answers import labels
from survey.answers.cells import INAPPLICABLE, MISSING

NAMED = (
    r"(?:skala|skor|nilai|penilaian|score|rating|rentang|range|poin|point|bobot|isi(?:lah|kan)?"
    r"|pilih(?:lah)?|angka|level|tingkat|jawaban|respon\w*|berilah|beri)"
)
COUNTED = r"\s*(?:tahun|bulan|hari|orang|unit|dokumen|proyek|kali)"
TO = r"\s*(?:-|–|—|‐|\.{2,3}|…|~|/|s\s*/\s*d|s\.?\s*d\.?|sampai\s+dengan|sampai|hingga|ke|to)\s*"
NUMBER = r"(?<![\d.,/-])(\d{1,3})"
SPAN = re.compile(
    rf"(?:[(\[]\s*(?:{NAMED}\W*)?{NUMBER}{TO}(\d{{1,3}})\s*%?\s*[)\]]"
    rf"|\b{NAMED}\b[^\d\n]{{0,25}}{NUMBER}{TO}(\d{{1,3}})(?![\d.,/-]|{COUNTED}))",
    re.I,
)
PERCENT = re.compile(r"%|\bpersen(?:tase)?\b|\bprosentase\b|\bpercent(?:age)?\b", re.I)
KEYWORD = r"(?:(?i:skor|nilai|level|tingkat|skala|angka|kode|huruf|jawaban)\s+)?"
MARK = r"\s*(?:=|:|→|->|–|—|\)|\.(?=\s)|-(?=\s))\s*"
NUMBER_MARK = r"\s*(?:\.|-|\()\s*"
"""What besides a mark may part a number from its words: "1.Belum", "1-Belum", "1 (belum)"."""
ASSIGNED = re.compile(r"=|→|->")
NEXT = r"\s(?=(?:\(?\d{1,2}\s?[.=:)(]|(?:[IVX]{1,4}|[a-j])\s?[.=:)])\s*[A-Za-z])"
UNTIL = r"(?:-|–|—|~|s\s?/\s?d|s\.?\s?d\.?|sampai(?:\s+dengan)?|hingga|dan|serta|sedangkan)"
BEFORE_CODE = rf"(?<!\w){UNTIL}\s*(?={KEYWORD}\d{{1,2}}\s*(?:=|:|→|->|\())"
PIECES = re.compile(
    rf"(?:(?<!\s)\s+)?(?:[,;\n|]|\.{{2,}}|…|\s/\s|\bdan\b(?=\s*\d)|s\.?\s*d\.?\s(?=\w{{1,4}}\s*=)"
    rf"|{BEFORE_CODE}|{NEXT})\s*"
)
SCORED_PIECES = re.compile(rf"(?:(?<!\s)\s+)?[,;\n|]\s*|(?<=\d\))(?:\s*{UNTIL})?\s+(?=[A-Za-z])")
SCORED = re.compile(r"[A-Za-z]\s?\(\d{1,2}\)$")
"""The end of words with their scores behind them: "Sangat siap (1) Siap (2)"."""
ENDS = re.compile(
    rf"\b(\d{{1,3}}|[A-J]|[IVX]{{1,4}})\s*\(([^\W\d][^)]*)\){TO}(\d{{1,3}}|[A-J]|[IVX]{{1,4}})\s*\(([^\W\d][^)]*)\)"
)
CODE = re.compile(
    rf"^\W*{KEYWORD}(?:(\d{{1,3}})(?:{MARK}|{NUMBER_MARK})"
    rf"|([A-Za-z]|[IVX]{{1,4}}|[A-Z]{{1,3}}\d{{1,2}}|[A-Z]{{2,4}}){MARK})([^\W\d].*)$"
)
BARE = re.compile(r"^\W*(\d{1,2})\s+([^\W\d]\D*)$")
WORDS = re.compile(r"^\W*([^\W\d][^=:()\d]*?)(?<!\s)\s*[=:→(]\s*(\d{1,2})\W*$")
HIGHEST, MOST_LEVELS = 100, 10
LEAST = 3
"""Fewer numbers with words behind them are counts ("2 sudah, 3 belum")."""
TOP = re.compile(
    rf"\b(?:skala(?:\s+likert)?|maks\w*\.?)\s*(?:[:=]\s*)?(\d{{1,3}})\b(?!{TO}\d|[.,]\d|{COUNTED})", re.I
)

HOW_SLIGHT = """
cukup agak sedang netral ragu sebagian kadang lumayan biasa neutral fair moderate sometimes rencana proses
kuning
"""
HOW_BAD = """
belum tidak kurang buruk rendah jelek lemah jarang nihil tanpa minim minimal bukan nol never rarely poor bad
low no not none lowest worst terendah terburuk terjelek terlemah rintisan awal merah
"""
HOW_GOOD = """
baik sangat sudah siap setuju puas sering selalu seluruh seluruhnya semua lengkap optimal tinggi memadai penuh
terintegrasi terpadu istimewa unggul bagus ada sesuai mampu paham penting always often good high excellent
very best tertinggi terbaik optimum berkelanjutan paripurna selesai hijau matang maju sempurna prima terbagus
"""
HOW_MUCH = """
sangat amat sekali very seluruh seluruhnya semua selalu always excellent istimewa optimal penuh
"""
SLIGHT, BAD, GOOD, VERY = (frozenset(words.split()) for words in (HOW_SLIGHT, HOW_BAD, HOW_GOOD, HOW_MUCH))
FACES = {
    sign: rank
    for rank, signs in zip(
        (-2.0, -1.0, 0.0, 1.0, 2.0),
        ("😡😠🤬😭😤😫", "🙁☹😞😟😕😢😔👎🔴", "😐😑😶🟡", "🙂😊😀😃😄👍🟢", "😍🤩😁😆🥰💯"),
        strict=True,
    )
    for sign in signs
}
"""How good a face or a light says that something is."""
NO_STEP = (MISSING | INAPPLICABLE | {"tidaktahu", "tidakdiisi", "tidakdijawab"}) - {text_key("belum ada")}
"""What stands for no answer; "belum ada" is the worst step of many scales."""


@lru_cache(maxsize=8_192)
def stated_span(text: str) -> tuple[int, int] | None:
    """The ends of the scale that a text names: "Skor (0-4)", "isi 1 sampai 4"; None where it names none."""
    for found in SPAN.finditer(text):
        low, high = (int(one) for one in found.groups() if one)
        if low in (0, 1) and low < high and (high <= MOST_LEVELS or high == HIGHEST):
            return low, high
    named = TOP.search(text)
    top = int(named[1]) if named else 0
    if top == HIGHEST:
        return 0, top
    return (1, top) if 2 < top <= MOST_LEVELS else None


def names_percent(text: str) -> bool:
    """Whether a heading says that its column holds percentages."""
    return bool(PERCENT.search(text))


@lru_cache(maxsize=8_192)
def legend_in_text(text: str) -> dict[str, str]:
    """Code -> what it stands for, in one text: "1 = belum ada, 2 = rencana"; {} where it is no legend."""
    if ends := ENDS.search(text):
        return {ends[1]: ends[2], ends[3]: ends[4]}
    if SCORED.search(text.rstrip(" .;")):
        return {}
    pieces = [piece for piece in PIECES.split(text) if piece]
    found: dict[str, str] = {}
    for piece in pieces:
        # A colon or a bracket may introduce the first pair: "Keterangan: 1 = kurang", "isi 1-4 (1 = belum)".
        for part in (piece, *re.split(r"[:(]\s*(?=\w{1,4}\s*[=:→])", piece)[1:]):
            if pair := CODE.match(part.strip()):
                found[pair[1] or pair[2]] = pair[3].strip(" .;,)(")
                break
    return found or _bare_pairs(pieces)


def _bare_pairs(pieces: Sequence[str]) -> dict[str, str]:
    """Numbers one apart with nothing but their words: "1 sangat siap, 2 siap, 3 cukup siap"."""
    matched = [BARE.match(re.sub(r"^[^:]*:\s*(?=\d)", "", piece).strip()) for piece in pieces]
    pairs = [(int(one[1]), one[2].strip(" .;,)(")) for one in matched if one]
    steps = {second[0] - first[0] for first, second in pairwise(pairs)}
    is_whole = len(pairs) == len(pieces) >= LEAST and steps in ({1}, {-1})
    return {str(number): words for number, words in pairs} if is_whole else {}


@lru_cache(maxsize=8_192)
def is_explicit(text: str) -> bool:
    """Whether a legend can be nothing else: "1 = kurang", "1 (kurang) sampai 5 (sangat baik)"."""
    return bool(ASSIGNED.search(text) or ENDS.search(text))


@lru_cache(maxsize=8_192)
def scores_in_text(text: str) -> dict[str, float]:
    """Word -> score, in one text: "Sangat Setuju = 5; Setuju = 4", "SS (5)"; {} where it has none."""
    cut = SCORED_PIECES if SCORED.search(text.rstrip(" .;")) else PIECES
    pieces = [re.sub(r"^[^=(]*:\s*(?=[^=(]*[=(])", "", piece) for piece in cut.split(text) if piece]
    pairs = [
        WORDS.match(piece.strip() + (")" if "(" in piece and ")" not in piece else "")) for piece in pieces
    ]
    return {pair[1].strip(): float(pair[2]) for pair in pairs if pair}


def rank_of_meaning(text: str) -> float | None:
    """How good a phrase is, from -2 ("sangat kurang") to 2 ("sangat baik"); None where no word tells."""
    if (face := text.replace(labels.VARIATION, "").strip()) in FACES:
        return FACES[face]
    words = normalise_text(text).split()
    bad, good = BAD.intersection(words), GOOD.intersection(words)
    if not (bad or good or SLIGHT.intersection(words)):
        return None
    if bad:
        return (
            -2.0 if VERY.intersection(words) else -1.5 if bad & {"belum", "tidak", "nol", "nihil"} else -1.0
        )
    if SLIGHT.intersection(words):
        return 0.0
    return 2.0 if VERY.intersection(words) else 1.0


def is_falling(meanings: Sequence[str]) -> bool:
    """Whether meanings, in the order of their codes, go from good to bad.

    The last one is bad and the first is not: that falls too, whatever the first says.
    """
    ranks = _rank_meanings(meanings)
    if len(meanings) > 1 and ranks[0] is None and (ranks[-1] or 0) < 0:
        return text_key(meanings[-1]) not in NO_STEP
    known = [rank for rank in ranks if rank is not None]
    if len(known) < 2:
        return False
    steps = [second - first for first, second in pairwise(known)]
    return known[0] > known[-1] and sum(step < 0 for step in steps) >= sum(step > 0 for step in steps)


def _rank_meanings(meanings: Sequence[str]) -> list[float | None]:
    """How good each meaning is: by a scale that has them all ("SS", "S", "TS"), else each by its words."""
    if scales := labels.scales_with_levels(meanings):
        return list(labels.score_level_words(meanings, scales[0]).values())
    return [rank_of_meaning(text) for text in meanings]


def sign_of_legend(meanings: Iterable[str]) -> str:
    """A short key of what a legend says, "" without one: the same legend has the same key."""
    return "-".join(text_key(text)[:8] for text in meanings)
