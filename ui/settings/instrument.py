"""Parts of Instrumen & bobot: the tree, one indicator in full, weight sets, problems, differences."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from reference import agencies
from reference.instruments import Instrument, InstrumentDifference, InstrumentError, shipped_words
from reference.instruments.level_ranges import list_level_heads
from scoring import Framework
from ui.shared import cache, table
from ui.shared.format import format_number, format_percent, format_shares, format_span
from ui.shared.markdown import escape_markdown
from workflow import instrument_edits
from workflow.results import levels

INDENT = "\u2003"
KINDS = {
    "K": "Kebijakan",
    "S": "SDM dan anggaran",
    "I": "Sarana",
    "L": "Layanan",
    "P": "Pemanfaatan",
    "R": "Prasyarat",
}
POLICIES = {
    "lead": "jawaban OPD penanggung jawab",
    "mean": "rata-rata antar-OPD",
    "median": "median antar-OPD",
    "lead_double": "rata-rata, OPD penanggung jawab dihitung dua kali",
}
# The first part of a setting's name -> how an official calls it.
SETTINGS = {
    "id": "Kode instrumen",
    "version": "Versi",
    "title": "Judul",
    "status": "Status",
    "scale": "Skala",
    "coverage": "Ambang kelengkapan",
    "weight_sets": "Himpunan bobot",
    "cohorts": "Kelompok daerah",
    "columns": "Judul kolom berkas",
    "horizons": "Jangka target",
    "notes": "Catatan",
    "respondent": "Kebijakan responden",
    "classification_note": "Catatan klasifikasi",
    "absent_when_all_zero": "Semua nol berarti tidak ikut",
}


def show_instrument_summary(instrument: Instrument) -> None:
    """What the instrument is, in one short list."""
    cache.replay_output("instrument summary", (instrument.digest,), lambda: _summary(instrument))


def _summary(instrument: Instrument) -> None:
    framework, scale = instrument.framework, instrument.framework.scale
    steps = "bilangan bulat" if scale.integers else "desimal"
    st.table(
        {
            "Judul": escape_markdown(instrument.title),
            "Versi dan status": escape_markdown(
                f"{instrument.version}, {instrument.status or 'tanpa keterangan'}"
            ),
            "Skala": f"{format_span(scale.minimum, scale.maximum, ' sampai ')}, {steps}",
            "Isi": f"{len(framework.nodes)} simpul, {len(framework.leaves)} di antaranya diisi langsung",
            "Nilai indikator": POLICIES[framework.respondent],
            "Kode keaslian isi": escape_markdown(instrument.digest[:12]),
        },
        border="horizontal",
        width="content",
    )
    st.caption("\n".join(f"- {escape_markdown(note)}" for note in shipped_words.list_notes(instrument)))


def show_instrument_tree(instrument: Instrument) -> None:
    """The whole tree: indented names, weights among siblings and in the index, targets."""
    cache.replay_output("instrument tree", (instrument.digest,), lambda: _tree(instrument))


def _sibling_shares(framework: Framework, nodes: pd.DataFrame) -> pd.Series:
    """The share of every node among its siblings as text; siblings sum to 100 %."""
    above = [framework.node(code).parent or f"root {code}" for code in nodes["code"]]
    return nodes.groupby(above)["share"].transform(lambda shares: format_shares(shares.tolist(), 1))


def _tree(instrument: Instrument) -> None:
    nodes = instrument_edits.instrument_tree(instrument)
    shown = pd.DataFrame(
        {
            "Kode": nodes["code"],
            "Nama": [
                INDENT * depth + name for depth, name in zip(nodes["depth"], nodes["name"], strict=True)
            ],
            "Tingkat": [
                levels.tree_level_name(instrument, level) if depth else "Indeks"
                for level, depth in zip(nodes["level"], nodes["depth"], strict=True)
            ],
            "Bobot": nodes["weight"],
            "Bagian saudara": _sibling_shares(instrument.framework, nodes),
            "Bobot efektif": nodes["effective"],
        }
    )
    formats = {
        "Bobot efektif": lambda share: format_percent(share, 2),
        "Bobot": _plain,
    }
    for horizon in instrument.horizons:
        shown[f"Target {horizon}"] = nodes[f"target_{horizon}"].astype(float)
        formats[f"Target {horizon}"] = _plain
    if not instrument.horizons and nodes["target"].notna().any():
        shown["Target"] = nodes["target"].astype(float)
    if (nodes["element"] != "").any():
        shown["Elemen"] = nodes["element"]
    if (nodes["lead"] != "").any():
        shown["Urusan utama"] = [_sector(key) for key in nodes["lead"]]
    table.show_table(
        shown,
        alt=f"Pohon {instrument.title}",
        formats=formats,
        missing="",
        height=560 if len(shown) > 15 else None,
    )
    st.caption(
        "Bagian saudara: bobot dibagi jumlah bobot simpul seinduk. Bobot efektif: hasil kali bagian dari "
        "akar sampai simpul itu, yaitu pengaruhnya pada indeks bila semua data ada."
    )


def _plain(value: float) -> str:
    """A weight or target without decimals it does not need; "" where there is none."""
    return format_number(value, 4, missing="").rstrip("0").rstrip(",") if value else "0"


def show_indicator_details(instrument: Instrument) -> None:
    """One indicator: its question, anchors, evidence, who answers."""
    framework = instrument.framework
    asked = [code for code in framework.leaves if framework.node(code).tags.get("anchors")]
    if not asked:
        st.caption("Instrumen ini tidak memuat jangkar tingkat.")
        return
    code = st.selectbox(
        "Indikator",
        asked,
        format_func=lambda one: f"{one} {framework.node(one).name}",
        key="indikator_dibaca",
    )
    cache.replay_output("instrument leaf", (instrument.digest, code), lambda: _leaf(framework, code))


def _leaf(framework: Framework, code: str) -> None:
    tags = framework.node(code).tags
    st.markdown(f"**{escape_markdown(tags.get('question', ''))}**")
    if tags.get("question_city"):
        st.caption(f"Untuk kota tanpa desa: {escape_markdown(tags['question_city'])}")
    rungs = zip(list_level_heads(framework.scale), tags["anchors"], strict=True)
    named = {escape_markdown(head): escape_markdown(text) for head, text in rungs}
    st.table(named, border="horizontal")
    facts = {
        "Tipe": KINDS.get(tags.get("kind", ""), ""),
        "Elemen": tags.get("element", ""),
        "Urusan utama": _sector(tags.get("lead", "")),
        "Urusan pendukung": ", ".join(map(_sector, tags.get("support", ()))),
        "Mitra": tags.get("partner", ""),
        "Bukti yang diminta": tags.get("evidence", ""),
        "Rujukan": tags.get("reference", ""),
        "Boleh tidak berlaku": _may_not_apply(tags),
    }
    told = {fact: escape_markdown(words) for fact, words in facts.items() if words}
    st.table(told, border="horizontal", width="content")


def _may_not_apply(tags: Mapping[str, Any]) -> str:
    """ "tidak", "ya", or "ya, hanya bila ..." where the instrument says when."""
    condition = tags.get("not_applicable_when")
    return f"ya, hanya bila {condition}" if condition else "ya" if tags.get("may_not_apply") else "tidak"


def _sector(key: str) -> str:
    """The name of an urusan; the key itself where the table does not have it."""
    names = agencies.list_sectors()["name"]
    return str(names.get(key, key))


def show_weight_sets(instrument: Instrument) -> None:
    """Named weight sets side by side and the texts that choose among them."""
    framework = instrument.framework
    if not framework.weight_sets:
        return
    st.subheader("Himpunan bobot dan kelompok daerah", anchor=False)
    shown = pd.DataFrame(dict(framework.weight_sets)).rename_axis("code").reset_index()
    shown.insert(0, "Simpul", [framework.node(code).name for code in shown.pop("code")])
    table.show_table(shown, alt="Himpunan bobot", decimals=0)
    cohorts = [
        {
            "Isi kolom KET": ", ".join(cohort.texts),
            "Tahun": ", ".join(map(str, cohort.years)),
            "Himpunan bobot": cohort.weights,
        }
        for cohort in instrument.cohorts
    ]
    if cohorts:
        table.show_table(pd.DataFrame(cohorts), alt="Kelompok daerah dan himpunan bobotnya")


def show_instrument_problems(error: InstrumentError) -> None:
    """Every problem of a workbook with its place."""
    st.error(
        f"Buku kerja belum dapat dipakai: {len(error.problems)} masalah. Perbaiki semuanya, lalu muat lagi."
    )
    shown = pd.DataFrame(
        [
            {
                "Tempat": one.file.rstrip(","),
                "Baris": "" if one.row is None else str(one.row),
                "Masalah": one.message,
            }
            for one in error.problems
        ]
    )
    table.show_table(shown, alt="Masalah pada buku kerja instrumen")


def show_instrument_differences(found: Sequence[InstrumentDifference], before: str, after: str) -> None:
    """What differs between two versions, as a table."""
    if not found:
        st.markdown(f"Isi **{escape_markdown(before)}** dan **{escape_markdown(after)}** sama.")
        return
    shown = pd.DataFrame(
        [
            {
                "Simpul": one.node or "Pengaturan",
                "Nama": one.name,
                "Bagian": one.field if one.node else setting_label(one.field),
                before: one.before,
                after: one.after,
            }
            for one in found
        ]
    )
    st.markdown(f"**{len(found)} perbedaan** antara {escape_markdown(before)} dan {escape_markdown(after)}.")
    table.show_table(shown, alt="Perbedaan dua versi instrumen", height=420 if len(shown) > 11 else None)


def setting_label(name: str) -> str:
    """ "scale/bands/4/lower" -> "Skala / bands / 4 / lower": only the first part in words."""
    first, *rest = name.split("/")
    return " / ".join([SETTINGS.get(first, first), *rest])
