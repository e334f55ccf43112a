"""OPD: the catalogue, the urusan, rosters, the reading of names, and who answers what."""

from reference.agency_names import AgencyMatch, match
from reference.assignment import assign
from reference.catalogue import catalogue, sectors
from reference.rosters import RegionRosters, find_roster, general_roster, roster, sample_rosters

__all__ = [
    "AgencyMatch",
    "RegionRosters",
    "assign",
    "catalogue",
    "find_roster",
    "general_roster",
    "match",
    "roster",
    "sample_rosters",
    "sectors",
]
