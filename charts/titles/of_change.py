"""Titles of charts of what changes scores and ranks: periods, scenarios, choices, parts left out."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from charts.drawing import format as fmt
from charts.titles.wording import choose_title, names_with_answers

BETWEEN_PERIODS = "Perubahan skor antarperiode"
REPLACED = "Skor antarperiode, instrumen berganti"  # so that no change is claimed


def score_change_title(
    wide: pd.DataFrame, noun: str, decimals: int = 2, since: str = "", neutral: str = BETWEEN_PERIODS
) -> str:
    """Title for scores of two periods (`name, first, last`); says nothing (`neutral`) where one is unknown.

    `answered`, where it is a column, is said of what is named and rests on little. `since` names the first
    period where others lie between: scores may have gone up and down again.
    """
    return choose_title(_change_findings(wide, noun, decimals, since), neutral)


def index_shift_title(before: float, after: float, decimals: int = 2) -> str:
    """Title for the index as it is and in a scenario; NaN = data kurang."""
    old, new = fmt.format_number(before, decimals), fmt.format_number(after, decimals)
    if fmt.MISSING in (old, new):
        return "Perubahan indeks pada skenario"
    if abs(after - before) < 1e-9:
        return f"Pada skenario ini indeks tetap {new}"
    way = "naik" if after > before else "turun"
    if old == new:
        return f"Pada skenario ini indeks {way} kurang dari {fmt.format_number(10.0**-decimals, decimals)}"
    return f"Pada skenario ini indeks {way} dari {old} menjadi {new}"


def rank_change_title(frame: pd.DataFrame, steps: Sequence[str], selected: str | None) -> str:
    """Title for ranks in two steps or more (`unit`, `label`, a column per step)."""
    return choose_title(
        _bump_findings(frame, list(steps), selected), f"Peringkat dari {steps[0]} ke {steps[-1]}"
    )


def largest_row_title(
    frame: pd.DataFrame,
    lead: str,
    none: str,
    neutral: str,
    printed: Callable[[float], str] = fmt.format_number,
) -> str:
    """Title "`lead`: name" for the row (`name, value` >= 0) that prints as the one largest.

    `none` where all are 0; `neutral` else, and where a value is unknown, as it could be the largest.
    """
    value = frame["value"].astype(float)
    if value.empty or value.isna().any():
        return choose_title(iter([]), neutral)
    if value.max() < 1e-9:
        return choose_title(iter([none]), neutral)
    place, labels = int(value.to_numpy().argmax()), [printed(each) for each in value]
    alone = len(labels) > 1 and labels.count(labels[place]) == 1
    return choose_title(iter([f"{lead}: {frame['name'].iloc[place]}"] if alone else []), neutral)


def _change_findings(wide: pd.DataFrame, noun: str, decimals: int, since: str) -> Iterator[str]:
    moved = fmt.subtract_as_printed(wide["last"], wide["first"], decimals)
    if len(moved) < 2 or moved.isna().any():
        return
    if (moved == 0).all():
        yield f"Skor tiap {noun} sama seperti {since}" if since else f"Tidak ada skor {noun} yang berubah"
        return
    then = f" sejak {since}" if since else ""
    for most, words in ((moved.max(), "Kenaikan"), (moved.min(), "Penurunan")):
        if (most > 0) == (words == "Kenaikan") and most != 0 and (moved == most).sum() == 1:
            name = names_with_answers(wide).to_numpy()[int((moved == most).to_numpy().argmax())]
            yield f"{words} terbesar{then}: {name} ({fmt.format_signed(most, decimals)})"
    rose, fell = fmt.format_count((moved > 0).sum()), fmt.format_count((moved < 0).sum())
    yield f"{rose} skor naik, {fell} turun{then}"


def _bump_findings(frame: pd.DataFrame, steps: list[str], selected: str | None) -> Iterator[str]:
    for label, *ranks in frame.loc[frame["unit"] == selected, ["label", *steps]].itertuples(index=False):
        before, after = int(ranks[0]), int(ranks[-1])
        if len(set(ranks)) == 1:
            yield f"{label} tetap pada peringkat {after}"
        elif len(ranks) == 2:
            yield f"{label} {'naik' if after < before else 'turun'} dari peringkat {before} ke {after}"
        else:
            yield f"{label} berperingkat {fmt.join_names([fmt.format_count(rank) for rank in ranks])}"
    moved = int((frame[steps].nunique(axis=1) > 1).sum())
    if moved:
        yield f"{fmt.format_count(moved)} dari {fmt.format_count(len(frame))} daerah berubah peringkat"
    else:
        yield f"Peringkat seluruh {fmt.format_count(len(frame))} daerah tetap"
