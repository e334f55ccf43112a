"""The kabupaten's workbook: sixteen sheets whose formulas say what Python says."""

from functools import cache

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from reference.numbers import subtract_printed
from reports.workbook import workbook
from reports.workbook.table_sheets import SHEETS
from scoring import Indicators, assess_units
from tests.reports import cases
from tests.reports.office import needs_office, recalculated
from tests.reports.scene import (
    KESIAPAN,
    LONG,
    NGANJUK,
    drawn,
    other_names,
)
from workflow.documents.source import DocumentSource

CASES = (cases.usual, cases.hole, cases.one_opd, cases.sixty, cases.domains, cases.components)


@pytest.fixture(scope="module")
def built(source_of, tmp_path_factory):
    """The workbook of a case on disk."""
    folder = tmp_path_factory.mktemp("books")

    @cache
    def path_of(case):
        path = folder / f"{case.__name__}.xlsx"
        path.write_bytes(workbook.build_region_workbook(source_of(case)))
        return path

    return path_of


@pytest.fixture
def made(built, source_of, request):
    """The workbook of a case on disk, with its source."""
    return source_of(request.param), built(request.param)


@pytest.fixture(scope="module")
def computed(built, tmp_path_factory):
    """Every workbook's tables as LibreOffice computes them, the usual one also as readers change it."""
    folder = tmp_path_factory.mktemp("office")
    paths = [built(case) for case in CASES]
    for change in (another_value_and_weight, other_trial_weights):
        book = openpyxl.load_workbook(built(cases.usual))
        change(book)
        paths.append(folder / f"{change.__name__}.xlsx")
        book.save(paths[-1])
    return {path.stem: tables(path) for path in recalculated(paths, folder)}


def tables(path):
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def column(rows, heading, by="Kode"):
    """A column by the codes beside it."""
    head = next(n for n, row in enumerate(rows) if heading in row and by in row)
    key, value = rows[head].index(by), rows[head].index(heading)
    return {row[key]: row[value] for row in rows[head + 1 :] if row[key]}


@needs_office
@pytest.mark.parametrize("made", CASES, indirect=True, ids=lambda case: case.__name__)
def test_libreoffice_computes_what_python_says(made, computed):
    source, path = made
    after = computed[path.stem]
    assert list(after) == list(SHEETS)
    assert after["14_Cek"][2][2] <= 1e-9
    facts = source.facts()
    scores = column(after["02_Skor_Dimensi"], "Skor")
    gaps = column(after["05_Kesenjangan"], "Jarak")
    for row in facts.dimensions.to_dict("records"):
        for found, wanted in (
            (scores[row["node"]], row["score"]),
            (gaps[row["node"]], row["printed_distance"]),
        ):
            assert found in ("", "TB") if wanted != wanted else abs(found - wanted) <= 1e-9
    assert_same(tables(path), after)


def assert_same(before, after):
    for name, rows in before.items():
        for here, there in zip(rows, after[name], strict=False):
            for mine, theirs in zip(here, there, strict=False):
                if isinstance(mine, float) or isinstance(theirs, float):
                    assert abs((mine or 0) - (theirs or 0)) <= 1e-9, (name, here, there)
                else:
                    assert mine == theirs, (name, here, there)


def another_value_and_weight(book):
    weights, values = book["06_Bobot"], book["03_Skor_Indikator"]
    rows = {weights.cell(row, 1).value: row for row in range(5, weights.max_row + 1)}
    weights.cell(rows["GOV"], 6).value = 3
    lines = {values.cell(row, 1).value: row for row in range(5, values.max_row + 1)}
    values.cell(lines["GOV1.1"], 7).value = 5


@needs_office
def test_a_value_and_a_weight_that_a_reader_changes_are_scored_as_python_would(source_of, computed):
    facts, after = source_of(cases.usual).facts(), computed["another_value_and_weight"]
    given = facts.part.indicators.values.copy()
    given.loc[NGANJUK, "GOV1.1"] = 5.0
    wanted = assess_units(
        Indicators.from_values(given), facts.framework.with_weights({"GOV": 3.0})
    ).on_scale()
    scores = column(after["02_Skor_Dimensi"], "Skor")
    for code, value in wanted.loc[NGANJUK].items():
        assert scores[code] == "" if value != value else abs(scores[code] - value) <= 1e-9
    assert after["14_Cek"][2][2] > 0


def other_trial_weights(book):
    for row in range(6, 11):
        book["11_Simulasi"].cell(row, 5).value = 0


@needs_office
def test_trial_weights_move_the_trial_index_alone(source_of, computed):
    facts, after = source_of(cases.usual).facts(), computed["other_trial_weights"]
    lines = {row[1]: row[2] for row in after["11_Simulasi"] if row[1]}
    assert abs(lines["Indeks resmi"] - facts.index["score"]) <= 1e-9
    assert abs(lines["Indeks simulasi"] - facts.dimensions["score"].iloc[0]) <= 1e-9
    printed = subtract_printed(lines["Indeks simulasi"], lines["Indeks resmi"])
    assert abs(lines["Selisih"] - printed) <= 1e-9
    assert after["14_Cek"][2][2] <= 1e-9


@pytest.mark.parametrize("made", CASES, indirect=True, ids=lambda case: case.__name__)
def test_only_this_kabupaten_is_named_and_nothing_typed_becomes_a_formula(made):
    source, path = made
    text = " ".join(str(cell) for rows in tables(path).values() for row in rows for cell in row)
    assert not [name for name in other_names(source.regions[0]) if name in text]
    assert source.facts().label in text


@pytest.mark.parametrize("made", [cases.usual], indirect=True)
def test_every_answer_has_its_file_and_unknown_stays_empty(made):
    source, path = made
    rows = tables(path)["04_Jawaban"]
    files = column(rows, "Berkas", by="Indikator")
    assert set(files.values()) == {f"{NGANJUK}.xlsx"}
    assert len(files) == len(source.facts().led_indicators)


@pytest.mark.parametrize("made", [cases.sixty], indirect=True)
def test_long_names_stay_whole(made):
    _, path = made
    assert f"{LONG} 0" in column(tables(path)["10_Kualitas_Data"], "Ditanya", by="OPD")


def test_kesiapan_has_its_dictionary(open_room, tmp_path):
    scene = open_room("kamus").answer(NGANJUK, drawn(5))
    (tmp_path / "b.xlsx").write_bytes(
        workbook.build_region_workbook(DocumentSource(scene.store, scene.scope, (NGANJUK,)))
    )
    rows = tables(tmp_path / "b.xlsx")["13_Kamus_Data"]
    meanings = column(rows, "Arti")
    assert set(KESIAPAN.framework.leaves) <= set(meanings)
    assert column(rows, "Tingkat 5")["GOV1.1"]
