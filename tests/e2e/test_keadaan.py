"""Two days of a bimtek in a real browser: a state is marked, the room decides, and now stands beside then."""

import re
import shutil

import pytest
from playwright.sync_api import expect

import storage
from storage.values import Actor
from tests.e2e.conftest import running, settle, shoot, visiting
from tests.pages import stores
from workflow.results import clarify
from workflow.sample import load
from workflow.states import marked_states
from workflow.targets import agreed_targets

REGION, NAME = "35.18", "Awal hari 1 <b>**x**"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def room(seeded_store, tmp_path_factory):
    """The address of a server over the sample, and its store."""
    folder = tmp_path_factory.mktemp("keadaan")
    shutil.copy(seeded_store, folder / "store.db")
    with running(folder) as address:
        yield address, stores.address(folder / "store.db")


def open_dialog(page):
    page.get_by_role("button", name="Tandai keadaan").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nama keadaan").wait_for()
    return dialog


def decide(address: str) -> None:
    """What a day brings: a level agreed, a target."""
    engine = storage.open_store(address)
    scope = load.find_sample_scope(engine)
    by = Actor("Budi")
    clarify.agree_level(engine, scope, REGION, "GOV1.1", 5.0, reason="SK Bupati", by=by, said_by="Rapat OPD")
    agreed_targets.agree_target(engine, scope, REGION, "GOV", 2026, 4.5, by=by)
    engine.dispose()


def test_a_state_is_marked_and_now_is_held_against_it_over_the_pages(room, browser):
    server, store = room
    with visiting(browser) as visit:
        page = visit(f"{server}/ringkasan?wilayah={REGION}")
        page.set_default_timeout(PATIENCE)
        box = page.get_by_label("Nama Anda", exact=True)
        box.fill("Sari")
        box.press("Enter")
        settle(page)
        dialog = open_dialog(page)
        dialog.get_by_label("Nama keadaan").fill(NAME)
        shoot(page, "dialog")
        dialog.get_by_role("button", name="Tandai", exact=True).dblclick()
        page.get_by_text("ditandai.").wait_for()
        settle(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        decide(store)
        dialog = open_dialog(page)
        dialog.get_by_label("Nama keadaan").fill(NAME.upper())
        dialog.get_by_label("Nama keadaan").press("Enter")
        dialog.get_by_text("sudah ada, ditandai oleh Sari").wait_for()
        expect(dialog.get_by_label("Nama keadaan")).to_have_value(f"{NAME.upper()} (2)")
        shoot(page, "nama-ganda")
        page.keyboard.press("Escape")

        page.reload()
        settle(page)
        page.get_by_label("Bandingkan dengan keadaan").click()
        page.get_by_role("option", name=re.compile("Awal hari 1")).click()
        line = page.get_by_text(re.compile("^Sejak Awal hari 1"))
        line.wait_for()
        settle(page)
        expect(line).to_contain_text("<b>**x**", use_inner_text=True)
        expect(line).to_have_text(re.compile(r"Sejak itu dicatat 1 keputusan dan 1 target\.$"))
        page.get_by_text("Yang berubah sejak Awal hari 1").click()
        page.get_by_text("Kesepakatan tingkat 5 oleh Rapat OPD, dicatat Budi").wait_for()
        settle(page)
        shoot(page, "ringkasan")

        page.get_by_role("link", name="Kesenjangan").click()
        page.get_by_text(re.compile("^Sejak Awal hari 1")).wait_for()
        settle(page)
        page.wait_for_url("**keadaan=Awal*")
        shoot(page, "kesenjangan")
        address = page.url

        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(address)
        page.get_by_text(re.compile("^Sejak Awal hari 1")).wait_for()
        settle(page)
        page.get_by_text("Yang berubah sejak Awal hari 1").click()
        page.get_by_text("Kesepakatan tingkat 5 oleh Rapat OPD, dicatat Budi").wait_for()
        settle(page)
        shoot(page, "telepon")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0

    engine = storage.open_store(store)
    scope = load.find_sample_scope(engine)
    (kept,) = marked_states.list_period_states(engine, scope.period_id, REGION)
    engine.dispose()
    assert (kept.label, kept.state.by) == (NAME, "Sari")
