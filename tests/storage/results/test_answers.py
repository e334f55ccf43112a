"""The answers frame: what scoring reads is exactly what is in force, with roles and decisions laid over."""

import math
from datetime import date

import pandas as pd
import pytest

from scoring import Framework, Node, Scale, combine_answers
from storage.results import answers, decisions
from storage.setup import assignments, rosters
from storage.upload import batches
from storage.values import Participation, Submission
from survey.values import Answer
from tests.storage.scene import ACTOR, NGANJUK, TUBAN, answered, claimed, file


def assign(scene, *rows, region=NGANJUK):
    frame = pd.DataFrame(rows, columns=["indicator", "opd", "role"], dtype=str)
    assignments.save_assignments(scene.store, scene.period_id, scene.instrument_id, region, frame, ACTOR)


def decide(scene, node, value, kind="agreed", region=NGANJUK):
    place = (scene.store, scene.period_id, scene.instrument_id, region, node, value)
    if kind == "agreed":
        return decisions.save_agreed_value(*place, reason="disepakati forum", by=ACTOR)
    return decisions.save_verified_value(*place, note="dokumen diperiksa", by=ACTOR)


def roles(scene):
    rows = scene.answers()
    return dict(zip(rows["opd"], rows["role"], strict=True))


def test_an_empty_store_gives_an_empty_frame_with_every_column(scene):
    rows = scene.answers()
    assert list(rows.columns) == answers.COLUMNS
    assert rows.empty
    assert rows["claimed"].dtype == "float64"


def test_columns_are_those_scoring_reads(scene):
    scene.keep_one("DINKES", {"A": 4.0, "B": None})
    decide(scene, "B", 2.0)
    framework = Framework(
        (Node("R", "R", None, 2), Node("A", "A", "R", 1), Node("B", "B", "R", 1)), Scale(1, 5, (), ())
    )
    read = combine_answers(scene.answers(), framework)
    assert read.values.loc[NGANJUK].to_dict() == {"A": 4.0, "B": 2.0}
    assert read.source.loc[NGANJUK].to_dict() == {"A": "claimed", "B": "agreed"}


def test_the_role_is_the_assigned_one(scene):
    assign(scene, ("A", "DINKES", "lead"), ("A", "DISDIK", "support"))
    for opd in ("DINKES", "DISDIK", "DISHUB"):
        scene.keep_one(opd, {"A": 3.0})
    assert roles(scene) == {"DINKES": "lead", "DISDIK": "support", "DISHUB": "support"}


def test_whoever_answers_what_nobody_was_asked_leads(scene):
    assign(scene, ("A", "DINKES", "lead"))
    scene.keep_one("DISHUB", {"Q7": 3.0})
    assert roles(scene) == {"DISHUB": "lead"}


def test_kecamatan_share_one_vote_and_stay_apart_as_respondents(scene):
    roster = pd.DataFrame(
        [[f"KEC-{NGANJUK}.0{n}", "KECAMATAN", f"Kecamatan {n}", "", "", "", "KECAMATAN"] for n in (1, 2)],
        columns=rosters.COLUMNS,
    )
    rosters.write_roster(scene.store, NGANJUK, roster, ACTOR, since=date(2026, 1, 1))
    assign(scene, ("A", "KECAMATAN", "lead"))
    for n in (1, 2):
        scene.keep_one(f"KEC-{NGANJUK}.0{n}", {"A": float(n)})
    rows = scene.answers()
    assert set(rows["opd"]) == {"KECAMATAN"}
    assert set(rows["role"]) == {"lead"}
    assert set(rows["respondent"]) == {f"KEC-{NGANJUK}.01", f"KEC-{NGANJUK}.02"}


@pytest.mark.parametrize(
    ("evidence", "link", "expected"), [("", "", False), ("SK.pdf", "", True), ("", "https://contoh.id", True)]
)
def test_evidence_is_a_name_or_a_link(scene, evidence, link, expected):
    given = Answer("A", "answered", 3.0, evidence=evidence, evidence_link=link)
    scene.keep(file("a.xlsx"), submissions=(Submission(NGANJUK, "DINKES", "", 0, (given,)),))
    assert scene.answers()["evidence"].tolist() == [expected]


def test_unknown_stays_unknown_and_not_applicable_says_so(scene):
    given = (answered("A", None), Answer("B", "not_applicable", math.nan))
    scene.keep(file("a.xlsx"), submissions=(Submission(NGANJUK, "DINKES", "", 0, given),))
    rows = scene.answers().set_index("indicator")
    assert rows["claimed"].isna().all()
    assert rows["status"].to_dict() == {"A": "missing", "B": "not_applicable"}


def test_values_of_the_region_count_as_the_lead_without_an_opd(scene):
    scene.keep(file("rekap.xlsx"), values=(claimed("SPBE.D1", 3.2), claimed("SPBE.D2", None)))
    rows = scene.answers().set_index("indicator")
    assert rows.loc["SPBE.D1", ["opd", "respondent", "role", "claimed"]].tolist() == ["", "", "lead", 3.2]
    assert rows.loc["SPBE.D2", "status"] == "missing"


def test_a_region_that_took_no_part_keeps_no_older_values(scene):
    said = (claimed("SPBE.D1", 3.2), claimed("SPBE.D1", 2.0, region=TUBAN))
    scene.keep(file("rekap.xlsx"), values=said)
    scene.keep(file("koreksi.xlsx"), participation=(Participation(NGANJUK, 0, took_part=False),))
    assert scene.answers()["unit"].tolist() == [TUBAN]
    scene.keep(file("akhir.xlsx"), values=said[:1], participation=(Participation(NGANJUK, 0),))
    assert set(scene.answers()["unit"]) == {NGANJUK, TUBAN}


def test_published_figures_never_enter_the_answers(scene):
    scene.keep(file("rekap.xlsx"), values=(claimed("SPBE", 3.2, kind="published"),))
    assert scene.answers().empty


def test_what_was_decided_here_stands_over_what_files_say(scene):
    verified = (answered("A", 4.0, verified=3.0), answered("B", 4.0, verified=3.0))
    scene.keep(file("a.xlsx"), submissions=(Submission(NGANJUK, "DINKES", "", 0, verified),))
    scene.keep(file("pusat.xlsx"), values=(claimed("A", 2.0, kind="verified"),))
    assert scene.answers().set_index("indicator")["verified"].to_dict() == {"A": 2.0, "B": 3.0}
    decide(scene, "A", 1.0, "verified")
    assert scene.answers().set_index("indicator")["verified"].to_dict() == {"A": 1.0, "B": 3.0}
    decide(scene, "A", None, "verified")
    assert scene.answers().set_index("indicator")["verified"].to_dict() == {"A": 2.0, "B": 3.0}


def test_a_decision_reaches_every_row_of_its_indicator_and_no_other_region(scene):
    for opd in ("DINKES", "DISDIK"):
        scene.keep_one(opd, {"A": 3.0, "B": 2.0})
    scene.keep_one("DINKES", {"A": 3.0}, region=TUBAN)
    decide(scene, "A", 4.0)
    rows = scene.answers()
    here = (rows["unit"] == NGANJUK) & (rows["indicator"] == "A")
    assert rows.loc[here, "agreed"].tolist() == [4.0, 4.0]
    assert rows.loc[~here, "agreed"].isna().all()


def test_the_leads_verified_value_comes_last(scene):
    assign(scene, ("A", "ZLEAD", "lead"), ("A", "ASUPPORT", "support"))
    for opd, verified in (("ZLEAD", 4.0), ("ASUPPORT", 2.0)):
        given = (answered("A", 3.0, verified=verified),)
        scene.keep(file(f"{opd}.xlsx"), submissions=(Submission(NGANJUK, opd, "", 0, given),))
    assert scene.answers()["verified"].tolist() == [2.0, 4.0]


def test_one_region_is_the_same_rows_as_in_the_whole(scene):
    for region in (NGANJUK, TUBAN):
        assign(scene, ("A", "DINKES", "lead"), region=region)
        scene.keep_one("DINKES", {"A": 3.0}, region=region)
        decide(scene, "B", 2.0, region=region)
    whole = scene.answers()
    part = scene.answers(TUBAN)
    expected = whole[whole["unit"] == TUBAN].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, expected)


def test_details_trace_an_answer_to_its_cell(scene):
    given = answered("A", 3.0, fact="Perbup ada", evidence="Perbup 12.pdf", sheet="Jawaban", cell="E7")
    scene.keep(file("dinkes.xlsx"), submissions=(Submission(NGANJUK, "DINKES", "", 0, (given,)),))
    (row,) = answers.list_answer_details(
        scene.store, scene.period_id, scene.instrument_id, NGANJUK, "A"
    ).to_dict("records")
    said = {
        name: row[name] for name in ("opd", "claimed", "fact", "evidence", "file", "sheet", "cell", "version")
    }
    assert said == {
        "opd": "DINKES",
        "claimed": 3.0,
        "fact": "Perbup ada",
        "evidence": "Perbup 12.pdf",
        "file": "dinkes.xlsx",
        "sheet": "Jawaban",
        "cell": "E7",
        "version": 1,
    }
    assert row["actor"] == ACTOR.name


def test_completeness_lists_who_was_asked_and_has_not_answered(scene):
    assign(scene, ("A", "DINKES", "lead"), ("A", "DISDIK", "support"), ("B", "DISDIK", "lead"))
    scene.keep_one("DISDIK", {"B": 2.0})
    rows = answers.list_asked_and_answered(scene.store, scene.period_id, scene.instrument_id, NGANJUK)
    said = rows[["indicator", "opd", "sender", "status"]].values.tolist()
    assert said == [
        ["A", "DINKES", "", ""],
        ["A", "DISDIK", "DISDIK", ""],
        ["B", "DISDIK", "DISDIK", "answered"],
    ]


def test_the_revision_changes_with_everything_that_changes_a_result(scene):
    steps = [
        lambda: scene.keep_one("DINKES", {"A": 3.0}),
        lambda: assign(scene, ("A", "DINKES", "lead")),
        lambda: decide(scene, "A", 4.0),
        lambda: decide(scene, "A", 4.0, "verified"),
        lambda: decisions.undo_decision(scene.store, 1, ACTOR),
        lambda: batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR),
        lambda: scene.keep(
            file("rekap.xlsx"), values=(claimed("SPBE.D1", 3.2), claimed("SPBE.D1", 1.0, region=TUBAN))
        ),
    ]
    seen = [(scene.revision(), scene.revision(NGANJUK))]
    for step in steps:
        step()
        seen.append((scene.revision(), scene.revision(NGANJUK)))
    for column in zip(*seen, strict=True):
        assert len(set(column)) == len(seen)


def test_the_revision_of_a_region_ignores_another_region(scene):
    scene.keep_one("DINKES", {"A": 3.0})
    before = scene.revision(NGANJUK)
    scene.keep_one("DINKES", {"A": 2.0}, region=TUBAN)
    assert scene.revision(NGANJUK) == before
