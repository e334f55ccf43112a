"""Where to go for a study visit: regions alike, what is known of them, and what they do better."""

from collections.abc import Mapping

import pandas as pd

from charts.drawing.first_rows import count_first_rows
from charts.titles.wording import name_with_answers
from planning.comparison import peers
from planning.comparison.peers import VARIABLES, PeerWish
from reference import regions
from reference.numbers import round_number

SHOWN = 10


def study_visit_candidates(
    code: str,
    wish: PeerWish,
    scored: pd.DataFrame,
    names: Mapping[str, str],
    answered: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The SHOWN most alike regions that fulfil the wish, best first, and those that print as far as the last.

    `scored`: `compare.table` of one instrument version and period. Columns unit, label, province, word,
    distance, used (variables), km, since (first known year in the programme, NaN = unknown), tourism (name of
    the area or ""), index (NaN = not scored here), furthest (variable with the largest share), share (0..1)
    and ahead (children of the index on which the peer scores higher, largest lead first, as `peer_leads`
    names them).
    """
    found = peers.nearest_regions(code)
    found = found[found.index.isin(peers.regions_fulfilling_wish(code, wish))]
    found = found.head(count_first_rows([round_number(far) for far in found["distance"]], SHOWN))
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
            "ahead": [tuple(peer_leads(code, peer, scored, names, answered)["name"]) for peer in found.index],
        }
    )


def peer_leads(
    code: str,
    peer: str,
    scored: pd.DataFrame,
    names: Mapping[str, str],
    answered: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Where the peer scores higher: name, own, peer, lead, largest first; empty unless both are scored.

    `answered`: the share 0..1 of each score's questions with a value, units x nodes. Where few of the peer's
    or of one's own are answered, the name says the lesser share.
    """
    here = scored.set_index("unit")[list(names)].astype(float)
    if not {code, peer} <= set(here.index):
        return pd.DataFrame(columns=["name", "own", "peer", "lead"])
    own, other = (pd.Series(here.loc[[unit]].iloc[0]) for unit in (code, peer))
    lead = peers.peer_advantages(own, other)
    least = dict.fromkeys(names, 1.0)
    if answered is not None:
        shares = answered.reindex(index=[code, peer], columns=list(names)).min()
        least |= {str(node): float(share) for node, share in shares.items()}
    rows = [
        (name_with_answers(names[str(node)], least[str(node)]), here.at[code, node], here.at[peer, node], by)
        for node, by in lead.items()
    ]
    return pd.DataFrame(rows, columns=["name", "own", "peer", "lead"])
