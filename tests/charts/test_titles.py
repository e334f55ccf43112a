"""No title may say what the data contradict: each claim is read back from its words and checked."""

import math
import re

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import titles
from planning.causes import CAUSES
from tests.charts.frames import NAMES

SCORE = st.one_of(st.floats(1, 5), st.sampled_from([1.0, 2.0, 2.5, 3.0, 4.0, 5.0]))
GAPPY = st.one_of(SCORE, SCORE, SCORE, st.just(math.nan))
PLACE = "Kab. Penukal Abab Lematang Ilir"
MANY = settings(max_examples=1000, deadline=None)


def rows(values):
    return pd.DataFrame({"node": list(NAMES), "name": list(NAMES.values()), "score": values})


def listed(text):
    return re.split(r", dan | dan |, ", text)


def complete(strategy=GAPPY, size=6):
    return st.one_of(
        st.lists(SCORE, min_size=size, max_size=size), st.lists(strategy, min_size=size, max_size=size)
    )


@MANY
@given(complete(), complete(), st.sampled_from(["Kab. Nganjuk", PLACE]))
def test_gap_titles_hold(scores, targets, place):
    frame = rows(scores).assign(target=targets)
    title = titles.gap(frame, place, "dimensi")
    assert len(title) <= 70
    distance = (frame["target"] - frame["score"]).round(2)
    if found := re.fullmatch(r"Kesenjangan terbesar .*?: (.*)", title):
        named = frame["name"].isin(listed(found[1]))
        assert frame["score"].notna().all()
        assert named.sum() == len(listed(found[1]))
        assert distance[named].min() > max(distance[~named].max(), 0)
    elif "masih data kurang" in title:
        assert re.search(r": (\d+) dari 6 ", title)[1] == str(frame["score"].isna().sum()) != "0"
    elif "sudah mencapai" in title:
        assert (frame["score"] >= frame["target"] - 1e-9).all()
    else:
        assert title == f"Kesenjangan {place} terhadap target"


@MANY
@given(st.lists(complete(), min_size=1, max_size=4), st.integers(0, 3))
def test_region_titles_hold(table, chosen):
    scores = pd.DataFrame(table, columns=list(NAMES), index=[f"Kab. {place}" for place in range(len(table))])
    selected = f"Kab. {chosen}" if chosen < len(table) else None
    title = titles.regions(scores, NAMES, selected, "dimensi")
    assert len(title) <= 70
    codes = {name: code for code, name in NAMES.items()}
    printed = scores.round(2)
    if found := re.fullmatch(r"(.*) (tertinggi|terendah) di seluruh (\d+) daerah", title):
        column, others = printed[codes[found[1]]], printed.drop(columns=codes[found[1]])
        assert int(found[3]) == len(scores)
        for place in printed.index:
            beaten = others.loc[place].max() if found[2] == "tertinggi" else others.loc[place].min()
            assert column[place] > beaten if found[2] == "tertinggi" else column[place] < beaten
    elif found := re.fullmatch(r"Skor terendah (Kab\. \d): (.*)", title):
        own = printed.loc[found[1]]
        assert own.notna().all()
        assert (own.drop(codes[found[2]]) > own[codes[found[2]]]).all()
    else:
        assert title in ("Skor per dimensi", f"Skor per dimensi, {len(scores)} daerah")


@MANY
@given(complete(size=8))
def test_matrix_titles_hold(values):
    names = ["Smart Governance"] * 4 + ["Sarana Telekomunikasi dan Transportasi"] * 4
    columns = ["Struktur", "Infrastruktur", "Suprastruktur", "Pemanfaatan"] * 2
    frame = pd.DataFrame({"row_name": names, "column": columns, "score": values})
    title = titles.matrix(frame)
    assert len(title) <= 70
    score = frame["score"].round(2)
    if found := re.fullmatch(r"Skor terendah: (.*), elemen (.*)", title):
        cell = (frame["row_name"] == found[1]) & (frame["column"] == found[2])
        assert score.notna().all()
        assert (score[~cell] > score[cell].iloc[0]).all()
    elif found := re.fullmatch(r"Skor terendah pada elemen (.*)", title):
        inside = frame["column"] == found[1]
        assert score[inside].min() < score[~inside].min()
    elif "masih data kurang" in title:
        assert int(title.split()[0]) == score.isna().sum() > 0
    else:
        assert title == "Skor per dimensi dan elemen kesiapan"


@MANY
@given(st.lists(st.sampled_from([0.0, 0.01, 0.02, 0.05, 0.3]), min_size=0, max_size=20))
def test_pareto_titles_hold(sizes):
    values = pd.Series(sorted((size for size in sizes if size), reverse=True), dtype=float)
    groups = values.groupby(-values).agg(["size", "sum"]).reset_index(drop=True)
    share = groups["sum"] / values.sum() if len(values) else groups["sum"]
    title = titles.pareto(
        groups.assign(share=share, cumulative=share.cumsum())[["size", "share", "cumulative"]], "indikator"
    )
    if found := re.fullmatch(r"(\d+) dari (\d+) indikator memuat (\d+)% kesenjangan indeks", title):
        lead, total, percent = map(int, found.groups())
        assert (total, lead <= total / 2) == (len(values), True)
        assert abs(100 * values.head(lead).sum() / values.sum() - percent) <= 0.5 + 1e-9
        assert lead == total or values.iloc[lead - 1] > values.iloc[lead]
    else:
        assert title == "Sumbangan tiap indikator terhadap kesenjangan indeks"


@MANY
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=0, max_size=6))
def test_completeness_titles_hold(pairs):
    counts = pd.DataFrame([(max(pair), min(pair)) for pair in pairs], columns=["asked", "answered"])
    title = titles.completeness(counts)
    asked = counts[counts["asked"] > 0]
    if found := re.fullmatch(r"(\d+) dari (\d+) OPD belum menjawab", title):
        assert (int(found[1]), int(found[2])) == ((asked["answered"] == 0).sum(), len(asked))
        assert int(found[1]) > 0
    elif found := re.fullmatch(r"(\d+) dari (\d+) OPD sudah menjawab lengkap", title):
        assert int(found[1]) == (asked["answered"] == asked["asked"]).sum()
    elif found := re.fullmatch(r"Seluruh (\d+) OPD sudah menjawab lengkap", title):
        assert (asked["answered"] == asked["asked"]).all()
        assert int(found[1]) == len(asked)
    else:
        assert asked.empty


@MANY
@given(complete())
def test_profile_titles_hold(values):
    frame = rows(values)
    title = titles.profile(frame, "dimensi")
    score = frame.set_index("name")["score"].round(2)
    assert len(title) <= 70
    if found := re.fullmatch(r"Tertinggi: (.*); terendah: (.*)", title):
        assert (score.drop(found[1]) < score[found[1]]).all()
        assert (score.drop(found[2]) > score[found[2]]).all()
    elif found := re.fullmatch(r"Skor terendah: (.*)", title):
        assert (score.drop(found[1]) > score[found[1]]).all()
    elif "data kurang" in title:
        assert int(title.split()[0]) == score.isna().sum() > 0
    else:
        assert title == "Skor tiap dimensi"


@MANY
@given(GAPPY, GAPPY)
def test_evidence_titles_hold(proven, claimed):
    title = titles.evidence(proven, claimed)
    if found := re.fullmatch(r"Bila klaim tanpa bukti dikoreksi, indeks (.*) menjadi (.*)", title):
        before, after = (float(text.replace(",", ".")) for text in found.groups())
        assert (before, after) == (float(f"{claimed:.2f}"), float(f"{proven:.2f}"))
        assert before > after
    elif found := re.fullmatch(r"Indeks tetap (.*) bila klaim tanpa bukti dikoreksi", title):
        assert f"{proven:.2f}" == f"{claimed:.2f}" == found[1].replace(",", ".")
    else:
        assert math.isnan(proven) or math.isnan(claimed) or proven > claimed


@MANY
@given(complete(), complete())
def test_prerequisite_titles_hold(scores, targets):
    frame = rows(scores).assign(target=targets)
    title = titles.prerequisites(frame)
    known = frame.dropna(subset=["score", "target"])
    if found := re.match(r"(\d+) dari (\d+) prasyarat", title):
        assert (int(found[1]), int(found[2])) == ((known["score"] < known["target"] - 1e-9).sum(), len(known))
    elif title.startswith("Seluruh"):
        assert len(known)
        assert (known["score"] >= known["target"] - 1e-9).all()
        assert ("yang terjawab" in title) == (len(known) < len(frame))
    else:
        assert known.empty


def test_a_place_too_long_for_a_finding_leaves_a_neutral_title_of_at_most_seventy():
    frame = rows([1, 2, 3, 4, 5, 5.0]).assign(target=5.0)
    assert len(titles.gap(frame, "Kab. " + "Nama Sangat Panjang " * 5, "dimensi")) <= 70


@MANY
@given(st.lists(GAPPY, min_size=0, max_size=6))
def test_map_titles_hold(values):
    frame = pd.DataFrame({"label": [f"Kab. {place}" for place in range(len(values))], "score": values})
    title = titles.on_map(frame.astype({"score": float}), "Jawa Timur", "Indeks kesiapan")
    score = frame.set_index("label")["score"].astype(float).round(2)
    if found := re.fullmatch(r"Indeks kesiapan tertinggi dari (\d+) daerah: (.*)", title):
        assert int(found[1]) == len(values)
        assert (score.drop(found[2]) < score[found[2]]).all()
    elif found := re.fullmatch(r"Indeks kesiapan: (\d+) dari (\d+) daerah masih data kurang", title):
        assert (int(found[1]), int(found[2])) == (score.isna().sum(), len(values))
    else:
        assert title == "Indeks kesiapan, Jawa Timur"
        assert score.notna().all()


RANKS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4)), min_size=0, max_size=5)


@MANY
@given(RANKS)
def test_place_titles_hold(bounds):
    rows = [sorted(three) for three in sorted(bounds, key=lambda three: sorted(three)[1])]
    frame = pd.DataFrame(rows, columns=["rank_lower", "rank", "rank_upper"], dtype=float)
    frame["label"] = [f"Kab. {place}" for place in range(len(frame))]
    title = titles.places(frame)
    firm = (frame["rank_lower"] == frame["rank"]) & (frame["rank_upper"] == frame["rank"])
    assert len(title) <= 70
    if found := re.fullmatch(r"Peringkat seluruh (\d+) daerah kokoh", title):
        assert int(found[1]) == len(frame) == firm.sum()
    elif found := re.fullmatch(r"Tidak satu pun dari (\d+) daerah berperingkat kokoh", title):
        assert (int(found[1]), firm.sum()) == (len(frame), 0)
    elif found := re.fullmatch(r"Peringkat 1 (.*) kokoh; seluruhnya (\d+) dari (\d+) kokoh", title):
        assert (int(found[2]), int(found[3])) == (firm.sum(), len(frame))
        own = frame["label"] == found[1]
        assert firm[own].all()
        assert (frame.loc[own, "rank"] == 1).all()
        assert (frame["rank"] == 1).sum() == 1
    elif found := re.fullmatch(r"(\d+) dari (\d+) daerah berperingkat kokoh", title):
        assert (int(found[1]), int(found[2])) == (firm.sum(), len(frame))
    else:
        assert (title, len(frame) < 2) == ("Peluang peringkat tiap daerah", True)


@MANY
@given(st.lists(st.tuples(GAPPY, GAPPY), min_size=0, max_size=5))
def test_interval_titles_hold(pairs):
    frame = pd.DataFrame(
        [(f"Kab. {place}", min(pair), max(pair)) for place, pair in enumerate(pairs)],
        columns=["label", "score_lower", "score_upper"],
    ).astype({"score_lower": float, "score_upper": float})
    title = titles.intervals(frame, "Indeks kesiapan")
    low, high = frame["score_lower"].round(2), frame["score_upper"].round(2)
    if "antara" in title or "di atas" in title or "terlebar" in title:
        assert frame.notna().all(axis=None)
    if found := re.fullmatch(r"Rentang indeks (.*) di atas seluruh daerah lain", title):
        own = frame["label"] == found[1]
        assert low[own].iloc[0] > high[~own].max()
    elif found := re.fullmatch(r"Rentang indeks terlebar (.*) dari (\d+) daerah", title):
        assert int(found[2]) == len(frame)
        assert abs(float(found[1].replace(",", ".")) - (high - low).max()) < 0.006
    elif found := re.fullmatch(r"Indeks (.*) antara (.*)–(.*)", title):
        assert len(frame) == 1


@MANY
@given(st.lists(GAPPY, min_size=0, max_size=5))
def test_titles_of_the_largest_hold(values):
    frame = pd.DataFrame({"name": [f"Bagian {place}" for place in range(len(values))], "value": values})
    title = titles.largest(frame.astype({"value": float}), "Terbesar", "Semua bagian")
    value = frame.set_index("name")["value"].astype(float).round(2)
    if title != "Semua bagian":
        best = title.removeprefix("Terbesar: ")
        assert value.notna().all()
        assert (value.drop(best) < value[best]).all()


@MANY
@given(st.lists(st.integers(0, 30), min_size=7, max_size=7))
def test_titles_of_causes_hold(counts):
    frame = pd.DataFrame({"cause": [*CAUSES, "belum dikodekan"], "total": counts})
    title = titles.causes(frame)
    assert len(title) <= 70
    if found := re.fullmatch(r"Akar masalah terbanyak: (.*) \((\d+) dari (\d+)\)", title):
        named = frame["cause"].isin(listed(found[1]))
        assert named.sum() == len(listed(found[1]))
        others = frame[~named & (frame["cause"] != "belum dikodekan")]
        assert frame.loc[named, "total"].min() > others["total"].max() + counts[-1]
        assert (int(found[2]), int(found[3])) == (frame.loc[named, "total"].sum(), sum(counts))
    else:
        assert title == "Jenis akar masalah menurut OPD dan kelompok"


@MANY
@given(st.lists(st.tuples(GAPPY, GAPPY), min_size=0, max_size=5))
def test_change_titles_hold(pairs):
    wide = pd.DataFrame(
        [(f"Bagian {place}", *pair) for place, pair in enumerate(pairs)], columns=["name", "first", "last"]
    ).astype({"first": float, "last": float})
    title = titles.change(wide, "dimensi")
    moved = (wide["last"].round(2) - wide["first"].round(2)).round(2).set_axis(wide["name"])
    if title == "Perubahan skor antarperiode":
        return
    assert moved.notna().all()
    if found := re.fullmatch(r"(Kenaikan|Penurunan) terbesar: (.*) \(([+−].*)\)", title):
        own, others = moved[found[2]], moved.drop(found[2])
        assert (own > others).all() if found[1] == "Kenaikan" else (own < others).all()
        assert (own > 0) == (found[1] == "Kenaikan") == found[3].startswith("+")
    elif found := re.fullmatch(r"(\d+) naik, (\d+) turun", title):
        assert (int(found[1]), int(found[2])) == ((moved > 0).sum(), (moved < 0).sum())
    else:
        assert (title, (moved == 0).all()) == ("Tidak ada skor dimensi yang berubah", True)
