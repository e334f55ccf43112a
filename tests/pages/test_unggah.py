"""Unggah survei: files of one name, what was chosen, what a new version would take away."""

import random

import pytest

from storage.results import answers
from storage.upload import choices
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.pages.uploads import REGION, said, send, shown, versions, visit
from tests.survey.making import KESIAPAN, book
from workflow.upload.outcome import OpenQuestions

NODES = KESIAPAN.framework
LEAVES = NODES.leaves[:12]


def survey(opd, levels, name="survei.xlsx"):
    """A table of items in rows that names its OPD above, or nobody."""
    rows = [[at, NODES.node(code).name, levels.get(code)] for at, code in enumerate(LEAVES, 1)]
    above = [[f"OPD : {opd}"]] if opd else []
    return SourceFile(name, book(("Jawaban", [*above, [], ["No", "Aspek yang dinilai", "Hasil"], *rows])))


FULL = dict.fromkeys(LEAVES, 3)
DOUBTFUL = FULL | {LEAVES[0]: "kurang tahu"}


def choose(app, opd, place):
    """Answer the `place`-th open question about an OPD, and save."""
    field = [one for one in app.selectbox if one.label == "Perangkat daerah mana yang mengisi?"][place]
    field.set_value(opd)
    [one for one in app.main.button if one.label == "Simpan pilihan"][place].click().run()


@pytest.mark.parametrize("at_once", [True, False])
def test_two_opd_may_send_files_of_one_name(app, engine, prepared, unexpected, at_once):
    files = [survey(opd, DOUBTFUL) for opd in ("Dinas Kesehatan", "Dinas Komunikasi dan Informatika")]
    visit(app, "unggah", isi="satu")
    for turn in [files] if at_once else [[file] for file in files]:
        send(app, *turn)
    assert unexpected == []
    cards = [one.value for one in app.markdown if "**survei.xlsx**" in one.value]
    assert len(cards) == 2
    assert {"Dinas Kesehatan" in one for one in cards} == {True, False}
    assert "Dinas Kesehatan; **survei.xlsx** · Dinas Komunikasi dan Informatika" in said(app)


def test_the_same_bytes_twice_can_be_assigned_to_two_opd(app, engine, prepared, unexpected):
    visit(app, "unggah", isi="satu")
    send(app, survey("", FULL), survey("", FULL))
    assert "OPD belum diketahui" in shown(app)
    choose(app, "DINKES", 0)
    choose(app, "DISKOMINFO", 0)
    assert unexpected == []
    kept = versions(engine, prepared)
    assert sorted(kept["opd"]) == ["DINKES", "DISKOMINFO"]
    assert sorted(kept["file"]) == ["survei (2).xlsx", "survei.xlsx"]


def test_the_same_refused_file_twice_is_two_cards(app, prepared, unexpected):
    visit(app, "unggah", isi="satu")
    send(app, SourceFile("rusak.xlsx", b"PK\x03\x04"), SourceFile("rusak.xlsx", b"PK\x03\x04"))
    assert unexpected == []
    assert len([one for one in app.main.button if one.label == "Singkirkan"]) == 2


def press(app, label):
    next(one for one in app.main.button if one.label == label).click().run()


def confirmed(app, engine):
    """A file of nobody named, confirmed to be of Dinas Kesehatan."""
    visit(app, "unggah", isi="satu")
    send(app, survey("", FULL))
    choose(app, "DINKES", 0)


def kept(engine):
    return [(one.chosen_label, one.batch_id) for one in choices.list_choices(engine, REGION, ["agency"])]


def test_a_confirmed_choice_is_seen_changed_and_forgotten(app, engine, prepared, unexpected):
    confirmed(app, engine)
    assert unexpected == []
    ((label, batch),) = kept(engine)
    assert label == "Dinas Kesehatan"
    assert batch == versions(engine, prepared)["batch_id"].item()
    app.session_state["pilihan_diingat"] = True
    app.run()
    assert "Perangkat daerah mana yang mengisi?" in str(
        app.dataframe[-1].value if app.dataframe else app.table
    )
    (change,) = [one for one in app.selectbox if one.label == "Ubah menjadi"]
    change.set_value("DISKOMINFO").run()
    press(app, "Simpan perubahan")
    assert kept(engine) == [("Dinas Komunikasi dan Informatika", None)]
    send(app, survey("", FULL))
    assert sorted(versions(engine, prepared)["opd"]) == ["DINKES", "DISKOMINFO"]
    app.session_state["pilihan_diingat"] = True
    app.run()
    press(app, "Lupakan")
    assert kept(engine) == []
    send(app, survey("", FULL))
    assert "OPD belum diketahui" in shown(app)
    assert unexpected == []


def test_an_undone_upload_takes_its_confirmation_with_it(app, engine, prepared, unexpected):
    confirmed(app, engine)
    assert "survei.xlsx" in " ".join(str(one.value) for one in [*app.dataframe, *app.table])
    press(app, "Batalkan unggahan ini")
    assert "1 pilihan yang dikonfirmasi untuknya ditanyakan lagi" in said(app)
    assert kept(engine) == []
    send(app, survey("", FULL))
    assert "OPD belum diketahui" in shown(app)
    assert unexpected == []


def test_a_version_that_says_less_replaces_nothing_before_the_choice(app, engine, prepared, unexpected):
    visit(app, "unggah", isi="satu")
    send(app, survey("Dinas Kesehatan", FULL))
    send(app, survey("Dinas Kesehatan", {LEAVES[0]: 5}, "baru.xlsx"))
    assert "Versi ini tidak lagi memuat yang berlaku sekarang" in shown(app)
    assert len(versions(engine, prepared)) == 1
    (field,) = [one for one in app.selectbox if one.label.startswith("Yang berlaku sekarang")]
    field.set_value("join")
    press(app, "Simpan pilihan")
    assert unexpected == []
    rows = answers.list_answer_details(engine, prepared.period_id, prepared.instrument_id, REGION)
    levels = dict(zip(rows["indicator"], rows["claimed"], strict=True))
    assert {code: levels[code] for code in LEAVES} == FULL | {LEAVES[0]: 5}


def test_a_second_question_of_a_file_keeps_the_answer_to_its_first(app, engine, prepared, unexpected):
    """Which of two files counts is not remembered: it must outlast the question that comes after it."""
    visit(app, "unggah", isi="satu")
    send(app, survey("Dinas Kesehatan", FULL))
    send(
        app,
        survey("Dinas Kesehatan", {LEAVES[0]: 5}, "a.xlsx"),
        survey("Dinas Kesehatan", {LEAVES[0]: 4}, "b.xlsx"),
    )
    (field,) = [one for one in app.selectbox if one.label.startswith("Berkas mana")]
    field.select(field.options[0])
    press(app, "Simpan pilihan")
    (field,) = [one for one in app.selectbox if one.label.startswith("Yang berlaku sekarang")]
    field.set_value("replace")
    press(app, "Simpan pilihan")
    assert unexpected == []
    rows = answers.list_answer_details(engine, prepared.period_id, prepared.instrument_id, REGION)
    assert rows.loc[rows["status"] == "answered", "claimed"].tolist() == [5.0]


@pytest.mark.parametrize("name", ["Survei Dinas Sosial.xlsx", "kiriman 3.xlsx", "x[1]_$.xlsx"])
def test_a_refused_file_of_any_name_is_shown_on_completeness(app, engine, prepared, unexpected, name):
    visit(app, "unggah", isi="satu")
    send(app, SourceFile(name, b"PK\x03\x04"))
    visit(app, "kelengkapan")
    assert unexpected == []
    assert "Berkas rusak atau unduhannya terputus" in shown(app)


def test_completeness_says_what_is_wrong_with_a_file_that_was_refused(app, engine, prepared, unexpected):
    visit(app, "unggah", isi="satu")
    send(app, SourceFile("DINKES.xlsx", b"PK\x03\x04"))
    visit(app, "kelengkapan")
    assert "Berkas rusak atau unduhannya terputus" in shown(app)
    next(one for one in app.main.button if one.label == "Catat pengirim").click().run()
    app.button_group(key="bagian_kelengkapan").set_value("pengingat").run()
    (field,) = [one for one in app.selectbox if one.label == "Perangkat daerah"]
    field.select(
        next(one for one in field.options if one.startswith("Dinas Kesehatan (berkas ditolak)"))
    ).run()
    assert unexpected == []
    assert 'Berkas "DINKES.xlsx"' in app.code[0].value
    assert "Berkas rusak atau unduhannya terputus" in app.code[0].value
    assert "belum kami terima" not in app.code[0].value
    visit(app, "unggah", isi="satu")
    assert "DINKES" in str(app.table[0].value)


def test_an_opd_without_programmes_is_noted_on_completeness(app, engine, prepared, unexpected):
    visit(app, "kelengkapan")
    (field,) = [one for one in app.multiselect if one.label.startswith("OPD yang menyatakan")]
    field.select(field.options[0]).run()
    press(app, "Catat: tidak ada program")
    assert unexpected == []
    assert next(one.value for one in app.metric if one.label == "OPD sudah mengirim").startswith("0 dari")
    app.button_group(key="bagian_kelengkapan").set_value("pengingat").run()
    assert "Menyatakan tidak ada program (1)" in app.code[-1].value


def fields(app, start=""):
    return [one for one in app.main.selectbox if one.label.startswith(start) and one.options]


def test_what_ten_files_ask_is_answered_at_once(app, engine, prepared, unexpected):
    """Each of them asks whose it is; one press stores them all."""
    names = ["DINKES", "DISKOMINFO", "SETDA"]
    visit(app, "unggah", isi="satu")
    send(app, *(survey("", dict.fromkeys(LEAVES, 1 + at % 5), f"{at}.xlsx") for at in range(10)))
    asked = fields(app, "Perangkat daerah mana yang mengisi?")
    assert len(asked) == 10
    assert [one.label for one in app.main.button].count("Simpan pilihan") == 1
    offered = sorted({option for one in asked for option in one.options})
    for at, field in enumerate(asked):
        field.set_value(names[at] if at < 3 else "skip")
        field.run()
    assert f"{len(asked)} dari {len(asked)} pertanyaan dijawab" in " ".join(one.value for one in app.caption)
    press(app, "Simpan pilihan")
    assert unexpected == []
    assert offered
    assert sorted(versions(engine, prepared)["opd"]) == sorted(names)


def places_on_page(app):
    """The files' names and what is asked, in the order of the page."""
    found = []

    def walk(block):
        for one in block.children.values():
            if hasattr(one, "children"):
                walk(one)
            elif one.type == "markdown" and "**" in one.value and ".xlsx" in one.value:
                found.append(one.value.split("**")[1])
            elif one.type in ("selectbox", "arrow_data_frame") or "editor" in one.type:
                found.append(getattr(one, "label", "") or one.type)

    walk(app.main)
    return found


def test_a_card_holds_the_questions_of_its_own_file_alone(app, engine, prepared, unexpected):
    """Respondents of one OPD wait for one another; each question stands at the file it is about."""
    visit(app, "unggah", isi="satu")
    odd = FULL | {LEAVES[0]: "3/4", LEAVES[1]: "4*", LEAVES[2]: "±3"}
    send(app, survey("Dinas Kesehatan", FULL, "satu.xlsx"), survey("Dinas Kesehatan", odd, "dua.xlsx"))
    page = places_on_page(app)
    (both,) = [one for one in page if one.startswith("Berkas mana")]
    assert page.index(both) < min(page.index("satu.xlsx"), page.index("dua.xlsx"))
    (field,) = fields(app, "Berkas mana")
    field.set_value("all")
    press(app, "Simpan pilihan")
    page = places_on_page(app)
    first, second = page.index("satu.xlsx"), page.index("dua.xlsx")
    asked = [at for at, one in enumerate(page) if one not in ("satu.xlsx", "dua.xlsx") and "Sel" not in one]
    between = (
        [at for at in asked if first < at < second] if first < second else [at for at in asked if at > first]
    )
    assert unexpected == []
    assert between == []
    assert "3 pertanyaan menyangkut lebih dari satu berkas" in " ".join(one.value for one in app.caption)


def test_a_refused_file_that_asks_where_its_table_begins_is_read_as_answered(app, prepared, unexpected):
    rows = [["Lampiran"], ["Dinkes", 4, 3], ["Diskominfo", 2, 1], ["Setda", 5, 5]]
    visit(app, "unggah", isi="satu")
    send(app, SourceFile("tanpa judul.xlsx", book(("Isian", rows))))
    (field,) = fields(app, "Baris mana yang memuat judul")
    field.select_index(0)
    press(app, "Simpan pilihan")
    assert unexpected == []
    assert fields(app, "Baris mana yang memuat judul") == []


def test_each_question_of_drawn_files_has_one_place():
    chance = random.Random(7)
    owners = ["Dinas Kesehatan", "Dinas Komunikasi dan Informatika", ""]
    for turn in range(6):
        files = [
            survey(chance.choice(owners), FULL | {LEAVES[at]: chance.choice(["3/4", "4*", 2])}, f"{at}.xlsx")
            for at in range(5)
        ]
        readings = read_batch(files, ReadingContext(KESIAPAN, REGION, choices={}, in_table=bool(turn % 2)))
        asked = OpenQuestions(readings)
        own = [one.key for reading in readings for one in asked.of_file(reading)]
        shared = [one.key for one, _ in asked.of_several]
        every = {one.key for reading in readings for one in reading.questions}
        assert sorted(own + shared) == sorted(every)
        assert asked.open_count == len(every)
