"""The map in a real browser: a click points a region out, filters narrow it, a phone keeps its width."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import settle

pytestmark = pytest.mark.e2e

SPOT = """code => {
  const chart = document.querySelector('.js-plotly-plot');
  const points = chart.data[chart.data.length - 1];
  const place = points.customdata.findIndex(data => data[0] === code);
  const {xaxis, yaxis} = chart._fullLayout, box = chart.getBoundingClientRect();
  return [box.left + xaxis._offset + xaxis.d2p(points.x[place]),
          box.top + yaxis._offset + yaxis.d2p(points.y[place])]; }"""


def on_map(page):
    page.get_by_role("radio", name="Peta", exact=True).click()
    page.wait_for_selector(".js-plotly-plot .scatterlayer")
    settle(page)
    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    return page


def test_a_click_on_a_cell_points_the_region_out_and_a_province_shows_names(sample_server, visit):
    page = on_map(visit(f"{sample_server}/perbandingan"))
    page.mouse.click(*page.evaluate(SPOT, "35.23"))
    page.wait_for_url("**wilayah=35.23**")
    page.wait_for_selector("text=Kab. Tuban")
    page = on_map(visit(f"{sample_server}/perbandingan?provinsi=35"))
    page.wait_for_selector(".js-plotly-plot >> text=Tuban")
    expect(page.locator(".js-plotly-plot >> text=Semarang")).to_have_count(0)
    page.mouse.click(*page.evaluate(SPOT, "35.18"))
    page.wait_for_url("**wilayah=35.18**")


def test_on_a_phone_the_map_scrolls_within_the_page(sample_server, visit):
    page = on_map(visit(f"{sample_server}/perbandingan?provinsi=35", width=390, height=844))
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_a_reload_and_a_shared_link_open_the_map_again(sample_server, visit):
    page = on_map(visit(f"{sample_server}/perbandingan"))
    page.get_by_role("radio", name="Ubin").click()
    page.wait_for_url("**bentuk=ubin**")
    link = page.url
    page.reload()
    for opened in (page, visit(link)):
        opened.wait_for_selector(".js-plotly-plot .scatterlayer")
        expect(opened.get_by_role("radio", name="Peta", exact=True)).to_have_attribute("aria-checked", "true")
        expect(opened.get_by_role("radio", name="Ubin")).to_have_attribute("aria-checked", "true")
