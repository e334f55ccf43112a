"""A page's open part and detail stand in its address: a shared link opens the same one, and only that one."""

import pytest

from tests.e2e.test_frame import rows
from tests.parts import DETAILS, PARTS, WITHIN

pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)
FILES = {row[2]: row[0] for row in rows()}
EVERY = PARTS + DETAILS
each_part = pytest.mark.parametrize(
    ("page", "name", "values"), EVERY, ids=[f"{page} {name}" for page, name, _ in EVERY]
)


def opened(app, page, **address):
    app.query_params["wilayah"] = "35.18"
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(f"pages/{FILES[page]}").run()


def in_address(app, name):
    found = app.query_params[name]
    return found if isinstance(found, str) else found[0]


@each_part
def test_the_open_part_is_in_the_address(app, unexpected, page, name, values):
    opened(app, page, **WITHIN.get(name, {}))
    assert in_address(app, name) == values[0]
    for value in values[1:]:
        app.button_group(key=f"bagian_{name}").set_value(value).run()
        assert unexpected == []
        assert in_address(app, name) == value


@each_part
def test_a_link_opens_the_part_it_names_and_the_first_for_one_it_does_not(
    app, unexpected, page, name, values
):
    opened(app, page, **WITHIN.get(name, {}), **{name: values[-1]})
    assert app.button_group(key=f"bagian_{name}").value == values[-1]
    opened(app, page, **WITHIN.get(name, {}), **{name: "'; tidak ada"})
    assert unexpected == []
    assert not app.exception
