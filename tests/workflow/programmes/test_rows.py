"""Rows that a person edits at once change what they changed and nothing else."""

from datetime import date

import pandas as pd
import pytest

from planning.programmes.programme import Programme, Realisation
from reference import instruments
from workflow.programmes import register_view
from workflow.programmes.rows import RowError, apply_programme_edits, editable_programme_rows

KESIAPAN = instruments.load_instrument("kesiapan")
YEARS = [2026, 2027]
ADUAN = Programme(
    "a",
    "Kanal aduan",
    problem="baris satu\nbaris dua",
    dimension="GOV",
    lifts={"GOV3.4": 4.0},
    lead="DISKOMINFO",
    support=("DINKES",),
    costs={2026: 1.25e9, 2031: 3e8},
    start=date(2026, 1, 5),
    realisation={2025: Realisation(50.0, "separuh")},
    unread={"funds": "???", "risk": "tak jelas"},
)
SAMPAH = Programme("b", "Bank sampah", status="berjalan", since=2022)


@pytest.fixture
def found(room):
    standing = register_view.view_register(room.store, KESIAPAN, "35.18", None)
    return type(standing)(**vars(standing) | {"register": {"a": ADUAN, "b": SAMPAH}})


def rows(found, **changes):
    """The rows of both programmes; `changes`: "a.name" style, dots as double underscores."""
    table = editable_programme_rows(found, ["a", "b"], YEARS)
    for place, value in changes.items():
        key, column = place.split("__")
        table.loc[table["key"] == key, column] = value
    return table


def edited(found, table):
    return apply_programme_edits(found, ["a", "b"], table, YEARS)


def test_rows_left_alone_change_nothing(found):
    assert edited(found, rows(found)) == {}


def test_an_edited_cell_changes_that_field_alone(found):
    changes = edited(found, rows(found, a__name="Kanal aduan warga", b__2027="1,5 M"))
    assert changes["a"].name == "Kanal aduan warga"
    assert (changes["a"].problem, changes["a"].costs) == (ADUAN.problem, ADUAN.costs)
    assert changes["b"].costs == {2027: 1.5e9}


def test_a_cleared_cost_is_unknown_and_not_zero(found):
    assert edited(found, rows(found, a__2026=""))["a"].costs == {2031: 3e8}


def test_what_was_unread_is_settled_by_filling_it_in(found):
    assert edited(found, rows(found, a__funds="APBD"))["a"].unread == {"risk": "tak jelas"}


def test_a_row_taken_out_deletes_and_a_new_one_adds(found):
    table = rows(found)
    new = {"name": "Kartu warga", "status": None, "lead": "DINKES", "support": None, "2026": "500 juta"}
    table = pd.concat([table[table["key"] != "b"], pd.DataFrame([new])], ignore_index=True)
    changes = edited(found, table)
    assert changes.pop("b") is None
    (one,) = changes.values()
    assert (one.name, one.status, one.lead, one.costs) == ("Kartu warga", "usulan", "DINKES", {2026: 5e8})
    assert one.key not in ("a", "b")


def test_an_empty_new_row_is_no_programme(found):
    table = pd.concat([rows(found), pd.DataFrame([{"name": None}])], ignore_index=True)
    assert edited(found, table) == {}


def test_rows_that_cannot_be_taken_over_are_named_and_nothing_is(found):
    with pytest.raises(RowError, match=r"baris 1: biaya 2026 'dua em'.*baris 2: nama program") as error:
        edited(found, rows(found, a__2026="dua em", b__name=" "))
    assert "Tidak ada yang disimpan" in str(error.value)


def test_the_lead_does_not_support_itself(found):
    table = rows(found, a__lead="DINKES")
    assert edited(found, table)["a"].support == ()
