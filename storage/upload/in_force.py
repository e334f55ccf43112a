"""What OPD have in force, to hold a new version against: answered items, their answers, programmes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

from sqlalchemy import select

from storage.engine import Store, reading_connection
from storage.results.current import current_node_values, current_versions
from storage.schema import answer, batch_file, node_value, programme
from survey.values import Answer, ReportedProgramme

ANSWER = [field.name for field in fields(Answer)]
PROGRAMME = [field.name for field in fields(ReportedProgramme)]
MISSING = "missing"


@dataclass(frozen=True)
class VersionInForce:
    """A submission as it counts now: whose, which version, and the file it came in."""

    opd: str
    slot: str
    version_id: int
    file: str


def list_versions_in_force(store: Store, scope: tuple[int, int, str]) -> list[VersionInForce]:
    """The submissions of a period, instrument and region (`scope`) that count."""
    current = current_versions(*scope).subquery()
    named = (batch_file.c.batch_id == current.c.batch_id) & (batch_file.c.upload_id == current.c.upload_id)
    query = select(current.c.opd, current.c.slot, current.c.version_id, batch_file.c.name)
    with reading_connection(store) as connection:
        rows = connection.execute(query.join(batch_file, named)).all()
    return [VersionInForce(*row) for row in rows]


def list_answered_items(store: Store, scope: tuple[int, int, str]) -> dict[str, frozenset[str]]:
    """OPD -> the items that any of its submissions in force answers."""
    current = current_versions(*scope).subquery()
    query = select(current.c.opd, answer.c.indicator).distinct()
    query = query.join(answer, answer.c.version_id == current.c.version_id)
    found: dict[str, set[str]] = {}
    with reading_connection(store) as connection:
        for opd, indicator in connection.execute(query.where(answer.c.status != MISSING)):
            found.setdefault(opd, set()).add(indicator)
    return {opd: frozenset(items) for opd, items in found.items()}


def read_answers_in_force(
    store: Store, scope: tuple[int, int, str], opd: str, items: Collection[str]
) -> dict[str, tuple[Answer, ...]]:
    """Slot -> what an OPD's submission in force answers of these items."""
    current = current_versions(*scope).subquery()
    query = select(current.c.slot, *(answer.c[name] for name in ANSWER))
    query = query.join(answer, answer.c.version_id == current.c.version_id).where(
        current.c.opd == opd, answer.c.indicator.in_(items), answer.c.status != MISSING
    )
    found: dict[str, tuple[Answer, ...]] = {}
    with reading_connection(store) as connection:
        for slot, *given in connection.execute(query.order_by(answer.c.version_id, answer.c.indicator)):
            found[slot] = (*found.get(slot, ()), Answer(**dict(zip(ANSWER, given, strict=True))))
    return found


def read_programmes_in_force(
    store: Store, scope: tuple[int, int, str]
) -> dict[tuple[str, str], tuple[ReportedProgramme, ...]]:
    """OPD and slot -> the programmes that its submission in force lists."""
    current = current_versions(*scope).subquery()
    query = select(current.c.opd, current.c.slot, *(programme.c[name] for name in PROGRAMME))
    query = query.join(programme, programme.c.version_id == current.c.version_id)
    found: dict[tuple[str, str], tuple[ReportedProgramme, ...]] = {}
    with reading_connection(store) as connection:
        for opd, slot, *given in connection.execute(query.order_by(programme.c.position)):
            listed = ReportedProgramme(**dict(zip(PROGRAMME, given, strict=True)))
            found[opd, slot] = (*found.get((opd, slot), ()), listed)
    return found


def list_known_values(store: Store, period_id: int, instrument_id: int) -> set[tuple[str, str, str]]:
    """Region, node and kind of every value in force of a region itself, published figures left out."""
    query = current_node_values(period_id, instrument_id).where(
        node_value.c.kind != "published", node_value.c.status != MISSING
    )
    with reading_connection(store) as connection:
        return {(row.region, row.node, row.kind) for row in connection.execute(query)}
