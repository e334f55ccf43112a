"""The main job in a real browser: from forty workbooks to what to do first, alone and two at once."""

import csv
import io
import re
import sqlite3
import time
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

import storage
from charts.drawing.format import format_number
from reference import agencies, instruments
from storage import chain_check
from storage.values import Actor
from tests.e2e import workbooks as made
from tests.e2e.conftest import ROOT, running, serving, settle, visiting
from tests.pages import stores
from workflow.setup import setup

NUMBER = re.compile(r"\d,\d\d")
SAMPLE = "wilayah=35.18"
INDONESIA = ROOT / "tests" / "corpus" / "indonesia"
PATIENCE = 60_000


def name_oneself(page, name: str) -> None:
    """Type the name that decisions are recorded under."""
    box = page.get_by_label("Nama Anda", exact=True)
    box.fill(name)
    box.press("Enter")
    settle(page)


def choose_files(page, files) -> None:
    """Choose files to upload; the field opens once the browser has a name."""
    page.locator("input[type=file]:enabled").first.set_input_files(files)


def metric(page, label: str) -> str:
    """The value of a card."""
    card = page.get_by_test_id("stMetric").filter(has_text=label).first
    return card.get_by_test_id("stMetricValue").inner_text().strip()


def open_page(page, server: str, address: str, query: str = SAMPLE) -> None:
    page.goto(f"{server}/{address}?{query}")
    settle(page)


def choose_level(page, level: int) -> None:
    """Press the level's own row, as a hand does: its radio lies below the words."""
    page.locator(".st-key-tangga label").filter(has_text=re.compile(rf"^\s*{level}\D")).click()


def agree(page, level: int, reason: str) -> float:
    """Agree a level for the indicator shown; the seconds until the page says what it did to the index."""
    choose_level(page, level)
    page.get_by_label("Alasan", exact=True).fill(reason)
    page.get_by_label("Disepakati oleh").fill("Forum bimtek")
    start = time.monotonic()
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text("tersimpan: tingkat").wait_for()
    return time.monotonic() - start


@pytest.fixture(scope="module")
def sample(tmp_path_factory, browser):
    """A server whose first visitor clicked for the sample."""
    folder = tmp_path_factory.mktemp("job")
    with running(folder) as address, visiting(browser) as visit:
        page = visit(address)
        page.set_default_timeout(PATIENCE)
        page.get_by_role("button", name="Muat data contoh (sintetis)").click()
        page.get_by_test_id("stMetric").filter(has_text="Indeks kesiapan").wait_for()
        yield address


def test_one_click_shows_an_index(sample, visit):
    page = visit(f"{sample}/ringkasan?{SAMPLE}")
    assert NUMBER.fullmatch(metric(page, "Indeks"))
    expect(page.locator("[data-testid=stMain]")).to_contain_text(
        "Data contoh (sintetis)", use_inner_text=True
    )


def test_a_level_agreed_in_the_room_moves_the_index_within_a_second_and_back(sample, visit):
    page = visit(f"{sample}/klarifikasi?{SAMPLE}")
    name_oneself(page, "Sari")
    before = metric(page, "Indeks")
    shown = metric(page, "Indikator ini")
    seconds = agree(page, 1 if shown != "1" else 5, "Disepakati di ruangan")
    print(f"Simpan -> said and redrawn: {seconds:.2f} s")
    settle(page)
    after = metric(page, "Indeks")
    assert after != before
    expect(page.get_by_text("Forum bimtek").first).to_be_visible()
    page.get_by_role("button", name="Urungkan: Kesepakatan").click()
    page.get_by_text("diurungkan").first.wait_for()
    settle(page)
    assert metric(page, "Indeks") == before


def test_a_decision_needs_a_reason(sample, visit):
    page = visit(f"{sample}/klarifikasi?{SAMPLE}")
    name_oneself(page, "Sari")
    choose_level(page, 2)
    page.get_by_role("button", name="Simpan", exact=True).click()
    alert = page.get_by_test_id("stAlert").filter(has_text=re.compile("alasan", re.IGNORECASE))
    alert.wait_for()


def test_two_people_decide_at_the_same_time(sample, visit):
    first, second = (visit(f"{sample}/klarifikasi?wilayah=35.23") for _ in range(2))
    for page, name in ((first, "Sari"), (second, "Budi")):
        name_oneself(page, name)
    second.get_by_role("button", name="Berikutnya").click()
    settle(second)
    for page, reason in ((first, "Alasan pertama"), (second, "Alasan kedua")):
        choose_level(page, 3)
        page.get_by_label("Alasan", exact=True).fill(reason)
        page.get_by_label("Disepakati oleh").fill("Forum")
    for page in (first, second):
        page.get_by_role("button", name="Simpan", exact=True).click()
    for page in (first, second):
        page.get_by_text("tersimpan: tingkat").wait_for()
        settle(page)
    for page in (first, second):
        page.reload()
        settle(page)
    assert metric(first, "Indeks") == metric(second, "Indeks")


def test_a_reload_keeps_the_filters(sample, visit):
    page = visit(f"{sample}/kesenjangan?wilayah=35.28")
    box = page.get_by_test_id("stSelectbox").filter(has_text="Kabupaten/kota").get_by_role("combobox")
    expect(box).to_have_value("Kab. Pamekasan")
    box.click()
    page.get_by_role("option", name="Kab. Tuban").click()
    page.wait_for_url("**/*wilayah=35.23*")
    page.reload()
    settle(page)
    expect(box).to_have_value("Kab. Tuban")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A folder and a server over an empty store, for a kabupaten of one's own."""
    folder = tmp_path_factory.mktemp("own")
    with running(folder) as address:
        yield folder, address


def test_forty_workbooks_become_priorities(own, visit, tmp_path):
    _, server = own
    page = visit(f"{server}/wilayah-opd?{SAMPLE}")
    page.set_default_timeout(PATIENCE)
    name_oneself(page, "Sari")
    page.get_by_role("button", name="Simpan periode").click()
    page.get_by_role("button", name=re.compile(r"Simpan \d+ OPD")).click()
    page.get_by_text("setiap indikator mendapat penanggung jawab").wait_for()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh templat semua OPD (ZIP)").click()
    forms = made.filled(Path(download.value.path()).read_bytes(), lambda row: 1 + row % 5)
    files = [{"name": n, "mimeType": "", "buffer": data} for n, data in list(forms.items())[:40]]

    open_page(page, server, "unggah")
    start = time.monotonic()
    choose_files(page, files)
    page.get_by_text("40 berkas tersimpan.").wait_for()
    print(f"40 workbooks, chosen to stored: {time.monotonic() - start:.1f} s")
    settle(page)
    assert metric(page, "OPD siap dinilai") == "40"
    choose_files(page, files[:2])
    page.get_by_text("Tidak ada yang berubah").wait_for()

    open_page(page, server, "kelengkapan")
    assert metric(page, "OPD sudah mengirim") == f"40 dari {len(forms)}"
    open_page(page, server, "kesenjangan")
    index = metric(page, "Indeks")
    assert NUMBER.fullmatch(index)
    open_page(page, server, "prioritas", f"{SAMPLE}&prioritas=opd")
    page.get_by_role("heading", name="Yang perlu dilakukan tiap OPD").wait_for()

    open_page(page, server, "ekspor")
    saved = {}
    for kind in ("xlsx", "csv", "json"):
        with page.expect_download() as download:
            page.locator(f".st-key-unduh_skor_{kind} button").click()
        saved[kind] = Path(download.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
    whole = next(row for row in rows if row["node"] == "INDEKS")
    assert format_number(float(whole["score"])) == index
    assert openpyxl.load_workbook(io.BytesIO(saved["xlsx"])).sheetnames
    assert b'"INDEKS"' in saved["json"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory, browser):
    """A server that knows a period for each published table."""
    folder = tmp_path_factory.mktemp("tables")
    scopes = prepare(folder, [("2021", "spbe"), ("2022", "kominfo"), ("2023", "kominfo"), ("2024", "spbe")])
    with running(folder) as address:
        yield address, scopes


def prepare(folder: Path, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], setup.AssessmentScope]:
    """A store with a period and instrument for each pair, made as the pages make them."""
    engine = storage.open_store(stores.address(folder / "store.db"))
    scopes = {}
    for label, instrument in wanted:
        period = setup.ensure_yearly_period(engine, int(label), Actor("Sari"))
        scopes[label, instrument] = setup.open_scope(engine, period, instruments.load_instrument(instrument))
    engine.dispose()
    return scopes


@pytest.mark.parametrize(
    ("label", "instrument", "file", "scored"),
    [
        ("2023", "kominfo", "kominfo_2023_rekap.xlsx", "90"),
        ("2021", "spbe", "spbe_2021_kota_denpasar.xlsx", "1"),
        ("2024", "spbe", "spbe_2024_domain_index_412.csv", "256"),
    ],
)
def test_a_published_table_is_scored(tables, visit, label, instrument, file, scored):
    server, scopes = tables
    scope = scopes[label, instrument]
    page = visit(f"{server}/unggah?isi=banyak&periode={scope.period_id}&instrumen={scope.instrument_id}")
    page.set_default_timeout(PATIENCE)
    name_oneself(page, "Sari")
    choose_files(page, INDONESIA / file)
    page.get_by_text("berkas tersimpan").first.wait_for()
    settle(page)
    assert metric(page, "Daerah dinilai") == scored
    assert metric(page, "Terbitan beda") == "0"


def pick(page, label: str, option: str) -> None:
    """Choose in a select box; a rerun that ends meanwhile closes the list, and a person clicks again."""
    box = page.get_by_test_id("stSelectbox").filter(has_text=label).get_by_role("combobox")
    wanted = page.get_by_role("option", name=option)
    box.click()
    try:
        wanted.click(timeout=5_000)
    except PlaywrightTimeout:
        settle(page)
        box.click()
        wanted.click()


def test_a_table_without_its_weights_is_asked_for_them(tables, visit):
    server, scopes = tables
    scope = scopes["2022", "kominfo"]
    page = visit(f"{server}/unggah?isi=banyak&periode={scope.period_id}&instrumen={scope.instrument_id}")
    page.set_default_timeout(PATIENCE)
    name_oneself(page, "Sari")
    choose_files(page, INDONESIA / "kominfo_2022_kppn_ikn_rekap.xlsx")
    page.get_by_role("button", name="Nilai dengan skema ini").wait_for()
    settle(page)
    pick(page, "Skema bobot", "KPPN-IKN-2022")
    page.get_by_role("button", name="Nilai dengan skema ini").click()
    page.get_by_text("berkas tersimpan").first.wait_for()
    settle(page)
    assert metric(page, "Daerah dinilai") == "38"
    assert metric(page, "Tidak ikut serta") == "4"


@pytest.fixture(scope="module")
def folder_of_files(tmp_path_factory) -> Path:
    """A prepared store for 35.18 beside the filled forms of the OPD that lead."""
    folder = tmp_path_factory.mktemp("kill")
    scopes = prepare(folder, [("2026", "kesiapan")])
    engine = storage.open_store(stores.address(folder / "store.db"))
    (scope,) = scopes.values()
    setup.save_roster(engine, scope, made.REGION, agencies.general_roster(made.REGION), Actor("Sari"))
    engine.dispose()
    return folder


def stored(folder: Path) -> list[str]:
    """The OPD whose answers are in the store."""
    with sqlite3.connect(folder / "store.db") as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        return [row[0] for row in store.execute("SELECT opd FROM submission ORDER BY opd")]


def uploaders(folder: Path) -> dict[str, str]:
    """Who uploaded the answers of each OPD in the store."""
    query = """SELECT opd, actor FROM submission JOIN version ON version.submission_id = submission.id
        JOIN batch ON batch.id = version.batch_id"""
    with sqlite3.connect(folder / "store.db") as store:
        return dict(store.execute(query).fetchall())


def payload(opds: list[str]) -> list[dict[str, object]]:
    return [{"name": f"{opd}.xlsx", "mimeType": "", "buffer": made.form(opd)} for opd in opds]


# Long enough for the files to be on their way, too short for a machine to have stored them all, in ms.
MEANWHILE = 700


def test_two_people_upload_at_once_and_a_killed_server_keeps_what_it_acknowledged(folder_of_files, visit):
    leads, folder = made.LEADS, folder_of_files
    with serving(folder) as (server, process):
        pages = [visit(f"{server}/unggah?{SAMPLE}") for _ in range(2)]
        for page, name in zip(pages, ("Sari", "Budi"), strict=True):
            page.set_default_timeout(PATIENCE)
            name_oneself(page, name)
        for page, opd in zip(pages, leads[:2], strict=True):
            choose_files(page, payload([opd]))
        for page in pages:
            page.get_by_text("1 berkas tersimpan.").wait_for()
        acknowledged = stored(folder)
        assert acknowledged == sorted(leads[:2])
        assert uploaders(folder) == dict(zip(leads[:2], ("Sari", "Budi"), strict=True))
        choose_files(pages[0], payload(leads[2:]))
        pages[0].wait_for_timeout(MEANWHILE)
        process.kill()
        process.wait()
    assert stored(folder) in (acknowledged, sorted(leads))
    engine = storage.open_store(stores.address(folder / "store.db"))
    assert chain_check.list_chain_faults(engine) == ()
    engine.dispose()
    with running(folder) as server:
        page = visit(f"{server}/unggah?{SAMPLE}")
        assert int(metric(page, "OPD siap dinilai")) == len(stored(folder))
