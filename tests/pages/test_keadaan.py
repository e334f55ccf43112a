"""Tandai keadaan on the pages: marked in a dialog, chosen in the address, held against now in one line."""

import pytest

from storage.setup import periods
from storage.values import Actor
from workflow.results import clarify
from workflow.sample import load
from workflow.states import marked_states

pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)
REGION, OTHER = "35.18", "35.14"
SARI = Actor("Sari")
RINGKASAN, KESENJANGAN = "pages/analisis/ringkasan.py", "pages/analisis/kesenjangan.py"
PERBANDINGAN, KLARIFIKASI = "pages/analisis/perbandingan.py", "pages/analisis/klarifikasi.py"


@pytest.fixture
def scope(engine):
    return load.find_sample_scope(engine)


def mark(engine, scope, name="Awal hari 1", region=REGION, by=SARI):
    return marked_states.mark_period_state(engine, scope.period_id, region, name, by)


def agree(engine, scope, level, code="GOV1.1", reason="Dibahas bersama"):
    clarify.agree_level(engine, scope, REGION, code, level, reason=reason, by=SARI, said_by="Rapat OPD")


def opened(app, page=RINGKASAN, region=REGION, actor="Sari", **address):
    app.session_state["nama_pelaku"] = actor
    app.query_params["wilayah"] = region
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(page).run()


def lines(app):
    return [one.value for one in app.markdown if one.value.startswith("Sejak **")]


def test_without_a_state_there_is_a_button_and_nothing_more(app, unexpected):
    opened(app)
    assert unexpected == []
    assert not app.button(key="tandai_keadaan").disabled
    assert "pilih_keadaan" not in [one.key for one in app.selectbox]
    assert lines(app) == []


def test_a_state_is_marked_in_the_dialog_and_a_taken_name_is_asked_about(app, engine, scope, unexpected):
    opened(app)
    app.button(key="tandai_keadaan").click().run()
    app.text_input(key="nama_keadaan").set_value("Awal hari 1")
    app.button(key="FormSubmitter:form_tandai_keadaan-Tandai").click().run()
    (kept,) = marked_states.list_period_states(engine, scope.period_id, REGION)
    assert (kept.label, kept.state.by) == ("Awal hari 1", "Sari")
    assert "Keadaan **Awal hari 1** ditandai." in [one.value for one in app.success]
    agree(engine, scope, 5.0)
    app.button(key="tandai_keadaan").click().run()
    app.text_input(key="nama_keadaan").set_value("awal hari 1")
    app.button(key="FormSubmitter:form_tandai_keadaan-Tandai").click().run()
    app.button(key="tandai_keadaan").click().run()  # this harness draws pages, a browser the open dialog
    assert any("sudah ada, ditandai oleh Sari" in one.value for one in app.error)
    assert app.text_input(key="nama_keadaan").value == "awal hari 1 (2)"
    assert len(marked_states.list_period_states(engine, scope.period_id, REGION)) == 1
    assert unexpected == []


def test_a_state_is_removed_in_the_dialog_and_brought_back(app, engine, scope, unexpected):
    kept = mark(engine, scope)
    opened(app)
    app.button(key="tandai_keadaan").click().run()
    app.button(key=f"hapus_keadaan_{kept.id}").click().run()
    assert marked_states.list_period_states(engine, scope.period_id, REGION) == []
    app.button(key="tandai_keadaan").click().run()
    undo = app.button(key="urungkan_keadaan")
    assert undo.label.startswith("Urungkan: Hapus keadaan 'Awal hari 1' oleh Sari, ")
    undo.click().run()
    assert [one.state for one in marked_states.list_period_states(engine, scope.period_id, REGION)] == [kept]
    assert unexpected == []


def test_what_somebody_else_marked_is_asked_about(app, engine, scope, unexpected):
    kept = mark(engine, scope, by=Actor("Budi", "x9"))
    opened(app)
    app.button(key="tandai_keadaan").click().run()
    assert app.button(key=f"hapus_keadaan_{kept.id}").label == "Ya, hapus tanda Budi"
    assert app.button(key="urungkan_keadaan").label == "Ya, urungkan simpanan Budi"
    assert unexpected == []


@pytest.mark.parametrize("page", [RINGKASAN, KESENJANGAN])
def test_now_is_held_against_the_state_of_the_address(app, engine, scope, page, unexpected):
    mark(engine, scope)
    agree(engine, scope, 5.0)
    app.session_state["sejak_keadaan"] = True
    opened(app, page, keadaan="awal hari 1")
    (line,) = lines(app)
    assert "ditandai Sari" in line
    assert line.endswith("Sejak itu dicatat 1 keputusan.")
    told = "\n".join(one.value for one in app.markdown)
    assert "Kesepakatan tingkat 5 oleh Rapat OPD, dicatat Sari, " in told
    assert "Dibahas bersama" in told
    assert "jarak" in line if page == KESENJANGAN else "indeks" in line
    assert unexpected == []


def test_the_choice_stays_over_pages_and_regions_and_says_where_there_is_none(app, engine, scope, unexpected):
    mark(engine, scope)
    opened(app, keadaan="Awal hari 1")
    assert len(lines(app)) == 1
    app.switch_page(KESENJANGAN).run()
    assert len(lines(app)) == 1
    app.selectbox(key="pilih_wilayah").set_value(OTHER).run()
    assert lines(app) == []
    assert any("**Awal hari 1** tidak ditandai untuk Kab. Pasuruan" in one.value for one in app.caption)
    app.selectbox(key="pilih_wilayah").set_value(REGION).run()
    assert len(lines(app)) == 1
    app.selectbox(key="pilih_keadaan").set_value("").run()
    assert lines(app) == []
    assert "keadaan" not in app.query_params
    assert unexpected == []


def test_a_state_of_no_change_says_so(app, engine, scope, unexpected):
    mark(engine, scope)
    opened(app, keadaan="Awal hari 1")
    (line,) = lines(app)
    assert "(0,00)" in line
    assert line.endswith("Sejak itu tidak ada yang dicatat.")
    assert unexpected == []


def test_a_locked_period_is_compared_and_not_marked(app, engine, scope, unexpected):
    mark(engine, scope)
    agree(engine, scope, 5.0)
    periods.lock_period(engine, scope.period_id, REGION, SARI, "Berita acara bimtek")
    opened(app, keadaan="Awal hari 1")
    assert app.button(key="tandai_keadaan").disabled
    assert len(lines(app)) == 1
    assert unexpected == []


def test_regions_are_compared_by_the_name_of_their_states(app, engine, scope, unexpected):
    mark(engine, scope)
    mark(engine, scope, "AWAL hari 1", OTHER)
    agree(engine, scope, 5.0)
    opened(app, PERBANDINGAN, perbandingan="keadaan", keadaan="Awal hari 1")
    table = app.dataframe[0].value.set_index("Daerah")
    assert list(table.index) == ["Kab. Nganjuk", "Kab. Pasuruan"]
    assert table["Keputusan"].to_dict() == {"Kab. Pasuruan": 0, "Kab. Nganjuk": 1}
    assert table.loc["Kab. Pasuruan", "Perubahan"] == 0
    assert table.loc["Kab. Nganjuk", "Perubahan"] > 0
    assert any("Tanpa keadaan bernama Awal hari 1: " in one.value for one in app.caption)
    assert unexpected == []


def test_klarifikasi_says_who_agreed_who_recorded_and_when(app, engine, scope, unexpected):
    agree(engine, scope, 5.0, reason="SK diperlihatkan")
    opened(app, KLARIFIKASI, indikator="GOV1.1")
    (told,) = [one.value for one in app.markdown if one.value.startswith("**Kesepakatan tingkat 5**")]
    assert "oleh Rapat OPD, dicatat oleh Sari, " in told
    assert told.endswith("Alasan: SK diperlihatkan")
    assert unexpected == []
