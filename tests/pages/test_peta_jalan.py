"""Peta jalan: the sections run, the totals agree, the masterplan's years are kept or refused in words."""

from dataclasses import replace
from datetime import date

import pytest

import storage
from charts.drawing.format import format_rupiah
from storage.values import Actor
from tests.pages import stores
from workflow.plan import plan_decisions
from workflow.programmes import register

REGION = "35.18"
PAGE = "pages/rencana/peta_jalan.py"
SECTIONS = ("jadwal", "isi", "biaya", "indeks", "unduh")
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def section(app, unexpected):
    """A section of the page over Kab. Nganjuk of the sample, with a name typed."""

    def opened(name, region=REGION):
        app.session_state["nama_pelaku"] = "Sari"
        app.query_params["wilayah"] = region
        app.switch_page(PAGE).run()
        app.button_group(key="bagian_peta").set_value(name).run()
        assert unexpected == []
        return app

    return opened


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def said(app):
    return " ".join(text.value for text in (*app.title, *app.markdown))


@seeded
@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("region", [REGION, "35.28"])
def test_every_section_runs(section, name, region):
    app = section(name, region)
    assert not app.exception
    assert not app.error


@seeded
def test_the_total_is_said_once_and_everywhere_the_same(section):
    total = said(section("jadwal")).split("seluruhnya **")[1].split("**")[0]
    assert total.startswith("Rp")
    assert f"**{total}**" in said(section("unduh"))
    app = section("biaya")
    assert any("Tabel dalam juta rupiah" in text.value for text in app.caption)
    for part, heading in (("lead", "OPD"), ("funds", "Sumber dana")):
        app.button_group(key="bagian_biaya-menurut").set_value(part).run()
        found = next(text.value for text in app.markdown if text.value.startswith(f"| {heading}"))
        rows = [[amount(cell) for cell in row.split("|")[2:-1]] for row in found.splitlines()[2:]]
        assert all(row[-1] == sum(row[:-1]) for row in rows)
        assert rows[-1] == [sum(column) for column in zip(*rows[:-1], strict=True)]
        assert format_rupiah(rows[-1][-1] * 1e6) == total


def amount(cell):
    """A cell of a table of costs as its reader takes it."""
    return 0 if cell.strip() == "–" else int(cell.strip().replace(".", ""))


@seeded
def test_a_masterplan_of_other_years_is_kept_and_an_impossible_one_refused(section, store):
    app = section("isi")
    app.number_input(key="masa_last").set_value(2031)
    press(app, "Simpan masa masterplan")
    assert "2026–2031" in section("jadwal").title[0].value
    app = section("isi")
    next(one for one in app.number_input if one.key.startswith("masa_last")).set_value(2027)
    press(app, "Simpan masa masterplan")
    assert "5 sampai 10 tahun" in app.error[0].value
    engine = storage.open_store(stores.address(store))
    assert plan_decisions.read_plan_settings(engine, REGION).horizon.last == 2031
    engine.dispose()


@seeded
def test_dates_typed_while_somebody_else_saves_another_programme_are_kept(section, store):
    engine = storage.open_store(stores.address(store))
    app = section("isi")
    shown = app.data_editor[0].value
    first, second = shown.index[:2]
    other = register.read_register(engine, REGION)[second]
    register.save_programmes(engine, REGION, {second: replace(other, end=date(2033, 5, 1))}, by=Actor("Budi"))
    edits = {0: {"Mulai": "2031-02-01", "Selesai": "2032-03-31"}}
    app.session_state[app.data_editor[0].key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    press(app, "Simpan jadwal")
    now = register.read_register(engine, REGION)
    assert (now[first].start, now[first].end) == (date(2031, 2, 1), date(2032, 3, 31))
    assert now[second].end == date(2033, 5, 1)
    engine.dispose()


@seeded
def test_programmes_without_dates_are_counted_and_left_out(section):
    app = section("jadwal")
    assert any("belum terjadwal dan tidak masuk" in text.value for text in app.caption)


@seeded
def test_the_index_says_that_it_is_no_forecast(section):
    app = section("indeks")
    assert any("bukan ramalan" in text.value for text in app.caption)


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_an_empty_store_says_what_to_do(app, unexpected):
    app.switch_page(PAGE).run()
    assert unexpected == []
    assert "Belum ada data survei" in said(app)


@seeded
@pytest.mark.parametrize("page", ["peta_jalan", "keterpaduan", "keselarasan", "prioritas"])
def test_where_only_ended_programmes_are_it_is_not_said_that_there_is_none(app, engine, unexpected, page):
    known = register.read_register(engine, REGION)
    ended = {key: replace(one, status="selesai") for key, one in known.items()}
    register.save_programmes(engine, REGION, ended, by=Actor("Sari"))
    app.query_params["wilayah"] = REGION
    app.session_state["bagian_keselarasan"], app.session_state["bagian_prioritas"] = "atur", "urutan"
    app.switch_page(f"pages/rencana/{page}.py").run()
    told = said(app)
    assert unexpected == []
    assert "Belum ada program" not in told
    assert f"{len(known)} program" in told
    assert "sudah selesai atau dihentikan" in told
