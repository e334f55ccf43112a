"""Answers given in words: level names, anchors, "tiga", "SS"; a scale of another length is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from reference.keys import text_key
from scoring.tree import Scale
from survey.answers import cells, labels, scales
from survey.answers.file_reading import NOT_AVAILABLE, FileReading
from survey.answers.percent_levels import share_in_text
from survey.answers.scales import AnswerScale
from survey.files.grid import cell_as_text
from survey.tables.table import Table, TableColumn

Books = Callable[[], Sequence[Mapping[str, float]]]
"""Gives the code books of the workbook; asked only where words need one."""
NOT_READ = "missing"
LEAST = 2
"""A single word that means nothing else is a slip in its cell, not the scale of a column."""


def prepare_word_answers(
    table: Table, columns: Iterable[TableColumn], reader: FileReading, books: Books
) -> None:
    """Say of the file what the words in these answer columns mean, or ask it once for each set of words."""
    own = levels_by_word(reader.instrument.framework.scale)
    open_: dict[TableColumn, set[str]] = {}
    for column in columns:
        words = _words(table, column, reader)
        if words and all(text_key(word) in own for word in words):
            reader.words[table.sheet.name, column.index] = own
        elif words:
            open_[column] = words
    for column, words in open_.items():
        together = _together(words, open_.values())
        if read := _read(together, table, reader, books()):
            reader.words[table.sheet.name, column.index] = read


def _words(table: Table, column: TableColumn, reader: FileReading) -> set[str]:
    """The texts of a column that are no answer by themselves."""
    scale = reader.instrument.framework.scale
    anchors = reader.recall(("every anchor",), lambda: _every_anchor(reader))
    texts = {cell for cell in table.distinct(column.index) if isinstance(cell, str)}
    return {
        cell_as_text(text)
        for text in texts
        if cells.parse_answer_cell(text, scale, integers=scale.integers).problem == "E20"
        and text_key(text) not in NOT_AVAILABLE | anchors
        and share_in_text(text) is None
    }


def _every_anchor(reader: FileReading) -> frozenset[str]:
    framework = reader.instrument.framework
    return frozenset(
        word
        for code in framework.leaves
        for word in cells.levels_by_anchor(framework.node(code), framework.scale)
    )


@lru_cache(maxsize=16)
def levels_by_word(scale: Scale) -> dict[str, float]:
    """Key of a word -> level: the scale's level names, numbers as words, "level tiga"."""
    found = {text_key(text): scale.minimum + place for place, text in enumerate(scale.levels) if text}
    for word, value in labels.NUMBERS.items():
        if scale.minimum <= value <= scale.maximum:
            found |= {
                text_key(f"{front}{word}"): float(value) for front in ("", "level ", "tingkat ", "skor ")
            }
    return found


def _together(words: set[str], others: Iterable[set[str]]) -> set[str]:
    """The words of a column with those of other columns that stand on one scale with them."""
    found = set(words)
    for other in others:
        if labels.scales_with_levels(found | other):
            found |= other
    return found


def _read(
    words: set[str], table: Table, reader: FileReading, books: Sequence[Mapping[str, float]]
) -> dict[str, float | None]:
    """Key of a word -> answer; None for each while the user must say what the words mean; {} for no scale."""
    found = scales.find_answer_scale(sorted(words), books)
    if found is None or found.kind != "label" or len(words) < LEAST:
        return {}
    scale = reader.instrument.framework.scale
    lowest = scale.minimum - found.minimum
    if found.certain and found.size == scale.maximum - scale.minimum + 1:
        scores = {text_key(word): score + lowest for word, score in found.scores.items()}
        said = _said(found, lowest)
        reader.say_first("W71", table.sheet.name, "", said)
        return dict(scores)
    return _asked(words, found, table, reader)


def _said(found: AnswerScale, lowest: float) -> str:
    ordered = sorted(found.scores.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{word} = {score + lowest:g}" for word, score in ordered)


def _asked(words: set[str], found: AnswerScale, table: Table, reader: FileReading) -> dict[str, float | None]:
    scale = reader.instrument.framework.scale
    size = int(scale.maximum - scale.minimum) + 1
    offered = {
        "|".join(one): ", ".join(
            f"{word} = {score:g}" for word, score in sorted(_scored(words, one, scale).items())
        )
        for one in labels.scales_with_levels(words)
        if len(one) == size and not found.certain
    }
    candidates = (*offered.items(), (NOT_READ, "Jangan dibaca; anggap belum ada data"))
    listed = ", ".join(sorted(words))
    question = f"Jawaban '{listed}': bagaimana dibaca pada skala {scale.minimum:g}–{scale.maximum:g}?"
    choice = reader.ask(
        "scale",
        reader.key("scale", table.sheet.name, text_key(listed)),
        question,
        candidates,
        table.sheet.name,
    )
    if choice in (None, NOT_READ):
        if choice is None:
            reader.say_first("E70", table.sheet.name, "", listed, size=size, span=f"{found.size}")
        return {text_key(word): None for word in words}
    return dict(_keyed(_scored(words, tuple(str(choice).split("|")), scale)))


def _scored(words: Iterable[str], one: tuple[str, ...], scale: Scale) -> dict[str, float]:
    return {word: score + scale.minimum - 1 for word, score in labels.score_level_words(words, one).items()}


def _keyed(scores: Mapping[str, float]) -> dict[str, float]:
    return {text_key(word): score for word, score in scores.items()}
