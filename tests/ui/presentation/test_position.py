"""The running order of a presentation, and the steps a clicker takes through it."""

import pytest
import streamlit as st

from ui.presentation.position import (
    LAST_PAGE,
    ShowStep,
    change_text_size,
    current_slide_page,
    cycle_option,
    go_back,
    go_forward,
    go_to_slide,
    remember_position,
    resume_presentation,
    slide_position,
    text_zoom,
)
from ui.shared import filters

ORDER = [
    ShowStep("profil", None, "Skor"),
    ShowStep("indikator", "GOV", "Indikator"),
    ShowStep("bukti", None, "Bukti"),
]


@pytest.fixture
def address(monkeypatch, tmp_path):
    """The page's address and the session, as dictionaries."""
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    monkeypatch.setattr(st, "query_params", {})
    monkeypatch.setattr(st, "session_state", {})
    return st.query_params


def at(address):
    return address.get("slide"), int(address.get("halaman", 1))


def test_forth_goes_through_pages_then_slides_and_stays_at_the_end(address):
    go_forward(ORDER, 0, 1, 2)
    assert at(address) == ("profil", 2)
    go_forward(ORDER, 0, 2, 2)
    assert at(address) == ("indikator.GOV", 1)
    go_to_slide(ORDER, 2)
    go_forward(ORDER, 2, 1, 1)
    assert at(address) == ("bukti", 1)


def test_back_goes_to_the_last_page_of_the_slide_before_and_stays_at_the_start(address):
    go_back(ORDER, 2, 1)
    assert at(address) == ("indikator.GOV", LAST_PAGE)
    go_back(ORDER, 1, 2)
    assert at(address) == ("indikator.GOV", 1)
    go_to_slide(ORDER, 0)
    go_back(ORDER, 0, 1)
    assert at(address) == ("profil", 1)


@pytest.mark.parametrize(
    ("slide", "position"), [("bukti", 2), ("indikator.ECO", 1), ("indikator", 1), ("tidak-ada", 0), ("", 0)]
)
def test_an_address_names_a_slide_or_one_of_its_kind_else_the_first(address, slide, position):
    address["slide"] = slide
    assert slide_position(ORDER) == position


@pytest.mark.parametrize(
    ("text", "page"), [("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("", 1), ("²", 1), ("999999999", 1)]
)
def test_a_page_in_the_address_is_at_least_the_first(address, text, page):
    address["halaman"] = text
    assert current_slide_page() == page


@pytest.mark.parametrize(("text", "zoom"), [("120", 120), ("80", 80), ("130", 100), ("huge", 100), ("", 100)])
def test_only_sizes_on_offer_are_taken(address, text, zoom):
    address["ukuran"] = text
    assert text_zoom() == zoom


def test_text_grows_and_shrinks_within_what_is_offered(address):
    for _ in range(9):
        change_text_size(1)
    assert text_zoom() == 160
    for _ in range(9):
        change_text_size(-1)
    assert text_zoom() == 80


def test_one_key_goes_round_all_dimensions_and_back_to_all(address):
    selection = []
    for _ in range(3):
        cycle_option(filters.DIMENSION, [None, "GOV", "ECO"])
        selection.append(address.get("dimensi"))
    assert selection == ["GOV", "ECO", None]


def test_what_was_shown_last_comes_back_after_a_restart(address, monkeypatch):
    go_to_slide(ORDER, 1, 2)
    filters.keep_choice(filters.REGION, "35.18")
    remember_position()
    monkeypatch.setattr(st, "query_params", {})
    monkeypatch.setattr(st, "session_state", {})
    resume_presentation()
    assert st.query_params == {"wilayah": "35.18", "slide": "indikator.GOV", "halaman": "2"}


def test_an_address_with_a_slide_is_not_replaced_by_what_was_shown_last(address, monkeypatch):
    go_to_slide(ORDER, 1)
    remember_position()
    monkeypatch.setattr(st, "query_params", {"slide": "bukti"})
    monkeypatch.setattr(st, "session_state", {})
    resume_presentation()
    assert st.query_params == {"slide": "bukti"}


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"slide": '])
def test_a_damaged_memory_is_no_memory(address, tmp_path, text):
    (tmp_path / "tayangan.json").write_text(text)
    resume_presentation()
    assert st.query_params == {}
