"""Heatmap table: regions by dimensions, the index apart, missing cells dotted."""

import math
from collections.abc import Mapping

import pandas as pd

from charts import titles
from charts.drawing import canvas, cell_grid, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, row_records, rows_of_page
from charts.drawing.look import Look
from charts.titles.wording import FEW_MARK, FEW_NOTE, is_few_answered, name_with_answers
from scoring import Scale

HOW_TO_READ = (
    "Tiap baris adalah satu daerah dan tiap kolom satu {noun}. Makin gelap warnanya, makin tinggi "
    "skornya; angka skor selalu tertulis. Indeks berdiri sendiri di kanan tanpa warna. Kotak bertitik "
    "berarti data belum cukup untuk menghitung skor; nilainya bukan nol. Skor dipakai untuk perencanaan, "
    "bukan perlombaan antardaerah."
)
LABEL = 2.3  # room for "Kab. Pamekasan" beside six cells
UNOFFICIAL = "bukan peringkat resmi"
FEW = 0.5  # under this share of OPD the count is marked


def draw_heatmap(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    scale: Scale,
    look: Look,
    *,
    selected: str | None = None,
    notes: Mapping[tuple[str, str], str] | None = None,
    index_label: str = "Indeks kesiapan",
    band_label: str = "Klasifikasi internal",
    noun: str = "dimensi",
    answered: pd.DataFrame | None = None,
    by_index: bool = False,
) -> Chart:
    """Regions x dimensions, as given or the best index first; the latter says that it is no official rank.

    `frame`: one row per region with `unit` (code), `label` ("Kab. Nganjuk"), one column per node of `names`
    (code -> name, in the order of columns) and optionally `index` (score of the root), `band` (name of its
    class), `answered` and `asked` (OPD). Scores on the instrument's scale, NaN = data kurang. `selected` is
    the unit to outline; `notes` explains a missing cell: (unit, node) -> "4 dari 9 OPD", or "Tidak berlaku".
    `answered`: share 0..1 of a cell's questions with a value, units x nodes; a score that rests on few is
    marked, and not named in the title without saying so.
    """
    by_index = by_index and "index" in frame
    ordered = _ordered(frame) if by_index else frame.reset_index(drop=True)
    shown, pages = rows_of_page(ordered, look.page, theme.SIZES[look.size].rows)
    table = _grid(look, shown, len(names))
    scores = shown[list(names)].to_numpy(dtype=float).tolist()
    remarks = [[(notes or {}).get((unit, node), "") for node in names] for unit in shown["unit"]]
    boxes, missing = cell_grid.missing_cell_boxes(table, scores, remarks)
    bars, heads = cell_grid.column_headings(table, list(names.values()), list(names))
    beside_shapes, beside_notes = _beside(table, shown, scale, index_label)
    chosen = [row for row, unit in enumerate(shown["unit"]) if unit == selected]
    label = dict(zip(ordered["unit"], ordered["label"], strict=True)).get(selected)
    labelled = ordered.set_index("label")[list(names)]
    shares = _shares(ordered, list(names), answered)
    title = titles.region_scores_title(
        labelled, dict(names), label, noun, scale.decimals, shares.set_axis(labelled.index)
    )
    few = shares.loc[shown["unit"]].map(is_few_answered).to_numpy()
    marks = [[FEW_MARK if mark else "" for mark in line] for line in few.tolist()]
    subtitle = f"Skor per {noun}, skala {fmt.format_span(scale.minimum, scale.maximum)}"
    subtitle += _order_words(ordered) if by_index else ""
    subtitle += f"; {FEW_NOTE}" if few.any() else ""
    drawing = canvas.compose_figure(
        table.area,
        [
            *cell_grid.coloured_cells(table, scores, scale, _hover(shown, names, scale, shares)),
            *cell_grid.cell_numbers(table, scores, scale, marks),
        ],
        x=table.axis,
        shapes=[*(cell_grid.chosen_row_frame(table, row) for row in chosen), *boxes, *bars, *beside_shapes],
        notes=[
            *cell_grid.grid_row_names(
                table, shown["label"].tolist(), [unit == selected for unit in shown["unit"]]
            ),
            *heads,
            *missing,
            *beside_notes,
        ],
        title=title,
        subtitle=subtitle,
    )
    alt = _alt(ordered, names, scale, noun)
    how, behind = HOW_TO_READ.format(noun=noun), _table(ordered, names, index_label, band_label)
    return Chart(drawing, title, subtitle, alt, how, look.source, behind, look.page, pages)


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(
        ["index", "label"], ascending=[False, True], na_position="last", ignore_index=True
    )


def _shares(frame: pd.DataFrame, nodes: list[str], answered: pd.DataFrame | None) -> pd.DataFrame:
    """The shares of the rows by unit, of the scores there are; NaN where nobody told."""
    told = pd.DataFrame(index=frame["unit"], columns=nodes, dtype=float)
    if answered is not None:
        told = answered.reindex(index=frame["unit"], columns=nodes).astype(float)
    return told.where(frame[nodes].notna().to_numpy())


def _order_words(frame: pd.DataFrame) -> str:
    ordered = frame["index"].notna().any()
    return f", diurutkan dari indeks tertinggi ({UNOFFICIAL})" if ordered else ""


def _grid(look: Look, shown: pd.DataFrame, cells: int) -> cell_grid.CellGrid:
    beside = (
        0.2 + 1.3 * ("index" in shown) + 1.1 * ("asked" in shown) if {"index", "asked"} & set(shown) else 0.0
    )
    wide = theme.is_projected(look.size)
    area = canvas.make_canvas(
        look,
        len(shown),
        left=36 if wide else 4,
        right=36 if wide else 4,
        header=112 if wide else 66,
        footer=84 if wide else 68,
    )
    return cell_grid.CellGrid(area, LABEL, cells, beside)


def _beside(table: cell_grid.CellGrid, shown: pd.DataFrame, scale: Scale, label: str) -> tuple[list, list]:
    shapes, notes = [], []
    x = table.label + table.cells + 0.2
    if "index" in shown:
        notes.append(cell_grid.column_heading(table, x + 0.65, label, 1.2, 16))
        for row, (score, band) in enumerate(zip(shown["index"], _bands(shown), strict=True)):
            if math.isnan(score):
                shapes.append(canvas.dotted_box(table.area, x + 0.08, x + 1.22, row, 0.45))
                notes.append(cell_grid.missing_cell_note(table, x + 0.65, row, "", 1.1))
            else:
                notes += _index(table, x + 0.65, row, fmt.format_number(score, scale.decimals), band)
        x += 1.3
    if "asked" in shown:
        notes.append(cell_grid.column_heading(table, x + 0.5, "OPD mengirim", 1.0, 16, bold=False))
        notes += [
            _count(table, x + 0.5, row, answered, asked)
            for row, (answered, asked) in enumerate(zip(shown["answered"], shown["asked"], strict=True))
        ]
    return shapes, notes


def _bands(shown: pd.DataFrame) -> list[str]:
    return shown["band"].fillna("").tolist() if "band" in shown else [""] * len(shown)


def _index(table: cell_grid.CellGrid, x: float, row: int, score: str, band: str) -> list[canvas.Spec]:
    area = table.area
    big = min(area.size.value, int(area.pitch * 0.58))
    if not band:
        return [canvas.text_note(score, x, row, big, area.colours.ink, weight=700)]
    small = min(area.size.small, int(area.pitch * 0.3))
    lines, small = text.fit_text(band, 1.25 * table.unit, small * text.LINE_HEIGHT, small, 9)
    lift = area.pitch * 0.14
    return [
        canvas.text_note(score, x, row, big, area.colours.ink, weight=700, yshift=lift),
        canvas.text_note(
            text.join_markup_lines(lines), x, row, small, area.colours.muted, yshift=-2.1 * lift
        ),
    ]


def _count(table: cell_grid.CellGrid, x: float, row: int, answered: float, asked: float) -> canvas.Spec:
    """Answered of asked; under half it is marked by a sign as well as by colour."""
    colours, pixels = table.area.colours, round(table.area.size.small * 1.15)
    if pd.isna(asked) or not asked:
        return canvas.text_note("–", x, row, pixels, colours.muted)
    few = answered < FEW * asked
    words = f"{'▲ ' if few else ''}{fmt.format_count(answered)}/{fmt.format_count(asked)}"
    return canvas.text_note(
        words, x, row, pixels, colours.error if few else colours.muted, weight=700 if few else 400
    )


def _hover(
    shown: pd.DataFrame, names: Mapping[str, str], scale: Scale, shares: pd.DataFrame
) -> list[list[str]]:
    told = shares.loc[shown["unit"]].to_numpy().tolist()
    return [
        [
            f"{row['label']}, {name_with_answers(name, share)}: "
            f"{fmt.format_number(row[node], scale.decimals)}"
            for (node, name), share in zip(names.items(), line, strict=True)
        ]
        for row, line in zip(row_records(shown), told, strict=True)
    ]


def _alt(frame: pd.DataFrame, names: Mapping[str, str], scale: Scale, noun: str) -> str:
    """Every region's values up to five regions, else the count and the index's range."""
    if len(frame) > 5:
        known = frame["index"].dropna() if "index" in frame else pd.Series(dtype=float)
        reach = f" Indeks {fmt.format_range(known.min(), known.max(), scale.decimals)}." if len(known) else ""
        return f"Tabel skor {fmt.format_count(len(frame))} daerah menurut {len(names)} {noun}.{reach}"
    rows = [
        f"{row['label']}: "
        + ", ".join(f"{name} {fmt.format_number(row[node], scale.decimals)}" for node, name in names.items())
        for row in row_records(frame)
    ]
    return f"Tabel skor daerah menurut {noun}. " + "; ".join(rows) + "."


def _table(frame: pd.DataFrame, names: Mapping[str, str], index_label: str, band_label: str) -> pd.DataFrame:
    headings = {
        "unit": "Kode",
        "label": "Daerah",
        **names,
        "index": index_label,
        "band": band_label,
    }
    headings |= {"answered": "OPD mengirim", "asked": "OPD terdaftar"}
    return frame[[column for column in headings if column in frame]].rename(columns=headings)
