"""Whatever takes a save back says first what, by whom and when, and asks where it was somebody else's."""

import ast

import pytest

from tests.ui import saving_controls
from tests.workflow.undo_calls import CANNOT, UNDO

UNDOING = {call for call, why in CANNOT.items() if why == UNDO}


def reaching():
    """Everything of the screens that takes a save back, or calls what does."""
    found = set(UNDOING)
    screens = saving_controls.screens()
    while more := {name for name, one in screens.items() if name not in found and one.named & found}:
        found |= more
    return found


UNDOS = sorted(
    name
    for name, does in saving_controls.writing_screens().items()
    if does & reaching() and name != "ui.shared.saving.undo.show_undo_button"
)


def drawn_by_the_one_button(node):
    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return any(getattr(one, "attr", getattr(one, "id", "")).startswith("show_undo") for one in calls)


def says_whose(node):
    """Its own words name who and ask: "... oleh NAME", "bukan ... Anda"."""
    words = " ".join(
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    return "oleh " in words and "bukan " in words and " Anda" in words


@pytest.mark.parametrize("drawing", UNDOS)
def test_an_undo_says_whose_save_it_takes_back_before_it_does(drawing):
    node = saving_controls.screens()[drawing].node
    assert drawn_by_the_one_button(node) or says_whose(node), drawing


def test_the_undos_are_found():
    assert len(UNDOS) > 15
    assert {"ui.upload.earlier_uploads._undo", "ui.export.package_loads._show_undo_dialog"} <= set(UNDOS)
