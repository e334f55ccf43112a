"""Antarperiode on Perbandingan daerah: the same regions over periods, and why the index moved."""

import itertools
from dataclasses import replace

import pandas as pd
import streamlit as st

from charts import multiples, slope, theme
from charts.chart import Chart
from storage import instruments, periods, turnout
from ui import chart, comparison, drawn, table
from ui.drawn import Undrawn
from ui.format import count, signed
from ui.view import View
from workflow import compare, history, load
from workflow.load import Scope

CAUSES = {"answers": "Karena jawaban", "instrument": "Karena instrumen", "weights": "Karena bobot"}


def stages(whole: View) -> list[View]:
    """The periods up to the view's own that hold data by any version of its instrument, in time order.

    Where a period holds several versions, the one most regions used; data that are synthetic and data that
    are not never meet.
    """
    known = {period.id: period for period in periods.available(whole.engine)}
    frozen = {used.id: used for used in instruments.available(whole.engine)}
    found = {}
    for period, key, _ in turnout.scopes(whole.engine).sort_values("regions").itertuples(index=False):
        same = frozen[key].instrument == whole.instrument.id and known[period].sample == whole.period.sample
        if same and known[period].ends < whole.period.ends:
            instrument = load.thawed(frozen[key].text)
            found[period] = replace(
                whole, period=known[period], scope=Scope(period, key), instrument=instrument
            )
    return [*sorted(found.values(), key=lambda view: view.period.ends), whole]


def course(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """The scores of the view's own region, or the median of all regions, over the periods; it has one "
    "page."""
    whole = seen.everywhere
    views = stages(whole)
    root = whole.instrument.framework.roots[0]
    results = [view.result() for view in views]
    units = history.shared(results, root)
    if seen.region:
        units = [unit for unit in units if unit == seen.region]
    if len(views) < 2 or not units:
        raise Undrawn(
            "Belum ada periode lain dengan indeks untuk disandingkan",
            "Setelah periode berikutnya dinilai dengan instrumen yang sama, perubahannya tampil di sini.",
        )
    nodes = {root: comparison.index_name(whole), **compare.columns(whole.instrument)}
    frame = history.course(results, nodes, units)
    breaks = {
        place
        for place, (old, new) in enumerate(itertools.pairwise(views), start=1)
        if old.instrument.version != new.instrument.version
    }
    whose = seen.region_label or f"median {count(len(units))} daerah yang sama"
    scale, noun = whole.instrument.framework.scale, comparison.noun(whole)
    source = comparison.source(whole)
    if len(views) == 2:
        named = [f"{v.period.label} · {'Terkunci' if v.period.locked_at else 'Sementara'}" for v in views]
        return slope.figure(
            frame,
            named,
            scale,
            changed=bool(breaks),
            whose=whose,
            noun=noun,
            source=source,
            size=size,
            dark=dark,
        )
    labels = [view.period.label for view in views]
    return multiples.figure(
        frame, labels, scale, breaks=breaks, whose=whose, noun=noun, source=source, size=size, dark=dark
    )


def tab(seen: View, kept: pd.DataFrame) -> None:
    """The chart, and for every region what its change comes from."""
    whole = seen.everywhere
    views = stages(whole)
    past = "|".join(view.revision for view in views)
    try:
        drawn.show(whole, "antarperiode", lambda _: course(seen, dark=chart.dark()), seen.region, past)
    except Undrawn as lack:
        st.info(f"{lack.what}. {lack.next_step}")
    if len(views) < 2:
        return
    earlier = dict(enumerate(view.period.label for view in views[:-1]))
    chosen = st.selectbox(
        "Bandingkan dengan periode",
        list(earlier)[::-1],
        format_func=earlier.__getitem__,
        key=f"sejak_{whole.scope.period_id}",
    )
    before = views[chosen]
    found = whole.remember(
        "change", lambda: history.explained(before.result(), whole.result()), before.period.label, past
    )
    found = found[found["unit"].isin(set(kept["unit"]))]
    if found.empty:
        return
    st.subheader(f"Perubahan indeks sejak {before.period.label} dan sebabnya", anchor=False)
    shown = found.rename(
        columns={
            "label": "Daerah",
            "before": before.period.label,
            "after": whole.period.label,
            "change": "Perubahan",
            **CAUSES,
        }
    ).drop(columns="unit")
    printers = dict.fromkeys(("Perubahan", *CAUSES.values()), signed)
    table.show(shown, alt="Perubahan indeks", formats=printers, height=420 if len(shown) > 11 else None)
    st.caption(
        "Ketiga sebab berjumlah sama dengan perubahan. Jawaban: nilai indikator yang sama dijawab lain. "
        "Instrumen: indikator atau skalanya berganti. Bobot: himpunan bobotnya berganti."
    )
