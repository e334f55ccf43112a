"""Everything that goes wrong with a file, sent in one upload of a real browser: told, and nothing stored."""

import re
import sqlite3
import urllib.request
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

import storage
from reference import agencies
from storage.setup import periods
from storage.values import Actor
from tests.e2e import workbooks as made
from tests.e2e.conftest import ROOT, running, settle, visiting
from tests.pages import stores
from tests.shared import SHARED
from workflow.setup import setup

LEADS = made.LEADS
FIRST = "GOV1.1"
HTML = b"<html><body><table><tr><td>Kode</td></tr></table></body></html>"
OPEN, REFUSED = "Perlu konfirmasi", "Ditolak"
# name -> (its bytes, the verdict, words that the message must hold)
BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "kosong.xlsx": (bytes, REFUSED, r"kosong"),
    "~$Dinas Kesehatan.xlsx": (partial(bytes, b"\x05Admin" + b" " * 150), REFUSED, r"(kunci|sementara)"),
    "sebenarnya teks.xlsx": (
        partial(bytes, b"halo, ini surat"),
        REFUSED,
        r"(bukan|tidak dapat dibaca|tidak dikenal)",
    ),
    "halaman web.xls": (partial(bytes, HTML), REFUSED, r"(HTML|halaman web)"),
    "templat versi lain.xlsx": (
        partial(made.with_meta, LEADS[0], "instrumen", "kesiapan@0.8"),
        REFUSED,
        r"kesiapan@0\.8",
    ),
    "kabupaten lain.xlsx": (partial(made.form, LEADS[1], region=made.OTHER), REFUSED, r"Tuban"),
    "kode diubah.xlsx": (partial(made.with_code, LEADS[2], "GOV9.9"), OPEN, r"GOV9\.9"),
    "di luar skala.xlsx": (partial(made.with_first_answer, LEADS[3], 7), OPEN, r"Jawaban.*I\d+.*7"),
    "pecahan.xlsx": (partial(made.with_first_answer, LEADS[4], "3,5"), OPEN, r"Jawaban.*I\d+.*3,5"),
    "kata-kata.xlsx": (partial(made.with_first_answer, LEADS[5], "lumayan"), OPEN, r"Jawaban.*I\d+.*lumayan"),
    "sel galat.xlsx": (partial(made.with_first_answer, LEADS[6], "#REF!"), OPEN, r"Jawaban.*I\d+.*#REF!"),
    "rumus tanpa nilai.xlsx": (
        partial(made.with_first_answer, LEADS[7], "=1+2"),
        OPEN,
        r"I\d+.*rumus",
    ),
    "ganda pertama.xlsx": (partial(made.form, LEADS[8], 2.0), OPEN, r"(lebih|dua kali|sama)"),
    "ganda kedua.xlsx": (
        partial(made.form, LEADS[8], 4.0),
        OPEN,
        r"(lebih|dua kali|sama|Terjawab)",
    ),
    "tabel daerah asing.xlsx": (
        partial(made.long_table, ("Kabupaten Antah Berantah", "Dinas Kesehatan", FIRST, 3)),
        OPEN,
        r"Antah Berantah",
    ),
    "tidak diisi.xlsx": (
        partial(made.form, LEADS[9], None),
        REFUSED,
        r"Belum ada jawaban",
    ),
}
LOCKED = SHARED / "corpus" / "hard" / "msoffcrypto__rc4cryptoapi_password.xls"
if LOCKED.is_file():
    BAD["berkata sandi.xls"] = (LOCKED.read_bytes, REFUSED, r"sandi")
BOMBS = ROOT / "tests" / "corpus" / "bombs"
BOMB_NAMES = sorted(path.name for path in BOMBS.glob("*.xlsx"))
# The record of which files wait or were refused, which its chain holds too.
NOTED = ('INSERT INTO "unstored_file"', 'INSERT INTO "chain"', 'INSERT INTO "sqlite_sequence"')
NOTE = "'unstored.keep'"
ENGLISH = re.compile(r"\b(Error|Traceback|Exception|file|sheet|invalid|failed)\b")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A folder with a store that holds a period, the instrument and the OPD of one kabupaten."""
    folder = tmp_path_factory.mktemp("bad")
    engine = storage.open_store(stores.address(folder / "store.db"))
    period = periods.add_period(engine, made.PERIOD, date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    scope = setup.open_scope(engine, period, made.KESIAPAN)
    setup.save_roster(engine, scope, made.REGION, agencies.general_roster(made.REGION), Actor("Sari"))
    engine.dispose()
    (folder / "var").mkdir()
    (folder / "var" / "nama.txt").write_text("Sari")
    return folder


@pytest.fixture(scope="module")
def before(prepared):
    return dump(prepared)


@pytest.fixture(scope="module")
def page(prepared, before, browser):
    """Unggah survei after one upload of every bad file and every bomb, and of nothing else."""
    with running(prepared) as address, visiting(browser) as visit:
        opened = visit(f"{address}/unggah?wilayah={made.REGION}")
        opened.set_default_timeout(180_000)
        files = [{"name": name, "mimeType": "", "buffer": data()} for name, (data, _, _) in BAD.items()]
        files += [{"name": n, "mimeType": "", "buffer": (BOMBS / n).read_bytes()} for n in BOMB_NAMES]
        opened.locator("input[type=file]").first.set_input_files(files)
        opened.get_by_text("Perlu tindakan").wait_for()
        settle(opened)
        opened.server = address
        yield opened


@pytest.fixture(scope="module")
def cards(page) -> dict[str, str]:
    """What the page says of each file, its verdict first; behind its name stands the OPD it names."""
    text = page.locator("[data-testid=stMain]").inner_text().partition("Perlu tindakan")[2]
    text = text.replace("\u2060", "")  # parts what Streamlit would make a link of; nobody sees it
    parts = re.split(r"(Perlu konfirmasi|Ditolak)\s+", text.partition("Berkas menurut")[0])
    found = {}
    for verdict, words in zip(parts[1::2], parts[2::2], strict=True):
        name, _, rest = words.partition("\n")
        found[name.partition(" · ")[0].strip()] = f"{verdict}\n{' '.join(rest.split())}"
    return found


def dump(folder: Path) -> list[str]:
    """Everything in the store but the record of who was there, and of which files wait or were refused."""
    with sqlite3.connect(folder / "store.db") as store:
        lines = [line for line in store.iterdump() if not line.startswith(("PRAGMA", *NOTED))]
    return [line for line in lines if not (line.startswith('INSERT INTO "audit"') and NOTE in line)]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_with_its_place_and_what_to_do(cards, name):
    _, verdict, words = BAD[name]
    assert name in cards
    assert cards[name].startswith(verdict), cards[name]
    assert re.search(words, cards[name], re.IGNORECASE), cards[name]
    assert not ENGLISH.search(cards[name]), cards[name]


@pytest.mark.parametrize("name", [*BAD, *BOMB_NAMES])
def test_a_file_that_is_not_stored_says_how_to_mend_it(cards, name):
    assert name in cards, sorted(cards)
    assert "Usulan" in cards[name] or "Pilih jawaban" in cards[name] or "Terjawab" in cards[name], cards[name]


def test_nothing_is_stored_and_the_server_lives(page, prepared, before, cards):
    assert cards
    assert dump(prepared) == before
    with urllib.request.urlopen(f"{page.server}/healthz", timeout=10) as answer:
        assert answer.status == 200


def test_the_page_is_still_told_in_indonesian(page):
    expect(page.locator("body")).not_to_contain_text("Terjadi kesalahan", use_inner_text=True)
    expect(page.get_by_role("button", name="Unduh daftar perbaikan")).to_have_count(1)
