"""The numbers: pure functions on DataFrames and frozen values."""

from scoring.assess import Assessment, assess_units
from scoring.bands import classify_units
from scoring.change import explain_change, split_change_by_leaf
from scoring.evidence import estimate_optimism
from scoring.framework import Framework, FrameworkError
from scoring.gaps import (
    comparable_targets,
    distance_to_targets,
    evidence_range,
    gap_contributions,
    score_gain_of_actions,
    score_without_inapplicable,
    weighted_shortfall,
)
from scoring.method import Method, MethodError
from scoring.responses import Indicators, combine_answers
from scoring.robustness import Uncertainty, analyse_uncertainty, leave_one_out
from scoring.sobol import sobol_sensitivity
from scoring.tree import Band, Node, Scale

__all__ = [
    "Assessment",
    "Band",
    "Framework",
    "FrameworkError",
    "Indicators",
    "Method",
    "MethodError",
    "Node",
    "Scale",
    "Uncertainty",
    "analyse_uncertainty",
    "assess_units",
    "classify_units",
    "combine_answers",
    "comparable_targets",
    "distance_to_targets",
    "estimate_optimism",
    "evidence_range",
    "explain_change",
    "gap_contributions",
    "leave_one_out",
    "score_gain_of_actions",
    "score_without_inapplicable",
    "sobol_sensitivity",
    "split_change_by_leaf",
    "weighted_shortfall",
]
