"""Titles of charts of one region never say what its scores, answers and evidence contradict."""

import math

import pandas as pd
from hypothesis import strategies as st

from charts import titles
from planning.worksheets.causes import CAUSES
from tests.charts.titles.proving import (
    DECIMALS,
    GAPPY,
    NAMES,
    PLACES,
    claims,
    columns,
    listed,
    printed,
    proves,
    read,
    says_nothing,
    subtracted,
    table,
)


@proves(titles.gap_title, NAMES, columns(), columns(), PLACES, DECIMALS)
def test_gaps(names, scores, targets, place, decimals):
    rows = list(zip(names, scores, targets, strict=False))
    title = titles.gap_title(table(name=names, score=scores, target=targets), place, "dimensi", decimals)
    lacks = {name: subtracted(target, score, decimals) for name, score, target in rows}
    if found := claims(f"Kesenjangan terbesar {place}: (.*)", title):
        named = listed(found[1], names)
        rest = [lack for name, lack in lacks.items() if name not in named]
        assert rest
        assert min(lacks[name] for name in named) > max(*rest, 0)
    elif found := claims(f"Kesenjangan {place}: (\\d+) dari (\\d+) dimensi masih data kurang", title):
        assert (int(found[1]), int(found[2])) == (sum(map(math.isnan, (row[1] for row in rows))), len(rows))
        assert found[1] != "0"
    elif claims(f"Seluruh dimensi {place} sudah mencapai target", title):
        assert rows
        assert all(score >= target - 1e-9 for _, score, target in rows)
    else:
        says_nothing(title, f"Kesenjangan {place} terhadap target")


@proves(titles.profile_title, NAMES, columns(), DECIMALS)
def test_profiles(names, scores, decimals):
    title = titles.profile_title(table(name=names, score=scores), "dimensi", decimals)
    seen = {name: printed(score, decimals) for name, score in zip(names, scores, strict=False)}
    if found := claims("Tertinggi: (.*); terendah: (.*)", title):
        assert all(seen[found[1]] > value for name, value in seen.items() if name != found[1])
        assert all(seen[found[2]] < value for name, value in seen.items() if name != found[2])
    elif found := claims("Skor terendah: (.*)", title):
        assert all(seen[found[1]] < value for name, value in seen.items() if name != found[1])
        assert len(seen) > 1
    elif found := claims(r"(\d+) dari (\d+) dimensi masih data kurang", title):
        assert (int(found[1]), int(found[2])) == (list(seen.values()).count(None), len(seen))
        assert found[1] != "0"
    else:
        says_nothing(title, "Skor tiap dimensi")


ELEMENTS = ("Struktur", "Infrastruktur", "Suprastruktur")


@proves(titles.element_matrix_title, NAMES, columns(most=18), DECIMALS)
def test_matrices(names, scores, decimals):
    cells = [(name, element) for name in names for element in ELEMENTS][: len(scores)]
    rows, heads = [name for name, _ in cells], [element for _, element in cells]
    title = titles.element_matrix_title(table(row_name=rows, column=heads, score=scores), decimals)
    seen = dict(zip(cells, (printed(score, decimals) for score in scores), strict=True))
    if found := claims("Skor terendah: (.*), elemen (.*)", title):
        assert all(value > seen[found[1], found[2]] for cell, value in seen.items() if cell != found.groups())
        assert len(seen) > 1
    elif found := claims("Skor terendah pada elemen (.*)", title):
        inside = [value for (_, element), value in seen.items() if element == found[1]]
        assert all(value > min(inside) for (_, element), value in seen.items() if element != found[1])
    elif found := claims(r"(\d+) dari (\d+) pasangan dimensi dan elemen masih data kurang", title):
        assert (int(found[1]), int(found[2])) == (list(seen.values()).count(None), len(seen))
        assert found[1] != "0"
    else:
        says_nothing(title, "Skor per dimensi dan elemen kesiapan")


CONTRIBUTIONS = st.lists(st.sampled_from([0.0005, 0.01, 0.02, 0.05, 0.3, 1.5]), max_size=20)


@proves(titles.pareto_title, CONTRIBUTIONS)
def test_contributions(found_):
    values = sorted(found_, reverse=True)
    groups = [(values.count(value), value) for value in dict.fromkeys(values)]
    shares = [size * value / sum(values) for size, value in groups]
    sums = [sum(shares[: place + 1]) for place in range(len(shares))]
    sizes = [size for size, _ in groups]
    title = titles.pareto_title(table(size=sizes, share=shares, cumulative=sums), "indikator")
    if found := claims(r"(\d+) dari (\d+) indikator memuat (lebih dari )?(\d+)% kesenjangan indeks", title):
        lead, share = int(found[1]), sum(values[: int(found[1])]) / sum(values)
        assert int(found[2]) == len(values)
        assert values[lead - 1] > values[lead]  # equals are never parted, and somebody is left
        assert share < 1
        assert int(found[4]) < 100
        if found[3]:
            assert share > int(found[4]) / 100
        else:
            assert int(found[4]) == printed(100 * share, 0)
    else:
        says_nothing(title, "Sumbangan tiap indikator terhadap kesenjangan indeks")


@proves(titles.prerequisites_title, columns(), columns(), DECIMALS)
def test_prerequisites(scores, targets, decimals):
    rows = list(zip(scores, targets, strict=False))
    title = titles.prerequisites_title(table(score=scores, target=targets), decimals)
    known = [row for row in rows if not any(map(math.isnan, row))]
    pattern = r"(\d+) dari (\d+) prasyarat(?: yang (.*))? masih di bawah target"
    if found := claims(pattern, title) or claims(
        r"(Seluruh) (\d+) prasyarat(?: yang (.*))? mencapai target", title
    ):
        below = 0 if found[1] == "Seluruh" else int(found[1])
        assert int(found[2]) == len(known) > 0
        assert below == sum(score < target - 1e-9 for score, target in known)
        assert below == sum(printed(score, decimals) < printed(target, decimals) for score, target in known)
        said = (found[3] or "").split(" dan ")
        assert ("terjawab" in said) == any(math.isnan(score) for score, _ in rows)
        assert ("bertarget" in said) == any(math.isnan(target) for _, target in rows)
    else:
        says_nothing(title, "Prasyarat penyelenggaraan smart city")


@proves(titles.evidence_range_title, GAPPY, GAPPY, DECIMALS)
def test_evidence(proven, claimed, decimals):
    title = titles.evidence_range_title(proven, claimed, decimals)
    if found := claims("Bila jawaban tanpa bukti dikoreksi, indeks (.*) menjadi (.*)", title):
        assert (read(found[1]), read(found[2])) == (printed(claimed, decimals), printed(proven, decimals))
        assert read(found[1]) > read(found[2])
    elif found := claims("Indeks tetap (.*) bila jawaban tanpa bukti dikoreksi", title):
        assert read(found[1]) == printed(claimed, decimals) == printed(proven, decimals)
    else:
        says_nothing(title, "Rentang indeks menurut kelengkapan bukti")


@proves(titles.completeness_title, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6))
def test_completeness(pairs):
    rows = [(max(pair), min(pair)) for pair in pairs]
    title = titles.completeness_title(pd.DataFrame(rows, columns=["asked", "answered"]))
    asked = [row for row in rows if row[0]]
    if found := claims(r"(\d+) dari (\d+) OPD penanggung jawab belum memiliki jawaban", title):
        silent = sum(answered == 0 for _, answered in asked)
        assert (int(found[1]), int(found[2])) == (silent, len(asked)) > (0, 0)
    elif found := claims(r"(\d+) dari (\d+) OPD penanggung jawab sudah lengkap jawabannya", title):
        done = sum(answered == wanted for wanted, answered in asked)
        assert (int(found[1]), int(found[2])) == (done, len(asked))
    elif found := claims(r"Pertanyaan seluruh (\d+) OPD penanggung jawab sudah terjawab", title):
        assert asked
        assert all(answered == wanted for wanted, answered in asked)
        assert int(found[1]) == len(asked)
    else:
        says_nothing(title, "Kelengkapan jawaban OPD")


CONSENSUS = st.one_of(st.sampled_from([0.46, 0.598, 0.6, 0.602, 0.9, math.nan]), st.floats(0, 1))


@proves(titles.answer_spread_title, NAMES, st.lists(CONSENSUS, max_size=6))
def test_opinions(names, agreed):
    frame = table(name=names, consensus=agreed)
    title = titles.answer_spread_title(frame.assign(disputed=frame["consensus"] < 0.6), "dimensi")
    known = {name: value for name, value in zip(names, agreed, strict=False) if not math.isnan(value)}
    if found := claims("Jawaban paling terbelah: (.*), perlu dibahas", title):
        assert known[found[1]] < 0.6
        least = printed(known.pop(found[1]))
        assert all(printed(value) > least for value in known.values())
    elif found := claims(
        r"(\d+) dari (\d+) dimensi( yang dihitung)? perlu dibahas: jawabannya terbelah", title
    ):
        assert (int(found[1]), int(found[2])) == (sum(value < 0.6 for value in known.values()), len(known))
        assert found[1] != "0"
        assert bool(found[3]) == (len(known) < len(agreed))
    elif found := claims(r"Dari (\d+) dimensi( yang dihitung)? tidak ada yang terbelah jawabannya", title):
        assert int(found[1]) == len(known) > 0
        assert min(known.values()) >= 0.6
        assert bool(found[2]) == (len(known) < len(agreed))
    else:
        says_nothing(title, "Sebaran jawaban tiap dimensi")


WEIGHTS = st.lists(st.sampled_from([1.0, 2.0, 2.004, 0.1 + 0.2, 0.3]), min_size=1, max_size=6)


@proves(titles.weights_title, WEIGHTS)
def test_weights(raw):
    title = titles.weights_title([weight / sum(raw) for weight in raw], "dimensi")
    if claims("Setiap dimensi berbobot sama", title):
        assert max(raw) - min(raw) < 1e-6
        assert len(raw) > 1
    else:
        says_nothing(title, "Bobot tiap dimensi dalam indeks")


FEW = st.lists(st.integers(0, 7), min_size=7, max_size=7)
MANY = st.lists(st.sampled_from([0, 0, 3, 700, 1400]), min_size=7, max_size=7)


@proves(titles.root_causes_title, st.one_of(FEW, MANY))
def test_causes(counts):
    named = dict(zip(CAUSES, counts, strict=False))
    title = titles.root_causes_title(pd.DataFrame({"cause": [*CAUSES, "belum dikodekan"], "total": counts}))
    if found := claims(r"Akar masalah terbanyak: (.*) \((.*) dari (.*)\)", title):
        first = listed(found[1], CAUSES)
        most = [named.pop(cause) for cause in first]
        assert min(most) > max(named.values()) + counts[-1]  # even if all the rest were one of the others
        assert (int(read(found[2])), int(read(found[3]))) == (sum(most), sum(counts))
    else:
        says_nothing(title, "Jenis akar masalah menurut OPD dan kelompok")
