"""Antarperiode on Perbandingan daerah: the same regions over periods, and why the index moved."""

import itertools
from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.comparison import slope, small_multiples
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from reference.instruments import Instrument, load_instrument
from reference.instruments.in_force import find_predecessor
from storage.results import response_rates
from storage.setup import instruments, periods
from ui.comparison import regions
from ui.shared import cached_chart, empty, table
from ui.shared.cached_chart import ChartChoice, NothingToDraw
from ui.shared.format import format_count, format_signed
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.comparison import compare, over_time
from workflow.results import stored_data
from workflow.results.stored_data import AssessmentScope

CAUSES = {"answers": "Karena jawaban", "instrument": "Karena instrumen", "weights": "Karena bobot"}


def list_period_selections(whole: Selection) -> list[Selection]:
    """The periods up to the selection's own that hold data by any version of its instrument, in time order.

    Where a period holds several versions, the one most regions used; data that are synthetic and data that
    are not never meet.
    """
    of = (whole.region,) if whole.region else tuple(whole.result().regions)
    known = {period.id: period for period in periods.list_periods(whole.live_store, of)}
    frozen = {used.id: used for used in instruments.list_instruments(whole.live_store)}
    found = {}
    for period, key, _ in (
        response_rates.count_regions_by_scope(whole.live_store).sort_values("regions").itertuples(index=False)
    ):
        same = frozen[key].instrument == whole.instrument.id and known[period].sample == whole.period.sample
        if same and known[period].time_order < whole.period.time_order:
            instrument = stored_data.thaw_instrument(frozen[key].text)
            found[period] = replace(
                whole, period=known[period], scope=AssessmentScope(period, key), instrument=instrument
            )
    return [*sorted(found.values(), key=lambda each: each.period.time_order), whole]


def scores_over_time_chart(
    selection: Selection,
    look: Look,
) -> Chart:
    """The scores of the selection's own region, or the median of all regions, over the periods; it has one "
    "page."""
    whole = selection.everywhere
    selections = list_period_selections(whole)
    root = whole.instrument.framework.roots[0]
    results = [each.result() for each in selections]
    units = over_time.regions_in_every_result(results, root)
    if selection.region:
        units = [unit for unit in units if unit == selection.region]
    if len(selections) < 2 or not units:
        raise NothingToDraw(
            "Belum ada periode lain dengan indeks untuk disandingkan",
            "Setelah periode berikutnya dinilai dengan instrumen yang sama, perubahannya tampil di sini."
            + _tell_predecessor(whole.instrument),
        )
    nodes = {root: regions.index_label(whole), **compare.compared_nodes(whole.instrument)}
    frame = over_time.median_scores_over_time(results, nodes, units)
    breaks = {
        place
        for place, (old, new) in enumerate(itertools.pairwise(selections), start=1)
        if old.instrument.version != new.instrument.version
    }
    whose = selection.region_label or f"median {format_count(len(units))} daerah yang sama"
    scale, noun = whole.instrument.framework.scale, regions.dimension_noun(whole)
    look = look.telling(regions.regions_source_line(whole), whose)
    if len(selections) == 2:
        named = [f"{each.period.label} · {each.period.status_word}" for each in selections]
        return slope.draw_slope(frame, named, scale, look, changed=bool(breaks), noun=noun)
    labels = [each.period.label for each in selections]
    return small_multiples.draw_small_multiples(frame, labels, scale, look, breaks=breaks, noun=noun)


def _tell_predecessor(instrument: Instrument) -> str:
    """Why the years before an instrument took another's place are not here; "" where it took none."""
    before = find_predecessor(instrument.id)
    if not before:
        return ""
    return (
        f" Tahun-tahun sebelumnya dinilai dengan {load_instrument(before).title}, yang tidak sebanding: "
        "indikator, bobot, dan batas predikatnya berbeda."
    )


def show_regions_over_time(selection: Selection, kept: pd.DataFrame) -> None:
    """The chart, and for every region what its change comes from."""
    whole = selection.everywhere
    selections = list_period_selections(whole)
    past = "|".join(each.revision for each in selections)
    try:
        cached_chart.show_cached_chart(
            selection, "antarperiode", ChartChoice.of(scores_over_time_chart), beside=selections
        )
    except NothingToDraw as lack:
        empty.show_missing_data(lack.what, lack.next_step)
    if len(selections) < 2:
        return
    earlier = dict(enumerate(each.period.label for each in selections[:-1]))
    chosen = st.selectbox(
        "Bandingkan dengan periode",
        list(earlier)[::-1],
        format_func=earlier.__getitem__,
        key=f"sejak_{whole.scope.period_id}",
    )
    before = selections[chosen]
    found = whole.remember(
        "change",
        lambda: over_time.explain_index_changes(before.result(), whole.result()),
        before.period.label,
        past,
    )
    found = found[found["unit"].isin(set(kept["unit"]))]
    if found.empty:
        return
    st.subheader(f"Perubahan indeks sejak {escape_markdown(before.period.label)} dan sebabnya", anchor=False)
    shown = found.rename(
        columns={
            "label": "Daerah",
            "before": before.period.label,
            "after": whole.period.label,
            "change": "Perubahan",
            **CAUSES,
        }
    ).drop(columns="unit")
    printers = dict.fromkeys(("Perubahan", *CAUSES.values()), format_signed)
    table.show_table(shown, alt="Perubahan indeks", formats=printers, height=420 if len(shown) > 11 else None)
    st.caption(
        "Ketiga sebab berjumlah sama dengan perubahan. Jawaban: nilai indikator yang sama dijawab lain. "
        "Instrumen: indikator atau skalanya berganti. Bobot: himpunan bobotnya berganti."
    )
