"""A difference in a workbook is that of the cells as they print: found by rule in every formula."""

import io
import re

import openpyxl
import pytest

from reports.documents import DOCUMENTS
from tests.reports import cases

CELL = r"\$?[A-Z]{1,3}\$?\d+"
BARE = re.compile(rf"{CELL}-{CELL}")
SHORTFALL = re.compile(rf"MAX\(0,{CELL}-{CELL}\)")  # counted with the full numbers (docs/method.md, 13)


def bare_differences(formula: str) -> list[str]:
    """Cells that are subtracted as they are and not as they print."""
    return BARE.findall(SHORTFALL.sub("", re.sub(r"'[^']*'!", "", formula)))


@pytest.mark.parametrize("case", [cases.usual, cases.hole, cases.components], ids=lambda case: case.__name__)
@pytest.mark.parametrize("key", [key for key, document in DOCUMENTS.items() if document.suffix == "xlsx"])
def test_no_formula_subtracts_what_it_does_not_print(key, case, source_of):
    book = openpyxl.load_workbook(io.BytesIO(DOCUMENTS[key].produce(source_of(case))))
    formulas = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
                if cell.data_type == "f"]  # fmt: skip
    assert len(formulas) > 50
    assert [formula for formula in formulas if bare_differences(formula)] == []


@pytest.mark.parametrize(
    ("formula", "faults"),
    [("=C13-C12", 1), ('=IF(ISNUMBER(C1),C1-$D$2,"")', 1), ("=ROUND(C13,2)-ROUND(C12,2)", 0),
     ("=MAX(0,G13-F13)", 0), ("=ABS(F5-2.5)", 0)],
)  # fmt: skip
def test_the_rule_sees(formula, faults):
    assert len(bare_differences(formula)) == faults
