"""Tables with Indonesian numbers: what is printed follows ui.format, what is sorted stays a number."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ui.format import MISSING, number

Printer = Callable[[Any], str]


def show(
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
        column: given.get(column, partial(number, decimals=decimals, missing=missing))
        for column in frame.columns
        if column in given or pd.api.types.is_float_dtype(frame[column])
    }
    styled = frame.style.format(printers, na_rep=missing)
    st.dataframe(styled, alt=alt, hide_index=not index, height=height or "auto")
