"""The words of OPD names: which are known, what a slip of one meant, what they say in Indonesian."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reference import tables
from reference.catalogue import (
    FORMS,
    PARTS,
    list_abbreviations,
    list_sectors,
    opd_catalogue,
    opd_codes_by_alias,
    organisation_form,
    spell_out_name,
)
from reference.keys import normalise_text

FILLING = frozenset(("dan", "daerah", "kabupaten", "kota", "pemerintah", "bidang", "urusan"))
# A word of so many letters may have so many slips, a known abbreviation one from so many letters on.
SHORT_WORD, LONG_WORD, ABBREVIATION = 5, 8, 7
SHORTEST_PIECE, SHORTEST_FORM = 3, 4
SCANNED = str.maketrans("0134589", "oieasbg")
PREFIXES = ("peng", "pem", "pen", "per", "pe", "ke", "ber")
SHORTEST_STEM = 3
ENGLISH_FORM = re.compile(
    r"\b(offices?|agency|departments?|dept|services?|units?|secretariat|inspectorate|board|bureau|division"
    r"|hospital|sub ?districts?|districts?)\b"
)
# What an English form is; "office" and its like may be any of OFFICES.
ENGLISH_FORMS = {
    "secretariat": "sekretariat",
    "inspectorate": "inspektorat",
    "district": "kecamatan",
    "division": "bagian",
}
OFFICES = ("dinas", "badan", "satuan")


@cache
def _known_words() -> frozenset[str]:
    """Words of the catalogue's names, of urusan and of abbreviations written out."""
    names = [
        *opd_catalogue()["name"],
        *list_sectors()["name"],
        *FORMS,
        *PARTS,
        *list_abbreviations().values(),
    ]
    for aliases in opd_catalogue()["aliases"]:
        names += [alias for alias in aliases.split("|") if " " in alias]
    words = {word for name in names for word in normalise_text(name).split()} | FILLING
    return frozenset(words - opd_codes_by_alias().keys() | FORMS.keys())


def is_known_word(word: str) -> bool:
    """Whether a normalised word stands in names of OPD, alone or as an abbreviation."""
    return word in _known_words() or word in list_abbreviations() or word in opd_codes_by_alias()


@lru_cache(maxsize=8192)
def correct_words(name: str) -> str:
    """A normalised name with slips mended where only one known word can be meant, else as it is.

    Only where it then says which form of OPD it names, or is a known abbreviation: other texts are left.
    """
    words = _joined(name.split())
    # A single short word is rather an abbreviation: "dinks".
    words[:1] = [_mended_form(word, SHORTEST_FORM if words[1:] else LONG_WORD) for word in words[:1]]
    mended = " ".join(_mended(word) for word in words)
    form = organisation_form(mended)
    if not form and mended not in opd_codes_by_alias():
        return name
    # The rest of a kecamatan's name is a place.
    return " ".join([mended.split()[0], *words[1:]]) if form == "kecamatan" else mended


def _mended_form(word: str, shortest: int) -> str:
    """A first word that is one letter off the words of one form of OPD: "dins" is "dinas"."""
    if is_known_word(word) or len(word) < shortest:
        return word
    near = [form for form in FORMS if len(form) > SHORTEST_FORM and OSA.distance(word, form) == 1]
    return near[0] if len({FORMS[form] for form in near}) == 1 else word


def _joined(words: list[str]) -> list[str]:
    """The words with those put together that are known only together: "olah raga"."""
    found: list[str] = []
    for word in words:
        last = found[-1] if found else ""
        apart = is_known_word(last) and is_known_word(word)
        if last and not apart and is_known_word(last + word):
            found[-1] = last + word
        else:
            found.append(word)
    return found


@lru_cache(maxsize=8192)
def _mended(word: str) -> str:
    if is_known_word(word) or len(word) < SHORT_WORD:
        return word
    if parts := _parts(word):
        return " ".join(parts)
    if re.search(r"\d", word) and (read := word.translate(SCANNED)) in _known_words():
        return read
    for read in dict.fromkeys(
        (word, word.translate(SCANNED), word.replace("rn", "m"), word.replace("m", "rn"))
    ):
        if near := _nearest(read, tuple(_known_words()), 1 if len(word) < LONG_WORD else 2):
            return near
    # Another letter may be another OPD: Disporbud is no Disparbud.
    near = _nearest(word, tuple(opd_codes_by_alias()), 1) if len(word) >= ABBREVIATION else ""
    same = sorted(near) == sorted(word) or re.sub(r"(.)\1+", r"\1", word) == re.sub(r"(.)\1+", r"\1", near)
    return near if same else word


def _parts(word: str) -> list[str]:
    """Two or three known words written as one; none where there are no such."""
    for end in range(len(word) - SHORTEST_PIECE, SHORTEST_PIECE - 1, -1):
        if word[:end] in _known_words() and (rest := word[end:]):
            if rest in _known_words():
                return [word[:end], rest]
            if further := _parts(rest):
                return [word[:end], *further]
    return []


def _nearest(word: str, known: tuple[str, ...], most: int) -> str:
    """The only known word nearest to a word within so many slips; "" where there are several or none."""
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, processor=None, limit=None)
    least = min((slips for _, slips, _ in near), default=0)
    nearest = [other for other, slips, _ in near if slips == least]
    return nearest[0] if len(nearest) == 1 else ""


@lru_cache(maxsize=65_536)
def is_slip_of(name: str, other: str) -> bool:
    """Whether two spelled-out names are the same word by word, but for a letter in words that are unknown."""
    ours, theirs = name.split(), other.split()
    return len(ours) == len(theirs) and all(
        one == two or (not is_known_word(one) and len(two) >= SHORTEST_PIECE and OSA.distance(one, two) <= 1)
        for one, two in zip(ours, theirs, strict=True)
    )


@lru_cache(maxsize=8192)
def stem_words(name: str) -> frozenset[str]:
    """The stems of a name's words without its form and filling words: "kepemudaan" and "pemuda" are one."""
    words = spell_out_name(name).split()
    words = words[1:] if organisation_form(name) else words
    return frozenset(_stem(word) for word in words if word not in FILLING)


def _stem(word: str) -> str:
    if word.endswith("an") and len(word) > SHORTEST_STEM + 2:
        word = word[:-2]
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + SHORTEST_STEM:
            return _stem(word[len(prefix) :])
    return word


@lru_cache(maxsize=8192)
def translate_name(name: str) -> tuple[str, ...]:
    """What a normalised English name may be called in Indonesian, "health office" "dinas kesehatan" and
    "badan kesehatan"; none where it names no English form.
    """
    words = name
    for english, indonesian in _english() if ENGLISH_FORM.search(name) else ():
        words = re.sub(rf"\b{english}\b", indonesian, words)
    said = ENGLISH_FORM.search(words)
    if said is None:
        return ("rumah sakit umum daerah",) if "rumah sakit" in words and words != name else ()
    form = ENGLISH_FORMS.get(said[0].removeprefix("sub").strip().removesuffix("s"), "")
    rest = " ".join(re.sub(r"\b(the|of|for)\b", " ", ENGLISH_FORM.sub(" ", words)).split())
    return tuple(f"{one} {rest}".strip() for one in ((form,) if form else OFFICES))


@cache
def _english() -> tuple[tuple[str, str], ...]:
    """English phrases and what they say, the longest first."""
    frame = tables.read_data_table("agencies/inggris.csv")
    pairs = zip(frame["inggris"], frame["indonesia"], strict=True)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
