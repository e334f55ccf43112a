"""A load is recorded under who loads it and is undone as one thing."""

import hashlib
import itertools
import shutil

import pandas as pd
import pytest

import storage
from benchmarks import packages_kept
from benchmarks.packages_kept import NGANJUK, TUBAN
from storage import StoreError, audit, entries
from storage.chain_check import list_chain_faults
from storage.results import decisions
from storage.setup import assignments, periods, rosters, targets
from storage.upload import batches, uploads
from storage.values import Actor, StoredFile, Submission, UploadBatch
from survey.values import Answer, ReportedProgramme
from tests.workflow.survey_scene import ACTOR
from workflow.package.differences import compare_package
from workflow.package.facts import list_packed_facts
from workflow.package.gather import gather_package, pack_region
from workflow.package.import_package import store_package
from workflow.package.loads import list_package_loads, undo_package_load

PLACE = entries.EntryScope("programme", NGANJUK)


def open_copy(migrated, path):
    shutil.copy(migrated, path)
    return storage.open_store(f"sqlite:///{path}")


@pytest.fixture
def home(migrated, tmp_path):
    opened = open_copy(migrated, tmp_path / "home.db")
    packages_kept.fill_region(opened, NGANJUK, 3.0)
    packages_kept.fill_region(opened, TUBAN, 4.0)
    yield opened
    opened.dispose()


@pytest.fixture
def begun(migrated, tmp_path):
    """A computer on which the same survey was begun otherwise."""
    opened = open_copy(migrated, tmp_path / "begun.db")
    packages_kept.fill_region(opened, NGANJUK, 2.0)
    yield opened
    assert list_chain_faults(opened) == ()
    opened.dispose()


def facts(store, code=NGANJUK):
    return {key: said.exact for key, said in list_packed_facts(pack_region(store, code))}


def load(store, home, codes=(NGANJUK, TUBAN)):
    store_package(store, gather_package(home, codes), Actor("Pemuat"), take=codes, name="paket.zip")
    return list_package_loads(store)[0]


def test_whoever_loads_is_the_actor_and_names_inside_are_claims(home, begun):
    last = int(audit.list_audit_entries(begun)["id"].max())
    load(begun, home)
    recorded = audit.list_audit_entries(begun)
    assert set(recorded.loc[recorded["id"] > last, "actor"]) == {"Pemuat"}
    assert set(decisions.list_decisions(begun, 1, 1, NGANJUK)["by"]) == {
        "menurut paket: Sekda",
        "menurut paket: Asesor",
    }
    assert set(targets.list_targets(begun, NGANJUK)["by"]) == {"menurut paket: Bappeda"}
    assert {one.by for one in entries.list_entries(begun, PLACE).values()} == {"menurut paket: DLH"}
    assert list_chain_faults(begun) == ()


def test_a_claim_that_travels_on_stays_one(home, begun, migrated, tmp_path):
    load(begun, home)
    third = open_copy(migrated, tmp_path / "third.db")
    load(third, begun, (NGANJUK,))
    assert set(targets.list_targets(third, NGANJUK)["by"]) == {"menurut paket: Bappeda"}
    third.dispose()


def test_a_load_of_several_regions_is_undone_as_one_thing(home, begun):
    before = {code: facts(begun, code) for code in (NGANJUK, TUBAN)}
    known = load(begun, home)
    assert (known.load.name, known.load.regions, known.entry.by) == ("paket.zip", (NGANJUK, TUBAN), "Pemuat")
    assert facts(begun) != before[NGANJUK]
    assert undo_package_load(begun, known.key, ACTOR) == []
    assert {code: facts(begun, code) for code in (NGANJUK, TUBAN)} == before
    assert list_package_loads(begun) == []
    assert audit.list_audit_entries(begun)["actor"].iloc[0] == ACTOR.name
    assert list_chain_faults(begun) == ()


def test_an_undone_load_can_be_loaded_again(home, begun):
    undo_package_load(begun, load(begun, home).key, ACTOR)
    load(begun, home)
    assert facts(begun) == facts(home) | facts(begun)
    assert facts(begun, TUBAN) == facts(home, TUBAN)


def test_what_somebody_changed_since_stays_and_is_said(home, begun):
    known = load(begun, home)
    targets.save_target(begun, NGANJUK, "P1.1", 2027, 1.0, by=Actor("Sari"))
    node = targets.list_targets(home, NGANJUK)["node"].iloc[0]
    targets.save_target(begun, NGANJUK, node, 2027, 1.5, by=Actor("Sari"))
    entries.save_entries(begun, PLACE, {"p0": '{"key":"p0","name":"Baru"}'}, by=Actor("Sari"))
    roster = rosters.read_roster(begun, TUBAN).head(2)
    rosters.write_roster(begun, TUBAN, roster, Actor("Sari"), since=pd.Timestamp("2099-01-01").date())
    left = undo_package_load(begun, known.key, ACTOR)
    assert left == ["Susunan OPD Kab. Tuban sudah diubah sesudahnya, sehingga dibiarkan."]
    kept = targets.list_targets(begun, NGANJUK).set_index("node")
    assert kept.loc[node, ["value", "by"]].tolist() == [1.5, "Sari"]
    assert entries.list_entries(begun, PLACE)["p0"].by == "Sari"
    assert len(rosters.read_roster(begun, TUBAN)) == 2


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("own", [None, 1.0])
def test_loads_over_each_other_leave_nothing_in_whatever_order_they_are_undone(
    migrated, tmp_path, order, own
):
    """Three computers aim at three values of one target; a step between them is undone at last, too."""
    store = open_copy(migrated, tmp_path / "here.db")
    packages_kept.fill_region(store, NGANJUK, 2.0)
    node, year = targets.list_targets(store, NGANJUK)[["node", "year"]].iloc[0]
    targets.save_target(store, NGANJUK, node, int(year), own, by=Actor("Sari"))
    before = facts(store)
    known = []
    for number in range(3):
        other = open_copy(migrated, tmp_path / f"other{number}.db")
        packages_kept.fill_region(other, NGANJUK, 3.0)
        targets.save_target(other, NGANJUK, node, int(year), 2.0 + number / 2, by=Actor("Bupati"))
        known.append(load(store, other, (NGANJUK,)))
        other.dispose()
    for number in order:
        undo_package_load(store, known[number].key, ACTOR)
    aims = targets.list_targets(store, NGANJUK).set_index(["node", "year"])["value"]
    assert aims.get((node, year)) == own
    assert facts(store).keys() - before.keys() == set()
    assert list_chain_faults(store) == ()
    store.dispose()


def test_a_load_is_undone_once(home, begun):
    known = load(begun, home)
    undo_package_load(begun, known.key, ACTOR)
    with pytest.raises(StoreError, match="sudah dibatalkan"):
        undo_package_load(begun, known.key, ACTOR)


def test_a_locked_period_keeps_its_load(home, begun):
    known = load(begun, home)
    periods.lock_period(begun, 1, NGANJUK, ACTOR)
    now = facts(begun)
    with pytest.raises(StoreError, match="dikunci"):
        undo_package_load(begun, known.key, ACTOR)
    assert facts(begun) == now
    assert list_package_loads(begun)[0].key == known.key


def test_without_a_name_nothing_is_undone(home, begun):
    known = load(begun, home)
    now = facts(begun)
    with pytest.raises(StoreError):
        undo_package_load(begun, known.key, Actor(" "))
    assert facts(begun) == now


def test_an_upload_within_may_be_undone_before(home, begun):
    before = facts(begun)
    known = load(begun, home, (NGANJUK,))
    batches.undo_last_upload(begun, 1, NGANJUK, ACTOR)
    undo_package_load(begun, known.key, ACTOR)
    assert facts(begun) == before


def sent(store, region, opd, answers, programmes=(), file="lain.xlsx"):
    instrument, scope = packages_kept.ask_region(store, region)
    files = (StoredFile(file, hashlib.sha256(file.encode()).hexdigest(), file.encode()),)
    one = Submission(region, opd, "", 0, tuple(answers), tuple(programmes))
    uploads.keep_upload(
        store, UploadBatch(scope.period_id, scope.instrument_id, Actor("Sari"), files, (one,))
    )
    return instrument.framework.leaves


def test_what_only_one_side_says_of_an_opd_is_kept(migrated, tmp_path):
    """A form in the package does not take away an item, a remark or a list that it leaves out."""
    here, home = (open_copy(migrated, tmp_path / name) for name in ("here.db", "there.db"))
    instrument, _ = packages_kept.ask_region(here, NGANJUK)
    a, b, c, d = instrument.framework.leaves[:4]
    ours = [
        Answer(a, "answered", 2.0, evidence="Perbup", sheet="S", cell="A1"),
        Answer(b, "answered", 4.0, sheet="S", cell="A2"),
        Answer(d, "answered", 5.0, verified=3.0),
    ]
    sent(here, NGANJUK, "DINKES", ours, [ReportedProgramme("Posyandu")], "sini.xlsx")
    theirs = [Answer(a, "answered", 2.0), Answer(c, "answered", 1.0), Answer(d, "missing")]
    sent(home, NGANJUK, "DINKES", theirs)
    before, given = facts(here), facts(home)
    load(here, home, (NGANJUK,))
    assert facts(here) == before | given
    (kept,) = pack_region(here, NGANJUK).assessments[0].batch.submissions
    told = {one.indicator: (one.value, one.evidence, one.sheet) for one in kept.answers}
    assert told[a] == (2.0, "Perbup", "")
    assert told[b] == (4.0, "", "sini.xlsx › S")
    assert kept.programmes == (ReportedProgramme("Posyandu"),)
    for store in (here, home):
        store.dispose()


def test_two_leads_of_one_indicator_are_a_difference(migrated, tmp_path):
    here, home = (open_copy(migrated, tmp_path / name) for name in ("here.db", "there.db"))
    for store, lead in ((here, "A"), (home, "B")):
        _, scope = packages_kept.ask_region(store, NGANJUK)
        rows = [("P1.1", lead, "lead"), ("P1.1", f"{lead}2", "support")]
        frame = pd.DataFrame(rows, columns=list(assignments.COLUMNS))
        assignments.save_assignments(
            store, scope.period_id, scope.instrument_id, NGANJUK, frame, Actor("Sari")
        )
    (found,) = compare_package(here, gather_package(home, [NGANJUK]))
    assert [(one.here, one.package) for one in found.conflicts] == [("A", "B")]
    load(here, home, (NGANJUK,))
    now = assignments.read_assignments(here, 1, 1, NGANJUK)
    assert set(now.itertuples(index=False, name=None)) == {
        ("P1.1", "B", "lead"),
        ("P1.1", "A2", "support"),
        ("P1.1", "B2", "support"),
    }
    for store in (here, home):
        store.dispose()
