"""The OPD of a region in one table: verdict, answers by dimension, what to know about each."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from reference.instruments import Instrument
from ui import badges
from ui.format import count, percent
from ui.markdown import literal
from workflow.arrivals import Arrival, Part, Tally

ALL = ":green-badge[:material/check:]"
NONE = ":gray-badge[–]"
NOT_ASKED = ":gray[·]"
LEGEND = (
    f"{ALL} semua indikator terjawab; :orange-badge[3/5] sebagian; {NONE} belum ada jawaban; "
    "titik: tidak ditanyakan kepada OPD ini. OPD yang tidak memimpin indikator mengisi lembar program."
)


def cards(tally: Tally) -> None:
    """The five counts over a region."""
    shown = (
        ("OPD siap dinilai", count(tally.ready)),
        ("Perlu konfirmasi", count(tally.confirm)),
        ("Berkas ditolak", count(tally.refused)),
        ("OPD belum mengirim", count(tally.waiting)),
        ("Butir terjawab", percent(tally.answered)),
    )
    with st.grid(5, min_column_width=150):
        for label, value in shown:
            st.metric(label, value, border=True)


def table(rows: Sequence[Arrival], instrument: Instrument, alt: str) -> None:
    """One row per OPD, what needs a hand first."""
    nodes = [part.node for part in rows[0].parts] if rows else []
    # Codes leave room for the words at the end of the row; the legend says what they stand for.
    named = ", ".join(f"{node} {short(instrument.framework.node(node).name)}" for node in nodes)
    frame = pd.DataFrame(
        [
            {
                "Perangkat daerah": f"**{literal(row.name)}**",
                "Status": badges.VERDICTS[row.verdict],
                **{part.node: _box(part) for part in row.parts},
                "Keterangan": _words(row),
            }
            for row in rows
        ]
    )
    st.table(frame, border="horizontal", hide_index=True, alt=alt)
    st.caption(f"{LEGEND} Kolom: {named}.")


def short(name: str) -> str:
    """A dimension's name without the word all of them share."""
    return name.removeprefix("Smart ")


def _box(part: Part) -> str:
    if not part.asked:
        return NOT_ASKED
    if part.answered == part.asked:
        return ALL
    return f":orange-badge[{part.answered}/{part.asked}]" if part.answered else NONE


def _words(row: Arrival) -> str:
    if row.verdict == "waiting":
        return "Belum ada berkas."
    if row.verdict != "ready":
        return "Lihat temuan di atas."
    if not row.asked:
        return "Lembar program diterima."
    answered = (
        "Semua butir terjawab" if row.answered == row.asked else f"{row.answered} dari {row.asked} butir"
    )
    return f"{answered}, {row.evidence} disertai bukti."
