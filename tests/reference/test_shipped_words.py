"""What stands beside the frozen content of a shipped version: judgement and later notes."""

from dataclasses import replace

import pytest

from reference import instruments
from reference.instruments import shipped_words

SHIPPED = [
    instruments.load_instrument(id_, version) for id_, version, _ in instruments.list_shipped_instruments()
]
READINESS = [one for one in SHIPPED if one.id == "kesiapan"]


@pytest.mark.parametrize("instrument", READINESS, ids=lambda one: one.key)
def test_every_version_of_readiness_says_what_it_does_not_ask(instrument):
    (told,) = [note for note in shipped_words.list_notes(instrument) if note.startswith("Belum ditanyakan")]
    for field in ("keselamatan jalan", "air limbah", "kebakaran", "perempuan dan anak", "bagian APBD"):
        assert field in told


@pytest.mark.parametrize("instrument", READINESS, ids=lambda one: one.key)
def test_every_version_of_readiness_has_its_own_judgements(instrument):
    text = shipped_words.read_judgement(instrument)
    assert "draf untuk ditinjau ahli" in text
    assert [one.key for one in SHIPPED if shipped_words.read_judgement(one) == text] == [instrument.key]


def test_codes_that_judgements_name_are_items_of_their_version():
    for instrument in READINESS:
        text = shipped_words.read_judgement(instrument)
        for word in text.replace("(", " ").replace(",", " ").split():
            code = word.strip(".:;)")
            if code[:3] in ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV", "PRE") and code[-1:].isdigit():
                assert code in instrument.framework.leaves


@pytest.mark.parametrize("instrument", SHIPPED, ids=lambda one: one.key)
def test_later_notes_are_no_part_of_the_frozen_content(instrument):
    assert set(instrument.notes) <= set(shipped_words.list_notes(instrument))
    assert "later_notes" not in instrument.to_text()
    assert instruments.Instrument.from_text(instrument.to_text()).digest == instrument.digest


@pytest.mark.parametrize("version", ["9.9", "../0.9", "0.9/../1.0-draf", ""])
def test_a_version_of_the_users_own_has_its_own_notes_alone(version):
    own = replace(READINESS[0], version=version, notes=("Disusun Diskominfo.",))
    assert shipped_words.read_judgement(own) == ""
    assert shipped_words.list_notes(own) == ("Disusun Diskominfo.",)
