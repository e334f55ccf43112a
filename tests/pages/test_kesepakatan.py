"""Kesepakatan OPD: who disagrees on what, from surveys of opinion and of facts, and the way to settle it."""

import pytest

import storage
from reference import instruments
from tests.pages import stores, words
from tests.workflow.test_agreement import ITEMS, levels, survey
from workflow import record, setup
from workflow.intake import check

REGION = "35.18"
PAGE = "pages/analisis/kesepakatan.py"
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


def visit(app, page=PAGE, **address):
    for name, value in {"wilayah": REGION, **address}.items():
        app.query_params[name] = value
    return app.switch_page(page).run()


def said(app):
    return " ".join(words.texts(app)).replace("\\", "")


def links(app, label="Bahas"):
    return [link for link in app.main.get("page_link") if link.label.startswith(label)]


@seeded
def test_a_survey_of_facts_lists_where_supporters_differ_and_evidence_lacks(app, unexpected):
    visit(app)
    assert unexpected == []
    assert "Agenda: 20 indikator untuk diklarifikasi" in said(app)
    assert "pendukung berbeda 2 tingkat" in said(app)
    assert "bukti belum ada" in said(app)
    assert len(links(app)) == 10
    assert len(links(app, "Survei pendapat")) == 1


@seeded
def test_a_survey_of_opinion_shows_spread_agenda_and_measures_in_words(app, unexpected):
    visit(app, instrumen="2")
    assert unexpected == []
    text = said(app)
    assert "Jawaban paling terbelah: Smart Society, perlu dibahas" in text
    assert "Agenda: 10 butir yang paling terbelah" in text
    assert "0,41 (perlu dibahas)" in text
    assert "(sangat kuat)" in text or "(kuat)" in text
    assert "di luar batas" in text
    assert len(links(app)) == 10


@seeded
def test_the_agenda_opens_the_indicator_in_klarifikasi_and_a_reload_stays_there(app, unexpected):
    link = links(visit(app))[3]
    address = dict(part.split("=") for part in link.proto.query_string.split("&"))
    visit(app, "pages/analisis/klarifikasi.py", indikator=address["indikator"])
    assert app.selectbox(key="indikator").value == address["indikator"]
    app.button(key="ke_1").click().run()
    later = app.selectbox(key="indikator").value
    assert later != address["indikator"]
    assert later in app.query_params["indikator"]
    assert unexpected == []


def uploaded(store, *rows):
    """A survey of opinion as the upload page stores it; the address of its scope."""
    engine, instrument = storage.open_store(stores.address(store)), instruments.load("persepsi")
    scope = setup.open_scope(engine, setup.yearly_period(engine, 2026, "Sari"), instrument)
    setup.ensure_assigned(engine, scope, REGION, "Sari")
    files = [survey(*rows)]
    roster = setup.roster_of(engine, REGION)[0]
    readings = check(files, instrument, rosters={REGION: roster})
    record.keep(engine, scope.period_id, scope.instrument_id, instrument, readings, files, "Sari")
    engine.dispose()
    return {"periode": str(scope.period_id), "instrumen": str(scope.instrument_id)}


def test_an_uploaded_survey_is_counted_item_by_item(app, store, unexpected):
    rows = levels(**{code: [1, 1, 3, 5, 5] for code in ITEMS})
    visit(app, **uploaded(store, *rows))
    assert unexpected == []
    assert "6 dari 6 dimensi perlu dibahas" in said(app)
    app.button_group(key="rincian_jawaban").set_value(1).run()
    assert "18 dari 18 butir perlu dibahas" in said(app)


def test_under_five_respondents_the_page_says_so_and_counts_nothing(app, store, unexpected):
    visit(app, **uploaded(store, *levels(**{code: [1, 2, 3, 5] for code in ITEMS})))
    assert unexpected == []
    assert "Tidak dihitung: 4 responden" in said(app)
    assert "perlu dibahas:" not in said(app)
    assert links(app) == []
