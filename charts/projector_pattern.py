"""The test pattern of a projector: edges, text sizes, the colours that charts tell apart, greys."""

from collections.abc import Mapping

import pandas as pd

from charts.drawing import canvas, text, theme
from charts.drawing.chart import Chart
from charts.drawing.format import format_count
from charts.drawing.look import Look

HOW_TO_READ = (
    "Bingkai dan keempat sudutnya harus tampak seluruhnya; bila terpotong, atur perbesaran proyektor. Baris "
    "teks terkecil yang masih terbaca dari kursi belakang menentukan ukuran teks yang dipakai. Warna dimensi "
    "dan lima tingkat harus dapat dibedakan; bila tidak, kurangi cahaya ruangan."
)
SOURCE = "Siap Cerdas"
SIZES = (24, 36, 48, 60, 72)
GREYS = ("#000000", "#404040", "#808080", "#C0C0C0", "#F0F0F0", "#FFFFFF")


def draw_projector_pattern(names: Mapping[str, str], look: Look) -> Chart:
    """A picture without data; on its rows lines of text and rows of swatches.

    `names`: code -> name of every dimension, whose colours are tried out.
    """
    look = look.telling(SOURCE)
    title, subtitle = "Pola uji proyektor", "Keempat sudut tampak, teks terbaca dari belakang, warna berbeda"
    area = canvas.make_canvas(look, len(SIZES) + 3, left=70, right=70, header=10, footer=10)
    rows = [
        [area.colours.dimension(code) for code in names],
        [*theme.MATURITY, area.colours.gap],
        list(GREYS),
    ]
    swatches = [
        _swatch(column, len(line), len(SIZES) + row, colour)
        for row, line in enumerate(rows)
        for column, colour in enumerate(line)
    ]
    lines = [_line(area, row, pixels) for row, pixels in enumerate(SIZES)]
    drawing = canvas.compose_figure(
        area,
        [],
        x={"range": [0, 1], "visible": False},
        shapes=[*swatches, *_frame(area)],
        notes=[*lines, *_names(area, list(names.values()), rows)],
        title=title,
        subtitle=subtitle,
    )
    table = pd.DataFrame({"Dimensi": list(names.values()), "Warna": rows[0]})
    said = f"warna {format_count(len(names))} dimensi"
    alt = f"Pola uji: bingkai di tepi gambar, lima ukuran teks, {said}, lima tingkat, dan abu-abu."
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, table)


def _line(area: canvas.Canvas, row: int, pixels: int) -> canvas.Spec:
    """Text of so many pixels of a projected picture; half of that on a laptop, read from half a metre."""
    drawn = pixels if area.size.height else pixels // 2
    words = f"{pixels} piksel: 1.234,56 Kab. Nganjuk"
    return canvas.text_note(words, 0, row, drawn, area.colours.ink, xanchor="left")


def _swatch(column: int, columns: int, row: int, colour: str) -> canvas.Spec:
    place = {"x0": (column + 0.04) / columns, "x1": (column + 0.96) / columns}
    place |= {"y0": row - 0.42, "y1": row + 0.42}
    return {"type": "rect", **place, "fillcolor": colour, "line": {"width": 1, "color": theme.CELL_BORDER}}


def _names(area: canvas.Canvas, dimensions: list[str], rows: list[list[str]]) -> list[canvas.Spec]:
    words = [
        dimensions,
        ["1", "2", "3", "4", "5", "Jarak"],
        ["0%", "25%", "50%", "75%", "94%", "100%"],
    ]
    return [
        _name(area, word, (column + 0.5) / len(line), len(SIZES) + row, rows[row][column], len(line))
        for row, line in enumerate(words)
        for column, word in enumerate(line)
    ]


def _name(area: canvas.Canvas, word: str, x: float, row: int, colour: str, columns: int) -> canvas.Spec:
    """A swatch's word, wrapped and shrunk to it."""
    room, most = area.inner / columns * 0.88, min(area.size.small, int(area.pitch * 0.5))
    lines, pixels = text.fit_text(word, room, area.pitch * 0.8, most, 10, bold=True)
    return canvas.text_note(text.join_markup_lines(lines), x, row, pixels, theme.ink_on(colour), weight=700)


def _frame(area: canvas.Canvas) -> list[canvas.Spec]:
    """The very edge of the picture, in pixels from the plot's own corner."""
    if not area.size.height:
        return []
    return [
        {
            "type": "rect",
            "xref": "paper",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 0,
            "yanchor": 1,
            "x0": 3 - area.left,
            "x1": area.size.width - area.left - 3,
            "y0": area.top - 3,
            "y1": area.top - area.height + 3,
            "line": {"color": area.colours.error, "width": 6},
        }
    ]
