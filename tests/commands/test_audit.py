"""audit verify: silent where all fits, and which chain, entry and rows where it does not."""

import shutil
import sqlite3

import pytest

import cli
import storage
from storage import audit
from tests.commands.running import ENGLISH, refused
from tests.pages import stores


@pytest.fixture
def file(seeded_store, tmp_path, monkeypatch):
    copied = shutil.copy(seeded_store, tmp_path / "store.db")
    monkeypatch.setenv("DATABASE_URL", stores.address(copied))
    return copied


def verify(capsys, *given):
    code = cli.main(["audit", "verify", *given])
    said = capsys.readouterr().err
    assert not ENGLISH.search(said)
    return code, said


def test_a_whole_store_is_said_to_be_whole_with_its_heads(file, capsys):
    engine = storage.open_store()
    head = str(audit.find_chain_head(engine, "35.18"))
    engine.dispose()
    code, said = verify(capsys, "--head", head)
    assert code == 0
    assert "Jejak audit utuh" in said
    assert f"Rantai Kab. Nganjuk (35.18): {head}" in said


def test_an_answer_and_a_decision_rewritten_are_named(file, capsys):
    raw = sqlite3.connect(file)
    raw.execute(
        "UPDATE answer SET value = value + 1 WHERE value > 0 AND version_id = (SELECT min(version.id) "
        "FROM version JOIN submission ON submission.id = submission_id WHERE region = '35.18')"
    )
    raw.execute("UPDATE entry SET text = '{}' WHERE id = (SELECT min(id) FROM entry WHERE region = '35.23')")
    raw.commit()
    code, said = verify(capsys)
    assert code == 1
    assert "Rantai Kab. Nganjuk (35.18), catatan" in said
    assert "jawaban dan program 35.18" in said
    assert "Unggahan disimpan" in said
    assert "Rantai Kab. Tuban (35.23), catatan" in said
    assert "isian 35.23" in said
    assert "TIDAK cocok" in said


def test_a_cut_end_and_a_printed_head_that_is_gone_are_named(file, capsys):
    engine = storage.open_store()
    head = audit.find_chain_head(engine, "35.18")
    engine.dispose()
    raw = sqlite3.connect(file)
    raw.execute("DROP TRIGGER audit_no_delete")
    raw.execute("DELETE FROM audit WHERE chain = '35.18' AND number = ?", [head.number])
    raw.commit()
    code, said = verify(capsys, "--head", str(head))
    assert code == 1
    assert f"Rantai Kab. Nganjuk (35.18), catatan {head.number} seharusnya yang terakhir" in said
    assert f"Kode {head} tidak ada di sini" in said


@pytest.mark.parametrize(
    "head",
    [
        "bukan",
        "35.18/12",
        "35.18/x/3f9a41c277d0b812",
        "35.18/12/3f9a",
        "a/1/zzzz9999",
        f"35.18/{10**30}/3f9a41c277d0b812",
    ],
)
def test_what_is_no_head_is_wrong_usage(file, capsys, head):
    assert "bukan kode jejak audit" in refused(capsys, "audit", "verify", "--head", head)


def test_audit_alone_is_wrong_usage(capsys):
    assert "BAGIAN" in refused(capsys, "audit")
