"""A small tree, its assessment and programmes that several planning tests share."""

from datetime import date

import pandas as pd

from planning.plan.horizon import PlanHorizon
from planning.programmes.programme import Programme
from scoring import Assessment, Framework, Node, Scale, assess_units, combine_answers

UNIT = "35.18"
HORIZON = PlanHorizon(2026, 2031, 2, 5, 2025, 5)
# Six leaves: two dimensions of one sub-dimension each, and one prerequisite outside the index.
LEVELS = {"GOV1.1": 2.0, "GOV1.2": 4.0, "ECO1.1": 1.0, "ECO1.2": 3.0, "PRE.01": 2.0}


def framework() -> Framework:
    nodes = [
        Node("INDEKS", "Indeks", None, 4),
        Node("GOV", "Smart Governance", "INDEKS", 3),
        Node("GOV1", "Pelayanan", "GOV", 2),
        Node("GOV1.1", "Standar", "GOV1", 1, target=4.0, tags={"lead": "organisasi"}),
        Node("GOV1.2", "Antrean", "GOV1", 1, target=4.0, tags={"lead": "kesehatan"}),
        Node("ECO", "Smart Economy", "INDEKS", 3),
        Node("ECO1", "Industri", "ECO", 2),
        Node("ECO1.1", "Etalase", "ECO1", 1, target=4.0, tags={"lead": "kukm"}),
        Node("ECO1.2", "Transaksi", "ECO1", 1, target=4.0, tags={"lead": "kukm"}),
        Node("PRE", "Prasyarat", None, 2),
        Node("PRE.01", "Dewan", "PRE", 1, target=4.0),
    ]
    return Framework(tuple(nodes), Scale(1, 5), coverage={2: 0.5, 3: 0.5, 4: 1.0})


def assessment(levels: dict[str, float] | None = None) -> Assessment:
    tree = framework()
    given = LEVELS if levels is None else levels
    rows = [
        {"unit": UNIT, "indicator": leaf, "opd": "A", "role": "lead", "status": "answered", "claimed": level}
        for leaf, level in given.items()
    ]
    answers = pd.DataFrame(rows).assign(respondent="", evidence=True, agreed=None, verified=None)
    return assess_units(combine_answers(answers.astype({"agreed": float, "verified": float}), tree), tree)


def programme(key: str, **more: object) -> Programme:
    return Programme(key, f"Program {key}", **more)  # type: ignore[arg-type]


def planned(key: str, start: date, end: date, **more: object) -> Programme:
    return programme(key, start=start, end=end, **more)


def whole(key: str, first: int, last: int, **more: object) -> Programme:
    """A programme of whole years."""
    return planned(key, date(first, 1, 2), date(last, 12, 31), **more)


def roster() -> pd.DataFrame:
    rows = [
        ("DINKES", "DINKES", "Dinas Kesehatan", "Dinkes", "kesehatan", "", ""),
        ("DISDIK", "DISDIK", "Dinas Pendidikan", "Disdik", "pendidikan", "", ""),
        ("KEC1", "KEC", "Kecamatan Baron", "", "kecamatan", "35.18.01", "KECAMATAN"),
        ("KEC2", "KEC", "Kecamatan Gondang", "", "kecamatan", "35.18.02", "KECAMATAN"),
    ]
    return pd.DataFrame(rows, columns=["opd", "code", "name", "short", "sectors", "district", "vote"])
