"""The OPD of a region with the urusan each carries, and how they stood on any day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from storage import audit
from storage.engine import Store, query_frame, reading_connection, writing_transaction
from storage.errors import NewerSave, OvertakenError, StoreError
from storage.schema import agency, agency_sector
from storage.values import Actor

COLUMNS = ("opd", "code", "name", "short", "sectors", "district", "vote")
FACTS = ("code", "name", "short", "district", "vote", "predecessor")

Row = dict[str, Any]


def write_roster(store: Store, region: str, roster: pd.DataFrame, actor: Actor, *, since: date) -> None:
    """Make `roster` the region's OPD from `since` until the next list that begins later, if any does.

    Columns as COLUMNS, and `predecessor` (the OPD it came from) where known. What it replaces stays as
    history. An OPD left out ends; one that did not change stays as it is. Raises StoreError when an OPD
    stands twice.
    """
    wanted = _rows(roster)
    with writing_transaction(store, region) as connection:
        until = _next_list(connection, region, since)
        current = _current(connection, region, since)
        changed = [row for opd, row in wanted.items() if not _same(row, current.get(opd))]
        ended = [row for opd, row in current.items() if opd not in wanted or not _same(wanted[opd], row)]
        moved = [
            row
            for opd, row in current.items()
            if opd in wanted and wanted[opd]["position"] != row["position"]
        ]
        if not changed and not ended and not moved:
            return
        for row in moved:
            place = update(agency).where(agency.c.id == row["id"])
            connection.execute(place.values(position=wanted[row["opd"]]["position"]))
        added = _end(connection, ended, since, until)
        added += _add(connection, region, changed, since, until)
        said = [", ".join(sorted(row["opd"] for row in rows)) for rows in (ended, changed)]
        keys = [row["id"] for row in (*moved, *ended)] + added
        audit.record_change(
            connection,
            actor,
            "roster.save",
            f"roster {region}",
            old=said[0],
            new=said[1],
            region=region,
            rows={agency: keys, agency_sector: keys},
        )


def read_roster(store: Store, region: str, on: date | None = None) -> pd.DataFrame:
    """The last list of OPD, or the one that is valid on a day; columns COLUMNS and predecessor.

    Before the first list there was, the first is valid. Empty when there is none.
    """
    valid = agency.c.valid_to.is_(None) if on is None else is_valid_on(on)
    with reading_connection(store) as connection:
        found = query_frame(connection, _agencies(region).where(valid).order_by(agency.c.position))
        return _with_sectors(connection, region, found)[[*COLUMNS, "predecessor"]]


def roster_texts(roster: pd.DataFrame) -> dict[str, str]:
    """OPD -> what a list says of it, as JSON: what a person who edits it looks at."""
    named = ("name", "short", "sectors", "code")
    return {
        str(row["opd"]): json.dumps({name: str(row[name]) for name in named}, ensure_ascii=False)
        for row in roster.to_dict("records")
    }


def refuse_overtaken_roster(
    store: Store, region: str, on: date, wanted: pd.DataFrame, seen: Mapping[str, str]
) -> None:
    """OvertakenError where somebody changed an OPD of the list that is valid on a day since it was `seen`.

    `seen` as `roster_texts`, {} where no list was kept. An OPD that stands as `wanted` is no clash.
    """
    with reading_connection(store) as connection:
        standing, mine = roster_texts(read_roster(connection, region, on)), roster_texts(wanted)
        over = [
            opd for opd in {**seen, **standing} if standing.get(opd) not in (seen.get(opd), mine.get(opd))
        ]
        if over:
            who = audit.find_last_writer(connection, "roster.save", f"roster {region}", region)
            raise OvertakenError([NewerSave(opd, standing.get(opd), 0, *who) for opd in over])


def is_valid_on(day: date) -> ColumnElement[bool]:
    """Of which rows of `agency` the list of a region consists on a day; before its first list, that one."""
    other = agency.alias("first")
    first = select(func.min(other.c.valid_from)).where(other.c.region == agency.c.region).scalar_subquery()
    at = case((first > day, first), else_=literal(day, Date))
    return (agency.c.valid_from <= at) & (agency.c.valid_to.is_(None) | (agency.c.valid_to > at))


def find_last_list(store: Store, region: str, by: date = date.max) -> date | None:
    """The last day, `by` a day, on which the list of OPD changed; None where it never did."""
    with reading_connection(store) as connection:
        found = [
            connection.scalar(select(func.max(day)).where(agency.c.region == region, day <= by))
            for day in (agency.c.valid_from, agency.c.valid_to)
        ]
    return max((day for day in found if day is not None), default=None)


def list_roster_days(store: Store, region: str) -> list[date]:
    """The days on which a list of OPD of the region began, the earliest first."""
    query = select(agency.c.valid_from).where(agency.c.region == region).distinct()
    with reading_connection(store) as connection:
        return sorted(connection.scalars(query))


def _next_list(connection: Connection, region: str, since: date) -> date | None:
    """The first day after `since` on which an OPD of the region begins or ends."""
    days = (agency.c.valid_from, agency.c.valid_to)
    found = [
        connection.scalar(select(func.min(day)).where(agency.c.region == region, day > since)) for day in days
    ]
    return min((day for day in found if day is not None), default=None)


def _agencies(region: str) -> Select[Any]:
    return select(agency).where(agency.c.region == region)


def _with_sectors(connection: Connection, region: str, agencies: pd.DataFrame) -> pd.DataFrame:
    query = select(agency_sector.c.agency_id, agency_sector.c.sector).join(agency)
    rows = connection.execute(query.where(agency.c.region == region).order_by(agency_sector.c.position))
    carried: dict[int, list[str]] = {}
    for key, sector in rows:
        carried.setdefault(key, []).append(sector)
    return agencies.assign(sectors=[";".join(carried.get(key, ())) for key in agencies["id"]])


def _current(connection: Connection, region: str, on: date) -> dict[str, Row]:
    begun = (agency.c.valid_from <= on) & (agency.c.valid_to.is_(None) | (agency.c.valid_to > on))
    found = query_frame(connection, _agencies(region).where(begun))
    return _by_opd(_with_sectors(connection, region, found))


def _rows(roster: pd.DataFrame) -> dict[str, Row]:
    twice = roster["opd"][roster["opd"].duplicated()].unique()
    if len(twice):
        raise StoreError(f"OPD tercantum lebih dari sekali: {', '.join(twice)}.")
    whole = roster.assign(predecessor=roster.get("predecessor", ""), position=range(len(roster))).fillna("")
    return _by_opd(whole[[*COLUMNS, "predecessor", "position"]])


def _by_opd(agencies: pd.DataFrame) -> dict[str, Row]:
    return {
        str(row["opd"]): {str(name): given for name, given in row.items()}
        for row in agencies.to_dict("records")
    }


def _same(wanted: Row, current: Mapping[str, Any] | None) -> bool:
    return current is not None and all(wanted[name] == current[name] for name in (*FACTS, "sectors"))


def _end(connection: Connection, rows: list[Row], day: date, until: date | None) -> list[int]:
    """Close the rows the day before `day`; a state that began that very day is corrected, not kept.

    From `until` on a later list holds, in which they go on as they were; the keys of what is added for that.
    """
    going_on: dict[object, list[Row]] = {}
    for row in rows:
        this = agency.c.id == row["id"]
        if until is not None and (pd.isna(row["valid_to"]) or row["valid_to"] > until):
            going_on.setdefault(None if pd.isna(row["valid_to"]) else row["valid_to"], []).append(row)
        if row["valid_from"] == day:
            connection.execute(delete(agency).where(this))
        else:
            connection.execute(update(agency).where(this).values(valid_to=day))
    return [
        key
        for last, later in going_on.items()
        for key in _add(connection, str(later[0]["region"]), later, until, last)
    ]


def _add(connection: Connection, region: str, rows: list[Row], day: date | None, until: object) -> list[int]:
    """Add OPD that stand from `day` on, before `until` (None = still so); their keys."""
    if not rows:
        return []
    begun = {"region": region, "valid_from": day}
    facts = [
        begun | {"valid_to": until} | {name: row[name] for name in ("opd", *FACTS, "position")}
        for row in rows
    ]
    connection.execute(insert(agency), facts)
    query = select(agency.c.opd, agency.c.id).filter_by(**begun)
    keys = {row.opd: row.id for row in connection.execute(query)}
    carried = [
        {"agency_id": keys[row["opd"]], "sector": name, "position": at}
        for row in rows
        for at, name in enumerate(_sectors(row))
    ]
    if carried:
        connection.execute(insert(agency_sector), carried)
    return [keys[row["opd"]] for row in rows]


def _sectors(row: Row) -> dict[str, None]:
    return dict.fromkeys(part.strip() for part in str(row["sectors"]).split(";") if part.strip())
