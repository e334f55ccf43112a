"""What a programme aims at: its place among the dimensions, the indicators it lifts, and by how much."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from planning.plan import gains
from planning.programmes.programme import Programme
from reports.remarks import LABELS
from scoring import Framework
from ui.shared.format import format_number, format_plain, format_signed
from ui.shared.markdown import escape_markdown
from ui.shared.saving.drafts import DraftedForm, read_one_of, read_some_of
from ui.shared.selection import Selection
from workflow.programmes.register_view import RegisterView
from workflow.results import summary
from workflow.targets.agreed_targets import aimed_tree

Place = tuple[str, str]


def show_aim_fields(selection: Selection, found: RegisterView, old: Programme, form: DraftedForm) -> None:
    """Dimension, sub-dimension, and the indicators with the level each reaches."""
    framework = found.known.framework
    _show_place(framework, old, form)
    leaves = list(framework.leaves)
    own = [code for code in old.lifts if code in leaves]
    chosen = st.multiselect(
        LABELS["lifts"],
        leaves,
        format_func=lambda code: f"{code} {framework.node(code).name}",
        placeholder="Ketik kode atau nama indikator",
        **form.seed_field("lifts", own, read_some_of(leaves)),
    )
    for code in chosen:
        _show_level(selection, found, old, code, form)


def read_aims(found: RegisterView, old: Programme, said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `Programme` from what stands in those of `show_aim_fields`, by their names."""
    leaves = found.known.framework.leaves
    lifts = {
        code: float(said.get(f"level_{code}") or _first_level(found, old, code)) for code in said["lifts"]
    }
    lifts |= {code: level for code, level in old.lifts.items() if code not in leaves}
    dimension, subdimension = said["place"]
    return {"dimension": dimension, "subdimension": subdimension, "lifts": lifts}


def index_gain_if_alone(selection: Selection, one: Programme) -> float | None:
    """Index points if the programme delivers alone; None where that cannot be told."""
    if not selection.scored or not one.lifts:
        return None
    part = selection.result().part(selection.region)
    points = float(gains.known_programme_gains(part, selection.region, [one])["gain"].iloc[0])
    return points if points == points else None


def plain_number(value: float) -> str:
    """A number as a person types it: no decimals that say nothing."""
    return format_plain(value, 10)


def _show_place(framework: Framework, old: Programme, form: DraftedForm) -> None:
    """Dimension and sub-dimension in one list: a dimension alone, or one of its parts."""
    places: list[Place] = [("", "")]
    for top in framework.dimensions:
        parts = [part for part in framework.children(top) if framework.children(part)]
        places += [(top, ""), *((top, part) for part in parts)]
    own = (old.dimension, old.subdimension)
    places += [] if own in places else [own]

    def named(place: Place) -> str:
        known = [framework.node(code).name if code in framework.codes else code for code in place if code]
        return " · ".join(known) or "Belum dipilih"

    given = form.seed_field("place", own, lambda said: places[places.index(tuple(said))])
    st.selectbox("Dimensi dan subdimensi", places, format_func=named, **given)


def _first_level(found: RegisterView, old: Programme, code: str) -> float:
    """The level an indicator reaches until another is chosen: what is stored, else the next one."""
    scale = found.known.framework.scale
    now = found.known.levels.get(code, scale.minimum)
    return old.lifts.get(code, min(float(int(now)) + 1, scale.maximum))


def _show_level(
    selection: Selection, found: RegisterView, old: Programme, code: str, form: DraftedForm
) -> None:
    """The level an indicator reaches, with today's, the target and the lift of the index beside it."""
    scale = found.known.framework.scale
    levels = [scale.minimum + step for step in range(int(scale.maximum - scale.minimum) + 1)]
    start = _first_level(found, old, code)
    options = sorted({*levels, start})
    with st.container(horizontal=True, vertical_alignment="center"):
        level = st.segmented_control(
            f"Tingkat {escape_markdown(code)} yang dicapai",
            options,
            format_func=plain_number,
            required=True,
            **form.seed_field(f"level_{code}", start, read_one_of(options)),
        )
        st.markdown(f":gray[{escape_markdown(_facts(selection, found, code, float(level)))}]")


def _facts(selection: Selection, found: RegisterView, code: str, level: float) -> str:
    framework = found.known.framework
    aimed = framework if selection.scored else aimed_tree(selection.instrument, selection.target())
    aim = aimed.targets().get(code)
    facts = [
        f"sekarang {format_number(found.known.levels.get(code, float('nan')), 2, 'belum ada data')}",
        f"target {selection.target().year}: {format_number(aim, 2)}"
        if aim is not None
        else "target belum ada",
    ]
    if (points := index_gain_if_alone(selection, Programme("x", "", lifts={code: level}))) is not None:
        facts.append(
            f"indeks {format_signed(points, 3)}{summary.points_basis(selection.result(), selection.region)}"
        )
    return f":gray[{framework.node(code).name}: {', '.join(facts)}]"
