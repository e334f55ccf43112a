"""Program: what a person fills in is kept, told what is wrong, and taken back; files and pairs too."""

from dataclasses import replace

import pytest

import storage
from planning.programmes.programme import Programme
from storage import audit
from storage.values import Actor
from tests.pages import stores, words
from tests.survey.making import book
from ui.programmes import listing
from workflow.programmes import quick_win_marks, register

PAGE = "pages/rencana/program.py"
REGION = "35.18"
ROWS = [
    ("Nama Program", "Dimensi", "OPD", "Biaya 2026", "Status"),
    ("Kanal aduan baru", "Smart Governance", "Diskominfo", "1,2 M", "usulan"),
    ("Jalan pintar", "Smart Mobility", "Dinas Antah", "dua em", "entah"),
]

pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


def opened(app, part, name="Sari"):
    app.session_state["nama_pelaku"] = name
    app.query_params["wilayah"] = REGION
    app.query_params["bagian"] = part
    return app.switch_page(PAGE).run()


def kept(store):
    engine = storage.open_store(stores.address(store))
    found = register.read_register(engine, REGION)
    engine.dispose()
    return found


def write(store, **programmes):
    engine = storage.open_store(stores.address(store))
    register.save_programmes(engine, REGION, programmes, by=Actor("Budi"))
    engine.dispose()


def click(app, label):
    return next(one for one in app.button if one.label.startswith(label)).click().run()


def text_of(app, label):
    return next(one for one in app.text_input if one.label == label)


def metric(app, label):
    return next(one.value for one in app.metric if one.label == label)


def rows_of(app):
    """The printed rows of the list, each as its cells."""
    (printed,) = [one.value for one in app.markdown if one.value.startswith("| Program |")]
    lines = printed.replace("\\", "").splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_list_shows_the_register_with_what_each_lifts(app, store):
    opened(app, "daftar")
    assert metric(app, "Program") == str(len(kept(store)))
    row = next(row for row in rows_of(app) if row[0] == "Kanal aduan warga satu pintu")
    assert row[1:4] == ["Diskominfo", "Smart Governance", "Berjalan"]
    assert row[5].startswith("+0,")


def test_the_filters_narrow_the_list(app, store):
    app.query_params["dimensi"] = "ENV"
    app.query_params["status"] = "usulan"
    opened(app, "daftar")
    found = [one for one in kept(store).values() if one.dimension == "ENV" and one.status == "usulan"]
    assert metric(app, "Program") == str(len(found))
    assert {row[0] for row in rows_of(app)} == {one.name for one in found}
    text_of(app, "Cari nama program").input("SUNGAI").run()
    assert {row[0] for row in rows_of(app)} == {one.name for one in found if "sungai" in one.name.lower()}


def test_a_long_list_has_pages_and_an_order(app, store):
    app.query_params["urutan"] = "nama"
    opened(app, "daftar")
    first = rows_of(app)
    app.selectbox(key="pilih_halaman").set_value("2").run()
    names = [row[0] for row in [*first, *rows_of(app)]]
    assert names == sorted(names)
    assert len(first) == listing.PAGE


def test_a_new_programme_is_saved_and_taken_back(app, store):
    before = kept(store)
    opened(app, "satu")
    text_of(app, "Nama program").input("Kartu warga digital").run()
    text_of(app, "Biaya 2026").input("1,2 M").run()
    click(app, "Simpan program")
    (key,) = set(kept(store)) - set(before)
    assert kept(store)[key].costs == {2026: 1.2e9}
    assert "1 program tersimpan." in [one.value for one in app.success]
    assert text_of(app, "Nama program").value == "Kartu warga digital"
    click(app, "Urungkan: ")
    assert kept(store) == before


def test_a_programme_changed_keeps_what_the_form_does_not_show(app, store):
    (key, old) = next((k, one) for k, one in kept(store).items() if one.realisation)
    opened(app, "satu")
    app.selectbox(key="program_dibuka").set_value(key).run()
    text_of(app, "Sumber dana").input("Hibah").run()
    click(app, "Simpan program")
    assert kept(store)[key] == replace(old, funds="Hibah")


def test_the_level_chosen_shows_today_target_and_lift(app, store):
    opened(app, "satu")
    app.selectbox(key="program_dibuka").set_value("contoh-aduan").run()
    facts = " ".join(one.value for one in app.markdown)
    assert "sekarang" in facts
    assert r"indeks \+0," in facts


def test_a_cost_that_cannot_be_read_is_told_and_not_saved(app, store):
    opened(app, "satu")
    text_of(app, "Nama program").input("Kartu warga").run()
    text_of(app, "Biaya 2026").input("dua em").run()
    assert any("Biaya 2026 'dua em' tidak terbaca" in one.value for one in app.markdown)
    assert next(one for one in app.button if one.label == "Simpan program").disabled


def test_without_a_name_nothing_can_be_saved(app, store):
    opened(app, "satu", name="")
    text_of(app, "Nama program").input("Kartu warga").run()
    assert next(one for one in app.button if one.label == "Simpan program").disabled
    assert any("Nama Anda" in one.value for one in app.warning)


def test_a_name_given_beside_the_button_saves_what_was_typed_before_it(app, store):
    opened(app, "satu", name="")
    text_of(app, "Nama program").input("Kartu warga").run()
    text_of(app, "Nama pencatat").input("Rina").run()
    assert text_of(app, "Nama program").value == "Kartu warga"
    assert not app.warning
    click(app, "Simpan program")
    assert "Kartu warga" in {one.name for one in kept(store).values()}
    engine = storage.open_store(stores.address(store))
    assert audit.list_audit_entries(engine, limit=1)["actor"].tolist() == ["Rina"]
    engine.dispose()


def test_delete_and_undo(app, store):
    before = kept(store)
    opened(app, "satu")
    app.selectbox(key="program_dibuka").set_value("contoh-aduan").run()
    click(app, "Hapus program")
    assert "contoh-aduan" not in kept(store)
    click(app, "Urungkan: ")
    assert kept(store) == before


@pytest.mark.parametrize("choice", ["pakai_tersimpan", "pakai_isian_saya"])
@pytest.mark.parametrize("typing_on", [False, True])
def test_somebody_elses_change_is_shown_beside_mine_and_chosen(app, store, choice, typing_on):
    opened(app, "satu")
    app.selectbox(key="program_dibuka").set_value("contoh-aduan").run()
    text_of(app, "Sumber dana").input("Hibah").run()
    typed = next(one for one in app.button if one.label == "Simpan program")
    write(store, **{"contoh-aduan": replace(kept(store)["contoh-aduan"], risk="dari Budi")})
    if typing_on:  # the page is drawn again over the newer state, and what was typed stays over the older
        text_of(app, "Satuan").input("aduan").run()
        assert text_of(app, "Sumber dana").value == "Hibah"
        typed = next(one for one in app.button if one.label == "Simpan program")
    typed.click().run()
    assert kept(store)["contoh-aduan"].risk == "dari Budi"
    assert kept(store)["contoh-aduan"].funds == "APBD kabupaten"
    assert any("Budi" in one.value for one in app.markdown)
    app.button(key=choice).click().run()
    mine = choice == "pakai_isian_saya"
    assert kept(store)["contoh-aduan"].funds == ("Hibah" if mine else "APBD kabupaten")
    # Drawn again over the newer state, mine is what was typed alone: what Budi wrote elsewhere is kept.
    assert (kept(store)["contoh-aduan"].risk == "dari Budi") is (typing_on or not mine)
    assert text_of(app, "Sumber dana").value == ("Hibah" if mine else "APBD kabupaten")
    assert "pakai_tersimpan" not in [one.key for one in app.button]


def test_a_draft_is_told_and_settled_by_filling_it_in(app, store):
    write(store, draf=Programme("draf", "Kartu", unread={"costs": "dua em", "lead": "Dinas X"}))
    opened(app, "satu")
    app.selectbox(key="program_dibuka").set_value("draf").run()
    assert any("'dua em' tidak terbaca" in one.value for one in app.markdown)
    text_of(app, "Biaya 2026").input("2 M").run()
    click(app, "Simpan program")
    assert kept(store)["draf"].unread == {"lead": "Dinas X"}
    assert kept(store)["draf"].costs == {2026: 2e9}


def test_a_workbook_is_previewed_with_its_faults_and_saved_once(app, store):
    before = kept(store)
    opened(app, "berkas")
    app.file_uploader[0].upload("program.xlsx", book(("Program", ROWS)), "application/xlsx").run()
    assert metric(app, "Program baru") == "2"
    assert metric(app, "Disimpan sebagai draf") == "1"
    notes = app.dataframe[1].value
    assert {"B3", "C3", "D3", "E3"} <= set(notes["Sel"])
    assert kept(store) == before
    assert words.english(app) == set()
    click(app, "Simpan 2 program")
    found = {one.name: one for key, one in kept(store).items() if key not in before}
    assert found["Kanal aduan baru"].costs == {2026: 1.2e9}
    assert found["Jalan pintar"].unread["lead"] == "Dinas Antah"
    app.file_uploader[0].upload("program.xlsx", book(("Program", ROWS)), "application/xlsx").run()
    assert metric(app, "Tetap seperti tersimpan") == "2"
    click(app, "Urungkan: ")
    assert kept(store) == before


def part(app, name):
    """Open a part of the page as a visitor does, who takes the session along."""
    parts = next(one for one in app.main.button_group if "Buku kerja" in one.options)
    parts.set_value(next(option for option in parts.options if option.startswith(name))).run()


def test_a_workbook_waits_while_another_part_is_read_until_it_is_saved(app, store):
    opened(app, "berkas")
    app.file_uploader[0].upload("program.xlsx", book(("Program", ROWS)), "application/xlsx").run()
    part(app, "Daftar")
    assert not app.file_uploader
    part(app, "Buku kerja")
    assert metric(app, "Program baru") == "2"
    click(app, "Simpan 2 program")
    part(app, "Daftar")
    part(app, "Buku kerja")
    assert "Program baru" not in {one.label for one in app.metric}
    assert not any("program.xlsx" in one.value for one in app.markdown)


def test_risks_of_a_programme_nobody_knows_are_asked_before_they_are_saved(app, store):
    risks = ("Risiko", [("Program", "Risiko", "Mitigasi"), ("Taman bermain", "Sepi", "Promosi")])
    before = kept(store)
    opened(app, "berkas")
    app.file_uploader[0].upload("risiko.xlsx", book(risks), "application/xlsx").run()
    assert "Berkas ini tidak mengubah apa pun." in [one.value for one in app.markdown]
    box = next(one for one in app.selectbox if one.label == "'Taman bermain'")
    box.set_value("contoh-taman").run()
    click(app, "Simpan 1 program")
    after = kept(store)
    assert after["contoh-taman"].risk == f"{before['contoh-taman'].risk}\nSepi"
    assert after["contoh-taman"].mitigation == f"{before['contoh-taman'].mitigation}\nPromosi"
    assert {key: one for key, one in after.items() if key != "contoh-taman"} == {
        key: one for key, one in before.items() if key != "contoh-taman"
    }
    assert words.english(app) == set()


def test_marks_of_quick_wins_are_saved_with_their_programmes(app, store):
    headings = ("Nama Inovasi", "OPD", "Perumusan", "Daya Tarik", "Manfaat", "Keunikan", "Keberlangsungan")
    rows = ("Quick win", [headings, ("Loket keliling", "Dinkes", 4.0, 3.0, 4.0, 2.0, 3.0)])
    opened(app, "berkas")
    app.file_uploader[0].upload("quick win.xlsx", book(rows), "application/xlsx").run()
    assert any(one.value.startswith("Nilai quick win 1 program ikut disimpan") for one in app.caption)
    assert words.english(app) == set()
    click(app, "Simpan 1 program")
    assert any("Nilai quick win 1 program masuk ke halaman Prioritas" in one.value for one in app.success)
    engine = storage.open_store(stores.address(store))
    key = next(key for key, one in kept(store).items() if one.name == "Loket keliling")
    assert quick_win_marks.read_quick_win_marks(engine, REGION)[key].marks["keunikan"] == 2.0
    engine.dispose()


def test_a_file_that_is_none_is_told(app, store):
    opened(app, "berkas")
    app.file_uploader[0].upload("rusak.xlsx", b"bukan berkas", "application/xlsx").run()
    assert not app.exception
    assert len(app.dataframe) == 1


def test_two_programmes_are_joined_with_both_opd_or_kept_apart(app, store):
    before = kept(store)
    opened(app, "sama")
    first, second = next(one.key for one in app.button if one.key.startswith("gabung_")).split("_")[1:]
    app.button(key=f"gabung_{first}_{second}").click().run()
    whole = kept(store)[first]
    assert {before[first].lead, before[second].lead} <= {whole.lead, *whole.support}
    assert second not in kept(store)
    click(app, "Urungkan: ")
    assert kept(store) == before
    app.button(key=f"pisah_{first}_{second}").click().run()
    assert f"gabung_{first}_{second}" not in [one.key for one in app.button]
    click(app, "Periksa lagi")
    assert f"gabung_{first}_{second}" in [one.key for one in app.button]


def test_many_programmes_are_shown_as_rows(app, store):
    app.query_params["dimensi"] = "ENV"
    opened(app, "banyak")
    assert not app.exception
    assert words.english(app) == set()


def test_rows_typed_while_somebody_else_saves_another_programme_are_kept(app, store):
    opened(app, "banyak")
    editor = app.data_editor[0]
    first, second = editor.value["key"][:2]
    write(store, **{second: replace(kept(store)[second], problem="Masalah baru")})
    edits = {0: {"funds": "CSR"}}
    app.session_state[editor.key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    click(app, "Simpan semua baris")
    now = kept(store)
    assert (now[first].funds, now[second].problem) == ("CSR", "Masalah baru")


def test_running_programmes_stand_on_ringkasan_as_strengths(app, store):
    app.query_params["wilayah"], app.query_params["ringkasan"] = REGION, "program"
    app.switch_page("pages/analisis/ringkasan.py").run()
    running = [one for one in kept(store).values() if one.running]
    assert f"Kekuatan: {len(running)} program sudah berjalan" in [one.value for one in app.subheader]
