"""Every problem of a definition at once, each with file and row, for the expert who edits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeGuard

from reference import agencies
from reference.instruments.definition import (
    BLANKS,
    FLAG_TAGS,
    FLAGS,
    LIST_TAGS,
    NODE_COLUMNS,
    NUMBER_COLUMNS,
    OTHER_TAGS,
    REQUIRED_COLUMNS,
    STAGES,
    TEXT_TAGS,
    Definition,
    Problem,
    Row,
    number,
)
from reference.keys import key

SETTINGS: dict[str, type] = {
    "id": str,
    "version": str,
    "title": str,
    "status": str,
    "respondent": str,
    "absent_when_all_zero": bool,
    "classification_note": str,
    "notes": list,
    "scale": dict,
    "coverage": dict,
    "horizons": dict,
    "weight_sets": dict,
    "cohorts": list,
    "columns": dict,
}
TYPE_NAMES = {str: "teks", bool: "true atau false", list: "daftar", dict: "bagian berisi kunci"}
REQUIRED_SETTINGS = ("id", "version", "title", "scale")
RESPONDENTS = ("lead", "mean", "median", "lead_double")


def problems(definition: Definition) -> tuple[Problem, ...]:
    """All faults, settings first, then rows from top to bottom; () where it can be built.

    What cannot be read at all, or is no table or text where one must be, hides the rest.
    """
    if definition.problems:
        return definition.problems
    if wrong := tuple(Problem(definition.settings_file, None, text) for text in _types(definition)):
        return wrong
    found = []
    for check in SETTING_CHECKS:
        found += [Problem(definition.settings_file, None, text) for text in check(definition)]
    missing = [column for column in REQUIRED_COLUMNS if column not in definition.columns]
    found += [Problem(definition.nodes_file, 1, f"kolom '{column}' tidak ada") for column in missing]
    unknown = [column for column in definition.columns if column not in _known_columns(definition)]
    found += [Problem(definition.nodes_file, 1, f"kolom '{column}' tidak dikenal") for column in unknown]
    if not missing:
        found += sorted(_row_problems(definition), key=lambda problem: problem.row or 0)
    return tuple(found)


def _known_columns(definition: Definition) -> set[str]:
    tags = {*TEXT_TAGS, *LIST_TAGS, *FLAG_TAGS, *OTHER_TAGS}
    return tags.union(NODE_COLUMNS, definition.anchor_columns, definition.target_columns)


def _types(definition: Definition) -> Iterator[str]:
    for name, kind in SETTINGS.items():
        if not isinstance(definition.settings.get(name, kind()), kind):
            yield f"isi kunci '{name}' harus berupa {TYPE_NAMES[kind]}"


def _keys(definition: Definition) -> Iterator[str]:
    settings = definition.settings
    yield from (f"kunci '{name}' tidak dikenal" for name in settings if name not in SETTINGS)
    yield from (f"kunci '{name}' wajib diisi" for name in REQUIRED_SETTINGS if not settings.get(name))


def _scale(definition: Definition) -> Iterator[str]:
    scale = definition.settings.get("scale") or {}
    low, high = scale.get("minimum"), scale.get("maximum")
    if not (_is_number(low) and _is_number(high)):
        yield "scale.minimum dan scale.maximum harus bilangan"
        return
    if low >= high:
        yield f"scale.minimum ({low}) harus di bawah scale.maximum ({high})"
    levels = scale.get("levels", [])
    if levels and len(levels) != high - low + 1:
        yield f"scale.levels berisi {len(levels)} nama, seharusnya {high - low + 1:g}"
    yield from _bands(scale.get("bands", []), low, high)


def _bands(bands: list[Mapping[str, Any]], low: float, high: float) -> Iterator[str]:
    for place, band in enumerate(bands, start=1):
        if not band.get("name") or not _is_number(band.get("lower")):
            yield f"scale.bands ke-{place} harus mempunyai name dan lower berupa bilangan"
        elif not low <= band["lower"] < high:
            yield f"kelas '{band['name']}': batas bawah {band['lower']} di luar skala {low} sampai {high}"
        yield from (
            f"scale.bands ke-{place}: kunci '{name}' tidak dikenal" for name in band if name not in BAND_KEYS
        )
    lowers = [band["lower"] for band in bands if _is_number(band.get("lower"))]
    if lowers != sorted(set(lowers)):
        yield "batas bawah kelas harus menaik tanpa nilai yang sama"


BAND_KEYS = ("name", "lower", "evidence", "weakest")


def _rules(definition: Definition) -> Iterator[str]:
    settings = definition.settings
    if settings.get("respondent", "lead") not in RESPONDENTS:
        yield f"respondent '{settings['respondent']}' tidak dikenal; pilihan: {', '.join(RESPONDENTS)}"
    for level, share in settings.get("coverage", {}).items():
        if not level.isdigit() or not _within(str(share), 0, 1):
            yield f"coverage tingkat {level}: '{share}' bukan bagian antara 0 dan 1"
    default = settings.get("horizons", {}).get("default")
    if definition.horizons and default not in definition.horizons:
        yield f"horizons.default '{default}' tidak ada dalam horizons.names"


def _weight_sets(definition: Definition) -> Iterator[str]:
    codes = {row["kode"] for row in definition.rows}
    sets = definition.settings.get("weight_sets", {})
    for name, weights in sets.items():
        yield from (
            f"weight_sets '{name}': simpul '{code}' tidak ada" for code in weights if code not in codes
        )
        wrong = [code for code, weight in weights.items() if not _is_number(weight) or weight < 0]
        yield from (f"weight_sets '{name}': bobot '{code}' harus bilangan 0 atau lebih" for code in wrong)
        if not wrong and sum(weights.values()) == 0:
            yield f"weight_sets '{name}': seluruh bobot 0"
    for place, cohort in enumerate(definition.settings.get("cohorts", []), start=1):
        if not (cohort.get("texts") and cohort.get("years")):
            yield f"cohorts ke-{place} harus mempunyai texts dan years"
        if cohort.get("weights") not in sets:
            yield f"cohorts ke-{place}: himpunan bobot '{cohort.get('weights')}' tidak ada"


SETTING_CHECKS: tuple[Callable[[Definition], Iterator[str]], ...] = (_keys, _scale, _rules, _weight_sets)


def _row_problems(definition: Definition) -> Iterator[Problem]:
    for check in ROW_CHECKS:
        for row, text in check(definition):
            yield Problem(definition.nodes_file, row.number, text)


def _codes(definition: Definition) -> Iterator[tuple[Row, str]]:
    counts = Counter(row["kode"] for row in definition.rows)
    for row in definition.rows:
        if not row["kode"]:
            yield row, "kode kosong"
        elif counts[row["kode"]] > 1:
            yield row, f"kode '{row['kode']}' dipakai {counts[row['kode']]} kali"
        if not row["nama"]:
            yield row, "nama kosong"
        if row[""]:
            yield (
                row,
                f"'{row['']}' berada di luar kolom yang berjudul; teks berkoma harus diapit tanda kutip",
            )


def _cells(definition: Definition) -> Iterator[tuple[Row, str]]:
    low, high = _ends(definition)
    for row in definition.rows:
        for column in NUMBER_COLUMNS:
            if (row[column] or column == "bobot") and not _within(row[column]):
                yield row, f"kolom {column}: '{row[column]}' bukan bilangan"
        if _within(row["bobot"]) and number(row["bobot"]) < 0:
            yield row, f"kolom bobot: '{row['bobot']}' tidak boleh negatif"
        if not row["tingkat"].isdigit() or row["tingkat"] == "0":
            yield row, f"kolom tingkat: '{row['tingkat']}' bukan bilangan bulat 1 atau lebih"
        if row["arah"] not in ("", "1", "-1"):
            yield row, f"kolom arah: '{row['arah']}' harus 1 atau -1"
        for column in definition.target_columns:
            if row[column] and not _within(row[column], low, high):
                yield row, f"kolom {column}: '{row[column]}' di luar skala {low:g} sampai {high:g}"


def _choices(definition: Definition) -> Iterator[tuple[Row, str]]:
    sectors = {"", *agencies.sectors().index}
    for row in definition.rows:
        for column in FLAG_TAGS:
            if row[column] not in FLAGS:
                yield row, f"kolom {column}: '{row[column]}' harus ya atau tidak"
        if row["tahap"] not in ("", *STAGES):
            yield row, f"kolom tahap: '{row['tahap']}' harus salah satu dari {', '.join(STAGES)}"
        if row["kosong"] not in BLANKS:
            yield row, f"kolom kosong: '{row['kosong']}' harus dikosongkan atau tidak_berlaku"
        named = [row["urusan_utama"], *row["urusan_pendukung"].split(";")]
        yield from (
            (row, f"urusan '{name}' tidak ada")
            for name in map(str.strip, named)
            if name not in {"", *sectors}
        )


def _anchors(definition: Definition) -> Iterator[tuple[Row, str]]:
    for row in definition.rows:
        blank = [column for column in definition.anchor_columns if not row[column]]
        if blank and len(blank) < len(definition.anchor_columns):
            yield row, f"kolom {', '.join(blank)} kosong; isi semua jangkar atau tidak sama sekali"


def _tree(definition: Definition) -> Iterator[tuple[Row, str]]:
    by_code = {row["kode"]: row for row in definition.rows}
    for row in definition.rows:
        parent = by_code.get(row["induk"])
        if row["induk"] and parent is None:
            yield row, f"induk '{row['induk']}' tidak ada"
        elif parent and _level(row) >= _level(parent):
            yield row, f"tingkat {row['tingkat']} harus di bawah tingkat induknya ({parent['tingkat']})"
    if not any(not row["induk"] for row in definition.rows):
        yield Row(1, {}), "tidak ada simpul tanpa induk"


def _level(row: Row) -> float:
    """NaN where the cell is no level: that is reported once, by the cell."""
    return int(row["tingkat"]) if row["tingkat"].isdigit() else float("nan")


def _sums(definition: Definition) -> Iterator[tuple[Row, str]]:
    totals: dict[str, float] = {}
    for row in definition.rows:
        if row["induk"] and _within(row["bobot"]):
            totals[row["induk"]] = totals.get(row["induk"], 0) + number(row["bobot"])
    for row in definition.rows:
        if totals.get(row["kode"], 1) == 0:
            yield row, f"bobot semua anak '{row['kode']}' berjumlah 0"


def _headings(definition: Definition) -> Iterator[tuple[Row, str]]:
    owners: dict[str, str] = {}
    for row in definition.rows:
        texts = [row[column] for column in ("kode", "nama", "pertanyaan", "pertanyaan_kota")]
        for text in filter(None, (*texts, *row["judul"].split("|"))):
            owner = owners.setdefault(key(text), row["kode"])
            if owner != row["kode"]:
                yield row, f"judul '{text.strip()}' sudah dipakai simpul '{owner}'"


ROW_CHECKS: tuple[Callable[[Definition], Iterator[tuple[Row, str]]], ...] = (
    _codes,
    _cells,
    _choices,
    _anchors,
    _tree,
    _sums,
    _headings,
)


def _ends(definition: Definition) -> tuple[float, float]:
    scale = definition.settings.get("scale") or {}
    low, high = scale.get("minimum"), scale.get("maximum")
    return (low, high) if _is_number(low) and _is_number(high) else (float("-inf"), float("inf"))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within(text: str, low: float = float("-inf"), high: float = float("inf")) -> bool:
    try:
        return low <= number(text) <= high
    except (ValueError, ZeroDivisionError):
        return False
