"""The forms of ../shared/corpus/dirty against their truth: right, asked, refused, or wrong in silence."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.checked import Place, check_files, opd_code, read_places

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "dirty"


class Form(NamedTuple):
    """One form: `outcome` is right, asked, refused, or in silence wrong or lost.

    `accepted`: whether that is among what may become of it; `wrong` and `lost` count places, those beside an
    open question too; `seconds` of processor time.
    """

    file: str
    outcome: str
    accepted: bool
    questions: int
    wrong: int
    lost: int
    seconds: float


def judge_forms(folder: Path = FOLDER, *names: str) -> Iterator[Form]:
    """Every form of truth.json whose name holds one of `names` (all without any)."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for name, meant in truth.items():
        if not names or any(part in name for part in names):
            yield _judged(folder / name, meant)


def _judged(path: Path, meant: Mapping[str, Any]) -> Form:
    read = check_files([path], meant["instrument"], meant["region"])
    (file,) = read.files
    wrong, lost = _differing_bag(file, meant) if meant.get("bag") else _differing(file, meant)
    asked = len(file["questions"])
    outcome = "refused" if file["verdict"] == "refused" else "asked" if asked else ""
    outcome = outcome or ("wrong" if wrong else "lost" if lost else "right")
    return Form(path.name, outcome, outcome in meant["accept"], asked, wrong, lost, read.seconds)


def _differing(file: Mapping[str, Any], meant: Mapping[str, Any]) -> tuple[int, int]:
    """How many places say what nobody wrote, and how many of what was written are not there."""
    region, wanted = meant["region"], dict[Place, float | str]()
    for row in meant["answers"]:
        where, opd, item, value = row if len(row) == 4 else (None, *row)
        if value is not None:
            wanted[where, opd and opd_code(where or region, opd), item] = value
    # Of an answer whose OPD is still asked nobody says whose it is.
    owned = {**file, "answers": [one for one in file["answers"] if one["opd"] and one["region"]]}
    found = read_places(owned, whole=region is None)
    wrong = sum(wanted.get(place) != value for place, value in found.items())
    return wrong, sum(place not in found for place in wanted)


def _differing_bag(file: Mapping[str, Any], meant: Mapping[str, Any]) -> tuple[int, int]:
    """The same of a survey without names: item and level, and how many gave it."""
    wanted = Counter({(item, float(level)): count for item, level, count in meant["bag"]})
    found = Counter((one["item"], float(one["value"])) for one in file["answers"] if one["value"] is not None)
    return (found - wanted).total(), sum(place not in found for place in wanted)


def main() -> None:
    """Print the forms chosen by parts of their names, then the counts."""
    counts: Counter[str] = Counter()
    for one in judge_forms(FOLDER, *sys.argv[1:]):
        counts[one.outcome] += 1
        mark = "" if one.accepted else "  TIDAK"
        told = f"{one.questions} ditanya, {one.wrong} salah, {one.lost} hilang, {one.seconds:.2f} s"
        print(f"{one.outcome:8}{one.file:<52}{told}{mark}", flush=True)
    print(dict(counts.most_common()))


if __name__ == "__main__":
    main()
