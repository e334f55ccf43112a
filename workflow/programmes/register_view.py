"""The register as screens and files show it: with names, what is wrong, and what each programme lifts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

import pandas as pd

from planning.plan import gains
from planning.programmes import register_checks
from planning.programmes.programme import Programme
from planning.programmes.register_checks import RegisterReferences, RegisterRemark
from reference.agencies import OpdNames
from reference.instruments import Instrument
from storage.engine import Store
from survey.programmes import ProgrammeContext, workbook
from survey.values import TableChoice
from workflow.programmes import nomenclature, register
from workflow.results.result import Result
from workflow.setup import setup

YEARS_AHEAD = 5


@dataclass(frozen=True, eq=False)
class RegisterView:
    """A region's register on one day. `numbers`: for saving.

    `now`: today's level of each indicator, NaN = unknown. `gain`: key -> index points if the programme
    delivers alone, NaN where that is not known.
    """

    instrument: Instrument
    register: Mapping[str, Programme]
    numbers: Mapping[str, int]
    roster: pd.DataFrame
    now: pd.Series
    known: RegisterReferences
    remarks: tuple[RegisterRemark, ...]
    gain: Mapping[str, float]

    @cached_property
    def opd_names(self) -> OpdNames:
        """What the OPD are called."""
        return OpdNames(self.roster)

    @cached_property
    def districts(self) -> list[str]:
        """Names of the region's kecamatan, "Kecamatan" left out."""
        names = self.roster.loc[self.roster["district"] != "", "name"]
        return list(names.str.removeprefix("Kecamatan "))

    @property
    def kept(self) -> str:
        """Changes whenever somebody writes to the register."""
        return f"{len(self.register)}.{sum(self.numbers.values())}.{len(self.numbers)}"

    def years(self, first: int) -> list[int]:
        """The years of costs to show: five from the period's on, and every year a programme names."""
        told = {year for one in self.register.values() for year in one.costs}
        return sorted({*range(first, first + YEARS_AHEAD), *told})

    def source(
        self, year: int, columns: Mapping[str, str] | None = None, table: TableChoice | None = None
    ) -> ProgrammeContext:
        """What reading a workbook for this register needs to know."""
        return ProgrammeContext(self.instrument, self.roster, year, columns or {}, table)


def view_register(store: Store, instrument: Instrument, region: str, result: Result | None) -> RegisterView:
    """The register of a region; `result` None where nothing was scored yet."""
    kept = register.load_register(store, region)
    known = kept.programmes
    roster, _ = setup.roster_of(store, region)
    scored = result is not None and region in result.regions
    part = result.part(region) if result is not None and scored else None
    now = pd.Series(dtype=float) if part is None else part.indicators.values.loc[[region]].iloc[0]
    framework = part.framework if part else instrument.framework
    listed = nomenclature.load_nomenclatures(store, region).by_year
    facts = RegisterReferences.of(framework, roster["opd"], now, listed)
    gained = dict.fromkeys(known, math.nan)
    if part and known:
        lifted = gains.known_programme_gains(part, region, list(known.values()))["gain"]
        gained |= dict(zip(known, lifted, strict=True))
    return RegisterView(
        instrument,
        known,
        kept.numbers,
        roster,
        now,
        facts,
        tuple(register_checks.check_register(known, facts)),
        gained,
    )


def register_frame(found: RegisterView) -> pd.DataFrame:
    """One row per programme: key, name, dimension, lead, status, first, last (years, NaN = open), cost, gain.

    cost: rupiah over all years, NaN = none given; gain: NaN also for a programme that lifts no indicator.
    `faults`: remarks that are no hint.
    """
    counted = pd.Series([one.key for one in found.remarks if one.severity != "hint"], dtype=object)
    faults = counted.value_counts()
    rows = [
        (
            one.key,
            one.name,
            one.dimension,
            one.lead,
            one.status,
            float(_first(one) or math.nan),
            float(one.end.year) if one.end else math.nan,
            one.cost if one.costs else math.nan,
            found.gain[one.key],
            int(faults.get(one.key, 0)),
        )
        for one in found.register.values()
    ]
    columns = ["key", "name", "dimension", "lead", "status", "first", "last", "cost", "gain", "faults"]
    return pd.DataFrame(rows, columns=columns)


def _first(one: Programme) -> int | None:
    return one.since or (one.start.year if one.start else None)


def filter_programmes(
    found: RegisterView,
    *,
    dimension: str | None = None,
    opd: str | None = None,
    status: str | None = None,
    year: int | None = None,
) -> list[str]:
    """Keys of the programmes of a dimension, of an OPD (leading or supporting), a status, and a year.

    A programme is of a year it costs something in, or that lies between its start and its end.
    """
    return [
        key
        for key, one in found.register.items()
        if (dimension is None or one.dimension == dimension)
        and (opd is None or opd in (one.lead, *one.support))
        and (status is None or one.status == status)
        and (year is None or _runs_in(one, year))
    ]


def _runs_in(one: Programme, year: int) -> bool:
    if one.costs.get(year):
        return True
    first, last = _first(one), one.end.year if one.end else None
    if first is None and last is None:
        return False
    return (first or year) <= year <= (last or year)


def count_running_programmes(found: RegisterView) -> pd.DataFrame:
    """Running programmes per dimension of the index, which count as strengths: node, name, programmes."""
    framework = found.instrument.framework
    told: dict[str, list[str]] = {code: [] for code in framework.dimensions}
    for one in found.register.values():
        if one.running and one.dimension in told:
            told[one.dimension].append(one.name)
    rows = [(code, framework.node(code).name, names) for code, names in told.items()]
    return pd.DataFrame(rows, columns=["node", "name", "programmes"])


def register_workbook(
    found: RegisterView, *, place: str, period: str, year: int, label: str = "", empty: bool = False
) -> bytes:
    """The register as a workbook that reads back unchanged, or an `empty` form."""
    programmes = [] if empty else [asdict(one) for one in found.register.values()]
    years = range(year, year + YEARS_AHEAD)
    contents = workbook.RegisterContents(
        found.instrument, found.roster, place, period, years, programmes, label
    )
    return workbook.write_register_workbook(contents)
