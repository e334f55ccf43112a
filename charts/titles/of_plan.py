"""Titles of charts of programmes: votes, the roadmap, money, who takes part, what became of them."""

from collections.abc import Sequence

import pandas as pd

from charts.drawing import format as fmt
from charts.titles.wording import choose_title

# Under this Kendall's W nobody may call an order agreed.
AGREED = 0.5


def impact_ease_title(frame: pd.DataFrame, impact_line: float, ease_line: float) -> str:
    """Title for rated proposals (`impact, ease`; NaN = not rated) and the two lines."""
    rated = frame.dropna(subset=["impact", "ease"])
    if rated.empty:
        return "Dampak dan kemudahan usulan program"
    both = int(((rated["impact"] >= impact_line) & (rated["ease"] >= ease_line)).sum())
    scope = f"{fmt.format_count(len(rated))} usulan" + ("" if len(rated) == len(frame) else " yang dinilai")
    if not both:
        return f"Belum satu pun dari {scope} berdampak besar dan mudah"
    return f"{fmt.format_count(both)} dari {scope} berdampak besar dan mudah dilaksanakan"


def vote_totals_title(frame: pd.DataFrame, w: float, decimals: int = 0) -> str:
    """Title for votes (`name, points, shared`, best first): "disepakati" only from a Kendall's W of 0.5 on.

    W is of proposals that every voter marked (`shared`): it says nothing of a leader beside them.
    """
    known = frame.dropna(subset=["points"])
    points = fmt.round_as_printed(known["points"], decimals)
    agreed = w >= AGREED and bool(known["shared"].head(1).any())
    word = "Disepakati teratas" if agreed else "Poin tertinggi"
    alone = len(known) > 1 and points.iloc[0] > points.iloc[1:].max()
    found = [f"{word}: {known['name'].iloc[0]}"] if alone else []
    return choose_title(iter(found), "Hasil suara OPD atas usulan program")


def roadmap_title(ends: Sequence[int], first: int, last: int) -> str:
    """Title for programmes on a roadmap (`ends`: the year each ends in) of a masterplan first..last."""
    neutral = f"Peta jalan {fmt.join_ends(first, last)}"
    if not ends:
        return neutral
    until = first + (last - first) // 2
    done = sum(end <= until for end in ends)
    if done == len(ends):
        return f"{neutral}: seluruh {fmt.format_count(done)} program selesai sampai {until}"
    if not done:
        return f"{neutral}: {fmt.format_count(len(ends))} program"
    return (
        f"{neutral}: {fmt.format_count(done)} dari {fmt.format_count(len(ends))} program selesai "
        f"sampai {until}"
    )


def index_path_title(frame: pd.DataFrame, decimals: int = 2) -> str:
    """Title for the index of each year if programmes deliver (`year, index, target`; NaN = unknown, none)."""
    neutral = "Indeks bila seluruh program berjalan sesuai rencana"
    aimed = frame.dropna(subset=["target"])
    index, target = (fmt.round_as_printed(aimed[name], decimals) for name in ("index", "target"))
    if aimed.empty or index.isna().any():
        return neutral
    short = aimed[index < target]
    if (aimed["index"] >= aimed["target"] - 1e-9).all():
        return "Bila seluruh program berjalan, indeks memenuhi target"
    if short.empty:
        return neutral  # short by less than is printed
    if len(short) == len(aimed) > 1:
        return "Program yang ada belum cukup untuk mencapai target"
    first = short.index[0]
    lack = fmt.format_number(fmt.subtract_printed(target[first], index[first], decimals), decimals)
    return f"Program yang ada belum cukup: {int(short['year'].iloc[0])} masih kurang {lack} poin"


def yearly_costs_title(frame: pd.DataFrame) -> str:
    """Title for the rupiah that are known per year (`year, rupiah`, one row per year)."""
    total = float(frame["rupiah"].sum())
    if not total > 0:
        return "Biaya program tiap tahun"
    *printed, _ = fmt.tie_rupiah(frame["rupiah"].tolist(), total)
    labels = [fmt.format_rupiah(value) for value in frame["rupiah"]]
    top = int(frame["rupiah"].to_numpy().argmax())
    # Named only where its bar says the same: bars stand in a smaller unit where they would not sum.
    if len(labels) > 1 and labels.count(labels[top]) == 1 and printed[top] == labels[top]:
        return f"Biaya tercatat tertinggi pada {int(frame['year'].iloc[top])}: {labels[top]}"
    return f"Biaya program yang tercatat {fmt.format_rupiah(total)}"


def opd_roles_title(frame: pd.DataFrame, nodes: Sequence[str]) -> str:
    """Title for OPD x sub-dimensions (`opd, node, role`); `nodes` are the columns shown."""
    own = frame[frame["node"].isin(list(nodes))]
    if not nodes:
        return "Peran OPD menurut subdimensi"
    led = set(own.loc[own["role"].isin(["lead", "support"]), "node"])
    bare = len(nodes) - len(led)
    if bare:
        return (
            f"{fmt.format_count(bare)} dari {fmt.format_count(len(nodes))} subdimensi belum "
            "mempunyai program OPD"
        )
    absent = own.loc[own["role"] == "absent", "opd"].nunique()
    if absent:
        return f"Semua subdimensi berprogram; {fmt.format_count(absent)} OPD belum ikut di bidangnya"
    return f"Seluruh {fmt.format_count(len(nodes))} subdimensi sudah mempunyai program OPD"


def opd_groups_title(frame: pd.DataFrame) -> str:
    """Title for groups of OPD (`members`); nobody is in two groups."""
    total = sum(len(members) for members in frame["members"])
    if len(frame) < 2:
        return "OPD yang perlu duduk bersama"
    return (
        f"{fmt.format_count(total)} OPD membentuk {fmt.format_count(len(frame))} kelompok kerja "
        "yang saling terkait"
    )


def opd_network_title(ties: pd.DataFrame) -> str:
    """Title for ties between OPD (`one, other` names, `weight`, `programmes, items`): the strongest, where
    one alone is, by weights as they are printed."""
    neutral = "OPD yang paling kuat ikatannya"
    weight = fmt.round_as_printed(ties["weight"])
    top = ties[weight == weight.max()]
    if len(top) != 1:
        return neutral
    row = top.iloc[0]
    pair = f"Ikatan terkuat: {row['one']} dan {row['other']}"
    shared = f"{fmt.format_count(row['programmes'])} program, {fmt.format_count(row['items'])} indikator"
    return choose_title(iter((f"{pair} ({shared})", pair)), neutral)


def goals_title(frame: pd.DataFrame) -> str:
    """Title for goals with the number of programmes that serve each (`count`)."""
    if frame.empty:
        return "Program menurut sasaran dokumen perencanaan"
    bare = int((frame["count"] == 0).sum())
    if bare:
        return f"{fmt.format_count(bare)} dari {fmt.format_count(len(frame))} sasaran belum didukung program"
    return f"Seluruh {fmt.format_count(len(frame))} sasaran didukung paling sedikit satu program"


def realisation_title(frame: pd.DataFrame, year: int) -> str:
    """Title for planned programmes (`planned, running, done, silent`): done is 100 %, running more than 0."""
    planned, running, done, silent = (
        int(frame[name].sum()) for name in ("planned", "running", "done", "silent")
    )
    if not planned:
        return f"Realisasi program {year}"
    if silent == planned:
        return f"Realisasi {fmt.format_count(planned)} program {year} belum dilaporkan"
    said = f"{fmt.format_count(done)} dari {fmt.format_count(planned)} program {year} terlaksana"
    going = f", {fmt.format_count(running - done)} berjalan" if running > done else ""
    return f"{said}{going}; {fmt.format_count(silent)} belum dilaporkan" if silent else f"{said}{going}"
