"""Two different answers of one OPD to one item: the user says which counts; until then none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reference.numbers import format_plain
from survey.answers.file_reading import FileReading
from survey.files.grid import cell_position, column_letters
from survey.values import Answer, Response

EACH = "each"
NAMED_ITEMS = 6


@dataclass(frozen=True)
class _Doubt:
    """One item of one OPD with the different answers it was given, in reading order."""

    group: int
    answers: tuple[Answer, ...]

    @property
    def item_code(self) -> str:
        return self.answers[0].indicator

    @property
    def answer_places(self) -> tuple[tuple[str, str], ...]:
        """Where each answer stands: its sheet and column, or its place in the order of the rows."""
        columns = tuple((one.sheet, column_letters(cell_position(one.cell)[1])) for one in self.answers)
        if len(set(columns)) == len(columns):
            return columns
        return tuple((f"{at}", "") for at in range(1, len(columns) + 1))


def join_by_opd(responses: Iterable[Response], reader: FileReading) -> tuple[Response, ...]:
    """One response for each OPD with each item once; while an OPD is asked, for each name given.

    Of a survey of opinion, forms that answer the same items stay apart: they are several respondents'.
    """
    groups: dict[tuple[str | None, str | None, str], list[Response]] = {}
    for place, one in enumerate(responses):
        key = (one.region, one.opd, "" if one.opd else one.opd_text.casefold())
        if reader.instrument.framework.opinion and _answers_again(one, groups.get(key, [])):
            key = (*key[:2], str(place))
        groups.setdefault(key, []).append(one)
    settled = settle_twice_answered(
        [[answer for one in found for answer in one.answers] for found in groups.values()], reader
    )
    return tuple(
        replace(found[0], answers=answers, programmes=tuple(each for one in found for each in one.programmes))
        for found, answers in zip(groups.values(), settled, strict=True)
    )


def join_between_tables(tables: Sequence[Sequence[Response]], reader: FileReading) -> tuple[Response, ...]:
    """The responses of tables of respondents; an OPD on one row of several of them answers once, on all.

    One that stands on several rows of a table has several respondents, which the whole file is asked about.
    """
    counts = [Counter((one.region, one.opd) for one in table) for table in tables]
    known = {owner for owners in counts for owner in owners if None not in owner}
    once = {owner for owner in known if max(owners[owner] for owners in counts) == 1}
    shared = {owner for owner in once if sum(owner in owners for owners in counts) > 1}
    every = [one for table in tables for one in table]
    if not shared:
        return tuple(every)
    joined = join_by_opd((one for one in every if (one.region, one.opd) in shared), reader)
    return (*joined, *(one for one in every if (one.region, one.opd) not in shared))


def _answers_again(one: Response, before: Sequence[Response]) -> bool:
    """Whether a response answers what others of its OPD did: of opinions it is another respondent's."""
    known = {answer.indicator for each in before for answer in each.answers}
    return any(answer.indicator in known for answer in one.answers)


def settle_twice_answered(
    groups: Sequence[Sequence[Answer]], reader: FileReading
) -> list[tuple[Answer, ...]]:
    """The answers of each OPD with each item once, in the order in which the items were first met.

    What was answered wins over what was not; equal answers are no doubt. Of different ones the user chooses,
    by one question for all items that were answered twice at the same places; while it is open an item has
    no answer. Nor has one whose other answer is asked for itself: struck out, or no answer that is known.
    """
    known: list[dict[str, Answer]] = []
    doubts: dict[tuple[tuple[str, str], ...], list[_Doubt]] = {}
    for number, answers in enumerate(groups):
        found: dict[str, list[Answer]] = {}
        for one in answers:
            found.setdefault(one.indicator, []).append(one)
        known.append({item: _first(given, reader) for item, given in found.items()})
        for given in found.values():
            if len(different := _different(given)) > 1:
                doubt = _Doubt(number, different)
                doubts.setdefault(doubt.answer_places, []).append(doubt)
    for alike in doubts.values():
        for doubt, chosen in _chosen(alike, reader):
            known[doubt.group][doubt.item_code] = chosen
    return [tuple(found.values()) for found in known]


def _first(given: Sequence[Answer], reader: FileReading) -> Answer:
    first = next((one for one in given if one.status != "missing"), given[0])
    is_open = any((one.sheet, one.cell) in reader.open_cells for one in given)
    return replace(first, status="missing", value=None) if is_open else first


def _different(given: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers that say something else than those before them."""
    found: dict[tuple[str, float | None], Answer] = {}
    for one in given:
        if one.status != "missing":
            found.setdefault((one.status, one.value), one)
    return tuple(found.values())


def _chosen(alike: list[_Doubt], reader: FileReading) -> list[tuple[_Doubt, Answer]]:
    """For each doubt the answer that counts; one without a value while that is open."""
    if len(alike) == 1:
        return [(alike[0], _chosen_alone(alike[0], reader))]
    sources, first = alike[0].answer_places, alike[0].answers[1]
    offered = tuple((":".join(source), _source_named(source, len(sources))) for source in sources)
    listed = ", ".join(list(dict.fromkeys(doubt.item_code for doubt in alike))[:NAMED_ITEMS])
    more = ", …" if len(alike) > NAMED_ITEMS else ""
    question = (
        f"{len(alike)} pertanyaan dijawab lebih dari sekali dan berbeda ({listed}{more}). Mana yang dipakai?"
    )
    key = reader.key("value", "ganda", *(":".join(source) for source in sources))
    choice = reader.ask("value", key, question, (*offered, (EACH, "Pilih satu per satu")), first.sheet)
    if choice == EACH:
        return [(doubt, _chosen_alone(doubt, reader)) for doubt in alike]
    if choice is None:
        _say(alike, reader)
        return [(doubt, _open(doubt)) for doubt in alike]
    at = [name for name, _ in offered].index(choice)
    return [(doubt, doubt.answers[at]) for doubt in alike]


def _source_named(source: tuple[str, str], count: int) -> str:
    sheet, column = source
    if column:
        return f"Lembar '{sheet}', kolom {column}"
    return {"1": "Yang pertama", str(count): "Yang terakhir"}.get(sheet, f"Yang ke-{sheet}")


def _chosen_alone(doubt: _Doubt, reader: FileReading) -> Answer:
    second, several = doubt.answers[1], len({one.sheet for one in doubt.answers}) > 1
    places = [f"{one.sheet}!{one.cell}" if several else one.cell for one in doubt.answers]
    offered = tuple(
        (place, f"{place}: {_shown(one)}") for place, one in zip(places, doubt.answers, strict=True)
    )
    key = reader.key("value", second.sheet, second.cell, "ganda")
    question = f"{doubt.item_code} dijawab lebih dari sekali. Jawaban mana yang dipakai?"
    choice = reader.ask("value", key, question, offered, second.sheet, second.cell)
    if choice is None:
        _say([doubt], reader)
        return _open(doubt)
    return doubt.answers[places.index(choice)]


def _open(doubt: _Doubt) -> Answer:
    return replace(doubt.answers[0], status="missing", value=None)


def _say(doubts: Sequence[_Doubt], reader: FileReading) -> None:
    for doubt in doubts:
        second = doubt.answers[1]
        reader.say("E29", second.sheet, second.cell, doubt.item_code)


def _shown(one: Answer) -> str:
    return format_plain(one.value) if one.value is not None else "tidak berlaku"
