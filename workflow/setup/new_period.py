"""A period about to be made or mended: the year proposed for it, and the periods it would overlap."""

import re
from collections.abc import Iterable
from datetime import date

from charts.drawing.format import join_ends
from reference.dates import format_date
from storage.values import Period


def propose_period_year(known: Iterable[Period], today: date) -> int:
    """The year after the last period of real data; today's where there is none."""
    ends = [each.ends.year for each in known if not each.sample]
    return max(ends) + 1 if ends else today.year


def tell_overlaps(known: Iterable[Period], starts: date, ends: date, own: int | None = None) -> str:
    """Which periods of real data share days with these, as a sentence; "" for none. `own` is left out."""
    met = [
        each
        for each in known
        if not each.sample and each.id != own and each.starts <= ends and starts <= each.ends
    ]
    named = "; ".join(
        f'"{one.label}" ({join_ends(format_date(one.starts), format_date(one.ends), " sampai ")})'
        for one in met
    )
    return f"Tanggalnya bertumpang tindih dengan periode {named}." if met else ""


def tell_other_year(label: str, starts: date, ends: date) -> str:
    """That the name tells of years in which none of its days lies, as a sentence; "" where it does not.

    Years are 19xx and 20xx; two or more in a name are the span from the first to the last.
    """
    told = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", label)]
    if not told or (min(told) <= ends.year and starts.year <= max(told)):
        return ""
    return f'Nama "{label}" menyebut tahun {told[0]}, sedangkan tanggalnya {format_date(starts)} sampai ' + (
        f"{format_date(ends)}."
    )
