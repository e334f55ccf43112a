"""Opinions from an online form's export: spread, consensus, what is withheld, what the room talks about."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference import instruments
from scoring import Scale
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.survey.making import book
from tests.workflow.survey_scene import ACTOR, KEPT, NGANJUK, ROSTER, Room, everybody
from workflow import sample
from workflow.results import agreement, clarify
from workflow.results.stored_data import read_survey_data
from workflow.sample import opinions as simulated

PERSEPSI = instruments.load_instrument("persepsi")
ITEMS = list(PERSEPSI.framework.leaves)
NAMES = dict(zip(ROSTER["opd"], ROSTER["name"], strict=True))


def survey(*rows: dict[str, int | None], owners=KEPT) -> SourceFile:
    """The export of an online form: one row per respondent, item -> level; whose is told by turns."""
    headings = ["Stempel waktu", "Kabupaten/Kota", "Nama OPD", *ITEMS]
    lines = [
        ["2026-05-01", "Kab. Nganjuk", NAMES[owners[place % len(owners)]], *(row.get(code) for code in ITEMS)]
        for place, row in enumerate(rows)
    ]
    return SourceFile("Form Responses.xlsx", book(("Form Responses 1", [headings, *lines])))


def opened(engine, file, instrument=PERSEPSI):
    room = Room(engine, instrument)
    room.keep(file)
    return room, room.result(NGANJUK)


def found(room, result):
    given = read_survey_data(room.store, room.scope, NGANJUK).answers
    return agreement.region_opinions(given, result.part(NGANJUK).framework)


def levels(**items):
    """Rows of respondents from item -> list of levels."""
    return [dict(zip(items, row, strict=True)) for row in zip(*items.values(), strict=True)]


def test_an_uploaded_survey_gives_the_spread_and_the_published_consensus(engine):
    room, result = opened(engine, survey(*levels(GOV1=[2, 3, 3, 4, 3], GOV2=[1, 1, 1, 5, 5])))
    said = found(room, result)
    assert said.respondents == 5
    first, second = said.items.to_dict("records")
    assert [first[level] for level in "12345"] == [0, 1, 3, 1, 0]
    assert (first["rwg"], first["average_deviation"]) == pytest.approx((0.75, 0.4))
    assert first["consensus"] == pytest.approx(0.8340, abs=5e-5)
    assert (first["disputed"], second["disputed"]) == (False, True)
    assert said.counted


def test_under_five_respondents_nothing_is_computed(engine):
    room, result = opened(engine, survey(*levels(GOV1=[1, 5, 3, 4])))
    said = found(room, result)
    row = said.items.iloc[0]
    assert row["note"] == "Tidak dihitung: 4 responden"
    assert np.isnan(row[["consensus", "rwg", "average_deviation"]].astype(float)).all()
    assert not said.items["disputed"].any()
    assert not said.counted
    assert agreement.most_disputed_items(said, result, NGANJUK).empty
    top = agreement.sum_opinions_at_nodes(said, result.part(NGANJUK).framework, ["GOV", "ECO"])
    assert top["note"].tolist() == ["Tidak dihitung: 4 responden", "Tidak dihitung: 0 responden"]


def test_several_people_of_one_opd_are_respondents_but_one_vote(engine):
    rows = levels(GOV1=[1, 1, 1, 1, 5])
    room, result = opened(engine, survey(*rows, owners=("DINKES",) * 4 + ("SETDA",)))
    assert found(room, result).items["respondents"].tolist() == [5]
    assert result.scores.at[NGANJUK, "GOV1"] == 3.0


def test_the_policy_median_scores_another_way_and_agreement_is_the_same(engine):
    median = dataclasses.replace(
        PERSEPSI, framework=dataclasses.replace(PERSEPSI.framework, respondent="median")
    )
    rows = survey(*levels(GOV1=[1, 1, 1, 1, 5]), owners=("DINKES", "SETDA", "DISKOMINFO", "SETDA", "DINKES"))
    room, result = opened(engine, rows, median)
    assert result.scores.at[NGANJUK, "GOV1"] == 1.0
    assert found(room, result).items["respondents"].tolist() == [5]


def test_a_node_holds_the_answers_of_its_items_and_the_mean_of_their_agreement(engine):
    rows = levels(GOV1=[2, 3, 3, 4, 3], GOV2=[1, 1, 1, 5, 5], GOV3=[1, None, None, None, None])
    room, result = opened(engine, survey(*rows))
    said = found(room, result)
    (top,) = agreement.sum_opinions_at_nodes(said, result.part(NGANJUK).framework, ["GOV"]).to_dict("records")
    assert [top[level] for level in "12345"] == [3, 1, 3, 1, 2]
    assert top["consensus"] == pytest.approx(said.items["consensus"].mean())
    assert top["respondents"] == 5


def test_the_agenda_is_the_ten_least_agreed_with_ties_and_without_the_settled(engine):
    split = {code: [1, 1, 3, 5, 5] for code in ITEMS[:9]}
    mild = {code: [2, 2, 3, 4, 4] for code in ITEMS[9:12]}
    same = {code: [3] * 5 for code in ITEMS[12:]}
    room, result = opened(engine, survey(*levels(**split, **mild, **same)))
    said = found(room, result)
    agenda = agreement.most_disputed_items(said, result, NGANJUK)
    assert agenda["node"].tolist() == ITEMS[:12]
    clarify.agree_level(room.store, room.scope, NGANJUK, ITEMS[0], 3, reason="dibahas", by=ACTOR)
    later = agreement.most_disputed_items(said, room.result(NGANJUK), NGANJUK)
    assert later["node"].tolist() == ITEMS[1:12]


def test_opinions_are_no_clash_of_a_lead_with_its_supporters(engine):
    room, result = opened(engine, survey(*levels(GOV1=[1, 1, 5, 5, 5])))
    assert (
        not clarify.clarification_agenda(result, NGANJUK)["reasons"]
        .map(lambda reasons: "differs" in reasons)
        .any()
    )
    assert room.instrument.framework.opinion


def test_prerequisites_are_no_part_of_the_agreement(engine):
    room = Room(engine)
    room.keep(*everybody(3.0))
    said = found(room, room.result(NGANJUK))
    assert set(said.items["node"]) <= set(room.instrument.framework.descendants("INDEKS"))
    assert not said.counted


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=1, max_size=6))
def test_most_doubt_comes_first_and_the_uncounted_last(counts):
    rows = pd.DataFrame(counts, columns=list("12345"))
    rows["note"] = ["" if sum(row) >= 5 else "Tidak dihitung" for row in counts]
    ordered = agreement.sort_by_doubt(rows, Scale(1, 5), 3)
    known = ordered[ordered["note"] == ""]
    shares = known[["1", "2"]].sum(axis=1) / known[list("12345")].sum(axis=1)
    assert shares.is_monotonic_decreasing
    assert (ordered["note"].tolist()) == [""] * len(known) + ["Tidak dihitung"] * (len(rows) - len(known))


@pytest.mark.parametrize(
    ("consensus", "expected"),
    [(0.59, True), (0.5949, True), (0.598, False), (0.6, False), (0.604, False), (np.nan, False)],
)
def test_what_prints_as_the_bound_of_consensus_is_not_below_it(consensus, expected):
    assert agreement.is_disputed(consensus) is expected


def test_items_whose_consensus_prints_as_the_bound_are_not_to_be_discussed(engine):
    # 0.5964 prints as 0,60, beside the words "di bawah 0,60 perlu dibahas".
    room, result = opened(engine, survey(*levels(GOV1=[1, 1, 2, 3, 3, 3, 4])))
    row = found(room, result).items.iloc[0]
    assert 0.595 < row["consensus"] < 0.6
    assert not row["disputed"]


def test_where_all_choose_one_level_nothing_divides_them(engine):
    room, result = opened(engine, survey(*levels(GOV1=[3] * 6, GOV2=[3, 3, 3, 3, 4, 2], GOV3=[2] * 6)))
    agenda = agreement.most_disputed_items(found(room, result), result, NGANJUK)
    assert agenda["node"].tolist() == ["GOV2"]


@pytest.mark.parametrize(
    ("rwg", "word"),
    [
        (1.0, "sangat kuat"),
        (0.9, "kuat"),
        (0.71, "kuat"),
        (0.7, "sedang"),
        (0.5, "lemah"),
        (0.3, "tidak ada"),
        (0.0, "tidak ada"),
        (np.nan, ""),
    ],
)
def test_strength_of_agreement_in_words(rwg, word):
    assert agreement.agreement_word(rwg) == word


@pytest.mark.parametrize(
    ("deviation", "word"),
    [
        (0.83, "dalam batas"),
        (5 / 6, "dalam batas"),
        (0.834, "dalam batas"),
        (0.84, "di luar batas"),
        (np.nan, ""),
    ],
)
def test_the_bound_of_the_average_deviation(deviation, word):
    assert agreement.deviation_word(deviation, Scale(1, 5)) == word


def test_the_sample_is_split_over_society_between_town_and_kecamatan(engine):
    assert simulated.sample_opinion_file(sample.SEED).data == simulated.sample_opinion_file(sample.SEED).data
    assert simulated.sample_opinion_file(7).data != simulated.sample_opinion_file(sample.SEED).data
    rosters = {NGANJUK: simulated.agencies.sample_rosters()[NGANJUK]}
    context = ReadingContext(PERSEPSI, NGANJUK, rosters)
    (reading,) = read_batch([simulated.sample_opinion_file(sample.SEED)], context)
    assert reading.verdict == "ready"
    assert not reading.questions
    room = Room(engine, PERSEPSI, rosters)
    room.keep(simulated.sample_opinion_file(sample.SEED))
    said = found(room, room.result(NGANJUK))
    assert set(said.items.loc[said.items["disputed"], "node"]) == {"SOC1", "SOC2", "SOC3"}
    assert said.respondents > 50
