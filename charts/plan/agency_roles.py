"""Grid of OPD and sub-dimensions: who leads a programme, who supports one, who should and does not."""

from collections.abc import Mapping

import pandas as pd

from charts import titles
from charts.drawing import canvas, cell_grid, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Tiap baris adalah satu OPD dan tiap kolom satu subdimensi, dikelompokkan menurut dimensinya. Kotak "
    "penuh berarti OPD memimpin program, kotak bergaris tepi berarti mendukung; angkanya banyaknya program. "
    "Kotak bertitik berarti OPD menjawab indikator di situ pada survei tetapi belum ikut program apa pun. "
    "Tempat kosong berarti subdimensi itu bukan urusannya."
)
WORDS = {"lead": "Memimpin program", "support": "Mendukung program", "absent": "Belum ikut program"}


def draw_opd_roles(
    frame: pd.DataFrame, nodes: Mapping[str, tuple[str, str]], dimensions: Mapping[str, str], look: Look
) -> Chart:
    """OPD x sub-dimension, those who lead most first.

    `frame`: `opd, name, node, role` ("lead", "support", "absent") and `programmes` (count), one row per cell;
    `nodes`: sub-dimension -> (its dimension's code, its name), in the order of columns; `dimensions`: code ->
    name. Columns carry their number within the dimension where there are more than six, else their names.
    """
    rows = _rows(frame, list(nodes))
    shown, pages = rows_of_page(rows, look.page, theme.SIZES[look.size].rows)
    lines = row_records(shown)
    table = _grid(look, len(shown), len(nodes))
    bars, heads = _headings(table, nodes, dimensions)
    cells = [(row, column, node) for row in range(len(lines)) for column, node in enumerate(nodes)]
    title = titles.opd_roles_title(frame, list(nodes))
    subtitle = look.placed("Banyaknya program tiap OPD menurut subdimensi")
    drawing = canvas.compose_figure(
        table.area,
        [*_counts(table, lines, cells), *_keys(table)],
        x=table.axis,
        shapes=[*bars, *_boxes(table, lines, cells)],
        notes=[
            *cell_grid.grid_row_names(table, shown["name"].tolist(), [row["lead"] > 0 for row in lines]),
            *heads,
        ],
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    how = f"{HOW_TO_READ} {_numbered(nodes, dimensions)}"
    return Chart(
        drawing, title, subtitle, _alt(rows), how, look.source, _table(frame, nodes), look.page, pages
    )


def _rows(frame: pd.DataFrame, nodes: list[str]) -> pd.DataFrame:
    """One row per OPD: per node its role and count, and how many nodes it leads, supports and misses."""
    inside = frame[frame["node"].isin(nodes)]
    rows = []
    for (opd, name), own in inside.groupby(["opd", "name"], sort=False):
        at = {row["node"]: (row["role"], row["programmes"]) for row in own.to_dict("records")}
        counts = {role: int((own["role"] == role).sum()) for role in WORDS}
        rows.append({"opd": opd, "name": name, **counts, "at": at})
    columns = ["opd", "name", *WORDS, "at"]
    order = ["lead", "support", "absent", "name"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def _grid(look: Look, rows: int, cells: int) -> cell_grid.CellGrid:
    wide = theme.is_projected(look.size)
    edge, (header, footer) = (36, (150, 70)) if wide else (4, (76, 40))
    area = canvas.make_canvas(look, rows, left=edge, right=edge, header=header, footer=footer, pitch=0.66)
    return cell_grid.CellGrid(area, max(2.0, cells * 0.2), cells)


def _headings(
    table: cell_grid.CellGrid, nodes: Mapping[str, tuple[str, str]], dimensions: Mapping[str, str]
) -> tuple[list[canvas.Spec], list[canvas.Spec]]:
    """Numbers or names of the columns, and above numbers the dimension's name over its columns."""
    codes = [dimension for dimension, _ in nodes.values()]
    if len(nodes) <= 6:
        return cell_grid.column_headings(table, [name for _, name in nodes.values()], codes)
    numbers = [str(codes[: place + 1].count(code)) for place, code in enumerate(codes)]
    bars, notes = cell_grid.column_headings(table, numbers, codes)
    lift = 62 if table.area.size.width else 34
    for code in dict.fromkeys(codes):
        places = [place for place, own in enumerate(codes) if own == code]
        middle = (table.middle(places[0]) + table.middle(places[-1])) / 2
        notes.append(cell_grid.column_heading(table, middle, dimensions[code], len(places) * 0.96, lift))
    return bars, notes


def _boxes(
    table: cell_grid.CellGrid, lines: list[Row], cells: list[tuple[int, int, str]]
) -> list[canvas.Spec]:
    """Filled, outlined and dotted cells."""
    boxes = []
    for row, column, node in cells:
        role, _ = lines[row]["at"].get(node, ("", 0))
        left = table.label + column
        if role == "absent":
            boxes.append(canvas.dotted_box(table.area, left + 0.06, left + 0.94, row, 0.42))
        elif role:
            boxes.append(_box(table, left, row, node, role == "lead"))
    return boxes


def _box(table: cell_grid.CellGrid, left: float, row: int, node: str, filled: bool) -> canvas.Spec:
    colour = table.area.colours.dimension(node)
    return {
        "type": "rect",
        "layer": "below",
        "x0": left + 0.06,
        "x1": left + 0.94,
        "y0": row - 0.42,
        "y1": row + 0.42,
        "fillcolor": colour if filled else table.area.colours.page,
        "line": {"color": colour, "width": 4 if table.area.size.width else 2},
    }


def _counts(
    table: cell_grid.CellGrid, lines: list[Row], cells: list[tuple[int, int, str]]
) -> list[canvas.Spec]:
    pixels = min(cell_grid.cell_pixels(table, 2), int(table.area.pitch * 0.5))
    spots: dict[str, list[tuple[float, float, str]]] = {}
    for row, column, node in cells:
        role, programmes = lines[row]["at"].get(node, ("", 0))
        if role in ("lead", "support"):
            fill = table.area.colours.dimension(node)
            ink = theme.ink_on(fill) if role == "lead" else table.area.colours.ink
            spots.setdefault(ink, []).append((table.middle(column), row, fmt.format_count(programmes)))
    drawn = [cell_grid.centred_texts(places, pixels, ink, 700) for ink, places in spots.items()]
    return [{**drawn_, "hoverinfo": "skip"} for drawn_ in drawn]


def _keys(table: cell_grid.CellGrid) -> list[canvas.Spec]:
    colours, side = table.area.colours, 26 if table.area.size.width else 13
    looks: dict[str, canvas.Spec] = {
        "lead": {"symbol": "square", "color": colours.primary},
        "support": {"symbol": "square-open", "color": colours.primary, "line": {"width": 3}},
        "absent": {"symbol": "square-open-dot", "color": colours.faint},
    }
    return [
        marks.legend_entry(WORDS[role], mode="markers", marker={"size": side, **look})
        for role, look in looks.items()
    ]


def _numbered(nodes: Mapping[str, tuple[str, str]], dimensions: Mapping[str, str]) -> str:
    """The names behind the column numbers."""
    parts = []
    for code, name in dimensions.items():
        own = [title for dimension, title in nodes.values() if dimension == code]
        if own:
            listed = ", ".join(f"{place} {title}" for place, title in enumerate(own, start=1))
            parts.append(f"{name}: {listed}")
    return "; ".join(parts) + "."


def _alt(rows: pd.DataFrame) -> str:
    said = [
        f"{row['name']}: memimpin di {row['lead']}, mendukung di {row['support']}, "
        f"belum ikut di {row['absent']}"
        for row in row_records(rows[["name", *WORDS]])
    ]
    return text.escape_text("Peran OPD menurut subdimensi. " + "; ".join(said) + ".")


def _table(frame: pd.DataFrame, nodes: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    shown = frame[frame["node"].isin(nodes)]
    return pd.DataFrame(
        {
            "OPD": shown["name"].tolist(),
            "Kode": shown["node"].tolist(),
            "Subdimensi": [nodes[node][1] for node in shown["node"]],
            "Peran": shown["role"].map(WORDS).tolist(),
            "Program": shown["programmes"].tolist(),
        }
    )
