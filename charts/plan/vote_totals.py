"""What the OPD voted: points of every proposal, how many took part and how far they agree."""

import math

import pandas as pd

from charts import titles
from charts.drawing import canvas, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Panjang batang adalah poin usulan menurut suara OPD; satu OPD memberi satu suara. Kesepakatan "
    "(Kendall W) berkisar dari 0, urutan tiap OPD berlainan, sampai 1, semua OPD mengurutkan sama; dengan "
    "kurang dari lima OPD tidak dihitung. Garis putus-putus adalah batas yang dipilih."
)
ROWS = (20, 8)  # on a page and on a projected picture


def draw_vote_totals(
    frame: pd.DataFrame,
    look: Look,
    *,
    way: str,
    voted: int,
    asked: int,
    w: float = math.nan,
    words: str = "",
    decimals: int = 0,
) -> Chart:
    """Proposals in the order given: `name`, `node`, `points` (NaN = nobody marked it), `inside`, `shared`.

    `way`: name of the way of voting. `voted` of `asked` OPD; `w`: Kendall's W, NaN = not computed,
    and `words` how strong it is or why there is none.
    """
    shown, pages = rows_of_page(
        frame.reset_index(drop=True), look.page, theme.rows_per_page(look.size, *ROWS)
    )
    rows = [{**row, "row": position} for position, row in enumerate(row_records(shown))]
    title = titles.vote_totals_title(frame, w, decimals)
    subtitle = f"{way}, {fmt.format_count(voted)} dari {fmt.format_count(asked)} OPD {look.place}"
    area = _sheet(look, max(4, len(rows)))
    largest = float(frame["points"].max()) if frame["points"].notna().any() else 1.0
    drawing = canvas.compose_figure(
        area,
        [_bars(area, rows)],
        x={"range": [0, max(largest, 1e-9) * 1.22], "visible": False},
        shapes=marks.cutoff_line(area, frame, shown, xref="paper"),
        notes=[
            *canvas.row_labels(
                area,
                [row["name"] for row in rows],
                shift=18 if theme.is_projected(look.size) else 8,
                bold=[bool(row["inside"]) for row in rows],
            ),
            *(_value(area, row, decimals) for row in rows),
            *_card(area, voted, asked, w, words),
        ],
        title=title,
        subtitle=subtitle,
    )
    alt = _alt(frame, way, decimals)
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, _table(frame), look.page, pages)


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=640, right=420, header=40, footer=30)
    return canvas.make_canvas(look, rows, left=290, right=190, header=10, footer=6, pitch=0.9)


def _bars(area: canvas.Canvas, rows: list[Row]) -> canvas.Spec:
    colours = [area.colours.dimension(row["node"]) if row["inside"] else area.colours.grid for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [0 if math.isnan(row["points"]) else row["points"] for row in rows],
        "y": [row["row"] for row in rows],
        "width": 0.62,
        "marker": {"color": colours, "line": {"width": 1, "color": area.colours.faint}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _value(area: canvas.Canvas, row: Row, decimals: int) -> canvas.Spec:
    words = fmt.format_number(row["points"], decimals)
    at = 0 if math.isnan(row["points"]) else row["points"]
    pixels = min(area.size.value, round(area.pitch * 0.5))
    return canvas.text_note(
        words, at, row["row"], pixels, area.colours.ink, weight=700, xanchor="left", xshift=8
    )


def _card(area: canvas.Canvas, voted: int, asked: int, w: float, words: str) -> list[canvas.Spec]:
    """Participation and agreement, right of the bars."""
    look, colours = area.size, area.colours
    big = round(look.value * (1.5 if look.height else 1.4))
    shift = area.right - (canvas.EDGE if look.height else 4)
    place: canvas.Spec = {
        "xref": "paper",
        "xanchor": "right",
        "align": "right",
        "xshift": shift,
        "yref": "paper",
    }
    room = area.right - (canvas.EDGE + 20 if look.height else 16)
    said = words if math.isnan(w) else f"kesepakatan OPD (Kendall W): {words}"
    lines, pixels = text.fit_text(said, room, look.small * 1.3 * 5, look.small, look.smallest)
    voice = text.fit_text("OPD memberi suara", room, look.small * 1.3 * 2, look.small, look.smallest)[0]
    step = round(big * 1.35)
    second = step + round(look.small * 1.3 * len(voice)) + round(big * 0.7)
    notes = [
        canvas.text_note(f"{voted}/{asked}", 1, 1, big, colours.ink, weight=700, yanchor="top", **place),
        canvas.text_note(
            text.join_markup_lines(voice),
            1,
            1,
            look.small,
            colours.muted,
            yanchor="top",
            yshift=-step,
            **place,
        ),
    ]
    if not math.isnan(w):
        head = fmt.format_number(w)
        notes.append(
            canvas.text_note(head, 1, 1, big, colours.ok, weight=700, yanchor="top", yshift=-second, **place)
        )
        second += step
    notes.append(
        canvas.text_note(
            text.join_markup_lines(lines), 1, 1, pixels, colours.muted, yanchor="top", yshift=-second, **place
        )
    )
    return notes


def _alt(frame: pd.DataFrame, way: str, decimals: int) -> str:
    rows = [
        f"{row['name']}: {fmt.format_number(row['points'], decimals)}" for row in row_records(frame.head(12))
    ]
    rest = f"; dan {fmt.format_count(len(frame) - 12)} lainnya" if len(frame) > 12 else ""
    return f"Hasil suara OPD, {way}. " + "; ".join(rows) + rest + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return (
        frame[["name", "points"]].rename(columns={"name": "Usulan", "points": "Poin"}).reset_index(drop=True)
    )
