"""One indicator as the room looks at it: the question, the levels, and what each OPD said."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from reference.instruments.level_ranges import list_level_heads
from scoring import Framework
from ui.shared import badges
from ui.shared.format import format_count, format_number, format_plain, format_span
from ui.shared.markdown import escape_markdown

REASONS = {
    "differs": ":orange-badge[:material/compare_arrows: Jawaban berbeda]",
    "missing": ":gray-badge[:material/help: Belum ada data]",
    "unproven": ":gray-badge[:material/draft: Bukti belum ada]",
}
REASON_WORDS = {"differs": "jawaban berbeda", "unproven": "bukti belum ada", "missing": "belum ada data"}
"""Reason on the agenda -> how it is said."""
ROLES = {"lead": ":blue-badge[Penanggung jawab]", "support": ":gray-badge[Pendukung]"}
STATUSES = {"missing": "Belum ada data", "not_applicable": "Tidak berlaku"}


def agenda_reasons_text(agenda: pd.DataFrame) -> str:
    """ "3 jawaban berbeda, 17 bukti belum ada, 5 belum ada data" of `clarify.clarification_agenda`."""
    counts = {name: int(agenda[name].sum()) for name in REASON_WORDS}
    return ", ".join(f"{format_count(counts[name])} {word}" for name, word in REASON_WORDS.items())


def reached_levels_text(framework: Framework, values: pd.Series) -> str:
    """ "Tingkat 5 dan 4" in the order of the values; of decimals from where to where: "Nilai 3,56–4,6"."""
    if values.empty:
        return "Tidak ada."
    if not framework.scale.integers:
        return f"Nilai {format_span(values.min(), values.max())}"
    return "Tingkat " + " dan ".join(format_plain(level) for level in values.drop_duplicates())


def level_name(framework: Framework, value: float) -> str:
    """ "3 Cukup siap", "2,30 Membangun" on a scale of decimals, or the number alone where it has no name."""
    word, scale = level_word(framework, value), framework.scale
    number = format_plain(value) if word and scale.integers else format_number(value, scale.decimals)
    return f"{number} {word}".rstrip()


def level_word(framework: Framework, value: float) -> str:
    """ "Cukup siap"; "" between levels, for an unknown value, and on a scale without level names."""
    place = framework.scale.level_place(value)
    return framework.scale.levels[place] if place is not None and framework.scale.levels else ""


def label_levels(
    framework: Framework, indicator: str, said: pd.DataFrame, short: Mapping[str, str]
) -> list[str]:
    """Per level of the indicator, lowest first, what it asks and who placed themselves there, as Markdown.

    Blue = who leads the indicator. A level without an anchor has its name.
    """
    scale = framework.scale
    texts = framework.node(indicator).tags.get("anchors") or scale.levels or ()
    heads = list_level_heads(scale, named=False)
    placed: list[list[str]] = [[] for _ in heads]
    for opd, claimed, role in zip(said["opd"], said["claimed"], said["role"], strict=True):
        if (place := scale.level_place(claimed)) is not None:
            colour = "blue" if role == "lead" else "gray"
            placed[place].append(badges.text_badge(short.get(opd, opd), colour))
    asked = [*texts, *[""] * (len(heads) - len(texts))]
    return [
        " ".join(filter(None, (f"**{escape_markdown(head)}**", escape_markdown(text), *who)))
        for head, text, who in zip(heads, asked, placed, strict=True)
    ]


def show_opd_answer(row: dict[str, Any], framework: Framework, name: str) -> None:
    """One OPD's answer in a few lines: level, role, fact, obstacle, evidence, and where it was read."""
    known = pd.notna(row["claimed"])
    level = level_name(framework, row["claimed"]) if known else STATUSES.get(row["status"], "Belum ada data")
    parts = (("", "fact"), ("Kendala: ", "obstacle"), ("Catatan: ", "note"))
    said = [f"{label}{str(row[key]).rstrip('. ')}." for label, key in parts if row[key]]
    proof = " · ".join(str(row[key]) for key in ("evidence", "evidence_date", "evidence_link") if row[key])
    shown = badges.text_badge(proof, "green") if proof else badges.EVIDENCE_MISSING
    facts = f" {escape_markdown(' '.join(said))}" if said else ""
    source = f"Sumber: {escape_markdown(_joined(row, 'file', 'sheet', 'cell'))}"
    head = f"**{escape_markdown(level)} · {escape_markdown(name)}** {ROLES[str(row['role'])]}"
    st.markdown(f"{head}{facts} {shown}", help=source)


def _joined(row: Mapping[str, Any], *keys: str) -> str:
    return " · ".join(str(row[key]) for key in keys if row[key])
