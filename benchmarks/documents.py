"""The documents: seconds and memory for slides, a chapter, a workbook and a hundred profiles.

    python benchmarks/documents.py

Each in a process of its own over a store that is filled first; processor time, which a busy machine does not
stretch, beside the wall clock. Peak memory is that of the process, imports included.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import storage
from tests.pages import stores

SLIDES, PROFILES = 30, 100
BOUNDS = {
    "slides": (2.0, 400.0),
    "chapter": (2.0, 400.0),
    "workbook": (3.0, 400.0),
    "profiles": (30.0, 400.0),
}


def slides(store: Path) -> str:
    """A presentation of about thirty slides of the sample kabupaten."""
    from pptx import Presentation

    from reports.slides.content import SLIDES as KEYS
    from reports.slides.content import build_presentation
    from reports.slides.deck import SlideChoices
    from workflow.documents.source import DocumentSource
    from workflow.sample import load

    engine = storage.open_store(stores.address(store))
    scope = load.find_sample_scope(engine)
    chosen = tuple(key for key in KEYS if key not in ("usulan", "suara", "peta_jalan", "daftar_opd", "opd"))
    build_presentation(DocumentSource(engine, scope, ("35.18",)), SlideChoices(slides=("judul",)))
    made, seconds, clock = timed(
        lambda: build_presentation(DocumentSource(engine, scope, ("35.18",)), SlideChoices(slides=chosen))
    )
    count = len(Presentation(io.BytesIO(made)).slides)
    return json.dumps({"what": f"{count} slides", "cpu": seconds, "clock": clock, "size": len(made)})


def profiles(store: Path) -> str:
    """The profiles of a hundred kabupaten as one ZIP."""
    from reference import regions
    from reports.documents import DOCUMENTS
    from workflow.documents.source import DocumentSource as Source
    from workflow.results.stored_data import AssessmentScope

    engine = storage.open_store(stores.address(store))
    source = Source(
        engine, AssessmentScope(1, 1), tuple(regions.list_regions().index[:PROFILES]), "Seratus daerah"
    )
    made, seconds, clock = timed(lambda: DOCUMENTS["profil"].produce(source))
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        count = len(bundle.namelist())
    return json.dumps({"what": f"{count} profiles", "cpu": seconds, "clock": clock, "size": len(made)})


def chapter(store: Path) -> str:
    """The Word chapter on gaps of the sample kabupaten."""
    return _one("bab_gap", store)


def workbook(store: Path) -> str:
    """The workbook of sixteen sheets of the sample kabupaten, which has 48 OPD."""
    return _one("buku", store)


def _one(key: str, store: Path) -> str:
    from reports.documents import DOCUMENTS
    from workflow.documents.source import DocumentSource as Source
    from workflow.sample import load

    engine = storage.open_store(stores.address(store))
    source = Source(engine, load.find_sample_scope(engine), ("35.18",))
    made, seconds, clock = timed(lambda: DOCUMENTS[key].produce(source))
    return json.dumps({"what": key, "cpu": seconds, "clock": clock, "size": len(made)})


def timed(work):
    """What the work gave, its processor seconds and the clock's."""
    cpu, clock = time.process_time(), time.perf_counter()
    given = work()
    return given, time.process_time() - cpu, time.perf_counter() - clock


PARTS = {"slides": slides, "chapter": chapter, "workbook": workbook, "profiles": profiles}


def main() -> None:
    """Fill the stores, run each part by itself, print what it took; exit 1 over a bound of processor time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    if given.part:
        said = json.loads(PARTS[given.part](given.store))
        print(json.dumps(said | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return
    with tempfile.TemporaryDirectory() as name:
        sample, nation = Path(name) / "sample.db", Path(name) / "nation.db"
        files = dict.fromkeys(PARTS, sample) | {"profiles": nation}
        stores.seed(sample)
        _nation(nation)
        over = [part for part, file in files.items() if _run(part, file)]
    sys.exit(1 if over else 0)


def _nation(file: Path) -> None:
    from benchmarks.nation import fill
    from reference import regions

    engine = storage.open_store(stores.address(file))
    fill(engine, regions.list_regions().index)
    engine.dispose()


def _run(part: str, file: Path) -> bool:
    command = [sys.executable, __file__, "--part", part, "--store", str(file)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    seconds, most = BOUNDS[part]
    print(
        f"{said['what']:14} {said['cpu']:6.2f} s of processor time, {said['clock']:6.2f} s by the clock "
        f"(bound {seconds:g} s), peak {said['peak']:.0f} MiB (bound {most:g}), {said['size'] / 1024:.0f} KiB"
    )
    return said["cpu"] > seconds or said["peak"] > most


if __name__ == "__main__":
    main()
