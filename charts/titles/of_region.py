"""Titles of charts of one region: its scores, gaps, answers and evidence."""

from collections.abc import Iterator, Sequence

import pandas as pd

from charts.drawing import format as fmt
from charts.titles.wording import choose_title, is_few_answered, name_with_answers, names_with_answers
from planning.worksheets.causes import CAUSES

DISPUTED = "perlu dibahas"
LEADS = "OPD penanggung jawab"


def gap_title(frame: pd.DataFrame, place: str, noun: str, decimals: int = 2) -> str:
    """Title for scores against targets (`name, score, target`)."""
    return choose_title(_gap_findings(frame, place, noun, decimals), f"Kesenjangan {place} terhadap target")


def profile_title(frame: pd.DataFrame, noun: str, decimals: int = 2) -> str:
    """Title for the scores of one region's dimensions (`name, score`)."""
    return choose_title(_profile_findings(frame, noun, decimals), f"Skor tiap {noun}")


def element_matrix_title(frame: pd.DataFrame, decimals: int = 2) -> str:
    """Title for dimension x element cells (`row_name, column, score`, and `answered` where it is known)."""
    return choose_title(_matrix_findings(frame, decimals), "Skor per dimensi dan elemen kesiapan")


def pareto_title(groups: pd.DataFrame, noun: str) -> str:
    """Title for contributions in groups of ties (`size, share, cumulative`), best first; shares 0..1."""
    return choose_title(_pareto_findings(groups, noun), f"Sumbangan tiap {noun} terhadap kesenjangan indeks")


def prerequisites_title(frame: pd.DataFrame, decimals: int = 2, until: str = "") -> str:
    """Title for prerequisites against their targets (`score, target`).

    `until`: which of them these are ("sampai tahap I"), "" = all there are.
    """
    among = f" {until}" if until else ""
    usual = f"Prasyarat penyelenggaraan smart city{among}"
    return choose_title(_prerequisite_findings(frame, decimals, among), usual)


def evidence_range_title(proven: float, claimed: float, decimals: int = 2) -> str:
    """Title for the index with and without claims that lack evidence; NaN = data kurang."""
    low, high = fmt.format_number(proven, decimals), fmt.format_number(claimed, decimals)
    if fmt.MISSING in (low, high):
        return "Rentang indeks menurut kelengkapan bukti"
    if low == high:
        return f"Indeks tetap {high} bila jawaban tanpa bukti dikoreksi"
    if proven > claimed:
        return "Rentang indeks menurut kelengkapan bukti"
    return f"Bila jawaban tanpa bukti dikoreksi, indeks {high} menjadi {low}"


def completeness_title(counts: pd.DataFrame, noun: str = LEADS) -> str:
    """Title for OPD with the questions they got and how many of these have a value (`asked, answered`).

    A value may be what the room agreed before the OPD sent anything: the title speaks of the questions, never
    of an OPD as having answered. Supporters are asked nothing of their own; `noun` says who is.
    """
    asked = counts[counts["asked"] > 0]
    if asked.empty:
        return "Kelengkapan jawaban OPD"
    silent, complete = int((asked["answered"] == 0).sum()), int((asked["answered"] >= asked["asked"]).sum())
    if complete == len(asked):
        return f"Pertanyaan seluruh {len(asked)} {noun} sudah terjawab"
    if silent:
        return f"{silent} dari {len(asked)} {noun} belum memiliki jawaban"
    return f"{complete} dari {len(asked)} {noun} sudah lengkap jawabannya"


def answer_spread_title(frame: pd.DataFrame, noun: str) -> str:
    """Title for the spread of answers (`name`, `consensus` with NaN = not computed, `disputed`)."""
    counted = frame[frame["consensus"].notna()]
    return choose_title(_opinion_findings(counted, len(frame), noun), f"Sebaran jawaban tiap {noun}")


def weights_title(shares: Sequence[float], noun: str) -> str:
    """Title for what the parts of the index weigh (shares 0..1)."""
    same = len(shares) > 1 and max(shares) - min(shares) < 1e-9
    return choose_title(
        iter([f"Setiap {noun} berbobot sama"] if same else []), f"Bobot tiap {noun} dalam indeks"
    )


def root_causes_title(frame: pd.DataFrame) -> str:
    """Title for root causes with their counts (`cause, total`); the last row may be what is not coded yet."""
    coded = frame[frame["cause"].isin(CAUSES)]
    open_ = int(frame["total"].sum() - coded["total"].sum())
    top = coded[coded["total"] == coded["total"].max()]
    # What is not coded yet could still overtake the first.
    second = coded["total"].drop(top.index).max() if len(top) < len(coded) else 0
    if len(top) <= 2 and top["total"].iloc[0] > second + open_:
        share = f"{fmt.format_count(top['total'].sum())} dari {fmt.format_count(frame['total'].sum())}"
        return f"Akar masalah terbanyak: {fmt.join_names(top['cause'].tolist())} ({share})"
    return "Jenis akar masalah menurut OPD dan kelompok"


def _gap_findings(frame: pd.DataFrame, place: str, noun: str, decimals: int) -> Iterator[str]:
    distance = fmt.subtract_as_printed(frame["target"], frame["score"], decimals)
    missing = int(frame["score"].isna().sum())
    if missing:
        yield f"Kesenjangan {place}: {missing} dari {len(frame)} {noun} masih data kurang"
        return
    if distance.isna().any() or len(frame) < 2:
        return
    if (frame["score"] >= frame["target"] - 1e-9).all():
        few = "answered" in frame and any(map(is_few_answered, frame["answered"]))
        rest = ", dari yang terjawab" if few else ""
        yield f"Seluruh {noun} {place} sudah mencapai target{rest}"
        return
    order = distance.sort_values(ascending=False, kind="stable")
    names = names_with_answers(frame).loc[order.index].tolist()
    for lead in (2, 1, 3):
        if lead < len(order) and order.iloc[lead - 1] > max(order.iloc[lead], 0):
            yield f"Kesenjangan terbesar {place}: {fmt.join_names(names[:lead])}"


def _profile_findings(frame: pd.DataFrame, noun: str, decimals: int) -> Iterator[str]:
    score = fmt.round_as_printed(frame["score"], decimals)
    missing = int(score.isna().sum())
    if missing:
        yield f"{missing} dari {len(frame)} {noun} masih data kurang"
        return
    if len(score) < 2:
        return
    top, low, names = score == score.max(), score == score.min(), names_with_answers(frame)
    if top.sum() == 1 and low.sum() == 1:
        yield f"Tertinggi: {names[top].iloc[0]}; terendah: {names[low].iloc[0]}"
    if low.sum() == 1:
        yield f"Skor terendah: {names[low].iloc[0]}"


def _matrix_findings(frame: pd.DataFrame, decimals: int) -> Iterator[str]:
    score = fmt.round_as_printed(frame["score"], decimals)
    if len(score) < 2:
        return
    missing = int(score.isna().sum())
    if missing:
        yield f"{missing} dari {len(score)} pasangan dimensi dan elemen masih data kurang"
        return
    lowest = frame[score == score.min()]
    if len(lowest) == 1:
        name, column = lowest["row_name"].iloc[0], lowest["column"].iloc[0]
        share = float(lowest["answered"].iloc[0]) if "answered" in lowest else 1.0
        yield f"Skor terendah: {name}, elemen {name_with_answers(column, share)}"
        yield f"Skor terendah pada elemen {name_with_answers(column, share)}"


def _pareto_findings(groups: pd.DataFrame, noun: str) -> Iterator[str]:
    total = int(groups["size"].sum()) if len(groups) else 0
    if not total or not groups["share"].sum() > 0:
        return
    lead = groups[groups["cumulative"].shift(fill_value=0) < 0.8 - 1e-9]
    number, share = int(lead["size"].sum()), float(lead["share"].sum())
    if number <= total / 2:
        said = fmt.format_percent(share)
        said = "lebih dari 99%" if said == "100%" else said  # the others hold a part too
        yield f"{number} dari {total} {noun} memuat {said} kesenjangan indeks"


def _prerequisite_findings(frame: pd.DataFrame, decimals: int, among: str) -> Iterator[str]:
    known = frame.dropna(subset=["score", "target"])
    below = known["score"] < known["target"] - 1e-9
    level = fmt.round_as_printed(known["score"], decimals) == fmt.round_as_printed(known["target"], decimals)
    if known.empty or (below & level).any():
        return  # 4,00 of 4,00 that is below its target would be read as a mistake
    words = {"score": "terjawab", "target": "bertarget"}
    lacking = [word for name, word in words.items() if frame[name].isna().any()]
    scope = f"{len(known)} prasyarat{among}" + (f" yang {' dan '.join(lacking)}" if lacking else "")
    if below.any():
        yield f"{below.sum()} dari {scope} masih di bawah target"
    else:
        yield f"Seluruh {scope} mencapai target"


def _opinion_findings(counted: pd.DataFrame, listed: int, noun: str) -> Iterator[str]:
    if counted.empty:
        return
    disputed = int(counted["disputed"].sum())
    scope = f"{len(counted)} {noun}" + ("" if len(counted) == listed else " yang dihitung")
    consensus = fmt.round_as_printed(counted["consensus"])
    lowest = counted[consensus == consensus.min()]
    if disputed == 1 and len(lowest) == 1:
        yield f"Jawaban paling terbelah: {lowest['name'].iloc[0]}, {DISPUTED}"
    if disputed:
        yield f"{disputed} dari {scope} {DISPUTED}: jawabannya terbelah"
    else:
        yield f"Dari {scope} tidak ada yang terbelah jawabannya"
