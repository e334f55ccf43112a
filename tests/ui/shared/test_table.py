"""Tables print Indonesian numbers, as pandas' own Styler would, and keep the numbers to sort by."""

import math
from datetime import date

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest

from ui.shared import table

FRAME = pd.DataFrame(
    {
        "Nama": ["Semarang", None, "1.5"],
        "Skor": [1234.5, float("nan"), -0.004],
        "Banyak": [1, 20, 300],
        "Bagian": [0.5, 1.0, float("nan")],
        "Hari": [date(2026, 6, 14), None, date(2026, 1, 2)],
        "Ya": [True, False, True],
    },
    index=["a", "b", "c"],
)


def printed(app: AppTest, place: int) -> pd.DataFrame:
    """What the browser prints in each cell of a table of the page."""
    proto = app.dataframe[place].proto
    return pa.ipc.open_stream(getattr(proto, "arrow_data", proto).styler.display_values).read_pandas()


def test_every_cell_prints_as_pandas_own_styler_prints_it():
    def script() -> None:
        import streamlit as st

        from tests.ui.shared.test_table import FRAME
        from ui.shared import table
        from ui.shared.format import MISSING, format_number, format_percent

        table.show_table(FRAME, alt="Uji", formats={"Bagian": format_percent}, index=True)
        st.dataframe(FRAME.style.format({"Skor": format_number, "Bagian": format_percent}, na_rep=MISSING))

    app = AppTest.from_function(script).run()
    assert not app.exception
    ours = printed(app, 0)
    pd.testing.assert_frame_equal(ours, printed(app, 1))
    assert ours["Skor"].tolist() == ["1.234,50", "Data kurang", "0,00"]


def test_a_short_table_prints_whole_numbers_as_counts_and_scores_with_decimals():
    frame = pd.DataFrame({"Dimensi": ["Smart | Living"], "Program": [1234], "Skor": [2.5]})
    heads, align, row = table.table_as_markdown(frame).splitlines()
    assert heads == "| Dimensi | Program | Skor |"
    assert align == "| :--- | ---: | ---: |"
    assert row.endswith("| 1.234 | 2,50 |")
    assert "Smart | Living" not in row


def test_a_missing_score_is_said_and_never_zero():
    assert "Data kurang" in table.table_as_markdown(pd.DataFrame({"Skor": [math.nan]}))
