"""An honest entry of every kind that a region has, for packages that are mutated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planning.plan.horizon import usual_horizon
from planning.plan.plan_settings import BudgetCeiling
from planning.plan.quick_wins import QuickWinMarks
from planning.plan.voting import Ballots
from planning.programmes.alignment import Goal
from planning.programmes.nomenclature import Nomenclature
from planning.programmes.programme import Programme, Realisation
from planning.simulation.scenario import Scenario
from planning.worksheets.worksheets import WorksheetLine
from reference.instruments.own_items import OwnItem
from reference.planning import shipped_budget_rules, voting_ways
from workflow.package.entry_kinds import find_entry_kind
from workflow.setup.no_programmes import SAID


def list_honest_entries() -> dict[str, dict[str, str]]:
    """Kind -> key -> text."""
    return {kind: _texts(kind, values) for kind, values in _values().items()}


def _texts(kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    entries = find_entry_kind(kind)
    assert entries is not None, kind
    return dict(entries.texts(values))


def _values() -> dict[str, dict[str, Any]]:
    way = next(iter(voting_ways().values()))
    ballots: Ballots = {"DLH": {"h0": {each.code: float(way.lowest) for each in way.criteria}}}
    programme = Programme(
        *("h0", "Bank sampah"),
        lifts={"ENV1.1": 4.0},
        costs={2026: 1e9},
        since=1998,
        start=date(2026, 2, 1),
        after=("p0",),
        realisation={2026: Realisation(40.0, "berjalan")},
    )
    return {
        "programme": {"h0": programme},
        "programme_apart": {"h0|p0": "-"},
        "goal": {"rpjmd/t1": Goal("rpjmd/t1", "rpjmd", "T1", "Lingkungan bersih")},
        "goal-links": {"h0": ("rpjmd/t1",)},
        "nomenclature": {"2026": Nomenclature(2026, {"2.11.01": "Penunjang"}, "daftar.xlsx")},
        "quick_win": {"h0": QuickWinMarks({"manfaat": 3.0}, date(2026, 9, 1))},
        "tally": {f"{way.code}/{body}": marks for body, marks in ballots.items()},
        "plan": {
            "horizon": usual_horizon(shipped_budget_rules(), 2026),
            "ceiling": BudgetCeiling(5e9, 2027),
            "dates 2027": {"rkpd": date(2026, 6, 30)},
            "shortlist": ("h0",),
        },
        "scenario": {"persepsi Hijau": Scenario("", "persepsi", levels={"ENV1.1": 4.0}, pairs={"A>B": 3})},
        "no_programmes": {"DINKES": SAID},
        "own_item": {"TAM.01": OwnItem("kesiapan", "Halte", "Apakah halte diterangi?", "DINKES")},
        "worksheet-ENV": {"w1": WorksheetLine("w1", "ENV", "issue", "Sampah menumpuk")},
        "worksheet-joins": {"ENV/w1": "ENV/w2"},
        "worksheet-codes": {"ENV1.1/DLH/": "Belum ada armada\nsarana"},
    }
