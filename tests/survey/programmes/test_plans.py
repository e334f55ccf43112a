"""Planning tables of any shape: the lowest level becomes programmes; no row, no rupiah is lost or doubled."""

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tests.survey.programmes.plan_tables import Shape, drawn_table
from tests.survey.programmes.tables import of

LOOK = {
    "heading": st.integers(0, 5),
    "sums": st.booleans(),
    "opd": st.sampled_from(["column", "band", "above", "none"]),
    "headings": st.sampled_from(["one", "two"]),
    "numbered": st.booleans(),
    "title": st.booleans(),
    "total": st.booleans(),
    "signature": st.booleans(),
    "measures": st.sampled_from([1, 1, 3]),
    "money": st.sampled_from(["number", "text", "jutaan"]),
    **dict.fromkeys(("gap", "again", "more", "unmerged", "formulas"), st.booleans()),
    "extra": st.sampled_from(["", "evaluasi", "maju", "renstra", "emonev"]),
}
WITH_CODES = st.builds(
    Shape,
    codes=st.sampled_from(["one", "split5", "split4", "in_name"]),
    top=st.sampled_from([0, 1, 2, 3]),
    deepest=st.sampled_from([3, 4, 4]),
    **LOOK,
)
IN_COLUMNS = st.builds(
    Shape,
    codes=st.sampled_from(["one", "none", "in_name"]),
    names=st.sampled_from(["flat", "merged", "first", "stacked"]),
    top=st.sampled_from([2, 2, 3]),
    **LOOK,
)
BY_LOOKS = st.builds(
    Shape,
    codes=st.just("none"),
    deepest=st.sampled_from([3, 4]),
    hint=st.sampled_from(["words", "indent", "numbers"]),
    **{**LOOK, "heading": st.sampled_from([0, 4, 5])},
)


def problems(seed, shape):
    """What of a drawn table was read otherwise than it is."""
    writer, found = drawn_table(seed, shape)
    truth = writer.truth
    wrong = []
    names = [row.given["name"] for row in found.rows]
    if names != [node.name for node, *_ in truth]:
        return [("names", names, [node.name for node, *_ in truth])]
    for row, (node, parents, at, _more) in zip(found.rows, truth, strict=True):
        given = row.given
        if given.get("costs") != {2027: node.pagu}:
            wrong.append(("costs", at, given.get("costs"), node.pagu))
        if shape.codes != "none" and given.get("code") != node.code:
            wrong.append(("code", at, given.get("code"), node.code))
        if shape.opd != "none" and given.get("lead") != node.opd:
            wrong.append(("lead", at, given.get("lead"), node.opd))
        above = given.get("renja", "")
        if not all(parent.name in above for parent in parents if parent.level >= 2):
            wrong.append(("above", at, above, [parent.name for parent in parents]))
        if not all(measure in given.get("measure", "") for measure, *_ in node.measures):
            wrong.append(("measure", at, given.get("measure"), node.measures))
        if given.get("target") != node.measures[0][1]:
            wrong.append(("target", at, given.get("target"), node.measures[0]))
    heads = {row for table in found.tables for row in table.place.header}
    read = {row.row for row in found.rows} | {row + 1 for *_, more in truth for row in more}
    left = {row for table in found.tables for row, _ in table.left} | heads
    expected = {row + 1 for row in writer.gone if row >= writer.first}
    filled = {row + 1 for row in range(writer.first, len(writer.rows)) if any(writer.rows[row])}
    if not expected <= left or read & left or (filled - read - left and not shape.signature):
        wrong.append(("rows", sorted(expected), sorted(left), sorted(filled - read - left)))
    return wrong


@settings(max_examples=100, deadline=None)
@drawn(st.integers(0, 10**6), WITH_CODES)
def test_a_plan_with_codes_is_read_whole(seed, shape):
    assert problems(seed, shape) == []


@settings(max_examples=100, deadline=None)
@drawn(st.integers(0, 10**6), IN_COLUMNS)
def test_a_plan_with_a_column_per_level_is_read_whole(seed, shape):
    assert problems(seed, shape) == []


@settings(max_examples=100, deadline=None)
@drawn(st.integers(0, 10**6), BY_LOOKS)
def test_a_plan_whose_levels_only_show_is_read_whole(seed, shape):
    assert problems(seed, shape) == []


def given(*rows, **sheet):
    return [(row.given["name"], row.given.get("costs")) for row in of(*rows, **sheet).rows]


SUB = ("1.02.02.2.02.0015", "Gizi")
KIA = ("1.02.02.2.02.0016", "KIA")


def test_levels_are_told_by_codes_in_a_register_with_dimensions_too():
    found = given(
        ("Kode", "Program/Kegiatan", "Dimensi", "Pagu 2027"),
        ("1.02.02", "Program A", "Smart Living", 3e8),
        ("1.02.02.2.02", "Kegiatan A", "Smart Living", 3e8),
        (*SUB, "Smart Living", 3e8),
    )
    assert found == [("Gizi", {2027: 3e8})]


def test_a_register_of_programmes_keeps_every_row_whatever_its_codes():
    rows = (
        ("Nama Program", "Dimensi", "Kode", "Biaya 2026"),
        ("A", "GOV", "2.16.02", 1e8),
        ("B", "GOV", "2.16.03", 2e8),
    )
    assert [name for name, _ in given(*rows)] == ["A", "B"]


def test_accounts_below_a_sub_kegiatan_are_left_out_and_said():
    found = of(
        ("REKAPITULASI DPA",),
        ("Dinas Kesehatan",),
        ("Tahun Anggaran 2026",),
        (),
        ("Kode Rekening", "Uraian", "Jumlah (Rp)"),
        ("1.02.02", "PROGRAM UPAYA KESEHATAN", 3e8),
        ("1.02.02.2.02", "Penyediaan Layanan", 3e8),
        (*SUB, 3e8),
        ("5.1", "BELANJA OPERASI", 3e8),
        ("5.1.02.01.01.0024", "Belanja alat tulis", 1e8),
        ("5.1.02.02.01.0026", "Belanja jasa", 2e8),
        ("Jumlah", None, 3e8),
    )
    (row,) = found.rows
    assert (row.given["lead"], row.given["costs"], row.given["code"]) == ("DINKES", {2026: 3e8}, SUB[0])
    assert {reason for _, reason in found.tables[0].left} == {
        "tingkat di atasnya",
        "rincian belanja",
        "jumlah",
    }


@pytest.mark.parametrize(
    ("headings", "cells", "pagu"),
    [
        (("Pagu Sebelum Perubahan", "Pagu Setelah Perubahan", "Bertambah/Berkurang"), (2e8, 3e8, 1e8), 3e8),
        (("DAU", "DAK", "PAD", "Jumlah"), (2e8, 1e8, 1e8, 4e8), 4e8),
        (("Pagu / DAU", "Pagu / DAK"), (2e8, 1e8), 3e8),
        (("Pagu Renja 2027", "Realisasi Keuangan (Rp)", "Sisa Pagu"), (3e8, 1e8, 2e8), 3e8),
        (("Pagu Indikatif (Rp)", "Prakiraan Maju 2028 (Rp)"), (3e8, 4e8), 3e8),
        (("Target Renstra (Rp)", "Pagu Renja (Rp)"), (9e9, 3e8), 3e8),
        (("Alokasi Anggaran", "Serapan (Rp)", "Serapan (%)"), (3e8, 1e8, 33.0), 3e8),
    ],
)
def test_of_many_columns_of_money_one_is_the_pagu(headings, cells, pagu):
    found = given(("Kode", "Sub Kegiatan", *headings), (*SUB, *cells), (*KIA, *cells))
    assert [sum(costs.values()) for _, costs in found] == [pagu, pagu]


def test_a_kegiatan_without_a_sub_kegiatan_stands_for_itself():
    found = of(
        ("Kode", "Program/Kegiatan/Sub Kegiatan", "Pagu 2027"),
        ("1.02.02", "Program A", 6e8),
        ("1.02.02.2.02", "Kegiatan A", 2e8),
        (*SUB, 2e8),
        ("1.02.02.2.03", "Kegiatan tanpa sub", 4e8),
        ("1.02.03", "Program kosong", None),
    )
    assert [row.given["name"] for row in found.rows] == ["Gizi", "Kegiatan tanpa sub"]
    assert found.tables[0].left[-1] == (6, "tanpa rincian di bawahnya")


def test_a_sum_that_differs_from_its_parts_is_told():
    found = of(
        ("Kode", "Program/Kegiatan/Sub Kegiatan", "Pagu 2027"),
        ("1.02.02.2.02", "Kegiatan A", 5e8),
        (*SUB, 2e8),
        (*KIA, 1e8),
        ("Jumlah", None, 5e8),
    )
    assert [one.code for one in found.findings if one.severity == "warning"] == ["P32", "P33"]


def test_a_numbered_list_with_gaps_loses_no_money():
    """A kind of numbering is no level where the sums do not say so."""
    rows = (
        ("No", "Kegiatan", "Pagu 2027", "OPD"),
        (1.0, "Paving", 1e8, "Dinkes"),
        (None, "Drainase", 3e8, "DLH"),
        (2.0, "Taman", 2e8, "DLH"),
    )
    assert [name for name, _ in given(*rows)] == ["Paving", "Drainase", "Taman"]


def test_a_list_of_aid_to_villages_is_read_by_its_own_headings():
    found = of(
        ("DAFTAR BANTUAN KEUANGAN KHUSUS TAHUN ANGGARAN 2027",),
        (),
        ("No", "Desa", "Kecamatan", "Nama Kegiatan", "Volume", "Nilai BKK (Rp)"),
        (1.0, "Berbek", "Berbek", "Jalan paving", "200 m", 1.5e8),
        (2.0, "Sendangbumen", "Berbek", "Rehab balai desa", "1 unit", 1e8),
        (None, None, None, "Jumlah", None, 2.5e8),
    )
    assert [(row.given["costs"], row.given["villages"]) for row in found.rows] == [
        ({2027: 1.5e8}, ("Berbek",)),
        ({2027: 1e8}, ("Sendangbumen",)),
    ]


def test_progress_in_per_cent_is_kept_and_names_of_officers_are_not():
    (row,) = of(
        ("Kode", "Sub Kegiatan", "Pagu 2026", "Realisasi Keuangan (Rp)", "Realisasi Fisik (%)", "PPTK"),
        (*SUB, 3e8, 1e8, 40.0, "Budi Santoso"),
    ).rows
    assert row.given["realisation"] == {2026: {"done": 40.0}}
    assert "Budi" not in str(row.given)


def test_codes_kept_as_numbers_get_their_zeros_back():
    found = of(
        ("Kode", None, None, None, None, "Uraian", "Pagu 2027"),
        (1.0, 2.0, 2.0, 2.1, None, "Layanan", 3e8),
        (1.0, 2.0, 2.0, 2.1, 15.0, "Gizi", 3e8),
    )
    assert [row.given["code"] for row in found.rows] == ["1.02.02.2.10.0015"]


def test_sums_alone_tell_levels_only_where_they_explain_every_row():
    head = ("Program/Kegiatan", "Indikator", "Pagu 2027")
    tree = (
        ("Layanan", "a", 3e8),
        ("Gizi", "b", 1e8),
        ("Imunisasi", "c", 2e8),
        ("Sarana", "d", 5e8),
        ("Alat", "e", 4e8),
    )
    found = of(head, *tree, ("Gedung", "f", 1e8))
    assert [row.given["name"] for row in found.rows] == ["Gizi", "Imunisasi", "Alat", "Gedung"]
    assert "P36" in [one.code for one in found.findings]
    assert len(given(head, *tree, ("Gedung", "f", 3e8))) == 6
    assert len(given(head, *tree[:3])) == 3


@pytest.mark.parametrize(
    "code",
    [
        *(
            "2.16.03.2.02.0011.",
            "2 16 03 2.02 0011",
            "2-16-03-2.02-0011",
            "[2.16.03.2.02.0011]",
            "'2.16.03.2.02.0011",
        ),
        *("2.16.03.2.02. 0011", "02.16.03.2.02.0011", "2.16.2.16.03.2.02.0011", "2.16.3.2.2.0011"),
    ],
)
def test_a_code_is_the_same_however_it_is_written(code):
    (row,) = of(("Kode", "Sub Kegiatan", "Pagu 2027"), (code, "Pengelolaan Pusat Data", 1e8)).rows
    assert (row.given["code"], row.given["costs"]) == ("2.16.03.2.02.0011", {2027: 1e8})


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Nama Sub Kegiatan",
            "Sub Kegiatan Prioritas",
            "Uraian Pekerjaan",
            "Aktivitas",
            "Kegiatan/Pekerjaan",
        ),
        *("Nama Program/Kegiatan/Subkegiatan RKPD", "Program Kerja", "Judul Kegiatan", "Subkegiatan (Renja)"),
    ],
)
@pytest.mark.parametrize(
    "money", ["Kebutuhan Dana", "Plafon", "Anggaran TA 2026", "Besaran Anggaran", "Rp", "Total"]
)
def test_names_and_money_are_found_under_many_headings(heading, money):
    assert given(
        (heading, money, "Perangkat Daerah"), ("Pusat data", 1e8, "Diskominfo"), ("Gizi", 2e8, "Dinkes")
    ) == [
        ("Pusat data", {2026: 1e8}),
        ("Gizi", {2026: 2e8}),
    ]


def test_tables_of_several_opd_on_one_sheet_belong_to_the_opd_above_each():
    head = ("Kode", "Sub Kegiatan", "Pagu 2027")
    found = of(
        ("Perangkat Daerah : Dinas Kesehatan",),
        head,
        (*SUB, 1e8),
        ("Jumlah", None, 1e8),
        (),
        ("Perangkat Daerah : Diskominfo",),
        head,
        ("2.16.03.2.02.0011", "Pusat Data", 1e8),
    )
    assert [row.given["lead"] for row in found.rows] == ["DINKES", "DISKOMINFO"]


def test_an_opd_written_once_holds_for_the_rows_that_follow_and_is_told():
    head = ("Perangkat Daerah", "Kode", "Sub Kegiatan", "Pagu 2027")
    found = of(
        head, ("Dinkes", *SUB, 1e8), (None, *KIA, 1e8), ("Diskominfo", "2.16.03.2.02.0011", "Pusat", 1e8)
    )
    assert [row.given["lead"] for row in found.rows] == ["DINKES", "DINKES", "DISKOMINFO"]
    assert "P39" in [one.code for one in found.findings]
    mixed = of(head, ("Dinkes", *SUB, 1e8), (None, *KIA, 1e8), ("Dinkes", "1.02.02.2.02.0017", "Obat", 1e8))
    assert "lead" not in mixed.rows[1].given


def test_the_opd_of_a_program_holds_for_its_sub_kegiatan():
    found = of(
        ("Kode", "Program/Kegiatan/Sub Kegiatan", "Pagu 2027", "OPD"),
        ("1.02.02", "PROGRAM A", 2e8, "Dinkes"),
        (*SUB, 1e8, None),
        (*KIA, 1e8, None),
    )
    assert [row.given["lead"] for row in found.rows] == ["DINKES", "DINKES"]


ACCOUNTS = (
    ("5", "BELANJA DAERAH", None, 3e8),
    ("5.1", "BELANJA OPERASI", None, 2e8),
    ("5.1.02.01.01.0024", "Belanja alat tulis", "10 rim", 2e8),
    ("5.2", "BELANJA MODAL", None, 1e8),
    ("5.2.02.05.01.0005", "Belanja modal komputer", "5 unit", 1e8),
)


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("apart", [False, True])
def test_the_form_of_one_sub_kegiatan_is_one_programme(first, apart):
    lines = (
        ("Program", "1.02.02", "PROGRAM KESEHATAN"),
        ("Kegiatan", "1.02.02.2.02", "Layanan"),
        ("Sub Kegiatan", *SUB),
    )
    head = [
        (label, ":", code, name) if apart else (f"{label} : {code} {name}",) for label, code, name in lines
    ]
    table = (
        ("Kode Rekening", "Uraian", "Koefisien", "Jumlah (Rp)"),
        *ACCOUNTS[first:],
        ("Jumlah", None, None, 3e8),
    )
    found = of(("RINCIAN BELANJA TAHUN ANGGARAN 2026",), *head, (), *table)
    (row,) = found.rows
    assert (row.given["name"], row.given["code"], row.given["costs"]) == ("Gizi", SUB[0], {2026: 3e8})
    assert "PROGRAM KESEHATAN" in row.given["renja"]
    assert "Layanan" in row.given["renja"]
    nameless = of(*table)
    assert nameless.rows == ()
    assert {reason for _, reason in nameless.tables[0].left} == {"rincian belanja", "jumlah"}


def test_a_sub_kegiatan_without_a_pagu_has_that_of_its_accounts():
    rows = [(one[0], one[1], one[3]) for one in ACCOUNTS[1:]]
    found = of(
        ("Kode", "Uraian", "Pagu 2026"), ("1.02.02.2.02", "Layanan", None), (*SUB, None), *rows, (*KIA, 5e7)
    )
    assert [(row.given["name"], row.given["costs"]) for row in found.rows] == [
        ("Gizi", {2026: 3e8}),
        ("KIA", {2026: 5e7}),
    ]


def test_rows_below_blank_ones_and_lower_headings_without_merges_are_no_other_table():
    found = of(
        ("Kode", "Program/Kegiatan/Sub Kegiatan", "Rencana Tahun 2027", None),
        (None, None, "Target", "Pagu Indikatif (Rp)"),
        ("1.02.02.2.02", "Kegiatan A", None, 2e8),
        (*SUB, "1 dok", 1e8),
        (*KIA, "2 dok", 1e8),
        (),
        ("2.16.03.2.02", "Kegiatan B", None, None),
        (),
        ("2.16.03.2.02.0011", "Pusat Data", "3 dok", 4e8),
        (),
        (None, None, "Nganjuk, 3 Maret 2027", None),
        (None, None, "Kepala Dinas", None),
    )
    assert [row.given["name"] for row in found.rows] == ["Gizi", "KIA", "Pusat Data"]
    assert [sum(row.given["costs"].values()) for row in found.rows] == [1e8, 1e8, 4e8]
    assert [row.given["target"] for row in found.rows] == [1.0, 2.0, 3.0]
    assert "Kegiatan B" in found.rows[2].given["renja"]


def test_another_table_below_is_not_of_the_plan():
    rows = (
        ("Kode", "Sub Kegiatan", "Pagu 2027"),
        (*SUB, 1e8),
        (*KIA, 2e8),
        (),
        ("Sumber Dana", "Keterangan", "Jumlah"),
        ("DAU", "a", 3e8),
    )
    assert [name for name, _ in given(*rows)] == ["Gizi", "KIA"]
