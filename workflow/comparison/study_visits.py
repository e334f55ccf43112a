"""Where to go for a study visit: regions alike, what is known of them, and what they do better."""

from collections.abc import Mapping

import pandas as pd

from planning.comparison import peers
from planning.comparison.peers import VARIABLES, PeerWish
from reference import regions

SHOWN = 10


def study_visit_candidates(
    code: str, wish: PeerWish, scored: pd.DataFrame, names: Mapping[str, str]
) -> pd.DataFrame:
    """The SHOWN most alike regions that fulfil the wish, best first.

    `scored`: `compare.table` of one instrument version and period. Columns unit, label, province, word,
    distance, used (variables), km, since (first known year in the programme, NaN = unknown), tourism (name of
    the area or ""), index (NaN = not scored here), furthest (variable with the largest share), share (0..1)
    and ahead (children of the index on which the peer scores higher, largest lead first).
    """
    found = peers.nearest_regions(code)
    found = found[found.index.isin(peers.regions_fulfilling_wish(code, wish))].head(SHOWN)
    facts, away = regions.list_regions().loc[found.index], peers.distance_in_kilometres(code)
    parts = found[[variable.column for variable in VARIABLES if variable.column in found]]
    named = {variable.column: variable.name for variable in VARIABLES}
    here = scored.set_index("unit")
    return pd.DataFrame(
        {
            "unit": found.index,
            "label": facts["label"].to_numpy(),
            "province": facts["province"].to_numpy(),
            "word": [peers.similarity_word(distance) for distance in found["distance"]],
            "distance": found["distance"].to_numpy(dtype=float),
            "used": found["used"].to_numpy(dtype=int),
            "km": away.reindex(found.index).to_numpy(dtype=float),
            "since": peers.smart_city_start_years().reindex(found.index).to_numpy(dtype=float),
            "tourism": facts["tourism_area"].to_numpy(),
            "index": here["index"].reindex(found.index).to_numpy(dtype=float),
            "furthest": [named[str(column)] for column in parts.idxmax(axis=1)] if len(parts) else [],
            "share": parts.max(axis=1).to_numpy(dtype=float),
            "ahead": [tuple(peer_leads(code, peer, scored, names)["name"]) for peer in found.index],
        }
    )


def peer_leads(code: str, peer: str, scored: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Where the peer scores higher: name, own, peer, lead, largest first; empty unless both are scored."""
    here = scored.set_index("unit")[list(names)].astype(float)
    if not {code, peer} <= set(here.index):
        return pd.DataFrame(columns=["name", "own", "peer", "lead"])
    own, other = (pd.Series(here.loc[[unit]].iloc[0]) for unit in (code, peer))
    lead = peers.peer_advantages(own, other)
    rows = [(names[str(node)], here.at[code, node], here.at[peer, node], by) for node, by in lead.items()]
    return pd.DataFrame(rows, columns=["name", "own", "peer", "lead"])
