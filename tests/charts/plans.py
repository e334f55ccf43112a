"""Frames of programmes, votes and years that the planning charts are tested with."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd

from charts.drawing.look import Look
from charts.plan import costs, gantt, impact_ease, index_path, vote_totals
from tests.charts.frames import NAMES, SCALE

LONG = "Sensor banjir dan peringatan dini terpadu di seluruh daerah aliran sungai kabupaten"
TERMS = [("Jangka pendek", 2026, 2027), ("Jangka menengah", 2028, 2030), ("Jangka panjang", 2031, 2035)]
DEADLINES = [(f"APBD {year}", date(year - 1, 11, 30)) for year in range(2027, 2036)]
YEARS = list(range(2026, 2036))


def proposals(count=12, **columns):
    """Proposals best first; `columns` replaces whole columns."""
    codes, places = list(NAMES), range(count)
    frame = pd.DataFrame(
        {
            "number": [place + 1 for place in places],
            "name": [LONG if place == 7 else f"Usulan program {place + 1}" for place in places],
            "node": [codes[place % 6] for place in places],
            "impact": [1 + (place * 7) % 17 / 4 for place in places],
            "ease": [1 + (place * 5) % 16 / 4 for place in places],
            "inside": [place < 5 for place in places],
            "shared": True,
        }
    )
    frame["points"] = frame["impact"] * frame["ease"] * 4
    return frame.assign(**columns)


def bars(count=9):
    """Programmes of every length, at both ends of the period, one without a cost."""
    codes = list(NAMES)
    rows = [
        (
            LONG if place == 4 else f"Program {place + 1}",
            "Disporabudpar" if place % 2 else "DLH",
            codes[place % 6],
            date(2026 + place, 1 + place % 12, 1),
            date(2026 + place, 12, 31) if place % 3 else date(min(2035, 2029 + place), 6, 30),
            math.nan if place == 3 else 9e8 * (place + 1),
            place == 0,
            place < 3,
        )
        for place in range(count)
    ]
    columns = ["name", "lead", "node", "start", "end", "cost", "early", "quick"]
    told = pd.DataFrame(rows, columns=columns)
    began = [
        day.replace(year=2024) if early else day
        for day, early in zip(told["start"], told["early"], strict=True)
    ]
    return told.assign(began=began, ends=told["end"])


def yearly():
    aims = {2027: 3.0, 2030: 4.0, 2035: 5.0}
    return pd.DataFrame(
        {
            "year": YEARS,
            "index": [2.4 + 0.12 * place for place in range(10)],
            "target": [aims.get(year, math.nan) for year in YEARS],
            "done": range(10),
        }
    )


def money():
    rows = {code: [1e8 * (year - 2026 + place) for year in YEARS] for place, code in enumerate(NAMES)}
    return pd.DataFrame(rows, index=YEARS)


def every(size="office", dark=False):
    """Each planning chart, ordinary and hard."""
    look = Look(size, dark, place="Kab. Nganjuk", source="Sumber: uji")
    unrated = {name: [3.0, *[math.nan] * 3] for name in ("impact", "ease", "points")}
    crowd = {"impact": [4.9] * 6 + [1.0] * 6, "ease": [4.95] * 6 + [1.0] * 6}
    vote = {"way": "Lima peringkat (Borda)", "voted": 31, "asked": 40}
    plan = {"terms": TERMS, "deadlines": DEADLINES, "dimensions": NAMES}
    return {
        "impact_ease": impact_ease.draw_impact_ease(proposals(), look),
        "impact_ease crowd": impact_ease.draw_impact_ease(proposals(**crowd), look),
        "impact_ease unrated": impact_ease.draw_impact_ease(proposals(4, **unrated), look),
        "tally": vote_totals.draw_vote_totals(proposals(), look, w=0.51, words="sedang", **vote),
        "tally few": vote_totals.draw_vote_totals(
            proposals(4, **unrated), look, words="Tidak dihitung: 3 OPD, diperlukan 5", **vote
        ),
        "roadmap": gantt.draw_gantt(bars(), look, **plan),
        "roadmap short": gantt.draw_gantt(bars(2), replace(look, place=""), **{**plan, "terms": TERMS[:2]}),
        "expected": index_path.draw_index_path(yearly(), SCALE, look, start=2.4),
        "expected short": index_path.draw_index_path(yearly().head(5), SCALE, look, start=2.4),
        "costs": costs.draw_yearly_costs(money(), look, dimensions=NAMES),
    }
