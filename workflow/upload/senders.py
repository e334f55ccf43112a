"""Whose a file is, as far as it says or somebody chose."""

import re

import pandas as pd

from reference import agencies
from reference.keys import text_key
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
    region, opd = reading.owner
    own = (roster_opd_name(opd, rosters.get(region)),) if opd else ()
    names = (
        roster_opd_name(one.opd, rosters.get(one.region or "")) if one.opd else one.opd_text or UNKNOWN
        for one in reading.responses
    )
    return list(dict.fromkeys((*own, *names)))


def guess_sender(roster: pd.DataFrame, path: str) -> str | None:
    """The OPD that a file's name or folder names, to be confirmed; None for none or several."""
    parts = [part for part in re.split(r"[/\\_.\s]+", path) if part]
    keys = {text_key(part) for part in parts}
    named = {
        str(row["opd"])
        for row in roster.to_dict("records")
        if keys & {text_key(str(row["opd"])), text_key(str(row["short"]))} - {""}
    }
    for part in re.split(r"/", path) if not named else ():
        match = agencies.match_opd(re.sub(r"[_.-]+", " ", part.rpartition(".")[0] or part), roster)
        if match.status == "ok" and match.opd:
            named.add(match.opd)
    return named.pop() if len(named) == 1 else None
