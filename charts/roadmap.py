"""Gantt of the roadmap: what runs when, who leads it, what it costs, and when each budget closes."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from charts import canvas, marks, text, theme, titles
from charts import format as fmt
from charts.chart import Chart, Row, records, turn

HOW_TO_READ = (
    "Tiap batang adalah satu program dari waktu mulai sampai selesai; warnanya dimensi, angkanya "
    "perkiraan biaya selama masa masterplan. Tanda ◀ berarti program sudah berjalan sebelum masa itu. "
    "Garis titik-titik adalah tanggal penetapan APBD: program yang mulai pada suatu tahun harus masuk "
    "sebelum garisnya. Latar membedakan jangka pendek, menengah, dan panjang. Nama yang ditebalkan adalah "
    "quick win."
)
ROWS = (25, 9)  # on a page and on a projected picture
LEAD = (120, 250)  # width of the column of OPD


def figure(
    frame: pd.DataFrame,
    *,
    terms: Sequence[tuple[str, int, int]],
    deadlines: Sequence[tuple[str, date]] = (),
    dimensions: dict[str, str],
    place: str = "",
    source: str = "",
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """Programmes in the order given, within the years of `terms` (name, first, last year).

    `frame`: `name`, `lead`, `node` (dimension), `start`, `end` (dates within the years), `cost` (rupiah; 0 =
    none given), `early` (bool), `quick` (bool: a quick win). `deadlines`: label and day. `dimensions`: code
    -> name.
    """
    shown, pages = turn(frame.reset_index(drop=True), page, theme.rows(size, *ROWS))
    rows = [{**row, "row": position} for position, row in enumerate(records(shown))]
    first, last = terms[0][1], terms[-1][2]
    area = _sheet(size, dark, max(2, len(rows)))
    title = titles.roadmap([day.year for day in frame["end"]], first, last)
    subtitle = "Diurutkan menurut waktu mulai; angka = perkiraan biaya" + (f", {place}" if place else "")
    here = [(words, _year(day)) for words, day in deadlines if first <= _year(day) <= last + 1]
    drawing = canvas.compose(
        area,
        [_bars(area, rows), *_keys(area, frame, dimensions)],
        x={"range": [first, last + 1], "visible": False},
        shapes=[*_grounds(area, terms), *_years(area, first, last), *_lines(area, here)],
        notes=[
            *_heads(area, terms),
            *_names(area, rows),
            *_costs(area, rows, first, last),
            *_labels(area, here, first, last),
        ],
        title=title,
        subtitle=subtitle,
        source=source,
        legend=True,
        legend_below=round(area.size.smallest * 1.5),
    )
    return Chart(drawing, title, subtitle, _alt(frame), HOW_TO_READ, source, _table(frame), page, pages)


def _sheet(size: theme.SizeName, dark: bool, rows: int) -> canvas.Sheet:
    if theme.projected(size):
        return canvas.sheet(size, dark, rows, left=800, right=62, header=132, footer=120, pitch=0.62)
    return canvas.sheet(size, dark, rows, left=350, right=14, header=74, footer=84, pitch=0.78)


def _year(day: date) -> float:
    """A day as a decimal year."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def _bars(area: canvas.Sheet, rows: list[Row]) -> canvas.Spec:
    starts, ends = [_year(row["start"]) for row in rows], [_year(row["end"]) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "base": starts,
        "x": [end - start for start, end in zip(starts, ends, strict=True)],
        "y": [row["row"] for row in rows],
        "width": 0.6,
        "marker": {"color": [area.colours.dimension(row["node"]) for row in rows]},
        "customdata": [
            f"{text.safe(row['name'])}<br>{fmt.day(row['start'])} sampai {fmt.day(row['end'])}, {_cost(row)}"
            for row in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }


def _keys(area: canvas.Sheet, frame: pd.DataFrame, dimensions: dict[str, str]) -> list[canvas.Spec]:
    present = set(frame["node"])
    marker = {"symbol": "square", "size": area.size.small}
    return [
        marks.key(
            name, mode="markers", showlegend=True, marker={**marker, "color": area.colours.dimension(code)}
        )
        for code, name in dimensions.items()
        if code in present
    ]


def _grounds(area: canvas.Sheet, terms: Sequence[tuple[str, int, int]]) -> list[canvas.Spec]:
    fills = (area.colours.selected, area.colours.bands, area.colours.band)
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": first,
            "x1": last + 1,
            "y0": -0.5,
            "y1": area.rows - 0.5,
            "fillcolor": fill,
            "line": {"width": 0},
        }
        for (_, first, last), fill in zip(terms, fills, strict=False)
    ]


def _years(area: canvas.Sheet, first: int, last: int) -> list[canvas.Spec]:
    line = {"color": area.colours.grid, "width": 2 if area.size.height else 1}
    ends = {"y0": -0.5, "y1": area.rows - 0.5}
    return [
        {"type": "line", "layer": "below", "x0": year, "x1": year, **ends, "line": line}
        for year in range(first + 1, last + 1)
    ]


def _lines(area: canvas.Sheet, deadlines: list[tuple[str, float]]) -> list[canvas.Spec]:
    line = {"color": area.colours.gap, "width": 4 if area.size.height else 1.5, "dash": "dot"}
    ends = {"y0": -0.5, "y1": area.rows - 0.5}
    return [{"type": "line", "layer": "below", "x0": x, "x1": x, **ends, "line": line} for _, x in deadlines]


def _heads(area: canvas.Sheet, terms: Sequence[tuple[str, int, int]]) -> list[canvas.Spec]:
    """Years, above them the terms, each as large as it fits; and what the columns hold."""
    look, colours = area.size, area.colours
    first, last = terms[0][1], terms[-1][2]
    year_room = area.inner / (last + 1 - first)
    small = min(look.small, int(year_room / 2.6))
    top: canvas.Spec = {"yanchor": "bottom"}
    notes = [
        canvas.note(f"{year}", year + 0.5, -0.5, small, colours.muted, yshift=4, **top)
        for year in range(first, last + 1)
    ]
    up = round(look.small * 1.5)
    for name, start, end in terms:
        room = year_room * (end + 1 - start) - 6
        lines, pixels = text.fit(name, room, look.small * 2.7, look.small, look.smallest, bold=True)
        middle = (start + end + 1) / 2
        notes.append(
            canvas.note(text.markup(lines), middle, -0.5, pixels, colours.ink, weight=700, yshift=up, **top)
        )
    columns: canvas.Spec = {"xref": "paper", "xanchor": "right", "yshift": 4, **top}
    edge, wide = _edge(area), LEAD[look.height > 0]
    small = text.fit("Penanggung jawab", wide - 14, look.smallest * 2, look.smallest, 12)[1]
    notes.append(canvas.note("Penanggung jawab", 0, -0.5, small, colours.muted, xshift=-edge, **columns))
    notes.append(canvas.note("Program", 0, -0.5, small, colours.muted, xshift=-edge - wide, **columns))
    return notes


def _edge(area: canvas.Sheet) -> int:
    return 20 if area.size.height else 8


def _names(area: canvas.Sheet, rows: list[Row]) -> list[canvas.Spec]:
    """Programme and OPD left of the bars; quick wins bold."""
    look, wide = area.size, LEAD[area.size.height > 0]
    label = look.label if look.height else look.small
    edge = _edge(area)
    notes = canvas.row_labels(
        area, [row["name"] for row in rows], shift=edge + wide, bold=[bool(row["quick"]) for row in rows]
    )
    for row in rows:
        lines, pixels = text.fit(row["lead"] or "–", wide - 14, area.pitch, label, look.smallest)
        notes.append(
            canvas.note(
                text.markup(lines),
                0,
                row["row"],
                pixels,
                area.colours.muted,
                xref="paper",
                xanchor="right",
                align="right",
                xshift=-edge,
            )
        )
    return notes


def _cost(row: Row) -> str:
    return fmt.rupiah(row["cost"]) if row["cost"] else "biaya belum diisi"


def _costs(area: canvas.Sheet, rows: list[Row], first: int, last: int) -> list[canvas.Spec]:
    """Costs in their bar where they fit, else beside it, on the side that has room."""
    unit = area.inner / (last + 1 - first)
    pixels = area.size.small if area.size.height else area.size.smallest
    notes = []
    for row in rows:
        words = ("◀ " if row["early"] else "") + _cost(row)
        start, end = _year(row["start"]), _year(row["end"])
        wide = text.width(words, pixels, bold=True) + 16
        inside = wide <= (end - start) * unit
        right = inside or (last + 1 - end) * unit >= wide
        fill = area.colours.dimension(row["node"])
        ink = theme.ink_on(fill) if inside else area.colours.ink
        x = start if inside or not right else end
        anchor = "left" if right else "right"
        shift = 8 if right else -8
        ground = {} if inside else {"bgcolor": area.colours.page}
        place: canvas.Spec = {"xanchor": anchor, "xshift": shift, **ground}
        notes.append(canvas.note(words, x, row["row"], pixels, ink, weight=700, **place))
    return notes


def _labels(
    area: canvas.Sheet, deadlines: list[tuple[str, float]], first: int, last: int
) -> list[canvas.Spec]:
    """The names of the dotted lines under the years, as many as stand without touching."""
    unit = area.inner / (last + 1 - first)
    pixels = area.size.smallest
    notes, free = [], -area.left / unit + first
    for words, x in deadlines:
        half = text.width(words, pixels) / unit / 2 + 6 / unit
        if x - half < free or x + half > last + 1 + area.right / unit:
            continue
        free = x + half
        notes.append(
            canvas.note(
                text.safe(words), x, area.rows - 0.5, pixels, area.colours.gap, yanchor="top", yshift=-3
            )
        )
    return notes


def _alt(frame: pd.DataFrame) -> str:
    first = [
        f"{row['name']}: {fmt.day(row['start'])} sampai {fmt.day(row['end'])}, {_cost(row)}"
        for row in records(frame.head(10))
    ]
    rest = f"; dan {fmt.count(len(frame) - 10)} lainnya" if len(frame) > 10 else ""
    return "Peta jalan program. " + "; ".join(first) + rest + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Program": frame["name"],
            "Penanggung jawab": frame["lead"],
            "Mulai": [fmt.day(day) for day in frame["start"]],
            "Selesai": [fmt.day(day) for day in frame["end"]],
            "Biaya (rupiah)": frame["cost"],
        }
    ).reset_index(drop=True)
