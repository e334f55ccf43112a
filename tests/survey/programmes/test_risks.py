"""Tables of risks: of programmes that stand elsewhere, every cell kept, the risks of one gathered."""

from datetime import date

import pytest

from tests import shared
from tests.survey.programmes.tables import codes, layout, of, only

RISKS = (
    *(
        "Program/Quick Win",
        "Faktor Risiko",
        "Penyebab",
        "Kemungkinan (1-3)",
        "Dampak (1-3)",
        "Tingkat Risiko",
    ),
    *("Mitigasi Struktural", "Mitigasi Nonstruktural", "Penanggung Jawab", "Tenggat"),
)
DOWN = (
    *("Kanal aduan", "Server mati", "Listrik padam", 2.0, 3.0, "Sedang"),
    *("Genset", "Prosedur pemulihan", "Diskominfo", date(2026, 6, 14)),
)
MOVED = (None, "Petugas pindah", None, None, None, None, None, "Serah terima", "BKPSDM", "Juni 2026")


@shared.needs_shared
def test_the_headings_are_those_of_the_published_layout():
    assert layout("L12_risiko.csv") == RISKS


def test_a_risk_keeps_its_cause_odds_owner_and_deadline_and_names_no_new_lead():
    row = only(RISKS, DOWN)
    assert row.adds
    assert row.given == {
        "name": "Kanal aduan",
        "risk": "Server mati (penyebab Listrik padam, kemungkinan 2, dampak 3, tingkat Sedang)",
        "mitigation": "struktural: Genset; nonstruktural: Prosedur pemulihan "
        "(penanggung jawab Diskominfo, tenggat 14 Juni 2026)",
    }
    assert (row.cells["name"], row.cells["risk"], row.findings) == ("A2", "B2", ())


def test_risks_of_one_programme_are_gathered_and_a_row_without_a_name_is_told():
    row = only(RISKS, DOWN, MOVED)
    assert row.given["risk"].splitlines()[1] == "2. Petugas pindah"
    assert row.given["mitigation"].splitlines()[1] == (
        "2. Serah terima (penanggung jawab BKPSDM, tenggat Juni 2026)"
    )
    assert codes(row) == [("P24", "B3")]


def test_columns_nobody_knows_and_cells_with_errors_are_kept_and_told():
    found = of((*RISKS[:3], "Warna sel"), ("Kanal aduan", "Server mati", "#REF!", "Merah"))
    (row,) = found.rows
    assert row.given["risk"] == "Server mati (penyebab #REF!, Warna sel: Merah)"
    assert ("P17", "C2") in codes(row)
    assert "P25" in [one.code for one in found.findings]


@pytest.mark.parametrize(
    ("headings", "adds"),
    [
        (("Program", "Risiko", "Mitigasi"), True),
        (("Program", "Dimensi", "Risiko", "Dampak"), True),
        (("Program", "OPD", "Risiko", "Mitigasi"), False),
        (("Program", "OPD", "Biaya 2026", "Risiko", "Dampak"), False),
    ],
)
def test_a_table_is_one_of_risks_by_what_it_says_beside_them(headings, adds):
    (row,) = of(headings, tuple("GOV" if one == "Dimensi" else f"isi {one}" for one in headings)).rows
    assert row.adds == adds
    if not adds and "Dampak" in headings:
        assert row.given["note"] == "Dampak: isi Dampak"
