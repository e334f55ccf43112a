"""Titles of charts that set regions side by side: scores, places, ranges, a score against a fact."""

from collections.abc import Iterator

import pandas as pd

from charts.drawing import format as fmt
from charts.titles.wording import choose_title, is_few_answered, name_with_answers
from planning.comparison.region_factors import ENOUGH, FactorRelation


def region_scores_title(
    scores: pd.DataFrame,
    names: dict[str, str],
    selected: str | None,
    noun: str,
    decimals: int = 2,
    answered: pd.DataFrame | None = None,
) -> str:
    """Title for regions x dimensions; `scores` is indexed by the region's label, `names` maps columns.

    `answered`: the share 0..1 of each score's questions with a value; none = all.
    """
    neutral = f"Skor per {noun}" + (f", {fmt.format_count(len(scores))} daerah" if len(scores) > 1 else "")
    shown = scores.apply(fmt.round_as_printed, decimals=decimals)
    return choose_title(_region_findings(shown, names, selected, answered), neutral)


def score_spread_title(frame: pd.DataFrame, noun: str) -> str:
    """Title for dots of regions x dimensions (`unit, score`), of which the unknown are not drawn."""
    drawn = frame.loc[frame["score"].notna(), "unit"].nunique()
    return f"Sebaran skor tiap {noun}, {fmt.format_count(drawn)} daerah"


def region_map_title(frame: pd.DataFrame, place: str, what: str, decimals: int = 2) -> str:
    """Title for regions on a map (`label, score`, and `answered` where it is known)."""
    return choose_title(_map_findings(frame, what, decimals), f"{what}, {place}")


def rank_places_title(frame: pd.DataFrame) -> str:
    """Title for regions and the places they take in repetitions.

    `frame`: `label, rank, rank_lower, rank_upper` of ranked regions, best first, and `answered` where known.
    """
    return choose_title(_place_findings(frame), "Peluang peringkat tiap daerah")


def index_intervals_title(frame: pd.DataFrame, what: str, decimals: int = 2) -> str:
    """Title for indices with their range (`label, score, score_lower, score_upper`), best first."""
    return choose_title(_interval_findings(frame, decimals), f"{what} dan rentang nilainya")


def factor_relation_title(found: FactorRelation, factor: str, what: str) -> str:
    """Title for a score against a fact of the region; a finding only where the relation is told from none."""
    return choose_title(_relation_findings(found, factor, what), f"{what} dan {factor}")


def _region_findings(
    scores: pd.DataFrame, names: dict[str, str], selected: str | None, answered: pd.DataFrame | None
) -> Iterator[str]:
    few = answered is not None and bool(answered.map(is_few_answered).any(axis=None))
    of_all = f"{fmt.format_count(len(scores))} daerah" + (", dari yang terjawab" if few else "")
    complete = scores.notna().all(axis=None) and scores.shape[1] > 1
    if complete and len(scores) > 1:
        for column in scores:
            if scores.drop(columns=column).lt(scores[column], axis=0).all(axis=None):
                yield f"{names[str(column)]} tertinggi di seluruh {of_all}"
            if scores.drop(columns=column).gt(scores[column], axis=0).all(axis=None):
                yield f"{names[str(column)]} terendah di seluruh {of_all}"
    if selected in scores.index and scores.shape[1] > 1:
        own = scores.loc[selected]
        if own.notna().all() and (own == own.min()).sum() == 1:
            lowest = str(own.idxmin())
            share = 1.0 if answered is None else float(answered.loc[selected].to_dict()[lowest])
            yield f"Skor terendah {selected}: {name_with_answers(names[lowest], share)}"


def _map_findings(frame: pd.DataFrame, what: str, decimals: int) -> Iterator[str]:
    score = fmt.round_as_printed(frame["score"], decimals)
    missing = int(score.isna().sum())
    if missing:
        lacking, of_all = fmt.format_count(missing), fmt.format_count(len(score))
        yield f"{what}: {lacking} dari {of_all} daerah masih data kurang"
        return
    if len(score) > 2 and (score == score.max()).sum() == 1:
        row = frame.loc[score == score.max()].iloc[0]
        best = name_with_answers(str(row["label"]), float(row.get("answered", 1.0)))
        yield f"{what} tertinggi dari {fmt.format_count(len(score))} daerah: {best}"


def _place_findings(frame: pd.DataFrame) -> Iterator[str]:
    if len(frame) < 2 or frame[["rank_lower", "rank_upper"]].isna().any(axis=None):
        return
    firm = (frame["rank_lower"] == frame["rank"]) & (frame["rank_upper"] == frame["rank"])
    of_all = f"{fmt.format_count(firm.sum())} dari {fmt.format_count(len(frame))}"
    if firm.all():
        yield f"Peringkat seluruh {fmt.format_count(len(frame))} daerah pasti"
    elif not firm.any():
        yield f"Tidak satu pun dari {fmt.format_count(len(frame))} daerah berperingkat pasti"
    elif firm.iloc[0] and (frame["rank"] == 1).sum() == 1:
        yield f"Peringkat 1 {_first_label(frame)} pasti; seluruhnya {of_all} pasti"
    yield f"{of_all} daerah berperingkat pasti"


def _first_label(frame: pd.DataFrame) -> str:
    """The best of regions, with how much of it is answered where that is little."""
    row = frame.iloc[0]
    return name_with_answers(str(row["label"]), float(row.get("answered", 1.0)))


def _interval_findings(frame: pd.DataFrame, decimals: int) -> Iterator[str]:
    low, high = (fmt.round_as_printed(frame[name], decimals) for name in ("score_lower", "score_upper"))
    if frame.empty or low.isna().any() or high.isna().any():
        return
    if len(frame) == 1:
        least, most = (fmt.format_number(end.iloc[0], decimals) for end in (low, high))
        reach = f"tetap {least}" if least == most else f"antara {least} dan {most}"
        yield f"Indeks {frame['label'].iloc[0]} {reach}"
        return
    if (low.iloc[0] > high.iloc[1:]).all():
        yield f"Rentang indeks {_first_label(frame)} di atas seluruh daerah lain"
    widest = fmt.format_number(float(fmt.subtract_as_printed(high, low, decimals).max()), decimals)
    yield f"Rentang indeks terlebar {widest} dari {fmt.format_count(len(frame))} daerah"


def _relation_findings(found: FactorRelation, factor: str, what: str) -> Iterator[str]:
    if found.strength:
        way = "searah" if found.rho > 0 else "berlawanan arah"
        yield f"{what} dan {factor}: hubungan {found.strength}, {way}"
        yield f"Hubungan {found.strength}, {way}, dengan {factor}"
    elif found.n >= ENOUGH and not found.told and found.rho == found.rho:
        yield f"{what} tidak tampak berhubungan dengan {factor}"
