"""A programme of the register: what it is, what it lifts, who runs it, when, at what cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

# A waste bank is as smart as an app: the kind only says what has to be made.
KINDS = ("aplikasi", "layanan", "infrastruktur", "kebijakan", "perubahan perilaku")
STATUSES = ("berjalan", "usulan", "selesai", "dihentikan")


@dataclass(frozen=True)
class Realisation:
    """What became of a programme in a year: `done` 0..100 per cent, None = not reported."""

    done: float | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Programme:
    """One programme or innovation of a region. Text is "" where unknown, a date or number None.

    `dimension` and `subdimension` are nodes of the instrument; `lifts` holds indicator -> level it reaches on
    the instrument's scale; `lead` and `support` are ids of the roster; `costs` holds year -> rupiah;
    `after` the keys of programmes that must be finished first; `data_from` the ids of the OPD whose data it
    needs; `realisation` year -> what became of it. `origin` says file, sheet and row, or who wrote it here.
    `benefit` is the first day on which people notice it, None where nobody said: then it is its end.
    `note` is what a workbook or a person says beyond these fields.
    `unread` holds field -> what its cell said where that could not be read: such a programme is a draft.
    """

    key: str
    name: str
    problem: str = ""
    kind: str = ""
    dimension: str = ""
    subdimension: str = ""
    lifts: Mapping[str, float] = field(default_factory=dict)
    lead: str = ""
    support: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    costs: Mapping[int, float] = field(default_factory=dict)
    funds: str = ""
    rpjmd: str = ""
    renstra: str = ""
    renja: str = ""
    code: str = ""
    status: str = "usulan"
    since: int | None = None
    start: date | None = None
    end: date | None = None
    benefit: date | None = None
    measure: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    risk: str = ""
    mitigation: str = ""
    after: tuple[str, ...] = ()
    data_from: tuple[str, ...] = ()
    realisation: Mapping[int, Realisation] = field(default_factory=dict)
    note: str = ""
    origin: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def cost(self) -> float:
        """Rupiah over all years; 0 where none is known."""
        return float(sum(self.costs.values()))

    @property
    def running(self) -> bool:
        """It runs already, so it is a strength and not a proposal."""
        return self.status == "berjalan"

    @property
    def over(self) -> bool:
        """It was finished or given up: it is neither run nor proposed any more."""
        return self.status in ("selesai", "dihentikan")


BLANK = Programme("", "")
"""Nothing said yet."""


def clear_resolved_unread(old: Programme, new: Programme) -> Programme:
    """`new` without what was unread in fields whose value differs from `old`: somebody has seen to it."""
    open_ = {name: text for name, text in new.unread.items() if getattr(new, name) == getattr(old, name)}
    return replace(new, unread=open_)
