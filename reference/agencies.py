"""OPD: the catalogue, the urusan, rosters, the reading of names, and who answers what."""

from reference.agency_names import AgencyMatch, match_opd
from reference.assignment import assign_indicators
from reference.catalogue import list_sectors, opd_catalogue
from reference.rosters import RegionRosters, find_roster, general_roster, roster_from_names, sample_rosters

__all__ = [
    "AgencyMatch",
    "RegionRosters",
    "assign_indicators",
    "find_roster",
    "general_roster",
    "list_sectors",
    "match_opd",
    "opd_catalogue",
    "roster_from_names",
    "sample_rosters",
]
