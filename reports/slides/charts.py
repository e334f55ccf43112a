"""Native charts: bars whose labels are texts of ours, so that every computer shows a decimal comma."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.drawing import theme
from charts.drawing.format import sheet_format
from reference.control_characters import strip_control_characters
from reference.plain_workbooks import PLAIN_TEXT
from reports.slides import fit
from reports.slides.sheet import INK, MUTED, SlideBox, SlideSheet, set_alt_text

LABEL, VALUE = 18, 18
SIZES = range(12, LABEL + 1)
LABELS_AT = {
    "inside": XL_LABEL_POSITION.INSIDE_END,
    "centre": XL_LABEL_POSITION.CENTER,
    "base": XL_LABEL_POSITION.INSIDE_BASE,
    "right": XL_LABEL_POSITION.RIGHT,
}


@dataclass(frozen=True)
class BarSeries:
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
class ValueAxis:
    """Values from `low` to `high`; ticks as `form` says (an Excel format), none unless `shown`."""

    low: float
    high: float
    step: float = 1.0
    form: str = sheet_format(0)
    shown: bool = True


class _PlainCategories(CategoryChartData):
    """Data whose workbook, which PowerPoint opens to edit the chart, holds texts as texts."""

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook."""
        made = BytesIO()
        with xlsxwriter.Workbook(made, PLAIN_TEXT) as book:
            self._workbook_writer._populate_worksheet(book, book.add_worksheet())
        return made.getvalue()


def add_bar_chart(
    sheet: SlideSheet,
    box: SlideBox,
    categories: Sequence[str],
    series: Sequence[BarSeries],
    axis: ValueAxis,
    words: str,
    room: float = 0.3,
) -> Any:
    """Horizontal stacked bars, the first category on top; `room` of the width is for their names."""
    data = _PlainCategories()
    categories = [strip_control_characters(name) for name in categories]
    size = _names(categories, box, room)
    # Wrapped by us: not every program wraps them, and what does not fit is squeezed.
    data.categories = ["\n".join(fit.wrap_lines(name, room * box.width - 10, size)) for name in categories]
    for one in series:
        data.add_series(
            strip_control_characters(one.name), [None if math.isnan(value) else value for value in one.values]
        )
    frame = sheet.slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box.place, data)
    set_alt_text(frame, words)
    chart = frame.chart
    _frame(chart)
    _category_axis(chart.category_axis, size)
    _value_axis(chart.value_axis, axis)
    _plot_area(chart, room, 0.11 if axis.shown else 0.02)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    told = _told_size(series, axis, (0.99 - room) * box.width)
    for one, native in zip(series, plot.series, strict=True):
        _paint(native, one, told if one.at == "base" else VALUE)
    return chart


def _told_size(series: Sequence[BarSeries], axis: ValueAxis, wide: float) -> int:
    """The largest size at which what stands behind every bar ends within the plot, `wide` points wide."""
    reached = [0.0] * max((len(one.values) for one in series), default=0)
    size = VALUE
    for one in series:
        if one.at == "base":
            for end, text in zip(reached, one.labels, strict=True):
                left = wide * (axis.high - max(end, axis.low)) / (axis.high - axis.low)
                fitting = (s for s in range(size, SIZES[0], -1) if fit.line_width(text, s, True) <= left)
                size = next(fitting, SIZES[0])
        reached = [
            end + (0.0 if math.isnan(value) else value)
            for end, value in zip(reached, one.values, strict=True)
        ]
    return size


@dataclass(frozen=True)
class ScatterPoint:
    """A numbered mark of a scatter chart; x and y on the axes, `colour` "RRGGBB"."""

    x: float
    y: float
    label: str
    colour: str


def add_scatter_chart(
    sheet: SlideSheet,
    box: SlideBox,
    points: Sequence[ScatterPoint],
    names: tuple[str, str],
    ends: tuple[float, float],
    lines: tuple[float, float],
    words: str,
) -> Any:
    """Numbered points on two axes of the same `ends`, cut by `lines` (x, y); one series for each colour."""
    data = XyChartData()
    colours = list(dict.fromkeys(point.colour for point in points))
    for number, colour in enumerate(colours, start=1):
        series = data.add_series(f"Kelompok {number}")
        for point in points:
            if point.colour == colour:
                series.add_data_point(point.x, point.y)
    _cut(data, ends, lines)
    frame = sheet.slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box.place, data)
    set_alt_text(frame, words)
    chart = frame.chart
    _frame(chart)
    for axis, name in zip((chart.category_axis, chart.value_axis), names, strict=True):
        _numbers(axis, name, ends)
    for colour, native in zip(colours, chart.plots[0].series, strict=False):
        _marks(native, [point.label for point in points if point.colour == colour], colour)
    for native in list(chart.plots[0].series)[len(colours) :]:
        native.marker.style = XL_MARKER_STYLE.NONE
        native.format.line.color.rgb = RGBColor.from_string(MUTED)
        native.format.line.width = Pt(1.5)
    return chart


def _cut(data: XyChartData, ends: tuple[float, float], lines: tuple[float, float]) -> None:
    upright, level = data.add_series("Garis kemudahan"), data.add_series("Garis dampak")
    for end in ends:
        upright.add_data_point(lines[0], end)
        level.add_data_point(end, lines[1])


def _numbers(axis: Any, name: str, ends: tuple[float, float]) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = *ends, 1
    axis.has_major_gridlines = False
    axis.has_title = True
    axis.axis_title.text_frame.text = name
    run = axis.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(16), True
    axis.tick_labels.font.size = Pt(16)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = sheet_format(0), False


def _marks(native: Any, labels: Sequence[str], colour: str) -> None:
    native.marker.style, native.marker.size = XL_MARKER_STYLE.CIRCLE, 24
    native.marker.format.fill.solid()
    native.marker.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    native.marker.format.line.color.rgb = RGBColor.from_string("FFFFFF")
    native.format.line.fill.background()
    ink = theme.ink_on(f"#{colour}").lstrip("#")
    for place, text in enumerate(labels):
        label_point(native.points[place], text, "centre", ink, size=14)


def _frame(chart: Any) -> None:
    chart.has_title, chart.has_legend = False, False
    chart.font.size = Pt(LABEL)
    chart.font.color.rgb = RGBColor.from_string(INK)


def _names(categories: Sequence[str], box: SlideBox, room: float) -> int:
    """The largest size at which every name, wrapped between its words, stands beside its own bar."""
    wide, high = room * box.width - 10, 0.85 * box.height / max(len(categories), 1)
    words = [word for name in categories for word in name.split()]
    whole = (size for size in reversed(SIZES) if all(fit.line_width(word, size) <= wide for word in words))
    most = range(SIZES[0], next(whole, SIZES[0]) + 1)
    return min((fit.largest_fitting_size(name, wide, high, most) for name in categories), default=LABEL)


def _category_axis(axis: Any, size: int) -> None:
    axis.reverse_order = True
    axis.format.line.color.rgb = RGBColor.from_string(theme.CELL_BORDER.lstrip("#"))
    axis.has_major_gridlines = False
    axis.tick_labels.font.size = Pt(size)
    # Every name, even where a program would rather leave one out.
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(
        parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    )


def _value_axis(axis: Any, wanted: ValueAxis) -> None:
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
    values = "".join(f'<c:{name} val="{value}"/>' for name, value in parts.items())
    inside = f'<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{values}'
    area.insert(
        0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{inside}</c:manualLayout></c:layout>")
    )


def _paint(native: Any, wanted: BarSeries, size: float) -> None:
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
            label_point(native.points[place], wanted.labels[place], wanted.at, ink, size)


def _fill(form: Any, colour: str) -> None:
    if colour:
        form.fill.solid()
        form.fill.fore_color.rgb = RGBColor.from_string(colour)
    else:
        form.fill.background()
        form.line.fill.background()


def label_point(point: Any, text: str, at: str, ink: str, size: float = VALUE) -> None:
    """A label of literal text at a point."""
    native = point.data_label
    frame = native.text_frame
    frame.text = strip_control_characters(text)
    frame.word_wrap = False
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(size), True
    run.font.color.rgb = RGBColor.from_string(ink)
    native.position = LABELS_AT[at]
