"""Groups of OPD that should sit together: the network, the list and the closest pairs of Keterpaduan OPD."""

import pandas as pd
import streamlit as st

import charts.circles
import charts.network
from charts import theme
from charts.chart import Chart
from planning import collaboration, integration
from planning import network as networks
from ui import together
from ui.drawn import Undrawn
from ui.format import count, listed
from ui.view import View


def listing(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """Groups of OPD that should sit together."""
    over = together.filled(seen)
    short = integration.names(over.roster)
    rows = []
    for group, own in collaboration.circles(over).groupby("group", sort=True):
        shared, items = collaboration.work_of(over, own["opd"])
        named = f", antara lain {listed([one.name for one in shared[:3]])}" if shared else ""
        words = f"{count(items)} indikator dan {count(len(shared))} program bersama{named}"
        rows.append((group, tuple(short.get(opd, opd) for opd in own["opd"]), words))
    frame = pd.DataFrame(rows, columns=["group", "members", "shared"])
    if frame.empty:
        raise _alone()
    return charts.circles.figure(
        frame, place=seen.region_label, source=together.source(seen), size=size, dark=dark, page=page
    )


def network(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """The same groups drawn: who is tied to whom most closely."""
    over = together.filled(seen)
    short = integration.names(over.roster)
    nodes, ties = networks.nodes(over), networks.ties(over)
    if nodes.empty:
        raise _alone()
    number = dict(zip(nodes["opd"], nodes["number"], strict=True))
    return charts.network.figure(
        nodes.assign(name=[short.get(opd, opd) for opd in nodes["opd"]]),
        ties.assign(one=ties["one"].map(number), other=ties["other"].map(number)),
        place=seen.region_label,
        source=together.source(seen),
        size=size,
        dark=dark,
        page=page,
    )


def _alone() -> Undrawn:
    return Undrawn("Belum ada OPD yang berbagi program", "Isi OPD pendukung pada program di daftar program.")


def closest(seen: View) -> None:
    """The pairs of OPD that share most."""
    over = together.setting(seen)
    short = integration.names(over.roster)
    found = collaboration.links(over).head(15)
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
    together.or_none(rows, "Pasangan OPD", "Belum ada.")
