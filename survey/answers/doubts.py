"""Cells that are no answer by themselves, gathered by kind: one question for many cells that say the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reference.numbers import write_code
from survey.answers.cells import MISSING_CHOICE, ParsedCell
from survey.answers.labels import NO_DATA
from survey.values import Question

FIRST, SECOND, EACH = "first", "second", "each"
APART = "apart"
"""Each kind by itself; what `EACH` means for kinds that were asked together."""
CLEAR = "clear"
"""The first proposal where there is no other; what the first means for a cell among those of other kinds."""
MIXED = "mixed"
SAME, JOIN = "=", "+"
KIND = "jenis"
"""Where the key of a question on one cell names the sheet, that of one on a kind says this."""
COMMON, KINDS = 3, 2
"""A kind in fewer cells than this is asked with the others; so are all of them where there are more kinds."""
SHOWN, FEW = 6, 12
NO_RESULT = "rumus tanpa nilai"
"""What a cell holds whose formula was never computed."""
STOPS = re.compile(r"[\s.,;:'\"]+")
NAMES: dict[str, tuple[str, str, str]] = {
    "arrow": ("tanda panah", "Nilai sesudah panah", "Nilai sebelum panah"),
    "range": ("dua angka", "Nilai yang lebih rendah", "Nilai yang lebih tinggi"),
    "of": ("angka dari skala yang lain", "Angka di depan", ""),
    "date": ("tanggal, bukan nilai", "Angka harinya", "Angka bulannya"),
    "decimal": ("angka tidak bulat", "Dibulatkan ke bawah", "Dibulatkan ke atas"),
    "marked": ("angka dengan tanda lain", "Angkanya saja", ""),
    "noted": ("angka dengan keterangan", "Angka di depan", "Angka pada keterangannya"),
    "quantity": ("jumlah, bukan nilai", "", ""),
    "cut": ("pilihan yang terpotong", "Tingkat yang lebih rendah", "Tingkat yang lebih tinggi"),
    "percent": ("persentase", "Usulan pertama", "Usulan kedua"),
    "contradicted": (
        "angka yang tidak sejalan dengan teks di belakangnya",
        "Menurut teksnya",
        "Menurut angkanya",
    ),
    MIXED: ("isi yang tidak lazim", "Seperti usulan, yang tanpa usulan belum ada data", ""),
}
"""Kind -> what its cells hold, and how its first and its second proposal are told."""


@dataclass(frozen=True)
class CellDoubt:
    """One open question on a cell, or on several that say the same: its kind, text and proposals."""

    question: Question
    kind: str
    text: str
    proposals: tuple[float, ...]
    cells: int


def kind_of_doubt(parsed: ParsedCell, text: str) -> str:
    """The kind of a problem; one without is of a kind with the cells that hold the same text."""
    same = hashlib.sha256(_text_with_signs(text).encode()).hexdigest()[:8]
    return parsed.kind or f"{parsed.problem}{SAME}{same}"


def _text_with_signs(text: str) -> str:
    """A text as it is told from others: without spaces and stops, with every sign that may be the answer."""
    return STOPS.sub("", text.casefold()) or text


def choices_by_kind(choices: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Kind -> what was chosen for it, by keys that begin so; for one among others `CLEAR`, `APART`."""
    among = {FIRST: CLEAR, EACH: APART}
    found: dict[str, str] = {}
    for key, choice in choices.items():
        if key.startswith(f"{prefix}:"):
            kinds = key.removeprefix(f"{prefix}:").split(JOIN)
            meant = among.get(choice, choice) if len(kinds) > 1 else choice
            found |= {kind: meant for kind in kinds if found.get(kind, APART) == APART}
    return found


def choice_in_cell(choice: str, proposals: Sequence[float]) -> str | None:
    """What a choice for a kind says of one of its cells; None where it is asked by itself."""
    if choice in (EACH, APART):
        return None
    if choice == CLEAR:
        return write_code(proposals[0]) if len(proposals) == 1 else MISSING_CHOICE
    if choice not in (FIRST, SECOND):
        return choice
    place = 0 if choice == FIRST else 1
    return write_code(proposals[place]) if place < len(proposals) else MISSING_CHOICE


def group_doubts(
    doubts: Sequence[CellDoubt], prefix: str, chosen: Mapping[str, str], in_table: bool = False
) -> Iterator[tuple[Question, Sequence[CellDoubt]]]:
    """The questions that each stand for many doubts, with these: one for a common kind, the rest together.

    `chosen` says of kinds that they are to be asked apart. `in_table`: so are a few of several kinds, which
    have no meaning in common.
    """
    kinds: dict[str, list[CellDoubt]] = {}
    for one in doubts:
        kinds.setdefault(one.kind, []).append(one)
    common = [kind for kind, found in kinds.items() if len(found) >= COMMON]
    apart = [kind for kind in kinds if chosen.get(kind) == APART]
    own = [*apart, *(kind for kind in common if kind not in apart and len(common) <= KINDS)]
    rest = [one for kind, found in kinds.items() if kind not in own for one in found]
    for group in (*(kinds[kind] for kind in own), rest):
        is_one_kind = len({one.kind for one in group}) == 1
        if in_table and not is_one_kind and len(group) <= FEW:
            continue
        if len(group) >= (2 if is_one_kind else COMMON):
            yield _question(group, prefix), group


class OpenDoubts:
    """The cells of a file that are asked, to be asked together where they are of one kind."""

    def __init__(self, choices: Mapping[str, str], prefix: str, in_table: bool = False) -> None:
        self.choices, self.prefix, self.in_table = choices, prefix, in_table
        self.kinds = choices_by_kind(choices, prefix)
        self.found: dict[str, CellDoubt] = {}

    def forget_cells(self) -> None:
        """Forget every cell."""
        self.found.clear()

    def choice_of(self, key: str, parsed: ParsedCell, text: str, offered: Mapping[str, str]) -> str | None:
        """What the user chose for all cells of a kind, where the cell has no choice of its own."""
        choice = self.kinds.get(kind_of_doubt(parsed, text))
        if choice is None or key in self.choices:
            return None
        in_cell = choice_in_cell(choice, parsed.proposals)
        return in_cell if in_cell in offered else None

    def add_cell(self, question: Question | None, parsed: ParsedCell, text: str, count: int) -> None:
        """Keep the open question on a cell, or on so many that say the same."""
        kind = kind_of_doubt(parsed, text)
        if question and self.kinds.get(kind) != EACH:
            self.found[question.key] = CellDoubt(question, kind, text, parsed.proposals, count)

    def group_questions(self, questions: dict[str, Question]) -> None:
        """Put one question in place of those on many cells."""
        for question, group in group_doubts(
            list(self.found.values()), self.prefix, self.kinds, self.in_table
        ):
            for one in group:
                questions.pop(one.question.key, None)
            questions[question.key] = question


def _question(group: Sequence[CellDoubt], prefix: str) -> Question:
    kinds = sorted({one.kind for one in group})
    count = sum(one.cells for one in group)
    is_same = len(kinds) == 1 and SAME in kinds[0]
    if is_same:
        held, offered = _quoted(group[0].text), _shared_choices(group)
    else:
        name = kinds[0] if len(kinds) == 1 else MIXED
        held, offered = f"{NAMES[name][0]} ({_listed(one.text for one in group)})", _offered(group, name)
    text = f"{count} sel berisi {held}: bagaimana dibaca?"
    candidates = (*offered, (EACH, "Tentukan satu per satu"))
    return Question("value", f"{prefix}:{JOIN.join(kinds)}", text, candidates, group[0].question.sheet)


def _shared_choices(group: Sequence[CellDoubt]) -> tuple[tuple[str, str], ...]:
    """What is offered for every one of the cells."""
    every = [set(one.question.candidates) for one in group]
    return tuple(one for one in group[0].question.candidates if all(one in offered for offered in every))


def _offered(group: Sequence[CellDoubt], name: str) -> tuple[tuple[str, str], ...]:
    found = []
    for choice, told in zip((FIRST, SECOND), NAMES[name][1:], strict=True):
        as_chosen = CLEAR if name == MIXED else choice
        meant = {one.text: choice_in_cell(as_chosen, one.proposals) for one in group}
        shown = [f"'{text}' = {level}" for text, level in meant.items() if level != MISSING_CHOICE]
        if told and shown:
            found.append((choice, f"{told}: {', '.join(shown[:SHOWN])}{', …' if len(shown) > SHOWN else ''}"))
    return (*found, (MISSING_CHOICE, NO_DATA))


def _listed(texts: Iterable[str]) -> str:
    shown = [_quoted(text) for text in dict.fromkeys(texts)]
    return ", ".join(shown[:SHOWN]) + (", …" if len(shown) > SHOWN else "")


def _quoted(text: str) -> str:
    return f"'{text}'" if text else NO_RESULT
