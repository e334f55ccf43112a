"""Earlier uploads of a region: taking the last one back, and every version that was sent."""

import pandas as pd
import streamlit as st

from storage import StoreError, batches
from ui import table
from ui.format import count, moment
from ui.markdown import literal
from ui.view import View
from workflow.upload import Place

VERSIONS = {
    "opd": "OPD",
    "slot": "Responden",
    "version": "Versi",
    "state": "Status",
    "answers": "Baris jawaban",
    "file": "Berkas",
    "uploaded": "Diunggah",
    "actor": "Oleh",
}
SAID = "unggahan_dibatalkan"


def history(chosen: View, place: Place, sent: pd.DataFrame) -> None:
    """The uploads of the period, newest first; nothing where there is none."""
    if said := st.session_state.pop(SAID, ""):
        st.success(said, icon=":material/undo:")
    if sent.empty:
        return
    st.subheader("Riwayat unggahan", anchor=False)
    in_force = sent[sent["undone_at"].isna()]
    if len(in_force) and not chosen.period.locked_at:
        _undo(chosen, place, in_force.iloc[0])
    shown = pd.DataFrame(
        {
            "Waktu": sent["created_at"].map(moment),
            "Oleh": sent["actor"],
            "Berkas": sent["files"].map(count),
            "Status": sent["undone_at"].isna().map({True: "Berlaku", False: "Dibatalkan"}),
        }
    )
    table.show(shown, alt="Riwayat unggahan")
    if chosen.region:
        drawer = st.expander("Semua versi jawaban", key="versi_jawaban", on_change="rerun")
        if drawer.open:
            with drawer:
                _versions(chosen)


def _undo(chosen: View, place: Place, last: pd.Series) -> None:
    with st.popover("Batalkan unggahan terakhir", icon=":material/undo:"):
        st.markdown(
            f"Unggahan {moment(last['created_at'])} oleh {literal(last['actor'])} "
            f"({count(last['files'])} berkas) tidak lagi dihitung. Versi sebelumnya berlaku kembali; "
            "berkasnya tetap tersimpan."
        )
        if not place.actor:
            st.caption("Isi Nama Anda di panel samping lebih dahulu.")
        if st.button("Batalkan unggahan ini", type="primary", disabled=not place.actor):
            _take_back(chosen, place)


def _take_back(chosen: View, place: Place) -> None:
    try:
        undone = batches.undo_last(chosen.engine, chosen.period.id, chosen.region or None, place.actor)
    except StoreError as error:
        st.error(str(error))
        return
    if undone:
        st.session_state[SAID] = (
            f"Unggahan dibatalkan: {count(len(undone.files))} berkas tidak lagi dihitung."
        )
    st.rerun()


def _versions(chosen: View) -> None:
    scope = chosen.scope
    found = batches.versions(chosen.engine, scope.period_id, scope.instrument_id, chosen.region)
    state = found["undone_at"].isna().map({True: "Versi lama", False: "Dibatalkan"})
    state = state.mask(found["active"].astype(bool), "Berlaku")
    shown = found.assign(uploaded=found["uploaded_at"].map(moment), state=state)
    table.show(shown[list(VERSIONS)].rename(columns=VERSIONS), alt="Semua versi jawaban")
