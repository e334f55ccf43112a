"""A nomenclature is searched by words, and says what a programme's code lacks."""

import pytest

from planning.programmes.nomenclature import Nomenclature, check_programme_code, choose_nomenclature
from planning.programmes.programme import Programme

NAMES = {
    "2.16": "URUSAN PEMERINTAHAN BIDANG KOMUNIKASI DAN INFORMATIKA",
    "2.16.03": "PROGRAM PENGELOLAAN APLIKASI INFORMATIKA",
    "2.16.03.2.02": "Pengelolaan e-government di Lingkup Pemerintah Daerah Kabupaten/Kota",
    "2.16.03.2.02.0011": "Pengelolaan Pusat Data Pemerintahan Daerah",
    "2.16.03.2.02.0012": "Penyelenggaraan Sistem Jaringan Intra Pemerintah Daerah",
    "X.XX.01.2.01.0001": "Penyusunan Dokumen Perencanaan Perangkat Daerah",
}
KNOWN = Nomenclature(2027, NAMES, "sipd.xlsx")


def kinds(**fields):
    return [one.kind for one in check_programme_code(Programme("a", **fields), KNOWN)]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("pusat data", ["2.16.03.2.02.0011"]),
        ("DATA  Pusat", ["2.16.03.2.02.0011"]),
        ("2.16.03.2.02.001", ["2.16.03.2.02.0011", "2.16.03.2.02.0012"]),
        ("pengelolaan", ["2.16.03.2.02.0011", "2.16.03", "2.16.03.2.02"]),
        ("kesehatan", []),
        ("  ", []),
    ],
)
def test_every_word_is_looked_for_and_sub_kegiatan_come_first(words, codes):
    assert [code for code, _ in KNOWN.find_by_words(words)] == codes


def test_what_stands_above_a_code_is_known():
    assert [code for code, _ in KNOWN.upper_codes("2.16.03.2.02.0011")] == ["2.16.03", "2.16.03.2.02"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Pengelolaan Pusat Data Pemerintahan Daerah", "code": "2.16.03.2.02.0011"}, []),
        ({"name": "PENGELOLAAN PUSAT DATA PEMERINTAH DAERAH", "code": "2.16.03.2.02.0011"}, []),
        (
            {
                "name": "SIPANDU",
                "code": "2.16.03.2.02.0011",
                "renja": "Pengelolaan Pusat Data Pemerintahan Daerah",
            },
            [],
        ),
        ({"name": "Jaringan desa", "code": "2.16.03.2.02.0011"}, ["other_name"]),
        ({"name": "Pusat data", "code": "2.16.03.2.02.0099"}, ["unknown_code"]),
        ({"name": "Pusat data"}, ["no_subactivity"]),
        ({"name": NAMES["2.16.03.2.02"], "code": "2.16.03.2.02"}, ["no_subactivity"]),
        ({"name": NAMES["X.XX.01.2.01.0001"], "code": "1.02.01.2.01.0001"}, []),
    ],
)
def test_a_code_is_held_against_its_name(fields, said):
    assert kinds(**fields) == said


def test_a_name_that_has_one_code_proposes_it():
    (one,) = check_programme_code(Programme("a", NAMES["2.16.03.2.02.0012"]), KNOWN)
    assert str(one.parts["proposal"]).startswith("2.16.03.2.02.0012 ")


def test_the_nomenclature_of_the_year_counts_else_the_last_one_before():
    known = {year: Nomenclature(year, NAMES) for year in (2025, 2027)}
    assert [choose_nomenclature(known, year).year for year in (2025, 2026, 2027, 2030, 2020, None)] == [
        *(2025, 2025, 2027, 2027, 2025, 2027),
    ]
    assert choose_nomenclature({}, 2027) is None
