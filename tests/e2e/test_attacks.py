"""Pages elsewhere, in a real browser: a rebound name, another port of this computer, a frame, a form."""

import http.server
import threading
import urllib.parse

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CHROMIUM, FLAGS, new_tab, running, settle

TRIES = """async target => {
  const tried = {};
  const told = async (name, what) => {
    try { tried[name] = await what(); } catch (error) { tried[name] = "refused"; } };
  const socket = () => new Promise(done => {
    const one = new WebSocket(target.replace("http", "ws") + "/_stcore/stream", ["streamlit"]);
    one.onopen = () => done("open"); one.onerror = () => done("refused"); });
  const loaded = (tag, path) => new Promise(done => {
    const one = document.createElement(tag);
    one.onload = () => done("loaded"); one.onerror = () => done("refused");
    one.src = target + path; document.body.append(one); });
  await told("read", async () => (await (await fetch(target + "/")).text()).slice(0, 20));
  await told("read a static file", async () => (await fetch(target + "/app/static/indonesian.js")).status);
  await told("read the health", async () => (await fetch(target + "/_stcore/health")).status);
  await told("socket", socket);
  await told("script", () => loaded("script", "/app/static/accessible.js"));
  await told("picture", () => loaded("img", "/app/static/icon.png"));
  const body = new URLSearchParams({ nama: "Penyusup" }), credentials = "include";
  for (const method of ["POST", "PUT", "DELETE"])
    await told(method, async () => (await fetch(target + "/nama", { method, credentials, body })).status);
  await fetch(target + "/nama", { method: "POST", mode: "no-cors", credentials, body }).catch(() => null);
  return tried; }"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("attacked")) as address:
        yield address


@pytest.fixture(scope="module")
def elsewhere():
    """An empty page on another port of this computer."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>lain</title><body></body>")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield other.server_port
        other.shutdown()


@pytest.fixture(scope="module")
def misled():
    """A browser for which every name of evil.example is this computer, as after a rebinding."""
    from playwright.sync_api import sync_playwright

    rules = "--host-resolver-rules=MAP *.evil.example 127.0.0.1, MAP evil.example 127.0.0.1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, rules])
        yield chromium
        chromium.close()


@pytest.fixture
def page(misled, server):
    """A tab of somebody who works in the app under a name."""
    tab = new_tab(misled)
    tab.goto(f"{server}/nama")
    tab.get_by_label("Nama", exact=True).fill("Sari")
    tab.get_by_role("button", name="Simpan").click()
    settle(tab)
    yield tab
    tab.context.close()


def name_kept(page, server: str) -> str:
    page.goto(f"{server}/nama")
    return page.get_by_label("Nama", exact=True).input_value()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "evil.example"])
def test_a_page_of_another_place_reads_and_changes_nothing(page, server, elsewhere, host):
    page.goto(f"http://{host}:{elsewhere}/")
    tried = page.evaluate(TRIES, server)
    assert set(tried.values()) == {"refused"}, tried
    assert name_kept(page, server) == "Sari"


def test_a_form_of_another_place_changes_nothing(page, server, elsewhere):
    page.goto(f"http://localhost:{elsewhere}/")
    page.evaluate(
        """target => {
            const form = document.createElement("form"); form.method = "post"; form.action = target + "/nama";
            form.innerHTML = '<input name="nama" value="Penyusup">';
            document.body.append(form); form.submit(); }""",
        server,
    )
    page.get_by_text("dari halaman lain").wait_for()
    assert name_kept(page, server) == "Sari"


def test_a_frame_of_another_place_shows_nothing(page, server, elsewhere):
    page.goto(f"http://localhost:{elsewhere}/")
    page.evaluate(
        """target => { const frame = document.createElement("iframe");
        frame.src = target; document.body.append(frame); }""",
        server,
    )
    page.wait_for_timeout(2000)
    [_, frame] = page.frames
    expect(frame.locator("body")).not_to_contain_text("Beranda", use_inner_text=True)


def test_a_rebound_name_gets_one_sentence_and_nothing_else(page, server):
    port = urllib.parse.urlsplit(server).port
    page.goto(f"http://rebound.evil.example:{port}/")
    expect(page.locator("body")).to_contain_text("siap.toml", use_inner_text=True)
    assert page.evaluate("async () => (await fetch('/_stcore/health')).status") == 421
    assert page.evaluate("async () => (await fetch('/nama', { method: 'POST' })).status") == 421
    opened = page.evaluate(
        """() => new Promise(done => {
        const one = new WebSocket(location.origin.replace("http", "ws") + "/_stcore/stream");
        one.onopen = () => done(true); one.onerror = () => done(false); })"""
    )
    assert opened is False


def test_a_link_from_elsewhere_still_leads_to_the_app(page, server, elsewhere):
    page.goto(f"http://localhost:{elsewhere}/")
    page.evaluate("target => { location.href = target + '/metodologi'; }", server)
    page.wait_for_url("**/metodologi*")
    settle(page)
    expect(page.get_by_label("Nama Anda", exact=True)).to_have_value("Sari")


def test_a_page_of_ours_reaches_its_own_server_and_no_other(page, server, elsewhere):
    page.goto(server)
    settle(page)
    asked = """address => new Promise(done => { try { const one = new WebSocket(address);
        one.onopen = () => done("open"); one.onerror = () => done("closed");
        } catch { done("forbidden"); } })"""
    own = server.replace("http", "ws") + "/_stcore/stream"
    assert page.evaluate(asked, own) == "open"
    page.refusals.clear()
    page.evaluate(asked, f"ws://127.0.0.1:{elsewhere}/")
    page.evaluate("address => fetch(address).catch(() => null)", f"http://127.0.0.1:{elsewhere}/")
    assert sum("Content Security Policy" in text for text in page.refusals) >= 2
