"""What the programmes cost each year, by dimension: stacked bars with the total of the year."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart
from charts.drawing.look import Look

HOW_TO_READ = (
    "Tiap batang adalah biaya seluruh program pada satu tahun menurut dimensi; angka di ujungnya adalah "
    "jumlah tahun itu. Hanya program yang digambar pada peta jalan yang dihitung, sehingga jumlahnya sama "
    "dengan peta jalan dan berkas unduhan."
)
SHIFT = 10  # pixels between a bar and its total


def draw_yearly_costs(frame: pd.DataFrame, look: Look, *, dimensions: dict[str, str]) -> Chart:
    """Rupiah per year and dimension. `frame`: years as index, dimension codes as columns, 0 where none."""
    totals = frame.sum(axis=1)
    title = titles.yearly_costs_title(pd.DataFrame({"year": frame.index, "rupiah": totals.to_numpy()}))
    subtitle = look.placed("Perkiraan biaya program tiap tahun")
    area = _sheet(look, len(frame))
    said = _said(totals)
    hovers = _hover_words(frame, totals)
    gap = 20 if area.size.height else 10
    drawing = canvas.compose_figure(
        area,
        [_bars(area, frame, code, name, hovers[code]) for code, name in dimensions.items() if code in frame],
        x={"range": [0, _end(area, totals, said)], "visible": False},
        notes=[
            *canvas.row_labels(area, [f"{year}" for year in frame.index], shift=gap),
            *(
                _total(area, row, total, words)
                for row, (total, words) in enumerate(zip(totals, said, strict=True))
            ),
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    drawing.update_layout(barmode="stack")
    return Chart(drawing, title, subtitle, _alt(totals), HOW_TO_READ, look.source, _table(frame, dimensions))


def _end(area: canvas.Canvas, totals: pd.Series, said: list[str]) -> float:
    """Where the axis ends so that every bar leaves room for its own total."""
    pixels = _pixels(area)
    rooms = [text.text_width(words, pixels, bold=True) + 2 * SHIFT for words in said]
    return max(
        1.0,
        *(total * area.inner / (area.inner - room) for total, room in zip(totals, rooms, strict=True)),
    )


def _pixels(area: canvas.Canvas) -> int:
    return min(area.size.value, int(area.pitch * 0.5))


def _said(totals: pd.Series) -> list[str]:
    """What stands beside each year: printed so that the years sum to their whole, a dash for none."""
    *years, _ = fmt.tie_rupiah(totals.tolist(), float(totals.sum()))
    return [words if total else "–" for words, total in zip(years, totals, strict=True)]


def _hover_words(frame: pd.DataFrame, totals: pd.Series) -> dict[str, list[str]]:
    """Per dimension what each of its bars says: the parts of a year sum to what stands beside it."""
    lines = zip(frame.to_numpy(dtype=float).tolist(), totals.tolist(), strict=True)
    parts = pd.DataFrame([fmt.split_rupiah(line, total)[:-1] for line, total in lines], columns=frame.columns)
    return {str(code): parts[code].tolist() for code in frame}


def _total(area: canvas.Canvas, row: int, total: float, words: str) -> canvas.Spec:
    place: canvas.Spec = {"weight": 700, "xanchor": "left", "xshift": SHIFT}
    return canvas.text_note(words, total, row, _pixels(area), area.colours.ink, **place)


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=260, right=62, header=10, footer=90)
    return canvas.make_canvas(look, rows, left=90, right=14, header=8, footer=64, pitch=0.75)


def _bars(area: canvas.Canvas, frame: pd.DataFrame, code: str, name: str, hovers: list[str]) -> canvas.Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "name": text.escape_text(name),
        "x": frame[code].tolist(),
        "y": list(range(len(frame))),
        "width": 0.62,
        "marker": {"color": area.colours.dimension(code), "line": {"width": 1, "color": area.colours.page}},
        "customdata": [f"{text.escape_text(name)} {words}" for words in hovers],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": bool(frame[code].any()),
    }


def _alt(totals: pd.Series) -> str:
    *years, whole = fmt.tie_rupiah(totals.tolist(), float(totals.sum()))
    said = [f"{year}: {words}" for year, words in zip(totals.index, years, strict=True)]
    return f"Biaya program tiap tahun. {'; '.join(said)}. Seluruhnya {whole}."


def _table(frame: pd.DataFrame, dimensions: dict[str, str]) -> pd.DataFrame:
    named = frame.rename(columns=dimensions)
    shown = named.assign(Jumlah=frame.sum(axis=1)).rename_axis("Tahun").reset_index()
    return shown.assign(Tahun=shown["Tahun"].astype(str))
