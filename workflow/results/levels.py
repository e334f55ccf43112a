"""What each instrument calls the levels of its tree."""

from reference.instruments import Instrument
from reference.instruments.loading import level_names
from scoring import Framework

USUAL = ("Dimensi", "Subdimensi", "Indikator")


def level_names_below_index(instrument: Instrument, framework: Framework) -> dict[int, str]:
    """The levels under the index that `framework` has, the highest first, with their names."""
    return {level: tree_level_name(instrument, level) for level in framework.levels_below_index}


def tree_level_name(instrument: Instrument, level: int) -> str:
    """What a level is called: by the instrument itself, else by its place; "Tingkat 4" for an unusual one."""
    usual = _usual_names(instrument.framework)
    return level_names(instrument.id).get(level) or usual.get(level, f"Tingkat {level}")


def _usual_names(framework: Framework) -> dict[int, str]:
    """Words for up to three levels under an index, for an instrument that names none."""
    levels = framework.levels_below_index
    words = {1: (USUAL[-1],), 2: (USUAL[0], USUAL[-1]), 3: USUAL}
    return dict(zip(levels, words.get(len(levels), ()), strict=False))
