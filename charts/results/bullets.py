"""Bars from the bottom of the scale with a tick at the target: the profile and the prerequisites."""

import math

import pandas as pd

from charts.drawing import axis, canvas, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page, rows_with_numbers
from charts.drawing.look import Look
from charts.titles.wording import names_with_answers
from scoring import Scale

HOW_TO_READ = (
    "Titik di ujung batang adalah skor saat ini{aim}. Kotak bertitik berarti data belum cukup untuk "
    "menghitung skor; nilainya bukan nol."
)


def draw_bullet_bars(
    frame: pd.DataFrame,
    scale: Scale,
    title: str,
    subtitle: str,
    look: Look,
    *,
    what: str,
    target_label: str,
) -> Chart:
    """Rows in the order given: `node`, `name`, `score`, `target` (NaN = none); `what` opens the alt text.

    The subtitle says what the ticks mean, where there are any: `target_label` ("Target 2030").
    """
    aimed = bool(frame["target"].notna().any())
    subtitle += f"; tanda tegak = {target_label[:1].lower()}{target_label[1:]}" if aimed else ""
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, theme.SIZES[look.size].rows)
    rows = [{**row, "row": position} for position, row in enumerate(row_records(shown))]
    area = _sheet(look, len(rows))
    boxes, words = axis.missing_score_boxes(
        area, scale, [row["row"] for row in rows if math.isnan(row["score"])]
    )
    drawing = canvas.compose_figure(
        area,
        [
            *_bars(area, rows_with_numbers(rows, "score"), scale),
            _targets(area, rows_with_numbers(rows, "target")),
        ],
        x=axis.score_axis(area, scale),
        shapes=[*axis.level_bands(area, scale), *boxes],
        notes=[
            *canvas.row_labels(area, names_with_answers(shown).tolist(), shift=24 if area.size.width else 10),
            *_values(area, rows_with_numbers(rows, "score"), scale),
            *words,
        ],
        title=title,
        subtitle=subtitle,
    )
    alt = _alt(frame, what, scale.decimals)
    how = HOW_TO_READ.format(aim=" dan tanda tegak adalah target" if aimed else "")
    return Chart(
        drawing, title, subtitle, alt, how, look.source, _table(frame, target_label), look.page, pages
    )


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=560, right=84, header=62, footer=16)
    return canvas.make_canvas(look, rows, left=270, right=30, header=44, footer=6, pitch=0.9)


def _bars(area: canvas.Canvas, rows: list[Row], scale: Scale) -> list[canvas.Spec]:
    """Thin bars that end in a dot, so that a score at the bottom of the scale is seen too."""
    colours = [area.colours.dimension(row["node"]) for row in rows]
    edge = {"width": 2, "color": area.colours.page}
    common = {"y": [row["row"] for row in rows], "hoverinfo": "skip", "showlegend": False}
    return [
        {
            **common,
            "type": "bar",
            "orientation": "h",
            "base": [scale.minimum] * len(rows),
            "x": [row["score"] - scale.minimum for row in rows],
            "width": 0.16,
            "marker": {"color": colours},
        },
        {
            **common,
            "type": "scatter",
            "mode": "markers",
            "name": "Skor saat ini",
            "x": [row["score"] for row in rows],
            "marker": {"size": round(area.pitch * 0.4), "color": colours, "opacity": 1, "line": edge},
            "cliponaxis": False,
        },
    ]


def _targets(area: canvas.Canvas, rows: list[Row]) -> canvas.Spec:
    return {
        **marks.tick_marks(
            rows,
            "target",
            area.pitch * 0.36,
            marks.Stroke("Target", area.colours.target, max(3, area.size.stroke * 0.6)),
        ),
        "hoverinfo": "text",
        "hovertext": [
            text.escape_text(f"{row['name']}: target {fmt.format_number(row['target'])}") for row in rows
        ],
    }


def _values(area: canvas.Canvas, rows: list[Row], scale: Scale) -> list[canvas.Spec]:
    """The score right of its bar, or right of the target where the two would touch."""
    pixels = min(area.size.value, int(area.pitch * 0.52))
    per_pixel = (scale.maximum - scale.minimum + 2 * axis.axis_overhang(scale)) / area.inner
    room = (text.text_width("0,00", pixels, bold=True) + 20) * per_pixel
    notes = []
    for row in rows:
        beyond = row["target"] if 0 <= row["target"] - row["score"] < room else row["score"]
        words = fmt.format_number(row["score"], scale.decimals)
        place = {"xanchor": "left", "xshift": area.pitch * 0.2 + 8}
        notes.append(
            canvas.text_note(words, beyond, row["row"], pixels, area.colours.ink, weight=700, **place)
        )
    return notes


def _alt(frame: pd.DataFrame, what: str, decimals: int) -> str:
    rows = [
        f"{row['name']}: skor {fmt.format_number(row['score'], decimals)}, "
        f"target {fmt.format_number(row['target'], decimals, 'belum ditetapkan')}"
        for row in row_records(frame)
    ]
    return f"{what}. " + "; ".join(rows) + "."


def _table(frame: pd.DataFrame, target_label: str) -> pd.DataFrame:
    headings = {"node": "Kode", "name": "Nama", "score": "Skor", "target": target_label}
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)
