"""Workbooks of programmes: the published layouts, dirty tables of others, and our own read back unchanged."""

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from planning.programme import KINDS, STATUSES, Programme, Realisation
from reference import agencies, instruments
from survey.grid import Sheet, Workbook
from survey.programmes import Source, read, reading, workbook
from survey.values import SourceFile
from tests import shared
from tests.survey.making import book as workbook_of

KESIAPAN = instruments.load("kesiapan")
ROSTER = agencies.sample_rosters()["35.18"]
SOURCE = Source(KESIAPAN, ROSTER, 2026)
HEADINGS = ("Nama Program", "Dimensi", "OPD", "Biaya 2026", "Status")


def of(*rows, source=SOURCE, **sheet):
    grid = Sheet("Program", tuple(tuple(row) for row in rows), **sheet)
    return reading.of(Workbook("xlsx", "calamine", (grid,)), "a.xlsx", source)


def only(*rows, **more):
    (row,) = of(*rows, **more).rows
    return row


def codes(row):
    return [(one.code, one.cell) for one in row.findings]


def test_a_clean_row_gives_its_fields_without_a_remark():
    row = only(HEADINGS, ("Kanal aduan", "Smart Governance", "Dinas Kesehatan", 1.25e9, "usulan"))
    assert row.given == {
        "name": "Kanal aduan",
        "dimension": "GOV",
        "lead": "DINKES",
        "costs": {2026: 1.25e9},
        "status": "usulan",
    }
    assert (row.row, row.unread, row.findings) == (2, {}, ())


def test_bad_cells_are_told_where_they_stand_and_what_they_said_is_kept():
    row = only(HEADINGS, ("Kanal aduan", "Smart Mobility", "Dinas Antah Berantah", "dua em", "entah"))
    assert row.unread == {
        "dimension": "Smart Mobility",
        "lead": "Dinas Antah Berantah",
        "costs": "2026: dua em",
        "status": "entah",
    }
    assert codes(row) == [("P05", "B2"), ("P01", "C2"), ("P06", "E2"), ("P03", "D2")]
    assert all(one.sheet == "Program" and one.file == "a.xlsx" and one.proposal for one in row.findings)


def test_a_row_without_a_name_is_kept_and_told():
    row = only(HEADINGS, (None, "Smart Living", "Dinkes", 5e8, None))
    assert row.given["name"] == ""
    assert codes(row)[0] == ("P08", "A2")
    assert row.given["costs"] == {2026: 5e8}


def test_formulas_without_a_value_and_errors_are_told():
    rows = (HEADINGS, ("Kanal", "GOV", "Dinkes", None, "usulan"), ("Kartu", "GOV", "#REF!", 1e8, "usulan"))
    first, second = of(*rows, uncomputed=frozenset({"D2"}), errors={"C3": "#REF!"}).rows
    assert codes(first) == [("P17", "D2")]
    assert codes(second) == [("P17", "C3")]


def test_totals_are_no_programme_and_titles_no_heading():
    found = of(
        ("DAFTAR PROGRAM SMART CITY",),
        (),
        ("No", *HEADINGS),
        (1.0, "Kanal aduan", "GOV", "Diskominfo", 1e8, "usulan"),
        (2.0, "Bank sampah", "ENV", "DLH", 2e8, "usulan"),
        ("Jumlah", None, None, None, 3e8, None),
    )
    assert [row.given["name"] for row in found.rows] == ["Kanal aduan", "Bank sampah"]


def test_a_dimension_is_taken_from_merged_cells_and_from_bands():
    merged = of(
        ("Dimensi", "Nama Program", "OPD"),
        ("Smart Living", "Antrean", "Dinkes"),
        (None, "Telemedisin", "Dinkes"),
        merges=((1, 0, 2, 0),),
    )
    assert [row.given["dimension"] for row in merged.rows] == ["LIV", "LIV"]
    banded = of(
        ("Nama Program", "OPD", "Anggaran 2026"),
        ("Smart Living", None, None),
        ("Antrean", "Dinkes", 1e8),
        ("Smart Environment", None, None),
        ("Bank sampah", "DLH", 1e8),
    )
    assert [row.given["dimension"] for row in banded.rows] == ["LIV", "ENV"]


def test_years_and_units_stand_in_headings_of_two_rows():
    row = only(
        ("Nama Program", "OPD", None, "Anggaran (Rp juta)", None, None),
        (None, "Utama", "Pendukung", 2026.0, 2027.0, 2028.0),
        ("Bank sampah", "DLH", "DPMD, Dinkes", 320.0, "360", "1.250"),
        merges=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 5)),
    )
    assert row.given["costs"] == {2026: 3.2e8, 2027: 3.6e8, 2028: 1.25e9}
    assert row.given["support"] == ("DPMD", "DINKES")


def test_the_unit_may_stand_above_the_table():
    first, _ = of(
        ("Rencana anggaran (dalam jutaan rupiah)",),
        (),
        HEADINGS,
        ("Bank sampah", "ENV", "DLH", 320.0, "usulan"),
        ("Kanal aduan", "GOV", "Dinkes", 100.0, "usulan"),
    ).rows
    assert first.given["costs"] == {2026: 3.2e8}


def test_a_cost_without_a_year_goes_to_the_first_year_and_says_so():
    headings = ("Nama Program", "OPD", "Perkiraan Anggaran", "Mulai")
    row = only(headings, ("Bank sampah", "DLH", "1,2 M", "Juni 2027"))
    assert row.given["costs"] == {2027: 1.2e9}
    assert [code for code, _ in codes(row)] == ["P10", "P16", "P11"]


def test_indicators_without_a_level_get_the_target_of_the_instrument():
    headings = ("Nama Program", "OPD", "Indikator Kesiapan")
    row = only(headings, ("Kanal", "Dinkes", "GOV3.4 → 4; GOV1.1; BRA9.9"))
    target = KESIAPAN.framework.targets()["GOV1.1"]
    assert row.given["lifts"] == {"GOV3.4": 4.0, "GOV1.1": target}
    assert row.unread == {"lifts": "BRA9.9"}
    assert [code for code, _ in codes(row)] == ["P12", "P02"]


def test_other_headings_are_read_by_likeness_and_what_is_left_stays_in_the_note():
    found = of(
        (
            "Nama program inovasinya",
            "Dimensi Smart City-nya",
            "OPD penanggung jawab kegiatan",
            "Warna",
            "No HP",
        ),
        ("Kanal aduan", "Smart Governance", "Diskominfo", "biru", "081234567890"),
        ("Bank sampah", "Smart Environment", "DLH", "hijau", "081234567891"),
    )
    assert found.rows[0].given == {
        "name": "Kanal aduan",
        "dimension": "GOV",
        "lead": "DISKOMINFO",
        "note": "Warna: biru",
    }
    assert {one.code for one in found.findings} == {"W70", "W32", "P15"}


def test_the_user_may_say_what_a_column_means():
    rows = (("Judul", "OPD", "Warna", "Biaya 2026"), ("Kanal", "Dinkes", "Smart Living", 1e8))
    assert of(*rows).rows == ()
    told = Source(KESIAPAN, ROSTER, 2026, {"Judul": "name", "Warna": "dimension"})
    assert only(*rows, source=told).given["dimension"] == "LIV"


def test_the_lead_column_may_name_several_opd():
    row = only(("Nama Program", "OPD", "Dimensi"), ("Kanal", "Diskominfo; Dinkes; Dinas Antah", "GOV"))
    assert (row.given["lead"], row.given["support"]) == ("DISKOMINFO", ("DINKES",))
    assert row.unread == {"support": "Dinas Antah"}


def test_a_file_without_programmes_says_so():
    found = of(("Nama", "NIP"), ("Sari", "1987"))
    assert (found.rows, [one.code for one in found.findings]) == ((), ["P19"])
    refused = read(SourceFile("rusak.xlsx", b"PK\x03\x04 rusak"), SOURCE)
    assert refused.rows == ()
    assert refused.findings[0].severity == "error"


def test_the_first_benefit_is_read_under_its_own_heading():
    row = only(
        (*HEADINGS, "Manfaat terasa sejak"), ("Antrean daring", "LIV", "Dinkes", 1e9, "usulan", "Juni 2027")
    )
    assert row.given["benefit"] == date(2027, 6, 1)
    assert codes(row) == [("P10", "F2")]


def test_all_kecamatan_are_kept_where_the_list_of_opd_has_none():
    headings, row = ("Nama Program", "OPD", "Kecamatan"), ("Bank sampah", "DLH", "Seluruh kecamatan")
    bare = Source(KESIAPAN, ROSTER[ROSTER["district"] == ""], 2026)
    assert only(headings, row, source=bare).given["districts"] == ("Seluruh kecamatan",)
    assert len(only(headings, row).given["districts"]) == 20


REALISED = ("Nama Program", "OPD", "Realisasi 2025 (%)")


@pytest.mark.parametrize(
    ("cell", "done", "said"),
    [
        (85.0, 85.0, []),
        ("85%", 85.0, []),
        (0.85, 85.0, ["Realisasi '0,85' dibaca: 85%."]),
        ("0,5%", 0.5, []),
        (0.0, 0.0, []),
    ],
)
def test_a_share_of_one_is_taken_for_per_cent_and_told(cell, done, said):
    row = only(REALISED, ("Bank sampah", "DLH", cell))
    assert row.given["realisation"] == {2025: {"done": done}}
    assert [one.message for one in row.findings] == said


@pytest.mark.parametrize("cell", [150.0, -5.0, "101%"])
def test_more_or_less_than_can_be_done_is_told_and_counts_nowhere(cell):
    row = only(REALISED, ("Bank sampah", "DLH", cell))
    assert "realisation" not in row.given
    assert codes(row) == [("P26", "C2")]
    assert row.unread["realisation"]


def test_what_was_done_in_the_nth_year_is_of_a_calendar_year():
    headings = ("Nama Program", "OPD", "Capaian T2", "Mulai")
    row = only(headings, ("Bank sampah", "DLH", 40.0, "Juni 2027"))
    assert row.given["realisation"] == {2028: {"done": 40.0}}


@pytest.mark.parametrize(
    ("cell", "target", "told"),
    [("1.250", 1250.0, ["P20"]), ("2.500.000 ", 2.5e6, ["P20"]), ("1,25", 1.25, []), (1.25, 1.25, [])],
)
def test_points_part_the_thousands_of_a_target(cell, target, told):
    row = only(("Nama Program", "OPD", "Target"), ("Bank sampah", "DLH", cell))
    assert row.given["target"] == target
    assert [code for code, _ in codes(row)] == told


def test_every_column_that_goes_to_the_note_is_named_in_full():
    extra = [f"Warna cat pagar ke-{word}" for word in ("satu", "dua", "tiga", "empat", "lima", "enam")]
    found = of(("Nama Program", "OPD", "Dimensi", *extra), ("Kanal", "Dinkes", "GOV", *["biru"] * len(extra)))
    (told,) = [one.message for one in found.findings if one.code == "P15"]
    assert all(heading in told for heading in extra)


def layout(name):
    text = (shared.SHARED / "facts" / "layouts" / name).read_text(encoding="utf-8")
    return tuple(text.strip().split(","))


@shared.needs_shared
@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        (
            "L10_program_peta_jalan.csv",
            {
                *(("Dimensi", "Smart Governance"), ("Subdimensi", "Kebijakan Publik")),
                *(("Program Smart City", "Kanal aduan"), ("OPD Penanggung Jawab", "Diskominfo")),
                *(("Kegiatan/Sub Kegiatan", "2.16.02.2.01.04 Pengelolaan konten"),),
                *(
                    ("Perkiraan Anggaran", "1,2 M"),
                    ("Baseline", 60.0),
                    ("Target T5", 95.0),
                    ("Status", "usulan"),
                ),
                *(("Quick Win (Y/T)", "Y"), ("OPD Pendukung/Mitra", "Dinkes; BPS")),
            },
            {
                *(("dimension", "GOV"), ("subdimension", "GOV3"), ("lead", "DISKOMINFO"), ("target", 95.0)),
                *(("code", "2.16.02.2.01.04"), ("renja", "Pengelolaan konten"), ("support", ("DINKES",))),
            },
        ),
        (
            "L07_inventaris_aplikasi.csv",
            {
                *(
                    ("No", 1.0),
                    ("Judul Aplikasi", "SIPANDU"),
                    ("Unit Pemilik", "Dinkes"),
                    ("Status Aktif", "Y"),
                ),
                *(
                    ("Tahun Pembuatan", 2021.0),
                    ("Nilai Kontrak", "Rp 125.000.000,-"),
                    ("Unit Pengguna", "DPMD"),
                ),
            },
            {
                *(("kind", "aplikasi"), ("lead", "DINKES"), ("status", "berjalan"), ("since", 2021)),
                *(("support", ("DPMD",)),),
            },
        ),
        (
            "L11_quick_win.csv",
            {
                *(("Dimensi", "Smart Living"), ("Nama Inovasi", "Antrean daring"), ("OPD", "Dinkes")),
                *(("Masalah Strategis RPJMD", "Antrean panjang"), ("Identifikasi Risiko", "Gawai")),
                *(("Mitigasi Risiko", "Kader"), ("Lolos", "Y")),
            },
            {
                *(("dimension", "LIV"), ("lead", "DINKES"), ("problem", "Antrean panjang")),
                *(("risk", "Gawai"), ("mitigation", "Kader")),
            },
        ),
    ],
)
def test_the_published_layouts_are_read(name, cells, expected):
    headings = layout(name)
    given = dict(cells)
    assert set(given) <= set(headings)
    row = only(headings, tuple(given.get(heading) for heading in headings))
    assert dict(expected).items() <= row.given.items()
    assert row.unread == {}


def contents(*programmes):
    years = range(2026, 2031)
    return workbook.Contents(
        KESIAPAN, ROSTER, "Kab. Nganjuk", "2026", years, [asdict(one) for one in programmes]
    )


def back(*programmes):
    found = read(SourceFile("program.xlsx", workbook.write(contents(*programmes))), SOURCE)
    assert not [one for one in found.remarks if one.severity == "error"]
    return [row.given for row in found.rows]


WHOLE = Programme(
    "p1",
    "Kanal aduan; satu pintu",
    problem="=1+1 Aduan\ntersebar",
    kind="layanan",
    dimension="GOV",
    subdimension="GOV3",
    lifts={"GOV3.4": 4.0, "GOV1.1": 3.0},
    lead="DISKOMINFO",
    support=("DINKES", "BAPPERIDA"),
    districts=("Berbek", "Pace"),
    villages=("Sumberjo",),
    costs={2026: 1.25e9, 2031: 1.5},
    funds="APBD",
    rpjmd="T1",
    renstra="S1",
    renja="Pengelolaan konten",
    code="2.16.02.2.01.04",
    status="berjalan",
    since=2023,
    start=date(2026, 3, 2),
    end=date(2031, 12, 31),
    benefit=date(2026, 9, 1),
    measure="Aduan selesai",
    unit="persen",
    baseline=0.0,
    target=95.5,
    risk="Lambat",
    mitigation="Batas waktu",
    after=("p2",),
    data_from=("DISDUKCAPIL",),
    realisation={2024: Realisation(1.0, "Mulai"), 2025: Realisation(85.0, "74 persen")},
    note="Tautan: ada\nMedia: web",
)


def test_the_template_is_read_back_unchanged():
    other = Programme("p2", "Jaringan intra", lead="DISKOMINFO", status="usulan")
    first, second = back(WHOLE, other)
    told = {name: value for name, value in asdict(WHOLE).items() if value not in ("", (), {}, None)}
    assert first == told | {"after": ("Jaringan intra",)}
    assert second == {"key": "p2", "name": "Jaringan intra", "lead": "DISKOMINFO", "status": "usulan"}


def test_an_empty_template_holds_no_programme():
    found = read(SourceFile("program.xlsx", workbook.write(contents())), SOURCE)
    assert found.rows == ()


texts = st.text("abc de-Z", max_size=12).map(lambda text: " ".join(text.split())).filter(lambda t: t != "-")
programmes = st.builds(
    Programme,
    key=st.integers(1, 10**6).map("p{}".format),
    name=texts.filter(bool),
    kind=st.sampled_from(["", *KINDS]),
    dimension=st.sampled_from(["", "GOV", "SOC"]),
    lifts=st.dictionaries(
        st.sampled_from(KESIAPAN.framework.leaves), st.integers(1, 5).map(float), max_size=3
    ),
    lead=st.sampled_from(["", *ROSTER["opd"]]),
    data_from=st.lists(st.sampled_from(list(ROSTER["opd"])), unique=True, max_size=4).map(tuple),
    costs=st.dictionaries(st.integers(2024, 2035), st.integers(0, 10**12).map(float), max_size=4),
    status=st.sampled_from(STATUSES),
    start=st.none() | st.dates(date(2001, 1, 1), date(2050, 12, 31)),
    target=st.none() | st.integers(-1000, 10**6).map(float),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@drawn(st.lists(programmes, min_size=1, max_size=5, unique_by=lambda one: one.key))
def test_any_register_is_read_back_unchanged(register):
    for one, given in zip(register, back(*register), strict=True):
        told = {name: value for name, value in asdict(one).items() if value not in ("", (), {}, None)}
        assert given == told


DIRT = {
    "cost": ["1,2 M", "Rp1.200.000.000", "1.200 juta", "Rp 1.200.000.000,-", 1.2e9, "1200jt"],
    "lead": ["Diskominfo", "DINAS KOMUNIKASI DAN INFORMATIKA", "Dinas Kominfo", "Kominfo", " Diskominfo "],
    "start": ["Januari 2026", "01/01/2026", "1 Januari 2026", 2026.0, "TW I 2026", date(2026, 1, 1)],
    "dimension": ["Smart Governance", "GOVERNANCE", "gov", "Dimensi Governance", "Tata Kelola"],
    "status": ["berjalan", "Berjalan", "Aktif", "Y", "on going", "sudah berjalan"],
}


@settings(max_examples=40, deadline=None)
@drawn(st.fixed_dictionaries({field: st.sampled_from(cells) for field, cells in DIRT.items()}), st.randoms())
def test_however_a_row_is_written_it_says_the_same(cells, random):
    titles = {"cost": "Anggaran 2026", "lead": "Perangkat Daerah", "start": "Waktu Mulai"}
    titles |= {"dimension": "Pilar", "status": "Status Program"}
    columns = [("Nama Program", "Kanal aduan"), *((titles[name], cell) for name, cell in cells.items())]
    random.shuffle(columns)
    headings, row = zip(*columns, strict=True)
    assert only(headings, row).given == {
        "name": "Kanal aduan",
        "dimension": "GOV",
        "lead": "DISKOMINFO",
        "costs": {2026: 1.2e9},
        "status": "berjalan",
        "start": date(2026, 1, 1),
    }


def test_a_real_file_goes_through_the_safe_reader():
    rows = [HEADINGS, ("Kanal aduan", "GOV", "Dinkes", "1,2 M", "usulan")]
    found = read(SourceFile("a.xlsx", workbook_of(("Program 2026", rows))), SOURCE)
    assert found.rows[0].given["costs"] == {2026: 1.2e9}
    assert found.sha256
