"""The years of a masterplan: its terms, the RPJMD periods it meets, and how long it may be."""

from dataclasses import replace
from datetime import date

import pytest

from planning.plan.horizon import PlanTerm
from reference.planning import shipped_budget_rules
from tests.planning.scene import HORIZON


def test_terms_and_rpjmd_periods_of_the_masterplan():
    assert HORIZON.terms() == [
        PlanTerm("Jangka pendek", 2026, 2027),
        PlanTerm("Jangka menengah", 2028, 2030),
        PlanTerm("Jangka panjang", 2031, 2031),
    ]
    assert [term.name for term in HORIZON.rpjmd()] == ["RPJMD 2025–2029", "RPJMD 2030–2034"]
    assert [term.name for term in replace(HORIZON, last=2030).terms()] == ["Jangka pendek", "Jangka menengah"]
    assert HORIZON.term(date(2030, 12, 31)) == "Jangka menengah"
    assert HORIZON.term(date(2032, 1, 1)) == ""


@pytest.mark.parametrize(("last", "fine"), [(2029, False), (2030, True), (2035, True), (2036, False)])
def test_a_masterplan_holds_five_to_ten_years(last, fine):
    assert (replace(HORIZON, last=last).problems(shipped_budget_rules()) == []) is fine
