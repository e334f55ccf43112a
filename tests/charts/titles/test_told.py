"""A rule that always kept silent would be proved too: what each tells of plain data, and what stops it."""

import math

import pandas as pd
import pytest

from charts import titles
from charts.drawing import format as fmt
from planning.comparison.region_factors import FactorRelation
from planning.worksheets.causes import CAUSES
from tests.charts.titles.proving import table

NAN = math.nan
NAMES = ("Governance", "Branding", "Economy", "Living")
KAB = ("Kab. Alor", "Kab. Ende", "Kota Kupang")
X = "Kab. X"


def scored(*scores, **more):
    return table(name=NAMES, score=scores, **more)


def labelled(*scores):
    return table(label=KAB, score=scores)


def wide(*pairs):
    first, last = zip(*pairs, strict=True)
    return table(name=NAMES, first=first, last=last)


def ranked(*places):
    low, rank, high = zip(*places, strict=True)
    return table(label=KAB, rank_lower=low, rank=rank, rank_upper=high)


def spans(*pairs):
    low, high = zip(*pairs, strict=True)
    return table(label=KAB, score_lower=low, score_upper=high)


def heat(*rows):
    frame = pd.DataFrame(rows, columns=["A", "B"], index=KAB[: len(rows)])
    return frame, {"A": "Governance", "B": "Branding"}


def steps(before, after):
    rows = {"unit": list("abc"), "label": KAB, "Resmi": before, "A": after, "B": before}
    return pd.DataFrame(rows), ("Resmi", "A")


def cells(*rows):
    return pd.DataFrame(rows, columns=["opd", "node", "role"])


def ties(*rows):
    return pd.DataFrame(rows, columns=["one", "other", "weight", "programmes", "items"])


def money(*values):
    return table(year=(2026, 2027, 2028), rupiah=values)


def path(*rows):
    index, target = zip(*rows, strict=True)
    return table(year=(2026, 2027, 2028), index=index, target=target)


TOLD = [
    (
        titles.score_change_title(wide((2, 3), (2, 2.5)), "dimensi", since="2024"),
        "Kenaikan terbesar sejak 2024: Governance (+1,00)",
    ),
    (
        titles.score_change_title(wide((2, 2), (3, 3)), "dimensi", since="2024"),
        "Skor tiap dimensi sama seperti 2024",
    ),
    (titles.gap_title(scored(2, 3, target=(4, 4)), X, "dimensi"), "Kesenjangan terbesar Kab. X: Governance"),
    (titles.profile_title(scored(2, 3), "dimensi"), "Tertinggi: Branding; terendah: Governance"),
    (titles.prerequisites_title(scored(4, 4, target=(4, 3))), "Seluruh 2 prasyarat mencapai target"),
    (
        titles.root_causes_title(pd.DataFrame({"cause": CAUSES[:3], "total": [4, 4, 2]})),
        f"Akar masalah terbanyak: {CAUSES[0]} dan {CAUSES[1]} (8 dari 10)",
    ),
    (titles.largest_row_title(table(name=NAMES, value=(0, 0)), "Terbesar", "Nol", "–"), "Nol"),
    (titles.largest_row_title(table(name=NAMES, value=(0, NAN)), "Terbesar", "Nol", "–"), "–"),
    (titles.weights_title([0.25] * 4, "dimensi"), "Setiap dimensi berbobot sama"),
    (titles.weights_title([0.2, 0.8], "dimensi"), "Bobot tiap dimensi dalam indeks"),
    (
        titles.largest_row_title(table(name=NAMES, value=(0.4, 0)), "Terbesar", "Nol", "–"),
        "Terbesar: Governance",
    ),
    (titles.largest_row_title(table(name=NAMES, value=(0.4, NAN)), "Terbesar", "Nol", "–"), "–"),
    (
        titles.gap_title(scored(2, 3, 4, target=(4, 4, 4)), X, "dimensi"),
        "Kesenjangan terbesar Kab. X: Governance dan Branding",
    ),
    (
        titles.gap_title(scored(2, 3, 3, target=(4, 4, 4)), X, "dimensi"),
        "Kesenjangan terbesar Kab. X: Governance",
    ),
    (titles.gap_title(scored(3, 3, 3, target=(4, 4, 4)), X, "dimensi"), "Kesenjangan Kab. X terhadap target"),
    (
        titles.gap_title(scored(4, 4, 5, target=(4, 4, 4)), X, "dimensi"),
        "Seluruh dimensi Kab. X sudah mencapai target",
    ),
    (
        titles.gap_title(scored(2, NAN, 4, target=(4, 4, 4)), X, "dimensi"),
        "Kesenjangan Kab. X: 1 dari 3 dimensi masih data kurang",
    ),
    (titles.profile_title(scored(2, 3, 4), "dimensi"), "Tertinggi: Economy; terendah: Governance"),
    (titles.profile_title(scored(2, 4, 4), "dimensi"), "Skor terendah: Governance"),
    (titles.profile_title(scored(2.671, 2.674, 4), "dimensi"), "Skor tiap dimensi"),  # both print 2,67
    (titles.profile_title(scored(2.674, 2.675, 4), "dimensi"), "Tertinggi: Economy; terendah: Governance"),
    (
        titles.element_matrix_title(table(row_name=NAMES, column=("K", "K", "P"), score=(2, 3, 4))),
        "Skor terendah: Governance, elemen K",
    ),
    (
        titles.pareto_title(table(size=(1, 3), share=(0.9, 0.1), cumulative=(0.9, 1)), "indikator"),
        "1 dari 4 indikator memuat 90% kesenjangan indeks",
    ),
    (
        titles.pareto_title(table(size=(1, 3), share=(0.997, 0.003), cumulative=(0.997, 1)), "indikator"),
        "1 dari 4 indikator memuat lebih dari 99% kesenjangan indeks",
    ),
    (
        titles.prerequisites_title(scored(2, 4, NAN, target=(3, 3, 3))),
        "1 dari 2 prasyarat yang terjawab masih di bawah target",
    ),
    (
        titles.prerequisites_title(scored(4, 4, 4, target=(3, 3, NAN))),
        "Seluruh 2 prasyarat yang bertarget mencapai target",
    ),
    (
        titles.prerequisites_title(scored(2, 4, NAN, target=(3, 3, 3)), until="sampai tahap I"),
        "1 dari 2 prasyarat sampai tahap I yang terjawab masih di bawah target",
    ),
    (
        titles.prerequisites_title(scored(3.996, 4, target=(4, 4)), until="sampai tahap I"),
        "Prasyarat penyelenggaraan smart city sampai tahap I",
    ),
    (
        titles.prerequisites_title(scored(3.996, 4, 4, target=(4, 4, 4))),
        "Prasyarat penyelenggaraan smart city",
    ),
    (titles.evidence_range_title(2.4, 3.0), "Bila jawaban tanpa bukti dikoreksi, indeks 3,00 menjadi 2,40"),
    (titles.evidence_range_title(3.0, 3.001), "Indeks tetap 3,00 bila jawaban tanpa bukti dikoreksi"),
    (
        titles.completeness_title(pd.DataFrame({"asked": [2, 3], "answered": [0, 3]})),
        "1 dari 2 OPD penanggung jawab belum memiliki jawaban",
    ),
    (
        titles.completeness_title(pd.DataFrame({"asked": [2, 3], "answered": [1, 3]})),
        "1 dari 2 OPD penanggung jawab sudah lengkap jawabannya",
    ),
    (
        titles.completeness_title(pd.DataFrame({"asked": [2, 0], "answered": [2, 0]})),
        "Pertanyaan seluruh 1 OPD penanggung jawab sudah terjawab",
    ),
    (
        titles.answer_spread_title(scored(1, 1, 1, consensus=(0.4, 0.8, 0.7), disputed=(1, 0, 0)), "dimensi"),
        "Jawaban paling terbelah: Governance, perlu dibahas",
    ),
    (
        titles.answer_spread_title(scored(1, 1, 1, consensus=(0.4, 0.5, NAN), disputed=(1, 1, 0)), "dimensi"),
        "2 dari 2 dimensi yang dihitung perlu dibahas: jawabannya terbelah",
    ),
    (
        titles.answer_spread_title(scored(1, 1, 1, consensus=(0.9, 0.8, 0.7), disputed=(0, 0, 0)), "dimensi"),
        "Dari 3 dimensi tidak ada yang terbelah jawabannya",
    ),
    (
        titles.root_causes_title(pd.DataFrame({"cause": CAUSES[:2], "total": [9, 2]})),
        f"Akar masalah terbanyak: {CAUSES[0]} (9 dari 11)",
    ),
    (
        titles.region_scores_title(*heat((3, 2), (4, 3)), None, "dimensi"),
        "Governance tertinggi di seluruh 2 daerah",
    ),
    (
        titles.region_scores_title(*heat((2, 3), (3, 4)), None, "dimensi"),
        "Governance terendah di seluruh 2 daerah",
    ),
    (
        titles.region_scores_title(*heat((2, 3), (4, 3)), KAB[0], "dimensi"),
        "Skor terendah Kab. Alor: Governance",
    ),
    (titles.region_scores_title(*heat((2, 3), (4, 3)), None, "dimensi"), "Skor per dimensi, 2 daerah"),
    (
        titles.score_spread_title(pd.DataFrame({"unit": list("abb"), "score": [NAN, 2.0, 3.0]}), "dimensi"),
        "Sebaran skor tiap dimensi, 1 daerah",
    ),
    (
        titles.region_map_title(labelled(2, 3, 4), "Nusa Tenggara Timur", "Indeks"),
        "Indeks tertinggi dari 3 daerah: Kota Kupang",
    ),
    (
        titles.region_map_title(labelled(2, 4, 4), "Nusa Tenggara Timur", "Indeks"),
        "Indeks, Nusa Tenggara Timur",
    ),
    (
        titles.region_map_title(labelled(2, NAN, 4), "Nusa Tenggara Timur", "Indeks"),
        "Indeks: 1 dari 3 daerah masih data kurang",
    ),
    (titles.rank_places_title(ranked((1, 1, 1), (2, 2, 2))), "Peringkat seluruh 2 daerah pasti"),
    (
        titles.rank_places_title(ranked((1, 1, 2), (1, 2, 2))),
        "Tidak satu pun dari 2 daerah berperingkat pasti",
    ),
    (
        titles.rank_places_title(ranked((1, 1, 1), (2, 2, 3), (2, 3, 3))),
        "Peringkat 1 Kab. Alor pasti; seluruhnya 1 dari 3 pasti",
    ),
    (titles.rank_places_title(ranked((1, 1, 2), (1, 2, 2), (3, 3, 3))), "1 dari 3 daerah berperingkat pasti"),
    (titles.index_intervals_title(spans((2, 3)), "Indeks"), "Indeks Kab. Alor antara 2,00 dan 3,00"),
    (titles.index_intervals_title(spans((3, 3.004)), "Indeks"), "Indeks Kab. Alor tetap 3,00"),
    (
        titles.index_intervals_title(spans((3, 4), (1, 2)), "Indeks"),
        "Rentang indeks Kab. Alor di atas seluruh daerah lain",
    ),
    (
        titles.index_intervals_title(spans((2, 3), (1, 2.5)), "Indeks"),
        "Rentang indeks terlebar 1,50 dari 2 daerah",
    ),
    (
        titles.factor_relation_title(FactorRelation(38, -0.5, True, 1, 1), "Penduduk", "Indeks"),
        "Indeks dan Penduduk: hubungan sedang, berlawanan arah",
    ),
    (
        titles.factor_relation_title(FactorRelation(38, 0.1, False, 1, 1), "Penduduk", "Indeks"),
        "Indeks tidak tampak berhubungan dengan Penduduk",
    ),
    (
        titles.factor_relation_title(FactorRelation(14, 0.9, False, 1, 1), "Penduduk", "Indeks"),
        "Indeks dan Penduduk",
    ),
    (
        titles.score_change_title(wide((2, 3), (2, 2.5), (2, 1)), "dimensi"),
        "Kenaikan terbesar: Governance (+1,00)",
    ),
    (
        titles.score_change_title(wide((2, 1), (2, 1.5), (2, 2)), "dimensi"),
        "Penurunan terbesar: Governance (−1,00)",
    ),
    (titles.score_change_title(wide((2, 3), (2, 3), (3, 2), (3, 2)), "dimensi"), "2 skor naik, 2 turun"),
    (titles.score_change_title(wide((2, 2.001), (2, 2)), "dimensi"), "Tidak ada skor dimensi yang berubah"),
    (titles.index_shift_title(2.61, 2.74), "Pada skenario ini indeks naik dari 2,61 menjadi 2,74"),
    (titles.index_shift_title(2.611, 2.613), "Pada skenario ini indeks naik kurang dari 0,01"),
    (titles.index_shift_title(2.61, 2.61), "Pada skenario ini indeks tetap 2,61"),
    (titles.rank_change_title(*steps([1, 2, 3], [2, 1, 3]), "b"), "Kab. Ende naik dari peringkat 2 ke 1"),
    (
        titles.rank_change_title(steps([1, 2, 3], [2, 1, 3])[0], ("Resmi", "A", "B"), "b"),
        "Kab. Ende berperingkat 2, 1, dan 2",
    ),
    (titles.rank_change_title(*steps([1, 2, 3], [2, 1, 3]), "c"), "Kota Kupang tetap pada peringkat 3"),
    (titles.rank_change_title(*steps([1, 2, 3], [2, 1, 3]), None), "2 dari 3 daerah berubah peringkat"),
    (titles.rank_change_title(*steps([1, 2, 3], [1, 2, 3]), None), "Peringkat seluruh 3 daerah tetap"),
    (
        titles.largest_row_title(
            table(name=NAMES, value=(0.41, 0.2, 0.1)), "Terbesar", "Nol", "–", fmt.format_percent
        ),
        "Terbesar: Governance",
    ),
    (
        titles.largest_row_title(
            table(name=NAMES, value=(0.412, 0.408, 0.1)), "Terbesar", "Nol", "–", fmt.format_percent
        ),
        "–",
    ),
    (
        titles.impact_ease_title(table(impact=(4, 2, NAN), ease=(4, 4, 4)), 3, 3),
        "1 dari 2 usulan yang dinilai berdampak besar dan mudah dilaksanakan",
    ),
    (
        titles.impact_ease_title(table(impact=(2, 2), ease=(4, 4)), 3, 3),
        "Belum satu pun dari 2 usulan berdampak besar dan mudah",
    ),
    (
        titles.vote_totals_title(table(name=NAMES, points=(9, 8, NAN), shared=[True] * 3), 0.5),
        "Disepakati teratas: Governance",
    ),
    (
        titles.vote_totals_title(table(name=NAMES, points=(9, 8, 7), shared=[True] * 3), NAN),
        "Poin tertinggi: Governance",
    ),
    (
        titles.vote_totals_title(table(name=NAMES, points=(12.4, 12.3, 7), shared=[True] * 3), 0.9),
        "Hasil suara OPD atas usulan program",
    ),
    (
        titles.roadmap_title([2028, 2034], 2026, 2035),
        "Peta jalan 2026–2035: 1 dari 2 program selesai sampai 2030",
    ),
    (titles.roadmap_title([2028], 2026, 2035), "Peta jalan 2026–2035: seluruh 1 program selesai sampai 2030"),
    (titles.roadmap_title([2034], 2026, 2035), "Peta jalan 2026–2035: 1 program"),
    (
        titles.index_path_title(path((3, NAN), (3, 3), (3, 3.5))),
        "Program yang ada belum cukup: 2028 masih kurang 0,50 poin",
    ),
    (titles.index_path_title(path((3, 4), (3, 4))), "Program yang ada belum cukup untuk mencapai target"),
    (
        titles.index_path_title(path((3, 3), (4, 3.5))),
        "Bila seluruh program berjalan, indeks memenuhi target",
    ),
    (
        titles.index_path_title(path((3, 3), (NAN, 3.5))),
        "Indeks bila seluruh program berjalan sesuai rencana",
    ),
    (titles.yearly_costs_title(money(1e9, 2e9)), "Biaya tercatat tertinggi pada 2027: Rp2 miliar"),
    (titles.yearly_costs_title(money(1.252e9, 1.254e9)), "Biaya program yang tercatat Rp2,51 miliar"),
    (
        titles.opd_roles_title(cells(("a", "N1", "lead"), ("b", "N2", "absent")), ["N1", "N2"]),
        "1 dari 2 subdimensi belum mempunyai program OPD",
    ),
    (
        titles.opd_roles_title(cells(("a", "N1", "lead"), ("b", "N1", "absent")), ["N1"]),
        "Semua subdimensi berprogram; 1 OPD belum ikut di bidangnya",
    ),
    (
        titles.opd_roles_title(cells(("a", "N1", "support")), ["N1"]),
        "Seluruh 1 subdimensi sudah mempunyai program OPD",
    ),
    (
        titles.opd_groups_title(pd.DataFrame({"members": [("a", "b"), ("c",)]})),
        "3 OPD membentuk 2 kelompok kerja yang saling terkait",
    ),
    (
        titles.opd_network_title(ties(("DLH", "Dinkes", 2.5, 3, 4), ("DLH", "BPBD", 2, 9, 9))),
        "Ikatan terkuat: DLH dan Dinkes (3 program, 4 indikator)",
    ),
    (
        titles.opd_network_title(ties(("DLH", "Dinkes", 2.5, 3, 4), ("DLH", "BPBD", 2.499, 9, 9))),
        "OPD yang paling kuat ikatannya",
    ),
    (titles.goals_title(pd.DataFrame({"count": [0, 2]})), "1 dari 2 sasaran belum didukung program"),
    (
        titles.goals_title(pd.DataFrame({"count": [1, 2]})),
        "Seluruh 2 sasaran didukung paling sedikit satu program",
    ),
    (
        titles.realisation_title(table(planned=(5,), running=(3,), done=(1,), silent=(2,)), 2026),
        "1 dari 5 program 2026 terlaksana, 2 berjalan; 2 belum dilaporkan",
    ),
    (
        titles.realisation_title(table(planned=(5,), running=(0,), done=(0,), silent=(5,)), 2026),
        "Realisasi 5 program 2026 belum dilaporkan",
    ),
]


@pytest.mark.parametrize(("title", "wanted"), TOLD, ids=[wanted for _, wanted in TOLD])
def test_a_rule_tells_what_it_finds(title, wanted):
    assert title == wanted
