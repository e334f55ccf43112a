"""Whose risks a table of risks tells: the programme of the register that a row means, or who may be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from planning.duplicates import SAME_NAME
from planning.programme import Programme
from reference.keys import key, norm
from survey.programmes import Row
from survey.programmes.wording import finding
from survey.values import Finding

MAYBE = 60.0
"""Likeness 0..100 of two names from which one is proposed where it is not clear who is meant."""
MOST = 5
NEW = "+"
"""Said in place of a key: the risks are of a programme that is not in the register yet."""


@dataclass(frozen=True)
class Owners:
    """The rows of a file by the programme they are of, its risks with it; rows of which that is not clear,
    with the keys that may be meant; and what is to be told of it."""

    rows: Mapping[str, Row]
    open: tuple[tuple[Row, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]


def owners(
    adding: Sequence[Row],
    known: Mapping[str, Programme],
    own: Mapping[str, Row],
    meant: Mapping[str, str],
    file: str,
) -> Owners:
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
    return Owners(rows, tuple(open_), tuple(told))


def united(one: str, other: str, between: str = "\n") -> str:
    """The parts of both texts, each once, the first text's first."""
    return between.join(dict.fromkeys(part for text in (one, other) if text for part in text.split(between)))


def _joined(one: Row, other: Row) -> Row:
    """The row with the risks of the other below its own."""
    texts = {
        name: united(one.given.get(name, ""), other.given[name])
        for name in ("risk", "mitigation")
        if name in other.given
    }
    return replace(one, given={**one.given, **texts})


def _owner(
    row: Row, known: Mapping[str, Programme], meant: Mapping[str, str], file: str
) -> tuple[str | None, tuple[str, ...], list[Finding]]:
    """The key of the programme a row means (None = not clear), who may be meant, what is to be told.

    In this order: as somebody said (`meant`: name -> key); one programme of that very name; one programme
    whose name is as alike as two that count as one (`duplicates.SAME_NAME`), which is told.
    """
    name = row.given["name"]
    if meant.get(name) in known:
        return meant[name], (), []
    same = tuple(one for one, programme in known.items() if name and key(programme.name) == key(name))
    if len(same) == 1:
        return same[0], (), []
    likeness = {
        one: fuzz.token_sort_ratio(norm(programme.name), norm(name)) for one, programme in known.items()
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


def _say(code: str, row: Row, file: str, **parts: object) -> Finding:
    cell = row.cells.get("name", f"A{row.row}")
    found = row.given["name"] or "(tanpa nama)"
    return finding(code, file=file, sheet=row.sheet, cell=cell, found=found, **parts)
