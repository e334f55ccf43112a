"""Native charts: bars whose labels are texts of ours, so that every computer shows a decimal comma."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from charts import theme
from reports.slides.sheet import INK, MUTED, Box, Sheet, describe

LABEL, VALUE = 18, 18
LABELS_AT = {
    "inside": XL_LABEL_POSITION.INSIDE_END,
    "centre": XL_LABEL_POSITION.CENTER,
    "base": XL_LABEL_POSITION.INSIDE_BASE,
    "right": XL_LABEL_POSITION.RIGHT,
}


@dataclass(frozen=True)
class Series:
    """One series of a stacked bar. NaN is no bar.

    `colours` is one for all or one for each value, "" = unfilled. `labels` are texts, "" = none.
    """

    name: str
    values: Sequence[float]
    colours: Sequence[str]
    labels: Sequence[str] = field(default=())
    at: str = "inside"
    ink: str = ""


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high`; ticks as `form` says (an Excel format), none unless `shown`."""

    low: float
    high: float
    step: float = 1.0
    form: str = "0"
    shown: bool = True


def bars(
    sheet: Sheet,
    box: Box,
    categories: Sequence[str],
    series: Sequence[Series],
    axis: Axis,
    words: str,
    room: float = 0.3,
) -> Any:
    """Horizontal stacked bars, the first category on top; `room` of the width is for their names."""
    data = CategoryChartData()
    data.categories = list(categories)
    for one in series:
        data.add_series(one.name, [None if math.isnan(value) else value for value in one.values])
    frame = sheet.slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box.place, data)
    describe(frame, words)
    chart = frame.chart
    _frame(chart)
    _category_axis(chart.category_axis)
    _value_axis(chart.value_axis, axis)
    _plot_area(chart, room, 0.11 if axis.shown else 0.02)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    for one, native in zip(series, plot.series, strict=True):
        _paint(native, one)
    return chart


def _frame(chart: Any) -> None:
    chart.has_title, chart.has_legend = False, False
    chart.font.size = Pt(LABEL)
    chart.font.color.rgb = RGBColor.from_string(INK)


def _category_axis(axis: Any) -> None:
    axis.reverse_order = True
    axis.format.line.color.rgb = RGBColor.from_string(theme.CELL_BORDER.lstrip("#"))
    axis.has_major_gridlines = False
    axis.tick_labels.font.size = Pt(LABEL)


def _value_axis(axis: Any, wanted: Axis) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = wanted.low, wanted.high, wanted.step
    axis.has_major_gridlines = False
    axis.visible = wanted.shown
    if not wanted.shown:
        return
    axis.format.line.fill.background()
    # The categories run from the top down, so the axis of values stands above unless it is told otherwise.
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = wanted.form, False
    axis.tick_labels.font.size = Pt(16)
    axis.tick_labels.font.color.rgb = RGBColor.from_string(MUTED)


def _plot_area(chart: Any, room: float, below: float) -> None:
    """A plot of our own measure, so that names have the same room in every program."""
    area = chart._chartSpace.chart.plotArea
    for old in area.xpath("./c:layout"):
        area.remove(old)
    parts = {"x": room, "y": 0.02, "w": 0.99 - room, "h": 0.97 - below}
    values = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in parts.items())
    inside = f'<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{values}'
    area.insert(
        0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{inside}</c:manualLayout></c:layout>")
    )


def _paint(native: Any, wanted: Series) -> None:
    colours = list(wanted.colours) * (len(wanted.values) if len(wanted.colours) == 1 else 1)
    if len(set(colours)) == 1:
        _fill(native.format, colours[0])
    for place, (value, colour) in enumerate(zip(wanted.values, colours, strict=True)):
        if math.isnan(value):
            continue
        if len(set(colours)) > 1:
            _fill(native.points[place].format, colour)
        if wanted.labels and wanted.labels[place]:
            ink = wanted.ink or (theme.ink_on(f"#{colour}").lstrip("#") if colour else INK)
            label(native.points[place], wanted.labels[place], wanted.at, ink)


def _fill(form: Any, colour: str) -> None:
    if colour:
        form.fill.solid()
        form.fill.fore_color.rgb = RGBColor.from_string(colour)
    else:
        form.fill.background()
        form.line.fill.background()


def label(point: Any, text: str, at: str, ink: str, size: float = VALUE) -> None:
    """A label of literal text at a point."""
    native = point.data_label
    frame = native.text_frame
    frame.text = text
    frame.word_wrap = False
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(size), True
    run.font.color.rgb = RGBColor.from_string(ink)
    native.position = LABELS_AT[at]
