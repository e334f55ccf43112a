"""Two people edit two groups at once and a workbook is filled offline; everything arrives and is joined."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

import storage
from tests.e2e.conftest import running, settle, visiting
from tests.pages import stores
from workflow.worksheets import worksheets
from workflow.worksheets.workbook_rows import TITLES
from workflow.worksheets.worksheets import WorksheetScope

REGION, PERIOD = "35.18", "2026 contoh"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def room(seeded_store, tmp_path_factory):
    """The address of a server over the sample, and its store."""
    folder = tmp_path_factory.mktemp("kertas")
    shutil.copy(seeded_store, folder / "store.db")
    engine = storage.open_store(stores.address(folder / "store.db"))
    stores.clear_worksheets(engine, WorksheetScope(REGION, PERIOD))
    engine.dispose()
    with running(folder) as address:
        yield address, stores.address(folder / "store.db")


def come_in(visit, server: str, group: str, name: str):
    """A person of a group, with a name typed."""
    page = visit(f"{server}/kertas-kerja?wilayah={REGION}&kelompok={group}")
    page.set_default_timeout(PATIENCE)
    box = page.get_by_label("Nama Anda", exact=True)
    box.fill(name)
    box.press("Enter")
    settle(page)
    page.get_by_role("button", name="Tambahkan").wait_for()
    return page


def write(page, text: str) -> None:
    page.get_by_label("Uraian", exact=True).fill(text)
    page.get_by_role("button", name="Tambahkan").click()


def test_groups_write_at_once_and_a_workbook_comes_back_and_is_joined(room, browser, tmp_path):
    server, store = room
    with visiting(browser) as visit:
        first, second = (come_in(visit, server, *who) for who in (("ENV", "Sari"), ("SOC", "Budi")))
        first.get_by_label("Uraian", exact=True).fill("Sampah belum dipilah di sumber")
        second.get_by_label("Uraian", exact=True).fill("Di sumber sampah belum dipilah")
        for page in (first, second):
            page.get_by_role("button", name="Tambahkan").click()
        for page in (first, second):
            page.get_by_text("1 isian tersimpan").wait_for()
            settle(page)

        filled = offline(first, tmp_path, "Bank sampah belum merata")
        write(first, "Armada angkut kurang")
        first.get_by_text("1 isian tersimpan").wait_for()
        settle(first)
        first.get_by_role("button", name="Buku kerja (Excel)").click()
        first.locator("input[type=file]").set_input_files(filled)
        first.get_by_text("Catatan pembacaan buku kerja").wait_for()
        expect(first.locator("[data-testid=stMain]")).to_contain_text("D7", use_inner_text=True)
        settle(first)

        second.get_by_text("Gabungan semua kelompok").click()
        second.get_by_role("button", name="Gabungkan").click()
        second.get_by_text("semua penulisnya tercatat").wait_for()
        settle(second)

    engine = storage.open_store(store)
    everyone = worksheets.list_merged_lines(engine, WorksheetScope(REGION, PERIOD), ["ENV", "SOC"])
    engine.dispose()
    said = {one.lead.text: set(one.authors) for one in everyone}
    assert len(said) == 3
    assert {"Sari", "Budi"} in said.values()
    assert set(said) > {"Armada angkut kurang", "Bank sampah belum merata"}


def offline(page, folder: Path, text: str) -> Path:
    """The group's workbook, downloaded and filled with one more issue and a root cause nobody lists."""
    page.get_by_role("button", name="Buku kerja (Excel)").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("Unduh buku kerja")).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    page.keyboard.press("Escape")
    workbook = openpyxl.load_workbook(file)
    sheet = workbook[TITLES["issue"]]
    assert sheet["B6"].value == "Sampah belum dipilah di sumber"
    sheet["B7"], sheet["D7"] = text, "entah"
    workbook.save(file)
    return file
