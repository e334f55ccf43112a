"""Kabupaten that every document is made of: the usual one, and those that are hard on it."""

from tests.reports.scene import KOMINFO, NGANJUK, SIAU, SPBE, drawn, roster_of, without
from workflow.documents.source import DocumentSource


def usual(room):
    return room("kabupaten").answer(NGANJUK, drawn(5)), NGANJUK


def hole(room):
    return room("kabupaten").answer(NGANJUK, without("ENV", drawn(3))), NGANJUK


def one_opd(room):
    return room("kabupaten").answer(NGANJUK, drawn(2), roster_of(1)), NGANJUK


def sixty(room):
    return room("kabupaten", label="2026 semester kedua").answer(
        SIAU, drawn(1, missing=0.1), roster_of(60)
    ), SIAU


def best(room):
    return room("kabupaten").answer(NGANJUK, lambda code: 5.0), NGANJUK


def domains(room):
    return room("kabupaten", instrument=SPBE).table(NGANJUK, drawn(4)), NGANJUK


def components(room):
    return room("kabupaten", instrument=KOMINFO).table(NGANJUK, lambda node: 2.25), NGANJUK


def source_of(case, open_room):
    """The source of a case's documents, over a store of its own."""
    scene, region = case(open_room)
    return DocumentSource(scene.store, scene.scope, (region,))
