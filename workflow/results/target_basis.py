"""What the target of each node rests on: agreed, handed down, the instrument's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planning.plan.target_year import AGREED, TargetYear, own_target_words
from scoring import Framework
from workflow.results.assess import hand_down_targets

ABOVE, BELOW, NONE = "mengikuti induknya", "rata-rata turunannya", "belum ada"


def target_bases(framework: Framework, target: TargetYear) -> dict[str, str]:
    """What the target of each node of a tree rests on; `framework` as it is held against `target`.

    "disepakati" (here), "mengikuti induknya" (agreed higher up), "rata-rata turunannya" (one of them agreed),
    "bawaan instrumen, jangka menengah" (its own, or of all that stands below it), "belum ada".
    """
    agreed = dict(target.agreed)
    handed, aims = hand_down_targets(framework, agreed), framework.targets()
    own = own_target_words(target.horizon)
    known = {code: NONE if aims[code] is None else own for code in framework.codes}
    above = {code: BELOW for code in _above(framework, agreed) if framework.node(code).target is None}
    return known | above | {code: AGREED if code in agreed else ABOVE for code in handed}


def _above(framework: Framework, codes: Iterable[str]) -> Iterator[str]:
    """The parents of nodes, and theirs; codes that the tree does not have are left out."""
    for code in codes:
        parent = framework.node(code).parent if code in framework.codes else None
        while parent is not None:
            yield parent
            parent = framework.node(parent).parent
