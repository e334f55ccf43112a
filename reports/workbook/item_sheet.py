"""The sheet "Mutu butir": for experts, which questions measure well and which to mend for the next survey."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from reports.sheets import HEADING_ROW, add_table_sheet
from scoring.agreement import MINIMUM_RESPONDENTS, too_few_respondents_note
from scoring.items import item_quality, scale_quality
from workflow.documents.region_facts import RegionFacts
from workflow.results import levels

NAME = "15_Mutu_Butir"
COLUMNS = (
    "Kode", "Nama", "Tingkat", "OPD menjawab", "Responden", "Butir dihitung", "Rata-rata", "Simpangan baku",
    "Dilewati", "Tingkat terendah", "Tingkat tertinggi", "Korelasi butir-sisa", "Alfa tanpa butir",
    "Alfa Cronbach", "ICC seorang", "ICC rata-rata", "ICC(1) OPD", "ICC(2) OPD", "Keterangan",
)  # fmt: skip
WIDTHS = dict.fromkeys(COLUMNS, 9) | {"Nama": 38, "Tingkat": 11, "Keterangan": 40}
LINE, HEAD_HEIGHT = 15, 42
READING = (
    (
        "Responden, OPD",
        "Isian yang menjawab butir itu, dan perangkat daerah asalnya. Nilai yang dihitung adalah "
        "klaim sebagaimana dikirim, bukan yang disepakati atau diverifikasi sesudahnya.",
    ),
    (
        "Simpangan baku",
        "Sebaran jawaban dalam tingkat. 0 berarti semua menjawab sama: butir itu tidak membedakan siapa pun.",
    ),
    (
        "Dilewati, terendah, tertinggi",
        "Bagian 0 sampai 1: dari yang ditanya, berapa yang tidak menjawab; dari yang menjawab, berapa "
        "yang memilih ujung bawah dan ujung atas skala. Yang besar berarti butir sulit dijawab, atau "
        "skalanya terlalu sempit.",
    ),
    (
        "Korelasi butir-sisa",
        "Korelasi butir dengan jumlah butir lain di bawah induk yang sama. Di bawah 0,30 lemah, "
        "negatif berarti arah pertanyaannya perlu diperiksa.",
    ),
    (
        "Alfa tanpa butir",
        "Alfa Cronbach induknya bila butir ini dibuang. Lebih tinggi daripada alfa induknya berarti "
        "butir ini mengukur hal lain.",
    ),
    (
        "Alfa Cronbach",
        "Seberapa jauh butir-butir di bawahnya mengukur satu hal; 0,70 ke atas lazim dianggap cukup. "
        "Butir yang dijawab sama oleh semua tidak dihitung.",
    ),
    (
        "ICC seorang, ICC rata-rata",
        "Kesamaan nilai antarresponden atas butir yang dijawab semuanya: bila satu responden saja "
        "dipakai, dan bila rata-rata semuanya dipakai.",
    ),
    (
        "ICC(1), ICC(2) OPD",
        "Berapa bagian perbedaan antarresponden yang dijelaskan asal OPD-nya, dan seberapa andal "
        "rata-rata sebuah OPD. Perlu OPD dengan dua responden atau lebih.",
    ),
    (
        "Pembacaan",
        "Sebuah kabupaten sengaja bertanya kepada OPD yang berbeda tentang hal yang berbeda, sehingga "
        "alfa yang rendah bukan kesalahan. Lembar ini untuk ahli yang memperbaiki instrumen, bukan "
        "untuk menilai OPD.",
    ),
)


def write_items(workbook: Any, styles: dict[str, Any], facts: RegionFacts) -> None:
    """Dimensions, what is below them, and every indicator, each with what the answers allow to compute."""
    frame = item_table(facts)
    note = f"Dihitung bila sedikitnya {MINIMUM_RESPONDENTS} responden menjawab; jika tidak, sebabnya disebut."
    sheet = add_table_sheet(workbook, styles, NAME, "Mutu butir, untuk ahli instrumen", note, frame, WIDTHS)
    row = HEADING_ROW + len(frame) + 3
    sheet.write_string(row, 0, "Cara membaca", styles["part"])
    sheet.set_row(HEADING_ROW, HEAD_HEIGHT)
    last = COLUMNS.index("Alfa Cronbach")
    wide = sum(WIDTHS[column] for column in COLUMNS[2 : last + 1])
    for offset, (term, meaning) in enumerate(READING, start=row + 1):
        sheet.merge_range(offset, 0, offset, 1, term, styles["text"])
        sheet.merge_range(offset, 2, offset, last, meaning, styles["text"])
        sheet.set_row(offset, LINE * math.ceil(len(meaning) / wide))


def item_table(facts: RegionFacts) -> pd.DataFrame:
    """One row per node under the index in the order of the tree; NaN where a measure is not for it."""
    framework = facts.framework
    given = facts.answers_in_force[facts.answers_in_force["opd"] != ""]
    items = item_quality(given, framework).to_dict("index")
    rows = []
    for code in framework.below(facts.root):
        node = framework.node(code)
        own = {
            "Kode": code,
            "Nama": node.name,
            "Tingkat": levels.tree_level_name(facts.instrument, node.level),
        }
        if framework.children(code):
            rows.append(own | _of_scale(scale_quality(given, framework, code)))
        else:
            rows.append(own | _of_item(items[code]))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _of_item(found: Mapping[Any, Any]) -> dict[str, object]:
    count = int(found["answered"])
    return {
        "OPD menjawab": int(found["bodies"]),
        "Responden": count,
        "Rata-rata": found["mean"],
        "Simpangan baku": np.sqrt(found["variance"]),
        "Dilewati": found["skipped_share"],
        "Tingkat terendah": found["floor_share"],
        "Tingkat tertinggi": found["ceiling_share"],
        "Korelasi butir-sisa": found["item_total"],
        "Alfa tanpa butir": found["alpha_if_dropped"],
        "Keterangan": _why_no_correlation(count, found),
    }


def _why_no_correlation(count: int, found: Mapping[Any, Any]) -> str:
    if said := too_few_respondents_note(count):
        return said
    if found["variance"] == 0:
        return "Semua menjawab sama"
    if np.isnan(found["item_total"]):
        return "Tidak dihitung: tidak ada butir lain dengan responden yang sama"
    return (
        "Alfa tanpa butir tidak dihitung: sisanya kurang dari dua butir"
        if np.isnan(found["alpha_if_dropped"])
        else ""
    )


def _of_scale(found: dict[str, float]) -> dict[str, object]:
    return {
        "Responden": int(found["respondents"]),
        "Butir dihitung": int(found["items"]),
        "Alfa Cronbach": found["alpha"],
        "ICC seorang": found["icc_one"],
        "ICC rata-rata": found["icc_mean"],
        "ICC(1) OPD": found["icc1"],
        "ICC(2) OPD": found["icc2"],
        "Keterangan": _why_no_scale(found),
    }


def _why_no_scale(found: dict[str, float]) -> str:
    if found["items"] < 2:
        return f"Tidak dihitung: {int(found['items'])} butir dengan {MINIMUM_RESPONDENTS} responden"
    missing = {
        "Alfa": ("alpha", "kurang dari dua butir yang jawabannya beragam"),
        "ICC": ("icc_one", "kurang dari dua butir yang dijawab semua responden"),
        "ICC OPD": ("icc1", "tidak ada OPD dengan dua responden"),
    }
    said = [f"{name} tidak dihitung: {why}" for name, (key, why) in missing.items() if np.isnan(found[key])]
    return "; ".join(said)
