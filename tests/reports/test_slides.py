"""The slides: nothing cut or overlapping, the store's numbers in native charts, templates honoured."""

import re
import shutil

import pytest
from pptx.util import Pt

import storage
from charts import titles
from charts.drawing.format import format_number
from reports.slides.content import SLIDES, available_slides, fill_presentation
from reports.slides.deck import SlideChoices
from storage.setup import periods
from storage.values import Actor
from tests.reports import decks
from tests.reports.conftest import CASES
from tests.reports.reading import english, printed
from tests.reports.scene import NGANJUK, drawn, other_names
from workflow.documents.plan_facts import gather_plan_facts
from workflow.documents.source import DocumentSource
from workflow.sample import load as sample


@pytest.fixture(scope="module")
def made(facts_of, plan_of):
    kept = {}

    def of(name, wide=True):
        if (name, wide) not in kept:
            kept[name, wide] = fill_presentation(facts_of(name), plan_of(name), SlideChoices(wide=wide))
        return kept[name, wide]

    return of


@pytest.mark.parametrize("wide", [True, False], ids=["16:9", "4:3"])
@pytest.mark.parametrize("name", CASES)
def test_nothing_is_cut_outside_or_overlapping(made, name, wide):
    deck = decks.opened(made(name, wide))
    across, down = deck.slide_width / Pt(1), deck.slide_height / Pt(1)
    assert round(across / down, 2) == (1.78 if wide else 1.33)
    said = [
        (number_, decks.misfits(slide, across, down)) for number_, slide in enumerate(deck.slides, start=1)
    ]
    assert [one for one in said if one[1]] == []


@pytest.mark.parametrize("name", CASES)
def test_text_is_large_short_and_every_slide_has_title_notes_and_foot(made, facts_of, name):
    for slide in decks.opened(made(name)).slides:
        title = slide.shapes.title
        assert title.text_frame.text
        assert title.text_frame.paragraphs[0].runs[0].font.size >= Pt(30)
        assert slide.notes_slide.notes_text_frame.text
        texts = [shape for shape in slide.shapes if shape.has_text_frame]
        assert any(
            "Sementara" in shape.text_frame.text and "periode" in shape.text_frame.text for shape in texts
        )
        assert any(shape.text_frame.text == "SEMENTARA" for shape in texts)
        for shape in texts:
            assert len(shape.text_frame.text.split()) <= 60


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_those_of_the_store_and_written_as_indonesians_do(made, facts_of, name):
    facts, deck = facts_of(name), decks.opened(made(name))
    said = decks.words(deck)
    whole = " ".join(said)
    assert all(value in whole for value in printed(facts))
    assert english(whole, (facts.instrument.version,)) == []
    assert not [other for other in other_names(facts.region) if other in whole]


@pytest.mark.parametrize("name", CASES)
def test_the_package_is_whole(made, name):
    assert decks.faults(made(name)) == []


def charts_of(deck, words):
    slide = next(slide for slide in deck.slides if words in slide.shapes.title.text_frame.text)
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def charts_of_all(deck, words):
    slides = [slide for slide in deck.slides if words in slide.shapes.title.text_frame.text]
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def test_charts_are_native_and_hold_the_scores(made, facts_of):
    facts, deck = facts_of("usual"), decks.opened(made("usual"))
    rows = facts.dimensions.set_index("name")
    title = titles.gap_title(
        facts.dimensions.sort_values("distance", ascending=False, kind="stable"), facts.label, "dimensi", 2
    )
    (chart,) = charts_of(deck, title)
    plot = chart.plots[0]
    shown = dict(zip(plot.categories, plot.series[0].values, strict=True))
    assert shown == {name: pytest.approx(score) for name, score in rows["score"].items()}
    labels = decks.chart_words(chart)
    assert all(format_number(score, 2) in labels for score in rows["score"])
    assert not any(shape.shape_type == 13 for slide in deck.slides for shape in slide.shapes)


def test_a_dimension_without_data_has_no_bar_and_says_so(made, facts_of):
    (chart,) = charts_of(decks.opened(made("hole")), "Kesenjangan Kab. Nganjuk: 1")
    shown = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert shown["Smart Environment"] is None
    assert "Data kurang" in decks.chart_words(chart)


def test_charts_and_tables_are_told_to_who_cannot_see(made):
    for slide in decks.opened(made("usual")).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_slides_come_as_chosen_and_in_that_order(usual, plan_of):
    deck = decks.opened(
        fill_presentation(usual, plan_of("usual"), SlideChoices(slides=("istilah", "skala", "judul")))
    )
    names = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert [name.split()[0] for name in names] == ["Lampiran:", "Cara", "Kesiapan"]


def test_what_data_and_plan_do_not_hold_is_left_out(facts_of, plan_of):
    kept = {
        name: set(available_slides(facts_of(name), plan_of(name)))
        for name in ("usual", "domains", "components")
    }
    assert "sumbangan" not in kept["domains"]
    assert not kept["components"] & {"prasyarat", "daftar_opd", "kesepakatan"}
    assert not kept["usual"] & {"usulan", "suara", "matriks", "quick_win", "peta_jalan", "anggaran", "swot"}
    assert kept["usual"] <= set(SLIDES)


def test_equal_weights_make_no_slide(facts_of, plan_of):
    assert "bobot" not in available_slides(facts_of("usual"), plan_of("usual"))
    assert "bobot" in available_slides(facts_of("components"), plan_of("components"))


def test_the_last_day_ends_with_three_things_each_with_its_number(made, facts_of):
    facts = facts_of("hole")
    words = " ".join(decks.words(decks.opened(made("hole"))))
    assert f"{len(facts.unanswered_indicators)} pertanyaan yang belum terjawab" in words
    led = facts.led_indicators[["missing", "differs", "unproven"]].any(axis=1).sum()
    assert f"{led} indikator kosong, berbeda, atau tanpa bukti" in words


OF_OPEN_PERIODS = ("sebelum periode dikunci", "dapat berubah", "periode terbuka", "ementara")


def test_no_slide_of_a_locked_period_speaks_of_an_open_one(open_room):
    """What is still to come in comes with the next period; nothing of it is asked for in this one."""
    room = open_room("terkunci").answer(NGANJUK, drawn(4, missing=0.2))
    whole = []
    for locked in (False, True):
        if locked:
            periods.lock_period(room.store, room.period.id, NGANJUK, Actor("Sari"), "berita acara")
        content = fill_presentation(room.facts(NGANJUK), room.plan(NGANJUK), SlideChoices())
        deck = decks.opened(content)
        notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
        whole.append(" ".join([*decks.words(deck), *notes]))
    said = [[words for words in OF_OPEN_PERIODS if words in text] for text in whole]
    assert said == [list(OF_OPEN_PERIODS), []]
    for asked in re.findall(r"[^.?]*belum (?:dijawab|berbukti)[^.?]*\?", whole[1]):
        assert asked.endswith("pada periode berikutnya?")


def test_the_mark_goes_when_the_period_is_locked(open_room):
    room = open_room("locked").answer(NGANJUK, lambda code: 3.0)
    periods.lock_period(room.store, room.period.id, NGANJUK, Actor("Sari"), "berita acara")
    whole = " ".join(
        decks.words(decks.opened(fill_presentation(room.facts(NGANJUK), room.plan(NGANJUK), SlideChoices())))
    )
    assert "Terkunci" in whole
    assert "SEMENTARA" not in whole


@pytest.fixture(scope="module")
def planned(seeded_store, tmp_path_factory):
    """The sample kabupaten with programmes, votes and a roadmap, and its slides."""
    file = shutil.copy(seeded_store, tmp_path_factory.mktemp("planned"))
    engine = storage.open_store(f"sqlite:///{file}")
    source = DocumentSource(engine, sample.find_sample_scope(engine), (NGANJUK,))
    facts = source.facts()
    plan = gather_plan_facts(facts)
    return facts, plan, fill_presentation(facts, plan, SlideChoices())


def test_a_plan_adds_its_slides_and_they_fit(planned):
    facts, plan, content = planned
    deck = decks.opened(content)
    assert {"usulan", "matriks", "quick_win", "peta_jalan", "anggaran"} <= set(available_slides(facts, plan))
    across, down = deck.slide_width / Pt(1), deck.slide_height / Pt(1)
    said = [(place, decks.misfits(slide, across, down)) for place, slide in enumerate(deck.slides, start=1)]
    assert [one for one in said if one[1]] == []
    assert decks.faults(content) == []
    whole = " ".join(decks.words(deck))
    assert english(whole, (facts.instrument.version,)) == []
    assert not [name for name in other_names(NGANJUK) if name in whole]
    assert "Data contoh (sintetis)" in whole


def test_the_roadmap_is_a_native_chart_with_every_programme_in_its_years(planned):
    _, plan, content = planned
    found = {}
    for chart in charts_of_all(decks.opened(content), "Peta jalan"):
        starts, lengths, _ = (list(series.values) for series in chart.plots[0].series)
        names = [name.replace("\n", " ") for name in chart.plots[0].categories]
        found |= dict(zip(names, zip(starts, lengths, strict=True), strict=True))
    bars = {bar.programme.name: bar for bar in plan.region_plan.bars}
    assert set(found) == set(bars)
    for name, (start, length) in found.items():
        assert start == pytest.approx(bars[name].start.year, abs=1)
        assert length == pytest.approx((bars[name].end - bars[name].start).days / 365.25, abs=0.05)


def test_every_rated_proposal_stands_in_the_matrix_and_in_the_list_beside_it(planned):
    _, plan, content = planned
    (slide,) = [
        one for one in decks.opened(content).slides if "berdampak besar" in one.shapes.title.text_frame.text
    ]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    labels = sorted(str(label.text) for label in chart._chartSpace.xpath(".//c:dLbl//a:t"))
    listed = {row.cells[0].text_frame.text: row.cells[1].text_frame.text for row in list(table.rows)[1:]}
    assert labels == sorted(listed)
    assert all(
        plan.region_plan.by_key[key].name == listed[str(number_)]
        for key, number_ in plan.region_plan.numbers.items()
        if str(number_) in listed
    )
