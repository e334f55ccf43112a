"""Items beside the index: asked, read back, decided and scored; nothing official ever notices them."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

import storage
from reference import agencies
from reference.instruments.own_items import OwnItem, make_own_node
from storage.errors import StoreError
from storage.results import answers, decisions, item_sources, response_rates
from survey import template
from survey.values import Answer, SourceFile
from tests.workflow import survey_scene as scene
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.results import clarify, summary
from workflow.setup import completeness, own_items
from workflow.states import marked_states
from workflow.targets.own_results import own_instrument_of, score_own_items
from workflow.targets.region_selection import RegionSelection
from workflow.upload.outcome import UploadTarget
from workflow.upload.upload import receive_upload

REGION, BY = scene.NGANJUK, scene.ACTOR
ROADS = OwnItem("kesiapan", "Keselamatan jalan", "Apakah titik rawan kecelakaan dipetakan?", "DINKES")
WATER = OwnItem(
    "kesiapan", "Air limbah", "Sejauh mana air limbah domestik diolah?", "SETDA",
    ("Belum diolah", "Sebagian kecil", "Separuh", "Sebagian besar", "Seluruhnya"), "Laporan IPAL",
)  # fmt: skip


@pytest.fixture
def rooms(tmp_path):
    """Two stores alike: the first will ask items of its own, the second never."""
    stores = [storage.open_store(f"sqlite:///{tmp_path / name}.db") for name in ("asks", "plain")]
    yield [scene.Room(store) for store in stores]
    for store in stores:
        store.dispose()


def ask(room, *items):
    return [own_items.add_own_item(room.store, room.scope, REGION, one, BY) for one in items]


def withdraw(room, code="TAM.01"):
    seen = own_items.number_own_items(room.store, room.scope, REGION)[code]
    own_items.withdraw_own_items(room.store, room.scope, REGION, {code: seen}, BY)


def form(room, opd, given=None, **own):
    """An OPD's form with answers by code; `own` by TAM_01."""
    said = {code: Answer(code, "answered", value, evidence="SK 1") for code, value in (given or {}).items()}
    more = {key.replace("_", "."): value for key, value in own.items()}
    said |= {code: Answer(code, "answered", value, fact="Dicatat") for code, value in more.items()}
    agency = agencies.sample_rosters()[REGION].set_index("opd", drop=False).loc[opd].to_dict()
    target, nodes = BytesIO(), own_items.own_nodes_of(room.store, room.scope, REGION)
    template.write_survey_form(
        scene.KESIAPAN, REGION, agency, scene.ASSIGNED, target, "2026", answers=said, own_items=nodes
    )
    return SourceFile(f"{opd}.xlsx", target.getvalue())


def send(room, *files):
    received = receive_upload(room.store, UploadTarget(room.scope, REGION, BY), files)
    assert [one.verdict for one in received.readings] == ["ready"] * len(files), [
        (one.questions, one.findings) for one in received.readings
    ]
    return received


def led(opd, value):
    return dict.fromkeys(scene.asked(opd, "lead"), value)


def own_values(room):
    selection = RegionSelection(room.store, room.scope, (REGION,))
    result = score_own_items(selection, own_instrument_of(selection))
    return summary.list_indicators(result, REGION).set_index("node")


def official(room):
    """Everything official that is read of the region, as frames and values."""
    store, scope = room.store, room.scope
    keys = (scope.period_id, scope.instrument_id)
    responses = completeness.list_opd_responses(store, scope, REGION).drop(columns=["uploaded_at", "came"])
    return {
        "answers": answers.read_answers_frame(store, *keys),
        "indicators": summary.list_indicators(room.result(REGION), REGION),
        "agenda": clarify.clarification_agenda(room.result(REGION), REGION),
        "responses": responses,
        "by dimension": completeness.completeness_by_dimension(store, scope, REGION),
        "rates": response_rates.count_answering_opd(store, *keys),
        "decisions": decisions.list_decisions(store, *keys)[["node", "kind", "value"]],
        "details": answers.list_answer_details(store, *keys, REGION)[["indicator", "opd", "role", "claimed"]],
        "sources": item_sources.list_item_sources(store, *keys, REGION)[["node", "opd", "value"]],
    }


@pytest.mark.parametrize("own", [1.0, 5.0])
@pytest.mark.parametrize("level", [1.0, 3.0, 5.0])
def test_the_index_and_every_official_count_are_bit_identical(rooms, own, level):
    asks, plain = rooms
    ask(asks, ROADS, WATER)
    for room in rooms:
        more = {"TAM_01": own} if room is asks else {}
        water = {"TAM_02": own} if room is asks else {}
        send(
            room,
            form(room, "DINKES", led("DINKES", level), **more),
            form(room, "SETDA", led("SETDA", 6 - level), **water),
        )
        clarify.agree_level(room.store, room.scope, REGION, "GOV1.1", 2.0, reason="Rapat", by=BY)
    clarify.agree_level(asks.store, asks.scope, REGION, "TAM.01", 3.0, reason="Rapat", by=BY)
    clarify.verify_level(asks.store, asks.scope, REGION, "TAM.02", 2.0, note="Dilihat", by=BY)
    scene.same(asks.result(REGION), plain.result(REGION))
    scene.same(asks.result(), plain.result())
    there, here = official(plain), official(asks)
    for name, frame in there.items():
        pd.testing.assert_frame_equal(here[name], frame, check_exact=True, obj=name)


def test_what_is_sent_decided_and_withdrawn_is_what_is_shown(rooms):
    room, _ = rooms
    assert ask(room, ROADS, WATER) == ["TAM.01", "TAM.02"]
    assert own_values(room)["missing"].tolist() == [True, True]
    send(room, form(room, "DINKES", TAM_01=4.0), form(room, "SETDA", TAM_02=2.0))
    told = own_values(room)
    assert told["value"].tolist() == [4.0, 2.0]
    assert told["question"].tolist() == [ROADS.question, WATER.question]
    clarify.agree_level(room.store, room.scope, REGION, "TAM.01", 3.0, reason="Rapat", by=BY)
    assert own_values(room).loc["TAM.01", ["value", "source"]].tolist() == [3.0, "agreed"]
    withdraw(room)
    assert list(own_values(room).index) == ["TAM.02"]


def test_a_code_is_never_given_twice(rooms):
    room, _ = rooms
    ask(room, ROADS)
    withdraw(room)
    assert ask(room, WATER) == ["TAM.02"]
    place = own_items.place_own_items(room.store, room.scope, REGION)
    own_items.OWN_ITEMS.undo(room.store, BY, REGION, place.period)
    assert ask(room, replace(WATER, name="Limbah")) == ["TAM.03"]


def test_only_the_opd_that_is_asked_finds_the_item_on_its_form_and_gives_its_value(rooms):
    room, _ = rooms
    ask(room, ROADS)
    sheets = {
        opd: openpyxl.load_workbook(BytesIO(form(room, opd).data))
        for opd in ("DINKES", "SETDA", "DISKOMINFO")
    }
    found = {
        opd: any("TAM.01" in row for sheet in book for row in sheet.iter_rows(values_only=True))
        for opd, book in sheets.items()
    }
    assert found == {"DINKES": True, "SETDA": False, "DISKOMINFO": False}


def test_a_form_of_another_question_under_the_same_code_is_asked(rooms):
    room, other = rooms
    ask(room, ROADS)
    ask(other, replace(ROADS, question="Apakah trotoar tersedia di ibu kota kecamatan?"))
    sent = form(other, "DINKES", led("DINKES", 3.0), TAM_01=5.0)
    received = receive_upload(room.store, UploadTarget(room.scope, REGION, BY), [sent])
    (reading,) = received.readings
    assert reading.verdict == "confirm"
    assert any("TAM.01" in question.text for question in reading.questions)


def test_a_form_after_its_item_was_withdrawn_is_asked_never_dropped(rooms):
    room, _ = rooms
    ask(room, ROADS)
    sent = form(room, "DINKES", led("DINKES", 3.0), TAM_01=5.0)
    withdraw(room)
    (reading,) = receive_upload(room.store, UploadTarget(room.scope, REGION, BY), [sent]).readings
    assert reading.verdict == "confirm"


def test_a_form_that_nobody_filled_is_refused_as_without_items(rooms):
    room, _ = rooms
    ask(room, WATER)
    told = []
    for one in rooms:
        (reading,) = receive_upload(
            one.store, UploadTarget(one.scope, REGION, BY), [form(one, "SETDA")]
        ).readings
        told.append((reading.verdict, [finding.code for finding in reading.findings]))
    assert told[0] == told[1]


def test_a_package_carries_them_and_changes_no_official_result(rooms):
    room, plain = rooms
    ask(room, ROADS)
    send(room, form(room, "DINKES", led("DINKES", 4.0), TAM_01=2.0))
    clarify.agree_level(room.store, room.scope, REGION, "TAM.01", 3.0, reason="Rapat", by=BY)
    store_package(plain.store, gather_package(room.store, [REGION]), BY, take=[REGION], name="paket.zip")
    scene.same(room.result(REGION), plain.result(REGION))
    assert own_values(plain)["value"].tolist() == [3.0]


def test_a_marked_state_keeps_what_was_asked(rooms):
    room, _ = rooms
    ask(room, ROADS)
    marked_states.mark_period_state(room.store, room.scope.period_id, REGION, "Awal", BY)
    withdraw(room)
    assert own_items.list_own_items(room.store, room.scope, REGION) == {}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (replace(ROADS, question=" "), "Isi nama"),
        (replace(ROADS, opd=""), "Pilih OPD"),
        (replace(WATER, anchors=("a", "b")), "semua 5 tingkat"),
        (replace(ROADS, question=scene.KESIAPAN.question("GOV1.1")), "GOV1.1"),
        (replace(ROADS, question=ROADS.question.upper(), name="Lain"), "sudah ada"),
    ],
)
def test_an_item_that_cannot_be_asked_is_told(rooms, wrong, told):
    room, _ = rooms
    ask(room, ROADS)
    with pytest.raises(StoreError, match=told):
        ask(room, wrong)
    assert list(own_items.list_own_items(room.store, room.scope, REGION)) == ["TAM.01"]


def test_the_node_of_an_item_is_no_node_of_the_instrument():
    node = make_own_node("TAM.01", ROADS)
    assert node.parent not in scene.KESIAPAN.framework.codes
