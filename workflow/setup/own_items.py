"""The items that a kabupaten asks beside the index in a period: added, withdrawn, read; never edited.

An item that was answered answers the question its form printed, so another question is another item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reference.control_characters import trim_text
from reference.instruments.own_items import CODE, OwnItem, find_item_problems, make_own_code, make_own_node
from scoring.tree import Node
from storage import entries
from storage.engine import Store, writing_transaction
from storage.entries import EntryScope
from storage.errors import StoreError
from storage.setup import periods
from storage.values import Actor
from workflow.codec import Codec
from workflow.entries import Entries
from workflow.results.stored_data import AssessmentScope, instrument_of_scope

MOST = 20
"""Items of a kabupaten in a period: a form has to stay one that is filled in."""
OWN_ITEMS: Entries[OwnItem] = Entries("own_item", Codec(OwnItem, fits=lambda one: bool(one.question)))


def place_own_items(store: Store, scope: AssessmentScope, region: str) -> EntryScope:
    """Where the items of a region's period are kept."""
    return OWN_ITEMS.place(region, periods.find_period(store, scope.period_id).label)


def list_own_items(store: Store, scope: AssessmentScope, region: str) -> dict[str, OwnItem]:
    """Code -> item, those beside the instrument of the scope, by code."""
    place = place_own_items(store, scope, region)
    beside = instrument_of_scope(store, scope).id
    found = OWN_ITEMS.of(entries.list_entries(store, place)).items
    return {
        code: found[code]
        for code in sorted(found)
        if CODE.fullmatch(code) and found[code].instrument == beside
    }


def number_own_items(store: Store, scope: AssessmentScope, region: str) -> dict[str, int]:
    """Code -> number of its entry, for `seen` of a withdrawal."""
    return OWN_ITEMS.read(store, region, place_own_items(store, scope, region).period).numbers


def own_nodes_of(store: Store, scope: AssessmentScope, region: str) -> tuple[Node, ...]:
    """The same as the leaves that forms ask."""
    return tuple(make_own_node(code, one) for code, one in list_own_items(store, scope, region).items())


def own_nodes_by_region(store: Store, scope: AssessmentScope) -> dict[str, tuple[Node, ...]]:
    """Region -> `own_nodes_of`, of all regions that ask anything."""
    asking = entries.regions_with_entries(store, OWN_ITEMS.kind)
    return {region: own_nodes_of(store, scope, region) for region in asking}


def add_own_item(store: Store, scope: AssessmentScope, region: str, item: OwnItem, by: Actor) -> str:
    """Ask one item more in the region's period; its code, which no other item of it ever had.

    The very same item again is the one there is. StoreError tells what is wrong with it.
    """
    clean = _trimmed(item)
    with writing_transaction(store, region) as connection:
        known = list_own_items(connection, scope, region)
        if same := next((code for code, one in known.items() if one == clean), None):
            return same
        instrument = instrument_of_scope(connection, scope)
        problems = list(find_item_problems(clean, instrument, known))
        if len(known) >= MOST:
            problems = [f"Sudah ada {MOST} pertanyaan tambahan; cabut salah satu lebih dahulu."]
        if problems:
            raise StoreError(" ".join(problems))
        place = place_own_items(connection, scope, region)
        code = make_own_code(_last_number(connection, place) + 1)
        OWN_ITEMS.save(connection, {code: clean}, region, place.period, by=by)
        return code


def withdraw_own_items(
    store: Store, scope: AssessmentScope, region: str, seen: Mapping[str, int], by: Actor
) -> None:
    """Ask items no more; what was answered stays in the store and is told nowhere.

    `seen`: code of each -> the number of its entry that was looked at; OvertakenError where another stands.
    """
    place = place_own_items(store, scope, region)
    OWN_ITEMS.save(store, dict.fromkeys(seen), region, place.period, by=by, seen=seen)


def _last_number(store: Store, place: EntryScope) -> int:
    codes = [key for key in entries.list_entry_keys(store, place) if CODE.fullmatch(key)]
    return max((int(code.partition(".")[2]) for code in codes), default=0)


def _trimmed(item: OwnItem) -> OwnItem:
    anchors = tuple(map(trim_text, item.anchors))
    return replace(
        item,
        name=trim_text(item.name),
        question=trim_text(item.question),
        evidence=trim_text(item.evidence),
        anchors=anchors if any(anchors) else (),
    )
