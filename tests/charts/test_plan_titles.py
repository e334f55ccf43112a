"""No title of a planning chart may say what the data contradict."""

import math
import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts import titles
from tests.charts.test_titles import GAPPY, MANY

MARK = st.one_of(st.just(math.nan), st.sampled_from([1.0, 2.5, 3.0, 3.5, 5.0]))


@MANY
@given(st.lists(st.tuples(MARK, MARK), max_size=8), st.sampled_from([2.0, 3.0]), st.sampled_from([3.0, 4.0]))
def test_impact_and_ease_titles_hold(marks, impact_line, ease_line):
    frame = pd.DataFrame(marks, columns=["impact", "ease"], dtype=float)
    title = titles.impact_ease(frame, impact_line, ease_line)
    rated = frame.dropna()
    both = int(((rated["impact"] >= impact_line) & (rated["ease"] >= ease_line)).sum())
    assert len(title) <= 70
    if found := re.match(r"(\d+) dari (\d+) usulan( yang dinilai)? berdampak besar dan mudah", title):
        assert (int(found[1]), int(found[2])) == (both, len(rated))
        assert bool(found[3]) == (len(rated) < len(frame))
    elif "Belum satu pun" in title:
        assert len(rated) > both == 0
    else:
        assert rated.empty


@MANY
@given(st.lists(MARK, max_size=6), st.one_of(st.just(math.nan), st.floats(0, 1)))
def test_tally_titles_hold(points, w):
    known = sorted((value for value in points if not math.isnan(value)), reverse=True)
    listed = [*known, *[math.nan] * (len(points) - len(known))]
    frame = pd.DataFrame({"name": [f"P{place}" for place in range(len(listed))], "points": listed})
    title = titles.tally(frame, w)
    if ": " in title:
        assert title.endswith("P0")
        assert known[0] > known[1]
        assert title.startswith("Disepakati") == (w >= 0.5)
    else:
        assert len(known) < 2 or known[0] == known[1]


@MANY
@given(st.lists(st.integers(2026, 2035), max_size=8))
def test_roadmap_titles_hold(ends):
    title = titles.roadmap(ends, 2026, 2035)
    if found := re.search(r": (\d+) dari (\d+) program selesai sampai (\d+)$", title):
        assert int(found[1]) == sum(end <= int(found[3]) for end in ends) > 0
        assert int(found[2]) == len(ends)
    elif found := re.search(r": seluruh (\d+) program selesai sampai (\d+)$", title):
        assert int(found[1]) == len(ends) > 0
        assert max(ends) <= int(found[2])
    elif found := re.search(r": (\d+) program$", title):
        assert int(found[1]) == len(ends)
    else:
        assert not ends


@MANY
@given(st.lists(st.tuples(GAPPY, GAPPY), min_size=1, max_size=6))
def test_expected_titles_hold(pairs):
    frame = pd.DataFrame(pairs, columns=["index", "target"], dtype=float)
    frame["year"] = range(2026, 2026 + len(frame))
    title = titles.expected(frame)
    aimed = frame.dropna()
    lack = aimed["target"].round(2) - aimed["index"].round(2)
    if found := re.search(r": (\d+) masih kurang (.*) poin", title):
        first = aimed[lack > 0].iloc[0]
        assert int(found[1]) == first["year"]
        assert float(found[2].replace(",", ".")) == round(lack[lack > 0].iloc[0], 2)
    elif "belum cukup" in title:
        assert len(aimed) > 1
        assert (lack > 0).all()
    elif "memenuhi" in title:
        assert len(aimed)
        assert (lack <= 0).all()
    else:
        assert aimed.empty


@MANY
@given(st.lists(st.sampled_from([0.0, 1e8, 2e9]), min_size=1, max_size=5))
def test_cost_titles_hold(values):
    frame = pd.DataFrame({"year": range(2026, 2026 + len(values)), "rupiah": values})
    title = titles.costs(frame)
    if found := re.fullmatch(r"Biaya tertinggi pada (\d+): (.*)", title):
        top = frame.set_index("year")["rupiah"]
        assert (top.drop(int(found[1])) < top[int(found[1])]).all()
    elif "seluruh" in title:
        assert values.count(max(values)) > 1
    else:
        assert sum(values) == 0


NAME = st.sampled_from(["DLH", "Dinkes", "Bapperida", "Dinas Kependudukan dan Pencatatan Sipil Kabupaten"])
TIE = st.tuples(NAME, NAME, st.sampled_from([1.0, 2.0, 2.004, 2.5]), st.integers(0, 1200), st.integers(0, 40))


@MANY
@given(st.lists(TIE, max_size=8))
def test_network_titles_name_the_one_strongest_tie(rows):
    frame = pd.DataFrame(rows, columns=["one", "other", "weight", "programmes", "items"])
    title = titles.network(frame)
    assert len(title) <= 70
    printed = [f"{row[2]:.2f}" for row in rows]
    alone = [row for row, weight in zip(rows, printed, strict=True) if weight == max(printed)]
    if found := re.fullmatch(
        r"Ikatan terkuat: (.*) dan (.*?)(?: \(([\d.]+) program, (\d+) indikator\))?", title
    ):
        assert len(alone) == 1
        assert f"{alone[0][0]} dan {alone[0][1]}" == f"{found[1]} dan {found[2]}"
        if found[3]:
            assert (int(found[3].replace(".", "")), int(found[4])) == alone[0][3:]
    else:
        assert title == "OPD yang paling kuat ikatannya"
        assert len(alone) != 1 or len(f"Ikatan terkuat: {alone[0][0]} dan {alone[0][1]}") > 70
