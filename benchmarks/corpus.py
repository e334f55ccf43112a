"""How right real spreadsheets and names are read: a table over ../shared/corpus (or the folder given)."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import drawn_names
from reference import agencies, instruments, regions
from reference.keys import text_key
from survey.answers.file_reading import ReadingContext
from survey.files.grid import Sheet, Workbook
from survey.files.reader import read_workbook
from survey.read import read_batch
from survey.scales import answer_scale
from survey.tables import areas
from survey.tables.areas import TableArea
from survey.values import SourceFile

SEED = 1
CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


@dataclass(frozen=True)
class Checked:
    """One file against what it must be read as; None where there is nothing to compare."""

    file: str
    header: bool
    rows: bool
    scale: bool | None
    read_as: str


def survey(folder: Path) -> list[Checked]:
    """Every entry of EXPECTED.json in a folder, read and compared."""
    wanted = json.loads((folder / "EXPECTED.json").read_text(encoding="utf-8"))
    return [_checked(folder, entry) for entry in wanted]


def _checked(folder: Path, entry: Mapping[str, Any]) -> Checked:
    name = entry["file"]
    if entry["sheet"] is None:
        file = SourceFile(name, (folder / name).read_bytes())
        (reading,) = read_batch([file], ReadingContext(instruments.load_instrument("kesiapan")))
        said = " ".join(finding.code for finding in reading.findings)
        refused = reading.verdict == "refused" and said != "E10"
        return Checked(name, refused, refused, None, f"ditolak ({said})")
    book = read_workbook(name, (folder / name).read_bytes())
    sheet = book.sheet(entry["sheet"])
    area = areas.find_main_area(sheet) if sheet else None
    if sheet is None or area is None:
        nothing = entry["data"] is None
        return Checked(name, nothing, nothing, None, "tidak ada tabel")
    header, rows = [row + 1 for row in area.header], [area.first + 1, area.last + 1]
    return Checked(
        file=name,
        header=header == entry["header"],
        rows=rows == entry["data"],
        scale=_is_scale(book, sheet, area, entry),
        read_as=f"judul {header}, baris {rows[0]}-{rows[1]}",
    )


def _is_scale(book: Workbook, sheet: Sheet, area: TableArea, entry: Mapping[str, Any]) -> bool | None:
    """Whether the columns that are questions show their scale; None where it has no levels."""
    wanted, rows = entry["scale"], range(area.first, area.last + 1)
    if wanted is None or wanted["kind"] not in ("numeric", "label"):
        return None
    cells = (sheet.at(row, column - 1) for column in entry["q"] for row in rows)
    found = answer_scale.find_answer_scale(cells, answer_scale.find_code_books(book))
    if found is None or found.kind != wanted["kind"]:
        return False
    if found.kind == "numeric":
        return (found.minimum, found.maximum) == (wanted["min"], wanted["max"])
    expected = {
        text_key(label): score for label, score in zip(wanted["labels"], wanted["scores"], strict=True)
    }
    return all(expected.get(text_key(label)) == score for label, score in found.scores.items())


def kabupaten(folder: Path) -> Counter[str]:
    """Outcomes over kabkota_variants.csv: right, asked (right one first), lost, wrong, rejected."""
    return Counter(_region(row) for row in _rows(folder / "kabkota_variants.csv"))


def _region(row: Mapping[str, str]) -> str:
    expected = row["expected_code"]
    found = regions.match_region(row["variant"])
    if expected == "TIDAK_ADA":
        return "wrong" if found.status == "ok" else "rejected"
    if found.status == "ok":
        return "right" if found.code == expected else "wrong"
    wanted = expected.removeprefix("AMBIGU:").split("|")
    if expected.startswith("AMBIGU:"):
        return "right" if set(found.candidates) == set(wanted) else "lost"
    return "asked" if found.candidates[:1] == (expected,) else "lost"


def opd(folder: Path) -> Counter[str]:
    """The same over the rows of opd_variants.csv that have an answer; the roster is the region's own list,
    the whole catalogue where the row names no region.
    """
    lists: dict[str, list[str]] = {}
    for row in _rows(folder / "opd_lists.csv"):
        lists.setdefault(row["daerah"], []).append(row["opd"])
    rosters = {area: agencies.roster_from_names(names) for area, names in lists.items()}
    rows = [row for row in _rows(folder / "opd_variants.csv") if row["expected_opd"] or not row["daerah"]]
    return Counter(_agency(row, rosters.get(row["daerah"])) for row in rows)


def _agency(row: Mapping[str, str], roster: pd.DataFrame | None) -> str:
    found = agencies.match_opd(row["variant"], roster)
    if found.status == "ok":
        return "right" if _is_expected(row, roster, found.opd) else "wrong"
    return "asked" if found.candidates and _is_expected(row, roster, found.candidates[0]) else "lost"


def _is_expected(row: Mapping[str, str], roster: pd.DataFrame | None, opd: str | None) -> bool:
    """The expected name in the region's list, or without a list an OPD that carries the expected urusan."""
    if roster is not None:
        return text_key(str(roster.set_index("opd").loc[opd, "name"])) == text_key(row["expected_opd"])
    sectors = str(agencies.opd_catalogue().loc[str(opd), "sectors"]).split(";")
    return set(row["expected_bidang_urusan"].split()) <= set(agencies.list_sectors().loc[sectors, "field"])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def share(outcomes: Mapping[str, int]) -> tuple[float, float, int]:
    """Right or asked with the right one first, asked at all (both as shares), and how many silently wrong."""
    answered = sum(outcomes.get(name, 0) for name in ("right", "asked", "lost", "wrong"))
    good = outcomes.get("right", 0) + outcomes.get("asked", 0)
    asked = outcomes.get("asked", 0) + outcomes.get("lost", 0)
    return good / answered, asked / answered, outcomes.get("wrong", 0)


def report(corpus: Path) -> Iterator[str]:
    """The lines of the printed table."""
    checked = survey(corpus / "survey")
    yield f"{'berkas':<52}{'judul':>7}{'baris':>7}{'skala':>7}  dibaca"
    for one in checked:
        marks = "".join(f"{_mark(value):>7}" for value in (one.header, one.rows, one.scale))
        yield f"{one.file[:50]:<52}{marks}  {one.read_as}"
    exact = sum(one.header and one.rows for one in checked)
    yield f"judul dan baris tepat: {exact} dari {len(checked)}"
    for name, outcomes in (("kabupaten", kabupaten(corpus / "names")), ("OPD", opd(corpus / "names"))):
        good, asked, wrong = share(outcomes)
        yield f"{name}: benar atau ditanya {good:.1%}, ditanya {asked:.1%}, salah diam-diam {wrong}"
    yield from drawn_names.table("kabupaten, ditarik", drawn_names.count_regions(SEED))
    yield from drawn_names.table("OPD, ditarik", drawn_names.count_agencies(SEED))


def _mark(value: bool | None) -> str:
    return "-" if value is None else "ya" if value else "TIDAK"


if __name__ == "__main__":
    for line in report(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS):
        print(line)
