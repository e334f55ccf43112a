"""The OPD of a region: the list to edit, and who answers which indicator."""

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from reference import agencies
from reference.instruments import Instrument
from storage import StoreError, known
from survey.values import SourceFile
from ui import actor, cache, table
from ui.format import count
from ui.preparation import Preparation
from workflow import opd_list, setup
from workflow.opd_list import OpdListError

SAID = "daftar_opd_tersimpan"
DRAFT = "rancangan_daftar_opd"


def edit(engine: Engine, chosen: Preparation, roster: pd.DataFrame, kept: bool) -> None:
    """The list in an editor, the upload of another one, and the button that keeps it."""
    if said := st.session_state.pop(SAID, ""):
        st.success(said, icon=":material/check:")
    if not kept:
        st.info(
            "Daftar umum ini belum disimpan. Sesuaikan dengan susunan perangkat daerah yang berlaku, "
            "lalu simpan.",
            icon=":material/edit_note:",
        )
    draft = st.session_state.get(DRAFT, {}).get(chosen.region)
    if draft is None:
        key = (known.state(engine), chosen.region)
        shown = cache.remember("editable roster", key, lambda: opd_list.editable(roster))
    else:
        shown = opd_list.editable(draft)
    rows = _editor(chosen, shown, len(st.session_state.get(DRAFT, {})))
    by = actor.name()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        save = st.button(
            f"Simpan {count(len(rows))} OPD", type="primary", disabled=not by or bool(chosen.period.locked_at)
        )
        with st.popover("Unggah daftar OPD", icon=":material/upload_file:"):
            _upload(chosen)
    if not by:
        actor.required()
    if save:
        _save(engine, chosen, roster if draft is None else draft, rows, by)


def _editor(chosen: Preparation, shown: pd.DataFrame, drafts: int) -> pd.DataFrame:
    sectors = agencies.sectors()["name"]
    edited: pd.DataFrame = st.data_editor(
        shown,
        num_rows="dynamic",
        hide_index=True,
        height=420,
        key=f"daftar_opd_{chosen.region}_{drafts}",
        column_order=["name", "short", "sectors"],
        column_config={
            "name": st.column_config.TextColumn("Nama perangkat daerah", required=True, width="large"),
            "short": st.column_config.TextColumn("Singkatan", width=110),
            "sectors": st.column_config.MultiselectColumn(
                "Urusan yang diampu",
                options=list(sectors.index),
                format_func=lambda key: sectors.get(key, key),
                width="large",
            ),
        },
        alt="Daftar OPD yang dapat disunting",
    )
    return edited


def _save(engine: Engine, chosen: Preparation, roster: pd.DataFrame, rows: pd.DataFrame, by: str) -> None:
    try:
        new = opd_list.edited(roster, rows)
        setup.save_roster(engine, chosen.scope, chosen.region, new, by)
    except (OpdListError, StoreError) as error:
        st.error(str(error))
        return
    st.session_state.pop(DRAFT, None)
    st.session_state[SAID] = (
        f"{count(len(new))} OPD tersimpan dan setiap indikator mendapat penanggung jawab."
    )
    st.rerun()


def _upload(chosen: Preparation) -> None:
    st.markdown("Satu kolom berjudul **Nama OPD**; urusan dikenali dari namanya dan dapat disunting.")
    file = st.file_uploader("Berkas daftar OPD", type=["xlsx", "csv", "ods", "xls"], key="berkas_daftar_opd")
    if file is None or not st.button("Pakai daftar ini", type="primary"):
        return
    try:
        names = opd_list.names_in(SourceFile(file.name, file.getvalue()))
    except OpdListError as error:
        st.error(str(error))
        return
    st.session_state[DRAFT] = {chosen.region: agencies.roster(names)}
    st.rerun()


def duties(instrument: Instrument, roster: pd.DataFrame, assigned: pd.DataFrame) -> None:
    """How many indicators each OPD answers, and for which ones another OPD stands in."""
    counted = opd_list.duties(roster, assigned)
    names = {"name": "Perangkat daerah", "lead": "Penanggung jawab", "support": "Pendukung"}
    _remarks(instrument, roster, assigned, counted)
    table.show(counted[list(names)].rename(columns=names), alt="Banyaknya indikator setiap OPD", height=380)


def _remarks(
    instrument: Instrument, roster: pd.DataFrame, assigned: pd.DataFrame, counted: pd.DataFrame
) -> None:
    led = int((counted["lead"] > 0).sum())
    st.markdown(
        f"**{count(len(instrument.framework.leaves))} indikator** dijawab **{count(led)} OPD** sebagai "
        f"penanggung jawab. {count(len(counted) - led)} OPD lain tidak memimpin indikator dan tetap menerima "
        "lembar program dan inovasi."
    )
    if (roster["vote"] == "KECAMATAN").any():
        st.markdown("Seluruh kecamatan bersama-sama dihitung sebagai satu suara.")
    stand_ins = opd_list.stand_ins(instrument.framework, roster, assigned)
    if len(stand_ins):
        _stand_ins(instrument, roster, stand_ins)


def _stand_ins(instrument: Instrument, roster: pd.DataFrame, stand_ins: pd.DataFrame) -> None:
    names = dict(zip(roster["opd"], roster["name"], strict=True))
    sectors = agencies.sectors()["name"]
    st.markdown(
        f"**{count(len(stand_ins))} indikator** belum memiliki OPD pengampu urusannya; OPD berikut "
        "menggantikan."
    )
    shown = pd.DataFrame(
        {
            "Indikator": [f"{c} {instrument.framework.node(c).name}" for c in stand_ins["indicator"]],
            "Urusan": stand_ins["sector"].map(lambda key: sectors.get(key, key)),
            "Dijawab oleh": stand_ins["opd"].map(names),
        }
    )
    table.put(table.text(shown))
