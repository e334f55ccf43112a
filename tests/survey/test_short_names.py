"""Short names for files: the OPD's own, else made of its name, and no two alike in a kabupaten."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import agencies
from reference.keys import text_key
from survey.roster.values import RosterRow
from survey.template import name_form_files
from survey.template.short_names import LONGEST, propose_short_names, shorten_opd_name
from workflow.setup.roster_list import lay_list_over


def roster(*rows):
    return pd.DataFrame(rows, columns=["opd", "code", "name", "short"])


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR"),
        ("Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana", "DPPPAKB"),
        ("Dinas Kesehatan", "Dinas Kesehatan"),
        ("Sekretariat Daerah", "Sekretariat Daerah"),
        ("", ""),
    ],
)
def test_a_long_name_gives_its_initials(name, short):
    assert shorten_opd_name(name) == short


def test_an_id_is_never_the_name_of_a_file_where_there_is_a_name():
    lost = roster(
        ("OPD-01", "", "Dinas Pertanian dan Ketahanan Pangan", "OPD-01"),
        ("OPD-02", "", "Dinas Pariwisata dan Kebudayaan Daerah", ""),
        ("OPD-03", "", "Dinas Perikanan", "Dinas Perikanan"),
        ("DINKES", "DINKES", "Dinas Kesehatan", ""),
    )
    assert propose_short_names(lost) == {
        "OPD-01": "DPKP",
        "OPD-02": "DPKD",
        "OPD-03": "Dinas Perikanan",
        "DINKES": "DINKES",
    }
    named = name_form_files("35.18", lost, "2026")
    assert named["OPD-01"] == "Survei_Kab-Nganjuk_DPKP_2026.xlsx"
    assert not [name for name in named.values() if "OPD-" in name]


def test_what_is_taken_gets_a_word_then_a_number():
    alike = roster(
        ("OPD-01", "", "Dinas Pertanian dan Pangan Kabupaten", ""),
        ("OPD-02", "", "Dinas Perumahan dan Permukiman Kita", ""),
        ("OPD-03", "", "Dinas Pasar dan Perdagangan Kita", ""),
        ("OPD-04", "", "Dinas Pajak dan Perizinan Kita", ""),
    )
    assert list(propose_short_names(alike).values()) == ["DPPK", "DPPK Kita", "DPPK 2", "DPPK 3"]


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=30)), max_size=30))
def test_no_two_are_alike(given_names):
    rows = [(f"OPD-{at:02d}", "", name, short) for at, (name, short) in enumerate(given_names)]
    found = propose_short_names(roster(*rows))
    keys = [text_key(name) for name in found.values()]
    assert len(found) == len(rows)
    assert len(set(keys)) == len(keys)
    assert "" not in keys


@pytest.mark.parametrize("region", list(agencies.sample_rosters()))
def test_the_rosters_of_the_sample_keep_the_names_they_had(region):
    known = agencies.sample_rosters()[region]
    found = propose_short_names(known)
    for row in known.to_dict("records"):
        assert found[row["opd"]] == (row["opd"] if row["opd"] == row["code"] else row["short"])


def test_a_list_without_short_names_gives_files_that_name_their_opd():
    names = ["Dinas Data dan Bendungan Kabupaten", "Badan Urusan Taman Hutan Raya"]
    known = agencies.sample_rosters()["35.18"].iloc[:0]
    laid = lay_list_over([RosterRow(name, "", name, "S", "A1") for name in names], known)
    found = propose_short_names(laid)
    assert all(len(name) <= LONGEST and not name.startswith("OPD") for name in found.values())
