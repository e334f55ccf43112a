"""What readings give to score through a store that lives as long as a command."""

import numpy as np

from reference import instruments
from storage.results.answers import COLUMNS
from survey.values import Answer, NodeValue, Reading, Response, SourceFile
from tests.workflow.survey_scene import NGANJUK, ROSTER, asked, kept
from workflow.upload.to_store import weight_set_of_region

KOMINFO = instruments.load_instrument("kominfo")


def reading(name="a.xlsx", **given):
    return Reading(SourceFile(name, name.encode()), verdict="ready", **given)


def response(opd, *given, region=NGANJUK, slot="1"):
    return Response(region, "", opd, "", slot, given)


def frame(*readings):
    return kept(readings).answers.sort_values("indicator", ignore_index=True)


def test_the_weight_set_chosen_wins_then_cohort_and_year():
    told = reading(cohorts={NGANJUK: "KPPN&IKN"}, year=2023)
    assert weight_set_of_region(told, NGANJUK, KOMINFO, None) == "KPPN-IKN-2023"
    assert weight_set_of_region(told, NGANJUK, KOMINFO, "REGULER-2021-2024") == "REGULER-2021-2024"
    assert weight_set_of_region(reading(), NGANJUK, KOMINFO, None) is None


def test_one_row_per_answer_with_its_role_vote_and_evidence():
    led, supported = asked("DINKES", "lead")[0], asked("KEC-35.18.01", "support")[0]
    rows = frame(
        reading(
            responses=(
                response("DINKES", Answer(led, "answered", 4.0, evidence_link=" https://x ")),
                response("KEC-35.18.01", Answer(supported, "missing"), slot="2"),
            )
        )
    )
    assert list(rows.columns) == COLUMNS
    first, second = rows.to_dict("records")
    assert (first["opd"], first["role"], first["claimed"], first["evidence"]) == ("DINKES", "lead", 4.0, True)
    assert (second["opd"], second["respondent"]) == ("KECAMATAN", "KEC-35.18.01 2")
    assert (second["role"], second["evidence"]) == ("support", False)
    assert np.isnan(second["claimed"])


def test_what_is_not_known_to_belong_anywhere_is_left_out():
    code = asked("DINKES", "lead")[0]
    given = Answer(code, "answered", 4.0)
    unknown = (response(None, given), response("DINKES", given, region=None))
    refused = Reading(SourceFile("b.xlsx", b""), responses=(response("DINKES", given),))
    assert frame(reading(responses=unknown), refused).empty


def test_a_files_own_figures_are_no_answers_and_absent_regions_give_none():
    def value(kind, region=NGANJUK):
        return NodeValue(region, "GOV", kind, 3.0, "answered")

    rows = frame(
        reading(values=(value("claimed"), value("verified"), value("published"), value("claimed", None))),
        reading("b.xlsx", values=(value("claimed", "35.14"),), absent=("35.14",)),
    )
    assert rows[["unit", "claimed", "verified"]].values.tolist() == [[NGANJUK, 3.0, 3.0]]


def test_published_figures_take_the_decimals_of_the_fullest():
    def value(kind, node, number, digits):
        return NodeValue(NGANJUK, node, kind, number, "answered", digits=digits)

    values = (
        value("published", "KOMINFO", 2.9, 1),
        value("published", "KOMINFO.OUTPUT", 2.85, 2),
        value("claimed", "KOMINFO.OUTPUT", 2.853, 3),
        value("published", "KOMINFO.IMPACT", None, None),
    )
    figures = kept([reading(values=values)], KOMINFO, {}).published
    assert [(figure.node, figure.digits, figure.input_digits) for figure in figures] == [
        ("KOMINFO", 2, 3),
        ("KOMINFO.OUTPUT", 2, 3),
    ]


def test_an_opd_outside_the_roster_supports():
    code = asked("DINKES", "lead")[0]
    rows = frame(reading(responses=(response("DISPORA", Answer(code, "answered", 5.0)),)))
    assert rows["role"].tolist() == ["support"]
    assert "DISPORA" not in set(ROSTER["opd"])
