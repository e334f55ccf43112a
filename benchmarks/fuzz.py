"""Mutated workbooks through the whole reading: every file is read or refused in words, nothing escapes."""

from __future__ import annotations

import argparse
import io
import itertools
import random
import re
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reference import instruments
from reference.instruments import Instrument
from survey import read
from survey.answers.file_reading import ReadingContext
from survey.files import limits, zip_archive
from survey.files.sandbox import Sandbox
from survey.values import Reading, SourceFile
from tests.survey.making import book, form

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "corpus"
HARD = ROOT.parent / "shared" / "corpus" / "hard"
BINARY = (
    "sheetjs__AutoFilter.xls",
    "sheetjs__AutoFilter.xlsb",
    "sheetjs__AutoFilter.ods",
    "readxl__types.xls",
)
BATCH = 25
SLOW = limits.CHILD_SECONDS + 5
"""Seconds after which a file counts as hanging: the child's own limit and its restart."""
FAULT = "E99"
HANG = "ESCAPE hang"
NUMBERS = (b"0", b"-1", b"1048576", b"2147483648", b"4294967295", b"99999999999999999999", b"1e999", b"NaN")
TAG = re.compile(rb"<[^<>]*>")
DIGITS = re.compile(rb"\d+")

Mutation = Callable[[random.Random, bytes], bytes]


def seeds() -> list[SourceFile]:
    """Files of our own in every format we can write, the bombs, and old formats where ../shared is here."""
    rows = [["Kode", "Perangkat daerah", "Nilai"], *[[f"K{n}", f"Dinas {n}", n % 5 + 1] for n in range(30)]]
    text = "\n".join(";".join(map(str, row)) for row in rows)
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    formulas = {"E2": ("=1/0", "#DIV/0!"), "E3": ("=C2", 3)}
    own = [
        SourceFile("templat.xlsx", form()),
        SourceFile("tabel.xlsx", book(("Isian", rows), merges=[("A40:C41", "Catatan")], formulas=formulas)),
        SourceFile("tabel.csv", text.encode()),
        SourceFile("tabel16.csv", text.encode("utf-16")),
        SourceFile("halaman.xls", f"<html><body><h3>Judul</h3><table>{cells}</table></body></html>".encode()),
    ]
    own.append(SourceFile("semua.zip", _pack({file.name: file.data for file in own})))
    paths = [*sorted((OWN / "bombs").glob("*.xlsx")), *sorted((OWN / "indonesia").glob("*.xlsx"))]
    paths += [HARD / name for name in BINARY if (HARD / name).is_file()]
    return own + [SourceFile(path.name, path.read_bytes()) for path in paths]


def case(number: int, files: list[SourceFile]) -> SourceFile:
    """The mutated file of that number: the same for the same seeds, whatever ran before."""
    drawn = random.Random(number)
    file = drawn.choice(files)
    other = drawn.choice(files)
    data = file.data
    for _ in range(drawn.choice((1, 1, 2, 5))):
        # Most broken bytes end at the archive's own checksum: what is packed again gets further.
        inside = data.startswith(b"PK\x03\x04") and drawn.random() < 0.8
        data = _mutate(drawn, drawn.choice(PARTS if inside else BYTES), data, other.data)
    stem, _, ending = file.name.rpartition(".")
    return SourceFile(f"{number}-{stem}.{ending if drawn.random() < 0.8 or ending == 'zip' else 'xls'}", data)


def _mutate(drawn: random.Random, name: str, data: bytes, other: bytes) -> bytes:
    if name == "splice":
        start, end = sorted((drawn.randrange(len(other) + 1), drawn.randrange(len(other) + 1)))
        at = drawn.randrange(len(data) + 1)
        return data[:at] + other[start:end][:100_000] + data[at:]
    try:
        return MUTATIONS[name](drawn, data)
    except Exception:
        # A package already broken by an earlier mutation is broken further in its bytes.
        return flip(drawn, data)


def flip(drawn: random.Random, data: bytes) -> bytes:
    """Some bits turned over."""
    changed = bytearray(data)
    for _ in range(drawn.choice((1, 8, 64)) if changed else 0):
        changed[drawn.randrange(len(changed))] ^= 1 << drawn.randrange(8)
    return bytes(changed)


def truncate(drawn: random.Random, data: bytes) -> bytes:
    """The end, or a piece in the middle, missing."""
    start, end = sorted((drawn.randrange(len(data) + 1), drawn.randrange(len(data) + 1)))
    return data[:start] if drawn.random() < 0.5 else data[:start] + data[end:]


def member(change: Mutation) -> Mutation:
    """The same change inside one part of the package, packed again so that its checksum holds."""

    def changed(drawn: random.Random, data: bytes) -> bytes:
        parts = _unpack(data)
        name = drawn.choice(sorted(parts))
        return _pack({**parts, name: change(drawn, parts[name])})

    return changed


def swap(drawn: random.Random, data: bytes) -> bytes:
    """Two parts under each other's names."""
    parts = _unpack(data)
    first, second = drawn.choice(sorted(parts)), drawn.choice(sorted(parts))
    return _pack({**parts, first: parts[second], second: parts[first]})


def drop(drawn: random.Random, data: bytes) -> bytes:
    """One part missing."""
    parts = _unpack(data)
    del parts[drawn.choice(sorted(parts))]
    return _pack(parts)


def numbers(drawn: random.Random, data: bytes) -> bytes:
    """Some numbers replaced by ones no reader expects."""
    places = list(DIGITS.finditer(data))
    for place in sorted(drawn.sample(places, min(len(places), drawn.choice((1, 3, 20)))), key=_start):
        data = data[: place.start()] + drawn.choice(NUMBERS) + data[place.end() :]
    return data


def tags(drawn: random.Random, data: bytes) -> bytes:
    """Some tags dropped, doubled or replaced by another."""
    places = list(TAG.finditer(data))
    for place in sorted(drawn.sample(places, min(len(places), drawn.choice((1, 3, 20)))), key=_start):
        put = drawn.choice((b"", place[0] * 2, drawn.choice(places)[0], place[0] * 500))
        data = data[: place.start()] + put + data[place.end() :]
    return data


def _start(place: re.Match[bytes]) -> int:
    return -place.start()


def _unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(entry.file_size for entry in package.infolist()) > 20_000_000 or len(package.infolist()) > 500:
            raise ValueError("too large to mutate by parts")
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def _pack(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts.items():
            package.writestr(name or "tanpa-nama", part)
    return buffer.getvalue()


def splice(drawn: random.Random, data: bytes) -> bytes:
    """A piece of the file itself put in again elsewhere."""
    return _mutate(drawn, "splice", data, data)


MUTATIONS: dict[str, Mutation] = {
    "flip": flip,
    "truncate": truncate,
    "splice": splice,
    "flip in a part": member(flip),
    "truncate a part": member(truncate),
    "numbers in a part": member(numbers),
    "tags in a part": member(tags),
    "swap": swap,
    "drop": drop,
    "numbers": numbers,
    "tags": tags,
}
BYTES = ("flip", "truncate", "splice", "numbers", "tags")
PARTS = tuple(name for name in MUTATIONS if name not in BYTES)


def verdicts(files: list[SourceFile], instrument: Instrument) -> Iterator[tuple[SourceFile, str]]:
    """Per file what became of it: "read", "refused E04" or "ESCAPE …"; an archive has one for all."""
    try:
        for file, verdict in _batch(files, instrument):
            # On a busy machine waiting looks like hanging: only what hangs twice does.
            yield (file, verdict) if verdict != HANG else _batch([file], instrument)[0]
    except Exception:
        for file in files:
            try:
                yield from _batch([file], instrument)
            except Exception as error:
                traceback.print_exc()
                yield file, f"ESCAPE {type(error).__name__}"


def _batch(files: list[SourceFile], instrument: Instrument) -> list[tuple[SourceFile, str]]:
    times = [time.perf_counter()]
    context = ReadingContext(instrument)
    readings = read.read_batch(
        files, context, most=None, on_progress=lambda *_: times.append(time.perf_counter())
    )
    read.forget_grids()
    took = [after - before for before, after in itertools.pairwise(times)]
    if len(took) != len(readings):
        raise AssertionError(f"{len(readings)} answers for {len(took)} files")
    found = [
        HANG if seconds > SLOW else _verdict(reading) for reading, seconds in zip(readings, took, strict=True)
    ]
    # One answer per file and per member of an archive.
    with Sandbox() as sandbox:
        counts = [len(zip_archive.expand_zip_files([file], sandbox, None)) for file in files]
    if sum(counts) != len(found):
        raise AssertionError(f"{len(found)} answers for {sum(counts)} files")
    starts = itertools.accumulate([0, *counts[:-1]])
    return [
        (file, min(found[start : start + count], default="read"))
        for file, start, count in zip(files, starts, counts, strict=True)
    ]


def _verdict(reading: Reading) -> str:
    # A fault of ours refuses the file, so that an upload goes on; here it is an escape all the same.
    if any(finding.code == FAULT for finding in reading.findings):
        return "ESCAPE a fault of ours"
    if reading.verdict != "refused":
        return "read"
    errors = [finding for finding in reading.findings if finding.severity == "error" and finding.message]
    return f"refused {errors[0].code}" if errors else "ESCAPE refused without a reason"


def run(numbers: Iterable[int], instrument: Instrument) -> Iterator[tuple[int, str]]:
    """The verdicts of the cases of these numbers, in order."""
    files = seeds()
    pending: list[int] = []
    for number in numbers:
        pending.append(number)
        if len(pending) == BATCH:
            yield from _numbered(pending, files, instrument)
            pending = []
    yield from _numbered(pending, files, instrument)


def _numbered(
    pending: list[int], files: list[SourceFile], instrument: Instrument
) -> Iterator[tuple[int, str]]:
    cases = [case(number, files) for number in pending]
    found = verdicts(cases, instrument)
    yield from ((number, verdict) for number, (_, verdict) in zip(pending, found, strict=True))


def main() -> None:
    """Print the counts as they grow; stop early with Ctrl-C and go on with --first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many minutes")
    asked = parser.parse_args()
    until = time.monotonic() + 60 * asked.minutes
    counts: Counter[str] = Counter()
    last = asked.first - 1
    try:
        for number, verdict in run(
            range(asked.first, asked.first + asked.count), instruments.load_instrument("kesiapan")
        ):
            counts[verdict] += 1
            last = number
            if verdict.startswith("ESCAPE"):
                print(f"case {number}: {verdict}", flush=True)
            if (number + 1) % 500 == 0:
                print(f"{number + 1}: {dict(counts.most_common())}", flush=True)
            if time.monotonic() > until:
                break
    except KeyboardInterrupt:
        pass
    escapes = sum(count for verdict, count in counts.items() if verdict.startswith("ESCAPE"))
    for verdict, count in counts.most_common():
        print(f"{count:6} {verdict}")
    print(f"cases {asked.first} to {last}: {escapes} escapes; go on with --first {last + 1}")
    sys.exit(1 if escapes else 0)


if __name__ == "__main__":
    main()
