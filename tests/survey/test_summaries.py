"""A sheet that repeats what the other sheets of its file answer: no question where it agrees, else one."""

import pytest

from tests.survey.item_forms import LEAVES, OPD, answered, drawn, listed, name
from tests.survey.making import NGANJUK, book, codes, read

SHAPES = {
    "a column for each OPD": lambda told: [
        ["No", "Indikator", *(OPD[opd] for opd in told)],
        *([at, name(code), *(own[code] for own in told.values())] for at, code in enumerate(LEAVES, 1)),
    ],
    "a row for each OPD": lambda told: [
        ["No", "Nama OPD", *LEAVES],
        *([at, OPD[opd], *own.values()] for at, (opd, own) in enumerate(told.items(), 1)),
    ],
    "a row for each answer": lambda told: [
        ["Nama OPD", "Indikator", "Nilai"],
        *([OPD[opd], name(code), level] for opd, own in told.items() for code, level in own.items()),
    ],
    "means alone": lambda told: [
        ["No", "Indikator", "Rata-rata"],
        *(
            [at, name(code), sum(own[code] for own in told.values()) / len(told)]
            for at, code in enumerate(LEAVES, 1)
        ),
    ],
}


def form(opd, levels):
    rows = [["No", "Indikator", "Nilai"], *listed(levels, int)]
    return OPD[opd][:31], [[f"Nama OPD : {OPD[opd]}"], [], *rows]


def told_of(seed):
    return {"DINKES": drawn(f"{seed}a"), "SETDA": drawn(f"{seed}b")}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("title", ["REKAP", "Rekapitulasi", "Lembar 9"])
@pytest.mark.parametrize("first", [True, False])
def test_a_summary_that_agrees_asks_nothing(shape, title, first):
    told = told_of(title)
    forms, rows = [form(*one) for one in told.items()], (title, SHAPES[shape](told))
    reading = read(book(*([rows, *forms] if first else [*forms, rows])), region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), told)


@pytest.mark.parametrize("shape", list(SHAPES)[:3])
@pytest.mark.parametrize("place", [0, 4, 9])
def test_a_summary_that_differs_in_one_cell_is_asked(shape, place):
    told = told_of(place)
    other = {**told, "DINKES": dict(told["DINKES"])}
    other["DINKES"][LEAVES[place]] = told["DINKES"][LEAVES[place]] % 5 + 1
    reading = read(
        book(*(form(*one) for one in told.items()), ("REKAP", SHAPES[shape](other))), region=NGANJUK
    )
    assert (reading.verdict, len(reading.questions)) == ("confirm", 1)
    assert "W99" in codes(reading)


def test_an_opd_that_a_summary_leaves_out_is_asked_about():
    told = told_of("partly")
    rows = SHAPES["a row for each OPD"]({"DINKES": told["DINKES"]})
    reading = read(book(*(form(*one) for one in told.items()), ("REKAP", rows)), region=NGANJUK)
    assert reading.verdict == "confirm" or answered(reading) == told
