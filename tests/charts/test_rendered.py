"""Every chart drawn by a real browser: no text on another, none cut off, no request to any host."""

import math
import random
from collections.abc import Iterator

import pandas as pd
import pytest

from benchmarks import overlap
from charts.comparison import heatmap
from charts.drawing import theme
from charts.drawing.look import Look
from charts.plan import costs, realisation
from charts.results import answer_spread, gap
from charts.simulation import bump, index_shift
from tests.browser import lack
from tests.charts import plans
from tests.charts.frames import NAMES, SCALE, gaps, regions
from tests.charts.measuring import drawing, faults
from tests.charts.results.test_answer_spread import spread
from tests.charts.test_others import every as every_other
from tests.charts.test_scenario_charts import STEPS, changes, ranks
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection

pytestmark = pytest.mark.e2e
LONG = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
    "Sarana Telekomunikasi dan Transportasi",
)


@pytest.fixture(scope="module")
def page() -> Iterator:
    """A browser page to draw on."""
    if lack():
        pytest.skip(lack())
    with drawing() as page:
        yield page


@pytest.fixture(scope="module")
def views(tmp_path_factory) -> dict[int, list[Selection]]:
    """Kab. Nganjuk of the sample by both instruments; a kabupaten after its bimtek among five."""
    folder = tmp_path_factory.mktemp("charts")
    return {count: overlap.prepared(folder, count) for count in (overlap.SAMPLE, 5)}


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
        "gap": gap.draw_gap(
            edges.assign(low=1.5, high=3.5, peers=2.5), SCALE, Look(place="Kab. Nganjuk", size=size)
        ),
        "long gap": gap.draw_gap(long, SCALE, Look(place="Kab. Penukal Abab Lematang Ilir", size=size)),
        "heatmap": heatmap.draw_heatmap(
            frame, NAMES, SCALE, Look(size=size), selected=frame["unit"].iloc[2], notes=notes
        ),
        "opinions": answer_spread.draw_answer_spread(
            answers, SCALE, Look(place="Kab. X", size=size), respondents=1038
        ),
        "bump": bump.draw_rank_change(moved, (*STEPS, moved.columns[-1]), Look(size=size), selected="35.3"),
        "shift": index_shift.draw_index_shift(
            changes((-1.5,) + (0.0,) * 5), Look(place="Kab. X", size=size), before=2, after=0.5
        ),
        **plans.every(size),
        **{f"{name} of test_others": chart for name, chart in every_other(size).items()},
    }


@pytest.mark.parametrize(("size", "width"), [("projector", 1920), ("office", 876), ("office", 1300)])
def test_no_text_stands_on_another_or_is_cut_off(page, size, width):
    found = {name: faults(page, chart, width) for name, chart in hard(size).items()}
    assert {name: faulty for name, faulty in found.items() if faulty} == {}
    assert [url for url in page.asked if not url.startswith(("data:", "about:", "blob:"))] == []


@pytest.mark.parametrize("count", [overlap.SAMPLE, 5])
@pytest.mark.parametrize(("size", "width"), [("projector", 1920), ("projector 160", 1920), ("office", 876)])
def test_no_chart_of_the_deck_and_of_the_pages_has_text_on_text_or_cut_off(page, views, size, width, count):
    """One, 38 and 514 regions and the other sizes are in benchmarks/overlap.py."""
    for seen in views[count]:
        assert overlap.measured(page, seen, size, width)[0] == {}


def realisations(drawn: random.Random) -> pd.DataFrame:
    """Four dimensions with counts of 1 to 5 digits, the first with the widest words, one without a plan."""
    rows = []
    for code, name in list(NAMES.items())[:4]:
        planned = drawn.randrange(10 ** drawn.randint(0, 5))
        silent = drawn.randint(0, planned)
        running = drawn.randint(0, planned - silent)
        low, high = ((part / max(1, planned)) for part in (running, running + silent))
        rows.append((code, name, planned, running, drawn.randint(0, running), silent, low, high, 50.0))
    widest = rows[0][:2], (80888, 60888, 30888, 9888, 0.7527, 0.8750, 50.0)
    rows[0], rows[1] = sum(widest, ()), (*rows[1][:2], 0, 0, 0, 0, math.nan, math.nan, math.nan)
    columns = ["node", "name", "planned", "running", "done", "silent", "share", "highest", "mean"]
    return pd.DataFrame(drawn.sample(rows, len(rows)), columns=columns)


@pytest.mark.parametrize("size", theme.SIZES)
def test_words_beside_the_bars_of_a_year_stand_within_the_picture_and_leave_room_for_the_bars(page, size):
    drawn = random.Random(f"realisation {size}")
    for _ in range(6):
        frame = realisations(drawn)
        chart = realisation.draw_realisation(frame, 2027, Look(size, place="Kab. X"))
        assert faults(page, chart, 1920 if theme.is_projected(size) else 876) == [], frame
        assert chart.figure.layout.xaxis.range[1] <= 5 * frame["planned"].max()


@pytest.mark.parametrize("size", theme.SIZES)
def test_totals_of_few_or_many_years_and_any_amount_stand_within_the_picture(page, size):
    drawn = random.Random(f"costs {size}")
    for years in (1, 2, 3, 10):
        amounts = [drawn.choice((0, 1, 8.888)) * 10 ** drawn.randint(5, 14) for _ in range(years - 1)]
        frame = pd.DataFrame({"GOV": [8.888e14, *amounts], "ECO": 0.0}, index=range(2026, 2026 + years))
        chart = costs.draw_yearly_costs(frame, Look(size, place="Kab. X"), dimensions=NAMES)
        assert faults(page, chart, 1920 if theme.is_projected(size) else 876) == [], frame
        assert chart.figure.layout.xaxis.range[1] <= 2 * 8.888e14


def test_every_chart_is_among_those_measured(views):
    """A chart without data would be measured by nobody."""
    assert [key for key, draw in overlap.DRAWINGS.items() if not any(drawn(draw, views))] == []


def drawn(draw, views) -> Iterator[bool]:
    for seen in (one for every in views.values() for one in every):
        try:
            yield bool(draw(seen, Look()))
        except NothingToDraw:
            yield False
