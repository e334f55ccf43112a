"""Streamlit's own words in Indonesian, filters in the address, errors without a traceback, in a browser."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, running, settle
from tests.e2e.test_frame import asked_elsewhere

LAUNCHER = f"""
import importlib.util
import sys

sys.path.insert(0, {str(ROOT)!r})
import server
import streamlit as st

app = st.App(
    "words.py",
    routes=server.app._user_routes,
    middleware=server.MIDDLEWARE,
    lifespan=server.lifespan,
    on_script_error=server.errors.show_error,
)
"""
LIMIT = 25 * 1024 * 1024


@pytest.fixture(scope="module")
def words_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    (folder / "words_server.py").write_text(LAUNCHER)
    shutil.copy(ROOT / "tests" / "e2e" / "words.py", folder)
    (folder / "static").symlink_to(ROOT / "static")
    (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
    with running(folder, folder / "words_server.py") as address:
        yield address


@pytest.fixture
def page(words_server, visit):
    opened = visit(words_server)
    opened.wait_for_function("() => document.documentElement.lang === 'id'")
    return opened


def test_the_uploader_speaks_indonesian(page):
    uploader = page.get_by_test_id("stFileUploader")
    uploader.locator("button").get_by_text("Unggah").wait_for()
    expect(uploader).to_contain_text("Paling besar 25 MB per berkas • XLSX", use_inner_text=True)
    expect(uploader).not_to_contain_text(re.compile(r"Upload|Browse|Drag|per file"), use_inner_text=True)


def test_a_file_over_the_limit_is_refused_in_indonesian(page, tmp_path):
    big = tmp_path / "besar.xlsx"
    big.write_bytes(b"0" * (LIMIT + 1))
    page.locator("input[type=file]").set_input_files(big)
    page.get_by_text("Berkas melebihi batas 25 MB").wait_for()


def test_a_file_of_another_kind_is_refused_in_indonesian(page, tmp_path):
    other = tmp_path / "catatan.txt"
    other.write_text("x")
    page.locator("input[type=file]").set_input_files(other)
    page.get_by_text("Jenis berkas ini tidak diterima").wait_for()


def test_nothing_in_the_frame_is_left_in_english(page):
    page.get_by_role("button", name="Tabel").click()
    page.get_by_test_id("stDataFrame").wait_for()
    page.get_by_test_id("stDataFrame").hover()
    settle(page)
    said = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label],[title],[placeholder]')]
        .flatMap(e => ['aria-label', 'title', 'placeholder'].map(n => e.getAttribute(n)).filter(Boolean))"""
    )
    english = re.compile(
        r"\b(Search|Download|Fullscreen|Choose|Select|Open|Help|Sidebar|icon|columns|file)\b", re.I
    )
    assert [text for text in said if english.search(text)] == []


def test_a_dialog_closes_in_indonesian(page):
    page.get_by_role("button", name="Buka dialog").click()
    page.locator("[role=dialog]").get_by_role("button", name="Tutup").click()
    page.locator("[role=dialog]").wait_for(state="detached")


def test_an_unexpected_error_shows_a_reference_and_no_traceback(page):
    page.get_by_role("button", name="Rusak").click()
    alert = page.get_by_test_id("stAlert")
    alert.wait_for()
    expect(alert).to_have_text(re.compile(r"K-[0-9A-F]{6}"))
    expect(page.locator("body")).not_to_contain_text("rahasia", use_inner_text=True)
    expect(page.locator("body")).not_to_contain_text("ValueError", use_inner_text=True)


def test_a_document_that_fails_says_so_with_a_reference_until_it_is_asked_for_again(page):
    """Streamlit itself would show one English sentence for five seconds."""
    page.get_by_role("button", name="Unduh dokumen gagal").click()
    alert = page.get_by_role("alert").filter(has_text="tidak dapat dibuat")
    alert.wait_for()
    first = re.search(r"K-[0-9A-F]{6}", alert.inner_text())
    assert first
    page.wait_for_timeout(6000)
    expect(alert).to_contain_text(first[0], use_inner_text=True)
    page.get_by_role("button", name="Unduh dokumen gagal").click()
    page.wait_for_function("old => !document.body.innerText.includes(old)", arg=first[0])
    alert.wait_for()
    said = page.locator("body").inner_text()
    assert "rahasia" not in said
    assert "Failed" not in said


def test_a_filter_lives_in_the_address_and_survives_a_reload(page):
    box = page.get_by_test_id("stSelectbox").filter(has_text="Kabupaten/kota")
    box.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*wilayah=35.14*")
    page.reload()
    settle(page)
    page.get_by_text("Terpilih: 35.14").wait_for()
    shown = page.get_by_test_id("stSelectbox").filter(has_text="Kabupaten/kota").get_by_role("combobox")
    expect(shown).to_have_value("Kab. Pasuruan")


def test_a_filter_that_names_nothing_is_said_and_replaced(words_server, visit):
    page = visit(f"{words_server}/?wilayah=99.99")
    page.get_by_text("tidak dikenal").wait_for()
    page.wait_for_url("**/*wilayah=35.18*")


def test_numbers_on_an_axis_have_a_decimal_comma(page):
    page.get_by_text("0,5").first.wait_for()


def test_the_page_asks_no_other_host_and_nothing_is_refused(page):
    assert asked_elsewhere(page) == []
