"""The status line, the badges, the actor's name and the error box."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from storage import StoreError
from ui.shared import actor, badges, page
from workflow import error_log


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("sample", [False, True])
def test_the_status_line_says_how_firm_the_numbers_are(locked, sample):
    state = page.PageStatus("Kesiapan 0.9", locked, 0.8, 0.15, 0.05, date(2026, 6, 14), sample)
    line = state.line()
    assert ("Sementara" in line) is not locked
    assert ("Terkunci" in line) is locked
    assert ("Data contoh (sintetis)" in line) is sample
    assert "80% klaim OPD, 15% disepakati, 5% terverifikasi" in line
    assert "instrumen Kesiapan 0.9" in line
    assert "14 Juni 2026" in line


def test_a_status_without_answers_claims_no_basis():
    line = page.PageStatus("Kesiapan 0.9").line()
    assert "Belum ada nilai" in line
    assert "%" not in line


def test_a_badge_cannot_be_broken_out_of():
    assert badges.text_badge("Dinas [PUPR] X") == r":gray-badge[Dinas \[PUPR\] X]"


def ask_name() -> None:
    import streamlit as st

    from ui.shared import actor

    actor.ask_actor_name()
    st.text(f"nama: {actor.actor_name()}")
    st.text(f"boleh: {actor.require_actor_name()}")


def test_a_name_is_typed_once_on_this_machine(monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    first = AppTest.from_function(ask_name, default_timeout=20).run()
    assert first.text[1].value == "boleh: None"
    assert "Nama Anda" in first.warning[0].value
    first.text_input[0].set_value("  Siti\n Aminah ").run()
    assert first.text[0].value == "nama: Siti Aminah"
    later = AppTest.from_function(ask_name, default_timeout=20).run()
    assert later.text[0].value == "nama: Siti Aminah"
    assert not later.warning


def test_a_name_is_one_printable_line_of_bounded_length():
    assert actor._clean("a\x00b\u202e" + "c" * 200) == ("ab" + "c" * 200)[: actor.LONGEST]


def fail(kind: str) -> None:
    from storage import StoreError
    from ui.shared import errors

    errors.show_error(StoreError("Penyimpanan sedang dipakai.") if kind == "store" else ValueError("rahasia"))


def test_an_unexpected_error_shows_a_reference_that_the_log_explains(monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    app = AppTest.from_function(fail, args=("other",), default_timeout=20).run()
    reference = app.error[0].value.split("**")[1]
    log = error_log.error_log_file().read_text(encoding="utf-8")
    assert reference in log
    assert "ValueError: rahasia" in log
    assert "rahasia" not in app.error[0].value


def test_an_error_of_the_store_is_shown_in_its_own_words(monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    app = AppTest.from_function(fail, args=("store",), default_timeout=20).run()
    assert app.error[0].value == "Penyimpanan sedang dipakai."
    assert not error_log.error_log_file().exists()
    assert issubclass(StoreError, Exception)
