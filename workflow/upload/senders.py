"""Whose a file is, as far as it says or somebody chose."""

from storage.engine import Store
from survey.region_and_opd import roster_opd_name
from survey.values import Reading
from workflow.setup.setup import rosters_in_store

UNKNOWN = "OPD belum diketahui"


def name_senders(store: Store, reading: Reading) -> list[str]:
    """The OPD whose answers a file holds, each once: by name, else as it is written in the file.

    A file that holds answers of nobody named gives UNKNOWN; one without answers of any OPD gives nothing.
    """
    rosters = rosters_in_store(store)
    names = (
        roster_opd_name(one.opd, rosters.get(one.region or "")) if one.opd else one.opd_text or UNKNOWN
        for one in reading.responses
    )
    return list(dict.fromkeys(names))
