"""An upload is all or nothing, the same file changes nothing, and a new version replaces only its own."""

from pathlib import Path

import pytest
from sqlalchemy import select

from storage.errors import StoreError
from storage.results import node_values
from storage.schema import batch, upload
from storage.setup import periods
from storage.upload import batches, uploads
from storage.values import Actor, LeafSet, Participation, PartTarget
from survey.values import Answer
from tests.storage.scene import ACTOR, NGANJUK, TUBAN, claimed, file, sent


def test_a_first_upload_is_new_and_counts(scene):
    kept = scene.keep_one("DISKOMINFO", {"GOV1.1": 3.0, "GOV1.2": None})
    assert kept.new == (PartTarget(NGANJUK, "DISKOMINFO", "", "DISKOMINFO.xlsx"),)
    assert (kept.unchanged, kept.replaced) == ((), ())
    assert scene.claims()["DISKOMINFO", "GOV1.1"] == 3.0


def test_the_same_file_twice_changes_nothing_and_says_so(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0})
    before = scene.revision()
    again = scene.keep_one("DINKES", {"LIV1.1": 4.0})
    assert again.batch_id is None
    assert [target.opd for target in again.unchanged] == ["DINKES"]
    assert scene.revision() == before
    assert len(batches.list_uploads(scene.store, scene.period_id)) == 1


def test_the_same_file_read_with_another_choice_is_another_version(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0}, "one file")
    kept = scene.keep_one("DINKES", {"LIV1.1": 3.0}, "one file")
    assert len(kept.replaced) == 1
    assert scene.claims()["DINKES", "LIV1.1"] == 3.0


def test_a_new_version_replaces_only_its_submission_and_keeps_the_old(scene):
    scene.keep(file("a.xlsx"), submissions=(sent("DINKES", {"LIV1.1": 4.0}), sent("DISDIK", {"LIV2.1": 2.0})))
    kept = scene.keep_one("DINKES", {"LIV1.1": 5.0})
    assert [target.opd for target in kept.replaced] == ["DINKES"]
    assert scene.claims() == {("DINKES", "LIV1.1"): 5.0, ("DISDIK", "LIV2.1"): 2.0}
    versions = batches.list_submission_versions(scene.store, scene.period_id, scene.instrument_id, NGANJUK)
    dinkes = versions[versions["opd"] == "DINKES"]
    assert list(zip(dinkes["version"], dinkes["active"], strict=True)) == [(2, True), (1, False)]


def test_an_old_file_after_a_newer_one_counts_again(scene):
    for content, value in (("first", 1.0), ("second", 2.0), ("first", 1.0)):
        scene.keep_one("DINKES", {"LIV1.1": value}, content)
    assert scene.claims() == {("DINKES", "LIV1.1"): 1.0}


def test_only_the_changed_part_of_a_batch_becomes_a_version(scene):
    files = (file("dinkes.xlsx"), file("disdik.xlsx"))
    scene.keep(*files, submissions=(sent("DINKES", {"LIV1.1": 4.0}), sent("DISDIK", {"LIV2.1": 2.0}, at=1)))
    files = (files[0], file("disdik.xlsx", "revised"))
    kept = scene.keep(
        *files, submissions=(sent("DINKES", {"LIV1.1": 4.0}), sent("DISDIK", {"LIV2.1": 3.0}, at=1))
    )
    assert [target.opd for target in kept.unchanged] == ["DINKES"]
    assert [target.opd for target in kept.replaced] == ["DISDIK"]


def test_two_respondents_of_one_opd_stand_side_by_side(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0}, "one", slot="1")
    scene.keep_one("DINKES", {"LIV1.1": 2.0}, "two", slot="2")
    rows = scene.answers()
    assert sorted(zip(rows["respondent"], rows["claimed"], strict=True)) == [("1", 4.0), ("2", 2.0)]


def test_undo_brings_the_replaced_version_back(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0})
    scene.keep_one("DINKES", {"LIV1.1": 5.0}, "revised")
    undone = batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert undone.files == ("DINKES.xlsx",)
    assert scene.claims() == {("DINKES", "LIV1.1"): 4.0}
    batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert scene.claims() == {}
    assert batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR) is None


def test_after_an_undo_the_same_file_is_taken_again(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0})
    batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert len(scene.keep_one("DINKES", {"LIV1.1": 4.0}).new) == 1
    assert scene.claims() == {("DINKES", "LIV1.1"): 4.0}


def test_undo_leaves_other_regions_alone(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0})
    scene.keep_one("DINKES", {"LIV1.1": 2.0}, region=TUBAN)
    batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert set(scene.answers()["unit"]) == {TUBAN}


def test_undo_takes_back_an_upload_of_many_regions_as_a_whole(scene):
    values = (claimed("SPBE.D1", 3.0), claimed("SPBE.D1", 2.0, region=TUBAN))
    scene.keep(file("rekap.xlsx"), values=values)
    undone = batches.undo_last_upload(scene.store, scene.period_id, TUBAN, ACTOR)
    assert undone.regions == (NGANJUK, TUBAN)
    assert scene.answers().empty


@pytest.mark.parametrize(
    "parts",
    [
        {"submissions": (sent("DINKES", {"LIV1.1": 4.0}), sent("DINKES", {"LIV1.1": 2.0}))},
        {"values": (claimed("SPBE.D1", 3.0), claimed("SPBE.D1", 2.0))},
        {"leaves": (LeafSet(NGANJUK, 0, "[]"), LeafSet(NGANJUK, 0, "[1]"))},
    ],
)
def test_a_batch_that_says_one_thing_twice_is_refused_whole(scene, parts):
    with pytest.raises(StoreError, match="dua kali"):
        scene.keep(file("a.xlsx"), **parts)
    assert batches.list_uploads(scene.store, scene.period_id).empty


def test_a_batch_that_fails_halfway_leaves_nothing(scene):
    before = scene.revision()
    bad = sent("DISDIK", {"LIV2.1": 2.0})
    bad = type(bad)(bad.region, bad.opd, bad.slot, 0, (Answer("LIV2.1", "no such status"),))
    with pytest.raises(StoreError, match="tidak ada yang disimpan"):
        scene.keep(file("a.xlsx"), submissions=(sent("DINKES", {"LIV1.1": 4.0}), bad))
    with scene.store.connect() as connection:
        assert connection.execute(select(batch.c.id)).all() == []
        assert connection.execute(select(upload.c.id)).all() == []
    assert scene.revision() == before


def test_a_locked_period_takes_no_upload_and_no_undo(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0})
    periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR)
    with pytest.raises(StoreError, match="dikunci"):
        scene.keep_one("DINKES", {"LIV1.1": 5.0}, "revised")
    with pytest.raises(StoreError, match="dikunci"):
        batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert scene.claims() == {("DINKES", "LIV1.1"): 4.0}


def test_nobody_uploads_without_a_name(scene):
    nameless = scene.batch(file("a.xlsx"), submissions=(sent("DINKES", {"LIV1.1": 4.0}),))
    with pytest.raises(StoreError, match="Nama"):
        uploads.keep_upload(scene.store, type(nameless)(**(vars(nameless) | {"actor": Actor(" ")})))
    assert scene.answers().empty


def test_text_no_database_stores_is_made_storable(scene):
    given = Answer("LIV1.1", "answered", 4.0, fact="nol\0 dan \ud800 sendiri")
    scene.keep(file("a.csv"), submissions=(type(sent("X", {}))(NGANJUK, "DINKES", "", 0, (given,)),))
    assert scene.claims() == {("DINKES", "LIV1.1"): 4.0}


def test_values_of_a_region_replace_each_other_by_node_and_kind(scene):
    scene.keep(file("2021.xlsx"), values=(claimed("SPBE.I01", 3.0), claimed("SPBE.I02", 2.0)))
    kept = scene.keep(
        file("nilai.xlsx"), values=(claimed("SPBE.I01", 4.0), claimed("SPBE.I01", 2.0, kind="verified"))
    )
    assert kept.replaced == (PartTarget(NGANJUK, "", "", "nilai.xlsx"),)
    rows = scene.answers().set_index("indicator")
    assert rows.loc["SPBE.I01", ["claimed", "verified"]].tolist() == [4.0, 2.0]
    assert rows.loc["SPBE.I02", "claimed"] == 2.0


def test_what_a_file_says_of_a_region_is_kept_once(scene):
    parts = {
        "values": (claimed("KOMINFO.BASELINE", 3.5), claimed("KOMINFO", 3.2, kind="published")),
        "leaves": (LeafSet(NGANJUK, 0, '[{"code":"Q1"}]'),),
        "participation": (Participation(NGANJUK, 0, "Kohort 2019"),),
    }
    assert scene.keep(file("rekap.xlsx"), **parts).new == (PartTarget(NGANJUK, "", "", "rekap.xlsx"),)
    assert scene.keep(file("rekap.xlsx"), **parts).batch_id is None
    scope = (scene.store, scene.period_id, scene.instrument_id)
    assert node_values.read_leaf_sets(*scope) == {NGANJUK: '[{"code":"Q1"}]'}
    assert node_values.list_participation(*scope).values.tolist() == [[NGANJUK, "Kohort 2019", True]]
    published = node_values.list_published_figures(*scope)
    assert published[["node", "value", "file"]].values.tolist() == [["KOMINFO", 3.2, "rekap.xlsx"]]


def test_an_upload_without_a_cohort_does_not_forget_the_one_said_before(scene):
    scene.keep(file("rekap.xlsx"), participation=(Participation(NGANJUK, 0, "Kohort 2019"),))
    scene.keep_one("DINKES", {"LIV1.1": 4.0})
    known = node_values.list_participation(scene.store, scene.period_id, scene.instrument_id)
    assert known["cohort"].tolist() == ["Kohort 2019"]


def test_a_later_file_without_a_cohort_keeps_the_one_said_before(scene):
    scene.keep(file("rekap.xlsx"), participation=(Participation(NGANJUK, 0, "Kohort 2019"),))
    again = scene.keep(file("lain.xlsx"), participation=(Participation(NGANJUK, 0),))
    assert again.batch_id is None
    scene.keep(file("absen.xlsx"), participation=(Participation(NGANJUK, 0, took_part=False),))
    known = node_values.list_participation(scene.store, scene.period_id, scene.instrument_id)
    assert known.values.tolist() == [[NGANJUK, "Kohort 2019", False]]


def test_files_of_one_upload_may_speak_of_one_region_if_they_agree(scene):
    files = (file("a.xlsx"), file("b.xlsx"))
    agree = (Participation(NGANJUK, 0, "Kohort 2019"), Participation(NGANJUK, 1))
    scene.keep(*files, participation=agree)
    known = node_values.list_participation(scene.store, scene.period_id, scene.instrument_id)
    assert known["cohort"].tolist() == ["Kohort 2019"]


@pytest.mark.parametrize(
    "other",
    [Participation(NGANJUK, 1, "Kohort 2020"), Participation(NGANJUK, 1, "Kohort 2019", took_part=False)],
)
def test_files_that_contradict_each_other_are_refused(scene, other):
    first = Participation(NGANJUK, 0, "Kohort 2019")
    with pytest.raises(StoreError, match="tidak sepakat"):
        scene.keep(file("a.xlsx"), file("b.xlsx"), participation=(first, other))


def test_purging_erases_the_bytes_and_nothing_that_was_read(scene):
    scene.keep_one("DINKES", {"LIV1.1": 4.0}, "isi rahasia")
    upload_id = int(batches.list_kept_files(scene.store)["upload_id"].iloc[0])
    batches.purge_kept_file(scene.store, upload_id, ACTOR)
    with scene.store.connect() as connection:
        row = connection.execute(select(upload)).one()
    assert row.content is None
    assert row.purged_at is not None
    assert scene.claims() == {("DINKES", "LIV1.1"): 4.0}
    assert scene.keep_one("DINKES", {"LIV1.1": 4.0}, "isi rahasia").batch_id is None


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_purged_bytes_are_gone_from_the_files_on_disk(scene):
    secret = "kalimat yang harus hilang dari disk " * 400
    scene.keep_one("DINKES", {"LIV1.1": 4.0}, secret)
    batches.purge_kept_file(scene.store, 1, ACTOR)
    folder = Path(scene.store.url.database).parent
    assert not any(b"harus hilang dari disk" in path.read_bytes() for path in folder.iterdir())
