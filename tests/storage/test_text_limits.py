"""What a store takes of texts: no control characters, none longer than its kind, and a sentence for those."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.control_characters import FORBIDDEN, has_control_characters, strip_control_characters
from reference.text_limits import NAME, TEXT
from storage import entries, schema
from storage.columns import StorableText
from storage.entries import EntryScope
from storage.errors import StoreError
from storage.setup import periods
from storage.values import Actor

ODD = st.text(
    alphabet="a\x00\x07\x0b\x1f\x85\u2028\u202e\u2066\ufeff\ufffe\ud800\U000e0041\u0301 \n", max_size=40
)
PLACE = EntryScope("catatan", "35.18", "2026")


@given(ODD)
def test_a_text_is_stripped_once_and_for_all(text):
    plain = strip_control_characters(text)
    assert not FORBIDDEN.search(plain)
    assert "\u0301" * 5 not in plain
    assert strip_control_characters(plain) == plain
    assert has_control_characters(text) == (plain != text)
    plain.encode()


def test_every_column_of_text_says_how_long_it_may_be():
    """Texts composed here (JSON, sentences, lists) have no limit of their own; each is named."""
    composed = {
        f"{table.name}.{column.name}"
        for table in schema.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, StorableText) and column.type.most is None
    }
    assert composed == {
        "leaf_set.text", "finding.message", "finding.found", "finding.proposal", "choice.text",
        "choice.choice", "choice.question", "choice.offered", "unstored_file.problems", "entry.text",
        "audit.object", "audit.old", "audit.new", "draft.said", "draft.place",
        "earlier_rows.thing", "earlier_rows.before", "earlier_rows.after",
    }  # fmt: skip


@pytest.mark.parametrize("wrap", [lambda t: t, lambda t: json.dumps({"why": t}), lambda t: json.dumps([[t]])])
def test_an_entry_with_a_text_beyond_the_longest_is_refused_in_words(store, wrap):
    entries.save_entries(store, PLACE, {"a": wrap("x" * TEXT)}, by=Actor("Sari"))
    with pytest.raises(StoreError, match=r"8\.001 huruf, paling banyak 8\.000") as refused:
        entries.save_entries(store, PLACE, {"a": wrap("y" * (TEXT + 1)), "b": wrap("z")}, by=Actor("Sari"))
    assert "yyyy" in str(refused.value)
    assert list(entries.list_entries(store, PLACE)) == ["a"]


def test_a_name_is_shorter_than_a_text(store):
    with pytest.raises(StoreError, match="paling banyak 500"):
        entries.save_entries(store, PLACE, {"a": json.dumps({"name": "n" * (NAME + 1)})}, by=Actor("Sari"))
    with pytest.raises(StoreError, match="paling banyak 500"):
        entries.save_entries(store, PLACE, {"a": "x"}, by=Actor("S" * (NAME + 1)))
    with pytest.raises(StoreError, match="paling banyak 500"):
        periods.add_period(store, "P" * (NAME + 1), date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))


def test_control_characters_within_json_are_stripped(store):
    kept = {"name": "Kanal\x0bbaru\x07", "more": ["a\u202eb", {"k\x00": "\ud800c"}]}
    entries.save_entries(store, PLACE, {"a": json.dumps(kept)}, by=Actor("Sa\x08ri"))
    found = entries.list_entries(store, PLACE)["a"]
    assert json.loads(found.text) == {"name": "Kanal\nbaru", "more": ["ab", {"k": "c"}]}
    assert found.by == "Sari"


def test_an_entry_without_them_is_kept_to_the_letter(store):
    for text in ('{"b": 1.0, "a": [NaN]}', "2026", "null", '"x"', "Dinas", "", "[1]"):
        entries.save_entries(store, PLACE, {"a": text}, by=Actor("Sari"))
        assert entries.list_entries(store, PLACE)["a"].text == text
