"""Planned against running programmes per dimension: what ran, what did not, what nobody reported."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records
from charts.drawing.look import Look

HOW_TO_READ = (
    "Panjang batang adalah banyaknya program yang direncanakan pada tahun itu. Bagian penuh sudah terlaksana "
    "(realisasi 100%), bagian pudar masih berjalan (di atas 0%), bagian bergaris belum dilaporkan OPD, "
    "bagian kosong dilaporkan 0%. Persentase adalah bagian yang terlaksana atau berjalan dari yang "
    "direncanakan; yang belum dilaporkan tidak dianggap 0%."
)
WORDS = {"done": "Terlaksana", "going": "Berjalan", "silent": "Belum dilaporkan", "idle": "Dilaporkan 0%"}
WORDS_PART = 0.66  # of the width, what words beside the bars may take before they grow smaller
BARS_PART = 0.2  # of the width, what the longest bar takes however small the words must be


def draw_realisation(frame: pd.DataFrame, year: int, look: Look) -> Chart:
    """One row per dimension as `planning.programmes.realisation.realisation_by_dimension` gives it, with its
    `name`.
    """
    rows = [
        {
            **row,
            "row": at,
            "going": row["running"] - row["done"],
            "idle": row["planned"] - row["running"] - row["silent"],
        }
        for at, row in enumerate(row_records(frame))
    ]
    area = _sheet(look, len(rows))
    title = titles.realisation_title(frame, year)
    subtitle = look.placed(f"Program terlaksana dari yang direncanakan {year}")
    pixels = _pixels(area, rows)
    drawing = canvas.compose_figure(
        area,
        [*(_bar(area, rows, name) for name in WORDS), *(_key(area, name) for name in WORDS)],
        x={"range": [0, _end(area, rows, pixels)], "visible": False},
        shapes=[],
        notes=[
            *canvas.row_labels(area, frame["name"].tolist(), shift=24 if area.size.width else 10),
            *(_value(area, row, pixels) for row in rows),
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    drawing.update_layout(barmode="stack", legend_traceorder="normal")
    return Chart(drawing, title, subtitle, _alt(rows, year), HOW_TO_READ, look.source, _table(frame))


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=560, right=84, header=20, footer=70)
    return canvas.make_canvas(look, rows, left=230, right=20, header=4, footer=40, pitch=0.9)


def _look(area: canvas.Canvas, row: Row | None, name: str) -> canvas.Spec:
    colour = area.colours.dimension(row["node"]) if row else area.colours.primary
    if name == "done":
        return {"color": colour, "line": {"color": colour, "width": 2}}
    if name == "going":
        return {
            "color": theme.blend_colours(area.colours.page, colour, 0.4),
            "line": {"color": colour, "width": 2},
        }
    if name == "idle":
        return {"color": area.colours.page, "line": {"color": colour, "width": 2}}
    return {"color": area.colours.grid, "line": {"color": colour, "width": 2}}


def _bar(area: canvas.Canvas, rows: list[Row], name: str) -> canvas.Spec:
    looks = [_look(area, row, name) for row in rows]
    marker: canvas.Spec = {
        "color": [look["color"] for look in looks],
        "line": {"color": [look["line"]["color"] for look in looks], "width": 2},
    }
    if name == "silent":
        marker["pattern"] = _stripes(area)
    return {
        "type": "bar",
        "orientation": "h",
        "name": WORDS[name],
        "x": [row[name] for row in rows],
        "y": [row["row"] for row in rows],
        "width": 0.56,
        "marker": marker,
        "showlegend": False,
        "customdata": [
            f"{text.escape_text(row['name'])}<br>{WORDS[name]}: {fmt.format_count(row[name])}" for row in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _stripes(area: canvas.Canvas) -> canvas.Spec:
    size = 14 if area.size.width else 8
    return {"shape": "/", "bgcolor": area.colours.page, "fgcolor": area.colours.muted, "size": size}


def _key(area: canvas.Canvas, name: str) -> canvas.Spec:
    marker = _look(area, None, name)
    if name == "silent":
        marker = {**marker, "pattern": _stripes(area)}
    return {**marks.legend_entry(WORDS[name]), "type": "bar", "y": [None], "marker": marker}


def _words(row: Row) -> tuple[str, str]:
    """What stands beside a bar: what was done, and behind it what is going on."""
    if not row["planned"]:
        return "", "tidak ada rencana"
    done = f"{fmt.format_count(row['done'])} dari {fmt.format_count(row['planned'])}"
    return done, f", {fmt.format_count(row['going'])} berjalan ({_share(row)})"


def _room(area: canvas.Canvas, row: Row, pixels: int) -> float:
    """Pixels that the words beside a bar take."""
    done, rest = _words(row)
    return text.text_width(done, pixels, bold=True) + text.text_width(rest, pixels) + 2 * _shift(area)


def _shift(area: canvas.Canvas) -> int:
    return 16 if area.size.width else 9


def _pixels(area: canvas.Canvas, rows: list[Row]) -> int:
    """The largest size at which the words leave the bars their part of the width."""
    most, small = min(area.size.label, int(area.pitch * 0.46)), area.size.smallest
    widest = WORDS_PART * area.inner
    fitting = (
        size for size in range(most, small, -1) if all(_room(area, row, size) <= widest for row in rows)
    )
    return next(fitting, min(most, small))


def _end(area: canvas.Canvas, rows: list[Row], pixels: int) -> float:
    """Where the axis ends so that every bar leaves room for its own words; bars keep their least part."""
    least = BARS_PART * area.inner
    bars = [max(least, area.inner - _room(area, row, pixels)) for row in rows]
    return max(1.0, *(row["planned"] * area.inner / bar for row, bar in zip(rows, bars, strict=True)))


def _value(area: canvas.Canvas, row: Row, pixels: int) -> canvas.Spec:
    done, rest = _words(row)
    colour = area.colours.ink if row["planned"] else area.colours.muted
    place = {"xanchor": "left", "xshift": _shift(area)}
    words = f"<b>{done}</b>{rest}" if done else rest
    return canvas.text_note(words, row["planned"], row["row"], pixels, colour, **place)


def _share(row: Row) -> str:
    """The share that ran; a range up to what it would be if all that nobody reported ran too."""
    low, high = fmt.format_percent(row["share"]), fmt.format_percent(row["highest"])
    return low if low == high else fmt.join_ends(low.removesuffix("%"), high)


def _alt(rows: list[Row], year: int) -> str:
    said = [
        f"{row['name']}: {fmt.format_count(row['done'])} dari {fmt.format_count(row['planned'])} "
        f"terlaksana, {fmt.format_count(row['going'])} berjalan, "
        f"{fmt.format_count(row['silent'])} belum dilaporkan"
        for row in rows
    ]
    return f"Realisasi program {year} per dimensi. " + "; ".join(said) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {
        "name": "Dimensi",
        "planned": "Direncanakan",
        "done": "Terlaksana",
        "going": "Berjalan",
        "silent": "Belum dilaporkan",
    }
    frame = frame.assign(going=frame["running"] - frame["done"])
    told = frame[list(headings)].rename(columns=headings)
    told["Persentase terlaksana atau berjalan"] = [fmt.format_percent(share, 2) for share in frame["share"]]
    told["Paling tinggi"] = [fmt.format_percent(share, 2) for share in frame["highest"]]
    told["Rata-rata realisasi (%)"] = frame["mean"]
    return told
