"""One rule for every place that is printed: 1 + how many stand before the group; a tie shares the least."""

import random

import numpy as np
import pandas as pd

from planning.plan import priorities, ranking
from scoring import Framework, Node, Scale
from scoring.assess import rank_scores
from workflow.comparison.compare import rank_regions

SEEDS = range(120)


def framework(dice):
    nodes = [Node("INDEKS", "Indeks", None, 3)]
    for top in ("GOV", "ECO", "LIV"):
        nodes.append(Node(top, top, "INDEKS", 2))
        nodes += [
            Node(f"{top}.{n}", f"{top} {n}", top, 1, target=5.0, tags={"kind": dice.choice("KLSR")})
            for n in range(4)
        ]
    return Framework(tuple(nodes), Scale(1, 5), coverage={2: 0.5, 3: 1.0})


def check(frame, before, place="place", size="size"):
    """`before`: key by which a row stands in front of another, the less the further."""
    for at, key in enumerate(before):
        ahead = sum(other < key for other in before)
        equal = sum(other == key for other in before)
        assert frame[place].iloc[at] == 1 + ahead
        assert frame[size].iloc[at] == equal


def test_gaps_strengths_and_weaknesses():
    for seed in SEEDS:
        dice = random.Random(seed)
        tree = framework(dice)
        given = pd.Series({leaf: float(dice.randint(0, 3)) for leaf in tree.leaves})
        lists = [priorities.rank_gaps(tree, given), *priorities.rank_gaps_by_kind(tree, given).values()]
        for found in lists:
            check(found, [-value for value in found["contribution"]])
        values = given + 1
        strong, weak = priorities.list_strengths(tree, values), priorities.list_weaknesses(tree, values)
        check(strong, [-value for value in strong["value"]])
        check(weak, weak["value"].tolist())


def test_programmes_that_stand_level_share_the_first_place_of_their_group():
    for seed in SEEDS:
        dice = np.random.default_rng(seed)
        keys = [f"p{number}" for number in range(int(dice.integers(1, 10)))]
        points = pd.Series(dice.integers(1, 6, len(keys)).astype(float), keys)
        found = ranking.rank_programmes(
            points, None, pd.DataFrame({"spm": dice.random(len(keys)) < 0.5}, keys)
        )
        for place, group in found.groupby("place"):
            assert (group["size"] == len(group)).all()
            assert place == 1 + (found["place"] < place).sum()


def test_regions_are_ranked_by_the_same_rule():
    for seed in SEEDS:
        dice = random.Random(seed)
        index = [float(dice.randint(1, 4)) for _ in range(dice.randint(1, 9))]
        frame = pd.DataFrame({"weights": "", "index": index})
        check(rank_regions(frame), [-value for value in index], "rank", "tied")
        assert rank_scores(frame[["index"]])["index"].tolist() == rank_regions(frame)["rank"].tolist()
