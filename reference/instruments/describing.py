"""From an instrument back to a definition that an expert can edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reference.instruments.definition import (
    BLANKS,
    FLAG_TAGS,
    LIST_TAGS,
    NODE_COLUMNS,
    OTHER_TAGS,
    REQUIRED_COLUMNS,
    TEXT_TAGS,
    Definition,
    NodeRow,
)
from reference.instruments.model import Instrument
from scoring.tree import Band, Node, Scale


def describe_instrument(instrument: Instrument) -> Definition:
    """The definition that builds this instrument; tags that have no column are left out."""
    columns = _columns(instrument)
    rows = []
    for place, node in enumerate(instrument.framework.nodes, start=2):
        cells = _node_cells(node) | _tag_cells(node, first=int(instrument.framework.scale.minimum))
        rows.append(NodeRow(place, {column: cells.get(column, "") for column in columns}))
    return Definition(_settings(instrument), tuple(rows), columns)


def _columns(instrument: Instrument) -> tuple[str, ...]:
    nodes = instrument.framework.nodes
    tags = {tag for node in nodes for tag in node.tags}
    used = {column for node in nodes for column, cell in _node_cells(node).items() if cell}
    known = [(column, tag) for column, tag in TEXT_TAGS.items()]
    known += [(column, tag) for column, (tag, _) in LIST_TAGS.items()]
    known += [*FLAG_TAGS.items(), *OTHER_TAGS.items()]
    anchors = max((len(node.tags.get("anchors", ())) for node in nodes), default=0)
    first = int(instrument.framework.scale.minimum)
    # Targets by horizon replace the single target.
    written = {*REQUIRED_COLUMNS, *used} - ({"target"} if instrument.horizons else set())
    return (
        *(column for column in NODE_COLUMNS if column in written),
        *(column for column, tag in known if tag in tags),
        *(f"jangkar_{level}" for level in range(first, first + anchors)),
        *(f"target_{horizon}" for horizon in instrument.horizons if "targets" in tags),
    )


def _node_cells(node: Node) -> dict[str, str]:
    return {
        "kode": node.code,
        "induk": node.parent or "",
        "tingkat": str(node.level),
        "nama": node.name,
        "bobot": _cell(node.weight),
        "arah": "" if node.direction == 1 else str(node.direction),
        "minimum": _cell(node.minimum),
        "maksimum": _cell(node.maximum),
        "target": _cell(node.target),
        "agregasi": node.aggregation or "",
    }


def _tag_cells(node: Node, first: int) -> dict[str, str]:
    tags = node.tags
    cells = {column: tags.get(tag, "") for column, tag in TEXT_TAGS.items()}
    cells |= {column: mark.join(tags.get(tag, ())) for column, (tag, mark) in LIST_TAGS.items()}
    cells |= {column: _flag(tags.get(tag)) for column, tag in FLAG_TAGS.items()}
    cells["nomor"] = str(tags.get("number", ""))
    cells["kosong"] = {tag: cell for cell, tag in BLANKS.items()}[tags.get("blank", "")]
    cells |= {f"jangkar_{level}": text for level, text in enumerate(tags.get("anchors", ()), start=first)}
    return cells | {f"target_{horizon}": _cell(value) for horizon, value in tags.get("targets", {}).items()}


def _flag(value: bool | None) -> str:
    return "" if value is None else "ya" if value else "tidak"


def _cell(value: float | None) -> str:
    return "" if value is None else repr(float(value)).removesuffix(".0")


def _settings(instrument: Instrument) -> dict[str, Any]:
    framework = instrument.framework
    names = ("id", "version", "title", "status", "absent_when_all_zero", "classification_note")
    settings: dict[str, Any] = {name: getattr(instrument, name) for name in names}
    settings |= {
        "respondent": framework.respondent,
        "notes": list(instrument.notes),
        "scale": _scale_settings(framework.scale),
        "coverage": {str(level): share for level, share in framework.coverage.items()},
        "weight_sets": {name: dict(weights) for name, weights in framework.weight_sets.items()},
        "cohorts": [
            {"texts": list(c.texts), "years": list(c.years), "weights": c.weights} for c in instrument.cohorts
        ],
        "columns": {name: list(texts) for name, texts in instrument.columns.items()},
    }
    if instrument.horizons:
        settings["horizons"] = {"names": list(instrument.horizons), "default": instrument.default_horizon}
    return settings


def _scale_settings(scale: Scale) -> dict[str, Any]:
    ends = {name: _whole(getattr(scale, name)) for name in ("minimum", "maximum")}
    others = {"integers": scale.integers, "decimals": scale.decimals, "levels": list(scale.levels)}
    return ends | others | {"bands": [_band_settings(band) for band in scale.bands]}


def _band_settings(band: Band) -> dict[str, Any]:
    conditions = {"evidence": band.evidence} if band.evidence else {}
    conditions |= {} if band.weakest is None else {"weakest": band.weakest}
    return {"name": band.name, "lower": band.lower, **conditions}


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def flatten_settings(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Leaves of nested settings as ("scale/bands/1/name", "Belum siap"); list places count from 1."""
    parts: Mapping[Any, Any] = value if isinstance(value, Mapping) else dict(enumerate(value, start=1))
    for name, part in parts.items():
        place = f"{path}/{name}" if path else str(name)
        if isinstance(part, Mapping | list):
            yield from flatten_settings(part, place)
        else:
            yield place, part
