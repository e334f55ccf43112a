"""A list of OPD is read whatever it looks like, and nothing it says is lost."""

import csv
import io

import pytest

from survey.files.grid import Sheet, Workbook
from survey.files.reader import read_workbook
from survey.roster.reading import read_opd_list
from survey.roster.values import RosterChoice
from survey.values import TableChoice
from tests.survey import making
from tests.survey.roster.lists import drawn_list

DRAWN = range(400)


def workbook(*sheets, kind="xlsx"):
    return Workbook(
        kind, "test", tuple(Sheet(name, tuple(tuple(row) for row in rows)) for name, rows in sheets)
    )


def said(text):
    return text.removesuffix(".0").replace(".0 ", " ")


@pytest.mark.parametrize("seed", DRAWN)
def test_a_drawn_list_is_read_and_every_text_is_an_opd_or_left_out_with_a_reason(seed):
    drawn = drawn_list(seed)
    found = read_opd_list(workbook(("Daftar", drawn.rows)))
    assert [(row.name, row.short) for row in found.opd_rows] == drawn.opds, drawn.said
    assert [row.text for row in found.left_out] == [said(text) for text in drawn.others], drawn.said
    assert found.stated is None


def as_csv(rows):
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows(
        [said(str(cell)) if cell else "" for cell in row] for row in rows
    )
    return target.getvalue().encode()


def as_html(rows):
    lines = ("".join(f"<td>{said(str(cell)) if cell else ''}</td>" for cell in row) for row in rows)
    return f"<html><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></html>".encode()


def as_xlsx(rows):
    return making.book(("Daftar", rows))


FORMATS = {"daftar.csv": as_csv, "daftar.html": as_html, "daftar.xlsx": as_xlsx}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("seed", range(500, 530))
def test_a_drawn_list_is_read_from_every_kind_of_file(name, seed):
    drawn = drawn_list(seed)
    found = read_opd_list(read_workbook(name, FORMATS[name](drawn.rows)))
    assert [(row.name, row.short) for row in found.opd_rows] == drawn.opds, drawn.said
    assert len(found.left_out) == len(drawn.others), drawn.said


NAMES = ["Dinas Pendidikan", "Dinas Kesehatan", "Badan Pendapatan Daerah", "Dinas Sosial", "Kecamatan Pati"]


def numbered(*names):
    return [[float(at), name] for at, name in enumerate(names, start=1)]


def names_in(*sheets, kind="xlsx"):
    return [row.name for row in read_opd_list(workbook(*sheets, kind=kind)).opd_rows]


CASES = {
    "beside each other": (
        [["No", "Nama OPD", None, "No", "Kecamatan"]]
        + [[float(at), name, None, float(at), f"Desa{at}"] for at, name in enumerate(NAMES, start=1)],
        NAMES + [f"Kecamatan Desa{at}" for at in range(1, 6)],
    ),
    "in two columns under the same heading": (
        [["No", "Nama OPD", "No", "Nama OPD"]]
        + [[float(at), NAMES[at], float(at + 9), f"Kecamatan K{at}"] for at in range(5)],
        NAMES + [f"Kecamatan K{at}" for at in range(5)],
    ),
    "stacked, each with headings": (
        [
            ["I. DINAS"],
            ["No", "Nama OPD"],
            *numbered(*NAMES[:2]),
            [],
            ["II. KECAMATAN"],
            ["No", "Nama Kecamatan"],
            *numbered("Kecamatan A1", "Kecamatan B1"),
        ],
        [*NAMES[:2], "Kecamatan A1", "Kecamatan B1"],
    ),
    "headings repeated on every page": (
        [["No", "SKPD"], *numbered(*NAMES[:2]), ["No", "SKPD"], *numbered(*NAMES[2:])],
        NAMES,
    ),
    "sections that are OPD themselves": (
        [
            ["NO", "NAMA OPD"],
            ["I", "SEKRETARIAT DAERAH"],
            *numbered("Bagian Hukum", "Bagian Umum"),
            ["II", "INSPEKTORAT"],
            ["III", "DINAS"],
            *numbered(*NAMES[:2]),
        ],
        ["SEKRETARIAT DAERAH", "Bagian Hukum", "Bagian Umum", "INSPEKTORAT", *NAMES[:2]],
    ),
    "sections merged over the row": (
        [["NO", "NAMA OPD"], ["A. SEKRETARIAT"], [1.0, "Sekretariat Daerah"], ["B. DINAS"], [2.0, NAMES[0]]],
        ["Sekretariat Daerah", NAMES[0]],
    ),
    "sections in a column of their own": (
        [
            ["NO", None, "NAMA OPD"],
            ["A", "SEKRETARIAT"],
            [None, 1.0, "Sekretariat DPRD"],
            ["B", "DINAS"],
            [None, 1.0, NAMES[0]],
            [None, 2.0, NAMES[1]],
        ],
        ["Sekretariat DPRD", *NAMES[:2]],
    ),
    "sections counted, OPD lettered": (
        [["1. DINAS"], ["a. Dinas Sosial"], ["b. Dinas Kesehatan"], ["2. BADAN"], ["a. BPBD"]],
        ["Dinas Sosial", "Dinas Kesehatan", "BPBD"],
    ),
    "kinds only in the sections": (
        [
            ["No", "Nama OPD"],
            [None, "A. DINAS"],
            [1.0, "Dinas Sosial"],
            [None, "B. KECAMATAN"],
            [2.0, "Pati"],
            [3.0, "Juwana"],
        ],
        ["Dinas Sosial", "Kecamatan Pati", "Kecamatan Juwana"],
    ),
    "all kecamatan as one": (
        [["No", "Nama OPD"], *numbered(*NAMES[:4], "Kecamatan")],
        [*NAMES[:4], "Kecamatan"],
    ),
    "under a letterhead, without headings": (
        [["PEMERINTAH KABUPATEN PATI"], ["SEKRETARIAT DAERAH"], ["Daftar OPD:"], *([name] for name in NAMES)],
        NAMES,
    ),
    "codes in front": ([["1.01.01 - Dinas Pendidikan"], ["1.02.01 Dinas Kesehatan"]], NAMES[:2]),
    "only short names": ([["Dinkes"], ["Disdik"], ["Bappeda"]], ["Dinkes", "Disdik", "Bappeda"]),
    "heads in front of the names": (
        [["Kepala OPD", "OPD"], *([f"Kepala {name}", name] for name in NAMES)],
        NAMES,
    ),
    "names that go on in the next row": (
        [
            ["No", "OPD"],
            [1.0, "Dinas Pekerjaan Umum, Penataan Ruang,"],
            [None, "Perumahan dan Permukiman"],
            [2.0, "Dinas Sosial"],
            [None, "dan Pemberdayaan Perempuan"],
            [3.0, "BPBD"],
        ],
        [
            "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan dan Permukiman",
            "Dinas Sosial dan Pemberdayaan Perempuan",
            "BPBD",
        ],
    ),
    "numbered rows left blank": ([["No", "OPD"], *numbered(*NAMES[:2]), [3.0], [4.0]], NAMES[:2]),
    "answers of a form": (
        [
            ["Timestamp", "Nama", "Asal Instansi"],
            ["x", "Budi", NAMES[0]],
            ["y", "Sari", NAMES[1]],
            ["z", "Ali", NAMES[0]],
        ],
        NAMES[:2],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_list_is_read_however_it_is_laid_out(case):
    rows, wanted = CASES[case]
    assert names_in(("A", rows)) == wanted


def test_an_older_name_beside_the_newer_one_is_not_used_and_said():
    rows = [["Nomenklatur Lama", "Nomenklatur Baru"], *([name, f"{name} dan Arsip"] for name in NAMES)]
    found = read_opd_list(workbook(("A", rows)))
    assert [row.name for row in found.opd_rows] == [f"{name} dan Arsip" for name in NAMES]
    assert list(found.tables[0].rivals.values()) == ["Nomenklatur Lama"]


def test_all_sheets_with_lists_are_read_and_the_others_are_named():
    found = read_opd_list(
        workbook(
            ("Dinas", [["No", "Nama"], *numbered(*NAMES[:4])]),
            ("Kecamatan", [["No", "Nama"], *numbered("Kecamatan Pati", "Kecamatan Juwana")]),
            ("Petunjuk", [["Isi dengan lengkap"]]),
        )
    )
    assert len(found.opd_rows) == 6
    assert found.skipped == ("Petunjuk",)


def test_of_the_lists_of_two_years_the_newer_is_read_and_the_other_is_said():
    found = read_opd_list(
        workbook(
            ("2026", [["No", "Nama OPD"], *numbered(*NAMES[:4])]),
            ("2025", [["No", "Nama OPD"], *numbered(*NAMES)]),
        )
    )
    assert [row.name for row in found.opd_rows] == NAMES[:4]
    assert [table.place.sheet for table in found.unread] == ["2025"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([("Dinas Kesehatan",), ("Badan Keuangan", " Pendapatan dan Aset Daerah"), ("BPBD",)], 3),
        (
            [
                ("No", "OPD", "Singkatan"),
                ("1", "Badan Keuangan", " Pendapatan dan Aset", "BKPA"),
                ("2", "BPBD"),
            ],
            2,
        ),
    ],
)
def test_names_that_a_csv_cut_at_their_commas_are_whole_again(rows, wanted):
    names = names_in(("CSV", rows), kind="csv")
    assert len(names) == wanted
    assert any(name.startswith("Badan Keuangan, Pendapatan dan Aset") for name in names)


def test_a_total_that_counts_others_than_were_read_is_said_and_one_of_another_column_is_none():
    head = ["No", "OPD", "Jumlah Pegawai"]
    rows = [[*row, 100.0] for row in numbered(*NAMES)]
    assert read_opd_list(workbook(("A", [head, *rows, [None, "Jumlah", 500.0]]))).stated is None
    assert read_opd_list(workbook(("A", [head, *rows, [None, "Jumlah 7 OPD"]]))).stated == 7


def test_a_name_that_stands_twice_is_one_opd():
    found = read_opd_list(workbook(("A", [["No", "OPD"], *numbered("Dinas Sosial", "BPBD", "DINAS SOSIAL")])))
    assert [row.reason for row in found.rows] == ["heading", "", "", "twice"]


def test_a_table_of_something_else_lists_no_opd():
    rows = [["No", "Nama Pegawai", "Umur"], [1.0, "Budi", 30.0], [2.0, "Sari", 50.0]]
    assert read_opd_list(workbook(("A", rows))).rows == ()


def test_what_a_user_points_at_is_read_as_it_stands():
    rows = [["Daftar"], ["x", "Satu Hal"], ["y", "Dua Hal"], ["z", "Jumlah 2"]]
    choice = RosterChoice(TableChoice("A", (1,), 2, 4), 1)
    found = read_opd_list(workbook(("A", rows)), choice)
    assert [row.name for row in found.opd_rows] == ["Satu Hal", "Dua Hal"]
    assert found.left_out[-1].reason == "total"


def test_a_name_without_a_result_is_said_and_hidden_rows_are_counted():
    rows = (("No", "OPD"), (1.0, "Dinas Sosial"), (2.0, None), (3.0, "BPBD"), (4.0, "Dinas Pendidikan"))
    sheet = Sheet("A", rows, uncomputed=frozenset({"B3"}), hidden_rows=frozenset({4}))
    found = read_opd_list(Workbook("xlsx", "test", (sheet,)))
    assert [row.reason for row in found.rows] == ["heading", "", "nameless", "", ""]
    assert found.unseen == 1


def test_a_bare_list_may_begin_with_the_head_of_an_office():
    names = ["Sekretaris Daerah", "Dinas Sosial", "BPBD"]
    assert names_in(("A", [[name] for name in names])) == names
