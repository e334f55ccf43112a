"""Rank matrix: how often each region takes each place when the choices behind the index vary."""

import math
from collections.abc import Sequence

import pandas as pd

from charts import titles
from charts.drawing import canvas, cell_grid, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look
from scoring import Scale

HOW_TO_READ = (
    "Tiap baris adalah satu daerah dan tiap kolom satu peringkat atau kelompok peringkat. Angka menunjukkan "
    "pada berapa persen hitung ulang daerah itu menempatinya; makin pekat warnanya, makin sering. Kotak "
    "kosong berarti tidak pernah. Rentang di kanan memuat peringkat sekarang dan pada 90% hitung ulang; "
    "peringkat disebut pasti bila rentangnya satu angka. Dua daerah yang rentangnya bertemu sebaiknya dibaca "
    "berimbang. Skor dipakai untuk perencanaan, bukan perlombaan antardaerah."
)
COLUMNS = 10
WORDED = 6  # more columns leave no room for "Peringkat" above each
LABEL, BESIDE = 2.6, 1.5


def rank_column_ranges(places: int) -> list[tuple[int, int]]:
    """The places 1..`places` in at most COLUMNS ranges of equal width, the last maybe shorter."""
    width = max(1, math.ceil(places / COLUMNS))
    return [(first, min(first + width - 1, places)) for first in range(1, places + 1, width)]


def sum_shares_by_range(shares: pd.DataFrame) -> pd.DataFrame:
    """Shares of single places (columns 1..n) summed into `rank_column_ranges`, headed "1" or "1–52"."""
    ranges = rank_column_ranges(shares.shape[1])
    sums = {_span(first, last): shares.loc[:, first:last].sum(axis=1) for first, last in ranges}
    return pd.DataFrame(sums, index=shares.index)


def draw_rank_matrix(
    frame: pd.DataFrame,
    shares: pd.DataFrame,
    scale: Scale,
    look: Look,
    *,
    selected: str | None = None,
    index_label: str = "Indeks",
    draws: int = 1000,
) -> Chart:
    """Regions x places, as `frame` orders them.

    `frame`: one row per ranked region with `unit`, `label`, `score, score_lower, score_upper` on the
    instrument's scale (bounds NaN = not given) and `rank, rank_lower, rank_upper`. `shares`: a row per unit,
    a column per place or range of places (its heading), values 0..1. `draws`: repetitions behind the shares.
    """
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, theme.SIZES[look.size].rows)
    table = _grid(look, len(shown), shares.shape[1])
    cells = balance_shares(shares.reindex(shown["unit"])).to_numpy(dtype=float).tolist()
    rows = [{**row, "row": place} for place, row in enumerate(row_records(shown))]
    few = shares.shape[1] <= WORDED
    words = [f"Peringkat {name}" if few else str(name) for name in shares.columns]
    bars, heads = cell_grid.column_headings(table, words, [""] * len(words))
    chosen = [row["row"] for row in rows if row["unit"] == selected]
    title = titles.rank_places_title(frame)
    subtitle = (
        "Peluang tiap peringkat bila bobot dan cara menghitung berubah, "
        f"{fmt.format_count(draws)} hitung ulang"
    )
    drawing = canvas.compose_figure(
        table.area,
        [*_fills(table, cells, rows, list(shares.columns)), *_words(table, cells)],
        x=table.axis,
        shapes=[*(cell_grid.chosen_row_frame(table, row) for row in chosen), *bars],
        notes=[
            *_names(table, rows, scale, index_label, selected),
            *heads,
            cell_grid.column_heading(table, _beside(table), "Rentang peringkat", BESIDE, 8),
            *(_conclusion(table, row) for row in rows),
        ],
        title=title,
        subtitle=subtitle,
    )
    alt, behind = _alt(frame), _table(frame, shares, index_label)
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, behind, look.page, pages)


def _span(first: float, last: float) -> str:
    return fmt.join_ends(fmt.format_count(first), fmt.format_count(last))


def rank_interval_text(row: Row) -> str:
    """The places of now and of 90 % of the repetitions: "2–3"; "–" where there is no rank."""
    if math.isnan(row["rank_lower"]):
        return "–"
    return _span(math.floor(row["rank_lower"]), math.ceil(row["rank_upper"]))


def _grid(look: Look, rows: int, cells: int) -> cell_grid.CellGrid:
    wide = theme.is_projected(look.size)
    edge = 36 if wide else 4
    area = canvas.make_canvas(
        look, rows, left=edge, right=edge, header=100 if wide else 52, footer=20 if wide else 4
    )
    return cell_grid.CellGrid(area, LABEL * max(1.0, cells / 7.5), cells, BESIDE)


def _fills(
    table: cell_grid.CellGrid, cells: Sequence[Sequence[float]], rows: list[Row], heads: Sequence[str]
) -> list[canvas.Spec]:
    """Borders of all cells, then the taken ones in the primary colour, the more often the deeper."""
    colours, gap = table.area.colours, 8 if table.area.size.width else 4
    common = {
        "type": "heatmap", "x": [table.middle(column) for column in range(table.cells)],
        "y": list(range(len(cells))), "zmin": 0, "zmax": 1, "showscale": False, "hoverongaps": False,
    }  # fmt: skip
    hover = [
        [
            f"{text.escape_text(row['label'])}, peringkat {head}: {format_cautious_percent(share)}"
            for head, share in zip(heads, line, strict=True)
        ]
        for row, line in zip(rows, cells, strict=True)
    ]
    border = {"colorscale": [[0, colours.grid], [1, colours.grid]], "hoverinfo": "skip"}
    blank = {"colorscale": [[0, colours.page], [1, colours.page]], "hoverinfo": "skip"}
    blend = {"colorscale": [[0, colours.page], [1, colours.primary]]}
    return [
        {**common, **border, "z": [[1.0] * table.cells for _ in cells], "xgap": gap, "ygap": gap},
        {**common, **blank, "z": [[1.0] * table.cells for _ in cells], "xgap": gap + 2, "ygap": gap + 2},
        {**common, **blend, "z": [[share or None for share in line] for line in cells], "xgap": gap + 2,
         "ygap": gap + 2, "customdata": hover, "hovertemplate": "%{customdata}<extra></extra>"},
    ]  # fmt: skip


def _words(table: cell_grid.CellGrid, cells: Sequence[Sequence[float]]) -> list[canvas.Spec]:
    colours, pixels = table.area.colours, cell_grid.cell_pixels(table, 4)
    spots: dict[str, list[tuple[float, float, str]]] = {}
    for row, line in enumerate(cells):
        for column, share in enumerate(line):
            if share > 0:
                ink = theme.ink_on(theme.blend_colours(colours.page, colours.primary, share))
                spots.setdefault(ink, []).append((table.middle(column), row, format_cautious_percent(share)))
    return [cell_grid.centred_texts(places, pixels, ink, 700) for ink, places in spots.items()]


def balance_shares(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows of shares 0..1 of one whole, as percentages that sum to 100 where all of them are printed.

    What prints as less than 1 or more than 99 % stays as it is, and so does a row with unknown shares.
    """
    return pd.DataFrame(
        [_balanced(line) for line in shares.to_numpy(dtype=float).tolist()], shares.index, shares.columns
    )


def _balanced(line: list[float]) -> list[float]:
    if not abs(sum(line) - 1) < fmt.REACHED:
        return line
    printed = fmt.split_as_printed([share * 100 for share in line], 100, 0)
    return [
        whole / 100 if 0.01 <= share <= 0.99 else share for share, whole in zip(line, printed, strict=True)
    ]


def format_cautious_percent(share: float) -> str:
    """A share as a percentage that never rounds to none or to all: "<1%", ">99%"."""
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else fmt.format_percent(share)


def _names(
    table: cell_grid.CellGrid, rows: list[Row], scale: Scale, index_label: str, selected: str | None
) -> list[canvas.Spec]:
    """Name and, under it, the index with its range, right-aligned before the cells."""
    area, room = table.area, table.label * table.unit - 36
    notes = []
    for row in rows:
        below, heavy = _index(row, scale, index_label), row["unit"] == selected
        most = min(area.size.label, int(area.pitch * 0.42)) if below else area.size.label
        lines, pixels = text.fit_text(
            row["label"], room, area.pitch * (0.6 if below else 1), most, 10, bold=True
        )
        small = min(area.size.smallest, int(area.pitch * 0.26))
        place = {"xanchor": "right", "align": "right", "xshift": -20 if area.size.width else -8}
        lift = area.pitch * 0.17 if below else 0
        notes.append(
            canvas.text_note(text.join_markup_lines(lines), table.label, row["row"], pixels, area.colours.ink,
                        weight=700 if heavy else 400, yshift=lift, **place)
        )  # fmt: skip
        second = text.escape_text(text.shorten_text(below, room, small))
        notes.append(
            canvas.text_note(
                second, table.label, row["row"], small, area.colours.muted, yshift=-1.5 * lift, **place
            )
        )
    return notes


def _index(row: Row, scale: Scale, index_label: str) -> str:
    if math.isnan(row["score_lower"]):
        return ""
    reach = fmt.format_range(row["score_lower"], row["score_upper"], scale.decimals)
    return f"{index_label.split()[0].lower()} {fmt.format_number(row['score'], scale.decimals)} ({reach})"


def _beside(table: cell_grid.CellGrid) -> float:
    """Middle of the column of conclusions."""
    return table.label + table.cells + table.beside / 2


def _conclusion(table: cell_grid.CellGrid, row: Row) -> canvas.Spec:
    most = min(table.area.size.label, int(table.area.pitch * 0.5))
    room = 0.8 * table.beside * table.unit
    pixels = text.fit_text(rank_interval_text(row), room, table.area.pitch * 0.66, most, 12, bold=True)[1]
    return canvas.text_note(
        rank_interval_text(row), _beside(table), row["row"], pixels, table.area.colours.ink, weight=700
    )


def _alt(frame: pd.DataFrame) -> str:
    if len(frame) > 8:
        return f"Matriks peluang peringkat {fmt.format_count(len(frame))} daerah; angkanya pada tabel."
    rows = [f"{row['label']} peringkat {rank_interval_text(row)}" for row in row_records(frame)]
    return "Matriks peluang peringkat. " + "; ".join(rows) + "."


def _table(frame: pd.DataFrame, shares: pd.DataFrame, index_label: str) -> pd.DataFrame:
    shown = frame[["unit", "label"]].set_axis(["Kode", "Daerah"], axis=1)
    shown[index_label] = frame["score"]
    shown["Rentang peringkat 90%"] = [rank_interval_text(row) for row in row_records(frame)]
    parts = shares.reindex(frame["unit"]).reset_index(drop=True)
    percent = parts.set_axis([f"Peringkat {head} (%)" for head in shares.columns], axis=1) * 100
    return pd.concat([shown.reset_index(drop=True), percent], axis=1)
