"""OPD: the catalogue, the urusan, rosters, the reading of names, and who answers what."""

from reference.agency_names import match_opd
from reference.agency_rows import AgencyMatch
from reference.assignment import assign_indicators, leads_by_indicator
from reference.catalogue import list_sectors, opd_catalogue
from reference.rosters import (
    OpdNames,
    RegionRosters,
    find_roster,
    general_roster,
    roster_from_names,
    sample_rosters,
)

__all__ = [
    "AgencyMatch",
    "OpdNames",
    "RegionRosters",
    "assign_indicators",
    "find_roster",
    "general_roster",
    "leads_by_indicator",
    "list_sectors",
    "match_opd",
    "opd_catalogue",
    "roster_from_names",
    "sample_rosters",
]
