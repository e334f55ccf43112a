"""Wilayah & OPD: which OPD a kabupaten has, and which of them answers what."""

from io import BytesIO

import pandas as pd
import streamlit as st

from reference.instruments import Instrument
from storage import known
from survey import template
from survey.template import layout
from ui import cache, empty, page, preparation, roster, store, table, view
from ui.preparation import Preparation
from workflow import load, setup

ROLES = {"lead": "Penanggung jawab", "support": "Pendukung"}


def one_agency(
    instrument: Instrument, chosen: Preparation, rows: pd.DataFrame, assigned: pd.DataFrame
) -> None:
    """One OPD: its indicators and its template."""
    names = dict(zip(rows["opd"], rows["name"], strict=True))
    opd = st.selectbox("Perangkat daerah", list(names), format_func=lambda key: names[key])
    own = assigned[assigned["opd"] == opd]
    cache.replay("asked of one OPD", (*at, opd), lambda: asked(instrument, own, names[opd]))
    agency = {str(key): value for key, value in rows.set_index("opd", drop=False).loc[opd].items()}
    st.download_button(
        "Unduh templat OPD ini",
        lambda: form(instrument, chosen, agency, assigned),
        template.file_name(chosen.region, agency, chosen.period.label),
        icon=":material/download:",
        on_click="ignore",
    )


def asked(instrument: Instrument, own: pd.DataFrame, name: str) -> None:
    """What one OPD is asked."""
    if own.empty or "lead" not in set(own["role"]):
        st.caption("OPD ini tidak memimpin indikator; templatnya memuat lembar program dan inovasi.")
    shown = pd.DataFrame(
        {
            "Kode": own["indicator"],
            "Indikator": [instrument.framework.node(code).name for code in own["indicator"]],
            "Peran": own["role"].map(ROLES),
        }
    )
    if len(shown):
        table.show(shown, alt=f"Indikator untuk {name}", height=280)


def form(instrument: Instrument, chosen: Preparation, agency: dict, assigned: pd.DataFrame) -> bytes:
    """The empty workbook of one OPD."""
    target = BytesIO()
    label = layout.SAMPLE_LABEL if chosen.period.sample else ""
    template.write(instrument, chosen.region, agency, assigned, target, chosen.period.label, label=label)
    return target.getvalue()


def forms(instrument: Instrument, chosen: Preparation, rows: pd.DataFrame, assigned: pd.DataFrame) -> bytes:
    """The empty workbooks of every OPD as one ZIP."""
    label = layout.SAMPLE_LABEL if chosen.period.sample else ""
    return template.write_all(
        instrument, chosen.region, rows, chosen.period.label, assignments=assigned, label=label
    )


page.header("Wilayah & OPD", "OPD mana yang ada di daerah ini, dan siapa yang menjawab indikator mana?")
engine = store.engine()
chosen = preparation.choose(engine)
if chosen is None:
    st.stop()
if not chosen.region:
    empty.show(
        "Pilih kabupaten/kota",
        "Ketik sebagian namanya pada kotak di atas. Kabupaten dan kota yang senama dibedakan jenisnya.",
    )
    st.stop()
instrument = load.instrument(engine, chosen.scope)
at = (known.state(engine), chosen.region, chosen.scope.period_id, chosen.scope.instrument_id)
rows, kept, assigned = cache.remember(
    "roster to prepare",
    at,
    lambda: (
        *setup.roster_of(engine, chosen.region),
        setup.assigned(engine, chosen.scope, chosen.region),
    ),
)
st.subheader(f"Daftar OPD {view.region_label(chosen.region)}", anchor=False)
roster.edit(engine, chosen, rows, kept)
st.subheader("Siapa menjawab apa", anchor=False)
cache.replay("duties of the roster", at, lambda: roster.duties(instrument, rows, assigned))
st.subheader("Templat survei", anchor=False)
st.download_button(
    "Unduh templat semua OPD (ZIP)",
    lambda: forms(instrument, chosen, rows, assigned),
    f"Templat survei {view.region_label(chosen.region)} {chosen.period.label}.zip",
    type="primary",
    icon=":material/folder_zip:",
    on_click="ignore",
)
drawer = st.expander("Satu OPD", key="satu_opd", on_change="rerun")
if drawer.open:
    with drawer:
        one_agency(instrument, chosen, rows, assigned)
page.footer()
