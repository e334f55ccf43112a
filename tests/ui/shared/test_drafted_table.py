"""Rows of a table stay as they were typed: laid over what is stored, under the names of the rows."""

import random
import shutil
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

import storage
from storage import drafts
from tests.pages import stores
from ui.shared.saving import drafted_table
from ui.shared.saving.drafted_table import DraftedTable
from ui.shared.saving.drafts import DraftedForm, FormPlace

KEYS = ("a", "b", "c")
ROWS = pd.DataFrame(
    {
        "key": pd.Series(KEYS, dtype=object),
        "name": pd.Series(["Satu", "Dua", "Tiga"], dtype=object),
        "support": pd.Series([["X"], [], ["Y"]], dtype=object),
        "since": [2024.0, float("nan"), 2026.0],
        "start": pd.to_datetime([date(2026, 1, 1), None, date(2027, 1, 1)]),
    }
)


@pytest.fixture
def selection(migrated, tmp_path, monkeypatch):
    """A place in a store of its own, in a session of its own."""

    shutil.copy(migrated, tmp_path / "store.db")
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr("ui.shared.saving.drafts.find_drafting_browser", lambda: "a" * 32)
    engine = storage.open_store(stores.address(tmp_path / "store.db"))
    yield SimpleNamespace(live_store=engine, region="35.18", region_label="Kab. Nganjuk", locked=False)
    engine.dispose()


def mount(selection, rows=ROWS, keys=KEYS):
    form = DraftedForm(selection, "tabel", FormPlace("rencana/program.py", "Tabel"), dict.fromkeys(keys, 1))
    return DraftedTable(form, "1", rows, keys, "belongs")


def edit(table, edited=None, added=(), deleted=()):
    st.session_state[table.key] = {
        "edited_rows": edited or {},
        "added_rows": list(added),
        "deleted_rows": list(deleted),
    }
    table.keep_rows()


def leave(selection):
    """Another page: Streamlit forgets what the editor held."""
    for key in [key for key in st.session_state if key.startswith("tabel 35.18_")]:
        del st.session_state[key]


def test_without_a_draft_the_rows_are_those_that_are_stored(selection):
    table = mount(selection)
    pd.testing.assert_frame_equal(table.data, ROWS)
    assert table.read_rows() == {}


def test_what_was_edited_added_and_taken_out_is_the_data_after_another_page(selection):
    table = mount(selection)
    edit(
        table,
        {0: {"name": "Satu baru", "start": "2026-05-01", "support": ["X", "Z"], "since": None}},
        [{"name": "Empat", "since": 2028}],
        [1],
    )
    same = mount(selection)  # while it is edited it keeps the rows it was given
    assert same.key == table.key
    pd.testing.assert_frame_equal(same.data, ROWS)
    leave(selection)
    again = mount(selection)
    assert again.key != table.key
    assert list(again.data["name"]) == ["Satu baru", "Tiga", "Empat"]
    assert again.data["support"].tolist()[0] == ["X", "Z"]
    assert again.data["start"].iloc[0] == pd.Timestamp("2026-05-01")
    assert again.data["since"].isna().tolist() == [True, False, False]
    assert again.data["since"].iloc[2] == 2028
    assert again.data.dtypes.to_dict() == ROWS.dtypes.to_dict()
    edit(again, {2: {"name": "Empat lagi"}, 1: {"name": "Tiga lagi"}}, deleted=[0])
    leave(selection)
    assert list(mount(selection).data["name"]) == ["Tiga lagi", "Empat lagi"]


def test_a_new_row_taken_out_again_is_no_draft(selection):
    table = mount(selection)
    edit(table, added=[{"name": "Empat"}, {"name": "Lima"}])
    edit(table, added=[{"name": "Lima"}])
    (kept,) = drafts.list_drafts(selection.live_store, "a" * 32)
    assert [value["name"] for value in kept.said.values()] == ["Lima"]
    edit(table)
    assert drafts.count_drafts(selection.live_store) == 0


def test_rows_that_are_saved_are_no_draft_and_other_rows_stay(selection):
    table = mount(selection)
    edit(table, {0: {"name": "Satu baru"}})
    leave(selection)
    part = mount(selection, ROWS.iloc[1:].reset_index(drop=True), KEYS[1:])
    edit(part, {0: {"name": "Dua baru"}})
    part = mount(selection, ROWS.iloc[1:].reset_index(drop=True), KEYS[1:])
    part.settle_rows()
    (kept,) = drafts.list_drafts(selection.live_store, "a" * 32)
    assert kept.said == {"baris a": {"name": "Satu baru"}}


def test_a_draft_says_that_a_row_was_saved_by_somebody_since_only_of_its_own_rows(selection):
    edit(mount(selection), {0: {"name": "Satu baru"}})
    leave(selection)
    for numbers, moved in (({"a": 1, "b": 5, "c": 1}, False), ({"a": 2, "b": 1, "c": 1}, True)):
        form = DraftedForm(selection, "tabel", FormPlace("rencana/program.py", "Tabel"), numbers)
        DraftedTable(form, "1", ROWS, KEYS)
        assert form.moved is moved
        assert form.base["a"] == 1


def test_a_cell_that_its_column_cannot_hold_any_more_and_an_unknown_column_leave_the_row_as_stored(selection):
    edit(mount(selection), {0: {"since": "dua ribu", "gone": "x", "name": "Satu baru"}})
    leave(selection)
    row = mount(selection).data.iloc[0]
    assert (row["name"], row["since"]) == ("Satu baru", 2024.0)


@pytest.mark.parametrize("seed", range(30))
def test_drawn_edits_survive_any_number_of_page_changes(selection, seed):
    """After each page change the table shows what it showed before, whatever was done to it."""
    draw = random.Random(seed)
    for _ in range(6):
        table = mount(selection)
        shown = table.data
        edited = {
            place: {"name": f"N{draw.randrange(99)}", "since": draw.choice([None, 2020, 2030.0])}
            for place in range(len(shown))
            if draw.random() < 0.4
        }
        added = [{"name": f"B{draw.randrange(99)}"} for _ in range(draw.randrange(3))]
        deleted = [place for place in range(len(shown)) if draw.random() < 0.2]
        edit(table, edited, added, deleted)
        expected = [
            edited.get(place, {}).get("name", name)
            for place, name in enumerate(shown["name"])
            if place not in deleted
        ] + [one["name"] for one in added]
        leave(selection)
        assert list(mount(selection).data["name"]) == expected
    assert drafted_table.NEW == "baru "
