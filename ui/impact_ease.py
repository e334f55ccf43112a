"""The impact x ease matrix of the page and of the projector, and its two lines."""

import pandas as pd
import streamlit as st

import charts.impact_ease
from charts import theme
from charts.chart import Chart
from planning import voting
from planning.room import Lines
from reference import planning as definitions
from ui import chart, drawn, empty, plan, scripts
from ui.drawn import Undrawn
from ui.format import count, number
from ui.view import View
from workflow.board import Board

WAY = "dampak_kemudahan"
STEPS = [1 + quarter / 4 for quarter in range(17)]


def matrix(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """Proposals as the room rated them. Undrawn: nobody has."""
    found = plan.of(seen)
    way = definitions.ways()[WAY]
    cast = found.cast(way)
    if not cast:
        raise Undrawn(
            "Belum ada suara dampak dan kemudahan",
            "Masukkan suara OPD dari kertas atau formulir di bagian Suara OPD halaman Prioritas.",
        )
    lines = found.room.lines
    return charts.impact_ease.figure(
        rows(found),
        impact_line=lines.impact,
        ease_line=lines.ease,
        subtitle=f"Rata-rata penilaian {count(len(cast))} dari {count(len(found.bodies))} OPD "
        f"{seen.region_label} · skor = dampak × kemudahan, paling tinggi 100",
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def rows(found: Board) -> pd.DataFrame:
    """The shortlist as `charts.impact_ease` takes it, best first; inside = right above both lines."""
    way = definitions.ways()[WAY]
    result = found.results(way)
    order = voting.order(way, result)
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


def show(seen: View) -> None:
    """The whole section."""
    found = plan.proposals(seen)
    if found is None:
        return
    try:
        lines = found.room.lines
        with st.container(horizontal=True):
            for name, value in (("impact", lines.impact), ("ease", lines.ease)):
                st.select_slider(
                    {"impact": "Garis dampak", "ease": "Garis kemudahan"}[name],
                    STEPS,
                    value,
                    format_func=number,
                    key=f"garis_{name}",
                    on_change=_keep,
                    args=(seen,),
                    help="Geser garis pembatas matriks; letaknya tersimpan untuk semua orang.",
                )
        st.caption(
            "Usulan di kanan atas kedua garis adalah calon quick win; syarat lengkapnya ada di bagian "
            "Quick win. Garis juga dapat ditarik langsung pada gambar."
        )
        drawn.show(seen, "dampak_kemudahan", lambda turn: matrix(seen, dark=chart.dark(), page=turn))
        scripts.load("matriks.js")
    except Undrawn as lack:
        empty.show(lack.what, lack.next_step)


def _keep(seen: View) -> None:
    given = Lines(float(st.session_state["garis_impact"]), float(st.session_state["garis_ease"]))
    plan.settle(seen, "Garis matriks tersimpan.", lines=given)
