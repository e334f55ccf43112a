"""What is typed stays, in a real browser: over pages, a reload and a restart of the server, until saved."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import new_tab, open_first_row, running, settle
from tests.e2e.test_job import choose_level, name_oneself

REASON = "Dokumen ditunjukkan di ruangan"
HAND_MS = 120  # from pressing to letting go: in none Streamlit draws the page again that was left
KEY_MS = 40  # from key to key: Streamlit's grid loses what comes in none and is ended by Enter
WAITS = re.compile(r"perubahan belum disimpan")


@pytest.fixture
def page(browser):
    opened = new_tab(browser)
    yield opened
    opened.context.close()


def reason(page):
    return page.get_by_label("Alasan", exact=True)


def go(page, address, path):
    """The same page of a server that may have another port by now; the browser knows no ports of cookies."""
    page.goto(f"{address}{path}")
    settle(page)


def test_a_reason_is_there_after_another_page_a_reload_and_a_restart_and_gone_when_saved(
    seeded_store, tmp_path, page
):
    shutil.copy(seeded_store, tmp_path / "store.db")
    with running(tmp_path) as address:
        go(page, address, "/klarifikasi?wilayah=35.18")
        name_oneself(page, "Sari")
        reason(page).fill(REASON)
        page.get_by_role("button", name="Berikutnya").click()  # leaves the field by the very click
        page.get_by_text(WAITS).wait_for()
        settle(page)
        expect(reason(page)).to_have_value("")
        page.get_by_role("button", name="Sebelumnya").click()
        settle(page)
        expect(reason(page)).to_have_value(REASON)
        page.get_by_role("link", name="Ringkasan").click()
        page.wait_for_url("**/ringkasan*")
        page.get_by_text(WAITS).wait_for()
        page.get_by_role("link", name="Klarifikasi").click()
        page.wait_for_url("**/klarifikasi*")
        settle(page)
        page.reload()
        settle(page)
        expect(reason(page)).to_have_value(REASON)
        path = page.url.removeprefix(address)
    with running(tmp_path) as address:
        go(page, address, path)
        expect(reason(page)).to_have_value(REASON)
        choose_level(page, 3)
        page.get_by_role("button", name="Simpan", exact=True).click()
        page.get_by_text("tersimpan: tingkat").wait_for()
        settle(page)
        expect(page.get_by_text(WAITS)).to_have_count(0)
        page.reload()
        settle(page)
        expect(reason(page)).to_have_value("")
        expect(page.get_by_text(WAITS)).to_have_count(0)


def test_a_digit_chooses_its_level_and_in_a_field_stays_text(sample_server, visit):
    page = visit(f"{sample_server}/klarifikasi?wilayah=35.18")
    reason(page).fill("")
    reason(page).press_sequentially("Pasal 4", delay=KEY_MS)
    expect(reason(page)).to_have_value("Pasal 4")
    expect(page.locator(".st-key-tangga label:has(input:checked)")).to_have_count(0)
    reason(page).blur()
    settle(page)
    page.keyboard.press("4")
    page.locator(".st-key-tangga label:has(input:checked)").filter(has_text=re.compile(r"^\s*4\D")).wait_for()
    page.locator(".st-key-terdampak").get_by_text("→ ").first.wait_for()


def test_what_is_being_typed_while_the_field_before_is_kept_stays(seeded_store, tmp_path, page):
    """The first draft shows what waits above the page: nothing below may be drawn anew under the hand."""
    shutil.copy(seeded_store, tmp_path / "store.db")
    with running(tmp_path) as address:
        go(page, address, "/klarifikasi?wilayah=35.18")
        name_oneself(page, "Sari")
        settle(page)
        reason(page).fill(REASON)
        by = page.get_by_label("Disepakati oleh")
        by.fill("")
        by.press_sequentially("Forum bimtek kabupaten", delay=KEY_MS)
        page.get_by_text(WAITS).wait_for()
        expect(by).to_have_value("Forum bimtek kabupaten")
        by.press("Enter")
        settle(page)
        expect(reason(page)).to_have_value(REASON)
        expect(by).to_have_value("Forum bimtek kabupaten")


def test_a_text_that_a_click_on_the_menu_leaves_is_kept(seeded_store, tmp_path, page):
    shutil.copy(seeded_store, tmp_path / "store.db")
    with running(tmp_path) as address:
        go(page, address, "/program?wilayah=35.18&bagian=satu")
        name = page.get_by_label("Nama program", exact=True)
        name.fill("Kartu warga digital")
        page.get_by_role("link", name="Ringkasan").click(delay=HAND_MS)
        page.wait_for_url("**/ringkasan*")
        page.get_by_text("1 perubahan belum disimpan").click()
        page.get_by_test_id("stPopoverBody").get_by_role("button", name="Buka").click()
        page.wait_for_url("**/program*")
        settle(page)
        expect(name).to_have_value("Kartu warga digital")


def test_rows_typed_in_the_grid_are_its_data_after_another_part_and_a_reload(seeded_store, tmp_path, page):
    """What a table holds after it was left cannot come from its state: only a draft can be saved then."""
    shutil.copy(seeded_store, tmp_path / "store.db")
    with running(tmp_path) as address:
        go(page, address, "/program?wilayah=35.18&bagian=banyak")
        name_oneself(page, "Sari")
        open_first_row(page, 120)
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("Nama dari tabel", delay=KEY_MS)
        page.wait_for_timeout(HAND_MS)
        page.keyboard.press("Enter")
        page.get_by_text("1 perubahan belum disimpan").wait_for()
        page.get_by_role("radio", name=re.compile("^Daftar")).click()
        settle(page)
        page.get_by_role("radio", name="Banyak program").click()
        settle(page)
        page.reload()
        settle(page)
        page.get_by_role("button", name="Simpan semua baris").click()
        page.get_by_text("1 program tersimpan.").wait_for()
        settle(page)
        expect(page.get_by_text(WAITS)).to_have_count(0)
        page.get_by_role("radio", name=re.compile("^Daftar")).click()
        page.get_by_text("Nama dari tabel").first.wait_for()
