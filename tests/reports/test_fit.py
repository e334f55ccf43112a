"""Text that fits its box on a slide: as wide as measured, whole, and at a cost that grows with its length."""

import time

from hypothesis import given
from hypothesis import strategies as st

from reports.slides import fit

TEXTS = st.text(alphabet="abiIlWm' .,|  ", max_size=80)


@given(TEXTS, st.sampled_from([5.0, 20.0, 60.0, 200.0]), st.sampled_from([10, 14, 18]))
def test_lines_hold_the_whole_text_and_as_much_as_goes_on_each(text, wide, size):
    lines = fit.wrap_lines(text, wide, size)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        assert len(line) <= 1 or fit.line_width(line, size) <= wide
        if after and " " not in after and not after.startswith(" "):
            taken = f"{line}{after[0]}"
            assert fit.line_width(taken, size) > wide or f"{line} {after}" in " ".join(text.split())


def test_the_cost_grows_with_the_length_alone():
    def took(letters: int) -> float:
        start = time.process_time()
        fit.wrapped_height("x" * letters, 200, 12)
        return time.process_time() - start

    took(1_000)
    assert took(32_000) < 0.5
