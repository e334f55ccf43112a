"""What each instrument calls the levels of its tree."""

from reference.instruments import Instrument
from reference.instruments.loading import level_names
from scoring import Framework


def level_names_below_index(instrument: Instrument, framework: Framework) -> dict[int, str]:
    """The levels under the index that `framework` has, the highest first, with their names."""
    return {level: tree_level_name(instrument, level) for level in framework.levels_below_index}


def tree_level_name(instrument: Instrument, level: int) -> str:
    """ "Dimensi"; "Tingkat 3" for an instrument whose words are not known."""
    return level_names(instrument.id).get(level, f"Tingkat {level}")
