"""A level written beside the cell for it is never lost: it is said, and asked once for the file."""

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read, said

NODES = [KESIAPAN.framework.node(code) for code in list(KESIAPAN.framework.leaves)[:6]]
HEAD = ["No", "Kode", "Pertanyaan", "Jawaban"]


def form(beside, *, shifted=(2,), others="SK 12/2026", level=4):
    """A form with one more column; on the rows `shifted` the level stands there and the answer is empty."""
    rows = [["Nama OPD", "Dinas Kesehatan"], [*HEAD, beside]]
    for place, node in enumerate(NODES):
        told = [None, level] if place in shifted else [3, others]
        rows.append([place + 1, node.code, node.tags["question"], *told])
    return book(("Kuesioner", rows))


@pytest.mark.parametrize(
    "heading", ["Bukti", "Catatan", "Kendala", "Fakta", "Tanggal bukti", "Satuan", "Keterangan"]
)
@pytest.mark.parametrize("level", [4, "4"])
def test_a_level_in_the_next_column_is_asked(heading, level):
    reading = read(form(heading, level=level), region=NGANJUK)
    assert reading.verdict == "confirm"
    (question,) = reading.questions
    assert heading in question.text
    assert said(reading, "W99")[0].cell == "E5"


def test_once_for_all_of_them_and_they_may_be_left():
    reading = read(form("Bukti", shifted=(0, 3, 4)), region=NGANJUK)
    (question,) = reading.questions
    assert "(3 sel)" in question.text
    (left, refused) = (
        read(form("Bukti", shifted=(0, 3, 4)), region=NGANJUK, choices={question.key: choice})
        for choice in ("leave", "refuse")
    )
    assert (left.verdict, refused.verdict) == ("ready", "refused")


@pytest.mark.parametrize(("heading", "others"), [("Bukti", "Perda 5"), ("Jumlah dokumen", 12)])
def test_a_number_that_speaks_of_an_answer_or_counts_is_no_doubt(heading, others):
    answered = read(form(heading, shifted=(), others=4 if heading == "Bukti" else others), region=NGANJUK)
    assert (answered.verdict, answered.questions) == ("ready", ())
    if heading != "Bukti":
        counted = read(form(heading, others=others), region=NGANJUK)
        assert "W99" not in codes(counted)


@pytest.mark.parametrize("code", ["ENV9.9", "1.1 ENV", "GOV1.01x"])
def test_an_unknown_code_with_a_level_is_asked(code):
    rows = [["Nama OPD", "Dinas Kesehatan"], ["Kode", "Jawaban"]]
    rows += [[node.code, 3] for node in NODES] + [[code, 2]]
    reading = read(book(("Kuesioner", rows)), region=NGANJUK)
    assert reading.verdict == "confirm"
    assert [one.cell for one in said(reading, "E28")] == ["A9"]
    assert len([one for one in reading.responses[0].answers if one.value == 3]) == len(NODES)
