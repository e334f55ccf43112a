"""The register: what OPD reported arrives by itself, what people write stands on top, every step undone."""

from dataclasses import replace

import pytest

from planning.programmes.programme import Programme
from storage import StoreError, entries
from storage.setup import periods
from storage.values import Actor
from survey import values
from tests.workflow.survey_scene import KESIAPAN, NGANJUK, answered, asked, form
from workflow import sample
from workflow.programmes import from_forms, register
from workflow.sample import load
from workflow.sample import programmes as sample_programmes

NAME = "Antrean daring puskesmas"


def sent(*programmes, opd="DINKES"):
    (code, *_) = asked(opd, "lead")
    return form(opd, answered(code, 3.0), programmes=programmes)


def listed(name=NAME, **more):
    given = {"dimension": "Smart Living", "since": "2021", "budget": 4e8, "status": "berjalan"}
    return values.ReportedProgramme(name, **given | more)


def only(room):
    (found,) = register.read_register(room.store, NGANJUK).values()
    return found


def test_what_an_opd_lists_in_its_form_arrives_by_itself(room):
    room.keep(sent(listed(activity="Pengelolaan sistem informasi kesehatan")))
    found = only(room)
    assert (found.name, found.lead, found.dimension, found.since) == (NAME, "DINKES", "LIV", 2021)
    assert found.running
    assert found.costs == {2026: 4e8}
    assert found.renja == "Pengelolaan sistem informasi kesehatan"
    assert found.origin == "DINKES.xlsx · Program dan inovasi berjalan · baris 8"


def test_a_sub_kegiatan_chosen_from_the_list_brings_its_code(room):
    room.keep(sent(listed(activity="1.02.02.2.02.0025 Pengelolaan Data Kesehatan")))
    assert (only(room).code, only(room).renja) == ("1.02.02.2.02.0025", "Pengelolaan Data Kesehatan")


@pytest.mark.parametrize(
    ("status", "expected"), [("direncanakan", "usulan"), ("selesai", "selesai"), ("dihentikan", "dihentikan")]
)
def test_the_status_of_the_form_is_kept(room, status, expected):
    room.keep(sent(listed(status=status)))
    assert only(room).status == expected


def test_what_the_form_says_unreadably_is_kept_as_it_stood(room):
    room.keep(sent(listed(since="sejak dulu", dimension="Smart Mobility")))
    assert only(room).unread == {"since": "sejak dulu", "dimension": "Smart Mobility"}
    assert only(room).since is None


def test_an_edit_stays_on_top_when_the_form_comes_again(room):
    room.keep(sent(listed()))
    (key,) = register.read_register(room.store, NGANJUK)
    changed = replace(only(room), problem="Antrean pagi panjang")
    assert register.save_programmes(room.store, NGANJUK, {key: changed}, by=Actor("Sari")) == 1
    room.keep(sent(listed(budget=9e8)))
    assert only(room) == changed
    assert [one.costs for one in register.programme_histories(room.store, NGANJUK)[key]] == [
        {2026: 4e8},
        {2026: 9e8},
    ]
    assert register.undo_register_save(room.store, NGANJUK, Actor("Sari")) == [key]
    assert only(room).costs == {2026: 9e8}


def test_a_reported_programme_stays_deleted_until_that_is_undone(room):
    room.keep(sent(listed()))
    (key,) = register.read_register(room.store, NGANJUK)
    register.save_programmes(room.store, NGANJUK, {key: None}, by=Actor("Sari"))
    assert register.read_register(room.store, NGANJUK) == {}
    room.keep(sent(listed(budget=9e8)))
    assert register.read_register(room.store, NGANJUK) == {}
    register.undo_register_save(room.store, NGANJUK, Actor("Sari"))
    assert list(register.read_register(room.store, NGANJUK)) == [key]


def test_two_of_one_name_in_one_form_are_both_kept(room):
    room.keep(sent(listed(budget=1e8), listed(budget=2e8)))
    found = register.read_register(room.store, NGANJUK)
    assert [one.cost for one in found.values()] == [1e8, 2e8]


def test_saving_what_stands_writes_nothing(room):
    room.keep(sent(listed()))
    assert (
        register.save_programmes(
            room.store, NGANJUK, register.read_register(room.store, NGANJUK), by=Actor("Sari")
        )
        == 0
    )
    assert register.undo_register_save(room.store, NGANJUK, Actor("Sari")) == []


def test_a_save_over_somebody_elses_is_refused_whole(room):
    room.keep(sent(listed()))
    (key,) = register.read_register(room.store, NGANJUK)
    seen = register.load_register(room.store, NGANJUK).numbers
    register.save_programmes(
        room.store, NGANJUK, {key: replace(only(room), risk="dari Budi")}, by=Actor("Budi"), seen=seen
    )
    mine = {key: replace(only(room), risk="dari Sari"), "baru": Programme("baru", "Lain")}
    with pytest.raises(StoreError, match="Budi"):
        register.save_programmes(room.store, NGANJUK, mine, by=Actor("Sari"), seen=seen)
    assert only(room).risk == "dari Budi"


def test_a_new_programme_has_the_same_key_each_time_and_never_anothers(room):
    first = register.new_programme_key("Portal Satu Data", "DISKOMINFO", [])
    assert first == register.new_programme_key("portal satu-data", "DISKOMINFO", [])
    assert first == from_forms.reported_programme_key("DISKOMINFO", "Portal satu data")
    assert register.new_programme_key("Portal Satu Data", "DISKOMINFO", [first]) == f"{first}-2"
    assert register.new_programme_key("Portal Satu Data", "BAPPERIDA", []) != first


def test_the_sound_programmes_stand_beside_a_damaged_one_which_is_named(room):
    sound = Programme("a", "Kanal aduan")
    register.save_programmes(room.store, NGANJUK, {"a": sound}, by=Actor("Sari"))
    entries.save_entries(
        room.store, register.register_entry_scope(room.store, NGANJUK), {"x": "{"}, by=Actor("Sari")
    )
    assert register.read_register(room.store, NGANJUK) == {"a": sound}
    assert register.load_register(room.store, NGANJUK).damaged == ("x",)
    again = Programme("x", "Bank sampah")
    seen = register.load_register(room.store, NGANJUK).numbers
    register.save_programmes(room.store, NGANJUK, {"x": again}, by=Actor("Sari"), seen=seen)
    assert register.read_register(room.store, NGANJUK) == {"a": sound, "x": again}
    assert register.load_register(room.store, NGANJUK).damaged == ()


@pytest.fixture
def loaded(engine, sample_files, monkeypatch):
    """The sample with two of its kabupaten, and of those two forms each."""
    batches = [(region, sample_files[region][:2]) for region in (NGANJUK, "35.28")]
    monkeypatch.setattr(sample, "sample_batches", lambda: iter(batches))
    load.load_sample(engine)
    return engine


def test_the_sample_brings_a_register_of_its_own(loaded):
    found = register.read_register(loaded, NGANJUK)
    made = sample_programmes.sample_programmes(NGANJUK, sample.SEED)
    assert 18 <= len(made) <= 30
    assert made.items() <= found.items()
    assert len(found) > len(made)
    assert 0 < len(sample_programmes.sample_programmes("35.28", sample.SEED)) < len(made)
    assert register.read_register(loaded, "11.01") == {}


def test_the_sample_ends_where_a_region_has_something_of_its_own(loaded):
    written = Programme("p1", "Percobaan")
    register.save_programmes(loaded, NGANJUK, {"p1": written}, by=Actor("Sari"))
    assert len(register.read_register(loaded, NGANJUK)) > 18
    entries.save_entries(loaded, register.PROGRAMMES.place(NGANJUK), {}, by=Actor("Sari"))
    real = register.PROGRAMMES.place(NGANJUK)
    entries.save_entries(loaded, real, {"p2": '{"key": "p2", "name": "Nyata"}'}, by=Actor("Sari"))
    assert list(register.read_register(loaded, NGANJUK)) == ["p2"]
    assert periods.list_periods(loaded)[0].sample


def test_a_programme_of_the_sample_is_edited_struck_out_and_brought_back(loaded):
    key, other, *_ = sample_programmes.sample_programmes(NGANJUK, sample.SEED)
    before = register.read_register(loaded, NGANJUK)
    changed = replace(before[key], risk="Ditulis ruangan")
    numbers = register.load_register(loaded, NGANJUK).numbers
    assert (
        register.save_programmes(loaded, NGANJUK, {key: changed, other: None}, by=Actor("Sari"), seen=numbers)
        == 2
    )
    after = register.read_register(loaded, NGANJUK)
    assert list(after) == [one for one in before if one != other]
    assert after[key] == changed
    assert register.programme_histories(loaded, NGANJUK)[key] == [changed, before[key]]
    register.undo_register_save(loaded, NGANJUK, Actor("Sari"))
    assert list(register.read_register(loaded, NGANJUK).items()) == list(before.items())


def test_programmes_of_the_sample_are_whole():
    for region in sample.REGIONS:
        for key, one in sample_programmes.sample_programmes(region, sample.SEED).items():
            assert key == one.key
            assert one.lead
            assert one.start < one.end
            assert {2026, 2027, 2028, 2029, 2030} & set(one.costs)
            assert set(one.lifts) <= set(KESIAPAN.framework.leaves)
            assert all(KESIAPAN.framework.scale.minimum <= level <= 5 for level in one.lifts.values())
    made = sample_programmes.sample_programmes(NGANJUK, sample.SEED).values()
    assert all(one.lifts and one.dimension for one in made)
    assert sum(one.running for one in made) >= 5
    assert any(one.after for one in made)
    assert any(len(one.support) >= 2 for one in made)
    assert any(one.realisation for one in made)
    assert {one.dimension for one in made} == set(KESIAPAN.framework.children("INDEKS"))
