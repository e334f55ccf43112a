"""What the texts of a list of OPD are."""

import pytest

from survey.roster import wording


@pytest.mark.parametrize(
    ("text", "mark", "name"),
    [
        ("1. Dinas Sosial", "1", "Dinas Sosial"),
        ("12) Dinas Sosial", "12", "Dinas Sosial"),
        ("3 Dinas Sosial", "3", "Dinas Sosial"),
        ("4.Dinas Sosial", "4", "Dinas Sosial"),
        ("(5) Dinas Sosial", "5", "Dinas Sosial"),
        ("a. Bagian Hukum", "a", "Bagian Hukum"),
        ("IV. DINAS", "IV", "DINAS"),
        ("1.02.01 - Dinas Kesehatan", "1.02.01", "Dinas Kesehatan"),
        ("• Dinas Sosial", "•", "Dinas Sosial"),
        ("KEC. Jenu", "", "KEC. Jenu"),
        ("Dr. Soetomo", "", "Dr. Soetomo"),
        ("RSUD dr. Koesma", "", "RSUD dr. Koesma"),
    ],
)
def test_a_number_in_front_is_no_part_of_the_name(text, mark, name):
    assert wording.split_number(text) == (mark, name)


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Dinas Kesehatan (Dinkes)", "Dinas Kesehatan", "Dinkes"),
        ("Dinas Kesehatan - DINKES", "Dinas Kesehatan", "DINKES"),
        ("Dinas Kesehatan / Dinkes", "Dinas Kesehatan", "Dinkes"),
        ("DINKES - Dinas Kesehatan", "Dinas Kesehatan", "DINKES"),
        ("Dinas Kesehatan (Dinkes); dan", "Dinas Kesehatan", "Dinkes"),
        ("BPBD.", "BPBD", ""),
        ("Inspektorat (ITDA)", "Inspektorat", "ITDA"),
        (
            "Badan Kesatuan Bangsa dan Politik [Bakesbangpol]",
            "Badan Kesatuan Bangsa dan Politik",
            "Bakesbangpol",
        ),
        ("Dinas Kesehatan (Tipe A)", "Dinas Kesehatan (Tipe A)", ""),
        ("Kecamatan Kudus (Kota)", "Kecamatan Kudus (Kota)", ""),
        ("Setda - Bagian Hukum", "Setda - Bagian Hukum", ""),
        ("Dinas Kesehatan (UPT Labkesda)", "Dinas Kesehatan (UPT Labkesda)", ""),
    ],
)
def test_a_short_name_behind_a_name_is_told_from_what_belongs_to_it(text, name, short):
    assert wording.split_short(text) == (name, short)


@pytest.mark.parametrize(
    ("heading", "rank"),
    [
        ("NAMA PERANGKAT DAERAH / SKPD", 3),
        ("Instansi", 3),
        ("Unit Organisasi", 3),
        ("Nama Dinas/Badan", 3),
        ("Nama Perangkat Daerah (Singkatan)", 3),
        ("Nama", 1),
        ("Kepala Perangkat Daerah", 0),
        ("Kode SKPD", 0),
        ("Nama Singkat OPD", 0),
        ("Jumlah Pegawai OPD", 0),
        ("Jenis OPD", 0),
    ],
)
def test_headings_over_names_are_told_from_those_over_other_facts(heading, rank):
    assert wording.name_heading_rank(heading) == rank


@pytest.mark.parametrize("text", ["DINAS", "Dinas-dinas", "Lembaga Teknis Daerah", "UNSUR STAF", "Kecamatan"])
def test_a_group_is_no_opd(text):
    assert wording.is_group_name(text)
    assert not wording.is_opd_name(text)


@pytest.mark.parametrize("text", ["Inspektorat", "Sekretariat Daerah", "RSUD", "Bappeda", "Kec. Bancar"])
def test_what_is_known_as_it_stands_is_an_opd(text):
    assert wording.is_opd_name(text)


@pytest.mark.parametrize(
    "text", ["Kepala Bagian Umum", "Sekretaris Daerah", "DAFTAR SKPD", "Pemerintah Kota"]
)
def test_signatures_and_titles_are_no_opd(text):
    assert not wording.is_opd_name(text)
