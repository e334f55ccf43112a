"""What the visitor looks at: a region in a period by an instrument, chosen above every page of results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

import streamlit as st
from sqlalchemy import Engine

import workflow.assess
from reference.instruments import Instrument
from reference.regions import label as region_label
from storage import answers, audit, instruments, known, periods, turnout
from storage.values import FrozenInstrument, Period
from ui import cache, empty, filters, page, store
from ui.format import local_day
from ui.page import Status
from workflow import completeness, load
from workflow.facts import source_line
from workflow.load import Scope
from workflow.results import Result
from workflow.summary import basis

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """A choice that the store can answer. `region` is "" on pages over all regions.

    `state` is `storage.known.state` when the run began: it changes whenever anything is recorded anywhere.
    """

    engine: Engine
    period: Period
    instrument: Instrument
    scope: Scope
    region: str
    state: str

    @property
    def region_label(self) -> str:
        """The region with its kind, "Kab. Nganjuk"; "" where no region is chosen."""
        return region_label(self.region) if self.region else ""

    @cached_property
    def everywhere(self) -> "View":
        """The same period and instrument over all regions."""
        return replace(self, region="")

    @cached_property
    def revision(self) -> str:
        """Changes whenever anything the results rest on changes; part of every cache key."""
        return cache.remember(
            "revision", (*self._keys, self.state), lambda: answers.revision(self.engine, *self._keys)
        )

    @property
    def changed(self) -> date | None:
        """The day on which the data last changed, in western Indonesian time; None where they never did."""
        return self.remember("changed", self._changed)

    def _changed(self) -> date | None:
        last = audit.last_change(self.engine, *self._keys)
        return local_day(last) if last else None

    @property
    def _keys(self) -> tuple[int, int, str | None]:
        return (self.scope.period_id, self.scope.instrument_id, self.region or None)

    def remember(self, name: str, compute: Callable[[], T], *more: str | int | float | bool | None) -> T:
        """`compute()`, remembered for this view and revision; `more` is what else it depends on."""
        return cache.remember(name, (*self._keys, self.revision, self.period.ends.year, *more), compute)

    def replay(self, name: str, show: Callable[[], None], *more: str | int | float | bool | None) -> None:
        """Show `show()` as `cache.replay` does, for this view and revision; `more` is what else it shows."""
        cache.replay(name, (*self._keys, self.revision, self.period.ends.year, *more), show)

    def result(self, year: int | None = None) -> Result:
        """The region scored with the targets agreed for `year` (None = its own); all where none is chosen."""
        year = year or self.period.ends.year
        return self.remember("result", lambda: self._score(year), year)

    def _score(self, year: int) -> Result:
        aimed = year if self.region else None
        return workflow.assess.score(load.data(self.engine, self.scope, self.region or None, year=aimed))

    def at_stage(self, stage: str, year: int) -> Result:
        """The result at a bimtek stage: what belongs to a later stage does not count."""
        return self.remember("stage", lambda: self._at_stage(stage, year), stage, year)

    def _at_stage(self, stage: str, year: int) -> Result:
        given = load.data(self.engine, self.scope, self.region or None, year=year)
        return workflow.assess.score(replace(given, instrument=self.instrument.for_stage(stage)))

    def source(self) -> str:
        """The line under a chart: survey, instrument, period, status, OPD that sent, synthetic or not."""
        return self.remember("source", self._source)

    def _source(self) -> str:
        senders = completeness.senders(self.engine, self.scope, self.region)
        return source_line(self.region_label, self.instrument, self.period, senders)

    @property
    def scored(self) -> bool:
        """False for a region that has a roster but no answers, or that took no part."""
        return self.region in self.result().regions

    def status(self) -> Status:
        """What the region's numbers rest on, for page.status()."""
        return self.remember("status", self._status)

    def _status(self) -> Status:
        plain = Status(
            f"{self.instrument.title} {self.instrument.version}",
            locked=self.period.locked_at is not None,
            as_of=self.changed,
            sample=self.period.sample,
        )
        if not self.scored:
            return plain
        rests = basis(self.result().part(self.region), self.region)
        return replace(plain, claimed=rests.claimed, agreed=rests.agreed, verified=rests.verified)


@dataclass(frozen=True, eq=False)
class _Held:
    """What there is to choose from; periods and instruments by their ids as text.

    `usual` names the instrument most regions used in each period that holds data.
    """

    periods: Mapping[str, Period]
    instruments: Mapping[str, FrozenInstrument]
    regions: list[str]
    usual: Mapping[str, str]

    @property
    def latest(self) -> str:
        """The last period that holds data; the last of all where none does."""
        return ([key for key in self.periods if key in self.usual] or list(self.periods))[-1]


def _held(engine: Engine) -> _Held:
    filled = turnout.scopes(engine).sort_values("regions", kind="stable")
    return _Held(
        {str(period.id): period for period in periods.available(engine)},
        {str(used.id): used for used in instruments.available(engine)},
        known.regions(engine),
        dict(zip(filled["period_id"].astype(str), filled["instrument_id"].astype(str), strict=True)),
    )


def choose(*, by_region: bool = True) -> View | None:
    """The choices as a row above the page; None after telling the visitor what to do first."""
    engine = store.engine()
    state = known.state(engine)
    held = _remembered(engine, state)
    known_periods, frozen = held.periods, held.instruments
    known_regions = _with_wanted(held.regions)
    if not (known_periods and frozen and (known_regions or not by_region)):
        nothing_yet()
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        region = filters.region({code: region_label(code) for code in known_regions}) if by_region else ""
        named = {key: value.label for key, value in known_periods.items()}
        period = filters.period(named, held.latest) or held.latest
        usual = held.usual.get(period) or next(iter(frozen))
        used = filters.instrument({k: _instrument_label(v) for k, v in frozen.items()}, usual) or usual
    scope = Scope(int(period), int(used))
    instrument = load.thawed(frozen[used].text)
    return View(engine, known_periods[str(scope.period_id)], instrument, scope, region or "", state)


def choose_scored() -> View | None:
    """As `choose`; None also where the chosen region has no answers, after saying what to do."""
    view = choose()
    if view is None:
        return None
    page.status(view.status())
    if view.scored:
        return view
    if view.region in view.result().absent:
        what = f"{view.region_label} tidak ikut serta pada periode {view.period.label}"
        empty.show(what, "Pilih daerah atau periode lain di atas.")
    else:
        empty.show(
            f"Belum ada jawaban {view.region_label} pada periode {view.period.label}",
            "Unggah berkas survei dari OPD, atau pilih daerah, periode, atau instrumen lain di atas.",
            file="mulai/beranda.py",
            label="Ke Beranda",
        )
    return None


def offered(engine: Engine) -> list[str]:
    """The regions there are to choose from."""
    return _with_wanted(_remembered(engine, known.state(engine)).regions)


def _remembered(engine: Engine, state: str) -> _Held:
    return cache.remember("held", (state,), lambda: _held(engine))


def _with_wanted(found: list[str]) -> list[str]:
    """The regions the store knows, and the one the visitor came with: its OPD may not be kept yet."""
    wanted = filters.current(filters.REGION)
    return sorted({*found, wanted}) if wanted and region_label(wanted) != wanted else found


def nothing_yet() -> None:
    """What every page of results says over an empty store."""
    empty.show(
        "Belum ada data survei",
        "Unggah berkas survei OPD lebih dahulu, atau muat data contoh di Beranda.",
        file="mulai/beranda.py",
        label="Ke Beranda",
    )


def _instrument_label(used: FrozenInstrument) -> str:
    return f"{used.instrument} {used.version}"
