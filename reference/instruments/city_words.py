"""Words of a kota that has no desa: its forms ask of kelurahan alone."""

from __future__ import annotations

import re

from reference import gazetteer

VILLAGES = re.compile(
    r"\b(?P<first>D|d)esa\s*(?:/|,|\bdan\b|\batau\b|\bdan/atau\b|\bserta\b)\s*kelurahan\b"
    r"|\b(?P<ward>K|k)elurahan\s*(?:/|,|\bdan\b|\batau\b|\bdan/atau\b|\bserta\b)\s*desa\b"
)


def without_villages(text: str) -> str:
    """ "desa/kelurahan" as "kelurahan"; a desa that stands alone (sistem informasi desa) is what is meant."""
    return VILLAGES.sub(_ward, text)


def _ward(found: re.Match[str]) -> str:
    first = found["first"] or found["ward"]
    return "Kelurahan" if first.isupper() else "kelurahan"


def say_to_region(text: str, region: str) -> str:
    """A text as the forms of a region say it (code); as it is where the region has desa."""
    return without_villages(text) if gazetteer.find_region(region).villages == 0 else text
