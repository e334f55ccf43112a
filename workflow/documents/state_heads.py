"""Which entry of the audit a document, a table or a file names: of which state of the store it is."""

from storage import audit
from storage.audit import ChainHead
from storage.setup import periods
from workflow.targets.region_selection import RegionSelection


def find_selection_head(selection: RegionSelection) -> ChainHead:
    """Of which state the numbers of the regions are; of several that are locked, the lock that came last.

    Several of which one is open, or all there are: the newest entry of the common chain.
    """
    regions = selection.regions
    if len(regions) != 1:
        locks = periods.list_locked_regions(selection.store, selection.period.id)
        if not regions or not selection.period.locked_at:
            return audit.find_chain_head(selection.store)
        regions = (max(regions, key=lambda region: (locks[region], region)),)
    return audit.find_state_head(selection.store, selection.period.id, regions[0])
