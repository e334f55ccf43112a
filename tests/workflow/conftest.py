"""A migrated store for each test."""

import shutil

import pytest

import storage
from tests.workflow.survey_scene import Room


@pytest.fixture
def engine(migrated, tmp_path):
    shutil.copy(migrated, tmp_path / "room.db")
    opened = storage.open_store(f"sqlite:///{tmp_path / 'room.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def store(engine):
    return engine


@pytest.fixture
def room(engine):
    return Room(engine)
