"""Titles that state a finding, each proved against the data; a neutral title where none holds.

Every rule works on values as they are printed (rounded), because a reader checks a title against the
labels; and on complete data only, because an unknown value could overturn a "terbesar" or "terendah".
"""

from collections.abc import Iterator

import pandas as pd

from charts import format as fmt
from planning.causes import CAUSES
from planning.context import ENOUGH, Relation

LONGEST = 70
DISPUTED = "perlu dibahas"


def gap(frame: pd.DataFrame, place: str, noun: str, decimals: int = 2) -> str:
    """Title for scores against targets (`name, score, target`)."""
    return _first(_gap_findings(frame, place, noun, decimals), f"Kesenjangan {place} terhadap target".strip())


def regions(
    scores: pd.DataFrame, names: dict[str, str], selected: str | None, noun: str, decimals: int = 2
) -> str:
    """Title for regions x dimensions; `scores` is indexed by the region's label, `names` maps columns."""
    neutral = f"Skor per {noun}" + (f", {fmt.count(len(scores))} daerah" if len(scores) > 1 else "")
    return _first(_region_findings(scores.round(decimals), names, selected), neutral)


def on_map(frame: pd.DataFrame, place: str, what: str, decimals: int = 2) -> str:
    """Title for regions on a map (`label, score`)."""
    return _first(_map_findings(frame, what, decimals), f"{what}, {place}")


def places(frame: pd.DataFrame) -> str:
    """Title for regions and the places they take in repetitions.

    `frame`: `label, rank, rank_lower, rank_upper` of ranked regions, best first.
    """
    return _first(_place_findings(frame), "Peluang peringkat tiap daerah")


def intervals(frame: pd.DataFrame, what: str, decimals: int = 2) -> str:
    """Title for indices with their range (`label, score, score_lower, score_upper`), best first."""
    return _first(_interval_findings(frame, decimals), f"{what} dan rentang nilainya")


def largest(frame: pd.DataFrame, lead: str, neutral: str, decimals: int = 2) -> str:
    """Title "`lead`: name" for the row (`name, value`) above all others as printed; `neutral` where none is.

    Only on complete data: an unknown value could be the largest.
    """
    value = frame["value"].round(decimals)
    if len(value) > 1 and value.notna().all() and (value == value.max()).sum() == 1 and value.max() > 0:
        return _first(iter([f"{lead}: {frame['name'].to_numpy()[int(value.to_numpy().argmax())]}"]), neutral)
    return _first(iter([]), neutral)


def change(wide: pd.DataFrame, noun: str, decimals: int = 2) -> str:
    """Title for scores of two periods (`name, first, last`); says nothing where one is unknown."""
    return _first(_change_findings(wide, noun, decimals), "Perubahan skor antarperiode")


def relation(found: Relation, factor: str, what: str) -> str:
    """Title for a score against a fact of the region; a finding only where the relation is told from none."""
    return _first(_relation_findings(found, factor, what), f"{what} dan {factor}")


def matrix(frame: pd.DataFrame, decimals: int = 2) -> str:
    """Title for dimension x element cells (`row_name, column, score`)."""
    return _first(_matrix_findings(frame, decimals), "Skor per dimensi dan elemen kesiapan")


def pareto(groups: pd.DataFrame, noun: str) -> str:
    """Title for contributions in groups of ties (`size, share, cumulative`), best first; shares 0..1."""
    return _first(_pareto_findings(groups, noun), f"Sumbangan tiap {noun} terhadap kesenjangan indeks")


def completeness(counts: pd.DataFrame) -> str:
    """Title for OPD with the questions they got and answered (`asked, answered`)."""
    asked = counts[counts["asked"] > 0]
    if asked.empty:
        return "Kelengkapan jawaban OPD"
    silent, complete = int((asked["answered"] == 0).sum()), int((asked["answered"] >= asked["asked"]).sum())
    if complete == len(asked):
        return f"Seluruh {len(asked)} OPD sudah menjawab lengkap"
    if silent:
        return f"{silent} dari {len(asked)} OPD belum menjawab"
    return f"{complete} dari {len(asked)} OPD sudah menjawab lengkap"


def profile(frame: pd.DataFrame, noun: str, decimals: int = 2) -> str:
    """Title for the scores of one region's dimensions (`name, score`)."""
    return _first(_profile_findings(frame, noun, decimals), f"Skor tiap {noun}")


def evidence(proven: float, claimed: float, decimals: int = 2) -> str:
    """Title for the index with and without claims that lack evidence; NaN = data kurang."""
    low, high = fmt.number(proven, decimals), fmt.number(claimed, decimals)
    if fmt.MISSING in (low, high):
        return "Rentang indeks menurut kelengkapan bukti"
    if low == high:
        return f"Indeks tetap {high} bila klaim tanpa bukti dikoreksi"
    if proven > claimed:
        return "Rentang indeks menurut kelengkapan bukti"
    return f"Bila klaim tanpa bukti dikoreksi, indeks {high} menjadi {low}"


def prerequisites(frame: pd.DataFrame) -> str:
    """Title for prerequisites against their targets (`score, target`)."""
    known = frame.dropna(subset=["score", "target"])
    if known.empty:
        return "Prasyarat penyelenggaraan smart city"
    below = int((known["score"] < known["target"] - 1e-9).sum())
    scope = f"{len(known)} prasyarat" if len(known) == len(frame) else f"{len(known)} prasyarat yang terjawab"
    return f"{below} dari {scope} masih di bawah target" if below else f"Seluruh {scope} mencapai target"


def opinions(frame: pd.DataFrame, noun: str) -> str:
    """Title for the spread of answers (`name`, `consensus` with NaN = not computed, `disputed`)."""
    counted = frame[frame["consensus"].notna()]
    return _first(_opinion_findings(counted, len(frame), noun), f"Sebaran jawaban tiap {noun}")


def bump(frame: pd.DataFrame, first: str, last: str, selected: str | None) -> str:
    """Title for ranks in two steps (`unit`, `label`, a column per step)."""
    return _first(_bump_findings(frame, first, last, selected), f"Peringkat dari {first} ke {last}")


def shift(before: float, after: float, decimals: int = 2) -> str:
    """Title for the index as it is and in a scenario; NaN = data kurang."""
    old, new = fmt.number(before, decimals), fmt.number(after, decimals)
    if fmt.MISSING in (old, new):
        return "Perubahan indeks pada skenario"
    if old == new:
        return f"Pada skenario ini indeks tetap {new}"
    return f"Pada skenario ini indeks {'naik' if after > before else 'turun'} dari {old} menjadi {new}"


def causes(frame: pd.DataFrame) -> str:
    """Title for root causes with their counts (`cause, total`); the last row may be what is not coded yet."""
    coded = frame[frame["cause"].isin(CAUSES)]
    open_ = int(frame["total"].sum() - coded["total"].sum())
    top = coded[coded["total"] == coded["total"].max()]
    # What is not coded yet could still overtake the first.
    second = coded["total"].drop(top.index).max() if len(top) < len(coded) else 0
    if len(top) <= 2 and top["total"].iloc[0] > second + open_:
        share = f"{fmt.count(top['total'].sum())} dari {fmt.count(frame['total'].sum())}"
        return f"Akar masalah terbanyak: {fmt.listed(top['cause'].tolist())} ({share})"
    return "Jenis akar masalah menurut OPD dan kelompok"


def _first(candidates: Iterator[str], neutral: str) -> str:
    for title in candidates:
        if len(title) <= LONGEST:
            return title
    return neutral if len(neutral) <= LONGEST else neutral[: LONGEST - 1].rstrip() + "…"


def _gap_findings(frame: pd.DataFrame, place: str, noun: str, decimals: int) -> Iterator[str]:
    distance = (frame["target"] - frame["score"]).round(decimals)
    missing = int(frame["score"].isna().sum())
    if missing:
        yield f"Kesenjangan {place}: {missing} dari {len(frame)} {noun} masih data kurang"
        return
    if distance.isna().any() or len(frame) < 2:
        return
    if (frame["score"] >= frame["target"] - 1e-9).all():
        yield f"Seluruh {noun} {place} sudah mencapai target"
        return
    order = distance.sort_values(ascending=False, kind="stable")
    names = frame["name"].loc[order.index].tolist()
    for lead in (2, 1, 3):
        if lead < len(order) and order.iloc[lead - 1] > max(order.iloc[lead], 0):
            yield f"Kesenjangan terbesar {place}: {fmt.listed(names[:lead])}"


def _region_findings(scores: pd.DataFrame, names: dict[str, str], selected: str | None) -> Iterator[str]:
    complete = scores.notna().all(axis=None) and scores.shape[1] > 1
    if complete and len(scores) > 1:
        for column in scores:
            if scores.drop(columns=column).lt(scores[column], axis=0).all(axis=None):
                yield f"{names[str(column)]} tertinggi di seluruh {fmt.count(len(scores))} daerah"
            if scores.drop(columns=column).gt(scores[column], axis=0).all(axis=None):
                yield f"{names[str(column)]} terendah di seluruh {fmt.count(len(scores))} daerah"
    if selected in scores.index and scores.shape[1] > 1:
        own = scores.loc[selected]
        if own.notna().all() and (own == own.min()).sum() == 1:
            yield f"Skor terendah {selected}: {names[str(own.idxmin())]}"


def _map_findings(frame: pd.DataFrame, what: str, decimals: int) -> Iterator[str]:
    score = frame["score"].round(decimals)
    missing = int(score.isna().sum())
    if missing:
        yield f"{what}: {fmt.count(missing)} dari {fmt.count(len(score))} daerah masih data kurang"
        return
    if len(score) > 2 and (score == score.max()).sum() == 1:
        best = frame.loc[score == score.max(), "label"].iloc[0]
        yield f"{what} tertinggi dari {fmt.count(len(score))} daerah: {best}"


def _place_findings(frame: pd.DataFrame) -> Iterator[str]:
    if len(frame) < 2:
        return
    firm = (frame["rank_lower"] == frame["rank"]) & (frame["rank_upper"] == frame["rank"])
    of_all = f"{fmt.count(firm.sum())} dari {fmt.count(len(frame))}"
    if firm.all():
        yield f"Peringkat seluruh {fmt.count(len(frame))} daerah kokoh"
    elif not firm.any():
        yield f"Tidak satu pun dari {fmt.count(len(frame))} daerah berperingkat kokoh"
    elif firm.iloc[0] and (frame["rank"] == 1).sum() == 1:
        yield f"Peringkat 1 {frame['label'].iloc[0]} kokoh; seluruhnya {of_all} kokoh"
    yield f"{of_all} daerah berperingkat kokoh"


def _interval_findings(frame: pd.DataFrame, decimals: int) -> Iterator[str]:
    known = frame.dropna(subset=["score_lower", "score_upper"])
    if known.empty or len(known) < len(frame):
        return
    low, high = known["score_lower"].round(decimals), known["score_upper"].round(decimals)
    if len(known) == 1:
        yield f"Indeks {known['label'].iloc[0]} antara {fmt.span(low.iloc[0], high.iloc[0], decimals)}"
        return
    if (low.iloc[0] > high.iloc[1:]).all():
        yield f"Rentang indeks {known['label'].iloc[0]} di atas seluruh daerah lain"
    reach = (high - low).max()
    yield f"Rentang indeks terlebar {fmt.number(reach, decimals)} dari {fmt.count(len(known))} daerah"


def _change_findings(wide: pd.DataFrame, noun: str, decimals: int) -> Iterator[str]:
    moved = (wide["last"].round(decimals) - wide["first"].round(decimals)).round(decimals)
    if len(moved) < 2 or moved.isna().any():
        return
    if (moved == 0).all():
        yield f"Tidak ada skor {noun} yang berubah"
        return
    for most, words in ((moved.max(), "Kenaikan"), (moved.min(), "Penurunan")):
        if (most > 0) == (words == "Kenaikan") and most != 0 and (moved == most).sum() == 1:
            name = wide["name"].to_numpy()[int((moved == most).to_numpy().argmax())]
            yield f"{words} terbesar: {name} ({fmt.signed(most, decimals)})"
    yield f"{fmt.count((moved > 0).sum())} naik, {fmt.count((moved < 0).sum())} turun"


def _relation_findings(found: Relation, factor: str, what: str) -> Iterator[str]:
    if found.strength:
        way = "searah" if found.rho > 0 else "berlawanan arah"
        yield f"{what} dan {factor}: hubungan {found.strength}, {way}"
        yield f"Hubungan {found.strength}, {way}, dengan {factor}"
    elif found.n >= ENOUGH and not found.told and found.rho == found.rho:
        yield f"{what} tidak tampak berhubungan dengan {factor}"


def _matrix_findings(frame: pd.DataFrame, decimals: int) -> Iterator[str]:
    score = frame["score"].round(decimals)
    if len(score) < 2:
        return
    missing = int(score.isna().sum())
    if missing:
        yield f"{missing} dari {len(score)} pasangan dimensi dan elemen masih data kurang"
        return
    lowest = frame[score == score.min()]
    if len(lowest) == 1:
        name, column = lowest["row_name"].iloc[0], lowest["column"].iloc[0]
        yield f"Skor terendah: {name}, elemen {column}"
        yield f"Skor terendah pada elemen {column}"


def _pareto_findings(groups: pd.DataFrame, noun: str) -> Iterator[str]:
    total = int(groups["size"].sum()) if len(groups) else 0
    if not total or not groups["share"].sum() > 0:
        return
    lead = groups[groups["cumulative"].shift(fill_value=0) < 0.8 - 1e-9]
    number, share = int(lead["size"].sum()), float(lead["share"].sum())
    if number <= total / 2:
        yield f"{number} dari {total} {noun} memuat {fmt.percent(share)} kesenjangan indeks"


def _profile_findings(frame: pd.DataFrame, noun: str, decimals: int) -> Iterator[str]:
    score = frame["score"].round(decimals)
    missing = int(score.isna().sum())
    if missing:
        yield f"{missing} dari {len(frame)} {noun} masih data kurang"
        return
    if len(score) < 2:
        return
    top, low = score == score.max(), score == score.min()
    if top.sum() == 1 and low.sum() == 1:
        yield f"Tertinggi: {frame.loc[top, 'name'].iloc[0]}; terendah: {frame.loc[low, 'name'].iloc[0]}"
    if low.sum() == 1:
        yield f"Skor terendah: {frame.loc[low, 'name'].iloc[0]}"


def _opinion_findings(counted: pd.DataFrame, listed: int, noun: str) -> Iterator[str]:
    if counted.empty:
        return
    disputed = int(counted["disputed"].sum())
    scope = f"{len(counted)} {noun}" + ("" if len(counted) == listed else " yang dihitung")
    lowest = counted[counted["consensus"] == counted["consensus"].min()]
    if disputed == 1 and len(lowest) == 1:
        yield f"Jawaban paling terbelah: {lowest['name'].iloc[0]}, {DISPUTED}"
    if disputed:
        yield f"{disputed} dari {scope} {DISPUTED}: jawabannya terbelah"
    else:
        yield f"Dari {scope} tidak ada yang terbelah jawabannya"


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
