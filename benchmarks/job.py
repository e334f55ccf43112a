"""The main job: 40 workbooks of 104 items each, from the upload to a result on the screen.

    python benchmarks/job.py

The wall clock of a real browser over a fresh store, and beside it the same steps without a screen: what
reading, storing, scoring and drawing have of it. Requests to other hosts are counted over every page.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import sync_playwright
from sqlalchemy import Engine

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import charts.results.element_matrix
import charts.results.gap
import charts.results.pareto
import charts.results.profile
import storage
from benchmarks.pages import serving
from benchmarks.reading import FILES, REGION, workbooks
from charts.drawing.look import Look
from planning.plan import priorities
from reference import agencies, instruments
from storage.setup import periods
from storage.values import Actor
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.e2e.conftest import CHROMIUM, FLAGS, settle
from tests.e2e.test_frame import OUR_OWN, menu
from tests.pages import stores
from workflow.results import (
    stored_data,
    summary,
)
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup
from workflow.targets.region_selection import RegionSelection
from workflow.upload import (
    outcome,
    upload,
)

T = TypeVar("T")
WHO = "Uji"


def prepared(folder: Path) -> tuple[Engine, AssessmentScope]:
    """A fresh store with a period, the instrument and the OPD of the region."""
    engine = storage.open_store(stores.address(folder / "store.db"))
    period = periods.add_period(engine, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor(WHO))
    scope = setup.open_scope(engine, period, instruments.load_instrument("kesiapan"))
    setup.save_roster(engine, scope, REGION, agencies.general_roster(REGION), Actor(WHO))
    (folder / "var").mkdir()
    (folder / "var" / "nama.txt").write_text(WHO)
    return engine, scope


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds, and what the work gave."""
    start = time.perf_counter()
    given = work()
    return time.perf_counter() - start, given


def steps(files: list[SourceFile]) -> dict[str, float]:
    """Seconds of each step of the job without a screen."""
    with tempfile.TemporaryDirectory() as name:
        engine, scope = prepared(Path(name))
        place = outcome.UploadTarget(scope, REGION, Actor(WHO))
        context = ReadingContext(
            stored_data.instrument_of_scope(engine, scope),
            REGION,
            setup.rosters_in_store(engine, scope.period_id),
        )
        reading, readings = timed(lambda: read_batch(files, context))
        received = outcome.UploadOutcome(tuple(readings))
        storing, kept = timed(lambda: upload.store_ready_files(engine, place, received))
        scoring, result = timed(RegionSelection(engine, scope, (REGION,)).result)
        drawing, _ = timed(lambda: draw(result))
        engine.dispose()
    assert len(kept.new) == FILES
    return {"reading": reading, "storing": storing, "scoring": scoring, "drawing": drawing}


def draw(result: Result) -> None:
    """The four charts that Ringkasan and Kesenjangan open with, as the browser gets them."""
    framework = result.part(REGION).framework
    tops = framework.dimensions
    rows = summary.nodes_frame(result, REGION, tops)
    cells = summary.element_scores_by_dimension(result, REGION)
    order = priorities.rank_gaps(framework, result.contributions.loc[REGION])
    for chart in (
        charts.results.profile.draw_profile(rows, framework.scale, Look(place=REGION)),
        charts.results.element_matrix.draw_element_matrix(
            cells[cells["node"].isin(tops)], framework.scale, Look()
        ),
        charts.results.gap.draw_gap(rows, framework.scale, Look(place=REGION)),
        charts.results.pareto.draw_pareto(order, Look()),
    ):
        chart.figure.to_json()


def on_screen(files: list[SourceFile]) -> tuple[float, float, list[str]]:
    """Seconds from choosing the files to "tersimpan", then to the index; requests to other hosts."""
    given = [{"name": file.name, "mimeType": "", "buffer": file.data} for file in files]
    elsewhere: list[str] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        prepared(Path(name))[0].dispose()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        page.set_default_timeout(120_000)
        page.on("request", lambda sent: OUR_OWN.match(sent.url) or elsewhere.append(sent.url))
        with serving(ROOT / "server.py", Path(name), "/healthz") as server:
            root = f"http://127.0.0.1:{server.port}"
            page.goto(f"{root}/unggah?wilayah={REGION}")
            settle(page)
            start = time.perf_counter()
            page.locator("input[type=file]").first.set_input_files(given)
            page.get_by_text(f"{FILES} berkas tersimpan").wait_for()
            stored = time.perf_counter() - start
            page.get_by_test_id("stSidebarNavLink").filter(has_text="Kesenjangan").click()
            page.locator(".js-plotly-plot .main-svg").first.wait_for()
            shown = time.perf_counter() - start
            for address in menu():
                page.goto(f"{root}/{address}")
                settle(page)
        browser.close()
    return stored, shown, elsewhere


def main() -> None:
    """Print the seconds, the shares and the count; exit 1 when a page asked another host."""
    files = workbooks()
    items = len(instruments.load_instrument("kesiapan").framework.leaves)
    found = steps(files)
    whole = sum(found.values())
    print(f"{FILES} workbooks x {items} items, {sum(len(file.data) for file in files) / 1024:.0f} KiB")
    print("without a screen   " + f"{whole:.2f} s")
    for name, seconds in found.items():
        print(f"  {name:16} {seconds:5.2f} s   {seconds / whole:4.0%}")
    stored, shown, elsewhere = on_screen(files)
    print(f"in the browser     stored after {stored:.2f} s, result on the screen after {shown:.2f} s")
    print(f"requests to other hosts on {len(menu())} pages: {len(elsewhere)}")
    sys.exit(1 if elsewhere else 0)


if __name__ == "__main__":
    main()
