"""The sheet a chart is drawn on: margins, heading, source line, rows from the top, one font."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.drawing import text, theme
from charts.drawing.look import Look

Spec = dict[str, Any]
EDGE = 62  # safe area of a projected picture, px
SIDES = 0.55  # share of the width that the margins may take as text grows


@dataclass(frozen=True)
class Canvas:
    """Geometry of one figure. Rows are numbered 0, 1, … downwards on the y axis; margins in pixels.

    `source`: the line at the foot of a projected figure.
    """

    size: theme.Size
    colours: theme.Palette
    source: str
    rows: float
    left: int
    right: int
    top: int
    below: int
    pitch: float

    @property
    def height(self) -> int:
        """Height of the figure in pixels."""
        return self.size.height or round(self.top + self.rows * self.pitch + self.below)

    @property
    def bottom(self) -> int:
        """Bottom margin: what the rows leave free."""
        return round(self.height - self.top - self.rows * self.pitch)

    @property
    def inner(self) -> int:
        """Width in pixels that the plot area may count on."""
        return self.size.measure - self.left - self.right

    def drop(self, pixels: float) -> float:
        """Pixels as a share of the plot height, for things in paper coordinates."""
        return pixels / (self.rows * self.pitch)


def make_canvas(
    look: Look, rows: float, *, left: int, right: int, header: int = 0, footer: int = 0, pitch: float = 1.0
) -> Canvas:
    """A sheet of `rows` rows between `header` and `footer` pixels; a projected one keeps to its height.

    Pixels are those of text at 100 %; they grow with the size, the sides only as far as the plot keeps room.
    """
    size = theme.SIZES[look.size]
    header, footer = round(header * size.scale), round(footer * size.scale)
    heading = round(200 * size.scale) if size.height else 8
    below = footer + (round(80 * size.scale) if size.height else 8)
    sides = max(min(size.scale, SIDES * size.measure / (left + right)), min(size.scale, 1.0))
    left, right = round(left * sides), round(right * sides)
    wanted = size.row * pitch
    free = (size.height - heading - header - below) / max(rows, 1) if size.height else wanted
    top = heading + header
    return Canvas(
        size,
        theme.page_palette(look.dark, look.marks),
        look.source,
        max(rows, 1),
        left,
        right,
        top,
        below,
        min(wanted, free),
    )


def compose_figure(
    area: Canvas,
    traces: list[Spec],
    *,
    x: Spec,
    y: Spec | None = None,
    shapes: list[Spec] | None = None,
    notes: list[Spec] | None = None,
    title: str = "",
    subtitle: str = "",
    legend: bool = False,
    legend_below: int = 0,
) -> go.Figure:
    """The figure: one validated pass over plain dicts, which is what makes graph_objects cheap.

    `y` changes the axis of rows, for figures whose marks do not stand in rows. `legend_below`: pixels that
    words under the plot need before the legend.
    """
    by_rows = {"range": [area.rows - 0.5, -0.5], "visible": False, "fixedrange": True, "zeroline": False}
    heading = _heading(area, title, subtitle) if area.size.height else []
    layout: Spec = {
        "template": None,
        "autosize": not area.size.width,
        "height": area.height,
        "margin": {"l": area.left, "r": area.right, "t": area.top, "b": area.bottom, "pad": 0},
        "paper_bgcolor": area.colours.page,
        "plot_bgcolor": area.colours.page,
        "font": {"family": theme.FONT, "size": area.size.label, "color": area.colours.ink},
        "separators": theme.SEPARATORS,
        "showlegend": legend,
        "legend": _legend(area, legend_below),
        "hoverlabel": {"font": {"family": theme.FONT, "size": max(14, area.size.small)}},
        "dragmode": False,
        "xaxis": {"zeroline": False, "showgrid": False, "fixedrange": True, **x},
        "yaxis": by_rows | (y or {}),
        "shapes": shapes or [],
        "annotations": [*heading, *(notes or [])],
    }
    if area.size.width:
        layout["width"] = area.size.width
    return go.Figure({"data": traces, "layout": layout})


def text_note(words: str, x: float, y: float, size: int, colour: str, **more: Any) -> Spec:
    """A text at data coordinates; `words` is already safe markup."""
    return {
        "text": words,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": size, "color": colour, "weight": more.pop("weight", 400)},
        **more,
    }


def row_labels(area: Canvas, names: list[str], *, shift: int, bold: list[bool] | None = None) -> list[Spec]:
    """Row names right-aligned left of the plot, wrapped and shrunk to the margin."""
    room = area.left - shift - (EDGE if area.size.height else 4)
    notes = []
    for row, name in enumerate(names):
        heavy = bold is None or bold[row]
        wrapped, pixels = text.fit_text(name, room, area.pitch, area.size.label, area.size.smallest, heavy)
        notes.append(
            text_note(
                text.join_markup_lines(wrapped),
                0,
                row,
                pixels,
                area.colours.ink,
                weight=700 if heavy else 400,
                xref="paper",
                xanchor="right",
                align="right",
                xshift=-shift,
            )
        )
    return notes


def row_colour_chips(area: Canvas, nodes: list[str]) -> list[Spec]:
    """A bar in the dimension's colour between each row's name and the plot."""
    wide = 12 if area.size.height else 6
    return [
        {
            "type": "rect",
            "xref": "paper",
            "xsizemode": "pixel",
            "xanchor": 0,
            "x0": -wide - 26 if area.size.height else -wide - 8,
            "x1": -26 if area.size.height else -8,
            "y0": row - 0.3,
            "y1": row + 0.3,
            "fillcolor": area.colours.dimension(node),
            "line": {"width": 0},
        }
        for row, node in enumerate(nodes)
    ]


def dotted_box(area: Canvas, x0: float, x1: float, row: float, half: float = 0.36) -> Spec:
    """The outline that means missing: dotted, without a fill."""
    return {
        "type": "rect",
        "x0": x0,
        "x1": x1,
        "y0": row - half,
        "y1": row + half,
        "line": {"color": area.colours.faint, "width": 3 if area.size.height else 1.5, "dash": "dot"},
    }


def _legend(area: Canvas, below: int) -> Spec:
    return {
        "orientation": "h",
        "x": (EDGE - area.left) / area.inner if area.size.width else 0,
        "xanchor": "left",
        "y": -area.drop(area.size.small * 0.9 + below),
        "traceorder": "normal",
        "yanchor": "top",
        "font": {"size": area.size.small, "color": area.colours.muted},
        "itemsizing": "constant",
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
    }


def _heading(area: Canvas, title: str, subtitle: str) -> list[Spec]:
    size, room = area.size, area.size.width - 2 * EDGE
    lines, pixels = text.fit_text(
        title, room, 2 * size.title * text.LINE_HEIGHT, size.title, size.title, bold=True
    )
    below = 40 + round(len(lines) * pixels * 1.24) + 12
    sub, sub_pixels = text.fit_text(
        subtitle, room, size.subtitle * text.LINE_HEIGHT, size.subtitle, size.small
    )
    src, src_pixels = text.fit_text(
        area.source, room, 2 * size.source * text.LINE_HEIGHT, size.source, size.source
    )
    foot = size.height - 40 - round(1.2 * src_pixels) * len(src)
    return [
        _fixed(area, text.join_markup_lines(lines), 40, pixels, area.colours.ink, 700),
        _fixed(area, text.join_markup_lines(sub), below, sub_pixels, area.colours.muted, 400),
        _fixed(area, text.join_markup_lines(src), foot, src_pixels, area.colours.faint, 400),
    ]


def _fixed(area: Canvas, words: str, top: float, size: int, colour: str, weight: int) -> Spec:
    """Text at pixels from the picture's top left corner."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}
    shifts = {"xshift": EDGE - area.left, "yshift": area.top - top}
    return text_note(words, 0, 1, size, colour, weight=weight, **place, **shifts)
