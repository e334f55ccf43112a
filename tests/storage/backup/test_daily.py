"""A copy a day, seven kept: whatever the clock does, and never a file that somebody else put there."""

import itertools
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import StoreError
from storage.backup import copying, daily, shelf
from storage.backup.contents import read_copy
from storage.store_file import open_store_file
from tests.storage.backup.scenes import fill

NUMBERS = itertools.count()
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def path(migrated, tmp_path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "siapcerdas.db"))


@pytest.fixture
def clock(monkeypatch):
    """The clock that copies are dated by."""

    class Clock(datetime):
        at = NOON

        @classmethod
        def now(cls, tz=None):
            return cls.at

    monkeypatch.setattr(copying, "datetime", Clock)
    return Clock


def pass_days(path, clock, moments):
    """What the daily run makes at each moment, something having been recorded before it."""
    made = []
    for moment in moments:
        fill(path, f"OPD{next(NUMBERS)}")
        clock.at = moment
        made.append(daily.make_daily_copy(open_store_file(path), moment))
    return made


def kept(path) -> list[str]:
    return sorted(
        copy.path.name.split("_")[2] for copy in shelf.list_copies(path.parent / "cadangan")
    )  # fmt: skip


def test_seven_days_are_kept_and_the_first_go(path, clock):
    made = pass_days(path, clock, [NOON + timedelta(days=day) for day in range(10)])
    assert all(made)
    assert kept(path) == [f"{number:04d}" for number in range(4, 11)]


def test_a_day_has_one_and_a_day_without_a_change_none(path, clock):
    assert all(pass_days(path, clock, [NOON]))
    assert pass_days(path, clock, [NOON + timedelta(hours=hour) for hour in (1, 12, 23)]) == [None] * 3
    assert all(pass_days(path, clock, [NOON + timedelta(hours=25)]))
    later = NOON + timedelta(days=9)
    assert daily.make_daily_copy(open_store_file(path), later) is None
    assert kept(path) == ["0001", "0002"]


def test_a_clock_set_back_for_years_goes_on_and_loses_no_day_it_had(path, clock):
    pass_days(path, clock, [NOON + timedelta(days=day) for day in range(3)])
    back = datetime(2009, 1, 1, tzinfo=UTC)
    made = pass_days(path, clock, [back, back + timedelta(days=1)])
    assert [copy is not None for copy in made] == [True, True]
    assert kept(path) == ["0001", "0002", "0003", "0004", "0005"]
    assert all(pass_days(path, clock, [NOON + timedelta(days=3)]))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=st.lists(st.integers(-100_000, 100_000), min_size=1, max_size=12))
def test_whatever_the_clock_says_the_newest_is_kept_and_at_most_seven(
    migrated, tmp_path_factory, clock, hours
):
    path = Path(shutil.copy(migrated, tmp_path_factory.mktemp("jam") / "siapcerdas.db"))
    last = None
    for number, hour in enumerate(hours):
        fill(path, f"OPD{number}")
        clock.at = NOON + timedelta(hours=hour)
        last = daily.make_daily_copy(open_store_file(path), clock.at) or last
        held = shelf.list_copies(path.parent / "cadangan")
        assert last.path in [copy.path for copy in held]
        assert len(held) <= daily.KEPT


def test_nothing_it_did_not_make_is_removed(path, clock, tmp_path):
    pass_days(path, clock, [NOON])
    folder = path.parent / "cadangan"
    (mine,) = shelf.list_copies(folder)
    theirs = [
        "siapcerdas_harian_0000_2026-01-01_120000.zip",
        "siapcerdas_harian_0000_2026-01-02_120000.zip",
        "siapcerdas_manual_2026-01-01_120000.zip",
        "siapcerdas_sebelum-pembaruan-0002_2026-01-01_120000.zip",
        "catatan.txt",
    ]
    for name in theirs:
        shutil.copy(mine.path, folder / name)
    pass_days(path, clock, [NOON + timedelta(days=day) for day in range(1, 12)])
    assert {name for name in theirs if not (folder / name).exists()} == set()


def test_one_that_took_the_place_of_a_daily_copy_stays(path, clock):
    """Under the very name of a daily copy: another copy, by its checksum, and not ours to remove."""
    first, *_ = pass_days(path, clock, [NOON, NOON + timedelta(days=1)])
    other = copying.copy_store_file(
        open_store_file(path), copying.CopyRequest(path.parent / "lain", shelf.BY_HAND)
    )
    shutil.copy(other.path, first.path)
    pass_days(path, clock, [NOON + timedelta(days=day) for day in range(2, 12)])
    assert first.path.exists()


def test_without_its_list_nothing_is_removed_and_a_new_row_begins(path, clock):
    pass_days(path, clock, [NOON + timedelta(days=day) for day in range(7)])
    (path.parent / "cadangan" / "siapcerdas_harian.json").write_text("{rusak")
    pass_days(path, clock, [NOON + timedelta(days=day) for day in range(7, 10)])
    assert kept(path) == [f"{number:04d}" for number in range(1, 11)]


def test_a_damaged_store_takes_no_good_copy_with_it(path, clock):
    pass_days(path, clock, [NOON + timedelta(days=day) for day in range(7)])
    before = kept(path)
    fill(path, "TERAKHIR")
    size = path.stat().st_size
    with path.open("r+b") as whole:
        whole.seek(size // 2)
        whole.write(b"\xff" * (size // 4))
    with pytest.raises(StoreError, match="rusak"):
        daily.make_daily_copy(open_store_file(path), NOON + timedelta(days=8))
    assert kept(path) == before


def test_one_process_at_a_time_and_a_lock_left_behind_is_no_hindrance(path, clock):
    lock = path.parent / "cadangan" / "siapcerdas_harian.kunci"
    lock.parent.mkdir()
    lock.touch()
    assert pass_days(path, clock, [NOON]) == [None]
    os.utime(lock, (1, 1))
    assert all(pass_days(path, clock, [NOON]))
    assert not lock.exists()


def test_who_stops_the_server_ends_the_copying_and_leaves_nothing(path):
    fill(path, "DINKES")

    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        daily.make_daily_copy(open_store_file(path), NOON, stop)
    left = [one.name for one in (path.parent / "cadangan").iterdir()]
    assert left == []
    assert read_copy(daily.make_daily_copy(open_store_file(path), NOON).path)
