"""Whom programmes serve: the kecamatan and desa they reach, and their services as one portal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from planning.plan.integration import IntegrationSetting
from planning.programmes.programme import Programme
from reference import portal
from reference.keys import text_key

SERVICES = ("aplikasi", "layanan")
EVERYWHERE = frozenset(("semua", "seluruh", "semuakecamatan", "seluruhkecamatan", "semuadesa", "seluruhdesa"))


@dataclass(frozen=True)
class ServiceReach:
    """What programmes reach: names as written by kecamatan key, how many of how many; `everywhere`: keys of
    programmes that say they reach all; `silent`: keys of those that name no place."""

    districts: Mapping[str, tuple[str, ...]]
    villages: int
    everywhere: tuple[str, ...]
    silent: tuple[str, ...]


def measure_service_reach(programmes: Iterable[Programme]) -> ServiceReach:
    """Kecamatan (as named, without "Kec.") -> keys of the programmes that reach it, and desa counted once.

    All desa beside named kecamatan are those of these kecamatan. Two desa of one name in different kecamatan
    cannot be told apart and count as one.
    """
    districts: dict[str, tuple[str, list[str]]] = {}
    villages: set[str] = set()
    everywhere, silent = [], []
    for one in programmes:
        if _everywhere(one.districts) or (_everywhere(one.villages) and not one.districts):
            everywhere.append(one.key)
        elif not one.districts and not one.villages:
            silent.append(one.key)
        for name in one.districts:
            if text_key(name) not in EVERYWHERE:
                districts.setdefault(text_key(bare_district_name(name)), (bare_district_name(name), []))[
                    1
                ].append(one.key)
        villages |= {text_key(name) for name in one.villages if text_key(name) not in EVERYWHERE}
    named = {name: tuple(dict.fromkeys(keys)) for name, keys in districts.values()}
    return ServiceReach(named, len(villages), tuple(everywhere), tuple(silent))


def _everywhere(names: Iterable[str]) -> bool:
    return any(text_key(name) in EVERYWHERE for name in names)


def bare_district_name(name: str) -> str:
    """A kecamatan's name without its kind: "Kec. Berbek" -> "Berbek"."""
    words = name.split()
    return (
        " ".join(words[1:])
        if len(words) > 1 and text_key(words[0]) in ("kec", "kecamatan")
        else " ".join(words)
    )


def list_portal_services(over: IntegrationSetting) -> pd.DataFrame:
    """Applications and services as one portal: `theme` (its name), `programme` (key), by theme."""
    sectors = dict(zip(over.roster["opd"], over.roster["sectors"], strict=True))
    order = {theme.key: place for place, theme in enumerate(portal.service_themes())}
    rows = []
    for one in over.programmes:
        if one.kind in SERVICES:
            own = str(sectors.get(one.lead, "")).split(";")
            theme = portal.theme_of_service(one.name, own, one.subdimension)
            rows.append((order[theme.key], theme.name, one.key))
    frame = pd.DataFrame(rows, columns=["order", "theme", "programme"])
    return frame.sort_values("order", kind="stable", ignore_index=True)[["theme", "programme"]]
