"""All 514 kabupaten and kota with every indicator answered: how long the pages over them take.

    python benchmarks/nation.py               fills a store of its own, visits the pages, prints seconds
    python benchmarks/nation.py --keep FOLDER leaves the store in FOLDER, or uses it when it is there

Answers are synthetic, drawn from a seed. The first visit scores the nation; the second finds it remembered.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright
from sqlalchemy import Engine

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import storage
from benchmarks.pages import serving
from reference import agencies, instruments, regions
from storage.engine import writing_transaction
from storage.setup import periods
from storage.upload import uploads
from storage.values import (
    Actor,
    StoredFile,
    Submission,
    UploadBatch,
)
from survey.values import Answer
from tests.e2e.conftest import CHROMIUM, FLAGS, settle
from tests.pages import stores
from workflow.setup import setup

PAGES = ("", "ringkasan", "perbandingan", "kesenjangan", "unggah?isi=banyak", "ekspor")
SEED, MISSING = 0, 0.05


def fill(engine: Engine, codes: Iterable[str], year: int = 2026) -> None:
    """Keep the OPD and the answers of the regions, one upload each."""
    period = periods.add_period(
        engine, str(year), date(year, 1, 1), date(year, 12, 31), Actor("Uji"), sample=True
    )
    kesiapan = instruments.load_instrument("kesiapan")
    scope = setup.open_scope(engine, period, kesiapan)
    drawn = random.Random(SEED + year)
    with writing_transaction(engine) as connection:
        for region in codes:
            assigned = setup.save_roster(
                connection, scope, region, agencies.general_roster(region), Actor("Uji")
            )
            leads = assigned[assigned["role"] == "lead"].groupby("opd")["indicator"].apply(list)
            sent = tuple(_submissions(region, leads.to_dict(), drawn))
            content = region.encode()
            file = StoredFile(f"{region}.xlsx", hashlib.sha256(content).hexdigest(), content)
            batch = UploadBatch(
                scope.period_id, scope.instrument_id, Actor("Uji"), files=(file,), submissions=sent
            )
            uploads.keep_upload(connection, batch)


def _submissions(region: str, leads: dict[str, list[str]], drawn: random.Random) -> Iterator[Submission]:
    level = drawn.gauss(3, 0.5)
    for opd, codes in leads.items():
        answers = tuple(_answer(code, level, drawn) for code in codes)
        yield Submission(region, opd, "", 0, answers)


def _answer(code: str, level: float, drawn: random.Random) -> Answer:
    if drawn.random() < MISSING:
        return Answer(code, "missing", None)
    value = float(min(5, max(1, round(drawn.gauss(level, 1)))))
    return Answer(code, "answered", value, evidence="SK" if drawn.random() < 0.6 else "")


def visit(browser, address: str) -> float:
    """Seconds from navigation to a finished page in an empty profile."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=120_000)
    page.wait_for_selector("h1", timeout=120_000)
    settle(page)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def main() -> None:
    """Fill, visit, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", type=Path)
    kept = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        file = (kept or Path(name)) / "store.db"
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            engine = storage.open_store(stores.address(file))
            start = time.perf_counter()
            fill(engine, regions.list_regions().index)
            engine.dispose()
            print(f"filled in {time.perf_counter() - start:.0f} s, {file.stat().st_size / 2**20:.0f} MiB")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with serving(ROOT / "server.py", file.parent, "/healthz") as server:
            for page in PAGES:
                first, again = (visit(browser, f"http://127.0.0.1:{server.port}/{page}") for _ in range(2))
                print(f"{page or 'beranda':20} first {first:5.2f} s   again {again:5.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
