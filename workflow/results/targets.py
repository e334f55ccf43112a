"""Targets a region agrees for a node and a year, beside those its instrument brings."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from reference.instruments import Instrument
from storage import audit
from storage.engine import Store, writing_transaction
from storage.errors import StoreError
from storage.setup import periods, targets
from workflow.results.assess import hand_down_targets
from workflow.results.stored_data import AssessmentScope, instrument_of_scope


def agree_target(
    store: Store, scope: AssessmentScope, region: str, node: str, year: int, value: float | None, *, by: str
) -> None:
    """The target of `node` from `year` on, on the instrument's scale, agreed by whom; None withdraws it.

    Raises StoreError for a node or a level the instrument does not have, and for a year whose gaps a locked
    period already shows.
    """
    _require_on_scale(instrument_of_scope(store, scope), node, value)
    _require_open(store, year)
    targets.save_target(store, region, node, year, value, by=by)


def agree_targets(
    store: Store,
    scope: AssessmentScope,
    region: str,
    year: int,
    wanted: Mapping[str, float | None],
    *,
    by: str,
) -> int:
    """Make `wanted` (node -> level, None = none of its own) the targets set for that very year.

    All of it or nothing; returns how many changed. Raises StoreError as `agree_target`.
    """
    with writing_transaction(store) as connection:
        kept = targets_set_for_year(connection, region, year)
        changed = {node: value for node, value in wanted.items() if kept.get(node) != value}
        for node, value in changed.items():
            agree_target(connection, scope, region, node, year, value, by=by)
    return len(changed)


def targets_set_for_year(store: Store, region: str, year: int) -> dict[str, float]:
    """The targets set for that very year, by node."""
    found = targets.list_targets(store, region)
    found = found[found["year"] == year]
    return dict(zip(found["node"], found["value"], strict=True))


def effective_targets(store: Store, scope: AssessmentScope, region: str, year: int) -> pd.DataFrame:
    """What counts in `year`, one row per node: node, name, parent, level, target, basis, since, by.

    target is on the instrument's scale, NaN = none. basis: "agreed" (here), "parent" (agreed higher up),
    "instrument" (its own), "children" (their weighted mean), "" (none). since and by tell of an agreed one.
    """
    framework = instrument_of_scope(store, scope).framework
    agreed = targets.targets_in_force(store, region, year)
    handed = hand_down_targets(framework, agreed)
    aims = framework.with_targets(handed).targets()
    rows = [(node.code, node.name, node.parent, node.level) for node in framework.nodes]
    table = pd.DataFrame(rows, columns=["node", "name", "parent", "level"])
    table["target"] = table["node"].map(aims).astype(float)
    own = {node.code for node in framework.nodes if node.target is not None}
    table["basis"] = [_basis(code, agreed, handed, own, aims[code]) for code in table["node"]]
    return table.merge(_agreed(store, region, year), on="node", how="left")


def agreed_target_years(store: Store, region: str) -> list[int]:
    """The years for which the region has agreed a target, the earliest first."""
    return sorted(targets.list_targets(store, region)["year"].unique().tolist())


def target_year_of_period(store: Store, region: str, year: int) -> int:
    """The year whose targets a period of `year` is held against: its own, else the next one agreed."""
    agreed = agreed_target_years(store, region)
    if not agreed or agreed[0] <= year:
        return year
    return agreed[0]


def index_target_path(
    store: Store, scope: AssessmentScope, region: str, ends: Mapping[str, int]
) -> dict[int, float]:
    """Year -> target of the index: what the region agreed, else the instrument's own at the end of each term.

    `ends`: horizon of the instrument -> the last year of that term.
    """
    chosen = instrument_of_scope(store, scope)
    framework, root = chosen.framework, chosen.framework.roots[0]
    found: dict[int, float | None] = {}
    for year in agreed_target_years(store, region):
        handed = hand_down_targets(framework, targets.targets_in_force(store, region, year))
        found[year] = framework.with_targets(handed).targets()[root]
    if not found:
        for name, year in ends.items():
            if name in chosen.horizons:
                found[year] = framework.with_targets(chosen.targets(name)).targets()[root]
    return {year: target for year, target in found.items() if target is not None}


def instrument_targets(chosen: Instrument) -> pd.DataFrame:
    """The instrument's own targets: one row per node code, one column per horizon, NaN = none."""
    framework = chosen.framework
    columns = {name: framework.with_targets(chosen.targets(name)).targets() for name in chosen.horizons}
    return pd.DataFrame(columns, index=pd.Index(framework.codes, name="node"), dtype=float)


def target_change_history(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """Every change of a target of this instrument, the newest first: at, by, node, year, old, new (texts)."""
    said = audit.list_audit_entries(store, region=region)
    said = said[(said["action"] == "target.set") & (said["region"] == region)]
    place = said["object"].str.rsplit(" ", n=1, expand=True).reindex(columns=[0, 1])
    table = said.rename(columns={"actor": "by"})[["at", "by", "old", "new"]]
    table = table.assign(node=place[0], year=place[1])[["at", "by", "node", "year", "old", "new"]]
    codes = instrument_of_scope(store, scope).framework.codes
    return table[table["node"].isin(codes)].reset_index(drop=True)


def _require_on_scale(chosen: Instrument, node: str, value: float | None) -> None:
    framework = chosen.framework
    if node not in framework.codes:
        raise StoreError(f"Simpul {node} tidak ada pada instrumen {chosen.title} {chosen.version}.")
    if value is None:
        return
    scale = framework.scale
    if not (math.isfinite(value) and scale.minimum <= value <= scale.maximum):
        raise StoreError(
            f"Target {_said(value)} berada di luar skala {scale.minimum:g} sampai {scale.maximum:g}."
        )
    if scale.integers and node in framework.leaves and value != int(value):
        raise StoreError(f"Target indikator {node} harus tingkat bulat, bukan {_said(value)}.")


def _require_open(store: Store, year: int) -> None:
    for period in periods.list_periods(store):
        if period.locked_at and period.ends.year >= year:
            raise StoreError(
                f'Periode "{period.label}" sudah dikunci, sehingga target tahun {year} tidak dapat diubah.'
            )


def _basis(code: str, agreed: dict[str, float], handed: dict[str, float], own: set[str], aim: object) -> str:
    if code in agreed:
        return "agreed"
    if code in handed:
        return "parent"
    if code in own:
        return "instrument"
    return "" if aim is None else "children"


def _agreed(store: Store, region: str, year: int) -> pd.DataFrame:
    """node, since, by of the newest target agreed for `year` or before."""
    found = targets.list_targets(store, region)
    past = (
        found[found["year"] <= year].sort_values("year", kind="stable").drop_duplicates("node", keep="last")
    )
    return past.rename(columns={"year": "since"})[["node", "since", "by"]]


def _said(value: float) -> str:
    return f"{value:g}".replace(".", ",")
