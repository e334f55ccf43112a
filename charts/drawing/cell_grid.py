"""Tables of coloured cells: a column of names, columns of cells, and what stands beside them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts.drawing import axis, canvas, text, theme
from charts.drawing import format as fmt
from scoring import Scale


@dataclass(frozen=True)
class CellGrid:
    """Columns in units of one cell: names from 0 to `label`, then `cells` cells, then `beside` more units."""

    area: canvas.Canvas
    label: float
    cells: int
    beside: float = 0.0

    @property
    def width(self) -> float:
        """All columns, in units."""
        return self.label + self.cells + self.beside

    @property
    def unit(self) -> float:
        """Pixels of one unit that text may count on."""
        return self.area.inner / self.width

    @property
    def axis(self) -> canvas.Spec:
        """The hidden x axis over the units."""
        return {"range": [0, self.width], "visible": False}

    def middle(self, column: int) -> float:
        """Centre of a cell column."""
        return self.label + column + 0.5


def coloured_cells(
    grid: CellGrid, scores: Sequence[Sequence[float]], scale: Scale, hover: Sequence[Sequence[str]]
) -> list[canvas.Spec]:
    """Coloured cells with a thin border; NaN stays without a colour. `scores`, `hover`: rows x columns."""
    known = [[None if math.isnan(score) else score for score in row] for row in scores]
    common = {
        "type": "heatmap",
        "x": [grid.middle(column) for column in range(grid.cells)],
        "y": list(range(len(scores))),
        "zmin": scale.minimum,
        "zmax": scale.maximum,
        "hoverongaps": False,
    }
    gap = 8 if grid.area.size.width else 4
    border = theme.CELL_BORDER
    under = {"colorscale": [[0, border], [1, border]], "showscale": False, "hoverinfo": "skip"}
    middle = (grid.label + grid.cells / 2) / grid.width
    over = {
        "colorscale": theme.maturity_colorscale(),
        "customdata": [[text.escape_text(words) for words in row] for row in hover],
        "hovertemplate": "%{customdata}<extra></extra>",
        "colorbar": axis.score_colourbar(
            grid.area, scale, middle=middle, length=0.82 * grid.cells / grid.width
        ),
    }
    return [
        {**common, **under, "z": known, "xgap": gap, "ygap": gap},
        {**common, **over, "z": known, "xgap": gap + 2, "ygap": gap + 2},
    ]


def cell_numbers(
    grid: CellGrid,
    scores: Sequence[Sequence[float]],
    scale: Scale,
    marks: Sequence[Sequence[str]] | None = None,
) -> list[canvas.Spec]:
    """The value in every known cell, dark or white as the fill demands, with its mark behind it."""
    widest = max((len(mark) for line in marks or () for mark in line), default=0)
    pixels = cell_pixels(grid, len(fmt.format_number(scale.maximum, scale.decimals)) + widest)
    spots: dict[str, list[tuple[float, int, str]]] = {}
    for row, line in enumerate(scores):
        for column, score in enumerate(line):
            if not math.isnan(score):
                mark = marks[row][column] if marks else ""
                ink = theme.ink_on(theme.maturity_colour(score, scale.minimum, scale.maximum))
                spots.setdefault(ink, []).append(
                    (grid.middle(column), row, fmt.format_number(score, scale.decimals) + mark)
                )
    return [centred_texts(places, pixels, ink, 700) for ink, places in spots.items()]


def centred_texts(
    places: Sequence[tuple[float, float, str]], pixels: float, colour: str, weight: int = 400
) -> canvas.Spec:
    """Texts centred at (x, row), one trace for all of them; the texts are already safe."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _ in places],
        "y": [y for _, y, _ in places],
        "text": [label for _, _, label in places],
        "textfont": {"size": pixels, "color": colour, "weight": weight},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def cell_pixels(grid: CellGrid, characters: int) -> int:
    """Font size for a number of so many characters in one cell."""
    return int(min(grid.area.size.value, grid.area.pitch * 0.6, grid.unit * 0.86 / (characters * 0.62)))


def missing_cell_boxes(
    grid: CellGrid,
    scores: Sequence[Sequence[float]],
    notes: Sequence[Sequence[str]],
    exist: Sequence[Sequence[bool]] | None = None,
) -> tuple[list[canvas.Spec], list[canvas.Spec]]:
    """Dotted boxes and their words for unknown cells: shapes and notes.

    A note ("4 dari 9 OPD") stands on a second line. Where `exist` is False there is no cell at all.
    """
    shapes, labels = [], []
    for row, line in enumerate(scores):
        for column, score in enumerate(line):
            if math.isnan(score) and (exist is None or exist[row][column]):
                left = grid.label + column
                shapes.append(canvas.dotted_box(grid.area, left + 0.04, left + 0.96, row, 0.45))
                labels.append(missing_cell_note(grid, grid.middle(column), row, notes[row][column], 0.92))
    return shapes, labels


def missing_cell_note(grid: CellGrid, x: float, row: float, note: str, units: float) -> canvas.Spec:
    """ "Data kurang" with its note, or that nothing is asked here, shrunk to `units` of width."""
    available, look = units * grid.unit, grid.area.size
    said = fmt.NOT_APPLICABLE if note == fmt.NOT_APPLICABLE else fmt.MISSING
    note = "" if note == said else note
    height = grid.area.pitch * (0.5 if note else 1.0)
    lines, pixels = text.fit_text(said, available, height, look.small, 9, bold=True)
    label = f"<b>{text.join_markup_lines(lines)}</b>"
    if note:
        second, small = text.fit_text(note, available, height, min(pixels, look.smallest), 9)
        if len(second) > 1 and " dari " in note:
            # "4 dari 21 indikator" in a low cell would touch its edge: the count alone stays.
            second, small = text.fit_text(note.rpartition(" ")[0], available, height, small, 9)
        label += f'<br><span style="font-size:{small}px">{text.join_markup_lines(second)}</span>'
    return canvas.text_note(label, x, row, pixels, grid.area.colours.muted)


def column_headings(
    grid: CellGrid, names: Sequence[str], nodes: Sequence[str]
) -> tuple[list[canvas.Spec], list[canvas.Spec]]:
    """Column names above the cells, with a bar in the dimension's colour where `nodes` are codes."""
    bar = 8 if grid.area.size.width else 4
    shapes = [
        {
            "type": "rect",
            "x0": grid.label + column + 0.04,
            "x1": grid.label + column + 0.96,
            "yref": "paper",
            "ysizemode": "pixel",
            "yanchor": 1,
            "y0": 4,
            "y1": 4 + bar,
            "fillcolor": grid.area.colours.dimension(node),
            "line": {"width": 0},
        }
        for column, node in enumerate(nodes)
    ]
    pixels = min(_heading_pixels(grid, name, 0.96) for name in names)
    lift = bar + 8
    notes = [
        column_heading(grid, grid.middle(at), name, 0.96, lift, pixels=pixels)
        for at, name in enumerate(names)
    ]
    return shapes if any(nodes) else [], notes


def column_heading(
    grid: CellGrid, x: float, name: str, units: float, lift: float, *, bold: bool = True, pixels: int = 0
) -> canvas.Spec:
    """A column's name above the first row, wrapped to `units`, and shrunk to them unless `pixels` is set."""
    colours = grid.area.colours
    pixels = pixels or _heading_pixels(grid, name, units)
    words = text.join_markup_lines(text.wrap_text(name, units * grid.unit, pixels, bold))
    place = {"xanchor": "center", "yanchor": "bottom", "yshift": lift}
    ink = colours.ink if bold else colours.muted
    return canvas.text_note(words, x, -0.5, pixels, ink, weight=700 if bold else 400, **place)


def _heading_pixels(grid: CellGrid, name: str, units: float) -> int:
    most = round(grid.area.size.small * 1.15)
    return text.fit_text(name, units * grid.unit, most * 3 * text.LINE_HEIGHT, most, 10, bold=True)[1]


def grid_row_names(grid: CellGrid, names: Sequence[str], strong: Sequence[bool]) -> list[canvas.Spec]:
    """Row names right-aligned before the cells."""
    look, room = grid.area.size, grid.label * grid.unit - (40 if grid.area.size.width else 14)
    notes = []
    for row, (name, bold) in enumerate(zip(names, strong, strict=True)):
        lines, pixels = text.fit_text(name, room, grid.area.pitch, look.label, look.smallest, bold)
        place = {"xanchor": "right", "align": "right", "xshift": -20 if look.width else -8}
        weight = 700 if bold else 400
        notes.append(
            canvas.text_note(
                text.join_markup_lines(lines),
                grid.label,
                row,
                pixels,
                grid.area.colours.ink,
                weight=weight,
                **place,
            )
        )
    return notes


def grid_colour_chips(grid: CellGrid, nodes: Sequence[str]) -> list[canvas.Spec]:
    """A bar in the dimension's colour between each row's name and its cells."""
    return [
        {
            "type": "rect",
            "xsizemode": "pixel",
            "xanchor": grid.label,
            "x0": -12 if grid.area.size.width else -5,
            "x1": -2,
            "y0": row - 0.42,
            "y1": row + 0.42,
            "fillcolor": grid.area.colours.dimension(node),
            "line": {"width": 0},
        }
        for row, node in enumerate(nodes)
    ]


def chosen_row_frame(grid: CellGrid, row: int) -> canvas.Spec:
    """The frame around the chosen row, behind its cells."""
    return {
        "type": "rect",
        "layer": "below",
        "x0": 0,
        "x1": grid.width,
        "y0": row - 0.5,
        "y1": row + 0.5,
        "fillcolor": grid.area.colours.selected,
        "line": {"color": grid.area.colours.primary, "width": 4 if grid.area.size.width else 2},
    }
