"""The year whose targets a page holds the scores against, kept in the page's address."""

from ui import filters
from ui.view import View
from workflow import targets

NAME = "target"


def year(view: View) -> int:
    """The year to start from: the period's own, or the next one with an agreed target."""
    own = view.period.ends.year
    return view.remember("target year", lambda: targets.year_in_view(view.engine, view.region, own))


def current(view: View) -> int:
    """The year chosen on any page, where targets were agreed for it; else the one to start from."""
    wanted = filters.current(NAME) or ""
    return int(wanted) if wanted in options(view) else year(view)


def choose(view: View) -> int:
    """The year the visitor holds the scores against."""
    return int(filters.pick(NAME, options(view), label="Target tahun", default=str(year(view))) or year(view))


def options(view: View) -> dict[str, str]:
    """The years there is something to hold the scores against, with what it rests on."""
    agreed = view.remember("target years", lambda: targets.years(view.engine, view.region))
    return {str(each): label(agreed, each) for each in sorted({view.period.ends.year, *agreed})}


def label(agreed: list[int], chosen: int) -> str:
    """ "2031 (disepakati)", or "2026 (bawaan instrumen)" where nothing was agreed by then."""
    basis = "disepakati" if any(each <= chosen for each in agreed) else "bawaan instrumen"
    return f"{chosen} ({basis})"
