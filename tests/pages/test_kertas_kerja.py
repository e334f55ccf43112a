"""What groups do on Kertas kerja: write, correct, take up proposals, join what was said twice."""

from io import BytesIO

import openpyxl
import pytest

import storage
from planning.worksheets.worksheets import WorkGroup, WorksheetLine
from storage.values import Actor
from tests.pages import stores
from workflow.sample import load
from workflow.setup.setup import roster_of
from workflow.worksheets import worksheets
from workflow.worksheets.workbook import write_group_workbook
from workflow.worksheets.workbook_rows import TITLES, GroupDesk
from workflow.worksheets.worksheets import WorksheetScope

REGION, PERIOD = "35.18", "2026 contoh"
ROOM = WorksheetScope(REGION, PERIOD)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def engine(store):
    opened = storage.open_store(stores.address(store))
    stores.clear_worksheets(opened, ROOM)
    yield opened
    opened.dispose()


@pytest.fixture
def page(app, engine, unexpected):
    """Opens the page as a person of a group."""

    def opened(group="ENV", name="Sari"):
        app.session_state["nama_pelaku"] = name
        app.query_params.update({"wilayah": REGION, "kelompok": group})
        app.switch_page("pages/rencana/kertas_kerja.py").run()
        assert unexpected == []
        return app

    return opened


def section(app, name):
    app.button_group(key="bagian_kertas-kerja").set_value(name).run()


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def said(app):
    return " ".join(
        str(box.value) for group in (app.success, app.error, app.warning, app.info) for box in group
    )


def write_issue(app, text, group="ENV", cause=None):
    app.text_area(key=f"text_baru_issue_{group}_1_{REGION}").set_value(text)
    if cause:
        app.selectbox(key=f"cause_baru_issue_{group}_1_{REGION}").set_value(cause)
    press(app, "Tambahkan")


def edit(app, start, edited=None, deleted=()):
    """Change the table whose key starts so, as a person does in the grid."""
    editor = next(one for one in app.data_editor if one.key.startswith(start))
    rows = {"edited_rows": edited or {}, "added_rows": [], "deleted_rows": list(deleted)}
    app.session_state[editor.key] = rows
    app.run()


def texts(engine, group="ENV"):
    return [line.text for line in worksheets.read_worksheet(engine, ROOM, group).lines.values()]


def test_the_sample_starts_with_what_its_groups_wrote(app, unexpected):
    app.query_params.update({"wilayah": REGION, "kelompok": "ENV"})
    app.switch_page("pages/rencana/kertas_kerja.py").run()
    assert unexpected == []
    assert any("Sampah belum dipilah di sumber" in str(table.value) for table in app.dataframe)


def test_an_issue_is_stored_with_its_author_and_the_form_is_free_for_the_next(page, engine):
    app = page()
    write_issue(app, "Sampah belum terpilah", cause="sarana")
    (line,) = worksheets.read_worksheet(engine, ROOM, "ENV").lines.values()
    assert (line.text, line.cause, line.dimension, line.authors) == (
        "Sampah belum terpilah", "sarana", "ENV", ("Sari",),
    )  # fmt: skip
    assert "1 isian tersimpan" in said(app)
    assert app.text_area(key=f"text_baru_issue_ENV_1_{REGION}").value == ""


def test_an_empty_form_is_refused_in_words_and_nothing_is_stored(page, engine):
    app = page()
    write_issue(app, "  ")
    assert "Isi uraiannya" in said(app)
    assert texts(engine) == []


def test_without_a_name_nothing_is_stored_and_what_was_typed_stays(page, engine):
    app = page(name="")
    write_issue(app, "Banjir")
    assert "Nama pencatat belum diisi" in said(app)
    assert app.text_area(key=f"text_baru_issue_ENV_1_{REGION}").value == "Banjir"
    assert texts(engine) == []


def test_a_cell_changed_in_the_table_is_stored_at_once(page, engine, unexpected):
    app = page()
    write_issue(app, "Sampah")
    edit(app, "tabel_issue_ENV", {0: {"text": "Sampah plastik", "opd": ["DLH"]}})
    (line,) = worksheets.read_worksheet(engine, ROOM, "ENV").lines.values()
    assert (line.text, line.opd) == ("Sampah plastik", ("DLH",))
    assert unexpected == []


def test_a_row_deleted_in_the_table_is_taken_out_and_undo_brings_it_back(page, engine):
    app = page()
    write_issue(app, "Sampah")
    edit(app, "tabel_issue_ENV", deleted=[0])
    assert texts(engine) == []
    app.button(key="urungkan_kertas_kerja").click().run()
    assert texts(engine) == ["Sampah"]


def test_two_people_of_a_group_lose_nothing(page, engine):
    app = page()
    write_issue(app, "Sampah")
    looked = worksheets.read_worksheet(engine, ROOM, "ENV")
    (line,) = looked.lines.values()
    other = WorksheetLine(line.key, "ENV", "issue", "Sampah pasar")
    worksheets.save_worksheet_lines(engine, ROOM, "ENV", [other], by=Actor("Budi"), seen=looked.seen)
    edit(app, "tabel_issue_ENV", {0: {"text": "Sampah sungai"}})
    assert texts(engine) == ["Sampah pasar", "Sampah sungai"]
    assert "kedua isian disimpan" in said(app)


def test_a_proposal_from_the_survey_is_taken_up_with_one_tick(page, engine, unexpected):
    app = page()
    section(app, "swot")
    editor = next(one for one in app.data_editor if one.key.startswith("usulan_ENV"))
    words = editor.value["Uraian"].iloc[0]
    app.session_state[editor.key] = {
        "edited_rows": {0: {"Pakai": True}},
        "added_rows": [],
        "deleted_rows": [],
    }
    press(app, "Pakai yang dicentang")
    assert unexpected == []
    assert texts(engine) == [words]
    assert any(words.partition(":")[0] in str(text.value) for text in app.markdown)


def test_alike_lines_of_two_groups_are_joined_with_one_click_and_keep_both_authors(page, engine, unexpected):
    write = [
        ("ENV", "Sampah belum dipilah di sumber", "Sari"),
        ("SOC", "Di sumber sampah belum dipilah", "Budi"),
    ]
    for group, text, by in write:
        worksheets.save_worksheet_lines(
            engine, ROOM, group, [WorksheetLine("", group, "issue", text)], by=Actor(by), seen={}
        )
    app = page()
    section(app, "gabungan")
    press(app, "Gabungkan")
    assert unexpected == []
    (one,) = worksheets.list_merged_lines(engine, ROOM, ["ENV", "SOC"])
    assert set(one.authors) == {"Sari", "Budi"}
    assert "semua penulisnya tercatat" in said(app)


def test_the_totals_of_the_chart_are_those_of_the_survey_and_the_groups(page, engine):
    app = page(group="umum")
    before = worksheets.list_obstacles(engine, scope(engine), ROOM)
    write_issue(app, "Sampah", group="umum", cause="anggaran")
    subtitles = [str(text.value) for text in app.caption]
    assert any(f"{len(before) + 1} penyebutan" in text for text in subtitles)


def test_a_kind_corrected_by_the_group_is_stored(page, engine, unexpected):
    app = page()
    before = worksheets.list_obstacles(engine, scope(engine), ROOM)
    first = before[before["dimension"] == "ENV"].iloc[0]
    wanted = "proses" if first["cause"] != "proses" else "data"
    app.session_state["kendala_opd"] = True
    app.run()
    edit(app, f"kode_kendala_{REGION}_ENV", {0: {"Jenis": wanted}})
    after = worksheets.list_obstacles(engine, scope(engine), ROOM)
    assert after[after["dimension"] == "ENV"].iloc[0]["cause"] == wanted
    assert unexpected == []


def scope(engine):
    return load.find_sample_scope(engine)


def test_a_workbook_filled_offline_comes_back_into_the_group_that_it_was_made_for(page, engine, unexpected):
    desk = GroupDesk(
        ROOM,
        WorkGroup("ENV", "Smart Environment", dimension="ENV"),
        [],
        roster_of(engine, REGION)[0],
        ("Alam",),
    )
    workbook = openpyxl.load_workbook(BytesIO(write_group_workbook(engine, desk)))
    workbook[TITLES["issue"]]["B6"] = "Air baku berkurang"
    workbook[TITLES["issue"]]["D6"] = "entah"
    buffer = BytesIO()
    workbook.save(buffer)
    app = page(group="GOV")
    app.file_uploader[0].upload("kelompok.xlsx", buffer.getvalue(), XLSX)
    app.run()
    assert unexpected == []
    assert texts(engine) == ["Air baku berkurang"]
    shown = " ".join(str(text.value) for text in app.markdown)
    assert "sel D6" in shown
    assert "Smart Environment, 1 isian tersimpan" in said(app)
