"""Kesepakatan OPD: who disagrees on what, from surveys of opinion and of facts, and the way to settle it."""

import pytest

import storage
from reference import instruments
from storage.values import Actor
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from tests.pages import stores, words
from tests.workflow.results.test_agreement import ITEMS, levels, survey
from workflow.setup import setup
from workflow.upload import to_store
from workflow.upload.outcome import UploadTarget

REGION = "35.18"
PAGE = "pages/analisis/kesepakatan.py"
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


def visit(app, page=PAGE, **address):
    for name, value in {"wilayah": REGION, **address}.items():
        app.query_params[name] = value
    return app.switch_page(page).run()


def said(app):
    return " ".join(words.texts(app)).replace("\\", "")


def listed(app):
    """The items that can be opened in Klarifikasi."""
    return [node for group in app.button_group if group.key == "bahas" for node in group.options]


@seeded
def test_a_survey_of_facts_lists_where_supporters_differ_and_evidence_lacks(app, unexpected):
    visit(app)
    assert unexpected == []
    assert "Agenda: 36 indikator untuk diklarifikasi" in said(app)
    assert "pendukung berbeda 2 tingkat" in said(app)
    assert "bukti belum ada" in said(app)
    assert len(listed(app)) == 10
    app.button_group(key="bagian_kesepakatan").set_value("sebaran").run()
    app.button_group(key="bagian_rincian-kesiapan").set_value("3").run()
    assert unexpected == []
    assert "Belum ada dimensi yang cukup pertanyaannya dijawab lima responden" in said(app)
    app.button_group(key="bagian_kesepakatan").set_value("agenda").run()
    app.button(key="pendapat_2").click().run()
    assert "Jawaban paling terbelah: Smart Society" in said(app)


@seeded
def test_a_survey_of_opinion_shows_spread_agenda_and_measures_in_words(app, unexpected):
    visit(app, instrumen="2")
    assert unexpected == []
    text = said(app)
    assert "Jawaban paling terbelah: Smart Society, perlu dibahas" in text
    assert "Agenda: 10 butir yang paling terbelah" in text
    assert listed(app)[:3] == ["SOC3", "SOC1", "SOC2"]
    app.button_group(key="bagian_kesepakatan").set_value("ukuran").run()
    text = said(app)
    assert "0,41 (perlu dibahas)" in text
    assert "(sangat kuat)" in text or "(kuat)" in text
    assert "di luar batas" in text


@seeded
def test_the_agenda_opens_the_indicator_in_klarifikasi_and_a_reload_stays_there(app, unexpected):
    wanted = listed(visit(app))[3]
    app.button_group(key="bahas").set_value(wanted).run()
    assert wanted in app.query_params["indikator"]
    app.switch_page("pages/analisis/klarifikasi.py").run()
    assert app.selectbox(key="indikator").value == wanted
    app.button(key="ke_1").click().run()
    later = app.selectbox(key="indikator").value
    assert later != wanted
    assert later in app.query_params["indikator"]
    assert unexpected == []


def uploaded(store, *rows):
    """A survey of opinion as the upload page stores it; the address of its scope."""
    engine, instrument = storage.open_store(stores.address(store)), instruments.load_instrument("persepsi")
    scope = setup.open_scope(engine, setup.ensure_yearly_period(engine, 2026, Actor("Sari")), instrument)
    setup.ensure_assignments(engine, scope, REGION, Actor("Sari"))
    files = [survey(*rows)]
    roster = setup.roster_of(engine, REGION)[0]
    readings = read_batch(files, ReadingContext(instrument, rosters={REGION: roster}))
    to_store.store_readings(engine, UploadTarget(scope, "", Actor("Sari")), readings)
    engine.dispose()
    return {"periode": str(scope.period_id), "instrumen": str(scope.instrument_id)}


def test_an_uploaded_survey_is_counted_item_by_item(app, store, unexpected):
    rows = levels(**{code: [1, 1, 3, 5, 5] for code in ITEMS})
    visit(app, **uploaded(store, *rows))
    assert unexpected == []
    assert "6 dari 6 dimensi perlu dibahas" in said(app)
    app.button_group(key="bagian_rincian-persepsi").set_value("1").run()
    assert "18 dari 18 butir perlu dibahas" in said(app)


def test_under_five_respondents_the_page_says_so_and_counts_nothing(app, store, unexpected):
    visit(app, **uploaded(store, *levels(**{code: [1, 2, 3, 5] for code in ITEMS})))
    assert unexpected == []
    assert "perlu dibahas:" not in said(app)
    assert listed(app) == []
    app.button_group(key="bagian_kesepakatan").set_value("ukuran").run()
    assert "Tidak dihitung: 4 responden" in said(app)
