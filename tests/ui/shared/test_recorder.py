"""Beside everything that saves stands under whose name, with the way to change it."""

import ast

import pytest

from tests.test_names import trees
from tests.ui import saving_controls


@pytest.mark.parametrize("drawing", sorted(saving_controls.writing_screens()))
def test_a_control_that_writes_has_the_name_beside_it(drawing):
    assert saving_controls.has_recorder_beside(drawing), (
        f"{drawing} saves by {sorted(saving_controls.writing_screens()[drawing])}: "
        "call actor.show_recorder() beneath it"
    )


def test_every_writing_call_of_a_screen_hangs_on_a_control_that_was_found():
    """A way to save that the search does not see would pass the test above."""
    written = set().union(*saving_controls.writing_screens().values())
    reached = set(written)
    while more := {
        name for one in reached & saving_controls.screens().keys()
        for name in saving_controls.screens()[one].named
    } - reached:  # fmt: skip
        reached |= more
    direct = {
        name
        for one in saving_controls.screens().values()
        for name in one.named & saving_controls.writers._writing()
        if not name.startswith(saving_controls.UNNAMED)
    }
    assert direct <= reached
    assert len(saving_controls.writing_screens()) > 50


def test_no_screen_takes_a_name_but_from_the_one_place():
    """Whoever reads the name of a browser otherwise would go past the question of each day."""
    for name, tree in trees().items():
        if name.split(".")[0] in saving_controls.FLOORS and name != "ui.shared.actor":
            used = {one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
            assert not used & {"find_known", "rename_browser", "note_use"}, name
