"""A browser's name in real browsers: typed in the panel or on the plain page, kept by a cookie of its own."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import new_tab, running, settle


@pytest.fixture
def server(tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "nama.txt").write_text("Sari")
    with running(tmp_path) as address:
        yield address


@pytest.fixture
def open_browser(browser, server):
    """Opens a page in a browser nobody has used."""
    opened = []

    def open_page(path: str = "/"):
        page = new_tab(browser)
        opened.append(page)
        page.goto(server + path)
        return page

    yield open_page
    for page in opened:
        page.context.close()


def panel(page):
    settle(page)
    return page.get_by_label("Nama Anda", exact=True)


def rename(page, name: str) -> None:
    """Type a name in the panel and wait until the cookie has it."""
    box = panel(page)
    box.fill(name)
    with page.expect_response(lambda answer: answer.url.endswith("/nama") and answer.status == 204):
        box.press("Enter")
    settle(page)


def test_two_browsers_have_two_names_that_stay(server, open_browser):
    one = open_browser()
    expect(panel(one)).to_have_value("Sari")  # of the earlier version: it was this computer's
    other = open_browser()
    expect(panel(other)).to_have_value("")
    rename(other, "Budi <b>")
    rename(one, "Ani")
    for page, name in ((one, "Ani"), (other, "Budi <b>")):
        page.reload()
        expect(panel(page)).to_have_value(name)
    assert [cookie["httpOnly"] for cookie in one.context.cookies() if "nama" in cookie["name"]] == [True]
    assert one.evaluate("document.cookie").find("nama") == -1


def test_the_plain_page_leads_back_and_its_name_counts_in_every_tab(server, open_browser):
    page = open_browser("/nama?kembali=/wilayah-opd")
    page.get_by_label("Nama", exact=True).fill("")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Nama belum diisi").wait_for()
    page.get_by_label("Nama", exact=True).fill("Budi")
    page.get_by_role("button", name="Simpan").click()
    expect(panel(page)).to_have_value("Budi")
    expect(page).to_have_url(f"{server}/wilayah-opd")
    tab = page.context.new_page()
    tab.goto(f"{server}/nama")
    expect(tab.get_by_label("Nama", exact=True)).to_have_value("Budi")
    tab.get_by_label("Nama", exact=True).fill("Ani")
    tab.get_by_role("button", name="Simpan").click()
    expect(panel(tab)).to_have_value("Ani")
    page.get_by_role("link", name="Ekspor").click()
    page.wait_for_url("**/ekspor*")
    expect(panel(page)).to_have_value("Ani")


@pytest.mark.parametrize("width", [320, 1366])
def test_the_plain_page_is_small_and_fits_a_phone(server, open_browser, width):
    page = open_browser("/nama")
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('button').offsetHeight") >= 48
    assert len(page.content().encode()) < 15 * 1024
    assert page.evaluate("document.documentElement.lang") == "id"
    assert [url for url in page.requests if not url.startswith(server)] == []
    assert [text for text in page.refusals if "Content Security Policy" in text] == []
