"""Forms under changes that change no answer: the same is read, or something is asked; a sample of all pairs.

`benchmarks/harmless.py` runs every form under every change.
"""

import shutil
from collections import Counter

import pytest

from benchmarks import harmless
from benchmarks.harmless_changes import CHANGES

SHARE = 4
MOST_ASKED = 0.05


def odd(pairs, expected=("right", "asked")):
    return [pair for pair in pairs if pair.outcome not in expected]


def test_forms_read_the_same_under_harmless_changes():
    judged = list(harmless.judge_pairs(pair for pair in harmless.sample_pairs(SHARE) if pair[1] in CHANGES))
    assert odd(judged) == []
    assert Counter(pair.outcome for pair in judged)["asked"] <= MOST_ASKED * len(judged)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
@pytest.mark.parametrize("change", harmless.OFFICE)
def test_forms_read_the_same_when_libreoffice_saved_them(change):
    assert odd(harmless.judge_pairs((form, change) for form in range(0, harmless.FORMS, SHARE))) == []


def test_every_form_and_change_is_in_the_sample():
    pairs = harmless.sample_pairs(SHARE)
    assert {form for form, _ in pairs} == set(range(harmless.FORMS))
    assert {change for _, change in pairs} >= CHANGES.keys()
    assert len(CHANGES) + len(harmless.OFFICE) >= 25


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_changes_the_file(change):
    changed = [harmless._changed(form, change) != harmless._changed(form, "") for form in (1, 2, 3, 8)]
    assert any(changed)
