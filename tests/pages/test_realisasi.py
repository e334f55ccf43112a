"""Keselarasan and Realisasi: goals read and tied, reports stored with every change, nothing overwritten."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

import storage
from planning.programmes import realisation
from planning.programmes.programme import Programme, Realisation
from storage import entries
from storage.values import Actor
from tests.pages import stores, words
from workflow.programmes import goals, register
from workflow.setup.setup import roster_of

REGION = "35.18"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def engine(store):
    opened = storage.open_store(stores.address(store))
    yield opened
    opened.dispose()


@pytest.fixture
def page(app, unexpected):
    def opened(name, **address):
        app.session_state["nama_pelaku"] = "Sari"
        app.query_params.update({"wilayah": REGION} | address)
        app.switch_page(f"pages/rencana/{name}.py").run()
        assert unexpected == []
        return app

    return opened


def texts(app):
    return " ".join(
        str(one.value)
        for group in (app.markdown, app.subheader, app.caption, app.success, app.error)
        for one in group
    )


def editor(app):
    return next(one for one in app.data_editor if one.key.startswith("realisasi_"))


def report(app, row, **cells):
    app.session_state[editor(app).key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}
    app.run()


def planned(engine, year=2025):
    return realisation.planned_programmes(register.read_register(engine, REGION).values(), year)


def test_a_report_is_stored_at_once_and_moves_the_share(page, engine, unexpected):
    app = page("realisasi", tahun="2025")
    silent = next(
        place for place, one in enumerate(planned(engine)) if realisation.percent_done(one, 2025) is None
    )
    before = realisation.realisation_by_dimension(planned(engine), 2025, ["GOV"])["running"].sum()
    report(app, silent, **{"Realisasi (%)": 60.0, "Hasil": "enam puluh desa"})
    assert unexpected == []
    assert planned(engine)[silent].realisation[2025] == Realisation(60.0, "enam puluh desa")
    assert realisation.realisation_by_dimension(planned(engine), 2025, ["GOV"])["running"].sum() == before + 1
    assert "1 program tersimpan" in texts(app)


def test_a_report_that_somebody_else_changed_meanwhile_is_not_overwritten(page, engine):
    app = page("realisasi", tahun="2025")
    one = planned(engine)[0]
    register.save_programmes(
        engine, REGION, {one.key: replace(one, realisation={2025: Realisation(10.0)})}, by=Actor("Budi")
    )
    report(app, 0, **{"Realisasi (%)": 90.0})
    assert planned(engine)[0].realisation[2025].done == 10.0
    assert "isian Anda: 90%" in words.as_seen(texts(app))


def test_other_changes_of_a_programme_survive_a_report(page, engine):
    app = page("realisasi", tahun="2025")
    one = planned(engine)[0]
    register.save_programmes(
        engine, REGION, {one.key: replace(one, problem="Masalah baru")}, by=Actor("Budi")
    )
    report(app, 0, **{"Realisasi (%)": 90.0})
    now = register.read_register(engine, REGION)[one.key]
    assert (now.problem, now.realisation[2025].done) == ("Masalah baru", 90.0)


def test_unfinished_programmes_are_carried_over_with_one_click(page, engine, unexpected):
    one = planned(engine)[0]
    short = replace(one, costs={2025: 1.0}, end=None, start=None, realisation={2025: Realisation(40.0)})
    register.save_programmes(engine, REGION, {one.key: short}, by=Actor("Budi"))
    app = page("realisasi", tahun="2025")
    next(button for button in app.button if button.label.startswith("Teruskan")).click().run()
    assert unexpected == []
    assert register.read_register(engine, REGION)[one.key].end.year == 2026


def test_carrying_over_keeps_what_somebody_else_wrote_meanwhile(page, engine):
    one = planned(engine)[0]
    short = replace(one, costs={2025: 1.0}, end=None, start=None, realisation={2025: Realisation(40.0)})
    register.save_programmes(engine, REGION, {one.key: short}, by=Actor("Budi"))
    app = page("realisasi", tahun="2025")
    register.save_programmes(
        engine, REGION, {one.key: replace(short, problem="Masalah baru")}, by=Actor("Budi")
    )
    next(button for button in app.button if button.label.startswith("Teruskan")).click().run()
    now = register.read_register(engine, REGION)[one.key]
    assert (now.problem, now.end.year) == ("Masalah baru", 2026)


def upload(app, engine, *rows):
    roster = roster_of(engine, REGION)[0]
    workbook = openpyxl.load_workbook(BytesIO(goals.write_goal_workbook([], REGION, roster)))
    for place, row in enumerate(rows, start=6):
        for column, text in enumerate(row, start=2):
            workbook[goals.TITLE].cell(place, column).value = text
    buffer = BytesIO()
    workbook.save(buffer)
    app.file_uploader[0].upload("sasaran.xlsx", buffer.getvalue(), XLSX)
    app.run()


def show(app, part):
    app.button_group(key="bagian_keselarasan").set_value(part).run()


def test_goals_are_read_tied_by_the_programmes_own_texts_and_corrected(page, engine, unexpected):
    app = page("keselarasan")
    show(app, "belum")
    assert "Sasaran tanpa program (6)" in texts(app)
    app.button(key="urungkan_sasaran").click().run()
    assert "Belum ada daftar sasaran" in texts(app)
    upload(app, engine, ("Tata kelola digital", "RPJMD", "T2.S1"), ("Tanpa pendukung", "RPJMD", "T9.S9"))
    assert unexpected == []
    assert "2 sasaran baru atau berubah" in texts(app)
    show(app, "belum")
    assert "Sasaran tanpa program (1)" in texts(app)
    programmes = register.read_register(engine, REGION)
    first = next(key for key, one in programmes.items() if one.rpjmd == "T2.S1" and not one.over)
    show(app, "atur")
    app.selectbox(key="program_selaras").set_value(first).run()
    app.multiselect(key=f"sasaran_{first}_rpjmd/t2s1").set_value(["rpjmd/t9s9"])
    next(button for button in app.button if button.label == "Simpan kaitan").click().run()
    assert unexpected == []
    show(app, "belum")
    assert "Sasaran tanpa program (0)" in texts(app)
    assert goals.goals_of_programmes(engine, REGION, programmes, goals.list_goals(engine, REGION))[first] == (
        "rpjmd/t9s9",
    )


def test_programmes_of_one_name_each_have_a_row_in_the_matrix(page, engine):
    twins = {
        f"kembar{lead}": Programme(f"kembar{lead}", "Bank data", lead=lead) for lead in ("DLH", "DINKES")
    }
    register.save_programmes(engine, REGION, twins, by=Actor("Budi"))
    app = page("keselarasan")
    app.session_state["matriks_selaras"] = True
    show(app, "belum")
    shown = next(one.value for one in app.dataframe if "OPD" in one.value)
    assert sorted(shown.loc[shown["Program"] == "Bank data", "OPD"]) == ["DLH", "Dinkes"]
    assert len(shown) == sum(not one.over for one in register.read_register(engine, REGION).values())


def test_damaged_goals_are_named_with_what_to_do(page, engine):
    one = goals.list_goals(engine, REGION)[0].key
    place = next(at for at in entries.list_entry_scopes(engine, REGION) if at.kind == goals.GOALS.kind)
    entries.save_entries(engine, place, {one: "{"}, by=Actor("x"))
    app = page("keselarasan")
    (warning,) = [box.value for box in app.warning]
    assert "1 sasaran dalam penyimpanan rusak" in warning
    assert one in warning
    assert "Unggah lagi daftar sasaran" in warning


def test_a_goal_of_an_opd_is_called_by_the_opd_it_is_of(page):
    app = page("keselarasan")
    show(app, "atur")
    shown = " ".join(map(str, app.multiselect[0].options))
    assert "Renstra DLH 1 Berkurangnya timbulan sampah" in shown
    assert "Renstra Diskominfo 1" in shown


def test_the_year_of_a_realisation_leaves_the_list_of_programmes_whole(page):
    page("realisasi", tahun="2025")
    app = page("program")
    filters = [box for box in app.selectbox if box.label == "Tahun"]
    assert [box.value for box in filters] == [""]
