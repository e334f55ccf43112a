"""Names of kabupaten and kota: exact or by alias, asked where two are meant, never by likeness."""

from pathlib import Path

import pandas as pd
import pytest

from reference import regions, tables

NAMES = Path(__file__).parent / "names"
VARIANTS = pd.read_csv(NAMES / "kabkota_variants.csv", dtype=str, keep_default_na=False)
ABBREVIATIONS = {"Kabupaten": ("Kab.", "Kab", "Pemkab"), "Kota": ("Kota", "Kota", "Pemkot")}


def forms(region: regions.Region) -> list[str]:
    dotted, short, government = ABBREVIATIONS[region.kind]
    return [
        region.name,
        region.label,
        f"{short} {region.short}",
        f"{government} {region.short}",
        f"Pemerintah {region.kind} {region.short}",
        f"Pemerintah Daerah {region.kind} {region.short}",
        f"{region.short}, {dotted}",
        f"{region.kind} {region.short.replace(' ', '')}",
        f"{region.name} Provinsi {region.province}",
    ]


@pytest.mark.parametrize("spell", [str, str.upper, str.lower, lambda text: f"  {text.replace(' ', '  ')} "])
def test_every_region_is_read_from_every_usual_form(spell):
    for code in regions.list_regions().index:
        for form in forms(regions.find_region(code)):
            assert regions.match_region(spell(form)).code == code, form


def test_a_bare_name_is_asked_where_a_kabupaten_a_kota_or_a_province_share_it():
    asked = 0
    for code, short in regions.list_regions()["short"].items():
        found = regions.match_region(short)
        assert found.code in (code, None)
        asked += found.status == "ambiguous"
    assert asked == 54


def test_codes_hold_and_four_digits_hold_only_where_bps_agrees():
    for code in regions.list_regions().index:
        assert regions.match_region(code) == regions.RegionMatch("ok", code, (code,), "code")
    found = {code: regions.match_region(bps) for code, bps in regions.other_region_codes()["bps"].items()}
    assert {code for code, match in found.items() if match.status == "ok"} == {
        code for code, bps in regions.other_region_codes()["bps"].items() if code.replace(".", "") == bps
    }
    assert all(match.code in (code, None) and code in match.candidates for code, match in found.items())


@pytest.mark.parametrize("row", VARIANTS.to_dict("records"), ids=VARIANTS["variant"])
def test_real_variants(row):
    found, expected = regions.match_region(row["variant"]), row["expected_code"]
    if expected.startswith("AMBIGU:"):
        assert (found.status, set(found.candidates)) == ("ambiguous", set(expected[7:].split("|")))
    elif expected == "TIDAK_ADA":
        assert found.status == "unknown"
    elif row["source"] == "typo":
        assert (found.status, found.candidates[0]) == ("unknown", expected)
    else:
        assert found.code == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kota Baru", "63.02"),
        ("Kotabaru", "63.02"),
        ("Kota Waringin Timur", "62.02"),
        ("Kota Mobagu", "71.74"),
        ("Kab. Pontianak", "61.02"),
        ("Pontianak", "61.71"),
        ("Kab. 50 Kota", "13.07"),
        ("Pasuruan Kota", "35.75"),
        ("Banjar Kalsel", "63.03"),
        ("Kab. Kep. Seribu", "31.01"),
        ("KAB. HUMBANG HASUNDUT", "12.16"),
        ("KOTA TANGERANG SELATA", "36.74"),
        ("Kota Jambi", "15.71"),
        ("Badung", "51.03"),
        ("Kodya Surabaya", "35.78"),
    ],
)
def test_names_that_mislead(text, code):
    assert regions.match_region(text).code == code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Kota Nganjuk", ("35.18",)),
        ("Kab. Surakarta", ("33.72",)),
        ("Jambi", ("15.71",)),
        ("Semarang Jateng", ("33.22", "33.74")),
        ("1103", ("11.03", "11.01")),
        ("91.01", ("93.01",)),
        ("Kab. Bandung Jawa Timur", ("32.04",)),
        ("Provinsi Jawa Timur", ()),
        ("DKI Jakarta", ()),
        ("Kabupaten", ()),
    ],
)
def test_contradictions_are_asked_with_what_may_be_meant(text, candidates):
    found = regions.match_region(text)
    assert found.status != "ok"
    assert found.candidates == candidates


def test_no_kecamatan_passes_for_a_region():
    rosters = tables.read_data_table("agencies/susunan.csv")
    districts = rosters.loc[rosters["kode_opd"] == "KEC", "nama"]
    assert len(districts) > 90
    assert all(regions.match_region(name).status == "unknown" for name in districts)


def test_suggestions_are_at_most_three_and_the_likest_comes_first():
    found = regions.match_region("Kab. Sinjay")
    assert found.status == "unknown"
    assert found.candidates[0] == "73.07"
    assert len(found.candidates) <= 3


def test_prose_is_no_region_however_it_ends():
    assert regions.match_region("Kabupaten Nganjuk").status == "ok"
    assert regions.match_region("a" * 200 + " Kabupaten Nganjuk") == regions.RegionMatch("unknown")
    known = map(regions.find_region, regions.list_regions().index)
    longest = max((f"Pemerintah Daerah {one.name} Provinsi {one.province}" for one in known), key=len)
    assert regions.match_region(longest).status == "ok"
