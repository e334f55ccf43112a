"""Mappings as values: signatures of headings, and files that users edit."""

import pytest

from survey.tables import mapping
from survey.tables.mapping import EVERY_TABLE, IGNORE, ColumnMapping, MappingError
from survey.values import SourceFile

CODES = ("GOV1.1", "GOV1.2")


def test_the_signature_is_blind_to_case_marks_and_spaces_but_not_to_order():
    same = mapping.headings_signature(["No.", "Nama OPD"])
    assert mapping.headings_signature(["no", " NAMA  opd "]) == same
    assert mapping.headings_signature(["Nama OPD", "No."]) != same


def test_a_mapping_is_read_from_its_file():
    data = b'judul;sasaran\n"Asal; unit";opd\n1. Layanan;GOV1.1\nSaran;abaikan\n'
    kept = ColumnMapping(EVERY_TABLE, (("Asal; unit", "opd"), ("1. Layanan", "GOV1.1"), ("Saran", IGNORE)))
    assert mapping.read_mapping_file(SourceFile("arti.csv", data), CODES) == kept


def test_what_the_file_leaves_blank_is_not_mapped():
    found = mapping.read_mapping_file(SourceFile("arti.csv", b"Judul,Sasaran\nAsal,OPD\nLain,\n"), CODES)
    assert (found.of(" asal "), found.of("Lain"), found.of("apa pun")) == ("opd", "", "")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kosong"),
        (b"heading,target\nAsal,opd\n", "harus berawal"),
        (b"judul,sasaran\nAsal,GOV9.9\nB,dinas\n", "GOV9.9, dinas"),
    ],
)
def test_a_file_that_is_no_mapping_says_why(data, said):
    with pytest.raises(MappingError, match=said):
        mapping.read_mapping_file(SourceFile("arti.csv", data), CODES)


def test_a_mapping_of_the_signature_comes_before_one_for_every_table():
    own, every = ColumnMapping("a1", ()), ColumnMapping(EVERY_TABLE, ())
    assert mapping.find_mapping({"a1": own, EVERY_TABLE: every}, "a1") is own
    assert mapping.find_mapping({EVERY_TABLE: every}, "b2") is every
    assert mapping.find_mapping({}, "b2") is None
