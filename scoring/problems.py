"""What can be wrong with a framework, each in one Indonesian sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from numbers import Real
from typing import Any

import numpy as np

from scoring.tree import Node, Scale


def find_framework_problems(
    nodes: tuple[Node, ...],
    scale: Scale,
    weight_sets: Mapping[str, Mapping[str, float]],
    coverage: Mapping[int, float],
) -> list[str]:
    """Every reason why a framework of these parts cannot be scored, [] = none."""
    problems = [*_code_problems(nodes), *_tree_problems(nodes)]
    if numbers := _number_problems(nodes):
        return problems + numbers
    problems += _weight_problems(nodes)
    for name, weights in weight_sets.items():
        problems += _weight_set_problems(nodes, name, weights)
    return [*problems, *_goalpost_problems(nodes, scale), *_rule_problems(scale, coverage)]


def _code_problems(nodes: tuple[Node, ...]) -> list[str]:
    counts = Counter(node.code for node in nodes)
    problems = [] if nodes else ["Kerangka tidak memiliki simpul."]
    return problems + [f"Kode '{code}' dipakai {count} kali." for code, count in counts.items() if count > 1]


def _number_problems(nodes: tuple[Node, ...]) -> list[str]:
    problems = []
    for node in nodes:
        numbers = {"Batas bawah": node.minimum, "Batas atas": node.maximum, "Target": node.target}
        given = {what: number for what, number in numbers.items() if number is not None}
        problems += [
            f"{what} simpul '{node.code}' bukan bilangan."
            for what, number in {"Bobot": node.weight, **given}.items()
            if not _is_number(number)
        ]
    return problems


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and bool(np.isfinite(float(value)))


def _tree_problems(nodes: tuple[Node, ...]) -> list[str]:
    by_code = {node.code: node for node in nodes}
    problems = []
    for node in nodes:
        if node.parent is None:
            continue
        if node.parent not in by_code:
            problems.append(f"Induk '{node.parent}' dari simpul '{node.code}' tidak ada.")
        elif node.level >= by_code[node.parent].level and node.parent != node.code:
            problems.append(f"Tingkat simpul '{node.code}' tidak di bawah tingkat induknya '{node.parent}'.")
    return problems + [f"Simpul '{code}' berada dalam lingkaran induk." for code in _in_cycle(by_code)]


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


def _weight_problems(nodes: Iterable[Node], where: str = "") -> list[str]:
    problems = []
    totals: dict[str, float] = {}
    for node in nodes:
        if node.weight < 0:
            problems.append(f"Bobot simpul '{node.code}'{where} negatif ({node.weight:g}).")
        if node.parent is not None:
            totals[node.parent] = totals.get(node.parent, 0.0) + max(node.weight, 0.0)
    return problems + [
        f"Bobot semua anak simpul '{parent}'{where} berjumlah 0."
        for parent, total in totals.items()
        if total == 0
    ]


def _weight_set_problems(nodes: tuple[Node, ...], name: str, weights: Mapping[str, float]) -> list[str]:
    known, where = {node.code for node in nodes}, f" dalam set bobot '{name}'"
    problems = [f"Simpul '{code}'{where} tidak ada." for code in weights if code not in known]
    strange = [code for code, weight in weights.items() if not _is_number(weight)]
    if strange:
        return problems + [f"Bobot simpul '{code}'{where} bukan bilangan." for code in strange]
    weighted = [replace(node, weight=weights.get(node.code, node.weight)) for node in nodes]
    return problems + _weight_problems(weighted, where)


def _goalpost_problems(nodes: tuple[Node, ...], scale: Scale) -> list[str]:
    problems = []
    for node in nodes:
        low, high = scale.goalposts(node)
        if not low < high:
            problems.append(
                f"Batas bawah simpul '{node.code}' ({low:g}) tidak di bawah batas atasnya ({high:g})."
            )
        if node.direction not in (1, -1):
            problems.append(f"Arah simpul '{node.code}' harus 1 atau -1, bukan {node.direction}.")
    return problems


def _rule_problems(scale: Scale, coverage: Mapping[int, float]) -> list[str]:
    problems = []
    if not scale.minimum < scale.maximum:
        problems.append(
            f"Batas bawah skala ({scale.minimum:g}) tidak di bawah batas atasnya ({scale.maximum:g})."
        )
    lowers = [band.lower for band in scale.bands]
    if lowers != sorted(set(lowers)):
        problems.append("Batas bawah kelas harus menaik tanpa nilai yang sama.")
    return problems + [
        f"Ambang kelengkapan tingkat {level} harus antara 0 dan 1, bukan {share:g}."
        for level, share in coverage.items()
        if not 0 <= share <= 1
    ]
