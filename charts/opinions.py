"""Diverging bars: how the respondents' answers spread over the levels, and whether they agree."""

import math
from collections.abc import Sequence

import pandas as pd

from charts import canvas, text, theme, titles
from charts import format as fmt
from charts.chart import Chart, Row, records, turn
from scoring import Scale

HOW_TO_READ = (
    "Tiap batang adalah seluruh jawaban untuk satu {noun}, terbagi menurut tingkat yang dipilih; angka di "
    "dalamnya adalah jumlah jawaban. Bagian kiri garis tengah memilih di bawah tingkat {threshold}, bagian "
    "kanan tingkat {threshold} ke atas. Konsensus 1 berarti semua memilih tingkat yang sama dan 0 berarti "
    "terbelah di kedua ujung skala; di bawah 0,60 perlu dibahas. Kotak bertitik berarti respondennya kurang "
    "dari lima, sehingga kesepakatan tidak dihitung."
)
LEAST_HALF = 0.4  # of the drawn width on each side of the middle, so that the words above it have room


def figure(
    frame: pd.DataFrame,
    scale: Scale,
    *,
    place: str,
    respondents: int,
    noun: str = "dimensi",
    source: str = "",
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """Rows in the order given.

    `frame`: one row per node with `node`, `name`, a column of counts per whole level of the scale ("1", "2",
    …), `consensus` (0..1, NaN = not computed), `disputed` (bool) and `note` (why it is not computed, "" where
    it is). A row with a note shows no bar: few answers would give away who said what.
    """
    levels = levels_of(scale)
    shown, pages = turn(frame.reset_index(drop=True), page, theme.SIZES[size].rows)
    rows = [_placed(row, position, levels, scale) for position, row in enumerate(records(shown))]
    title = titles.opinions(frame, noun)
    subtitle = (
        f"Jumlah jawaban menurut tingkat · {place}, {fmt.count(respondents)} responden · "
        "konsensus 0 (terbelah) – 1 (sepakat)"
    )
    area = _sheet(size, dark, len(rows))
    span = _span(area, rows)
    known = [row for row in rows if not row["note"]]
    unknown = [row for row in rows if row["note"]]
    width = span[1] - span[0]
    drawing = canvas.compose(
        area,
        [_bar(area, known, level, scale) for level in levels],
        x={"range": list(span), "visible": False},
        shapes=[
            *canvas.chips(area, [row["node"] for row in rows]),
            *(
                canvas.dotted_box(area, span[0] + 0.03 * width, span[1] - 0.03 * width, row["row"], 0.3)
                for row in unknown
            ),
            *([_middle(area)] if known else []),
        ],
        notes=[
            *canvas.row_labels(area, [row["name"] for row in rows], shift=52 if area.size.width else 22),
            *(_counts(area, row, level, scale, width) for row in known for level in _wide(area, row, width)),
            *(note for row in known for note in _ends(area, row)),
            *(_unknown(area, row, sum(span) / 2) for row in unknown),
            *_headings(area, span, scale),
            *(note for row in known for note in _agreement(area, row)),
        ],
        title=title,
        subtitle=subtitle,
        source=source,
        legend=True,
    )
    how = HOW_TO_READ.format(noun=noun, threshold=f"{threshold(scale):g}")
    alt = _alt(frame, scale, noun)
    return Chart(drawing, title, subtitle, alt, how, source, _table(frame, scale, noun), page, pages)


def levels_of(scale: Scale) -> list[int]:
    """The whole levels of a scale, lowest first."""
    return list(range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1))


def threshold(scale: Scale) -> int:
    """The level at which the bars part: the middle one of the scale, 3 of 1 to 5."""
    return math.ceil((scale.minimum + scale.maximum) / 2)


def _placed(row: Row, position: int, levels: Sequence[int], scale: Scale) -> Row:
    """The row with its place, and the share 0..1 and the left end of every level's bar."""
    answers = sum(row[str(level)] for level in levels)
    shares = {level: row[str(level)] / answers if answers else 0.0 for level in levels}
    below = [level for level in levels if level < threshold(scale)]
    left, ends = -sum(shares[level] for level in below), {}
    for level in levels:
        ends[level] = left
        left += shares[level]
    under = sum(shares[level] for level in below)
    return {**row, "row": position, "shares": shares, "ends": ends, "below": under, "above": 1 - under}


def _sheet(size: theme.SizeName, dark: bool, rows: int) -> canvas.Sheet:
    if theme.projected(size):
        return canvas.sheet(size, dark, rows, left=500, right=270, header=84, footer=70)
    return canvas.sheet(size, dark, rows, left=230, right=128, header=52, footer=44)


def _span(area: canvas.Sheet, rows: list[Row]) -> tuple[float, float]:
    """The drawn part of the x axis: the longest bar on either side and room for its percentage."""
    known = [row for row in rows if not row["note"]]
    low = max((row["below"] for row in known), default=0.5)
    high = max((row["above"] for row in known), default=0.5)
    least = LEAST_HALF * (low + high) / (1 - LEAST_HALF) if min(low, high) < LEAST_HALF * (low + high) else 0
    low, high = (max(low, least), high) if low < high else (low, max(high, least))
    room = text.width("100%", _end_pixels(area), bold=True) + 20
    pad = room * (low + high) / max(area.inner - 2 * room, 1)
    return -low - pad, high + pad


def _bar(area: canvas.Sheet, rows: list[Row], level: int, scale: Scale) -> canvas.Spec:
    drawn = [row for row in rows if row["shares"][level] > 0]
    names = dict(zip(levels_of(scale), scale.levels, strict=False))
    label = f"{level} {names[level]}" if level in names else f"Tingkat {level}"
    edge = {"width": 1.5 if area.size.width else 1, "color": theme.CELL_BORDER}
    return {
        "type": "bar",
        "orientation": "h",
        "name": text.safe(label),
        "base": [row["ends"][level] for row in drawn] or [0],
        "x": [row["shares"][level] for row in drawn] or [0],
        "y": [row["row"] for row in drawn] or [0],
        "width": 0.6,
        "marker": {"color": theme.maturity_colour(level, scale.minimum, scale.maximum), "line": edge},
        "customdata": [
            text.safe(f"{row['name']}, {label}: {fmt.count(row[str(level)])} jawaban") for row in drawn
        ]
        or [""],
        "hovertemplate": "%{customdata}<extra></extra>",
        "offset": -0.3,
    }


def _middle(area: canvas.Sheet) -> canvas.Spec:
    line = {"color": area.colours.ink, "width": 4 if area.size.width else 2}
    return {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": area.rows - 0.5, "line": line}


def _wide(area: canvas.Sheet, row: Row, width: float) -> list[int]:
    """The levels whose bar has room for its number."""
    pixels = _count_pixels(area)
    per_share = area.inner / width
    return [
        level
        for level, share in row["shares"].items()
        if share * per_share >= text.width(fmt.count(row[str(level)]), pixels, bold=True) + 8
    ]


def _counts(area: canvas.Sheet, row: Row, level: int, scale: Scale, width: float) -> canvas.Spec:
    ink = theme.ink_on(theme.maturity_colour(level, scale.minimum, scale.maximum))
    middle = row["ends"][level] + row["shares"][level] / 2
    return canvas.note(fmt.count(row[str(level)]), middle, row["row"], _count_pixels(area), ink, weight=700)


def _count_pixels(area: canvas.Sheet) -> int:
    return min(area.size.label, int(area.pitch * 0.36))


def _end_pixels(area: canvas.Sheet) -> int:
    return min(area.size.label, int(area.pitch * 0.4))


def _ends(area: canvas.Sheet, row: Row) -> list[canvas.Spec]:
    """The share of answers below the middle and from it upwards, beside the bar's ends."""
    pixels, gap = _end_pixels(area), 10 if area.size.width else 6
    left = {"xanchor": "right", "xshift": -gap, "weight": 700}
    right = {"xanchor": "left", "xshift": gap}
    colours = area.colours
    return [
        canvas.note(fmt.percent(row["below"]), -row["below"], row["row"], pixels, colours.gap, **left),
        canvas.note(fmt.percent(row["above"]), row["above"], row["row"], pixels, colours.target, **right),
    ]


def _unknown(area: canvas.Sheet, row: Row, x: float) -> canvas.Spec:
    words, pixels = text.fit(row["note"], area.inner * 0.9, area.pitch * 0.6, area.size.small, 10, bold=True)
    return canvas.note(text.markup(words), x, row["row"], pixels, area.colours.muted, weight=700)


def _headings(area: canvas.Sheet, span: tuple[float, float], scale: Scale) -> list[canvas.Spec]:
    """What the two sides mean, and the heading of the agreement column."""
    per_share, (low, high) = area.inner / (span[1] - span[0]), _sides(scale)
    notes = []
    for choices, share, anchor, shift, colour in (
        (low, -span[0], "right", -14, area.colours.gap),
        (high, span[1], "left", 14, area.colours.target),
    ):
        room = share * per_share - 16
        fitting = [words for words in choices if text.width(words, area.size.small) <= room]
        words = text.safe(next(iter(fitting), choices[-1]))
        place = {"xanchor": anchor, "yanchor": "bottom", "xshift": shift, "yshift": 6}
        notes.append(canvas.note(words, 0, -0.5, area.size.small, colour, **place))
    head = _beside(area) | {"yanchor": "bottom", "yshift": 6, "weight": 700}
    return [*notes, canvas.note("Konsensus", 1, -0.5, area.size.small, area.colours.ink, **head)]


def _sides(scale: Scale) -> tuple[tuple[str, str], tuple[str, str]]:
    """What the left and the right side hold, each in full and in short."""
    part, levels = threshold(scale), levels_of(scale)
    names = dict(zip(levels, scale.levels, strict=False))
    name = names.get(part, f"tingkat {part}")
    low, high = f"{levels[0]}–{part - 1}", f"{part}–{levels[-1]}"
    return (
        (f"◀ Di bawah {name} ({low})", f"◀ Tingkat {low}"),
        (f"{name[:1].upper()}{name[1:]} ke atas ({high}) ▶", f"Tingkat {high} ▶"),
    )


def _beside(area: canvas.Sheet) -> canvas.Spec:
    """The middle of the right margin."""
    middle = (area.right - (canvas.EDGE if area.size.height else 4)) / 2
    return {"xref": "paper", "xanchor": "center", "xshift": middle}


def _agreement(area: canvas.Sheet, row: Row) -> list[canvas.Spec]:
    colour = area.colours.error if row["disputed"] else area.colours.ink
    place = _beside(area)
    big = min(area.size.value, int(area.pitch * (0.38 if row["disputed"] else 0.46)))
    lift = area.pitch * 0.13 if row["disputed"] else 0
    notes = [
        canvas.note(
            fmt.number(row["consensus"]), 1, row["row"], big, colour, weight=700, yshift=lift, **place
        )
    ]
    if row["disputed"]:
        small = min(area.size.small, int(area.pitch * 0.25))
        notes.append(canvas.note(titles.DISPUTED, 1, row["row"], small, colour, yshift=-1.9 * lift, **place))
    return notes


def _alt(frame: pd.DataFrame, scale: Scale, noun: str) -> str:
    """Every row up to ten, then how many more."""
    parts = []
    for row in records(frame.head(10)):
        placed = _placed(row, 0, levels_of(scale), scale)
        part = threshold(scale)
        parts.append(
            f"{row['name']}: {row['note']}"
            if row["note"]
            else f"{row['name']}: {fmt.percent(placed['below'])} di bawah tingkat {part}, "
            f"konsensus {fmt.number(row['consensus'])}" + (f", {titles.DISPUTED}" if row["disputed"] else "")
        )
    rest = f"; dan {fmt.count(len(frame) - 10)} {noun} lainnya" if len(frame) > 10 else ""
    return "Diagram batang sebaran jawaban. " + "; ".join(parts) + rest + "."


def _table(frame: pd.DataFrame, scale: Scale, noun: str) -> pd.DataFrame:
    """The numbers behind the bars; counts of too few answers stay hidden here too."""
    counts = [str(level) for level in levels_of(scale)]
    hidden = frame["note"] != ""
    shown = frame[["node", "name", *counts, "consensus", "note"]].copy()
    shown[counts] = shown[counts].astype(float).mask(hidden)
    headings = {"node": "Kode", "name": noun.capitalize(), "consensus": "Konsensus", "note": "Keterangan"}
    return shown.rename(columns=headings | {level: f"Tingkat {level}" for level in counts})
