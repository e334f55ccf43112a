"""Titles of charts of programmes never say what votes, dates, money and reports contradict."""

import math
from decimal import Decimal

import pandas as pd
from hypothesis import strategies as st

from charts import titles
from charts.drawing import format as fmt
from tests.charts.titles.proving import (
    DECIMALS,
    LONG,
    NAMES,
    claims,
    columns,
    printed,
    proves,
    read,
    says_nothing,
    table,
)

MARK = st.one_of(st.just(math.nan), st.sampled_from([1.0, 2.5, 3.0, 3.5, 5.0]))
LINE = st.sampled_from([2.0, 3.0, 4.0])


@proves(titles.impact_ease_title, st.lists(st.tuples(MARK, MARK), max_size=8), LINE, LINE)
def test_matrices_of_impact_and_ease(marks, impact_line, ease_line):
    frame = pd.DataFrame(marks, columns=["impact", "ease"], dtype=float)
    title = titles.impact_ease_title(frame, impact_line, ease_line)
    rated = [pair for pair in marks if not any(map(math.isnan, pair))]
    both = sum(impact >= impact_line and ease >= ease_line for impact, ease in rated)
    pattern = r"(\d+|Belum satu pun) dari (\d+) usulan( yang dinilai)? berdampak besar dan mudah.*"
    if found := claims(pattern, title):
        assert (found[1].replace("Belum satu pun", "0"), int(found[2])) == (str(both), len(rated))
        assert rated
        assert bool(found[3]) == (len(rated) < len(marks))
    else:
        says_nothing(title, "Dampak dan kemudahan usulan program")


POINTS = st.one_of(
    st.just(math.nan), st.sampled_from([0.0, 12.4, 12.3, 12.0, 13.0, 12.345, 1204.0]), st.floats(0, 30)
)
W = st.one_of(st.just(math.nan), st.sampled_from([0.496, 0.5]), st.floats(0, 1))


@proves(
    titles.vote_totals_title, NAMES, st.lists(POINTS, max_size=6), W, st.sampled_from([0, 2]), st.booleans()
)
def test_votes(names, points, w, decimals, shared):
    listed = sorted(points, key=lambda value: -math.inf if math.isnan(value) else value, reverse=True)
    title = titles.vote_totals_title(
        table(name=names, points=listed, shared=[shared] * len(listed)), w, decimals
    )
    seen = {name: printed(value, decimals) for name, value in zip(names, listed, strict=False)}
    if found := claims("(Disepakati teratas|Poin tertinggi): (.*)", title):
        own, *rest = (value for value in (seen.pop(found[2]), *seen.values()) if value is not None)
        assert own > max(rest)
        assert (found[1] == "Disepakati teratas") == (w >= 0.5 and shared)
    else:
        says_nothing(title, "Hasil suara OPD atas usulan program")


YEARS = st.sampled_from([(2026, 2035), (2026, 2030), (2026, 2026)])


@proves(titles.roadmap_title, YEARS, st.lists(st.integers(0, 9), max_size=8))
def test_roadmaps(years, later):
    ends = [min(years[0] + more, years[1]) for more in later]
    title = titles.roadmap_title(ends, *years)
    if found := claims(r"(.*): (\d+) dari (\d+) program selesai sampai (\d+)", title):
        done = sum(end <= int(found[4]) for end in ends)
        assert (int(found[2]), int(found[3])) == (done, len(ends)) > (0, 0)
    elif found := claims(r"(.*): seluruh (\d+) program selesai sampai (\d+)", title):
        assert int(found[2]) == len(ends) > 0
        assert max(ends) <= int(found[3])
    elif found := claims(r"(.*): (\d+) program", title):
        assert int(found[2]) == len(ends) > 0
    else:
        assert not ends
    assert title.startswith(f"Peta jalan {fmt.join_ends(*years)}")


@proves(titles.index_path_title, columns(), columns(), DECIMALS)
def test_expected_indices(index, target, decimals):
    rows = dict(enumerate(zip(index, target, strict=False), start=2026))
    title = titles.index_path_title(table(year=list(rows), index=index, target=target), decimals)
    seen = {year: (printed(now, decimals), printed(aim, decimals)) for year, (now, aim) in rows.items()}
    lacks = {year: aim - now for year, (now, aim) in seen.items() if aim is not None and now is not None}
    if found := claims(r"Program yang ada belum cukup: (\d+) masih kurang (.*) poin", title):
        assert read(found[2]) == lacks[int(found[1])] > 0
        assert all(lack <= 0 for year, lack in lacks.items() if year < int(found[1]))
    elif claims("Program yang ada belum cukup untuk mencapai target", title):
        assert all(lack > 0 for lack in lacks.values())
        assert lacks
    elif claims("Bila seluruh program berjalan, indeks memenuhi target", title):
        assert lacks
        assert not any(now is None and aim is not None for now, aim in seen.values())
        assert all(now >= aim - 1e-9 for now, aim in rows.values() if not math.isnan(aim))
    else:
        says_nothing(title, "Indeks bila seluruh program berjalan sesuai rencana")


SCALES = {"": 1, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
MONEY = st.sampled_from(
    [0, 5 * 10**8, 1_251_000_000, 1_254_000_000, 999_999_999, 10**9, 995 * 10**6, 750_000]
)


def rupiah(text):
    """The amount that "Rp1,25 miliar" says, and by how much the true one may differ."""
    digits, _, scale = text.removeprefix("Rp").partition(" ")
    return read(digits) * SCALES[scale], Decimal(SCALES[scale]) / 200 if scale else 0


@proves(titles.yearly_costs_title, st.lists(st.one_of(MONEY, st.integers(0, 10**13)), max_size=5))
def test_costs(values):
    amounts = dict(enumerate(values, start=2026))
    title = titles.yearly_costs_title(table(year=list(amounts), rupiah=values))
    if found := claims(r"Biaya tercatat tertinggi pada (\d+): (.*)", title):
        said, within = rupiah(found[2])
        assert abs(said - amounts.pop(int(found[1]))) <= within
        assert amounts
        assert all(said > rupiah(fmt.format_rupiah(other))[0] for other in amounts.values())
    elif found := claims("Biaya program yang tercatat (.*)", title):
        said, within = rupiah(found[1])
        assert abs(said - sum(values)) <= within
    else:
        says_nothing(title, "Biaya program tiap tahun")
        assert not any(values)


NODES = [f"GOV{place}" for place in range(4)]
CELL = st.tuples(
    st.sampled_from("ABC"), st.sampled_from(NODES), st.sampled_from(["lead", "support", "lead", "absent"])
)


@proves(titles.opd_roles_title, st.lists(CELL, max_size=12), st.integers(0, 4))
def test_roles_of_agencies(cells, shown):
    nodes = NODES[:shown]
    title = titles.opd_roles_title(pd.DataFrame(cells, columns=["opd", "node", "role"]), nodes)
    covered = {node for _, node, role in cells if role != "absent"} & set(nodes)
    if found := claims(r"(\d+) dari (\d+) subdimensi belum mempunyai program OPD", title):
        assert (int(found[1]), int(found[2])) == (len(nodes) - len(covered), len(nodes))
        assert covered != set(nodes)
    elif found := claims(r"Semua subdimensi berprogram; (\d+) OPD belum ikut di bidangnya", title):
        assert covered == set(nodes)
        assert (
            int(found[1]) == len({opd for opd, node, role in cells if role == "absent" and node in nodes}) > 0
        )
    elif found := claims(r"Seluruh (\d+) subdimensi sudah mempunyai program OPD", title):
        assert int(found[1]) == len(nodes) == len(covered) > 0
    else:
        says_nothing(title, "Peran OPD menurut subdimensi")


@proves(titles.opd_groups_title, st.lists(st.integers(1, 5), max_size=6))
def test_groups_of_agencies(sizes):
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    groups = [tuple(map(str, range(start, start + size))) for start, size in zip(starts, sizes, strict=True)]
    title = titles.opd_groups_title(pd.DataFrame({"members": groups}))
    if found := claims(r"(\d+) OPD membentuk (\d+) kelompok kerja yang saling terkait", title):
        assert (int(found[1]), int(found[2])) == (len(set().union(*groups)), len(groups))
        assert len(groups) > 1
    else:
        says_nothing(title, "OPD yang perlu duduk bersama")


BODY = st.sampled_from(("DLH", "Dinkes", "Bapperida", *LONG))
TIE = st.tuples(
    BODY, BODY, st.sampled_from([1.0, 2.0, 2.004, 2.675, 2.674]), st.integers(0, 1200), st.integers(0, 40)
)


@proves(titles.opd_network_title, st.lists(TIE, max_size=5))
def test_networks(ties):
    title = titles.opd_network_title(
        pd.DataFrame(ties, columns=["one", "other", "weight", "programmes", "items"])
    )
    if found := claims(r"Ikatan terkuat: (.*?)(?: \((.*) program, (.*) indikator\))?", title):
        most = max(printed(weight) for _, _, weight, _, _ in ties)
        [(one, other, _, programmes, items)] = [tie for tie in ties if printed(tie[2]) == most]
        assert found[1] == f"{one} dan {other}"
        assert not found[2] or (read(found[2]), read(found[3])) == (programmes, items)
    else:
        says_nothing(title, "OPD yang paling kuat ikatannya")


@proves(titles.goals_title, st.lists(st.integers(0, 3), max_size=12))
def test_goals(counts):
    title = titles.goals_title(pd.DataFrame({"count": counts}))
    if found := claims(r"(\d+) dari (\d+) sasaran belum didukung program", title):
        assert (int(found[1]), int(found[2])) == (counts.count(0), len(counts)) > (0, 0)
    elif found := claims(r"Seluruh (\d+) sasaran didukung paling sedikit satu program", title):
        assert int(found[1]) == len(counts) > 0
        assert min(counts) >= 1
    else:
        says_nothing(title, "Program menurut sasaran dokumen perencanaan")


REPORTS = st.lists(st.one_of(st.none(), st.sampled_from([0.0, 5.0, 100.0])), max_size=4)


@proves(titles.realisation_title, st.lists(REPORTS, min_size=1, max_size=5))
def test_realisation(dimensions):
    rows = [
        (len(own), sum(bool(percent) for percent in own), own.count(100.0), own.count(None))
        for own in dimensions
    ]
    columns = ["planned", "running", "done", "silent"]
    title = titles.realisation_title(pd.DataFrame(rows, columns=columns), 2026)
    reports = [percent for own in dimensions for percent in own]
    form = r"(\d+) dari (\d+) program 2026 terlaksana(?:, (\d+) berjalan)?(?:; (\d+) belum dilaporkan)?"
    if found := claims(form, title):
        assert (int(found[1]), int(found[2])) == (reports.count(100.0), len(reports))
        assert (int(found[3] or 0), int(found[4] or 0)) == (reports.count(5.0), reports.count(None))
        assert reports.count(None) < len(reports)
    elif found := claims(r"Realisasi (\d+) program 2026 belum dilaporkan", title):
        assert int(found[1]) == len(reports) == reports.count(None) > 0
    else:
        says_nothing(title, "Realisasi program 2026")
