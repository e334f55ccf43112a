"""What tests of every floor share: the sample, loaded once for all workers, and which files start first."""

import os
import socket
import time
from pathlib import Path

import pytest

import storage
from survey.values import SourceFile
from tests.pages import stores
from workflow import sample

WORKER = "PYTEST_XDIST_WORKER" in os.environ
LOAD_SECONDS = 300


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy: the migrations run once."""
    file = tmp_path_factory.mktemp("migrated") / "store.db"
    storage.open_store(stores.address(file)).dispose()
    return file


@pytest.fixture(scope="session")
def seeded_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample in it; copy it before changing it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if WORKER else base) / "seeded"
    file = folder / "store.db"
    try:
        folder.mkdir()
    except FileExistsError:  # the other worker was first
        _wait_for(file)
    else:
        stores.seed(folder / "unfinished.db")
        (folder / "unfinished.db").rename(file)
    return file


@pytest.fixture(scope="session")
def sample_files() -> dict[str, list[SourceFile]]:
    """The workbooks that the OPD of each kabupaten of the sample sent."""
    return dict(sample.sample_batches())


def _wait_for(file: Path) -> None:
    until = time.monotonic() + LOAD_SECONDS
    while not file.exists():
        if time.monotonic() > until:
            pytest.fail("the other worker did not load the sample")
        time.sleep(0.2)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Workers take files in this order: the long ones of the browser first, so that both end together."""
    if WORKER:
        items.sort(key=lambda item: item.get_closest_marker("e2e") is None)


@pytest.fixture
def busy_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
