"""The numbers: pure functions on DataFrames and frozen values."""

from scoring.assess import Assessment, assess
from scoring.bands import classify
from scoring.change import explain_change
from scoring.evidence import optimism
from scoring.framework import Band, Framework, FrameworkError, Node, Scale
from scoring.gaps import contributions, distance, evidence_range, lift, shortfall, switched_off
from scoring.method import Method, MethodError
from scoring.respond import Indicators, respond
from scoring.robustness import Uncertainty, leave_one_out, uncertainty
from scoring.sobol import sobol

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
    "assess",
    "classify",
    "contributions",
    "distance",
    "evidence_range",
    "explain_change",
    "leave_one_out",
    "lift",
    "optimism",
    "respond",
    "shortfall",
    "sobol",
    "switched_off",
    "uncertainty",
]
