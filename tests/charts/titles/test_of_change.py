"""Titles of charts of what changes scores and ranks never say what the numbers contradict."""

import math

import pandas as pd
from hypothesis import strategies as st

from charts import titles
from charts.comparison import slope
from charts.drawing import format as fmt
from tests.charts.titles.proving import (
    DECIMALS,
    GAPPY,
    NAMES,
    claims,
    columns,
    printed,
    proves,
    read,
    says_nothing,
    table,
)

MIDDLE = st.sampled_from([None, None, 1.0, 2.675])


@proves(titles.score_change_title, NAMES, columns(), columns(), MIDDLE, DECIMALS)
def test_periods(names, first, last, middle, decimals):
    between = () if middle is None else (middle,)
    rows = [(old, *between, new) for old, new in zip(first, last, strict=False)]
    points = [
        (name, name, stage, score)
        for name, row in zip(names, rows, strict=False)
        for stage, score in enumerate(row)
    ]
    course = pd.DataFrame(points, columns=["node", "name", "stage", "score"])
    title = titles.score_change_title(
        slope.first_and_last_scores(course), "dimensi", decimals, "2024" if between else ""
    )
    seen = [[printed(score, decimals) for score in row] for row in rows]
    if claims("Perubahan skor antarperiode", title):
        return
    moved = {name: row[-1] - row[0] for name, row in zip(names, seen, strict=False)}
    if found := claims(r"(Kenaikan|Penurunan) terbesar( sejak 2024)?: (.*) \((.*)\)", title):
        own = moved.pop(found[3])
        assert read(found[4]) == own
        assert found[4].startswith("+" if found[1] == "Kenaikan" else "−")
        assert all(own > other if found[1] == "Kenaikan" else own < other for other in moved.values())
        assert bool(found[2]) == bool(between)
    elif found := claims(r"(\d+) skor naik, (\d+) turun( sejak 2024)?", title):
        up, down = (sum(sign * change > 0 for change in moved.values()) for sign in (1, -1))
        assert (int(found[1]), int(found[2])) == (up, down) != (0, 0)
        assert bool(found[3]) == bool(between)
    elif claims("Skor tiap dimensi sama seperti 2024", title):
        assert len(moved) > 1
        assert not any(moved.values())
    else:
        assert claims("Tidak ada skor dimensi yang berubah", title)
        assert len(moved) > 1
        assert all(len(set(row)) == 1 for row in seen)


INDEX = st.one_of(GAPPY, st.sampled_from([2.6, 2.604, 2.596, 2.6049]))


@proves(titles.index_shift_title, INDEX, INDEX, DECIMALS)
def test_scenarios(before, after, decimals):
    title = titles.index_shift_title(before, after, decimals)
    if found := claims("Pada skenario ini indeks (naik|turun) dari (.*) menjadi (.*)", title):
        assert (read(found[2]), read(found[3])) == (printed(before, decimals), printed(after, decimals))
        assert (read(found[2]) < read(found[3])) == (found[1] == "naik")
        assert read(found[2]) != read(found[3])
    elif found := claims("Pada skenario ini indeks (naik|turun) kurang dari (.*)", title):
        change = after - before if found[1] == "naik" else before - after
        assert 0 < change < float(read(found[2]))
    elif found := claims("Pada skenario ini indeks tetap (.*)", title):
        assert read(found[1]) == printed(before, decimals)
        assert abs(before - after) < 1e-9
    else:
        says_nothing(title, "Perubahan indeks pada skenario")
        assert math.isnan(before + after)


STEPS = ("Resmi", "Skenario A", "Skenario B")
ROWS = st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=8)
LABEL = st.sampled_from(["Kab. {}", "Kab. Penukal Abab Lematang Ilir Bagian Timur {}"])


@proves(titles.rank_change_title, ROWS, st.integers(2, 3), st.integers(0, 8), LABEL)
def test_ranks(rows, count, chosen, label):
    steps, sides = STEPS[:count], list(zip(*rows, strict=True))[:count]
    ranks = [[1 + sum(other > one for other in side) for one in side] for side in sides]
    labels = [label.format(place) for place in range(len(rows))]
    frame = pd.DataFrame(dict(zip(steps, ranks, strict=True))).assign(label=labels)
    title = titles.rank_change_title(
        frame.assign(unit=frame.index.map("35.{}".format)), steps, f"35.{chosen}"
    )
    seen = dict(zip(labels, zip(*ranks, strict=True), strict=True))
    if found := claims(r"(.*) (naik|turun) dari peringkat (\d+) ke (\d+)", title):
        old, new = seen[found[1]]
        assert (found[1], int(found[3]), int(found[4])) == (label.format(chosen), old, new)
        assert (found[2] == "naik") == (new < old)
        assert new != old
    elif found := claims(r"(.*) tetap pada peringkat (\d+)", title):
        assert found[1] == label.format(chosen)
        assert set(seen[found[1]]) == {int(found[2])}
    elif found := claims(r"(.*) berperingkat (\d+), (\d+), dan (\d+)", title):
        assert found[1] == label.format(chosen)
        assert seen[found[1]] == tuple(map(int, found.groups()[1:]))
    elif found := claims(r"(\d+) dari (\d+) daerah berubah peringkat", title):
        changed = sum(len(set(places)) > 1 for places in seen.values())
        assert (int(found[1]), int(found[2])) == (changed, len(seen)) > (0, 0)
    else:
        assert claims(r"Peringkat seluruh (\d+) daerah tetap", title)[1] == str(len(seen))
        assert all(len(set(places)) == 1 for places in seen.values())


KNOWN = st.sampled_from([0.0, 0.0, 0.004, 0.408, 0.412, 0.413, 1.0, math.nan])
SHARE = st.one_of(KNOWN, st.floats(1e-6, 2))


@proves(
    titles.largest_row_title,
    NAMES,
    st.lists(SHARE, max_size=6),
    st.sampled_from([fmt.format_percent, fmt.format_number]),
)
def test_the_largest(names, values, shown):
    frame = table(name=names, value=values)
    title = titles.largest_row_title(frame, "Terbesar", "Tidak ada yang bergeser", "Semua bagian", shown)
    labels = {name: shown(value) for name, value in zip(names, values, strict=False)}
    if found := claims("Terbesar: (.*)", title):
        own = values[names.index(found[1])]
        assert own > 0
        assert len(labels) > 1
        assert all(own >= value for value in values[: len(names)])
        assert list(labels.values()).count(labels[found[1]]) == 1
    elif claims("Tidak ada yang bergeser", title):
        assert labels
        assert set(values[: len(names)]) == {0}
    else:
        says_nothing(title, "Semua bagian")
