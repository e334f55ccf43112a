"""A small file of lists, programmes or codes that repeats itself costs no more than its end."""

import time

import pytest

from survey.files import limits
from survey.programmes import nomenclature, read_programme_file
from survey.programmes.values import ProgrammeContext
from survey.values import SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS
from workflow.setup import roster_list
from workflow.setup.roster_edits import OpdListError

PLAN = "Urusan,Bidang,Program,Kegiatan,Sub Kegiatan,Nomenklatur"
PARTS = {
    "headings": lambda at: ["Program,Kegiatan,Pagu,OPD"],
    "programmes": lambda at: ["Program,Kegiatan,Pagu,OPD", f"Program {at},Kegiatan {at},9,Dinkes", ",,,"],
    "codes": lambda at: [f"1.02.{at % 90:02d}.2.01.{at % 9999:04d},Pengelolaan data {at}"],
    "plans": lambda at: [PLAN, f"1,02,{at % 90:02d},2.01,{at % 9999:04d},Pengelolaan data {at}", ",,,,,"],
    "lists": lambda at: ["No,Nama OPD", f"{at},Dinas {at} Kesehatan", ","],
    "names": lambda at: [f"{at},Dinas Kesehatan {at}", ","],
}


def programmes(file):
    found = read_programme_file(file, ProgrammeContext(KESIAPAN, ROSTERS[NGANJUK], 2026))
    return [one.code for one in found.remarks]


def codes(file):
    return [one.code for one in nomenclature.read_nomenclature_file(file, KESIAPAN).findings]


def pasted(file):
    text = file.data.decode().replace(",", "\t")
    return [one.code for one in nomenclature.read_nomenclature_text(text, KESIAPAN).findings]


def opd_list(file):
    try:
        roster_list.read_list_file(file)
    except OpdListError as error:
        return ["E42"] if "dihentikan karena lebih lama" in str(error) else [str(error)]
    return []


DOORS = {"programmes": programmes, "codes": codes, "pasted": pasted, "list": opd_list}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("part", PARTS)
def test_a_file_that_repeats_itself_ends_at_every_door(monkeypatch, part, door):
    """Of the processor; without its end, 2,000 repetitions of such a table take minutes."""
    # A list is read whole up to a few thousand rows, and soon: its end is set lower to be met.
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.03 if door == "list" else 0.3)
    times = 900 if door == "list" else 2_000
    data = "\n".join(line for at in range(times) for line in PARTS[part](at)).encode()
    start = time.thread_time()
    said = DOORS[door](SourceFile("a.csv", data))
    assert time.thread_time() - start < 3
    if (part, door) in (
        ("programmes", "programmes"),
        ("plans", "codes"),
        ("plans", "pasted"),
        ("lists", "list"),
    ):
        assert said == ["E42"]


@pytest.mark.parametrize("door", DOORS)
def test_an_honest_file_is_read_whole(door):
    said = DOORS[door](
        SourceFile("a.csv", b"Kode,Program,OPD\n2.16.03,Program Pengelolaan Aplikasi,Diskominfo\n")
    )
    assert "E42" not in said
