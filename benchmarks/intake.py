"""How right files are read, in one table with its bounds; ends with 1 where one is missed."""

from __future__ import annotations

import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import python_calamine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import cases, checked, corpus, dirty, hard

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
SLOW, BARE = 10.0, 0.2
"""Seconds of processor time no file may take where bare calamine needs so little."""


class Row(NamedTuple):
    """One line of the table; `kept` is None where nothing is promised."""

    what: str
    measured: str
    bound: str = ""
    kept: bool | None = None


def measure_survey(folder: Path) -> Iterator[Row]:
    """Headings, rows and scales of real files against EXPECTED.json."""
    found = corpus.survey(folder)
    exact = sum(one.header and one.rows for one in found)
    yield Row(
        "survey/: judul dan baris tepat",
        f"{exact} dari {len(found)}",
        "paling banyak 1 salah",
        len(found) - exact <= 1,
    )
    wrong = [one.file for one in found if one.scale is False]
    scaled = sum(one.scale is not None for one in found)
    yield Row("survey/: skala benar", f"{scaled - len(wrong)} dari {scaled}", "semua", not wrong)
    entries = json.loads((folder / "EXPECTED.json").read_text(encoding="utf-8"))
    hidden = [entry["file"] for entry in entries if not _is_shown(folder, entry)]
    yield Row(
        "survey/: tabel di antara tables pada JSON",
        f"{len(entries) - len(hidden)} dari {len(entries)}",
        "paling banyak 1 salah",
        len(hidden) <= 1,
    )


def _is_shown(folder: Path, entry: Mapping[str, Any]) -> bool:
    """Whether `check` tells the table where EXPECTED.json says it lies, or refuses what holds none."""
    (file,) = checked.check_files([folder / entry["file"]], "kesiapan", None).files
    if entry["sheet"] is None or entry["data"] is None:
        return file["verdict"] == "refused"
    found = [(one["sheet"], one["header"], [one["first"], one["last"]]) for one in file["tables"]]
    return (entry["sheet"], entry["header"], entry["data"]) in found


def measure_cases(folder: Path) -> Iterator[Row]:
    """The small inputs of EXPECTED.md, and what is wrong with each."""
    found = list(cases.judge_cases(folder))
    wrong = [(name, problems) for name, problems in found if problems]
    yield Row("cases/: benar", f"{len(found) - len(wrong)} dari {len(found)}", "semua", not wrong)
    for name, problems in wrong:
        yield Row(f"    {name}", "; ".join(problems))


def measure_forms(folder: Path) -> Iterator[Row]:
    """The forms of dirty/ against their truth; bounds are those of all 117, halved and rounded down."""
    found = list(dirty.judge_forms(folder))
    counts = Counter(one.outcome for one in found)
    silent = counts["wrong"] + counts["lost"]
    asked = [one for one in found if one.outcome == "asked"]
    each = sum(one.questions for one in asked) / max(1, len(asked))
    yield Row("dirty/: benar", f"{counts['right']} dari {len(found)}")
    yield Row("dirty/: salah atau hilang diam-diam", str(silent), "0", silent == 0)
    yield Row("dirty/: ditolak", str(counts["refused"]), "5", counts["refused"] <= 5)
    yield Row("dirty/: ditanya", str(counts["asked"]), "12", counts["asked"] <= 12)
    yield Row("dirty/: pertanyaan per berkas yang ditanya", f"{each:.1f}", "1,5", each <= 1.5)
    beside = sum(one.wrong for one in asked)
    yield Row(
        "dirty/: nilai lain di samping pertanyaan",
        f"{beside} pada {sum(one.wrong > 0 for one in asked)} berkas",
    )
    for one in found:
        if not one.accepted or one.questions > 1 or (one.outcome == "asked" and one.wrong):
            told = f"{one.questions} pertanyaan, {one.wrong} salah, {one.lost} hilang"
            yield Row(f"    {one.file}", f"{one.outcome}: {told}")


def measure_names(folder: Path) -> Iterator[Row]:
    """Names of kabupaten and OPD: right or asked with the right one first."""
    known: tuple[tuple[str, Callable[[Path], Counter[str]], float], ...] = (
        ("kabupaten", corpus.kabupaten, 0.98),
        ("OPD", corpus.opd, 0.97),
    )
    for what, outcomes, least in known:
        good, asked, wrong = corpus.share(outcomes(folder))
        kept = good >= least and asked <= 0.08 and wrong == 0
        yield Row(
            f"names/ {what}: benar atau ditanya; ditanya; salah",
            f"{good:.1%}; {asked:.1%}; {wrong}",
            f"{least:.0%}; 8%; 0",
            kept,
        )


def measure_hard(folder: Path) -> Iterator[Row]:
    """Malformed and odd files and the bombs: nothing ends the reader, nothing is refused without a reason."""
    known = {name: others for name, others in hard.index().items() if (folder / name).stat().st_size}
    with redirect_stdout(io.StringIO()) as said:
        kept = hard.report(list(hard.run((folder / name, others) for name, others in known.items())), folder)
        bombs = hard.report_bombs()
    failed = [line for line in said.getvalue().splitlines() if ": " in line and not line.endswith(": 0")]
    yield Row("hard/: seperti sebelumnya", f"{len(known)} berkas", "hard.py", kept)
    yield Row("bombs/: seperti sebelumnya", "", "hard.py", bombs)
    if not (kept and bombs):
        yield from (Row(f"    {line}", "") for line in failed)


def measure_time(folders: Mapping[str, Path]) -> Iterator[Row]:
    """Processor time of every file from the command line's check, beside bare calamine."""
    slow, worst = [], ("", 0.0, 0.0)
    paths = [path for folder in folders.values() for path in sorted(folder.rglob("*")) if path.is_file()]
    paths = [
        path for path in paths if path.suffix not in (".json", ".md", ".csv") or path.parent.name == "hard"
    ]
    for path in paths:
        seconds = checked.check_files([path], "kesiapan", None).seconds
        worst = max(worst, (path.name, seconds, 0.0), key=lambda one: one[1])
        if seconds > SLOW and (bare := _bare_time(path)) <= BARE:
            slow.append(f"{path.name} ({seconds:.1f} s, calamine {bare:.2f} s)")
    yield Row(
        "waktu prosesor satu berkas, terlama",
        f"{worst[1]:.1f} s ({worst[0]}), {len(paths)} berkas",
        "10 s di mana calamine 0,2 s",
        not slow,
    )
    yield from (Row(f"    {one}", "") for one in slow)


def _bare_time(path: Path) -> float:
    started = time.process_time()
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    except Exception:  # what calamine itself cannot open is held against the bound alone
        return 0.0
    return time.process_time() - started


def measure_all(shared: Path = SHARED) -> Iterator[Row]:
    """Every row of the table."""
    yield from measure_survey(shared / "survey")
    yield from measure_cases(shared / "cases")
    yield from measure_forms(shared / "dirty")
    yield from measure_names(shared / "names")
    yield from measure_hard(shared / "hard")
    yield from measure_time({name: shared / name for name in ("hard", "survey", "cases", "dirty")})


def main() -> None:
    """Print the table as it is measured."""
    missed = 0
    for row in measure_all():
        missed += row.kept is False
        kept = "" if row.kept is None else "ya" if row.kept else "TIDAK"
        print(f"{row.what:<54}{row.measured:<40}{row.bound:<30}{kept}".rstrip(), flush=True)
    print(f"batas yang terlewati: {missed}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
