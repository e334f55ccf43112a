"""An item beside the index in a real browser: added, decided, shown, withdrawn and put back."""

import shutil

import pytest
from playwright.sync_api import expect

import storage
from tests.e2e.conftest import running, settle, shoot, visiting
from tests.pages import stores
from workflow.sample import load
from workflow.setup import own_items

REGION, QUESTION = "35.18", "Sejauh mana titik rawan kecelakaan dipetakan dan ditangani?"
LEVELS = (
    "Belum dipetakan",
    "Sebagian dipetakan",
    "Seluruhnya dipetakan",
    "Separuh ditangani",
    "Semua ditangani",
)


@pytest.fixture(scope="module")
def room(seeded_store, tmp_path_factory):
    """The address of a server over the sample, and its store."""
    folder = tmp_path_factory.mktemp("butir")
    shutil.copy(seeded_store, folder / "store.db")
    with running(folder) as address:
        yield address, stores.address(folder / "store.db")


def asked(address: str) -> dict:
    engine = storage.open_store(address)
    found = own_items.list_own_items(engine, load.find_sample_scope(engine), REGION)
    engine.dispose()
    return found


def test_an_item_is_added_decided_shown_and_withdrawn(room, browser):
    server, store = room
    with visiting(browser) as visit:
        page = visit(f"{server}/butir-tambahan?wilayah={REGION}&butir=tambah")
        box = page.get_by_label("Nama Anda", exact=True)
        box.fill("Sari")
        box.press("Enter")
        settle(page)
        page.get_by_label("Nama singkat").fill("Keselamatan jalan")
        page.get_by_label("Pertanyaan").fill(QUESTION)
        page.get_by_role("button", name="Tambah pertanyaan", exact=True).last.click()
        page.get_by_text("Pilih OPD yang menjawab.").wait_for()
        expect(page.get_by_label("Pertanyaan")).to_have_value(QUESTION)
        page.get_by_role("combobox", name="OPD yang menjawab").fill("Perhubungan")
        page.get_by_role("option", name="Dinas Perhubungan").click()
        for level, words in enumerate(LEVELS, start=1):
            page.get_by_label(f"Tingkat {level}", exact=True).fill(words)
        shoot(page, "tambah")
        page.get_by_role("button", name="Tambah pertanyaan", exact=True).last.click()
        page.get_by_text("TAM.01 ditambahkan").wait_for()
        settle(page)
        assert [one.opd for one in asked(store).values()] == ["DISHUB"]
        page.goto(f"{server}/ringkasan?wilayah={REGION}")
        settle(page)
        shoot(page, "ringkasan")
        page.get_by_role("link", name="1 pertanyaan tambahan kabupaten, di luar indeks").click()
        page.get_by_text("Belum ada jawaban").wait_for()
        settle(page)
        shoot(page, "hasil-kosong")
        page.get_by_role("link", name="Klarifikasi pertanyaan tambahan").click()
        page.get_by_text(QUESTION).first.wait_for()
        settle(page)
        page.get_by_text("Seluruhnya dipetakan").first.click()
        page.get_by_label("Alasan").fill("Rapat dengan Dishub")
        settle(page)
        shoot(page, "klarifikasi")
        page.get_by_role("button", name="Simpan", exact=True).click()
        page.get_by_text("tersimpan: tingkat 3").wait_for()
        settle(page)
        expect(page.get_by_text("Indeks tetap")).to_have_count(0)
        page.goto(f"{server}/butir-tambahan?wilayah={REGION}")
        page.get_by_text("Rata-rata 3,00 dari 1 pertanyaan").wait_for()
        settle(page)
        shoot(page, "hasil")
        page.goto(f"{server}/butir-tambahan?wilayah={REGION}&butir=cabut")
        settle(page)
        page.get_by_role("combobox", name="Pertanyaan yang tidak ditanyakan lagi").fill("TAM")
        page.get_by_role("option", name="TAM.01").click()
        settle(page)
        page.get_by_role("button", name="Cabut pertanyaan", exact=True).last.click()
        page.get_by_text("Belum ada pertanyaan tambahan").wait_for()
        assert asked(store) == {}
