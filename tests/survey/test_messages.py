"""Every finding code is worded once, in Indonesian, and used."""

import re
from pathlib import Path
from string import Formatter

import pytest

import survey
import workflow
from survey.messages import WORDINGS, make_finding

SOURCES = [file for layer in (survey, workflow) for file in Path(layer.__file__).parent.rglob("*.py")]


def used():
    return {
        code
        for path in SOURCES
        if not path.name.endswith("messages.py")
        for code in re.findall(r'"([EW]\d\d)"', path.read_text(encoding="utf-8"))
    }


def test_codes_used_and_codes_worded_are_the_same():
    assert used() == set(WORDINGS)


@pytest.mark.parametrize("code", sorted(WORDINGS))
def test_a_wording_is_a_sentence_with_a_fix_where_the_user_must_act(code):
    wording = WORDINGS[code]
    assert wording.message.endswith((".", "?"))
    assert "!" not in wording.message.replace("REF!", "")
    assert wording.severity != "error" or wording.proposal


@pytest.mark.parametrize("code", sorted(WORDINGS))
def test_a_finding_is_worded_even_where_a_part_is_missing(code):
    said = make_finding(code, found="isi")
    assert "{" not in said.message + said.proposal
    names = {name for _, name, _, _ in Formatter().parse(WORDINGS[code].message) if name}
    assert "found" not in names or "isi" in said.message
