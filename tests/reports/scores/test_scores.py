"""Exported scores say what they are of and how firm, and hold the same numbers in every format."""

import io
import json

import openpyxl
import pandas as pd
import pytest

from reports.scores import scores
from storage.setup import periods
from storage.values import Actor
from tests.reports.scene import NGANJUK, SIAU, SPBE
from workflow.documents.source import DocumentSource


@pytest.fixture
def spbe(open_room):
    room = open_room("spbe", instrument=SPBE)
    return room.table(NGANJUK, lambda node: 2.25).table(SIAU, lambda node: 3.5)


def source(room):
    return DocumentSource(room.store, room.scope, (SIAU, NGANJUK), "Semua daerah")


@pytest.mark.parametrize("said", ["SEMENTARA", "TERKUNCI"])
def test_every_sheet_of_the_workbook_is_headed_by_its_status(spbe, said):
    if said == "TERKUNCI":
        for region in (SIAU, NGANJUK):
            periods.lock_period(spbe.store, spbe.period.id, region, Actor("Sari"), "berita acara")
    book = openpyxl.load_workbook(io.BytesIO(scores.build_scores_workbook(source(spbe))))
    assert len(book.sheetnames) >= 5
    assert {sheet.oddHeader.center.text for sheet in book} == {said}


def test_an_instrument_without_targets_names_no_year_of_them(spbe):
    book = openpyxl.load_workbook(io.BytesIO(scores.build_scores_workbook(source(spbe))))
    facts = {row[0].value: row[1].value for row in book["Info"].iter_rows()}
    assert facts["Target"] == "belum ada"


def test_csv_and_json_hold_the_same_rows(spbe):
    table = pd.read_csv(io.BytesIO(scores.build_scores_csv(source(spbe))), dtype={"region": str})
    rows = json.loads(scores.build_scores_json(source(spbe)))
    assert len(table) == len(rows) == 2 * 5
    assert table["score"].tolist() == [row["score"] for row in rows]
    assert set(table["region"]) == {NGANJUK, SIAU}


def test_a_single_region_is_alone_in_its_table(spbe):
    one = DocumentSource(spbe.store, spbe.scope, (SIAU,))
    rows = json.loads(scores.build_scores_json(one))
    assert {row["region"] for row in rows} == {SIAU}
    assert {row["score"] for row in rows if row["node"] == "SPBE"} == {3.5}
    narrowed = DocumentSource(spbe.store, spbe.scope, (NGANJUK,), "Jawa Timur")
    assert {row["region"] for row in json.loads(scores.build_scores_json(narrowed))} == {NGANJUK}
