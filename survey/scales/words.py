"""Answers given in words or codes: read where they are the instrument's levels, else asked once a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from reference.keys import text_key
from reference.numbers import format_plain
from scoring.tree import Scale
from survey.answers import cells, labels
from survey.answers.column_meanings import NOT_AVAILABLE
from survey.answers.file_reading import FileReading
from survey.answers.level_meanings import Meaning, meanings_of_codes, meanings_of_ways
from survey.answers.odd_texts import split_back, split_front
from survey.answers.percent_levels import share_in_text
from survey.files.grid import cell_as_text
from survey.scales import answer_scale, code_scales
from survey.scales.answer_scale import AnswerScale
from survey.scales.code_sets import CodeSet, find_code_set
from survey.scales.scale_questions import ask_scale, scale_key
from survey.scales.scale_sources import ScaleSources
from survey.tables.table import Table, TableColumn

LEAST = 2
"""A single word that means nothing else is a slip in its cell, not the scale of a column."""


def prepare_word_answers(table: Table, reader: FileReading, sources: ScaleSources) -> None:
    """Say of the file what the words and codes in the answer columns mean, or ask it once for each set."""
    own = levels_by_word(reader.instrument.framework.scale)
    open_: dict[TableColumn, Counter[str]] = {}
    for column in sources.columns:
        words = _words(table, column, reader)
        if words:
            reader.meanings.words[table.sheet.name, column.index] = own
        if any(labels.key_of_word(word) not in own for word in words):
            open_[column] = words
    left = _hold_codes(table, open_, reader, sources) if open_ else {}
    for column, words in left.items():
        others = [*left.values(), *_words_elsewhere(reader, sources)]
        if read := _read(_together(set(words), others), table, reader, sources):
            reader.meanings.words[table.sheet.name, column.index] = own | read


def _words(table: Table, column: TableColumn, reader: FileReading) -> Counter[str]:
    """The texts of a column that are no answer by themselves, and how often they stand there."""
    # With the table, so that what it is called by stays its own.
    place = ("open words", id(table), column.index)
    return reader.recall(place, lambda: (table, _count_words(table, column, reader)))[1]


def _words_elsewhere(reader: FileReading, sources: ScaleSources) -> list[Counter[str]]:
    """The texts of columns like these that have any, in other tables of the file."""
    every = reader.recall(
        ("words alike", sources.likeness),
        lambda: [
            (one, words) for one, column in sources.every_alike if (words := _words(one, column, reader))
        ],
    )
    return [words for one, words in every if sources.is_elsewhere(one)]


def _count_words(table: Table, column: TableColumn, reader: FileReading) -> Counter[str]:
    scale = reader.instrument.framework.scale
    anchors = cells.keys_of_anchors(reader.instrument)
    texts = {
        text: cell_as_text(text)
        for text in table.distinct(column.index)
        if isinstance(text, str) and _is_open_text(text, scale, anchors)
    }
    counts: Counter[str] = Counter()
    for cell in table.cells(column.index) if texts else ():
        if isinstance(cell, str) and cell in texts:
            counts[texts[cell]] += 1
    return counts


def _is_open_text(text: str, scale: Scale, anchors: frozenset[str]) -> bool:
    parsed = cells.parse_answer_cell(text, scale, integers=scale.integers)
    bare = {text_key(one) for one in (text, split_front(text)[1], split_back(text)[1])}
    is_known = text_key(text) in NOT_AVAILABLE or bool(bare & anchors)
    return parsed.problem == "E20" and not parsed.kind and not is_known and share_in_text(text) is None


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


def _hold_codes(
    table: Table, open_: Mapping[TableColumn, Counter[str]], reader: FileReading, sources: ScaleSources
) -> dict[TableColumn, Counter[str]]:
    """Say or ask what codes mean, once for each set of them; the columns whose words are no codes."""
    elsewhere = _words_elsewhere(reader, sources)
    sets = {column: find_code_set(words) for column, words in open_.items()}
    names = dict.fromkeys(found.name for found in sets.values() if found)
    left = dict(open_)
    for name in names:
        joined: Counter[str] = Counter()
        for words in (*open_.values(), *elsewhere):
            joined += words if _is_of(words, name) else Counter()
        held = [column for column in left if _is_of(open_[column], name)]
        if found := find_code_set(joined):
            _hold_set(table, held, found, reader, sources)
            left = {column: words for column, words in left.items() if column not in held}
    return left


def _is_of(words: Mapping[str, int], name: str) -> bool:
    """Whether words are of a set of codes, be it only one of them."""
    found = find_code_set(words, alone=True)
    return found is not None and found.name == name


def _hold_set(
    table: Table, columns: Iterable[TableColumn], found: CodeSet, reader: FileReading, sources: ScaleSources
) -> None:
    levels = code_scales.levels_of_codes(found, table, columns, reader, sources)
    places = {labels.key_of_word(text): place for text, place in found.places.items()}
    read = {key: levels[place] for key, place in places.items()}
    for column in columns:
        reader.meanings.words[table.sheet.name, column.index] = read


def _together(words: set[str], others: Iterable[Iterable[str]]) -> set[str]:
    """The words of a column with those of other columns that stand on one scale with them."""
    found = set(words)
    for other in map(set, others):
        if not other <= found and _are_on_one_scale(found | other):
            found |= other
    return found


def _are_on_one_scale(words: set[str]) -> bool:
    return bool(
        labels.scales_with_levels(words)
        or labels.grade_words(words)
        or labels.grade_initials(words)
        or answer_scale.rank_words(words)
    )


def _read(
    words: set[str], table: Table, reader: FileReading, sources: ScaleSources
) -> dict[str, float | None]:
    """Key of a word -> answer; None for each while the user must say what the words mean; {} for no scale."""
    books = [*sources.code_books, *([keyed] if (keyed := _keyed(sources.found_legend.scores)) else [])]
    found = answer_scale.find_answer_scale(sorted(words), books)
    if found is None or found.kind != "label" or len(words) < LEAST:
        return {}
    scale = reader.instrument.framework.scale
    lowest = scale.minimum - found.minimum
    if found.certain and found.size == scale.maximum - scale.minimum + 1:
        scores = {word: score + lowest for word, score in found.scores.items()}
        reader.say_first("W71", table.sheet.name, "", _said(scores))
        return dict(_keyed(scores))
    return _asked(words, found, table, reader)


def _said(scores: Mapping[str, float]) -> str:
    return ", ".join(
        f"{word} = {format_plain(score)}" for word, score in sorted(scores.items(), key=lambda pair: -pair[1])
    )


def _asked(words: set[str], found: AnswerScale, table: Table, reader: FileReading) -> dict[str, float | None]:
    steps = sorted(set(found.scores.values()))
    names = ["/".join(sorted(word for word in found.scores if found.scores[word] == step)) for step in steps]
    meanings = _meanings([name.split("/")[0] for name in names], names, found, reader)
    key = scale_key(reader, "-".join(sorted({labels.key_of_word(word) for word in words})))
    meaning = ask_scale(reader, key, ", ".join(sorted(words)), meanings, table.sheet.name)
    places = {labels.key_of_word(word): float(steps.index(found.scores[word])) for word in found.scores}
    read: dict[str, float | None] = dict.fromkeys(map(labels.key_of_word, words))
    return read | {key: meaning.level_at(place) for key, place in places.items() if meaning}


def _meanings(
    steps: Sequence[str], names: Sequence[str], found: AnswerScale, reader: FileReading
) -> list[Meaning]:
    """The readings of words from the lowest up: by the scales that have them, then spread over the levels."""
    scale = reader.instrument.framework.scale
    size = int(scale.maximum - scale.minimum) + 1
    grades = labels.grade_words(steps) or labels.grade_initials(steps)
    known = [
        [score + scale.minimum - 1 for score in labels.score_level_words(steps, one).values()]
        for one in labels.scales_with_levels(steps)
        if len(one) == size
    ]
    known += [
        [scale.minimum + five.index(grades[word]) for word in steps]
        for five in labels.FIVES
        if len(grades) > LEAST and size == len(five) and set(grades.values()) <= set(five)
    ]
    spread = meanings_of_codes(names, scale)
    by_scale = meanings_of_ways(names, known)
    # Words without an end of the longer scale are likelier all of a shorter one.
    first = () if found.names_an_end else spread[:1]
    told = {one.told: one for one in (*first, *by_scale, *spread)}
    return list(told.values())


def _keyed(scores: Mapping[str, float]) -> dict[str, float]:
    return {labels.key_of_word(word): score for word, score in scores.items()}
