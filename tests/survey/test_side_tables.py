"""Tables on their side: the rows below the heading say who answers in each column."""

import random

import pytest

from tests.survey.item_forms import LEAVES, OPD, answered, drawn, name
from tests.survey.making import NGANJUK, book, read


@pytest.mark.parametrize(
    "labels", [("Nama", "Instansi"), ("Responden", "Unit Kerja"), ("Pengisi", "OPD")], ids=str
)
@pytest.mark.parametrize("more", [(), ("Jabatan",), ("Stempel waktu", "Jabatan")], ids=str)
def test_a_table_on_its_side_belongs_to_the_opd_in_its_second_heading(labels, more):
    own, other = drawn(1), drawn(2)
    people, units = [labels[0], "Budi Santoso", "Siti Aminah"], [labels[1], *OPD.values()]
    rows = [people, units, *([label, f"{label} 1", f"{label} 2"] for label in more)]
    random.Random(str(more)).shuffle(rows)
    rows += [[name(code), own[code], other[code]] for code in LEAVES]
    reading = read(book(("Rekap", rows)), region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": own, "SETDA": other})
    assert not any("Budi" in column.heading for table in reading.tables for column in table.columns)


def test_two_columns_of_one_opd_on_a_table_on_its_side_are_asked():
    own, other = drawn(1), drawn(2)
    rows = [["Nama", "Budi", "Siti"], ["Instansi", "Dinas Kesehatan", "Dinas Kesehatan"]]
    rows += [[name(code), own[code], other[code]] for code in LEAVES]
    assert read(book(("Rekap", rows)), region=NGANJUK).verdict == "confirm"
