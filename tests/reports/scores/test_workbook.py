"""The score workbook: LibreOffice recalculates every cell to what Python says."""

from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from charts.drawing.format import subtract_as_printed
from reference import instruments
from reference.dates import format_date
from reports.scores import workbook
from reports.scores.cells import GAP_COLUMNS
from scoring import (
    Indicators,
    Method,
    MethodError,
    Node,
    assess_units,
    comparable_targets,
    gap_contributions,
    weighted_shortfall,
)
from tests.reports.office import needs_office, recalculated
from tests.scoring.answers import partly_applicable
from workflow.dates import local_today
from workflow.results.result import Result

KESIAPAN, SPBE, KOMINFO = (instruments.load_instrument(name) for name in ("kesiapan", "spbe", "kominfo"))
GAP = [heading for heading, _ in GAP_COLUMNS]


def answers(framework, units, *, seed=1, missing=0.3, whole=True):
    random = np.random.default_rng(seed)
    low, high = framework.scale.minimum, framework.scale.maximum
    shape = (len(units), len(framework.leaves))
    values = (
        random.integers(low, high + 1, shape).astype(float) if whole else random.uniform(low, high, shape)
    )
    return pd.DataFrame(values, index=units, columns=list(framework.leaves)).mask(
        random.random(shape) < missing
    )


def assessed(framework, values, not_applicable=None):
    absent = values.isna() & False if not_applicable is None else not_applicable
    return assess_units(partly_applicable(values, absent), framework)


def one_region():
    return Result(KESIAPAN, (assessed(KESIAPAN.framework, answers(KESIAPAN.framework, ["35.18"])),))


def forty_regions_with_items_that_do_not_apply():
    values = answers(KESIAPAN.framework, [f"u{n}" for n in range(40)], missing=0.35)
    off = pd.DataFrame(False, index=values.index, columns=values.columns)
    off.loc["u0", [code for code in values.columns if code.startswith("BRA1.")]] = True
    off.loc["u1":"u9", ["BRA1.4", "LIV3.5"]] = True
    values = values.mask(off)
    values.loc["u2"] = np.nan
    return Result(KESIAPAN, (assessed(KESIAPAN.framework, values, off),))


def a_weight_set_per_region():
    parts, sets = [], {}
    for number, name in enumerate(KOMINFO.framework.weight_sets):
        framework = KOMINFO.framework.with_weights(name)
        units = [f"{name[:3]}{number}{n}" for n in range(4)]
        parts.append(assessed(framework, answers(framework, units, seed=number, missing=0.2, whole=False)))
        sets |= dict.fromkeys(units, name)
    return Result(KOMINFO, tuple(parts), ("35.20",), (), sets)


def questions_of_its_own_and_a_tree_cut_at_domains():
    questions = [Node(f"KOMINFO.BASELINE.{n}", f"Pertanyaan {n}", "KOMINFO.BASELINE", 1) for n in range(5)]
    framework = KOMINFO.framework.with_weights("KPPN-IKN-2022")
    deep = framework.attach(questions)
    rows = answers(deep, ["a", "b"], whole=False)
    return Result(KOMINFO, (assessed(framework, answers(framework, ["c"])), assessed(deep, rows)))


def targets_agreed_per_region():
    first = KESIAPAN.framework.with_targets({"GOV": 3.2, "GOV1": 4.5, "ENV1.1": 2.0})
    second = KESIAPAN.framework.with_targets({"INDEKS": 3.0})
    parts = (assessed(first, answers(first, ["a"])), assessed(second, answers(second, ["b"], seed=5)))
    return Result(KESIAPAN, parts)


def goalposts_of_their_own_and_less_is_better():
    nodes = (
        Node("X", "Indeks", None, 2),
        Node("X.1", "Persentase", "X", 1, 2.0, minimum=0.0, maximum=80.0, target=60.0),
        Node("X.2", "Hari layanan", "X", 1, 1.0, direction=-1, minimum=2.0, maximum=30.0, target=5.0),
        Node("X.3", "Nol bobot", "X", 1, 0.0),
    )
    framework = replace(SPBE.framework, nodes=nodes, weight_sets={}, coverage={2: 0.5})
    rows = {"X.1": [10.0, 95.0, np.nan], "X.2": [28.0, 1.0, 9.0], "X.3": [3.0, np.nan, 5.0]}
    return Result(
        replace(SPBE, framework=framework), (assessed(framework, pd.DataFrame(rows, index=["a", "b", "c"])),)
    )


def every_kabupaten_and_kota():
    framework = SPBE.framework.cut(3)
    values = answers(framework, [f"u{n:03d}" for n in range(514)], missing=0.1, whole=False)
    return Result(SPBE, (assessed(framework, values),))


CASES = [
    one_region,
    forty_regions_with_items_that_do_not_apply,
    a_weight_set_per_region,
    questions_of_its_own_and_a_tree_cut_at_domains,
    targets_agreed_per_region,
    goalposts_of_their_own_and_less_is_better,
    every_kabupaten_and_kota,
]


def written(result, path):
    workbook.write_scores_workbook(result, "2026", path, workbook.ScoresStamp(note="Uji"))
    return path


def tables(path):
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in ("Info", "Bobot", "Indikator", "Skor", "Kesenjangan", "Cek")
    }


def wide(rows):
    """Skor or Cek as a frame: regions by node codes, NaN where the cell shows no number."""
    head = next(number for number, row in enumerate(rows) if row[0] == "Kode wilayah")
    body = [row for row in rows[head + 1 :] if row[0]]
    frame = pd.DataFrame([row[3:] for row in body], index=[row[0] for row in body], columns=rows[head][3:])
    return frame.apply(pd.to_numeric, errors="coerce").astype(float)


def long(rows):
    """Kesenjangan as a frame by region and node."""
    head = next(number for number, row in enumerate(rows) if row[0] == "Kode wilayah")
    frame = pd.DataFrame([row for row in rows[head + 1 :] if row[0]], columns=rows[head])
    return frame.set_index(["Kode wilayah", "Kode"]).apply(pd.to_numeric, errors="coerce")


def close(found, wanted):
    found, wanted = np.asarray(found, float), np.asarray(wanted, float)
    assert (np.isnan(found) == np.isnan(wanted)).all()
    assert np.nanmax(np.abs(found - wanted), initial=0.0) <= 1e-9


def printed_distance(part):
    """What a reader gets who subtracts the cells as they print."""
    scores, targets = part.on_scale(), comparable_targets(part)
    return pd.DataFrame({code: subtract_as_printed(targets[code], scores[code]) for code in scores})


def expected(part, heading, table):
    made = {
        "Target": comparable_targets,
        "Jarak": printed_distance,
        "Kekurangan": weighted_shortfall,
        "Kontribusi": gap_contributions,
    }[heading](part)
    codes = list(part.framework.codes)
    frame = made.reindex(columns=codes)
    return [frame.at[unit, code] for unit, code in table.index if unit in frame.index and code in codes]


@needs_office
@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_libreoffice_and_python_agree_on_every_cell(make, tmp_path):
    result = make()
    path = written(result, tmp_path / "skor.xlsx")
    before, after = tables(path), tables(recalculated([path], tmp_path)[0])
    assert_same_cells(before, after)
    scores, gaps = wide(after["Skor"]), long(after["Kesenjangan"])
    for part in result.parts:
        codes = list(part.framework.codes)
        close(scores.loc[list(part.units), codes], part.on_scale()[codes])
        mine = gaps[gaps.index.get_level_values(0).isin(part.units)]
        for heading in ("Jarak", "Kekurangan", "Kontribusi"):
            close(mine[heading], expected(part, heading, mine))
        close(mine["Target"], expected(part, "Target", mine))
        close(mine["Jarak"], subtract_as_printed(mine["Target"], mine["Skor"]))
    assert after["Cek"][2][2] <= 1e-9
    assert np.nanmax(wide(after["Cek"]).to_numpy()) <= 1e-9


def assert_same_cells(before, after):
    for name, rows in before.items():
        for here, there in zip(rows, after[name], strict=False):
            for mine, theirs in zip(here, there, strict=False):
                if isinstance(mine, float) or isinstance(theirs, float):
                    assert abs((mine or 0) - (theirs or 0)) <= 1e-9, (name, mine, theirs)
                else:
                    assert mine == theirs, name


@needs_office
def test_a_changed_weight_changes_the_scores_as_python_would(tmp_path):
    result = one_region()
    path = written(result, tmp_path / "skor.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Bobot"]
    rows = {sheet.cell(row, 1).value: row for row in range(5, sheet.max_row + 1)}
    sheet.cell(rows["GOV"], 6).value = 0.5
    sheet.cell(rows["GOV1.1"], 6).value = 0
    book.save(path)
    after = tables(recalculated([path], tmp_path)[0])
    framework = KESIAPAN.framework.with_weights({"GOV": 0.5, "GOV1.1": 0.0})
    part = assessed(framework, result.parts[0].indicators.values)
    codes = list(framework.codes)
    close(wide(after["Skor"])[codes], part.on_scale()[codes])
    gaps = long(after["Kesenjangan"])
    close(gaps["Kekurangan"], expected(part, "Kekurangan", gaps))
    close(gaps["Kontribusi"], expected(part, "Kontribusi", gaps))
    assert after["Cek"][2][2] > 0


def test_what_can_be_edited_is_yellow_and_what_is_unknown_is_empty(tmp_path):
    book = openpyxl.load_workbook(written(one_region(), tmp_path / "skor.xlsx"))
    weight = book["Bobot"]["F5"]
    assert weight.fill.start_color.rgb == "FFFFF2B3"
    values = one_region().parts[0].indicators.values.iloc[0]
    cells = [cell.value for cell in book["Indikator"][6]][3:]
    heads = [cell.value for cell in book["Indikator"][4]][3:]
    shown = dict(zip(heads, cells, strict=True))
    assert {code for code, value in shown.items() if value is None} == set(values.index[values.isna()])


def test_info_names_instrument_period_status_and_date_in_indonesian(tmp_path):
    rows = tables(written(a_weight_set_per_region(), tmp_path / "skor.xlsx"))["Info"]
    facts = {row[0]: row[1] for row in rows if row[0]}
    assert facts["Instrumen"].endswith(f"({KOMINFO.key})")
    assert facts["Periode"] == "2026"
    assert facts["Status skor"] == "Sementara"
    assert facts["Tanggal"] == format_date(local_today())
    assert facts["Tidak ikut"] == "35.20"


def test_weight_columns_carry_the_names_of_their_sets(tmp_path):
    rows = tables(written(a_weight_set_per_region(), tmp_path / "skor.xlsx"))["Bobot"]
    assert rows[3][5:8] == [f"Bobot {name}" for name in KOMINFO.framework.weight_sets]


def test_hostile_names_stay_text(tmp_path):
    node = Node("KOMINFO.BASELINE.1", '=HYPERLINK("http://x.id","klik")', "KOMINFO.BASELINE", 1)
    framework = KOMINFO.framework.attach([node])
    path = written(Result(KOMINFO, (assessed(framework, answers(framework, ["=1+1"])),)), tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(path)
    live = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and ("HYPERLINK" in cell.value or cell.value == "=1+1")
    ]
    assert live == []


@pytest.mark.parametrize(
    "method", [Method(aggregation="geometric"), Method(normalisation="minmax"), Method(imputation="mean")]
)
def test_a_method_that_formulas_cannot_follow_is_refused_in_indonesian(method, tmp_path):
    values = answers(KESIAPAN.framework, ["a", "b", "c"], missing=0.0)
    part = assess_units(Indicators.from_values(values), KESIAPAN.framework, method)
    with pytest.raises(MethodError, match="metode baku"):
        written(Result(KESIAPAN, (part,)), tmp_path / "skor.xlsx")


def test_a_result_without_regions_is_still_a_workbook(tmp_path):
    assert tables(written(Result(KESIAPAN, ()), tmp_path / "skor.xlsx"))["Skor"]
