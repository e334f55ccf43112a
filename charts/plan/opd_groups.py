"""Groups of OPD that should sit together, as a list that can be read from the last row of seats."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Tiap baris adalah satu kelompok OPD yang paling banyak berbagi program dan indikator survei. Di dalam "
    "kelompok, OPD dengan ikatan terkuat disebut lebih dahulu. Urutan kelompok menurut banyaknya OPD, bukan "
    "penilaian. Program atau indikator yang dimiliki bersama oleh banyak OPD dihitung lebih ringan."
)
PER_SLIDE = 4


def draw_opd_groups(frame: pd.DataFrame, look: Look) -> Chart:
    """One row per group: `group` (number), `members` (tuple of names, the strongest first), `shared` (what
    they do together, in words)."""
    shown, pages = rows_of_page(
        frame.reset_index(drop=True), look.page, theme.rows_per_page(look.size, 25, PER_SLIDE)
    )
    rows = [{**row, "row": at} for at, row in enumerate(row_records(shown))]
    area = _sheet(look, len(rows))
    title = titles.opd_groups_title(frame)
    subtitle = look.placed("OPD yang paling banyak berbagi program dan indikator")
    names = [f"Kelompok {row['group']}" for row in rows]
    drawing = canvas.compose_figure(
        area,
        [{"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip"}],
        x={"range": [0, 1], "visible": False},
        shapes=[_ground(area, row) for row in rows],
        notes=[
            *canvas.row_labels(area, names, shift=30 if area.size.width else 16),
            *(note for row in rows for note in _words(area, row)),
        ],
        title=title,
        subtitle=subtitle,
    )
    return Chart(
        drawing, title, subtitle, _alt(frame), HOW_TO_READ, look.source, _table(frame), look.page, pages
    )


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=380, right=62, header=10, footer=10, pitch=1.64)
    return canvas.make_canvas(look, rows, left=150, right=10, header=4, footer=4, pitch=2.2)


def _ground(area: canvas.Canvas, row: Row) -> canvas.Spec:
    return {
        "type": "rect",
        "layer": "below",
        "x0": 0,
        "x1": 1,
        "y0": row["row"] - 0.45,
        "y1": row["row"] + 0.45,
        "fillcolor": area.colours.bands,
        "line": {"width": 0},
    }


def _words(area: canvas.Canvas, row: Row) -> list[canvas.Spec]:
    """The members, and under them what they share."""
    wide = bool(area.size.width)
    room, pad = area.inner - (60 if wide else 28), 24 if wide else 12
    above, below = area.pitch * 0.5, area.pitch * 0.4
    members, pixels = text.fit_text(" · ".join(row["members"]), room, above, area.size.label, 12, bold=True)
    least = area.size.smallest
    shared, small = text.fit_text(row["shared"], room, below, least + 2, least)
    common: canvas.Spec = {"xanchor": "left", "align": "left", "xshift": pad}
    return [
        canvas.text_note(
            text.join_markup_lines(members),
            0,
            row["row"] - 0.17,
            pixels,
            area.colours.ink,
            weight=700,
            **common,
        ),
        canvas.text_note(
            text.join_markup_lines(shared), 0, row["row"] + 0.29, small, area.colours.muted, **common
        ),
    ]


def _alt(frame: pd.DataFrame) -> str:
    said = [
        f"Kelompok {row['group']}: {', '.join(row['members'])} ({row['shared']})"
        for row in row_records(frame)
    ]
    return "Kelompok OPD yang perlu duduk bersama. " + "; ".join(said) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Kelompok": frame["group"].tolist(),
            "Banyak OPD": [fmt.format_count(len(members)) for members in frame["members"]],
            "OPD": [", ".join(members) for members in frame["members"]],
            "Yang dikerjakan bersama": frame["shared"].tolist(),
        }
    )
