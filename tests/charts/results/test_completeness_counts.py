"""How many OPD stand where, against a count of the same rows by hand."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts.drawing.look import Look
from charts.results import completeness_counts as counts

ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (max(pair), min(pair))),
    min_size=1,
    max_size=40,
)


def by_hand(rows):
    asked = [(asked, answered) for asked, answered in rows if asked]
    return {
        counts.ALL: sum(answered == whole for whole, answered in asked),
        counts.MOST: sum(whole < 2 * answered < 2 * whole for whole, answered in asked),
        counts.FEW: sum(0 < 2 * answered <= whole and answered < whole for whole, answered in asked),
        counts.NONE: sum(answered == 0 for _, answered in asked),
    }


@given(ROWS, st.integers(1, 3))
def test_every_opd_asked_is_counted_once(rows, dimensions):
    frame = pd.DataFrame(
        [
            (f"OPD {place}", f"D{part}", asked, answered)
            for place, (asked, answered) in enumerate(rows)
            for part in range(dimensions)
        ],
        columns=["opd", "node", "asked", "answered"],
    )
    drawn = counts.draw_completeness_counts(frame, Look("projector"))
    found = dict(zip(drawn.table["Keadaan"], drawn.table["OPD"], strict=True))
    assert found == by_hand(rows)
    assert "OPD 0" not in drawn.figure.to_json()
