"""The year whose targets a page holds the scores against, kept in the page's address."""

import streamlit as st

from ui.shared import filters
from ui.shared.selection import Selection
from workflow.targets import target_years

NAME = "target"


def current_target_year(selection: Selection) -> int:
    """The year chosen on any page, where there are targets of it; else the one in view."""
    wanted = filters.current_choice(NAME) or ""
    return int(wanted) if wanted in target_year_options(selection) else selection.target().year


def offer_target_year(selection: Selection) -> int:
    """The year the visitor holds the scores against, in a list that opens in a page's line of tools.

    Without a choice that of `Selection.target`.
    """
    usual, options = selection.target().year, target_year_options(selection)
    found = filters.find_valid_choice(NAME, options, label="Target tahun", default=str(usual))
    year = int(found or usual)
    with st.popover(f"Target {year}", icon=":material/flag:", type="tertiary"):
        filters.show_choice(NAME, options, str(year), label="Target tahun")
    return year


def target_year_options(selection: Selection) -> dict[str, str]:
    """The years there is something to hold the scores against, with what it rests on."""
    years = sorted({selection.period.ends.year, selection.target().year, *agreed_target_years(selection)})
    return {str(each): selection.target(each).label for each in years}


def agreed_target_years(selection: Selection) -> list[int]:
    """The years for which the region agreed a target."""
    return selection.remember(
        "target years",
        lambda: target_years.agreed_years(selection.engine, selection.instrument, selection.region),
    )
