"""Gap dumbbell: where a region stands furthest from its targets."""

import math

import pandas as pd

from charts import titles
from charts.drawing import axis, canvas, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page, rows_with_numbers
from charts.drawing.look import Look
from charts.titles.wording import names_with_answers
from scoring import Scale

HOW_TO_READ = (
    "Lingkaran adalah skor saat ini dan belah ketupat adalah target. Garis di antaranya adalah jarak; "
    "angkanya adalah skor dikurangi target: tanda − berarti di bawah target, tanda + berarti di atas "
    "target. Garis tipis di bawahnya memuat separuh jawaban OPD yang berada di tengah, dan tanda tegak "
    "adalah median daerah pembanding. Kotak bertitik berarti data belum cukup untuk menghitung skor; "
    "nilainya bukan nol."
)
BELOW = 0.27  # rows under the middle, where answers and peers stand
OPTIONAL = ("low", "high", "peers")


def draw_gap(
    frame: pd.DataFrame,
    scale: Scale,
    look: Look,
    *,
    target_label: str = "Target",
    noun: str = "dimensi",
) -> Chart:
    """Scores beside targets, furthest below target first, missing scores last.

    `frame`: one row per node with `node` (code, gives the colour), `name`, `score` and `target` on the
    instrument's scale, and optionally `low`, `high` (quartiles of answers) and `peers` (median of peers).
    NaN score = data kurang, NaN target = no target set. The label on a bar is score - target.
    """
    ordered = _ordered(frame, scale.decimals)
    shown, pages = rows_of_page(ordered, look.page, theme.SIZES[look.size].rows)
    rows = [{**row, "row": position} for position, row in enumerate(row_records(shown))]
    title = titles.gap_title(frame, look.place, noun, scale.decimals)
    subtitle = (
        f"Skor saat ini dibanding {target_label[:1].lower()}{target_label[1:]}, "
        f"skala {fmt.format_span(scale.minimum, scale.maximum)}, diurutkan dari kesenjangan terbesar"
    )
    missing = [row for row in rows if row["unknown"]]
    area = _sheet(look, len(rows))
    drawing = canvas.compose_figure(
        area,
        _traces(area, rows, scale.decimals, target_label),
        x=axis.score_axis(area, scale),
        shapes=[
            *axis.level_bands(area, scale),
            *canvas.row_colour_chips(area, [row["node"] for row in rows]),
            *(canvas.dotted_box(area, *_hole(scale, row), row["row"]) for row in missing),
        ],
        notes=[
            *canvas.row_labels(area, names_with_answers(shown).tolist(), shift=52 if area.size.width else 22),
            *(_difference(area, row, scale) for row in rows_with_numbers(rows, "difference")),
            *(_missing_word(area, sum(_hole(scale, row)) / 2, row["row"]) for row in missing),
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    alt = _alt(ordered, look.place, scale.decimals)
    return Chart(
        drawing,
        title,
        subtitle,
        alt,
        HOW_TO_READ,
        look.source,
        _table(ordered, target_label),
        look.page,
        pages,
    )


def _ordered(frame: pd.DataFrame, decimals: int) -> pd.DataFrame:
    full = frame.assign(**{name: math.nan for name in OPTIONAL if name not in frame})
    full["difference"] = fmt.subtract_as_printed(full["score"], full["target"], decimals)
    full["unknown"] = full["score"].isna()
    return full.sort_values(["unknown", "difference"], kind="stable", ignore_index=True)


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=500, right=84, header=62, footer=64)
    return canvas.make_canvas(look, rows, left=230, right=30, header=44, footer=70, pitch=1.15)


def _traces(area: canvas.Canvas, rows: list[Row], decimals: int, target_label: str) -> list[canvas.Spec]:
    look, colours = area.size, area.colours
    below = [row for row in rows if row["difference"] < 0]
    above = [row for row in rows if row["difference"] > 0]
    thin = max(2, look.stroke // 3)
    lines = [
        marks.line_segments(
            below, "score", "target", marks.Stroke("Di bawah target", colours.gap, look.stroke)
        ),
        marks.line_segments(
            above, "target", "score", marks.Stroke("Di atas target", colours.surplus, look.stroke)
        ),
        marks.line_segments(
            rows, "low", "high", marks.Stroke("Separuh jawaban OPD", colours.faint, thin, BELOW)
        ),
        marks.tick_marks(
            rows, "peers", look.small / 1.6, marks.Stroke("Median pembanding", colours.ink, thin, BELOW)
        ),
    ]
    return [
        *_keys(area, target_label),
        *(line for line in lines if line["x"]),
        _targets(area, rows, target_label, decimals),
        _scores(area, rows, decimals),
    ]


def _keys(area: canvas.Canvas, target_label: str) -> list[canvas.Spec]:
    diamond = {
        "symbol": "diamond",
        "color": area.colours.page,
        "line": {"width": 2, "color": area.colours.target},
    }
    return [
        marks.legend_entry(
            "Skor saat ini", mode="markers", marker={"color": area.colours.ink, "size": area.size.marker}
        ),
        marks.legend_entry(target_label, mode="markers", marker={**diamond, "size": area.size.marker}),
    ]


def _scores(area: canvas.Canvas, shown: list[Row], decimals: int) -> canvas.Spec:
    rows = rows_with_numbers(shown, "score")
    colours = [area.colours.dimension(row["node"]) for row in rows]
    return marks.point_marks(
        area,
        rows,
        "score",
        [fmt.format_number(row["score"], decimals) for row in rows],
        name="Skor saat ini",
        marker={"color": colours, "line": {"width": area.size.marker / 12, "color": area.colours.page}},
        colour=area.colours.ink,
        weight=700,
        left=[not row["difference"] > 0 for row in rows],
    )


def _targets(area: canvas.Canvas, shown: list[Row], label: str, decimals: int) -> canvas.Spec:
    rows = rows_with_numbers(shown, "target")
    line = {"width": area.size.marker / 7, "color": area.colours.target}
    return marks.point_marks(
        area,
        rows,
        "target",
        [fmt.format_number(row["target"], decimals) for row in rows],
        name=label,
        marker={"symbol": "diamond", "color": area.colours.page, "line": line},
        colour=area.colours.target,
        left=[row["difference"] > 0 for row in rows],
        spaced=True,
    )


def _difference(area: canvas.Canvas, row: Row, scale: Scale) -> canvas.Spec:
    """The signed distance: over its bar, or beyond the labels where the bar is shorter than its number."""
    words = fmt.format_signed(row["difference"], scale.decimals)
    pixels = min(round(area.size.label * 0.95), int(area.pitch * 0.36))
    colour = area.colours.surplus if row["difference"] > 0 else area.colours.gap
    low, high = sorted((row["score"], row["target"]))
    bar = (high - low) * area.inner / (scale.maximum - scale.minimum + 2 * axis.axis_overhang(scale))
    if bar > text.text_width(words, pixels, bold=True) + area.size.marker:
        place = {"yanchor": "bottom", "yshift": area.size.stroke / 2}
        return canvas.text_note(words, (low + high) / 2, row["row"], pixels, colour, weight=700, **place)
    beyond = area.size.marker * 0.7 + text.text_width("0,000", area.size.value, bold=True)
    if high > scale.maximum - 0.2 * (scale.maximum - scale.minimum):
        return canvas.text_note(
            words, low, row["row"], pixels, colour, weight=700, xanchor="right", xshift=-beyond
        )
    return canvas.text_note(
        words, high, row["row"], pixels, colour, weight=700, xanchor="left", xshift=beyond
    )


def _hole(scale: Scale, row: Row) -> tuple[float, float]:
    """Where the dotted box stands: at the low end of the scale, unless the target is there."""
    width = 0.27 * (scale.maximum - scale.minimum)
    if row["target"] < scale.minimum + 1.4 * width:
        return scale.maximum - width, scale.maximum
    return scale.minimum, scale.minimum + width


def _missing_word(area: canvas.Canvas, x: float, row: int) -> canvas.Spec:
    return canvas.text_note(fmt.MISSING, x, row, area.size.small, area.colours.muted, weight=700)


def _alt(frame: pd.DataFrame, place: str, decimals: int) -> str:
    parts = [
        f"{row['name']}: skor {fmt.format_number(row['score'], decimals)}, "
        f"target {fmt.format_number(row['target'], decimals, 'belum ditetapkan')}"
        + (
            ""
            if math.isnan(row["difference"])
            else f", selisih {fmt.format_signed(row['difference'], decimals)}"
        )
        for row in row_records(frame)
    ]
    return f"Diagram skor dan target {place}. " + "; ".join(parts) + "."


def _table(frame: pd.DataFrame, target_label: str) -> pd.DataFrame:
    headings = {
        "node": "Kode",
        "name": "Nama",
        "score": "Skor",
        "target": target_label,
        "difference": "Selisih (skor − target)",
        "low": "Kuartil bawah jawaban",
        "high": "Kuartil atas jawaban",
        "peers": "Median pembanding",
    }
    kept = [name for name in headings if name not in OPTIONAL or frame[name].notna().any()]
    return frame[kept].rename(columns=headings)
