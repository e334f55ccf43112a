"""The second version of the readiness instrument: what and whom it asks, and what it knows of the first."""

import csv
import re
from dataclasses import replace

import pytest

from reference import agencies, instruments
from reference.instruments.checking import find_definition_problems
from reference.instruments.definition import NodeRow
from reference.instruments.describing import describe_instrument
from reference.instruments.differences import REPLACES, instrument_differences
from tests.shared import SHARED, needs_shared

OLD, NEW = (instruments.load_instrument("kesiapan", version) for version in ("0.9", "1.0-draf"))
FACTS = SHARED / "facts" / "kesiapan_1_0"
REPLACED = {
    node.tags["replaces"]: node.code
    for node in map(NEW.framework.node, NEW.framework.leaves)
    if node.tags["replaces"]
}
CONDITION = re.compile(r"\s*\([^()]*'Tidak berlaku'[^()]*\)$")


def rows(name):
    with (FACTS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_draft_is_offered_first_and_never_used_unasked():
    offered = [version for id_, version, _ in instruments.list_shipped_instruments() if id_ == "kesiapan"]
    assert offered == ["1.0-draf", "0.9"]
    assert instruments.load_instrument("kesiapan") is OLD


def test_nine_codes_are_new_and_no_old_one_means_something_else():
    old, new = set(OLD.framework.leaves), set(NEW.framework.leaves)
    assert len(new) == 105
    assert new - old == {*REPLACED.values(), "PRE.15"}
    assert old - new == set(REPLACED)
    assert len(REPLACED) == 9


def test_every_wording_of_the_first_version_that_means_the_same_still_finds_its_item():
    for code in set(OLD.framework.leaves) & set(NEW.framework.leaves):
        for text in OLD.headings[code]:
            assert NEW.find(text) == code


def test_the_text_of_an_item_that_was_replaced_finds_none_but_the_one_that_asks_the_same():
    asked = {NEW.framework.node(code).tags["question"]: code for code in NEW.framework.leaves}
    for code in REPLACED:
        for text in OLD.headings[code][1:]:
            assert NEW.find(text) == asked.get(OLD.framework.node(code).tags["question"])


@needs_shared
def test_what_is_asked_is_what_the_review_wrote():
    assert len(rows("kesiapan_1_0.csv")) == len(NEW.framework.leaves)
    for row in rows("kesiapan_1_0.csv"):
        tags = NEW.framework.node(REPLACED.get(row["kode"], row["kode"])).tags
        assert tags["question"] == CONDITION.sub("", row["pertanyaan"])
        assert list(tags["anchors"]) == [row[f"jangkar_{level}"] for level in range(1, 6)]
        assert tags["evidence"] == row["bukti"]
        assert (tags["lead"], ";".join(tags["support"])) == (row["urusan_utama"], row["urusan_pendukung"])
        assert (
            tags["may_not_apply"] == (row["boleh_tidak_berlaku"] == "ya") == bool(tags["not_applicable_when"])
        )


@needs_shared
def test_short_names_are_those_of_the_review():
    for row in rows("nama_simpul_1_0.csv"):
        assert NEW.framework.node(REPLACED.get(row["kode"], row["kode"])).name == row["nama"]


@needs_shared
@pytest.mark.parametrize("region", ["35.18", "32.74"])
@pytest.mark.parametrize(("instrument", "version"), [(OLD, "0_9"), (NEW, "1_0")])
def test_each_opd_is_asked_as_many_items_as_the_review_counted(region, instrument, version):
    roster = agencies.find_roster(region)
    given = agencies.assign_indicators(instrument.framework, roster)
    counted = {
        opd: (int((own["role"] == "lead").sum()), int((own["role"] != "lead").sum()))
        for opd, own in given.groupby("opd")
    }
    for row in rows("beban_opd.csv"):
        if row["wilayah"] != region:
            continue
        wanted = (int(row[f"diampu_{version}"]), int(row[f"pendukung_{version}"]))
        if row["opd"] == "tiap Kecamatan":
            units = {opd: count for opd, count in counted.items() if opd.startswith("KEC")}
            assert set(units.values()) == ({wanted} if wanted != (0, 0) else set())
        else:
            assert counted.get(row["opd"], (0, 0)) == wanted, row["opd"]


def test_sarana_and_pemanfaatan_are_held_to_a_lower_ladder_than_policy():
    own = {"GOV2.3", "GOV2.5", "PRE.13"}
    for node in map(NEW.framework.node, NEW.framework.leaves):
        if node.tags["kind"] in "IP" and node.code not in own:
            assert [*node.tags["targets"].values()] == [2, 3, 4], node.code
        assert [*node.tags["targets"].values()] == sorted(node.tags["targets"].values())


def test_what_replaces_an_item_is_told_with_the_item():
    found = {one.node: one for one in instrument_differences(OLD, NEW) if one.field == REPLACES}
    assert {new: one.before.split()[0] for new, one in found.items()} == {
        new: old for old, new in REPLACED.items()
    }
    told = " ".join(NEW.notes)
    assert all(f"{old} menjadi {new}" in told for old, new in REPLACED.items())


def test_a_condition_stands_only_where_the_answer_is_allowed():
    definition = describe_instrument(NEW)
    cells = definition.rows[4].cells | {"syarat_tidak_berlaku": "tidak ada", "boleh_tidak_berlaku": "tidak"}
    changed = replace(definition, rows=(*definition.rows[:4], NodeRow(6, cells), *definition.rows[5:]))
    (problem,) = find_definition_problems(changed)
    assert "syarat_tidak_berlaku" in str(problem)
