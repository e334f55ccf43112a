"""Why items differ between a state and now: decisions, uploads and duties that lie between, in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from charts.drawing.format import format_plain
from reference.dates import format_moment
from storage.results import decisions, item_sources, node_values
from storage.setup import assignments
from workflow.targets.region_selection import RegionSelection

DECIDED = {"agreed": "Kesepakatan", "verified": "Verifikasi"}
UNTRACED = "Dasar penilaiannya berganti"
Told = dict[str, list[str]]
Row = Mapping[Any, Any]


def tell_causes(
    then: RegionSelection,
    now: RegionSelection,
    recorded: pd.DataFrame,
    items: Collection[str],
    called: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """Item -> what lies between the two, one sentence each; `recorded` as `list_recorded_since`."""
    found: Told = {item: [] for item in items}
    for source in (
        _decided(then, now, recorded),
        _answered(then, now, called),
        _tabled(then, now),
        _assigned(then, now, called),
    ):
        for item, sentence in source:
            if item in found:
                found[item].append(sentence)
    return {item: tuple(told or [UNTRACED]) for item, told in found.items()}


def _keys(selection: RegionSelection) -> tuple[int, int, str]:
    return (selection.scope.period_id, selection.scope.instrument_id, selection.regions[0])


def _decided(
    then: RegionSelection, now: RegionSelection, recorded: pd.DataFrame
) -> Iterator[tuple[str, str]]:
    """Decisions that are not those of before: who agreed, who recorded, when and why."""
    old, new = (_by_place(decisions.list_decisions(one.store, *_keys(one))) for one in (then, now))
    for node, kind in dict.fromkeys([*old, *new]):
        before, after = old.get((node, kind)), new.get((node, kind))
        if before != after:
            about = (recorded["object"] == node) & recorded["action"].isin([f"{kind}.set", f"{kind}.undo"])
            yield node, _tell_decision(DECIDED[kind], after, recorded[about])


def _tell_decision(word: str, after: Row | None, entries: pd.DataFrame) -> str:
    last = entries.iloc[0] if len(entries) else None
    if after is None:
        how = "diurungkan" if last is not None and str(last["action"]).endswith(".undo") else "dicabut"
        by = f" oleh {last['actor']}, {format_moment(last['at'])}" if last is not None else ""
        return f"{word} {how}{by}"
    recorder = f", dicatat {last['actor']}" if last is not None and last["actor"] != after["by"] else ""
    said = f"{word} tingkat {format_plain(after['value'])} oleh {after['by']}{recorder}"
    return f"{said}, {format_moment(after['at'])}: {after['reason']}"


def _answered(
    then: RegionSelection, now: RegionSelection, called: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """OPD that answer an item otherwise than before, with the file and who uploaded it."""
    old, new = (_said_by_opd(item_sources.list_item_sources(one.store, *_keys(one))) for one in (then, now))
    for node, opd in dict.fromkeys([*old, *new]):
        before, after = old.get((node, opd)), new.get((node, opd))
        if before is None or after is None or before[0] != after[0]:
            yield node, _tell_answer(called.get(opd, opd), after[1] if after else None)


def _said_by_opd(rows: pd.DataFrame) -> dict[tuple[str, str], tuple[frozenset[Any], Row]]:
    """Item and OPD -> what it says, and the upload it came with."""
    found: dict[tuple[str, str], tuple[frozenset[Any], Row]] = {}
    for row in rows.to_dict("records"):
        value = None if row["value"] != row["value"] else row["value"]
        said, _ = found.get((row["node"], row["opd"]), (frozenset(), row))
        found[row["node"], row["opd"]] = (said | {(row["status"], value, row["evidence"])}, row)
    return found


def _tell_answer(opd: str, upload: Row | None) -> str:
    if upload is None:
        return f"Jawaban {opd} tidak berlaku lagi: unggahannya dibatalkan atau diganti"
    return f"Jawaban {opd} dari {upload['file']}, diunggah {upload['actor']}, {format_moment(upload['at'])}"


def _tabled(then: RegionSelection, now: RegionSelection) -> Iterator[tuple[str, str]]:
    """Values of the region itself that are not those of before."""
    old, new = (_by_place(node_values.list_node_values(one.store, *_keys(one))) for one in (then, now))
    for node, kind in dict.fromkeys([*old, *new]):
        before, after = old.get((node, kind)), new.get((node, kind))
        if kind != "published" and _value_of(before) != _value_of(after):
            yield node, _tell_table(after)


def _by_place(rows: pd.DataFrame) -> dict[tuple[str, str], Row]:
    """Item and kind -> its row."""
    return {(row["node"], row["kind"]): row for row in rows.to_dict("records")}


def _value_of(row: Row | None) -> tuple[str, str] | None:
    return None if row is None else (str(row["value"]), row["status"])


def _tell_table(row: Row | None) -> str:
    if row is None:
        return "Nilai tabel daerah tidak berlaku lagi: unggahannya dibatalkan atau diganti"
    when = format_moment(row["uploaded_at"])
    return f"Tabel daerah {row['file']}, diunggah {row['actor']}, {when}"


def _assigned(
    then: RegionSelection, now: RegionSelection, called: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Items that another OPD answers for."""
    old, new = (_leads(assignments.read_assignments(one.store, *_keys(one))) for one in (then, now))
    for node in dict.fromkeys([*old, *new]):
        if old.get(node) != new.get(node):
            first, last = (called.get(one, one) for one in (old.get(node, ""), new.get(node, "")))
            yield node, f"Penanggung jawab {first or 'belum ada'} menjadi {last or 'tidak ada'}"


def _leads(rows: pd.DataFrame) -> dict[str, str]:
    leads = rows[rows["role"] == "lead"]
    return dict(zip(leads["indicator"], leads["opd"], strict=True))
