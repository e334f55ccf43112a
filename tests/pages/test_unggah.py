"""Unggah survei: files of one name, what was chosen, what a new version would take away."""

import pytest

from survey.values import SourceFile
from tests.pages.uploads import said, send, shown, versions, visit
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
