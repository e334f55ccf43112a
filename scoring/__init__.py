"""The numbers: pure functions on DataFrames and frozen values."""

from scoring.assess import Assessment, assess
from scoring.framework import Band, Framework, FrameworkError, Node, Scale
from scoring.method import Method, MethodError
from scoring.respond import Indicators, respond

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
    "assess",
    "respond",
]
