"""Rupiah, times, OPD and indicators as people write them in one cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.programmes.programme import KINDS, STATUSES
from reference import agencies, instruments
from survey.programmes import amounts, days, names

KESIAPAN = instruments.load_instrument("kesiapan")
ROSTER = names.RosterNames(agencies.sample_rosters()["35.18"])


@pytest.mark.parametrize(
    ("cell", "factor", "rupiah"),
    [
        *((1_250_000_000.0, 1, 1.25e9), (320.0, 1e6, 3.2e8), (0.0, 1, 0.0)),
        *(("1,2 M", 1, 1.2e9), ("1.2 M", 1, 1.2e9), ("1,25 milyar", 1, 1.25e9), ("2 T", 1, 2e12)),
        *(("Rp1.250.000.000", 1, 1.25e9), ("Rp 1.250.000.000,00", 1, 1.25e9), ("Rp. 95.000.000,-", 1, 9.5e7)),
        *(("500 juta", 1, 5e8), ("500jt", 1, 5e8), ("1.250 juta", 1, 1.25e9), ("750 ribu", 1, 7.5e5)),
        *(("1.250", 1, 1250.0), ("1.250", 1e6, 1.25e9), ("360", 1e6, 3.6e8), ("1,250,000", 1, 1.25e6)),
        *(("1,250,000.50", 1, 1_250_000.5), ("IDR 75.000.000", 1, 7.5e7), ("1,5 M", 1e6, 1.5e9)),
        *(("1,250 M", 1, 1.25e9), ("1 250 000", 1, 1.25e6)),
    ],
)
def test_an_amount_is_read_in_rupiah(cell, factor, rupiah):
    assert amounts.parse_amount(cell, factor) == amounts.MoneyAmount(pytest.approx(rupiah))


@pytest.mark.parametrize("cell", [None, "", "-", " - ", "tidak ada", "nihil"])
def test_no_amount_is_none_and_not_zero(cell):
    assert amounts.parse_amount(cell) == amounts.MoneyAmount()


@pytest.mark.parametrize(
    "cell",
    [
        *("kira-kira dua em", "500-700 juta", "1,250", "1.250 M", "1.25.0", "12,34,56", "sesuai DPA"),
        *("-5 juta", -3.0, 2e15, True, date(2026, 1, 1), "5 jt per desa", "Rp"),
    ],
)
def test_what_may_mean_two_things_or_none_stays_unread(cell):
    assert amounts.parse_amount(cell) == amounts.MoneyAmount(unread=True)


@given(st.integers(0, 99_999_999_999))
def test_whole_rupiah_are_read_however_they_are_grouped(rupiah):
    grouped = f"{rupiah:,}".replace(",", ".")
    for text in (grouped, f"Rp{grouped}", f"Rp {grouped},00", f"Rp. {grouped},-", str(rupiah)):
        assert amounts.parse_amount(text).rupiah == rupiah
    assert amounts.parse_amount(float(rupiah)).rupiah == rupiah


@given(st.integers(1, 9_999), st.sampled_from(["juta", "jt", "Juta"]))
def test_millions_are_read_with_and_without_grouping(millions, word):
    for text in (f"{millions} {word}", f"{millions:,} {word}".replace(",", "."), f"Rp{millions}{word}"):
        assert amounts.parse_amount(text).rupiah == millions * 1e6


@pytest.mark.parametrize(
    ("text", "factor"),
    [("anggaran rp juta", 1e6), ("dalam jutaan rupiah", 1e6), ("rp miliar", 1e9), ("anggaran", 1.0)],
)
def test_the_unit_of_a_heading(text, factor):
    assert amounts.unit_factor_in(text) == factor


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("14 Juni 2026", "2026-06-14", "2026-06-14"),
        ("Senin, 14 Juni 2026", "2026-06-14", "2026-06-14"),
        ("14-06-2026", "2026-06-14", "2026-06-14"),
        ("14/6/26", "2026-06-14", "2026-06-14"),
        ("2026-06-14", "2026-06-14", "2026-06-14"),
        ("3 Agt 2026", "2026-08-03", "2026-08-03"),
        (date(2026, 6, 14), "2026-06-14", "2026-06-14"),
        (46_187.0, "2026-06-14", "2026-06-14"),
        ("Juni 2026", "2026-06-01", "2026-06-30"),
        ("akhir Pebruari 2028", "2028-02-01", "2028-02-29"),
        ("02/2026", "2026-02-01", "2026-02-28"),
        ("TW II 2026", "2026-04-01", "2026-06-30"),
        ("Triwulan 4 2026", "2026-10-01", "2026-12-31"),
        ("Semester I 2026", "2026-01-01", "2026-06-30"),
        ("TA 2026", "2026-01-01", "2026-12-31"),
        (2026.0, "2026-01-01", "2026-12-31"),
    ],
)
def test_a_time_has_a_first_and_a_last_day(cell, first, last):
    assert days.parse_day(cell, last=False).on.isoformat() == first
    assert days.parse_day(cell, last=True).on.isoformat() == last


@pytest.mark.parametrize(
    "cell", ["segera", "31-02-2026", "14 Foo 2026", "1926", 12.0, "", "06/14/2026", None]
)
def test_what_names_no_time_has_no_day(cell):
    assert days.parse_day(cell, last=False) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-2028", "2026-01-01", "2028-12-31"),
        ("2026 s.d. 2028", "2026-01-01", "2028-12-31"),
        ("Januari - Juni 2026", "2026-01-01", "2026-06-30"),
        ("TW II 2026 s.d. Desember 2027", "2026-04-01", "2027-12-31"),
        ("2027", "2027-01-01", "2027-12-31"),
    ],
)
def test_a_span_has_two_ends(text, first, last):
    assert [end.on.isoformat() for end in days.parse_time_span(text)] == [first, last]


def named(text):
    return [(one.text, one.opd) for one in ROSTER.named(text)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Diskominfo", ["DISKOMINFO"]),
        ("DINAS KESEHATAN", ["DINKES"]),
        ("DPMPTSP, Dinas Komunikasi dan Informatika", ["DPMPTSP", "DISKOMINFO"]),
        ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu dan Dinkes", ["DPMPTSP", "DINKES"]),
        ("Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah; DPMD", ["BAPPERIDA", "DPMD"]),
        ("1. Dinkes\n2. DLH\n3. Kec. Berbek", ["DINKES", "DLH", "KEC-35.18.03"]),
        ("Dinkes/DLH & Dishub", ["DINKES", "DLH", "DISHUB"]),
        ("DINKES", ["DINKES"]),
    ],
)
def test_several_opd_in_one_cell_are_told_apart(text, ids):
    assert [opd for _, opd in named(text)] == ids


def test_an_unknown_opd_among_known_ones_stays_in_its_place():
    assert named("Dinkes, Dinas Antah Berantah dan DLH") == [
        ("Dinkes", "DINKES"),
        ("Dinas Antah Berantah", None),
        ("DLH", "DLH"),
    ]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("GOV3.4 → 4; GOV1.1 (3)", {"GOV3.4": 4.0, "GOV1.1": 3.0}),
        ("GOV3.4=4, gov1.1: 3", {"GOV3.4": 4.0, "GOV1.1": 3.0}),
        ("GOV3.4: 2 → 4", {"GOV3.4": 4.0}),
        ("ENV2.5 dari 2 menjadi 4", {"ENV2.5": 4.0}),
        ("Panggilan darurat terpadu ke tingkat 4", {"SOC3.4": 4.0}),
        ("GOV3.4\nGOV1.1", {"GOV3.4": None, "GOV1.1": None}),
        ("GOV3.4 → 3,5", {"GOV3.4": 3.5}),
        ("Tingkat layanan adminduk daring", {"GOV1.4": None}),
    ],
)
def test_indicators_with_their_levels(text, levels):
    found = names.parse_lifts(text, KESIAPAN)
    assert dict(found.levels) == levels
    assert found.unknown == ()


def test_what_is_no_indicator_is_told():
    found = names.parse_lifts("GOV3.4 → 4; BRA9.9; apa saja", KESIAPAN)
    assert dict(found.levels) == {"GOV3.4": 4.0}
    assert found.unknown == ("BRA9.9", "apa saja")


def test_kinds_and_statuses_are_those_of_the_register():
    assert tuple(names.KINDS) == KINDS
    assert set(names.STATUSES) == set(STATUSES)
    words = ("Y", "Tidak aktif", "berjalan sejak 2021", "Usulan baru", "on going", "dibatalkan")
    assert [names.programme_status_named(word) for word in words] == [
        *("berjalan", "dihentikan", "berjalan", "usulan", "berjalan", ""),
    ]
    assert [names.programme_kind_named(word) for word in ("Sistem Informasi", "Perda", "acara")] == [
        "aplikasi",
        "kebijakan",
        "",
    ]


def test_places_lose_what_stands_in_front():
    assert names.split_name_list("Kec. Berbek, Kecamatan Pace; Ngetos dan Sawahan") == (
        *("Berbek", "Pace", "Ngetos", "Sawahan"),
    )
    assert names.means_every_one("Seluruh kecamatan", "kecamatan")
    assert not names.means_every_one("Seluruhnya di Berbek", "kecamatan")
