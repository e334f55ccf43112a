"""The user's path through Mulai: prepare, upload, answer what is asked, undo, remind."""

import hashlib
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from reference import instruments
from storage.results import answers, state
from storage.setup import instruments as kept_instruments
from storage.setup import periods
from storage.upload import batches
from storage.values import Actor
from survey.values import SourceFile
from tests.form_cells import column_of
from tests.pages import words
from tests.pages.uploads import REGION, named, said, send, shown, versions, visit
from tests.survey.making import book
from workflow import sample
from workflow.setup import setup


@pytest.fixture(scope="module")
def files(sample_files) -> list[SourceFile]:
    return sample_files[REGION]


def test_an_empty_store_offers_the_sample_and_loads_it(home, engine, unexpected):
    app = home
    app.button[0].click().run()
    assert unexpected == []
    assert state.list_known_regions(engine) == sorted(sample.REGIONS)
    assert next(metric.label for metric in app.metric) == "Indeks kesiapan"
    assert any("Data contoh (sintetis)" in text.value for text in app.markdown)


def test_a_period_is_made_and_the_roster_kept(app, engine):
    visit(app, "wilayah_opd")
    label = next(field for field in app.main.text_input if field.label == "Nama periode")
    label.set_value("2026 tahap I")
    next(button for button in app.main.button if button.label == "Simpan periode").click().run()
    assert [period.label for period in periods.list_periods(engine)] == ["2026 tahap I"]
    assert len(kept_instruments.list_instruments(engine)) == 1
    next(button for button in app.main.button if button.label.startswith("Simpan 4")).click().run()
    assert state.list_known_regions(engine) == [REGION]
    assert "OPD tersimpan" in said(app)


def correct(app, *values):
    """Choose values for the first flagged cells, top down, and store them."""
    edits = {row: {"Nilai yang dipakai": value} for row, value in enumerate(values) if value}
    app.session_state[app.data_editor[0].key] = {
        "edited_rows": edits,
        "added_rows": [],
        "deleted_rows": [],
    }
    next(button for button in app.main.button if button.label == "Simpan pilihan").click().run()


def test_ready_files_are_stored_in_the_run_that_received_them(app, engine, prepared, files, unexpected):
    visit(app, "unggah", isi="satu")
    send(app, *named(files, "DINKES"), *named(files, "DISKOPERINDAG"))
    assert unexpected == []
    assert set(versions(engine, prepared)["opd"]) == {"DINKES"}
    assert "1 berkas tersimpan" in said(app)
    assert "Belum tersimpan" in said(app)
    assert "3,5 bukan bilangan bulat" in shown(app)


def test_an_answered_question_stores_the_file_and_undo_takes_it_back(app, engine, prepared, files):
    visit(app, "unggah", isi="satu")
    send(app, *named(files, "DISKOPERINDAG"))
    correct(app, "3")
    assert list(versions(engine, prepared)["opd"]) == ["DISKOPERINDAG"]
    next(button for button in app.main.button if button.label == "Batalkan unggahan ini").click().run()
    assert not versions(engine, prepared)["active"].any()
    assert "Unggahan dibatalkan" in said(app)


def test_the_same_file_again_says_that_nothing_changed(app, prepared, files):
    visit(app, "unggah", isi="satu")
    send(app, *named(files, "DINKES"))
    send(app, *named(files, "DINKES"))
    assert "Tidak ada yang berubah" in said(app)


def test_one_bad_file_blocks_no_other(app, engine, prepared, files):
    visit(app, "unggah", isi="satu")
    bad = [
        SourceFile("kosong.xlsx", b""),
        SourceFile("~$kunci.xlsx", b"\x05kunci"),
        SourceFile("rusak.xlsx", b"PK\x03\x04" + b"rusak" * 9),
    ]
    send(app, *bad, *named(files, "DINKES"))
    assert list(versions(engine, prepared)["opd"]) == ["DINKES"]
    words = shown(app)
    for sentence in ("Berkas kosong", "kunci sementara", "Berkas rusak"):
        assert sentence in words


def test_a_file_of_another_region_is_refused_by_name(app, engine, prepared, sample_files):
    visit(app, "unggah", isi="satu")
    send(app, *sample_files["33.22"][:1])
    assert versions(engine, prepared).empty
    assert "Kabupaten Semarang" in shown(app)


def test_a_locked_period_takes_no_files(app, engine, prepared):
    periods.lock_period(engine, prepared.period_id, REGION, Actor("Sari"))
    visit(app, "unggah", isi="satu")
    assert not app.file_uploader
    assert "terkunci" in said(app)


def test_markup_in_a_file_name_is_shown_as_written(app, prepared):
    visit(app, "unggah", isi="satu")
    send(app, SourceFile("[klik](http://x) :red[a] **b**.xlsx", b""))
    assert "\\[klik\\]\\(http\u2060\\://x\\) \\:red\\[a\\] \\*\\*b\\*\\*.xlsx" in shown(app)


def test_a_table_of_many_regions_is_weighed_and_compared(app, engine, prepared):
    used = instruments.load_instrument("kominfo")
    scope = setup.open_scope(engine, periods.find_period(engine, prepared.period_id), used)
    root = used.framework.roots[0]
    parts = [used.framework.node(code).name for code in used.framework.children(root)]
    lines = [";".join(["Kabupaten/Kota", *parts, "Nilai Final"])]
    lines += [
        ";".join([name, *("2,50" for _ in parts), "2,50"]) for name in ("Kabupaten Nganjuk", "Kota Malang")
    ]
    visit(app, "unggah", isi="banyak", instrumen=str(scope.instrument_id))
    send(app, SourceFile("rekap.csv", "\n".join(lines).encode()))
    assert state.list_known_regions(engine) == []
    scheme = next(box for box in app.main.selectbox if box.label == "Skema bobot")
    scheme.select(scheme.options[0])
    next(button for button in app.main.button if button.label == "Nilai dengan skema ini").click().run()
    counts = {metric.label: metric.value for metric in app.metric}
    assert counts["Daerah dinilai"] == "2"
    assert counts["Terbitan sama"] == "2"


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_reminder_and_recap_are_ready_to_copy(app):
    app.query_params["kelengkapan"] = "pengingat"
    visit(app, "kelengkapan")
    reminder, recap = (block.value for block in app.code)
    assert reminder.startswith("Yth. Pimpinan")
    assert "OPD sudah mengirim: 42 dari 48" in recap
    app.date_input[0].set_value(date(2026, 8, 14)).run()
    assert all("Jumat, 14 Agustus 2026" in block.value for block in app.code)
    app.run()
    assert app.date_input[0].value == date(2026, 8, 14)


def downloads(app):
    return [one.proto.label for one in app.main if getattr(one, "type", "") == "download_button"]


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_one_opd_shows_what_it_is_asked_and_has_its_own_form(app, store, unexpected):
    visit(app, "wilayah_opd", siapkan="tugas")
    assert "Unduh templat OPD ini" not in downloads(app)
    app.session_state["satu_opd"] = True
    app.run()
    assert "Unduh templat OPD ini" in downloads(app)
    before = app.dataframe[-1].value
    app.main.get("selectbox")[-1].set_value("DINKES").run()
    asked = app.dataframe[-1].value
    assert not asked.equals(before)
    assert asked["Kode"].str.startswith("LIV2").any()
    assert unexpected == []


def test_what_is_wrong_goes_back_as_a_workbook_and_of_several_files_as_a_zip(app, prepared, files):
    visit(app, "unggah", isi="satu")
    send(app, *named(files, "DISKOPERINDAG"))
    assert "Unduh daftar perbaikan (Excel)" in downloads(app)
    send(app, SourceFile("rusak.xlsx", b"bukan excel"))
    assert "Unduh daftar perbaikan (2 berkas, ZIP)" in downloads(app)


def test_a_form_of_an_older_version_is_offered_anew_with_its_answers(app, prepared, files, unexpected):
    book = openpyxl.load_workbook(BytesIO(named(files, "DINKES")[0].data))
    book["_meta"]["B3"].value = "kesiapan@0.8"
    changed = BytesIO()
    book.save(changed)
    visit(app, "unggah", isi="satu")
    send(app, SourceFile("lama.xlsx", changed.getvalue()))
    assert unexpected == []
    assert "Unduh templat baru yang sudah terisi" in downloads(app)
    assert "jawaban dari kesiapan@0.8" in words.as_seen(shown(app))


def spoilt(files):
    """A form with a text, a number off the scale and an error cell among its answers."""
    book = openpyxl.load_workbook(BytesIO(named(files, "DINKES")[0].data))
    for row, text in ((8, "bagus"), (9, 9), (10, "#N/A")):
        book["Jawaban"].cell(row, column_of(book["Jawaban"], "Jawaban")).value = text
    changed = BytesIO()
    book.save(changed)
    return SourceFile("DINKES.xlsx", changed.getvalue())


def test_only_the_flagged_cells_are_edited_in_place(app, prepared, files, unexpected):
    visit(app, "unggah", isi="satu")
    send(app, spoilt(files))
    assert unexpected == []
    table = app.data_editor[0].value
    assert list(table["Sel"]) == ["I8", "I9", "I10"]
    assert list(table["Tertulis"]) == ["bagus", "9", "#N/A"]
    assert table["Nilai yang dipakai"].isna().all()
    assert (table["Masalah"] != "").all()


def test_personal_columns_of_a_waiting_file_are_said_before_it_is_confirmed(app, prepared, unexpected):
    rows = [["Nama OPD", "NIP", "GOV1.1"], ["Dinas Kesehatan", "198001012005011001", "bagus"]]
    visit(app, "unggah", isi="satu")
    send(app, SourceFile("rekap.xlsx", book(("Rekap", rows))))
    assert unexpected == []
    (drawer,) = [one for one in app.expander if one.label.startswith("Catatan pembacaan (")]
    assert "Kolom 'NIP' memuat data pribadi" in drawer.markdown[0].value


def test_corrected_cells_are_stored_with_who_corrected_them_and_the_file_stays_as_it_was(
    app, engine, prepared, files, unexpected
):
    given = spoilt(files)
    visit(app, "unggah", isi="satu")
    send(app, given)
    correct(app, "4", "5", "Belum ada data")
    assert unexpected == []
    rows = answers.list_answer_details(engine, prepared.period_id, prepared.instrument_id, REGION)
    taken = rows.set_index("cell")[["claimed", "status"]].loc[["I8", "I9", "I10"]]
    assert taken["claimed"].fillna(0).tolist() == [4.0, 5.0, 0.0]
    assert taken["status"].tolist() == ["answered", "answered", "missing"]
    told = batches.list_upload_findings(engine, int(versions(engine, prepared)["batch_id"].iloc[0]))
    signed = told[told["message"].str.contains("Diperbaiki di halaman oleh Sari")]
    assert sorted(signed["cell"]) == ["I10", "I8", "I9"]
    assert versions(engine, prepared)["sha256"].item() == hashlib.sha256(given.data).hexdigest()


def test_some_corrections_are_kept_while_the_rest_is_still_asked(app, engine, prepared, files):
    visit(app, "unggah", isi="satu")
    send(app, spoilt(files))
    correct(app, "4")
    assert versions(engine, prepared).empty
    assert list(app.data_editor[0].value["Sel"]) == ["I9", "I10"]


def test_a_value_that_is_not_offered_for_a_cell_is_refused_in_words(app, engine, prepared, files):
    visit(app, "unggah", isi="satu")
    send(app, spoilt(files))
    correct(app, "7")
    assert "tidak tersedia di sel ini" in said(app)
    assert versions(engine, prepared).empty


def table(name="isian.xlsx"):
    """A table under headings of its own, which no likeness maps to the instrument."""
    book = openpyxl.Workbook()
    book.active.title = "Isian"
    for row in (
        ["Kolom A", "Isian ke-1", "Isian ke-2"],
        ["Dinas Kesehatan", 4, 3],
        ["Dinas Pendidikan", 2, 1],
    ):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return SourceFile(name, content.getvalue())


def mark(file):
    return f"{hashlib.sha256(file.data).hexdigest()[:12]}_{file.name}"


def map_columns(app, file, *meanings):
    """Open the correction of a file, say what its columns mean, and have it read again."""
    app.session_state[f"letak_{mark(file)}"] = True
    app.run()
    editor = app.data_editor[-1]
    changes = {row: {"Dibaca sebagai": words} for row, words in enumerate(meanings)}
    app.session_state[editor.key] = {"edited_rows": changes, "added_rows": [], "deleted_rows": []}
    app.button(key=f"pakai_{mark(file)}").click().run()


def item(prepared_code):
    return f"{prepared_code} {instruments.load_instrument('kesiapan').framework.node(prepared_code).name}"


def test_a_table_nobody_knows_is_read_once_its_columns_are_named_and_remembered(
    app, engine, prepared, unexpected
):
    given = table()
    visit(app, "unggah", isi="satu")
    send(app, given)
    assert versions(engine, prepared).empty
    map_columns(app, given, "OPD", item("GOV1.1"), item("GOV1.2"))
    assert unexpected == []
    assert len(versions(engine, prepared)) == 2
    rows = answers.list_answer_details(engine, prepared.period_id, prepared.instrument_id, REGION, "GOV1.1")
    assert sorted(rows["claimed"]) == [2.0, 4.0]
    assert set(rows["cell"]) == {"B2", "B3"}
    again = openpyxl.load_workbook(BytesIO(given.data))
    again["Isian"]["B2"] = 5
    content = BytesIO()
    again.save(content)
    send(app, SourceFile("isian lagi.xlsx", content.getvalue()))
    assert "menggantikan versi sebelumnya" in said(app)


def test_the_rows_of_a_table_can_be_narrowed(app, engine, prepared, unexpected):
    given = table()
    visit(app, "unggah", isi="satu")
    send(app, given)
    app.session_state[f"letak_{mark(given)}"] = True
    app.run()
    app.number_input(key=f"Data sampai baris_Isian_{mark(given)}").set_value(2).run()
    map_columns(app, given, "OPD", item("GOV1.1"), item("GOV1.2"))
    assert unexpected == []
    assert list(versions(engine, prepared)["opd"]) == ["DINKES"]


def test_rows_in_the_wrong_order_are_told(app, prepared, unexpected):
    given = table()
    visit(app, "unggah", isi="satu")
    send(app, given)
    app.session_state[f"letak_{mark(given)}"] = True
    app.run()
    app.number_input(key=f"Judul sampai baris_Isian_{mark(given)}").set_value(3).run()
    assert unexpected == []
    assert "Baris judul harus di atas baris data" in said(app)


def test_a_file_that_was_read_well_asks_nothing_of_its_columns(app, prepared, files):
    visit(app, "unggah", isi="satu")
    send(app, *named(files, "DINKES"))
    assert not any("letak tabel" in one.label for one in app.expander)
