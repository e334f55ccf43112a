"""Simulasi as a facilitator drives it: sliders, presets, levels, packages, undo, saving."""

import json
from itertools import combinations

import pytest
from streamlit.testing.v1 import AppTest

import storage
from planning.simulation import weighting
from planning.simulation.scenario import Scenario
from storage.results import answers
from tests.pages import stores, words
from tests.pages.conftest import ROOT, SECONDS
from ui.simulation import current_scenario
from workflow.simulation.saved_scenarios import CODEC

REGION, PAGE = "35.18", "pages/analisis/simulasi.py"
CODES = ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


def visit(app, scenario=None, **address):
    app.session_state["nama_pelaku"] = "Sari"
    given = {"wilayah": REGION, **address}
    if scenario is not None:
        given["skenario"] = scenario if isinstance(scenario, str) else CODEC.encode(scenario)
    for name, value in given.items():
        app.query_params[name] = value
    return app.switch_page(PAGE).run()


def cards(app):
    return {metric.label: metric.value for metric in app.metric}


def sliders(app):
    return [slider.value for slider in app.slider]


def move(app, code, to):
    app.slider[CODES.index(code)].set_value(to).run()


def judge(app, pair, step):
    first, second = (CODES.index(code) for code in pair.split(">"))
    asked = list(combinations(range(6), 2))
    app.select_slider[asked.index((first, second))].set_value(step).run()


def said(app):
    return " ".join(words.texts(app)).replace("\\", "")


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def group(app, name):
    """The key under which a group of buttons of the scenario stands now."""
    return next(each.key for each in app.button_group if each.key.rpartition("_")[0] == name)


def turn(app, key, value):
    app.button_group(key=key).set_value(value).run()


def scenario_in(app):
    found = app.query_params.get("skenario")
    return json.loads(found if isinstance(found, str) else found[0]) if found else {}


def of(**given):
    return Scenario(REGION, "kesiapan@0.9", **given)


def test_it_opens_on_the_official_numbers(app, unexpected):
    visit(app)
    assert unexpected == []
    found = cards(app)
    assert found["Indeks skenario"] == found["Indeks resmi"]
    assert sum(sliders(app)) == 100
    assert "Skenario, bukan ramalan" in said(app)
    assert "Kepastian peringkat" in said(app)
    assert scenario_in(app) == {}


def test_a_slider_moves_the_others_and_the_total_stays_a_hundred(app, unexpected):
    visit(app)
    for code, to in (("GOV", 50), ("ECO", 0), ("ENV", 100), ("GOV", 20), ("BRA", 33)):
        move(app, code, to)
        assert sliders(app)[CODES.index(code)] == to
        assert sum(sliders(app)) == 100
    assert unexpected == []
    assert sum(scenario_in(app)["weights"].values()) == pytest.approx(1)
    assert cards(app)["Indeks skenario"] != cards(app)["Indeks resmi"]


def test_undo_goes_back_step_by_step_and_reset_gives_the_official_numbers_bit_by_bit(app, store):
    engine = storage.open_store(stores.address(store))
    before = answers.read_answers_frame(engine, 1, 1), answers.scope_revision(engine, 1, 1)
    official = cards(visit(app))
    move(app, "GOV", 60)
    once = cards(app), sliders(app)
    move(app, "ECO", 30)
    press(app, "Urungkan")
    assert (cards(app), sliders(app)) == once
    move(app, "ECO", 30)
    press(app, "Kembali ke resmi")
    assert cards(app) == official
    assert scenario_in(app) == {}
    press(app, "Urungkan")
    assert sliders(app)[2] == 30
    after = answers.read_answers_frame(engine, 1, 1), answers.scope_revision(engine, 1, 1)
    assert after[0].equals(before[0])
    assert after[1] == before[1]


def test_presets_equal_and_vision(app, unexpected):
    visit(app)
    move(app, "GOV", 60)
    press(app, "Sama rata")
    assert sliders(app) == [17, 17, 17, 17, 16, 16]
    turn(app, "bagian_cara-bobot", "visi")
    turn(app, group(app, "visi"), ["ECO", "SOC"])
    assert "menurut visi kepala daerah (Smart Economy dan Smart Society)" in said(app)
    assert scenario_in(app)["weights"]["ECO"] == pytest.approx(0.25)
    turn(app, group(app, "visi"), [])
    assert "weights" not in scenario_in(app)
    assert unexpected == []


def test_pairs_give_weights_only_once_they_are_consistent(app, unexpected):
    visit(app)
    turn(app, "bagian_cara-bobot", "pasangan")
    assert cards(app)["Rasio konsistensi"] == "0,000"
    judge(app, "GOV>BRA", 8)
    judge(app, "BRA>ECO", 8)
    judge(app, "GOV>ECO", -8)
    assert "Belum konsisten" in said(app)
    assert next(button for button in app.button if button.label == "Pakai bobot ini").disabled
    assert "weights" not in scenario_in(app)
    visit(app, of(pairs={"GOV>BRA": 1, "GOV>ECO": 1, "GOV>LIV": 1, "GOV>SOC": 1, "GOV>ENV": 1}))
    assert "Konsisten: penilaian saling mendukung" in said(app)
    press(app, "Pakai bobot ini")
    assert scenario_in(app)["weights"]["GOV"] == pytest.approx(2 / 7)
    assert unexpected == []


def test_a_hundred_points_of_several_opd_give_their_mean(app, unexpected):
    visit(app)
    turn(app, "bagian_cara-bobot", "poin")
    for who, code in (("Diskominfo", "GOV"), ("Bapperida", "ECO")):
        app.text_input(key="poin_siapa").set_value(who)
        app.number_input(key=f"poin_{code}").set_value(100)
        press(app, "Catat pembagian")
    assert "Smart Governance 50,0%" in said(app)
    press(app, "Pakai bobot ini")
    assert scenario_in(app)["weights"]["ECO"] == pytest.approx(0.5)
    assert "rata-rata 100 poin dari 2 peserta" in said(app)
    assert unexpected == []


def test_a_raised_level_lifts_the_index_by_what_was_announced(app, unexpected):
    visit(app)
    turn(app, "bagian_simulasi", "tingkat")
    leaf = app.selectbox(key="naik_indikator").value
    turn(app, group(app, f"naik_{leaf}"), 5.0)
    assert scenario_in(app)["levels"] == {leaf: 5.0}
    assert "1 indikator dinaikkan" in said(app)
    app.multiselect[0].set_value([]).run()
    assert scenario_in(app) == {}
    assert unexpected == []


def test_a_level_that_is_reached_already_is_said_to_be(app, unexpected):
    visit(app, of(levels={"GOV1.1": 1.0}))
    turn(app, "bagian_simulasi", "tingkat")
    assert unexpected == []
    assert scenario_in(app)["levels"] == {"GOV1.1": 1.0}
    assert list(app.multiselect[0].options) == ["GOV1.1 menjadi 1 (sudah tercapai)"]
    assert cards(app)["Indeks skenario"] == cards(app)["Indeks resmi"]
    assert unexpected == []


def test_a_package_adds_what_it_promises(app, unexpected):
    visit(app)
    turn(app, "bagian_simulasi", "aksi")
    turn(app, "paket_dokumen_naik satu tingkat", ["ECO", "ENV"])
    promised = said(app).split("menambah indeks **")[1].split("**")[0]
    press(app, "Tambahkan ke skenario")
    assert unexpected == []
    levels = scenario_in(app)["levels"]
    assert {leaf[:3] for leaf in levels} == {"ECO", "ENV"}
    before, after = (
        float(cards(app)[name].replace(",", ".")) for name in ("Indeks resmi", "Indeks skenario")
    )
    assert after - before == pytest.approx(float(promised.replace(",", ".")), abs=0.011)


def test_a_saved_scenario_is_there_for_the_next_visitor_beside_another(app, store, unexpected):
    visit(app, of(levels={"ECO1.2": 5.0}))
    turn(app, "bagian_simulasi", "simpan")
    app.text_input(key="nama_skenario").set_value("Ekonomi dulu")
    press(app, "Simpan skenario")
    assert "Skenario Ekonomi dulu tersimpan." in said(app)
    other = visit(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run())
    assert scenario_in(other) == {}
    turn(other, "bagian_simulasi", "simpan")
    other.multiselect(key="dibandingkan").set_value(["Skenario ini", "Ekonomi dulu"]).run()
    assert "| Resmi | Skenario ini | Ekonomi dulu |" in said(other)
    press(other, "Buka")
    assert scenario_in(other)["levels"] == {"ECO1.2": 5.0}
    press(other, "Hapus")
    assert "Belum ada skenario tersimpan" in said(other)
    other.button(key="urungkan_skenario").click().run()
    assert other.selectbox(key="skenario_tersimpan").value == "Ekonomi dulu"
    assert unexpected == []


def test_a_scenario_that_changes_nothing_is_not_saved(app, unexpected):
    visit(app)
    turn(app, "bagian_simulasi", "simpan")
    app.text_input(key="nama_skenario").set_value("Kosong")
    press(app, "Simpan skenario")
    assert "belum mengubah apa pun" in app.error[0].value
    assert unexpected == []


def test_a_reload_keeps_the_scenario_and_another_region_only_its_weights(app, unexpected):
    weights = weighting.weights_of_vision(CODES, ["GOV"])
    scenario = of(weights=weights, levels={"ECO1.2": 5.0})
    once = cards(visit(app, scenario))
    again = visit(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run(), scenario)
    assert cards(again) == once
    visit(app, scenario, wilayah="35.14")
    assert scenario_in(app)["region"] == "35.14"
    assert "levels" not in scenario_in(app)
    assert scenario_in(app)["weights"] == weights
    assert unexpected == []


@pytest.mark.parametrize("text", ["{", "[1]", '{"weights":{"GOV":2}}', "</b>'; DROP TABLE answer; --"])
def test_an_address_that_holds_no_scenario_shows_the_official_numbers_and_says_so(app, unexpected, text):
    found = cards(visit(app, text))
    assert found["Indeks skenario"] == found["Indeks resmi"]
    assert "tidak dapat dibaca" in app.warning[0].value
    assert unexpected == []


def test_what_a_drag_reports_on_its_way_is_one_step_to_undo(app, monkeypatch):
    monkeypatch.setattr(current_scenario, "MOMENT", 600)
    visit(app)
    start = sliders(app)
    for to in (20, 30, 41):
        app.slider[0].set_value(to)
        app.run()
    press(app, "Urungkan")
    assert sliders(app) == start


@pytest.mark.parametrize(("region", "unknown"), [("35.28", True), (REGION, False)])
def test_a_level_that_cannot_move_the_index_says_which_part_lacks_data(app, unexpected, region, unknown):
    visit(app, wilayah=region, simulasi="tingkat")
    box = app.selectbox(key="naik_indikator")
    box.set_value(next(code for code in box.options if code.startswith("ENV")).partition(" ")[0]).run()
    assert ("Belum berpengaruh pada indeks" in said(app)) == unknown
    assert unexpected == []
