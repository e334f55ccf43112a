"""The facts of a kabupaten are those that its pages show, and belong to it alone."""

import pytest

from tests.workflow.survey_scene import ACTOR, NGANJUK, everybody
from workflow.documents.source import DocumentSource
from workflow.results import summary
from workflow.targets import agreed_targets


@pytest.fixture
def source(room):
    room.keep(*everybody(2.0))
    return DocumentSource(room.store, room.scope, (NGANJUK,))


def test_the_facts_equal_the_result_of_the_pages(source, room):
    facts = source.facts()
    result = room.result(NGANJUK)
    assert facts.index["score"] == result.scores.at[NGANJUK, "INDEKS"]
    assert facts.dimensions["score"].tolist() == result.scores.loc[NGANJUK, facts.dimensions["node"]].tolist()
    assert facts.answer_basis == summary.answer_basis(result.part(NGANJUK), NGANJUK)
    inside = facts.led_indicators[facts.led_indicators["dimension"].isin(facts.dimensions["node"])]
    assert inside["contribution"].sum() == pytest.approx(facts.index["shortfall"])
    assert (facts.label, facts.province, facts.period.status_word) == (
        "Kab. Nganjuk",
        "Jawa Timur",
        "Sementara",
    )


def test_an_agreed_target_moves_the_year_and_the_distances(source, room):
    assert source.facts().target.label == "2030 (bawaan instrumen, jangka menengah)"
    agreed_targets.agree_target(room.store, room.scope, NGANJUK, "GOV", 2031, 5.0, by=ACTOR)
    facts = source.facts()
    assert facts.target.label == "2031 (disepakati)"
    assert facts.dimensions.set_index("node").at["GOV", "distance"] == pytest.approx(3.0)


def test_each_indicator_names_its_dimension_and_the_opd_that_leads_it(source):
    rows = source.facts().led_indicators.set_index("node")
    assert rows.at["GOV1.1", "dimension"] == "GOV"
    assert rows.at["GOV1.1", "lead"] in {"SETDA", "DISKOMINFO", "DINKES"}


def test_senders_know_the_dimensions_they_lead_under(source):
    rows = source.facts().opd_responses.set_index("opd")
    assert rows.at["SETDA", "sent"]
    assert "GOV" in rows.at["SETDA", "dimensions"]


def test_a_region_without_answers_has_no_facts(room):
    with pytest.raises(KeyError):
        DocumentSource(room.store, room.scope, (NGANJUK,)).facts()
