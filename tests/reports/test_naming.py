"""What an exported file is called."""

from datetime import UTC, date, datetime

import pytest

from reports.naming import document_file_name
from storage.values import Period

OPEN = Period(1, "2026", date(2026, 1, 1), date(2026, 12, 31), 1, False, None)
LOCKED = Period(1, "2026", date(2026, 1, 1), date(2026, 12, 31), 1, False, datetime(2026, 7, 1, tzinfo=UTC))
SAMPLE = Period(2, "2026 contoh", date(2026, 1, 1), date(2026, 12, 31), 2, True, None)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (("Skor", "Kab. Nganjuk", OPEN, "v0.9", "xlsx"), "Skor_Kab-Nganjuk_2026_v0.9_SEMENTARA.xlsx"),
        (
            ("Skor", "Semua daerah", SAMPLE, "v0.9", "json"),
            "Skor_Semua-daerah_2026-contoh_v0.9_SEMENTARA.json",
        ),
        (
            ("Profil_Kesiapan", "Kota Batu", LOCKED, "v1.0", "pdf"),
            "Profil_Kesiapan_Kota-Batu_2026_v1.0_TERKUNCI.pdf",
        ),
    ],
)
def test_the_name_says_what_where_when_by_what_and_how_firm(given, name):
    assert document_file_name(*given) == name


@pytest.mark.parametrize("label", ["2026/I: awal", "..\\2026", "a_b", 'x"<>|?*'])
def test_a_period_cannot_break_the_name(label):
    period = Period(1, label, date(2026, 1, 1), date(2026, 6, 30), 1, False, None)
    name = document_file_name("Skor", "Kab. Nganjuk", period, "kesiapan-0.9", "csv")
    assert not set(name) & set('/\\:*?"<>| ')
    assert name.count("_") == 4
    assert not name.startswith(".")
