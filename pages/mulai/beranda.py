"""Beranda: where we stand, what is missing, what comes next."""

import math

import streamlit as st

from storage.setup import periods
from ui.setup import next_steps, sample
from ui.shared import badges, page, store, trace_links
from ui.shared.format import format_count, format_index, format_percent
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, choose_selection
from workflow.results import clarify
from workflow.sample import load as sample_load
from workflow.setup import completeness
from workflow.setup.progress import JobProgress, measure_job_progress

STEPS = """
1. **Daftar OPD.** Pilih kabupaten/kota, sesuaikan daftar OPD, lalu unduh templat survei untuk setiap OPD.
2. **Survei.** Setiap OPD mengisi templatnya dan mengirimkannya kembali; unggah semuanya sekaligus.
3. **Klarifikasi.** Bahas jawaban yang berbeda atau belum berbukti, dan catat tingkat yang disepakati.
4. **Kesenjangan dan prioritas.** Baca jarak ke target, lalu tentukan apa yang didahulukan.
"""


def show_welcome() -> None:
    """An empty store: what this is and the two ways to begin."""
    page.show_answer("Belum ada data: mulai dari data contoh, atau dari kabupaten sendiri")
    st.markdown(
        "Siap Cerdas membantu pemerintah kabupaten/kota menilai **kesiapan menuju kota cerdas (smart city)** "
        "bersama OPD: dari survei, ke kesenjangan, sampai prioritas."
    )
    with st.container(border=True):
        st.markdown("**Langkah bimtek**")
        st.markdown(STEPS)
    with st.container(horizontal=True, vertical_alignment="center"):
        sample.show_sample_button(engine, primary=True)
        st.page_link(
            "pages/mulai/wilayah_opd.py",
            label="Mulai dengan kabupaten sendiri",
            icon=":material/arrow_forward:",
        )
    st.caption(
        "Data contoh: lima kabupaten (Nganjuk, Pasuruan, Tuban, Pamekasan, Semarang) dengan jawaban sintetis "
        "pada periode tersendiri; tidak menggambarkan keadaan sebenarnya."
    )


def region_progress(chosen: Selection) -> JobProgress:
    """How far the region has come."""
    senders = completeness.list_opd_responses(chosen.engine, chosen.scope, chosen.region)
    if not chosen.scored:
        return measure_job_progress(None, chosen.region, senders, 0)
    result = chosen.result()
    return measure_job_progress(
        result, chosen.region, senders, len(clarify.clarification_agenda(result, chosen.region))
    )


def tell_standing(chosen: Selection, now: JobProgress) -> str:
    """The class of the region and what is still to be discussed, in a sentence."""
    if not chosen.scored:
        return f"Belum ada jawaban {chosen.region_label}"
    known = f"{chosen.region_label} {now.band.lower() or 'sudah dinilai'}"
    if math.isnan(now.index):
        known = f"Indeks {chosen.region_label} belum dapat dihitung"
    left = f"; {format_count(now.to_clarify)} indikator masih perlu dibahas" if now.to_clarify else ""
    return f"{known}{left}"


def show_progress_row(chosen: Selection, now: JobProgress) -> None:
    """The four numbers of the region."""
    scale = chosen.instrument.framework.scale
    with st.container(key="pokok", horizontal=True, vertical_alignment="bottom"):
        index = format_index(now.index, scale)
        st.metric("Indeks kesiapan", index, width="content")
        st.metric(
            "OPD sudah mengirim",
            f"{format_count(now.sent - now.without)} dari {format_count(now.asked_agencies)}",
            width="content",
        )
        answered = format_percent(now.answered / now.asked if now.asked else 0.0)
        st.metric("Pertanyaan terjawab", answered, width="content")
        st.metric("Perlu klarifikasi", f"{format_count(now.to_clarify)} indikator", width="content")
    if now.band:
        note = chosen.instrument.classification_note
        st.markdown(
            f"Klasifikasi internal: {badges.text_badge(now.band, 'blue')} :gray[{escape_markdown(note)}]"
        )
    if now.lacking:
        names = ", ".join(chosen.instrument.framework.short_name(code) for code in now.lacking)
        st.info(f"Indeks belum dihitung karena data dimensi berikut belum cukup: {escape_markdown(names)}.")


page.show_page_header(
    "Beranda", "Di mana posisi kita, apa yang belum lengkap, dan apa langkah berikutnya?", answers=True
)
engine = store.store_engine()
if not periods.list_periods(engine):
    show_welcome()
    st.stop()
chosen = choose_selection()
if chosen is not None:
    page.show_page_status(chosen.status())
    now = chosen.remember("standing", lambda: region_progress(chosen))
    page.show_answer(tell_standing(chosen, now))
    show_progress_row(chosen, now)
    if chosen.scored:
        root = chosen.instrument.framework.roots[0]
        trace_links.show_trace_links(chosen.region, {root: chosen.instrument.framework.node(root).name})
    st.subheader("Langkah berikutnya", anchor=False)
    next_steps.show_next_steps(next_steps.list_next_steps(now))
if sample_load.find_sample_scope(engine) is None:
    sample.show_sample_button(engine)
