"""How a region in a package stands to the same region in the store."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reference import instruments
from storage.engine import Store
from storage.setup import instruments as frozen
from storage.setup import periods
from workflow.package import gather
from workflow.package.contents import Package, PackedAssessment, PackedInstrument, PackedRegion
from workflow.package.facts import FactKey, list_packed_facts
from workflow.package.parts import list_package_parts

LONGEST = 120
MOST_SHOWN = 200


@dataclass(frozen=True)
class FactConflict:
    """One fact that both sides know and say differently."""

    key: FactKey
    here: str
    package: str


@dataclass(frozen=True)
class PackageComparison:
    """A region of a package beside the store's.

    `new`, `only_here` and `differing` count the facts that the package alone knows, the store alone, or both
    with another content; `conflicts` are the first MOST_SHOWN of those. `periods` and `instruments` (as
    "kesiapan 0.9") would be new to the store, `deviating` are those of which the app brings other content.
    `locked`: periods that were locked where the package was made.
    """

    region: str
    known: bool
    new: int
    only_here: int
    differing: int
    conflicts: tuple[FactConflict, ...]
    periods: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    deviating: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """The package brings nothing."""
        return not self.new and not self.differing


def compare_package(store: Store, package: Package) -> list[PackageComparison]:
    """Every region of the package beside what the store holds of it."""
    held = {one.digest for one in frozen.list_instruments(store)}
    new = {one.digest: one for one in package.instruments if one.digest not in held}
    labels = {one.label for one in periods.list_periods(store)}
    return [
        _compare(gather.pack_region(store, code), code, _Additions(labels, new), parts)
        for code, parts in list_package_parts(package)
    ]


class _Additions:
    """The periods and instruments of a region's assessments that the store does not have."""

    def __init__(self, labels: Collection[str], new: Mapping[str, PackedInstrument]) -> None:
        self._labels, self._new = labels, new
        self._periods: dict[str, None] = {}
        self._digests: dict[str, None] = {}
        self._locked: dict[str, None] = {}

    def add_assessment(self, given: PackedAssessment) -> None:
        if given.period not in self._labels:
            self._periods[given.period] = None
        if given.instrument in self._new:
            self._digests[given.instrument] = None
        if given.locked_at:
            self._locked[given.period] = None

    def list_fields(self) -> dict[str, tuple[str, ...]]:
        """The fields of a comparison that name them."""
        used = [self._new[digest] for digest in self._digests]
        names = [f"{one.instrument} {one.version}" for one in used]
        other = [f"{one.instrument} {one.version}" for one in used if _deviates(one)]
        return {
            "periods": tuple(self._periods),
            "instruments": tuple(names),
            "deviating": tuple(other),
            "locked": tuple(self._locked),
        }


def _deviates(given: PackedInstrument) -> bool:
    """Whether the app brings an instrument of that name and version with other content."""
    named = (given.instrument, given.version)
    shipped = {(name, version) for name, version, _ in instruments.list_shipped_instruments()}
    return named in shipped and instruments.load_instrument(*named).digest != given.digest


def _compare(
    here: PackedRegion, code: str, additions: _Additions, parts: Iterable[PackedRegion]
) -> PackageComparison:
    """The parts one after the other: of the package no more than one is held."""
    ours = dict(list_packed_facts(here))
    new = both = differing = 0
    conflicts: list[FactConflict] = []
    for part in parts:
        for one in part.assessments:
            additions.add_assessment(one)
        for key, said in list_packed_facts(part):
            if (known := ours.get(key)) is None:
                new += 1
                continue
            both += 1
            if known.exact != said.exact:
                differing += 1
                if len(conflicts) < MOST_SHOWN:
                    conflicts.append(FactConflict(key, known.shown[:LONGEST], said.shown[:LONGEST]))
    told = additions.list_fields()
    return PackageComparison(code, bool(ours), new, len(ours) - both, differing, tuple(conflicts), **told)
