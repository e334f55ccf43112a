"""What exported scores say of themselves, until their period is locked and after."""

import io
import json
from datetime import UTC, date, datetime

import openpyxl
import pandas as pd
import pytest

from reference import instruments
from reports import export
from storage.values import Period
from tests.workflow.test_compare import answers
from workflow.assess import Data, score

SPBE = instruments.load("spbe")
OPEN = Period(1, "2026", date(2026, 1, 1), date(2026, 12, 31), 1, False, None)
LOCKED = Period(1, "2026", date(2026, 1, 1), date(2026, 12, 31), 1, False, datetime(2026, 7, 1, tzinfo=UTC))
SAMPLE = Period(2, "2026 contoh", date(2026, 1, 1), date(2026, 12, 31), 2, True, None)


@pytest.fixture(scope="module")
def result():
    domains = {f"SPBE.D{number}": 2.0 + number / 10 for number in range(1, 5)}
    return score(Data(SPBE, answers({"35.18": domains, "35.14": domains})))


@pytest.mark.parametrize(("period", "said"), [(OPEN, "SEMENTARA"), (LOCKED, "TERKUNCI")])
def test_every_sheet_of_the_workbook_is_headed_by_its_status(result, period, said):
    book = openpyxl.load_workbook(io.BytesIO(export.content(result, period, "xlsx")))
    assert len(book.sheetnames) >= 5
    assert {sheet.oddHeader.center.text for sheet in book} == {said}


def test_synthetic_scores_say_so(result):
    book = openpyxl.load_workbook(io.BytesIO(export.content(result, SAMPLE, "xlsx")))
    texts = [cell.value for row in book["Info"].iter_rows() for cell in row]
    assert "Data contoh (sintetis)" in texts


def test_csv_and_json_hold_the_same_rows(result):
    table = pd.read_csv(io.BytesIO(export.content(result, OPEN, "csv")), dtype={"region": str})
    rows = json.loads(export.content(result, OPEN, "json"))
    assert len(table) == len(rows) == 2 * 5
    assert table["score"].tolist() == [row["score"] for row in rows]
    assert set(table["region"]) == {"35.18", "35.14"}
