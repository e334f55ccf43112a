"""The command line: what it writes, what it refuses, and that it always speaks Indonesian."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

import cli
from reference.instruments import load_instrument
from survey.template import layout
from tests.commands.running import ENGLISH, HEADER, ROOT, refused, score, table
from tests.form_cells import column_of
from tests.workflow.published_tables import DENPASAR, KOMINFO_2022, KOMINFO_2023, MALANG, SPBE_2024


@pytest.mark.parametrize(
    ("source", "code", "root", "regions", "tolerance"),
    [
        (KOMINFO_2023, 0, "KOMINFO", 90, 0.0051),
        (KOMINFO_2022, 0, "KOMINFO", 38, 0.0131),
        (SPBE_2024, 1, "SPBE", 256, 0.008),
    ],
)
def test_published_tables_come_out_with_their_published_numbers(
    tmp_path, source, code, root, regions, tolerance
):
    out = tmp_path / "skor.csv"
    assert score(source, out) == code
    assert out.read_text(encoding="utf-8").splitlines()[0] == HEADER
    rows = table(out).query("node == @root")
    assert rows["score"].notna().sum() == regions
    assert (rows["score"] - rows["published"]).abs().max() <= tolerance


def test_denpasar_and_malang(tmp_path):
    assert score(DENPASAR, tmp_path / "spbe.csv") == 0
    index = table(tmp_path / "spbe.csv").set_index("node").loc["SPBE"]
    assert index["score"] == pytest.approx(3.7495, abs=5e-9)
    assert index["predicate"] == "Sangat Baik"
    assert score(MALANG, tmp_path / "malang.csv") == 0
    assert table(tmp_path / "malang.csv").set_index("node").loc["KOMINFO", "score"] == pytest.approx(
        2.51, abs=0.006
    )


def test_ministries_are_reported_as_no_region(tmp_path, capsys):
    assert score(SPBE_2024, tmp_path / "skor.csv") == 1
    said = capsys.readouterr().err
    assert "36 baris bukan kabupaten/kota" in said
    assert "256 daerah dinilai" in said


def test_who_took_no_part_has_rows_with_an_empty_score(tmp_path):
    score(KOMINFO_2022, tmp_path / "skor.csv")
    rows = table(tmp_path / "skor.csv")
    empty = rows[rows["score"].isna() & (rows["node"] == "KOMINFO")]
    assert len(empty) == 4
    assert set(rows.loc[rows["region"].isin(empty["region"]), "score"].isna()) == {True}


def test_chosen_weights_override_what_the_file_says(tmp_path):
    score(KOMINFO_2023, tmp_path / "ket.csv")
    score(KOMINFO_2023, tmp_path / "satu.csv", "--weights", "KPPN-IKN-2022")
    ket, one = (table(tmp_path / name).query("node == 'KOMINFO'") for name in ("ket.csv", "satu.csv"))
    rows = table(tmp_path / "satu.csv").pivot(index="region", columns="node", values="score")
    weights = {"BASELINE": 10, "OUTPUT": 20, "OUTCOME": 30, "IMPACT": 10, "QUICKWIN": 30}
    expected = sum(rows[f"KOMINFO.{part}"] * weight for part, weight in weights.items()) / 100
    pd.testing.assert_series_equal(one.set_index("region")["score"], expected, check_names=False, rtol=1e-12)
    assert not ket["score"].equals(one["score"])


def test_a_file_whose_weights_are_unknown_is_refused_with_the_three_names(tmp_path, capsys):
    source = KOMINFO_2022._replace(weights=None)
    assert score(source, tmp_path / "skor.csv") == 1
    said = capsys.readouterr().err
    assert all(name in said for name in ("REGULER-2021-2024", "KPPN-IKN-2022", "KPPN-IKN-2023"))
    assert (tmp_path / "skor.csv").read_text(encoding="utf-8").splitlines() == [HEADER]


def test_the_three_outputs_hold_the_same_scores(tmp_path):
    for ending in ("csv", "json", "xlsx"):
        assert score(DENPASAR, tmp_path / f"skor.{ending}") == 0
    rows = json.loads((tmp_path / "skor.json").read_text(encoding="utf-8"))
    assert list(rows[0]) == HEADER.split(",")
    own = table(tmp_path / "skor.csv")
    assert [row["score"] for row in rows] == own["score"].tolist()
    book = openpyxl.load_workbook(tmp_path / "skor.xlsx")
    texts = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Kota Denpasar" in texts
    assert any(isinstance(cell, str) and cell.startswith("=") for cell in texts)


def test_a_bad_file_among_good_ones_is_refused_and_the_rest_written(tmp_path, capsys):
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "rusak.xlsx").write_bytes(b"PK\x03\x04 putus")
    (tmp_path / "masuk" / DENPASAR.name).write_bytes(DENPASAR.path.read_bytes())
    given = ("--instrument", "spbe", "--period", "2021", "--out", str(tmp_path / "skor.csv"))
    assert cli.main(["score", str(tmp_path / "masuk"), *given]) == 1
    assert "rusak.xlsx: Ditolak" in capsys.readouterr().err
    assert table(tmp_path / "skor.csv")["region"].unique().tolist() == ["51.71"]


def test_a_file_that_says_a_thing_twice_is_asked_and_the_rest_written(tmp_path, capsys):
    (tmp_path / "masuk").mkdir()
    leaves = list(load_instrument("kesiapan").framework.leaves[:12])
    write_rows_of_items(tmp_path / "masuk" / "ganda.xlsx", "Dinas Kesehatan", [*leaves, leaves[3]])
    write_rows_of_items(tmp_path / "masuk" / "sekali.xlsx", "Dinas Pendidikan", leaves)
    given = ("--instrument", "kesiapan", "--period", "2026", "--out", str(tmp_path / "skor.csv"))
    assert cli.main(["score", str(tmp_path / "masuk"), *given]) == 1
    said = capsys.readouterr().err
    assert "ganda.xlsx: Perlu konfirmasi" in said
    assert f"'{leaves[3]}' muncul dua kali dengan jawaban berbeda" in said
    assert table(tmp_path / "skor.csv")["region"].unique().tolist() == ["35.18"]


def write_rows_of_items(path, opd, items):
    """A table of an OPD whose rows are items, with the levels 1 to 5 by turns."""
    kesiapan = load_instrument("kesiapan")
    book = openpyxl.Workbook()
    for line in (("Kabupaten: Kabupaten Nganjuk",), (f"OPD: {opd}",), ()):
        book.active.append(line)
    book.active.append(("Uraian", opd))
    for place, code in enumerate(items):
        book.active.append((kesiapan.question(code) or kesiapan.framework.node(code).name, 1 + place % 5))
    book.save(path)


def test_files_of_another_region_are_refused(tmp_path, capsys):
    assert score(DENPASAR, tmp_path / "skor.csv", "--region", "35.18") == 1
    assert "Kota Denpasar" in capsys.readouterr().err
    assert len(table(tmp_path / "skor.csv")) == 0


def test_check_lists_what_to_correct(tmp_path, capsys):
    given = ("check", str(SPBE_2024.path), "--instrument", "spbe", "--out", str(tmp_path / "temuan.xlsx"))
    assert cli.main(list(given)) == 1
    assert "[E36]" in capsys.readouterr().err
    cells = [
        cell
        for sheet in openpyxl.load_workbook(tmp_path / "temuan.xlsx")
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert any("36 baris" in str(cell) for cell in cells)
    assert cli.main(["check", str(DENPASAR.path), "--instrument", "spbe"]) == 0


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ((), ["PERINTAH"]),
        (("nilai",), ["PERINTAH"]),
        (("score",), ["BERKAS", "--instrument", "--period", "--out"]),
        (("score", "a.xlsx", "--instrument"), ["--instrument"]),
        (("sample", "--out", "x", "--seed", "tujuh"), ["--seed", "bilangan bulat"]),
        (("sample", "--out", "x", "--warna", "biru"), ["--warna"]),
        (("score", "a.xlsx", "--inst", "spbe", "--period", "P", "--out", "x.csv"), ["--instrument"]),
    ],
)
def test_a_wrong_command_is_told_in_indonesian(capsys, given, names):
    said = refused(capsys, *given)
    assert "pemakaian: cli.py" in said
    assert all(name in said for name in names)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"path": "tidak-ada.xlsx"}, "tidak-ada.xlsx"),
        ({"--instrument": "spbo"}, "spbe 2020"),
        ({"--region": "99.99"}, "99.99"),
        ({"--weights": "REGULER"}, "tidak punya skema bobot"),
        ({"--instrument": "kominfo", "--weights": "X"}, "KPPN-IKN-2022"),
        ({"--opd": "DISKOMINFO"}, "--region"),
        ({"--roster": "opd.csv"}, "--region"),
        ({"--region": "51.71", "--opd": "DINAS-X"}, "DISKOMINFO"),
        ({"--out": "skor.docx"}, ".xlsx atau .csv atau .json"),
    ],
)
def test_what_cannot_be_carried_out_is_one_indonesian_sentence(tmp_path, monkeypatch, capsys, changes, says):
    monkeypatch.chdir(tmp_path)
    options = {"--instrument": "spbe", "--period": "2021", "--out": "skor.csv"} | changes
    path = options.pop("path", str(DENPASAR.path))
    said = refused(capsys, "score", path, *(part for pair in options.items() for part in pair))
    assert says in said
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_told(tmp_path, capsys):
    said = refused(
        capsys, "score", tmp_path, "--instrument", "spbe", "--period", "P", "--out", tmp_path / "x.csv"
    )
    assert ".ods" in said


@pytest.mark.parametrize("blocked", ["folder.csv", "berkas/skor.csv"])
def test_an_output_that_cannot_be_written_is_told_before_the_work(tmp_path, monkeypatch, capsys, blocked):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "berkas").write_text("bukan folder")
    monkeypatch.setattr("survey.read.read_batch", lambda *_, **__: pytest.fail("read before it was told"))
    out = tmp_path / blocked
    given = ("--instrument", "spbe", "--period", "P", "--out", out)
    assert f"Tidak dapat menulis {out}" in refused(capsys, "score", DENPASAR.path, *given)


def test_help_is_indonesian_and_needs_no_pandas():
    program = (
        "import sys, cli\ntry:\n    cli.main(sys.argv[1:])\nfinally:\n    assert 'pandas' not in sys.modules"
    )
    for command in ([], ["score"], ["check"], ["template"], ["sample"], ["report"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *command, "--help"], cwd=ROOT, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "pemakaian: cli.py" in done.stdout
        assert not ENGLISH.search(done.stdout)


def answers_filled(archive, opd_level):
    """The workbooks of a template ZIP, each filled in throughout with its OPD's level."""
    with zipfile.ZipFile(archive) as bundle:
        for name in bundle.namelist():
            book = openpyxl.load_workbook(BytesIO(bundle.read(name)))
            if layout.ANSWER_SHEET in book.sheetnames:
                sheet = book[layout.ANSWER_SHEET]
                for row in range(layout.FIRST_ROW, sheet.max_row + 1):
                    if sheet.cell(row, 2).value:
                        sheet.cell(row, column_of(sheet, "Jawaban")).value = opd_level
            yield name, book


def test_templates_of_a_listed_roster_come_back_as_a_score(tmp_path, capsys):
    (tmp_path / "opd.csv").write_text(
        "No;Nama OPD\n1;Dinas Komunikasi dan Informatika\n2;Dinas Kesehatan\n3;Sekretariat Daerah\n",
        encoding="utf-8",
    )
    period = ("--period", "2026")
    roster = ("--roster", str(tmp_path / "opd.csv"))
    archive = tmp_path / "templat.zip"
    assert cli.main(["template", "--region", "35.18", *period, *roster, "--out", str(archive)]) == 0
    assert "3 OPD Kab. Nganjuk" in capsys.readouterr().err
    (tmp_path / "isian").mkdir()
    for name, book in answers_filled(archive, 4):
        book.save(tmp_path / "isian" / name)
    out = tmp_path / "skor.csv"
    given = ("--instrument", "kesiapan", *period, "--region", "35.18", *roster, "--out", str(out))
    assert cli.main(["score", str(tmp_path / "isian"), *given]) == 0
    assert set(table(out)["score"]) == {4.0}


def test_many_choices_are_not_all_listed(tmp_path, capsys):
    (tmp_path / "isian.csv").write_text("OPD,GOV1.1\nDinas Urusan Gaib,3\n", encoding="utf-8")
    given = (
        "--instrument",
        "kesiapan",
        "--region",
        "35.18",
        "--period",
        "P",
        "--out",
        str(tmp_path / "s.csv"),
    )
    assert cli.main(["score", str(tmp_path / "isian.csv"), *given]) == 1
    (asked,) = (line for line in capsys.readouterr().err.splitlines() if "[tanya]" in line)
    assert asked.endswith("lainnya.")
    assert asked.count(",") < 12


@pytest.mark.parametrize(("name", "content"), [("opd.csv", "1;2\n3;4\n"), ("opd.xlsx", "PK\x03\x04rusak")])
def test_a_roster_without_names_is_told(tmp_path, capsys, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    given = ("--region", "35.18", "--period", "P", "--roster", tmp_path / name, "--out", tmp_path / "t.zip")
    assert name in refused(capsys, "template", *given)
    assert not (tmp_path / "t.zip").exists()


def test_a_mapping_file_says_what_columns_mean(tmp_path, capsys):
    survey, meaning = tmp_path / "isian.csv", tmp_path / "arti.csv"
    survey.write_text(
        "Asal isian;Butir A;Butir B\nDinas Kesehatan;4;3\nDinas Perhubungan;2;5\n", encoding="utf-8"
    )
    meaning.write_text("judul;sasaran\nAsal isian;opd\nButir A;GOV1.1\nButir B;GOV1.2\n", encoding="utf-8")
    given = ["check", str(survey), "--instrument", "kesiapan", "--region", "35.18"]
    assert cli.main(given) == 1
    assert cli.main([*given, "--mapping", str(meaning)]) == 0
    assert "isian.csv: Siap dinilai" in capsys.readouterr().err


def test_a_mapping_file_with_an_unknown_target_is_refused(tmp_path, capsys):
    meaning = tmp_path / "arti.csv"
    meaning.write_text("judul;sasaran\nButir A;GOV9.9\n", encoding="utf-8")
    said = refused(capsys, "check", meaning, "--instrument", "kesiapan", "--mapping", meaning)
    assert "GOV9.9" in said
