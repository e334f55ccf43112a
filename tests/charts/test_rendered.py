"""Every chart drawn by a real browser: no text on another, none cut off, no request to any host."""

import base64
import json
import math
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit
from plotly.offline import get_plotlyjs

from charts import bump, gap, heatmap, opinions, shift
from tests.charts import plans
from tests.charts.frames import NAMES, SCALE, gaps, regions
from tests.charts.test_opinions import spread
from tests.charts.test_others import every
from tests.charts.test_scenario_charts import STEPS, changes, ranks

pytestmark = pytest.mark.e2e
sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
LONG = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
    "Sarana Telekomunikasi dan Transportasi",
)
# A line's box is a fifth taller at both ends than the letters in it.
FAULTS = """() => {
  const texts = [...document.querySelectorAll('svg text')].map(t => {
    const r = t.getBoundingClientRect();
    const spare = 0.2 * r.height / (t.querySelectorAll('tspan.line').length || 1);
    return {s: t.textContent, left: r.left, right: r.right, top: r.top + spare, bottom: r.bottom - spare};
  }).filter(t => t.s.trim() && t.right > t.left);
  const faults = texts.filter(t => t.left < -1 || t.right > innerWidth + 1 || t.top < -1
    || t.bottom > innerHeight + 1).map(t => `outside: ${t.s} ${t.left} ${t.right} ${t.top} ${t.bottom}`);
  texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 2) faults.push(a.s + ' on ' + b.s);
  }));
  return faults; }"""
DRAW = """async figure => {
  await document.fonts.load('400 20px "Source Sans"');
  Plotly.purge('chart');
  await Plotly.newPlot('chart', figure.data, figure.layout, {displayModeBar: false, responsive: true}); }"""


@pytest.fixture(scope="module")
def page() -> Iterator:
    """A page with Plotly and the font that Streamlit serves; requests to any host end up in `page.asked`."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    font = next(Path(streamlit.__file__).parent.rglob("SourceSansVF-Upright*.woff2"))
    source = base64.b64encode(font.read_bytes()).decode()
    url = f"url(data:font/woff2;base64,{source})"
    face = f"@font-face {{font-family: 'Source Sans'; font-weight: 200 900; src: {url}}}"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.set_content(f"<!doctype html><style>{face} body {{margin: 0}}</style><div id='chart'></div>")
        page.add_script_tag(content=get_plotlyjs())
        yield page
        browser.close()


def faults(page, chart, width: int) -> list[str]:
    figure = json.loads(chart.figure.to_json())
    page.set_viewport_size({"width": width, "height": figure["layout"]["height"]})
    page.evaluate(DRAW, figure)
    return page.evaluate(FAULTS)


def hard(size):
    edges = gaps(
        score={"ECO": 1.0, "LIV": math.nan, "SOC": 3.45, "GOV": 4.1, "ENV": 5.0},
        target={"BRA": 5.0, "LIV": 2.0},
    )
    long = pd.DataFrame({"node": "LIV3", "name": LONG * 4, "score": [1.0, 5.0] * 4, "target": 4.0})
    frame = regions(8)
    frame["label"] = [f"Kab. Penukal Abab Lematang Ilir {place}" for place in range(8)]
    notes = {(frame["unit"].iloc[-1], "ENV"): "4 dari 9 OPD"}
    answers = spread(
        {"GOV": (1, 0, 0, 0, 99), "ECO": (38, 0, 0, 0, 0), "SOC": (8, 8, 6, 12, 4), "LIV": (0, 0, 0, 0, 9)}
    ).assign(name=(LONG * 2))
    moved = ranks(range(507, 515), range(514, 506, -1)).assign(
        label=frame["label"], **{"Bobot 100 poin seluruh perangkat daerah": range(507, 515)}
    )
    return {
        "gap": gap.figure(edges.assign(low=1.5, high=3.5, peers=2.5), SCALE, place="Kab. Nganjuk", size=size),
        "long gap": gap.figure(long, SCALE, place="Kab. Penukal Abab Lematang Ilir", size=size),
        "heatmap": heatmap.figure(
            frame, NAMES, SCALE, selected=frame["unit"].iloc[2], notes=notes, size=size
        ),
        "opinions": opinions.figure(answers, SCALE, place="Kab. X", respondents=1038, size=size),
        "bump": bump.figure(moved, (*STEPS, moved.columns[-1]), selected="35.3", size=size),
        "shift": shift.figure(changes((-1.5,) + (0.0,) * 5), before=2, after=0.5, place="Kab. X", size=size),
        **plans.every(size),
        **{f"{name} of test_others": chart for name, chart in every(size).items()},
    }


@pytest.mark.parametrize(("size", "width"), [("projector", 1920), ("office", 876), ("office", 1300)])
def test_no_text_stands_on_another_or_is_cut_off(page, size, width):
    found = {name: faults(page, chart, width) for name, chart in hard(size).items()}
    assert {name: faulty for name, faulty in found.items() if faulty} == {}
    assert [url for url in page.asked if not url.startswith(("data:", "about:", "blob:"))] == []
