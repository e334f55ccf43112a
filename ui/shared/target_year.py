"""The year whose targets a page holds the scores against, kept in the page's address."""

from ui.shared import filters
from ui.shared.selection import Selection
from workflow.results import targets

NAME = "target"


def starting_target_year(view: Selection) -> int:
    """The year to start from: the period's own, or the next one with an agreed target."""
    own = view.period.ends.year
    return view.remember("target year", lambda: targets.target_year_of_period(view.engine, view.region, own))


def current_target_year(view: Selection) -> int:
    """The year chosen on any page, where targets were agreed for it; else the one to start from."""
    wanted = filters.current_choice(NAME) or ""
    return int(wanted) if wanted in target_year_options(view) else starting_target_year(view)


def choose_target_year(view: Selection) -> int:
    """The year the visitor holds the scores against."""
    return int(
        filters.choose_option(
            NAME, target_year_options(view), label="Target tahun", default=str(starting_target_year(view))
        )
        or starting_target_year(view)
    )


def target_year_options(view: Selection) -> dict[str, str]:
    """The years there is something to hold the scores against, with what it rests on."""
    agreed = view.remember("target years", lambda: targets.agreed_target_years(view.engine, view.region))
    return {str(each): target_year_label(agreed, each) for each in sorted({view.period.ends.year, *agreed})}


def target_year_label(agreed: list[int], chosen: int) -> str:
    """ "2031 (disepakati)", or "2026 (bawaan instrumen)" where nothing was agreed by then."""
    basis = "disepakati" if any(each <= chosen for each in agreed) else "bawaan instrumen"
    return f"{chosen} ({basis})"
