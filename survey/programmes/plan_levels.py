"""The rows of a planning table: what each is called and coded, and which of them only sum up those below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from reference.keys import normalise_text
from survey.programmes import codes
from survey.programmes.codes import ACTIVITY, FIELD, PROGRAMME, SUBACTIVITY, URUSAN

NUMBERING = (
    re.compile(r"^[IVX]{1,5}$"),
    re.compile(r"^[A-Z]$"),
    re.compile(r"^\d{1,3}$"),
    re.compile(r"^[a-z]$"),
)
WORDS = (
    (re.compile(r"^(sub ?kegiatan|sub ?keg)\b"), SUBACTIVITY),
    (re.compile(r"^(kegiatan|keg)\b"), ACTIVITY),
    (re.compile(r"^(program|prog)\b"), PROGRAMME),
    (re.compile(r"^(bidang|unsur)\b"), FIELD),
    (re.compile(r"^urusan\b"), URUSAN),
)
LABEL = re.compile(
    r"^\s*(?:sub ?kegiatan|sub ?keg\.?|kegiatan|keg\.?|program|prog\.?|bidang urusan|urusan)\s*:\s*", re.I
)
BULLET = re.compile(r"^\s*[-–•*>+·]+\s*")
SUMS = 0.8
"""So many of the rows taken for sums must be the sum of what stands below, where only looks tell levels."""
SUMS_ALONE = "jumlah pagu"
CLOSE = 1.0
"""Rupiah by which a sum may differ from its parts."""


@dataclass(frozen=True)
class PlanLine:
    """One named row. `words` is its name as it stands, blanks in front included; `column` the name's place.

    `level` counts down from 0, None while unknown; `amount` is its pagu in rupiah with that of the rows
    that go on with it, None without any; `more` are those rows. `band` is ("lead", OPD) or ("dimension",
    node) of a row that names it for those below, ("", "") of any other.
    """

    row: int
    words: str
    column: int
    code: str = ""
    number: str = ""
    amount: float | None = None
    level: int | None = None
    more: tuple[int, ...] = ()
    band: tuple[str, str] = ("", "")

    @property
    def bare_name(self) -> str:
        """The name alone, without its code, a bullet or "Program :" in front."""
        bare = BULLET.sub("", codes.split_leading_code(self.words)[1] if self.code else self.words)
        return " ".join((LABEL.sub("", bare) or bare).split())


@dataclass(frozen=True)
class PlanTree:
    """Lines with what they belong to: `parents` holds line -> the lines above it, the nearest last."""

    lines: Sequence[PlanLine]
    parents: Sequence[tuple[int, ...]]
    inner: frozenset[int] = field(default_factory=frozenset)
    told_by: str = ""

    @cached_property
    def lowest_lines(self) -> list[int]:
        """The lines at the lowest level of their branch."""
        return [at for at in range(len(self.lines)) if at not in self.inner]

    @cached_property
    def sums_below(self) -> dict[int, float]:
        """Line -> the pagu of the lowest lines below it, in rupiah."""
        found = dict.fromkeys(self.inner, 0.0)
        for leaf in self.lowest_lines:
            for upper in self.parents[leaf]:
                found[upper] += self.lines[leaf].amount or 0.0
        return found


def build_plan_tree(lines: Sequence[PlanLine], *, columned: bool, mixed: bool) -> PlanTree:
    """The lines with their levels: by codes, by columns, else by numbering, blanks, words, or sums.

    `columned`: the lines' levels are those of their columns; `mixed`: the heading names several levels.
    """
    if any(line.code for line in lines):
        return _tree_of(_with_codes(lines), "kode", by_code=True)
    if columned and len({line.level for line in lines}) > 1:
        return _tree_of([replace(one, level=-1) if one.band[0] else one for one in lines], "kolom")
    plain = [line for line in lines if not line.band[0]]
    found = [_tree_of(_levelled(lines, find(plain)), name) for name, find in LOOKS.items()]
    likely = [tree for tree in found if _has_sums(tree) and _sums_hold(tree)]
    if likely:
        return max(likely, key=lambda tree: len({line.level for line in tree.lines}))
    if mixed and _is_all_sums(tree := _tree_of_sums(lines)):
        return tree
    return _tree_of(_levelled(lines, [0] * len(plain)), "")


def _levelled(lines: Sequence[PlanLine], levels: Sequence[int]) -> list[PlanLine]:
    """The lines with levels given for those that are no bands; a band stands above them all."""
    rest = iter(levels)
    return [replace(one, level=-1 if one.band[0] else next(rest)) for one in lines]


def _with_codes(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """The lines with the levels of their codes; those without one follow the words or the lowest level."""
    known = [codes.level_of_code(line.code) for line in lines]
    lowest = max(
        (level for level in known if level is not None and level < codes.ACCOUNT), default=SUBACTIVITY
    )
    after = Counter(
        known[at + 1] is None
        for at, level in enumerate(known[:-1])
        if level == lowest and not lines[at].band[0]
    )
    uncoded = lowest + 1 if after[True] > after[False] and lowest < SUBACTIVITY else lowest
    found = []
    for line, level in zip(lines, known, strict=True):
        worded = _level_of_words(line.words)
        told = level if level is not None else codes.UNIT if line.band[0] else worded
        found.append(replace(line, level=uncoded if told is None else told))
    return found


def _level_of_words(words: str) -> int | None:
    plain = normalise_text(words)
    return next((level for pattern, level in WORDS if pattern.search(plain)), None)


def _numbered_levels(lines: Sequence[PlanLine]) -> list[int]:
    """Levels by the kind of number in front: I, A, 1, 1.1, a; in the order in which the kinds appear."""
    kinds = [_kind_of_number(line.number) for line in lines]
    return _in_order(kinds)


def _kind_of_number(number: str) -> object:
    bare = number.strip().rstrip(".)").lstrip("(")
    if re.fullmatch(r"\w{1,3}(\.\w{1,3})+", bare):
        return bare.count(".") + 10
    return next((place for place, kind in enumerate(NUMBERING) if kind.match(bare)), "")


def _indented_levels(lines: Sequence[PlanLine]) -> list[int]:
    """Levels by the blanks and bullets in front of the names."""
    steps = []
    for line in lines:
        blanks = len(line.words) - len(line.words.lstrip())
        steps.append(2 * blanks + bool(BULLET.match(line.words)))
    ranked = sorted(set(steps))
    return [ranked.index(step) for step in steps]


def _worded_levels(lines: Sequence[PlanLine]) -> list[int]:
    """Levels by "Program", "Kegiatan", "Sub Kegiatan" in front; a name without such a word is the lowest."""
    found = [_level_of_words(line.words) for line in lines]
    known = {level for level in found if level is not None}
    if not known or (len(known) == 1 and None not in found):
        return [0] * len(lines)
    lowest = max(known) + (0 if SUBACTIVITY in known else 1)
    return [lowest if level is None else level for level in found]


def _in_order(kinds: Sequence[object]) -> list[int]:
    order = list(dict.fromkeys(kinds))
    return [order.index(kind) for kind in kinds]


def _tree_of(lines: Sequence[PlanLine], told_by: str, *, by_code: bool = False) -> PlanTree:
    """Who stands above whom: by the codes where both have one, else whoever of a higher level came last."""
    parents: list[tuple[int, ...]] = []
    open_: list[int] = []
    places = {line.code: at for at, line in reversed(list(enumerate(lines))) if line.code}
    for at, line in enumerate(lines):
        while open_ and (lines[open_[-1]].level or 0) >= (line.level or 0):
            open_.pop()
        above = [one for one in open_ if not by_code or _may_hold(lines[one], line)]
        if by_code and line.code:
            above = _with_distant(lines, places, at, above)
        parents.append(tuple(above))
        open_.append(at)
    return PlanTree(lines, parents, frozenset(one for above in parents for one in above), told_by)


def _may_hold(upper: PlanLine, line: PlanLine) -> bool:
    """Whether a line above may hold another: codes that both have must agree."""
    if (
        not upper.code
        or not line.code
        or upper.level == codes.UNIT
        or line.level in (codes.UNIT, codes.ACCOUNT)
    ):
        return True
    return codes.is_code_below(line.code, upper.code)


def _with_distant(lines: Sequence[PlanLine], places: dict[str, int], at: int, above: list[int]) -> list[int]:
    """The lines above, with those that stand elsewhere in the table and whose code begins this one's."""
    parts = lines[at].code.split(".")
    begun = (".".join(parts[:count]) for count in range(1, len(parts)))
    near = {lines[one].code for one in above}
    distant = [places[code] for code in begun if code in places and code not in near and places[code] != at]
    if any(lines[one].band[0] for one in above):
        # Units repeat the codes of their support; those of another unit hold nothing here.
        distant = []
    return sorted({*above, *distant}, key=lambda one: (lines[one].level or 0, one))


def _has_sums(tree: PlanTree) -> bool:
    """Whether any line that is no band stands above others."""
    return any(not tree.lines[at].band[0] for at in tree.inner)


def _sums_hold(tree: PlanTree) -> bool:
    """Whether the lines that looks take for sums are sums, where they hold money at all."""
    told = [(tree.lines[at].amount, tree.sums_below[at]) for at in tree.inner if not tree.lines[at].band[0]]
    both = [(own, below) for own, below in told if own is not None]
    return sum(abs(own - below) <= CLOSE for own, below in both) >= SUMS * len(both)


def _is_all_sums(tree: PlanTree) -> bool:
    """Whether sums alone make a tree of all lines: round budgets add up by chance now and then."""
    tops = [at for at, above in enumerate(tree.parents) if not above and not tree.lines[at].band[0]]
    return len(tree.inner) > 1 and all(at in tree.inner for at in tops)


def _tree_of_sums(lines: Sequence[PlanLine]) -> PlanTree:
    """Lines whose pagu is that of the two or more lines that follow stand above them."""
    parents: list[list[int]] = [[] for _ in lines]

    def _close(at: int) -> int:
        """The first line after the branch that begins at `at`."""
        own, total, step, parts = lines[at].amount or 0.0, 0.0, at + 1, []
        while own > 0 and step < len(lines) and total < own - CLOSE:
            parts.append(step)
            total += lines[step].amount or 0.0
            step = ends[step]
        if len(parts) < 2 or abs(total - own) > CLOSE:
            return at + 1
        for below in range(at + 1, step):
            parents[below].insert(0, at)
        return step

    ends = [0] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        ends[at] = _close(at)
    inner = frozenset(one for above in parents for one in above)
    return PlanTree(lines, [tuple(above) for above in parents], inner, SUMS_ALONE)


LOOKS: dict[str, Callable[[Sequence[PlanLine]], list[int]]] = {
    "penomoran": _numbered_levels,
    "inden": _indented_levels,
    "kata di depan": _worded_levels,
}
"""What tells levels where neither codes nor columns do; the one that tells most of them apart counts."""
