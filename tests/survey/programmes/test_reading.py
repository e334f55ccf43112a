"""Workbooks of programmes: the published layouts, and dirty tables of others."""

from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from survey.programmes import ProgrammeContext, read_programme_file
from survey.values import SourceFile
from tests import shared
from tests.survey.making import book as workbook_of
from tests.survey.programmes.tables import HEADINGS, KESIAPAN, ROSTER, SOURCE, codes, layout, of, only


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
    told = ProgrammeContext(KESIAPAN, ROSTER, 2026, {"Judul": "name", "Warna": "dimension"})
    assert only(*rows, source=told).given["dimension"] == "LIV"


def test_the_lead_column_may_name_several_opd():
    row = only(("Nama Program", "OPD", "Dimensi"), ("Kanal", "Diskominfo; Dinkes; Dinas Antah", "GOV"))
    assert (row.given["lead"], row.given["support"]) == ("DISKOMINFO", ("DINKES",))
    assert row.unread == {"support": "Dinas Antah"}


def test_a_file_without_programmes_says_so():
    found = of(("Nama", "NIP"), ("Sari", "1987"))
    assert (found.rows, [one.code for one in found.findings]) == ((), ["P19"])
    refused = read_programme_file(SourceFile("rusak.xlsx", b"PK\x03\x04 rusak"), SOURCE)
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
    bare = ProgrammeContext(KESIAPAN, ROSTER[ROSTER["district"] == ""], 2026)
    assert only(headings, row, source=bare).given["districts"] == ("Seluruh kecamatan",)
    assert len(only(headings, row).given["districts"]) == 20


def test_every_column_that_goes_to_the_note_is_named_in_full():
    extra = [f"Warna cat pagar ke-{word}" for word in ("satu", "dua", "tiga", "empat", "lima", "enam")]
    found = of(("Nama Program", "OPD", "Dimensi", *extra), ("Kanal", "Dinkes", "GOV", *["biru"] * len(extra)))
    (told,) = [one.message for one in found.findings if one.code == "P15"]
    assert all(heading in told for heading in extra)


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
    found = read_programme_file(SourceFile("a.xlsx", workbook_of(("Program 2026", rows))), SOURCE)
    assert found.rows[0].given["costs"] == {2026: 1.2e9}
    assert found.sha256


def test_a_row_that_is_left_out_is_said():
    found = of(
        HEADINGS,
        ("Antrean", "LIV", "Dinkes", 1e8, "usulan"),
        ("Kartu", "LIV", "Dinkes", 1e8, "usulan"),
        ("Jumlah", None, None, 2e8, None),
        (),
        ("Taman", None, None, None, None),
    )
    assert [row.given["name"] for row in found.rows] == ["Antrean", "Kartu"]
    assert [one.code for one in found.findings] == ["P31", "P31"]
    assert found.tables[0].left == ((4, "jumlah"), (6, "catatan atau tanda tangan"))
