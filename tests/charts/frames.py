"""Small frames that several chart tests draw."""

import math

import pandas as pd

from scoring import Scale

LEVELS = ("Belum siap", "Kurang siap", "Cukup siap", "Siap", "Sangat siap")
SCALE = Scale(1.0, 5.0, LEVELS)
NAMES = {
    "GOV": "Smart Governance",
    "BRA": "Smart Branding",
    "ECO": "Smart Economy",
    "LIV": "Smart Living",
    "SOC": "Smart Society",
    "ENV": "Smart Environment",
}
SCORES = (3.1, 2.2, 2.0, 2.9, 2.6, 2.8)
TARGETS = (4.0, 3.5, 3.5, 4.0, 3.5, 3.5)


def gaps(**changes: dict[str, float]) -> pd.DataFrame:
    """Six dimensions with scores and targets; `changes` sets single values: score={"ECO": nan}."""
    frame = pd.DataFrame(
        {"node": list(NAMES), "name": list(NAMES.values()), "score": SCORES, "target": TARGETS}
    )
    for column, values in changes.items():
        for node, value in values.items():
            frame.loc[frame["node"] == node, column] = value
    return frame


def regions(count: int = 5) -> pd.DataFrame:
    """Regions with six scores each; the last lacks Environment and so an index."""
    rows = []
    for place in range(count):
        scores = [1.0 + (place * 7 + column * 3) % 33 / 8 for column in range(6)]
        row = {
            "unit": f"35.{place:03d}",
            "label": f"Kab. Contoh {place}",
            **dict(zip(NAMES, scores, strict=True)),
        }
        rows.append(
            row | {"index": sum(scores) / 6, "band": "Cukup siap", "answered": 40 - place % 30, "asked": 42}
        )
    rows[-1] |= {"ENV": math.nan, "index": math.nan, "band": None}
    return pd.DataFrame(rows)


def texts(figure) -> list[str]:
    """Every text a reader sees in a figure."""
    traces = [
        label.strip("\u00a0") for trace in figure.data if trace.text is not None for label in trace.text
    ]
    return traces + [note.text for note in figure.layout.annotations]
