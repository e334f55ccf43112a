"""A file's own figures beside ours: the same, a rounding apart, or different."""

from collections.abc import Mapping

from scoring import Framework
from workflow.results.result import PublishedFigure, Result

VERDICTS = {"same": "sama", "rounding": "selisih pembulatan", "different": "beda"}
_EXACT = 1e-9


def judge_published_figure(ours: float, figure: PublishedFigure) -> str:
    """`same` within half of the figure's last digit, `rounding` when the inputs' own explains the rest.

    A weighted mean of inputs each rounded to d digits is off by at most half a unit of digit d.
    """
    off = abs(ours - figure.value)
    half = 0.5 * 10.0**-figure.digits
    if off <= half + _EXACT:
        return "same"
    carried = 0.0 if figure.input_digits is None else 0.5 * 10.0**-figure.input_digits
    return "rounding" if off <= half + carried + _EXACT else "different"


def compare_published_figures(result: Result) -> list[dict[str, object]]:
    """Figures we score too: region, node, ours, published, difference, verdict, file, sheet, cell."""
    rows = []
    for figure in result.published:
        ours = _ours(result, figure)
        if ours is None or ours != ours:
            continue
        rows.append(
            {
                "region": figure.region,
                "node": figure.node,
                "ours": ours,
                "published": figure.value,
                "difference": ours - figure.value,
                "verdict": VERDICTS[judge_published_figure(ours, figure)],
                "file": figure.file,
                "sheet": figure.sheet,
                "cell": figure.cell,
            }
        )
    return rows


def _ours(result: Result, figure: PublishedFigure) -> float | None:
    scores = result.scores
    if figure.region not in scores.index or figure.node not in scores.columns:
        return None
    return float(scores[figure.node][figure.region])


def input_decimals(framework: Framework, shown: Mapping[str, int]) -> int | None:
    """Decimals the inputs of a table show at most; None for whole-number answers, which carry no rounding."""
    if framework.scale.integers and all(code in framework.leaves for code in shown):
        return None
    return max(shown.values(), default=None)
