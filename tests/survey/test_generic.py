"""Tables of the instrument's items under any headings: found, mapped, read, asked where unsure."""

import hashlib

import pytest

from survey.tables.mapping import EVERY_TABLE, ColumnMapping
from survey.values import TableChoice
from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read, said

NODES = KESIAPAN.framework
QUESTIONS = [NODES.node(code).tags["question"] for code in NODES.leaves]
CUT = [f"{place}. {text[:60]}" for place, text in enumerate(QUESTIONS, 1)]


def form(*rows, sheet="Form Responses 1", **given):
    return read(book((sheet, rows)), **{"region": NGANJUK, **given})


def answers(reading, place=0):
    return {one.indicator: one.value for one in reading.responses[place].answers}


def question(reading, kind):
    return next(one for one in reading.questions if one.kind == kind)


SHORT = [["Asal instansi Anda", *CUT[:4]], ["Dinas Kesehatan", 4, 3, 2, 5], ["Diskominfo", 1, 2, 3, 4]]


def test_shortened_questions_are_mapped_said_and_asked_once():
    reading = form(*SHORT, opd="DINKES")
    assert (reading.layout, reading.verdict) == ("generic", "confirm")
    assert len(said(reading, "W70")) == 4
    assert question(reading, "mapping").candidates[0] == ("ok", "Ya, sesuai")
    assert answers(reading) == dict(zip(NODES.leaves[:4], (4, 3, 2, 5), strict=True))


def test_a_confirmed_mapping_asks_nothing_more():
    asked = question(form(*SHORT, opd="DINKES"), "mapping")
    settled = form(*SHORT, opd="DINKES", choices={asked.key: "ok"})
    assert settled.questions == ()
    assert [one.opd for one in settled.responses] == ["DINKES", "DISKOMINFO"]


def test_a_refused_mapping_reads_no_column_by_likeness():
    asked = question(form(*SHORT, opd="DINKES"), "mapping")
    settled = form(*SHORT, opd="DINKES", choices={asked.key: "skip"})
    assert (settled.responses, codes(settled)[-2:]) == ((), ["E54", "W45"])


def test_a_mapping_remembered_by_signature_is_used_without_asking():
    view = form(*SHORT, opd="DINKES").tables[0]
    targets = (("Asal instansi Anda", "opd"), *((use.heading, use.target) for use in view.columns[1:]))
    remembered = ColumnMapping(view.signature, targets)
    reading = form(*SHORT, mappings={view.signature: remembered})
    assert (reading.verdict, [one.opd for one in reading.responses]) == ("ready", ["DINKES", "DISKOMINFO"])
    assert {use.how for use in reading.tables[0].columns} == {"given"}


def test_a_mapping_may_ignore_a_column_and_send_another_elsewhere():
    given = ColumnMapping(
        EVERY_TABLE, (("Asal instansi Anda", "opd"), (CUT[0], "ignore"), (CUT[1], "GOV1.1"))
    )
    reading = form(*SHORT, mappings={EVERY_TABLE: given})
    assert answers(reading)["GOV1.1"] == 3


def test_titles_groups_and_totals_around_the_table():
    rows = [
        ["REKAPITULASI KESIAPAN"], [], ["Kabupaten/Kota", ": Kab. Nganjuk"], [],
        ["No", "Perangkat Daerah", "Pelayanan", None],
        [None, None, "GOV1.1", "GOV1.2"],
        [1, "Dinas Kesehatan", 4, "3,0"],
        [2, "Diskominfo", 2, 5],
        [None, "Rata-rata", 3, 4],
        ["Mengetahui, Kepala Bappeda"],
    ]  # fmt: skip
    reading = read(book(("Rekap", rows), merges=[("C5:D5", "Pelayanan")]))
    assert [(one.opd, answers(reading, place)) for place, one in enumerate(reading.responses)] == [
        ("DINKES", {"GOV1.1": 4, "GOV1.2": 3}),
        ("DISKOMINFO", {"GOV1.1": 2, "GOV1.2": 5}),
    ]


ANCHORS = NODES.node("GOV1.1").tags["anchors"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("4", 4), ("4,0", 4), ("4 - Setuju", 4), ("(3) Terdefinisi", 3), ("Level 3", 3), ("tiga", 3),
        ("Siap", 4), (ANCHORS[1], 2), ("-", None), (None, None), ("n/a", None), ("Belum ada data", None),
    ],
)  # fmt: skip
def test_ways_to_write_an_answer(cell, value):
    reading = form(["Nama OPD", "GOV1.1", "GOV1.2"], ["Dinkes", cell, 3], ["Diskominfo", 3, 3])
    assert answers(reading).get("GOV1.1") == value
    assert reading.verdict == "ready"


def test_words_on_a_scale_as_long_as_the_instruments_are_read_and_said():
    rows = [
        ["Nama OPD", "GOV1.1", "GOV1.2"],
        ["Dinkes", "SS", "TS"],
        ["Diskominfo", "N", "STS"],
        ["Setda", "S", "S"],
    ]
    reading = form(*rows)
    assert [answers(reading, place) for place in range(3)] == [
        {"GOV1.1": 5, "GOV1.2": 2}, {"GOV1.1": 3, "GOV1.2": 1}, {"GOV1.1": 4, "GOV1.2": 4},
    ]  # fmt: skip
    assert "SS = 5" in said(reading, "W71")[0].message


def test_words_on_a_scale_of_another_length_are_asked_and_never_bent():
    rows = [
        ["Nama OPD", "GOV1.1"],
        ["Dinkes", "Sangat setuju"],
        ["Diskominfo", "Setuju"],
        ["Setda", "Tidak setuju"],
    ]
    reading = form(*rows)
    assert (reading.verdict, answers(reading), codes(reading).count("E70")) == (
        "confirm",
        {"GOV1.1": None},
        1,
    )
    asked = question(reading, "scale")
    settled = form(*rows, choices={asked.key: asked.candidates[0][0]})
    assert [answers(settled, place)["GOV1.1"] for place in range(3)] == [5, 4, 2]


def test_a_code_book_on_another_sheet_scores_the_words():
    rows = [
        ["Nama OPD", "GOV1.1", "GOV1.2"],
        ["Dinkes", "A", "B"],
        ["Diskominfo", "C", "D"],
        ["Setda", "E", "A"],
    ]
    legend = [
        ["Kode", "Arti", "Skor"],
        *([letter, f"Arti {letter}", 5 - place] for place, letter in enumerate("ABCDE")),
    ]
    reading = read(book(("Isian", rows), ("Keterangan", legend)), region=NGANJUK)
    assert [answers(reading, place)["GOV1.1"] for place in range(3)] == [5, 3, 1]


def test_zero_is_out_of_scale_not_missing():
    reading = form(["Nama OPD", "GOV1.1", "GOV1.2"], ["Dinkes", 0, 3])
    assert [one.code for one in reading.findings if one.code == "E21"] == ["E21"]


def items_down(*columns, rows=6):
    texts = [f"{place + 1}. {QUESTIONS[place]}" for place in range(rows)]
    return [[text, *(cells[place] for cells in columns)] for place, text in enumerate(texts)]


def test_items_by_rows_with_one_answer_column():
    reading = form(["Hal yang ditanyakan", "Isian"], *items_down([4, 3, 2, 5, 1, "4 - Siap"]), opd="DINKES")
    assert (reading.layout, reading.responses[0].opd) == ("generic", "DINKES")
    assert list(answers(reading).values()) == [4, 3, 2, 5, 1, 4]


def test_items_by_rows_with_an_opd_to_each_column():
    rows = [["Hal", "Dinas Kesehatan", "Diskominfo"], *items_down([4, 3, 2, 5, 1, 4], [1, 2, 3, 4, 5, 1])]
    reading = form(*rows)
    assert [one.opd for one in reading.responses] == ["DINKES", "DISKOMINFO"]
    assert list(answers(reading, 1).values()) == [1, 2, 3, 4, 5, 1]


def test_columns_to_mark():
    marks = [["x" if level == place % 5 else None for place in range(6)] for level in range(5)]
    reading = form(["Hal", 1, 2, 3, 4, 5], *items_down(*marks), opd="DINKES")
    assert list(answers(reading).values()) == [1, 2, 3, 4, 5, 1]


def test_two_marks_on_a_row_are_asked():
    marks = [["x", None, None], ["x", "x", None], [None, None, "x"], *[[None] * 3] * 2]
    reading = form(["Hal", 1, 2, 3, 4, 5], *items_down(*marks, rows=3), opd="DINKES")
    assert question(reading, "value").candidates[:2] == (("1", "1"), ("2", "2"))


def test_the_latest_of_sheets_named_by_years_is_read_and_said():
    head = ["Bagian yang mengisi", *CUT[:2]]
    data = book(("2024", [head, ["Dinkes", 1, 1]]), ("2025", [head, ["Dinkes", 5, 5]]))
    reading = read(data, region=NGANJUK, opd="DINKES")
    assert (list(answers(reading).values()), len(reading.responses)) == ([5, 5], 1)
    assert said(reading, "W58")[0].found == "2024, 2025"


def test_a_year_whose_table_has_a_column_more_and_stands_further_right_is_the_same_table():
    head, row = ["Bagian yang mengisi", *CUT[:4]], ["Dinkes", 1, 1, 1, 1]
    later = [[None, *head, "Anggaran (Rp)"], [None, "Dinkes", 5, 5, 5, 5, 250_000_000]]
    reading = read(book(("2024", [head, row]), ("2025", later)), region=NGANJUK, opd="DINKES")
    assert list(answers(reading).values()) == [5, 5, 5, 5]
    assert said(reading, "W58")


def test_a_hidden_sheet_is_read_and_said():
    data = book(
        ("Sampul", [["Rekap jawaban"]]), ("Data", [["Asal", *CUT[:3]], ["Dinkes", 1, 2, 3]]), hidden=["Data"]
    )
    reading = read(data, region=NGANJUK, opd="DINKES")
    assert "W72" in codes(reading)
    assert list(answers(reading).values()) == [1, 2, 3]


ODD = [["Lampiran"], ["Dinkes", 4, 3], ["Diskominfo", 2, 1], ["Setda", 5, 5]]


def test_without_headings_the_row_is_asked_and_the_table_shown():
    reading = form(*ODD)
    assert (reading.verdict, "E71" in codes(reading)) == ("refused", True)
    assert (reading.tables[0].header, reading.tables[0].first, reading.tables[0].last) == ((), 2, 4)
    asked = question(reading, "table")
    assert asked.candidates[0] == ("1", "Baris 1: Lampiran")
    without = form(*ODD, choices={asked.key: "none"})
    assert (without.verdict, without.questions) == ("refused", ())


def test_the_user_may_say_where_the_table_lies():
    rows = [
        ["GOV1.2 sementara", "OPD", "GOV1.1", "GOV1.2"],
        ["a", "Setda", 1, 1],
        ["b", "Dinkes", 4, 3],
        ["c", "Diskominfo", 2, 1],
    ]
    data = book(("Isian", rows))
    choice = TableChoice("Isian", (1,), 3, 3)
    reading = read(data, region=NGANJUK, tables={hashlib.sha256(data).hexdigest(): choice})
    assert [(one.opd, answers(reading)["GOV1.1"]) for one in reading.responses] == [("DINKES", 4)]


def test_personal_data_are_in_no_preview():
    rows = [
        ["Nama Lengkap", "Nomor HP", "Nama OPD", *CUT[:3]],
        ["Ani Wijaya", "081234567890", "Dinkes", 1, 2, 3],
    ]
    reading = form(*rows)
    assert "Ani" not in repr(reading)
    assert "0812" not in repr(reading)
    assert {finding.found for finding in said(reading, "W32")} == {"Nama Lengkap", "Nomor HP"}


def test_a_point_that_lost_its_thousands_is_said():
    rows = [
        ["Nama OPD", "GOV1.1", "Anggaran"],
        ["Dinkes", 4, 193993],
        ["Diskominfo", 3, 237.004],
        ["Setda", 3, 184774],
    ]
    assert [(one.cell, one.found) for one in said(form(*rows), "W73")] == [("C3", "237.004")]


def test_unrelated_tables_are_refused():
    rows = [["Kecamatan", "Luas", "Jumlah"], ["Berbek", 3.5, 120], ["Loceret", 4.5, 130], ["Baron", 2.5, 90]]
    assert codes(form(*rows)) == ["E10", "W45"]


def test_opd_under_a_merged_group_are_columns_of_their_own():
    rows = [["No", "Indikator", "PERANGKAT DAERAH", None], [None, None, "Diskominfo", "Dinkes"]]
    rows += [[place, QUESTIONS[place], 4, 2] for place in range(6)]
    merges = [("A1:A2", "No"), ("B1:B2", "Indikator"), ("C1:D1", "PERANGKAT DAERAH")]
    reading = read(book(("Rekap", rows), merges=merges), region=NGANJUK)
    assert [one.opd for one in reading.responses] == ["DISKOMINFO", "DINKES"]
    assert [set(answers(reading, place).values()) for place in (0, 1)] == [{4.0}, {2.0}]


HEADED = {
    "codes": list(KESIAPAN.framework.leaves[:6]),
    "names": [KESIAPAN.framework.node(code).name for code in KESIAPAN.framework.leaves[:6]],
    "questions": QUESTIONS[:6],
}


@pytest.mark.parametrize("first", HEADED)
@pytest.mark.parametrize("second", HEADED)
@pytest.mark.parametrize("owners", [("Nama OPD", None), ("Nama OPD", "Nama OPD"), ("opd", "Asal OPD")])
def test_items_named_on_two_heading_rows_are_named_once(first, second, owners):
    rows = [[owners[0], *HEADED[first]], [owners[1], *HEADED[second]]]
    rows += [["Dinkes", 1, 2, 3, 4, 5, 1], ["Diskominfo", 5, 4, 3, 2, 1, 2]]
    reading = form(*rows)
    assert (reading.verdict, [one.opd for one in reading.responses]) == ("ready", ["DINKES", "DISKOMINFO"])
    assert [list(answers(reading, place).values()) for place in (0, 1)] == [
        [1, 2, 3, 4, 5, 1],
        [5, 4, 3, 2, 1, 2],
    ]
