"""What a row of the form still lacks: as formulas that follow the typing, and as it is when written."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from survey.answers import labels
from survey.template import layout
from survey.template.form import SurveyForm
from survey.values import Answer

EVIDENCE_FROM = 3
"""The level from which a form asks for evidence."""


def lack_tests(form: SurveyForm, row: int) -> dict[str, str]:
    """For each column that may be wanted, the condition under which it is, in a row (1-based) of Jawaban.

    The row is relative, so that one condition can be given to all rows below it.
    """
    at = {
        name: f"${xl_col_to_name(form.column_of(name))}{row}"
        for name in ("Jawaban", "Fakta", "Bukti", "Catatan")
    }
    level = f"ISNUMBER({at['Jawaban']})"
    return {
        "Fakta": f"AND({level},{_without_fact(at['Fakta'])})"
        if form.facts
        else f"AND({level},LEN({at['Fakta']})=0)",
        "Bukti": f"AND({level},{at['Jawaban']}>={EVIDENCE_FROM},LEN({at['Bukti']})=0)",
        "Catatan": f'AND({at["Jawaban"]}="{labels.NOT_APPLICABLE}",LEN({at["Catatan"]})=0)',
    }


def _without_fact(cell: str) -> str:
    """Empty, or as the form was sent with a public figure that does not say what is asked."""
    asked = layout.OWN_FACT
    return f'OR(LEN({cell})=0,RIGHT({cell},{len(asked)})="{asked}")'


def lack_formula(form: SurveyForm, row: int) -> str:
    """The formula of the cell that names what a row (1-based) lacks: "Jawaban", or "Fakta, Bukti"."""
    named: list[str] = []
    before: list[str] = []
    for name, test in lack_tests(form, row).items():
        comma = f'IF(OR({",".join(before)}),", ","")&' if before else ""
        named.append(f'IF({test},{comma}"{name}","")')
        before.append(test)
    answer = f"${xl_col_to_name(form.column_of('Jawaban'))}{row}"
    return f'=IF(LEN({answer})=0,"Jawaban",{"&".join(named)})'


def name_lacks(answer: Answer | None, evidence: str) -> str:
    """What `lack_formula` gives for an answer as the form is written with it; None where none is written."""
    if answer is None:
        return "Jawaban"
    level = answer.value if answer.status == "answered" else None
    wanted = {
        "Fakta": level is not None and not answer.fact,
        "Bukti": level is not None and level >= EVIDENCE_FROM and not evidence,
        "Catatan": answer.status == "not_applicable" and not answer.note,
    }
    return ", ".join(name for name, lacks in wanted.items() if lacks)
