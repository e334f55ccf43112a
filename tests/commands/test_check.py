"""check: what was read of files, as the JSON and CSV of docs/check.md."""

import csv
import json
import os
import subprocess
import sys
import zipfile

import jsonschema
import openpyxl
import pytest

import cli
from benchmarks import variants
from survey.values import Answer
from tests.commands.running import ROOT, refused
from tests.survey import making

INDONESIA = ROOT / "tests" / "corpus" / "indonesia"
SCHEMA = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
KESIAPAN = ("--instrument", "kesiapan", "--region", "35.18")
FORM = "Perangkat Daerah;GOV1.1;GOV1.2\nDinas Kesehatan;4;3\nDinas Perhubungan;-;5\n"


def check(out, *paths, given=KESIAPAN):
    """The exit code, and the JSON once its form is known to be the documented one."""
    code = cli.main(["check", *map(str, paths), *given, "--out", str(out)])
    files = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(files, SCHEMA)
    return code, files


def places(one):
    return {(row["opd"], row["item"]): (row["value"], row["status"], row["cell"]) for row in one["answers"]}


def test_answers_stand_with_owner_value_and_cell(tmp_path):
    (tmp_path / "isian.csv").write_text(FORM, encoding="utf-8")
    code, (one,) = check(tmp_path / "baca.json", tmp_path / "isian.csv")
    assert (code, one["verdict"], one["values"], one["questions"]) == (0, "ready", [], [])
    assert one["file"] == (tmp_path / "isian.csv").as_posix()
    assert {row["region"] for row in one["answers"]} == {"35.18"}
    assert places(one) == {
        ("DINKES", "GOV1.1"): (4, "answered", "B2"),
        ("DINKES", "GOV1.2"): (3, "answered", "C2"),
        ("DISHUB", "GOV1.1"): (None, "missing", "B3"),
        ("DISHUB", "GOV1.2"): (5, "answered", "C3"),
    }


def test_tables_tell_rows_and_what_columns_mean(tmp_path):
    (tmp_path / "isian.csv").write_text(f"Rekap\n\n{FORM}", encoding="utf-8")
    _, (one,) = check(tmp_path / "baca.json", tmp_path / "isian.csv")
    (table,) = one["tables"]
    assert (table["header"], table["first"], table["last"]) == ([3], 4, 5)
    assert [(use["column"], use["target"]) for use in table["columns"]] == [
        ("A", "opd"), ("B", "GOV1.1"), ("C", "GOV1.2"),
    ]  # fmt: skip


def test_values_of_regions_have_a_node_and_no_opd(tmp_path):
    given = ("--instrument", "spbe")
    file = INDONESIA / "spbe_2021_kota_denpasar.xlsx"
    _, (one,) = check(tmp_path / "baca.json", file, given=given)
    assert one["answers"] == []
    assert {value["region"] for value in one["values"]} == {"51.71"}
    book = openpyxl.load_workbook(file, data_only=True)
    number = next(value for value in one["values"] if value["value"] is not None)
    assert float(book[number["sheet"]][number["cell"]].value) == pytest.approx(number["value"], abs=0.01)


def test_files_bear_their_paths_and_one_question_names_them_all(tmp_path):
    for place, level in (("opd_a", 3), ("opd_b", 4)):
        (tmp_path / "kiriman" / place).mkdir(parents=True)
        text = f"Perangkat Daerah;GOV1.1;GOV1.2\nDinas Kesehatan;{level};3\n"
        (tmp_path / "kiriman" / place / "survei.csv").write_text(text, encoding="utf-8")
    code, files = check(tmp_path / "baca.json", tmp_path / "kiriman")
    paths = [(tmp_path / "kiriman" / place / "survei.csv").as_posix() for place in ("opd_a", "opd_b")]
    assert (code, [one["file"] for one in files]) == (1, paths)
    for one in files:
        (question,) = one["questions"]
        assert (one["verdict"], question["kind"], question["files"]) == ("confirm", "duplicate", paths)
        assert [choice["label"] for choice in question["choices"]][:2] == paths


def test_a_member_of_a_zip_bears_both_paths(tmp_path):
    with zipfile.ZipFile(tmp_path / "kiriman.zip", "w") as archive:
        archive.writestr("opd_a/survei.csv", FORM)
        archive.writestr("rusak.xlsx", b"")
    code, (read, broken) = check(tmp_path / "baca.json", tmp_path / "kiriman.zip")
    front = (tmp_path / "kiriman.zip").as_posix()
    assert (code, read["file"], broken["file"]) == (1, f"{front}/opd_a/survei.csv", f"{front}/rusak.xlsx")
    assert (read["verdict"], broken["verdict"]) == ("ready", "refused")
    assert [finding["code"] for finding in broken["findings"]] == ["E06"]


def test_a_refused_file_gives_no_answers(tmp_path):
    file = INDONESIA / "spbe_2021_kota_denpasar.xlsx"
    given = ("--instrument", "spbe", "--region", "35.18")
    code, (one,) = check(tmp_path / "baca.json", file, given=given)
    assert (code, one["verdict"], one["answers"], one["values"]) == (1, "refused", [], [])
    assert any(finding["severity"] == "error" for finding in one["findings"])


def test_our_own_form_keeps_every_item_with_its_status(tmp_path):
    first = making.ASSIGNMENTS.query("opd == 'DINKES' and role == 'lead'")["indicator"].iloc[0]
    data = making.form("DINKES", answers={first: Answer(first, "answered", 4.0)})
    (tmp_path / "a.xlsx").write_bytes(data)
    _, (one,) = check(tmp_path / "baca.json", tmp_path / "a.xlsx")
    found = places(one)
    assert found.pop(("DINKES", first))[:2] == (4, "answered")
    assert {values[:2] for values in found.values()} == {(None, "missing")}


@pytest.mark.parametrize("number", range(8))
def test_drawn_files_give_the_documented_form_and_all_that_was_read(tmp_path, number):
    file, drawn = variants.draw(number)
    (tmp_path / file.name).write_bytes(file.data)
    _, (one,) = check(tmp_path / "baca.json", tmp_path / file.name)
    read = {place: found[0] for place, found in places(one).items() if found[0] is not None}
    meant = {place: value for place, value in drawn.truth.items() if value is not None}
    assert read == meant or one["questions"]


def test_csv_has_one_row_an_answer_or_value(tmp_path, monkeypatch):
    (tmp_path / "=isian.csv").write_text(FORM, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "=isian.csv", *KESIAPAN, "--out", "baca.csv"]) == 0
    rows = list(csv.DictReader((tmp_path / "baca.csv").open(encoding="utf-8")))
    assert list(rows[0]) == [
        *("file", "verdict", "region", "opd", "item", "node", "value", "status", "sheet", "cell")
    ]
    assert {row["file"] for row in rows} == {"'=isian.csv"}
    assert [(row["opd"], row["item"], row["value"], row["status"]) for row in rows] == [
        ("DINKES", "GOV1.1", "4", "answered"),
        ("DINKES", "GOV1.2", "3", "answered"),
        ("DISHUB", "GOV1.1", "", "missing"),
        ("DISHUB", "GOV1.2", "5", "answered"),
    ]
    given = ["--instrument", "spbe", "--out", str(tmp_path / "nilai.csv")]
    cli.main(["check", str(INDONESIA / "spbe_2021_kota_denpasar.xlsx"), *given])
    values = list(csv.DictReader((tmp_path / "nilai.csv").open(encoding="utf-8")))
    assert {(row["opd"], row["item"], bool(row["node"])) for row in values} == {("", "", True)}


def test_the_same_files_give_the_same_bytes_in_every_process(tmp_path):
    for number in range(3):
        file, _ = variants.draw(number)
        (tmp_path / file.name).write_bytes(file.data)
    written = []
    for seed in ("1", "2"):
        out = tmp_path / f"baca-{seed}.json"
        command = [sys.executable, "cli.py", "check", str(tmp_path), *KESIAPAN, "--out", str(out)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert len(json.loads(written[0])) == 3


def test_what_cannot_be_written_is_said_before_anything_is_read(tmp_path, capsys):
    (tmp_path / "isian.csv").write_text(FORM, encoding="utf-8")
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    wrong = {"baca.txt": ".json", "baca": ".csv", "berkas/baca.json": "Tidak dapat menulis"}
    for name, told in wrong.items():
        said = refused(capsys, "check", tmp_path / "isian.csv", *KESIAPAN, "--out", tmp_path / name)
        assert told in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas", "isian.csv"]


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch, capsys):
    from reports import readings

    def fail(one, files):
        raise OSError(28, "penuh")

    out = tmp_path / "baca.json"
    out.write_text("lama", encoding="utf-8")
    (tmp_path / "isian.csv").write_text("Perangkat Daerah;GOV1.1\nDinas Kesehatan;9\n", encoding="utf-8")
    monkeypatch.setattr(readings, "_question", fail)
    assert cli.main(["check", str(tmp_path / "isian.csv"), *KESIAPAN, "--out", str(out)]) == 2
    assert out.read_text(encoding="utf-8") == "lama"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["baca.json", "isian.csv"]
    assert "tidak dapat" in capsys.readouterr().err
