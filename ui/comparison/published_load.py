"""Loading a ministry's table of a new year on Profil awal: read, asked about, kept, and taken back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st
from sqlalchemy import Engine

from charts.drawing.first_rows import tell_other_rows
from planning.comparison.published_results import RESULT_NAMES
from storage import StoreError
from storage.upload.batches import undo_last_upload
from storage.values import Actor
from survey.values import SourceFile
from ui.shared import actor, message
from ui.shared.format import format_count, format_time, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.saving import undo
from workflow.dates import local_today
from workflow.upload import published_load
from workflow.upload.published_load import KeptPublished, PublishedLoad

SAID, TURN, UNDONE = "hasil_dimuat", "hasil_ke", "hasil_diurungkan"
TYPES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "zip"]
FIRST_YEAR, NOTES = 2015, 8


@dataclass(frozen=True)
class LastLoad:
    """What this session loaded last: of which result and year, what was kept, by whom and when."""

    name: str
    kept: KeptPublished
    by: Actor
    at: datetime


def show_published_load(engine: Engine) -> None:
    """The form: which result, which year, the file; then what it holds and the button that keeps it."""
    st.markdown(
        "Muat tabel hasil tahun baru seperti yang diterbitkan kementerian: satu baris per kabupaten/kota, "
        "kolom indeks dan bagiannya. Angkanya disimpan sebagai hasil terbit, tidak pernah sebagai jawaban, "
        "dan tidak mengubah skor apa pun."
    )
    by = actor.show_recorder()
    _tell(engine)
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
    st.session_state[SAID] = LastLoad(
        f"{_capital(RESULT_NAMES[instrument])} {year}", kept, by, datetime.now(UTC)
    )
    st.session_state[TURN] += 1
    st.rerun()


def _tell(engine: Engine) -> None:
    """What the last load of this session kept, with its undo."""
    message.show_message(UNDONE)
    last: LastLoad | None = st.session_state.get(SAID)
    if last is None:
        return
    if last.kept.batch_id is None:
        st.info(f"{escape_markdown(last.name)} dari berkas itu sudah tersimpan; tidak ada yang berubah.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(_said(last.name, last.kept))
        regions = f"{format_count(last.kept.regions)} kabupaten/kota"
        told = f"Muat {last.name} dari {regions} oleh {last.by.name}, {format_time(last.at)}"
        undo.show_undo_button("hasil_urungkan", told, last.by, lambda: _undo(engine, last.kept))


def _said(name: str, kept: KeptPublished) -> str:
    left = f" Periodenya terkunci, sehingga tidak diubah: {join_names(kept.locked)}." if kept.locked else ""
    return escape_markdown(f"{name} dari {format_count(kept.regions)} kabupaten/kota tersimpan.{left}")


def _undo(engine: Engine, kept: KeptPublished) -> None:
    by = actor.find_actor()
    undo.tell_taking_back(
        UNDONE, lambda: undo_last_upload(engine, kept.period_id, None, by, kept.batch_id) is not None
    )
    done, _ = st.session_state[UNDONE]
    if done:
        st.session_state.pop(SAID, None)


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
