"""The ministries' published results come out of the same engine as everything else."""

import pandas as pd
import pytest

from scoring import Assessment, Band, Framework, Indicators, Node, Scale, assess_units, classify_units
from tests.scoring.coinr import ORACLES

FOLDER = ORACLES / "indonesia"


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"{name}.csv")


def scored(values: pd.DataFrame, tree: Framework) -> Assessment:
    return assess_units(Indicators.from_values(values.astype(float)), tree)


def spbe() -> Framework:
    table = read("spbe_permenpanrb59_2020_bobot")
    bands = read("spbe_permenpanrb59_2020_predikat").sort_values("batas_bawah_inklusif")
    nodes = [Node("SPBE", "Indeks SPBE", None, 4)]
    for number, part in table.groupby("no_domain"):
        nodes.append(Node(f"D{number}", "", "SPBE", 3, weight=part["bobot_domain_pct"].iloc[0]))
    for number, part in table.groupby("no_aspek"):
        first = part.iloc[0]
        nodes.append(Node(f"A{number}", "", f"D{first['no_domain']}", 2, weight=first["bobot_aspek_pct"]))
    for row in table.itertuples():
        code = f"I{row.no_indikator:02d}"
        nodes.append(Node(code, "", f"A{row.no_aspek}", 1, weight=row.bobot_indikator_pct))
    names = [Band(row.predikat, row.batas_bawah_inklusif) for row in bands.itertuples()]
    return Framework(tuple(nodes), Scale(1, 5, bands=tuple(names)))


@pytest.mark.parametrize(
    ("kind", "result"), [("aspek", ("A-2", 3.0)), ("domain", ("D-2", 3.4)), ("indeks", ("SPBE", 3.282))]
)
def test_the_regulations_worked_examples(kind, result):
    rows = read("spbe_permenpanrb59_2020_contoh_hitung").query("tingkat == @kind")
    parts = rows[rows["nilai"].notna()]
    nodes = [Node("X", "", None, 2)]
    nodes += [Node(row.kode, "", "X", 1, weight=row.bobot_pct) for row in parts.itertuples()]
    found = scored(parts.set_index("kode")[["nilai"]].T, Framework(tuple(nodes), Scale(1, 5)))
    assert rows["kode"].iloc[-1] == result[0]
    assert found.on_scale().loc["nilai", "X"] == pytest.approx(result[1], abs=1e-12)
    assert round(result[1], 2) == rows["hasil"].iloc[-1]


def test_kota_denpasar_2021_from_47_indicators_to_the_index():
    answers = read("spbe_kota_denpasar_2021_mandiri")
    values = answers.set_index("no_indikator")[["nilai_mandiri"]].T
    values.columns = [f"I{number:02d}" for number in values.columns]
    result = scored(values, spbe())
    expected = read("spbe_kota_denpasar_2021_mandiri_harapan")
    codes = {"aspek": "A{:.0f}", "domain": "D{:.0f}", "indeks": "SPBE"}
    for row in expected.itertuples():
        node = codes[row.tingkat].format(row.no)
        assert result.on_scale().iloc[0][node] == pytest.approx(row.hasil_hitung, abs=5.1e-5)
    assert classify_units(result)["band"].tolist() == ["Sangat Baik"]


def test_spbe_2024_from_four_domains_to_index_and_predicate():
    """Predicates stand on unrounded indices: Bojonegoro's 3.50 is 3.499, Sinjai's 2.60 is 2.597."""
    table = read("spbe_2024_domain_index_412")
    table.index = pd.Index([f"{place:03d}" for place in range(len(table))], name="unit")
    domains = {f"domain{number}_{name}": f"D{number}" for number, name in enumerate(
        ["kebijakan", "tata_kelola", "manajemen", "layanan"], start=1)}  # fmt: skip
    result = scored(table.rename(columns=domains)[list(domains.values())], spbe().cut(3))
    index = result.on_scale()["SPBE"]
    assert (index - table["indeks_spbe"]).abs().max() <= 0.008
    published = scored(table[["indeks_spbe"]].set_axis(["SPBE"], axis=1), spbe().cut(4))
    differing = table["instansi"][classify_units(published)["band"] != table["predikat"]]
    assert sorted(differing) == ["Pemerintah Kab. Bojonegoro", "Pemerintah Kab. Sinjai"]
    ours = classify_units(result)["band"]
    near = (index - table["indeks_spbe"]).abs() + 0.005
    edge = pd.concat([(index - cut).abs() <= near for cut in (1.8, 2.6, 3.5, 4.2)], axis=1).any(axis=1)
    assert (ours == table["predikat"])[~edge].all()


KOMINFO = ["baseline", "output", "outcome", "impact", "quick_wins", "program_kolaborasi"]


def kominfo() -> Framework:
    schemes = read("kominfo_skema_bobot_evaluasi").set_index("skema")[KOMINFO]
    blank = {"program_kolaborasi": {"blank": "not_applicable"}}
    nodes = [Node(name, name, "KOMINFO", 2, tags=blank.get(name, {})) for name in KOMINFO]
    sets = {name: row.to_dict() for name, row in schemes.iterrows()}
    return Framework((Node("KOMINFO", "", None, 3), *nodes), Scale(0, 4, integers=False), weight_sets=sets)


def test_kominfo_2023_with_the_weights_of_each_row():
    table = read("kominfo_evaluasi_2023_tahap2").set_index("daerah")
    schemes = {"REGULER": "REGULER-2021-2024"}
    count = 0
    for scheme, rows in table.groupby("keterangan"):
        weights = schemes.get(scheme, "KPPN-IKN-2023")
        rows = rows[(rows[KOMINFO].fillna(0) != 0).any(axis=1)]
        found = scored(rows[KOMINFO], kominfo().with_weights(weights)).on_scale()["KOMINFO"]
        assert (found - rows["nilai_final"]).abs().max() <= 0.0051
        count += len(rows)
    assert count >= 90


def test_kominfo_2022_for_those_who_took_part():
    table = read("kominfo_evaluasi_2022_kppn_ikn").set_index("daerah").query("ikut_evaluasi == 'ya'")
    values = table.reindex(columns=KOMINFO)
    found = scored(values, kominfo().with_weights("KPPN-IKN-2022")).on_scale()["KOMINFO"]
    assert len(found) == 38
    assert (found - table["nilai_final"]).abs().max() <= 0.0131


def test_kab_malang_2022_from_59_questions():
    """The file's own rows define the leaves: they are attached below their component."""
    questions = read("kominfo_kab_malang_2022_per_pertanyaan")
    expected = read("kominfo_kab_malang_2022_harapan")
    parents = questions["grup"].str.lower().str.replace(" ", "_").replace({"quick_win": "quick_wins"})
    codes = [f"{parent}.{place:02d}" for place, parent in enumerate(parents)]
    tree = kominfo().with_weights("KPPN-IKN-2022")
    tree = tree.attach(Node(code, "", parent, 1) for code, parent in zip(codes, parents, strict=True))
    values = pd.DataFrame([questions["nilai"].to_numpy()], index=["35.07"], columns=codes)
    found = scored(values, tree).on_scale().loc["35.07"]
    assert len(codes) == 59
    for row in expected.itertuples():
        name = row.komponen.lower().replace(" ", "_")
        node = "quick_wins" if name.startswith("quick") else name
        node = node if node in tree.position else "KOMINFO"
        assert found[node] == pytest.approx(row.nilai_terpublikasi, abs=0.006)


def test_kominfo_results_told_by_the_press():
    rows = read("kominfo_evaluasi_berita").set_index("daerah")
    values = rows.reindex(columns=KOMINFO)
    found = scored(values, kominfo().with_weights("REGULER-2021-2024")).on_scale()["KOMINFO"]
    assert (found - rows["nilai_final"]).abs().max() <= 0.0052


def test_kebumen_2022_realisation_is_a_share_of_what_was_planned():
    """Programmes running of those in the masterplan: goalposts from 0 to the number planned."""
    rows = read("kebumen_2022_realisasi_program_per_dimensi")
    nodes = [Node("REALISASI", "", None, 2)]
    nodes += [
        Node(row.dimensi, "", "REALISASI", 1, weight=row.program_masterplan, maximum=row.program_masterplan)
        for row in rows.itertuples()
    ]
    values = rows.set_index("dimensi")[["program_berjalan"]].T
    found = scored(values, Framework(tuple(nodes), Scale(0, 100))).scores.iloc[0]
    assert (found[rows["dimensi"]].to_numpy() - rows["persen_terpublikasi"]).abs().max() <= 0.006
    assert found["REALISASI"] == pytest.approx(
        100 * rows["program_berjalan"].sum() / rows["program_masterplan"].sum()
    )
