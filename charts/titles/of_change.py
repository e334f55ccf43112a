"""Titles of charts of what changes scores and ranks: periods, scenarios, choices, parts left out."""

from collections.abc import Callable, Iterator

import pandas as pd

from charts import format as fmt
from charts.titles.wording import fitting

REPLACED = "Skor antarperiode, instrumen berganti"  # so that no change is claimed


def change(wide: pd.DataFrame, noun: str, decimals: int = 2) -> str:
    """Title for scores of two periods (`name, first, last`); says nothing where one is unknown."""
    return fitting(_change_findings(wide, noun, decimals), "Perubahan skor antarperiode")


def shift(before: float, after: float, decimals: int = 2) -> str:
    """Title for the index as it is and in a scenario; NaN = data kurang."""
    old, new = fmt.number(before, decimals), fmt.number(after, decimals)
    if fmt.MISSING in (old, new):
        return "Perubahan indeks pada skenario"
    if abs(after - before) < 1e-9:
        return f"Pada skenario ini indeks tetap {new}"
    way = "naik" if after > before else "turun"
    if old == new:
        return f"Pada skenario ini indeks {way} kurang dari {fmt.number(10.0**-decimals, decimals)}"
    return f"Pada skenario ini indeks {way} dari {old} menjadi {new}"


def bump(frame: pd.DataFrame, first: str, last: str, selected: str | None) -> str:
    """Title for ranks in two steps (`unit`, `label`, a column per step)."""
    return fitting(_bump_findings(frame, first, last, selected), f"Peringkat dari {first} ke {last}")


def largest(
    frame: pd.DataFrame, lead: str, none: str, neutral: str, printed: Callable[[float], str] = fmt.number
) -> str:
    """Title "`lead`: name" for the row (`name, value` >= 0) that prints as the one largest.

    `none` where all are 0; `neutral` else, and where a value is unknown, as it could be the largest.
    """
    value = frame["value"].astype(float)
    if value.empty or value.isna().any():
        return fitting(iter([]), neutral)
    if value.max() < 1e-9:
        return fitting(iter([none]), neutral)
    place, labels = int(value.to_numpy().argmax()), [printed(each) for each in value]
    alone = len(labels) > 1 and labels.count(labels[place]) == 1
    return fitting(iter([f"{lead}: {frame['name'].iloc[place]}"] if alone else []), neutral)


def _change_findings(wide: pd.DataFrame, noun: str, decimals: int) -> Iterator[str]:
    moved = fmt.rounded(wide["last"], decimals) - fmt.rounded(wide["first"], decimals)
    moved = fmt.rounded(moved, decimals)
    if len(moved) < 2 or moved.isna().any():
        return
    if (moved == 0).all():
        yield f"Tidak ada skor {noun} yang berubah"
        return
    for most, words in ((moved.max(), "Kenaikan"), (moved.min(), "Penurunan")):
        if (most > 0) == (words == "Kenaikan") and most != 0 and (moved == most).sum() == 1:
            name = wide["name"].to_numpy()[int((moved == most).to_numpy().argmax())]
            yield f"{words} terbesar: {name} ({fmt.signed(most, decimals)})"
    yield f"{fmt.count((moved > 0).sum())} skor naik, {fmt.count((moved < 0).sum())} turun"


def _bump_findings(frame: pd.DataFrame, first: str, last: str, selected: str | None) -> Iterator[str]:
    own = frame[frame["unit"] == selected]
    if len(own):
        label, before, after = own["label"].iloc[0], int(own[first].iloc[0]), int(own[last].iloc[0])
        if before == after:
            yield f"{label} tetap pada peringkat {after}"
        else:
            word = "naik" if after < before else "turun"
            yield f"{label} {word} dari peringkat {before} ke {after}"
    moved = int((frame[first] != frame[last]).sum())
    if moved:
        yield f"{moved} dari {fmt.count(len(frame))} daerah berubah peringkat"
    else:
        yield f"Peringkat seluruh {fmt.count(len(frame))} daerah tetap"
