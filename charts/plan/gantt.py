"""Gantt of the roadmap: what runs when, who leads it, what it costs, and when each budget closes."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from charts import titles
from charts.drawing import canvas, marks, text, theme, timeline
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Tiap batang adalah satu program dari waktu mulai sampai selesai; warnanya dimensi, angkanya "
    "perkiraan biaya selama masa masterplan. Tanda ◀ berarti program sudah berjalan sebelum masa itu. "
    "Garis titik-titik adalah tanggal penetapan APBD: program yang mulai pada suatu tahun harus masuk "
    "sebelum garisnya. Garis tebal adalah akhir RPJMD. Latar membedakan jangka pendek, menengah, dan "
    "panjang. Nama yang ditebalkan adalah "
    "quick win."
)
ROWS = (25, 9)  # on a page and on a projected picture
LEAD = (120, 250)  # width of the column of OPD


def draw_gantt(
    frame: pd.DataFrame,
    look: Look,
    *,
    terms: Sequence[tuple[str, int, int]],
    deadlines: Sequence[tuple[str, date]] = (),
    dimensions: dict[str, str],
) -> Chart:
    """Programmes in the order given, within the years of `terms` (name, first, last year) up to the last end.

    `frame`: `name`, `lead`, `node` (dimension), `start`, `end` (dates within the years), `began`, `ends`
    (its own dates, which are told), `cost` (rupiah; NaN = none given), `early` (bool), `quick` (bool: a quick
    win). `deadlines`: label and day; the last day of a year is the edge of a plan and drawn solid.
    `dimensions`: code -> name. A row without dates, or with dates outside the terms, has no place here; the
    subtitle tells how many there are.
    """
    undated = int(frame["start"].isna().sum())
    frame = frame[frame["start"].notna()]
    masterplan = timeline.first_and_last_year(terms)
    first, last = masterplan
    inside = [row["start"].year <= last and row["end"].year >= first for row in row_records(frame)]
    outside, frame = len(frame) - sum(inside), frame[inside]
    shown, pages = rows_of_page(
        frame.reset_index(drop=True), look.page, theme.rows_per_page(look.size, *ROWS)
    )
    rows = [{**row, "row": position} for position, row in enumerate(row_records(shown))]
    terms = timeline.terms_until(terms, max((day.year for day in frame["end"]), default=masterplan[0]))
    first, last = timeline.first_and_last_year(terms)
    area = _sheet(look, max(2, len(rows)))
    title = titles.roadmap_title([day.year for day in frame["end"]], *masterplan)
    subtitle = look.placed("Diurutkan menurut waktu mulai; angka = perkiraan biaya")
    subtitle += f"; {fmt.format_count(undated)} program belum terjadwal" if undated else ""
    subtitle += f"; {fmt.format_count(outside)} di luar masa itu" if outside else ""
    inside = [(words, day) for words, day in deadlines if first <= timeline.decimal_year(day) <= last + 1]
    here = [(words, timeline.decimal_year(day)) for words, day in inside if not _is_edge(day)]
    edges = [(words, day.year + 1.0) for words, day in inside if _is_edge(day)]
    drawing = canvas.compose_figure(
        area,
        [_bars(area, rows), *_keys(area, frame, dimensions)],
        x={"range": [first, last + 1], "visible": False},
        shapes=[
            *timeline.term_grounds(area, terms),
            *timeline.moment_lines(area, here),
            *timeline.edge_lines(area, edges),
        ],
        notes=[
            *timeline.year_headings(area, terms),
            *_columns(area),
            *_names(area, rows),
            *_costs(area, rows, first, last),
            *timeline.edge_labels(area, edges),
            *timeline.moment_labels(area, _beside(area, here, edges, last + 1 - first), terms),
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
        legend_below=round(area.size.smallest * 1.5),
    )
    return Chart(
        drawing, title, subtitle, _alt(frame), HOW_TO_READ, look.source, _table(frame), look.page, pages
    )


def _is_edge(day: date) -> bool:
    """The last day of a year ends a plan of several years; a budget is fixed before."""
    return (day.month, day.day) == (12, 31)


def _beside(
    area: canvas.Canvas, here: Sequence[timeline.Moment], edges: Sequence[timeline.Moment], years: int
) -> list[timeline.Moment]:
    """The deadlines whose names stand clear of those of the edges, which stand left of their lines."""
    unit, pixels = area.inner / years, area.size.smallest
    taken = [(x - (text.text_width(words, pixels) + 12) / unit, x) for words, x in edges]

    def is_clear(one: timeline.Moment) -> bool:
        half = text.text_width(one[0], pixels) / unit / 2
        return all(one[1] + half < low or one[1] - half > high for low, high in taken)

    return [one for one in here if is_clear(one)]


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=800, right=62, header=132, footer=120, pitch=0.62)
    return canvas.make_canvas(look, rows, left=350, right=14, header=74, footer=84, pitch=0.78)


def _bars(area: canvas.Canvas, rows: list[Row]) -> canvas.Spec:
    starts = [timeline.decimal_year(row["start"]) for row in rows]
    ends = [timeline.decimal_year(row["end"]) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "base": starts,
        "x": [end - start for start, end in zip(starts, ends, strict=True)],
        "y": [row["row"] for row in rows],
        "width": 0.6,
        "marker": {"color": [area.colours.dimension(row["node"]) for row in rows]},
        "customdata": [
            f"{text.escape_text(row['name'])}<br>{_days_between(row)}, {_cost(row)}" for row in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }


def _keys(area: canvas.Canvas, frame: pd.DataFrame, dimensions: dict[str, str]) -> list[canvas.Spec]:
    present = set(frame["node"])
    marker = {"symbol": "square", "size": area.size.small}
    return [
        marks.legend_entry(
            name, mode="markers", showlegend=True, marker={**marker, "color": area.colours.dimension(code)}
        )
        for code, name in dimensions.items()
        if code in present
    ]


def _columns(area: canvas.Canvas) -> list[canvas.Spec]:
    """What the columns left of the years hold."""
    edge, wide = _edge(area), LEAD[area.size.height > 0]
    smallest, muted = area.size.smallest, area.colours.muted
    pixels = text.fit_text("Penanggung jawab", wide - 14, smallest * 2, smallest, 12)[1]
    place: canvas.Spec = {"xref": "paper", "xanchor": "right", "yshift": 4, "yanchor": "bottom"}
    return [
        canvas.text_note("Penanggung jawab", 0, -0.5, pixels, muted, xshift=-edge, **place),
        canvas.text_note("Program", 0, -0.5, pixels, muted, xshift=-edge - wide, **place),
    ]


def _edge(area: canvas.Canvas) -> int:
    return 20 if area.size.height else 8


def _names(area: canvas.Canvas, rows: list[Row]) -> list[canvas.Spec]:
    """Programme and OPD left of the bars; quick wins bold."""
    shift = _edge(area) + LEAD[area.size.height > 0]
    names, bold = [row["name"] for row in rows], [bool(row["quick"]) for row in rows]
    return [*canvas.row_labels(area, names, shift=shift, bold=bold), *(_lead(area, row) for row in rows)]


def _lead(area: canvas.Canvas, row: Row) -> canvas.Spec:
    look, wide = area.size, LEAD[area.size.height > 0]
    label = look.label if look.height else look.small
    lines, pixels = text.fit_text(row["lead"] or "–", wide - 14, area.pitch, label, look.smallest)
    place: canvas.Spec = {"xref": "paper", "xanchor": "right", "align": "right", "xshift": -_edge(area)}
    return canvas.text_note(text.join_markup_lines(lines), 0, row["row"], pixels, area.colours.muted, **place)


def _days_between(row: Row) -> str:
    return fmt.join_ends(fmt.format_date(row["began"]), fmt.format_date(row["ends"]), " sampai ")


def _cost(row: Row) -> str:
    return fmt.format_rupiah(row["cost"]) if row["cost"] == row["cost"] else "biaya belum diisi"


def _costs(area: canvas.Canvas, rows: list[Row], first: int, last: int) -> list[canvas.Spec]:
    unit = area.inner / (last + 1 - first)
    return [_cost_note(area, row, unit, last) for row in rows]


def _cost_note(area: canvas.Canvas, row: Row, unit: float, last: int) -> canvas.Spec:
    """The cost in its bar where it fits, else beside it, on the side that has room; `unit`: pixels a year."""
    words = ("◀ " if row["early"] else "") + _cost(row)
    pixels = area.size.small if area.size.height else area.size.smallest
    start, end = timeline.decimal_year(row["start"]), timeline.decimal_year(row["end"])
    wide = text.text_width(words, pixels, bold=True) + 16
    inside = wide <= (end - start) * unit
    right = inside or (last + 1 - end) * unit >= wide
    ink = theme.ink_on(area.colours.dimension(row["node"])) if inside else area.colours.ink
    ground = {} if inside else {"bgcolor": area.colours.page}
    place: canvas.Spec = {"xanchor": "left" if right else "right", "xshift": 8 if right else -8, **ground}
    x = start if inside or not right else end
    return canvas.text_note(words, x, row["row"], pixels, ink, weight=700, **place)


def _alt(frame: pd.DataFrame) -> str:
    first = [f"{row['name']}: {_days_between(row)}, {_cost(row)}" for row in row_records(frame.head(10))]
    rest = f"; dan {fmt.format_count(len(frame) - 10)} lainnya" if len(frame) > 10 else ""
    return "Peta jalan program. " + "; ".join(first) + rest + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Program": frame["name"],
            "Penanggung jawab": frame["lead"],
            "Mulai": [fmt.format_date(day) for day in frame["began"]],
            "Selesai": [fmt.format_date(day) for day in frame["ends"]],
            "Biaya (rupiah)": frame["cost"],
        }
    ).reset_index(drop=True)
