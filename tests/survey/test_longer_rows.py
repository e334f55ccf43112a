"""Text files whose rows have more cells than their heading: cut decimals joined, shifted rows asked."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, SPBE, read, said

NAMES = {
    "35.18": "Kabupaten Nganjuk",
    "35.23": "Kabupaten Tuban",
    "35.05": "Kabupaten Blitar",
    "35.14": "Kabupaten Pasuruan",
}
ROWS = "Kabupaten/Kota,Indeks SPBE\nKabupaten Nganjuk,2,71\nKabupaten Tuban,3,05\nKabupaten Blitar,2,9\n"


def spbe(text, **given):
    return read(text.encode(), SPBE, name="rekap.csv", **given)


def values(reading):
    return {(value.region, value.node): value.value for value in reading.values}


def test_unquoted_decimal_commas_are_asked_with_the_reading_proposed():
    reading = spbe(ROWS)
    (question,) = reading.questions
    assert (reading.verdict, "2,71" in question.text) == ("confirm", True)
    assert said(reading, "E92")
    right = {("35.18", "SPBE"): 2.71, ("35.23", "SPBE"): 3.05, ("35.05", "SPBE"): 2.9}
    settled = spbe(ROWS, choices={question.key: "decimal"})
    assert (settled.verdict, values(settled)) == ("ready", right)
    assert values(reading) == right, "what is shown meanwhile is the proposal, not the cut number"


DOMAINS = [node.code for node in SPBE.framework.nodes if node.parent == SPBE.framework.roots[0]]


def drawn_row(rng, numbered, columns):
    """The true values of a row and its cells, each as a spreadsheet with decimal commas would print it."""
    numbers = [round(rng.uniform(1, 5), rng.choice((0, 1, 2))) for _ in range(columns)]
    return numbers, [f"{number:g}".replace(".", ",") for number in numbers]


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_drawn_table_never_keeps_a_cut_number(numbered, columns):
    """Whatever was cut: a value that is read without a question, or by the choice, is the one written."""
    for number in range(30):
        rng = random.Random(f"{numbered}{columns}{number}")
        codes = DOMAINS[:columns]
        lines, truth = [",".join(["No"] * numbered + ["Kabupaten/Kota", *codes])], {}
        for place, (region, name) in enumerate(NAMES.items(), start=1):
            numbers, cells = drawn_row(rng, numbered, columns)
            lines.append(",".join([str(place)] * numbered + [name, *cells]))
            truth |= {(region, code): value for code, value in zip(codes, numbers, strict=True)}
        text = "\n".join(lines) + "\n"
        first = spbe(text)
        chosen = {one.key: one.candidates[0][0] for one in first.questions}
        for reading in (first, spbe(text, choices=chosen)):
            found = values(reading)
            assert {place: value for place, value in found.items() if truth[place] != value} == {}, text
        if text.count("\n") * (columns + numbered) + text.count("\n") - len(lines) < text.count(","):
            assert first.verdict == "confirm", (text, first.findings)


def test_a_row_shifted_by_a_comma_in_its_text_is_not_read_until_said():
    leaves = KESIAPAN.framework.leaves[:3]
    text = f"Nama OPD,Catatan,{','.join(leaves)}\nDinas Kesehatan,ok,1,2,3\nDiskominfo,baik, sekali,4,5,3\n"
    reading = read(text.encode(), name="isian.csv", region=NGANJUK)
    (question,) = reading.questions
    assert {one.opd for one in reading.responses} == {"DINKES"}
    assert "Baris 3" in question.text
    kept = read(text.encode(), name="isian.csv", region=NGANJUK, choices={question.key: "plain"})
    assert {one.opd for one in kept.responses} == {"DINKES", "DISKOMINFO"}


def test_a_column_without_a_heading_is_no_shift():
    leaves = KESIAPAN.framework.leaves[:2]
    text = f"Nama OPD,{','.join(leaves)}\nDinas Kesehatan,1,2,catatan\nDiskominfo,3,4,lihat\n"
    reading = read(text.encode(), name="isian.csv", region=NGANJUK)
    assert reading.verdict == "ready"
    assert [one.value for response in reading.responses for one in response.answers] == [1, 2, 3, 4]


LEVEL_ITEMS = [
    code for code in KESIAPAN.framework.leaves if KESIAPAN.framework.node(code).tags["unit"] == "level"
]


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("columns", [1, 2, 5, 12, 30])
@pytest.mark.parametrize("zeros", ["0", "00"])
def test_levels_with_empty_decimals_are_never_shifted(columns, numbered, zeros):
    """A programme that writes 3 as 3,0 cuts every level in two: the second is nobody's answer."""
    rng = random.Random(f"{columns}{numbered}{zeros}")
    codes = rng.sample(LEVEL_ITEMS, columns)
    lines, truth = [",".join(["No"] * numbered + ["Nama OPD", *codes])], {}
    for place, opd in enumerate(("Dinas Kesehatan", "Sekretariat Daerah", "Kecamatan Berbek"), start=1):
        levels = [rng.randint(1, 5) for _ in codes]
        cells = [f"{level},{zeros}" for level in levels]
        lines.append(",".join([str(place)] * numbered + [opd, *cells]))
        truth |= {(opd, code): float(level) for code, level in zip(codes, levels, strict=True)}
    first = read("\n".join(lines).encode(), KESIAPAN, name="rekap.csv", region=NGANJUK)
    (question,) = first.questions
    assert f",{zeros}" in question.text
    reading = read(
        "\n".join(lines).encode(),
        KESIAPAN,
        name="rekap.csv",
        region=NGANJUK,
        choices={question.key: question.candidates[0][0]},
    )
    found = {
        (one.opd_text, answer.indicator): answer.value
        for one in reading.responses
        for answer in one.answers
        if answer.status == "answered"
    }
    assert (reading.verdict, found) == ("ready", truth)
