"""Documents made when their button is pressed: one that fails is told in Indonesian, with a reference."""

import asyncio

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from ui.shared import errors


class DownloadHandler(DeferredFileHandler):
    """Answers with our own words where Streamlit's handler has one English sentence for every failure."""

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """The address of the file, or why there is none."""
        try:
            url = await asyncio.to_thread(
                self._get_media_file_mgr().execute_deferred, request.deferred_file.file_id
            )
        except Exception as error:
            # The manager wraps what the document raised.
            told = errors.failed_document_text(error.__cause__ or error)
            return BackendOperationResponse(request_id=request.request_id, error_msg=told)
        made = DeferredFileResponsePayload(url=url)
        return BackendOperationResponse(request_id=request.request_id, deferred_file=made)


def explain_failed_downloads() -> None:
    """Have new sessions answer through `DownloadHandler`.

    The handler's place is private, so tests/e2e presses the button of a document that fails.
    """
    app_session.DeferredFileHandler = DownloadHandler  # type: ignore[misc]
