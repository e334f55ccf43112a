"""CSV and JSON of the scores: exact columns and numbers, harmless texts."""

import csv
import json

import numpy as np
import pandas as pd
import pytest

from reports.plain_text import defuse_text
from reports.scores.csv import write_scores_file
from workflow.results.score_table import COLUMNS

SCORE = 3.4990000000000001


def table(**changes):
    row = {
        "region": "35.20",
        "region_name": "Kabupaten Magetan",
        "period": "2026",
        "node": "GOV1",
        "level": 2,
        "name": "Pelayanan Publik",
        "score": SCORE,
        "percent": 62.475,
        "coverage": 1.0,
        "answered": 0.8,
        "predicate": "Cukup siap",
        "target": 4.0,
        "target_year": 2030,
        "target_basis": "disepakati",
        "gap": 4.0 - SCORE,
        "shortfall": 0.501,
        "published": np.nan,
    }
    return pd.DataFrame([row | changes])


def written(frame, path):
    write_scores_file(frame, path)
    return path.read_bytes().decode("utf-8")


def test_csv_columns_are_exactly_those_promised_whatever_else_the_frame_holds(tmp_path):
    text = written(table(extra=1), tmp_path / "skor.csv")
    assert text.splitlines()[0] == (
        "region,region_name,period,node,level,name,score,percent,coverage,answered,predicate,target,"
        "target_year,target_basis,gap,shortfall,published"
    )


def test_csv_numbers_come_back_bit_for_bit_and_codes_as_written(tmp_path):
    written(table(), tmp_path / "skor.csv")
    back = pd.read_csv(tmp_path / "skor.csv", dtype={"region": str})
    assert back["region"][0] == "35.20"
    assert back["score"][0] == SCORE
    assert back["gap"][0] == 4.0 - SCORE
    assert np.isnan(back["published"][0])


def test_a_region_that_took_no_part_has_empty_cells(tmp_path):
    unknown = dict.fromkeys(
        ("score", "percent", "coverage", "answered", "target", "gap", "shortfall"), np.nan
    )
    unknown |= {"target_year": None, "target_basis": None}
    text = written(pd.concat([table(), table(**unknown, predicate=None)]), tmp_path / "skor.csv")
    assert text.splitlines()[2] == "35.20,Kabupaten Magetan,2026,GOV1,2,Pelayanan Publik,,,,,,,,,,,"


def test_json_keeps_full_precision_and_says_null(tmp_path):
    row = json.loads(written(table(), tmp_path / "skor.json"))[0]
    assert list(row) == list(COLUMNS)
    assert row["score"] == SCORE
    assert row["published"] is None
    assert row["level"] == 2


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+CMD|' /C calc'!A0", "'+CMD|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "' =1+1"),
        ("baik\r=1+1", "baik =1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-", "-"),
        ("-3", "-3"),
        ("-3,5", "-3,5"),
        ("081234", "081234"),
        ("Kab. Semarang", "Kab. Semarang"),
    ],
)
def test_texts_are_defused(text, safe):
    assert defuse_text(text) == safe


def test_a_hostile_name_stays_one_harmless_cell_in_csv_and_untouched_in_json(tmp_path):
    name = '=HYPERLINK("http://x.id";"klik"),\n@b'
    write_scores_file(table(name=name), tmp_path / "skor.csv")
    with (tmp_path / "skor.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert rows[1][5] == '\'=HYPERLINK("http://x.id";"klik"),\' @b'
    assert json.loads(written(table(name=name), tmp_path / "skor.json"))[0]["name"] == name


def test_another_ending_is_refused_in_indonesian(tmp_path):
    with pytest.raises(ValueError, match="Akhiran berkas"):
        write_scores_file(table(), tmp_path / "skor.txt")
