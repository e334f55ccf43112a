"""Every hostile file through every door: a sentence, no exception, and a server that stays as it was."""

import re
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from storage import location
from survey.values import SourceFile
from tests.doors import doors, hostile

MOST_MIB = 20
# What no sentence for an official holds.
FOREIGN = re.compile(r"Traceback|Error\b|Exception|None|\{|\}|<class|line \d")


@cache
def made(name: str) -> bytes:
    return hostile.HOSTILE[name]()


def peak_after_reset() -> int:
    """Our own highest resident memory since it was last asked, in MiB."""
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


def resident() -> int:
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024


@pytest.mark.parametrize("door", doors.DOORS)
@pytest.mark.parametrize("name", hostile.HOSTILE)
def test_a_hostile_file_is_answered_in_a_sentence_and_costs_the_server_nothing(door, name):
    send, ending = doors.DOORS[door]
    file = SourceFile(f"berkas{ending}", made(name))
    if sys.platform == "linux":
        peak_after_reset()
        before = resident()
    said = send(file)
    if sys.platform == "linux":
        assert peak_after_reset() - before <= MOST_MIB + len(file.data) / 2**20
    for line in said:
        assert line.strip()
        assert not FOREIGN.search(line), line


def test_nothing_is_written_where_a_name_leads(tmp_path, monkeypatch):
    """From where the server, the reading child or a temporary folder would begin to climb."""
    starts = [tmp_path / "a" / "b", location.ROOT, Path(tempfile.gettempdir()) / "a"]
    starts[0].mkdir(parents=True)
    monkeypatch.chdir(starts[0])
    for name in ("climbing out", "from the root"):
        doors.send_survey(SourceFile("a.zip", made(name)))
    assert not [start for start in starts if (start / hostile.CLIMBING).resolve().exists()]
    assert list(tmp_path.rglob("*.xlsx")) == []
    assert not Path("/etc/siap.xlsx").exists()
