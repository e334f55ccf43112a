"""The worksheets in the store: several people and groups write at once and nothing of it is lost."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planning.worksheets import causes, worksheets
from planning.worksheets.merging import MergedLine, line_identity, merge_joined_lines
from planning.worksheets.worksheets import WorksheetLine
from reference.keys import normalise_text
from storage import entries
from storage.engine import Store, reading_connection, writing_transaction
from storage.entries import Entry
from storage.results import answers
from storage.values import Actor
from workflow.codec import Codec, Words
from workflow.entries import Entries, Read
from workflow.results.stored_data import AssessmentScope, instrument_of_scope

CODEC: Codec[WorksheetLine] = Codec(WorksheetLine, fits=worksheets.is_line)
JOINS, CODES = Entries("worksheet-joins", Words()), Entries("worksheet-codes", Words())
SAID = ("part", "text", "why", "cause", "remedy", "dimension", "element", "opd", "indicators")


def group_entries(group: str) -> Entries[WorksheetLine]:
    """The lines of a group: a kind each, so that undo never reaches another group."""
    return Entries(f"worksheet-{group}", CODEC)


@dataclass(frozen=True)
class WorksheetScope:
    """Whose worksheets: a region in a period (its label)."""

    region: str
    period: str


@dataclass(frozen=True)
class Worksheet:
    """A group's lines in force by key, in the order they were first written, with the number of each.

    `count_unreadable_lines` counts stored lines that are damaged; they stay in the store.
    """

    lines: Mapping[str, WorksheetLine]
    seen: Mapping[str, int]
    unreadable: int = 0


@dataclass(frozen=True)
class WorksheetSave:
    """What a save did: lines written, lines taken out, and what others had changed meanwhile.

    `apart`: texts kept as lines of their own because somebody else changed theirs since; `kept`: texts that
    were to be taken out and stay, because somebody else changed them since.
    """

    written: int = 0
    removed: int = 0
    apart: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def read_worksheet(store: Store, room: WorksheetScope, group: str) -> Worksheet:
    """The lines of one group."""
    kind = group_entries(group)
    return _sheet(kind.read(store, room.region, room.period))


def read_worksheets(store: Store, room: WorksheetScope, groups: Iterable[str]) -> dict[str, Worksheet]:
    """Group -> its lines, of all these groups in one read."""
    kinds = {group: group_entries(group) for group in groups}
    names = [kind.kind for kind in kinds.values()]
    found = entries.list_entries_by_kind(store, room.region, room.period, names)
    return {group: _sheet(kind.of(found[kind.kind])) for group, kind in kinds.items()}


def _sheet(found: Read[WorksheetLine]) -> Worksheet:
    lines = {key: replace(line, key=key) for key, line in found.items.items()}
    return Worksheet(lines, {key: found.numbers[key] for key in lines}, len(found.damaged))


def save_worksheet_lines(
    store: Store,
    room: WorksheetScope,
    group: str,
    wanted: Sequence[WorksheetLine],
    *,
    by: Actor,
    seen: Mapping[str, int],
    without: Collection[str] = (),
) -> WorksheetSave:
    """Write lines and take out the keys `without`; `seen` holds the numbers the writer looked at.

    A line without a key is new; the same words again are one line with both authors. Where somebody else
    changed or took out a line since, both versions stay: the writer's becomes a line of its own. Raises
    StoreError without a name; nothing is stored then.
    """
    with writing_transaction(store, room.region) as connection:
        standing = read_worksheet(connection, room, group)
        placed: dict[str, WorksheetLine] = {}
        apart = []
        for line in wanted:
            stands, is_apart = _placed(replace(line, group=group), standing, seen, placed, by)
            placed[stands.key] = stands
            apart += [line.text] if is_apart else []
        new = {key: line for key, line in placed.items() if line != standing.lines.get(key)}
        gone = [key for key in without if key in standing.lines and key not in placed]
        kept = [key for key in gone if standing.seen[key] != seen.get(key)]
        values: dict[str, WorksheetLine | None] = {**new, **{key: None for key in gone if key not in kept}}
        group_entries(group).save(connection, values, room.region, room.period, by=by)
    stay = tuple(standing.lines[key].text for key in kept)
    return WorksheetSave(len(new), len(gone) - len(kept), tuple(apart), stay)


def _placed(
    line: WorksheetLine, standing: Worksheet, seen: Mapping[str, int], taken: Collection[str], by: Actor
) -> tuple[WorksheetLine, bool]:
    """The line as it is to stand, and whether it had to stand apart from what somebody else made of it."""
    known = standing.lines.get(line.key)
    if known and standing.seen[line.key] == seen.get(line.key):
        return _edited(known, line, by.name), False
    key = line.key if line.key and line.key not in seen else worksheets.worksheet_line_key(line)
    twin = standing.lines.get(key)
    if twin and (joined := _joined(twin, line)):
        return worksheets.add_line_authors(joined, *line.authors, by.name), False
    if twin or key in taken:
        key = worksheets.worksheet_line_key(line, {*standing.lines, *taken})
    return worksheets.add_line_authors(replace(line, key=key), by.name), line.key in seen


def _edited(known: WorksheetLine, line: WorksheetLine, by: str) -> WorksheetLine:
    """The line as its writer left it; one that was not touched keeps its authors."""
    if line_content(known) == line_content(line):
        return known
    return worksheets.add_line_authors(
        replace(line, group=known.group, authors=known.authors), *line.authors, by
    )


def _joined(one: WorksheetLine, other: WorksheetLine) -> WorksheetLine | None:
    """Both lines as one, where neither says anything that the other says differently."""
    values: dict[str, Any] = {}
    for name, theirs, ours in zip(SAID, line_content(one), line_content(other), strict=True):
        if (
            theirs
            and ours
            and theirs != ours
            and not (name == "text" and normalise_text(one.text) == normalise_text(other.text))
        ):
            return None
        values[name] = theirs or ours
    return replace(one, **values)


def line_content(line: WorksheetLine) -> tuple[object, ...]:
    """What a line says, without who wrote it and where it came from."""
    return tuple(getattr(line, name) for name in SAID)


def undo_worksheet_save(
    store: Store, room: WorksheetScope, group: str, by: Actor, save: int | None = None
) -> int:
    """Take back one save of a group, None = the newest of `by`; returns how many lines it had written."""
    return len(group_entries(group).undo(store, by, room.region, room.period, save))


def list_merged_lines(store: Store, room: WorksheetScope, keys: Iterable[str]) -> list[MergedLine]:
    """The lines of these groups, those that say the same joined: what documents and slides read."""
    with reading_connection(store) as connection:
        read = read_worksheets(connection, room, keys).values()
        lines = [line for each in read for line in each.lines.values()]
        return merge_joined_lines(lines, read_line_joins(connection, room))


def count_unreadable_lines(store: Store, room: WorksheetScope, keys: Iterable[str]) -> dict[str, int]:
    """Group -> how many of its stored lines are damaged; only groups that have some."""
    found = read_worksheets(store, room, keys)
    return {key: one.unreadable for key, one in found.items() if one.unreadable}


def read_line_joins(store: Store, room: WorksheetScope) -> Mapping[str, str]:
    """id of a line -> id of the line it was found to say the same as."""
    return JOINS.read(store, room.region, room.period).items


def number_line_joins(store: Store, room: WorksheetScope) -> dict[str, int]:
    """id of a joined line -> number of its entry, for `seen` of what joins and splits."""
    return JOINS.read(store, room.region, room.period).numbers


def join_lines(
    store: Store,
    room: WorksheetScope,
    together: Sequence[MergedLine],
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> None:
    """Let lines stand as one under the wording of the first; every line stays as it was written.

    OvertakenError where one of them was joined or split since `number_line_joins` in `seen`.
    """
    first, *others = together
    lead = line_identity(first.lead)
    said = {line_identity(one.lead): lead for one in others}
    JOINS.save(store, {**said, lead: None}, room.region, room.period, by=by, seen=seen)


def split_joined_lines(
    store: Store,
    room: WorksheetScope,
    joined: MergedLine,
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> None:
    """Let joined lines stand alone again; `seen` as for joining them."""
    alone = dict.fromkeys(line_identity(line) for line in joined.lines)
    JOINS.save(store, alone, room.region, room.period, by=by, seen=seen)


def list_obstacles(store: Store, scope: AssessmentScope, room: WorksheetScope) -> pd.DataFrame:
    """The obstacles OPD named in the survey: indicator, dimension, opd, slot, text, note, cause, by, number.

    `cause` is the kind of root cause ("" = not coded): as somebody set it here (`by`), else as its words say.
    A code set for other words than the answer now has no longer counts. `number`: of its entry, 0 = not set.
    """
    framework = instrument_of_scope(store, scope).framework
    rows = answers.list_answer_details(store, scope.period_id, scope.instrument_id, room.region)
    rows = rows[rows["obstacle"].map(causes.is_obstacle).astype(bool)].rename(columns={"obstacle": "text"})
    rows = rows[rows["indicator"].isin(framework.codes)].reset_index(drop=True)
    given = CODES.read(store, room.region, room.period).entries
    coded = [_code(given.get(obstacle_key(row)), row["text"]) for row in rows.to_dict("records")]
    return rows[["indicator", "opd", "slot", "text", "note"]].assign(
        dimension=[framework.dimension_of(leaf) for leaf in rows["indicator"]],
        cause=[cause for cause, _ in coded],
        by=[by for _, by in coded],
        number=[
            given[key].number if key in given else 0 for key in map(obstacle_key, rows.to_dict("records"))
        ],
    )


def obstacle_key(row: Mapping[Any, Any]) -> str:
    """What names one obstacle: its indicator and who answered."""
    return f"{row['indicator']}/{row['opd']}/{row['slot']}"


def _code(found: Entry | None, text: str) -> tuple[str, str]:
    if found is not None:
        words, _, cause = found.text.rpartition("\n")
        if words == text:
            return cause, found.by
    return causes.classify_root_cause(text), ""


def save_obstacle_causes(store: Store, room: WorksheetScope, rows: pd.DataFrame, by: Actor) -> int:
    """Set the kind of root cause of obstacles (rows of `list_obstacles` with a new `cause`); how many
    changed.

    OvertakenError where somebody set one of them since `number`, where the rows have it.
    """
    listed = rows.to_dict("records")
    texts = {obstacle_key(row): f"{row['text']}\n{row['cause']}" for row in listed}
    seen = {obstacle_key(row): int(row["number"]) for row in listed} if "number" in rows else None
    return CODES.save(store, texts, room.region, room.period, by=by, seen=seen)
