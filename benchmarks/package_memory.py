"""What a package costs the server: memory beside the uploaded bytes, and how long nobody is answered."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import packages_kept
from storage.values import Actor
from workflow.package import caps

BOUND_MIB, BOUND_SECONDS = 20, 0.3
REGION = f"daerah/{packages_kept.NGANJUK}.json"
CONTENTS = "isi.json"
Tree = dict[str, Any]


def many_rows(tree: Tree) -> None:
    """A roster without end: 88 KB that made the server 2.2 GB."""
    tree["roster"] = tree["roster"][:1] * 90_000


def nothings(tree: Tree) -> None:
    """Lists of nothing where the entries stand."""
    tree["entries"] = [[]] * 5_000_000


def unknown_field(tree: Tree) -> None:
    """Numbers in a field that no version knows."""
    tree["lain"] = [0] * 7_000_000


def long_texts(tree: Tree) -> None:
    """An entry as long as a member may be."""
    tree["entries"][0]["text"] = json.dumps(["x"] * 3_000_000)


def many_entries(tree: Tree) -> None:
    """Sound entries without end: they pass, and are compared and written."""
    one = {**tree["entries"][0], "kind": "programme", "period": ""}
    tree["entries"] = [
        {
            **one,
            "key": f"k{at}",
            "by": f"Orang {at % 7}",
            "text": json.dumps({"key": f"k{at}", "name": f"Program {at}"}),
        }
        for at in range(caps.ENTRIES)
    ]


def many_answers(tree: Tree) -> None:
    """A sound survey of opinion with 2,000 respondents, each a submission."""
    sent = tree["assessments"][0]["batch"]["submissions"]
    sent += [{**sent[0], "slot": str(at)} for at in range(10, 2_010)]


def deep(tree: Tree) -> None:
    """Nesting that no reader follows."""
    tree["entries"][0]["text"] = "[" * 250_000
    tree["lain"] = "DALAM"


def honest(_tree: Tree) -> None:
    """Nothing changed."""


KINDS: dict[str, Callable[[Tree], None]] = {
    "as it is": honest,
    "a roster without end": many_rows,
    "lists of nothing": nothings,
    "a field without end": unknown_field,
    "an entry without end": long_texts,
    "nesting": deep,
    "5,000 sound entries": many_entries,
    "2,000 respondents": many_answers,
}


def make_package(kind: str) -> bytes:
    """A package of one region changed in that way, signed."""
    with zipfile.ZipFile(io.BytesIO(packages_kept.list_seeds()[0])) as file:
        members = {name: file.read(name) for name in file.namelist()}
    tree = json.loads(members[REGION])
    KINDS[kind](tree)
    text = json.dumps(tree, separators=(",", ":")).replace('"DALAM"', "[" * 100_000 + "]" * 100_000)
    members[REGION] = text.encode()
    contents = json.loads(members[CONTENTS])
    contents["sha256"][REGION] = hashlib.sha256(members[REGION]).hexdigest()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in {**members, CONTENTS: json.dumps(contents).encode()}.items():
            out.writestr(name, data)
    return buffer.getvalue()


def resident_mib(what: str = "VmRSS") -> float:
    """Resident memory of this process now, or the most since `forget_peak`."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def forget_peak() -> None:
    """Count the most resident memory anew."""
    Path("/proc/self/clear_refs").write_text("5")


class Heartbeat(threading.Thread):
    """Wants to run every 5 ms, as the loop that answers /healthz does; keeps its longest wait.

    Counted is the processor time that the rest of this process takes meanwhile: other programs do not count.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.longest, self.beats = 0.0, True

    def run(self) -> None:
        while self.beats:
            asked = time.process_time()
            time.sleep(0.005)
            self.longest = max(self.longest, time.process_time() - asked - 0.005)


def measure_package(path: Path, *, bring: bool) -> tuple[str, float, float]:
    """What became of a package here, the MiB it took beside its bytes, the longest wait in seconds."""
    from storage import open_store
    from workflow.package.archive import PackageError, read_package
    from workflow.package.differences import compare_package
    from workflow.package.import_package import store_package

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'store.db'}")
        # Once before, so that what is loaded by the first package alone does not count.
        first = read_package(path.with_name("first.zip").read_bytes())
        compare_package(store, first)
        store_package(store, first, Actor("Sari"))
        content = path.read_bytes()
        forget_peak()
        before, pulse = resident_mib(), Heartbeat()
        pulse.start()
        try:
            package = read_package(content)
            found = compare_package(store, package)
            said = f"{sum(one.new for one in found)} new"
            if bring:
                store_package(store, package, Actor("Sari"), take=[one.region for one in found])
        except PackageError as refusal:
            said = str(refusal)
        pulse.beats = False
        store.dispose()
        return said, resident_mib("VmHWM") - before, pulse.longest


def run_kind(kind: str, *, bring: bool) -> tuple[str, int, float, float]:
    """The same in a process of its own: what became of it, bytes, MiB, seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        path.write_bytes(make_package(kind))
        path.with_name("first.zip").write_bytes(packages_kept.list_seeds()[0])
        command = [sys.executable, __file__, "--one", str(path), *(["--bring"] if bring else [])]
        made = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        if made.returncode:
            return f"ended: {made.stderr[-200:]}", path.stat().st_size, float("nan"), float("nan")
        said, mib, seconds = json.loads(made.stdout)
        return said, path.stat().st_size, mib, seconds


def main() -> None:
    """A line per kind of package, read and compared, then brought in as well."""
    if "--one" in sys.argv:
        print(json.dumps(measure_package(Path(sys.argv[2]), bring="--bring" in sys.argv)))
        return
    for kind in KINDS:
        for bring in (False, True):
            said, size, mib, seconds = run_kind(kind, bring=bring)
            step = "brought in" if bring else "compared"
            print(
                f"{kind:22} {step:10} {size:9,} B {mib:8.1f} MiB {seconds * 1000:6.0f} ms  {said[:120]}",
                flush=True,
            )


if __name__ == "__main__":
    main()
