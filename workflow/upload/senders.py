"""Whose a file is, as far as it says or somebody chose."""

import re

import pandas as pd

from reference import agencies
from reference.keys import text_key
from storage.engine import Store
from survey.named_opd import roster_opd_name
from survey.template import name_form_files
from survey.values import Reading
from workflow.setup.setup import rosters_in_store

UNKNOWN = "OPD belum diketahui"
OTHER_WORDS = frozenset(
    (
        *("survei", "survey", "kuesioner", "formulir", "form", "isian", "jawaban", "templat", "template"),
        *("hasil", "rekap", "data", "final", "revisi", "kirim", "kiriman", "kab", "kota"),
        *("xlsx", "xls", "xlsm", "xlsb", "ods", "csv", "tsv", "zip"),
    )
)
"""Words of file names that name no OPD."""


def name_senders(store: Store, reading: Reading) -> list[str]:
    """The OPD whose answers a file holds, each once: by name, else as it is written in the file.

    A file that holds answers of nobody named gives UNKNOWN; one without answers of any OPD gives nothing.
    """
    rosters = rosters_in_store(store)
    form_region, form_opd = reading.owner
    own = (roster_opd_name(form_opd, rosters.get(form_region)),) if form_opd else ()
    # A large survey has thousands of respondents of a few OPD.
    senders = dict.fromkeys((one.region or "", one.opd, one.opd_text) for one in reading.responses)
    names = (
        roster_opd_name(opd, rosters.get(region)) if opd else text or UNKNOWN for region, opd, text in senders
    )
    return list(dict.fromkeys((*own, *names)))


def find_sender_by_form(roster: pd.DataFrame, region: str, period: str, path: str) -> str | None:
    """The OPD whose form of the period bears a file's name, whatever was put behind it.

    None for none or several. So that a form that came back locked, broken or as a scan is not silence.
    """
    name = path.rpartition("/")[2].casefold()
    stems = {
        opd: file.removesuffix(".xlsx").casefold()
        for opd, file in name_form_files(region, roster, period).items()
    }
    named = [
        opd
        for opd, stem in stems.items()
        if name.startswith(stem) and not name[len(stem) : len(stem) + 1].isalnum()
    ]
    return named[0] if len(named) == 1 else None


def guess_sender(roster: pd.DataFrame, path: str) -> str | None:
    """The OPD that a file's name or folder names, to be confirmed; None for none or several."""
    parts = [[word for word in re.split(r"[\W_]+", part) if word] for part in path.split("/")]
    keys = {text_key(word) for words in parts for word in words}
    named = {
        str(row["opd"])
        for row in roster.to_dict("records")
        if keys & ({text_key(str(row["opd"])), text_key(str(row["short"]))} - {""})
    }
    for words in parts if not named else ():
        told = [word for word in words if text_key(word) not in OTHER_WORDS and not word.isdecimal()]
        match = agencies.match_opd(" ".join(told), roster)
        if match.status == "ok" and match.opd:
            named.add(match.opd)
    return named.pop() if len(named) == 1 else None
