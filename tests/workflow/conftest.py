"""A migrated store for each test."""

import shutil

import pytest

import storage
from storage import chain_check
from tests.workflow.survey_scene import Room


@pytest.fixture
def engine(migrated, tmp_path, request):
    """Whatever a test did with it, the record tells of every row, unless it tampered on purpose."""
    shutil.copy(migrated, tmp_path / "room.db")
    opened = storage.open_store(f"sqlite:///{tmp_path / 'room.db'}")
    yield opened
    if not request.node.get_closest_marker("tampered"):
        assert chain_check.list_chain_faults(opened) == ()
    opened.dispose()


@pytest.fixture
def store(engine):
    return engine


@pytest.fixture
def room(engine):
    return Room(engine)
