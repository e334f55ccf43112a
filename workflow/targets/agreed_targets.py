"""Targets a region agrees for a node and a year, beside those its instrument brings."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import pandas as pd

from charts.drawing.format import format_plain, format_span
from planning.plan.target_year import TargetYear, horizon_ends
from reference.instruments import Instrument
from scoring import Framework
from storage import audit
from storage.engine import Store, writing_transaction
from storage.errors import StoreError
from storage.schema import target
from storage.setup import targets
from storage.states.earlier_rows import (
    RowScope,
    SavedRows,
    close_earlier_rows,
    decode_earlier_rows,
    find_earlier_rows,
    keep_earlier_rows,
    require_standing_rows,
)
from storage.values import Actor
from workflow.results.assess import hand_down_targets, tree_at_horizon
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.results.target_basis import target_bases
from workflow.targets import target_years
from workflow.targets.region_selection import RegionSelection


def agree_target(
    store: Store,
    scope: AssessmentScope,
    region: str,
    node: str,
    year: int,
    value: float | None,
    *,
    by: Actor,
    said_by: str = "",
    seen: int | None = None,
) -> None:
    """The target of `node` from `year` on, on the instrument's scale, agreed by whom; None withdraws it.

    Raises StoreError for a node or a level the instrument does not have, and where a locked period shows gaps
    to it. `by`, `said_by`, `seen`: as in `storage.setup.targets.save_target`.
    """
    _require_on_scale(instrument_of_scope(store, scope), node, value)
    targets.save_target(store, region, node, year, value, by=by, said_by=said_by, seen=seen)


def agree_targets(
    store: Store,
    scope: AssessmentScope,
    region: str,
    year: int,
    wanted: Mapping[str, float | None],
    *,
    by: Actor,
    said_by: str = "",
    seen: Mapping[str, int] | None = None,
) -> int:
    """Make `wanted` (node -> level, None = none of its own) the targets set for that very year.

    All of it or nothing; returns how many changed. Raises StoreError as `agree_target`; `seen` holds the
    numbers the writer looked at, 0 for a node without.
    """
    with writing_transaction(store, region) as connection:
        kept = targets_set_for_year(connection, region, year)
        changed = {node: value for node, value in wanted.items() if kept.get(node) != value}
        with keep_earlier_rows(connection, region, name_targets(year), _target_scopes(region, year, changed)):
            for node, value in changed.items():
                number = None if seen is None else seen.get(node, 0)
                agree_target(
                    connection, scope, region, node, year, value, by=by, said_by=said_by, seen=number
                )
    return len(changed)


def name_targets(year: int) -> str:
    """What the undo of the targets set for a year belongs to."""
    return f"targets {year}"


def _target_scopes(region: str, year: int, nodes: Collection[str]) -> list[RowScope]:
    return [RowScope(target, {"region": region, "year": year, "node": sorted(nodes)})] if nodes else []


def find_undoable_targets(store: Store, region: str, year: int, actor: Actor) -> SavedRows | None:
    """The last save of targets for a year, where it can be taken back."""
    return find_earlier_rows(store, region, name_targets(year), actor)


def list_nodes_of_save(save: SavedRows) -> list[str]:
    """The nodes whose targets a save set."""
    return list(dict.fromkeys(str(row["node"]) for row in save.after[target.name]))


def undo_agreed_targets(store: Store, region: str, number: int, by: Actor) -> int:
    """Agree again on what one save of `agree_targets` had replaced; how many, 0 where that was done already.

    Written as targets of their own, so that a number that somebody looked at never names another. StoreError
    where somebody set one of them since.
    """
    with writing_transaction(store, region) as connection:
        save = require_standing_rows(connection, number)
        if save is None:
            return 0
        before, after = (decode_earlier_rows(text)[target.name] for text in (save.before, save.after))
        places = {(str(row["node"]), int(row["year"])): row for row in after}
        stood = {(str(row["node"]), int(row["year"])): row for row in before}
        for node, year in places:
            old = stood.get((node, year), {"value": None, "by": ""})
            value = None if old["value"] is None else float(old["value"])
            targets.save_target(connection, region, node, year, value, by=by, said_by=str(old["by"]))
        close_earlier_rows(connection, number)
        return len(places)


def targets_set_for_year(store: Store, region: str, year: int) -> dict[str, float]:
    """The targets set for that very year, by node."""
    found = targets.list_targets(store, region)
    found = found[found["year"] == year]
    return dict(zip(found["node"], found["value"], strict=True))


def target_numbers_for_year(store: Store, region: str, year: int) -> dict[str, int]:
    """The numbers of the targets set for that very year, by node, for `seen` of `agree_targets`."""
    found = targets.list_targets(store, region)
    found = found[found["year"] == year]
    return {str(node): int(number) for node, number in zip(found["node"], found["number"], strict=True)}


def effective_targets(selection: RegionSelection, year: int) -> pd.DataFrame:
    """What counts in `year` for the one region: node, name, parent, level, target, basis, since, by.

    One row per node. target is on the instrument's scale, NaN = none; basis as `target_bases`. since and by
    tell of an agreed one.
    """
    region = selection.regions[0]
    target = selection.target_years(year)[region]
    framework = aimed_tree(selection.instrument, target)
    rows = [(node.code, node.name, node.parent, node.level) for node in framework.nodes]
    table = pd.DataFrame(rows, columns=["node", "name", "parent", "level"])
    table["target"] = table["node"].map(framework.targets()).astype(float)
    table["basis"] = table["node"].map(target_bases(framework, target))
    return table.merge(_agreed(selection.store, region, year), on="node", how="left")


def aimed_tree(instrument: Instrument, target: TargetYear) -> Framework:
    """The instrument's tree with the targets that a region is held against."""
    framework = tree_at_horizon(instrument, target.horizon)
    return framework.with_targets(hand_down_targets(framework, dict(target.agreed)))


def index_target_path(selection: RegionSelection) -> dict[int, TargetYear]:
    """The years for which a region's targets are drawn: those agreed, else the end of each horizon."""
    region = selection.regions[0]
    agreed = target_years.agreed_years(selection.store, selection.instrument, region)
    years = agreed or sorted(horizon_years(selection).values())
    return {year: selection.target_years(year)[region] for year in years}


def horizon_years(selection: RegionSelection) -> dict[str, int]:
    """Horizon of the instrument -> the last year in which it counts for the region."""
    own = selection.period.ends.year
    masterplan = target_years.masterplan_of(selection.store, selection.regions[0], own)
    return horizon_ends(masterplan, selection.instrument.horizons)


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
            f"Target {_said(value)} berada di luar skala "
            f"{format_span(scale.minimum, scale.maximum, ' sampai ')}."
        )
    if scale.integers and node in framework.leaves and value != int(value):
        raise StoreError(f"Target indikator {node} harus tingkat bulat, bukan {_said(value)}.")


def _agreed(store: Store, region: str, year: int) -> pd.DataFrame:
    """node, since, by of the newest target agreed for `year` or before."""
    found = targets.list_targets(store, region)
    past = (
        found[found["year"] <= year].sort_values("year", kind="stable").drop_duplicates("node", keep="last")
    )
    return past.rename(columns={"year": "since"})[["node", "since", "by"]]


def _said(value: float) -> str:
    return format_plain(value, 10)
