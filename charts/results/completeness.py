"""Completeness tiles: which OPD has answered how much of which dimension."""

from collections.abc import Mapping

import pandas as pd

from charts import titles
from charts.drawing import canvas, cell_grid, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Tiap baris adalah satu OPD dan tiap kolom satu dimensi. Tanda ✓ berarti seluruh indikator terjawab; "
    "angka seperti 3/5 berarti 3 dari 5 indikator terjawab; kotak bertitik berarti belum ada jawaban. "
    "Tempat kosong berarti OPD itu tidak ditanya pada dimensi tersebut. OPD dengan jawaban paling sedikit "
    "berada di atas."
)
PARTIAL = "#E3B04B"


def draw_completeness(
    frame: pd.DataFrame, names: Mapping[str, str], look: Look, noun: str = titles.LEADS
) -> Chart:
    """OPD x dimension, least answered first; `noun` says which OPD are asked.

    `frame`: one row per OPD and dimension with `opd` (id), `name` (as shown, best its short name), `node`
    (a code of `names`, which gives the order of columns), `asked` and `answered` (counts of indicators).
    An absent row or asked = 0 means the OPD is not asked there.
    """
    rows = _rows(frame, list(names))
    shown, pages = rows_of_page(rows, look.page, theme.SIZES[look.size].rows)
    lines = row_records(shown)
    table = _grid(look, len(shown), len(names))
    heads_bars, heads = cell_grid.column_headings(table, list(names.values()), list(names))
    title = titles.completeness_title(rows, noun)
    subtitle = f"Indikator terjawab tiap {noun} menurut dimensi, yang paling sedikit di atas"
    drawing = canvas.compose_figure(
        table.area,
        [*_fills(table, lines, list(names)), *_words(table, lines, list(names))],
        x=table.axis,
        shapes=[*_holes(table, lines, list(names)), *heads_bars],
        notes=[
            *cell_grid.grid_row_names(
                table, shown["name"].tolist(), [row["answered"] < row["asked"] for row in lines]
            ),
            *heads,
            cell_grid.column_heading(table, table.width - 0.6, "Terjawab", 1.2, 16, bold=False),
            *(_total(table, position, row) for position, row in enumerate(lines)),
        ],
        title=title,
        subtitle=subtitle,
    )
    return Chart(
        drawing,
        title,
        subtitle,
        _alt(rows, noun),
        HOW_TO_READ,
        look.source,
        _table(rows, names),
        look.page,
        pages,
    )


def _rows(frame: pd.DataFrame, nodes: list[str]) -> pd.DataFrame:
    """One row per OPD: counts of every dimension as (asked, answered) pairs, and their sums."""
    wide = frame.pivot_table(
        index=["opd", "name"], columns="node", values=["asked", "answered"], aggfunc="sum"
    )
    rows = wide.index.to_frame(index=False)
    for kind in ("asked", "answered"):
        for node in nodes:
            column = (kind, node)
            rows[f"{kind} {node}"] = wide[column].fillna(0).to_numpy() if column in wide else 0.0
        rows[kind] = rows[[f"{kind} {node}" for node in nodes]].sum(axis=1)
    rows["share"] = rows["answered"] / rows["asked"].where(rows["asked"] > 0)
    return rows.sort_values(["share", "name"], na_position="last", ignore_index=True)


def _grid(look: Look, rows: int, cells: int) -> cell_grid.CellGrid:
    wide = theme.is_projected(look.size)
    edge = 36 if wide else 4
    header, footer = (112, 10) if wide else (66, 4)
    area = canvas.make_canvas(look, rows, left=edge, right=edge, header=header, footer=footer, pitch=0.75)
    return cell_grid.CellGrid(area, 2.6, cells, 1.3)


def _counts(row: Row, node: str) -> tuple[float, float]:
    return row[f"answered {node}"], row[f"asked {node}"]


def _fills(table: cell_grid.CellGrid, lines: list[Row], nodes: list[str]) -> list[canvas.Spec]:
    shares = [[_share(*_counts(row, node)) for node in nodes] for row in lines]
    gap = 8 if table.area.size.width else 4
    ok = table.area.colours.ok
    return [
        {
            "type": "heatmap",
            "x": [table.middle(column) for column in range(table.cells)],
            "y": list(range(len(lines))),
            "z": shares,
            "zmin": 0,
            "zmax": 1,
            "colorscale": [[0, PARTIAL], [0.999, PARTIAL], [0.999, ok], [1, ok]],
            "showscale": False,
            "hoverongaps": False,
            "xgap": gap,
            "ygap": gap,
            "customdata": [[_hover(row, node) for node in nodes] for row in lines],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]


def _share(answered: float, asked: float) -> float | None:
    return min(answered / asked, 1.0) if asked and answered else None


def _hover(row: Row, node: str) -> str:
    answered, asked = _counts(row, node)
    return text.escape_text(
        f"{row['name']}: {fmt.format_count(answered)} dari {fmt.format_count(asked)} indikator terjawab"
    )


def _words(table: cell_grid.CellGrid, lines: list[Row], nodes: list[str]) -> list[canvas.Spec]:
    colours = table.area.colours
    inks = {"full": theme.ink_on(colours.ok), "part": theme.ink_on(PARTIAL), "none": colours.muted}
    spots: dict[str, list[tuple[float, float, str]]] = {kind: [] for kind in inks}
    for position, row in enumerate(lines):
        for column, node in enumerate(nodes):
            answered, asked = _counts(row, node)
            if asked:
                kind = "full" if answered >= asked else "part" if answered else "none"
                label = "✓" if kind == "full" else f"{fmt.format_count(answered)}/{fmt.format_count(asked)}"
                spots[kind].append((table.middle(column), position, label))
    pixels = min(cell_grid.cell_pixels(table, 5), int(table.area.pitch * 0.5))
    return [
        cell_grid.centred_texts(places, pixels, inks[kind], 700) for kind, places in spots.items() if places
    ]


def _holes(table: cell_grid.CellGrid, lines: list[Row], nodes: list[str]) -> list[canvas.Spec]:
    return [
        canvas.dotted_box(
            table.area, table.label + column + 0.05, table.label + column + 0.95, position, 0.42
        )
        for position, row in enumerate(lines)
        for column, node in enumerate(nodes)
        if row[f"asked {node}"] and not row[f"answered {node}"]
    ]


def _total(table: cell_grid.CellGrid, position: int, row: Row) -> canvas.Spec:
    silent = row["asked"] > 0 and not row["answered"]
    words = "tidak ditanya" if not row["asked"] else f"{'▲ ' if silent else ''}{_percent(row)}"
    colour = table.area.colours.error if silent else table.area.colours.ink
    pixels = (
        table.area.size.small if not row["asked"] else min(table.area.size.label, int(table.area.pitch * 0.5))
    )
    weight = 700 if row["asked"] else 400
    return canvas.text_note(words, table.width - 0.6, position, pixels, colour, weight=weight)


def _percent(row: Row) -> str:
    """Never "100%" before all is answered, nor "0%" once something is."""
    share = row["answered"] / row["asked"]
    if 0 < share < 1:
        share = min(max(share, 0.01), 0.99)
    return fmt.format_percent(share)


def _alt(rows: pd.DataFrame, noun: str) -> str:
    asked = rows[rows["asked"] > 0]
    silent = asked.loc[asked["answered"] == 0, "name"].tolist()
    full = int((asked["answered"] >= asked["asked"]).sum())
    words = f"Tabel kelengkapan {len(asked)} {noun}: {full} lengkap, {len(silent)} belum memiliki jawaban."
    return words + (f" Belum memiliki jawaban: {fmt.join_names(silent)}." if silent else "")


def _table(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    headings = {
        "opd": "Kode OPD",
        "name": "OPD",
        "asked": "Ditanya",
        "answered": "Terjawab",
        "share": "Bagian",
    }
    for node, name in names.items():
        headings |= {f"asked {node}": f"{name}: ditanya", f"answered {node}": f"{name}: terjawab"}
    return rows[list(headings)].rename(columns=headings)
