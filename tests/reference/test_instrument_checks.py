"""An expert's mistakes: all of them at once, each with file and row."""

import csv
import re
from pathlib import Path

import openpyxl
import pytest

from reference import instruments
from reference.instruments import InstrumentError, workbook
from reference.instruments.loading import build_checked_instrument, read_instrument_folder
from workflow import instrument_edits

TOML = """
id = "uji"
version = "1"
title = "Uji"

[scale]
minimum = 1
maximum = 3
levels = ["Rendah", "Sedang", "Tinggi"]

[coverage]
2 = "1/2"

[horizons]
names = ["dekat", "jauh"]
default = "dekat"
"""
COLUMNS = ["kode", "induk", "tingkat", "nama", "bobot", "urusan_utama", "jangkar_1", "jangkar_2", "jangkar_3"]
COLUMNS += ["boleh_tidak_berlaku", "tahap", "target_dekat", "target_jauh", "warna", "warna_gelap", "tanda"]
ROWS = [
    ["X", "", "2", "Indeks", "1"],
    ["X1", "X", "1", "Satu", "1", "kominfo", "a", "b", "c", "ya", "I", "2", "3"],
    ["X2", "X", "1", "Dua", "0,5", "", "a", "b", "c", "tidak", "IV", "2", "3"],
]


def loaded(path: Path) -> instruments.Instrument:
    """An expert's workbook as it comes in, a folder without a child of its own."""
    if path.is_file():
        return instrument_edits.instrument_from_path(path)
    return build_checked_instrument(read_instrument_folder(path))


def write(folder: Path, toml: str = TOML, changes: dict[tuple[int, str], str] | None = None) -> Path:
    """The small instrument, with cells changed by (spreadsheet row, column)."""
    rows = [row + [""] * (len(COLUMNS) - len(row)) for row in ROWS]
    for (row, column), value in (changes or {}).items():
        rows[row - 2][COLUMNS.index(column)] = value
    (folder / "instrument.toml").write_text(toml, "utf-8")
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(InstrumentError) as caught:
        loaded(folder)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    return [str(problem) for problem in caught.value.problems]


def test_the_small_instrument_is_sound(tmp_path):
    framework = loaded(write(tmp_path)).framework
    assert framework.leaves == ("X1", "X2")
    assert framework.effective_weights()["X2"] == pytest.approx(1 / 3)
    assert framework.node("X1").tags["anchors"] == ("a", "b", "c")


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ((3, "kode"), "X2", "nodes.csv baris 3: kode 'X2' dipakai 2 kali"),
        ((3, "kode"), "", "nodes.csv baris 3: kode kosong"),
        ((3, "nama"), "", "nodes.csv baris 3: nama kosong"),
        ((3, "nama"), "Dua", "nodes.csv baris 4: judul 'Dua' sudah dipakai simpul 'X1'"),
        ((3, "induk"), "Z", "nodes.csv baris 3: induk 'Z' tidak ada"),
        ((3, "tingkat"), "2", "nodes.csv baris 3: tingkat 2 harus di bawah tingkat induknya (2)"),
        (
            (3, "tingkat"),
            "satu",
            "nodes.csv baris 3: kolom tingkat: 'satu' bukan bilangan bulat 1 atau lebih",
        ),
        ((3, "tingkat"), "²", "nodes.csv baris 3: kolom tingkat: '²' bukan bilangan bulat 1 atau lebih"),
        ((3, "bobot"), "banyak", "nodes.csv baris 3: kolom bobot: 'banyak' bukan bilangan"),
        ((3, "bobot"), "", "nodes.csv baris 3: kolom bobot: '' bukan bilangan"),
        ((3, "bobot"), "-1", "nodes.csv baris 3: kolom bobot: '-1' tidak boleh negatif"),
        ((3, "bobot"), "nan", "nodes.csv baris 3: kolom bobot: 'nan' bukan bilangan"),
        ((3, "urusan_utama"), "komifo", "nodes.csv baris 3: urusan 'komifo' tidak ada"),
        (
            (3, "jangkar_2"),
            "",
            "nodes.csv baris 3: kolom jangkar_2 kosong; isi semua jangkar atau tidak sama sekali",
        ),
        (
            (3, "boleh_tidak_berlaku"),
            "y",
            "nodes.csv baris 3: kolom boleh_tidak_berlaku: 'y' harus ya atau tidak",
        ),
        ((3, "tahap"), "V", "nodes.csv baris 3: kolom tahap: 'V' harus salah satu dari I, II, III, IV"),
        ((3, "warna"), "biru", "nodes.csv baris 3: kolom warna: 'biru' harus ditulis seperti #2F62C0"),
        (
            (3, "warna_gelap"),
            "#12",
            "nodes.csv baris 3: kolom warna_gelap: '#12' harus ditulis seperti #2F62C0",
        ),
        (
            (2, "tanda"),
            "palang",
            "nodes.csv baris 2: kolom tanda hanya untuk dimensi, yaitu simpul tepat di bawah indeks",
        ),
        ((3, "target_jauh"), "4", "nodes.csv baris 3: kolom target_jauh: '4' di luar skala 1 sampai 3"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(tmp_path, cell, value, message):
    assert message in problems(write(tmp_path, changes={cell: value}))


def test_an_unknown_shape_is_named_with_those_there_are(tmp_path):
    (found,) = problems(write(tmp_path, changes={(3, "tanda"): "bintang"}))
    assert found.startswith(
        "nodes.csv baris 3: kolom tanda: 'bintang' harus salah satu dari lingkaran, persegi"
    )


def test_two_dimensions_never_look_the_same(tmp_path):
    same = {
        (row, column): value
        for row in (3, 4)
        for column, value in (("warna", "#2f62c0"), ("tanda", "palang"))
    }
    assert problems(write(tmp_path, changes=same)) == ["nodes.csv baris 4: warna dan tanda sama dengan 'X1'"]


def test_colours_and_marks_survive_the_workbook(tmp_path):
    made = loaded(write(tmp_path, changes={(3, "warna"): "#2F62C0", (4, "tanda"): "palang"}))
    workbook.write_instrument_workbook(made, tmp_path / "uji.xlsx")
    assert loaded(tmp_path / "uji.xlsx") == made
    assert made.framework.node("X1").tags["colour"] == "#2F62C0"


@pytest.mark.parametrize(
    ("file", "line", "times"),
    [
        ("nodes.csv", "sel,sel\n", 5_001),
        ("nodes.csv", "sel,sel\n", 600_000),
        ("instrument.toml", "# catatan\n", 30_000),
    ],
)
def test_a_definition_too_large_for_an_instrument_is_said_and_not_read(tmp_path, file, line, times):
    folder = write(tmp_path)
    with (folder / file).open("a", encoding="utf-8") as whole:
        whole.write(line * times)
    too_large = re.compile(rf"{file}: (lebih dari 5\.000 baris|berkas lebih besar dari)")
    assert any(too_large.match(text) for text in problems(folder))


def test_all_mistakes_come_at_once_in_the_order_of_the_rows(tmp_path):
    toml = TOML.replace("[coverage]", "[coverage]\n3 = 7").replace('default = "dekat"', 'default = "besok"')
    changes = {(4, "bobot"): "x", (2, "nama"): "", (3, "induk"): "Y"}
    found = problems(write(tmp_path, toml, changes))
    places = [text.partition(":")[0] for text in found]
    rows = [f"nodes.csv baris {row}" for row in (2, 3, 4)]
    assert places == ["instrument.toml", "instrument.toml", *rows]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Uji"', "", "instrument.toml: kunci 'title' wajib diisi"),
        ('title = "Uji"', "judul = 1", "instrument.toml: kunci 'judul' tidak dikenal"),
        ('title = "Uji"', "title = 3", "instrument.toml: isi kunci 'title' harus berupa teks"),
        ('title = "Uji"', 'title = "Uji', "instrument.toml baris 4: penulisan TOML tidak sah"),
        ('"Tinggi"]', "]", "instrument.toml: scale.levels berisi 2 nama, seharusnya 3"),
        ('2 = "1/2"', "2 = 5", "instrument.toml: coverage tingkat 2: '5' bukan bagian antara 0 dan 1"),
        ('2 = "1/2"', '2 = "1/0"', "instrument.toml: coverage tingkat 2: '1/0' bukan bagian antara 0 dan 1"),
        (
            "[coverage]",
            "[weight_sets.A]\nX9 = 1\n[coverage]",
            "instrument.toml: weight_sets 'A': simpul 'X9' tidak ada",
        ),
        (
            "[coverage]",
            "[weight_sets.A]\nX1 = 0\n[coverage]",
            "instrument.toml: weight_sets 'A': seluruh bobot 0",
        ),
        (
            "[coverage]",
            '[[cohorts]]\ntexts = ["A"]\nyears = [2023]\nweights = "B"\n[coverage]',
            "instrument.toml: cohorts ke-1: himpunan bobot 'B' tidak ada",
        ),
        (
            "[coverage]",
            '[[scale.bands]]\nname = "Atas"\nlower = 9\n[coverage]',
            "instrument.toml: kelas 'Atas': batas bawah 9 di luar skala 1 sampai 3",
        ),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, old, new, message):
    assert message in problems(write(tmp_path, TOML.replace(old, new)))


def test_a_circle_of_parents_is_refused(tmp_path):
    changes = {(2, "induk"): "X1", (2, "tingkat"): "1", (3, "tingkat"): "2"}
    found = problems(write(tmp_path, changes=changes))
    assert "nodes.csv baris 1: tidak ada simpul tanpa induk" in found
    assert any("harus di bawah tingkat induknya" in text for text in found)


def test_weights_that_sum_to_nothing_are_refused(tmp_path):
    found = problems(write(tmp_path, changes={(3, "bobot"): "0", (4, "bobot"): "0"}))
    assert "nodes.csv baris 2: bobot semua anak 'X' berjumlah 0" in found


def test_columns_are_checked_by_name(tmp_path):
    write(tmp_path)
    text = (tmp_path / "nodes.csv").read_text("utf-8")
    (tmp_path / "nodes.csv").write_text(text.replace("bobot", "weight", 1), "utf-8")
    found = problems(tmp_path)
    assert found[:2] == [
        "nodes.csv baris 1: kolom 'bobot' tidak ada",
        "nodes.csv baris 1: kolom 'weight' tidak dikenal",
    ]


def test_an_unquoted_comma_is_noticed(tmp_path):
    write(tmp_path)
    with (tmp_path / "nodes.csv").open("a", encoding="utf-8") as file:
        file.write("X3,X,1,Tiga,1,,a,b,c,tidak,I,2,3,,,,dan lagi\n")
    assert any(
        text.startswith("nodes.csv baris 5: 'dan lagi' berada di luar kolom") for text in problems(tmp_path)
    )


def test_a_csv_as_excel_in_indonesia_saves_it_is_read(tmp_path):
    write(tmp_path)
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "nodes.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert loaded(tmp_path).framework.node("X2").weight == 0.5


def test_a_file_that_is_not_utf8_or_not_there_is_named(tmp_path):
    write(tmp_path)
    (tmp_path / "nodes.csv").write_bytes("kode,nama\nX,caf\u00e9\n".encode("latin-1"))
    assert "nodes.csv: berkas harus disimpan sebagai UTF-8" in problems(tmp_path)
    (tmp_path / "nodes.csv").unlink()
    assert "nodes.csv: berkas tidak ada" in problems(tmp_path)


def test_a_workbook_names_sheet_and_row(tmp_path):
    path = tmp_path / "instrumen.xlsx"
    workbook.write_instrument_workbook(instruments.load_instrument("kesiapan"), path)
    book = openpyxl.load_workbook(path)
    book["Simpul"]["E10"] = "banyak"
    book.save(path)
    assert problems(path) == ["instrumen.xlsx, lembar Simpul, baris 10: kolom bobot: 'banyak' bukan bilangan"]


def test_a_workbook_edited_by_hand_keeps_its_sense(tmp_path):
    path = tmp_path / "instrumen.xlsx"
    workbook.write_instrument_workbook(instruments.load_instrument("kesiapan"), path)
    book = openpyxl.load_workbook(path)
    book["Simpul"]["E4"] = 2
    book["Instrumen"]["B2"] = "kesiapan"
    book.save(path)
    assert loaded(path).framework.node("GOV1").weight == 2


def test_a_workbook_without_the_sheets_or_no_workbook_is_refused(tmp_path):
    path = tmp_path / "lain.xlsx"
    openpyxl.Workbook().save(path)
    assert problems(path)[0] == "lain.xlsx: lembar 'Instrumen' tidak ada"
    path.write_text("bukan")
    assert problems(path)[0] == "lain.xlsx: berkas tidak terbaca sebagai XLSX"
    path.write_bytes(b"PK\x03\x04rusak")
    assert problems(path)[0].startswith("lain.xlsx: Berkas rusak")


def test_a_formula_that_failed_or_was_never_computed_is_named(tmp_path):
    """Read as empty it would be a default that nobody chose."""
    path = tmp_path / "instrumen.xlsx"
    workbook.write_instrument_workbook(instruments.load_instrument("kesiapan"), path)
    book = openpyxl.load_workbook(path)
    book["Simpul"]["E10"] = "=1+1"
    book.save(path)
    assert problems(path) == [
        "instrumen.xlsx: lembar 'Simpul' memuat rumus tanpa nilai (E10); tulis nilainya"
    ]


def test_an_unknown_instrument_is_answered_with_those_there_are():
    with pytest.raises(
        InstrumentError,
        match=r"tidakada: instrumen tidak ada; yang tersedia: kesiapan 1\.0-draf, kesiapan 0\.9, kominfo",
    ):
        instruments.load_instrument("tidakada")
    with pytest.raises(InstrumentError, match="kesiapan 8: instrumen tidak ada"):
        instruments.load_instrument("kesiapan", "8")
