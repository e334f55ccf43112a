"""Unggah survei: did the files arrive right, and what must still be settled."""

import streamlit as st

from storage.results import state
from storage.setup import instruments, periods
from storage.upload import batches, unstored_files
from storage.values import Actor
from survey.values import SourceFile
from ui.comparison import regions
from ui.shared import actor, empty, filters, page, store
from ui.shared.selection import Selection, choose_selection
from ui.upload import confirmed_choices, earlier_uploads, opd_status, outcome, pending_files, region_tables
from workflow.upload import opd_status as standing
from workflow.upload.outcome import UploadTarget
from workflow.upload.read_files import SUFFIXES

ONE, MANY = "satu", "banyak"
CONTENTS = {ONE: "Survei OPD satu kabupaten/kota", MANY: "Tabel banyak daerah"}
LIMIT = "Hingga 60 berkas sekaligus atau satu ZIP, masing-masing paling besar 25 MB."


def show_survey_uploader(chosen: Selection, place: UploadTarget) -> None:
    """The uploader; whatever is ready is stored before this run ends."""
    turn = st.session_state.setdefault(pending_files.TURN, 0)
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
        pending_files.take_in_files(
            chosen.engine, place, [SourceFile(file.name, file.getvalue()) for file in given]
        )
        st.session_state[pending_files.TURN] = turn + 1
        st.rerun()


def show_region_status(chosen: Selection, place: UploadTarget, box: pending_files.PendingFiles) -> None:
    """The OPD of the region with their verdicts."""
    stored = standing.list_opd_status(chosen.engine, chosen.scope, chosen.region)
    rows = standing.add_open_files(stored, chosen.region, box.readings)
    scope = (chosen.scope.period_id, chosen.scope.instrument_id, chosen.region)
    kept = unstored_files.list_unstored_files(chosen.engine, *scope)
    opd_status.show_opd_status_counts(standing.count_opd_status(rows, box.readings, kept))
    outcome.show_unstored_files(chosen, place, box)
    st.subheader("Berkas menurut perangkat daerah", anchor=False)
    opd_status.show_opd_status(rows, chosen.instrument, f"Status berkas OPD {chosen.region_label}")


page.show_page_header(
    "Unggah survei", "Apakah berkas diterima dengan benar, dan apa yang perlu dikonfirmasi?"
)
engine = store.store_engine()
if not (periods.list_periods(engine) and instruments.list_instruments(engine)):
    empty.show_missing_data(
        "Belum ada periode",
        "Tentukan periode, instrumen, dan daftar OPD lebih dahulu, atau muat data contoh di Beranda.",
        file="mulai/wilayah_opd.py",
        label="Ke Wilayah & OPD",
    )
    st.stop()
contents = filters.choose_option(
    "isi", CONTENTS, label="Isi berkas", default=ONE if state.list_known_regions(engine) else MANY
)
chosen = choose_selection(by_region=contents == ONE)
if chosen is None:
    st.stop()
page.show_page_status(chosen.status() if chosen.region else regions.regions_status(chosen))
by = actor.show_recorder(locked=chosen.locked)
place = UploadTarget(chosen.scope, chosen.region, by or Actor(""))
if chosen.locked and not chosen.region:
    st.info(
        "Periode ini terkunci untuk semua daerah, sehingga berkas baru tidak diterima.",
        icon=":material/lock:",
    )
elif not chosen.locked:
    show_survey_uploader(chosen, place)
box = pending_files.pending_files_of(place)
outcome.show_upload_outcome(engine, box)
if chosen.region:
    show_region_status(chosen, place, box)
else:
    outcome.show_unstored_files(chosen, place, box)
    region_tables.show_region_tables(chosen)
sent = chosen.remember(
    "uploads", lambda: batches.list_uploads(engine, chosen.period.id, chosen.region or None), chosen.state
)
earlier_uploads.show_earlier_uploads(chosen, place, sent)
confirmed_choices.show_confirmed_choices(chosen, place)
