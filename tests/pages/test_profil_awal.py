"""Profil awal: any of the 514 without a file, a province at once, a year on a map, a year loaded."""

import re

import pytest

import storage
from reference.numbers import format_number
from reference.regions import list_regions, region_label
from storage.results import published_values
from tests.pages import stores
from tests.planning.comparison.test_published import published
from ui.shared import actor

PAGE = "pages/mulai/profil_awal.py"
TABLE = b"Kabupaten/Kota,Baseline,Output,Nilai Akhir\nKab. Nganjuk,3.1,2.2,2.72\n"


def visit(app, region="35.18", part="", **address):
    for name, value in {"wilayah": region, "profil": part, **address}.items():
        if value:
            app.query_params[name] = value
    return app.switch_page(PAGE).run()


def rows(app):
    return " ".join(one.proto.body for one in app.get("html"))


@pytest.mark.parametrize("region", ["35.18", "35.25", "35.78", "13.08", "82.06", "91.05", "31.01"])
def test_a_region_is_answered_over_an_empty_store(app, unexpected, region):
    visit(app, region)
    assert unexpected == []
    assert app.title[0].value.startswith(region_label(region).replace(".", "\\.").split("\\")[0])
    for (instrument, year, code, _), values in published().items():
        if code == region and (instrument, year) in (("spbe", 2024), ("kominfo", 2023)) and values:
            assert all(format_number(value) in rows(app) for value in values)
    assert "Tanyakan lebih dulu di bimtek" in rows(app)


def test_a_region_that_took_no_part_is_told_so(app):
    visit(app, "82.06")
    assert "tidak ikut" in app.title[0].value
    assert "Kementerian mencatat daerah ini tidak ikut" in rows(app)


def test_any_of_the_514_can_be_chosen(app):
    visit(app)
    assert len(app.selectbox[0].options) == len(list_regions()) == 514


def test_a_province_sees_its_own_at_once(app, unexpected):
    visit(app, part="provinsi")
    assert unexpected == []
    shown = app.dataframe[0].value
    own = list_regions().query("province_code == '35'")
    assert shown["Kode"].tolist() == own.index.tolist()
    for code, value in zip(shown["Kode"], shown["Indeks SPBE"], strict=True):
        values = published().get(("spbe", 2024, code, "SPBE"))
        assert {value} == values if values else value != value


def test_the_map_is_of_one_ministry_and_one_year(app, unexpected):
    visit(app, part="peta", hasil="kominfo-2023")
    assert unexpected == []
    titles = " ".join(one.value for one in (*app.title, *app.subheader))
    assert "2023 \\(hasil terbit\\)" in titles or "2023 (hasil terbit)" in titles


def test_a_table_of_a_new_year_is_loaded_and_taken_back(app, store, unexpected, monkeypatch):
    monkeypatch.setattr(actor, "find_actor", lambda: storage.values.Actor("Sari"))
    visit(app, part="muat")
    app.selectbox(key="hasil_apa").set_value("kominfo").run()
    app.number_input(key="hasil_tahun").set_value(2025).run()
    app.get("file_uploader")[0].upload("hasil.csv", TABLE, "text/csv").run()
    next(one for one in app.button if one.label == "Simpan sebagai hasil terbit").click().run()
    assert unexpected == []
    assert any("tersimpan" in one.value for one in app.success)
    assert "evaluasi kota cerdas 2025 2,72" in app.title[0].value
    engine = storage.open_store(stores.address(store))
    assert len(published_values.list_published_values(engine, ["kominfo"])) == 3
    told = app.button(key="hasil_urungkan").label
    assert re.fullmatch(r"Urungkan: Muat .* 2025 dari 1 kabupaten/kota oleh Sari, \S+", told)
    app.button(key="hasil_urungkan").click().run()
    assert any(one.value == "Diurungkan." for one in app.success)
    assert unexpected == []
    assert published_values.list_published_values(engine, ["kominfo"]).empty
    engine.dispose()


def test_a_file_that_is_no_table_is_told_with_a_way_on(app, unexpected):
    visit(app, part="muat")
    app.get("file_uploader")[0].upload("rusak.xlsx", b"bukan buku kerja", "x").run()
    assert unexpected == []
    assert "satu baris per kabupaten/kota" in app.error[0].value


def test_what_a_ministry_published_makes_no_region_one_of_the_store(app, unexpected):
    """Beranda of an empty store stays the welcome."""
    visit(app)
    app.switch_page("pages/mulai/beranda.py").run()
    assert unexpected == []
    assert not app.metric
