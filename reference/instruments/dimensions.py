"""Which dimension a text names: by code, by name, or by a word that people use for it."""

from reference.instruments.model import Instrument
from reference.keys import normalise_text, text_key

# Words that stand around a name without being part of it.
_FILLERS = frozenset({"dimensi", "pilar", "smart", "cerdas"})
_SAME = {
    "tatakelola": "governance",
    "pemerintahan": "governance",
    "pemerintah": "governance",
    "ekonomi": "economy",
    "perekonomian": "economy",
    "kehidupan": "living",
    "masyarakat": "society",
    "people": "society",
    "lingkungan": "environment",
    "pencitraan": "branding",
    "jenama": "branding",
}


def match_dimension(instrument: Instrument, text: str) -> str:
    """Code of the child of a root that `text` names; "" where it names none."""
    wanted = _forms(text)
    framework = instrument.framework
    tops = [child for root in framework.roots for child in framework.children(root)]
    inner = [code for code in tops if framework.children(code)]
    named = (code for code in inner if wanted & set().union(*map(_forms, (code, *instrument.headings[code]))))
    return next(named, "")


def _forms(text: str) -> set[str]:
    bare = text_key(" ".join(word for word in normalise_text(text).split() if word not in _FILLERS))
    return {text_key(text), _SAME.get(bare, bare)} - {""}
