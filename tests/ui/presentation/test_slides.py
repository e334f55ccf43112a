"""Every chart of the deck over the sample: drawn for a projector, or it says in words why not."""

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest

import storage
from charts.drawing.format import format_number
from charts.drawing.look import Look
from planning.simulation.scenario import Scenario
from storage.results import state
from storage.setup import instruments, periods
from storage.values import Actor
from survey.values import Answer
from tests.pages import stores
from tests.workflow.survey_scene import KEPT, NGANJUK, Room, answered, asked, form
from ui.presentation import slides
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from workflow.results import clarify, stored_data
from workflow.results.stored_data import AssessmentScope
from workflow.simulation import saved_scenarios
from workflow.states import marked_states


@pytest.fixture(scope="module")
def selection(seeded_store, tmp_path_factory) -> Selection:
    """Kab. Nganjuk of the sample, for which the room has saved a scenario and marked a state."""
    file = shutil.copy(seeded_store, tmp_path_factory.mktemp("deck"))
    engine = storage.open_store(f"sqlite:///{file}")
    period, frozen = periods.list_periods(engine)[-1], instruments.list_instruments(engine)[0]
    scope = AssessmentScope(period.id, frozen.id)
    economy = Scenario("35.18", frozen.instrument + "@" + frozen.version, levels={"ECO1.2": 5.0})
    saved_scenarios.save_scenario(
        engine,
        saved_scenarios.load_scenarios(engine, economy, period.label),
        "Ekonomi dulu",
        economy,
        Actor("Sari"),
    )
    marked_states.mark_period_state(engine, period.id, "35.18", "Awal hari 1", Actor("Sari"))
    return Selection(
        engine,
        period,
        stored_data.instrument_of_scope(engine, scope),
        scope,
        "35.18",
        state.store_state(engine),
    )


@pytest.mark.parametrize("key", slides.SLIDES)
def test_a_slide_is_drawn_at_the_size_of_a_projector_with_its_words(selection, key):
    chart = slides.slide_chart(selection, key)
    layout = json.loads(chart.figure.to_json())["layout"]
    assert (layout["width"], layout["height"]) == (1920, 1080)
    assert 0 < len(chart.title) <= 70
    assert chart.source
    assert chart.alt.endswith(".")
    assert chart.how_to_read


@pytest.mark.parametrize("key", [key for key, slide in slides.SLIDES.items() if slide.dimension])
def test_a_slide_of_one_dimension_shows_what_lies_under_it_alone(selection, key):
    codes = slides.slide_chart(selection, key, dimension="GOV").table["Kode"]
    assert len(codes)
    assert codes.str.startswith("GOV").all()


@pytest.mark.parametrize("key", slides.SLIDES)
def test_a_page_past_the_last_is_the_last(selection, key):
    assert (
        slides.slide_chart(selection, key, Look("projector", page=99)).page
        == slides.slide_chart(selection, key).pages
    )


def test_where_no_part_moves_a_rank_the_bars_say_how_far_the_index_moves(selection):
    chart = slides.slide_chart(selection, "tanpa")
    assert chart.title == "Tidak ada dimensi yang menggeser peringkat"
    moved = chart.table["Perubahan indeks rata-rata"]
    assert (moved > 0).all()
    assert chart.printed[moved.name](moved.iloc[0]) == "0,098"


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (lambda code: answered(code, 5.0), "Semua indikator yang terjawab sudah mencapai target"),
        (lambda code: Answer(code, "missing"), "Belum ada indikator yang terjawab dan bertarget"),
    ],
)
def test_a_gap_that_is_closed_or_unknown_is_said_in_words_and_not_drawn_empty(tmp_path, answer, what):
    engine = storage.open_store(stores.address(tmp_path / "store.db"))
    room = Room(engine)
    room.keep(*(form(opd, *map(answer, asked(opd, "lead"))) for opd in KEPT))
    period = periods.list_periods(engine)[-1]
    view = Selection(engine, period, room.instrument, room.scope, NGANJUK, state.store_state(engine))
    with pytest.raises(NothingToDraw, match=what):
        slides.slide_chart(view, "sumbangan")
    engine.dispose()


def test_a_saved_scenario_is_shown_by_its_name(selection):
    assert "skenario Ekonomi dulu, bukan ramalan" in slides.slide_chart(selection, "skenario").subtitle
    assert "Peringkat: Ekonomi dulu" in slides.slide_chart(selection, "skenario-peringkat").table


def test_a_state_is_shown_by_its_name_beside_now_and_its_differences_are_printed_ones(selection):
    scope, by = selection.scope, Actor("Sari")
    assert slides.slide_chart(selection, "sejak-keadaan").title == "Tidak ada skor dimensi yang berubah"
    clarify.agree_level(selection.engine, scope, "35.18", "GOV1.1", 5.0, reason="Rapat OPD", by=by)
    later = replace(selection, state=state.store_state(selection.engine))
    chart = slides.slide_chart(later, "sejak-keadaan")
    found = clarify.find_undoable_level(selection.engine, scope, "35.18", "GOV1.1", by)
    clarify.undo_level_decision(selection.engine, found.id, by)
    assert "Keadaan: Awal hari 1 dan Kini" in chart.subtitle
    assert chart.title.startswith("Kenaikan terbesar: Smart Governance (+")
    moved = chart.table["Kini"].map(format_number).str.replace(",", ".").astype(float)
    moved -= chart.table["Keadaan: Awal hari 1"].map(format_number).str.replace(",", ".").astype(float)
    assert chart.table["Selisih"].round(9).tolist() == moved.round(9).tolist()


def test_without_a_marked_state_the_slide_says_where_to_mark_one(selection):
    with pytest.raises(NothingToDraw, match="Belum ada keadaan yang ditandai") as lack:
        slides.slide_chart(replace(selection, region="35.14"), "sejak-keadaan")
    assert lack.value.file == "analisis/ringkasan.py"


def test_no_saved_scenario_says_where_to_make_one(selection):
    with pytest.raises(NothingToDraw) as lack:
        slides.slide_chart(replace(selection, region="35.14"), "skenario")
    assert lack.value.file == "analisis/simulasi.py"


def test_the_days_name_slides_of_the_deck():
    for _, keys in slides.DAYS.values():
        assert set(keys) <= set(slides.SLIDES)
        assert len(set(keys)) == len(keys)


def test_a_slide_without_data_says_what_lacks_and_what_to_do(selection, monkeypatch):
    monkeypatch.setattr(
        "ui.setup.completeness.completeness.list_opd_responses", lambda *_: pd.DataFrame({"asked": []})
    )
    with pytest.raises(NothingToDraw) as lack:
        slides.SLIDES["kelengkapan"].draw(replace(selection, region="35.15"), Look())
    assert lack.value.what
    assert lack.value.next_step
