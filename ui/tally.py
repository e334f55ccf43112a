"""What the OPD voted: the chart of points, participation and agreement, and which proposals are voted on."""

import math

import pandas as pd
import streamlit as st

import charts.tally
from charts import theme
from charts.chart import Chart
from planning import voting
from reference import planning as definitions
from reference.planning import Way
from ui import ballots, chart, drawn, filters, plan
from ui.format import count, near, number
from ui.view import View
from workflow.board import Board


def votes(
    seen: View, *, way: str = "", size: theme.SizeName = "office", dark: bool = False, page: int = 1
) -> Chart:
    """What the OPD voted, best first. `way`: code, "" = the first with ballots. Undrawn: nobody voted so."""
    found = plan.of(seen)
    ways = definitions.ways()
    used = ways[way] if way else next((each for each in ways.values() if found.cast(each)), None)
    if used is None or not found.cast(used):
        raise drawn.Undrawn(
            "Belum ada suara OPD",
            "Masukkan suara dari kertas atau formulir di bagian Suara OPD halaman Prioritas.",
        )
    cast = found.cast(used)
    agreed = voting.agreement(used, cast, found.shortlist)
    return charts.tally.figure(
        _rows(found, used),
        way=used.name,
        voted=len(cast),
        asked=len(found.bodies),
        w=math.nan if agreed.w is None else agreed.w,
        words=_strength(agreed),
        decimals=0 if used.combine in ("count", "borda", "product") else 2,
        subtitle=f"{used.name}, {count(len(cast))} dari {count(len(found.bodies))} OPD {seen.region_label}",
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def _strength(agreed: voting.Agreement) -> str:
    """How strong the agreement is; "≈ batas" where it prints as a bound it has not reached."""
    if agreed.w is None:
        return agreed.why
    bounds = tuple(bound for bound, _ in voting.WORDS)
    return agreed.word + (" (≈ batas)" if near(agreed.w, bounds) != number(agreed.w) else "")


def _rows(found: Board, way: Way) -> pd.DataFrame:
    result = found.results(way)
    order = voting.order(way, result)
    listed = [found.by_key[key] for key in order]
    first = way.named(len(order)) if not way.rated else min(5, len(order))
    return pd.DataFrame(
        {
            "name": [f"{found.numbers[key]}. {found.by_key[key].name}" for key in order],
            "node": [each.dimension for each in listed],
            "points": result.loc[order, "points"].to_numpy(),
            "inside": [place < first for place in range(len(order))],
        }
    )


def show(seen: View) -> None:
    """The whole section."""
    found = plan.proposals(seen)
    if found is None:
        return
    ways = definitions.ways()
    chosen = filters.switch("cara", {code: way.name for code, way in ways.items()}, label="Cara")
    way = ways[chosen]
    st.caption(way.source)
    _shortlist(seen, found)
    if found.cast(way):
        drawn.show(
            seen, f"suara_{chosen}", lambda turn: votes(seen, way=chosen, dark=chart.dark(), page=turn)
        )
    ballots.entry(seen, found, way)


def _shortlist(seen: View, found: Board) -> None:
    """Which proposals are voted on, with their numbers."""
    named = {each.key: each.name for each in found.proposals}
    with st.expander(f"{count(len(found.shortlist))} dari {count(len(named))} usulan dinilai"):
        lines = [f"{number_}. {named[key]}" for key, number_ in found.numbers.items()]
        st.markdown("\n".join(lines))
        with st.form("usulan_dinilai", border=False):
            st.multiselect(
                "Usulan yang dinilai",
                list(named),
                found.shortlist,
                format_func=named.__getitem__,
                key="usulan_terpilih",
            )
            st.form_submit_button("Simpan usulan yang dinilai", on_click=_keep_shortlist, args=(seen,))


def _keep_shortlist(seen: View) -> None:
    chosen = list(st.session_state["usulan_terpilih"])
    plan.settle(seen, "Usulan yang dinilai tersimpan.", shortlist=chosen or None)
