"""A score is told by its parts, and every value by the cell it stood in."""

from io import BytesIO

import numpy as np
import openpyxl
import pytest

from reference import instruments
from storage.values import Actor
from survey.values import SourceFile
from tests.form_cells import form_cell
from tests.workflow.survey_scene import (
    KESIAPAN,
    NGANJUK,
    Room,
    answered,
    asked,
    everybody,
    form,
    leader,
    not_applicable,
)
from workflow.results import clarify, trace
from workflow.upload import outcome, upload
from workflow.upload.outcome import UploadTarget

CODE = asked("DINKES", "lead")[0]
ORDER = KESIAPAN.framework.position


def cells(room):
    return trace.list_source_cells(room.store, room.scope, NGANJUK, ORDER)


def test_the_points_of_the_parts_are_the_score_of_every_node(room):
    levels = {code: 1.0 + place % 5 for place, code in enumerate(KESIAPAN.framework.leaves)}
    room.keep(*everybody(levels))
    result = room.result()
    for node in result.part(NGANJUK).framework.codes:
        found = trace.list_score_parts(result, NGANJUK, node)
        score = result.scores.at[NGANJUK, node]
        if len(found) and score == score:
            assert found["points"].sum() == pytest.approx(score, abs=1e-9)
            assert found["weight"].sum() == pytest.approx(1.0)


def test_what_is_unknown_or_does_not_apply_has_no_weight(room):
    tree = KESIAPAN.framework
    leaf = next(code for code in tree.leaves if tree.node(code).tags["may_not_apply"])
    opd, parent = leader(leaf), tree.node(leaf).parent
    silent = next(code for code in tree.children(parent) if code != leaf)
    sent = [file for file in everybody(3.0) if file.name not in (f"{opd}.xlsx", f"{leader(silent)}.xlsx")]
    for each in {opd, leader(silent)}:
        mine = [code for code in asked(each, "lead") if code not in (leaf, silent)]
        off = [not_applicable(leaf)] if each == opd else []
        sent.append(form(each, *off, *(answered(code, 4.0) for code in mine)))
    room.keep(*sent)
    found = trace.list_score_parts(room.result(), NGANJUK, parent).set_index("node")
    assert found.loc[[leaf, silent], "weight"].tolist() == [0.0, 0.0]
    assert found["weight"].sum() == pytest.approx(1.0)


def test_a_leaf_has_no_parts(room):
    room.keep(*everybody())
    assert trace.list_score_parts(room.result(), NGANJUK, CODE).empty


def test_an_answer_leads_to_its_file_sheet_and_cell(room):
    room.keep(form("DINKES", answered(CODE, 4.0)))
    row = cells(room).query("node == @CODE").iloc[0]
    assert tuple(row[["opd", "role", "value", "file", "sheet"]]) == (
        "DINKES",
        "lead",
        4.0,
        "DINKES.xlsx",
        "Jawaban",
    )
    assert row["cell"].startswith("I")
    assert row["version"] == 1


def test_a_newer_file_takes_the_place_of_the_older(room):
    room.keep(form("DINKES", answered(CODE, 4.0)))
    room.keep(form("DINKES", answered(CODE, 2.0), name="DINKES revisi.xlsx"))
    row = cells(room).query("node == @CODE").iloc[0]
    assert tuple(row[["value", "file", "version"]]) == (2.0, "DINKES revisi.xlsx", 2)


def test_a_cell_that_was_corrected_on_the_page_says_so(room):
    book = openpyxl.load_workbook(BytesIO(form("DINKES", answered(CODE, 4.0)).data))
    answer = form_cell(book, CODE, "Jawaban")
    answer.value = 9
    changed = BytesIO()
    book.save(changed)
    place = UploadTarget(room.scope, NGANJUK, Actor("Sari"))
    first = upload.receive_upload(room.store, place, [SourceFile("DINKES.xlsx", changed.getvalue())])
    (question,) = outcome.open_questions(first.readings)
    upload.receive_upload(room.store, place, first.waiting, choices={question.key: "5"})
    told = cells(room).set_index("node").loc[CODE]
    assert (told["value"], told["cell"]) == (5.0, answer.coordinate)
    assert "9 → 5. Diperbaiki di halaman oleh Sari." in told["note"]


def test_nodes_stand_in_the_order_of_the_instrument(room):
    room.keep(*everybody())
    places = cells(room)["node"].map(ORDER).to_numpy()
    assert (np.diff(places) >= 0).all()


def test_values_and_figures_of_a_table_have_no_opd_but_a_cell(engine):
    used = instruments.load_instrument("spbe")
    names = [used.framework.node(code).name for code in used.framework.dimensions]
    lines = [";".join(["Kabupaten/Kota", *names, "Indeks SPBE"])]
    lines.append(";".join(["Kabupaten Nganjuk", *("3,00" for _ in names), "3,00"]))
    room = Room(engine, used, {})
    room.keep(SourceFile("rekap.csv", "\n".join(lines).encode()))
    found = trace.list_source_cells(room.store, room.scope, NGANJUK, used.framework.position)
    assert set(found["opd"]) == {""}
    assert set(found["kind"]) == {"claimed", "published"}
    assert found.set_index("kind").at["published", "cell"] == "F2"
    assert found["uploaded_at"].notna().all()


def test_what_the_room_agreed_is_told_with_its_reason(room):
    room.keep(*everybody())
    clarify.agree_level(room.store, room.scope, NGANJUK, CODE, 5.0, reason="SK ditunjukkan", by=Actor("Tim"))
    (row,) = trace.list_region_decisions(room.store, room.scope, NGANJUK).to_dict("records")
    assert (row["node"], row["kind"], row["value"], row["reason"]) == (CODE, "agreed", 5.0, "SK ditunjukkan")
