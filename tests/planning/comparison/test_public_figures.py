"""Facts for the forms: every figure is that of its table, with its year and source, and none is made up."""

import csv
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from planning.comparison.public_figures import find_public_facts, read_figure_values, read_item_figures
from planning.comparison.published_results import group_published_rows, read_published_rows
from reference import instruments
from reference.tables import DATA

TABLES = group_published_rows([read_published_rows()])
PLACE = DATA / "published" / "formulir"
VERSIONS = [instruments.load_instrument("kesiapan", version) for version in ("0.9", "1.0-draf")]


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed(text):
    return str(Decimal(text).quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


REGISTER = {row["kode"]: row for row in rows_of(DATA / "regions" / "kabkota.csv")}
SPBE = {row["kode"]: row for row in rows_of(DATA / "published" / "spbe_2024.csv")}


def test_every_figure_of_every_region_is_that_of_its_table():
    for code, row in REGISTER.items():
        facts = find_public_facts("kesiapan", code, 2026, TABLES)
        for item, node in (("GOV2.1", "SPBE.D1"), ("PRE.04", "SPBE.D2"), ("PRE.12", "SPBE.D3")):
            known = SPBE.get(code)
            assert (item in facts) == (known is not None)
            if known:
                assert f"SPBE 2024: {printed(known[node])}" in facts[item].text
                assert known["sumber"].rstrip(".") in facts[item].text
        poor, human = row["miskin_2024"], row["ipm_2021"]
        assert ("ECO2.1" in facts) == bool(poor or human)
        if poor:
            assert f"enduduk miskin 2024: {printed(poor)}%. Sumber: BPS" in facts["ECO2.1"].text
        if human:
            assert f"(IPM) 2021: {printed(human)}" in facts["ECO2.1"].text
        money = row["rasio_kapasitas_fiskal"]
        assert ("PRE.08" in facts) == bool(money)
        if money:
            assert f"daerah: {printed(money)}" in facts["PRE.08"].text
            assert f"daerah: {row['kategori_kapasitas_fiskal'].lower()}" in facts["PRE.08"].text
        assert not {"PRE.13", "ENV2.3", "ENV2.5"} & facts.keys()  # nobody gave these figures by region


def test_a_figure_of_a_later_year_is_not_known_yet():
    before = find_public_facts("kesiapan", "35.18", 2023, TABLES)
    assert "GOV2.1" not in before
    assert "2024" not in " ".join(fact.text for fact in before.values())
    assert "2021: 71,97" in before["ECO2.1"].text


def test_a_figure_given_row_by_row_answers_its_item_and_the_newest_holds():
    rows = [
        ("IMDI", "2023", "35.18", "41.2", "Komdigi 2023"),
        ("IMDI", "2024", "35.18", "43.345", "Komdigi 2024"),
        ("IMDI", "2027", "35.18", "60", "Komdigi 2027"),
        ("SIPSN.DITANGANI", "2025", "35.10", "33", "SIPSN"),
        ("IPM", "2024", "35.18", "74.5", "BPS 2025"),
    ]
    values = pd.DataFrame(rows, columns=read_figure_values().columns)
    found = find_public_facts("kesiapan", "35.18", 2026, TABLES, values)
    assert found["PRE.13"].text == "Skor IMDI 2024: 43,35. Sumber: Komdigi 2024."
    assert found["PRE.13"].answers
    assert not found["ECO2.1"].answers
    assert "ENV2.3" not in found
    assert "(IPM) 2024: 74,50. Sumber: BPS 2025." in found["ECO2.1"].text
    assert find_public_facts("kesiapan", "35.10", 2026, TABLES, values)["ENV2.3"].text == (
        "Sampah ditangani menurut SIPSN 2025: 33,00%. Sumber: SIPSN."
    )


@pytest.mark.parametrize("instrument", VERSIONS, ids=lambda one: one.version)
def test_every_item_and_figure_named_is_known(instrument):
    rows = read_item_figures()
    assert set(rows["indikator"]) <= set(instrument.framework.leaves)
    assert set(rows["angka"]) <= {row["angka"] for row in rows_of(PLACE / "angka.csv")}
    assert set(rows["kaitan"]) == {"jawaban", "terkait"}


def test_another_instrument_and_a_region_outside_the_tables_have_none():
    assert find_public_facts("spbe", "35.18", 2026, TABLES) == {}
    assert find_public_facts("kesiapan", "00.", 2026, TABLES) == {}
