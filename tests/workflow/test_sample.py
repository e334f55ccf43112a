"""The sample: five kabupaten whose story comes out of the scores, and files spoilt in every promised way."""

from io import BytesIO

import numpy as np
import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from reference import agencies, instruments, tables
from reference.period_words import SAMPLE_LABEL
from scoring import assess_units, combine_answers
from survey.answers import labels
from survey.template import layout
from tests.form_cells import column_of
from workflow import sample
from workflow.sample import simulate
from workflow.sample.programmes import sample_programmes
from workflow.sample.scenario import SCENARIOS

KESIAPAN = instruments.load_instrument("kesiapan")
FIRST = layout.FIRST_ROW - 1
DIMENSIONS = ["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]


@pytest.fixture(scope="module")
def batches(sample_files):
    return sample_files


def book(file):
    return CalamineWorkbook.from_filelike(BytesIO(file.data))


def rows(file, sheet=layout.ANSWER_SHEET):
    found = book(file)
    if sheet not in found.sheet_names:
        return []
    return found.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def meta(file):
    return {row[0]: row[1] for row in rows(file, layout.META_SHEET)}


def named(batches, region, word):
    return [file for file in batches[region] if word in file.name]


def items(file):
    """What each item's row says, by heading."""
    found = rows(file)
    return [dict(zip(found[FIRST - 1], row, strict=False)) for row in found[FIRST:] if row[1]]


def typed(file):
    return [item["Jawaban"] for item in items(file)]


def test_the_five_kabupaten_with_about_forty_files_each(batches):
    assert list(batches) == ["35.18", "35.14", "35.23", "35.28", "33.22"]
    sizes = {region: len(files) for region, files in batches.items()}
    assert 190 <= sum(sizes.values()) <= 236
    assert min(sizes, key=sizes.get) == "35.28"


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_answers(batches):
    again = dict(sample.sample_batches())
    assert again == batches
    other = next(iter(sample.sample_batches(seed=7)))[1]
    assert other != batches["35.18"]


def test_every_workbook_says_it_is_synthetic(batches):
    for files in batches.values():
        for file in files:
            texts = [cell for row in rows(file, layout.GUIDE_SHEET) for cell in row]
            assert SAMPLE_LABEL in texts
            assert meta(file).get("label", SAMPLE_LABEL) == SAMPLE_LABEL


def test_every_word_offered_by_the_form_occurs(batches):
    answers = {value for files in batches.values() for file in files for value in typed(file)}
    assert {1.0, 2.0, 3.0, 4.0, 5.0, "", labels.NO_DATA, labels.NOT_APPLICABLE} <= answers


def test_answers_read_like_an_opd_wrote_them(batches):
    filled = [item for files in batches.values() for file in files for item in items(file) if item["Fakta"]]
    share = np.mean([bool(item["Bukti"]) for item in filled])
    assert 0.4 < share < 0.85
    assert {item["Kendala utama"] for item in filled} == {"", *layout.OBSTACLES}
    assert not any("@" in str(cell) for item in filled for cell in item.values())


def test_an_opd_without_indicators_still_lists_programmes(batches):
    files = [file for file in batches["35.14"] if layout.ANSWER_SHEET not in book(file).sheet_names]
    assert files
    for file in files:
        assert [row for row in rows(file, layout.PROGRAMME_SHEET)[FIRST:] if row[1]] or "DINKES" in file.name


def test_an_opd_lists_programmes_of_its_own_affairs(batches):
    table = tables.read_data_table(simulate.TABLE)
    by_opd = {"DINKES": "kesehatan", "DLH": "lh", "Kec-Berbek": "kecamatan", "RSUD": "RSUD"}
    for word, sector in by_opd.items():
        own = set(table.loc[table["pelaksana"] == sector, "nama"])
        for file in named(batches, "35.18", word):
            listed = {row[1] for row in rows(file, layout.PROGRAMME_SHEET)[FIRST:] if row[1]}
            assert listed <= own
            assert listed or sector == "kecamatan"


def test_what_is_planned_has_not_begun_and_what_runs_has(batches):
    """Beside the sample's period: no proposal "since 2021", no running programme that begins later."""
    year = int(sample.PERIOD)
    for scenario in SCENARIOS:
        roster = agencies.sample_rosters()[scenario.region]
        for agency in roster.to_dict("records"):
            for one in simulate.simulate_opd_programmes(KESIAPAN, scenario, agency, sample.SEED):
                assert (int(one.since) >= year) == (one.status == "direncanakan"), one
        for one in sample_programmes(scenario.region, sample.SEED).values():
            assert one.running or (one.since is None and one.start.year >= year), one.key
            assert not one.running or one.since == one.start.year < year, one.key
            assert all(one.start.year <= at < year for at in one.realisation), one.key


def test_every_urusan_of_a_sample_opd_has_programmes():
    known = set(tables.read_data_table(simulate.TABLE)["pelaksana"])
    for roster in agencies.sample_rosters().values():
        assert {sector for held in roster["sectors"] for sector in held.split(";")} <= known


@pytest.mark.parametrize(
    ("region", "word", "value"),
    [
        ("35.18", "DISKOPERINDAG", "3,5"),
        ("35.18", "DISPERKIMTAN", "sudah baik"),
        ("33.22", "DISNAKER", "#DIV/0!"),
    ],
)
def test_a_cell_is_spoilt_past_its_dropdown(batches, region, word, value):
    [file] = named(batches, region, word)
    sheet = openpyxl.load_workbook(BytesIO(file.data), data_only=True)[layout.ANSWER_SHEET]
    answers = column_of(sheet, "Jawaban")
    assert value in [sheet.cell(row, answers).value for row in range(layout.FIRST_ROW, sheet.max_row + 1)]


def test_a_renamed_sheet_keeps_its_answers(batches):
    [file] = named(batches, "35.14", "DINKES")
    assert layout.ANSWER_SHEET not in book(file).sheet_names
    assert rows(file, "Sheet1")[layout.HEADER_ROW - 1][1] == "Kode"


def test_a_form_of_an_older_version_and_one_of_another_region(batches):
    [old] = named(batches, "35.23", "DISHUB")
    [other] = named(batches, "35.14", "DISPERPUSIP")
    assert meta(old)["instrumen"] == "kesiapan@0.8"
    assert meta(other)["kode_wilayah"] == "35.75"


def test_one_opd_sent_two_files_that_differ(batches):
    first, second = named(batches, "35.18", "Kec-Loceret")
    assert meta(first)["opd"] == meta(second)["opd"]
    assert typed(first) != typed(second)


def test_one_form_lost_its_meta_and_names_its_opd_by_an_abbreviation(batches):
    [file] = named(batches, "35.23", "DISDUKCAPIL")
    assert layout.META_SHEET not in book(file).sheet_names
    assert "Perangkat daerah : Dispendukcapil" in [row[2] for row in rows(file)[:6]]


def test_spoilt_files_are_still_workbooks_for_the_second_reader(batches):
    for scenario in SCENARIOS:
        for opd in scenario.spoilt:
            for file in named(batches, scenario.region, opd):
                assert openpyxl.load_workbook(BytesIO(file.data)).sheetnames


def simulated():
    """Scores as if every file arrived well, straight from the simulation."""
    rosters, lines = agencies.sample_rosters(), []
    for scenario in SCENARIOS:
        roster = rosters[scenario.region]
        truth = simulate.simulate_true_levels(KESIAPAN, scenario, sample.SEED)
        absent = simulate.simulate_late_opd(scenario, roster, sample.SEED)
        assigned = agencies.assign_indicators(KESIAPAN.framework, roster)
        for opd, asked in assigned[~assigned["opd"].isin(absent)].groupby("opd"):
            given = simulate.simulate_opd_answers(KESIAPAN, scenario, truth, opd, asked, sample.SEED)
            roles = dict(zip(asked["indicator"], asked["role"], strict=True))
            lines += [
                (
                    scenario.region,
                    code,
                    opd,
                    opd,
                    roles[code],
                    a.status,
                    a.value,
                    None,
                    None,
                    bool(a.evidence),
                )
                for code, a in given.items()
            ]
    columns = ("unit", "indicator", "opd", "respondent", "role", "status", "claimed", "agreed", "verified")
    frame = pd.DataFrame(lines, columns=[*columns, "evidence"])
    frame[["claimed", "agreed", "verified"]] = frame[["claimed", "agreed", "verified"]].astype(float)
    return combine_answers(frame, KESIAPAN.framework)


def test_the_story_comes_out_of_the_scores():
    indicators = simulated()
    scores = assess_units(indicators, KESIAPAN.framework).on_scale()
    assert (scores[DIMENSIONS].idxmax(axis=1) == "GOV").all()
    assert scores["INDEKS"].idxmax() == "33.22"
    assert scores.index[scores["INDEKS"].isna()].tolist() == ["35.28"]
    assert scores.columns[scores.loc["35.28"].isna()].intersection(DIMENSIONS).tolist() == ["ENV"]
    assert (indicators.differences >= 2).any(axis=1).all()


def test_written_to_one_folder_per_kabupaten(tmp_path, batches):
    paths = sample.write_sample(tmp_path)
    assert len(paths) == sum(map(len, batches.values()))
    assert {path.parent.name for path in paths} == {
        *("Kab-Nganjuk", "Kab-Pasuruan", "Kab-Tuban", "Kab-Pamekasan", "Kab-Semarang"),
    }
    assert all(path.read_bytes()[:2] == b"PK" for path in paths)
