"""What every chart function returns: the figure with the words and the table that go with it."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

Row = dict[str, Any]
Printer = Callable[[float], str]


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart. `title` is a finding proved against the data, or neutral; at most 70 characters.

    `table` holds the numbers behind the figure under Indonesian headings (NaN = data kurang), of all pages;
    `printed` says of a column how its numbers print where that is not with two decimals, as on the figure.
    At size "office" the page prints title, subtitle and source around the figure; at "projector" the figure
    carries them itself. `page` of `pages` counts from 1.
    """

    figure: go.Figure
    title: str
    subtitle: str
    alt: str
    how_to_read: str
    source: str
    table: pd.DataFrame
    page: int = 1
    pages: int = 1
    printed: Mapping[str, Printer] = field(default_factory=dict)


def rows_of_page(frame: pd.DataFrame, page: int, rows: int) -> tuple[pd.DataFrame, int]:
    """The rows of one page, and how many pages there are. A page outside 1..pages is a ValueError.

    Rows spread evenly: 26 rows at 25 a page are 13 and 13, never 25 and a lonely one.
    """
    pages = max(1, -(-len(frame) // rows))
    if not 1 <= page <= pages:
        raise ValueError(f"page {page} of {pages}")
    per_page = max(1, -(-len(frame) // pages))
    return frame.iloc[(page - 1) * per_page : page * per_page], pages


def row_records(frame: pd.DataFrame) -> list[Row]:
    """The rows as dictionaries of plain values; several times cheaper than `to_dict` on small frames."""
    names = [str(name) for name in frame.columns]
    columns = [frame[name].tolist() for name in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def rows_with_numbers(rows: list[Row], *columns: str) -> list[Row]:
    """The rows that have a number in every one of these columns."""
    return [row for row in rows if not any(math.isnan(row[column]) for column in columns)]
