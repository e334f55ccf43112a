"""A bare page that draws figures as the app's pages do, and tells which of their texts touch or are cut."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit
from playwright.sync_api import sync_playwright
from plotly.offline import get_plotlyjs

from tests.browser import CHROMIUM

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
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


@contextmanager
def drawing() -> Iterator[Any]:
    """A page with Plotly and the font that Streamlit serves; requests to any host end up in `page.asked`."""
    font = next(Path(streamlit.__file__).parent.rglob("SourceSansVF-Upright*.woff2"))
    source = base64.b64encode(font.read_bytes()).decode()
    url = f"url(data:font/woff2;base64,{source})"
    face = f"@font-face {{font-family: 'Source Sans'; font-weight: 200 900; src: {url}}}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.set_content(f"<!doctype html><style>{face} body {{margin: 0}}</style><div id='chart'></div>")
        page.add_script_tag(content=get_plotlyjs())
        yield page
        browser.close()


def faults(page, chart, width: int) -> list[str]:
    """What is wrong with a chart's texts in a window of that width; a projected picture is 1920 wide."""
    figure = json.loads(chart.figure.to_json())
    page.set_viewport_size({"width": width, "height": figure["layout"]["height"]})
    page.evaluate(DRAW, figure)
    return page.evaluate(FAULTS)
