"""How names drawn over all regions and rosters are read: right, asked, second, lost or silently wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping

from benchmarks import drawn_agencies, drawn_regions
from reference import agencies, regions


def judge_region(text: str, code: str) -> str:
    """ "right", "wrong", "asked" with the right one first, "second" or later among the choices, or "lost"."""
    found = regions.match_region(text)
    if found.status == "ok":
        return "right" if found.code == code else "wrong"
    return judge_candidates(found.candidates, code)


def judge_candidates(candidates: tuple[str, ...], wanted: str) -> str:
    """Where the right one stands among those a question offers."""
    if candidates[:1] == (wanted,):
        return "asked"
    return "second" if wanted in candidates else "lost"


def count_regions(seed: int) -> dict[str, Counter[str]]:
    """Outcomes of one draw over all regions by way of writing."""
    found: dict[str, Counter[str]] = {}
    for way, text, code in drawn_regions.draw_region_names(random.Random(seed)):
        found.setdefault(way, Counter())[judge_region(text, code)] += 1
    return found


def judge_agency(roster: drawn_agencies.DrawnRoster, drawn: drawn_agencies.DrawnAgency) -> str:
    """As `judge_region`; what means several OPD is right where it is asked, one of them first, and what means
    none where it names none.
    """
    found = agencies.match_opd(drawn.text, roster.frame)
    if found.status == "ok":
        return "right" if drawn.meant == (found.opd,) else "wrong"
    if len(drawn.meant) == 1:
        return judge_candidates(found.candidates, drawn.meant[0])
    first = set(found.candidates[:1])
    return "right" if not drawn.meant or first & set(drawn.meant) else "lost"


def count_agencies(seed: int) -> dict[str, Counter[str]]:
    """Outcomes of one draw over all rosters by way of writing."""
    found: dict[str, Counter[str]] = {}
    for roster, drawn in drawn_agencies.draw_agency_names(random.Random(seed)):
        found.setdefault(drawn.way, Counter())[judge_agency(roster, drawn)] += 1
    return found


def table(title: str, outcomes: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Lines of the printed table, one a way of writing, in percent."""
    yield f"{title:<34}{'banyak':>8}{'benar':>8}{'ditanya':>9}{'bukan 1':>9}{'hilang':>8}{'salah':>7}"
    for way, counts in (*outcomes.items(), ("semua", sum(outcomes.values(), Counter()))):
        shares = [counts[name] / counts.total() for name in ("right", "asked", "second", "lost")]
        numbers = "".join(f"{share:>{width}.1%}" for share, width in zip(shares, (8, 9, 9, 8), strict=True))
        yield f"  {way:<32}{counts.total():>8}{numbers}{counts['wrong']:>7}"
