"""Nought is one number whatever its sign: stored, read back, digested and held against the record alike."""

import math
from dataclasses import replace

import pytest
from sqlalchemy import select

from storage import chain_check, schema
from storage.columns import NullableNumber
from storage.results import decisions
from storage.setup import targets
from survey.values import ReportedProgramme
from tests.storage.scene import ACTOR, NGANJUK, answered, claimed, file, sent

COLUMNS = [
    (table, column)
    for table in schema.metadata.sorted_tables
    for column in table.c
    if isinstance(column.type, NullableNumber)
]


@pytest.fixture
def filled(scene):
    """Every column of numbers given -0.0."""
    answer = replace(answered("LIV1.1", -0.0), verified=-0.0)
    submission = replace(
        sent("DINKES", {}), answers=(answer,), programmes=(ReportedProgramme(name="Puskesmas", budget=-0.0),)
    )
    scene.keep(file("a.xlsx"), submissions=(submission,), values=(claimed("ECO", -0.0),))
    place = (scene.store, scene.period_id, scene.instrument_id, NGANJUK, "GOV1.1")
    decisions.save_agreed_value(*place, -0.0, reason="disepakati", by=ACTOR)
    targets.save_target(scene.store, NGANJUK, "GOV", 2030, -0.0, by=ACTOR)
    return scene


def test_it_is_read_back_without_a_sign_from_every_column_of_numbers(filled):
    with filled.store.connect() as connection:
        for table, column in COLUMNS:
            found = [value for value in connection.scalars(select(column)) if value is not None]
            assert found, f"{table.name}.{column.name} holds nothing"
            assert [math.copysign(1, value) for value in found] == [1.0] * len(found)


def test_nobody_is_told_that_it_was_changed(filled):
    """The fingerprint of what came is that of what stands."""
    assert chain_check.list_chain_faults(filled.store) == ()
    assert sent("DINKES", {"LIV1.1": -0.0}).digest == sent("DINKES", {"LIV1.1": 0.0}).digest
    assert sent("DINKES", {"LIV1.1": 2.0}).digest != sent("DINKES", {"LIV1.1": -2.0}).digest
