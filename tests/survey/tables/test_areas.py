"""Where tables lie: headings, rows of data, and what is left out, one trap of real files after the other."""

import datetime

import pytest

from survey.files.grid import Sheet
from survey.tables import areas
from survey.tables.vocabulary import Vocabulary
from tests.survey.making import KESIAPAN

WHEN = datetime.datetime(2026, 5, 1, 8)
PEOPLE = [[WHEN, "Dinas Kesehatan", 4, 3, 5], [WHEN, "Dinas Sosial", 2, 3, 1], [WHEN, "Bappeda", 5, 5, 4]]
HEAD = ["Stempel waktu", "OPD", "Layanan", "Data", "Regulasi"]


def sheet(*rows, merges=()):
    cells = [tuple(float(one) if type(one) is int else one for one in row) for row in rows]
    return Sheet("Lembar", tuple(cells), merges=tuple(merges))


def span(*rows, merges=()):
    """(heading rows, first, last row) of the main table, as Excel counts."""
    area = areas.find_main_area(sheet(*rows, merges=merges))
    return area and ([row + 1 for row in area.header], area.first + 1, area.last + 1)


def left_out(*rows, merges=()):
    return {row + 1: reason for row, reason in areas.find_main_area(sheet(*rows, merges=merges)).excluded}


def test_a_plain_table():
    assert span(HEAD, *PEOPLE) == ([1], 2, 4)


def test_titles_and_labels_stand_above():
    rows = [["REKAP JAWABAN"], ["Kabupaten :", "Nganjuk"], ["Tahun", ": 2026"], HEAD, *PEOPLE]
    assert span(*rows) == ([4], 5, 7)
    assert left_out(*rows) == {1: "title", 2: "title", 3: "title"}


def test_a_table_may_begin_at_b3():
    assert span([], [], [None, *HEAD], *([None, *row] for row in PEOPLE)) == ([3], 4, 6)
    assert areas.find_main_area(sheet([], [None, *HEAD], *([None, *row] for row in PEOPLE))).left == 1


def test_two_levels_merged():
    rows = [
        ["Judul tabel", None, None, None, None],
        ["Kabupaten", "Keluarga", None, "Anggaran", None],
        [None, "Rencana", "Realisasi", "Rencana", "Realisasi"],
        ["Selayar", 79278, "67 523", "27 087 600", "24 199 200"],
        ["Bulukumba", "193 993", 184774, "66 772 800", "63 991 000"],
    ]
    merges = [(0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]
    assert span(*rows, merges=merges) == ([2, 3], 4, 5)
    columns = areas.find_main_area(sheet(*rows, merges=merges)).columns
    assert columns == ("Kabupaten", "Keluarga / Rencana", "Keluarga / Realisasi", "Anggaran / Rencana",
                       "Anggaran / Realisasi")  # fmt: skip


def test_three_levels_with_years_and_a_line_of_column_numbers():
    rows = [
        ["Provinsi", "Kemiskinan", None, None, None],
        [None, 2022, None, 2023, None],
        [None, "Maret", "September", "Maret", "September"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["Aceh", 14.6, 14.8, 14.5, 14.2],
        ["Riau", 6.8, 6.8, 6.7, 6.6],
    ]
    merges = [(0, 0, 2, 0), (0, 1, 0, 4), (1, 1, 1, 2), (1, 3, 1, 4)]
    assert span(*rows, merges=merges) == ([1, 2, 3], 5, 6)
    assert areas.find_main_area(sheet(*rows, merges=merges)).columns[4] == "Kemiskinan / 2023 / September"


def test_a_group_over_some_columns_is_a_level_not_a_title():
    rows = [
        [None, None, "Pertanyaan", None, None],
        ["No", "OPD", 1, 2, 3],
        [1, "Dinkes", 4, 3, 2],
        [2, "Setda", 4, 4, 4],
    ]
    assert span(*rows, merges=[(0, 2, 0, 4)]) == ([1, 2], 3, 4)


def test_two_levels_without_merges():
    rows = [
        ["ID", "Waktu", "Jenis layanan", None, None, "Saran"],
        [None, None, "Pajak", "Izin", "Kesehatan", "Isian bebas"],
        [101, WHEN, "ya", None, "ya", "baik"],
        [102, WHEN, None, "ya", None, "cukup"],
        [103, WHEN, "ya", None, None, "lebih cepat"],
    ]
    assert span(*rows) == ([1, 2], 3, 5)
    assert areas.find_main_area(sheet(*rows)).columns[3] == "Jenis layanan / Izin"


def test_headings_that_are_numbers():
    rows = [
        [],
        ["Responden", 1, 2, 3, 4, 5],
        ["R1", 4, 3, 4, 5, 2],
        ["R2", 2, 2, 3, 4, 4],
        ["R3", 5, 4, 3, 3, 1],
    ]
    assert span(*rows) == ([2], 3, 5)


def test_headings_that_are_years():
    assert span(["Kecamatan", 2021, 2022], ["Berbek", 310, 320], ["Loceret", 250, 255]) == ([1], 2, 3)


def test_headings_that_are_dates():
    months = [datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)]
    assert span(["OPD", *months], ["Dinkes", 3, 4], ["Setda", 2, 1]) == ([1], 2, 3)


def test_a_section_line_under_merged_headings_is_data():
    rows = [
        ["No", "Kriteria", "Nilai", None],
        [None, None, "Kab. A", "Kab. B"],
        ["A", "Perencanaan", None, None],
        [1, "Kriteria satu", 4, 3],
        [2, "Kriteria dua", 3, 3],
    ]
    assert span(*rows, merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)]) == ([1, 2], 3, 5)


def test_means_under_columns_of_whole_numbers_need_no_label():
    assert span(["A", "B", "C"], [3, 4, 5], [3, 2, 1], [2, 2, 2], [2.7, 2.7, 2.7]) == ([1], 2, 4)


def test_no_headings_at_all():
    assert span(["Jawaban baru"], *PEOPLE) == ([], 2, 4)
    assert span(["Perempuan", "Siap", "ya"], ["Laki-laki", "Siap", "ya"], ["Perempuan", "Siap", "tidak"]) == (
        [],
        1,
        3,
    )


def test_text_alone_still_has_headings():
    assert span(["Kode", "Provinsi"], ["a", "Aceh"], ["b", "Riau"], ["c", "Jambi"]) == ([1], 2, 4)


def test_numbers_stored_as_text_are_numbers():
    assert span(["No", "Nilai"], ["1", "0,30"], ["2", "98,00"], ["3", "12.500"]) == ([1], 2, 4)


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (["Total", None, 3, 11, 10], "total"),
        (["#", "Kabupaten Nganjuk", 3, 11, 10], "total"),
        ([None, "Rata-rata", 3.7, 3.7, 3.3], "mean"),
        ([None, None, 3.7, 3.7, 3.3], "mean"),
        (["Sumber: Bappeda", None, None, None, None], "note"),
        ([None, None, None, "Kepala Dinas", None], "note"),
        ([4, None, None, None, None], "blank"),
    ],
)
def test_what_ends_a_table_is_left_out(last, reason):
    rows = [["No", "OPD", "A", "B", "C"], *([place, *row[1:]] for place, row in enumerate(PEOPLE, 1))]
    assert span(*rows, last) == ([1], 2, 4)
    assert left_out(*rows, last)[5] == reason


def test_a_total_under_a_merged_label_without_the_word():
    rows = [["No", "Kecamatan", "V1"], *([place, f"Kecamatan {place}", "0.3"] for place in range(1, 6))]
    assert span(*rows, ["Banyuwangi", None, "0.3"], merges=[(6, 0, 6, 1)]) == ([1], 2, 6)


def test_totals_among_the_data_are_left_out():
    rows = [["Kecamatan", "A"], ["Berbek", 3], ["Jumlah", 3], ["Loceret", 4], ["Baron", 2]]
    assert span(*rows) == ([1], 2, 5)
    assert left_out(*rows) == {3: "total"}


def test_an_item_that_begins_with_a_total_is_an_item():
    rows = [
        ["No", "Indikator", "Nilai"],
        [1, "Jumlah layanan", 3],
        [2, "Total belanja", 4],
        [3, "Rata-rata lama", 2],
    ]
    assert span(*rows) == ([1], 2, 4)


def test_preprinted_rows_are_no_respondents():
    rows = [["Responden", "A", "B"], *([f"R{place}", 3, 4] for place in range(1, 6))]
    rows += [[f"R{place}", None, None] for place in range(6, 11)]
    assert span(*rows) == ([1], 2, 6)
    assert set(left_out(*rows).values()) == {"blank"}


def test_averages_below_a_blank_row_are_left_out():
    summary = [["Setuju", 12, None, None, None], ["Tidak setuju", 3, None, None, None]]
    assert span(HEAD, *PEOPLE, [], *summary) == ([1], 2, 4)


def test_data_go_on_after_a_blank_row():
    assert span(HEAD, *PEOPLE, [], *PEOPLE) == ([1], 2, 8)
    assert left_out(HEAD, *PEOPLE, [], *PEOPLE) == {5: "blank"}


def test_a_stray_cell_far_below_is_no_data():
    rows = [["type", "name", "label"], ["text", "a", "A"], [], ["text", "b", "B"], *([[]] * 40), ["stray"]]
    assert span(*rows) == ([1], 2, 4)


def test_tables_stacked_on_a_sheet():
    block = [["Kecamatan", "Jumlah", "Luas"], ["Berbek", 3, 1.5], ["Loceret", 4, 2.5]]
    found = areas.find_table_areas(sheet(["Tabel 1"], *block, [], ["Tabel 2"], *block, [], *block))
    assert [(area.header, area.first, area.last) for area in found] == [
        ((1,), 2, 3),
        ((6,), 7, 8),
        ((10,), 11, 12),
    ]


def test_tables_side_by_side():
    legend = [["Kode", "Arti"], ["SS", "Sangat setuju"], ["S", "Setuju"]]
    rows = [[*row, None, *side] for row, side in zip([HEAD, *PEOPLE * 2], [*legend, *[[]] * 4], strict=True)]
    found = areas.find_table_areas(sheet(*rows))
    assert [(area.left, area.right, area.first, area.last) for area in found] == [(0, 4, 1, 6), (6, 7, 1, 2)]


def test_a_blank_column_does_not_split_a_table():
    rows = [[*row[:3], None, *row[3:]] for row in [HEAD, *PEOPLE]]
    assert len(areas.find_table_areas(sheet(*rows))) == 1


def test_a_blank_row_between_headings_and_data():
    assert span(HEAD, [], *PEOPLE) == ([1], 3, 5)


@pytest.mark.parametrize("rows", [[], [["Catatan rapat"]], [["Kabupaten : Nganjuk"], ["Tahun : 2026"]]])
def test_a_sheet_without_a_table(rows):
    assert areas.find_main_area(sheet(*rows)) is None


FORM = ["No", "Uraian", "Level saat ini"]
TOLD = [
    ("Nama OPD", "Dinas Kesehatan"),
    ("Tim penilai", "Sekretariat"),
    ("Tahun", 2026),
    ("Perangkat Daerah", "X"),
]


@pytest.mark.parametrize("blank", [0, 1, 2])
@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("lines", [1, 2, 4])
@pytest.mark.parametrize("marks", [False, True])
def test_a_label_beside_what_it_says_heads_nothing(lines, gap, blank, marks):
    told = [[label, *([None] * gap), said] for label, said in TOLD[:lines]]
    head = [*FORM[:2], 1, 2, 3, 4, 5] if marks else FORM
    data = [[place, f"Butir {place}", *([None, "x"] if marks else [place % 5 + 1])] for place in range(1, 9)]
    rows = [*told, *([[]] * blank), head, *data]
    top = lines + blank + 1
    assert span(*rows) == ([top], top + 1, top + 8)


@pytest.mark.parametrize("levels", [(1, 2, 3, 4, 5), (5, 4, 3, 2, 1), ("I", "II", "III", "IV", "V")])
@pytest.mark.parametrize("merged", [False, True])
def test_levels_under_a_group_are_headings_not_numbers_of_columns(levels, merged):
    rows = [
        ["Nama OPD", "Dinas Kesehatan"],
        ["No", "Pertanyaan", "Tingkat", None, None, None, None, "Bukti"],
        [None, None, *levels],
        *([place, f"Butir {place}", None, None, "x", None, None, "SK"] for place in range(1, 7)),
    ]
    merges = [(1, 2, 1, 6), *([(1, 0, 2, 0), (1, 1, 2, 1)] if merged else [])]
    assert span(*rows, merges=merges) == ([2, 3], 4, 9)
    columns = areas.find_main_area(sheet(*rows, merges=merges)).columns
    assert columns[2:7] == tuple(f"Tingkat / {level}" for level in levels)


TABLE_OF_ITEMS = [
    ["No", "Uraian", "Nilai"],
    *(
        [place, f"Uraian yang panjang tentang hal {word}", 1 + place % 5]
        for place, word in enumerate("abcdef", 1)
    ),
]


@pytest.mark.parametrize("gap", [[], [[]], [["Tahun 2026"], []]])
@pytest.mark.parametrize("line", [["KUESIONER"], ["Nama OPD", "Dinas Kesehatan"], ["Kabupaten :", "Nganjuk"]])
def test_a_note_apart_from_a_title_or_label_heads_nothing(line, gap):
    noted = [*line, *[None] * (4 - len(line)), "diterima 3 Maret"]
    area = areas.find_main_area(sheet(noted, *gap, *TABLE_OF_ITEMS))
    assert (area.header, area.last - area.first) == ((1 + len(gap),), 5)


def test_a_section_after_a_blank_row_goes_on_with_the_table():
    rows = [*TABLE_OF_ITEMS[:4], [], [None, "B. Bagian 4"], *TABLE_OF_ITEMS[4:]]
    (area,) = areas.find_table_areas(sheet(*rows))
    assert (area.first, area.last) == (1, 8)


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["Bagor", "Loceret", "Ngetos", "Sawahan", "Nganjuk"], 5),
        (["Tuban", "Jember", "Sampang", "Kediri"], 5),
    ],
)
def test_a_region_below_its_kecamatan_sums_them_up_and_among_regions_it_is_data(names, kept):
    head = ["No", "Nama", "V1", "V2"]
    rows = [[place, name, 1 + place % 3, 2] for place, name in enumerate(names, 1)]
    last = [None, "Kabupaten Nganjuk", 2, 2]
    area = areas.find_main_area(sheet(head, *rows, last), Vocabulary(KESIAPAN))
    assert area.last - area.first + 1 == kept
