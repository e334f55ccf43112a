"""Grid of goals and dimensions: how many programmes serve each goal, and which goal nobody serves."""

from collections.abc import Mapping

import pandas as pd

from charts import titles
from charts.drawing import canvas, cell_grid, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Tiap baris adalah satu sasaran dokumen perencanaan dan tiap kolom satu dimensi. Angka di kotak berwarna "
    "adalah banyaknya program dimensi itu yang mendukung sasaran. Baris dengan kotak bertitik belum didukung "
    "program apa pun."
)


def draw_goals(frame: pd.DataFrame, names: Mapping[str, str], look: Look) -> Chart:
    """Goals in the order given: `name`, `count` (programmes) and a column of counts per code of `names`."""
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, theme.SIZES[look.size].rows)
    lines = row_records(shown)
    table = _grid(look, len(shown), len(names))
    bars, heads = cell_grid.column_headings(table, list(names.values()), list(names))
    title = titles.goals_title(frame)
    subtitle = look.placed("Program yang mendukung tiap sasaran")
    drawing = canvas.compose_figure(
        table.area,
        [*_counts(table, lines, list(names))],
        x=table.axis,
        shapes=[*bars, *_boxes(table, lines, list(names))],
        notes=[
            *cell_grid.grid_row_names(table, shown["name"].tolist(), [row["count"] == 0 for row in lines]),
            *heads,
            *(_bare(table, place_) for place_, row in enumerate(lines) if row["count"] == 0),
        ],
        title=title,
        subtitle=subtitle,
    )
    alt = "Program menurut sasaran. " + "; ".join(
        f"{row['name']}: {fmt.format_count(row['count'])} program" for row in row_records(frame)
    )
    told = frame.rename(columns={"name": "Sasaran", "count": "Program", **names})
    return Chart(drawing, title, subtitle, f"{alt}.", HOW_TO_READ, look.source, told, look.page, pages)


def _grid(look: Look, rows: int, cells: int) -> cell_grid.CellGrid:
    wide = theme.is_projected(look.size)
    edge, (header, footer) = (36, (112, 10)) if wide else (4, (66, 4))
    area = canvas.make_canvas(look, rows, left=edge, right=edge, header=header, footer=footer, pitch=0.9)
    return cell_grid.CellGrid(area, 3.8, cells)


def _counts(table: cell_grid.CellGrid, lines: list[Row], nodes: list[str]) -> list[canvas.Spec]:
    pixels = min(cell_grid.cell_pixels(table, 3), int(table.area.pitch * 0.5))
    spots: dict[str, list[tuple[float, float, str]]] = {}
    for place, row in enumerate(lines):
        for column, node in enumerate(nodes):
            if row[node]:
                ink = theme.ink_on(table.area.colours.dimension(node))
                spots.setdefault(ink, []).append((table.middle(column), place, fmt.format_count(row[node])))
    return [cell_grid.centred_texts(places, pixels, ink, 700) for ink, places in spots.items()] or [
        {"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip"}
    ]


def _boxes(table: cell_grid.CellGrid, lines: list[Row], nodes: list[str]) -> list[canvas.Spec]:
    boxes = []
    for place, row in enumerate(lines):
        if row["count"] == 0:
            boxes.append(canvas.dotted_box(table.area, table.label + 0.04, table.width - 0.04, place, 0.4))
        for column, node in enumerate(nodes):
            if row[node]:
                boxes.append(_box(table, table.label + column, place, node))
    return boxes


def _box(table: cell_grid.CellGrid, left: float, row: int, node: str) -> canvas.Spec:
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


def _bare(table: cell_grid.CellGrid, row: int) -> canvas.Spec:
    middle = table.label + table.cells / 2
    words = text.join_markup_lines(["belum didukung program"])
    return canvas.text_note(words, middle, row, table.area.size.small, table.area.colours.muted)
