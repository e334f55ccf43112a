"""The lines of the impact x ease matrix follow the mouse, and what they part is stored for everybody."""

import shutil

import pytest
from playwright.sync_api import expect

import storage
from tests.e2e.conftest import running, settle
from tests.e2e.test_job import name_oneself
from tests.pages import stores
from workflow.plan import plan_decisions

REGION, QUERY = "35.18", "wilayah=35.18&prioritas=dampak"
CHART = ".st-key-dampak_kemudahan"
# Middle of each line in the window, and the pixels of a whole step of marks, as Plotly drew them.
LINES = f"""() => {{
  const plot = document.querySelector('{CHART} .js-plotly-plot');
  const home = plot.getBoundingClientRect();
  const {{ xaxis, yaxis }} = plot._fullLayout;
  const named = Object.fromEntries(plot.layout.shapes.filter(s => s.name).map(s => [s.name, s]));
  const x = at => home.left + xaxis._offset + xaxis.d2p(at);
  const y = at => home.top + yaxis._offset + yaxis.d2p(at);
  return {{
    ease: x(named.ease.x0), impact: y(named.impact.y0),
    wide: (x(named.impact.x1) - x(named.impact.x0)) / 4, high: (y(named.ease.y1) - y(named.ease.y0)) / 4,
    left: x(named.impact.x0), bottom: y(named.ease.y1),
  }}; }}"""


@pytest.fixture(scope="module")
def room(seeded_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("matriks")
    shutil.copy(seeded_store, folder / "store.db")
    engine = storage.open_store(stores.address(folder / "store.db"))
    with running(folder) as address:
        yield address, engine
    engine.dispose()


def opened(visit, server):
    """The matrix, drawn, with a name typed."""
    page = visit(f"{server}/prioritas?{QUERY}")
    name_oneself(page, "Sari")
    page.locator(CHART).scroll_into_view_if_needed()
    page.wait_for_function(f"() => document.querySelector('{CHART} .js-plotly-plot')?._fullLayout?.xaxis")
    return page


def drag(page, start, end) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()
    settle(page)


def title(page) -> str:
    return page.get_by_role("heading", name="usulan").first.inner_text()


def wait_for_line(page, name: str, mark: float) -> None:
    """Until the chart is drawn with a line at a mark 1..5."""
    page.wait_for_function(
        f"""([name, mark]) => {{
          if (!document.querySelector('{CHART} .js-plotly-plot')?._fullLayout?.xaxis) return false;
          const at = ({LINES})();
          const stands = name === 'ease' ? (at.ease - at.left) / at.wide : (at.bottom - at.impact) / at.high;
          return Math.abs(1 + stands - mark) < 0.01; }}""",
        arg=[name, mark],
    )


def test_a_line_dragged_with_the_mouse_parts_the_proposals_anew_and_is_stored(room, visit):
    server, engine = room
    page = opened(visit, server)
    before, at = title(page), page.evaluate(LINES)

    drag(page, (at["ease"], at["bottom"] - at["high"]), (at["ease"] + at["wide"], at["bottom"] - 40))
    wait_for_line(page, "ease", 4.0)
    assert plan_decisions.read_plan_settings(engine, REGION).lines.ease == 4.0
    assert title(page) != before
    expect(page.locator(".st-key-garis_ease [data-testid=stSliderThumbValue]")).to_have_text(
        "4,00", use_inner_text=True
    )

    at = page.evaluate(LINES)
    drag(page, (at["left"] + 30, at["impact"]), (at["left"] + 60, at["bottom"] + 300))
    wait_for_line(page, "impact", 1.0)
    lines = plan_decisions.read_plan_settings(engine, REGION).lines
    assert (lines.impact, lines.ease) == (1.0, 4.0)

    slider = page.get_by_role("slider", name="Garis kemudahan")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    settle(page)
    wait_for_line(page, "ease", 3.75)
    assert plan_decisions.read_plan_settings(engine, REGION).lines.ease == 3.75


def test_a_drag_that_starts_off_the_lines_changes_nothing(room, visit):
    server, engine = room
    page = opened(visit, server)
    lines, at = plan_decisions.read_plan_settings(engine, REGION).lines, page.evaluate(LINES)
    away = at["ease"] - 0.5 * at["wide"]
    drag(page, (away, at["bottom"] - 1.5 * at["high"]), (away + at["wide"], at["bottom"] - 1.5 * at["high"]))
    assert plan_decisions.read_plan_settings(engine, REGION).lines == lines
