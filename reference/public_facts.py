"""A fact about a region that is publicly known, as it stands on an OPD's form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PublicFact:
    """What is publicly known for an item, with year and source; `answers`: it is what the item asks for."""

    text: str
    answers: bool
