"""A small file costs little however often it repeats itself, and never more than its limit in the server."""

import contextlib
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey import read, recognising, time_limit
from survey.answers.file_reading import ReadingContext
from survey.files import limits
from survey.files.reader import read_workbook
from survey.values import SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS

LEAVES = KESIAPAN.framework.leaves
OPD = ["Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "Sekretariat Daerah", "Dinas yang tidak ada"]
HEAD, ANSWER = "No,Indikator,Nilai", f"1,{LEAVES[0]},3"
LEGEND = "Keterangan: 1 = belum ada; 2 = sebagian; 3 = lengkap,,"
PARTS = {
    "headings": lambda at: ["kode,nilai"],
    "headings and a row": lambda at: ["kode,nilai", f"{LEAVES[at % len(LEAVES)]},{at % 5 + 1}"],
    "headings between blank rows": lambda at: [HEAD, ANSWER, ",,"],
    "OPD among rows": lambda at: [f"Nama OPD : {OPD[at % 4]},,", ANSWER],
    "forms": lambda at: [f"Nama OPD,{OPD[at % 4]},", HEAD, ANSWER],
    "forms in words": lambda at: [
        f"OPD : {OPD[at % 4]},,",
        HEAD,
        f"1,{LEAVES[0]},Baik",
        f"2,{LEAVES[1]},Buruk",
    ],
    "forms of regions": lambda at: ["Kabupaten : Nganjuk,,", HEAD, ANSWER],
    "legends": lambda at: [LEGEND, ANSWER],
    "legends above headings": lambda at: [LEGEND, HEAD, ANSWER],
    "legends in cells": lambda at: ["1,=,Belum ada", "2,=,Sebagian", HEAD, f"1,{LEAVES[0]},9"],
    "titles": lambda at: ["SURVEI DINAS KESEHATAN KABUPATEN NGANJUK TAHUN 2026,,"],
    "titles above headings": lambda at: [f"SURVEI {OPD[at % 3].upper()} TAHUN 2026,,", HEAD, ANSWER],
    "two-cell labels": lambda at: ["Nama OPD,Dinas Kesehatan"],
    "labels": lambda at: ["Kabupaten : Nganjuk,", "Tahun : 2026,"],
    "rows between blank ones": lambda at: [f"{LEAVES[at % len(LEAVES)]},3", ","],
    "respondents": lambda at: [f"OPD,{LEAVES[0]},{LEAVES[1]}", f"{OPD[at % 4]},3,2"],
    "totals": lambda at: ["Jumlah,,3", "Rata-rata,,3"],
    "long": lambda at: ["Nama OPD,Kode,Nilai", f"Dinas Kesehatan,{LEAVES[0]},3"],
}
TIMES = 200


def lines(part, times):
    """So many repetitions below the headings of a table."""
    return "\n".join(["No,Indikator,Nilai", *(line for at in range(times) for line in PARTS[part](at))])


def columns(times):
    """Columns of code and answer again and again."""
    rows = (["kode", "nilai"], [LEAVES[0], "3"], [LEAVES[1], "2"])
    return "\n".join(",".join(row * times) for row in rows)


def tables(times):
    """Tables side by side."""
    rows = (["kode", "nilai", ""], [LEAVES[0], "3", ""], [LEAVES[1], "2", ""])
    return "\n".join(",".join(row * times) for row in rows)


SIDEWAYS = {"columns": columns, "tables side by side": tables}


def cost(text):
    """Seconds of the processor that recognising a CSV takes."""
    book = read_workbook("a.csv", text.encode())
    start = time.thread_time()
    recognising.recognise_workbook(
        book, SourceFile("a.csv", text.encode()), ReadingContext(KESIAPAN, NGANJUK, ROSTERS)
    )
    return time.thread_time() - start


@pytest.mark.parametrize("part", PARTS)
def test_what_repeats_itself_costs_seconds_and_not_minutes(part):
    """Most shapes grow with the file; four of them a little faster, as the decision says."""
    assert cost(lines(part, 2 * TIMES)) < 6


@pytest.mark.parametrize("sideways", SIDEWAYS)
def test_what_repeats_sideways_leaves_the_server_in_time(sideways):
    start = time.thread_time()
    with contextlib.suppress(time_limit.OutOfTimeError), time_limit.limit_time(limits.SERVER_SECONDS):
        cost(SIDEWAYS[sideways](TIMES))
    assert time.thread_time() - start < 2 * limits.SERVER_SECONDS


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(sorted(PARTS)), min_size=1, max_size=4, unique=True))
def test_what_repeats_together_costs_no_more(parts):
    text = "\n".join(line for at in range(TIMES) for part in parts for line in PARTS[part](at))
    assert cost(text) < 6 * len(parts)


@pytest.fixture
def no_grids():
    read.forget_grids()
    yield
    read.forget_grids()


def reading_of(text):
    (found,) = read.read_batch(
        [SourceFile("a.csv", text.encode())], ReadingContext(KESIAPAN, NGANJUK, ROSTERS)
    )
    return found


@pytest.mark.parametrize("part", ["forms", "headings", "legends in cells"])
def test_what_is_too_slow_for_the_server_is_said_by_the_child(monkeypatch, no_grids, part):
    text = lines(part, 20)
    here = reading_of(text)
    read.forget_grids()
    monkeypatch.setattr(limits, "SERVER_SECONDS", 0.0)
    assert reading_of(text) == here
    assert reading_of(text) == here  # and again, of what is known to be slow


def test_the_server_gives_up_where_a_file_takes_longer(monkeypatch, no_grids):
    monkeypatch.setattr(limits, "SERVER_SECONDS", 0.2)
    monkeypatch.setattr(limits, "CHILD_SECONDS", 20)
    asked = []
    monkeypatch.setattr(read.large_surveys, "read_large_survey", lambda *given: asked.append(given) or 1 / 0)
    start = time.thread_time()
    (reading,) = read.read_batch(
        [SourceFile("a.csv", lines("legends in cells", 2_000).encode())],
        ReadingContext(KESIAPAN, NGANJUK, ROSTERS),
    )
    assert len(asked) == 1
    assert reading.verdict == "refused"
    assert time.thread_time() - start < 2


def test_time_is_counted_only_where_it_is_limited():
    time_limit.check_time()
    with time_limit.limit_time(-1.0), pytest.raises(time_limit.OutOfTimeError):
        time_limit.check_time()
    time_limit.check_time()
