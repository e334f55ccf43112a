"""The words for OPD and Sekda: complete, dated in Indonesian, and without blame."""

from datetime import date

import pandas as pd
import pytest

from workflow.dates import format_long_day
from workflow.setup.opd_states import REFUSED, SENT, WAITS
from workflow.setup.reminders import CameFile, SurveyRound, write_reminder, write_weekly_recap

ROUND = SurveyRound("Kab. Nganjuk", "2026")

DAY = date(2026, 8, 14)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 14), "Jumat, 14 Agustus 2026"),
        (date(2026, 1, 1), "Kamis, 1 Januari 2026"),
        (date(2026, 12, 6), "Minggu, 6 Desember 2026"),
    ],
)
def test_days_are_named(day, words):
    assert format_long_day(day) == words


def test_an_opd_without_a_file_is_asked_for_it_by_the_day():
    text = write_reminder("Dinas Kesehatan", ROUND, sent=False, deadline=DAY)
    assert text.startswith("Yth. Pimpinan Dinas Kesehatan\nKab. Nganjuk")
    assert "belum kami terima" in text
    assert "paling lambat Jumat, 14 Agustus 2026" in text


def test_an_opd_with_gaps_is_told_which_and_no_more_than_ten():
    missing = [f"LIV1.{number} Pertanyaan" for number in range(1, 13)]
    text = write_reminder("Dinas Kesehatan", ROUND, sent=True, missing=missing)
    assert "Mohon lengkapi 12 pertanyaan berikut:" in text
    assert "- LIV1.10 Pertanyaan\n- dan 2 pertanyaan lain" in text
    assert "paling lambat" not in text


def test_what_is_wrong_with_a_file_is_not_called_questions():
    came = CameFile("a.xlsx", refused=True, problems=[f"Sel C{number} rusak" for number in range(1, 14)])
    text = write_reminder("Dinas Kesehatan", ROUND, sent=False, came=came)
    assert "- Sel C10 rusak\n- dan 3 hal lain" in text


def test_a_complete_opd_is_thanked_and_asked_for_nothing():
    text = write_reminder("Dinas Kesehatan", ROUND, sent=True, deadline=DAY)
    assert "Seluruh pertanyaan sudah terjawab" in text
    assert "Mohon" not in text


def senders(*rows):
    columns = ["name", "sent", "asked", "answered", "evidence"]
    return pd.DataFrame(rows, columns=columns)


def test_recap_counts_names_and_gaps():
    table = senders(
        ("Dinas Kesehatan", True, 5, 3, 1), ("Dinas Pendidikan", True, 2, 2, 2), ("Setwan", False, 0, 0, 0)
    )
    text = write_weekly_recap(ROUND, table, date(2026, 8, 3), DAY)
    assert "Keadaan Senin, 3 Agustus 2026" in text
    assert "- OPD sudah mengirim: 2 dari 3 (67%)" in text
    assert "- Pertanyaan terjawab: 5 dari 7 (71%)" in text
    assert "- Jawaban berbukti atau terverifikasi: 3 dari 5 (60%)" in text
    assert "- Batas pengiriman: Jumat, 14 Agustus 2026" in text
    assert "Belum mengirim (1):\n- Setwan" in text
    assert "Sudah mengirim, perlu dilengkapi (1):\n- Dinas Kesehatan: 2 pertanyaan" in text


def test_recap_never_rounds_to_all_or_nothing():
    text = write_weekly_recap(ROUND, senders(("A", True, 1000, 999, 1)), DAY)
    assert "999 dari 1000 (99%)" in text
    assert "1 dari 999 (1%)" in text


def test_recap_of_a_complete_region_says_so():
    text = write_weekly_recap(ROUND, senders(("A", True, 2, 2, 2)), DAY)
    assert "Seluruh OPD sudah mengirim dan seluruh pertanyaan sudah terjawab." in text
    assert "Belum mengirim" not in text


def test_recap_of_no_opd_divides_by_nothing():
    assert "0 dari 0 (0%)" in write_weekly_recap(ROUND, senders(), DAY)


def test_a_recap_of_a_closed_period_asks_for_nothing():
    table = senders(("A", True, 2, 1, 1), ("B", False, 2, 0, 0), ("C", False, 2, 0, 0))
    table = table.assign(file="b.xlsx", problems="Pilih nilai 1–5.", state=[SENT, REFUSED, WAITS])
    closed = SurveyRound("Kab. Nganjuk", "2026", closed=True)
    text = write_weekly_recap(closed, table, DAY, DAY)
    assert "Mengirim, berkasnya tidak dapat dipakai (1):\n- B: b.xlsx" in text
    assert "Mengirim, berkasnya tidak dipastikan (1):\n- C: b.xlsx" in text
    for word in ("Pilih", "perlu", "menunggu", "Batas", "sudah mengirim", "Sudah mengirim", "belum"):
        assert word not in text
