"""Files read by `cli.py check`, as anybody outside would: its JSON, and the processor time it took."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cli
from reference import agencies
from reference.rosters import RegionRosters

NOT_APPLICABLE = "n/a"
Place = tuple[str | None, str | None, str]
"""Region (None where the caller says it), OPD (None for a value of the region), item or node."""

_rosters = RegionRosters()


class Checked(NamedTuple):
    """What `check` wrote of each file, its exit code, and seconds of processor time, the child's included."""

    files: list[dict[str, Any]]
    code: int
    seconds: float


def check_files(paths: Sequence[Path], instrument: str, region: str | None) -> Checked:
    """The files read in one call."""
    given = ["--instrument", instrument, *(("--region", region) if region else ())]
    with TemporaryDirectory() as folder, silence():
        out, before = Path(folder) / "baca.json", _processor_time()
        code = cli.main(["check", *map(str, paths), *given, "--out", str(out)])
        seconds = _processor_time() - before
        return Checked(json.loads(out.read_text(encoding="utf-8")), code, seconds)


@contextmanager
def silence() -> Iterator[io.StringIO]:
    """What commands say, kept."""
    said = io.StringIO()
    with redirect_stderr(said), redirect_stdout(said):
        yield said


def _processor_time() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def read_places(file: Mapping[str, Any], *, whole: bool) -> dict[Place, float | str]:
    """What a file says by place, answers and values alike; the region only where `whole`."""
    found: dict[Place, float | str] = {}
    for one in file["answers"]:
        said = NOT_APPLICABLE if one["status"] == "not_applicable" else one["value"]
        if said is not None:
            found[one["region"] if whole else None, one["opd"], one["item"]] = said
    for one in file["values"]:
        if one["value"] is not None:
            found[one["region"] if whole else None, None, one["node"]] = one["value"]
    return found


def opd_code(region: str | None, name: str) -> str:
    """The code an OPD has in its region's list, by whatever name; the name itself where it is not known."""
    return agencies.match_opd(name, _rosters.get(region) if region else None).opd or name
