"""The parts of Perbandingan daerah beside its table: only the open one is computed."""

import pytest

from tests.pages import stores
from tests.pages.test_bandingan import by_rank, keep_table, said, visit

PAGE = "analisis/perbandingan.py"


def opened(app, part, **address):
    return visit(app, PAGE, perbandingan=part, **address)


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_an_interval_stands_beside_every_rank(app, unexpected):
    visit(app, PAGE)
    table = by_rank(app)
    assert unexpected == []
    assert (table["Rentang 90%"] != "–").tolist() == table["Peringkat"].notna().tolist()


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
@pytest.mark.parametrize(("province", "shown"), [(None, "Peta skematis"), ("35", "Jawa Timur")])
def test_the_map_says_that_it_is_no_border_and_the_table_is_not_computed(app, unexpected, province, shown):
    opened(app, "peta", **({"provinsi": province} if province else {}))
    assert unexpected == []
    assert "bukan batas resmi" in said(app)
    assert len(app.main.get("plotly_chart")) == 1
    assert not any("Peringkat" in frame.value.columns for frame in app.dataframe)
    assert shown in app.main.get("plotly_chart")[0].proto.alt


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_the_map_can_be_tiles_in_the_colour_of_a_dimension(app, unexpected):
    opened(app, "peta", provinsi="35")
    app.button_group(key="bagian_bentuk").set_value("ubin").run()
    next(box for box in app.main.selectbox if box.label == "Warna menurut").select("GOV").run()
    assert unexpected == []
    assert "Smart Governance" in app.main.get("plotly_chart")[0].proto.alt
    assert "Peta ubin" in app.main.get("plotly_chart")[0].proto.alt


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_peers_of_tuban_are_found_filtered_and_set_side_by_side(app, unexpected):
    opened(app, "serupa", wilayah="35.23")
    assert unexpected == []
    table = by_rank(app, "Kemiripan")
    assert table["Daerah"].tolist()[0] == "Kab. Bojonegoro"
    assert "bukan penilaian kinerja" in said(app)
    assert "bertumpu pada PDRB per kapita 2024" in app.warning[0].value
    next(box for box in app.main.selectbox if box.label.startswith("Sudah ikut program")).select(2017).run()
    assert set(by_rank(app, "Kemiripan")["Program sejak"]) == {"2017"}
    next(box for box in app.main.selectbox if box.label == "Letak").select("same").run()
    assert set(by_rank(app, "Kemiripan")["Provinsi"]) == {"Jawa Timur"}
    assert unexpected == []
    assert "belum ikut" not in said(app).replace("bukan belum ikut", "")


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_peers_wait_for_a_region(app, unexpected):
    opened(app, "serupa")
    next(box for box in app.main.selectbox if box.label == "Sorot daerah").select("").run()
    assert unexpected == []
    assert app.title[0].value == "Belum ada daerah yang disorot"


def test_two_years_of_a_ministry_are_set_side_by_side_with_causes_that_sum(app, store, unexpected):
    keep_table(store, "kominfo_2023_rekap.xlsx", "kominfo", 2022)
    stores.damage(store, ["UPDATE node_value SET value = value * 0.9 WHERE kind = 'claimed'"])
    address = keep_table(store, "kominfo_2023_rekap.xlsx", "kominfo", 2023)
    opened(app, "antarperiode", **address)
    assert unexpected == []
    table = by_rank(app, "Karena jawaban")
    assert len(table) == 90
    assert (table["Perubahan"] > 0).all()
    parts = table[["Karena jawaban", "Karena instrumen", "Karena bobot"]].sum(axis=1)
    assert parts.tolist() == pytest.approx(table["Perubahan"].tolist())
    assert "daerah yang sama" in said(app)


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_a_single_period_says_that_there_is_nothing_to_compare_yet(app, unexpected):
    opened(app, "antarperiode")
    assert unexpected == []
    assert "Belum ada periode lain" in app.title[0].value


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_a_factor_is_set_against_the_index_without_a_claim_on_few_regions(app, unexpected):
    opened(app, "faktor", wilayah="35.18")
    assert unexpected == []
    assert "Indeks Kesiapan dan Penduduk" in said(app)
    next(box for box in app.main.selectbox if box.label == "Faktor").select("fiscal_ratio").run()
    assert unexpected == []
    assert "3 daerah" in said(app)
