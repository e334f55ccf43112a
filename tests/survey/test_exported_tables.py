"""What survey programmes put around questions and answers: variables in front, their own bookkeeping."""

import random

import pytest

from survey.tables.headings import node_named_by, role_of_heading
from tests.survey.making import KESIAPAN, NGANJUK, book, read

LEVEL_ITEMS = [
    code for code in KESIAPAN.framework.leaves if KESIAPAN.framework.node(code).tags["unit"] == "level"
]
VARIABLES = {
    "its code without marks": lambda code, place: code.replace(".", ""),
    "group and question": lambda code, place: f"G0{place // 4 + 1}Q{place:02d}",
    "a short name": lambda code, place: f"SQ{place:03d}",
    "a name with a line": lambda code, place: f"q{place}_lev",
}


def question_of(code):
    return KESIAPAN.framework.node(code).tags["question"]


def levels_of(reading):
    return {
        (one.opd_text, answer.indicator): answer.value
        for one in reading.responses
        for answer in one.answers
        if answer.status == "answered"
    }


@pytest.mark.parametrize("way", VARIABLES)
@pytest.mark.parametrize("mark", [". ", ": "])
def test_a_question_behind_a_variable_is_the_question(way, mark):
    for place, code in enumerate(LEVEL_ITEMS, start=1):
        heading = f"{VARIABLES[way](code, place)}{mark}{question_of(code)}"
        assert node_named_by(heading, KESIAPAN) == code


def test_a_code_before_another_items_question_is_neither():
    first, second = LEVEL_ITEMS[:2]
    heading = f"{first.replace('.', '')}. {question_of(second)}"
    assert node_named_by(heading, KESIAPAN) is None


@pytest.mark.parametrize(
    "heading",
    [
        "id. Response ID",
        "id. ID Tanggapan",
        "submitdate. Date submitted",
        "lastpage. Last page",
        "lastpage",
        "seed. Seed",
        "startlanguage. Bahasa awal",
        "datestamp. Date last action",
        "interviewtime. Total time",
    ],
)
def test_bookkeeping_of_an_export_is_told_from_answers(heading):
    assert role_of_heading(heading) in ("number", "timestamp")
    assert role_of_heading(f"Apakah {heading}") == ""


@pytest.mark.parametrize("seed", range(6))
def test_an_export_of_limesurvey_asks_nothing_but_the_meaning_of_codes(seed):
    drawn = random.Random(seed)
    codes = drawn.sample(LEVEL_ITEMS, 6)
    way = drawn.choice(sorted(VARIABLES))
    head = [
        "id. Response ID",
        "submitdate. Date submitted",
        "lastpage. Last page",
        "startlanguage. Start language",
    ]
    head += [
        "opd. Nama OPD",
        *(f"{VARIABLES[way](code, at)}. {question_of(code)}" for at, code in enumerate(codes)),
    ]
    opd = ["Dinas Kesehatan", "Sekretariat Daerah", "Dinas Komunikasi dan Informatika"]
    rows, truth = [head], {}
    for at, name in enumerate(opd):
        levels = [drawn.randint(1, 5) for _ in codes]
        rows.append([at + 1, "2026-05-01 09:12:33", drawn.randint(1, 5), "id", name, *levels])
        truth |= {(name, code): float(level) for code, level in zip(codes, levels, strict=True)}
    reading = read(book(("Hasil", rows)), KESIAPAN, region=NGANJUK)
    assert (reading.verdict, levels_of(reading)) == ("ready", truth)


@pytest.mark.parametrize("remark", ["(sudah ada SK)", "(draf)", "- bukti menyusul"])
@pytest.mark.parametrize("seed", range(3))
def test_one_remark_behind_several_levels_is_no_legend(remark, seed):
    """A legend tells its numbers apart; the same words behind each of them say nothing of the scale."""
    drawn = random.Random(seed)
    codes = drawn.sample(LEVEL_ITEMS, 7)
    levels = [1, 2, 3, 4, *(drawn.randint(1, 4) for _ in codes[4:])]
    rows = [["Nama OPD", "Dinas Kesehatan"], [], ["No", "Indikator", "Nilai"]]
    rows += [
        [at, KESIAPAN.framework.node(code).name, f"{level} {remark}"]
        for at, (code, level) in enumerate(zip(codes, levels, strict=True), start=1)
    ]
    reading = read(book(("Isian", rows)), KESIAPAN, region=NGANJUK)
    assert not [one for one in reading.questions if one.kind == "scale"]
    found = {code: value for (_, code), value in levels_of(reading).items()}
    assert all(found.get(code, float(level)) == level for code, level in zip(codes, levels, strict=True))
