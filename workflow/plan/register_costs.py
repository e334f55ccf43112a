"""Every rupiah of the register once, in words and as rows: on the roadmap, and what stands beside it."""

from __future__ import annotations

from dataclasses import astuple

from charts.drawing.format import format_count, split_rupiah
from workflow.plan.region_plan import RegionPlan


def name_cost_places(board: RegionPlan) -> list[tuple[str, float]]:
    """Where the rupiah of the register stand, as (words, rupiah), those with any; they sum to all."""
    span = board.horizon.format_years()
    words = (
        f"pada peta jalan {span}",
        "program yang sama pada tahun di luar masa itu",
        f"{format_count(len(board.outside_programmes))} program terjadwal di luar masa itu",
        f"{format_count(len(board.unscheduled_programmes))} program belum terjadwal",
        f"{format_count(len(board.over))} program yang selesai atau dihentikan",
    )
    found = zip(words, astuple(board.costs_by_place), strict=True)
    return [(said, rupiah) for place, (said, rupiah) in enumerate(found) if rupiah or not place]


def tell_cost_places(board: RegionPlan) -> str:
    """The same in a sentence whose parts sum to its whole as printed; "" where all stands on the roadmap."""
    places = name_cost_places(board)
    if len(places) < 2:
        return ""
    *parts, whole = split_rupiah(
        [rupiah for _, rupiah in places], board.costs_by_place.whole_register, told=True
    )
    joint = ["", *(["untuk "] * (len(places) - 1))]
    named = zip(parts, joint, places, strict=True)
    said = "; ".join(f"{rupiah} {word}{words}" for rupiah, word, (words, _) in named)
    return f"Biaya seluruh register {whole}: {said}."


def name_outside_programmes(board: RegionPlan) -> str:
    """Which programmes are scheduled outside the masterplan; "" for none."""
    outside = board.outside_programmes
    if not outside:
        return ""
    span = board.horizon.format_years()
    names = "; ".join(each.name for each in outside)
    return f"Terjadwal di luar masa {span} ({format_count(len(outside))} program): {names}."
