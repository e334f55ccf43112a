"""The scoring engine against bare NumPy that does the same arithmetic, measured in the same run.

    python benchmarks/scoring.py            the table of design page "Speed", as ratios
    python benchmarks/scoring.py --quick    one run of each, to see that it works

The bare side keeps nothing but the numbers asked for: no frames, no coverage, no names, no checks.
"""

import os

# Threads of the matrix library only get in each other's way on two shared cores.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scoring import Assessment, Framework, Indicators, Method, Node, Scale, assess_units, leave_one_out
from scoring.robustness import Uncertainty, draw_scores
from scoring.simulate import SPREAD, Simulation

UNITS, ITEMS, SUBS, DIMENSIONS, OPD, DRAWS = 514, 100, 20, 6, 30, 1000
SUB = np.arange(ITEMS) * SUBS // ITEMS
DIMENSION = np.arange(SUBS) * DIMENSIONS // SUBS
BOUNDS = {"assess": 10.0, "uncertainty": 3.0, "leave one out": 5.0, "bootstrap": 2.0}
PEAK = 300
RELATIVE = ("goalposts", "minmax", "percentile")


def framework() -> Framework:
    """100 indicators, 20 sub-dimensions, 6 dimensions, the index, under the coverage rules of readiness."""
    nodes = [Node("INDEX", "INDEX", None, 4)]
    nodes += [Node(f"D{d}", "", "INDEX", 3) for d in range(DIMENSIONS)]
    nodes += [Node(f"S{s}", "", f"D{DIMENSION[s]}", 2) for s in range(SUBS)]
    nodes += [Node(f"I{i}", "", f"S{SUB[i]}", 1) for i in range(ITEMS)]
    return Framework(tuple(nodes), Scale(1, 5), coverage={2: 0.5, 3: 2 / 3, 4: 1.0}, respondent="mean")


def levels(shape: tuple[int, ...], seed: int) -> np.ndarray:
    """Answers 1..5, 3 % missing."""
    random = np.random.default_rng(seed)
    values = random.integers(1, 6, shape).astype(float)
    values[random.random(shape) < 0.03] = np.nan
    return values


class Bare:
    """Arrays alone. Values: units x items; weights: index, dimensions, subs, items (rows) x columns."""

    def __init__(self, values: np.ndarray) -> None:
        self.values = values
        self.known = (~np.isnan(values)).astype(float)

    def scores(self, normalised: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Index under every column of weights: units x columns."""
        filled = np.nan_to_num(normalised)
        of_dimension, of_sub, of_item = np.split(weights[1:], [DIMENSIONS, DIMENSIONS + SUBS])
        index = 0.0
        for d in range(DIMENSIONS):
            dimension = 0.0
            members = np.flatnonzero(d == DIMENSION)
            for s in members:
                items = s == SUB
                sub = (filled[:, items] @ of_item[items]) / (self.known[:, items] @ of_item[items])
                dimension = dimension + sub * of_sub[s]
            index = index + dimension / of_sub[members].sum(axis=0) * of_dimension[d]
        return index / of_dimension.sum(axis=0)

    def normalised(self, name: str) -> np.ndarray:
        if name == "goalposts":
            return (self.values - 1) * 25
        if name == "minmax":
            low, high = np.nanmin(self.values, axis=0), np.nanmax(self.values, axis=0)
            return (self.values - low) / (high - low) * 100
        ranks = pd.DataFrame(self.values).rank(method="min").to_numpy()
        return (ranks - 1) / (self.known.sum(axis=0) - 1) * 100

    def assess(self) -> np.ndarray:
        return self.scores(self.normalised("goalposts"), np.ones((127, 1)))

    def uncertainty(self) -> np.ndarray:
        random = np.random.default_rng(0)
        weights = 1 + random.uniform(-0.25, 0.25, (127, DRAWS))
        choice = random.integers(0, len(RELATIVE), DRAWS)
        scores = np.empty((len(self.values), DRAWS))
        for place, name in enumerate(RELATIVE):
            chosen = choice == place
            scores[:, chosen] = self.scores(self.normalised(name), weights[:, chosen])
        ranks = ranked(scores)
        return np.concatenate([np.quantile(table, [0.05, 0.5, 0.95], axis=1) for table in (scores, ranks)])

    def leave_one_out(self) -> np.ndarray:
        weights = np.ones((127, ITEMS))
        weights[27:] -= np.eye(ITEMS)
        return ranked(self.scores(self.normalised("goalposts"), weights))

    def bootstrap(self, answers: np.ndarray) -> np.ndarray:
        """answers: units x OPD x items. One unit after the other, its index under every draw of OPD."""
        random = np.random.default_rng(0)
        known = (~np.isnan(answers)).astype(float)
        said = np.nan_to_num(answers)
        share = (np.eye(SUBS)[SUB] / (ITEMS / SUBS)) @ (
            np.eye(DIMENSIONS)[DIMENSION] / np.bincount(DIMENSION)
        )
        weight = share.mean(axis=1)
        scores = np.empty((len(answers), DRAWS))
        for unit in range(len(answers)):
            counts = random.multinomial(OPD, np.full(OPD, 1 / OPD), DRAWS).astype(float)
            means = (counts @ said[unit]) / (counts @ known[unit])
            scores[unit] = (means - 1) * 25 @ weight
        return scores


def ranked(scores: np.ndarray) -> np.ndarray:
    return pd.DataFrame(scores).rank(ascending=False, method="min").to_numpy()


def long_answers(answers: np.ndarray) -> pd.DataFrame:
    """The long frame of a survey in which every OPD answers every item."""
    codes = dict(zip(("unit", "opd", "indicator"), np.indices(answers.shape), strict=True))
    prefix = {"unit": "u", "opd": "o", "indicator": "I"}
    names = {
        column: [f"{prefix[column]}{k}" for k in range(code.max() + 1)] for column, code in codes.items()
    }
    frame = {
        column: pd.Series(pd.Categorical.from_codes(code.ravel(), names[column])).astype("str")
        for column, code in codes.items()
    }
    claimed = answers.ravel()
    status = np.where(np.isnan(claimed), "missing", "answered")
    return pd.DataFrame({**frame, "respondent": "", "role": "support", "status": status, "claimed": claimed})


def assessment(values: np.ndarray) -> Assessment:
    tree = framework()
    frame = pd.DataFrame(values, index=[f"u{k}" for k in range(len(values))], columns=list(tree.leaves))
    return assess_units(Indicators.from_values(frame), tree)


def spread(nominal: Assessment) -> Uncertainty:
    result = draw_scores(Simulation(nominal, None, DRAWS, SPREAD, ("weights", "normalisation"), seed=0))
    result.interval()
    return result


def medians(runs: int, *works: Callable[[], object]) -> list[float]:
    """Median processor milliseconds of each work, taking turns; waiting for a busy machine does not count."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append((time.process_time() - start) * 1000)
    return [float(np.median(taken)) for taken in times]


def measure(runs: int) -> dict[str, tuple[float, float]]:
    """Work -> milliseconds of bare NumPy and of the engine."""
    values = levels((UNITS, ITEMS), seed=1)
    bare, nominal = Bare(values), assessment(values)
    indicators, tree = nominal.indicators, nominal.framework
    answers = levels((UNITS, OPD, ITEMS), seed=2)
    survey, by_mean = long_answers(answers), assessment(np.nanmean(answers, axis=1))
    pairs: dict[str, tuple[int, Callable[[], object], Callable[[], object]]] = {
        "assess": (runs * 3, bare.assess, lambda: assess_units(indicators, tree, Method())),
        "uncertainty": (runs, bare.uncertainty, lambda: spread(nominal)),
        "leave one out": (runs * 3, bare.leave_one_out, lambda: leave_one_out(nominal)),
        "bootstrap": (
            max(1, runs // 2),
            lambda: bare.bootstrap(answers),
            lambda: draw_scores(Simulation(by_mean, survey, DRAWS, SPREAD, ("respondents",), seed=0)),
        ),
    }
    found = {}
    for name, (times, plain, engine) in pairs.items():
        plain_ms, engine_ms = medians(times, plain, engine)
        found[name] = (plain_ms, engine_ms)
    return found


def peak() -> float:
    """MiB at the highest point of a fresh process that does the 1,000 replications, imports included.

    To be called before this process has grown: Linux counts what a child's parent held when it was started.
    """
    here = [sys.executable, __file__, "--only-uncertainty"]
    done = subprocess.run(here, capture_output=True, text=True, check=True)
    return float(done.stdout)


def coinr() -> dict[str, float]:
    """Milliseconds of R's COINr on the same sizes; empty where Rscript or COINr is not installed."""
    if shutil.which("Rscript") is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "times.json"
        script = Path(__file__).with_name("coinr.R")
        done = subprocess.run(
            ["Rscript", str(script), str(target)], capture_output=True, text=True, check=False
        )
        return json.loads(target.read_text()) if done.returncode == 0 else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one run of each")
    parser.add_argument(
        "--only-uncertainty", action="store_true", help="print the peak memory of one run in MiB"
    )
    options = parser.parse_args()
    if options.only_uncertainty:
        spread(assessment(levels((UNITS, ITEMS), seed=1)))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    mebibytes, theirs = peak(), coinr()
    print("| work | bare NumPy, ms | engine, ms | ratio | bound | COINr, ms |\n|---|---|---|---|---|---|")
    for name, (plain, engine) in measure(1 if options.quick else 7).items():
        other = f"{theirs[name]:.0f}" if name in theirs else "-"
        print(
            f"| {name} | {plain:.2f} | {engine:.2f} | {engine / plain:.1f} | {BOUNDS[name]:.0f} | {other} |"
        )
    print(f"\nPeak of 1,000 replications, whole process: {mebibytes:.0f} MiB (bound {PEAK} MiB)")


if __name__ == "__main__":
    main()
