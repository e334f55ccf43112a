"""Reading measured against bare python-calamine in the same run: 40 templates, and 20,000 x 110 answers."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pandas as pd
import xlsxwriter
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reference import agencies, instruments
from storage import open_store
from storage.engine import writing_transaction
from storage.values import Actor
from survey import read, template
from survey.answers.file_reading import ReadingContext
from survey.files.sandbox import Sandbox
from survey.values import Answer, SourceFile
from workflow.results import assess, stored_data
from workflow.setup.setup import ensure_yearly_period, open_scope, save_roster
from workflow.upload import outcome, upload

REGION = "35.18"
FILES = 40
LIMIT = 3.0
ROWS, COLUMNS = 20_000, 110
MEMORY_LIMIT = 2.0
BARE = """
import io, sys, time
from python_calamine import CalamineWorkbook
data = sys.stdin.buffer.read()
start = time.process_time()
book = CalamineWorkbook.from_filelike(io.BytesIO(data))
rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
print(time.process_time() - start)
try:
    print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
except OSError:
    print(0)
"""


def workbooks() -> list[SourceFile]:
    """Forty filled forms, each with every indicator: as large as an OPD's file can be."""
    kesiapan = instruments.load_instrument("kesiapan")
    roster = agencies.general_roster(REGION)
    drawn = random.Random(0)
    files = []
    for agency in roster.to_dict("records")[:FILES]:
        answers = {leaf: _answer(leaf, drawn.randint(1, 5)) for leaf in kesiapan.framework.leaves}
        alone = roster[roster["opd"] == agency["opd"]]
        assigned = agencies.assign_indicators(kesiapan.framework, alone)
        buffer = BytesIO()
        template.write_survey_form(kesiapan, REGION, agency, assigned, buffer, "2026", answers=answers)
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
    read.forget_grids()
    readings = read.read_batch(
        files, ReadingContext(instruments.load_instrument("kesiapan"), REGION, rosters)
    )
    assert all(reading.verdict == "ready" for reading in readings)


def survey_table() -> bytes:
    """One sheet of respondents by rows: who answered, then levels 1 to 5 under the codes."""
    kesiapan = instruments.load_instrument("kesiapan")
    opd = agencies.general_roster(REGION)["name"].tolist()
    leaves = list(kesiapan.framework.leaves)[: COLUMNS - 6]
    drawn = random.Random(0)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Jawaban")
        sheet.write_row(0, 0, ["Waktu", "Kabupaten", "Perangkat daerah", "Responden", "Jabatan", "Catatan"])
        sheet.write_row(0, 6, leaves)
        for row in range(1, ROWS + 1):
            sheet.write_row(
                row, 0, ["2026-01-01", "Kab. Nganjuk", opd[row % len(opd)], f"R{row}", "Staf", "-"]
            )
            sheet.write_row(row, 6, [drawn.randint(1, 5) for _ in leaves])
    return buffer.getvalue()


def bare_large(data: bytes) -> tuple[float, int]:
    """Seconds and peak memory (bytes, 0 where the system does not tell) of python-calamine alone."""
    done = subprocess.run([sys.executable, "-c", BARE], input=data, capture_output=True, check=True)
    took, peak = done.stdout.split()
    return float(took), int(peak) * 1024


def processor() -> float:
    """Seconds of processor time of this process and of its children that ended."""
    return sum(os.times()[:4])


def ours_large(data: bytes) -> tuple[float, int]:
    """Processor seconds from bytes to grids in the server and the child's peak memory."""
    start = processor()
    with Sandbox() as sandbox:
        sandbox.read("besar.xlsx", data, 2**30)
        status = Path(f"/proc/{sandbox._child.pid}/status") if sandbox._child else Path()
        lines = status.read_text().splitlines() if status.is_file() else []
    return processor() - start, sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def whole_large(data: bytes) -> float:
    """Processor seconds from bytes to checked answers, start of the child included."""
    rosters = {REGION: agencies.general_roster(REGION)}
    read.forget_grids()
    start = processor()
    context = ReadingContext(instruments.load_instrument("kesiapan"), rosters=rosters)
    (reading,) = read.read_batch([SourceFile("besar.xlsx", data)], context)
    took = processor() - start
    assert len(reading.responses) == ROWS
    return took


def templates() -> None:
    """Print the times and the ratio of the forty templates."""
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


def large(rounds: int = 3) -> None:
    """Print the times, the peaks and their ratios of one large table, taking turns."""
    data = survey_table()
    turns = [(bare_large(data), ours_large(data), (whole_large(data), 0)) for _ in range(rounds)]
    (bare_time, bare_peak), (grids, peak), (whole, _) = (
        min(turn[side] for turn in turns) for side in range(3)
    )
    print(f"{ROWS:,} x {COLUMNS} answers, {len(data) / 2**20:.1f} MiB; processor time")
    print(f"python-calamine {bare_time:.2f} s, {bare_peak / 2**20:.0f} MiB", end="; ")
    print(f"bytes to grids {grids:.2f} s, child {peak / 2**20:.0f} MiB", end="; ")
    print(f"memory {peak / max(bare_peak, 1):.2f} (limit {MEMORY_LIMIT})")
    print(f"ratio of bytes to grids {grids / bare_time:.2f} (limit {LIMIT})")
    print(f"whole import, every answer checked {whole:.2f} s, ratio {whole / bare_time:.2f} (limit {LIMIT})")
    stored(data)


def stored(data: bytes) -> None:
    """Print what comes after the import: storing it, loading it and scoring it."""
    kesiapan, roster = instruments.load_instrument("kesiapan"), agencies.general_roster(REGION)
    choice = {f"duplicate:{hashlib.sha256(data).hexdigest()[:12]}": "all"}
    files = [SourceFile("besar.xlsx", data)]
    context = ReadingContext(kesiapan, REGION, {REGION: roster}, choices=choice)
    received = outcome.UploadOutcome(tuple(read.read_batch(files, context)))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/besar.db")
        with writing_transaction(store) as connection:
            scope = open_scope(connection, ensure_yearly_period(connection, 2026, Actor("uji")), kesiapan)
            save_roster(connection, scope, REGION, roster, Actor("uji"))
        target = outcome.UploadTarget(scope, REGION, Actor("uji"))
        steps: dict[str, Callable[[], object]] = {
            "stored": lambda: upload.store_ready_files(store, target, received),
            "the same again": lambda: upload.store_ready_files(store, target, received),
            "loaded": lambda: stored_data.read_survey_data(store, scope, REGION),
        }
        for name, step in steps.items():
            start = processor()
            step()
            print(f"{name} {processor() - start:.1f} s", end="; ")
        start = processor()
        assess.score_regions(stored_data.read_survey_data(store, scope, REGION))
        print(f"loaded and scored {processor() - start:.1f} s")
        store.dispose()


def main() -> None:
    """Print both comparisons."""
    templates()
    large()


if __name__ == "__main__":
    main()
