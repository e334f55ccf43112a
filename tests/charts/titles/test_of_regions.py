"""Titles of charts that set regions side by side never say what their scores and places contradict."""

import math

import pandas as pd
from hypothesis import strategies as st

from charts import titles
from planning.comparison.peers import RegionFact
from planning.comparison.region_factors import relate_fact_to_scores
from tests.charts.titles.proving import (
    DECIMALS,
    PLACES,
    SHORT,
    claims,
    columns,
    printed,
    proves,
    read,
    says_nothing,
    table,
)

LABELS = ("Kab. Nganjuk", "Kota Nganjuk", "Kab. Penukal Abab Lematang Ilir", "Kab. Alor", "Kab. Ende")


@proves(
    titles.region_scores_title,
    st.integers(1, 3).flatmap(lambda size: st.lists(columns(size), max_size=5)),
    st.sampled_from([*LABELS, None]),
    DECIMALS,
)
def test_heat_maps(rows, selected, decimals):
    names = dict(zip("ABC", SHORT, strict=False))
    codes = list(names)[: len(rows[0]) if rows else 2]
    scores = pd.DataFrame(rows, index=list(LABELS[: len(rows)]), columns=codes, dtype=float)
    title = titles.region_scores_title(scores, names, selected, "dimensi", decimals)
    seen = {
        label: {names[code]: printed(score, decimals) for code, score in zip(codes, row, strict=True)}
        for label, row in zip(LABELS, rows, strict=False)
    }
    if found := claims(r"(.*) (tertinggi|terendah) di seluruh (\d+) daerah", title):
        assert int(found[3]) == len(seen) > 1
        for row in seen.values():
            own, rest = row[found[1]], [score for name, score in row.items() if name != found[1]]
            assert own > max(rest) if found[2] == "tertinggi" else own < min(rest)
    elif found := claims("Skor terendah (.*): (.*)", title):
        row = seen[found[1]]
        assert found[1] == selected
        assert row[found[2]] < min(score for name, score in row.items() if name != found[2])
    else:
        says_nothing(title, "Skor per dimensi" + (f", {len(seen)} daerah" if len(seen) > 1 else ""))


@proves(titles.region_map_title, columns(most=5), PLACES, DECIMALS)
def test_maps(scores, place, decimals):
    title = titles.region_map_title(table(label=LABELS, score=scores), place, "Indeks kesiapan", decimals)
    seen = {label: printed(score, decimals) for label, score in zip(LABELS, scores, strict=False)}
    if found := claims(r"Indeks kesiapan tertinggi dari (\d+) daerah: (.*)", title):
        assert int(found[1]) == len(seen) > 1
        assert all(seen[found[2]] > score for label, score in seen.items() if label != found[2])
    elif found := claims(r"Indeks kesiapan: (\d+) dari (\d+) daerah masih data kurang", title):
        assert (int(found[1]), int(found[2])) == (list(seen.values()).count(None), len(seen))
        assert found[1] != "0"
    else:
        says_nothing(title, f"Indeks kesiapan, {place}")


@proves(titles.score_spread_title, st.lists(columns(size=2), max_size=5))
def test_dots(rows):
    points = [
        (unit, node, score) for unit, row in enumerate(rows) for node, score in zip("AB", row, strict=True)
    ]
    title = titles.score_spread_title(pd.DataFrame(points, columns=["unit", "node", "score"]), "dimensi")
    drawn = [row for row in rows if not all(map(math.isnan, row))]
    assert claims(r"Sebaran skor tiap dimensi, (\d+) daerah", title)[1] == str(len(drawn))


BOUNDS = st.tuples(*[st.integers(1, 4)] * 3).map(sorted)


@proves(titles.rank_places_title, st.lists(BOUNDS, max_size=5), st.booleans())
def test_places(bounds, unknown):
    rows = [tuple(map(float, row)) for row in sorted(bounds, key=lambda row: row[1])]
    rows = [*rows[:-1], (math.nan, rows[-1][1], math.nan)] if rows and unknown else rows
    low, rank, high = zip(*rows, strict=True) if rows else ((), (), ())
    title = titles.rank_places_title(table(label=LABELS, rank=rank, rank_lower=low, rank_upper=high))
    firm = {label: row[0] == row[1] == row[2] for label, row in zip(LABELS, rows, strict=False)}
    if found := claims(r"Peringkat seluruh (\d+) daerah pasti", title):
        assert int(found[1]) == len(firm)
        assert all(firm.values())
    elif found := claims(r"Tidak satu pun dari (\d+) daerah berperingkat pasti", title):
        assert int(found[1]) == len(firm)
        assert not any(firm.values())
        assert not unknown
    elif found := claims(r"Peringkat 1 (.*) pasti; seluruhnya (\d+) dari (\d+) pasti", title):
        assert (int(found[2]), int(found[3])) == (sum(firm.values()), len(firm))
        assert firm[found[1]]
        assert [label for label, place in zip(LABELS, rank, strict=False) if place == 1] == [found[1]]
    elif found := claims(r"(\d+) dari (\d+) daerah berperingkat pasti", title):
        assert (int(found[1]), int(found[2])) == (sum(firm.values()), len(firm))
        assert not unknown
    else:
        says_nothing(title, "Peluang peringkat tiap daerah")


@proves(titles.index_intervals_title, columns(most=5), columns(most=5), DECIMALS)
def test_intervals(ones, others, decimals):
    rows = [sorted(pair) for pair in zip(ones, others, strict=False)]
    low, high = [row[0] for row in rows], [row[1] for row in rows]
    frame = table(label=LABELS, score_lower=low, score_upper=high)
    title = titles.index_intervals_title(frame, "Indeks kesiapan", decimals)
    seen = {
        label: (printed(row[0], decimals), printed(row[1], decimals))
        for label, row in zip(LABELS, rows, strict=False)
    }
    if found := claims("Rentang indeks (.*) di atas seluruh daerah lain", title):
        least = seen.pop(found[1])[0]
        assert seen
        assert all(least > upper for _, upper in seen.values())
    elif found := claims(r"Rentang indeks terlebar (.*) dari (\d+) daerah", title):
        assert int(found[2]) == len(seen)
        assert read(found[1]) == max(upper - lower for lower, upper in seen.values())
    elif found := claims("Indeks (.*) antara (.*) dan (.*)", title):
        assert seen == {found[1]: (read(found[2]), read(found[3]))}
        assert read(found[2]) < read(found[3])
    elif found := claims("Indeks (.*) tetap (.*)", title):
        assert seen == {found[1]: (read(found[2]), read(found[2]))}
    else:
        says_nothing(title, "Indeks kesiapan dan rentang nilainya")


def ranks(values):
    """Mean places, equals at the middle of theirs."""
    return [sum(other < value for other in values) + (values.count(value) - 1) / 2 for value in values]


def correlation(xs, ys):
    """Spearman's, as Pearson's of ranks; NaN where one side does not vary."""
    x, y = ([rank - sum(side) / len(side) for rank in side] for side in (ranks(xs), ranks(ys)))
    spread = math.sqrt(sum(one * one for one in x) * sum(one * one for one in y))
    return sum(one * other for one, other in zip(x, y, strict=True)) / spread if spread else math.nan


POINTS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 20)), min_size=12, max_size=40)
STRENGTHS = {"lemah": (0.2, 0.4), "sedang": (0.4, 0.6), "kuat": (0.6, 1)}
FACTORS = st.sampled_from(["Jumlah penduduk", "Bagian penduduk yang tinggal di kawasan perkotaan"])


@proves(
    titles.factor_relation_title, POINTS, st.sampled_from([-1, -0.5, 0, 0, 0.5, 1]), FACTORS, st.booleans()
)
def test_relations(points, pull, factor, log):
    facts = [fact for fact, _ in points]
    scores = [pull * fact + noise for fact, noise in points]
    variable = RegionFact("population", factor, 1.0, "", log=log)
    found_ = relate_fact_to_scores(variable, table(fact=facts, score=scores))
    title = titles.factor_relation_title(found_, factor, "Indeks kesiapan")
    rho, n = correlation(facts, scores), len(points)
    telling = abs(rho) >= 1 or abs(rho) * math.sqrt((n - 2) / (1 - rho**2)) > 2 if rho == rho else False
    pattern = (
        f"(?:Indeks kesiapan dan {factor}: h|H)ubungan (.*), (searah|berlawanan arah)(?:, dengan {factor})?"
    )
    if found := claims(pattern, title):
        low, high = STRENGTHS[found[1]]
        assert low - 1e-9 < abs(rho) < high + 1e-9
        assert found[2] == ("searah" if rho > 0 else "berlawanan arah")
        assert n >= 15
        assert telling
    elif claims(f"Indeks kesiapan tidak tampak berhubungan dengan {factor}", title):
        assert n >= 15
        assert rho == rho
        assert not telling
    else:
        says_nothing(title, f"Indeks kesiapan dan {factor}")
