"""What Streamlit's own frame says, also when the server is gone: Indonesian, and true without internet."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, free_port, new_tab, settle, wait_until_healthy
from tests.pages import stores

BUNDLE = Path(streamlit.__file__).parent / "static" / "static" / "js"
# Libraries and elements that no page of ours loads; a test below holds the elements.
NOT_LOADED = re.compile(
    r"^(PlotlyChart|DeckGl|embed|elk|EChartsChart|StreamlitSyntaxHigh|cytoscape|recordbatch|react-dom|moment|"
    r"katex|rehype-katex|lib\.|axios|GraphViz|chunk-|mermaid|Mermaid|dagre|cose|rough|wavesurfer|numbro|"
    r"opacities|remark-emoji|reactJsonView|ArrowVega|AudioInput|CameraInput|ChatInput|ColorPicker|DateTimeInput|"
    r"Feedback|Json|TimeInput|protobuf|arrowFormatUtils)|[dD]iagram|-definition"
)
ELEMENTS = re.compile(
    r"\bst\.(\w+\.)?(vega_lite_chart|altair_chart|audio_input|camera_input|chat_input|color_picker|audio|video|"
    r"datetime_input|feedback|json|time_input|graphviz_chart|pydeck_chart)\("
)
TEXT = r"(?:`((?:[^`\\$]|\\.|\$(?!\{)|\$\{[^{}]*\})*)`|\"((?:[^\"\\\n]|\\.)*)\")"
SHOWN_AS = (
    r"(?:children|label|title|tooltip|placeholder|message|content|alt|description|text|header|errorMessage|"
    r"\"aria-label\"|\"aria-description\"|helpText|caption|help)"
)
PLACE = re.compile(rf"{SHOWN_AS}:(?:[\w$.!&|()=<>]{{0,60}}[?|&:]{{1,2}})?{TEXT}(?::{TEXT})?")
CHILDREN = re.compile(r"children:\[([^\[\]]*)\]")
# Of the developer's toolbar, which `toolbarMode = "minimal"` hides; keys, sizes, and what is no text.
HIDDEN = re.compile(
    r"[Dd]eploy|Snowflake|Community Cloud|For community|For personal|For enterprise|For custom|"
    r"Enterprise-level|Explore and|Git tree|Learn more|Start trial|Other platforms|our documentation|"
    r"Set up and maintain|screencast|[Rr]ecord|RECORDING|Step \d|Next steps|video|SETUP|COUNTDOWN|"
    r"PREVIEW|UNSUPPORTED|some browsers|Alien Monster|Happy|[Ss]kills|agents|Install|Don't show again|"
    r"Ask Google|No docs available|Made with Streamlit|Streamlit logo|st\.toast|static app protos|"
    r"Dialog type|noopener|Chat message|_|-label$|^(Alt|Ctrl\+R|Cmd\+R|HH|UTC|OK)$|"
    r"^\$\{[^}]*\}( \$\{[^}]*\})*$|^\$\{e\.props"
)
ALIKE = {"Menu", "Median", "Format", "Euro", "Yen"}  # in both languages
ENGLISH = re.compile(
    r"\b(the|is|are|you|your|to|server|connect\w*|error|please|wait|running|stop|rerun|close|cancel|search|download|"
    r"upload|add|row|fullscreen|select|choose|clear|show|hide|view|open|help|settings|print|dismiss|internet\?)\b",
    re.I,
)


def words_of_the_frame() -> set[str]:
    """Every text that the installed front end puts into a place that is shown, its blanks filled with 1."""
    found = set()
    for file in BUNDLE.glob("*.js"):
        if NOT_LOADED.search(file.name):
            continue
        code = file.read_text(encoding="utf-8")
        texts = [text for match in PLACE.finditer(code) for text in match.groups()]
        texts += [
            text
            for match in CHILDREN.finditer(code)
            for one in re.finditer(TEXT, match[1])
            for text in one.groups()
        ]
        found |= {text for text in texts if text and is_words(text)}
    return found


def is_words(text: str) -> bool:
    bare = re.sub(r"\$\{[^}]*\}", "", text)
    begins = re.match(r"[A-Z$]|[a-z]+ [a-z]|here$", text) and re.search(r"[A-Za-z]{2}", bare)
    return bool(begins) and not re.search(r"[{};=<>]|[a-z][A-Z]", bare) and not HIDDEN.search(text)


def test_the_scan_finds_what_is_known_to_be_shown():
    """What the next test rests on."""
    assert len(words_of_the_frame()) > 150
    known = {
        "Add row",
        "Fullscreen",
        "Search",
        "Download as CSV",
        "Rerun",
        "Stop",
        "Running...",
        "Upload",
        "Sidebar",
    }
    known |= {
        "Streamlit server is not responding. Are you connected to the internet?",
        "Clear all",
        "Main menu",
    }
    assert known - words_of_the_frame() == set()


def test_pages_use_no_element_whose_words_are_left_out():
    files = [file for folder in ("ui", "pages") for file in (ROOT / folder).rglob("*.py")]
    assert [file.name for file in files if ELEMENTS.search(file.read_text(encoding="utf-8"))] == []


def parts(text: str) -> list[str]:
    """The text as the browser gets it: paragraphs, and what stands around a link."""
    return [part for part in re.split(r"(?:\\n|\n)+|\[|\]\(\$\{[^}]*\}\)", text) if part.strip()]


def filled(text: str, blank: str) -> str:
    return re.sub(r"\$\{[^}]*\}", blank, text)


PUT = """words => document.querySelector('div').append(...words.map(text => {
    const one = document.createElement('p'); one.textContent = text; return one; }))"""


def test_every_word_of_the_frame_becomes_indonesian(browser):
    """A blank may be a number or a size."""
    words = sorted({part for text in words_of_the_frame() for part in parts(text)})
    kept = []
    for blank in ("1", "1 MB"):
        page = new_tab(browser)
        page.set_content("<div role=dialog></div>")
        given = [filled(text, blank) for text in words]
        page.evaluate(PUT, given)
        page.add_script_tag(path=ROOT / "static" / "indonesian.js")
        shown = page.locator("p").all_text_contents()
        kept.append({text for text, old, new in zip(words, given, shown, strict=True) if old == new})
        page.context.close()
    assert kept[0] & kept[1] - ALIKE == set()


def test_the_calendar_is_indonesian(browser):
    page = new_tab(browser)
    heads = "".join(f"<th>{letter}</th>" for letter in "SMTWTFS")
    page.set_content(
        f"<table><thead><tr>{heads}</tr></thead></table><option>August</option><p>May 2027</p>"
        '<i aria-label="Today, Thursday, May 6, 2027 selected"></i>'
        '<i aria-label="Choose date, March 2027"></i>'
        '<b role="spinbutton" aria-valuetext="Empty">dd</b><b>dd</b>'
    )
    page.add_script_tag(path=ROOT / "static" / "indonesian.js")
    expect(page.locator("th")).to_have_text(list("MSSRKJS"))
    expect(page.locator("option, p")).to_have_text(["Agustus", "Mei 2027"])
    expect(page.locator("b")).to_have_text(["tgl", "dd"])
    expect(page.locator("b").first).to_have_attribute("aria-valuetext", "Kosong")
    labels = [one.get_attribute("aria-label") for one in page.locator("i").all()]
    assert labels == ["Hari ini, Kamis, 6 Mei 2027, terpilih", "Pilih tanggal, Maret 2027"]
    page.context.close()


@contextmanager
def on_port(folder: Path, port: int):
    """A server on this port over the store in `folder`, ended as by a power cut."""
    env = {**os.environ, "SIAP_VAR": str(folder / "var"), "DATABASE_URL": stores.address(folder / "store.db")}
    with (folder / "server.log").open("ab") as log:
        command = [sys.executable, "start.py", "--server.port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, env=env)
    try:
        wait_until_healthy(server, f"http://127.0.0.1:{port}", folder / "server.log")
        yield
    finally:
        server.kill()
        server.wait()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_server_that_is_gone_is_told_truly_and_comes_back_by_itself(browser, tmp_path, name):
    page, port = new_tab(browser), free_port()
    with on_port(tmp_path, port):
        page.goto(f"http://{name}:{port}/")
        settle(page)
        page.wait_for_function("() => document.documentElement.lang === 'id'")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Siap Cerdas tidak menjawab").wait_for(timeout=60_000)
    expect(dialog).to_contain_text("Internet tidak diperlukan", use_inner_text=True)
    assert [text for text in said_by(page) if ENGLISH.search(text)] == []
    with on_port(tmp_path, port):
        dialog.wait_for(state="detached", timeout=60_000)
        settle(page)
    page.context.close()


def said_by(page) -> list[str]:
    """Every text and label of the page that is not the app's own."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[aria-label],[title],[placeholder],[role=dialog] *,header *')]
        .flatMap(e => [...['aria-label', 'title', 'placeholder'].map(n => e.getAttribute(n)),
            ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)]).filter(Boolean)"""
    )
