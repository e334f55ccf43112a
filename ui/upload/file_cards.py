"""A file that is not stored: what is wrong, where, and the choice that settles it."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import Engine

from reference.instruments import Instrument
from survey.values import Finding, Reading
from ui.shared import actor, badges
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.upload import file_questions, older_form, pending_files, table_corrections
from workflow.upload import outcome, senders
from workflow.upload.outcome import UploadTarget

SHOWN, NAMED = 5, 3
ASKED_ABOVE = "E26"


def show_file_cards(
    engine: Engine, place: UploadTarget, instrument: Instrument, readings: Sequence[Reading]
) -> None:
    """What several files ask, one card per file with what it asks alone, and one button for all answers."""
    asked = outcome.OpenQuestions(readings)
    chosen = file_questions.show_shared_questions(asked)
    for reading in readings:
        with st.container(border=True):
            _head(engine, place, reading)
            show_file_findings(_worth_telling(reading, asked))
            _notes(reading)
            chosen |= file_questions.show_file_questions(reading, asked, instrument)
            table_corrections.show_table_correction(engine, place, instrument, reading)
            older_form.show_renewed_form(engine, place, reading)
            if outcome.lacks_weights(reading):
                _weigh(engine, place, instrument, reading)
    file_questions.save_chosen_answers(engine, place, asked, chosen)
    if readings:
        actor.show_recorder()


def _head(engine: Engine, place: UploadTarget, reading: Reading) -> None:
    title, action = st.columns([5, 1], vertical_alignment="center")
    title.markdown(f"{badges.VERDICTS[outcome.file_verdict(reading)]} {name_file(engine, reading)}")
    action.button(
        "Singkirkan",
        key=f"singkir_{reading.sha256[:12]}_{reading.file}",
        type="tertiary",
        icon=":material/close:",
        help="Berkas ini tidak disimpan dan hilang dari daftar.",
        on_click=pending_files.drop_pending_file,
        args=(engine, place, reading),
    )


def name_file(engine: Engine, reading: Reading) -> str:
    """A file by its name and its OPD: files of several OPD often bear one name."""
    names = [escape_markdown(name) for name in senders.name_senders(engine, reading)]
    more = f" dan {format_count(len(names) - NAMED)} OPD lain" if len(names) > NAMED else ""
    owner = f" · {', '.join(names[:NAMED])}{more}" if names else ""
    return f"**{escape_markdown(reading.file)}**{owner}"


def show_file_findings(found: Sequence[Finding], *, named: bool = False) -> None:
    """The remarks on a file: place, what is wrong, what to do; `named` where they are of several files."""
    lines = [f"{escape_markdown(one.file)}: {_line(one)}" if named else _line(one) for one in found]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines[:SHOWN]))
    if len(lines) > SHOWN:
        with st.expander(f"{len(lines) - SHOWN} temuan lain"):
            st.markdown("\n".join(f"- {line}" for line in lines[SHOWN:]))


def keep_findings(key: str, found: Sequence[Finding]) -> None:
    """Hold what was odd in the files read last, until it is put away."""
    st.session_state[key] = tuple(found)


def show_kept_findings(key: str, title: str, *, named: bool = False) -> None:
    """What `keep_findings` holds under `key`, with the button that puts it away; nothing where none is."""
    if found := st.session_state.get(key, ()):
        with st.container(border=True):
            st.markdown(f"**{title}**")
            show_file_findings(found, named=named)
            st.button(
                "Tutup catatan", icon=":material/close:", on_click=st.session_state.pop, args=(key, None)
            )


def _worth_telling(reading: Reading, asked: outcome.OpenQuestions) -> list[Finding]:
    """The remarks of a card, without those that an OPD stands in several files: above it is asked which."""
    is_asked_here = any(question.kind == "duplicate" for question in asked.of_file(reading))
    told = [finding for finding in reading.findings if finding.severity != "info"]
    return [one for one in told if one.code != ASKED_ABOVE or is_asked_here]


def _notes(reading: Reading) -> None:
    """What was read otherwise than written or left out, so that it is seen before a choice is made."""
    told = [finding for finding in reading.findings if finding.severity == "info"]
    if told:
        with st.expander(f"Catatan pembacaan ({format_count(len(told))})"):
            st.markdown("\n".join(f"- {_line(one)}" for one in told))


def _line(finding: Finding) -> str:
    where = " sel ".join(escape_markdown(part) for part in (finding.sheet, finding.cell) if part)
    place = f"**{where}**: " if where else ""
    proposal = f" **Usulan:** {escape_markdown(finding.proposal)}" if finding.proposal else ""
    return f"{place}{escape_markdown(finding.message)}{proposal}"


def _weigh(engine: Engine, place: UploadTarget, instrument: Instrument, reading: Reading) -> None:
    names = list(instrument.framework.weight_sets)
    with st.form(f"bobot_{reading.sha256[:12]}_{reading.file}", border=False):
        chosen = st.selectbox("Skema bobot", names, index=None, placeholder="Pilih skema bobot")
        if not st.form_submit_button("Nilai dengan skema ini", type="primary", disabled=not place.actor):
            return
    if chosen is None:
        st.warning("Pilih skema bobot lebih dahulu.")
        return
    pending_files.set_file_weights(engine, place, reading, chosen)
    st.rerun()
