"""Beranda: where we stand, what is missing, what comes next."""

import streamlit as st

from storage import periods
from ui import badges, next_steps, page, sample, store, trace, view
from ui.arrivals import short
from ui.format import count, near, percent
from ui.view import View
from workflow import clarify, completeness
from workflow.sample import load as sample_load
from workflow.standing import Standing, standing

STEPS = """
1. **Daftar OPD.** Pilih kabupaten/kota, sesuaikan daftar OPD, lalu unduh templat survei untuk setiap OPD.
2. **Survei.** Setiap OPD mengisi templatnya dan mengirimkannya kembali; unggah semuanya sekaligus.
3. **Klarifikasi.** Bahas jawaban yang berbeda atau belum berbukti, dan catat tingkat yang disepakati.
4. **Kesenjangan dan prioritas.** Baca jarak ke target, lalu tentukan apa yang didahulukan.
"""


def welcome() -> None:
    """An empty store: what this is and the two ways to begin."""
    st.markdown(
        "Siap Cerdas membantu pemerintah kabupaten/kota menilai **kesiapan menuju kota cerdas (smart city)** "
        "bersama OPD: dari survei, ke kesenjangan, sampai prioritas."
    )
    with st.container(border=True):
        st.markdown("**Langkah bimtek**")
        st.markdown(STEPS)
    with st.container(horizontal=True, vertical_alignment="center"):
        sample.button(engine, primary=True)
        st.page_link(
            "pages/mulai/wilayah_opd.py",
            label="Mulai dengan kabupaten sendiri",
            icon=":material/arrow_forward:",
        )
    st.caption(
        "Data contoh: lima kabupaten (Nganjuk, Pasuruan, Tuban, Pamekasan, Semarang) dengan jawaban sintetis "
        "pada periode tersendiri; tidak menggambarkan keadaan sebenarnya."
    )


def current(chosen: View) -> Standing:
    """How far the region has come."""
    senders = completeness.senders(chosen.engine, chosen.scope, chosen.region)
    if not chosen.scored:
        return standing(None, chosen.region, senders, 0)
    result = chosen.result()
    return standing(result, chosen.region, senders, len(clarify.agenda(result, chosen.region)))


def cards(chosen: View, now: Standing) -> None:
    """The four numbers of the region."""
    scale = chosen.instrument.framework.scale
    bounds = tuple(band.lower for band in scale.bands)
    with st.grid(4, min_column_width=180):
        st.metric("Indeks kesiapan", near(now.index, bounds, scale.decimals), border=True, height="stretch")
        st.metric("OPD menjawab", f"{count(now.sent)} dari {count(now.asked_agencies)}", border=True)
        st.metric("Butir terjawab", percent(now.answered / now.asked if now.asked else 0.0), border=True)
        st.metric("Perlu klarifikasi", f"{count(now.to_clarify)} indikator", border=True)
    if now.band:
        note = chosen.instrument.classification_note
        st.markdown(f"Klasifikasi internal: {badges.plain(now.band, 'blue')} :gray[{note}]")
    if now.lacking:
        names = ", ".join(short(chosen.instrument.framework.node(code).name) for code in now.lacking)
        st.info(f"Indeks belum dihitung karena data dimensi berikut belum cukup: {names}.")


page.header("Beranda", "Di mana posisi kita, apa yang belum lengkap, dan apa langkah berikutnya?")
engine = store.engine()
if not periods.available(engine):
    welcome()
    page.footer()
    st.stop()
chosen = view.choose()
if chosen is not None:
    page.status(chosen.status())
    now = chosen.remember("standing", lambda: current(chosen))
    cards(chosen, now)
    if chosen.scored:
        root = chosen.instrument.framework.roots[0]
        trace.links(chosen.region, {root: chosen.instrument.framework.node(root).name})
    st.subheader("Langkah berikutnya", anchor=False)
    next_steps.show(next_steps.of(now))
if sample_load.scope(engine) is None:
    sample.button(engine)
page.footer()
