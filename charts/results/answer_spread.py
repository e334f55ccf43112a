"""Diverging bars: how the respondents' answers spread over the levels, and whether they agree."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look
from charts.results import diverging_bars
from scoring import Scale

HOW_TO_READ = (
    "Tiap batang adalah seluruh jawaban untuk satu {noun}, terbagi menurut tingkat yang dipilih; angka di "
    "dalamnya adalah jumlah jawaban. Bagian kiri garis tengah memilih di bawah tingkat {threshold}, bagian "
    "kanan tingkat {threshold} ke atas. Konsensus 1 berarti semua memilih tingkat yang sama dan 0 berarti "
    "terbelah di kedua ujung skala; di bawah 0,60 perlu dibahas. Kotak bertitik berarti respondennya kurang "
    "dari lima, sehingga kesepakatan tidak dihitung."
)


def draw_answer_spread(
    frame: pd.DataFrame, scale: Scale, look: Look, *, respondents: int, noun: str = "dimensi"
) -> Chart:
    """Rows in the order given.

    `frame`: one row per node with `node`, `name`, a column of counts per whole level of the scale ("1", "2",
    …), `consensus` (0..1, NaN = not computed), `disputed` (bool) and `note` (why it is not computed, "" where
    it is). A row with a note shows no bar: few answers would give away who said what.
    """
    levels = diverging_bars.scale_levels(scale)
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, theme.SIZES[look.size].rows)
    rows = [
        diverging_bars.place_diverging_row(row, position, scale)
        for position, row in enumerate(row_records(shown))
    ]
    title = titles.answer_spread_title(frame, noun)
    subtitle = _subtitle(look.place, respondents)
    area = _sheet(look, len(rows))
    known, unknown = [row for row in rows if not row["note"]], [row for row in rows if row["note"]]
    span = diverging_bars.diverging_range(area, known)
    drawing = canvas.compose_figure(
        area,
        [diverging_bars.diverging_bar(area, known, level, scale) for level in levels],
        x={"range": list(span), "visible": False},
        shapes=[
            *canvas.row_colour_chips(area, [row["node"] for row in rows]),
            *(_box(area, row, span) for row in unknown),
            *([diverging_bars.middle_line(area)] if known else []),
        ],
        notes=[
            *canvas.row_labels(area, [row["name"] for row in rows], shift=52 if area.size.width else 22),
            *diverging_bars.bar_numbers(area, known, scale, span[1] - span[0]),
            *(_unknown(area, row, sum(span) / 2) for row in unknown),
            *_headings(area, span, scale),
            *(note for row in known for note in _agreement(area, row)),
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    how = HOW_TO_READ.format(noun=noun, threshold=fmt.format_plain(diverging_bars.middle_level(scale)))
    alt = _alt(frame, scale, noun)
    return Chart(
        drawing, title, subtitle, alt, how, look.source, _table(frame, scale, noun), look.page, pages
    )


def _subtitle(place: str, respondents: int) -> str:
    return (
        f"Jumlah jawaban menurut tingkat · {place}, {fmt.format_count(respondents)} responden · "
        "konsensus 0 (terbelah) – 1 (sepakat)"
    )


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=500, right=270, header=84, footer=70)
    return canvas.make_canvas(look, rows, left=230, right=128, header=52, footer=44)


def _box(area: canvas.Canvas, row: Row, span: tuple[float, float]) -> canvas.Spec:
    """The place of a bar that is not shown."""
    margin = 0.03 * (span[1] - span[0])
    return canvas.dotted_box(area, span[0] + margin, span[1] - margin, row["row"], 0.3)


def _unknown(area: canvas.Canvas, row: Row, x: float) -> canvas.Spec:
    words, pixels = text.fit_text(
        row["note"], area.inner * 0.9, area.pitch * 0.6, area.size.small, 10, bold=True
    )
    return canvas.text_note(
        text.join_markup_lines(words), x, row["row"], pixels, area.colours.muted, weight=700
    )


def _headings(area: canvas.Canvas, span: tuple[float, float], scale: Scale) -> list[canvas.Spec]:
    """What the two sides mean, and the heading of the agreement column."""
    per_share, (low, high) = area.inner / (span[1] - span[0]), _sides(scale)
    notes = []
    for choices, share, anchor, shift, colour in (
        (low, -span[0], "right", -14, area.colours.gap),
        (high, span[1], "left", 14, area.colours.target),
    ):
        room = share * per_share - 16
        fitting = [words for words in choices if text.text_width(words, area.size.small) <= room]
        words = text.escape_text(next(iter(fitting), choices[-1]))
        place = {"xanchor": anchor, "yanchor": "bottom", "xshift": shift, "yshift": 6}
        notes.append(canvas.text_note(words, 0, -0.5, area.size.small, colour, **place))
    head = _beside(area) | {"yanchor": "bottom", "yshift": 6, "weight": 700}
    return [*notes, canvas.text_note("Konsensus", 1, -0.5, area.size.small, area.colours.ink, **head)]


def _sides(scale: Scale) -> tuple[tuple[str, str], tuple[str, str]]:
    """What the left and the right side hold, each in full and in short."""
    part, levels = diverging_bars.middle_level(scale), diverging_bars.scale_levels(scale)
    names = dict(zip(levels, scale.levels, strict=False))
    name = names.get(part, f"tingkat {part}")
    low, high = fmt.join_ends(levels[0], part - 1), fmt.join_ends(part, levels[-1])
    return (
        (f"◀ Di bawah {name} ({low})", f"◀ Tingkat {low}"),
        (f"{name[:1].upper()}{name[1:]} ke atas ({high}) ▶", f"Tingkat {high} ▶"),
    )


def _beside(area: canvas.Canvas) -> canvas.Spec:
    """The middle of the right margin."""
    middle = (area.right - (canvas.EDGE if area.size.height else 4)) / 2
    return {"xref": "paper", "xanchor": "center", "xshift": middle}


def _agreement(area: canvas.Canvas, row: Row) -> list[canvas.Spec]:
    colour = area.colours.error if row["disputed"] else area.colours.ink
    place = _beside(area)
    big = min(area.size.value, int(area.pitch * (0.38 if row["disputed"] else 0.46)))
    lift = area.pitch * 0.13 if row["disputed"] else 0
    notes = [
        canvas.text_note(
            fmt.format_number(row["consensus"]), 1, row["row"], big, colour, weight=700, yshift=lift, **place
        )
    ]
    if row["disputed"]:
        small = min(area.size.small, int(area.pitch * 0.25))
        notes.append(
            canvas.text_note(titles.DISPUTED, 1, row["row"], small, colour, yshift=-1.9 * lift, **place)
        )
    return notes


def _alt(frame: pd.DataFrame, scale: Scale, noun: str) -> str:
    """Every row up to ten, then how many more."""
    parts = []
    for row in row_records(frame.head(10)):
        placed, part = diverging_bars.place_diverging_row(row, 0, scale), diverging_bars.middle_level(scale)
        parts.append(
            f"{row['name']}: {row['note']}"
            if row["note"]
            else f"{row['name']}: {fmt.format_percent(placed['below'])} di bawah tingkat {part}, "
            f"konsensus {fmt.format_number(row['consensus'])}"
            + (f", {titles.DISPUTED}" if row["disputed"] else "")
        )
    rest = f"; dan {fmt.format_count(len(frame) - 10)} {noun} lainnya" if len(frame) > 10 else ""
    return "Diagram batang sebaran jawaban. " + "; ".join(parts) + rest + "."


def _table(frame: pd.DataFrame, scale: Scale, noun: str) -> pd.DataFrame:
    """The numbers behind the bars; counts of too few answers stay hidden here too."""
    counts = [str(level) for level in diverging_bars.scale_levels(scale)]
    hidden = frame["note"] != ""
    shown = frame[["node", "name", *counts, "consensus", "note"]].copy()
    shown[counts] = shown[counts].astype(float).mask(hidden)
    headings = {"node": "Kode", "name": noun.capitalize(), "consensus": "Konsensus", "note": "Keterangan"}
    return shown.rename(columns=headings | {level: f"Tingkat {level}" for level in counts})
