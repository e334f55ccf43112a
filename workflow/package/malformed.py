"""What is wrong with a member of a package, and the small questions that all checks ask."""

from collections.abc import Hashable, Iterable
from datetime import date

from charts.drawing.format import format_plain, format_span
from reference.control_characters import strip_control_characters
from reference.rosters import is_opd_code
from workflow.package import caps

SHOWN = 60
LARGEST = 1e18
"""Above that no digits are told."""


class MalformedError(ValueError):
    """What a member says that no package of ours does: the end of an Indonesian sentence."""


def require_fit(fits: bool, what: str) -> None:
    """MalformedError unless it fits."""
    if not fits:
        raise MalformedError(what)


def quote_text(text: object) -> str:
    """What a stranger wrote, short enough and harmless to be named in a sentence."""
    return f'"{plain_words(str(text), SHOWN)}"'


def plain_words(text: str, most: int = 3 * SHOWN) -> str:
    """The first `most` characters in one line."""
    said = " ".join(strip_control_characters(text[: most * 2]).split())
    return f"{said[:most]}…" if len(said) > most else said


def require_name(text: str, what: str) -> None:
    """That a code, a name or who it was is neither blank nor endless."""
    require_fit(bool(text.strip()), f"memuat {what} yang kosong")
    require_length(text, what, caps.NAME)


def require_length(text: str, what: str, most: int = caps.TEXT) -> None:
    """That a text is no longer than `most` characters."""
    require_fit(len(text) <= most, f"memuat {what} sepanjang {len(text)} huruf, lebih dari {most}")


def require_number(value: float | None, what: str, low: float, high: float) -> None:
    """That a number that is there lies between low and high."""
    if value is not None and not low <= value <= high:
        large = abs(value) > LARGEST
        said = "bilangan raksasa" if large else format_plain(value, 6, missing="bukan bilangan")
        raise MalformedError(f"memuat {what} sebesar {said}, di luar {format_span(low, high, ' sampai ')}")


def require_day(day: date, what: str, years: range = caps.YEARS) -> None:
    """That a day lies in years that a survey can have."""
    require_fit(day.year in years, f"memuat {what} pada tahun {day.year}")


def require_opd_code(text: str, what: str) -> None:
    """That a text is a code as OPD have."""
    require_name(text, what)
    require_fit(is_opd_code(text), f"memuat {what} {quote_text(text)}, yang bukan kode OPD")


def require_few(things: Iterable[object], what: str, most: int = caps.ROWS) -> None:
    """That there are no more than `most`."""
    count = sum(1 for _ in things)
    require_fit(count <= most, f"memuat {count} {what}, lebih dari {most}")


def require_once(keys: Iterable[Hashable], what: str) -> None:
    """That nothing is said twice."""
    seen: set[Hashable] = set()
    for key in keys:
        told = key if isinstance(key, tuple) else (key,)
        named = " ".join(str(one) for one in told if one != "" and not isinstance(one, bool))
        require_fit(key not in seen, f"memuat {what} {quote_text(named)} dua kali")
        seen.add(key)
