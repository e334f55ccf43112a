"""What the files that are not stored ask: each question once, at its file, all of them saved at once."""

from collections.abc import Mapping, Sequence

import streamlit as st
from sqlalchemy import Engine

from reference.instruments import Instrument
from survey.values import Question, Reading
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.upload import cell_corrections, pending_files
from workflow.upload.outcome import OpenQuestions, UploadTarget

NAMED = 4


def show_shared_questions(asked: OpenQuestions) -> dict[str, str]:
    """The questions that several files share, above the files; what was chosen so far by question key."""
    if not asked.of_several:
        return {}
    with st.container(border=True):
        st.markdown("**Pertanyaan tentang beberapa berkas**")
        return _chosen([_choose(question, _files_named(files)) for question, files in asked.of_several])


def show_file_questions(reading: Reading, asked: OpenQuestions, instrument: Instrument) -> dict[str, str]:
    """The questions of one file, in its card; what was chosen so far by question key."""
    own = asked.of_file(reading)
    cells = [one for one in own if cell_corrections.is_cell_question(one, instrument)]
    chosen = _chosen([_choose(question) for question in own if question not in cells])
    if cells:
        chosen |= cell_corrections.edit_flagged_cells(reading, cells, instrument)
    if elsewhere := asked.asked_elsewhere(reading):
        count = format_count(len(elsewhere))
        st.caption(f"Pilih jawaban di atas kartu: {count} pertanyaan menyangkut lebih dari satu berkas.")
    return chosen


def save_chosen_answers(
    engine: Engine, place: UploadTarget, asked: OpenQuestions, chosen: Mapping[str, str]
) -> None:
    """The one button under all files; nothing where nothing is asked."""
    if not asked.open_count:
        return
    st.caption(
        f"{format_count(len(chosen))} dari {format_count(asked.open_count)} pertanyaan dijawab. "
        "Yang belum dijawab tetap menunggu."
    )
    if not st.button("Simpan pilihan", type="primary", disabled=not place.actor):
        return
    if not chosen:
        st.warning("Pilih jawaban lebih dahulu.")
        return
    pending_files.answer_file_questions(engine, place, chosen)
    st.rerun()


def _choose(question: Question, help_text: str = "") -> tuple[str, str | None]:
    labels = dict(question.candidates)
    chosen = st.selectbox(
        escape_markdown(question.text),
        list(labels),
        index=None,
        format_func=lambda key: labels.get(key, key),
        placeholder="Pilih jawaban",
        key=f"pilih_{question.key}",
    )
    if help_text:
        st.caption(help_text)
    return question.key, chosen


def _chosen(given: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    return {key: choice for key, choice in given if choice}


def _files_named(files: Sequence[str]) -> str:
    more = f" dan {format_count(len(files) - NAMED)} lainnya" if len(files) > NAMED else ""
    return f"Berkas: {escape_markdown('; '.join(files[:NAMED]))}{more}"
