"""Every rupiah of the register is told once, and the printed parts sum to the printed whole."""

import random
import re
from datetime import date
from decimal import Decimal

import pytest

from charts.drawing.format import format_rupiah, split_rupiah
from planning.plan.roadmap import is_scheduled
from tests.planning.scene import planned, programme
from tests.workflow.plan.test_region_plan import board
from workflow.plan import register_costs

UNITS = {"": 1, " juta": 10**6, " miliar": 10**9, " triliun": 10**12}
AMOUNT = re.compile(r"Rp([\d.]+(?:,\d+)?)( juta| miliar| triliun)?")


def amounts(text):
    """Every sum of rupiah in a text, as its reader takes it."""
    return [
        Decimal(digits.replace(".", "").replace(",", ".")) * UNITS[unit]
        for digits, unit in AMOUNT.findall(text)
    ]


def drawn(seed):
    chance, plans = random.Random(seed), []
    for number in range(chance.randint(1, 9)):
        first = chance.randint(2020, 2040)
        last = first + chance.randint(0, 4)
        costs = {
            year: float(chance.choice([0, 5.25e9, chance.randint(1, 10**11), 1]))
            for year in range(first - 1, last + 2)
            if chance.random() < 0.5
        }
        key, given = f"p{number}", {"costs": costs}
        kind = chance.choice(["dated", "dated", "dated", "undated", "backwards", "no end"])
        if kind == "undated":
            plans.append(programme(key, **given))
        elif kind == "no end":
            plans.append(programme(key, start=date(first, 3, 1), **given))
        elif kind == "backwards":
            plans.append(planned(key, date(last, 3, 1), date(first - 1, 3, 1), **given))
        else:
            plans.append(planned(key, date(first, 3, 1), date(last, 11, 1), **given))
    return tuple(plans)


def settled(seed):
    """A board whose register holds finished and dropped programmes too."""
    chance, plans = random.Random(seed), drawn(seed)
    over = tuple(
        programme(f"o{number}", status=chance.choice(["selesai", "dihentikan"]), costs={2026: 1.5e9})
        for number in range(chance.randint(0, 2))
    )
    return board(plans=plans, over=over)


def test_the_places_hold_every_rupiah_once():
    for seed in range(300):
        found = settled(seed)
        places = found.costs_by_place
        whole = sum(each.cost for each in (*found.programmes, *found.over))
        assert places.whole_register == pytest.approx(whole)
        assert sum(rupiah for _, rupiah in register_costs.name_cost_places(found)) == pytest.approx(whole)
        assert places.inside == pytest.approx(found.costs["rupiah"].sum())
        years = set(found.horizon.years)
        for each in found.outside_programmes:
            assert is_scheduled(each)
            assert not years & set(range(each.start.year, each.end.year + 1))
        assert places.outside == pytest.approx(sum(each.cost for each in found.outside_programmes))
        assert places.unscheduled == pytest.approx(sum(each.cost for each in found.unscheduled_programmes))


def test_the_printed_parts_sum_to_the_printed_whole():
    told = 0
    for seed in range(300):
        found = settled(seed)
        if said := register_costs.tell_cost_places(found):
            whole, *parts = amounts(said)
            assert sum(parts) == whole
            told += 1
        elif found.programmes:
            assert found.costs_by_place.whole_register == pytest.approx(found.costs_by_place.inside)
    assert told > 100


def test_what_is_scheduled_outside_the_plan_is_named():
    for seed in range(100):
        found = board(plans=drawn(seed))
        said = register_costs.name_outside_programmes(found)
        assert bool(said) == bool(found.outside_programmes)
        assert all(each.name in said for each in found.outside_programmes)


def test_parts_in_rupiah_keep_one_unit():
    assert split_rupiah([7.05e9, 5.25e9], 12.3e9) == ["Rp7,05 miliar", "Rp5,25 miliar", "Rp12,30 miliar"]
    assert split_rupiah([12e9 - 1, 1], 12e9) == ["Rp11.999.999.999", "Rp1", "Rp12.000.000.000"]
    thirds = split_rupiah([1e9 / 3] * 3, 1e9)
    assert sum(amounts(" ".join(thirds[:-1]))) == amounts(thirds[-1])[0]


def test_what_stands_on_the_roadmap_is_one_sum_wherever_it_is_broken_down():
    """The years and sources sum to the roadmap's total, and the register's sentence prints the same total."""
    for seed in range(300):
        found = board(plans=drawn(seed))
        inside = float(found.costs["rupiah"].sum())
        if not inside > 0:
            continue
        total = amounts(format_rupiah(inside))[0]
        for column in ("year", "funds", "lead"):
            *parts, whole = split_rupiah(found.costs.groupby(column)["rupiah"].sum().tolist(), inside)
            assert sum(amounts(" ".join(parts))) == amounts(whole)[0]
        if said := register_costs.tell_cost_places(found):
            _, first, *_ = amounts(said)
            unit = max(UNITS[unit] for _, unit in AMOUNT.findall(said))
            assert abs(first - Decimal(inside)) <= Decimal(unit) / 200 or first == total
