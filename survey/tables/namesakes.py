"""Names that a node and one under it both bear, told apart by what else a list of names holds."""

from __future__ import annotations

from collections.abc import Mapping

from reference.instruments import Instrument
from reference.keys import text_key
from survey.tables.headings import node_named_by


def tell_namesakes_apart(names: Mapping[int, str], instrument: Instrument) -> dict[int, str | None]:
    """Place -> the node its name means, for names that two nodes bear; None where nothing tells.

    `names`: what stands at each place of a list, in its order. A name that stands twice is first the upper
    node's and then the one's under it. One that stands once is the lower's among its siblings, the upper's
    among its own.
    """
    if not instrument.namesakes:
        return {}
    found: dict[int, str | None] = {}
    listed = {code for text in names.values() if text and (code := node_named_by(text, instrument))}
    for key, (upper, lower) in instrument.namesakes.items():
        places = [place for place, text in names.items() if text_key(text) == key]
        if len(places) == 2:
            found |= dict(zip(places, (upper, lower), strict=True))
        elif places:
            found |= dict.fromkeys(places, _among(listed, upper, lower, instrument))
    return found


def _among(listed: set[str], upper: str, lower: str, instrument: Instrument) -> str | None:
    tree = instrument.framework
    below, beside = (
        listed & set(tree.children(tree.node(code).parent or "")) - {code} for code in (lower, upper)
    )
    if bool(below) == bool(beside):
        return None
    return lower if below else upper
