"""What a file is called is a text from outside like any other, at every door."""

import ast
from pathlib import Path

import pytest

from reference.control_characters import has_control_characters
from survey.values import SourceFile
from tests.doors import doors
from tests.test_house import ROOT

# Read backwards, broken into lines, hidden, ended early.
NAMES = (
    "isian\u202exslx",
    "a\u2066b",
    "baris\nsatu\x0bdua",
    "\ufeffawal",
    "akhir\x00",
    "s\ud800s",
    "\u2028",
    "",
)
DATA = b"kode;nama\n=1+1;x\n"


@pytest.mark.parametrize("door", doors.DOORS)
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_that_misleads_is_told_without_what_misleads(door, name):
    send, ending = doors.DOORS[door]
    for line in send(SourceFile(f"{name}{ending}", DATA)):
        assert not has_control_characters(line), ascii(line)


def uploads_named(file: Path) -> list[str]:
    """Where a file of screens takes the bytes of what was uploaded and makes no `SourceFile` of them."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kept = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "SourceFile"
        for part in ast.walk(call)
    }
    return [
        f"{file.name}:{one.lineno}"
        for one in ast.walk(tree)
        if isinstance(one, ast.Attribute)
        and one.attr in ("getvalue", "getbuffer")
        and not (id(one) in kept or ast.unparse(one.value) in ("buffer", "target"))  # being written
    ]


def test_every_upload_of_a_screen_becomes_such_a_file():
    """A name taken from Streamlit as it is would go round it."""
    screens = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    found = [place for file in screens for place in uploads_named(file)]
    assert found == []
