"""Loading a ministry's table of a new year on Profil awal: read, asked about, kept, and taken back."""

from datetime import date

import streamlit as st
from sqlalchemy import Engine

from charts.drawing.first_rows import tell_other_rows
from planning.comparison.published_results import RESULT_NAMES
from storage import StoreError
from storage.upload.batches import undo_last_upload
from storage.values import Actor
from survey.values import SourceFile
from ui.shared import actor
from ui.shared.format import format_count, join_names
from ui.shared.markdown import escape_markdown
from workflow.dates import local_today
from workflow.upload import published_load
from workflow.upload.published_load import KeptPublished, PublishedLoad

SAID, TURN = "hasil_dimuat", "hasil_ke"
TYPES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "zip"]
FIRST_YEAR, NOTES = 2015, 8


def show_published_load(engine: Engine) -> None:
    """The form: which result, which year, the file; then what it holds and the button that keeps it."""
    st.markdown(
        "Muat tabel hasil tahun baru seperti yang diterbitkan kementerian: satu baris per kabupaten/kota, "
        "kolom indeks dan bagiannya. Angkanya disimpan sebagai hasil terbit, tidak pernah sebagai jawaban, "
        "dan tidak mengubah skor apa pun."
    )
    by = actor.show_recorder()
    _tell(engine, by)
    left, right = st.columns(2)
    with left:
        instrument = st.selectbox(
            "Hasil", list(RESULT_NAMES), format_func=lambda one: _capital(RESULT_NAMES[one]), key="hasil_apa"
        )
    with right:
        today: date = local_today()
        year = st.number_input("Tahun evaluasi", FIRST_YEAR, today.year, today.year - 1, key="hasil_tahun")
    turn = st.session_state.setdefault(TURN, 0)
    given = st.file_uploader("Tabel hasil (Excel, ODS, CSV)", type=TYPES, key=f"hasil_berkas_{turn}")
    file = SourceFile(given.name, given.getvalue()) if given else None
    load = _read(instrument, int(year), file) if file else None
    ready = load is not None and not load.questions and bool(by)
    if load is None or not st.button("Simpan sebagai hasil terbit", type="primary", disabled=not ready):
        return
    _keep(engine, instrument, int(year), load, by or Actor(""))


def _read(instrument: str, year: int, file: SourceFile) -> PublishedLoad | None:
    """The table with what it asks; None after saying why it cannot be kept."""
    load = published_load.read_published_table(instrument, year, [file])
    chosen: dict[str, str] = {}
    for question in load.questions:
        labels = dict(question.candidates)
        answer = st.selectbox(
            escape_markdown(question.text),
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            placeholder="Pilih jawaban",
            key=f"hasil_{file.sha256[:12]}_{question.key}",
        )
        chosen |= {question.key: answer} if answer else {}
    if chosen:
        load = published_load.read_published_table(instrument, year, [file], chosen)
    if load.refused:
        st.error(escape_markdown(load.refused))
        return None
    _tell_read(instrument, year, load)
    return load


def _tell_read(instrument: str, year: int, load: PublishedLoad) -> None:
    notes = [one.message for reading in load.readings for one in reading.findings]
    for note in notes[:NOTES]:
        st.caption(escape_markdown(note))
    if more := tell_other_rows(range(len(notes)), NOTES, "catatan"):
        st.caption(escape_markdown(f"{more}."))
    name = f"{_capital(RESULT_NAMES[instrument])} {year}"
    st.markdown(f"Terbaca: {escape_markdown(name)}, {format_count(len(load.region_codes))} kabupaten/kota.")
    if load.questions:
        st.warning(f"{format_count(len(load.questions))} pertanyaan di atas belum dijawab.")


def _keep(engine: Engine, instrument: str, year: int, load: PublishedLoad, by: Actor) -> None:
    try:
        kept = published_load.keep_published_table(engine, instrument, year, load, by)
    except StoreError as error:
        st.error(escape_markdown(error))
        return
    st.session_state[SAID] = (f"{_capital(RESULT_NAMES[instrument])} {year}", kept)
    st.session_state[TURN] += 1
    st.rerun()


def _tell(engine: Engine, by: Actor | None) -> None:
    """What the last load of this session kept, with its undo."""
    name, kept = st.session_state.get(SAID, ("", None))
    if kept is None:
        return
    if kept.batch_id is None:
        st.info(f"{escape_markdown(name)} dari berkas itu sudah tersimpan; tidak ada yang berubah.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(_said(name, kept))
        if st.button("Urungkan", icon=":material/undo:", disabled=not by, key="hasil_urungkan"):
            _undo(engine, kept, by or Actor(""))


def _said(name: str, kept: KeptPublished) -> str:
    left = f" Periodenya terkunci, sehingga tidak diubah: {join_names(kept.locked)}." if kept.locked else ""
    return escape_markdown(f"{name} dari {format_count(kept.regions)} kabupaten/kota tersimpan.{left}")


def _undo(engine: Engine, kept: KeptPublished, by: Actor) -> None:
    try:
        undo_last_upload(engine, kept.period_id, None, by, kept.batch_id)
    except StoreError as error:
        st.error(escape_markdown(error))
        return
    st.session_state.pop(SAID)
    st.rerun()


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
