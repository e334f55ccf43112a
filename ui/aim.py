"""The year whose targets a page holds the scores against, kept in the page's address."""

from ui import filters
from ui.view import View
from workflow import targets

NAME = "target"


def year(view: View) -> int:
    """The year to start from: the period's own, or the next one with an agreed target."""
    own = view.period.ends.year
    return view.remember("target year", lambda: targets.year_in_view(view.engine, view.region, own))


def choose(view: View) -> int:
    """The year the visitor holds the scores against."""
    agreed = view.remember("target years", lambda: targets.years(view.engine, view.region))
    options = {str(each): label(agreed, each) for each in sorted({view.period.ends.year, *agreed})}
    return int(filters.pick(NAME, options, label="Target tahun", default=str(year(view))) or year(view))


def label(agreed: list[int], chosen: int) -> str:
    """ "2031 (disepakati)", or "2026 (bawaan instrumen)" where nothing was agreed by then."""
    basis = "disepakati" if any(each <= chosen for each in agreed) else "bawaan instrumen"
    return f"{chosen} ({basis})"
