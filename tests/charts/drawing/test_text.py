"""Text that has to fit."""

import time
import timeit

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


def seconds(action):
    """Processor time, so that waiting on a busy machine does not count."""
    return min(timeit.repeat(action, number=1, repeat=3, timer=time.process_time))


@pytest.mark.parametrize("word", ["x", "xy "])
@pytest.mark.parametrize(
    "place",
    [
        lambda name: text.shorten_text(name, 200, 12),
        lambda name: text.fit_text(name, 200, 60, 20, 10),
        lambda name: text.wrap_text(name, 200, 12),
    ],
    ids=["shorten", "fit", "wrap"],
)
def test_the_longest_text_of_a_cell_costs_no_more_than_its_length(place, word):
    """A name of 32,767 letters is 32 times one of 1,024; what looked at each beginning took 1,000 times."""
    short, long = (word * (size // len(word)) for size in (1_024, 32_767))
    assert seconds(lambda: place(long)) < 150 * max(seconds(lambda: place(short)), 1e-5)


@given(st.text(alphabet="abij WM…é,.", max_size=60), st.integers(5, 200))
def test_a_shortened_text_is_the_longest_beginning_that_fits(name, available):
    fitting = [end for end in range(len(name)) if text.text_width(name[:end] + "…", 10) <= available]
    beginning = name[: max(fitting, default=0)].rstrip(" ,") + "…"
    is_whole = text.text_width(name, 10) <= available
    assert text.shorten_text(name, available, 10) == (name if is_whole else beginning)
