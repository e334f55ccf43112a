"""Problems of an instrument's settings: one sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reference.instruments.definition import Definition, is_number, is_number_within
from reference.numbers import format_plain, read_whole

SETTINGS: dict[str, type] = {
    "id": str,
    "version": str,
    "title": str,
    "status": str,
    "respondent": str,
    "absent_when_all_zero": bool,
    "classification_note": str,
    "notes": list,
    "later_notes": list,
    "scale": dict,
    "level_names": dict,
    "coverage": dict,
    "horizons": dict,
    "weight_sets": dict,
    "cohorts": list,
    "columns": dict,
}
TYPE_NAMES = {str: "teks", bool: "true atau false", list: "daftar", dict: "bagian berisi kunci"}
REQUIRED_SETTINGS = ("id", "version", "title", "scale")
RESPONDENTS = ("lead", "mean", "median", "lead_double")


def check_setting_types(definition: Definition) -> Iterator[str]:
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
    if not (is_number(low) and is_number(high)):
        yield "scale.minimum dan scale.maximum harus bilangan"
        return
    if low >= high:
        yield f"scale.minimum ({low}) harus di bawah scale.maximum ({high})"
    levels = scale.get("levels", [])
    if levels and len(levels) != high - low + 1:
        yield f"scale.levels berisi {len(levels)} nama, seharusnya {format_plain(high - low + 1)}"
    yield from _bands(scale.get("bands", []), low, high)


def _bands(bands: list[Mapping[str, Any]], low: float, high: float) -> Iterator[str]:
    for place, band in enumerate(bands, start=1):
        if not band.get("name") or not is_number(band.get("lower")):
            yield f"scale.bands ke-{place} harus mempunyai name dan lower berupa bilangan"
        elif not low <= band["lower"] < high:
            yield f"kelas '{band['name']}': batas bawah {band['lower']} di luar skala {low} sampai {high}"
        yield from (
            f"scale.bands ke-{place}: kunci '{name}' tidak dikenal" for name in band if name not in BAND_KEYS
        )
    lowers = [band["lower"] for band in bands if is_number(band.get("lower"))]
    if lowers != sorted(set(lowers)):
        yield "batas bawah kelas harus menaik tanpa nilai yang sama"


BAND_KEYS = ("name", "lower", "evidence", "weakest")


def _rules(definition: Definition) -> Iterator[str]:
    settings = definition.settings
    if settings.get("respondent", "lead") not in RESPONDENTS:
        yield f"respondent '{settings['respondent']}' tidak dikenal; pilihan: {', '.join(RESPONDENTS)}"
    for level, share in settings.get("coverage", {}).items():
        if read_whole(level) is None or not is_number_within(str(share), 0, 1):
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
        wrong = [code for code, weight in weights.items() if not is_number(weight) or weight < 0]
        yield from (f"weight_sets '{name}': bobot '{code}' harus bilangan 0 atau lebih" for code in wrong)
        if not wrong and sum(weights.values()) == 0:
            yield f"weight_sets '{name}': seluruh bobot 0"
    for place, cohort in enumerate(definition.settings.get("cohorts", []), start=1):
        if not (cohort.get("texts") and cohort.get("years")):
            yield f"cohorts ke-{place} harus mempunyai texts dan years"
        if cohort.get("weights") not in sets:
            yield f"cohorts ke-{place}: himpunan bobot '{cohort.get('weights')}' tidak ada"


SETTING_CHECKS: tuple[Callable[[Definition], Iterator[str]], ...] = (_keys, _scale, _rules, _weight_sets)
