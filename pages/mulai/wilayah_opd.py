"""Wilayah & OPD: which OPD a kabupaten has, and which of them answers what."""

import pandas as pd
import streamlit as st

from reference.gazetteer import region_label
from reference.instruments import Instrument
from storage.results import state
from survey import template
from ui.setup import duties, period_and_region, roster, survey_forms
from ui.setup.period_and_region import Preparation
from ui.shared import cache, empty, filters, page, store, table
from workflow.results import stored_data
from workflow.setup import form_load

QUESTION = "OPD mana yang ada di daerah ini, dan siapa yang menjawab indikator mana?"
LIST_PART = "daftar"
PARTS = {LIST_PART: "Daftar OPD dan templat", "tugas": "Siapa menjawab apa"}
ROLES = {"lead": "Penanggung jawab", "support": "Pendukung"}


def show_one_opd(
    instrument: Instrument, chosen: Preparation, rows: pd.DataFrame, assigned: pd.DataFrame
) -> None:
    """One OPD: its indicators and its template."""
    names = dict(zip(rows["opd"], rows["name"], strict=True))
    opd = st.selectbox("Perangkat daerah", list(names), format_func=lambda key: names[key])
    own = assigned[assigned["opd"] == opd]
    cache.replay_output(
        "asked of one OPD", (*at, opd), lambda: show_asked_indicators(instrument, own, names[opd])
    )
    agency = {str(key): value for key, value in rows.set_index("opd", drop=False).loc[opd].items()}
    st.download_button(
        "Unduh templat OPD ini",
        lambda: survey_forms.build_opd_form(engine, instrument, chosen, agency, assigned),
        template.name_form_files(chosen.region, rows, chosen.period.label)[opd],
        icon=":material/download:",
        on_click="ignore",
    )


def show_asked_indicators(instrument: Instrument, own: pd.DataFrame, name: str) -> None:
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
        table.show_table(shown, alt=f"Indikator untuk {name}", height=280)


def show_list_and_forms(rows: pd.DataFrame, kept: bool, assigned: pd.DataFrame) -> None:
    """The list of OPD, and the forms that it gives."""
    st.subheader(f"Daftar OPD {region_label(chosen.region)}", anchor=False)
    roster.edit_roster(engine, chosen, rows, kept)
    st.subheader("Templat survei", anchor=False)
    st.download_button(
        "Unduh templat semua OPD (ZIP)",
        lambda: survey_forms.build_all_opd_forms(engine, instrument, chosen, rows, assigned),
        f"Templat survei {region_label(chosen.region)} {chosen.period.label}.zip",
        type="primary",
        icon=":material/folder_zip:",
        on_click="ignore",
    )


def show_duties(rows: pd.DataFrame, assigned: pd.DataFrame) -> None:
    """Who answers what and how long it takes, what is moved to another OPD, and one OPD's form."""
    cache.replay_output(
        "duties of the roster",
        at,
        lambda: duties.show_form_loads(instrument, chosen.region, rows, assigned),
    )
    duties.move_duties(engine, instrument, chosen, rows, assigned)
    drawer = st.expander("Satu OPD", key="satu_opd", on_change="rerun")
    if drawer.open:
        with drawer:
            show_one_opd(instrument, chosen, rows, assigned)


page.show_page_header("Wilayah & OPD", QUESTION, answers=True)
engine = store.store_engine()
chosen = period_and_region.choose_preparation(engine)
if chosen is None:
    page.show_answer("Belum ada periode: tentukan periode dan instrumen yang pertama")
    st.stop()
if not chosen.region:
    empty.show_missing_data(
        "Pilih kabupaten/kota",
        "Ketik sebagian namanya pada kotak di atas. Kabupaten dan kota yang senama dibedakan jenisnya.",
    )
    st.stop()
instrument = stored_data.instrument_of_scope(engine, chosen.scope)
at = (state.store_state(engine), chosen.region, chosen.scope.period_id, chosen.scope.instrument_id)
rows, kept, assigned = cache.remember_result(
    "roster to prepare",
    at,
    lambda: period_and_region.read_rosters(engine, chosen),
)
page.show_answer(
    cache.remember_result(
        "longest form",
        at,
        lambda: form_load.find_longest_form(instrument, chosen.region, rows, assigned),
    )
)
part = filters.choose_page_part("siapkan", PARTS)
if part == LIST_PART:
    show_list_and_forms(rows, kept, assigned)
else:
    show_duties(rows, assigned)
