"""What the visitor looks at: a region in a period by an instrument, chosen above every page of results."""

from dataclasses import dataclass, replace

import streamlit as st
from sqlalchemy import Engine

import workflow.assess
from reference import regions
from reference.instruments import Instrument
from storage import answers, instruments, known, periods
from storage.values import FrozenInstrument, Period
from ui import cache, empty, filters, store
from ui.page import Status
from workflow import load
from workflow.load import Scope
from workflow.results import Result
from workflow.summary import basis


@dataclass(frozen=True)
class View:
    """A choice that the store can answer. `region` is "" on pages over all regions."""

    engine: Engine
    period: Period
    instrument: Instrument
    scope: Scope
    region: str

    @property
    def region_label(self) -> str:
        """The region with its kind, "Kab. Nganjuk"; "" where no region is chosen."""
        return region_label(self.region) if self.region else ""

    @property
    def revision(self) -> str:
        """Changes whenever anything the results rest on changes; part of every cache key."""
        return answers.revision(self.engine, *self._keys)

    @property
    def _keys(self) -> tuple[int, int, str | None]:
        return (self.scope.period_id, self.scope.instrument_id, self.region or None)

    def result(self) -> Result:
        """The region scored with the targets agreed for its year; all regions where none is chosen."""
        return cache.remember("result", (*self._keys, self.revision, self.period.ends.year), self._score)

    def _score(self) -> Result:
        year = self.period.ends.year if self.region else None
        return workflow.assess.score(load.data(self.engine, self.scope, self.region or None, year=year))

    @property
    def scored(self) -> bool:
        """False for a region that has a roster but no answers, or that took no part."""
        return self.region in self.result().regions

    def status(self) -> Status:
        """What the region's numbers rest on, for page.status()."""
        plain = Status(
            f"{self.instrument.title} {self.instrument.version}",
            locked=self.period.locked_at is not None,
            as_of=self.period.ends,
            sample=self.period.sample,
        )
        if not self.scored:
            return plain
        rests = basis(self.result().part(self.region), self.region)
        return replace(plain, claimed=rests.claimed, agreed=rests.agreed, verified=rests.verified)


def choose(*, by_region: bool = True) -> View | None:
    """The choices as a row above the page; None after telling the visitor what to do first."""
    engine = store.engine()
    known_periods = {str(period.id): period for period in periods.available(engine)}
    frozen = {str(used.id): used for used in instruments.available(engine)}
    known_regions = known.regions(engine)
    if not (known_periods and frozen and (known_regions or not by_region)):
        nothing_yet()
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        region = filters.region({code: region_label(code) for code in known_regions}) if by_region else ""
        latest = list(known_periods)[-1]
        period = filters.period({key: value.label for key, value in known_periods.items()}, latest)
        used = filters.instrument({key: _instrument_label(value) for key, value in frozen.items()})
    scope = Scope(int(period or latest), int(used or next(iter(frozen))))
    instrument = load.instrument(engine, scope)
    return View(engine, known_periods[str(scope.period_id)], instrument, scope, region or "")


def nothing_yet() -> None:
    """What every page of results says over an empty store."""
    empty.show(
        "Belum ada data survei",
        "Unggah berkas survei OPD lebih dahulu, atau muat data contoh di Beranda.",
        file="mulai/beranda.py",
        label="Ke Beranda",
    )


def region_label(code: str) -> str:
    """ "Kab. Nganjuk"; the code itself for a region the register does not have."""
    table = regions.table()
    return str(table.at[code, "label"]) if code in table.index else code


def _instrument_label(used: FrozenInstrument) -> str:
    return f"{used.instrument} {used.version}"
