"""Words that answers are given in: no level at all, or one of agreement, frequency, satisfaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reference.keys import normalise_text, text_key
from survey.answers import boxed_options

NO_DATA = "Belum ada data"
NOT_APPLICABLE = "Tidak berlaku"

WORDS: dict[str, tuple[str, ...]] = {
    "STS": ("sts", "sangat tidak setuju", "strongly disagree", "muy en desacuerdo"),
    "TS": ("ts", "tidak setuju", "disagree", "en desacuerdo"),
    "CTS": ("cts", "cukup tidak setuju", "agak tidak setuju", "somewhat disagree", "slightly disagree"),
    "KS": ("ks", "kurang setuju"),
    "N": (
        *("n", "netral", "neutral", "ragu-ragu", "ragu", "r", "rr", "biasa saja"),
        *("neither agree nor disagree", "ni en desacuerdo ni de acuerdo", "abstain"),
    ),
    "CS": ("cs", "cukup setuju", "agak setuju", "somewhat agree", "slightly agree"),
    "S": ("s", "setuju", "agree", "de acuerdo"),
    "SS": ("ss", "sangat setuju", "strongly agree", "muy de acuerdo"),
    "never": ("tidak pernah", "tp", "never"),
    "rarely": ("jarang", "jr", "rarely", "seldom"),
    "sometimes": ("kadang-kadang", "kadang", "kd", "sometimes", "occasionally"),
    "often": ("sering", "sr", "often", "frequently"),
    "always": ("selalu", "sl", "always"),
    "very_unsatisfied": ("sangat tidak puas", "stp", "very dissatisfied", "very unsatisfied"),
    "unsatisfied": ("tidak puas", "dissatisfied", "unsatisfied", "somewhat dissatisfied"),
    "less_satisfied": ("kurang puas", "kp"),
    "fairly_satisfied": ("cukup puas", "cp", "neither satisfied"),
    "satisfied": ("puas", "satisfied", "somewhat satisfied"),
    "very_satisfied": ("sangat puas", "sp", "very satisfied"),
    "very_bad": ("sangat buruk", "sangat tidak baik", "sangat kurang", "very bad", "very poor"),
    "bad": ("buruk", "tidak baik", "bad", "somewhat bad", "poor"),
    "less_good": ("kurang", "kurang baik"),
    "fair": ("cukup", "cukup baik", "sedang", "fair"),
    "good": ("baik", "good", "somewhat good"),
    "very_good": ("sangat baik", "very good"),
    "excellent": ("excellent", "istimewa"),
    "unimportant": ("sangat tidak penting", "not important"),
    "not_important": ("tidak penting", "less important"),
    "rather_important": ("cukup penting", "kurang penting", "moderately important"),
    "important": ("penting", "somewhat important", "important"),
    "very_important": ("sangat penting", "very important"),
    "no": ("tidak", "no", "belum", "tidak ada"),
    "maybe": ("mungkin", "sebagian", "partially", "partly", "maybe"),
    "yes": ("ya", "iya", "yes", "sudah", "ada"),
}
"""Level -> the words that say it, in Indonesian, English and (agreement) Spanish."""

SCALES: tuple[tuple[str, ...], ...] = (
    ("STS", "TS", "N", "S", "SS"),
    ("STS", "TS", "KS", "S", "SS"),
    ("STS", "TS", "CS", "S", "SS"),
    ("STS", "TS", "S", "SS"),
    ("TS", "KS", "S", "SS"),
    ("STS", "TS", "CTS", "CS", "S", "SS"),
    ("STS", "TS", "CTS", "N", "CS", "S", "SS"),
    ("TS", "N", "S"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("never", "sometimes", "often", "always"),
    ("never", "rarely", "often", "always"),
    ("very_unsatisfied", "unsatisfied", "fairly_satisfied", "satisfied", "very_satisfied"),
    ("very_unsatisfied", "unsatisfied", "N", "satisfied", "very_satisfied"),
    ("very_unsatisfied", "unsatisfied", "less_satisfied", "satisfied", "very_satisfied"),
    ("unsatisfied", "less_satisfied", "satisfied", "very_satisfied"),
    ("very_bad", "bad", "fair", "good", "very_good"),
    ("very_bad", "less_good", "fair", "good", "very_good"),
    ("very_bad", "bad", "good", "very_good"),
    ("bad", "less_good", "good", "very_good"),
    ("bad", "less_good", "fair", "good", "very_good"),
    ("bad", "fair", "good", "very_good", "excellent"),
    ("unimportant", "not_important", "N", "important", "very_important"),
    ("unimportant", "not_important", "rather_important", "important", "very_important"),
    ("not_important", "rather_important", "important", "very_important"),
    ("no", "yes"),
    ("no", "maybe", "yes"),
)
"""Scales in use, each from its lowest level up."""

NUMBERS = dict(
    zip(
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
        range(11),
        strict=True,
    )
)
_LEVEL_OF = {text_key(word): level for level, words in WORDS.items() for word in words}


VERY = frozenset({"sangat", "amat", "very", "strongly", "extremely", "highly"})
NOT = frozenset({"tidak", "belum", "tak", "bukan", "not"})
GRADES = {
    **dict.fromkeys(("kurang", "slightly"), -1),
    **dict.fromkeys(("cukup", "agak", "lumayan", "somewhat", "fairly", "moderately"), 0),
}
MIDDLE = frozenset(map(text_key, WORDS["N"]))
HIGH_AND_LOW = {"ST": 2, "T": 1, "S": 0, "R": -1, "SR": -2}
"""Initials of "sangat tinggi" to "sangat rendah"."""
FEWEST = 3
VARIATION = "\ufe0f"
"""What makes a sign a picture; people type it or not."""
FIVES = ((-3, -2, 0, 1, 2), (-3, -2, -1, 1, 2), (-2, -1, 0, 1, 2), (-3, -1, 0, 1, 2))
"""The grades of scales of five levels: from "sangat tidak", "tidak", "kurang" or "cukup" to "sangat"."""


def _grade_of_text(text: str) -> tuple[int, str]:
    """How much of its stem a phrase says, from -3 ("sangat tidak siap") to 2 ("sangat siap"); the stem."""
    words = normalise_text(text).split()
    if text_key(text) in MIDDLE:
        return 0, ""
    is_very = bool(words) and words[0] in VERY
    rest = words[1:] if is_very else words
    if rest and (rest[0] in NOT or (is_very and rest[0] == "kurang")):
        return -3 if is_very else -2, "".join(rest[1:])
    if rest and rest[0] in GRADES:
        return GRADES[rest[0]], "".join(rest[1:])
    return 2 if is_very else 1, "".join(rest[1:] if rest[:1] == ["sudah"] else rest)


def grade_words(texts: Iterable[str]) -> dict[str, int]:
    """Text -> grade, of phrases that say more or less of one thing ("kurang siap", "siap"); {} for others."""
    found = {text: _grade_of_text(text) for text in texts}
    stems = {stem for _, stem in found.values() if stem}
    keys: dict[int, set[str]] = {}
    for text, (grade, _) in found.items():
        keys.setdefault(grade, set()).add(text_key(text))
    is_one = len(stems) == 1 and len(keys) > 1 and all(len(one) == 1 for one in keys.values())
    return {text: grade for text, (grade, _) in found.items()} if is_one else {}


def key_of_word(text: str) -> str:
    """The key of an answer in words; a sign without letters ("😐", "★★") is its own, so are boxed options."""
    if boxed_options.split_options(text):
        return " ".join(text.casefold().split())
    return text_key(text) or text.replace(VARIATION, "").strip()


def grade_initials(texts: Iterable[str]) -> dict[str, int]:
    """Text -> grade, of phrases of one scale cut to their initials (SB, B, C, K, SK); {} for others."""
    keys = {text: text.strip(" .").upper() for text in texts}
    stems = [key for key in set(keys.values()) if len(key) == 1 and key not in "CK"]
    scales = [_initials_of(stem) for stem in stems] + [HIGH_AND_LOW]
    for grades in scales:
        found = {text: grades[key] for text, key in keys.items() if key in grades}
        steps = set(found.values())
        if len(found) == len(keys) and FEWEST <= len(steps) == len(set(keys.values())):
            return found
    return {}


def _initials_of(stem: str) -> dict[str, int]:
    """How phrases about one thing are cut: "sangat baik" to SB, "cukup (baik)" to CB or C."""
    return {
        **{"S" + stem: 2, stem: 1, "C" + stem: 0, "C": 0, "K" + stem: -1, "K": -1},
        **{"SK": -2, "T" + stem: -2, "B" + stem: -2, "SK" + stem: -3, "ST" + stem: -3},
    }


def level_of_word(text: str) -> str:
    """The level that a word or its abbreviation stands for, "" where it stands for none."""
    return _LEVEL_OF.get(text_key(text), "")


def scales_with_levels(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The scales that have a level for each of these texts, the shortest first; () if a text is no level."""
    levels = {level_of_word(text) for text in texts}
    if not levels or "" in levels:
        return ()
    return tuple(sorted((scale for scale in SCALES if levels <= set(scale)), key=len))


def score_level_words(texts: Iterable[str], scale: tuple[str, ...]) -> Mapping[str, float]:
    """Each text with the place of its level on a scale, the lowest level 1."""
    return {text: float(scale.index(level_of_word(text)) + 1) for text in texts}
