"""What is typed and not saved: merged by field, gone when saved or old, and no part of the record."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage import StoreError, drafts
from storage.chain_check import list_chain_faults
from storage.drafts import Draft, DraftForm
from storage.results.state import store_state
from tests.storage.scene import NGANJUK

ONE = DraftForm("a" * 32, NGANJUK, "klarifikasi 1 1 GOV1.1 agreed")
OTHER = DraftForm("b" * 32, NGANJUK, ONE.form)
PLACE = {"page": "klarifikasi"}


def keep(store, of=ONE, gone=(), base=None, **said):
    drafts.keep_typed_fields(store, Draft(of, said, base or {"GOV1.1": 7}, PLACE), gone)


def said(store, of=ONE):
    found = drafts.find_draft(store, of)
    return dict(found.said) if found else None


def test_fields_of_two_tabs_come_together_over_what_the_first_was_begun_over(store):
    keep(store, reason="Dokumen ada")
    keep(store, base={"GOV1.1": 9}, level=4.0)
    found = drafts.find_draft(store, ONE)
    assert found.said == {"reason": "Dokumen ada", "level": 4.0}
    assert found.base == {"GOV1.1": 7}
    assert found.place == PLACE
    keep(store, OTHER, reason="Lain")
    assert [one.of for one in drafts.list_drafts(store, ONE.browser)] == [ONE]


def test_a_field_put_back_is_no_change_and_the_last_takes_the_form_along(store):
    keep(store, reason="x", level=4.0)
    keep(store, gone=("reason",))
    assert said(store) == {"level": 4.0}
    keep(store, gone=("level",))
    assert said(store) is None
    assert drafts.count_drafts(store) == 0


def test_what_was_saved_goes_and_what_another_tab_typed_since_stays(store):
    keep(store, reason="Lama", level=4.0, when=date(2026, 5, 1))
    keep(store, reason="Baru")
    drafts.settle_draft(store, ONE, {"reason": "Lama", "level": 4.0, "when": date(2026, 5, 1)})
    assert said(store) == {"reason": "Baru"}
    drafts.settle_draft(store, ONE, {"reason": "Baru"})
    assert said(store) is None
    drafts.settle_draft(store, ONE, {})


@pytest.mark.parametrize(
    "value",
    ["", "teks", "nol\x00surogat\ud800", 4.0, 3, None, True, ["a", "b"], [["GOV", "GOV1"]], {"x": ["y"]}],
)
def test_every_value_a_field_can_have_comes_back_and_is_settled(store, value):
    keep(store, one=value)
    expected = "nolsurogat" if isinstance(value, str) and value.startswith("nol") else value
    assert said(store) == {"one": expected}
    drafts.settle_draft(store, ONE, {"one": value})
    assert said(store) is None


def test_a_draft_of_thirty_days_is_gone(store, monkeypatch):
    keep(store, reason="x")
    later = datetime.now(UTC) + timedelta(days=30, minutes=1)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return later

    monkeypatch.setattr(drafts, "datetime", Clock)
    assert said(store) is None
    assert drafts.list_drafts(store, ONE.browser) == []
    assert drafts.count_drafts(store) == 1
    drafts.drop_old_drafts(store)
    assert drafts.count_drafts(store) == 0


def test_a_draft_is_no_change_of_the_store_and_no_entry_of_the_record(store):
    before = store_state(store)
    keep(store, reason="x")
    keep(store, reason="y")
    drafts.settle_draft(store, ONE, {"reason": "y"})
    keep(store, OTHER, reason="z")
    assert store_state(store) == before
    assert list_chain_faults(store) == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"reason": "a" * 8_001}, "terlalu panjang"), ({"name": "a" * 501}, "terlalu panjang")],
)
def test_a_text_that_is_too_long_is_refused_and_what_was_kept_stays(store, typed, words):
    keep(store, reason="x")
    with pytest.raises(StoreError, match=words):
        keep(store, **typed)
    assert said(store) == {"reason": "x"}


def test_there_is_an_end_to_one_form_and_to_the_forms_of_one_browser(store, monkeypatch):
    with pytest.raises(StoreError, match="Terlalu banyak"):
        keep(store, rows=["a" * 8_000] * 126)
    monkeypatch.setattr(drafts, "MOST", 2)
    for number in range(2):
        keep(store, DraftForm(ONE.browser, NGANJUK, str(number)), reason="x")
    with pytest.raises(StoreError, match="Terlalu banyak"):
        keep(store, reason="x")
    keep(store, OTHER, reason="x")


def test_all_drafts_are_erased_or_one_is_thrown_away(store):
    keep(store, reason="x")
    keep(store, OTHER, reason="y")
    drafts.drop_draft(store, ONE)
    assert said(store) is None
    assert drafts.erase_drafts(store) == 1
    assert drafts.count_drafts(store) == 0


def test_a_row_that_another_hand_has_spoilt_holds_nothing(store):
    keep(store, reason="x")
    with store.begin() as connection:
        connection.exec_driver_sql("UPDATE draft SET said = '[1', base = '{\"k\": \"x\"}', place = '3'")
    (found,) = drafts.list_drafts(store, ONE.browser)
    assert (found.said, found.base, found.place) == ({}, {}, {})
