"""A package carries a kabupaten to a clean machine, where the same numbers come out bit by bit."""

import contextlib
import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import storage
from storage import StoreError, audit, chain_check, entries
from storage.entries import EntryScope
from storage.results import decisions
from storage.setup import instruments, periods, rosters, targets
from storage.upload import batches
from storage.values import Actor
from survey.files.sandbox import Sandbox
from tests.workflow.survey_scene import (
    ACTOR,
    KESIAPAN,
    NGANJUK,
    Room,
    answered,
    everybody,
    form,
    leader,
    not_applicable,
    same,
)
from workflow import audit_trail
from workflow.package import caps, contents
from workflow.package.archive import PackageError, read_package, write_package
from workflow.package.contents import Package
from workflow.package.differences import compare_package
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.results.stored_data import AssessmentScope
from workflow.targets.region_selection import RegionSelection

PLACE = EntryScope("programme", NGANJUK)
LEAD = leader("GOV1.1")


@pytest.fixture
def filled(room):
    """A room with answers, a decision of each kind, a target and a programme."""
    room.keep(*everybody({"GOV1.1": 2.0, "GOV1.2": 4.0}))
    here = (room.scope.period_id, room.scope.instrument_id, NGANJUK)
    decisions.save_agreed_value(room.store, *here, "GOV1.1", 3.0, reason="bukti lengkap", by=Actor("Sekda"))
    decisions.save_verified_value(room.store, *here, "GOV1.2", 3.0, note="ditinjau", by=Actor("Asesor"))
    targets.save_target(room.store, NGANJUK, "GOV", 2027, 4.25, by=Actor("Bappeda"))
    entries.save_entries(room.store, PLACE, {"p1": '{"key": "p1", "name": "Bank sampah"}'}, by=Actor("DLH"))
    return room


@pytest.fixture
def clean(migrated, tmp_path):
    """Another computer."""
    shutil.copy(migrated, tmp_path / "other.db")
    opened = storage.open_store(f"sqlite:///{tmp_path / 'other.db'}")
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(seconds=caps.SECONDS) as opened:
        yield opened


def carried(store) -> Package:
    return read_package(write_package(gather_package(store, [NGANJUK])))


def result(store, year=2027):
    scope = AssessmentScope(periods.list_periods(store)[0].id, instruments.list_instruments(store)[0].id)
    return RegionSelection(store, scope, (NGANJUK,)).result(year)


def other(store) -> Room:
    """A computer on which the same survey was begun."""
    return Room(store)


def test_a_clean_machine_gives_the_same_numbers_bit_by_bit(filled, clean):
    assert store_package(clean, carried(filled.store), ACTOR) == [NGANJUK]
    same(result(filled.store), result(clean))


def test_the_rest_comes_along(filled, clean):
    store_package(clean, carried(filled.store), ACTOR)
    assert rosters.read_roster(clean, NGANJUK).equals(rosters.read_roster(filled.store, NGANJUK))
    assert entries.list_entries(clean, PLACE)["p1"].by == "menurut paket: DLH"
    decided = decisions.list_decisions(clean, 1, 1, NGANJUK)
    assert decided[["node", "value", "reason", "by"]].to_numpy().tolist() == [
        ["GOV1.1", 3.0, "bukti lengkap", "menurut paket: Sekda"],
        ["GOV1.2", 3.0, "ditinjau", "menurut paket: Asesor"],
    ]
    assert chain_check.list_chain_faults(clean) == ()


def test_the_heads_of_the_chains_travel_and_are_known_where_it_was_made(filled, clean):
    package = carried(filled.store)
    common, region = (str(audit.find_chain_head(filled.store, code)) for code in (None, NGANJUK))
    assert package.heads == (common, region)
    assert region.startswith("3518/")
    store_package(clean, package, ACTOR)
    assert [audit_trail.is_known_head(filled.store, head) for head in package.heads] == [True, True]
    assert not audit_trail.is_known_head(clean, region)


def test_no_bytes_of_survey_files_are_carried_but_every_cell_is_still_named(filled, clean):
    store_package(clean, carried(filled.store), ACTOR)
    assert batches.list_kept_files(clean)["purged_at"].notna().all()
    ours, theirs = (
        set(batches.list_submission_versions(store, 1, 1, NGANJUK)["file"]) for store in (filled.store, clean)
    )
    assert ours == theirs


def test_the_same_package_again_changes_nothing(filled, clean):
    package = carried(filled.store)
    store_package(clean, package, ACTOR)
    before = audit.list_audit_entries(clean)
    assert compare_package(clean, package)[0].same
    assert store_package(clean, package, ACTOR) == []
    assert len(audit.list_audit_entries(clean)) == len(before)


def test_a_package_back_home_changes_nothing(filled):
    assert compare_package(filled.store, carried(filled.store))[0].same


def test_a_contradiction_is_shown_and_left_as_it_is(filled, clean):
    room = other(clean)
    room.keep(form(LEAD, answered("GOV1.1", 5.0)))
    (found,) = compare_package(clean, carried(filled.store))
    (conflict,) = [one for one in found.conflicts if one.key.about.startswith("Jawaban")]
    assert (conflict.key.whose, conflict.key.which) == (LEAD, "GOV1.1")
    assert (conflict.here, conflict.package) == ("5", "2")
    assert store_package(clean, carried(filled.store), ACTOR) == []
    assert room.result().part(NGANJUK).indicators.values.loc[NGANJUK, "GOV1.1"] == 5.0


def test_a_contradiction_is_settled_for_the_package_when_told_so(filled, clean):
    room = other(clean)
    room.keep(form(LEAD, answered("GOV1.1", 5.0)))
    assert store_package(clean, carried(filled.store), ACTOR, take=[NGANJUK]) == [NGANJUK]
    same(result(filled.store), result(clean))
    assert len(batches.list_submission_versions(clean, 1, 1, NGANJUK).query("opd == @LEAD")) == 2, (
        "history is kept"
    )


def test_what_only_this_computer_knows_stays(filled, clean):
    other(clean)
    entries.save_entries(clean, PLACE, {"p9": '{"key": "p9", "name": "Posyandu"}'}, by=Actor("Dinkes"))
    store_package(clean, carried(filled.store), ACTOR)
    assert list(entries.list_entries(clean, PLACE)) == ["p9", "p1"]


def test_what_does_not_apply_and_texts_survive(room, clean):
    sent = answered("GOV1.2", 4.0, fact="sudah 100%", evidence="Perbup 12/2025", obstacle="SDM")
    room.keep(form(LEAD, sent), form(leader("ENV1.1"), not_applicable("ENV1.1")))
    store_package(clean, carried(room.store), ACTOR)
    assert compare_package(clean, carried(room.store))[0].same


def test_a_locked_period_takes_nothing_and_says_so(filled, clean):
    room = other(clean)
    periods.lock_period(clean, room.scope.period_id, NGANJUK, ACTOR)
    with pytest.raises(StoreError, match="dikunci"):
        store_package(clean, carried(filled.store), ACTOR)
    assert targets.list_targets(clean, NGANJUK).empty


def test_a_period_of_other_dates_is_refused_whole(filled, clean):
    periods.add_period(clean, "2026", date(2026, 1, 1), date(2026, 6, 30), ACTOR)
    with pytest.raises(StoreError, match='Periode "2026"'):
        store_package(clean, carried(filled.store), ACTOR)
    assert rosters.read_roster(clean, NGANJUK).empty


def test_several_packages_merge(filled, clean, tmp_path, migrated):
    shutil.copy(migrated, tmp_path / "tuban.db")
    tuban = storage.open_store(f"sqlite:///{tmp_path / 'tuban.db'}")
    rosters.write_roster(
        tuban, "35.23", rosters.read_roster(filled.store, NGANJUK), ACTOR, since=date(2026, 1, 1)
    )
    store_package(clean, carried(filled.store), ACTOR)
    store_package(clean, read_package(write_package(gather_package(tuban, ["35.23"]))), ACTOR)
    tuban.dispose()
    assert len(rosters.read_roster(clean, "35.23"))
    same(result(filled.store), result(clean))


def tampered(content: bytes, change) -> bytes:
    """The ZIP with one member's text changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = change(name, old.read(name).decode())
            if text is not None:
                new.writestr(name, text)
    return out.getvalue()


def test_a_changed_number_is_noticed(filled):
    content = write_package(gather_package(filled.store, [NGANJUK]))
    changed = tampered(content, lambda name, text: text.replace('"value":2.0', '"value":5.0'))
    with pytest.raises(PackageError, match="tidak cocok"):
        read_package(changed)


def test_flipped_bits_and_a_password_are_refused_in_words(filled, sandbox):
    content = write_package(gather_package(filled.store, [NGANJUK]))
    for place in range(60, len(content), max(1, len(content) // 60)):
        broken = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        with contextlib.suppress(PackageError):
            read_package(broken, sandbox)
    locked = bytearray(content)
    for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(sign)
        while place >= 0:
            locked[place + flag] |= 1
            place = locked.find(sign, place + 4)
    with pytest.raises(PackageError):
        read_package(bytes(locked))


def test_a_missing_part_is_noticed(filled):
    content = write_package(gather_package(filled.store, [NGANJUK]))
    with pytest.raises(PackageError, match="hilang"):
        read_package(tampered(content, lambda name, text: None if name.startswith("instrumen") else text))


def test_a_newer_format_is_refused(filled):
    content = write_package(gather_package(filled.store, [NGANJUK]))
    newer = tampered(content, lambda name, text: text.replace('"format": 1', '"format": 2'))
    with pytest.raises(PackageError, match="lebih baru"):
        read_package(newer)


@given(st.binary(max_size=400))
def test_any_other_bytes_are_refused_in_words(content):
    with pytest.raises(PackageError):
        read_package(content)


@pytest.mark.parametrize("contents", ["[]", "{}", '{"format": 1, "dibuat": "kemarin", "sha256": {}}', "x"])
def test_a_zip_with_other_contents_is_refused_in_words(contents):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("isi.json", contents)
    with pytest.raises(PackageError, match="rusak"):
        read_package(buffer.getvalue())


def test_a_part_of_another_shape_is_refused_in_words(filled):
    def reshape(name, text):
        return json.dumps({"code": 5}) if name.startswith("daerah") else text

    content = tampered(write_package(gather_package(filled.store, [NGANJUK])), reshape)
    with pytest.raises(PackageError):
        read_package(content)


def test_fields_that_a_part_leaves_out_have_their_default(filled, clean):
    """As in a package of a version that knew fewer fields."""
    package = carried(filled.store)
    text = contents.REGION.encode(package.regions[0])
    shorter = contents.REGION.decode(text.replace(',"note":""', ""))
    assert text.count(',"note":""') > 1
    assert store_package(clean, replace(package, regions=(shorter,)), ACTOR) == [NGANJUK]
    same(result(filled.store), result(clean))
    assert all(found.same for found in compare_package(clean, package))


def test_an_entry_nested_beyond_reading_is_carried_as_it_is(filled, clean):
    entries.save_entries(filled.store, PLACE, {"dalam": "[" * 7_000}, by=Actor("DLH"))
    package = carried(filled.store)
    assert store_package(clean, package, ACTOR) == [NGANJUK]
    assert all(found.same for found in compare_package(clean, package))


def test_kesiapan_is_the_instrument_carried(filled):
    (frozen,) = carried(filled.store).instruments
    assert frozen.digest == KESIAPAN.digest
