"""Kinds of forms that were refused or asked though they leave no doubt, each in several wordings."""

import pytest

from tests.survey.item_forms import LEAVES, LINE, NAMES, OPD, answered, drawn, listed, name
from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read


@pytest.mark.parametrize("head", ["Kode", "KODE WILAYAH", "Kode Kab", "kode kab/kota"])
@pytest.mark.parametrize("code", ["35.18", 35.18])
@pytest.mark.parametrize("named", [True, False])
def test_a_code_of_the_region_beside_items_leaves_the_answers_to_their_opd(head, code, named):
    levels = drawn(head)
    rows = [["No", head, "Indikator", "Nilai"]]
    rows += [[at, code, text, level] for at, text, level in listed(levels, lambda level: level)]
    reading = read(book(("Isian", [*(LINE if named else []), *rows])), region=NGANJUK)
    assert reading.values == ()
    assert answered(reading) == {"DINKES" if named else None: levels}
    assert [one.kind for one in reading.questions] == ([] if named else ["agency"])


@pytest.mark.parametrize("shape", ["{0}[SQ001]", "{0}[1]", "{0}_SQ001", "{0}SQ001", "{0}[SQ001]. {1}"])
@pytest.mark.parametrize("dotted", [True, False])
def test_a_question_of_one_part_is_its_item(shape, dotted):
    own, other = drawn(1), drawn(2)
    heads = [
        shape.format(code if dotted else code.replace(".", "_"), KESIAPAN.question(code)) for code in LEAVES
    ]
    rows = [["id", "submitdate", "OPD", *heads]]
    rows += [[1, "2026-01-01 10:00:00", "Dinas Kesehatan", *own.values()]]
    rows += [[2, "2026-01-02 10:00:00", "Setda", *other.values()]]
    reading = read(book(("Sheet1", rows)), region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": own, "SETDA": other})


def test_two_parts_of_one_question_that_differ_are_asked():
    heads = [f"{code.replace('.', '_')}[SQ00{part}]" for code in LEAVES[:3] for part in (1, 2)]
    rows = [["id", "OPD", *heads], [1, "Dinas Kesehatan", 1, 2, 3, 4, 5, 1]]
    reading = read(book(("Sheet1", rows)), region=NGANJUK)
    assert [one.kind for one in reading.questions] == ["value"]
    assert answered(reading).get("DINKES", {}) == {}


@pytest.mark.parametrize("shape", ["{0}/5", "{0} / 5", "{0} dari 5", "{0} dr 5", "{0} of 5", "skor {0}/5"])
@pytest.mark.parametrize("head", ["Nilai", "Kondisi"])
def test_every_answer_out_of_the_highest_level_is_that_level(shape, head):
    levels = drawn(shape)
    rows = [["No", "Indikator", head], *listed(levels, shape.format)]
    reading = read(book(("Isian", [*LINE, *rows])), region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})


@pytest.mark.parametrize(
    "shape", ["{0}/10", "{0} dari 10", "{0}/4", "{0} dari 100", "{1}/5", "{0}/{2}"], ids=str
)
def test_parts_of_another_whole_are_one_question(shape):
    levels = drawn(shape)
    cells = [shape.format(min(level, 4), level - 1, min(level + 1, 5)) for level in levels.values()]
    rows = [[at, name(code), cell] for at, (code, cell) in enumerate(zip(levels, cells, strict=True), 1)]
    reading = read(book(("Isian", [*LINE, ["No", "Indikator", "Nilai"], *rows])), region=NGANJUK)
    assert len(reading.questions) == 1
    assert answered(reading) == {"DINKES": {}}


def test_a_part_among_plain_levels_is_asked():
    levels = drawn(3)
    rows = [[at, text, level if at % 2 else f"{level}/5"] for at, text, level in listed(levels, int)]
    reading = read(book(("Isian", [*LINE, ["No", "Indikator", "Nilai"], *rows])), region=NGANJUK)
    assert [one.kind for one in reading.questions] == ["value"]
    assert set(answered(reading)["DINKES"].items()) < set(levels.items())


@pytest.mark.parametrize("head", ["Unit", "Unit Kerja", "Satker", "Asal", "Asal unit"])
@pytest.mark.parametrize("shared", [True, False])
def test_a_column_of_units_beside_items_says_whose_they_are(head, shared):
    levels = drawn(head)
    owners = ["DINKES" if shared or at % 2 else "SETDA" for at in range(len(levels))]
    rows = [
        [at, text, OPD[owner], level]
        for (at, text, level), owner in zip(listed(levels, int), owners, strict=True)
    ]
    reading = read(book(("Isian", [["No", "Indikator", head, "Nilai"], *rows])), region=NGANJUK)
    told = {opd: {} for opd in owners}
    for (code, level), opd in zip(levels.items(), owners, strict=True):
        told[opd][code] = level
    assert (reading.questions, answered(reading)) == ((), told)


SIGNED = {
    "one line": ("DINKES", [["Kepala Dinas Kesehatan"]]),
    "dated": ("DINKES", [["Nganjuk, 3 Maret 2026"], ["Kepala Dinas Kesehatan"], [], ["dr. Budi"]]),
    "acting": ("DINKES", [["Mengetahui, Plt. Kepala Dinas Kesehatan Kabupaten Nganjuk"]]),
    "two cells": ("DINKES", [["KEPALA"], ["DINAS KESEHATAN"]]),
    "secretary": ("SETDA", [["a.n. BUPATI"], ["Sekretaris Daerah"]]),
    "camat": ("KEC-35.18.03", [["Camat Berbek"]]),
}


@pytest.mark.parametrize("signed", SIGNED)
@pytest.mark.parametrize("ticked", [True, False])
def test_the_unit_whose_head_signed_is_proposed_first_and_never_taken(signed, ticked):
    opd, lines = SIGNED[signed]
    levels = drawn(signed)
    marks = [lambda level, at=at: "v" if level == at else None for at in range(1, 6)]
    rows = [["No", "Indikator", *(range(1, 6) if ticked else ["Nilai"])]]
    rows += listed(levels, *(marks if ticked else [int]))
    below = [[], *([None, None, *line] for line in lines)]
    reading = read(book(("Isian", [["KUESIONER KESIAPAN"], [], *rows, *below])), region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, question.candidates[0][0]) == ("agency", opd)
    assert answered(reading) == {None: levels}


@pytest.mark.parametrize("heads", [[1, 2, 3, 4, 5], list(NAMES)], ids=["numbers", "names"])
@pytest.mark.parametrize("sign", [".", "..", "…", "·", "•"])
def test_a_dot_that_stands_alone_is_the_mark(heads, sign):
    levels = drawn(sign)
    marks = [lambda level, at=at: sign if level == at else None for at in range(1, 6)]
    data = book(("Isian", [*LINE, ["No", "Indikator", *heads], *listed(levels, *marks)]))
    reading = read(data, region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})


@pytest.mark.parametrize("sign", ["-", "–"])
def test_a_dash_that_stands_alone_is_asked_once(sign):
    levels = drawn(sign)
    marks = [lambda level, at=at: sign if level == at else None for at in range(1, 6)]
    data = book(("Isian", [*LINE, ["No", "Indikator", 1, 2, 3, 4, 5], *listed(levels, *marks)]))
    (question,) = read(data, region=NGANJUK).questions
    assert answered(read(data, region=NGANJUK)) == {"DINKES": {}}
    chosen = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert (chosen.questions, answered(chosen)) == ((), {"DINKES": levels})


@pytest.mark.parametrize("filled", ["one column", "all", "beside marks"])
def test_dots_that_fill_blanks_are_no_marks(filled):
    levels = drawn(filled)
    cells = {
        "one column": lambda level, at: "." if at == 1 else None,
        "all": lambda level, at: ".",
        "beside marks": lambda level, at: "x" if level == at else ".",
    }[filled]
    marks = [lambda level, at=at: cells(level, at) for at in range(1, 6)]
    data = book(("Isian", [*LINE, ["No", "Indikator", 1, 2, 3, 4, 5], *listed(levels, *marks)]))
    assert answered(read(data, region=NGANJUK)) == ({"DINKES": levels} if filled == "beside marks" else {})


WORDS = [
    ("Kondisi", ("Alfa", "Bravo", "Charlie", "Delta", "Echo")),
    ("Status pelaksanaan", ("Rintisan", "Berkembang", "Maju", "Mandiri", "Inovatif")),
    ("Fase", ("Benih", "Tunas", "Tumbuh", "Berbuah", "Panen")),
]


@pytest.mark.parametrize(("head", "words"), WORDS, ids=lambda one: str(one)[:12])
def test_unknown_words_under_an_unknown_heading_are_asked_and_nothing_is_taken(head, words):
    levels = drawn(head)
    rows = [
        ["No", "Indikator", head, "Satuan"],
        *listed(levels, lambda level: words[level - 1], lambda level: "dokumen"),
    ]
    data = book(("Isian", [*LINE, *rows]))
    (question,) = read(data, region=NGANJUK).questions
    assert (question.kind, [label for _, label in question.candidates[:1]]) == (
        "mapping",
        [f"Kolom '{head}'"],
    )
    assert answered(read(data, region=NGANJUK)) == {}
    chosen = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert {one.kind for one in chosen.questions} == {"value"}
    assert answered(chosen) == {"DINKES": {}}


SEPARATORS = [",", ";", "\t", "|"]


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("mark", SEPARATORS, ids=repr)
@pytest.mark.parametrize("shape", ["rows", "one cell", "titled"])
def test_csv_text_in_the_only_column_of_a_sheet_is_read_as_its_cells(shape, mark, quoted):
    levels = drawn(mark)
    around = '"' if quoted else ""
    rows = [
        ["OPD", "Kode", "Nilai"],
        *(["Dinas Kesehatan", code, str(level)] for code, level in levels.items()),
    ]
    if shape == "titled":
        rows = [["Kode", "Nilai", "Bukti"], *([code, str(level), "SK"] for code, level in levels.items())]
    lines = [mark.join(f"{around}{cell}{around}" for cell in row) for row in rows]
    cells = {"rows": lines, "one cell": ["\n".join(lines)], "titled": ["Nama OPD : Dinas Kesehatan", *lines]}
    reading = read(book(("Sheet1", [[cell] for cell in cells[shape]])), region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})
    assert codes(reading).count("W27") == 1


def test_sentences_with_commas_are_not_cut():
    levels = drawn(5)
    notes = [["Isi satu, dua, atau tiga"], ["Baca, lalu isi"], ["Kirim, simpan"], ["Selesai"]]
    rows = [*LINE, ["No", "Indikator", "Nilai"], *listed(levels, int)]
    reading = read(book(("Isian", rows), ("Petunjuk", notes)), region=NGANJUK)
    assert ("W27" in codes(reading), answered(reading)) == (False, {"DINKES": levels})


@pytest.mark.parametrize("head", ["Penanggung Jawab", "OPD Pengampu", "Sumber", "Leading Sector", None])
@pytest.mark.parametrize("merged", [True, False])
def test_a_column_of_opd_with_another_part_is_offered_row_by_row_and_never_taken(head, merged):
    levels = drawn(str(head))
    owners = ["DINKES"] * 5 + ["SETDA"] * 5
    rows = [["No", "Indikator", head, "Nilai"]]
    for at, (text, level) in enumerate(((text, level) for _, text, level in listed(levels, int)), 1):
        rows.append([at, text, None if merged and at not in (1, 6) else OPD[owners[at - 1]], level])
    merges = [("C2:C6", OPD["DINKES"]), ("C7:C11", OPD["SETDA"])] if merged else []
    data = book(("Isian", rows), merges=merges)
    (question,) = read(data, region=NGANJUK).questions
    assert (question.kind, question.candidates[0][0]) == ("agency", "baris")
    assert answered(read(data, region=NGANJUK)) == {None: levels}
    chosen = read(data, region=NGANJUK, choices={question.key: "baris"})
    told = {opd: {} for opd in owners}
    for (code, level), opd in zip(levels.items(), owners, strict=True):
        told[opd][code] = level
    assert (chosen.questions, answered(chosen)) == ((), told)


@pytest.mark.parametrize("blank", ["all", "some"])
def test_rows_of_a_long_table_without_a_code_are_named_by_their_question(blank):
    levels = drawn(blank)
    rows = [["OPD", "Kode", "Pertanyaan", "Jawaban"]]
    rows += [
        ["Dinas Kesehatan", None if blank == "all" or at % 2 else code, KESIAPAN.question(code), level]
        for at, (code, level) in enumerate(levels.items())
    ]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})


@pytest.mark.parametrize("label", ["Instansi", "Nama Instansi", "Perangkat Daerah"])
@pytest.mark.parametrize("text", ["Dinkes Kab. Nganjuk", "Dinas Kesehatan Kabupaten Nganjuk"])
def test_an_opd_with_its_region_behind_it_is_no_unknown_region(label, text):
    levels = drawn(label)
    rows = [[f"{label} : {text}"], [], ["No", "Indikator", "Nilai"], *listed(levels, int)]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})


@pytest.mark.parametrize(
    "path", ["Dinas Kesehatan/isian.xlsx", "2026/DINKES/final/isian.xlsx", "isian_Dinkes.xlsx"]
)
def test_an_opd_in_the_path_of_a_file_is_proposed_first(path):
    levels = drawn(path)
    data = book(("Isian", [["No", "Indikator", "Nilai"], *listed(levels, int)]))
    (question,) = read(data, name=path, region=NGANJUK).questions
    assert (question.kind, question.candidates[0][0]) == ("agency", "DINKES")
