"""Access: WCAG 2.1 AA by axe on every page, light and dark; keyboard alone; a narrow screen."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import settle
from tests.e2e.test_frame import ADDRESSES, asked_elsewhere
from tests.parts import DETAILS, PARTS, addresses

axe_playwright_python = pytest.importorskip("axe_playwright_python")

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
RUN = """() => axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']})"""
WIDTH = "element => element.scrollWidth"
# Colours are judged once nothing fades any more.
AT_REST = """() => !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
  && document.getAnimations().every(
    one => one.playState !== 'running' || one.effect.getTiming().iterations > 99)"""
DARK = """() => getComputedStyle(document.querySelector('.stApp')).backgroundColor === 'rgb(15, 23, 42)'"""
DESK, PHONE, NARROW = (1366, 768), (390, 844), (320, 640)


def broken(page) -> list[str]:
    """Each rule of WCAG that is broken, with the first element that breaks it."""
    settle(page)
    page.wait_for_function("() => window.siapCerdasAccessible")
    page.wait_for_function(AT_REST)
    page.evaluate(AXE)
    found = page.evaluate(RUN)["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


def sideways(page, size: tuple[int, int]) -> list[str]:
    """What is wider than a window of that size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    settle(page)
    page.wait_for_function(AT_REST)
    width = {part: page.locator(part).first.evaluate(WIDTH) for part in ("html", "[data-testid=stMain]")}
    return [f"{part}: {pixels}" for part, pixels in width.items() if pixels > size[0]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_for_every_window_and_every_eye_and_asks_no_other_host(sample_server, visit, address):
    """Opened on a phone, narrowed, widened; then opened anew in the dark, since charts are drawn for it."""
    page = visit(f"{sample_server}/{address}?wilayah=35.18", *PHONE)
    page.wait_for_function("() => document.documentElement.lang === 'id'")
    assert [sideways(page, size) for size in (PHONE, NARROW, DESK)] == [[], [], []]
    assert broken(page) == []
    page.emulate_media(color_scheme="dark")
    page.reload()
    page.wait_for_function(DARK)
    assert broken(page) == []
    assert asked_elsewhere(page) == []
    expect(page.locator("body")).not_to_contain_text("Terjadi kesalahan", use_inner_text=True)


@pytest.mark.parametrize("address", list(addresses(PARTS + DETAILS, wilayah="35.18")))
def test_a_part_of_a_page_breaks_no_rule_of_wcag(sample_server, visit, address):
    """Light only: colours are the page's own, which the test above sees in both."""
    assert broken(visit(f"{sample_server}/{address}", *DESK)) == []


def focused(page) -> str:
    return page.evaluate(
        "() => (document.activeElement.textContent || document.activeElement.ariaLabel).trim()"
    )


def tab_to(page, word: str, presses: int = 80) -> None:
    for _ in range(presses):
        page.keyboard.press("Tab")
        if word in focused(page):
            return
    pytest.fail(f"{word} is not reached by Tab")


def test_the_keyboard_alone_leads_from_the_menu_to_another_kabupaten(sample_server, visit):
    page = visit(sample_server)
    tab_to(page, "Kesenjangan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kesenjangan*")
    settle(page)
    page.locator("h1").get_by_text("Kesenjangan terbesar").wait_for()
    before = page.url
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("() => Boolean(document.activeElement.closest('.st-key-pilih_wilayah'))"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_url("**wilayah=*")


def test_what_has_the_focus_can_be_seen(sample_server, visit):
    page = visit(f"{sample_server}/kesenjangan?wilayah=35.18")
    seen = """() => { const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"""
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = page.evaluate("() => Boolean(document.activeElement.closest('input, [role=combobox]'))")
        if not inside:
            page.wait_for_function(seen)  # the style may follow the key by a moment
