"""40 templates read and checked: the ratio to bare python-calamine plus one Python start with pandas."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reference import agencies, instruments
from survey import read, template
from survey.values import Answer, SourceFile

REGION = "35.18"
FILES = 40
LIMIT = 3.0


def workbooks() -> list[SourceFile]:
    """Forty filled forms, each with every indicator: as large as an OPD's file can be."""
    kesiapan = instruments.load("kesiapan")
    roster = agencies.general_roster(REGION)
    drawn = random.Random(0)
    files = []
    for agency in roster.to_dict("records")[:FILES]:
        answers = {leaf: _answer(leaf, drawn.randint(1, 5)) for leaf in kesiapan.framework.leaves}
        alone = roster[roster["opd"] == agency["opd"]]
        assigned = agencies.assign(kesiapan.framework, alone)
        buffer = BytesIO()
        template.write(kesiapan, REGION, agency, assigned, buffer, "2026", answers=answers)
        files.append(SourceFile(f"{agency['opd']}.xlsx", buffer.getvalue()))
    return files


def _answer(leaf: str, level: int) -> Answer:
    return Answer(leaf, "answered", float(level), fact="Fakta yang ditulis OPD", evidence="SK 1")


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """The least time of several rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def bare(files: list[SourceFile]) -> None:
    """Every sheet of every file through python-calamine, nothing else."""
    for file in files:
        book = CalamineWorkbook.from_filelike(BytesIO(file.data))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def start_python() -> None:
    """One Python that imports pandas."""
    subprocess.run([sys.executable, "-c", "import pandas"], check=True)


def ours(files: list[SourceFile], rosters: dict[str, pd.DataFrame]) -> None:
    """Read and check the batch as an upload does, with nothing remembered from an earlier one."""
    read.forget()
    readings = read.read_batch(files, instruments.load("kesiapan"), region=REGION, rosters=rosters)
    assert all(reading.verdict == "ready" for reading in readings)


def main() -> None:
    """Print the times and the ratio."""
    files = workbooks()
    rosters = {REGION: agencies.general_roster(REGION)}
    calamine, start = seconds(lambda: bare(files)), seconds(start_python)
    reading = seconds(lambda: ours(files, rosters))
    ratio = reading / (calamine + start)
    print(f"{len(files)} files, {sum(len(file.data) for file in files) / 1024:.0f} KiB")
    print(
        f"python-calamine {calamine:.3f} s, Python + pandas {start:.3f} s, read and checked {reading:.3f} s"
    )
    print(f"ratio {ratio:.2f} (limit {LIMIT})")


if __name__ == "__main__":
    main()
