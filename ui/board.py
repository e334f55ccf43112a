"""The completeness chart of a region: which OPD has answered how much of which dimension."""

import pandas as pd

import charts.completeness
from charts import theme
from charts.chart import Chart
from ui.arrivals import short
from ui.drawn import Undrawn
from ui.view import View
from workflow import arrivals, completeness


def senders(seen: View) -> pd.DataFrame:
    """`completeness.senders` of the view."""
    return seen.remember("senders", lambda: completeness.senders(seen.engine, seen.scope, seen.region))


def tiles(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """OPD by dimension, the least answered first."""
    if not senders(seen)["asked"].sum():
        raise Undrawn(
            "Belum ada pembagian indikator",
            "Simpan daftar OPD daerah ini agar setiap indikator mendapat penanggung jawab.",
            file="mulai/wilayah_opd.py",
            label="Ke Wilayah & OPD",
        )
    nodes = arrivals.dimensions(seen.engine, seen.scope)
    names = {node: short(seen.instrument.framework.node(node).name) for node in nodes}
    frame = completeness.board(seen.engine, seen.scope, seen.region)
    frame["name"] = frame["opd"].map(dict(zip(senders(seen)["opd"], senders(seen)["short"], strict=True)))
    source = f"Survei OPD {seen.region_label}, periode {seen.period.label}"
    return charts.completeness.figure(frame, names, source=source, size=size, dark=dark, page=page)
