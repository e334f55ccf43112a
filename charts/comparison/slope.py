"""Slope chart: the same scores in two periods, a line for each, both ends named."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records
from charts.drawing.look import Look
from scoring import Scale


@dataclass(frozen=True)
class SlopeWords:
    """What a slope chart says of its two ends: its title where no finding is proved, and how it is read."""

    neutral: str
    how_to_read: str


HOW_TO_READ = (
    "Setiap garis menghubungkan skor dua periode: garis naik berarti skor naik. Angka di kiri adalah "
    "periode sebelumnya, di kanan periode sekarang beserta selisihnya. Bagian yang datanya kurang pada "
    "salah satu periode tidak digambar dan tertulis pada tabel. Bila instrumennya berganti, sebagian "
    "perubahan berasal dari instrumen, bukan dari jawaban."
)
OF_PERIODS = SlopeWords(titles.BETWEEN_PERIODS, HOW_TO_READ)
OF_STATES = SlopeWords(
    "Perubahan skor sejak keadaan yang ditandai",
    "Setiap garis menghubungkan skor pada keadaan yang ditandai dengan skor kini: garis naik berarti skor "
    "naik. Angka di kiri adalah keadaan itu, di kanan yang kini beserta selisihnya, yaitu selisih kedua "
    "angka yang tercetak. Bagian yang datanya kurang pada salah satunya tidak digambar dan tertulis pada "
    "tabel.",
)
ROWS = 10


def draw_slope(
    frame: pd.DataFrame,
    stages: Sequence[str],
    scale: Scale,
    look: Look,
    *,
    changed: bool = False,
    noun: str = "dimensi",
    words: SlopeWords = OF_PERIODS,
) -> Chart:
    """`frame`: one row per node and stage: `node`, `name`, `stage` (0, 1), `score` (NaN = data kurang).

    `stages` names the two periods; `changed`: another instrument version lies between.
    """
    wide = first_and_last_scores(frame)
    both = row_records(wide.dropna(subset=["first", "last"]))
    area = _sheet(look)
    low = min((min(row["first"], row["last"]) for row in both), default=scale.minimum)
    high = max((max(row["first"], row["last"]) for row in both), default=scale.maximum)
    room = max(high - low, 0.2 * (scale.maximum - scale.minimum)) * 0.1
    per_pixel = (high - low + 2 * room) / (area.rows * area.pitch)
    title = (
        titles.REPLACED
        if changed
        else titles.score_change_title(wide, noun, scale.decimals, neutral=words.neutral)
    )
    subtitle = f"{look.placed(f'Skor per {noun}')}, {stages[0]} dan {stages[1]}"
    drawing = canvas.compose_figure(
        area,
        [_line(area, row) for row in both],
        x={"range": [0, 1], "visible": False},
        y={"range": [low - room, high + room]},
        shapes=[_upright(area, x) for x in (0, 1)] + ([_upright(area, 0.5, "dot")] if changed else []),
        notes=[
            *(_stage(area, x, name) for x, name in zip((0, 1), stages, strict=True)),
            *_labels(area, both, "first", per_pixel, scale),
            *_labels(area, both, "last", per_pixel, scale),
        ],
        title=title,
        subtitle=subtitle,
    )
    alt, behind = _alt(wide, stages, scale), _table(wide, stages, scale.decimals)
    return Chart(drawing, title, subtitle, alt, words.how_to_read, look.source, behind)


def first_and_last_scores(frame: pd.DataFrame) -> pd.DataFrame:
    """node, name, first, last: the scores of the first and the last stage (NaN where it has none).

    With `answered`, the lesser share of the two, where the frame knows it.
    """
    scores = dict(zip(zip(frame["node"], frame["stage"], strict=True), frame["score"], strict=True))
    names = dict(zip(frame["node"], frame["name"], strict=True))
    last = frame["stage"].max()
    rows = [
        (node, name, scores.get((node, 0), math.nan), scores.get((node, last), math.nan))
        for node, name in names.items()
    ]
    found = pd.DataFrame(rows, columns=["node", "name", "first", "last"])
    if "answered" not in frame:
        return found
    ends = frame[frame["stage"].isin([0, last])]
    return found.assign(answered=found["node"].map(ends.groupby("node")["answered"].min()))


def _sheet(look: Look) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, ROWS, left=300, right=620, header=60, footer=10, pitch=2)
    return canvas.make_canvas(look, ROWS, left=90, right=330, header=34, footer=4, pitch=0.85)


def _line(area: canvas.Canvas, row: Row) -> canvas.Spec:
    colour = area.colours.dimension(row["node"])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [0, 1],
        "y": [row["first"], row["last"]],
        "line": {"color": colour, "width": area.size.stroke * 0.6},
        "marker": {"color": colour, "size": area.size.marker * 0.7},
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _upright(area: canvas.Canvas, x: float, dash: str = "solid") -> canvas.Spec:
    line = {"color": area.colours.faint if dash == "dot" else area.colours.grid, "width": 2, "dash": dash}
    return {
        "type": "line",
        "layer": "below",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
    }


def _stage(area: canvas.Canvas, x: float, name: str) -> canvas.Spec:
    """The name of an end, in the middle over it; one that the margin has no room for begins at the edge."""
    place: canvas.Spec = {"yref": "paper", "yanchor": "bottom", "yshift": 8}
    pixels = area.size.small
    edge = area.left - (canvas.EDGE if area.size.height else 4)
    if x == 0 and text.text_width(name, pixels, True) > 2 * edge:
        place |= {"xanchor": "left", "xshift": -edge}
        name = text.shorten_text(name, edge + 0.8 * area.inner, pixels, True)
    return canvas.text_note(f"<b>{text.escape_text(name)}</b>", x, 1, pixels, area.colours.ink, **place)


def _labels(
    area: canvas.Canvas, rows: list[Row], end: str, per_pixel: float, scale: Scale
) -> list[canvas.Spec]:
    """The numbers at one end, moved apart where they would stand on each other."""
    pixels = round(area.size.small * 1.1)
    right = end == "last"
    places = spread_apart([row[end] for row in rows], 1.45 * pixels * per_pixel)
    room = area.right - 40 - (canvas.EDGE if area.size.width else 0)
    notes = []
    for row, y in zip(rows, places, strict=True):
        words = f"<b>{fmt.format_number(row[end], scale.decimals)}</b>"
        if right:
            moved = fmt.format_difference(row["last"], row["first"], scale.decimals)
            name = text.shorten_text(row["name"], room - text.text_width("0,00 (+0,00)  ", pixels), pixels)
            words += f" ({moved})  {text.escape_text(name)}"
        place = {"xanchor": "left" if right else "right", "xshift": 18 if right else -18, "align": "left"}
        notes.append(canvas.text_note(words, float(right), y, pixels, area.colours.ink, **place))
    return notes


def spread_apart(values: list[float], gap: float) -> list[float]:
    """Places near the values, in their order, at least `gap` apart."""
    order = sorted(range(len(values)), key=values.__getitem__)
    groups: list[tuple[list[int], float]] = []
    for place in order:
        members, middle = [place], values[place]
        while (
            groups
            and middle - gap * (len(members) - 1) / 2 < groups[-1][1] + gap * (len(groups[-1][0]) + 1) / 2
        ):
            before, _ = groups.pop()
            members = [*before, *members]
            middle = sum(values[member] for member in members) / len(members)
        groups.append((members, middle))
    found = [0.0] * len(values)
    for members, middle in groups:
        for at, member in enumerate(members):
            found[member] = middle + gap * (at - (len(members) - 1) / 2)
    return found


def _alt(wide: pd.DataFrame, stages: Sequence[str], scale: Scale) -> str:
    rows = [
        " ".join(
            (
                row["name"],
                fmt.format_number(row["first"], scale.decimals),
                "menjadi",
                fmt.format_number(row["last"], scale.decimals),
            )
        )
        for row in row_records(wide)
    ]
    return f"Skor {stages[0]} dan {stages[-1]}. " + "; ".join(rows) + "."


def _table(wide: pd.DataFrame, stages: Sequence[str], decimals: int) -> pd.DataFrame:
    shown = wide[["node", "name", "first", "last"]]
    shown = shown.assign(change=fmt.subtract_as_printed(wide["last"], wide["first"], decimals))
    return shown.set_axis(["Kode", "Bagian", stages[0], stages[-1], "Selisih"], axis=1)
