"""OPD: the catalogue, the urusan, rosters, the reading of names, and who answers what."""

from reference.agency_names import AgencyMatch, match
from reference.assignment import assign
from reference.catalogue import catalogue, sectors
from reference.rosters import general_roster, roster, sample_rosters

__all__ = [
    "AgencyMatch",
    "assign",
    "catalogue",
    "general_roster",
    "match",
    "roster",
    "sample_rosters",
    "sectors",
]
