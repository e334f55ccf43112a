"""Forms under harmless changes: each reads the same answers as before, or asks, and never another."""

from __future__ import annotations

import argparse
import copy
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import python_calamine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import variants
from benchmarks.harmless_changes import CHANGES, Grids
from benchmarks.variant_files import Grid, xlsx
from benchmarks.variant_parts import KESIAPAN, REGION, ROSTER, Truth
from reference import agencies
from survey import template
from survey.values import Answer, SourceFile

FORMS = 40
OWN = ("DISKOMINFO", "DINKES", "DLH", "DISHUB", "DISDIK", "DPMPTSP")
"""The last of the forms are our own templates, filled in."""
OFFICE = {"disimpan LibreOffice": "xlsx", "disimpan sebagai ODS": "ods"}


class Pair(NamedTuple):
    """A form and a change by their names, and what became of it: see `variants.outcome`."""

    form: int
    change: str
    outcome: str


@cache
def _form(number: int) -> tuple[Grids, Truth]:
    if number >= FORMS - len(OWN):
        return _own_form(OWN[number - FORMS + len(OWN)], random.Random(number))
    _, drawn = variants.draw(number)
    return drawn.grids, drawn.truth


def _own_form(opd: str, rng: random.Random) -> tuple[Grids, Truth]:
    """Our own form of an OPD as plain sheets, some answers left out."""
    agency = ROSTER.set_index("opd", drop=False).loc[opd].to_dict()
    asked = agencies.assign_indicators(KESIAPAN.framework, ROSTER)
    leads = asked.query("opd == @opd and role == 'lead'")["indicator"]
    truth: Truth = {(opd, code): float(rng.randint(1, 5)) for code in leads if rng.random() < 0.8}
    given = {code: Answer(code, "answered", value) for (_, code), value in truth.items()}
    target = BytesIO()
    template.write_survey_form(KESIAPAN, REGION, agency, asked, target, "2026", answers=given)
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(target.getvalue()))
    rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return [Grid(name, cells, hidden=name.startswith("_")) for name, cells in rows.items()], truth


def judge_pairs(pairs: Iterable[tuple[int, str]]) -> Iterator[Pair]:
    """What becomes of each form under its change; those of LibreOffice come last, saved in one call."""
    waiting: list[tuple[int, str]] = []
    for form, change in pairs:
        if change in OFFICE:
            waiting.append((form, change))
        else:
            yield _judged(form, change, f"{form}.xlsx", _changed(form, change))
    for form, change in waiting:
        yield _judged(
            form,
            change,
            f"{form}.{OFFICE[change]}",
            _saved(OFFICE[change], tuple(sorted({one for one, _ in waiting})))[form],
        )


def _changed(form: int, change: str) -> bytes:
    grids = copy.deepcopy(_form(form)[0])
    return xlsx(CHANGES[change](random.Random(f"{form} {change}"), grids) if change else grids)


@cache
def _saved(kind: str, forms: tuple[int, ...]) -> Mapping[int, bytes]:
    """The forms as LibreOffice saves them."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "dari").mkdir()
        paths = [Path(folder) / "dari" / f"{form}.xlsx" for form in forms]
        for path, form in zip(paths, forms, strict=True):
            path.write_bytes(_changed(form, ""))
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless"]
        command = [*office, "--convert-to", kind, "--outdir", folder, *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        return {form: (Path(folder) / f"{form}.{kind}").read_bytes() for form in forms}


def _judged(form: int, change: str, name: str, data: bytes) -> Pair:
    truth = _form(form)[1]
    return Pair(form, change, variants.outcome(variants.settled(SourceFile(name, data)), truth))


def list_changes() -> list[str]:
    """The names of the changes; those of LibreOffice where it is installed."""
    return [*CHANGES, *(OFFICE if shutil.which("soffice") else ())]


def sample_pairs(share: int) -> list[tuple[int, str]]:
    """Every `share`-th pair, so that every form and every change is among them."""
    changes = list_changes()
    return [
        (form, change)
        for form in range(FORMS)
        for place, change in enumerate(changes)
        if (form + place) % share == 0
    ]


def main() -> None:
    """Print every pair that does not read as its form does, then the counts; 1 where an answer was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--form", type=int)
    parser.add_argument("--change", choices=[*CHANGES, *OFFICE])
    asked = parser.parse_args()
    forms = range(FORMS) if asked.form is None else [asked.form]
    changes = list_changes() if asked.change is None else [asked.change]
    counts: Counter[str] = Counter()
    before = {
        one.form: one.outcome
        for one in (_judged(form, "", f"{form}.xlsx", _changed(form, "")) for form in forms)
    }
    print(
        "tanpa perubahan:",
        dict(Counter(before.values())),
        {form: what for form, what in before.items() if what != "right"},
    )
    for one in judge_pairs((form, change) for form in forms for change in changes):
        counts[one.outcome] += 1
        if one.outcome != before[one.form]:
            print(f"{one.outcome:8}{one.form:3}  {one.change}", flush=True)
    print(dict(counts.most_common()))
    sys.exit(1 if counts.keys() - {"right", "asked"} else 0)


if __name__ == "__main__":
    main()
