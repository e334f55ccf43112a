"""Realistic variants of the files officials send, drawn by number, and how many are read as meant."""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.variant_files import WRITERS, Grid
from benchmarks.variant_parts import KESIAPAN, LEVELS, REGION, ROSTER, Drawn, Truth
from benchmarks.variant_shapes import SHAPES
from survey import read
from survey.answers.file_reading import ReadingContext
from survey.values import Reading, SourceFile


def draw(number: int) -> tuple[SourceFile, Drawn]:
    """The file of a number and its truth; the same whatever was drawn before."""
    drawn, rng = Drawn(), random.Random(number)
    shape = rng.choice(list(SHAPES))
    drawn.traits.append(shape)
    SHAPES[shape](rng, drawn)
    _other_sheets(rng, drawn)
    kind = rng.choice([name for name in WRITERS if len(drawn.grids) == 1 or name in ("xlsx", "ods")])
    if any(grid.merges or grid.hidden for grid in drawn.grids):
        kind = "xlsx"
    drawn.traits.append(kind)
    ending = "xls" if kind == "html" else kind.partition("-")[0]
    return SourceFile(f"varian-{number}.{ending}", WRITERS[kind](drawn.grids)), drawn


def _other_sheets(rng: random.Random, drawn: Drawn) -> None:
    if rng.random() < 0.3:
        drawn.traits.append("petunjuk")
        told = [
            ["PETUNJUK PENGISIAN"],
            ["1. Isi kolom nilai dengan angka 1 sampai 5"],
            ["2. Kirim ke Diskominfo"],
        ]
        drawn.grids.insert(0, Grid("Petunjuk", [list(row) for row in told]))
    if rng.random() < 0.15:
        drawn.traits.append("buku kode")
        told = [["Skor", "Keterangan"], *([place + 1, text] for place, text in enumerate(LEVELS))]
        drawn.grids.append(Grid("Keterangan", [list(row) for row in told], hidden=rng.random() < 0.5))


def outcome(reading: Reading, truth: Truth) -> str:
    """ "right", "wrong" (a level nobody wrote), "asked", "lost" (answers missing) or "refused"."""
    found = {(one.opd, answer.indicator): answer.value for one in reading.responses for answer in one.answers}
    known = {place: value for place, value in found.items() if value is not None}
    meant = {place: value for place, value in truth.items() if value is not None}
    if any(meant.get(place) != value for place, value in known.items() if place[0] is not None):
        return "wrong"
    if known == meant:
        return "right"
    if reading.questions:
        return "asked"
    return "refused" if reading.verdict == "refused" else "lost"


def settled(file: SourceFile) -> Reading:
    """The reading once mappings by likeness and duplicates are agreed to, as an official would."""
    choices: dict[str, str] = {}
    for _ in range(4):
        context = ReadingContext(KESIAPAN, REGION, {REGION: ROSTER}, choices=choices)
        (reading,) = read.read_batch([file], context)
        open_ = {
            one.key: "ok"
            for one in reading.questions
            if one.kind == "mapping" and one.candidates[0][0] == "ok"
        }
        if not open_:
            break
        choices |= open_
    return reading


def run(numbers: Sequence[int]) -> Iterator[tuple[int, Drawn, Reading, str]]:
    """Every variant with its reading and outcome."""
    for number in numbers:
        file, drawn = draw(number)
        reading = settled(file)
        yield number, drawn, reading, outcome(reading, drawn.truth)


def main() -> None:
    """Print every variant that is not read as it was meant, then the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=500)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    for number, drawn, reading, what in run(range(asked.first, asked.first + asked.count)):
        counts[what] += 1
        if what != "right":
            codes = Counter(one.code for one in reading.findings)
            print(f"{number} {what} ({reading.layout}): {', '.join(drawn.traits)} {dict(codes)}", flush=True)
    print(dict(counts.most_common()))
    sys.exit(1 if counts["wrong"] else 0)


if __name__ == "__main__":
    main()
