"""What can be wrong with a framework, each in one Indonesian sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scoring.framework import Framework, Node


def problems_of(framework: Framework) -> list[str]:
    """Every reason why a framework cannot be scored, [] = none."""
    return [*_node_problems(framework), *_tree_problems(framework), *_rule_problems(framework)]


def _node_problems(framework: Framework) -> list[str]:
    problems = [] if framework.nodes else ["Kerangka tidak memiliki simpul."]
    counts = Counter(node.code for node in framework.nodes)
    problems += [f"Kode '{code}' dipakai {count} kali." for code, count in counts.items() if count > 1]
    for node in framework.nodes:
        if not np.isfinite(node.weight):
            problems.append(f"Bobot simpul '{node.code}' bukan bilangan.")
        elif node.weight < 0:
            problems.append(f"Bobot simpul '{node.code}' negatif ({node.weight:g}).")
        if node.direction not in (1, -1):
            problems.append(f"Arah simpul '{node.code}' harus 1 atau -1, bukan {node.direction}.")
        low, high = framework.goalposts(node)
        if low >= high:
            problems.append(
                f"Batas bawah simpul '{node.code}' ({low:g}) tidak di bawah batas atasnya ({high:g})."
            )
    return problems


def _tree_problems(framework: Framework) -> list[str]:
    by_code = {node.code: node for node in framework.nodes}
    problems = []
    children: dict[str, list[Node]] = {}
    for node in framework.nodes:
        if node.parent is None:
            continue
        children.setdefault(node.parent, []).append(node)
        if node.parent not in by_code:
            problems.append(f"Induk '{node.parent}' dari simpul '{node.code}' tidak ada.")
        elif node.level >= by_code[node.parent].level and node.parent != node.code:
            problems.append(f"Tingkat simpul '{node.code}' tidak di bawah tingkat induknya '{node.parent}'.")
    problems += [f"Simpul '{code}' berada dalam lingkaran induk." for code in _in_cycle(by_code)]
    problems += [
        f"Bobot semua anak simpul '{parent}' berjumlah 0."
        for parent, group in children.items()
        if sum(max(node.weight, 0) for node in group) == 0
    ]
    return problems


def _in_cycle(by_code: Mapping[str, Node]) -> list[str]:
    looping = []
    for code in by_code:
        seen = {code}
        parent = by_code[code].parent
        while parent is not None and parent in by_code and parent not in seen:
            seen.add(parent)
            parent = by_code[parent].parent
        if parent == code:
            looping.append(code)
    return looping


def _rule_problems(framework: Framework) -> list[str]:
    scale = framework.scale
    problems = []
    if scale.minimum >= scale.maximum:
        problems.append(
            f"Batas bawah skala ({scale.minimum:g}) tidak di bawah batas atasnya ({scale.maximum:g})."
        )
    lowers = [band.lower for band in scale.bands]
    if lowers != sorted(set(lowers)):
        problems.append("Batas bawah kelas harus menaik tanpa nilai yang sama.")
    problems += [
        f"Ambang kelengkapan tingkat {level} harus antara 0 dan 1, bukan {share:g}."
        for level, share in framework.coverage.items()
        if not 0 <= share <= 1
    ]
    for name, weights in framework.weight_sets.items():
        problems += _weight_set_problems(framework, name, weights)
    return problems


def _weight_set_problems(framework: Framework, name: str, weights: Mapping[str, float]) -> list[str]:
    known = {node.code for node in framework.nodes}
    problems = [f"Set bobot '{name}': simpul '{code}' tidak ada." for code in weights if code not in known]
    problems += [
        f"Set bobot '{name}': bobot '{c}' negatif." for c, weight in weights.items() if not weight >= 0
    ]
    totals: dict[str, float] = {}
    for node in framework.nodes:
        if node.parent is not None:
            totals[node.parent] = totals.get(node.parent, 0) + max(weights.get(node.code, node.weight), 0)
    problems += [
        f"Set bobot '{name}': bobot semua anak '{c}' berjumlah 0." for c, t in totals.items() if t == 0
    ]
    return problems
