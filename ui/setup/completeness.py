"""The completeness chart of a region: which OPD has answered how much of which dimension."""

import pandas as pd

import charts.results.completeness
import charts.results.completeness_counts
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from reference.agencies import OpdNames
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from workflow.setup import completeness
from workflow.setup.completeness import asked_opd_noun
from workflow.upload import opd_status


def opd_responses(selection: Selection) -> pd.DataFrame:
    """`completeness.list_opd_responses` of the selection."""
    return selection.remember(
        "senders",
        lambda: completeness.list_opd_responses(selection.engine, selection.scope, selection.region),
    )


def completeness_chart(selection: Selection, look: Look, *, named: bool = True) -> Chart:
    """OPD by dimension, the least answered first; how many stand where, if none is to be `named`."""
    if not opd_responses(selection)["asked"].sum():
        raise NothingToDraw(
            "Belum ada pembagian indikator",
            "Simpan daftar OPD daerah ini agar setiap indikator mendapat penanggung jawab.",
            file="mulai/wilayah_opd.py",
            label="Ke Wilayah & OPD",
        )
    nodes = opd_status.answering_dimensions(selection.engine, selection.scope)
    names = {node: selection.instrument.framework.short_name(node) for node in nodes}
    frame = completeness.completeness_by_dimension(selection.engine, selection.scope, selection.region)
    frame["name"] = frame["opd"].map(OpdNames(opd_responses(selection)).in_short)
    source = f"Survei OPD {selection.region_label}, periode {selection.period.label}"
    noun = asked_opd_noun(selection.instrument.framework)
    if not named:
        return charts.results.completeness_counts.draw_completeness_counts(frame, look.telling(source), noun)
    return charts.results.completeness.draw_completeness(frame, names, look.telling(source), noun)
