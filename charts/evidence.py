"""Evidence range: the score as claimed, and what is left when claims without evidence are held back."""

import pandas as pd

from charts import axis, canvas, marks, theme, titles
from charts import format as fmt
from charts.chart import Chart, records
from scoring import Scale

HOW_TO_READ = (
    "Ujung kanan adalah skor menurut seluruh jawaban. Ujung kiri adalah skor bila jawaban tingkat 3 ke "
    "atas tanpa bukti dihitung sebagai tingkat 2. Makin panjang garisnya, makin banyak skor yang "
    "bersandar pada klaim tanpa bukti. Kotak bertitik berarti data belum cukup."
)


def figure(
    frame: pd.DataFrame,
    scale: Scale,
    *,
    place: str,
    source: str = "",
    size: theme.SizeName = "office",
    dark: bool = False,
) -> Chart:
    """Bars from `proven` to `claimed`, in the order given; the first row (the index) gives the title.

    `frame`: one row per node with `node`, `name`, `proven`, `claimed` on the instrument's scale
    (`scoring.evidence_range`), NaN = data kurang.
    """
    shown = frame.reset_index(drop=True).assign(row=range(len(frame)))
    first = records(shown)[0]
    title = titles.evidence(first["proven"], first["claimed"], scale.decimals)
    reach = f"skala {scale.minimum:g}–{scale.maximum:g}"
    subtitle = f"Dari skor berbukti sampai skor menurut jawaban, {place}, {reach}"
    area = _sheet(size, dark, len(shown))
    known = shown.dropna(subset=["proven", "claimed"])
    boxes, words = axis.holes(area, scale, shown.index.difference(known.index).tolist())
    drawing = canvas.compose(
        area,
        _traces(area, known, scale.decimals),
        x=axis.scored(area, scale),
        shapes=[*axis.bands(area, scale), *boxes],
        notes=[
            *canvas.row_labels(area, shown["name"].tolist(), shift=24 if area.size.width else 10),
            *words,
        ],
        title=title,
        subtitle=subtitle,
        source=source,
        legend=True,
    )
    alt = _alt(shown, place, scale.decimals)
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, source, _table(frame))


def _sheet(size: theme.SizeName, dark: bool, rows: int) -> canvas.Sheet:
    if size == "projector":
        return canvas.sheet(size, dark, rows, left=500, right=84, header=62, footer=64)
    return canvas.sheet(size, dark, rows, left=230, right=30, header=44, footer=44)


def _traces(area: canvas.Sheet, known: pd.DataFrame, decimals: int) -> list[canvas.Spec]:
    colour = area.colours.primary
    full = {"color": colour, "line": {"width": area.size.marker / 7, "color": colour}}
    hollow = {**full, "color": area.colours.page}
    thin = {"width": 2, "color": colour}
    stroke = area.size.stroke * 0.7
    line = marks.segments(known, "proven", "claimed", name="Rentang", colour=colour, stroke=stroke)
    return [
        marks.key("Bila klaim tanpa bukti dikoreksi", mode="markers", marker=full),
        marks.key("Menurut seluruh jawaban", mode="markers", marker={**hollow, "line": thin}),
        {**line, "showlegend": False},
        _end(area, known, "proven", "Skor berbukti", full, decimals),
        _end(area, known, "claimed", "Skor menurut jawaban", hollow, decimals),
    ]


def _end(
    area: canvas.Sheet, known: pd.DataFrame, value: str, name: str, marker: canvas.Spec, decimals: int
) -> canvas.Spec:
    return marks.points(
        area,
        known,
        value,
        [fmt.number(score, decimals) for score in known[value]],
        name=name,
        marker=marker,
        colour=area.colours.ink,
        weight=700,
        left=[value == "proven"] * len(known),
        spaced=True,
    )


def _alt(shown: pd.DataFrame, place: str, decimals: int) -> str:
    rows = [
        f"{row['name']}: {fmt.number(row['proven'], decimals)} sampai {fmt.number(row['claimed'], decimals)}"
        for row in records(shown)
    ]
    return f"Diagram rentang skor {place}. " + "; ".join(rows) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {"node": "Kode", "name": "Nama", "proven": "Skor berbukti", "claimed": "Skor menurut jawaban"}
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)
