"""Opening the store: addresses, settings, and what a user reads when it cannot be done."""

import sqlite3
import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import create_engine, exc, text

from storage import engine, errors, location, open_store
from storage.errors import StoreError
from storage.schema import REVISION
from storage.setup import periods
from tests.storage.scene import ACTOR

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
OPEN = "import sys; from storage import open_store; open_store(sys.argv[1]).dispose()"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_uses_psycopg_3(scheme):
    address = engine.parse_store_address(f"{scheme}://ani:s%40ndi@host:5433/siap?sslmode=require")
    said = address.render_as_string(hide_password=False)
    assert said == "postgresql+psycopg://ani:s%40ndi@host:5433/siap?sslmode=require"


@pytest.mark.parametrize(
    "url", ["mysql://host/db", "sqlite://", "sqlite:///:memory:", "bukan alamat", "oracle://h/d"]
)
def test_other_databases_are_refused_in_a_sentence(url):
    with pytest.raises(StoreError, match="DATABASE_URL"):
        engine.parse_store_address(url)


def test_the_environment_names_the_store(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'baru' / 'siap.db'}")
    open_store().dispose()
    assert (tmp_path / "baru" / "siap.db").is_file()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_sqlite_keeps_what_it_acknowledged(store):
    asked = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout", "secure_delete")
    with store.connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked}
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": engine.BUSY_SECONDS * 1000,
        "secure_delete": 1,
    }


def test_a_store_of_a_newer_version_is_left_alone(store, url):
    with store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="versi aplikasi yang lebih baru"):
        open_store(url)


def test_three_processes_open_an_empty_store_at_once(empty_url):
    command = [sys.executable, "-c", OPEN, empty_url]
    starts = [subprocess.Popen(command, cwd=location.ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    said = [start.communicate(timeout=120)[1].decode() for start in starts]
    assert [start.returncode for start in starts] == [0] * 3, said
    with create_engine(engine.parse_store_address(empty_url)).connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [
            REVISION
        ]


def test_a_file_that_is_no_database_is_said_so(tmp_path):
    (tmp_path / "siap.db").write_bytes(b"bukan basis data sama sekali " * 200)
    with pytest.raises(StoreError, match="rusak"):
        open_store(f"sqlite:///{tmp_path / 'siap.db'}")


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path):
    (tmp_path / "var").write_text("sebuah berkas")
    with pytest.raises(StoreError, match="Folder penyimpanan"):
        open_store(f"sqlite:///{tmp_path / 'var' / 'dalam' / 'siap.db'}")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_store_that_stays_locked_is_said_so(url, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    store = open_store(url)
    other = sqlite3.connect(store.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="dipakai proses lain"):
        periods.add_period(store, "2026", *YEAR, ACTOR)
    other.close()
    periods.add_period(store, "2026", *YEAR, ACTOR)
    store.dispose()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_so_and_nothing_is_stored(store):
    with store.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        connection.rollback()
    kept: list[int] = []
    with pytest.raises(StoreError, match="penuh"):
        kept.extend(
            periods.add_period(store, f"{n} {'panjang ' * 60}", *YEAR, ACTOR).id for n in range(pages)
        )
    assert len(periods.list_periods(store)) == len(kept) < pages


def test_a_server_that_does_not_answer_is_said_so(tmp_path):
    with pytest.raises(StoreError, match="tidak dapat dihubungi"):
        open_store(f"postgresql://siap@/siap?host={tmp_path}")


@pytest.mark.parametrize("message", [*errors.MESSAGES, "something nobody foresaw"])
def test_no_english_word_of_a_driver_reaches_the_user(message):
    said = str(errors.explain_database_error(exc.OperationalError("SELECT", {}, Exception(message))))
    assert message not in said
    assert said.endswith(".")


def test_a_failed_write_leaves_the_connection_usable(store):
    def fail_halfway():
        with engine.writing_transaction(store) as connection:
            periods.add_period(connection, "2026", *YEAR, ACTOR)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert periods.list_periods(store) == ()
    periods.add_period(store, "2026", *YEAR, ACTOR)
    assert len(periods.list_periods(store)) == 1
