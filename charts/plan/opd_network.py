"""Groups of OPD as a network: numbered bodies, their strongest ties, and who each number is beside it."""

import math
from dataclasses import dataclass

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.look import Look
from charts.plan import network_legend

HOW_TO_READ = (
    "Tiap lingkaran bernomor adalah satu OPD; nama tiap nomor ada di samping gambar. OPD dalam satu bidang "
    "adalah satu kelompok yang paling banyak berbagi program dan indikator survei; yang ikatannya terkuat di "
    "dalam kelompok berdiri di tengah. Garis menghubungkan tiap OPD dengan dua OPD yang terkuat ikatannya "
    "(lebih bila sama kuat); makin tebal garis, makin kuat ikatannya. Program atau indikator yang dimiliki "
    "bersama oleh banyak OPD dihitung lebih ringan. Jarak antarkelompok hanya kira-kira, bukan ukuran."
)
ROWS = 10
STRONGEST = 5  # ties that are named in words
OUTLINE = 0.6
HEADROOM = 0.75
# Line widths by the share of the strongest tie, in strokes of the size.
WIDTHS = ((1 / 3, 0.15), (2 / 3, 0.35), (math.inf, 0.65))


@dataclass(frozen=True)
class _PlotLayout:
    """Where things stand on a plot in pixels, and the diameter of a body."""

    rows: list[Row]
    across: float
    down: float
    left: float
    top: float
    diameter: float

    def spot(self, row: Row) -> tuple[float, float]:
        return (row["x"] - self.left) * self.across, (row["y"] - self.top) * self.down

    def groups(self) -> list[tuple[int, Row, float]]:
        """Group, the row in its middle, and how far it reaches, in units of the network."""
        return _groups(self.rows)


def draw_opd_network(nodes: pd.DataFrame, ties: pd.DataFrame, look: Look) -> Chart:
    """`nodes`: `number, name, group, x, y`, a group's middle first; `ties`: `one, other` (numbers), `weight`,
    `programmes, items` (how many they share), the strongest first. Pages turn the names, not the network."""
    rows = row_records(nodes)
    area = _sheet(look)
    shown, pages, pixels = network_legend.network_legend_page(area, nodes, look.page)
    plan = _planned(area, rows)
    title = titles.opd_network_title(_named_ties(nodes, ties))
    subtitle = look.placed(
        f"{fmt.format_count(len(rows))} OPD dalam {fmt.format_count(nodes['group'].nunique())} kelompok, "
        "dengan ikatan terkuat tiap OPD"
    )
    drawing = canvas.compose_figure(
        area,
        [*_lines(area, plan, ties), _bodies(area, plan, set(shown["number"]))],
        x={"range": [0, area.inner], "visible": False},
        y={"range": [area.rows * area.pitch, 0], "visible": False},
        shapes=[_ground(area, plan, *group) for group in plan.groups()],
        notes=[
            *(_group_name(area, plan, *group) for group in plan.groups()),
            *network_legend.network_names(area, row_records(shown), pixels),
        ],
        title=title,
        subtitle=subtitle,
    )
    drawing.layout.hovermode = "closest"
    return Chart(
        drawing,
        title,
        subtitle,
        _alt(nodes, ties),
        HOW_TO_READ,
        look.source,
        _table(nodes, ties),
        look.page,
        pages,
    )


def _sheet(look: Look) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, ROWS, left=62, right=720, header=10, footer=10, pitch=2)
    return canvas.make_canvas(look, ROWS, left=4, right=350, header=4, footer=4, pitch=1.15)


def _groups(rows: list[Row]) -> list[tuple[int, Row, float]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["group"], []).append(row)
    return [
        (
            group,
            own[0],
            OUTLINE + max(math.dist((own[0]["x"], own[0]["y"]), (row["x"], row["y"])) for row in own),
        )
        for group, own in found.items()
    ]


def _planned(area: canvas.Canvas, rows: list[Row]) -> _PlotLayout:
    """The network stretched over the plot; a lone body stands in the middle of it."""
    groups = _groups(rows)
    left = min((middle["x"] - reach for _, middle, reach in groups), default=0.0)
    right = max((middle["x"] + reach for _, middle, reach in groups), default=1.0)
    top = min((middle["y"] - reach for _, middle, reach in groups), default=0.0) - HEADROOM
    bottom = max((middle["y"] + reach for _, middle, reach in groups), default=1.0)
    across, down = area.inner / (right - left), area.rows * area.pitch / (bottom - top)
    return _PlotLayout(rows, across, down, left, top, min(0.72 * min(across, down), 1.6 * area.size.marker))


def _lines(area: canvas.Canvas, plan: _PlotLayout, ties: pd.DataFrame) -> list[canvas.Spec]:
    """One trace of all lines for each width."""
    spots = {row["number"]: plan.spot(row) for row in plan.rows}
    strongest = float(ties["weight"].max()) if len(ties) else 1.0
    runs: dict[float, list[tuple[float, float] | tuple[None, None]]] = {wide: [] for _, wide in WIDTHS}
    for row in row_records(ties):
        wide = next(wide for share, wide in WIDTHS if row["weight"] / strongest <= share)
        runs[wide] += [spots[row["one"]], spots[row["other"]], (None, None)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for x, _ in run],
            "y": [y for _, y in run],
            "line": {"color": area.colours.faint, "width": max(1.0, wide * area.size.stroke)},
            "opacity": 0.75,
            "hoverinfo": "skip",
        }
        for wide, run in runs.items()
        if run
    ]


def _bodies(area: canvas.Canvas, plan: _PlotLayout, named: set[int]) -> canvas.Spec:
    """The numbered circles; those whose names stand on another page are pale."""
    spots = [plan.spot(row) for row in plan.rows]
    colours = area.colours
    fills = [colours.primary if row["number"] in named else colours.page for row in plan.rows]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "text": [f"<b>{row['number']}</b>" for row in plan.rows],
        "textfont": {
            "size": min(area.size.label, round(0.5 * plan.diameter)),
            "color": [theme.ink_on(fill) for fill in fills],
        },
        "marker": {
            "size": plan.diameter,
            "color": fills,
            "opacity": 1,
            "line": {"color": colours.primary, "width": 1.5},
        },
        "customdata": [text.escape_text(f"{row['number']} {row['name']}") for row in plan.rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _ground(area: canvas.Canvas, plan: _PlotLayout, _group: int, middle: Row, reach: float) -> canvas.Spec:
    x, y = plan.spot(middle)
    return {
        "type": "circle",
        "layer": "below",
        "x0": x - reach * plan.across,
        "x1": x + reach * plan.across,
        "y0": y - reach * plan.down,
        "y1": y + reach * plan.down,
        "fillcolor": area.colours.bands,
        "line": {"color": area.colours.grid, "width": 1.5},
    }


def _group_name(area: canvas.Canvas, plan: _PlotLayout, group: int, middle: Row, reach: float) -> canvas.Spec:
    """ "Kelompok 1" over its ground, on paper of its own so that lines do not run through it."""
    name, pixels = f"Kelompok {group}", area.size.smallest
    x, y = plan.spot(middle)
    half = text.text_width(name, pixels, bold=True) / 2 + 4
    inside = min(max(x, half), area.inner - half)
    above: canvas.Spec = {"yanchor": "bottom", "bgcolor": area.colours.page, "borderpad": 0}
    edge = y - reach * plan.down
    return canvas.text_note(name, inside, edge, pixels, area.colours.muted, weight=700, **above)


def _named_ties(nodes: pd.DataFrame, ties: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(nodes["number"], nodes["name"], strict=True))
    return ties.assign(one=ties["one"].map(names), other=ties["other"].map(names))


def _alt(nodes: pd.DataFrame, ties: pd.DataFrame) -> str:
    groups = [
        f"Kelompok {group}: {', '.join(own)}" for group, own in nodes.groupby("group", sort=False)["name"]
    ]
    named = _named_ties(nodes, ties)
    weights = [fmt.format_number(weight) for weight in named["weight"]]
    first = [f"{row['one']} dan {row['other']}" for row in row_records(named.head(STRONGEST))]
    strongest = list(filter(None, [*first, tell_other_rows(weights, STRONGEST)]))
    ties_said = f" Ikatan terkuat: {'; '.join(strongest)}." if strongest else ""
    return f"Jejaring {fmt.format_count(len(nodes))} OPD. {'; '.join(groups)}.{ties_said}"


def _table(nodes: pd.DataFrame, ties: pd.DataFrame) -> pd.DataFrame:
    """The ties that are drawn, with who stands at either end."""
    named, groups = _named_ties(nodes, ties), dict(zip(nodes["number"], nodes["group"], strict=True))
    return pd.DataFrame(
        {
            "Nomor": ties["one"].tolist(),
            "OPD": named["one"].tolist(),
            "Kelompok": ties["one"].map(groups).tolist(),
            "Nomor lawan": ties["other"].tolist(),
            "Bersama OPD": named["other"].tolist(),
            "Kelompok lawan": ties["other"].map(groups).tolist(),
            "Program bersama": ties["programmes"].tolist(),
            "Indikator bersama": ties["items"].tolist(),
            "Kekuatan ikatan": ties["weight"].tolist(),
        }
    )
