"""What the visitor looks at: a region in a period by an instrument, chosen in the side panel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Engine
from streamlit.delta_generator import DeltaGenerator

from planning.plan.target_year import TargetYear
from reference.instruments import Instrument
from reference.regions import region_label
from reports.file_times import stamp_file
from storage import audit
from storage.period_locks import PeriodLock
from storage.results import answers, response_rates
from storage.results.state import list_known_regions, store_state
from storage.setup import instruments, periods
from storage.states import opened
from storage.values import FrozenInstrument, Period
from ui.shared import cache, empty, filters, page, panel, store
from ui.shared.format import local_day
from ui.shared.page import PageStatus
from ui.shared.panel import Context
from workflow.dates import local_today
from workflow.documents.region_facts import source_line
from workflow.documents.state_heads import find_selection_head
from workflow.results import stored_data
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.results.summary import answer_basis
from workflow.setup import completeness
from workflow.targets.region_selection import RegionSelection

T = TypeVar("T")


@dataclass(frozen=True)
class Selection:
    """A choice that the store can answer. `region` is "" on pages over all regions.

    `engine` becomes the copy of its lock where the period is locked for the region: it is read and refuses
    to be written; what belongs to no period goes to `live_store`. `state` is
    `storage.results.state.store_state` when the run began: it changes whenever anything is recorded anywhere.
    """

    engine: Engine
    period: Period
    instrument: Instrument
    scope: AssessmentScope
    region: str
    state: str

    def __post_init__(self) -> None:
        """Turn to the copy of a locked period."""
        of = (self.region,) if self.region and self.period.locked_at else ()
        object.__setattr__(self, "engine", opened.open_period_store(self.engine, self.period.id, *of))

    @property
    def live_store(self) -> Engine:
        """The store itself."""
        found = opened.find_live_store(self.engine)
        return found if isinstance(found, Engine) else found.engine

    @property
    def region_label(self) -> str:
        """The region with its kind, "Kab. Nganjuk"; "" where no region is chosen."""
        return region_label(self.region) if self.region else ""

    @property
    def told_on(self) -> date:
        """The day of which is told: of the lock where the period is locked."""
        return local_day(self.period.locked_at) if self.period.locked_at else local_today()

    @cached_property
    def everywhere(self) -> "Selection":
        """The same period and instrument over all regions."""
        lock = _remembered(self.live_store, self.state).find_lock(str(self.period.id), "")
        return replace(self, region="", period=replace(self.period, locked_at=lock.at if lock else None))

    @cached_property
    def lock(self) -> PeriodLock | None:
        """Who locked the region's period, when and why; None where it is open, or over all regions."""
        if not self.region:
            return None
        return _remembered(self.live_store, self.state).find_lock(str(self.period.id), self.region)

    @property
    def locked(self) -> bool:
        """Whether nothing of it can be changed: what saves is then disabled."""
        return self.period.locked_at is not None

    @cached_property
    def revision(self) -> str:
        """Changes whenever anything the results rest on changes; part of every cache key."""
        return cache.remember_result(
            "revision", (*self._keys, self.state), lambda: answers.scope_revision(self.engine, *self._keys)
        )

    @property
    def changed(self) -> date | None:
        """The day on which the data last changed, in western Indonesian time; None where they never did."""
        return self.remember("changed", self._changed)

    def _changed(self) -> date | None:
        last = audit.last_change_of_scope(self.engine, *self._keys)
        return local_day(last) if last else None

    @property
    def _keys(self) -> tuple[int, int, str | None]:
        return (self.scope.period_id, self.scope.instrument_id, self.region or None)

    def remember(self, name: str, compute: Callable[[], T], *more: str | int | float | bool | None) -> T:
        """`compute()`, remembered for this selection and revision; `more` is what else it depends on."""
        return cache.remember_result(
            name, (*self._keys, self.instrument.digest, self.revision, self.period.ends.year, *more), compute
        )

    def replay(self, name: str, show: Callable[[], None], *more: str | int | float | bool | None) -> None:
        """Show `show()` as `cache.replay_output` does, for this revision; `more` is what else it shows."""
        cache.replay_output(
            name, (*self._keys, self.instrument.digest, self.revision, self.period.ends.year, *more), show
        )

    @cached_property
    def uncached(self) -> RegionSelection:
        """The same without the cache; every number of the screens is scored there."""
        return RegionSelection(self.engine, self.scope, (self.region,) if self.region else ())

    def find_head(self) -> str:
        """The entry of the audit that names the state shown, as documents print it."""
        return cache.remember_result(
            "head", (*self._keys, self.state), lambda: str(find_selection_head(self.uncached))
        )

    def label_file(self) -> str:
        """What a workbook to take away says of itself: that it is a sample, and of which state it is."""
        return " · ".join(filter(None, [self.period.sample_label, f"Jejak audit {self.find_head()}"]))

    def stamp_workbook(self, content: bytes) -> bytes:
        """An office file with the moment it tells of as its times: of a locked period the lock's."""
        return stamp_file(content, self.uncached.told_at)

    def target(self, year: int | None = None) -> TargetYear:
        """What the region is held against in `year`; None = the year in view."""
        return self.remember("target", lambda: self.uncached.target_years(year)[self.region], year)

    def result(self, year: int | None = None) -> Result:
        """The region scored for `year` (None = the year in view); all `side_by_side` where none is chosen."""
        if not self.region:
            return self.remember("result", self.uncached.side_by_side)
        year = year or self.target().year
        return self.remember("result", lambda: self.uncached.result(year), year)

    def at_stage(self, stage: str, year: int) -> Result:
        """The result at a bimtek stage: what belongs to a later stage does not count."""
        return self.remember("stage", lambda: self.uncached.result(year, stage), stage, year)

    def source(self) -> str:
        """The line under a chart: survey, instrument, period, status, OPD that sent, synthetic or not."""
        return self.remember("source", self._source)

    def _source(self) -> str:
        senders = completeness.list_opd_responses(self.engine, self.scope, self.region)
        return source_line(self.region_label, self.instrument, self.period, senders)

    @property
    def scored(self) -> bool:
        """False for a region that has a roster but no answers, or that took no part."""
        return self.region in self.result().regions

    def status(self) -> PageStatus:
        """What the region's numbers rest on, for page.status()."""
        return self.remember("status", self._status)

    def _status(self) -> PageStatus:
        plain = PageStatus(
            f"{self.instrument.title} {self.instrument.version}",
            locked=self.locked,
            as_of=self.changed,
            sample=self.period.sample,
        )
        if not self.scored:
            return plain
        rests = answer_basis(self.result().part(self.region), self.region)
        return replace(plain, claimed=rests.claimed, agreed=rests.agreed, verified=rests.verified)


@dataclass(frozen=True, eq=False)
class _Choosable:
    """What there is to choose from; periods and instruments by their ids as text.

    `usual` names the instrument most regions used in each period that holds data, `locks` the regions for
    which each period is locked, by whom, when and why.
    """

    periods: Mapping[str, Period]
    instruments: Mapping[str, FrozenInstrument]
    regions: list[str]
    usual: Mapping[str, str]
    locks: Mapping[str, Mapping[str, PeriodLock]]

    @property
    def latest(self) -> str:
        """The last period that holds data; the last of all where none does."""
        return ([key for key in self.periods if key in self.usual] or list(self.periods))[-1]

    def lacks_anything(self, *, by_region: bool = True) -> bool:
        """Whether nothing can be chosen yet: no period, no instrument, or no region where one is asked."""
        regions = not by_region or _with_wanted(self.regions)
        return not (self.periods and self.instruments and regions)

    def find_lock(self, period: str, region: str) -> PeriodLock | None:
        """The lock of a region's period, "" = the last of those of all there are; None where one is open."""
        locks, wanted = self.locks[period], [region] if region else self.regions
        if not wanted or not set(wanted) <= locks.keys():
            return None
        return max((locks[one] for one in wanted), key=lambda lock: lock.at)


def _held(engine: Engine) -> _Choosable:
    filled = response_rates.count_regions_by_scope(engine).sort_values("regions", kind="stable")
    known = {str(period.id): period for period in periods.list_periods(engine)}
    return _Choosable(
        known,
        {str(used.id): used for used in instruments.list_instruments(engine)},
        list_known_regions(engine),
        dict(zip(filled["period_id"].astype(str), filled["instrument_id"].astype(str), strict=True)),
        {key: periods.list_region_locks(engine, period.id) for key, period in known.items()},
    )


def choose_selection(*, by_region: bool = True, place: DeltaGenerator | None = None) -> Selection | None:
    """What is chosen in the side panel; None after telling the visitor what to do first.

    Above the page stands who locked the period, when and why. A projected page has a `place` of its own for
    the choices, and the lock is not told.
    """
    engine = store.store_engine()
    state = store_state(engine)
    held = _remembered(engine, state)
    known_periods, frozen = held.periods, held.instruments
    known_regions = _with_wanted(held.regions)
    if held.lacks_anything(by_region=by_region):
        show_empty_store()
        return None
    regions = {code: region_label(code) for code in known_regions} if by_region else {}
    region = filters.find_valid_choice(filters.REGION, regions) or ""
    named = {key: value.label for key, value in known_periods.items()}
    period = filters.find_valid_choice(filters.PERIOD, named, default=held.latest) or held.latest
    usual = held.usual.get(period) or next(iter(frozen))
    year = known_periods[period].ends.year
    labels = {key: filters.instrument_label(value, year) for key, value in frozen.items()}
    used = filters.find_valid_choice(filters.INSTRUMENT, labels, default=usual) or usual
    panel.show_context(Context(regions, named, labels, region, period, used), place)
    scope = AssessmentScope(int(period), int(used))
    instrument = stored_data.thaw_instrument(frozen[used].text)
    lock = held.find_lock(period, region)
    own = replace(known_periods[period], locked_at=lock.at if lock else None)
    if lock and region and place is None:
        page.show_period_lock_note(lock)
    return Selection(engine, own, instrument, scope, region, state)


def choose_scored_selection() -> Selection | None:
    """As `choose_selection`; None also where the chosen region has no answers, after saying what to do."""
    selection = choose_selection()
    if selection is None:
        return None
    page.show_page_status(selection.status())
    if selection.scored:
        return selection
    if selection.region in selection.result().absent:
        what = f"{selection.region_label} tidak ikut serta pada periode {selection.period.label}"
        empty.show_missing_data(what, "Pilih daerah atau periode lain di panel.")
    else:
        empty.show_missing_data(
            f"Belum ada jawaban {selection.region_label} pada periode {selection.period.label}",
            "Unggah berkas survei dari OPD, atau pilih daerah, periode, atau instrumen lain di panel.",
            file="mulai/beranda.py",
            label="Ke Beranda",
        )
    return None


def tell_empty_store() -> bool:
    """Tell the visitor what to do first where there is nothing to choose yet; whether that was told."""
    engine = store.store_engine()
    if is_empty := _remembered(engine, store_state(engine)).lacks_anything():
        show_empty_store()
    return is_empty


def offered_regions(engine: Engine) -> list[str]:
    """The regions there are to choose from."""
    return _with_wanted(_remembered(engine, store_state(engine)).regions)


def _remembered(engine: Engine, state: str) -> _Choosable:
    return cache.remember_result("held", (state,), lambda: _held(engine))


def _with_wanted(found: list[str]) -> list[str]:
    """The regions the store knows, and the one the visitor came with: its OPD may not be kept yet."""
    wanted = filters.current_choice(filters.REGION)
    return sorted({*found, wanted}) if wanted and region_label(wanted) != wanted else found


def show_empty_store() -> None:
    """What every page of results says over an empty store."""
    empty.show_missing_data(
        "Belum ada data survei",
        "Unggah berkas survei OPD lebih dahulu, atau muat data contoh di Beranda.",
        file="mulai/beranda.py",
        label="Ke Beranda",
    )
