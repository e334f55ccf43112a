"""Aligning programmes with goals: the list of goals down and up, and the goals that each programme serves."""

import streamlit as st

from storage import StoreError
from survey.template import layout
from survey.values import Finding, SourceFile
from ui import actor, desk, empty, goals, together, waiting
from ui.format import count
from ui.markdown import literal
from ui.view import View
from workflow import goals as kept

TURN, FOUND = "daftar_sasaran_ke", "temuan_sasaran"


def offer(seen: View) -> None:
    """The workbook of goals: down, up, and taking goals out."""
    with st.container(horizontal=True):
        with st.popover("Daftar sasaran (Excel)", icon=":material/table_view:"):
            st.markdown("Satu baris satu sasaran. Sasaran yang sudah ada diperbarui; tidak ada yang dihapus.")
            _download(seen)
            _upload(seen)
        if goals.known(seen):
            _remove(seen)
    if not actor.name():
        actor.required()


def _download(seen: View) -> None:
    roster = goals.roster(seen)
    label = layout.SAMPLE_LABEL if seen.period.sample else ""
    st.download_button(
        "Unduh buku kerja sasaran",
        lambda: kept.write(goals.known(seen), seen.region, roster, label),
        kept.file_name(seen.region),
        icon=":material/download:",
        on_click="ignore",
    )


def _upload(seen: View) -> None:
    turn = st.session_state.get(TURN, 0)
    file = st.file_uploader(
        "Unggah daftar sasaran",
        type=["xlsx", "xlsm", "xls", "ods", "csv"],
        key=f"daftar_sasaran_{turn}",
        disabled=not actor.name(),
    )
    if file is not None:
        _take(seen, SourceFile(file.name, file.getvalue()))
        st.session_state[TURN] = turn + 1
        st.rerun()


def _take(seen: View, file: SourceFile) -> None:
    try:
        received = kept.receive(seen.engine, seen.region, goals.roster(seen), file, actor.name())
    except StoreError as error:
        desk.say(False, str(error))
        return
    desk.say(True, f"{literal(file.name)}: {count(received.written)} sasaran baru atau berubah.")
    st.session_state[FOUND] = received.findings


def _remove(seen: View) -> None:
    with st.popover("Ubah daftar", icon=":material/edit:"):
        listed = goals.names(seen)
        chosen = st.multiselect(
            "Sasaran yang dihapus", list(listed), format_func=listed.__getitem__, placeholder="Pilih sasaran"
        )
        st.button("Hapus", disabled=not (chosen and actor.name()), on_click=_gone, args=(seen, chosen))
        st.button("Urungkan perubahan terakhir", disabled=not actor.name(), on_click=_undo, args=(seen,))


def _gone(seen: View, chosen: list[str]) -> None:
    desk.say(True, f"{count(kept.remove(seen.engine, seen.region, chosen, actor.name()))} sasaran dihapus.")


def _undo(seen: View) -> None:
    gone = kept.undo(seen.engine, seen.region, actor.name())
    desk.say(
        True, f"Perubahan terakhir diurungkan ({count(gone)} sasaran)." if gone else "Tidak ada perubahan."
    )


def findings() -> None:
    """What was odd in the list uploaded last, until it is put away."""
    found: tuple[Finding, ...] = st.session_state.get(FOUND, ())
    if found:
        with st.container(border=True):
            st.markdown("**Catatan pembacaan daftar sasaran**")
            waiting.findings(found)
            st.button("Tutup catatan", icon=":material/close:", on_click=st.session_state.pop, args=(FOUND,))


def edit(seen: View) -> None:
    """One programme and the goals it serves, chosen by people over what its texts say."""
    register = goals.programmes(seen)
    if not register:
        empty.show(
            "Belum ada program", "Tulis program lebih dahulu.", file=together.PROGRAMMES, label="Ke Program"
        )
        return
    listed = goals.names(seen)
    st.subheader("Atur sasaran tiap program", anchor=False)
    st.caption(
        "Kaitan dibaca dari rujukan RPJMD, Renstra, dan Renja pada program; pilihan di sini mengalahkannya."
    )
    one = st.selectbox(
        "Program", list(register), format_func=lambda key: register[key].name, key="program_selaras"
    )
    own = goals.served(seen).get(one, ())
    with st.form(f"selaras_{one}"):
        chosen = st.multiselect(
            "Sasaran yang didukung",
            list(listed),
            default=list(own),
            format_func=listed.__getitem__,
            placeholder="Pilih sasaran",
            key=f"sasaran_{one}_{'-'.join(own)}",
        )
        pressed = st.form_submit_button("Simpan kaitan", type="primary", disabled=not actor.name())
    if pressed and _kept(seen, one, chosen):
        desk.say(True, f"Sasaran {literal(register[one].name)} tersimpan: {count(len(chosen))}.")
        st.rerun()


def _kept(seen: View, one: str, chosen: list[str]) -> bool:
    """Whether the choice could be stored; else it is said why not."""
    try:
        kept.choose(seen.engine, seen.region, one, chosen, actor.name())
    except StoreError as error:
        st.error(str(error))
        return False
    return True
