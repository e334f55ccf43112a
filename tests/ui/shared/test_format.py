"""Numbers, dates and names as Indonesian readers write them."""

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.shared import format


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (950, "Rp950"),
        (1_250, "Rp1.250"),
        (999_999, "Rp999.999"),
        (1_000_000, "Rp1 juta"),
        (995_000_000, "Rp995 juta"),
        (999_999_999, "Rp1 miliar"),
        (1_250_000_000, "Rp1,25 miliar"),
        (2_500_000_000_000, "Rp2,50 triliun"),
        (-1_250_000_000, "−Rp1,25 miliar"),
        (math.nan, "Data kurang"),
    ],
)
def test_rupiah_has_no_space_and_a_word_from_a_million_on(value, text):
    assert format.format_rupiah(value) == text


def test_a_moment_is_told_in_western_indonesian_time():
    assert format.format_moment(datetime(2022, 6, 13, 17, 20, tzinfo=UTC)) == "14 Juni 2022 pukul 00.20 WIB"
    assert format.format_moment(datetime(2022, 6, 14, 7, 5)) == "14 Juni 2022 pukul 14.05 WIB"
    assert format.local_day(datetime(2022, 6, 13, 17, 20, tzinfo=UTC)) == date(2022, 6, 14)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,5", 3.5),
        ("3.5", 3.5),
        (" 1.250,75 ", 1250.75),
        ("1.250", 1250.0),
        ("-12.000.000", -12e6),
        ("0.125", 0.125),
        ("−2", -2.0),
        ("", None),
        ("tiga", None),
        ("nan", None),
    ],
)
def test_a_typed_number_is_read_with_comma_or_dot(text, value):
    assert format.read_number(text) == value


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_what_is_printed_reads_back_to_within_the_last_digit(value):
    read = format.read_number(format.format_number(value))
    assert read is not None
    assert abs(read - value) <= 0.005 + 1e-6
