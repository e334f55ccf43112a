"""The programmes of the sample kabupaten, drawn from a catalogue and a seed, all synthetic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from planning.programmes.programme import Programme, Realisation
from reference import agencies, instruments, tables
from reference.period_words import SAMPLE_LABEL
from scoring import Framework
from workflow.sample.scenario import SCENARIOS, SampleStory
from workflow.sample.simulate import seeded_generator, simulate_true_levels

TABLE = "contoh/program.csv"
SHARE = {"35.18": 1.0, "35.28": 0.35}
"""Share of the catalogue a kabupaten has; the first has all of it."""
USUAL_SHARE = 0.6
MILLION = 1_000_000.0


@cache
def sample_programmes(region: str, seed: int) -> Mapping[str, Programme]:
    """Key -> programme of a sample kabupaten, in the catalogue's order; empty for other regions."""
    scenario = next((one for one in SCENARIOS if one.region == region), None)
    return {} if scenario is None else _drawn(scenario, seed)


def sample_table_share(region: str) -> float:
    """How much of the tables a sample kabupaten has, 0..1."""
    return SHARE.get(region, USUAL_SHARE)


def opd_of_sectors(roster: pd.DataFrame, sectors: str) -> tuple[str, ...]:
    """The OPD that carry some urusan ("kominfo;pmd"), each once; an urusan nobody carries has none."""
    return tuple(dict.fromkeys(opd for one in _list(sectors) if (opd := _lead(roster, one))))


def _drawn(scenario: SampleStory, seed: int) -> dict[str, Programme]:
    instrument = instruments.load_instrument("kesiapan")
    truth = simulate_true_levels(instrument, scenario, seed)
    roster = agencies.sample_rosters()[scenario.region]
    random = seeded_generator(seed, scenario.region, "rencana")
    found: dict[str, Programme] = {}
    for row in tables.read_data_table(TABLE).to_dict("records"):
        scale = float(random.uniform(0.75, 1.25))
        if random.random() >= sample_table_share(scenario.region):
            continue
        made = _programme({str(name): str(cell) for name, cell in row.items()}, roster, truth, scale)
        if _lead(roster, row["urusan"]):
            found[made.key] = _placed(made, instrument.framework)
    return {key: _known(made, found) for key, made in found.items()}


def _programme(
    row: Mapping[str, str], roster: pd.DataFrame, truth: Mapping[str, int], scale: float
) -> Programme:
    lead = _lead(roster, row["urusan"])
    helping = ";".join(sector for sector in _list(row["pendukung"]) if sector != "kecamatan")
    texts = {"name": "nama", "problem": "masalah", "kind": "jenis", "funds": "sumber", "rpjmd": "rpjmd"}
    texts |= {"renstra": "renstra", "renja": "renja", "code": "kode", "status": "status"}
    texts |= {"measure": "ukuran", "unit": "satuan", "risk": "risiko", "mitigation": "mitigasi"}
    given: dict[str, Any] = {field: row[column] for field, column in texts.items()}
    return Programme(
        key=f"contoh-{row['kunci']}",
        **given,
        lifts=_lifts(row["angkat"], truth),
        lead=lead,
        support=tuple(opd for opd in opd_of_sectors(roster, helping) if opd != lead),
        data_from=opd_of_sectors(roster, row["data_dari"]),
        districts=_districts(roster, row),
        costs=_costs(row["biaya"], scale),
        since=int(row["sejak"]) if row["sejak"] else None,
        start=date.fromisoformat(row["mulai"]),
        end=date.fromisoformat(row["akhir"]),
        baseline=float(row["awal"]),
        target=float(row["target"]),
        after=tuple(f"contoh-{one}" for one in _list(row["sesudah"])),
        realisation=_realised(row["realisasi"]),
        origin=SAMPLE_LABEL,
    )


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _lead(roster: pd.DataFrame, sector: str) -> str:
    """The first OPD whose urusan hold the sector; "" where none does."""
    held = zip(roster["opd"], roster["sectors"], strict=True)
    return next((str(opd) for opd, sectors in held if sector in sectors.split(";")), "")


def _lifts(cell: str, truth: Mapping[str, int]) -> dict[str, float]:
    """ "GOV3.4+2" is two levels above today's, at most the fifth; an indicator already there is left out."""
    steps = re.findall(r"(\S+?)\+(\d)", cell.replace(";", " "))
    return {code: float(min(truth[code] + int(step), 5)) for code, step in steps if truth[code] < 5}


def _costs(cell: str, scale: float) -> dict[int, float]:
    """Millions per year, made the kabupaten's own and rounded to whole millions."""
    pairs = (part.split(":") for part in cell.split())
    return {int(year): round(float(amount) * scale) * MILLION for year, amount in pairs}


def _districts(roster: pd.DataFrame, row: Mapping[str, str]) -> tuple[str, ...]:
    """Names of every second kecamatan for a programme that is spread, else none: the whole kabupaten."""
    names = roster.loc[roster["district"] != "", "name"].str.removeprefix("Kecamatan ")
    return tuple(names.iloc[len(row["nama"]) % 2 :: 2]) if row["tersebar"] else ()


def _realised(cell: str) -> dict[int, Realisation]:
    if not cell:
        return {}
    year, done, outcome = cell.split(":")
    return {int(year): Realisation(float(done), outcome)}


def _placed(made: Programme, framework: Framework) -> Programme:
    """With the dimension and sub-dimension of the first indicator under the index."""
    inside = set(framework.descendants(framework.roots[0]))
    home = next((code for code in made.lifts if code in inside), "")
    if not home:
        return made
    parent = str(framework.node(home).parent)
    return replace(made, dimension=framework.dimension_of(home), subdimension=parent)


def _known(made: Programme, found: Mapping[str, Programme]) -> Programme:
    return replace(made, after=tuple(key for key in made.after if key in found))
