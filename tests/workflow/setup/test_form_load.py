"""What each form asks of its OPD, against the review's table and a count of its own."""

import re

import pandas as pd
import pytest

from reference import agencies, instruments
from reference.agencies import OpdNames
from reference.planning import shipped_form_times
from tests.shared import SHARED, needs_shared
from workflow.setup.form_load import (
    find_longest_form,
    format_minutes,
    longest_form_title,
    measure_forms,
    measure_item,
)
from workflow.setup.moved_duties import changed_leads

NEWEST = instruments.load_instrument("kesiapan", "1.0-draf")
VERSIONS = {"0_9": instruments.load_instrument("kesiapan", "0.9"), "1_0": NEWEST}
ROSTERS = agencies.sample_rosters()


def forms(instrument, region, moved=()):
    roster = agencies.find_roster(region)
    assigned = agencies.assign_indicators(instrument.framework, roster, dict(moved))
    return measure_forms(instrument, region, roster, assigned)


@needs_shared
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("region", ["35.18", "32.74"])
def test_the_counts_are_those_of_the_review(version, region):
    given = pd.read_csv(SHARED / "facts" / "kesiapan_1_0" / "beban_opd.csv", dtype={"wilayah": str})
    given = given[given["wilayah"] == region].set_index("opd")
    found = forms(VERSIONS[version], region).set_index("opd")
    districts = found.index.str.startswith("KEC")
    assert set(found.index[~districts]) == set(given.index) - {"tiap Kecamatan"}
    for opd, row in found.iterrows():
        told = given.loc["tiap Kecamatan" if str(opd).startswith("KEC") else opd]
        asked = (told[f"diampu_{version}"], told[f"pendukung_{version}"])
        assert (row["items"], row["support"]) == asked, opd


@pytest.mark.parametrize("region", ROSTERS)
def test_a_district_is_asked_no_indicator_and_every_indicator_of_one_opd(region):
    found = forms(NEWEST, region)
    districts = found["opd"].str.startswith("KEC")
    assert districts.any()
    assert not found.loc[districts, ["items", "support", "words", "documents", "minutes"]].to_numpy().any()
    assert found["items"].sum() == len(NEWEST.framework.leaves)
    assert list(found["opd"]) == list(ROSTERS[region]["opd"])


def test_minutes_are_words_items_and_documents_at_the_shipped_times():
    times = shipped_form_times()
    leads = agencies.leads_by_indicator(agencies.assign_indicators(NEWEST.framework, ROSTERS["35.18"]))
    for _, row in forms(NEWEST, "35.18").iterrows():
        nodes = [NEWEST.framework.node(code) for code, opd in leads.items() if opd == row["opd"]]
        words = documents = 0
        for node in nodes:
            condition = node.tags.get("not_applicable_when") or ""
            text = " ".join([NEWEST.question(node.code, "35.18"), condition, *node.tags["anchors"]])
            words += sum(bool(re.search(r"\w", word)) for word in re.split(r"[\s()]+", text))
            documents += len(node.tags["evidence"].split(";"))
        assert (row["items"], row["documents"]) == (len(nodes), documents)
        assert abs(row["words"] - words) <= 0.03 * words
        expected = row["words"] / times.words_per_minute
        expected += len(nodes) * times.minutes_per_item + documents * times.minutes_per_document
        assert row["minutes"] == pytest.approx(expected)


def test_a_moved_indicator_takes_its_load_along():
    before, after = (forms(NEWEST, "35.18", moved).set_index("opd") for moved in ({}, {"PRE.13": "BKPSDM"}))
    one = measure_item(NEWEST, "PRE.13", "35.18")
    for opd, sign in (("DISKOMINFO", -1), ("BKPSDM", 1)):
        assert after.loc[opd, "words"] - before.loc[opd, "words"] == sign * one.words
        assert after.loc[opd, "items"] - before.loc[opd, "items"] == sign
    assert after["minutes"].sum() == pytest.approx(before["minutes"].sum())


def test_the_longest_form_is_named_and_equal_ones_together():
    roster = ROSTERS["35.18"]
    names = OpdNames(roster)
    assigned = agencies.assign_indicators(NEWEST.framework, roster)
    found = measure_forms(NEWEST, "35.18", roster, assigned)
    top = found.loc[found["minutes"].idxmax()]
    told = find_longest_form(NEWEST, "35.18", roster, assigned)
    assert told == (
        f"Formulir terpanjang: {names.told_apart[top['opd']]}, {top['items']} indikator, "
        f"sekitar {format_minutes(top['minutes'])} menit"
    )
    even = found.assign(minutes=[10.2, 9.9, *[3.0] * (len(found) - 2)])
    first, second = (names.told_apart[opd] for opd in found["opd"].head(2))
    assert longest_form_title(even, names) == (f"Formulir terpanjang: {first} dan {second}, sekitar 10 menit")
    all_even = found.assign(minutes=3.0)
    assert f"pada {len(found)} OPD" in longest_form_title(all_even, names)
    assert "Belum ada" in longest_form_title(found.assign(items=0, minutes=0.0), names)


def test_in_a_survey_of_opinion_everybody_answers_everything():
    opinion = instruments.load_instrument("persepsi")
    found = forms(opinion, "35.18")
    assert set(found["items"]) == {len(opinion.framework.leaves)}
    assert set(found["support"]) == {0}


def test_only_what_the_urusan_would_not_give_counts_as_moved():
    roster = ROSTERS["35.18"]
    for moved in ({}, {"ENV2.3": "DPUPR"}, {"ENV2.3": "DPUPR", "GOV1.1": "DINKES"}):
        assigned = agencies.assign_indicators(NEWEST.framework, roster, moved)
        assert changed_leads(NEWEST.framework, roster, assigned) == moved
