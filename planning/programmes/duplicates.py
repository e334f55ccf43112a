"""Programmes that may be one and the same, often of different OPD, and joining two into one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process

from planning.programmes.programme import Programme
from reference.keys import normalise_text

SAME_NAME = 90.0
"""Likeness 0..100 of two names from which they count as one name, whatever else is said."""
LIKE_NAME = 70.0
"""From here on names are alike enough where the programmes also do the same thing."""
_COMMON = frozenset(
    ("program", "kegiatan", "pengembangan", "pembangunan", "peningkatan", "penyelenggaraan", "kabupaten")
)


@dataclass(frozen=True)
class DuplicatePair:
    """Two programmes that may be one: `likeness` 0..100 of their names, `indicators` both lift, `place` both
    stand in (a sub-dimension, else a dimension; "" = none), and whether one OPD leads both."""

    first: str
    second: str
    likeness: float
    indicators: tuple[str, ...]
    place: str
    same_lead: bool


def find_duplicate_pairs(
    register: Mapping[str, Programme], apart: Collection[tuple[str, ...]] = frozenset()
) -> list[DuplicatePair]:
    """Suspected pairs, the likest first; each programme stands in at most one, equal ones in register order.

    `apart`: pairs of keys that were judged to be two programmes.

    Names as alike as SAME_NAME are enough; from LIKE_NAME on the two must also lift a common indicator, or
    stand in one sub-dimension. Likeness is rapidfuzz's token_sort_ratio without the words of every programme.
    """
    keys = [key for key, one in register.items() if one.name.strip()]
    found = sorted(_suspected(register, keys), key=lambda pair: (-pair.likeness, -len(pair.indicators)))
    taken: set[str] = set()
    chosen = []
    for pair in found:
        if (pair.first, pair.second) in apart:
            continue
        if not {pair.first, pair.second} & taken:
            taken |= {pair.first, pair.second}
            chosen.append(pair)
    return chosen


def _suspected(register: Mapping[str, Programme], keys: list[str]) -> Iterator[DuplicatePair]:
    names = [_bare(register[key].name) for key in keys]
    scores = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_NAME)
    for row, column in zip(*(scores > 0).nonzero(), strict=True):
        if row < column:
            pair = _pair(register[keys[row]], register[keys[column]], float(scores[row, column]))
            alike = bool(pair.indicators) or bool(pair.place)
            if pair.likeness >= SAME_NAME or alike:
                yield pair


def _bare(name: str) -> str:
    words = normalise_text(name).split()
    return " ".join(word for word in words if word not in _COMMON) or " ".join(words)


def _pair(first: Programme, second: Programme, likeness: float) -> DuplicatePair:
    shared = tuple(code for code in first.lifts if code in second.lifts)
    place = first.subdimension if first.subdimension == second.subdimension else ""
    if not place and not (first.subdimension and second.subdimension):
        place = first.dimension if first.dimension == second.dimension else ""
    return DuplicatePair(first.key, second.key, likeness, shared, place, first.lead == second.lead != "")


def merge_two_programmes(first: Programme, second: Programme) -> Programme:
    """One programme of two: what the first says, filled from the second, with the OPD of both.

    Lists are united, an indicator reaches the higher level, the wider span of dates holds. Costs of a year
    that both state alike count once, else they add up: each OPD pays its own part.
    """
    leads = [opd for opd in (first.lead, second.lead) if opd]
    lead = leads[0] if leads else ""
    support = _united((*leads[1:], *first.support), second.support)
    whole: dict[str, Any] = {
        name: getattr(first, name) or getattr(second, name)
        for name in ("problem", "kind", "dimension", "subdimension", "funds", "rpjmd", "renstra", "renja")
    }
    for name in ("code", "measure", "unit", "risk", "mitigation"):
        whole[name] = getattr(first, name) or getattr(second, name)
    for name in ("baseline", "target"):
        own = getattr(first, name)
        whole[name] = getattr(second, name) if own is None else own
    return replace(
        first,
        **whole,
        lifts=_highest(first.lifts, second.lifts),
        lead=lead,
        support=tuple(opd for opd in support if opd != lead),
        districts=_united(first.districts, second.districts),
        villages=_united(first.villages, second.villages),
        costs=_added(first.costs, second.costs),
        status="berjalan" if "berjalan" in (first.status, second.status) else first.status,
        since=min((one for one in (first.since, second.since) if one), default=None),
        start=min((one for one in (first.start, second.start) if one), default=None),
        benefit=min((one for one in (first.benefit, second.benefit) if one), default=None),
        end=max((one for one in (first.end, second.end) if one), default=None),
        after=tuple(key for key in _united(first.after, second.after) if key not in (first.key, second.key)),
        data_from=_united(first.data_from, second.data_from),
        realisation={**second.realisation, **first.realisation},
        note="\n".join(_united((first.note,), (second.note,))),
        origin="; ".join(_united((first.origin,) if first.origin else (), (second.origin,))),
        unread={**second.unread, **first.unread},
    )


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys((*first, *second)) if one)


def _highest(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    return {
        code: max(first.get(code, level), second.get(code, level))
        for code, level in ({**second, **first}).items()
    }


def _added(first: Mapping[int, float], second: Mapping[int, float]) -> dict[int, float]:
    years = sorted({*first, *second})
    return {
        year: first.get(year, 0.0)
        if first.get(year) == second.get(year)
        else first.get(year, 0.0) + second.get(year, 0.0)
        for year in years
    }


def changes_of_merging(
    register: Mapping[str, Programme], first: str, second: str
) -> dict[str, Programme | None]:
    """The changes that make `second` part of `first`: it goes, and what waited for it waits for both."""
    whole = merge_two_programmes(register[first], register[second])
    changes: dict[str, Programme | None] = {first: whole, second: None}
    for key, one in register.items():
        if second in one.after and key not in (first, second):
            after = tuple(dict.fromkeys(first if other == second else other for other in one.after))
            changes[key] = replace(one, after=after)
    return changes
