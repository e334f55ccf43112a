"""What a programme aims at: its place among the dimensions, the indicators it lifts, and by how much."""

from typing import Any

import streamlit as st

from planning import gains
from planning.programme import Programme
from reports.remarks import LABELS
from scoring import Framework
from ui.format import number, signed
from ui.view import View
from workflow.programmes import Standing

Place = tuple[str, str]


def draw(seen: View, found: Standing, old: Programme, mark: str) -> dict[str, Any]:
    """Dimension, sub-dimension, and the indicators with the level each reaches."""
    framework = found.known.framework
    dimension, subdimension = _place(framework, old, mark)
    leaves = list(framework.leaves)
    chosen = st.multiselect(
        LABELS["lifts"],
        leaves,
        default=[code for code in old.lifts if code in leaves],
        format_func=lambda code: f"{code} {framework.node(code).name}",
        key=f"lifts_{mark}",
        placeholder="Ketik kode atau nama indikator",
    )
    lifts = {code: _level(seen, found, old, code, mark) for code in chosen}
    lifts |= {code: level for code, level in old.lifts.items() if code not in leaves}
    return {"dimension": dimension, "subdimension": subdimension, "lifts": lifts}


def gain(seen: View, one: Programme) -> float | None:
    """Index points if the programme delivers alone; None where that cannot be told."""
    if not seen.scored or not one.lifts:
        return None
    part = seen.result().part(seen.region)
    points = float(gains.gains(part, seen.region, [one])["gain"].iloc[0])
    return points if points == points else None


def plain(value: float) -> str:
    """A number as a person types it: no decimals that say nothing."""
    return f"{value:.10g}".replace(".", ",")


def _place(framework: Framework, old: Programme, mark: str) -> Place:
    """Dimension and sub-dimension in one list: a dimension alone, or one of its parts."""
    places: list[Place] = [("", "")]
    for top in framework.children(framework.roots[0]):
        parts = [part for part in framework.children(top) if framework.children(part)]
        places += [(top, ""), *((top, part) for part in parts)]
    own = (old.dimension, old.subdimension)
    places += [] if own in places else [own]

    def named(place: Place) -> str:
        known = [framework.node(code).name if code in framework.codes else code for code in place if code]
        return " · ".join(known) or "Belum dipilih"

    chosen: Place = st.selectbox(
        "Dimensi dan subdimensi", places, index=places.index(own), format_func=named, key=f"place_{mark}"
    )
    return chosen


def _level(seen: View, found: Standing, old: Programme, code: str, mark: str) -> float:
    """The level an indicator reaches, with today's, the target and the lift of the index beside it."""
    scale = found.known.framework.scale
    levels = [scale.minimum + step for step in range(int(scale.maximum - scale.minimum) + 1)]
    now = found.known.levels.get(code, scale.minimum)
    start = old.lifts.get(code, min(float(int(now)) + 1, scale.maximum))
    with st.container(horizontal=True, vertical_alignment="center"):
        level = st.segmented_control(
            f"Tingkat {code} yang dicapai",
            sorted({*levels, start}),
            default=start,
            format_func=plain,
            required=True,
            key=f"level_{code}_{mark}",
        )
        st.markdown(_facts(seen, found, code, float(level)))
    return float(level)


def _facts(seen: View, found: Standing, code: str, level: float) -> str:
    framework = found.known.framework
    aim = framework.targets().get(code)
    facts = [
        f"sekarang {number(found.known.levels.get(code, float('nan')), 2, 'belum ada data')}",
        f"target {number(aim, 2) if aim is not None else 'belum ada'}",
    ]
    if (points := gain(seen, Programme("x", "", lifts={code: level}))) is not None:
        facts.append(f"indeks {signed(points, 3)}")
    return f":gray[{framework.node(code).name}: {', '.join(facts)}]"
