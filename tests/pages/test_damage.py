"""A damaged programme, setting or ballot takes nothing else of the plan with it, and is named on pages."""

import pytest

import storage
from reports.slides.content import build_presentation
from reports.slides.deck import SlideChoices
from storage import StoreError, entries
from storage.entries import EntryScope
from storage.values import Actor
from tests.pages import stores
from workflow.documents import plan_facts, source
from workflow.plan import plan_decisions
from workflow.programmes import register
from workflow.sample import load

REGION = "35.18"
PAGES = ("program", "prioritas", "peta_jalan", "keselarasan", "keterpaduan", "realisasi")


@pytest.fixture
def damaged(store):
    """The seeded store with one programme, one setting and one ballot that nobody can read."""
    engine = storage.open_store(stores.address(store))
    period = register.register_entry_scope(engine, REGION).period
    kinds = {
        register.PROGRAMMES.kind: "rusaksatu",
        plan_decisions.PLAN: "lines",
        plan_decisions.TALLY: "usg/DINKES",
    }
    for kind, key in kinds.items():
        entries.save_entries(engine, EntryScope(kind, REGION, period), {key: "{"}, by=Actor("x"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_the_plan_go_on_and_name_what_is_damaged(page, damaged, app, unexpected):
    app.query_params["wilayah"] = REGION
    app.switch_page(f"pages/rencana/{page}.py").run()
    assert unexpected == []
    assert not app.error
    told = " ".join(box.value for box in app.warning)
    for named in ("rusaksatu", "garis matriks", "USG"):
        assert named in told
    assert "salinan cadangan" in told


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_no_document_is_written_without_what_is_damaged(damaged):
    asked = source.DocumentSource(damaged, load.find_sample_scope(damaged), (REGION,))
    with pytest.raises(StoreError, match="rusaksatu"):
        plan_facts.gather_plan_facts(asked.facts())
    with pytest.raises(StoreError, match="rusaksatu"):
        build_presentation(asked, SlideChoices(slides=("judul",)))
