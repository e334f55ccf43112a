"""Access: WCAG 2.1 AA by axe on every page, light and dark; keyboard alone; a narrow screen."""

from pathlib import Path

import pytest

from tests.e2e.conftest import SECONDS, settle
from tests.e2e.test_frame import ADDRESSES
from tests.parts import DETAILS, PARTS, addresses

axe_playwright_python = pytest.importorskip("axe_playwright_python")

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
RUN = """() => axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']})"""
# Colours are judged once nothing fades any more.
AT_REST = """() => !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
  && document.getAnimations().every(
    one => one.playState !== 'running' || one.effect.getTiming().iterations > 99)"""
NARROW = (320, 640)


@pytest.fixture
def visit_in(browser):
    """`visit` in a light or a dark browser."""
    contexts = []

    def opened(address: str, scheme: str):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
        context.set_default_timeout(SECONDS)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        settle(page)
        page.wait_for_function("() => window.siapCerdasAccessible")
        return page

    yield opened
    for context in contexts:
        context.close()


def broken(page) -> list[str]:
    """Each rule that is broken, with the first element that breaks it."""
    page.evaluate(AXE)
    found = page.evaluate(RUN)["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_breaks_no_rule_of_wcag(sample_server, visit_in, address, scheme):
    page = visit_in(f"{sample_server}/{address}?wilayah=35.18", scheme)
    page.wait_for_timeout(1500)  # charts are drawn after the script has ended
    page.wait_for_function(AT_REST)
    assert broken(page) == []


@pytest.mark.parametrize("address", list(addresses(PARTS + DETAILS, wilayah="35.18")))
def test_a_part_of_a_page_breaks_no_rule_of_wcag(sample_server, visit_in, address):
    """Light only: colours are the page's own, which the test above sees in both."""
    page = visit_in(f"{sample_server}/{address}", "light")
    page.wait_for_timeout(1500)
    page.wait_for_function(AT_REST)
    assert broken(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_needs_no_sideways_scrolling_at_320_pixels(sample_server, visit, address):
    page = visit(f"{sample_server}/{address}?wilayah=35.18", *NARROW)
    page.wait_for_timeout(1000)
    for part in ("html", "[data-testid=stMain]"):
        assert page.locator(part).first.evaluate("element => element.scrollWidth") <= NARROW[0], part


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
    page.locator("h1").get_by_text("Kesenjangan").wait_for()
    before = page.url
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("() => Boolean(document.activeElement.closest('.st-key-pilih_wilayah'))"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    assert "wilayah=" in page.url


def test_what_has_the_focus_can_be_seen(sample_server, visit):
    page = visit(f"{sample_server}/kesenjangan?wilayah=35.18")
    seen = """() => { const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"""
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = page.evaluate("() => Boolean(document.activeElement.closest('input, [role=combobox]'))")
        if not inside:
            page.wait_for_function(seen)  # the style may follow the key by a moment
