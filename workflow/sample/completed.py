"""What the room of a sample kabupaten adds to the programmes its OPD listed, all synthetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planning.programmes.programme import Programme
from reference import agencies, tables
from workflow.sample.simulate import TABLE, seeded_generator


def complete_sample_programmes(
    region: str, listed: Mapping[str, Programme], seed: int
) -> dict[str, Programme]:
    """Key -> programme with the goals it serves and the kecamatan it reaches; those without any are left out.

    A programme of the catalogue says both by itself.
    """
    said = tables.read_data_table(TABLE).set_index("nama").to_dict("index")
    roster = agencies.sample_rosters()[region]
    districts = roster[roster["district"] != ""]
    places = dict(zip(districts["opd"], districts["name"].str.removeprefix("Kecamatan "), strict=True))
    found = {}
    for key, one in listed.items():
        row = said.get(one.name)
        if row and any((row["rpjmd"], row["renstra"], row["jangkauan"], one.lead in places)):
            reached = _reached(
                places, one, int(row["jangkauan"] or 0), seeded_generator(seed, region, one.name)
            )
            found[key] = replace(one, rpjmd=row["rpjmd"], renstra=row["renstra"], districts=reached)
    return found


def _reached(
    places: Mapping[str, str], one: Programme, many: int, random: np.random.Generator
) -> tuple[str, ...]:
    """A kecamatan reaches itself; another OPD as many kecamatan as given, in the roster's order."""
    if one.lead in places:
        return (places[one.lead],)
    names = list(places.values())
    return tuple(names[place] for place in sorted(random.permutation(len(names))[:many]))
