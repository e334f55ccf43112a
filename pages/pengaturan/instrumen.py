"""Instrumen & bobot: read an instrument, take it away, bring an edited one, see what changed."""

from hashlib import sha256

import streamlit as st

from reference.instruments import InstrumentError, differences
from storage import StoreError, periods
from ui import actor, brought, cache, empty, filters, instrument, page, store
from workflow import experts


def read(known, key) -> None:
    """The tree with weights, targets and anchors, and the workbook of it."""
    chosen = known[key]
    instrument.summary(chosen)
    st.download_button(
        "Unduh sebagai buku kerja",
        lambda: experts.workbook(chosen),
        file_name=f"Instrumen_{chosen.key.replace('@', '-')}.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
    instrument.tree(chosen)
    instrument.leaf(chosen)
    instrument.weight_sets(chosen)


def bring(known, key) -> None:
    """Load an edited workbook: problems with rows, or what it changes and for which period it is used."""
    st.markdown(
        "Unduh buku kerja instrumen, ubah **version** pada lembar Instrumen, sunting isinya, lalu muat di "
        "sini. Hasil lama tetap memakai versi lama."
    )
    given = brought.file("Buku kerja instrumen", ["xlsx"], "buku_instrumen", megabytes=5)
    if given is None:
        return
    try:
        key_of_file = (given.name, sha256(given.data).hexdigest())
        loaded = cache.remember("instrument.workbook", key_of_file, lambda: experts.from_workbook(given))
    except InstrumentError as error:
        instrument.problems(error)
        return
    st.success(
        f"{loaded.title} {loaded.version} terbaca tanpa masalah: {len(loaded.framework.leaves)} indikator."
    )
    instrument.differences(differences(known[key], loaded), known[key].key, loaded.key)
    use(loaded)


def use(loaded) -> None:
    """Freeze the loaded instrument for a period."""
    engine = store.engine()
    open_periods = {one.label: one for one in periods.available(engine) if one.locked_at is None}
    if not open_periods:
        empty.show(
            "Belum ada periode yang terbuka",
            "Buat periode di Wilayah & OPD, lalu pilih instrumen ini untuk periode itu.",
            file="mulai/wilayah_opd.py",
            label="Ke Wilayah & OPD",
        )
        return
    with st.form("pakai_instrumen"):
        label = st.selectbox("Pakai untuk periode", list(open_periods))
        pressed = st.form_submit_button("Pakai instrumen ini", type="primary", icon=":material/check:")
    if pressed and (name := actor.required()):
        try:
            experts.adopt(engine, open_periods[label], loaded, name)
        except StoreError as refusal:
            st.error(str(refusal))
            return
        st.success(f"{loaded.title} {loaded.version} dapat dipilih untuk periode {label}.")


def compare(known, key) -> None:
    """Differences between the chosen instrument and another of the same kind."""
    others = [one for one in known if one != key and known[one].id == known[key].id]
    if not others:
        st.markdown(
            "Baru ada satu versi instrumen ini. Muat buku kerja yang disunting untuk melihat perbedaannya."
        )
        return
    other = st.selectbox("Bandingkan dengan", others, key="versi_lain")
    instrument.differences(differences(known[other], known[key]), other, key)


PARTS = {
    "isi": ("Isi instrumen", read),
    "muat": ("Muat versi baru", bring),
    "beda": ("Perbedaan versi", compare),
}

page.header(
    "Instrumen & bobot", "Apa yang ditanyakan, seberapa besar bobotnya, dan apa yang berubah antarversi?"
)
known = experts.known(store.engine())
titles = {key: f"{one.title} {key.partition('@')[2]}" for key, one in known.items()}
key = filters.pick("naskah", titles, label="Instrumen")
part = filters.part("lembar", {code: title for code, (title, _) in PARTS.items()})
PARTS[part][1](known, key)
page.footer()
