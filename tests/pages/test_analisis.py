"""What an official does on the pages of results: agree, take back, set a target; and the numbers follow."""

import re

import pytest

import storage
from storage import audit
from storage.setup import periods
from storage.values import Actor
from tests.pages import stores
from workflow.results import clarify
from workflow.sample import load

REGION = "35.18"


@pytest.fixture
def open_page(app, unexpected):
    """A page over Kab. Nganjuk of the sample, with a name typed."""

    def opened(file):
        app.session_state["nama_pelaku"] = "Sari"
        app.query_params["wilayah"] = REGION
        app.switch_page(f"pages/{file}").run()
        assert unexpected == []
        return app

    return opened


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


def trail(store):
    engine = storage.open_store(stores.address(store))
    found = audit.list_audit_entries(engine, region=REGION)
    engine.dispose()
    return found[found["region"] == REGION]


def agree(app, level, reason="Dokumen ditunjukkan di ruangan", kind="agreed"):
    chosen = app.selectbox(key="indikator").value
    here = f"{kind}_1_1_{chosen}_{REGION}"
    app.radio(key=f"level_{here}").set_value(level)
    app.text_input(key=f"reason_{here}").set_value(reason)
    app.text_input(key=f"by_{here}").set_value("Forum OPD")
    press(app, "Simpan")
    return chosen


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@seeded
def test_an_agreed_level_changes_the_index_and_is_audited(open_page, store):
    app = open_page("analisis/klarifikasi.py")
    before = metrics(app)
    chosen = agree(app, 5.0)
    after = metrics(app)
    assert after["Indeks Kesiapan"] != before["Indeks Kesiapan"]
    assert r"Indikator ini\: Sangat siap" in after
    newest = trail(store).iloc[0]
    told = ("Sari", "agreed.set", chosen, "5", "Dokumen ditunjukkan di ruangan")
    assert tuple(newest[["actor", "action", "object", "new", "reason"]]) == told


@seeded
def test_undo_restores_the_numbers_and_is_audited(open_page, store):
    app = open_page("analisis/klarifikasi.py")
    before = metrics(app)
    agree(app, 5.0)
    app.button(key="urungkan").click().run()
    assert metrics(app) == before
    assert trail(store).iloc[0]["action"] == "agreed.undo"


def decide_elsewhere(store, indicator, level):
    """Somebody else agrees a level while the page of a test stands as it was drawn."""
    engine = storage.open_store(stores.address(store))
    scope = load.find_sample_scope(engine)
    by = Actor("Budi", "b" * 32)
    clarify.agree_level(engine, scope, REGION, indicator, level, reason="Rapat lain", by=by)
    engine.dispose()


@seeded
@pytest.mark.parametrize("mine", [False, True])
def test_a_decision_over_a_newer_one_is_shown_beside_it_and_chosen(open_page, store, mine):
    app = open_page("analisis/klarifikasi.py")
    before = metrics(app)["Indeks Kesiapan"]
    chosen = app.selectbox(key="indikator").value
    decide_elsewhere(store, chosen, 1.0)
    agree(app, 5.0)
    assert trail(store).iloc[0]["actor"] == "Budi"
    assert [tuple(one) for one in trail(store)[["action", "new"]].head(1).values] == [("agreed.set", "1")]
    assert any("Budi" in one.value for one in app.markdown)
    app.button(key="pakai_isian_saya" if mine else "pakai_tersimpan").click().run()
    assert trail(store).iloc[0]["actor"] == ("Sari" if mine else "Budi")
    said = " ".join(str(one.value) for one in app.success)
    if mine:  # the index before is that with Budi's level, not that of the page as it was drawn
        told = re.search(r"Indeks (\S+) menjadi \*\*(\S+)\*\*", said)
        assert told
        assert told[2] == metrics(app)["Indeks Kesiapan"]
        assert told[1] != before
    else:
        assert "dipertahankan" in said


@seeded
def test_a_decision_without_a_reason_is_refused_in_words(open_page, store):
    app = open_page("analisis/klarifikasi.py")
    before, entries = metrics(app), len(trail(store))
    agree(app, 5.0, reason=" ")
    assert "Alasan" in app.error[0].value
    assert metrics(app) == before
    assert len(trail(store)) == entries


@seeded
def test_a_verified_level_stands_over_an_agreed_one(open_page):
    app = open_page("analisis/klarifikasi.py")
    agree(app, 5.0)
    app.button_group(key="bagian_jenis").set_value("verified").run()
    agree(app, 2.0, kind="verified")
    assert r"Indikator ini\: Kurang siap" in metrics(app)


@seeded
def test_the_room_keeps_looking_at_what_it_has_just_agreed_and_goes_on_by_key(open_page):
    app = open_page("analisis/klarifikasi.py")
    chosen = agree(app, 5.0)
    assert app.selectbox(key="indikator").value == chosen
    app.button(key="ke_1").click().run()
    assert app.selectbox(key="indikator").value != chosen


@seeded
def test_a_locked_period_takes_no_decision(open_page, store):
    engine = storage.open_store(stores.address(store))
    periods.lock_period(engine, periods.list_periods(engine)[0].id, REGION, Actor("Sari"))
    engine.dispose()
    app = open_page("analisis/klarifikasi.py")
    assert next(button for button in app.button if button.label == "Simpan").disabled
    assert app.button(key="urungkan").disabled


@seeded
def test_a_target_changes_the_distance_and_is_audited(open_page, store):
    before = metrics(open_page("analisis/kesenjangan.py"))
    app = open_page("analisis/target.py")
    app.text_input(key=f"target_{REGION}_ECO_2030").set_value("3,5")
    press(app, "Simpan target")
    assert "1 target tahun 2030 tersimpan" in app.success[0].value
    after = metrics(open_page("analisis/kesenjangan.py"))
    assert after["Indeks Kesiapan"] == before["Indeks Kesiapan"]
    assert after["Jarak (target − skor)"] != before["Jarak (target − skor)"]
    newest = trail(store).iloc[0]
    assert tuple(newest[["action", "object", "new"]]) == ("target.set", "ECO 2030", "3.5")


@seeded
@pytest.mark.parametrize("typed", ["tinggi", "6", "0,5"])
def test_a_target_that_is_no_level_is_refused_in_words(open_page, store, typed):
    app = open_page("analisis/target.py")
    app.text_input(key=f"target_{REGION}_ECO_2030").set_value(typed)
    press(app, "Simpan target")
    assert app.error[0].value
    assert "target.set" not in trail(store)["action"].tolist()


@seeded
def test_a_later_target_is_the_one_a_period_without_its_own_is_held_against(open_page):
    app = open_page("analisis/target.py")
    app.selectbox(key="pilih_tahun-target").set_value("2029").run()
    app.text_input(key=f"target_{REGION}_GOV_2029").set_value("5")
    press(app, "Simpan target")
    assert "Target 2029" in metrics(open_page("analisis/kesenjangan.py"))


@seeded
def test_a_target_that_stands_otherwise_beside_a_score_is_told(open_page):
    """A score counts the parts that have one, and so does the target it is held against (ADR 40)."""
    told = " ".join(one.value for one in open_page("analisis/target.py").caption)
    distances = open_page("analisis/kesenjangan.py").get("plotly_chart")[0].proto.spec
    for name, target in re.findall(r"(Smart \w+) (\d,\d\d)", told.partition("memiliki skor saja: ")[2]):
        assert f" {target} " in distances, name
    assert "Smart Branding 4,00" in told


@seeded
def test_the_year_of_a_target_says_nothing_of_other_years(open_page):
    offered = open_page("rencana/realisasi.py").selectbox(key="pilih_tahun").value
    open_page("analisis/target.py")
    assert open_page("rencana/realisasi.py").selectbox(key="pilih_tahun").value == offered


@seeded
def test_a_year_in_a_link_that_a_region_lacks_is_said(open_page):
    app = open_page("analisis/kesenjangan.py")
    app.query_params["target"] = "2044"
    app.run()
    assert app.selectbox(key="pilih_target").value == "2030"
    assert any("2044" in one.value and "tidak dikenal" in one.value for one in app.warning)


@seeded
@pytest.mark.parametrize(
    ("file", "name"), [("analisis/kesenjangan.py", "target"), ("analisis/target.py", "tahun-target")]
)
def test_a_year_that_nobody_chose_goes_to_no_other_region(open_page, file, name):
    app = open_page(file)
    assert app.selectbox(key=f"pilih_{name}").value == "2030"
    assert name not in app.query_params
    app.selectbox(key=f"pilih_{name}").set_value("2026").run()
    assert app.query_params[name] == "2026"
