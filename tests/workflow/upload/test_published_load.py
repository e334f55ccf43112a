"""A ministry's table of a new year: kept as published results, never as answers, told where it cannot be."""

from datetime import date

import pytest

from planning.comparison.published_results import read_published_rows
from storage import StoreError
from storage.results import response_rates, state
from storage.setup import periods
from storage.upload.batches import undo_last_upload
from storage.values import Actor
from survey.values import SourceFile
from workflow.comparison.published_tables import describe_background, list_published_tables
from workflow.upload.published_load import keep_published_table, read_published_table

BY = Actor("Sari")
HEAD = "Kabupaten/Kota,Baseline,Output,Outcome,Impact,Quick Wins,Nilai Akhir"
ROWS = ("Kab. Nganjuk,3.1,2.2,3.3,2.4,2.5,2.72", "Kab. Tuban,3.0,2.0,3.0,2.0,2.0,2.5")


def table(*rows, head=HEAD, name="hasil.csv"):
    return SourceFile(name, "\n".join((head, *rows)).encode())


def load(store, *rows, year=2025, instrument="kominfo", **given):
    read = read_published_table(instrument, year, [table(*rows, **given)])
    return keep_published_table(store, instrument, year, read, BY)


def found(store, instrument="kominfo", year=2025):
    tables = [one for one in list_published_tables(store) if (one.instrument, one.year) == (instrument, year)]
    return tables[0] if tables else None


def test_the_figures_are_those_of_the_table_and_nobody_answered_anything(store):
    kept = load(store, *ROWS)
    assert (kept.regions, kept.locked) == (2, ())
    own = found(store).values.loc["35.18"]
    assert own.to_dict() == {
        "KOMINFO": 2.72,
        "KOMINFO.BASELINE": 3.1,
        "KOMINFO.OUTPUT": 2.2,
        "KOMINFO.OUTCOME": 3.3,
        "KOMINFO.IMPACT": 2.4,
        "KOMINFO.QUICKWIN": 2.5,
    }
    assert response_rates.count_regions_by_scope(store).empty
    assert state.list_known_regions(store) == []


def test_the_region_is_described_by_the_year_that_was_loaded(store):
    load(store, *ROWS)
    profile = describe_background("35.18", list_published_tables(store)).profiles[1]
    assert (profile.table.year, profile.standing, profile.index_line.value) == (2025, "given", 2.72)


def test_what_was_loaded_of_a_year_that_travels_with_the_app_stands_before_it(store):
    rows = read_published_rows()
    same = rows[(rows["instrument"] == "kominfo") & (rows["year"] == 2023) & rows["value"].notna()]
    (other, before), *_ = same[same["node"] == "KOMINFO"][["region", "value"]].itertuples(index=False)
    load(store, "Kab. Tuban,3.0,2.0,3.0,2.0,2.0,2.5", year=2023)
    values = found(store, year=2023).values
    assert values.at["35.23", "KOMINFO"] == 2.5
    assert values.at[other, "KOMINFO"] == before


def test_a_region_that_took_no_part_is_told(store):
    load(store, ROWS[0], "Kab. Tuban,0,0,0,0,0,0")
    assert found(store).absent == {"35.23"}
    profile = describe_background("35.23", list_published_tables(store)).profiles[1]
    assert (2025, True) in [(year, value != value) for year, value in profile.years]


def test_a_locked_region_is_left_out_and_named(store):
    period = periods.add_period(store, "2025", date(2025, 1, 1), date(2025, 12, 31), BY)
    periods.lock_period(store, period.id, "35.18", BY, "Berita acara")
    kept = load(store, *ROWS)
    assert (kept.regions, kept.locked) == (1, ("Kab. Nganjuk",))
    assert list(found(store).values.index) == ["35.23"]


def test_a_load_is_taken_back(store):
    kept = load(store, *ROWS)
    undo_last_upload(store, kept.period_id, None, BY, kept.batch_id)
    assert found(store) is None


def test_the_same_table_twice_is_stored_once(store):
    load(store, *ROWS)
    assert load(store, *ROWS).batch_id is None


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (table("1,GOV1.1,Ada,3", head="No,Kode,Indikator,Nilai"), "satu baris per kabupaten/kota"),
        (SourceFile("hasil.xlsx", b"bukan buku kerja"), "hasil.xlsx"),
        (table(), "hasil.csv"),
    ],
)
def test_what_is_no_table_of_regions_is_refused_with_a_sentence(store, file, told):
    read = read_published_table("kominfo", 2025, [file])
    assert told in read.refused
    with pytest.raises(StoreError):
        keep_published_table(store, "kominfo", 2025, read, BY)
    assert not periods.list_periods(store)


def test_another_year_than_the_table_says_is_refused():
    rows = [f"2023,{row}" for row in ROWS]
    read = read_published_table("kominfo", 2025, [table(*rows, head=f"Tahun,{HEAD}")])
    assert "menyebut tahun 2023" in read.refused


def test_a_name_that_means_no_region_is_asked_and_then_read(store):
    file = table(*ROWS, "Kab. Pangkajene dan,3,3,3,3,3,3")
    read = read_published_table("kominfo", 2025, [file])
    (question,) = read.questions
    with pytest.raises(StoreError):
        keep_published_table(store, "kominfo", 2025, read, BY)
    read = read_published_table("kominfo", 2025, [file], {question.key: "73.10"})
    keep_published_table(store, "kominfo", 2025, read, BY)
    assert "73.10" in found(store).values.index
