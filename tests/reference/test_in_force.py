"""In which years an instrument is in force: Pemdi follows SPBE, the others know no years."""

import pytest

from reference import instruments
from reference.instruments.in_force import ANY_YEAR, find_predecessor, years_in_force

SHIPPED = {id_ for id_, _, _ in instruments.list_shipped_instruments()}


@pytest.mark.parametrize("year", [2018, 2021, 2025, 2026, 2027, 2040])
def test_one_of_spbe_and_pemdi_is_in_force_in_every_year(year):
    held = [id_ for id_ in ("spbe", "pemdi") if years_in_force(id_).holds_in(year)]
    assert held == ["spbe" if year <= 2025 else "pemdi"]


def test_pemdi_took_the_place_of_spbe():
    assert years_in_force("spbe").successor == "pemdi"
    assert "mencabut PermenPANRB 59/2020" in years_in_force("spbe").basis
    assert find_predecessor("pemdi") == "spbe"
    assert find_predecessor("kesiapan") == ""
    assert years_in_force("spbe").words == "untuk tahun sampai 2025"
    assert years_in_force("pemdi").words == "untuk tahun 2026 dan seterusnya"


@pytest.mark.parametrize("id_", sorted(SHIPPED - {"spbe", "pemdi"}))
def test_others_hold_in_any_year(id_):
    assert years_in_force(id_) == ANY_YEAR
    assert years_in_force(id_).words == ""


def test_every_rule_is_of_an_instrument_that_is_here():
    assert all(years_in_force(id_) != ANY_YEAR for id_ in ("spbe", "pemdi"))
    assert {years_in_force(id_).successor for id_ in SHIPPED} - {""} <= SHIPPED
