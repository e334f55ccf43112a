"""Evidence range: the score as it counts, and what is left when claims without evidence are held back."""

import pandas as pd

from charts import titles
from charts.drawing import axis, canvas, marks, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_with_numbers
from charts.drawing.look import Look
from scoring import Scale

HOW_TO_READ = (
    "Ujung kanan adalah skor yang berlaku. Ujung kiri adalah skor bila jawaban tingkat 3 ke atas tanpa bukti "
    "dihitung sebagai tingkat 2; yang disepakati atau diverifikasi tetap. "
    "Makin panjang garisnya, makin banyak skor yang "
    "bersandar pada jawaban tanpa bukti. Kotak bertitik berarti data belum cukup."
)


def draw_evidence_range(frame: pd.DataFrame, scale: Scale, look: Look) -> Chart:
    """Bars from `proven` to `claimed`, in the order given; the first row (the index) gives the title.

    `frame`: one row per node with `node`, `name`, `proven`, `claimed` on the instrument's scale
    (`scoring.evidence_range`), NaN = data kurang.
    """
    rows = [{**row, "row": position} for position, row in enumerate(row_records(frame))]
    title = titles.evidence_range_title(rows[0]["proven"], rows[0]["claimed"], scale.decimals)
    reach = f"skala {fmt.format_span(scale.minimum, scale.maximum)}"
    subtitle = f"Dari skor berbukti sampai skor yang berlaku, {look.place}, {reach}"
    area = _sheet(look, len(rows))
    complete = rows_with_numbers(rows, "proven", "claimed")
    boxes, words = axis.missing_score_boxes(area, scale, [row["row"] for row in rows if row not in complete])
    drawing = canvas.compose_figure(
        area,
        _traces(area, complete, scale.decimals),
        x=axis.score_axis(area, scale),
        shapes=[*axis.level_bands(area, scale), *boxes],
        notes=[
            *canvas.row_labels(area, [row["name"] for row in rows], shift=24 if area.size.width else 16),
            *words,
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    alt = _alt(rows, look.place, scale.decimals)
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, _table(frame))


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=500, right=84, header=62, footer=64)
    return canvas.make_canvas(look, rows, left=250, right=30, header=44, footer=44)


def _traces(area: canvas.Canvas, rows: list[Row], decimals: int) -> list[canvas.Spec]:
    colour = area.colours.primary
    full = {"color": colour, "line": {"width": area.size.marker / 7, "color": colour}}
    hollow = {**full, "color": area.colours.page}
    thin = {"width": 2, "color": colour}
    stroke = area.size.stroke * 0.7
    line = marks.line_segments(rows, "proven", "claimed", marks.Stroke("Rentang", colour, stroke))
    return [
        marks.legend_entry("Bila jawaban tanpa bukti dikoreksi", mode="markers", marker=full),
        marks.legend_entry("Skor yang berlaku", mode="markers", marker={**hollow, "line": thin}),
        {**line, "showlegend": False},
        _end(area, rows, "proven", "Skor berbukti", full, decimals),
        _end(area, rows, "claimed", "Skor yang berlaku", hollow, decimals),
    ]


def _end(
    area: canvas.Canvas, rows: list[Row], value: str, name: str, marker: canvas.Spec, decimals: int
) -> canvas.Spec:
    return marks.point_marks(
        area,
        rows,
        value,
        [fmt.format_number(row[value], decimals) for row in rows],
        name=name,
        marker=marker,
        colour=area.colours.ink,
        weight=700,
        left=[value == "proven"] * len(rows),
        spaced=True,
    )


def _score_reach(row: Row, decimals: int) -> str:
    low, high = (fmt.format_number(row[end], decimals) for end in ("proven", "claimed"))
    return fmt.join_ends(low, high, " sampai ")


def _alt(rows: list[Row], place: str, decimals: int) -> str:
    parts = [f"{row['name']}: {_score_reach(row, decimals)}" for row in rows]
    return f"Diagram rentang skor {place}. " + "; ".join(parts) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {"node": "Kode", "name": "Nama", "proven": "Skor berbukti", "claimed": "Skor yang berlaku"}
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)
