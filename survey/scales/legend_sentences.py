"""Sentences on which end of a scale is good: "nilai 1 paling baik", "makin kecil angka makin siap"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from survey.scales.statements import rank_of_meaning

LONGEST = 300
HIGHEST = 100
SENTENCES = re.compile(r"[;\n]|\.(?=\s|$)")
SAYS = (
    r"(?:untuk|bagi|berarti|artinya|bermakna|menunjuk(?:k)?an|adalah|ialah|yaitu|yakni|merupakan|menyatakan"
    r"|menandakan|menggambarkan|mewakili|mencerminkan|bila|bilamana|jika|apabila|kalau|sebagai"
    r"|di(?:beri|isi|pilih|pakai|guna)kan|dipilih|dipakai|diisi)"
)
MOST = r"(?:paling|sangat|ter(?:baik|bagus|buruk|jelek|tinggi|endah|lemah)|sama\s+sekali|sepenuhnya)"
UTMOST = re.compile(rf"\b{MOST}\b", re.I)
CLAIM = re.compile(rf"(?<![\d.,/-])(\d{{1,3}})\s+(?:\(\w+\)\s+)?(?:{SAYS}\b|(?={MOST}\b))([^\d,(]+)", re.I)
"""A number and what it stands for: "angka 1 untuk sangat siap", "5 paling buruk"."""
GIVEN = re.compile(r"(?<![^\d])(\D+)(\d{1,3})(?![\d.,/-]\d)")
GIVES = re.compile(
    r"\b(?:di(?:beri|isi|nilai|tulis|pilih|tandai)(?:kan)?|(?:pilih|isi|beri|tulis|centang)(?:lah|kan)?"
    r"|bernilai|mendapat|memperoleh|adalah|ialah|yaitu|dengan)"
    r"(?:\s(?:dengan|nilai|angka|skor|level|poin|tanda)){0,3}$",
    re.I,
)
"""What stands between words and the number they get: "belum siap diberi nilai" 5."""
SPEAKS = re.compile(
    r"\b(?:nilai|angka|skor|skala|level|poin|pilih|beri|isi|tulis|centang|tandai|lingkari|opsi|jawab"
    r"|peringkat|tingkat|bobot)",
    re.I,
)
NUMBERED = frozenset({"nilai", "angka", "skor", "level", "poin", "peringkat", "opsi", "jawaban", "pilih"})
NUMBERED_BY = ("pilih", "beri")
COUNTED = frozenset(
    (
        *("kolom", "tahap", "lembar", "sheet", "bagian", "butir", "nomor", "no", "baris", "pasal", "hari"),
        *("tanggal", "bulan", "tahun", "langkah", "form", "formulir", "ke", "triwulan", "semester"),
    )
)
"""What a number counts that is no level: "kolom 1 untuk yang sudah, kolom 2 untuk yang belum"."""
MORE = re.compile(r"\b(?:semakin|makin|kian)\s", re.I)
NOUN = r"(?:nilai|angka|skor|level|poin|tingkat|pilihan|jawaban|nomor|kode)"
SIZED = re.compile(
    rf"^(kecil|rendah|sedikit|besar|tinggi|banyak)(?:\s{NOUN}(?:nya)?)?"
    rf"(?:\s(?:yang|anda|maka|di\w+|nilai|angka|skor|level|jawaban))*$",
    re.I,
)
ENDMOST = re.compile(
    r"\b(?:nilai|angka|skor|level|poin)(?:nya)?\s(?:yang\s)?(?:paling\s|lebih\s|ter)?(kecil|r?endah|besar|tinggi)\s"
    rf"(?:=|{SAYS}\b|(?={MOST}\b|lebih\b))([^.,\d]+)",
    re.I,
)
"""The lower or higher numbers and what they stand for: "nilai terendah menunjukkan kondisi terbaik"."""
SMALL = frozenset({"kecil", "rendah", "endah", "sedikit"})


class Claim(NamedTuple):
    """What a sentence says that a number stands for, and how good that is."""

    number: int
    words: str
    rank: float


@lru_cache(maxsize=8_192)
def ends_in_sentences(text: str) -> dict[str, str]:
    """Number -> what it stands for, by the first sentence that says so of several; {} without one."""
    for sentence in _short_sentences(text):
        claims = _claims_in(sentence)
        if len({one.number for one in claims}) > 1:
            return {str(one.number): one.words for one in claims}
    return {}


@lru_cache(maxsize=8_192)
def falls_in_sentences(text: str) -> str:
    """The sentence that says that lower numbers are better, "" where none does."""
    return next((one for one in _short_sentences(text) if _says_that_lower_is_better(one)), "")


def _short_sentences(text: str) -> Iterator[str]:
    for part in SENTENCES.split(text):
        sentence = " ".join(part.split())
        if sentence and len(sentence) <= LONGEST:
            yield sentence


def _claims_in(sentence: str) -> list[Claim]:
    found = [
        (match[1], match[2])
        for match in CLAIM.finditer(sentence)
        if _word_before(sentence, match.start()) not in COUNTED
    ]
    found = found or [
        (match[2], match[1][: gives.start()])
        for match in GIVEN.finditer(sentence)
        if (gives := GIVES.search(match[1].strip()))
    ]
    claims = [
        Claim(int(number), words.strip(" .,:;-–)"), rank)
        for number, words in found
        if (rank := rank_of_meaning(words)) is not None and int(number) <= HIGHEST
    ]
    is_told = SPEAKS.search(sentence) or all(UTMOST.match(one.words) for one in claims)
    return claims if is_told else []


def _word_before(sentence: str, place: int) -> str:
    return next(iter(sentence[:place].rsplit(None, 1)[-1:]), "").casefold().strip(" (:,-")


def _says_that_lower_is_better(sentence: str) -> bool:
    return _compares_down(sentence) or _ends_down(sentence) or _is_one_end_turned(sentence)


def _compares_down(sentence: str) -> bool:
    """Whether it says "semakin kecil nilai, semakin baik", or the like in any order."""
    sides = [side.strip(" ,:.()-") for side in MORE.split(sentence)[1:3]]
    for size, quality in (sides, sides[::-1]) if len(sides) == 2 else ():
        sized, rank = SIZED.match(size), rank_of_meaning(quality)
        if sized and rank:
            return (sized[1].casefold() in SMALL) == (rank > 0)
    return False


def _ends_down(sentence: str) -> bool:
    """Whether it says that the lowest or lower numbers are good, or the higher ones bad."""
    found = ENDMOST.search(sentence)
    rank = rank_of_meaning(found[2]) if found else None
    return bool(found and rank and (found[1].casefold() in SMALL) == (rank > 0))


def _is_one_end_turned(sentence: str) -> bool:
    """Whether its only number is the lowest and said to be the best, or high and said to be the worst.

    "Isi 1 jika ada" says nothing of the best, and "nilai 3 berarti kurang" nothing of the worst.
    """
    claims = _claims_in(sentence)
    if len({one.number for one in claims}) != 1 or not _is_of_a_level(sentence, claims[0]):
        return False
    number, words, rank = claims[0]
    is_utmost = bool(UTMOST.search(words))
    return (number <= 1 and rank > 0 and is_utmost) or (
        number >= 3 and rank < 0 and (is_utmost or number == 5)
    )


def _is_of_a_level(sentence: str, claim: Claim) -> bool:
    before = {
        _word_before(sentence, match.start())
        for match in re.finditer(rf"(?<!\d){claim.number}(?!\d)", sentence)
    }
    is_named = before & NUMBERED or any(word.startswith(NUMBERED_BY) for word in before)
    return bool(is_named or UTMOST.match(claim.words) or claim.words.split()[0].casefold() in NUMBERED)
