"""Every indicator has exactly one OPD that answers, in every region."""

import pandas as pd
import pytest

from reference import agencies, instruments, regions

READINESS = instruments.load_instrument("kesiapan").framework


def leads(framework, roster) -> pd.Series:
    rows = agencies.assign_indicators(framework, roster).query("role == 'lead'")
    assert rows["indicator"].is_unique
    assert set(rows["indicator"]) == set(framework.leaves)
    assert set(rows["opd"]) <= set(roster["opd"])
    return rows.set_index("indicator")["opd"]


@pytest.mark.parametrize("region", agencies.sample_rosters())
def test_sample_rosters_answer_every_indicator(region):
    found = leads(READINESS, agencies.sample_rosters()[region])
    assert not found.str.startswith("KEC").any()


def test_general_rosters_of_all_regions_answer_every_indicator():
    for region in regions.list_regions().index:
        found = leads(READINESS, agencies.general_roster(region))
        assert not found.str.startswith("KEC").any()


def test_the_carrier_of_the_urusan_leads_and_the_others_support():
    rows = agencies.assign_indicators(READINESS, agencies.sample_rosters()["35.18"])
    by_role = rows.groupby(["indicator", "role"])["opd"].apply(list)
    assert by_role["LIV2.1", "lead"] == ["DINKES"]
    assert by_role["LIV2.1", "support"] == ["RSUD"]
    assert by_role["GOV1.1", "lead"] == ["SETDA"]
    assert by_role["GOV2.1", "lead"] == ["DISKOMINFO"]
    assert by_role["GOV2.1", "support"] == ["BAPPERIDA"]
    assert len([opd for opd in by_role["SOC1.1", "support"] if opd.startswith("KEC")]) == 20


def test_a_listed_bagian_takes_its_urusan_from_setda():
    found = agencies.assign_indicators(
        READINESS, agencies.roster_from_names(["Sekretariat Daerah", "Bagian Organisasi"])
    )
    assert found.query("indicator == 'GOV1.1'").to_dict("records") == [
        {"indicator": "GOV1.1", "opd": "SETDA-ORG", "role": "lead"}
    ]
    assert found.query("indicator == 'ENV3.2' and role == 'lead'")["opd"].tolist() == ["SETDA"]


def test_without_a_carrier_the_first_supporter_answers_then_the_coordinator_then_setda():
    names = ["Sekretariat Daerah", "Dinas Komunikasi dan Informatika", "Dinas Sosial"]
    found = leads(READINESS, agencies.roster_from_names(names))
    assert found["ECO2.1"] == "DINSOS"
    assert found["SOC1.1"] == "DISKOMINFO"
    assert found["LIV3.1"] == "DISKOMINFO"
    assert (
        leads(READINESS, agencies.roster_from_names(["Sekretariat Daerah", "Dinas Sosial"]))["LIV3.1"]
        == "SETDA"
    )


def test_a_city_without_desa_has_no_village_agency_and_still_answers():
    roster = agencies.general_roster("35.73")
    assert "DPMD" not in set(roster["opd"])
    assert "DPMD" in set(agencies.general_roster("35.79")["opd"])
    assert leads(READINESS, roster)["SOC1.1"] == "DISKOMINFO"


def test_instruments_without_urusan_are_the_coordinators():
    found = leads(instruments.load_instrument("spbe").framework, agencies.sample_rosters()["35.18"])
    assert set(found) == {"DISKOMINFO"}


def test_an_empty_roster_gives_nobody():
    assert agencies.assign_indicators(READINESS, agencies.roster_from_names([])).empty


def test_all_kecamatan_share_one_vote_and_ids_are_unique():
    for roster in agencies.sample_rosters().values():
        assert roster["opd"].is_unique
        districts = roster["district"] != ""
        assert set(roster.loc[districts, "vote"]) == {"KECAMATAN"}
        assert (roster.loc[~districts, "vote"] == roster.loc[~districts, "opd"]).all()
        assert roster.loc[districts, "opd"].equals("KEC-" + roster.loc[districts, "district"])


def test_unknown_names_keep_their_place_in_a_roster():
    roster = agencies.roster_from_names(
        ["Dinas Sosial", "Kantor Urusan Langit", "dinas  sosial", "Kantor Urusan Laut"]
    )
    assert roster["opd"].is_unique
    assert roster["name"].tolist()[1] == "Kantor Urusan Langit"


def test_a_survey_of_opinion_asks_every_opd_everything():
    roster = agencies.sample_rosters()["35.18"]
    opinions = instruments.load_instrument("persepsi").framework
    rows = agencies.assign_indicators(opinions, roster)
    assert rows.groupby("indicator")["opd"].apply(set).map(len).eq(len(roster)).all()
    assert set(leads(opinions, roster)) == {"DISKOMINFO"}
    assert agencies.assign_indicators(opinions, roster.iloc[:0]).empty
