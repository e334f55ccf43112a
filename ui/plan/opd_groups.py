"""Groups of OPD that should sit together: the network, the list and the closest pairs of Keterpaduan OPD."""

import pandas as pd
import streamlit as st

import charts.plan.opd_groups
import charts.plan.opd_network
from charts.drawing.chart import Chart
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.look import Look
from planning.plan import collaboration
from planning.plan import network as networks
from ui.plan import opd_integration
from ui.programmes import region_register
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count, format_number, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection

PAIRS = 15


def opd_groups_chart(selection: Selection, look: Look) -> Chart:
    """Groups of OPD that should sit together."""
    over = region_register.require_integration_setting(selection)
    short = over.opd_names.with_bodies
    rows = []
    for group, own in collaboration.find_opd_groups(over).groupby("group", sort=True):
        shared, items = collaboration.work_shared_by(over, own["opd"])
        named = f", antara lain {join_names([one.name for one in shared[:3]])}" if shared else ""
        words = f"{format_count(items)} indikator dan {format_count(len(shared))} program bersama{named}"
        rows.append((group, tuple(short.get(opd, opd) for opd in own["opd"]), words))
    frame = pd.DataFrame(rows, columns=["group", "members", "shared"])
    if frame.empty:
        raise _alone()
    return charts.plan.opd_groups.draw_opd_groups(
        frame, look.telling(region_register.programmes_source_line(selection), selection.region_label)
    )


def opd_network_chart(selection: Selection, look: Look) -> Chart:
    """The same groups drawn: who is tied to whom most closely."""
    over = region_register.require_integration_setting(selection)
    short = over.opd_names.with_bodies
    nodes, ties = networks.place_network_bodies(over), networks.strongest_ties(over)
    if nodes.empty:
        raise _alone()
    number = dict(zip(nodes["opd"], nodes["number"], strict=True))
    return charts.plan.opd_network.draw_opd_network(
        nodes.assign(name=[short.get(opd, opd) for opd in nodes["opd"]]),
        ties.assign(one=ties["one"].map(number), other=ties["other"].map(number)),
        look.telling(region_register.programmes_source_line(selection), selection.region_label),
    )


def _alone() -> NothingToDraw:
    return NothingToDraw(
        "Belum ada OPD yang berbagi program", "Isi OPD pendukung pada program di daftar program."
    )


def show_closest_pairs(selection: Selection) -> None:
    """The pairs of OPD that share most."""
    over = region_register.integration_setting(selection)
    short = over.opd_names.with_bodies
    links = collaboration.opd_pair_links(over)
    printed = [format_number(weight) for weight in links["weight"]]
    found = links.head(PAIRS)
    rows = pd.DataFrame(
        {
            "OPD": [short.get(opd, opd) for opd in found["one"]],
            "Bersama OPD": [short.get(opd, opd) for opd in found["other"]],
            "Program": found["programmes"],
            "Indikator survei": found["items"],
            "Kekuatan ikatan": found["weight"],
        }
    )
    st.subheader("Pasangan OPD dengan ikatan terkuat", anchor=False)
    opd_integration.show_rows_or_none(rows, "Pasangan OPD", "Belum ada.")
    if rest := tell_other_rows(printed, PAIRS, "pasangan"):
        st.caption(escape_markdown(f"{rest[0].upper()}{rest[1:]}."))
