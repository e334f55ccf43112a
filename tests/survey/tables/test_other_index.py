"""A column "Indeks": the instrument's own, another index's, or off the scale and asked."""

import pytest

from tests.survey.making import NGANJUK, book, read

OTHERS = (
    "Indeks Inovasi Daerah 2026",
    "REKAP INDEKS REFORMASI BIROKRASI TAHUN 2025",
    "Indeks Pembangunan Manusia Kabupaten Nganjuk",
    "Hasil Indeks SPBE",
)
OWN = (
    "REKAP INDEKS DAERAH",
    "Indeks Kesiapan Smart City 2026",
    "INDEKS KABUPATEN NGANJUK TAHUN 2026",
    "Indeks per dimensi",
    "Rekap hasil",
    "",
)


def summary(title, headings, row):
    lines = [[title] + [""] * len(headings), ["Kabupaten/Kota", *headings], ["Kab. Nganjuk", *row]]
    return read(book(("Rekap", lines)), region=NGANJUK)


@pytest.mark.parametrize("title", OTHERS)
def test_a_bare_index_under_the_title_of_another_is_not_used_and_said(title):
    found = summary(title, ["Indeks", "Predikat"], [3.4, "Inovatif"])
    assert (found.values, found.verdict) == ((), "refused")
    assert any(one.code == "W98" and title in one.message for one in found.findings)


@pytest.mark.parametrize("title", OTHERS)
def test_other_columns_beside_it_are_read_without_it(title):
    found = summary(title, ["Indeks", "GOV", "ECO"], [3.4, 3.1, 2.9])
    assert {one.node: one.value for one in found.values} == {"GOV": 3.1, "ECO": 2.9}


@pytest.mark.parametrize("title", OWN)
def test_the_own_index_is_read(title):
    found = summary(title, ["Indeks", "GOV", "ECO"], [3.4, 3.1, 2.9])
    assert {one.node: one.value for one in found.values}["INDEKS"] == 3.4


@pytest.mark.parametrize("beside", [[], ["GOV"], ["GOV", "ECO"]])
@pytest.mark.parametrize("index", [78.2, 5.4, 0.4])
def test_an_index_off_the_scale_is_asked_whatever_stands_beside_it(index, beside):
    found = summary("", ["Indeks", *beside, "Catatan"], [index, *[3.1] * len(beside), "ok"])
    assert [one.value for one in found.values if one.node == "INDEKS"] == [None]
    assert len(found.questions) == 1
