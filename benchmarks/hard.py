"""The malformed, encrypted and odd files of ../shared/corpus: read, or refused for a reason that is true."""

from __future__ import annotations

import csv
import io
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from survey.files import limits
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox
from survey.messages import make_finding

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
BOMBS = Path(__file__).resolve().parent.parent / "tests" / "corpus" / "bombs"
HARMLESS = {"corner_cell", "row_1048576", "huge_dimension_only", "styles_64000"}
"""Bombs that are read after a cut; the others are refused."""
GROWTH = 20.0
SLOWEST = 20.0
LARGEST = 2**30


class Outcome(NamedTuple):
    """What became of one file. `others` is what other readers say; `peak` in bytes, 0 where not measured."""

    file: str
    code: str
    message: str
    seconds: float
    peak: int
    died: bool
    others: str

    @property
    def opened_elsewhere(self) -> bool:
        """Whether any other reader opens it."""
        return any(said.endswith("=ok") for said in self.others.split())

    @property
    def locked(self) -> bool:
        """Whether another reader says that a password is missing."""
        return "PasswordError" in self.others


def index() -> dict[str, str]:
    """File name -> what each reader of the corpus says, in the order of the index."""
    with (SHARED / "hard" / "INDEX.csv").open(encoding="utf-8") as stream:
        return {row["file"]: row["readers that open it"] for row in csv.DictReader(stream)}


def run(files: Iterable[tuple[Path, str]]) -> Iterator[Outcome]:
    """Every file through one sandbox, as in an upload."""
    with Sandbox() as sandbox:
        for path, others in files:
            started, starts = time.perf_counter(), sandbox.starts
            code, message = _read(sandbox, path)
            seconds = time.perf_counter() - started
            died = sandbox._child is None or sandbox.starts > starts + (starts == 0)
            yield Outcome(path.name, code, message, seconds, _peak(sandbox), died, others)


def _read(sandbox: Sandbox, path: Path) -> tuple[str, str]:
    try:
        book = sandbox.read(path.name, path.read_bytes())
    except RefusalError as refusal:
        return refusal.code, make_finding(refusal.code, found=refusal.found, **refusal.parts).message
    return f"read {book.kind} by {book.reader}", ""


def _peak(sandbox: Sandbox) -> int:
    status = Path(f"/proc/{sandbox._child.pid}/status") if sandbox._child else None
    if status is None or not status.is_file():
        return 0
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) * 1024 if lines else 0


def damaged(data: bytes) -> bool:
    """Whether a package's own checksums or directory say that bytes are missing or changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.testzip() is not None
    except Exception:
        return True


# How a refusal is proved where another reader opens the file; any other code would have to be argued.
PROOFS: dict[str, Callable[[bytes], bool]] = {
    "E04": damaged,
    "E38": lambda data: data[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04"),
    "E05": lambda data: sum(e.file_size for e in zipfile.ZipFile(io.BytesIO(data)).infolist()) > 10**8,
}


def wrongly_refused(outcomes: list[Outcome], folder: Path) -> list[Outcome]:
    """The files that another reader opens and that were refused for a reason nothing proves."""
    return [
        outcome
        for outcome in outcomes
        if outcome.message and outcome.opened_elsewhere and not _proved(outcome, folder)
    ]


def _proved(outcome: Outcome, folder: Path) -> bool:
    proof = PROOFS.get(outcome.code)
    return proof is not None and proof((folder / outcome.file).read_bytes())


def report(outcomes: list[Outcome], folder: Path) -> bool:
    """Print the tables; True where every promise holds."""
    counts = Counter(outcome.code for outcome in outcomes)
    for code, count in sorted(counts.items(), key=lambda item: (not item[0].startswith("read"), item[0])):
        elsewhere = sum(outcome.opened_elsewhere for outcome in outcomes if outcome.code == code)
        print(f"{count:5}  {code:28} opened by another reader: {elsewhere}")
    refused = [outcome for outcome in outcomes if outcome.message and outcome.opened_elsewhere]
    wrong = wrongly_refused(outcomes, folder)
    for outcome in refused:
        print(f"refused though opened elsewhere: {outcome.file}: {outcome.code} {outcome.message}")
    silent = [o.file for o in outcomes if not o.message and not o.code.startswith("read")]
    locked = [outcome for outcome in outcomes if outcome.locked]
    unsaid = [outcome.file for outcome in locked if outcome.code != "E01"]
    dead = [outcome.file for outcome in outcomes if outcome.died]
    slow = [outcome.file for outcome in outcomes if outcome.seconds > SLOWEST]
    large = [outcome.file for outcome in outcomes if outcome.peak > LARGEST]
    print(f"files {len(outcomes)}, slowest {max(o.seconds for o in outcomes):.1f} s", end=", ")
    print(f"largest process {max(o.peak for o in outcomes) / 2**20:.0f} MiB", end=", ")
    print(f"locked by a password and said so {len(locked) - len(unsaid)} of {len(locked)}")
    failures = {
        "refused without a proved reason": [outcome.file for outcome in wrong],
        "refused without a message": silent,
        "password not told": unsaid,
        "child ended": dead,
        f"over {SLOWEST:.0f} s": slow,
        f"over {LARGEST >> 20} MiB (limit {limits.CHILD_MEMORY >> 20})": large,
    }
    for what, names in failures.items():
        print(f"{what}: {len(names)} {' '.join(names)}".rstrip())
    return not any(failures.values())


def resident() -> float:
    """Our own resident memory in MiB, 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def report_bombs() -> bool:
    """Print what became of each bomb; True where those to be read were read and ours is the memory it was."""
    before = resident()
    outcomes = list(run((path, "") for path in sorted(BOMBS.glob("*.xlsx"))))
    grown = resident() - before
    for outcome in outcomes:
        what = f"{outcome.code}: {outcome.message}" if outcome.message else outcome.code
        print(f"{outcome.file:26} {outcome.seconds:5.2f} s {outcome.peak / 2**20:5.0f} MiB  {what}")
    print(f"bombs {len(outcomes)}, our own memory grew by {grown:.1f} MiB")
    read = {Path(outcome.file).stem for outcome in outcomes if not outcome.message}
    return read == HARMLESS and grown < GROWTH and not any(outcome.died for outcome in outcomes)


def main() -> None:
    """Run the folders hard/ and bombs/ and say what became of them."""
    folder = SHARED / "hard"
    outcomes = list(run((folder / name, others) for name, others in index().items()))
    kept = [report(outcomes, folder), report_bombs()]
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
