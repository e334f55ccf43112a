"""Tables with Indonesian numbers: what is printed follows ui.shared.format, what is sorted stays a number."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from reports.plain_text import make_table_csv
from ui.shared import markdown
from ui.shared.format import MISSING, format_count, format_number
from ui.shared.selection import Selection

Printer = Callable[[Any], str]
NARROWEST = 560
PAGE = 25


def show_table(
    frame: pd.DataFrame,
    *,
    alt: str,
    formats: Mapping[str, Printer] | None = None,
    decimals: int = 2,
    missing: str = MISSING,
    index: bool = False,
    height: int | None = None,
) -> None:
    """Show a frame. Floats print with `decimals`, or as `formats[column]` says; gaps as `missing`."""
    given = formats or {}
    printers: dict[Any, Any] = {
        column: given.get(column, partial(format_number, decimals=decimals, missing=missing))
        for column in frame.columns
        if column in given or pd.api.types.is_float_dtype(frame[column])
    }
    st.dataframe(
        _printed(frame, printers, missing),
        alt=alt,
        hide_index=not index,
        height=height or "auto",
        placeholder=missing,
    )


def offer_table_csv(frame: pd.DataFrame, key: str, head: str, *, index: bool = False) -> None:
    """A button for the table as CSV: full precision, the head of the audit it is of, and no cell that a
    spreadsheet would run.
    """
    st.download_button(
        "Unduh tabel (CSV)",
        lambda: make_table_csv(frame.reset_index() if index else frame, head),
        f"{key}.csv",
        "text/csv",
        key=f"{key}_csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _printed(frame: pd.DataFrame, printers: Mapping[Any, Printer], missing: str) -> Styler:
    """A Styler that only prints: pandas lays out the HTML of every cell, which Streamlit throws away.

    A table of 200 rows costs a sixth. These are the two methods that Streamlit calls;
    tests/ui/shared/test_table.py fails when a new version calls others.
    """
    columns = [
        list(_texts(frame.iloc[:, at], at, printers.get(name), missing)) for at, name in enumerate(frame)
    ]
    styled = frame.style
    vars(styled).update(_compute=lambda: styled, _translate=lambda *_unused: {"body": columns})
    return styled


def _texts(column: pd.Series, place: int, printer: Printer | None, missing: str) -> Iterator[dict[str, str]]:
    """The cells of a column that do not print as they are."""
    for row, (value, gone) in enumerate(zip(column, column.isna(), strict=True)):
        if gone or printer:
            text = missing if gone or not printer else printer(value)
            yield {"id": f"row{row}_col{place}", "display_value": text}


def show_paged_table(
    selection: Selection,
    frame: pd.DataFrame,
    key: str,
    *rests_on: str | int | float | bool | None,
    alt: str,
    formats: Mapping[str, Printer] | None = None,
    missing: str = MISSING,
) -> None:
    """As `show_table`, a page at a time and each made once: styling and sending is what a rerun would cost
    most.

    `frame` must not depend on anything that is not in the selection or `rests_on`.
    """
    height = 420 if len(frame) > 10 else None

    def replay_rows(place: slice) -> None:
        shown = partial(
            show_table, frame.iloc[place], alt=alt, formats=formats, missing=missing, height=height
        )
        selection.replay(key, shown, *rests_on, place.start)

    show_in_pages(len(frame), key, replay_rows)


def show_in_pages(count: int, key: str, show: Callable[[slice], None], at_once: int = PAGE) -> None:
    """`count` rows, `at_once` at a time: `show` draws those of one page; buttons turn it where there are
    more. `key` is unique on the page.
    """
    show(find_page_rows(count, key, at_once))
    show_page_buttons(count, key, at_once)


def find_page_rows(count: int, key: str, at_once: int = PAGE) -> slice:
    """Which of `count` rows the page shows that was turned to last."""
    turn = min(st.session_state.get(key) or 1, max(-(-count // at_once), 1))
    return slice((turn - 1) * at_once, turn * at_once)


def show_page_buttons(count: int, key: str, at_once: int = PAGE) -> None:
    """The buttons that turn the page; nothing where all rows stand on one."""
    if count > at_once:
        st.pagination(-(-count // at_once), key=key)


def table_as_markdown(
    frame: pd.DataFrame,
    *,
    formats: Mapping[str, Printer] | None = None,
    decimals: int = 2,
    missing: str = MISSING,
) -> str:
    """A short table as Markdown: nothing to sort, but it wraps, prints, and costs next to nothing to show."""
    numeric = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in frame.columns}
    given = formats or {}
    floats = partial(format_number, decimals=decimals, missing=missing)
    printers = {name: given.get(name, _printer(frame[name], floats)) for name in frame.columns}
    lines = [
        list(map(markdown.escape_markdown, frame.columns)),
        ["---:" if numeric[name] else ":---" for name in frame.columns],
        *(
            [
                markdown.escape_markdown(printers[name](value))
                for name, value in zip(frame.columns, row, strict=True)
            ]
            for row in frame.itertuples(index=False, name=None)
        ),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _printer(column: pd.Series, floats: Printer) -> Printer:
    """Whole numbers are counts and have no decimals."""
    if pd.api.types.is_integer_dtype(column):
        return format_count
    return floats if pd.api.types.is_float_dtype(column) else str


def show_markdown_table(written: str) -> None:
    """Show what `table_as_markdown` wrote; on a phone it keeps its width and scrolls within the page, as
    charts do.
    """
    with st.grid(1, min_column_width=NARROWEST, wrap=False):
        st.markdown(written)
