"""The OPD list as edited by hand."""

import pandas as pd
import pytest

from reference import agencies, instruments
from workflow.setup.roster_edits import (
    OpdListError,
    apply_roster_edits,
    editable_roster,
    list_stand_ins,
)


@pytest.fixture
def roster():
    return agencies.roster_from_names(
        ["Dinas Kesehatan", "Dinas Pendidikan", "Dinas Komunikasi dan Informatika"]
    )


def with_rows(rows, *new):
    added = [{"opd": None, "name": name, "short": None, "sectors": sectors} for name, sectors in new]
    return pd.concat([rows, pd.DataFrame(added)], ignore_index=True)


def test_nothing_changed_is_the_same_roster(roster):
    pd.testing.assert_frame_equal(
        apply_roster_edits(roster, editable_roster(roster)), roster, check_dtype=False
    )


def test_a_renamed_opd_keeps_its_id(roster):
    rows = editable_roster(roster)
    rows.loc[0, "name"] = "  Dinas  Kesehatan Daerah "
    found = apply_roster_edits(roster, rows)
    assert found.loc[0, ["opd", "name"]].tolist() == [roster.loc[0, "opd"], "Dinas Kesehatan Daerah"]


def test_a_new_opd_takes_code_and_urusan_from_the_catalogue(roster):
    found = apply_roster_edits(
        roster, with_rows(editable_roster(roster), ("Dinas Lingkungan Hidup", []))
    ).iloc[-1]
    assert (found["opd"], found["vote"]) == ("DLH", "DLH")
    assert found["sectors"]


def test_an_unknown_opd_keeps_the_urusan_given_and_gets_an_id_of_its_own(roster):
    rows = with_rows(editable_roster(roster), ("Balai Aneka", ["kesehatan"]), ("Balai Ragam", []))
    found = apply_roster_edits(roster, rows)
    assert found["opd"].is_unique
    assert found.iloc[-2]["sectors"] == "kesehatan"


def test_a_removed_urusan_stays_removed(roster):
    rows = editable_roster(roster)
    rows.at[0, "sectors"] = []
    assert apply_roster_edits(roster, rows).loc[0, "sectors"] == ""


def test_a_name_twice_and_an_empty_list_are_refused(roster):
    with pytest.raises(OpdListError, match="dua kali"):
        apply_roster_edits(roster, with_rows(editable_roster(roster), ("dinas kesehatan", [])))
    with pytest.raises(OpdListError, match="kosong"):
        apply_roster_edits(roster, editable_roster(roster).iloc[:0])


def test_stand_ins_are_the_leads_that_do_not_carry_the_urusan(roster):
    framework = instruments.load_instrument("kesiapan").framework
    assigned = agencies.assign_indicators(framework, roster)
    found = list_stand_ins(framework, roster, assigned)
    carried = set(";".join(roster["sectors"]).split(";"))
    assert not set(found["sector"]) & carried
    own = [code for code in framework.leaves if framework.node(code).tags["lead"] in carried]
    assert not set(found["indicator"]) & set(own)
    assert len(found) + len(own) == len(framework.leaves)
