"""From a number on any page to file, sheet and cell in three clicks at most."""

import pytest

REGION = "35.18"
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def trace(app, unexpected):
    """Telusur angka at a node of Kab. Nganjuk."""

    def opened(node=""):
        app.query_params["wilayah"] = REGION
        if node:
            app.query_params["simpul"] = node
        app.switch_page("pages/analisis/telusur.py").run()
        assert unexpected == []
        return app

    return opened


def heads(app):
    return [one.value for one in app.subheader]


@seeded
def test_from_the_menu_it_starts_at_the_index_with_every_cell_behind_it(trace):
    app = trace()
    assert app.metric[0].label == "Indeks Kesiapan"
    found = app.dataframe[-1].value
    assert {"Berkas", "Lembar", "Sel", "Versi", "Diunggah"} <= set(found.columns)
    assert (found[["Berkas", "Lembar", "Sel"]] != "").all(axis=None)


@seeded
def test_a_part_is_one_click_away_and_the_way_back_too(trace):
    app = trace()
    app.button_group[0].set_value("GOV").run()
    assert app.metric[0].label == "Smart Governance"
    assert app.query_params["simpul"] in ("GOV", ["GOV"])
    app.button(key="naik_INDEKS").click().run()
    assert app.metric[0].label == "Indeks Kesiapan"


@seeded
def test_an_indicator_shows_who_answered_what_in_which_cell(trace):
    app = trace("GOV1.1")
    assert len(app.button_group) == 0
    found = app.dataframe[-1].value
    assert found.iloc[0]["Peran"] == "Penanggung jawab"
    assert found.iloc[0]["Sel"].startswith("I")
    assert "Kode" not in found.columns


@seeded
@pytest.mark.parametrize(
    "page",
    [
        "mulai/beranda",
        "analisis/ringkasan",
        "analisis/kesenjangan",
        "analisis/perbandingan",
        "rencana/prioritas",
    ],
)
def test_every_page_of_numbers_leads_there_with_region_and_node(app, unexpected, page):
    app.query_params["wilayah"] = REGION
    app.switch_page(f"pages/{page}.py").run()
    assert unexpected == []
    ways = app.button_group(key="telusur_dari_sini")
    last = ways.options[-1]
    ways.set_value(last).run()
    assert unexpected == []
    assert app.title[0].value == "Telusur angka"
    assert app.query_params["wilayah"] == REGION
    assert last in (app.query_params["simpul"], app.metric[0].label)
