"""Unggah survei: files of one name, what was chosen, what a new version would take away."""

import pytest

from storage.results import answers
from storage.upload import choices
from survey.values import SourceFile
from tests.pages.uploads import REGION, said, send, shown, versions, visit
from tests.survey.making import KESIAPAN, book

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
    assert "Menyatakan tidak ada program (1)" in app.code[-1].value
    assert next(one.value for one in app.metric if one.label == "OPD sudah mengirim").startswith("1 dari")
