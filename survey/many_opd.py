"""Many OPD of a region that each sent several files: one question for all of them, or one each if wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from survey.values import Question, Reading

KIND: Final = "duplicate"
ALL, JOIN = "all", "join"
LAST, FIRST, EACH = "last", "first", "each"
ALL_TEXT = "Pakai semuanya sebagai responden"
JOIN_TEXT = "Gabungkan: pertanyaan yang kosong diisi dari berkas yang lain"
BETWEEN = "+"
"""Parts the marks of the files in the key of a question."""
MANY = 4
"""So many OPD are asked about together."""
TOGETHER = "="
"""Where the key of a question on one OPD names it, that on many says this."""
EXAMPLES = 2
Owner = tuple[str, str]
"""Region and OPD."""


class AskedOpd(NamedTuple):
    """An OPD with an open question between its files, named in their order."""

    owner: Owner
    name: str
    files: tuple[str, ...]
    question: Question


def ask_about_many(
    readings: Sequence[Reading], asked: Sequence[AskedOpd], choices: Mapping[str, str]
) -> list[Reading]:
    """The readings, many OPD of a region in one question unless they are to be asked one by one."""
    apart = {owner for key, choice in choices.items() if choice == EACH for owner in _owners_in(key)}
    regions: dict[str, list[AskedOpd]] = {}
    for one in asked:
        # A code that holds what parts the codes in a key stays by itself.
        if one.owner not in apart and not set(":;=") & set(one.owner[1]):
            regions.setdefault(one.owner[0], []).append(one)
    instead: dict[str, Question] = {}
    for together in regions.values():
        if len(together) >= MANY:
            instead |= dict.fromkeys((one.question.key for one in together), _question_on(together))
    return [replace(one, questions=_replaced(one.questions, instead)) for one in readings]


def _replaced(questions: Sequence[Question], instead: Mapping[str, Question]) -> tuple[Question, ...]:
    found = [instead.get(one.key, one) for one in questions]
    return tuple({one.key: one for one in found}.values())


def _question_on(together: Sequence[AskedOpd]) -> Question:
    spec = ";".join(f"{one.owner[1]}={one.question.key.rpartition(':')[2]}" for one in together)
    key = ":".join((KIND, together[0].owner[0], TOGETHER, spec))
    offered = [
        (LAST, f"Yang terakhir menurut urutan berkas ({_examples(together, -1)})"),
        (FIRST, f"Yang pertama menurut urutan berkas ({_examples(together, 0)})"),
        (ALL, ALL_TEXT),
    ]
    if all(JOIN in dict(one.question.candidates) for one in together):
        offered.append((JOIN, JOIN_TEXT))
    offered.append((EACH, "Tanyakan satu per satu"))
    text = (
        f"{len(together)} perangkat daerah mengirim lebih dari satu berkas: "
        f"{'; '.join(one.name for one in together)}. Berkas mana yang dipakai untuk masing-masing?"
    )
    return Question(KIND, key, text, tuple(offered))


def _examples(together: Sequence[AskedOpd], place: int) -> str:
    shown = "; ".join(f"{one.name}: {one.files[place]}" for one in together[:EXAMPLES])
    return shown + ("; …" if len(together) > EXAMPLES else "")


def choices_one_by_one(choices: Mapping[str, str]) -> dict[str, str]:
    """Choices, those for many OPD as what they say of each: another file may come for one of them."""
    return dict(pair for key, choice in choices.items() for pair in _one_by_one(key, choice))


def _one_by_one(key: str, choice: str) -> Iterator[tuple[str, str]]:
    owners = [] if choice == EACH else _owners_in(key)
    if not owners:
        yield key, choice
    for (region, opd), named in zip(owners, _files_in(key), strict=False):
        marks = named.split(BETWEEN)
        taken = {LAST: marks[-1], FIRST: marks[0]}.get(choice, choice)
        yield ":".join((KIND, region, opd, named)), taken


def _owners_in(key: str) -> list[Owner]:
    """The OPD that a question on many is about; [] for another question."""
    kind, region, mark, spec = [*key.split(":"), "", "", ""][:4]
    is_on_many = kind == KIND and mark == TOGETHER
    return [(region, one.rpartition("=")[0]) for one in spec.split(";")] if is_on_many else []


def _files_in(key: str) -> list[str]:
    return [one.rpartition("=")[2] for one in key.rpartition(":")[2].split(";")]
