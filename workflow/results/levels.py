"""What each instrument calls the levels of its tree."""

from reference.instruments import Instrument
from scoring import Framework
from workflow.results.summary import levels_below_index

NAMES = {
    "kesiapan": {3: "Dimensi", 2: "Subdimensi", 1: "Indikator"},
    "persepsi": {2: "Dimensi", 1: "Butir"},
    "spbe": {3: "Domain", 2: "Aspek", 1: "Indikator"},
    "kominfo": {2: "Komponen", 1: "Pertanyaan"},
}


def level_names_below_index(instrument: Instrument, framework: Framework) -> dict[int, str]:
    """The levels under the index that `framework` has, the highest first, with their names."""
    return {level: tree_level_name(instrument, level) for level in levels_below_index(framework)}


def tree_level_name(instrument: Instrument, level: int) -> str:
    """ "Dimensi"; "Tingkat 3" for an instrument whose words are not known."""
    return NAMES.get(instrument.id, {}).get(level, f"Tingkat {level}")
