"""The year whose targets a page holds the scores against, kept in the page's address."""

from ui.shared import filters
from ui.shared.selection import Selection
from workflow.targets import target_years

NAME = "target"


def current_target_year(selection: Selection) -> int:
    """The year chosen on any page, where there are targets of it; else the one in view."""
    wanted = filters.current_choice(NAME) or ""
    return int(wanted) if wanted in target_year_options(selection) else selection.target().year


def choose_target_year(selection: Selection) -> int:
    """The year the visitor holds the scores against; without a choice that of `Selection.target`."""
    usual, options = selection.target().year, target_year_options(selection)
    return int(filters.choose_option(NAME, options, label="Target tahun", default=str(usual)) or usual)


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
