"""The sheet "Mutu butir": what it says of a survey of opinion and of facts, and why it says nothing."""

import random

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from reference import agencies, instruments
from reports.workbook import workbook
from reports.workbook.item_sheet import NAME, READING, item_table
from scoring.agreement import cronbach_alpha
from storage.values import Submission
from survey.values import Answer
from tests.reports import cases
from tests.reports.scene import ACTOR, NGANJUK
from workflow.results.stored_data import read_survey_data
from workflow.setup import setup

PERSEPSI = instruments.load_instrument("persepsi")
SAME, ALONE = "GOV1", "SOC3"  # answered alike by all; answered by four OPD only


def said(dice, code, place):
    if code == SAME:
        return Answer(code, "answered", 3.0)
    if (code == ALONE and place >= 4) or dice.random() < 0.1:
        return Answer(code, "missing")
    return Answer(code, "answered", float(dice.randint(1, 5)))


@pytest.fixture(scope="module")
def opinion(open_room):
    """Twelve OPD, the first of them with three respondents, answer the survey of opinion."""
    scene = open_room("opini", instrument=PERSEPSI)
    roster = agencies.general_roster(NGANJUK)
    setup.save_roster(scene.store, scene.scope, NGANJUK, roster, ACTOR)
    dice, bodies = random.Random(4), list(roster["opd"])[:12]
    who = [(place, opd, f"{slot}") for place, opd in enumerate(bodies) for slot in range(1 if place else 3)]
    sent = [
        Submission(NGANJUK, opd, slot, 0, tuple(said(dice, c, place) for c in PERSEPSI.framework.leaves))
        for place, opd, slot in who
    ]
    return scene._keep(NGANJUK, submissions=tuple(sent)).source(NGANJUK)


@pytest.fixture(scope="module")
def rows(opinion):
    return item_table(opinion.facts()).set_index("Kode")


def test_every_node_under_the_index_stands_in_the_order_of_the_tree(rows):
    tree = PERSEPSI.framework
    assert list(rows.index) == list(tree.below(tree.roots[0]))
    assert rows.loc["GOV", "Tingkat"] == "Dimensi"
    assert rows.loc["GOV2", "Tingkat"] == "Butir"


def test_an_item_counts_its_respondents_and_the_opd_they_come_from(rows):
    assert (rows.loc[SAME, "OPD menjawab"], rows.loc[SAME, "Responden"]) == (12, 14)
    assert (rows.loc[SAME, "Simpangan baku"], rows.loc[SAME, "Keterangan"]) == (0, "Semua menjawab sama")
    assert -1 <= rows.loc["BRA1", "Korelasi butir-sisa"] <= 1
    assert rows.loc["BRA1", "Keterangan"] == ""


def test_what_is_not_computed_says_why(rows):
    alone = rows.loc[ALONE]
    assert alone["Keterangan"] == f"Tidak dihitung: {alone['Responden']} responden"
    assert np.isnan(alone["Korelasi butir-sisa"])


def test_a_dimension_has_the_alpha_of_its_items_with_enough_respondents(opinion, rows):
    given = read_survey_data(opinion.store, opinion.scope, NGANJUK).answers
    wide = given[given["status"] == "answered"].pivot_table(
        index=["opd", "respondent"], columns="indicator", values="claimed"
    )
    items = [code for code in PERSEPSI.framework.children("SOC") if code != ALONE]
    assert rows.loc["SOC", "Butir dihitung"] == len(items)
    assert rows.loc["SOC", "Alfa Cronbach"] == pytest.approx(cronbach_alpha(wide[items]), abs=1e-12)
    assert rows.loc["SOC", ["ICC(1) OPD", "ICC(2) OPD"]].notna().all()


def test_a_survey_of_facts_says_that_one_respondent_answers_each(open_room):
    found = item_table(cases.source_of(cases.usual, open_room).facts())
    assert found["Alfa Cronbach"].isna().all()
    assert (found["Keterangan"] != "").all()


def test_the_sheet_says_below_the_table_how_to_read_it(opinion, tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(workbook.build_region_workbook(opinion))
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(NAME)
    cells = [cell for row in sheet.to_python() for cell in row]
    assert cells[0] == "Mutu butir, untuk ahli instrumen"
    for term, meaning in READING:
        assert {term, meaning} <= set(cells)
