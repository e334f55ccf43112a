"""A chart is remembered by all it is drawn from: the view, the look and what its builder is called with."""

import ast
import contextlib
import importlib
import inspect
import itertools
import pkgutil
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

import storage
import ui
from charts.drawing.look import Look
from planning.simulation.scenario import Scenario
from storage.results import state
from storage.setup import instruments, periods
from tests.pages import stores
from ui.comparison.rank_uncertainty import RankGroup
from ui.presentation import slides
from ui.shared import cached_chart
from ui.shared.cached_chart import ChartChoice, NothingToDraw
from ui.shared.selection import Selection
from workflow.results import stored_data
from workflow.results.stored_data import AssessmentScope

ROOT = Path(ui.__file__).parent.parent
SCENARIO = Scenario("35.18", "kesiapan@0.9", {"GOV": 0.5, "ECO": 0.5}, "visi", {"GOV1.1": 3.0})
# Two values of every type that a builder takes.
VALUES: dict[object, tuple[object, object]] = {
    int: (1, 2),
    bool: (False, True),
    str: ("sel", "ubin"),
    date: (date(2026, 1, 1), date(2026, 1, 2)),
    RankGroup: (RankGroup(), RankGroup("35")),
    Scenario: (Scenario(), SCENARIO),
    Mapping[str, Scenario]: ({"A": SCENARIO, "B": Scenario()}, {"B": Scenario(), "A": SCENARIO}),
}


def builders() -> Iterator[object]:
    """Every function of `ui` that draws a chart for a view and a look."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        for name, each in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(each) and each.__module__ == module.name and not name.startswith("_"):
                taken = list(inspect.signature(each).parameters.values())
                if [one.annotation for one in taken[:2]] == [Selection, Look]:
                    yield each


def values(builder: object) -> dict[str, tuple[object, object]]:
    """Per parameter of a builder beside view and look two values it may be called with."""
    hints = typing.get_type_hints(builder)
    found = {}
    for name in list(inspect.signature(builder).parameters)[2:]:
        kinds = [kind for kind in typing.get_args(hints[name]) if kind is not type(None)]
        optional = type(None) in typing.get_args(hints[name])
        found[name] = VALUES[kinds[0] if optional else hints[name]]
    return found


def test_every_chart_of_the_deck_is_drawn_by_one_of_the_builders():
    assert {slide.draw for slide in slides.SLIDES.values()} <= set(builders())


@pytest.mark.parametrize("builder", list(builders()), ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_another_value_of_any_kind_is_another_chart(builder):
    every = [
        dict(zip(values(builder), chosen, strict=True))
        for chosen in itertools.product(*values(builder).values())
    ]
    keys = {ChartChoice.of(builder, **named).key for named in every}
    assert len(keys) == len(every)
    drawn_by = {part for key in keys for part in key[:1]}
    assert drawn_by == {f"{builder.__module__}.{builder.__name__}"}


def test_any_field_of_a_scenario_or_a_group_is_part_of_the_key():
    changes = {
        "region": "35.14", "instrument": "spbe@1", "weights": {"GOV": 0.6, "ECO": 0.4}, "basis": "poin",
        "levels": {"GOV1.1": 4.0}, "vision": ("GOV",), "pairs": {"GOV>ECO": 1},
        "points": {"Sari": {"GOV": 1.0}},
    }  # fmt: skip
    assert set(changes) == {field.name for field in fields(Scenario)}
    scenarios = [SCENARIO, *(replace(SCENARIO, **{name: value}) for name, value in changes.items())]
    groups = [RankGroup(), RankGroup("35"), RankGroup(None, "35"), RankGroup(None, None, "35")]
    for several in (scenarios, groups):
        assert len({ChartChoice.of(slides.projector_pattern_chart, one).key for one in several}) == len(
            several
        )


def test_what_is_no_plain_value_is_refused(selection):
    with pytest.raises(TypeError):
        cached_chart.remember_chart(
            selection, "uji", ChartChoice.of(slides.projector_pattern_chart, object()), Look()
        )


def test_a_look_and_another_view_it_reads_are_part_of_the_key(selection, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", str(selection.engine.url))
    choice = ChartChoice.of(slides.projector_pattern_chart)
    looks = [Look(), Look(dark=True), Look("projector"), Look(page=2)]
    charts = [cached_chart.remember_chart(selection, "uji", choice, look) for look in looks]
    charts += [cached_chart.remember_chart(selection, "uji", choice, Look(), beside=(selection.everywhere,))]
    assert len({id(chart) for chart in charts}) == len(charts)
    assert cached_chart.remember_chart(selection, "uji", choice, Look()) is charts[0]


def test_builders_are_functions_of_modules_that_capture_nothing():
    calls = [
        (file, node)
        for folder in ("ui", "pages")
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ChartChoice.of"
    ]
    assert len(calls) > 25
    for file, call in calls:
        assert isinstance(call.args[0], ast.Name | ast.Attribute), f"{file}:{call.lineno}"


@pytest.fixture(scope="module")
def selection(tmp_path_factory) -> Selection:
    """Kab. Nganjuk of the sample."""
    file = tmp_path_factory.mktemp("drawn") / "store.db"
    stores.seed(file)
    engine = storage.open_store(stores.address(file))
    period, frozen = periods.list_periods(engine)[-1], instruments.list_instruments(engine)[0]
    scope = AssessmentScope(period.id, frozen.id)
    return Selection(
        engine,
        period,
        stored_data.instrument_of_scope(engine, scope),
        scope,
        "35.18",
        state.store_state(engine),
    )


class Closed:
    """A browser that must not be asked."""

    def __getattr__(self, name):
        raise AssertionError(f"asked the browser for {name}")

    __getitem__ = __contains__ = __getattr__


@pytest.mark.parametrize("key", slides.SLIDES)
def test_a_builder_asks_the_browser_nothing(selection, monkeypatch, key):
    for name in ("query_params", "session_state", "context"):
        monkeypatch.setattr(f"streamlit.{name}", Closed())
    slide = slides.SLIDES[key]
    named = {"year": 2027} if slide.aimed else {}
    with contextlib.suppress(NothingToDraw):
        assert slide.draw(selection, Look("projector"), **named).title
