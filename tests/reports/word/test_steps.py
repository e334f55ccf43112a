"""Documents name the next step with the points of that step, and the target with those of the target."""

import re

import pytest

from charts.drawing.format import format_number, format_plain, format_signed
from reports.documents import DOCUMENTS
from reports.word import wording
from scoring import score_gain_of_actions
from tests.reports.scene import NGANJUK, drawn
from tests.reports.word.reading import texts


@pytest.fixture(scope="module")
def room(open_room):
    return open_room("langkah").answer(NGANJUK, drawn(8, 0.15))


def test_the_note_to_the_leaders_ties_words_levels_and_points(room):
    facts = room.facts(NGANJUK)
    said = [line for line in texts(DOCUMENTS["nota"].produce(room.source(NGANJUK))) if "penanggung" in line]
    assert said
    for line, row in zip(said, wording.contributing_indicators(facts), strict=False):
        level, step = re.search(r"\(tingkat (\d), (\+[\d,]+)\)", line).groups()
        aim, whole = re.search(
            r"sampai target ([\d,]+): \+([\d,]+) poin indeks dari yang terjawab", line
        ).groups()
        leaf = row["node"]
        gain = score_gain_of_actions(facts.part, {"s": {leaf: float(level)}}).at[NGANJUK, "s"]
        assert (level, step) == (format_plain(row["next_level"]), format_signed(gain, 3))
        assert (aim, whole) == (format_plain(row["target"]), format_number(row["contribution"], 3))
        words = facts.framework.node(leaf).tags["anchors"][int(level) - 1].rstrip(".")
        said = facts.closing_duties.set_index("indicator").at[leaf, "todo"]
        assert words.lower() in said.lower()
        assert f"{said[:1].lower()}{said[1:]} (tingkat" in line
        assert float(level) >= 3 or "upayakan" not in line
