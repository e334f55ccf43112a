"""Programmes that reach the register by themselves: what OPD listed in their survey forms."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pandas as pd

from planning.programmes.programme import Programme
from reference.instruments import Instrument
from reference.instruments.dimensions import match_dimension
from reference.keys import text_key
from storage.engine import Store
from storage.upload import programmes
from survey.programmes.codes import split_programme_code
from survey.template.layout import PROGRAMME_SHEET
from workflow.results.stored_data import AssessmentScope, instrument_of_scope

STATUSES = {
    "direncanakan": "usulan",
    "berjalan": "berjalan",
    "selesai": "selesai",
    "dihentikan": "dihentikan",
}


def reported_programme_key(lead: str, name: str) -> str:
    """The key of a programme known by its lead OPD and name: the same each time it comes."""
    return "p" + hashlib.sha256(f"{lead}|{text_key(name)}".encode()).hexdigest()[:12]


def list_reported_programmes(store: Store, region: str, *, sample: bool = False) -> dict[str, Programme]:
    """Key -> programme as the OPD's newest forms list them; of an OPD only its newest period counts."""
    rows = programmes.list_form_programmes(store, region, sample=sample)
    newest = rows["year"].groupby(rows["opd"]).transform("max")
    used = {
        number: instrument_of_scope(store, AssessmentScope(0, int(number)))
        for number in rows["instrument_id"].unique()
    }
    found: dict[str, Programme] = {}
    seen: Counter[str] = Counter()
    for row in rows[rows["year"] == newest].to_dict("records"):
        given = {str(name): value for name, value in row.items()}
        base = reported_programme_key(given["opd"], given["name"])
        seen[base] += 1
        made = base if seen[base] == 1 else f"{base}-{seen[base]}"
        found[made] = _programme(made, given, used[given["instrument_id"]])
    return found


def _programme(made: str, row: dict[str, Any], used: Instrument) -> Programme:
    """The budget a form gives is that of its period's year; what cannot be read is kept unread.

    A sub kegiatan chosen from the form's list begins with its code.
    """
    said = row["since"].strip()
    since = int(said[-4:]) if said[-4:].isdecimal() else None
    top = match_dimension(used, row["dimension"])
    unread = {"since": said} if said and since is None else {}
    code, activity = split_programme_code(row["activity"])
    if row["dimension"].strip() and not top:
        unread["dimension"] = row["dimension"].strip()
    return Programme(
        made,
        row["name"].strip(),
        dimension=top,
        lead=row["opd"],
        costs={} if pd.isna(row["budget"]) else {int(row["year"]): float(row["budget"])},
        code=code,
        renja=activity,
        status=STATUSES.get(text_key(row["status"]), "berjalan"),
        since=since,
        origin=f"{row['file']} · {PROGRAMME_SHEET} · baris {row['row']}",
        unread=unread,
    )
