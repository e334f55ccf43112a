"""Titles of charts of what changes scores and ranks never say what the numbers contradict."""

import math

import pandas as pd
from hypothesis import strategies as st

from charts import format as fmt
from charts import slope, titles
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


@proves(titles.change, NAMES, columns(), columns(), st.booleans(), DECIMALS)
def test_periods(names, first, last, between, decimals):
    rows = [(old, 1.0, new) if between else (old, new) for old, new in zip(first, last, strict=False)]
    points = [
        (name, name, stage, score)
        for name, row in zip(names, rows, strict=False)
        for stage, score in enumerate(row)
    ]
    course = pd.DataFrame(points, columns=["node", "name", "stage", "score"])
    title = titles.change(slope.ends(course), "dimensi", decimals)
    ends = [(printed(row[0], decimals), printed(row[-1], decimals)) for row in rows]
    if claims("Perubahan skor antarperiode", title):
        return
    moved = {name: last - first for name, (first, last) in zip(names, ends, strict=False)}
    if found := claims(r"(Kenaikan|Penurunan) terbesar: (.*) \((.*)\)", title):
        own = moved.pop(found[2])
        assert read(found[3]) == own
        assert found[3].startswith("+" if found[1] == "Kenaikan" else "−")
        assert all(own > other if found[1] == "Kenaikan" else own < other for other in moved.values())
    elif found := claims(r"(\d+) skor naik, (\d+) turun", title):
        up, down = (sum(sign * change > 0 for change in moved.values()) for sign in (1, -1))
        assert (int(found[1]), int(found[2])) == (up, down) != (0, 0)
    else:
        assert claims("Tidak ada skor dimensi yang berubah", title)
        assert len(moved) > 1
        assert not any(moved.values())


INDEX = st.one_of(GAPPY, st.sampled_from([2.6, 2.604, 2.596, 2.6049]))


@proves(titles.shift, INDEX, INDEX, DECIMALS)
def test_scenarios(before, after, decimals):
    title = titles.shift(before, after, decimals)
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


STEPS = ("Resmi", "Skenario")
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8)
LABEL = st.sampled_from(["Kab. {}", "Kab. Penukal Abab Lematang Ilir Bagian Timur {}"])


@proves(titles.bump, PAIRS, st.integers(0, 8), LABEL)
def test_ranks(pairs, chosen, label):
    before, after = (
        [1 + sum(other > one for other in side) for one in side] for side in zip(*pairs, strict=True)
    )
    units = [f"35.{place}" for place in range(len(pairs))]
    labels = [label.format(place) for place in range(len(pairs))]
    frame = pd.DataFrame({"unit": units, "label": labels, "Resmi": before, "Skenario": after})
    title = titles.bump(frame, *STEPS, f"35.{chosen}")
    moved = {name: places for name, *places in zip(labels, before, after, strict=True)}
    if found := claims(r"(.*) (naik|turun) dari peringkat (\d+) ke (\d+)", title):
        old, new = moved[found[1]]
        assert (found[1], int(found[3]), int(found[4])) == (label.format(chosen), old, new)
        assert (found[2] == "naik") == (new < old)
        assert new != old
    elif found := claims(r"(.*) tetap pada peringkat (\d+)", title):
        assert found[1] == label.format(chosen)
        assert moved[found[1]] == [int(found[2])] * 2
    elif found := claims(r"(\d+) dari (\d+) daerah berubah peringkat", title):
        changed = sum(old != new for old, new in moved.values())
        assert (int(found[1]), int(found[2])) == (changed, len(moved))
        assert changed
    else:
        assert claims(r"Peringkat seluruh (\d+) daerah tetap", title)[1] == str(len(moved))
        assert before == after


KNOWN = st.sampled_from([0.0, 0.0, 0.004, 0.408, 0.412, 0.413, 1.0, math.nan])
SHARE = st.one_of(KNOWN, st.floats(1e-6, 2))


@proves(titles.largest, NAMES, st.lists(SHARE, max_size=6), st.sampled_from([fmt.percent, fmt.number]))
def test_the_largest(names, values, shown):
    frame = table(name=names, value=values)
    title = titles.largest(frame, "Terbesar", "Tidak ada yang bergeser", "Semua bagian", shown)
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
