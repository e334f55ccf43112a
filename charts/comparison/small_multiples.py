"""Small multiples: a little line of scores over three or more periods for every part, all on one scale."""

from collections.abc import Collection, Sequence

import pandas as pd

from charts import titles
from charts.comparison.slope import first_and_last_scores
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records
from charts.drawing.look import Look
from scoring import Scale

HOW_TO_READ = (
    "Setiap kotak memuat satu bagian; semua kotak memakai skala yang sama. Titik adalah skor satu periode, "
    "angka tertulis pada periode pertama dan terakhir. Garis terputus berarti data kurang pada periode itu. "
    "Garis tegak bertitik menandai pergantian versi instrumen."
)
COLUMNS = 4
INSIDE = 0.76  # of a panel's width is drawn on, the rest keeps neighbours apart
TOP, BOTTOM = 0.26, 0.14  # of a panel's height for its name and its periods


def draw_small_multiples(
    frame: pd.DataFrame,
    stages: Sequence[str],
    scale: Scale,
    look: Look,
    *,
    breaks: Collection[int] = (),
    noun: str = "dimensi",
) -> Chart:
    """`frame`: one row per node and stage: `node`, `name`, `stage` (0, 1, …), `score` (NaN = data kurang).

    `breaks`: the stages that use another instrument version than the one before.
    """
    parts = [row_records(rows) for _, rows in frame.groupby("node", sort=False)]
    lines = -(-len(parts) // COLUMNS)
    area = _sheet(look, lines)
    spots = [(place % COLUMNS, place // COLUMNS) for place in range(len(parts))]
    wide = first_and_last_scores(frame)
    title = titles.REPLACED if breaks else titles.score_change_title(wide, noun, scale.decimals, stages[0])
    subtitle = f"{look.placed(f'Skor per {noun}')}, skala {fmt.format_span(scale.minimum, scale.maximum)}"
    drawing = canvas.compose_figure(
        area,
        [_line(area, rows, spot, len(stages), scale) for rows, spot in zip(parts, spots, strict=True)],
        x={"range": [0, COLUMNS], "visible": False},
        shapes=[shape for spot in spots for shape in _panel(area, *spot, len(stages), breaks)],
        notes=[
            note
            for rows, spot in zip(parts, spots, strict=True)
            for note in _words(area, rows, spot, stages, scale)
        ],
        title=title,
        subtitle=subtitle,
    )
    said = [
        f"{rows[0]['name']} " + ", ".join(fmt.format_number(row["score"], scale.decimals) for row in rows)
        for rows in parts
    ]
    alt = f"Skor {', '.join(stages)}. " + "; ".join(said) + "."
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, _table(frame, stages))


def _sheet(look: Look, lines: int) -> canvas.Canvas:
    edge = canvas.EDGE if theme.is_projected(look.size) else 4
    return canvas.make_canvas(look, lines, left=edge, right=edge, header=8, footer=8, pitch=5)


def _across(column: int, stage: float, stages: int) -> float:
    return column + (1 - INSIDE) / 2 + INSIDE * stage / max(stages - 1, 1)


def _down(line: int, score: float, scale: Scale) -> float:
    share = (score - scale.minimum) / (scale.maximum - scale.minimum)
    return line + 0.5 - BOTTOM - share * (1 - TOP - BOTTOM)


def _line(
    area: canvas.Canvas, rows: list[Row], spot: tuple[int, int], stages: int, scale: Scale
) -> canvas.Spec:
    column, line = spot
    colour = area.colours.dimension(rows[0]["node"])
    known = [None if row["score"] != row["score"] else row["score"] for row in rows]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_across(column, row["stage"], stages) for row in rows],
        "y": [None if score is None else _down(line, score, scale) for score in known],
        "line": {"color": colour, "width": area.size.stroke * 0.5},
        "marker": {"color": colour, "size": area.size.marker * 0.55},
        "connectgaps": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _panel(
    area: canvas.Canvas, column: int, line: int, stages: int, breaks: Collection[int]
) -> list[canvas.Spec]:
    upper, lower = line - 0.5 + TOP * 0.8, line + 0.5 - BOTTOM * 0.8
    box = {
        "type": "rect",
        "layer": "below",
        "x0": column + 0.03,
        "x1": column + 0.97,
        "y0": upper,
        "y1": lower,
        "fillcolor": area.colours.band,
        "line": {"width": 0},
    }
    dots = {"color": area.colours.faint, "width": 2, "dash": "dot"}
    places = [_across(column, stage - 0.5, stages) for stage in breaks]
    rules = [{"type": "line", "x0": x, "x1": x, "y0": upper, "y1": lower, "line": dots} for x in places]
    return [box, *rules]


def _words(
    area: canvas.Canvas, rows: list[Row], spot: tuple[int, int], stages: Sequence[str], scale: Scale
) -> list[canvas.Spec]:
    """The part's name, the first and the last period, and their scores."""
    column, line = spot
    unit, small = area.inner / COLUMNS, area.size.smallest
    name, pixels = text.fit_text(
        rows[0]["name"], unit * 0.94, TOP * 0.7 * area.pitch, area.size.small, 10, bold=True
    )
    top = {"yanchor": "bottom", "yshift": 2}
    notes = [
        canvas.text_note(
            text.join_markup_lines(name),
            column + 0.5,
            line - 0.5 + TOP * 0.8,
            pixels,
            area.colours.ink,
            weight=700,
            **top,
        )
    ]
    for row in (rows[0], rows[-1]):
        x, first = _across(column, row["stage"], len(stages)), row is rows[0]
        under = text.shorten_text(stages[row["stage"]], unit * 0.48, small)
        side = {"xanchor": "left" if first else "right", "xshift": -10 if first else 10}
        notes.append(
            canvas.text_note(
                text.escape_text(under),
                x,
                line + 0.5 - BOTTOM * 0.8,
                small,
                area.colours.muted,
                yanchor="top",
                **side,
            )
        )
        y = _down(line, row["score"] if row["score"] == row["score"] else scale.minimum, scale)
        printed = fmt.format_number(row["score"], scale.decimals, missing="–")
        lift = {"yanchor": "bottom", "yshift": area.size.marker * 0.3}
        notes.append(canvas.text_note(printed, x, y, area.size.small, area.colours.ink, weight=700, **lift))
    return notes


def _table(frame: pd.DataFrame, stages: Sequence[str]) -> pd.DataFrame:
    nodes = frame.drop_duplicates("node")[["node", "name"]].set_axis(["Kode", "Bagian"], axis=1)
    scores = frame.pivot(index="node", columns="stage", values="score").reindex(nodes["Kode"])
    return pd.concat(
        [nodes.reset_index(drop=True), scores.set_axis(list(stages), axis=1).reset_index(drop=True)], axis=1
    )
