"""Earlier uploads of a region: taking the last one back, and every version that was sent."""

import pandas as pd
import streamlit as st

from storage import StoreError
from storage.upload import batches
from ui.shared import actor, badges, message, table
from ui.shared.format import format_count, format_moment
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from ui.upload import pending_files
from workflow.upload.outcome import UploadTarget

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
REMARKS = {
    "severity": "Sifat",
    "file": "Berkas",
    "sheet": "Lembar",
    "cell": "Sel",
    "message": "Catatan",
    "proposal": "Usulan",
}
MESSAGE, NAMED = "unggahan_dibatalkan", 3


def show_earlier_uploads(chosen: Selection, place: UploadTarget, sent: pd.DataFrame) -> None:
    """The uploads of the period, newest first; nothing where there is none."""
    message.show_message(MESSAGE, ":material/undo:")
    if sent.empty:
        return
    st.subheader("Riwayat unggahan", anchor=False)
    in_force = sent[sent["undone_at"].isna()]
    if len(in_force) and not chosen.locked:
        _undo(chosen, place, in_force.iloc[0])
    chosen.replay("uploads", lambda: _listed(sent), chosen.state)
    if len(in_force):
        _remarks(chosen, in_force.iloc[0])
    if chosen.region:
        drawer = st.expander("Semua versi jawaban", key="versi_jawaban", on_change="rerun")
        if drawer.open:
            with drawer:
                _versions(chosen)


def _listed(sent: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "Waktu": sent["created_at"].map(format_moment),
            "Oleh": sent["actor"],
            "Berkas": [_named(str(names)) for names in sent["names"]],
            "Konfirmasi": sent["choices"].map(format_count),
            "Status": sent["undone_at"].isna().map({True: "Berlaku", False: "Dibatalkan"}),
        }
    )
    table.show_table(shown, alt="Riwayat unggahan")


def _named(names: str) -> str:
    """The first files of an upload by name, and how many more there are."""
    given = names.split("; ")
    more = f" dan {format_count(len(given) - NAMED)} lainnya" if len(given) > NAMED else ""
    return f"{'; '.join(given[:NAMED])}{more}"


def _remarks(chosen: Selection, last: pd.Series) -> None:
    """What was read otherwise than written, skipped or changed in the files that were stored."""
    found = chosen.remember(
        "findings",
        lambda: batches.list_upload_findings(chosen.engine, int(last["batch_id"])),
        int(last["batch_id"]),
    )
    if found.empty:
        return
    drawer = st.expander(
        f"Catatan pembacaan unggahan terakhir ({format_count(len(found))})", key="catatan", on_change="rerun"
    )
    if drawer.open:
        with drawer:
            shown = found.assign(severity=found["severity"].map(badges.SEVERITY_WORDS))
            table.show_table(shown[list(REMARKS)].rename(columns=REMARKS), alt="Catatan pembacaan berkas")


def _undo(chosen: Selection, place: UploadTarget, last: pd.Series) -> None:
    with st.popover("Batalkan unggahan terakhir", icon=":material/undo:"):
        st.markdown(
            f"Unggahan {format_moment(last['created_at'])} oleh {escape_markdown(last['actor'])} "
            f"({escape_markdown(_named(str(last['names'])))}) tidak lagi dihitung. Versi sebelumnya berlaku "
            "kembali; berkasnya tetap tersimpan." + _forgets(int(last["choices"]))
        )
        if place.actor and place.actor.name != last["actor"]:
            st.markdown(f"Ini unggahan **{escape_markdown(last['actor'])}**, bukan unggahan Anda.")
        if not place.actor:
            st.caption("Isi Nama Anda di panel samping lebih dahulu.")
        if st.button("Batalkan unggahan ini", type="primary", disabled=not place.actor):
            _take_back(chosen, place, int(last["batch_id"]))
    actor.show_recorder()


def _forgets(choices: int) -> str:
    """What else goes with an upload."""
    return f" {format_count(choices)} pilihan yang dikonfirmasi untuknya ditanyakan lagi." if choices else ""


def _take_back(chosen: Selection, place: UploadTarget, batch_id: int) -> None:
    try:
        undone = batches.undo_last_upload(
            chosen.engine, chosen.period.id, chosen.region or None, place.actor, batch_id
        )
    except StoreError as error:
        st.error(escape_markdown(str(error)))
        return
    if undone:
        pending_files.forget_given_choices(place)
        gone = f"Unggahan dibatalkan: {format_count(len(undone.files))} berkas tidak lagi dihitung."
        message.keep_message(MESSAGE, gone + _forgets(len(undone.forgotten)))
    st.rerun()


def _versions(chosen: Selection) -> None:
    scope = chosen.scope
    found = batches.list_submission_versions(
        chosen.engine, scope.period_id, scope.instrument_id, chosen.region
    )
    state = found["undone_at"].isna().map({True: "Versi lama", False: "Dibatalkan"})
    state = state.mask(found["active"].astype(bool), "Berlaku")
    shown = found.assign(uploaded=found["uploaded_at"].map(format_moment), state=state)
    table.show_table(shown[list(VERSIONS)].rename(columns=VERSIONS), alt="Semua versi jawaban")
