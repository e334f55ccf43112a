"""Whose risks a table of risks tells: the programme of the register that a row means, or who may be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from planning.programmes.duplicates import SAME_NAME
from planning.programmes.programme import Programme
from reference.keys import normalise_text, text_key
from survey.programmes import ProgrammeRow
from survey.programmes.wording import make_programme_finding
from survey.values import Finding

MAYBE = 60.0
"""Likeness 0..100 of two names from which one is proposed where it is not clear who is meant."""
MOST = 5
NUMBERED = re.compile(r"^(\d+)\. (.*)")
Line = tuple[str, str]
NEW = "+"
"""Said in place of a key: the risks are of a programme that is not in the register yet."""


@dataclass(frozen=True)
class RiskOwners:
    """The rows of a file by the programme they are of, its risks with it; rows of which that is not clear,
    with the keys that may be meant; and what is to be told of it."""

    rows: Mapping[str, ProgrammeRow]
    open: tuple[tuple[ProgrammeRow, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]


def match_risk_owners(
    adding: Sequence[ProgrammeRow],
    known: Mapping[str, Programme],
    own: Mapping[str, ProgrammeRow],
    meant: Mapping[str, str],
    file: str,
) -> RiskOwners:
    """Give each row of risks to a programme of the register, or to one of the file itself (`own`, by key)."""
    made = {
        key: Programme(key, row.given["name"], lead=row.given.get("lead", "")) for key, row in own.items()
    }
    standing = made | dict(known)
    rows, open_, told = dict(own), [], []
    for row in adding:
        key, maybe, said = _owner(row, standing, meant, file)
        told += said
        if key is None:
            open_.append((row, maybe))
        else:
            rows[key] = _joined(rows[key], row) if key in rows else row
    return RiskOwners(rows, tuple(open_), tuple(told))


def unite_text_parts(one: str, other: str, between: str = "\n") -> str:
    """The parts of both texts, each once, the first text's first."""
    return between.join(dict.fromkeys(part for text in (one, other) if text for part in text.split(between)))


def overlay_risk_texts(standing: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """`risk` and `mitigation` as they stand with those that a table gives laid over them.

    A line of the same risk (its words before the bracket) is put right in its place, its mitigation with it
    where that is known; every other line stays, and new ones go below.
    """
    risks, plans = (_lines(standing[name]) for name in ("risk", "mitigation"))
    told = _lines(given.get("risk", ""))
    twins = _twins(risks, told)
    places: dict[str, tuple[str, str]] = {}
    put_right = list(risks)
    for at, (number, text) in enumerate(told):
        if at not in twins:
            put_right.append((number, text))
            continue
        before = risks[twins[at]][0]
        put_right[twins[at]] = (before or number, text)
        places[number] = (before, before or number)
    for number, text in _lines(given.get("mitigation", "")):
        known, own = places.get(number, ("", number))
        pair = [place for place, (other, _) in enumerate(plans) if number in places and other == known]
        if len(pair) == 1 and (known or len(risks) == 1):
            plans[pair[0]] = (own, text)
        elif all(text != standing_text for _, standing_text in plans):
            plans.append((number, text))
    return {"risk": _text(put_right), "mitigation": _text(plans)}


def _twins(standing: Sequence[Line], told: Sequence[Line]) -> dict[int, int]:
    """Place of a line told -> place of the standing line of the same risk, the same words before others."""
    found: dict[int, int] = {}
    for same in (lambda one: one, lambda one: text_key(one.split(" (")[0])):
        for at, (_, text) in enumerate(told):
            free = [place for place in range(len(standing)) if place not in found.values()]
            twin = next((place for place in free if same(standing[place][1]) == same(text)), None)
            if at not in found and twin is not None:
                found[at] = twin
    return found


def _lines(text: str) -> list[Line]:
    """Number ("" where none) and text of each line."""
    parts = ((NUMBERED.match(line), line) for line in text.split("\n") if line)
    return [(found[1], found[2]) if found else ("", line) for found, line in parts]


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(dict.fromkeys(f"{number}. {text}" if number else text for number, text in lines))


def _joined(one: ProgrammeRow, other: ProgrammeRow) -> ProgrammeRow:
    """The row with the risks of the other below its own."""
    texts = {
        name: unite_text_parts(one.given.get(name, ""), other.given[name])
        for name in ("risk", "mitigation")
        if name in other.given
    }
    return replace(one, given={**one.given, **texts})


def _owner(
    row: ProgrammeRow, known: Mapping[str, Programme], meant: Mapping[str, str], file: str
) -> tuple[str | None, tuple[str, ...], list[Finding]]:
    """The key of the programme a row means (None = not clear), who may be meant, what is to be told.

    In this order: as somebody said (`meant`: name -> key); one programme of that very name; one programme
    whose name is as alike as two that count as one (`duplicates.SAME_NAME`), which is told.
    """
    name = row.given["name"]
    if meant.get(name) in known:
        return meant[name], (), []
    same = tuple(
        one for one, programme in known.items() if name and text_key(programme.name) == text_key(name)
    )
    if len(same) == 1:
        return same[0], (), []
    likeness = {
        one: fuzz.token_sort_ratio(normalise_text(programme.name), normalise_text(name))
        for one, programme in known.items()
    }
    near = [one for one, points in likeness.items() if points >= SAME_NAME]
    if not same and len(near) == 1:
        return near[0], (), [_say("P23", row, file, name=known[near[0]].name)]
    ordered = sorted(likeness, key=lambda one: -likeness[one])
    maybe = same or tuple(one for one in ordered if likeness[one] >= MAYBE)[:MOST]
    names = " atau ".join(f"'{known[one].name}' ({known[one].lead or 'tanpa OPD'})" for one in maybe)
    proposal = f"Mungkin {names}." if maybe else "Tidak ada nama yang mirip."
    said = _say(
        "P22", row, file, proposal=f"{proposal} Pilih programnya di bawah; sampai itu belum disimpan."
    )
    return None, maybe, [said]


def _say(code: str, row: ProgrammeRow, file: str, **parts: object) -> Finding:
    cell = row.cells.get("name", f"A{row.row}")
    found = row.given["name"] or "(tanpa nama)"
    return make_programme_finding(code, file=file, sheet=row.sheet, cell=cell, found=found, **parts)
