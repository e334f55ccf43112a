"""Where no indicator has points to gain, what is said is true of the answers that there are."""

import random
import re

import pytest

from reports import profile, sentences
from reports.slides.content import fill_presentation
from reports.slides.deck import SlideChoices
from reports.word import gap_chapter, letters
from tests.reports.decks import opened
from tests.reports.scene import NGANJUK
from tests.reports.word.reading import texts
from workflow.documents.plan_facts import gather_plan_facts

DONE = re.compile(r"Seluruh indikator yang terjawab sudah mencapai target")


def few_answers(seed):
    """Hardly any answer, and those of one or two OPD: no dimension has a score."""
    dice = random.Random(seed)
    return lambda code: float(dice.randint(1, 5)) if dice.random() < 0.12 else None


def behind(facts, node):
    targets, values = facts.framework.targets(), facts.part.indicators.values.loc[NGANJUK]
    return [leaf for leaf in facts.framework.descendants(node) if values[leaf] < (targets[leaf] or 0) - 1e-9]


@pytest.fixture(params=[1, 2, 3])
def source(request, open_room):
    return open_room(f"few{request.param}").answer(NGANJUK, few_answers(request.param)).source(NGANJUK)


def test_targets_are_said_to_be_met_only_where_no_answer_is_below_one(source):
    facts = source.facts()
    assert facts.ranked_gaps.empty
    for node in (facts.root, *facts.framework.dimensions):
        if DONE.search(sentences.no_gap_sentence(facts, node)):
            assert behind(facts, node) == []
    assert behind(facts, facts.root)
    assert not DONE.search(profile.profile_content(facts)["priorities"]["note"])
    pages = opened(fill_presentation(facts, gather_plan_facts(facts), SlideChoices(("dimensi",))))
    for slide in pages.slides:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        named = [node for node in facts.framework.dimensions if facts.framework.node(node).name in said]
        if DONE.search(said):
            assert not any(behind(facts, node) for node in named)


def test_documents_of_few_answers_count_none_as_some_and_ask_for_answers(source):
    chapter = " ".join(texts(gap_chapter.build_gap_chapter(source)))
    assert "baru 0" not in chapter
    assert "dari 1 indikator" not in chapter
    note = " ".join(texts(letters.build_leaders_note(source)))
    assert "prioritas tersebut" not in note
    assert "Mohon arahan Bapak/Ibu agar perangkat daerah melengkapi jawabannya." in note
