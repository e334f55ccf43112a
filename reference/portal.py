"""The themes of a region's one portal of services, such as smart health and smart village."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from reference import tables

TABLE = "planning/portal/tema.csv"
OTHER = "lain"


@dataclass(frozen=True)
class ServiceTheme:
    """A theme: its name, and what places a service in it: sub-dimensions, urusan of its OPD, words."""

    key: str
    name: str
    nodes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    words: re.Pattern[str] | None = None


@cache
def service_themes() -> tuple[ServiceTheme, ...]:
    """The themes in the order of the table; the last takes what no other does."""
    rows = tables.read_data_table(TABLE).to_dict("records")
    made = (
        ServiceTheme(
            row["kode"], row["nama"], _list(row["subdimensi"]), _list(row["urusan"]), _words(row["pola"])
        )
        for row in rows
    )
    return (*made, ServiceTheme(OTHER, "Layanan lain"))


def theme_of_service(name: str, sectors: Collection[str], node: str) -> ServiceTheme:
    """The theme of a service: by the words of its name, else its OPD's urusan, else its sub-dimension."""
    known = service_themes()
    tests = (
        lambda theme: theme.words is not None and bool(theme.words.search(name)),
        lambda theme: any(sector in theme.sectors for sector in sectors),
        lambda theme: node in theme.nodes,
    )
    return next((theme for test in tests for theme in known if test(theme)), known[-1])


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _words(text: str) -> re.Pattern[str] | None:
    return re.compile(text, re.IGNORECASE) if text else None
