"""Files gathered from disk, and what readings give to score."""

import numpy as np
import pytest

from reference import instruments
from survey.values import Answer, NodeValue, Reading, Response, SourceFile
from tests.workflow.survey_scene import KESIAPAN, NGANJUK, ROSTER, ROSTERS, asked
from workflow.upload import answers_frame, read_files

KOMINFO = instruments.load_instrument("kominfo")


def reading(**given):
    return Reading("a.xlsx", "0" * 64, verdict="ready", **given)


def response(opd, *given, region=NGANJUK, slot="1"):
    return Response(region, "", opd, "", slot, given)


def frame(*readings):
    return answers_frame.build_answers_frame(readings, KESIAPAN, ROSTERS)


def test_files_and_what_lies_below_folders(tmp_path):
    for name in ("b/2.XLSX", "b/c/1.csv", "b/catatan.docx", "a.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    found = read_files.gather_files([tmp_path / "b", tmp_path / "a.xlsx"])
    assert [file.name for file in found] == ["2.XLSX", "1.csv", "a.xlsx"]
    assert found[0].data == b"b/2.XLSX"


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError) as error:
        read_files.gather_files([tmp_path / "hilang.xlsx"])
    assert error.value.filename == str(tmp_path / "hilang.xlsx")


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2026", 2026),
        ("Semester I 2026", 2026),
        ("2025/2026", None),
        ("Tahap II", None),
        ("12026", None),
        ("", None),
    ],
)
def test_the_year_of_a_period(period, year):
    assert read_files.year_in_period_name(period) == year


def test_a_command_may_take_more_files_than_a_page():
    files = [SourceFile(f"{number}.xlsx", b"") for number in range(61)]
    assert [r.findings[0].code for r in read_files.read_and_check_files(files, KESIAPAN)].count("E14") == 1
    assert [r.findings[0].code for r in read_files.read_and_check_files(files, KESIAPAN, most=None)].count(
        "E14"
    ) == 0


def test_the_weight_set_chosen_wins_then_cohort_and_year():
    told = reading(cohorts={NGANJUK: "KPPN&IKN"}, year=2023)
    assert read_files.weight_set_of_region(told, NGANJUK, KOMINFO, None) == "KPPN-IKN-2023"
    assert read_files.weight_set_of_region(told, NGANJUK, KOMINFO, "REGULER-2021-2024") == "REGULER-2021-2024"
    assert read_files.weight_set_of_region(reading(), NGANJUK, KOMINFO, None) is None


def test_one_row_per_answer_with_its_role_vote_and_evidence():
    led, supported = asked("DINKES", "lead")[0], asked("KEC-35.18.01", "support")[0]
    rows = frame(
        reading(
            responses=(
                response("DINKES", Answer(led, "answered", 4.0, evidence_link=" https://x ")),
                response("KEC-35.18.01", Answer(supported, "missing", evidence="  "), slot="2"),
            )
        )
    )
    assert tuple(rows.columns) == answers_frame.COLUMNS
    first, second = rows.to_dict("records")
    assert (first["opd"], first["role"], first["claimed"], first["evidence"]) == ("DINKES", "lead", 4.0, True)
    assert (second["opd"], second["respondent"]) == ("KECAMATAN", "KEC-35.18.01/2")
    assert (second["role"], second["evidence"]) == ("support", False)
    assert np.isnan(second["claimed"])


def test_what_is_not_known_to_belong_anywhere_is_left_out():
    code = asked("DINKES", "lead")[0]
    given = Answer(code, "answered", 4.0)
    unknown = (response(None, given), response("DINKES", given, region=None))
    refused = Reading("b.xlsx", "1" * 64, responses=(response("DINKES", given),))
    assert frame(reading(responses=unknown), refused).empty


def test_a_files_own_figures_are_no_answers_and_absent_regions_give_none():
    def value(kind, region=NGANJUK):
        return NodeValue(region, "GOV", kind, 3.0, "answered")

    rows = frame(
        reading(values=(value("claimed"), value("verified"), value("published"), value("claimed", None))),
        reading(values=(value("claimed", "35.14"),), absent=("35.14",)),
    )
    assert rows[["unit", "claimed", "verified"]].fillna(0.0).values.tolist() == [
        [NGANJUK, 3.0, 0.0],
        [NGANJUK, 0.0, 3.0],
    ]


def test_published_figures_take_the_decimals_of_the_fullest():
    def value(kind, node, number, digits):
        return NodeValue(NGANJUK, node, kind, number, "answered", digits=digits)

    values = (
        value("published", "KOMINFO", 2.9, 1),
        value("published", "KOMINFO.OUTPUT", 2.85, 2),
        value("claimed", "KOMINFO.OUTPUT", 2.853, 3),
        value("published", "KOMINFO.IMPACT", None, None),
    )
    figures = read_files.survey_data_of_readings([reading(values=values)], KOMINFO).published
    assert [(figure.node, figure.digits, figure.input_digits) for figure in figures] == [
        ("KOMINFO", 2, 3),
        ("KOMINFO.OUTPUT", 2, 3),
    ]


def test_an_opd_outside_the_roster_supports():
    code = asked("DINKES", "lead")[0]
    rows = frame(reading(responses=(response("DISPORA", Answer(code, "answered", 5.0)),)))
    assert rows["role"].tolist() == ["support"]
    assert "DISPORA" not in set(ROSTER["opd"])
