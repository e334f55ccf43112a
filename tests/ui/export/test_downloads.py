"""A document that cannot be made says why in Indonesian: a refusal by its words, a fault by its reference."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import app_session
from streamlit.runtime.media_file_storage import MediaFileStorageError

from reports.errors import DocumentError
from storage import StoreError
from ui.export import downloads
from workflow import error_log


class Manager:
    """Makes a document as Streamlit's media manager does: what it raises comes wrapped."""

    def __init__(self, document):
        self.document = document

    def execute_deferred(self, file_id):
        try:
            return self.document()
        except Exception as error:
            raise MediaFileStorageError(f"Callable execution failed: {error}") from error


def answered(document):
    request = BackendOperationRequest(request_id="7")
    request.deferred_file.file_id = "abc"
    return asyncio.run(downloads.DownloadHandler(lambda: Manager(document)).handle(request, "sesi"))


def failing(error):
    def document():
        raise error

    return document


@pytest.fixture(autouse=True)
def log(monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))


def test_a_document_that_is_made_gives_its_address():
    answer = answered(lambda: "/media/berkas.pptx")
    assert (answer.request_id, answer.deferred_file.url, answer.error_msg) == ("7", "/media/berkas.pptx", "")


def test_an_unexpected_fault_gives_a_reference_that_the_log_explains():
    told = answered(failing(ValueError("rahasia"))).error_msg
    reference = told.partition("rujukan ")[2].split()[0]
    assert "tidak dapat dibuat" in told
    assert "rahasia" not in told
    log = error_log.error_log_file().read_text(encoding="utf-8")
    assert reference in log
    assert "ValueError: rahasia" in log


@pytest.mark.parametrize(
    "refusal", [DocumentError("Tidak ada salindia yang dipilih."), StoreError("Penyimpanan sedang dipakai.")]
)
def test_a_refusal_is_told_in_its_own_words_and_is_no_fault(refusal):
    assert answered(failing(refusal)).error_msg == str(refusal)
    assert not error_log.error_log_file().exists()


def test_sessions_answer_through_it(monkeypatch):
    monkeypatch.setattr(app_session, "DeferredFileHandler", app_session.DeferredFileHandler)
    downloads.explain_failed_downloads()
    assert app_session.DeferredFileHandler is downloads.DownloadHandler
