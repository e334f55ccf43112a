"""The registry of documents: names, several as one ZIP with a count, and stopping in between."""

import io
import zipfile
from dataclasses import replace

import pytest

from reports.documents import DOCUMENTS, Document
from storage.setup import periods
from storage.values import Actor
from tests.reports.scene import NGANJUK, SIAU, SPBE
from workflow.documents.source import DocumentSource

LETTER = Document("Surat", "Untuk diuji.", "Surat", "pdf", lambda source: source.label.encode())


@pytest.fixture(scope="module")
def both(open_room):
    room = open_room("both", instrument=SPBE).table(NGANJUK, lambda node: 2.25).table(SIAU, lambda node: 3.5)
    return DocumentSource(room.store, room.scope, (NGANJUK, SIAU), "Semua daerah")


def test_one_region_gets_its_file_by_name(both):
    one = both.each()[0]
    assert LETTER.file_name(one) == "Surat_Spbe_Kab-Nganjuk_2026_v2020_SEMENTARA.pdf"
    assert LETTER.produce(one) == b"Kab. Nganjuk"


def test_several_regions_get_a_zip_with_one_each_and_a_count(both):
    counted = []
    bundle = LETTER.produce(both, None, lambda *step: counted.append(step))
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert len(archive.namelist()) == 2
        assert archive.read("Surat_Spbe_Kab-Nganjuk_2026_v2020_SEMENTARA.pdf") == b"Kab. Nganjuk"
    assert [step[:2] for step in counted] == [(1, 2), (2, 2)]
    assert LETTER.file_name(both) == "Surat_Spbe_Semua-daerah_2026_v2020_SEMENTARA.zip"


def test_whoever_counts_can_stop(both):
    def stop(done, total, label):
        raise KeyboardInterrupt

    made = []
    counted = Document("Surat", "", "Surat", "pdf", lambda source: made.append(source.label) or b"")
    with pytest.raises(KeyboardInterrupt):
        counted.produce(both, None, stop)
    assert made == ["Kab. Nganjuk"]


def test_a_document_speaks_of_one_state_of_the_store(open_room):
    room = open_room("locked_meanwhile", instrument=SPBE).table(NGANJUK, lambda node: 2.25)

    def build(source):
        before = source.period.status_word
        periods.lock_period(room.store, room.period.id, NGANJUK, Actor("Sari"), "berita acara")
        return f"{before} {replace(source).period.status_word}".encode()

    document, source = Document("Surat", "", "Surat", "pdf", build), room.source(NGANJUK)
    assert document.produce(source) == b"Sementara Sementara"
    assert source.period.status_word == "Terkunci"


@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_document_of_one_region_has_bytes_and_a_medium(both, key):
    one, document = both.each()[0], DOCUMENTS[key]
    assert len(document.produce(one)) > 100
    assert "/" in document.mime(one)
    assert document.file_name(one).endswith(document.suffix)
