"""Two people at one undo: its button names the save and whose; nobody's newer save goes along with it."""

import pytest

from storage.upload import choices
from tests.pages.saving_plan_forms import PLAN_FORMS
from tests.pages.saving_programme_forms import PROGRAMME_FORMS
from tests.pages.saving_setup_forms import SETUP_FORMS, leads_nothing
from tests.pages.two_people import BUDI, REGION, confirm, open_form, scope, settle, settled
from workflow.programmes import goals, register
from workflow.setup import no_programmes

FORMS = {**PLAN_FORMS, **PROGRAMME_FORMS, **SETUP_FORMS}
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


def one_proposal(engine):
    settle(shortlist=settled(engine).shortlist[:1])(engine)


def link_all(engine):
    known = [goal.key for goal in goals.list_goals(engine, REGION)]
    served = dict.fromkeys(register.read_register(engine, REGION), known[:1])
    goals.link_programmes_to_goals(engine, REGION, served, BUDI)


def take_note_back(engine):
    said = {leads_nothing(engine)[0]: False}
    no_programmes.save_no_programmes(engine, scope(engine), REGION, said, BUDI)


def choose_again(engine):
    (kept,) = choices.list_choices(engine, REGION, ("agency",))
    choices.change_choice(engine, kept, "SETDA", BUDI)


# Another's save in one press where that of the form is of several, or would be refused over Sari's.
IN_ONE = {
    "shortlist": one_proposal,
    "goal links": link_all,
    "no programmes": take_note_back,
    "remembered choice": choose_again,
    "choice forgotten": choose_again,
}
# Whose a file is is said once: a second word over it is refused and never stands.
SAID_ONCE = {"sender of a file"}
# What Budi leaves says the same as what Sari saved, or nothing stands any more that he could write over.
NOTHING_OVER = {"no programmes", "choice forgotten", "play list removed"}


def undos(app, whose):
    """The buttons that take back a save of somebody, in words that say so before it is done."""
    return {
        one.label: one
        for one in app.button
        if one.label.startswith("Urungkan: ") and f" oleh {whose}, " in one.label
    }


def asked(app, whose):
    """The buttons that take back another's save, behind the question."""
    return {one.key: one for one in app.button if one.label == f"Ya, urungkan simpanan {whose}"}


@pytest.fixture
def opened(app, engine, unexpected):
    def open_named(name):
        open_form(app, engine, FORMS[name])
        return FORMS[name]

    yield open_named
    assert unexpected == []


@pytest.mark.parametrize("name", sorted(FORMS.keys() - SAID_ONCE - NOTHING_OVER))
def test_an_undo_that_was_drawn_before_a_newer_save_takes_nothing_back(app, engine, opened, name):
    form = opened(name)
    drawn = undos(app, "Sari")
    form.press(app)
    confirm(app)
    (mine,) = (one for label, one in undos(app, "Sari").items() if label not in drawn)
    IN_ONE.get(name, form.theirs)(engine)
    theirs = form.stored(engine)
    assert not form.mine(theirs)
    mine.click().run()
    assert form.stored(engine) == theirs


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_undo_of_another_names_them_and_asks(app, engine, opened, name):
    form = opened(name)
    drawn, before = asked(app, "Budi"), form.stored(engine)
    IN_ONE.get(name, form.theirs)(engine)
    theirs = form.stored(engine)
    app.run()
    now = asked(app, "Budi")
    (button,) = [now[key] for key in now.keys() - drawn.keys()] or now.values()
    assert any("Ini simpanan **Budi**, bukan simpanan Anda" in one.value for one in app.markdown)
    assert form.stored(engine) == theirs
    button.click().run()
    assert form.stored(engine) == before
