"""Published results of the app and of the store together, and the background of a region in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pandas as pd

from planning.comparison.published_profile import (
    FirstQuestion,
    PeerGroup,
    PublishedProfile,
    group_peers,
    profile_region,
)
from planning.comparison.published_results import (
    INSTRUMENTS,
    PublishedTable,
    group_published_rows,
    read_published_rows,
)
from reference.numbers import subtract_printed
from reference.regions import list_regions
from storage.engine import Store
from storage.results.published_values import list_published_values


@dataclass(frozen=True)
class RegionBackground:
    """What is publicly known of a region: a profile for each instrument, and who stands beside."""

    region: str
    groups: tuple[PeerGroup, ...]
    profiles: tuple[PublishedProfile, ...]


def list_published_tables(store: Store) -> tuple[PublishedTable, ...]:
    """The tables that travel with the app; what was loaded of the same region and node stands before them."""
    loaded = list_published_values(store, INSTRUMENTS)
    return group_published_rows([loaded, read_published_rows()])


def describe_background(region: str, tables: Sequence[PublishedTable]) -> RegionBackground:
    """The newest published results of a region. KeyError: the register does not have it."""
    groups = group_peers(region)
    by_instrument: dict[str, list[PublishedTable]] = {}
    for table in tables:
        by_instrument.setdefault(table.instrument, []).append(table)
    profiles = (profile_region(region, found, groups) for found in by_instrument.values())
    return RegionBackground(region, groups, tuple(profiles))


def list_province_results(province: str, table: PublishedTable) -> pd.DataFrame:
    """Every region of a province in code order, index code: label, standing and a column per node.

    `standing` as of a profile; NaN = no figure.
    """
    known = list_regions()
    inside = known[known["province_code"] == province][["label"]]
    standing = [
        "given" if table.has_region(code) else "absent" if code in table.absent else "unlisted"
        for code in inside.index
    ]
    return inside.assign(standing=standing).join(table.values)


def first_questions(found: RegionBackground, most: int) -> tuple[list[FirstQuestion], int]:
    """What to ask first, of every result in turn, and how many more there are.

    Parts that are as far below as the last one named are named with it.
    """
    own = [profile.questions for profile in found.profiles if profile.standing == "given"]
    # What holds of the whole country says less of a region than what holds of itself.
    asked = own or [profile.questions for profile in found.profiles]
    turns = [one for several in zip_longest(*asked) for one in several if one is not None]
    named = turns[:most]
    named += [one for one in turns[most:] if any(_is_level_with(one, last) for last in named)]
    return named, len(turns) - len(named)


def _is_level_with(one: FirstQuestion, last: FirstQuestion) -> bool:
    """Whether two questions of one result are put for the same distance, as it prints."""
    if (one.instrument, one.why) != (last.instrument, last.why):
        return False
    if one.why != "below":
        return True
    return subtract_printed(one.median, one.value) == subtract_printed(last.median, last.value)
