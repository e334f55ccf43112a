"""From a checked definition to an instrument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reference.instruments.definition import (
    BLANKS,
    FLAG_TAGS,
    FLAGS,
    LIST_TAGS,
    TEXT_TAGS,
    Definition,
    NodeRow,
    parse_number,
)
from reference.instruments.model import Instrument, WeightCohort
from reference.numbers import read_whole
from scoring.framework import Framework
from scoring.tree import Band, Node, Scale


def build_instrument(definition: Definition) -> Instrument:
    """The instrument of a definition without problems."""
    settings = definition.settings
    horizons = settings.get("horizons", {})
    return Instrument(
        id=settings["id"],
        version=settings["version"],
        title=settings["title"],
        status=settings.get("status", ""),
        framework=_framework(definition),
        cohorts=tuple(_cohort(entry) for entry in settings.get("cohorts", ())),
        absent_when_all_zero=settings.get("absent_when_all_zero", False),
        horizons=definition.horizons,
        default_horizon=horizons.get("default", ""),
        classification_note=settings.get("classification_note", ""),
        notes=tuple(settings.get("notes", ())),
        columns={name: tuple(texts) for name, texts in settings.get("columns", {}).items()},
    )


def _framework(definition: Definition) -> Framework:
    settings = definition.settings
    sets = settings.get("weight_sets", {})
    return Framework(
        nodes=tuple(_nodes(definition)),
        scale=_scale(settings["scale"]),
        weight_sets={name: {code: float(w) for code, w in weights.items()} for name, weights in sets.items()},
        coverage={
            int(level): parse_number(str(share)) for level, share in settings.get("coverage", {}).items()
        },
        respondent=settings.get("respondent", "lead"),
    )


def _scale(scale: Mapping[str, Any]) -> Scale:
    return Scale(
        minimum=float(scale["minimum"]),
        maximum=float(scale["maximum"]),
        levels=tuple(scale.get("levels", ())),
        bands=tuple(_band(band) for band in scale.get("bands", ())),
        integers=scale.get("integers", True),
        decimals=scale.get("decimals", 2),
    )


def _band(band: Mapping[str, Any]) -> Band:
    conditions = {name: float(band[name]) for name in ("evidence", "weakest") if name in band}
    return Band(band["name"], float(band["lower"]), **conditions)


def _cohort(entry: Mapping[str, Any]) -> WeightCohort:
    return WeightCohort(tuple(entry["texts"]), tuple(entry["years"]), entry["weights"])


def _nodes(definition: Definition) -> Iterable[Node]:
    parents = {row["induk"] for row in definition.rows}
    default = definition.settings.get("horizons", {}).get("default", "")
    for row in definition.rows:
        tags = _tags(row, definition, leaf=row["kode"] not in parents)
        target = tags.get("targets", {}).get(default) if default else _optional(row["target"])
        yield Node(
            code=row["kode"],
            name=row["nama"],
            parent=row["induk"] or None,
            level=int(row["tingkat"]),
            weight=parse_number(row["bobot"]),
            direction=int(row["arah"] or 1),
            minimum=_optional(row["minimum"]),
            maximum=_optional(row["maksimum"]),
            target=target,
            aggregation=row["agregasi"] or None,
            tags=tags,
        )


def _optional(cell: str) -> float | None:
    return parse_number(cell) if cell else None


def _tags(row: NodeRow, definition: Definition, leaf: bool) -> dict[str, Any]:
    """Tags of one node: a leaf has every tag the table has a column for, other nodes only what is filled."""
    columns = set(definition.columns)
    tags: dict[str, Any] = {tag: row[column] for column, tag in TEXT_TAGS.items() if column in columns}
    for column, (tag, mark) in LIST_TAGS.items():
        if column in columns:
            tags[tag] = tuple(part.strip() for part in row[column].split(mark) if part.strip())
    tags |= {tag: FLAGS[row[column]] for column, tag in FLAG_TAGS.items() if column in columns}
    if "nomor" in columns:
        number = read_whole(row["nomor"])
        tags["number"] = row["nomor"] if number is None else number
    if "kosong" in columns:
        tags["blank"] = BLANKS[row["kosong"]]
    if columns.issuperset(definition.anchor_columns) and definition.anchor_columns:
        tags["anchors"] = tuple(row[column] for column in definition.anchor_columns if row[column])
    if columns & definition.target_columns.keys():
        cells = {horizon: row[column] for column, horizon in definition.target_columns.items()}
        tags["targets"] = {horizon: parse_number(cell) for horizon, cell in cells.items() if cell}
    return tags if leaf else {tag: value for tag, value in tags.items() if value}
