"""The OPD of a region in one table: verdict, answers by dimension, what to know about each."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts.titles.wording import PROVED
from reference.instruments import Instrument
from ui.shared import badges, table
from ui.shared.format import format_count, format_percent
from ui.shared.markdown import escape_markdown
from workflow.upload.opd_status import LedPart, OpdStatus, OpdStatusCounts

ALL = ":green-badge[:material/check:]"
NONE = ":gray-badge[–]"
NOT_ASKED = ":gray[·]"
TURN, AT_ONCE = "status_opd_halaman", 12
LEGEND = (
    f"{ALL} semua indikator terjawab; :orange-badge[3/5] sebagian; {NONE} belum ada jawaban; "
    "titik: tidak ditanyakan kepada OPD ini, atau tidak berlaku. "
    "OPD yang tidak memimpin indikator mengisi lembar program."
)


def show_opd_status_counts(tally: OpdStatusCounts) -> None:
    """The five counts over a region."""
    shown = (
        ("OPD siap dinilai", format_count(tally.ready)),
        ("Perlu konfirmasi", format_count(tally.confirm)),
        ("Berkas ditolak", format_count(tally.refused)),
        ("OPD belum mengirim", format_count(tally.waiting)),
        ("Pertanyaan terjawab", format_percent(tally.answered)),
    )
    with st.container(key="pokok", horizontal=True, vertical_alignment="bottom"):
        for label, value in shown:
            st.metric(label, value, width="content")


def show_opd_status(rows: Sequence[OpdStatus], instrument: Instrument, alt: str) -> None:
    """One row per OPD, what needs a hand first."""
    nodes = [part.node for part in rows[0].parts] if rows else []
    # Codes leave room for the words at the end of the row; the legend says what they stand for.
    named = ", ".join(f"{node} {instrument.framework.short_name(node)}" for node in nodes)
    frame = pd.DataFrame(
        [
            {
                "Perangkat daerah": f"**{escape_markdown(row.name)}**",
                "Status": badges.VERDICTS[row.verdict],
                **{part.node: _box(part) for part in row.parts},
                "Keterangan": _words(row),
            }
            for row in rows[table.find_page_rows(len(rows), TURN, AT_ONCE)]
        ]
    )
    st.table(frame, border="horizontal", hide_index=True, alt=alt)
    table.show_page_buttons(len(rows), TURN, AT_ONCE)
    st.caption(f"{LEGEND} Kolom: {escape_markdown(named)}.")


def _box(part: LedPart) -> str:
    if not part.asked:
        return NOT_ASKED
    if part.answered == part.asked:
        return ALL
    return f":orange-badge[{part.answered}/{part.asked}]" if part.answered else NONE


def _words(row: OpdStatus) -> str:
    if row.verdict == "waiting":
        return "Belum ada berkas."
    if row.verdict != "ready":
        return escape_markdown(row.note) or "Lihat temuan di atas."
    if row.note and not row.led:
        return escape_markdown(row.note)
    if not row.led:
        return "Lembar program diterima."
    answered = (
        "Semua pertanyaan terjawab"
        if row.answered == row.asked
        else f"{row.answered} dari {row.asked} pertanyaan"
    )
    later = f" Kiriman terakhir belum tersimpan: {escape_markdown(row.note)}" if row.note else ""
    return f"{answered}, {row.evidence} {PROVED}.{later}"
