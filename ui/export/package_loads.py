"""Packages that were loaded here, and taking one of them back as a whole."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from storage import StoreError
from storage.engine import Store
from storage.values import Actor
from ui.shared import actor, message, table
from ui.shared.format import format_count, format_moment, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import region_label
from workflow.package.loads import KnownLoad, list_package_loads, undo_package_load

MESSAGE = "paket_dibatalkan"
SHOWN = 3


def show_package_loads(store: Store) -> None:
    """The loads that count, the newest first, and the button that undoes the one chosen."""
    message.show_message(MESSAGE)
    loads = list_package_loads(store)
    if not loads:
        return
    st.subheader("Paket yang pernah dimuat", anchor=False)
    rows = [
        {
            "Waktu": format_moment(one.entry.at),
            "Berkas": one.load.name or "(tanpa nama)",
            "Daerah": _regions(one),
            "Dimuat oleh": one.entry.by,
        }
        for one in loads
    ]
    table.show_table(pd.DataFrame(rows), alt="Paket yang pernah dimuat")
    _offer_undo(store, loads)


def _offer_undo(store: Store, loads: Sequence[KnownLoad]) -> None:
    by_key = {one.key: one for one in loads}
    key = st.selectbox(
        "Pemuatan", list(by_key), format_func=lambda one: _title(by_key[one]), key="paket_pemuatan"
    )
    st.caption(
        "Membatalkan pemuatan menarik kembali semua yang dibawanya sekaligus; yang digantikannya berlaku "
        "lagi. Yang diubah sesudahnya, serta instrumen yang ikut datang, tetap ada."
    )
    by = actor.show_recorder()
    if st.button("Batalkan pemuatan ini", icon=":material/undo:") and key and by:
        _show_undo_dialog(store, by_key[key], by)


@st.dialog("Batalkan pemuatan paket?")
def _show_undo_dialog(store: Store, chosen: KnownLoad, by: Actor) -> None:
    """What is taken back, before it is."""
    st.markdown(
        f"**{escape_markdown(_title(chosen))}**, dimuat oleh {escape_markdown(chosen.entry.by)}, untuk "
        f"{escape_markdown(_regions(chosen))}. Yang ditarik kembali:"
    )
    if chosen.entry.by != by.name:
        st.markdown(f"Ini pemuatan **{escape_markdown(chosen.entry.by)}**, bukan pemuatan Anda.")
    st.markdown("\n".join(f"- {escape_markdown(said)}" for said in _taken_back(chosen)))
    st.caption("Yang digantikannya berlaku lagi. Pembatalan tercatat; paketnya dapat dimuat lagi.")
    if st.button(
        "Ya, batalkan pemuatan",
        type="primary",
        icon=":material/undo:",
        key="batalkan_paket",
        on_click=_undo,
        args=(store, chosen, by),
    ):
        st.rerun()


def _taken_back(chosen: KnownLoad) -> list[str]:
    """What the load had written, in words; parts of which it wrote nothing are left out."""
    written, lists = chosen.load.written, chosen.load.lists
    rosters = [region_label(one.region) for one in lists if not one.scope]
    counted = (
        (len(written.batches), "unggahan jawaban dan nilai"),
        (len(written.decisions), "kesepakatan dan verifikasi"),
        (len(written.targets), "target"),
        (len(written.entries), "isian: program, rencana, suara, kertas kerja, dan sejenisnya"),
        (len(lists) - len(rosters), "daftar penugasan indikator"),
        (len(written.periods), "periode yang ikut datang, bila tidak berisi yang lain"),
    )
    said = [f"{format_count(number)} {what}" for number, what in counted if number]
    return said + ([f"susunan OPD {join_names(rosters)}"] if rosters else [])


def _undo(store: Store, chosen: KnownLoad, by: Actor) -> None:
    try:
        left = undo_package_load(store, chosen.key, by)
    except StoreError as refusal:
        said = f"Pemuatan tidak dibatalkan. {escape_markdown(str(refusal))}"
        message.keep_message(MESSAGE, said, done=False)
        return
    told = [f"Pemuatan {escape_markdown(_title(chosen))} dibatalkan.", *map(escape_markdown, left)]
    message.keep_message(MESSAGE, " ".join(told))


def _title(known: KnownLoad) -> str:
    return f"{known.load.name or _regions(known)}, {format_moment(known.entry.at)}"


def _regions(known: KnownLoad) -> str:
    labels = [region_label(code) for code in known.load.regions]
    more = len(labels) - SHOWN
    return join_names(labels) if more <= 0 else f"{', '.join(labels[:SHOWN])}, dan {more} lainnya"
