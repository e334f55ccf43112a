"""A step and its points belong together: the next level's words with the next level's exact gain."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.drawing.format import format_signed, format_step
from planning.plan import next_steps, priorities
from planning.plan.packages import REACHES
from reference import instruments
from scoring import Indicators, Method, assess_units, gap_contributions

KESIAPAN = instruments.load_instrument("kesiapan").framework
LEAVES = KESIAPAN.descendants("INDEKS")
LEVELS = st.lists(
    st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, 2.4, 2.999999999999, None]),
    min_size=len(LEAVES),
    max_size=len(LEAVES),
)
GOAL = r"(Upayakan agar|Capai(?= (?:sedikitnya )?\d)) "
STEP = r"(Capai lebih dahulu keadaan ini:|Capai(?= (?:sedikitnya )?\d)) "
ASSIGNED = pd.DataFrame([(leaf, "DINAS", "lead") for leaf in LEAVES], columns=["indicator", "opd", "role"])
ROSTER = pd.DataFrame({"opd": ["DINAS"], "name": ["Dinas"], "short": ["Dinas"], "sectors": [""]})


def assessed(levels, aggregation="arithmetic"):
    values = pd.DataFrame([dict(zip(LEAVES, levels, strict=True))], index=["u"], dtype=float)
    values = values.reindex(columns=list(KESIAPAN.leaves))
    return assess_units(Indicators.from_values(values), KESIAPAN, Method(aggregation=aggregation))


def index(values, like):
    found = assess_units(replace(Indicators.from_values(values)), like.framework, like.method)
    return float(found.on_scale().at["u", "INDEKS"])


@settings(max_examples=15, deadline=None)
@given(LEVELS, st.sampled_from(["arithmetic", "geometric"]))
def test_a_step_gains_what_the_index_rescored_with_that_level_gains(levels, aggregation):
    part = assessed(levels, aggregation)
    values = part.indicators.values
    duties = priorities.list_closing_duties(
        KESIAPAN, gap := priorities_gap(part), values.loc["u"], ASSIGNED, ROSTER
    )
    assert len(duties) == (gap > priorities.TOLERANCE).sum()
    found = next_steps.add_next_steps(duties, part, "u")
    for row in found.sample(min(len(found), 4), random_state=0).to_dict("records"):
        raised = values.copy()
        raised.loc["u", row["indicator"]] = row["next_level"]
        apart = index(raised, part) - index(values, part)
        assert row["step_gain"] == pytest.approx(apart, abs=1e-9, nan_ok=True)
        assert float(row["next_level"]).is_integer()
        assert row["level"] < row["next_level"] <= 5


def priorities_gap(part):
    return gap_contributions(part).loc["u", list(LEAVES)]


@pytest.mark.parametrize("name", ["kesiapan", "spbe"])
def test_every_level_is_worded_as_what_to_do(name):
    tree = instruments.load_instrument(name).framework
    for leaf in tree.leaves:
        anchors = tree.node(leaf).tags.get("anchors", ())
        for place, state in enumerate(anchors):
            level = next_steps.describe_level(tree, leaf, tree.scale.minimum + place)
            goal, step = next_steps.describe_action(level), next_steps.describe_action(level, low=True)
            for said, begun in ((goal, GOAL), (step, STEP)):
                assert said == "" or re.match(begun, said)
                assert not said.endswith(".")
                bare = str(state).strip().rstrip(".")
                bare = re.sub(r"([\d,.]+%?) sampai kurang dari [\d,.]+%?", r"sedikitnya \1", bare)
                said = said.replace(", meski baru ", " ")
                assert re.sub(begun, "", said).lower().replace(",", "") == bare.lower().replace(",", "")


@pytest.mark.parametrize("name", ["kesiapan", "spbe"])
def test_no_step_asks_for_an_upper_bound(name):
    tree = instruments.load_instrument(name).framework
    for leaf in tree.leaves:
        for state in tree.node(leaf).tags.get("anchors", ()):
            said = next_steps.describe_action(str(state))
            assert "sampai kurang dari" not in said
            for bound in re.finditer(r"(\S+ )?(\w+ )kurang dari \d", said):
                assert "meski baru " in said[: bound.end()] or bound.start() < 20 or ", atau " in said


def test_what_is_granted_of_a_level_is_said_to_be_granted():
    state = "Petugas tetap dan anggaran tahunan tersedia, memenuhi kurang dari 60% kebutuhan"
    said = next_steps.describe_action(state)
    assert said == (
        "Upayakan agar petugas tetap dan anggaran tahunan tersedia, "
        "meski baru memenuhi kurang dari 60% kebutuhan"
    )
    assert next_steps.describe_action("40% sampai kurang dari 65% OPD") == "Capai sedikitnya 40% OPD"
    assert next_steps.describe_action("RTH publik 10% sampai kurang dari 15%") == (
        "Upayakan agar RTH publik sedikitnya 10%"
    )


def test_a_state_that_tells_of_a_lack_is_no_goal():
    part = assessed([1.0] * len(LEAVES))
    values = part.indicators.values.loc["u"]
    duties = priorities.list_closing_duties(KESIAPAN, priorities_gap(part), values, ASSIGNED, ROSTER)
    found = next_steps.add_next_steps(duties, part, "u")
    assert len(found)
    assert (found["next_level"] == 2).all()
    assert not found["todo"].str.startswith("Upayakan agar").any()


def test_a_level_that_does_not_exist_has_no_words_and_is_no_step():
    assert next_steps.describe_level(KESIAPAN, "GOV1.1", 3.5) == ""
    assert next_steps.describe_level(KESIAPAN, "GOV1.1", 6.0) == ""
    assert format_step(1.0, 4.0) == "1 → 4"
    assert format_step(1.0, 3.5) == "1 (target 3,5)"
    halved = KESIAPAN.with_targets(dict.fromkeys(LEAVES, 3.5))
    assert REACHES["sampai target"](halved, "GOV1.1", 1.0) == 4.0


def test_short_forms_keep_their_capitals():
    assert next_steps._continued("SK ditetapkan") == "SK ditetapkan"
    assert next_steps._continued("Sebagian unit") == "sebagian unit"
    assert next_steps._continued("e-Kinerja dipakai") == "e-Kinerja dipakai"


def test_the_signed_gain_is_printed_with_its_own_step():
    assert re.fullmatch(r"\+0,021", format_signed(0.0208, 3))
