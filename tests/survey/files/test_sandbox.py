"""The reading child: bombs end it, not us; the other files are read."""

import os
import sys
import time
from pathlib import Path

import pytest

from survey.files import limits, server_line
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox
from tests.survey.making import book

BOMBS = Path(__file__).resolve().parent.parent.parent / "corpus" / "bombs"
READ = {"corner_cell", "row_1048576", "huge_dimension_only", "styles_64000"}
GOOD = book(("Lembar", [["a"], [1.5]]))


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as opened:
        yield opened


def resident():
    """Our own resident memory in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


@pytest.mark.parametrize("path", sorted(BOMBS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_bombs_are_refused_or_read_and_our_memory_stays(sandbox, path):
    data = path.read_bytes()
    before = resident() if sys.platform == "linux" else 0.0
    if path.stem in READ:
        assert sandbox.read(path.name, data).sheets[0].rows
    else:
        with pytest.raises(RefusalError) as caught:
            sandbox.read(path.name, data)
        assert caught.value.code in ("E04", "E05", "E09")
    if sys.platform == "linux":
        assert resident() - before < 50


@pytest.mark.parametrize("stem", ["corner_cell", "row_1048576"])
def test_a_stray_cell_is_trimmed_and_said(sandbox, stem):
    sheet = sandbox.read("a.xlsx", (BOMBS / f"{stem}.xlsx").read_bytes()).sheets[0]
    assert sheet.rows[0]
    assert len(sheet.rows) == 1
    assert "1048576 baris" in sheet.trimmed


def test_a_file_that_kills_the_child_is_refused_and_the_next_is_read():
    with Sandbox() as sandbox:
        assert sandbox.read("a.xlsx", GOOD).sheets[0].rows == (("a",), (1.5,))
        sandbox._child.kill()
        sandbox._child.wait()
        assert sandbox.read("b.xlsx", GOOD).sheets[0].rows
        assert sandbox.starts == 2


def test_a_child_that_dies_while_reading_costs_that_file_alone():
    heavy = book(("Lembar", [[f"teks {row} {column}" for column in range(300)] for row in range(600)]))
    with Sandbox(seconds=0.02) as sandbox:
        with pytest.raises(RefusalError) as caught:
            sandbox.read("berat.xlsx", heavy)
        assert caught.value.code == "E42"
        sandbox.seconds = 20
        assert sandbox.read("b.xlsx", GOOD).sheets[0].rows
        assert sandbox.starts == 2


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux")
def test_the_memory_limit_holds():
    rows = [[f"{row}-{column}" * 8 for column in range(100)] for row in range(2000)]
    with Sandbox(memory=64 * 2**20) as sandbox:
        with pytest.raises(RefusalError) as caught:
            sandbox.read("besar.xlsx", book(("Lembar", rows)))
        assert caught.value.code == "E12"
        assert sandbox.read("b.xlsx", GOOD).sheets[0].rows


def echo(data, times=1):
    return {"length": len(data), "times": times}, data * times


def count(data, to):
    for number in range(to):
        yield {"number": number}, data


def refuse(data):
    raise RefusalError("E06", "kosong", limit="1")


def fail(data):
    raise KeyError("a")


def devour(data):
    return {}, bytes(2**40)


def linger(data, seconds):
    time.sleep(seconds)
    raise RefusalError("E06")


def vanish(data):
    os._exit(0)


def test_a_function_of_ours_is_run_in_the_child(sandbox):
    assert sandbox.call_function(echo, b"ab", times=3) == ({"length": 2, "times": 3}, b"ababab")


def test_a_generator_answers_one_by_one_and_may_be_left_midway(sandbox):
    assert [said["number"] for said, _ in sandbox.iterate_function(count, b"x", to=4)] == [0, 1, 2, 3]
    assert next(sandbox.iterate_function(count, b"x", to=10**9)) == ({"number": 0}, b"x")
    assert sandbox.call_function(echo, b"") == ({"length": 0, "times": 1}, b"")


@pytest.mark.parametrize(
    ("function", "code"), [(refuse, "E06"), (fail, "E04"), (devour, "E12"), (vanish, "E12")]
)
def test_what_a_function_cannot_do_is_a_refusal_and_the_next_is_answered(sandbox, function, code):
    for ask in (sandbox.call_function, lambda *given: next(sandbox.iterate_function(*given))):
        with pytest.raises(RefusalError) as caught:
            ask(function, b"a")
        assert caught.value.code == code
    assert sandbox.call_function(echo, b"b")[1] == b"b"


def test_what_readers_lose_is_found(sandbox):
    data = book(
        ("Lembar", [["a", "b", "c"], [1, None, None]]),
        formulas={"B2": ("=1/0", "#DIV/0!"), "C2": ("=A2+1", "")},
    )
    sheet = sandbox.read("a.xlsx", data).sheets[0]
    assert sheet.errors == {"B2": "#DIV/0!"}
    assert sheet.uncomputed == {"C2"}


def test_a_table_that_would_fill_the_server_is_refused_by_its_cells(sandbox):
    rows = [[f"isi sel nomor {row * 30 + column}" for column in range(30)] for row in range(5_000)]
    data = book(("Lembar", rows))
    with pytest.raises(RefusalError) as caught:
        sandbox.read("besar.xlsx", data, most=limits.TABLE_BYTES)
    assert (caught.value.code, caught.value.found) == ("E41", "150.000")
    assert sandbox.read("besar.xlsx", data, most=64 * 2**20).sheets[0].rows


def test_a_batch_has_an_end_and_what_is_small_is_read_after_it():
    """Once the files together took their time, one that takes long is refused sooner, and no other."""
    heavy = book(("Lembar", [[f"teks {row} {column}" for column in range(300)] for row in range(600)]))
    with Sandbox(patience=0.2) as sandbox:
        with pytest.raises(RefusalError):
            sandbox.call_function(linger, b"", seconds=1)
        assert sandbox.spent >= 0.2
        start = time.monotonic()
        with pytest.raises(RefusalError) as caught:
            sandbox.call_function(linger, b"", seconds=60)
        assert (caught.value.code, caught.value.found) == ("E42", str(limits.LAST_SECONDS))
        assert time.monotonic() - start < limits.LAST_SECONDS + 2
        assert sandbox.read("b.xlsx", GOOD).sheets[0].rows
        assert sandbox.read("berat.xlsx", heavy, most=64 * 2**20).sheets[0].rows


def converse(data, questions):
    for question in questions:
        yield {question: server_line.ask_server(question).decode()}, data


def test_what_the_child_asks_is_answered_by_who_asked_it(sandbox):
    known = {"a": b"satu", "b": b"dua"}
    asked = sandbox.iterate_function(
        converse, b"x", told=lambda one: known.get(one, b""), questions=["b", "a", "c"]
    )
    assert [said for said, _ in asked] == [{"b": "dua"}, {"a": "satu"}, {"c": ""}]


def test_a_child_that_asks_where_nobody_answers_has_no_reply(sandbox):
    with pytest.raises(RefusalError):
        list(sandbox.iterate_function(converse, b"x", questions=["a"]))
    assert sandbox.read("b.xlsx", GOOD).sheets[0].rows
