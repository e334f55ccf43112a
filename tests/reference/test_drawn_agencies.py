"""Names of OPD as people write them, drawn over many rosters (benchmarks/drawn_agencies.py)."""

from collections import Counter

import pytest

from benchmarks import drawn_names
from reference import agencies

# An abbreviation that nobody uses, or with a slip, is asked, and not always with the right one first.
HARDEST = {"singkatan buatan", "singkatan salah ketik"}
ONLY_ASKED = {"sebagian nama", "kecamatan salah ketik", "bagian Setda"}


@pytest.fixture(scope="module")
def outcomes():
    return drawn_names.count_agencies(13)


def test_no_opd_is_silently_another(outcomes):
    assert sum(counts["wrong"] for counts in outcomes.values()) == 0


def test_bounds(outcomes):
    everything = sum(outcomes.values(), Counter())
    assert everything.total() > 3500
    assert everything["right"] + everything["asked"] >= 0.97 * everything.total()
    assert everything["right"] >= 0.92 * everything.total()


def test_every_way_of_writing_is_right_or_asked_with_the_right_one_first(outcomes):
    for way, counts in outcomes.items():
        least = 0.85 if way in HARDEST else 0.96
        assert counts["right"] + counts["asked"] >= least * counts.total(), (way, counts)


def test_slips_and_other_words_are_read_and_not_asked(outcomes):
    for way in outcomes.keys() - HARDEST - ONLY_ASKED - {"RSUD", "kecamatan", "inggris"}:
        assert outcomes[way]["right"] >= 0.97 * outcomes[way].total(), (way, outcomes[way])


def test_a_kecamatan_with_a_slip_is_only_asked(outcomes):
    assert all(outcomes[way]["right"] == 0 for way in ONLY_ASKED - {"sebagian nama"})


def test_a_part_of_a_name_is_read_only_where_the_opd_took_that_office_over_whole(outcomes):
    """ "Dinas Pendidikan" where DISDIKBUD took it over; "Dinas Perikanan" is asked."""
    part = outcomes["sebagian nama"]
    assert part["right"] + part["asked"] == part.total()
    assert part["asked"] > 0


@pytest.fixture(scope="module")
def roster():
    return agencies.roster_from_names(
        [
            "Sekretariat Daerah",
            "Dinas Pendidikan dan Kebudayaan",
            "Dinas Kesehatan",
            "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
            "Dinas Pengendalian Penduduk dan Keluarga Berencana",
            "Dinas Pemberdayaan Masyarakat dan Desa",
            "Dinas Kepemudaan, Olahraga dan Pariwisata",
            "Dinas Perindustrian dan Perdagangan",
            "Dinas Pertanian dan Ketahanan Pangan",
            "Dinas Komunikasi dan Informatika",
            "Badan Perencanaan Pembangunan Daerah",
        ]
    )


@pytest.mark.parametrize(
    ("text", "opd"),
    [
        ("Dinas Kesehtan", "DINKES"),
        ("Dians Kesehatan", "DINKES"),
        ("DinasKesehatan", "DINKES"),
        ("Kantor Dinas Kesehatan Kab. Ngawi", "DINKES"),
        ("Pemkab Ngawi - Dinas Kesehatan", "DINKES"),
        ("Health Office", "DINKES"),
        ("Department of Education and Culture", "DISDIKBUD"),
        ("Regional Development Planning Agency", "BAPPEDA"),
        ("Dinas Pemuda, Olah Raga & Pariwisata", "DISPORAPAR"),
        ("Dinas Perdagangan dan Perindustrian", "DISPERINDAG"),
        ("BPPD", "BAPPEDA"),
        ("Disdagperin", "DISPERINDAG"),
        ("Dinpangtan", "DISTANPAN"),
        ("Dinas P dan K", "DISDIKBUD"),
        ("DPPPA", "DP3A"),
        ("Diskomnifo", "DISKOMINFO"),
        ("Dinas Pendidikan", "DISDIKBUD"),
    ],
)
def test_what_can_mean_only_one_is_read(roster, text, opd):
    assert agencies.match_opd(text, roster).opd == opd


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("BP3APKBPMPD", "DP3A"),
        ("Dinas Perindustrian", "DISPERINDAG"),
        ("DISDIKPORA", "DISDIKBUD"),
        ("Dinas Kesehatan (Diskominfo)", "DINKES"),
        ("DKOP", "DISPORAPAR"),
        ("DISKESKOMINFO", "DINKES"),
        ("Puskesmas Geneng (Dinkes)", "DINKES"),
        ("Setda - Bagian Kerja Sama", "SETDA"),
    ],
)
def test_what_may_mean_another_is_asked_with_the_likeliest_first(roster, text, first):
    found = agencies.match_opd(text, roster)
    assert (found.status, found.candidates[:1]) == ("ask", (first,))


@pytest.mark.parametrize(
    "text", ["Kabupaten Ngawi", "Skor", "Catatan", "40% desa/kelurahan atau lebih", "Papua"]
)
def test_what_names_no_opd_asks_nothing(roster, text):
    assert agencies.match_opd(text, roster).status == "unknown"
