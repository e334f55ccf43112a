"""The impact x ease matrix of the page and of the projector, and its two lines."""

import pandas as pd
import streamlit as st

import charts.plan.impact_ease
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.plan import voting
from planning.plan.plan_settings import MatrixLines
from reference import planning as definitions
from ui.frame import scripts
from ui.plan import plan
from ui.shared import actor, cached_chart, empty
from ui.shared.cached_chart import ChartChoice, NothingToDraw
from ui.shared.format import format_count, format_number
from ui.shared.selection import Selection
from workflow.plan.region_plan import RegionPlan

WAY = "dampak_kemudahan"
STEPS = [1 + quarter / 4 for quarter in range(17)]


def impact_ease_chart(selection: Selection, look: Look) -> Chart:
    """Proposals as the room rated them. NothingToDraw: nobody has."""
    found = plan.selected_region_plan(selection)
    way = definitions.voting_ways()[WAY]
    cast = found.cast(way)
    if not found.has_votes(way):
        raise NothingToDraw(
            "Belum ada suara dampak dan kemudahan",
            "Masukkan suara OPD dari kertas atau formulir di bagian Suara OPD halaman Prioritas.",
        )
    lines = found.room.lines
    return charts.plan.impact_ease.draw_impact_ease(
        impact_ease_rows(found),
        look.telling(selection.source()),
        impact_line=lines.impact,
        ease_line=lines.ease,
        subtitle=f"Rata-rata penilaian {format_count(len(cast))} dari {format_count(len(found.bodies))} OPD "
        f"{selection.region_label} · skor = dampak × kemudahan, paling tinggi 100",
    )


def impact_ease_rows(found: RegionPlan) -> pd.DataFrame:
    """The shortlist as `charts.plan.impact_ease` takes it, best first; inside = right above both lines."""
    way = definitions.voting_ways()[WAY]
    result = found.results(way)
    order = voting.order_by_votes(way, result)
    lines = found.room.lines
    programmes = [found.by_key[key] for key in order]
    rated = result.loc[order]
    frame = pd.DataFrame(
        {
            "number": [found.numbers[key] for key in order],
            "name": [each.name for each in programmes],
            "node": [each.dimension for each in programmes],
            "impact": rated["dampak"].to_numpy(),
            "ease": rated["kemudahan"].to_numpy(),
            "points": rated["points"].to_numpy(),
        }
    )
    inside = (frame["impact"] >= lines.impact) & (frame["ease"] >= lines.ease)
    # The list is one order, so that the line under it has the chosen ones above it.
    return frame.assign(inside=inside).sort_values(
        "inside", ascending=False, kind="stable", ignore_index=True
    )


def show_impact_ease(selection: Selection) -> None:
    """The whole section."""
    found = plan.require_plan_proposals(selection)
    if found is None:
        return
    try:
        lines = found.room.lines
        with st.container(horizontal=True):
            for name, value in (("impact", lines.impact), ("ease", lines.ease)):
                # A line that is moved is stored at once: what stands in the store is what the slider shows.
                st.session_state[f"garis_{name}"] = value
                st.select_slider(
                    {"impact": "Garis dampak", "ease": "Garis kemudahan"}[name],
                    STEPS,
                    format_func=format_number,
                    key=f"garis_{name}",
                    on_change=_keep,
                    disabled=selection.locked,
                    args=(selection, found),
                    help="Geser garis pembatas matriks; letaknya tersimpan untuk semua orang.",
                )
        st.caption(
            "Usulan di kanan atas kedua garis adalah calon quick win; syarat lengkapnya ada di bagian "
            "Quick win. Garis juga dapat ditarik langsung pada gambar."
        )
        with st.container(horizontal=True):
            plan.show_undo_setting(selection, found, "lines")
            actor.show_recorder(locked=selection.locked)
        cached_chart.show_cached_chart(selection, "dampak_kemudahan", ChartChoice.of(impact_ease_chart))
        scripts.load_scripts("matriks.js")
    except NothingToDraw as lack:
        empty.show_missing_data(lack.what, lack.next_step)


def _keep(selection: Selection, found: RegionPlan) -> None:
    given = MatrixLines(float(st.session_state["garis_impact"]), float(st.session_state["garis_ease"]))
    plan.save_plan_settings(selection, found, "Garis matriks tersimpan.", lines=given)
