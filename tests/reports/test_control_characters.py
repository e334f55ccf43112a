"""What no document may hold is left out where documents are written, whoever wrote it into the store."""

import shutil
from dataclasses import replace

import pytest

import storage
from planning.programmes.programme import Programme
from reports.documents import DOCUMENTS
from storage.values import Actor
from tests.reports.scene import NGANJUK
from workflow.documents.source import DocumentSource
from workflow.programmes import register
from workflow.sample.load import find_sample_scope

BELL = "Uji tanda\x07 sel\x0b dan \x1f lain\ufffe"
TEXTS = (
    "name",
    "problem",
    "measure",
    "unit",
    "risk",
    "mitigation",
    "note",
    "renja",
    "rpjmd",
    "funds",
    "code",
)


@pytest.fixture(scope="module")
def source(seeded_store, tmp_path_factory):
    file = shutil.copy(seeded_store, tmp_path_factory.mktemp("kendali"))
    store = storage.open_store(f"sqlite:///{file}")
    kept = register.load_register(store, NGANJUK)
    spoiled = {
        key: replace(one, **{name: f"{BELL} {name} {number}" for name in TEXTS})
        for number, (key, one) in enumerate(kept.programmes.items())
    }
    spoiled["p-baru"] = Programme("p-baru", BELL, lead="DISKOMINFO", costs={2026: 1e9})
    register.save_programmes(store, NGANJUK, spoiled, by=Actor("Sari\x07"))
    return DocumentSource(store, find_sample_scope(store), (NGANJUK,))


@pytest.mark.parametrize(
    "name", ["paparan", "bab_gap", "bab_rencana", "nota", "surat", "rekap", "profil", "buku"]
)
def test_every_document_can_be_written(source, name):
    assert DOCUMENTS[name].produce(source)
