"""Text that has to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.drawing import text

LONG = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"
WORDS = st.lists(st.text(alphabet="abcdefgXYZ,.", min_size=1, max_size=14), min_size=1, max_size=14).map(
    " ".join
)


@given(WORDS, st.integers(60, 600), st.integers(14, 120))
def test_fitted_text_stays_in_its_box(words, available, height):
    lines, pixels = text.fit_text(words, available, height, 36, 11, bold=True)
    assert 11 <= pixels <= 36
    assert len(lines) <= text.lines_in_height(height, pixels)
    assert all(text.text_width(line, pixels, bold=True) <= available for line in lines)


def test_nothing_is_lost_where_there_is_room():
    lines, _ = text.fit_text(LONG, 420, 160, 36, 24, bold=True)
    assert " ".join(lines) == LONG


def test_too_little_room_ends_in_an_ellipsis():
    lines, pixels = text.fit_text(LONG, 300, 30, 36, 24, bold=True)
    assert pixels == 24
    assert lines[-1].endswith("…")


def test_widths_follow_inter():
    # Measured in Chromium with Inter Bold at 48 px.
    title = "Kesenjangan terbesar Kab. Nganjuk: Smart Economy dan Smart Branding"
    assert text.text_width(title, 48, bold=True) == pytest.approx(1712, rel=0.04)


def test_markup_is_escaped():
    assert text.join_markup_lines(["<a href='x'>", "A & B"]) == "&lt;a href='x'&gt;<br>A &amp; B"
