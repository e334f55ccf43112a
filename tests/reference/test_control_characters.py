"""Characters that harm a document or show nothing, and the letters that need a joiner."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.control_characters import has_control_characters, strip_control_characters, trim_text

# Cf and what Unicode lets a font leave out, by its own table of Default_Ignorable_Code_Point.
IGNORABLE = [
    *map(chr, (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0)),
    *map(chr, (*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F))),
    *map(chr, (*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9))),
    *map(chr, (*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000))),
]
ODD = st.text(
    alphabet="aé2 \n\u0301\u034f\u1ab0\u200b\u200d\u200c\ufe0f\u20e3\u3164\u2800\u202e\u2028\x07😀👩ک\u2066",
    max_size=30,
)


def test_what_shows_nothing_makes_no_other_name_and_no_name_at_all():
    for unseen in (*IGNORABLE, "\u2800"):
        for text in (f"2026{unseen}", f"{unseen}2026", f"20{unseen * 3}26", f"2026 {unseen}"):
            assert trim_text(text).replace(" ", "") == "2026", ascii(text)
        assert trim_text(unseen * 4) == trim_text(f" {unseen} {unseen}\n") == "", ascii(unseen)


@pytest.mark.parametrize(
    "text", ["👩‍💻 tim", "❤️", "1️⃣ satu", "©️", "می‌خواهم", "ꦗꦮ", "Dinas Kesehatan – “é”", "🏳️‍🌈"], ids=ascii
)
def test_what_changes_a_letter_stays(text):
    assert strip_control_characters(text) == text


@given(ODD)
def test_what_is_clean_stays_as_it_is(text):
    clean = strip_control_characters(text)
    assert strip_control_characters(clean) == clean
    assert not has_control_characters(clean)


@given(ODD)
def test_what_is_left_can_be_seen(text):
    assert (
        trim_text(text) == ""
        or any(unicodedata.category(letter)[0] in "LNPS" for letter in trim_text(text))
        or "\u0301" in text
        or "\u1ab0" in text
        or "\u20e3" in text
    )


def test_what_merely_shows_nothing_keeps_no_instrument_out():
    assert not has_control_characters("Tata\u00adkelola\u200b")
    assert has_control_characters("Tata\u202ekelola")
