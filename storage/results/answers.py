"""The answers in force, as scoring and the screens read them, and the key that says they changed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, false, func, not_, or_, select

from reference.instruments.own_items import PREFIX
from storage import audit
from storage.engine import Store, query_frame, reading_connection
from storage.results.current import (
    current_decisions,
    current_node_values,
    current_participation,
    current_versions,
)
from storage.schema import answer, assignment, batch, batch_file

COLUMNS = [
    *("unit", "indicator", "opd", "respondent", "role"),
    *("status", "claimed", "agreed", "verified", "evidence"),
]
PLACE = ["unit", "indicator"]


def scope_revision(store: Store, period_id: int, instrument_id: int, region: str | None = None) -> str:
    """A short key that differs whenever anything in the results of the scope may differ: a cache key."""
    with reading_connection(store) as connection:
        return audit.scope_revision_key(connection, period_id, instrument_id, region)


def read_answers_frame(
    store: Store, period_id: int, instrument_id: int, region: str | None = None, *, beside: bool = False
) -> pd.DataFrame:
    """The answers frame of scoring: one row per unit x indicator x respondent, columns COLUMNS.

    `beside`: of the kabupaten's own items beside the index, else of all others; never of both.

    claimed, agreed and verified are on the instrument's scale, NaN = unknown. opd is the voting body; "" is a
    value of the region itself. An OPD that nobody asked about an indicator supports it, unless nobody at all
    was asked. What was decided here (agreed, verified) stands over what a file says and is on every row of
    its indicator; an indicator that only has such a value gets a row of its own with status "missing". A
    region whose newest file says that it took no part keeps none of its own values from older files.
    """
    scope = (period_id, instrument_id, region)
    with reading_connection(store) as connection:
        given = query_frame(connection, _given(*scope).where(_is_beside(answer.c.indicator, beside)))
        values = query_frame(connection, current_node_values(*scope))
        decided = query_frame(connection, current_decisions(*scope))
        said = query_frame(connection, current_participation(*scope))
    values = values[~values["region"].isin(said["region"][~said["took_part"]])]
    values, decided = (rows[rows["node"].str.startswith(PREFIX) == beside] for rows in (values, decided))
    claimed = values[values["kind"] == "claimed"]
    rows = pd.concat([_of_agencies(given), _of_regions(claimed)], ignore_index=True)
    agreed = _by_place(decided[decided["kind"] == "agreed"])
    verified = _by_place(decided[decided["kind"] == "verified"])
    read = _by_place(values[values["kind"] == "verified"])
    return _with_decided(rows, agreed, verified.combine_first(read) if len(read) else verified)


def _is_beside(code: ColumnElement[str], beside: bool) -> ColumnElement[bool]:
    own = code.startswith(PREFIX, autoescape=True)
    return own if beside else not_(own)


def _given(period_id: int, instrument_id: int, region: str | None) -> Select[Any]:
    """One row per answer of the submissions in force, leads last: the last verified value known counts."""
    current = current_versions(period_id, instrument_id, region).subquery()
    role, joined = _with_role(current.join(answer, answer.c.version_id == current.c.version_id), current)
    query = select(
        current.c.region.label("unit"),
        answer.c.indicator,
        current.c.vote.label("opd"),
        current.c.opd.label("sender"),
        current.c.slot.label("respondent"),
        role.label("role"),
        answer.c.status,
        answer.c.value.label("claimed"),
        answer.c.verified,
        or_(answer.c.evidence != "", answer.c.evidence_link != "").label("evidence"),
    ).select_from(joined)
    return query.order_by(role.desc(), answer.c.version_id, answer.c.indicator)


def _with_role(joined: FromClause, current: FromClause) -> tuple[ColumnElement[str], FromClause]:
    """The role of each answer's OPD, asked by itself or as part of its voting body, and the joins for it."""
    here = ("period_id", "instrument_id", "region")
    own, body, anyone = (assignment.alias(name) for name in ("own", "body", "anyone"))

    def asked(who: Any) -> ColumnElement[bool]:
        return and_(*(who.c[name] == current.c[name] for name in here), who.c.indicator == answer.c.indicator)

    joined = joined.outerjoin(own, asked(own) & (own.c.opd == current.c.opd))
    joined = joined.outerjoin(body, asked(body) & (body.c.opd == current.c.vote))
    role = case(
        (own.c.role.is_not(None), own.c.role),
        (body.c.role.is_not(None), body.c.role),
        (exists().where(asked(anyone)), "support"),
        else_="lead",
    )
    return role, joined


def _of_agencies(given: pd.DataFrame) -> pd.DataFrame:
    """Answers with respondents told apart where several OPD share one vote."""
    shared = given["sender"] != given["opd"]
    named = (given["sender"] + " " + given["respondent"]).str.rstrip()
    given = given.assign(respondent=given["respondent"].where(~shared, named), agreed=float("nan"))
    return given[COLUMNS]


def _of_regions(claimed: pd.DataFrame) -> pd.DataFrame:
    """Values of the region itself: no OPD, counted as the lead's."""
    rows = claimed[["region", "node", "status", "value"]].set_axis([*PLACE, "status", "claimed"], axis=1)
    numbers = dict.fromkeys(("agreed", "verified"), float("nan"))
    rows = rows.assign(opd="", respondent="", role="lead", evidence=False, **numbers)[COLUMNS]
    texts = dict.fromkeys((*PLACE, "opd", "respondent", "role", "status"), "str")
    return rows.astype(texts | {"claimed": "float64", "evidence": "bool"})


def _by_place(rows: pd.DataFrame) -> pd.Series[float]:
    """Known values by unit and indicator; a withdrawn one is none."""
    known = rows[rows["value"].notna()]
    places = pd.MultiIndex.from_arrays([known["region"], known["node"]], names=PLACE)
    return pd.Series(known["value"].astype("float64").array, index=places)


def _with_decided(rows: pd.DataFrame, agreed: pd.Series[float], verified: pd.Series[float]) -> pd.DataFrame:
    places = pd.MultiIndex.from_frame(rows[PLACE])
    lonely = agreed.index.union(verified.index).difference(places)
    if len(lonely):
        bare = pd.DataFrame({"region": lonely.get_level_values(0), "node": lonely.get_level_values(1)})
        rows = pd.concat([rows, _of_regions(bare.assign(status="missing", value=None))], ignore_index=True)
        places = pd.MultiIndex.from_frame(rows[PLACE])
    if len(agreed):
        rows["agreed"] = agreed.reindex(places).to_numpy()
    if len(verified):
        rows["verified"] = verified.reindex(places).fillna(rows["verified"].set_axis(places)).to_numpy()
    return rows


def list_answer_details(
    store: Store, period_id: int, instrument_id: int, region: str, indicator: str | None = None
) -> pd.DataFrame:
    """Every answer in force with its texts, evidence and source; one row per indicator and respondent.

    Without an `indicator` those of the kabupaten's own items beside the index are left out.

    Columns: indicator, opd (the sender), slot, vote, role, status, claimed, verified, verified_note, fact,
    analysis, obstacle, evidence (its name), evidence_link, evidence_date, note, file, sheet, cell, version,
    upload_id, batch_id, uploaded_at, actor.
    """
    current = current_versions(period_id, instrument_id, region).subquery()
    role, joined = _with_role(current.join(answer, answer.c.version_id == current.c.version_id), current)
    texts = ("fact", "analysis", "obstacle", "evidence", "evidence_link", "evidence_date", "note")
    query = select(
        answer.c.indicator,
        *(current.c[name] for name in ("opd", "slot", "vote")),
        role.label("role"),
        answer.c.status,
        answer.c.value.label("claimed"),
        answer.c.verified,
        answer.c.verified_note,
        *(answer.c[name] for name in texts),
        batch_file.c.name.label("file"),
        answer.c.sheet,
        answer.c.cell,
        current.c.number.label("version"),
        current.c.upload_id,
        current.c.batch_id,
        batch.c.created_at.label("uploaded_at"),
        batch.c.actor,
    ).select_from(_with_source(joined, current))
    wanted = answer.c.indicator == indicator if indicator else _is_beside(answer.c.indicator, False)
    query = query.where(wanted)
    with reading_connection(store) as connection:
        return query_frame(
            connection, query.order_by(answer.c.indicator, role, current.c.opd, current.c.slot)
        )


def _with_source(joined: FromClause, current: FromClause) -> FromClause:
    file = and_(batch_file.c.batch_id == current.c.batch_id, batch_file.c.upload_id == current.c.upload_id)
    return joined.join(batch, batch.c.id == current.c.batch_id).join(batch_file, file)


def list_asked_and_answered(store: Store, period_id: int, instrument_id: int, region: str) -> pd.DataFrame:
    """What was asked and what came: one row per assignment and respondent in force.

    Columns: indicator, opd (as assigned), role, sender ("" = nothing was sent), slot, status ("" = nothing
    was sent, or a file without this row), evidence (bool), uploaded_at.
    """
    asked = assignment.alias("asked")
    current = current_versions(period_id, instrument_id, region).subquery()
    sent = or_(asked.c.opd == current.c.opd, asked.c.opd == current.c.vote)
    own = and_(answer.c.version_id == current.c.version_id, answer.c.indicator == asked.c.indicator)
    joined = asked.outerjoin(current, sent).outerjoin(answer, own)
    joined = joined.outerjoin(batch, batch.c.id == current.c.batch_id)
    here = {"period_id": period_id, "instrument_id": instrument_id, "region": region}
    query = (
        select(
            *(asked.c[name] for name in ("indicator", "opd", "role")),
            func.coalesce(current.c.opd, "").label("sender"),
            func.coalesce(current.c.slot, "").label("slot"),
            func.coalesce(answer.c.status, "").label("status"),
            func.coalesce(or_(answer.c.evidence != "", answer.c.evidence_link != ""), false()).label(
                "evidence"
            ),
            batch.c.created_at.label("uploaded_at"),
        )
        .select_from(joined)
        .where(*(asked.c[name] == value for name, value in here.items()))
        .order_by(asked.c.indicator, asked.c.role, asked.c.opd, current.c.opd, current.c.slot)
    )
    with reading_connection(store) as connection:
        return query_frame(connection, query)
