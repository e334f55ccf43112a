"""The hidden sheet _meta, by which a returned workbook is recognised."""

from __future__ import annotations

from typing import Any

from survey.template import layout
from survey.template.form import SurveyForm


def write_meta_sheet(workbook: Any, form: SurveyForm) -> None:
    """Add the veryHidden sheet: keys of `layout.META_KEYS`, then items with the OPD's role, and facts."""
    sheet = workbook.add_worksheet(layout.META_SHEET)
    for row, (key, value) in enumerate(form_meta(form).items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.protect("")
    sheet.very_hidden()


def form_meta(form: SurveyForm) -> dict[str, str]:
    """Key and value of every row of _meta; all of them text."""
    values = (
        layout.TEMPLATE_ID,
        layout.TEMPLATE_VERSION,
        form.instrument.key,
        form.instrument.digest,
        form.region_code,
        form.region_name,
        form.agency["opd"],
        form.agency["code"],
        form.agency["name"],
        form.period,
        str(len(form.items)),
        form.label,
    )
    items = {f"{layout.ITEM_PREFIX}{item.node.code}": item.role for item in form.items}
    facts = {
        f"{layout.FACT_PREFIX}{item.node.code}": text
        for item in form.items
        if (text := form.public_fact(item))
    }
    return {**dict(zip(layout.META_KEYS, values, strict=True)), **items, **facts}
