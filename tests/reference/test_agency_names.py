"""Names of OPD: the region's own list, known names, urusan; asked where unsure, never silently wrong."""

from pathlib import Path

import pandas as pd
import pytest

from reference import agencies

NAMES = Path(__file__).parent / "names"
VARIANTS = pd.read_csv(NAMES / "opd_variants.csv", dtype=str, keep_default_na=False)
LISTS = pd.read_csv(NAMES / "opd_lists.csv", dtype=str, keep_default_na=False)
ROSTERS = {region: agencies.roster_from_names(rows["opd"]) for region, rows in LISTS.groupby("daerah")}


def fields(code: str) -> set[str]:
    sectors = agencies.opd_catalogue().loc[code, "sectors"].split(";")
    return set(agencies.list_sectors().loc[sectors, "field"])


def is_right(row: pd.Series, opd: str) -> bool:
    """The expected name in the region's roster, or an OPD that carries the expected urusan."""
    if row["daerah"]:
        name = ROSTERS[row["daerah"]].set_index("opd").loc[opd, "name"]
        return name.casefold() == row["expected_opd"].casefold()
    return set(row["expected_bidang_urusan"].split()) <= fields(opd)


def test_real_variants_are_right_or_asked():
    right = asked = proposed = 0
    for _, row in VARIANTS.iterrows():
        found = agencies.match_opd(row["variant"], ROSTERS.get(row["daerah"]))
        if found.status == "ok":
            assert is_right(row, found.opd), row["variant"]
            right += 1
        else:
            asked += 1
            proposed += bool(found.candidates) and is_right(row, found.candidates[0])
    assert right + asked == len(VARIANTS) >= 70
    assert (right + proposed) / len(VARIANTS) >= 0.95
    assert asked / len(VARIANTS) <= 0.08


def test_every_name_of_a_list_finds_itself():
    for region, rows in LISTS.groupby("daerah"):
        names = ROSTERS[region].set_index("opd")["name"]
        for name in rows["opd"]:
            found = agencies.match_opd(name.upper(), ROSTERS[region])
            assert found.how == "roster"
            assert names[found.opd] == name


def test_every_usual_name_and_unambiguous_alias_of_the_catalogue_finds_its_code():
    for code, row in agencies.opd_catalogue().iterrows():
        ambiguous = set(row["ambiguous"].split("|"))
        for name in {row["name"], *row["aliases"].split("|")} - ambiguous:
            found = agencies.match_opd(name)
            assert found.opd == code, name


@pytest.mark.parametrize("alias", ["BKD", "DKP", "DKPP", "DPKP", "DPK"])
def test_an_ambiguous_abbreviation_is_asked_with_all_it_can_mean(alias):
    holders = agencies.opd_catalogue()["ambiguous"].str.split("|").map(lambda names: alias in names)
    found = agencies.match_opd(alias)
    assert found.status == "ask"
    assert set(found.candidates) >= set(holders[holders].index)


@pytest.fixture(scope="module")
def nganjuk() -> pd.DataFrame:
    return agencies.sample_rosters()["35.18"]


@pytest.mark.parametrize(
    ("text", "opd"),
    [
        ("Dinas Komunikasi dan Informatika (Diskominfo) Kabupaten Nganjuk", "DISKOMINFO"),
        ("DISKOMINFO NGANJUK", "DISKOMINFO"),
        ("Dinas LH", "DLH"),
        ("DKPP", "DISKANPAN"),
        ("Kertosono", "KEC-35.18.08"),
        ("Kec. Kertosono Kab. Nganjuk", "KEC-35.18.08"),
        ("Kecamatan Nganjuk", "KEC-35.18.13"),
        ("Camat Bagor", "KEC-35.18.14"),
        ("Dinas Kesehatan Kabupaten Nganjuk", "DINKES"),
        ("RSUD Nganjuk", "RSUD"),
        ("Dinas Kesehtan", "DINKES"),
        ("Badan Perencanaan Pembangunan Riset & Inovasi Daerah", "BAPPERIDA"),
    ],
)
def test_a_roster_reads_its_own(nganjuk, text, opd):
    assert agencies.match_opd(text, nganjuk).opd == opd


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("UPT Puskesmas Bagor", "DINKES"),
        ("Bidang Statistik Diskominfo", "DISKOMINFO"),
        ("RSUD Kertosono", "RSUD"),
        ("Dinas Sosial Provinsi Jawa Timur", "DINSOSP3A"),
        ("Dinas Kesehatan Provinsi Jawa Timur", "DINKES"),
        ("Dinas Kesehatan Kabupaten Tuban", "DINKES"),
        ("Dinas Perikanan", "DISKANPAN"),
        ("Bagian Organisasi", "SETDA"),
        ("Kantor Pertanahan", "DISPERKIMTAN"),
        ("Kecamatan Kertosno", "KEC-35.18.08"),
    ],
)
def test_a_part_or_a_relative_of_an_opd_is_asked_and_the_likeliest_comes_first(nganjuk, text, first):
    found = agencies.match_opd(text, nganjuk)
    assert found.status == "ask"
    assert found.candidates[0] == first


@pytest.mark.parametrize(
    "join",
    [
        "{} / {}",
        "{}/{}",
        "{} dan {}",
        "{} & {}",
        "{}, {}",
        "{} serta {}",
        "{} - {}",
        "{} ({})",
        "{} + {}",
        "{}\n{}",
    ],
)
@pytest.mark.parametrize(
    "names",
    [
        ("Dinas Kesehatan", "RSUD"),
        ("RSUD Nganjuk", "Dinkes"),
        ("Dishub", "Diskominfo"),
        ("Dinas Kesehatan Kab. Nganjuk", "Rumah Sakit Umum Daerah"),
        ("Kecamatan Bagor", "Kecamatan Rejoso"),
        ("DLH", "Dinas Pemberdayaan Masyarakat dan Desa"),
    ],
)
def test_two_opd_in_one_text_are_asked_and_come_first(nganjuk, names, join):
    each = [agencies.match_opd(name, nganjuk).opd for name in names]
    found = agencies.match_opd(join.format(*names), nganjuk)
    assert found.status == "ask"
    assert set(found.candidates[:2]) == set(each)


@pytest.mark.parametrize("written", ["{}", "{} Kabupaten Nganjuk", "{} Kab. Nganjuk", "({})"])
@pytest.mark.parametrize("sign", [" dan ", " & "])
def test_an_opd_whose_own_name_joins_is_not_taken_apart(nganjuk, sign, written):
    for opd, name, short in zip(nganjuk["opd"], nganjuk["name"], nganjuk["short"], strict=True):
        own = name.replace(" dan ", sign)
        assert agencies.match_opd(written.format(own), nganjuk).opd == opd
        assert agencies.match_opd(f"{own} ({short})", nganjuk).opd == opd


@pytest.mark.parametrize("text", ["Polres Nganjuk", "Bank Jatim", "", "-", "123", "SMP Negeri 1"])
def test_what_is_no_opd_is_unknown(nganjuk, text):
    assert agencies.match_opd(text, nganjuk).status == "unknown"


def test_all_kecamatan_are_the_nameless_row_of_a_general_roster_but_not_a_named_one():
    general = agencies.general_roster("36.01")
    assert agencies.match_opd("Kecamatan Menes", general).opd == "KEC"
    assert (
        agencies.match_opd("Kecamatan Menes", agencies.roster_from_names(["Kecamatan Labuan"])).status
        == "ask"
    )


def test_two_rows_of_one_name_are_asked():
    twice = pd.concat(
        [
            agencies.roster_from_names(["Dinas Sosial"]),
            agencies.roster_from_names(["Dinas Sosial"]).assign(opd="DINSOS-2"),
        ]
    )
    found = agencies.match_opd("Dinas Sosial", twice)
    assert (found.status, set(found.candidates)) == ("ask", {"DINSOS", "DINSOS-2"})
