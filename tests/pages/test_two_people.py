"""Two people at one form: what somebody saved since is shown beside what is typed, and chosen."""

import pytest

from tests.pages.saving_plan_forms import PLAN_FORMS
from tests.pages.saving_programme_forms import PROGRAMME_FORMS
from tests.pages.saving_setup_forms import SETUP_FORMS
from tests.pages.two_people import open_form

FORMS = {**PLAN_FORMS, **PROGRAMME_FORMS, **SETUP_FORMS}
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.mark.parametrize("choice", ["pakai_tersimpan", "pakai_isian_saya"])
@pytest.mark.parametrize("name", FORMS)
def test_what_somebody_saved_since_is_shown_beside_what_is_typed_and_chosen(
    app, engine, unexpected, name, choice
):
    form = FORMS[name]
    open_form(app, engine, form)
    assert unexpected == []
    form.theirs(engine)
    theirs = form.stored(engine)
    form.press(app)
    assert unexpected == []
    assert form.stored(engine) == theirs
    assert not form.mine(theirs)
    (said,) = [one.value for one in app.markdown if "isiannya disimpan oleh" in one.value]
    assert "**Budi, " in said
    assert any("Isian Anda" in getattr(one.value, "columns", ()) for one in app.dataframe)
    app.button(key=choice).click().run()
    assert unexpected == []
    if choice == "pakai_isian_saya":
        assert form.mine(form.stored(engine))
    else:
        assert form.stored(engine) == theirs
    assert choice not in [one.key for one in app.button]
