"""Instruments as versioned data: loaded, checked, frozen and written back."""

from reference.instruments.definition import InstrumentError, Problem
from reference.instruments.differences import Difference, differences
from reference.instruments.loading import available, load
from reference.instruments.model import Cohort, Instrument

__all__ = [
    "Cohort",
    "Difference",
    "Instrument",
    "InstrumentError",
    "Problem",
    "available",
    "differences",
    "load",
]
