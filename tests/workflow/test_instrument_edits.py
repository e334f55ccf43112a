"""An expert's round trip: read the tree, take the workbook, edit it, load it, use it for a period."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from reference import agencies, instruments
from reference.instruments import InstrumentError, instrument_differences
from storage import StoreError, audit
from storage.setup import periods, rosters
from storage.values import Actor
from survey.values import SourceFile
from tests.shared import SHARED, needs_shared
from workflow import instrument_edits
from workflow.results import stored_data

KESIAPAN = instruments.load_instrument("kesiapan")


@pytest.fixture
def period(store):
    return periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Siti"))


def edited(*cells):
    """The workbook of kesiapan with (sheet, row, column heading, text) changed."""
    book = openpyxl.load_workbook(io.BytesIO(instrument_edits.instrument_workbook(KESIAPAN)))
    for sheet, row, heading, text in cells:
        headings = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(row, headings.index(heading) + 1, text)
    buffer = io.BytesIO()
    book.save(buffer)
    return SourceFile("kesiapan ahli.xlsx", buffer.getvalue())


def row_of(sheet, key):
    book = openpyxl.load_workbook(io.BytesIO(instrument_edits.instrument_workbook(KESIAPAN)))
    return next(row[0].row for row in book[sheet] if row[0].value == key)


def test_the_tree_names_every_node_once_parents_first_with_shares_that_sum():
    tree = instrument_edits.instrument_tree(KESIAPAN)
    assert sorted(tree["code"]) == sorted(KESIAPAN.framework.codes)
    place = {code: number for number, code in enumerate(tree["code"])}
    for node in KESIAPAN.framework.nodes:
        assert node.parent is None or place[node.parent] < place[node.code]
    assert tree.loc[tree["depth"] == 1, "share"].sum() == pytest.approx(1 + 1)
    leaves = tree[tree["leaf"]]
    assert leaves["effective"].sum() == pytest.approx(2)
    assert set(leaves["target_menengah"]) == {3.0, 4.0, 5.0}


def test_a_workbook_comes_back_as_the_same_instrument():
    loaded = instrument_edits.instrument_from_workbook(
        SourceFile("x.xlsx", instrument_edits.instrument_workbook(KESIAPAN))
    )
    assert instrument_differences(KESIAPAN, loaded) == ()


def test_every_problem_of_an_edited_workbook_is_told_with_its_row():
    first, second = row_of("Simpul", "GOV1.1"), row_of("Simpul", "ENV3.5")
    file = edited(("Simpul", first, "bobot", "banyak"), ("Simpul", second, "induk", "TIDAK.ADA"))
    with pytest.raises(InstrumentError) as caught:
        instrument_edits.instrument_from_workbook(file)
    assert {problem.row for problem in caught.value.problems} >= {first, second}
    assert all("kesiapan ahli.xlsx" in problem.file for problem in caught.value.problems)


@pytest.mark.parametrize(
    "data", [b"", b"bukan buku kerja", b"<html><body>x</body></html>", b"PK\x03\x04rusak"]
)
def test_what_is_no_workbook_is_refused_in_a_sentence(data):
    with pytest.raises(InstrumentError) as caught:
        instrument_edits.instrument_from_workbook(SourceFile("x.xlsx", data))
    assert len(caught.value.problems) == 1


@needs_shared
@pytest.mark.parametrize("name", ["corner_cell.xlsx", "billion_laughs.xlsx", "onestring_500MB.xlsx"])
def test_a_bomb_does_not_end_the_server(name):
    with pytest.raises(InstrumentError):
        instrument_edits.instrument_from_workbook(
            SourceFile(name, (SHARED / "corpus" / "bombs" / name).read_bytes())
        )


def test_a_new_version_is_frozen_for_the_period_and_recorded(store, period):
    version = row_of("Instrumen", "version")
    loaded = instrument_edits.instrument_from_workbook(edited(("Instrumen", version, "nilai", "1.0")))
    scope = instrument_edits.adopt_instrument(store, period, loaded, Actor("Siti"))
    assert stored_data.instrument_of_scope(store, scope).digest == loaded.digest
    assert set(instrument_edits.known_instruments(store)) >= {"kesiapan@0.9", "kesiapan@1.0"}
    entry = audit.list_audit_entries(store).iloc[0]
    assert (entry["action"], entry["actor"], entry["new"]) == ("instrument.adopt", "Siti", loaded.digest)


def test_other_content_needs_a_version_of_its_own(store, period):
    other = replace(KESIAPAN, title="Kesiapan, disunting")
    with pytest.raises(StoreError, match="version"):
        instrument_edits.adopt_instrument(store, period, other, Actor("Siti"))
    assert instrument_edits.adopt_instrument(
        store, period, KESIAPAN, Actor("Siti")
    ) == instrument_edits.adopt_instrument(store, period, KESIAPAN, Actor("Siti"))


def test_a_locked_period_takes_no_other_instrument(store, period):
    for region in ("35.18", "35.23"):
        roster = agencies.general_roster(region)
        rosters.write_roster(store, region, roster, Actor("Siti"), since=date(2026, 1, 1))
    periods.lock_period(store, period.id, "35.18", Actor("Siti"))
    instrument_edits.adopt_instrument(store, period, KESIAPAN, Actor("Siti"))
    periods.lock_period(store, period.id, "35.23", Actor("Siti"))
    with pytest.raises(StoreError, match="dikunci"):
        instrument_edits.adopt_instrument(store, period, KESIAPAN, Actor("Siti"))
