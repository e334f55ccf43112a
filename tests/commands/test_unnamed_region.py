"""score: a list of a region's values that does not say of which is one place that is not named."""

import csv
import json

import pytest

import cli
from reference.instruments import load_instrument
from reference.regions import find_region
from tests.commands.running import table
from tests.shared import SHARED, needs_shared

LEAVES = load_instrument("pemdi").framework.leaves


def write_list(folder, value, name="daftar.csv", extra=""):
    rows = "".join(f"{place},I{place},{value}\n" for place in range(1, len(LEAVES) + 1))
    file = folder / name
    file.write_text(f"{extra}No,Kode,Nilai\n{rows}", encoding="utf-8")
    return file


def run(*given, out):
    return cli.main(
        ["score", *map(str, given), "--instrument", "pemdi", "--period", "2026", "--out", str(out)]
    )


@needs_shared
def test_the_published_list_scores_without_a_region(tmp_path, capsys):
    folder, out = SHARED / "oracles" / "pemdi", tmp_path / "skor.csv"
    assert run(folder / "unggah_contoh.csv", out=out) == 0
    scored = table(out).set_index("node")
    with (folder / "pemdi_aceh_tengah_2026_asesor_harapan.csv").open(encoding="utf-8") as file:
        wanted = [row for row in csv.DictReader(file) if row["tingkat"] == "aspek"]
    for row in wanted:
        own = scored.at[f"PEMDI.{row['kode']}", "score"]
        assert own == pytest.approx(float(row["nilai_terpublikasi"]), abs=0.006)
    assert (round(scored.at["PEMDI", "score"], 2), scored.at["PEMDI", "predicate"]) == (1.24, "Kurang")
    said = capsys.readouterr()
    assert "daerah tidak disebut" in said.out + said.err


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_no_region_is_guessed_in_any_output(tmp_path, suffix):
    out = tmp_path / f"skor.{suffix}"
    assert run(write_list(tmp_path, 2), out=out) == 0
    if suffix == "csv":
        assert set(table(out)["region_name"]) == {"Daerah tidak disebut"}
        with pytest.raises(KeyError):
            find_region(table(out)["region"].iloc[0])
    if suffix == "json":
        assert "Daerah tidak disebut" in json.dumps(json.loads(out.read_text(encoding="utf-8")))


def test_two_files_are_two_places(tmp_path):
    files = [write_list(tmp_path, value, f"{value}.csv") for value in (2, 4)]
    assert run(*files, out=tmp_path / "skor.csv") == 0
    roots = table(tmp_path / "skor.csv").query("node == 'PEMDI'").set_index("region_name")["score"]
    assert roots.to_dict() == {
        "Daerah tidak disebut": pytest.approx(2),
        "Daerah tidak disebut (2)": pytest.approx(4),
    }


def test_a_region_that_is_named_stays_its_own(tmp_path):
    file = write_list(tmp_path, 2)
    assert run(file, "--region", "11.04", out=tmp_path / "skor.csv") == 0
    assert set(table(tmp_path / "skor.csv")["region_name"]) == {"Kabupaten Aceh Tengah"}
    titled = write_list(tmp_path, 3, "judul.csv", "Kabupaten/Kota : Kabupaten Nganjuk,,\n")
    assert run(titled, out=tmp_path / "dua.csv") == 0
    assert set(table(tmp_path / "dua.csv")["region_name"]) == {"Kabupaten Nganjuk"}


@pytest.mark.parametrize("value", ["0", "5.1", "40%", "baik"])
def test_a_value_that_is_none_is_still_refused(tmp_path, value, capsys):
    file = write_list(tmp_path, value)
    assert run(file, out=tmp_path / "skor.csv") == 1


def test_a_name_that_is_asked_stays_asked(tmp_path):
    file = write_list(tmp_path, 2, extra="Kabupaten/Kota : Kabupaten Antah Berantah,,\n")
    assert run(file, out=tmp_path / "skor.csv") == 1
    assert table(tmp_path / "skor.csv").empty
