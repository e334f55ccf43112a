"""The worksheets in the store: several people and groups write at once and nothing of it is lost."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planning import causes, priorities, worksheets
from planning.joined import Merged, identity, merged
from planning.worksheets import Line
from reference.keys import norm
from storage import answers, entries
from storage.engine import Store, reading, writing
from storage.entries import Entry, Place
from workflow.load import Scope, instrument

JOINS, CODES = "worksheet-joins", "worksheet-codes"
SAID = ("part", "text", "why", "cause", "remedy", "dimension", "element", "opd", "indicators")


@dataclass(frozen=True)
class Room:
    """Whose worksheets: a region in a period (its label)."""

    region: str
    period: str

    def place(self, group: str) -> Place:
        """Where a group's lines are kept: one place each, so that undo never reaches another group."""
        return Place(f"worksheet-{group}", self.region, self.period)


@dataclass(frozen=True)
class Sheet:
    """A group's lines in force by key, in the order they were first written, with the number of each.

    `unreadable` counts stored lines that are damaged; they stay in the store.
    """

    lines: Mapping[str, Line]
    seen: Mapping[str, int]
    unreadable: int = 0


@dataclass(frozen=True)
class Saved:
    """What a save did: lines written, lines taken out, and what others had changed meanwhile.

    `apart`: texts kept as lines of their own because somebody else changed theirs since; `kept`: texts that
    were to be taken out and stay, because somebody else changed them since.
    """

    written: int = 0
    removed: int = 0
    apart: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def sheet(store: Store, room: Room, group: str) -> Sheet:
    """The lines of one group."""
    return _sheet(entries.current(store, room.place(group)))


def _sheet(found: Mapping[str, Entry]) -> Sheet:
    lines, damaged = {}, 0
    for key, entry in found.items():
        try:
            lines[key] = replace(worksheets.decode(entry.text), key=key)
        except (ValueError, TypeError):
            damaged += 1
    return Sheet(lines, {key: found[key].number for key in lines}, damaged)


def save(
    store: Store,
    room: Room,
    group: str,
    wanted: Sequence[Line],
    *,
    by: str,
    seen: Mapping[str, int],
    without: Collection[str] = (),
) -> Saved:
    """Write lines and take out the keys `without`; `seen` holds the numbers the writer looked at.

    A line without a key is new; the same words again are one line with both authors. Where somebody else
    changed or took out a line since, both versions stay: the writer's becomes a line of its own. Raises
    StoreError without a name; nothing is stored then.
    """
    with writing(store) as connection:
        standing = sheet(connection, room, group)
        placed: dict[str, Line] = {}
        apart = []
        for line in wanted:
            stands, is_apart = _placed(replace(line, group=group), standing, seen, placed, by)
            placed[stands.key] = stands
            apart += [line.text] if is_apart else []
        new = {key: line for key, line in placed.items() if line != standing.lines.get(key)}
        gone = [key for key in without if key in standing.lines and key not in placed]
        kept = [key for key in gone if standing.seen[key] != seen.get(key)]
        texts: dict[str, str | None] = {key: worksheets.encode(line) for key, line in new.items()}
        texts |= {key: None for key in gone if key not in kept}
        entries.save(connection, room.place(group), texts, by=by)
    stay = tuple(standing.lines[key].text for key in kept)
    return Saved(len(new), len(gone) - len(kept), tuple(apart), stay)


def _placed(
    line: Line, standing: Sheet, seen: Mapping[str, int], taken: Collection[str], by: str
) -> tuple[Line, bool]:
    """The line as it is to stand, and whether it had to stand apart from what somebody else made of it."""
    known = standing.lines.get(line.key)
    if known and standing.seen[line.key] == seen.get(line.key):
        return _edited(known, line, by), False
    key = line.key if line.key and line.key not in seen else worksheets.key_of(line)
    twin = standing.lines.get(key)
    if twin and (joined := _joined(twin, line)):
        return worksheets.signed(joined, *line.authors, by), False
    if twin or key in taken:
        key = worksheets.key_of(line, {*standing.lines, *taken})
    return worksheets.signed(replace(line, key=key), by), line.key in seen


def _edited(known: Line, line: Line, by: str) -> Line:
    """The line as its writer left it; one that was not touched keeps its authors."""
    if said(known) == said(line):
        return known
    return worksheets.signed(replace(line, group=known.group, authors=known.authors), *line.authors, by)


def _joined(one: Line, other: Line) -> Line | None:
    """Both lines as one, where neither says anything that the other says differently."""
    values: dict[str, Any] = {}
    for name, theirs, ours in zip(SAID, said(one), said(other), strict=True):
        if theirs and ours and theirs != ours and not (name == "text" and norm(one.text) == norm(other.text)):
            return None
        values[name] = theirs or ours
    return replace(one, **values)


def said(line: Line) -> tuple[object, ...]:
    """What a line says, without who wrote it and where it came from."""
    return tuple(getattr(line, name) for name in SAID)


def undo(store: Store, room: Room, group: str, by: str) -> int:
    """Take back the newest save of a group, whoever made it; returns how many lines it had written."""
    return len(entries.undo(store, room.place(group), by))


def everything(store: Store, room: Room, keys: Iterable[str]) -> list[Merged]:
    """The lines of these groups, those that say the same joined: what documents and slides read."""
    with reading(store) as connection:
        lines = [line for key in keys for line in sheet(connection, room, key).lines.values()]
        return merged(lines, joins(connection, room))


def unreadable(store: Store, room: Room, keys: Iterable[str]) -> dict[str, int]:
    """Group -> how many of its stored lines are damaged; only groups that have some."""
    with reading(store) as connection:
        found = {key: sheet(connection, room, key).unreadable for key in keys}
    return {key: number for key, number in found.items() if number}


def joins(store: Store, room: Room) -> dict[str, str]:
    """id of a line -> id of the line it was found to say the same as."""
    found = entries.current(store, Place(JOINS, room.region, room.period))
    return {own: entry.text for own, entry in found.items()}


def join(store: Store, room: Room, together: Sequence[Merged], by: str) -> None:
    """Let lines stand as one under the wording of the first; every line stays as it was written."""
    first, *others = together
    lead = identity(first.lead)
    texts = {identity(one.lead): lead for one in others}
    entries.save(store, Place(JOINS, room.region, room.period), {**texts, lead: None}, by=by)


def part(store: Store, room: Room, joined: Merged, by: str) -> None:
    """Let joined lines stand alone again."""
    texts = dict.fromkeys((identity(line) for line in joined.lines), None)
    entries.save(store, Place(JOINS, room.region, room.period), texts, by=by)


def obstacles(store: Store, scope: Scope, room: Room) -> pd.DataFrame:
    """The obstacles OPD named in the survey: indicator, dimension, opd, slot, text, note, cause, by.

    `cause` is the kind of root cause ("" = not coded): as somebody set it here (`by`), else as its words say.
    A code set for other words than the answer now has no longer counts.
    """
    framework = instrument(store, scope).framework
    rows = answers.answer_details(store, scope.period_id, scope.instrument_id, room.region)
    rows = rows[rows["obstacle"].map(causes.is_obstacle).astype(bool)].rename(columns={"obstacle": "text"})
    rows = rows[rows["indicator"].isin(framework.codes)].reset_index(drop=True)
    given = entries.current(store, Place(CODES, room.region, room.period))
    coded = [_code(given.get(obstacle_key(row)), row["text"]) for row in rows.to_dict("records")]
    return rows[["indicator", "opd", "slot", "text", "note"]].assign(
        dimension=[priorities.dimension(framework, leaf) for leaf in rows["indicator"]],
        cause=[cause for cause, _ in coded],
        by=[by for _, by in coded],
    )


def obstacle_key(row: Mapping[Any, Any]) -> str:
    """What names one obstacle: its indicator and who answered."""
    return f"{row['indicator']}/{row['opd']}/{row['slot']}"


def _code(found: Entry | None, text: str) -> tuple[str, str]:
    if found is not None:
        words, _, cause = found.text.rpartition("\n")
        if words == text:
            return cause, found.by
    return causes.read(text), ""


def code(store: Store, room: Room, rows: pd.DataFrame, by: str) -> int:
    """Set the kind of root cause of obstacles (rows of `obstacles` with a new `cause`); how many changed."""
    texts = {obstacle_key(row): f"{row['text']}\n{row['cause']}" for row in rows.to_dict("records")}
    return entries.save(store, Place(CODES, room.region, room.period), texts, by=by)
