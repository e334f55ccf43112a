"""Which levels of the instrument columns to mark stand for; asked once where their headings leave a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reference.keys import text_key
from reference.numbers import format_plain, format_span, write_code
from scoring.tree import Scale
from survey.answering.level_headings import LevelRun
from survey.answers.file_reading import FileReading
from survey.answers.odd_texts import ROMANS as ROMAN_NUMERALS
from survey.scales import answer_scale, statements
from survey.scales.legends import Legend
from survey.scales.spelled_scales import levels_spelled_out
from survey.tables.mapping import headings_signature

NOT_READ = "none"
NO_LEGEND = Legend()
CODES: Mapping[str, Callable[[int], str]] = {
    "number": str,
    "letter": lambda place: chr(ord("a") + place - 1),
    "roman": lambda number: ROMAN_NUMERALS[number - 1],
}
"""How the columns of a family are named in a legend."""
NOTHING = "-"
Meaning = Mapping[int, float | None]
"""Column -> the level that a mark in it stands for, None for one that says "Belum ada data"."""


def read_level_meaning(
    run: LevelRun, sheet: str, reader: FileReading, legend: Legend = NO_LEGEND
) -> Meaning | None:
    """What each column stands for; None while that is asked, {} where the user says not to read them.

    A `legend` that goes from good to bad contradicts the instrument: then nothing is plain.
    """
    scale = reader.instrument.framework.scale
    told = _told_by_legend(run, legend)
    falls = _is_turned_round(run, told, legend)
    if not falls and (plain := _plain_meaning(run, scale)) is not None:
        return plain
    if not falls and (worded := _worded_meaning(run, scale)) is not None:
        reader.say_first("W71", sheet, "", _said(run, worded))
        return worded
    key = f"scale:tanda:{reader.instrument.key}:{headings_signature(run.headings.values())}"
    sign = statements.sign_of_legend(told.values() or filter(None, [legend.falls if falls else ""]))
    key += f":{sign}" if sign else ""
    if (spelled := _spelled_meaning(run, told, scale)) and key not in reader.context.choices:
        reader.say_first("W69", sheet, "", _said(run, spelled))
        return spelled
    ways = list(_proposals(run, scale))
    offered = {_choice(run, one): _said(run, one) for one in (reversed(ways) if falls else ways)}
    candidates = (*offered.items(), (NOT_READ, "Jangan dibaca; anggap belum ada data"))
    listed = ", ".join(dict.fromkeys(run.headings.values()))
    question = f"Kolom yang ditandai berjudul {listed}. Tingkat mana yang dimaksud setiap kolom?"
    choice = reader.ask("scale", key, question, candidates, sheet)
    if choice is None:
        reader.say_first("E77", sheet, "", listed, span=format_span(scale.minimum, scale.maximum))
        return None
    return {} if choice == NOT_READ else _chosen(run, choice)


def _told_by_legend(run: LevelRun, legend: Legend) -> dict[float, str]:
    """Level of a number, a letter or a roman in the headings -> what the legend says of it, from the lowest.

    {} where the headings are words; a legend may name the ends alone ("1 = belum siap, 5 = sangat siap").
    """
    names = CODES.get(run.family)
    return legend.told_of({value: names(int(value)) for value in run.values.values()}) if names else {}


def _is_turned_round(run: LevelRun, told: Mapping[float, str], legend: Legend) -> bool:
    """Whether a legend says that the first of these codes is the best."""
    return statements.is_falling(list(told.values())) or (run.family in CODES and bool(legend.falls))


def _spelled_meaning(run: LevelRun, told: Mapping[float, str], scale: Scale) -> Meaning:
    """The levels of columns whose every step a legend names, from the worst to the best; {} for others."""
    is_whole = len(told) == len(set(run.values.values()))
    levels = levels_spelled_out(list(told.values()), scale) if told and is_whole else []
    return _by_value(run, dict(zip(told, levels, strict=True))) if levels else {}


def _plain_meaning(run: LevelRun, scale: Scale) -> Meaning | None:
    """The levels of headings that name them beyond doubt: the instrument's words, or all of its numbers."""
    every = {scale.minimum + place for place in range(int(scale.maximum - scale.minimum) + 1)}
    if run.family == "own" or (run.family in ("number", "roman") and set(run.values.values()) == every):
        return None if run.contradicts else dict(run.values)
    return None


def _worded_meaning(run: LevelRun, scale: Scale) -> Meaning | None:
    """The levels of words of one known scale that is as long as the instrument's."""
    if run.family != "label":
        return None
    found = answer_scale.find_answer_scale(run.headings.values())
    if found is None or found.kind != "label" or not found.certain or len(found.scores) < found.size:
        return None
    if found.size != scale.maximum - scale.minimum + 1:
        return None
    scores = {text_key(word): score + scale.minimum - found.minimum for word, score in found.scores.items()}
    return {column: scores[text_key(text)] for column, text in run.headings.items()}


def _proposals(run: LevelRun, scale: Scale) -> Iterator[Meaning]:
    """What the columns may mean: as they stand, by their order, or spread over the scale."""
    values = sorted(set(run.values.values()))
    size = int(scale.maximum - scale.minimum) + 1
    on_scale = [value for value in values if scale.minimum <= value <= scale.maximum]
    steps = (size - 1) / (len(values) - 1)
    spread = {value: scale.minimum + int(place * steps + 0.5) for place, value in enumerate(values)}
    if run.family in ("number", "roman") and len(on_scale) >= len(values) - 1:
        yield _by_value(run, {value: value if value in on_scale else None for value in values})
    yield _by_value(run, dict(spread))
    yield _by_value(run, {value: scale.maximum + scale.minimum - level for value, level in spread.items()})


def _by_value(run: LevelRun, levels: Mapping[float, float | None]) -> Meaning:
    return {column: levels[value] for column, value in run.values.items()}


def _choice(run: LevelRun, meaning: Meaning) -> str:
    levels = (meaning[column] for column in run.values)
    return "|".join(NOTHING if level is None else write_code(level) for level in levels)


def _chosen(run: LevelRun, choice: str) -> Meaning:
    levels = [None if one == NOTHING else float(one) for one in choice.split("|")]
    return dict(zip(run.values, levels, strict=True))


def _said(run: LevelRun, meaning: Meaning) -> str:
    told = {run.headings[column]: level for column, level in meaning.items()}
    return ", ".join(
        f"{text} = {'belum ada data' if level is None else format_plain(level)}"
        for text, level in told.items()
    )
