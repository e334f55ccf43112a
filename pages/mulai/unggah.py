"""Unggah survei: did the files arrive right, and what must still be settled."""

import streamlit as st

from storage import batches, instruments, known, periods
from survey.values import SourceFile
from ui import (
    actor,
    arrivals,
    comparison,
    empty,
    filters,
    inbox,
    page,
    received,
    regions_in,
    store,
    uploads,
    view,
)
from ui.view import View
from workflow import arrivals as standing
from workflow.intake import SUFFIXES
from workflow.outcome import Place

ONE, MANY = "satu", "banyak"
CONTENTS = {ONE: "Survei OPD satu kabupaten/kota", MANY: "Tabel banyak daerah"}
LIMIT = "Hingga 60 berkas sekaligus atau satu ZIP, masing-masing paling besar 25 MB."


def receive(chosen: View, place: Place) -> None:
    """The uploader; whatever is ready is stored before this run ends."""
    turn = st.session_state.setdefault(inbox.TURN, 0)
    given = st.file_uploader(
        "Berkas survei (Excel, ODS, CSV, atau ZIP)",
        type=[suffix.lstrip(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
        key=f"berkas_{turn}",
        disabled=not place.actor,
        help="Setiap berkas diperiksa sendiri. Yang siap langsung disimpan; yang lain menunggu konfirmasi.",
    )
    st.caption(LIMIT)
    if given:
        inbox.take(chosen.engine, place, [SourceFile(file.name, file.getvalue()) for file in given])
        st.session_state[inbox.TURN] = turn + 1
        st.rerun()


def one_region(chosen: View, place: Place, box: inbox.Inbox) -> None:
    """The OPD of the region with their verdicts."""
    stored = chosen.remember("arrivals", lambda: standing.stored(chosen.engine, chosen.scope, chosen.region))
    rows = standing.with_open(stored, chosen.region, box.readings)
    arrivals.cards(standing.tally(rows, box.readings))
    received.unsettled(chosen, place, box)
    st.subheader("Berkas menurut perangkat daerah", anchor=False)
    arrivals.table(rows, chosen.instrument, f"Status berkas OPD {chosen.region_label}")


page.header("Unggah survei", "Apakah berkas diterima dengan benar, dan apa yang perlu dikonfirmasi?")
engine = store.engine()
if not (periods.available(engine) and instruments.available(engine)):
    empty.show(
        "Belum ada periode",
        "Tentukan periode, instrumen, dan daftar OPD lebih dahulu, atau muat data contoh di Beranda.",
        file="mulai/wilayah_opd.py",
        label="Ke Wilayah & OPD",
    )
    st.stop()
contents = filters.pick("isi", CONTENTS, label="Isi berkas", default=ONE if known.regions(engine) else MANY)
chosen = view.choose(by_region=contents == ONE)
if chosen is None:
    st.stop()
page.status(chosen.status() if chosen.region else comparison.status(chosen))
by = actor.required()
place = Place(chosen.scope, chosen.region, by or "")
if chosen.period.locked_at:
    st.info("Periode ini terkunci, sehingga berkas baru tidak diterima.", icon=":material/lock:")
else:
    receive(chosen, place)
box = inbox.of(place)
received.tell(box)
if chosen.region:
    one_region(chosen, place, box)
else:
    received.unsettled(chosen, place, box)
    regions_in.show(chosen)
sent = chosen.remember(
    "uploads", lambda: batches.batches(engine, chosen.period.id, chosen.region or None), chosen.state
)
uploads.history(chosen, place, sent)
page.footer()
