"""Dot plot: every region a dot in every dimension, the chosen one named."""

import pandas as pd

from charts import titles
from charts.drawing import axis, canvas, marks, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, row_records
from charts.drawing.look import Look
from scoring import Scale

HOW_TO_READ = (
    "Tiap titik abu-abu adalah satu daerah; titik besar berwarna adalah daerah yang dipilih dan tanda "
    "tegak adalah median seluruh daerah. Daerah yang datanya kurang tidak digambar."
)


def draw_score_spread(
    frame: pd.DataFrame, scale: Scale, look: Look, *, selected: str | None = None, noun: str = "dimensi"
) -> Chart:
    """Nodes by rows in the order in which they first appear.

    `frame`: one row per region and node with `unit`, `label`, `node`, `name`, `score` (NaN = data kurang).
    """
    nodes = frame.drop_duplicates("node")[["node", "name"]].reset_index(drop=True)
    placed = frame.assign(row=frame["node"].map({node: row for row, node in enumerate(nodes["node"])}))
    known = placed.dropna(subset=["score"])
    medians = _median_of(known)
    chosen = known[known["unit"] == selected]
    label = chosen["label"].iloc[0] if len(chosen) else ""
    title = titles.score_spread_title(frame, noun)
    subtitle = f"Skala {fmt.format_span(scale.minimum, scale.maximum)}" + (
        f", {label} disorot" if label else ""
    )
    area = _sheet(look, len(nodes))
    drawing = canvas.compose_figure(
        area,
        [*_cloud(area, known), *_medians(area, medians), *_chosen(area, chosen, label, scale.decimals)],
        x=axis.score_axis(area, scale),
        shapes=[*axis.level_bands(area, scale), *canvas.row_colour_chips(area, nodes["node"].tolist())],
        notes=canvas.row_labels(area, nodes["name"].tolist(), shift=52 if area.size.width else 22),
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    alt = _alt(medians, chosen, label, scale.decimals)
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, _table(frame))


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=500, right=84, header=62, footer=64)
    return canvas.make_canvas(look, rows, left=230, right=40, header=44, footer=44)


def _cloud(area: canvas.Canvas, known: pd.DataFrame) -> list[canvas.Spec]:
    look = {"color": area.colours.faint, "size": area.size.marker * 0.5, "opacity": 0.45}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Daerah lain",
            "x": known["score"].tolist(),
            "y": known["row"].tolist(),
            "marker": look,
            "cliponaxis": False,
            "customdata": [
                f"{row['label']}: {fmt.format_number(row['score'])}" for row in row_records(known)
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]


def _median_of(known: pd.DataFrame) -> pd.DataFrame:
    return known.groupby(["node", "name", "row"])[["score"]].median().reset_index().sort_values("row")


def _medians(area: canvas.Canvas, medians: pd.DataFrame) -> list[canvas.Spec]:
    stroke, length = area.size.stroke / 3, area.size.marker * 0.9
    return [
        marks.tick_marks(
            row_records(medians), "score", length, marks.Stroke("Median", area.colours.ink, stroke)
        )
    ]


def _chosen(area: canvas.Canvas, chosen: pd.DataFrame, label: str, decimals: int) -> list[canvas.Spec]:
    if chosen.empty:
        return []
    colours = [area.colours.dimension(node) for node in chosen["node"]]
    line = {"width": 2, "color": area.colours.page}
    texts = [fmt.format_number(score, decimals) for score in chosen["score"]]
    pixels = min(area.size.value, int(area.pitch * 0.34))
    own = marks.point_marks(
        area,
        row_records(chosen),
        "score",
        texts,
        name=label,
        marker={"color": colours, "line": line},
        colour=area.colours.ink,
        weight=700,
    )
    return [
        marks.legend_entry(
            label, mode="markers", marker={"color": area.colours.ink, "size": area.size.marker}
        ),
        {**own, "textposition": "bottom center", "textfont": {**own["textfont"], "size": pixels}},
    ]


def _alt(medians: pd.DataFrame, chosen: pd.DataFrame, label: str, decimals: int) -> str:
    own = dict(zip(chosen["node"], chosen["score"], strict=True))
    rows = [
        f"{row['name']}: median {fmt.format_number(row['score'], decimals)}"
        + (f", {label} {fmt.format_number(own[row['node']], decimals)}" if row["node"] in own else "")
        for row in row_records(medians)
    ]
    return "Diagram titik skor daerah. " + "; ".join(rows) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {"unit": "Kode", "label": "Daerah", "name": "Dimensi", "score": "Skor"}
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)
