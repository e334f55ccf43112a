"""Grid of goals and dimensions: how many programmes serve each goal, and which goal nobody serves."""

from collections.abc import Mapping

import pandas as pd

from charts import canvas, grid, text, theme, titles
from charts import format as fmt
from charts.chart import Chart, Row, records, turn

HOW_TO_READ = (
    "Tiap baris adalah satu sasaran dokumen perencanaan dan tiap kolom satu dimensi. Angka di kotak berwarna "
    "adalah banyaknya program dimensi itu yang mendukung sasaran. Baris dengan kotak bertitik belum didukung "
    "program apa pun."
)


def figure(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    *,
    place: str = "",
    source: str = "",
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """Goals in the order given: `name`, `count` (programmes) and a column of counts per code of `names`."""
    shown, pages = turn(frame.reset_index(drop=True), page, theme.SIZES[size].rows)
    lines = records(shown)
    table = _grid(size, dark, len(shown), len(names))
    bars, heads = grid.headers(table, list(names.values()), list(names))
    title = titles.goals(frame)
    subtitle = f"Program yang mendukung tiap sasaran{f', {place}' if place else ''}"
    drawing = canvas.compose(
        table.area,
        [*_counts(table, lines, list(names))],
        x=table.axis,
        shapes=[*bars, *_boxes(table, lines, list(names))],
        notes=[
            *grid.row_names(table, shown["name"].tolist(), [row["count"] == 0 for row in lines]),
            *heads,
            *(_bare(table, place_) for place_, row in enumerate(lines) if row["count"] == 0),
        ],
        title=title,
        subtitle=subtitle,
        source=source,
    )
    alt = "Program menurut sasaran. " + "; ".join(
        f"{row['name']}: {fmt.count(row['count'])} program" for row in records(frame)
    )
    told = frame.rename(columns={"name": "Sasaran", "count": "Program", **names})
    return Chart(drawing, title, subtitle, f"{alt}.", HOW_TO_READ, source, told, page, pages)


def _grid(size: theme.SizeName, dark: bool, rows: int, cells: int) -> grid.Grid:
    wide = theme.projected(size)
    edge, (header, footer) = (36, (112, 10)) if wide else (4, (66, 4))
    area = canvas.sheet(size, dark, rows, left=edge, right=edge, header=header, footer=footer, pitch=0.9)
    return grid.Grid(area, 3.8, cells)


def _counts(table: grid.Grid, lines: list[Row], nodes: list[str]) -> list[canvas.Spec]:
    pixels = min(grid.cell_pixels(table, 3), int(table.area.pitch * 0.5))
    spots: dict[str, list[tuple[float, float, str]]] = {}
    for place, row in enumerate(lines):
        for column, node in enumerate(nodes):
            if row[node]:
                ink = theme.ink_on(table.area.colours.dimension(node))
                spots.setdefault(ink, []).append((table.middle(column), place, fmt.count(row[node])))
    return [grid.words(places, pixels, ink, 700) for ink, places in spots.items()] or [
        {"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip"}
    ]


def _boxes(table: grid.Grid, lines: list[Row], nodes: list[str]) -> list[canvas.Spec]:
    boxes = []
    for place, row in enumerate(lines):
        if row["count"] == 0:
            boxes.append(canvas.dotted_box(table.area, table.label + 0.04, table.width - 0.04, place, 0.4))
        for column, node in enumerate(nodes):
            if row[node]:
                boxes.append(_box(table, table.label + column, place, node))
    return boxes


def _box(table: grid.Grid, left: float, row: int, node: str) -> canvas.Spec:
    return {
        "type": "rect",
        "layer": "below",
        "x0": left + 0.04,
        "x1": left + 0.96,
        "y0": row - 0.4,
        "y1": row + 0.4,
        "fillcolor": table.area.colours.dimension(node),
        "line": {"width": 0},
    }


def _bare(table: grid.Grid, row: int) -> canvas.Spec:
    middle = table.label + table.cells / 2
    words = text.markup(["belum didukung program"])
    return canvas.note(words, middle, row, table.area.size.small, table.area.colours.muted)
