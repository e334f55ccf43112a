"""What people write for a dimension, a sub-dimension or an indicator, and the node it names."""

import re
from collections.abc import Iterator

from reference.keys import key, norm
from scoring import Framework

# Words that stand around a name without being part of it.
_FILLERS = ("dimensi", "sub", "subdimensi", "pilar", "smart", "cerdas")
_SAME = {
    "tatakelola": "governance",
    "pemerintahan": "governance",
    "ekonomi": "economy",
    "kehidupan": "living",
    "masyarakat": "society",
    "people": "society",
    "lingkungan": "environment",
    "pencitraan": "branding",
}


def node(framework: Framework, text: str) -> str | None:
    """Code of the node whose code, name or heading `text` is; None where it is none of them or several."""
    found = {code for code, names in _names(framework) if _told(text) & names}
    exact = {code for code in found if key(code) == key(text)}
    return next(iter(exact or found)) if len(exact or found) == 1 else None


def dimension(framework: Framework, text: str) -> str:
    """Code of the root's child that `text` names by code, name or a usual other word; "" where none."""
    wanted = _told(text)
    for code in (child for root in framework.roots for child in framework.children(root) if text.strip()):
        if wanted & _variants(framework, code) and framework.children(code):
            return code
    return ""


def _told(text: str) -> set[str]:
    bare = key(" ".join(word for word in norm(text).split() if word not in _FILLERS))
    return {key(text), _SAME.get(bare, bare)} - {""}


def _names(framework: Framework) -> Iterator[tuple[str, set[str]]]:
    for one in framework.nodes:
        yield one.code, _variants(framework, one.code)


def _variants(framework: Framework, code: str) -> set[str]:
    found = framework.node(code)
    told = {key(code)}
    for name in (found.name, *found.tags.get("headings", ())):
        told |= _told(re.sub(r"\(.*?\)", "", name)) | {key(name)}
    return told
