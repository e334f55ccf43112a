"""Instrumen & bobot: read an instrument, take it away, bring an edited one, see what changed."""

import streamlit as st

from reference.instruments import InstrumentError, instrument_differences
from storage import StoreError
from storage.results import state
from storage.setup import periods
from ui.settings import instrument
from ui.shared import actor, cache, empty, filters, kept_upload, page, store
from ui.shared.markdown import escape_markdown
from workflow import instrument_edits


def show_instrument(known, key) -> None:
    """The tree with weights, targets and anchors, and the workbook of it."""
    chosen = known[key]
    instrument.show_instrument_summary(chosen)
    st.download_button(
        "Unduh sebagai buku kerja",
        lambda: instrument_edits.instrument_workbook(chosen),
        file_name=f"Instrumen_{chosen.key.replace('@', '-')}.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
    instrument.show_instrument_tree(chosen)
    instrument.show_weight_sets(chosen)


def show_questions(known, key) -> None:
    """One question at a time with its anchors, evidence and OPD."""
    instrument.show_indicator_details(known[key])


def show_instrument_upload(known, key) -> None:
    """Load an edited workbook: problems with rows, or what it changes and for which period it is used."""
    st.markdown(
        "Unduh buku kerja instrumen, ubah **version** pada lembar Instrumen, sunting isinya, lalu muat di "
        "sini. Hasil lama tetap memakai versi lama."
    )
    given = kept_upload.show_file_uploader("Buku kerja instrumen", ["xlsx"], "buku_instrumen", megabytes=5)
    if given is None:
        return
    try:
        key_of_file = (given.name, given.sha256)
        loaded = cache.remember_result(
            "instrument.workbook", key_of_file, lambda: instrument_edits.instrument_from_workbook(given)
        )
    except InstrumentError as error:
        instrument.show_instrument_problems(error)
        return
    st.success(
        f"{escape_markdown(loaded.title)} {escape_markdown(loaded.version)} terbaca tanpa masalah: "
        f"{len(loaded.framework.leaves)} indikator."
    )
    instrument.show_instrument_differences(
        instrument_differences(known[key], loaded), known[key].key, loaded.key
    )
    show_freeze_form(loaded)


def show_freeze_form(loaded) -> None:
    """Freeze the loaded instrument for a period."""
    engine = store.store_engine()
    known = periods.list_periods(engine, state.list_known_regions(engine))
    open_periods = {one.label: one for one in known if one.locked_at is None}
    if not open_periods:
        empty.show_missing_data(
            "Belum ada periode yang terbuka",
            "Buat periode di Wilayah & OPD, lalu pilih instrumen ini untuk periode itu.",
            file="mulai/wilayah_opd.py",
            label="Ke Wilayah & OPD",
        )
        return
    with st.form("pakai_instrumen"):
        label = st.selectbox("Pakai untuk periode", list(open_periods))
        pressed = st.form_submit_button("Pakai instrumen ini", type="primary", icon=":material/check:")
    if (by := actor.show_recorder()) and pressed:
        try:
            instrument_edits.adopt_instrument(engine, open_periods[label], loaded, by)
        except StoreError as refusal:
            st.error(escape_markdown(str(refusal)))
            return
        st.success(
            f"{escape_markdown(loaded.title)} {escape_markdown(loaded.version)} dapat dipilih "
            f"untuk periode {escape_markdown(label)}."
        )


def show_version_comparison(known, key) -> None:
    """Differences between the chosen instrument and another of the same kind."""
    others = [one for one in known if one != key and known[one].id == known[key].id]
    if not others:
        st.markdown(
            "Baru ada satu versi instrumen ini. Muat buku kerja yang disunting untuk melihat perbedaannya."
        )
        return
    other = st.selectbox("Bandingkan dengan", others, key="versi_lain")
    instrument.show_instrument_differences(instrument_differences(known[other], known[key]), other, key)


PARTS = {
    "isi": ("Isi instrumen", show_instrument),
    "tanya": ("Pertanyaan dan jangkar", show_questions),
    "muat": ("Muat versi baru", show_instrument_upload),
    "beda": ("Perbedaan versi", show_version_comparison),
}

page.show_page_header(
    "Instrumen & bobot", "Apa yang ditanyakan, seberapa besar bobotnya, dan apa yang berubah antarversi?"
)
known = instrument_edits.known_instruments(store.store_engine())
titles = {key: f"{one.title} {key.partition('@')[2]}" for key, one in known.items()}
key = filters.choose_option("naskah", titles, label="Instrumen")
part = filters.choose_page_part("lembar", {code: title for code, (title, _) in PARTS.items()})
PARTS[part][1](known, key)
