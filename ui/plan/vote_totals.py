"""What the OPD voted: the chart of points, participation and agreement, and which proposals are voted on."""

import math

import pandas as pd
import streamlit as st

import charts.plan.vote_totals
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.plan import voting
from reference import planning as definitions
from reference.planning import VotingWay
from ui.plan import ballots, plan, told_settings
from ui.shared import actor, cached_chart, filters
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.plan.region_plan import RegionPlan


def vote_totals_chart(selection: Selection, look: Look, *, way: str = "") -> Chart:
    """What the OPD voted, best first. `way`: code, "" = the first with ballots. NothingToDraw: no votes."""
    found = plan.selected_region_plan(selection)
    ways = definitions.voting_ways()
    used = ways[way] if way else next((each for each in ways.values() if found.cast(each)), None)
    if used is None or not found.cast(used):
        raise cached_chart.NothingToDraw(
            "Belum ada suara OPD",
            "Masukkan suara dari kertas atau formulir di bagian Suara OPD halaman Prioritas.",
        )
    cast = found.cast(used)
    agreed = voting.measure_voter_agreement(used, cast, found.shortlist)
    return charts.plan.vote_totals.draw_vote_totals(
        _rows(found, used, agreed),
        look.telling(selection.source(), selection.region_label),
        way=used.name,
        voted=len(cast),
        asked=len(found.bodies),
        w=math.nan if agreed.w is None else agreed.w,
        words=agreed.why if agreed.w is None else agreed.word,
        decimals=0 if used.combine in ("count", "borda", "product") else 2,
    )


def _rows(found: RegionPlan, way: VotingWay, agreed: voting.VoterAgreement) -> pd.DataFrame:
    result = found.results(way)
    order = voting.order_by_votes(way, result)
    listed = [found.by_key[key] for key in order]
    first = way.named(len(order)) if not way.rated else min(5, len(order))
    return pd.DataFrame(
        {
            "name": [f"{found.numbers[key]}. {found.by_key[key].name}" for key in order],
            "node": [each.dimension for each in listed],
            "points": result.loc[order, "points"].to_numpy(),
            "inside": [place < first for place in range(len(order))],
            "shared": [key in agreed.shared for key in order],
        }
    )


def show_vote_totals(selection: Selection) -> None:
    """The whole section."""
    found = plan.require_plan_proposals(selection)
    if found is None:
        return
    ways = definitions.voting_ways()
    chosen = filters.choose_segment("cara", {code: way.name for code, way in ways.items()}, label="Cara")
    way = ways[chosen]
    st.caption(escape_markdown(way.source))
    _shortlist(selection, found)
    if found.has_votes(way):
        cached_chart.show_cached_chart(
            selection, f"suara_{chosen}", ChartChoice.of(vote_totals_chart, way=way.code)
        )
    ballots.show_ballot_entry(selection, found, way)


def _shortlist(selection: Selection, found: RegionPlan) -> None:
    """Which proposals are voted on, with their numbers."""
    named = {each.key: each.name for each in found.proposals}
    with st.expander(f"{format_count(len(found.shortlist))} dari {format_count(len(named))} usulan dinilai"):
        lines = [f"{number_:d}. {escape_markdown(named[key])}" for key, number_ in found.numbers.items()]
        st.markdown("\n".join(lines))
        if rest := found.left_out_of_shortlist:
            told = f"Diusulkan menurut kenaikan indeks terbesar, {rest}, sampai ruangan memilih sendiri."
            st.caption(escape_markdown(told))
        with st.form("usulan_dinilai", border=False):
            st.multiselect(
                "Usulan yang dinilai",
                list(named),
                found.shortlist,
                format_func=named.__getitem__,
                key=plan.setting_key(found, "shortlist", "usulan_terpilih"),
            )
            st.form_submit_button(
                "Simpan usulan yang dinilai",
                on_click=_keep_shortlist,
                args=(selection, found),
                disabled=selection.locked,
            )
        with st.container(horizontal=True):
            plan.show_undo_setting(selection, found, told_settings.SHORTLIST)
            actor.show_recorder(locked=selection.locked)


def _keep_shortlist(selection: Selection, found: RegionPlan) -> None:
    chosen = list(st.session_state[plan.setting_key(found, "shortlist", "usulan_terpilih")])
    plan.save_plan_settings(selection, found, "Usulan yang dinilai tersimpan.", shortlist=chosen or None)
