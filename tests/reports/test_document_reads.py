"""How often a document reads the store: nothing for what it does not print, and nothing twice."""

import re
import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

import storage
from planning.worksheets import worksheets
from reports.documents import DOCUMENTS
from reports.slides import content
from reports.slides.deck import SlideChoices
from storage.results import answers
from tests.reports.scene import NGANJUK
from workflow.documents.plan_facts import PlanFacts
from workflow.documents.source import DocumentSource
from workflow.sample.load import find_sample_scope

ROADMAP = SlideChoices(slides=("peta_jalan",))


@pytest.fixture(scope="module")
def sample(seeded_store, tmp_path_factory):
    """The sample kabupaten, with worksheets, programmes and votes."""
    file = shutil.copy(seeded_store, tmp_path_factory.mktemp("reads"))
    engine = storage.open_store(f"sqlite:///{file}")
    yield DocumentSource(engine, find_sample_scope(engine), (NGANJUK,))
    engine.dispose()


@contextmanager
def reads(source):
    """The statements that are sent within, each with its parameters as text."""
    sent = []

    def keep(_connection, _cursor, statement, parameters, *_):
        sent.append((statement, str(parameters)))

    event.listen(source.store, "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(source.store, "before_cursor_execute", keep)


def of(table, sent):
    return [one for one in sent if re.search(rf"\b(FROM|JOIN) {table}\b", one[0])]


def test_a_roadmap_alone_reads_the_answers_once_and_no_worksheet(sample):
    with reads(sample) as sent:
        content.build_presentation(replace(sample), ROADMAP)
    assert len(of("answer", sent)) == 1
    assert len(of("entry", sent)) <= 5
    assert not [one for one in sent if "worksheet" in one[1]]


def test_a_slide_that_was_not_chosen_is_not_asked_what_it_needs(sample, monkeypatch):
    def asked(*_):
        raise AssertionError

    others = {key: replace(slide, holds=asked) for key, slide in content.SLIDES.items()}
    kept = {"peta_jalan": content.SLIDES["peta_jalan"]}
    monkeypatch.setattr(content, "SLIDES", {**others, **kept})
    assert content.build_presentation(replace(sample), ROADMAP)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_no_document_reads_the_answers_twice(sample, key, monkeypatch):
    read, times = answers.read_answers_frame, []
    monkeypatch.setattr(answers, "read_answers_frame", lambda *where: times.append(where) or read(*where))
    assert DOCUMENTS[key].produce(replace(sample))
    assert len(times) <= 1


def test_worksheets_of_many_groups_are_read_as_often_as_those_of_one(sample, monkeypatch):
    facts, counted = sample.facts(), []
    groups = worksheets.list_work_groups(facts.framework)
    for some in (groups[:1], groups):
        monkeypatch.setattr(worksheets, "list_work_groups", lambda _, some=some: some)
        with reads(sample) as sent:
            assert PlanFacts(facts).merged_lines
        counted.append(len(of("entry", sent)))
    assert len(groups) > 3
    assert counted[0] == counted[1] <= 2
