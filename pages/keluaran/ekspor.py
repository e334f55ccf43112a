"""Ekspor: scores to take away, and the lock that makes them final."""

from dataclasses import replace

import streamlit as st

from reports import export, naming
from storage import StoreError, periods
from ui import actor, badges, empty, page
from ui.format import count, day, moment
from ui.markdown import literal
from ui.view import View, choose

WHOLE = "Semua daerah"
FORMATS = {
    "xlsx": (
        "Lembar kerja dengan rumus (XLSX)",
        "Nilai, bobot, skor, dan kesenjangan pada lembar terpisah. Rumusnya hidup: ubah nilai atau bobot, "
        "skor dihitung ulang. Lembar Cek membandingkan rumus dengan hitungan aplikasi.",
    ),
    "csv": (
        "Tabel skor (CSV)",
        "Satu baris tiap daerah dan simpul, angka dengan ketelitian penuh, untuk diolah program lain.",
    ),
    "json": ("Tabel skor (JSON)", "Isi yang sama dengan CSV, untuk sistem lain."),
}


def offer(view: View) -> None:
    """One card per format for the chosen region, or for all regions of the period."""
    scope = st.segmented_control(
        "Cakupan", [view.region_label, WHOLE], default=view.region_label, required=True, key="cakupan"
    )
    chosen = replace(view, region="") if scope == WHOLE else view
    page.status(view.status())
    regions = chosen.result().regions
    if not regions or (chosen.region and not view.scored):
        empty.show(
            f"Belum ada skor {scope} pada periode {view.period.label}",
            "Unggah berkas survei OPD, atau pilih daerah, periode, atau instrumen lain di atas.",
            file="mulai/unggah.py",
            label="Ke Unggah survei",
        )
        return
    st.caption(f"{count(len(regions))} daerah dalam berkas.")
    for column, (suffix, (title, what)) in zip(st.columns(3), FORMATS.items(), strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{title}**")
            st.markdown(what)
            st.space("stretch")
            name = naming.file_name("Skor", scope, view.period, view.instrument.key.replace("@", "-"), suffix)
            st.caption(literal(name))
            st.download_button(
                "Unduh",
                lambda kind=suffix: export.content(chosen.result(), view.period, kind),
                file_name=name,
                mime=export.MIME[suffix],
                icon=":material/download:",
                key=f"unduh_{suffix}",
                on_click="ignore",
                width="stretch",
            )


def lock(view: View) -> None:
    """Lock the period, or open it again; either is recorded with the name and the reason."""
    st.subheader("Kunci periode", anchor=False)
    period, locked = view.period, view.period.locked_at is not None
    if locked:
        st.markdown(
            f"{badges.LOCKED} Periode **{period.label}** dikunci pada {moment(period.locked_at)}. Unggahan, "
            "kesepakatan, dan verifikasi tidak dapat diubah. Membuka kunci memerlukan alasan."
        )
    else:
        st.markdown(
            f"{badges.PROVISIONAL} Periode **{period.label}** (sampai {day(period.ends)}) masih terbuka, "
            "sehingga setiap angka bertanda Sementara. Kunci setelah hasil disepakati; kunci berlaku untuk "
            "semua daerah pada periode ini."
        )
    with st.form("kunci", clear_on_submit=True):
        reason = st.text_input(
            "Alasan membuka kunci" if locked else "Alasan atau dasar penguncian",
            placeholder="Misalnya: perbaikan data OPD" if locked else "Misalnya: berita acara bimtek 14 Juni",
            max_chars=200,
        )
        label = "Buka kunci periode" if locked else "Kunci periode"
        pressed = st.form_submit_button(
            label, icon=":material/lock_open:" if locked else ":material/lock:", type="primary"
        )
    if pressed and (name := actor.required()):
        change(view, name, reason)


def change(view: View, name: str, reason: str) -> None:
    """Turn the lock; what the store refuses is shown in its words."""
    try:
        if view.period.locked_at is None:
            periods.lock(view.engine, view.period.id, name, reason)
        else:
            periods.unlock(view.engine, view.period.id, name, reason)
    except StoreError as refusal:
        st.error(str(refusal))
        return
    st.rerun()


page.header("Ekspor", "Apa yang dapat dibawa pulang, dan apakah angkanya sudah final?")
if view := choose():
    offer(view)
    lock(view)
page.footer()
