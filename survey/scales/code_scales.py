"""What codes such as a-e, I-V or A1-A5 mean: as the file scores them, as numbers, else as the user says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reference.keys import text_key
from reference.numbers import format_plain, join_ends
from scoring.tree import Scale
from survey.answers.cells import number_in_cell
from survey.answers.file_reading import FileReading
from survey.answers.level_meanings import meanings_of_codes, meanings_of_ways
from survey.answers.odd_texts import ROMANS
from survey.files.grid import cell_as_text
from survey.scales import statements
from survey.scales.answer_scale import SCORE_HEADINGS
from survey.scales.code_sets import CodeSet
from survey.scales.scale_questions import ask_scale, scale_key
from survey.scales.scale_sources import ScaleSources
from survey.scales.spelled_scales import levels_spelled_out
from survey.tables.table import Table, TableColumn


def levels_of_codes(
    found: CodeSet, table: Table, columns: Iterable[TableColumn], reader: FileReading, sources: ScaleSources
) -> list[float | None]:
    """The level of each code in its order; None for each while that is asked."""
    found = _with_explained(found, sources)
    scale = reader.instrument.framework.scale
    scored = _scores(found, table, columns, sources)
    if scored and _are_levels(scored.values(), scale):
        levels = [scored.get(place) for place in range(len(found.codes))]
    elif _counts_levels(found, scale) and not _is_falling(found, sources):
        levels = [float(place + 1) for place in range(len(found.codes))]
    else:
        return _by_legend(found, scored, table, reader, sources)
    told = [
        f"{code} = {format_plain(level)}"
        for code, level in zip(found.codes, levels, strict=True)
        if level is not None
    ]
    reader.say_first("W71", table.sheet.name, "", ", ".join(told))
    return levels


def _with_explained(found: CodeSet, sources: ScaleSources) -> CodeSet:
    """The set with the codes after those used that the legend explains: nobody may have given the last."""
    longest = found.every_code()
    last = max(
        (place for place, code in enumerate(longest) if sources.found_legend.meaning_of(code)), default=0
    )
    return replace(found, codes=longest[: max(last + 1, len(found.codes))])


def _scores(
    found: CodeSet, table: Table, columns: Iterable[TableColumn], sources: ScaleSources
) -> dict[int, float]:
    """Place of each code used -> the score that a column beside, a code book or a legend gives it."""
    used = set(found.places.values())
    told = {text_key(word): score for word, score in sources.found_legend.scores.items()}
    by_place = [_scores_beside(found, table, column) for column in columns]
    for book in (told, *sources.code_books):
        by_place.append({place: book[key] for place in used if (key := text_key(found.codes[place])) in book})
    return next((scores for scores in by_place if set(scores) >= used), {})


def _scores_beside(found: CodeSet, table: Table, answered: TableColumn) -> dict[int, float]:
    """Place -> score where a column of scores in the same table gives each code one number of its own."""
    for column in table.columns:
        if column.index == answered.index or text_key(column.heading) not in SCORE_HEADINGS:
            continue
        pairs = {
            (place, number.value)
            for row in table.rows
            if (place := found.places.get(cell_as_text(table.sheet.at(row, answered.index)))) is not None
            and (number := number_in_cell(table.sheet.at(row, column.index)))
        }
        scores = dict(sorted(pairs))
        if len(pairs) == len(scores) == len(set(scores.values())) > 1:
            return scores
    return {}


def _are_levels(scores: Iterable[float], scale: Scale) -> bool:
    """Whether scores are levels of the instrument, its ends among them: others may be another scale's."""
    values = set(scores)
    return all(scale.minimum <= value <= scale.maximum and value.is_integer() for value in values) and (
        {scale.minimum, scale.maximum} <= values
    )


def _counts_levels(found: CodeSet, scale: Scale) -> bool:
    """Whether the codes are numbers, none beyond the instrument's levels."""
    return found.codes[0] in ROMANS and scale.minimum == 1 and len(found.codes) <= scale.maximum


def _is_falling(found: CodeSet, sources: ScaleSources) -> bool:
    legend = sources.found_legend
    return statements.is_falling(_told(found, sources)) or (found.codes[0] in ROMANS and bool(legend.falls))


def _told(found: CodeSet, sources: ScaleSources) -> list[str]:
    """What the legend says that the codes stand for, in their order."""
    return [words for code in found.codes if (words := sources.found_legend.meaning_of(code))]


def _by_legend(
    found: CodeSet, scored: Mapping[int, float], table: Table, reader: FileReading, sources: ScaleSources
) -> list[float | None]:
    """As the legend spells the codes out from the worst to the best, else as asked."""
    scale, told = reader.instrument.framework.scale, _told(found, sources)
    levels = levels_spelled_out([sources.found_legend.meaning_of(code) for code in found.codes], scale)
    plain = meanings_of_ways(found.codes, [levels]) if levels and not _fall(scored) else []
    falling = _is_falling(found, sources) or _fall(scored)
    meanings = meanings_of_codes(found.codes, scale, falling=falling)
    key = scale_key(reader, f"{found.codes[0]}-{found.codes[-1]}", statements.sign_of_legend(told))
    listed = join_ends(found.codes[0], found.codes[-1])
    told_first = [*(replace(one, is_plain=True) for one in plain), *meanings]
    meaning = ask_scale(reader, key, listed, told_first, table.sheet.name)
    return [meaning.level_at(float(place)) if meaning else None for place in range(len(found.codes))]


def _fall(scored: Mapping[int, float]) -> bool:
    values: Sequence[float] = [scored[place] for place in sorted(scored)]
    return len(values) > 1 and values[0] > values[-1]
