"""Dimension x element matrix: which part of which dimension is weak."""

import math

import pandas as pd

from charts import titles
from charts.drawing import canvas, cell_grid, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from charts.titles.wording import FEW_MARK, FEW_NOTE, is_few_answered
from scoring import Scale

HOW_TO_READ = (
    "Tiap baris adalah satu dimensi dan tiap kolom satu elemen kesiapan. Makin gelap warnanya, makin "
    "tinggi skor rata-rata indikator di sel itu. Kotak bertitik berarti indikator yang terjawab belum "
    "cukup; nilainya bukan nol."
)


def draw_element_matrix(frame: pd.DataFrame, scale: Scale, look: Look) -> Chart:
    """Cells of dimensions by elements, both in the order in which they first appear.

    `frame`: one row per cell with `node` (dimension code), `row_name`, `column` (element) and `score` on the
    instrument's scale; NaN = data kurang. A cell that has no indicators is simply absent and stays empty.
    With `answered` (share 0..1 of the cell's questions with a value) a score that rests on few is marked.
    """
    cells = _cells(frame)
    rows = {node: name for node, name, _, _ in cells}
    columns = list(dict.fromkeys(column for _, _, column, _ in cells))
    known = {(node, column): score for node, _, column, score in cells}
    scores = [[known.get((node, column), math.nan) for column in columns] for node in rows]
    exist = [[(node, column) in known for column in columns] for node in rows]
    table = _grid(look, len(rows), len(columns))
    boxes, missing = cell_grid.missing_cell_boxes(table, scores, [[""] * len(columns)] * len(rows), exist)
    _, heads = cell_grid.column_headings(table, columns, [""] * len(columns))
    title = titles.element_matrix_title(frame, scale.decimals)
    few = few_answered_cells(frame)
    marks = [[FEW_MARK if (node, column) in few else "" for column in columns] for node in rows]
    reach = f"Skor rata-rata indikator, skala {fmt.format_span(scale.minimum, scale.maximum)}"
    subtitle = look.placed(reach) + (f"; {FEW_NOTE}" if few else "")
    hover = _hover(list(rows.values()), columns, scores, scale)
    drawing = canvas.compose_figure(
        table.area,
        [
            *cell_grid.coloured_cells(table, scores, scale, hover),
            *cell_grid.cell_numbers(table, scores, scale, marks),
        ],
        x=table.axis,
        shapes=[*boxes, *cell_grid.grid_colour_chips(table, list(rows))],
        notes=[*cell_grid.grid_row_names(table, list(rows.values()), [True] * len(rows)), *heads, *missing],
        title=title,
        subtitle=subtitle,
    )
    return Chart(drawing, title, subtitle, _alt(cells, scale), HOW_TO_READ, look.source, _table(frame))


def few_answered_cells(frame: pd.DataFrame) -> set[tuple[str, str]]:
    """(node, column) of the known scores of which few questions are answered; none where nobody told."""
    if "answered" not in frame:
        return set()
    few = frame[frame["answered"].map(is_few_answered).astype(bool) & frame["score"].notna()]
    return set(zip(few["node"], few["column"], strict=True))


def _cells(frame: pd.DataFrame) -> list[tuple[str, str, str, float]]:
    return list(frame[["node", "row_name", "column", "score"]].itertuples(index=False, name=None))


def _grid(look: Look, rows: int, cells: int) -> cell_grid.CellGrid:
    wide = theme.is_projected(look.size)
    edge = 36 if wide else 4
    header, footer = (84, 84) if wide else (40, 68)
    area = canvas.make_canvas(look, rows, left=edge, right=edge, header=header, footer=footer)
    return cell_grid.CellGrid(area, 1.5, cells)


def _hover(names: list[str], columns: list[str], scores: list[list[float]], scale: Scale) -> list[list[str]]:
    places = scale.decimals
    return [
        [
            f"{name}, {column}: {fmt.format_number(score, places)}"
            for column, score in zip(columns, line, strict=True)
        ]
        for name, line in zip(names, scores, strict=True)
    ]


def _alt(cells: list[tuple[str, str, str, float]], scale: Scale) -> str:
    values = [
        f"{name}, {column}: {fmt.format_number(score, scale.decimals)}" for _, name, column, score in cells
    ]
    return "Matriks skor dimensi dan elemen. " + "; ".join(values) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {"node": "Kode", "row_name": "Dimensi", "column": "Elemen", "score": "Skor"}
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)
