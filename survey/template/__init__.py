"""The survey workbook of an OPD, and the ZIP of all of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import xlsxwriter

from reference import agencies
from reference.instruments import Instrument
from reference.plain_workbooks import LONGEST_PROPERTY, PLAIN_TEXT
from reference.public_facts import PublicFact
from scoring.tree import Node
from survey.template.answers import write_answer_sheet
from survey.template.form import SurveyForm, make_survey_form, name_form_files
from survey.template.guide import write_guide_sheet
from survey.template.meta import write_meta_sheet
from survey.template.programmes import write_choice_lists, write_programme_sheet
from survey.template.styles import form_formats
from survey.values import Answer, ReportedProgramme

__all__ = ["NO_FACTS", "name_form_files", "write_all_survey_forms", "write_survey_form"]

NO_FACTS: Mapping[str, PublicFact] = {}
# One fixed moment instead of the clock: the same form is the same bytes, so a file sent twice is recognised.
_MOMENT = datetime(2026, 1, 1)


def write_survey_form(
    instrument: Instrument,
    region_code: str,
    agency: Mapping[str, Any],
    assignments: pd.DataFrame,
    target: str | Path | BinaryIO,
    period_label: str,
    *,
    answers: Mapping[str, Answer] | None = None,
    programmes: Sequence[ReportedProgramme] = (),
    label: str = "",
    activities: Sequence[str] = (),
    facts: Mapping[str, PublicFact] = NO_FACTS,
    own_items: Sequence[Node] = (),
) -> None:
    """Write one OPD's workbook to a path or a binary buffer.

    `agency` is a row of the region's roster, `assignments` the frame of `agencies.assign`. `answers` (by leaf
    code, on the instrument's scale) fills the form in: a leaf without an entry stays blank, one with status
    "missing" says "Belum ada data". `label` is printed on every sheet, e.g. `period_words.SAMPLE_LABEL`;
    `activities` are the sub kegiatan that the programme sheet offers, code and name. `facts`: item code ->
    what stands as its fact, for the OPD to confirm or correct. `own_items`: what the kabupaten asks beside
    the index (`reference.instruments.own_items.make_own_node`), of whichever OPD.
    """
    given = (answers or {}, programmes, label, activities, facts, own_items)
    form = make_survey_form(instrument, region_code, agency, assignments, period_label, *given)
    _write_form(form, target)


def write_all_survey_forms(
    instrument: Instrument,
    region_code: str,
    roster: pd.DataFrame,
    period_label: str,
    *,
    assignments: pd.DataFrame | None = None,
    label: str = "",
    activities: Sequence[str] = (),
    facts: Mapping[str, PublicFact] = NO_FACTS,
    own_items: Sequence[Node] = (),
) -> bytes:
    """A ZIP with the empty workbook of every OPD of the roster, named by `name_form_files`.

    `assignments` (None = as `agencies.assign` finds them) says who leads and supports which indicator.
    """
    if assignments is None:
        assignments = agencies.assign_indicators(instrument.framework, roster)
    archive, names = BytesIO(), name_form_files(region_code, roster, period_label)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as bundle:
        for row in roster.to_dict("records"):
            agency = {str(column): value for column, value in row.items()}
            workbook = BytesIO()
            made = (instrument, region_code, agency, assignments, workbook, period_label)
            write_survey_form(*made, label=label, activities=activities, facts=facts, own_items=own_items)
            name = names[str(agency["opd"])]
            if name in bundle.namelist():
                name = name.replace(".xlsx", f"_{agency['opd']}.xlsx")
            bundle.writestr(zipfile.ZipInfo(name), workbook.getvalue())
    return archive.getvalue()


def _write_form(form: SurveyForm, target: str | Path | BinaryIO) -> None:
    path = str(target) if isinstance(target, Path) else target
    with xlsxwriter.Workbook(path, PLAIN_TEXT) as workbook:
        title, subject = form.instrument.title[:LONGEST_PROPERTY], form.period[:LONGEST_PROPERTY]
        workbook.set_properties({"title": title, "subject": subject, "created": _MOMENT})
        workbook.formats[0].set_font_name("Arial")
        workbook.formats[0].set_font_size(10)
        styles = form_formats(workbook)
        write_guide_sheet(workbook, styles, form)
        if form.items:
            write_answer_sheet(workbook, styles, form)
        write_programme_sheet(workbook, styles, form)
        write_choice_lists(workbook, form)
        write_meta_sheet(workbook, form)
