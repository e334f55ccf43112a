"""The sheet Kesenjangan: target, distance, shortfall and contribution of every node, region by region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from charts.drawing.format import subtract_as_printed
from reports.scores import formulas as rule
from reports.scores.cells import GAP, GAP_COLUMNS, HEAD, CellAddresses
from reports.scores.layout import RegionRows
from reports.sheets import set_up_print_page, write_formula_cell
from scoring import Assessment, comparable_targets, gap_contributions, weighted_shortfall
from scoring.gaps import effective_weights

CHECKED = ("Skor", "Target", "Jarak", "Kekurangan", "Kontribusi")
ScoreAt = Callable[[int, str], str]
"""Where the score of a node of region number n stands."""
Row = Mapping[str, np.ndarray]
"""What Python makes of one region: heading -> values along the plan's codes, NaN = unknown."""


def write_gaps_sheet(
    workbook: Any, styles: dict[str, Any], cells: CellAddresses, names: Mapping[str, str], score: ScoreAt
) -> None:
    """Add the sheet; a node that a region's tree does not have keeps its row, hidden."""
    sheet = workbook.add_worksheet(cells.sheets.gaps)
    sheet.write_string(0, 0, "Kesenjangan terhadap target", styles["title"])
    note = (
        "Jarak = target − skor, sebagaimana tercetak. "
        "Kekurangan = rata-rata tertimbang kekurangan indikator di bawahnya. "
    )
    sheet.write_string(
        1, 0, f"{note}Kontribusi = bobot efektif × kekurangan, dalam poin indeks.", styles["note"]
    )
    for column, (heading, width) in enumerate(GAP_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, heading, styles["head"])
    rows = _rows(cells)
    for number, place in enumerate(cells.plan.places):
        for code in cells.plan.codes:
            _write_node(sheet, styles, cells, score, number, code, names[place.unit], rows[place.unit])
    set_up_print_page(sheet, HEAD + 1, 4, repeat=HEAD)
    sheet.autofilter(
        HEAD, 0, HEAD + max(len(cells.plan.places) * len(cells.plan.codes), 1), len(GAP_COLUMNS) - 1
    )


def _write_node(
    sheet: Any,
    styles: dict[str, Any],
    cells: CellAddresses,
    score: ScoreAt,
    number: int,
    code: str,
    name: str,
    values: Row,
) -> None:
    place, position, line = cells.plan.places[number], cells.plan.position[code], cells.gap_row(number, code)
    framework = place.part.framework
    if code not in framework.position:
        sheet.set_row(line, None, None, {"hidden": True})
        return
    node = framework.node(code)
    texts = {"Kode wilayah": place.unit, "Daerah": name, "Kode": code, "Simpul": node.name}
    for heading, text in texts.items():
        sheet.write_string(line, GAP[heading], text, styles["code"])
    sheet.write_number(line, GAP["Tingkat"], node.level, styles["code"])
    if place.year and not np.isnan(values["Target"][position]):
        sheet.write_number(line, GAP["Tahun target"], place.year, styles["code"])
    inner = bool(framework.children(code))
    formulas = _shared(cells, score(number, code), number, code, place)
    formulas |= _inner(cells, number, code, place) if inner else _leaf(cells, number, code, place)
    formulas |= {"Target": _target(cells, number, code, place)}
    for heading, formula in formulas.items():
        write_formula_cell(
            sheet, line, GAP[heading], formula, styles["number"], float(values[heading][position])
        )
    parts = [
        rule.difference_formula(xl_rowcol_to_cell(line, GAP[heading]), float(values[heading][position]))
        for heading in CHECKED
        if heading in formulas
    ]
    write_formula_cell(sheet, line, GAP["Selisih"], f"=MAX({','.join(parts)})", styles["check"], 0.0)


def _shared(cells: CellAddresses, score: str, number: int, code: str, place: RegionRows) -> dict[str, str]:
    def here(heading: str) -> str:
        return cells.gap(heading, number, code)

    parent = place.part.framework.node(code).parent
    share = "=1"
    if parent is not None:
        above = (
            cells.gap("Bobot efektif", number, parent),
            cells.gap("Skor", number, parent),
            cells.gap("Bobot terhitung", number, parent),
        )
        share = rule.effective_weight_formula(
            above, here("Skor"), here("Ada jawaban"), cells.weight(code, place.weights)
        )
    return {
        "Skor": rule.copy_formula(score),
        "Jarak": rule.distance_formula(here("Skor"), here("Target")),
        "Bobot efektif": share,
    }


def _target(cells: CellAddresses, number: int, code: str, place: RegionRows) -> str:
    own = cells.target(code, place.targets)
    if not place.part.framework.children(code):
        return rule.copy_formula(own)
    below = cells.gaps_below("Target", number, code)
    scores = cells.gaps_below("Skor", number, code)
    mine = cells.gap("Skor", number, code)
    return rule.node_target_formula(own, below, cells.weights_below(code, place.weights), scores, mine)


def _leaf(cells: CellAddresses, number: int, code: str, place: RegionRows) -> dict[str, str]:
    def here(heading: str) -> str:
        return cells.gap(heading, number, code)

    above = [cells.gap("Skor", number, part) for part in place.part.framework.ancestors(code)[1:]]
    return {
        "Kekurangan": rule.leaf_shortfall_formula(here("Skor"), here("Target")),
        "Ada jawaban": rule.leaf_answered_formula(here("Skor")),
        "Kontribusi": rule.contribution_formula(here("Kekurangan"), here("Bobot efektif"), above),
    }


def _inner(cells: CellAddresses, number: int, code: str, place: RegionRows) -> dict[str, str]:
    def here(heading: str) -> str:
        return cells.gap(heading, number, code)

    def below(heading: str) -> str:
        return cells.gaps_below(heading, number, code)

    weights = cells.weights_below(code, place.weights)
    some = below("Ada jawaban")
    return {
        "Kekurangan": rule.node_shortfall_formula(
            here("Jarak"), below("Kekurangan"), below("Skor"), weights, here("Bobot terhitung")
        ),
        "Ada jawaban": rule.node_answered_formula(some, weights),
        "Bobot terhitung": rule.known_weight_formula(
            here("Skor"), below("Skor"), below("Ada jawaban"), weights
        ),
    }


def _rows(cells: CellAddresses) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for part in dict.fromkeys(place.part for place in cells.plan.places):
        frames = _numbers(part, cells.plan.codes)
        rows |= {
            unit: {heading: table[row] for heading, table in frames.items()}
            for row, unit in enumerate(part.units)
        }
    return rows


def _numbers(part: Assessment, codes: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Units x codes of every computed column; NaN where unknown or not in this part's tree."""
    scores = part.on_scale()
    targets = comparable_targets(part)
    answered, weight = _shares(part)
    frames = {
        "Skor": scores,
        "Target": targets,
        "Jarak": _printed_distance(scores, targets),
        "Kekurangan": weighted_shortfall(part),
        "Ada jawaban": answered,
        "Bobot terhitung": weight,
        "Bobot efektif": effective_weights(part),
        "Kontribusi": gap_contributions(part),
    }
    return {heading: frame.reindex(columns=list(codes)).to_numpy() for heading, frame in frames.items()}


def _printed_distance(scores: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Target minus score of the two numbers that stand beside it on the sheet."""
    columns = {code: subtract_as_printed(targets[code], scores[code], rule.SHOWN) for code in scores.columns}
    return pd.DataFrame(columns, index=scores.index)


def _shares(part: Assessment) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Whether anything below a node is answered (1 or 0), and the weight of its children that share in it."""
    framework = part.framework
    known = part.scores.notna().astype(float)
    answered, weight = known.copy(), known * np.nan
    for code in framework.bottom_up:
        children = list(framework.children(code))
        weights = np.array([framework.node(child).weight for child in children])
        answered[code] = (answered[children].to_numpy() @ (weights > 0) > 0).astype(float)
        sharing = np.where(known[[code]] > 0, known[children], answered[children])
        weight[code] = sharing @ weights
    return answered, weight
