"""The flagged cells of a file as a small table to correct: what stands there, what to take instead."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from reference.instruments import Instrument
from survey.values import Finding, Question, Reading
from ui.shared.markdown import escape_markdown

CHOSEN = "Nilai yang dipakai"
ROW = 35
MOST_ROWS = 12


def is_cell_question(question: Question, instrument: Instrument) -> bool:
    """Whether a question is about the value of one answer, named by its indicator."""
    code = question.text.partition(": ")[0]
    return question.kind == "value" and bool(question.cell) and code in instrument.framework.codes


def edit_flagged_cells(
    reading: Reading, questions: Sequence[Question], instrument: Instrument
) -> dict[str, str]:
    """The value chosen for each cell, by question key; cells left open are left out."""
    told = {(one.sheet, one.cell): one for one in reading.findings if one.severity == "error"}
    rows = [_row(question, told.get((question.sheet, question.cell)), instrument) for question in questions]
    labels = list(dict.fromkeys(label for question in questions for _, label in question.candidates))
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=f"sel_{reading.sha256[:12]}_{reading.file}",
        hide_index=True,
        placeholder="Pilih",
        disabled=[column for column in rows[0] if column != CHOSEN],
        column_config={
            CHOSEN: st.column_config.SelectboxColumn(options=sorted(labels), width=130),
            "Sel": st.column_config.TextColumn(width=60),
        },
        height=ROW * (min(len(rows), MOST_ROWS) + 1) + 3,
        alt=f"Sel yang perlu diperbaiki pada {reading.file}",
    )
    return _given(questions, list(edited[CHOSEN]))


def _row(question: Question, finding: Finding | None, instrument: Instrument) -> dict[str, str | None]:
    code, _, found = question.text.partition(": ")
    return {
        "Sel": question.cell,
        CHOSEN: None,
        "Tertulis": found,
        "Usulan": finding.proposal if finding else "",
        "Indikator": f"{code} {instrument.framework.node(code).name}",
        "Masalah": finding.message if finding else "",
        "Lembar": question.sheet,
    }


def _given(questions: Sequence[Question], chosen: Sequence[object]) -> dict[str, str]:
    """What was chosen and is offered for that cell; anything else is said and left open."""
    given: dict[str, str] = {}
    for question, label in zip(questions, chosen, strict=True):
        offered: Mapping[str, str] = {name: key for key, name in question.candidates}
        if not isinstance(label, str):
            continue
        if label in offered:
            given[question.key] = offered[label]
        else:
            st.warning(
                f"Sel {escape_markdown(question.cell)}: pilihan '{escape_markdown(label)}' tidak "
                "tersedia di sel ini."
            )
    return given
