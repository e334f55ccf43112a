"""Instruments as versioned data: loaded, checked, frozen and written back."""

from reference.instruments.definition import DefinitionProblem, InstrumentError
from reference.instruments.differences import InstrumentDifference, instrument_differences
from reference.instruments.loading import list_shipped_instruments, load_instrument
from reference.instruments.model import Instrument, WeightCohort

__all__ = [
    "DefinitionProblem",
    "Instrument",
    "InstrumentDifference",
    "InstrumentError",
    "WeightCohort",
    "instrument_differences",
    "list_shipped_instruments",
    "load_instrument",
]
