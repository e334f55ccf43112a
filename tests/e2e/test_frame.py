"""What stands around every page, in a browser: its address, over an empty store too, and headers."""

import ast
import re
import urllib.request

import pytest

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
    assert page.locator("h1").first.inner_text() == menu()[DEEP]
    assert page.title().endswith("Siap Cerdas")
    assert page.locator("[role=dialog]").count() == 0
    if DEEP:
        links = page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()
        assert [text.split("\n")[-1] for text in links][: len(menu())] == list(menu().values())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_deep_link_answers_over_an_empty_store(empty_server, visit, address):
    page = visit(f"{empty_server}/{address}")
    assert page.locator("h1").first.inner_text() == menu()[address]
    assert page.locator("[role=dialog]").count() == 0
    assert "Terjadi kesalahan" not in page.locator("body").inner_text()


def test_an_unknown_address_is_told_in_indonesian(empty_server, visit):
    page = visit(f"{empty_server}/tidak-ada")
    dialog = page.locator("[role=dialog]")
    dialog.wait_for()
    page.get_by_text("Halaman tidak ditemukan").wait_for()
    assert "Page not found" not in dialog.inner_text()
    assert dialog.get_by_role("button", name="Tutup").count() == 1


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
    assert page.locator("h1").first.inner_text() == title
