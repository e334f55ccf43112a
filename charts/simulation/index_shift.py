"""What moves the index in a scenario: the points each dimension adds or takes, and their sum."""

from functools import partial

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Tiap batang adalah perubahan bobot × skor satu {noun}: ke kanan menambah indeks, ke kiri mengurangi. "
    "Jumlah seluruh batang sama dengan perubahan indeks. Ini skenario, bukan ramalan; angka resmi tidak "
    "berubah."
)
OFFICIAL, SCENARIO, CHANGE = "Poin resmi (bobot × skor)", "Poin skenario", "Perubahan"
POINTS = 3  # decimals of index points


def draw_index_shift(
    frame: pd.DataFrame,
    look: Look,
    *,
    before: float,
    after: float,
    scenario: str = "",
    noun: str = "dimensi",
    decimals: int = 2,
) -> Chart:
    """Rows in the order given.

    `frame`: one row per node with `node`, `name`, `points` and `new_points` (weight x score, index points)
    and `change`; NaN = data kurang. `before`, `after`: the index as it is and in the scenario, which may
    have a name.
    """
    frame = frame.assign(change=fmt.subtract_as_printed(frame["new_points"], frame["points"], POINTS))
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, theme.SIZES[look.size].rows)
    rows = [{**row, "row": position} for position, row in enumerate(row_records(shown))]
    known = [row for row in rows if row["change"] == row["change"]]
    title = titles.index_shift_title(before, after, decimals)
    named = f"skenario {scenario}".strip()
    subtitle = f"Perubahan poin indeks menurut {noun}, {look.place} · {named}, bukan ramalan"
    area = _sheet(look, len(rows))
    reach = max((abs(row["change"]) for row in known), default=0.0) or 1.0
    pixels = min(area.size.value, int(area.pitch * 0.44))
    room = text.text_width("+0,000", pixels, bold=True) + 20
    edge = reach * (1 + 2 * room / max(area.inner - 2 * room, 1))
    drawing = canvas.compose_figure(
        area,
        [_bars(area, known)],
        x={"range": [-edge, edge], "visible": False},
        shapes=[*canvas.row_colour_chips(area, [row["node"] for row in rows]), _zero(area)],
        notes=[
            *canvas.row_labels(area, [row["name"] for row in rows], shift=52 if area.size.width else 22),
            *(_value(area, row, pixels) for row in known),
            *(
                canvas.text_note(fmt.MISSING, 0, row["row"], area.size.small, area.colours.muted, weight=700)
                for row in rows
                if row["change"] != row["change"]
            ),
        ],
        title=title,
        subtitle=subtitle,
    )
    how = HOW_TO_READ.format(noun=noun)
    alt = _alt(frame, before, after, decimals)
    points = dict.fromkeys((OFFICIAL, SCENARIO), partial(fmt.format_number, decimals=POINTS))
    printed = {**points, CHANGE: partial(fmt.format_signed, decimals=POINTS)}
    return Chart(
        drawing, title, subtitle, alt, how, look.source, _table(frame, noun), look.page, pages, printed
    )


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=560, right=84, header=30, footer=16)
    return canvas.make_canvas(look, rows, left=270, right=30, header=8, footer=6, pitch=0.86)


def _bars(area: canvas.Canvas, rows: list[Row]) -> canvas.Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row["change"] for row in rows],
        "y": [row["row"] for row in rows],
        "width": 0.5,
        "marker": {
            "color": [area.colours.surplus if row["change"] > 0 else area.colours.gap for row in rows]
        },
        "showlegend": False,
        "customdata": [
            text.escape_text(
                f"{row['name']}: {fmt.format_number(row['points'], POINTS)} menjadi "
                f"{fmt.format_number(row['new_points'], POINTS)}"
            )
            for row in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _zero(area: canvas.Canvas) -> canvas.Spec:
    line = {"color": area.colours.ink, "width": 3 if area.size.width else 1.5}
    return {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": area.rows - 0.5, "line": line}


def _value(area: canvas.Canvas, row: Row, pixels: int) -> canvas.Spec:
    """The signed change beyond the end of its bar."""
    up = row["change"] >= 0
    colour = area.colours.surplus if row["change"] > 0 else area.colours.gap
    place = {"xanchor": "left" if up else "right", "xshift": 8 if up else -8, "weight": 700}
    ink = colour if row["change"] else area.colours.muted
    return canvas.text_note(
        fmt.format_signed(row["change"], POINTS), row["change"], row["row"], pixels, ink, **place
    )


def _alt(frame: pd.DataFrame, before: float, after: float, decimals: int) -> str:
    rows = [f"{row['name']} {fmt.format_signed(row['change'], POINTS)}" for row in row_records(frame)]
    return (
        f"Diagram perubahan indeks dari {fmt.format_number(before, decimals)} menjadi "
        f"{fmt.format_number(after, decimals)}. " + "; ".join(rows) + "."
    )


def _table(frame: pd.DataFrame, noun: str) -> pd.DataFrame:
    headings = {
        "node": "Kode",
        "name": noun.capitalize(),
        "points": OFFICIAL,
        "new_points": SCENARIO,
        "change": CHANGE,
    }
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)
