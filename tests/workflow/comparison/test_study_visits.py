"""Candidates for a study visit: order, what is known of them, and where they are ahead."""

import numpy as np
import pandas as pd

from planning.comparison.peers import PeerWish
from workflow.comparison import study_visits

NAMES = {"GOV": "Smart Governance", "ECO": "Smart Economy"}
SCORED = pd.DataFrame(
    [("35.23", 2.0, 3.0, 2.5), ("35.22", 2.5, 4.0, 3.25), ("32.14", 1.0, np.nan, np.nan)],
    columns=["unit", "GOV", "ECO", "index"],
)


def test_tuban_is_led_to_bojonegoro_and_told_what_is_better_there():
    found = study_visits.study_visit_candidates("35.23", PeerWish(joined_by=2017), SCORED, NAMES)
    first = found.iloc[0]
    assert (first["label"], first["word"], first["since"]) == ("Kab. Bojonegoro", "sangat mirip", 2017)
    assert first["ahead"] == ("Smart Economy", "Smart Governance")
    assert first["index"] == 3.25
    assert 0 < first["share"] <= 1
    assert len(found) <= study_visits.SHOWN
    assert found["distance"].is_monotonic_increasing


def test_a_peer_that_is_not_scored_here_is_ahead_of_nobody():
    found = study_visits.study_visit_candidates("35.23", PeerWish(), SCORED, NAMES).set_index("unit")
    assert found["index"].drop("35.22").isna().all()
    assert all(names == () for names in found["ahead"].drop("35.22"))


def test_only_known_scores_count():
    assert study_visits.peer_leads("32.14", "35.22", SCORED, NAMES)["name"].tolist() == ["Smart Governance"]
    assert study_visits.peer_leads("35.18", "35.22", SCORED, NAMES).empty


def test_a_wish_nobody_fulfils_leaves_an_empty_list_with_all_columns():
    found = study_visits.study_visit_candidates("35.23", PeerWish(joined_by=1999), SCORED, NAMES)
    assert found.empty
    assert {"label", "since", "ahead"} <= set(found.columns)
