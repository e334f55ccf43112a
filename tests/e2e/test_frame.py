"""What stands around every page, in a browser: its address, over an empty store too, and headers."""

import ast
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, running, settle

HOME = "beranda"


def rows() -> list[list[str]]:
    """File, title, address and icon of every page in app.py's table."""
    found = [
        [cell.value for cell in node.elts]
        for node in ast.walk(ast.parse((ROOT / "app.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple) and all(isinstance(cell, ast.Constant) for cell in node.elts)
    ]
    return [row for row in found if len(row) == 4]


def menu() -> dict[str, str]:
    """Address under / -> title of every page; Beranda's address is the empty one."""
    return {"" if address == HOME else address: title for _, title, address, _ in rows()}


ADDRESSES = sorted(menu())
DEEP = next((address for address in ADDRESSES if address), "")
LIT = {"ringkasan": ["Ringkasan"], "siap-berangkat": ["Mode presentasi"], "metodologi": []}
OUR_OWN = re.compile(r"^(http://127\.0\.0\.1:\d+/|data:|blob:)")


def asked_elsewhere(page) -> list[str]:
    """What the page asked of other hosts, and what its own rules refused it."""
    asked = [url for url in page.requests if not OUR_OWN.match(url)]
    return asked + [text for text in page.refusals if "Content Security Policy" in text]


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory):
    """A server over an empty store; tests that share it must not change the store."""
    with running(tmp_path_factory.mktemp("empty")) as address:
        yield address


def test_a_deep_link_on_a_fresh_server_runs_app(fresh_server, visit):
    """Streamlit's old convention for a folder named pages/ must not answer before app.py has ever run."""
    page = visit(f"{fresh_server}/{DEEP}")
    expect(page.locator(".st-key-kepala")).to_contain_text(menu()[DEEP], use_inner_text=True)
    assert page.title().endswith("Siap Cerdas")
    expect(page.locator("[role=dialog]")).to_have_count(0)


@pytest.mark.parametrize("address", ["ringkasan", "siap-berangkat", "metodologi"])
def test_the_panel_shows_fourteen_links_and_the_name_without_scrolling(sample_server, visit, address):
    """At 1366x768; the page that is asked for, or the one it is a part of, is lit."""
    page = visit(f"{sample_server}/{address}")
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(14)
    panel = page.get_by_test_id("stSidebarContent")
    assert panel.evaluate("one => one.scrollHeight - one.clientHeight") <= 0
    assert page.get_by_label("Nama Anda").evaluate("one => one.getBoundingClientRect().bottom") <= 768
    lit = panel.evaluate(
        """panel => [...panel.querySelectorAll('[data-testid=stSidebarNavLink]')].filter(
            one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)').map(one => one.innerText)"""
    )
    assert [text.split("\n")[-1] for text in lit] == LIT[address]


def test_every_page_that_is_not_in_the_menu_is_linked_from_its_own_or_under_lainnya(sample_server, visit):
    page = visit(f"{sample_server}/ringkasan")
    linked = {link.rsplit("/", 1)[-1] for link in hrefs(page, "stSidebarNavLink")}
    for parent in sorted(linked):
        page = visit(f"{sample_server}/{parent}?susun=1")
        linked |= {link.split("?")[0].rsplit("/", 1)[-1] for link in hrefs(page, "stPageLink-NavLink")}
    page.get_by_role("button", name="Lainnya").click()
    page.get_by_role("link", name="Metodologi").wait_for()
    linked |= {link.split("?")[0].rsplit("/", 1)[-1] for link in hrefs(page, "stPageLink-NavLink")}
    assert set(menu()) <= linked


def hrefs(page, kind: str) -> list[str]:
    return page.get_by_test_id(kind).evaluate_all("all => all.map(one => one.getAttribute('href'))")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_deep_link_answers_over_an_empty_store(empty_server, visit, address):
    page = visit(f"{empty_server}/{address}")
    expect(page.locator(".st-key-kepala, h1").filter(has_text=menu()[address])).not_to_have_count(0)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("[role=dialog]")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("Terjadi kesalahan", use_inner_text=True)


def test_an_unknown_address_is_told_in_indonesian(empty_server, visit):
    page = visit(f"{empty_server}/tidak-ada")
    dialog = page.locator("[role=dialog]")
    dialog.wait_for()
    page.get_by_text("Halaman tidak ditemukan").wait_for()
    expect(dialog).not_to_contain_text("Page not found", use_inner_text=True)
    expect(dialog.get_by_role("button", name="Tutup")).to_have_count(1)


def test_every_answer_carries_the_security_headers(empty_server):
    for path in ("/", "/healthz", "/app/static/indonesian.js", "/tidak-ada", "/static/tidak-ada.js"):
        request = urllib.request.Request(empty_server + path)
        try:
            answer = urllib.request.urlopen(request, timeout=10)
        except urllib.error.HTTPError as refused:
            answer = refused
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path


def test_a_reload_keeps_the_page(sample_server, visit):
    page = visit(f"{sample_server}/{DEEP}")
    title = page.locator("h1").first.inner_text()
    page.reload()
    settle(page)
    expect(page.locator("h1").first).to_have_text(title, use_inner_text=True)
