"""A quick win passes the explicit list; one that does not says which part of it and why."""

from dataclasses import replace
from datetime import date

import pytest

from planning.plan.budget import BudgetCalendar
from planning.plan.quick_wins import QuickWinMarks, dimensions_without_quick_win, judge_quick_win
from reference.planning import shipped_budget_rules, shipped_quick_win_list
from tests.planning.scene import planned

LIST, CALENDAR, DECIDED = shipped_quick_win_list(), BudgetCalendar(shipped_budget_rules()), date(2026, 10, 1)
ALL_THREE = QuickWinMarks({criterion.code: 3.0 for criterion in LIST.criteria})
GOOD = planned(
    "a",
    date(2027, 1, 4),
    date(2027, 9, 30),
    dimension="GOV",
    lead="DPMPTSP",
    funds="APBD",
    measure="Izin selesai sehari",
    baseline=40.0,
    target=90.0,
)


def verdict(programme=GOOD, said=ALL_THREE, wanted=LIST):
    return judge_quick_win(wanted, programme, said, CALENDAR, DECIDED)


def test_the_list_is_the_ten_first_criteria_of_the_ministrys_evaluation():
    assert [criterion.name for criterion in LIST.criteria] == [
        "Perumusan", "Daya tarik", "Manfaat", "Keunikan", "Peluang kemitraan", "Potensi pengembangan",
        "Keberlangsungan", "Sumber daya", "Identifikasi risiko", "Mitigasi risiko",
    ]  # fmt: skip
    assert [gate.code for gate in LIST.gates] == ["waktu", "anggaran", "penanggung_jawab", "indikator"]
    assert (LIST.highest, LIST.months) == (4, 12)


def test_one_that_passes():
    found = verdict()
    assert found.passes
    assert found.mean == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"end": date(2027, 10, 2)}, "lewat dari 12 bulan (1 Oktober 2027)"),
        ({"end": None}, "waktu manfaat atau selesai belum diisi"),
        ({"start": date(2026, 12, 1)}, "mulai 1 Desember 2026, sedangkan dana APBD 2027"),
        ({"start": None}, "waktu mulai belum diisi"),
        ({"lead": ""}, "penanggung jawab belum ada"),
        ({"baseline": None, "target": None}, "kondisi awal, target belum diisi"),
        ({"measure": " "}, "indikator belum diisi"),
    ],
)
def test_a_shut_gate_says_why(change, why):
    found = verdict(replace(GOOD, **change))
    assert not found.passes
    assert any(why in reason for reason in found.reasons), found.reasons


def test_the_last_day_of_the_twelve_months_is_in_time():
    assert verdict(replace(GOOD, end=date(2027, 10, 1))).passes


def test_a_benefit_before_the_end_counts():
    long = replace(GOOD, end=date(2029, 12, 31))
    assert verdict(long, replace(ALL_THREE, benefit=date(2027, 6, 30))).passes
    assert not verdict(long).passes


def test_the_benefit_that_the_programme_names_counts_unless_the_room_says_another():
    long = replace(GOOD, end=date(2029, 12, 31), benefit=date(2027, 6, 30))
    assert verdict(long).passes
    assert not verdict(long, replace(ALL_THREE, benefit=date(2028, 1, 1))).passes


def test_marks_below_the_least_mean_or_missing_are_said():
    low = verdict(said=QuickWinMarks({**ALL_THREE.marks, **{c.code: 1.0 for c in LIST.criteria[:6]}}))
    assert low.mean == pytest.approx(1.8)
    assert low.reasons == ("rata-rata penilaian di bawah 2",)
    partly = verdict(said=QuickWinMarks({"perumusan": 4.0}))
    assert partly.mean == 4.0
    assert partly.reasons == ("9 dari 10 kriteria belum dinilai",)
    assert verdict(said=QuickWinMarks()).mean is None


def test_a_regions_own_list_is_what_counts():
    own = replace(LIST, months=18, gates=LIST.gates[:1])
    assert verdict(replace(GOOD, end=date(2028, 3, 1), lead=""), wanted=own).passes


def test_every_dimension_without_a_quick_win_is_named():
    bad = replace(GOOD, key="b", dimension="ECO", lead="")
    found = [verdict(), verdict(bad)]
    assert dimensions_without_quick_win(["GOV", "ECO", "ENV"], found) == ["ECO", "ENV"]


def test_the_list_says_what_is_wrong_with_it():
    assert LIST.problems() == []
    assert replace(LIST, criteria=()).problems()
    assert replace(LIST, least=9).problems()
    assert replace(LIST, months=0).problems()
    assert replace(LIST, criteria=LIST.criteria[:1] * 2).problems()
