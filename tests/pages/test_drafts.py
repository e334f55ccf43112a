"""What is typed on a page stays until it is saved: over indicators, pages, a reload, another tab."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import storage
from storage import StoreError, drafts
from storage.results.state import store_state
from storage.setup import periods
from storage.values import Actor
from tests import poison
from tests.pages import stores
from tests.pages.conftest import ROOT, SECONDS
from ui.shared import actor
from web.browsers import Browser
from workflow.results import clarify
from workflow.sample import load

REGION = "35.18"
UNDO = "Urungkan"
SARI = Browser("a" * 32, "Sari")
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def open_tab(store, unexpected, menu, monkeypatch):
    """Opens a page in a new tab of Sari's browser, or of another's; a reload is a new tab."""
    monkeypatch.setattr(actor.KnownBrowsers, "is_to_be_asked_again", lambda *_: False)

    def opened(file="analisis/klarifikasi.py", browser=SARI, **choices):
        monkeypatch.setattr(actor, "find_browser", lambda: browser)
        tab = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
        tab._registered_pages = dict(menu)
        for name, value in {"wilayah": REGION, **choices}.items():
            tab.query_params[name] = value
        tab.switch_page(f"pages/{file}").run()
        assert unexpected == []
        return tab

    return opened


@pytest.fixture
def engine(store):
    opened = storage.open_store(stores.address(store))
    yield opened
    opened.dispose()


def field(tab, name, indicator, kind="agreed"):
    key = f"{name}_{kind}_1_1_{indicator}_{REGION}"
    return tab.radio(key=key) if name == "level" else tab.text_input(key=key)


def chosen(tab):
    return tab.selectbox(key="indikator").value


def press(tab, label):
    next(button for button in tab.button if button.label == label).click().run()


def waiting(tab):
    """What the page says of what is not saved."""
    labels = [one.proto.popover.label for one in tab.main.get("popover")]
    return [label for label in labels if "belum disimpan" in label]


def decide(engine, indicator, level, reason="Rapat lain", name="Budi"):
    scope = load.find_sample_scope(engine)
    clarify.agree_level(engine, scope, REGION, indicator, level, reason=reason, by=Actor(name, "b" * 32))


@seeded
def test_a_reason_outlives_the_next_indicator_another_page_and_a_reload_and_goes_when_saved(
    open_tab, engine, unexpected
):
    tab = open_tab()
    state, first = store_state(engine), chosen(tab)
    field(tab, "reason", first).set_value("Dokumen ditunjukkan").run()
    assert len(waiting(tab)) == 1
    field(tab, "level", first).set_value(4.0).run()
    tab.button(key="ke_1").click().run()
    second = chosen(tab)
    assert second != first
    field(tab, "reason", second).set_value("Alasan kedua").run()
    assert waiting(tab) == ["3 perubahan belum disimpan"]
    assert store_state(engine) == state
    tab.button(key="ke_-1").click().run()
    assert field(tab, "reason", first).value == "Dokumen ditunjukkan"
    tab.switch_page("pages/analisis/ringkasan.py").run()
    assert waiting(tab) == ["3 perubahan belum disimpan"]
    tab = open_tab(indikator=first)
    assert field(tab, "reason", first).value == "Dokumen ditunjukkan"
    assert field(tab, "level", first).value == 4.0
    press(tab, "Simpan")
    assert any("tersimpan" in one.value for one in tab.success)
    assert waiting(tab) == ["1 perubahan belum disimpan"]
    found = clarify.level_decision_history(engine, load.find_sample_scope(engine), REGION, first)
    assert found.iloc[0]["reason"] == "Dokumen ditunjukkan"
    tab = open_tab(indikator=first)
    assert (field(tab, "reason", first).value, field(tab, "level", first).value) == ("", None)
    assert unexpected == []


@seeded
def test_a_draft_is_its_browsers_alone(open_tab):
    tab = open_tab()
    here = chosen(tab)
    field(tab, "reason", here).set_value("Milik Sari").run()
    other = open_tab(browser=Browser("c" * 32, "Budi"), indikator=here)
    assert field(other, "reason", here).value == ""
    assert waiting(other) == []


@seeded
def test_two_tabs_of_a_browser_come_together_and_lose_nothing(open_tab, engine):
    one = open_tab()
    here = chosen(one)
    other = open_tab(indikator=here)
    field(one, "reason", here).set_value("Dari tab satu").run()
    field(other, "level", here).set_value(5.0).run()
    assert field(other, "reason", here).value == "Dari tab satu"
    one.run()
    assert field(one, "level", here).value == 5.0
    field(one, "reason", here).set_value("Diperbarui di tab satu").run()
    press(other, "Simpan")  # over the reason it knows
    assert field(other, "reason", here).value == "Diperbarui di tab satu"
    assert waiting(other) == ["1 perubahan belum disimpan"]


@seeded
@pytest.mark.parametrize("mine", [False, True])
def test_a_draft_over_what_somebody_saved_since_is_shown_beside_it_and_never_overwrites(
    open_tab, engine, mine
):
    tab = open_tab()
    here = chosen(tab)
    field(tab, "reason", here).set_value("Alasan saya").run()
    field(tab, "level", here).set_value(5.0).run()
    decide(engine, here, 1.0)
    tab = open_tab(indikator=here)
    assert any("disimpan orang lain" in one.value for one in tab.caption)
    press(tab, "Simpan")
    scope = load.find_sample_scope(engine)
    assert clarify.level_decision_history(engine, scope, REGION, here).iloc[0]["value"] == 1.0
    assert waiting(tab) == ["2 perubahan belum disimpan"]
    tab.button(key="pakai_isian_saya" if mine else "pakai_tersimpan").click().run()
    newest = clarify.level_decision_history(engine, scope, REGION, here).iloc[0]
    assert (newest["value"], newest["reason"]) == ((5.0, "Alasan saya") if mine else (1.0, "Rapat lain"))
    assert waiting(tab) == []
    assert field(tab, "reason", here).value == ("Alasan saya" if mine else "")


@seeded
def test_a_draft_is_thrown_away_by_its_form_and_opened_from_above_any_page(open_tab):
    tab = open_tab()
    here = chosen(tab)
    field(tab, "reason", here).set_value("Salah ketik").run()
    tab.switch_page("pages/analisis/target.py").run()
    assert any(here in one.value and "Alasan" in one.value for one in tab.main.markdown)
    tab.button(key="buka_draf_0").click().run()
    assert "**Klarifikasi**" in [one.value for one in tab.markdown]
    assert field(tab, "reason", here).value == "Salah ketik"
    tab.switch_page("pages/analisis/klarifikasi.py")  # AppTest keeps the page it was told
    press(tab, "Buang draf")
    assert field(tab, "reason", here).value == ""
    assert waiting(tab) == []


@seeded
def test_a_locked_period_takes_no_draft_and_says_so_and_one_from_before_waits(open_tab, engine):
    tab = open_tab()
    here = chosen(tab)
    field(tab, "reason", here).set_value("Sebelum dikunci").run()
    period = periods.list_periods(engine)[0].id
    periods.lock_period(engine, period, REGION, Actor("Sari"), "Berita acara sudah ditandatangani")
    tab = open_tab(indikator=here)
    assert field(tab, "reason", here).value == "Sebelum dikunci"
    assert next(button for button in tab.button if button.label == "Simpan").disabled
    field(tab, "level", here).set_value(2.0).run()
    assert any("terkunci" in one.value and "draf" in one.value for one in tab.warning)
    assert [one.said for one in drafts.list_drafts(engine, SARI.id)] == [{"reason": "Sebelum dikunci"}]


@seeded
def test_what_a_store_refuses_to_keep_stays_in_the_field_and_is_said(open_tab, engine, monkeypatch):
    tab = open_tab()
    here = chosen(tab)

    def refuse(*_):
        raise StoreError("Basis data hanya dapat dibaca.")

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "keep_typed_fields", refuse)
        field(tab, "reason", here).set_value("Alasan").run()
        assert any("hanya dapat dibaca" in one.value for one in tab.warning)
        tab.run()
        assert field(tab, "reason", here).value == "Alasan"
        assert drafts.count_drafts(engine) == 0
    field(tab, "level", here).set_value(2.0).run()
    assert not any("hanya dapat dibaca" in one.value for one in tab.warning)
    (kept,) = drafts.list_drafts(engine, SARI.id)
    assert kept.said == {"reason": "Alasan", "level": 2.0}


@seeded
def test_a_result_stands_beside_the_click(open_tab):
    tab = open_tab()
    press(tab, "Simpan")
    drawn = [(one.type, getattr(one, "label", "")) for one in tab.main]
    assert drawn.index(("button", "Simpan")) < drawn.index(("error", "")) < drawn.index(("button", UNDO))


def text_field(tab, label):
    return next(one for one in [*tab.text_area, *tab.text_input] if one.label == label)


@seeded
def test_a_line_of_a_worksheet_outlives_another_group_and_a_reload_and_goes_when_it_is_added(
    open_tab, engine
):
    at = {"kelompok": "ENV", "kertas-kerja": "isu"}
    tab = open_tab("rencana/kertas_kerja.py", **at)
    text_field(tab, "Uraian").set_value("Sampah belum dipilah").run()
    text_field(tab, "Kebutuhan atau rekomendasi").set_value("Bank sampah").run()
    assert waiting(tab) == ["2 perubahan belum disimpan"]
    tab = open_tab("rencana/kertas_kerja.py", **{**at, "kelompok": "ECO"})
    assert text_field(tab, "Uraian").value == ""
    tab = open_tab("rencana/kertas_kerja.py", **at)
    assert text_field(tab, "Uraian").value == "Sampah belum dipilah"
    press(tab, "Tambahkan")
    assert any("1 isian tersimpan" in one.value for one in tab.success)
    assert (text_field(tab, "Uraian").value, waiting(tab)) == ("", [])
    assert drafts.count_drafts(engine) == 0


@seeded
def test_a_programme_outlives_another_part_and_a_reload_field_by_field(open_tab, engine, unexpected):
    tab = open_tab("rencana/program.py", bagian="satu")
    key = tab.selectbox(key="program_dibuka").options[1]
    tab = open_tab("rencana/program.py", bagian="satu", program="contoh-aduan")
    assert tab.selectbox(key="program_dibuka").value == "contoh-aduan" != key
    name = text_field(tab, "Nama program").value
    text_field(tab, "Sumber dana").set_value("Hibah").run()
    next(one for one in tab.date_input if one.label == "Mulai").set_value(date(2027, 3, 1)).run()
    next(one for one in tab.multiselect if one.label.startswith("Desa")).set_value(["Desa baru"]).run()
    tab.button_group(key="bagian_bagian").set_value("daftar").run()
    assert waiting(tab) == ["3 perubahan belum disimpan"]
    tab = open_tab("rencana/program.py", bagian="satu", program="contoh-aduan")
    assert text_field(tab, "Nama program").value == name
    assert text_field(tab, "Sumber dana").value == "Hibah"
    assert next(one for one in tab.date_input if one.label == "Mulai").value == date(2027, 3, 1)
    assert next(one for one in tab.multiselect if one.label.startswith("Desa")).value == ["Desa baru"]
    text_field(tab, "Nama program").set_value("")
    press(tab, "Simpan program")
    assert any("Isi nama program" in one.value for one in tab.error)
    text_field(tab, "Nama program").set_value(name).run()
    press(tab, "Simpan program")
    assert any("1 program tersimpan" in one.value for one in tab.success)
    assert drafts.count_drafts(engine) == 0
    assert text_field(tab, "Sumber dana").value == "Hibah"
    assert unexpected == []


@seeded
def test_markup_in_a_draft_is_shown_as_it_was_typed(open_tab, unexpected):
    tab = open_tab("rencana/program.py", bagian="satu")
    text_field(tab, "Nama program").set_value(poison.poison("Kartu")).run()
    press(tab, "Simpan program")
    text_field(tab, "Sumber dana").set_value(poison.poison("Hibah")).run()
    tab = open_tab("analisis/ringkasan.py")
    (told,) = [one.value for one in tab.main.markdown if "Sumber dana" in one.value]
    assert not poison.LIVE.search(told)
    assert unexpected == []


@seeded
def test_all_drafts_are_erased_on_the_page_on_personal_data(open_tab, engine):
    tab = open_tab()
    field(tab, "reason", chosen(tab)).set_value("Menyebut nama orang").run()
    tab = open_tab("pengaturan/data_pribadi.py", data="berkas", browser=Browser("c" * 32, "Budi"))
    assert any("1 formulir" in one.value for one in tab.markdown)
    assert not any("Menyebut nama orang" in str(one.value) for one in tab.markdown)
    tab.button(key="hapus_draf").click().run()
    assert drafts.count_drafts(engine) == 0
