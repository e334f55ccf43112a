"""Bars of root causes: how often OPD named each kind in the survey, and the groups in their worksheets."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records
from charts.drawing.look import Look

HOW_TO_READ = (
    "Panjang batang adalah banyaknya penyebutan. Bagian polos berasal dari kolom Kendala pada survei OPD, "
    "bagian bergaris dari isu yang ditulis kelompok. Satu jawaban dihitung pada satu jenis; yang belum dapat "
    "dikenali jenisnya berada di baris paling bawah."
)
SERIES = {"survey": "Kendala dari survei", "groups": "Isu dari kelompok"}


def draw_root_causes(frame: pd.DataFrame, look: Look) -> Chart:
    """One row per kind, as `planning.worksheets.worksheets.causes.count_root_causes` gives them: `cause,
    survey, groups, total`.
    """
    rows = [{**row, "row": place_, "zero": 0} for place_, row in enumerate(row_records(frame))]
    area = _sheet(look, len(rows))
    title = titles.root_causes_title(frame)
    subtitle = look.placed(f"{fmt.format_count(frame['total'].sum())} penyebutan menurut jenisnya")
    drawing = canvas.compose_figure(
        area,
        [*_bars(area, rows), *_keys(area)],
        x={"range": [0, _end(area, rows)], "visible": False},
        notes=[
            *canvas.row_labels(area, frame["cause"].tolist(), shift=24 if area.size.width else 10),
            *(_value(area, row) for row in rows),
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    drawing.update_layout(barmode="stack", legend_traceorder="normal")
    return Chart(drawing, title, subtitle, _alt(rows), HOW_TO_READ, look.source, _table(frame))


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=520, right=84, header=20, footer=70)
    return canvas.make_canvas(look, rows, left=190, right=20, header=4, footer=40, pitch=0.8)


def _looks(area: canvas.Canvas) -> dict[str, canvas.Spec]:
    colours = area.colours
    striped = {"shape": "/", "bgcolor": colours.gap, "fgcolor": colours.page, "solidity": 0.3}
    striped["size"] = 14 if area.size.width else 8
    return {"survey": {"color": colours.primary}, "groups": {"color": colours.gap, "pattern": striped}}


def _bars(area: canvas.Canvas, rows: list[Row]) -> list[canvas.Spec]:
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": SERIES[name],
            "x": [row[name] for row in rows],
            "y": [row["row"] for row in rows],
            "width": 0.56,
            "marker": look,
            "showlegend": False,
            "customdata": [
                f"{text.escape_text(row['cause'])}<br>{SERIES[name]}: {fmt.format_count(row[name])}"
                for row in rows
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for name, look in _looks(area).items()
    ]


def _keys(area: canvas.Canvas) -> list[canvas.Spec]:
    return [
        {**marks.legend_entry(SERIES[name]), "type": "bar", "y": [None], "marker": look}
        for name, look in _looks(area).items()
    ]


def _end(area: canvas.Canvas, rows: list[Row]) -> float:
    """Where the axis ends so that the longest bar leaves room for the widest words."""
    total, parts = _pixels(area)
    room = max(
        text.text_width(_sum(row), total, bold=True) + text.text_width(_parts(row), parts) for row in rows
    )
    return max(1, *(row["total"] for row in rows)) * area.inner / (area.inner - room - 40)


def _pixels(area: canvas.Canvas) -> tuple[int, int]:
    small = max(area.size.smallest, round(area.size.small * 0.9))
    return min(area.size.value, int(area.pitch * 0.5)), small


def _sum(row: Row) -> str:
    return fmt.format_count(row["total"])


def _parts(row: Row) -> str:
    """What a total is made of, where it is made of both."""
    if not (row["survey"] and row["groups"]):
        return ""
    return f"  {fmt.format_count(row['survey'])} survei, {fmt.format_count(row['groups'])} kelompok"


def _value(area: canvas.Canvas, row: Row) -> canvas.Spec:
    pixels, small = _pixels(area)
    words = f'<b>{_sum(row)}</b><span style="font-size:{small}px">{_parts(row)}</span>'
    place = {"xanchor": "left", "xshift": 14 if area.size.width else 8}
    return canvas.text_note(words, row["total"], row["row"], pixels, area.colours.ink, **place)


def _alt(rows: list[Row]) -> str:
    said = [
        f"{row['cause']}: {fmt.format_count(row['total'])} ({fmt.format_count(row['survey'])} survei, "
        f"{fmt.format_count(row['groups'])} kelompok)"
        for row in rows
    ]
    return "Diagram batang jenis akar masalah. " + "; ".join(said) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {"cause": "Jenis akar masalah", "survey": SERIES["survey"], "groups": SERIES["groups"]}
    return frame.rename(columns={**headings, "total": "Jumlah"})
