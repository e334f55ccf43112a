"""A migrated store for each test, copied from one template."""

import shutil

import pytest

import storage
from tests.workflow.survey_scene import Room


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "store.db"
    storage.open_store(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def engine(migrated, tmp_path):
    shutil.copy(migrated, tmp_path / "room.db")
    opened = storage.open_store(f"sqlite:///{tmp_path / 'room.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def room(engine):
    return Room(engine)
