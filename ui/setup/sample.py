"""The sample on one click: loaded with progress, its spoilt files left waiting as on a real upload."""

import streamlit as st
from sqlalchemy import Engine

from storage import StoreError
from storage.values import Actor
from ui.shared import filters
from ui.shared.markdown import escape_markdown
from ui.shared.selection import region_label
from ui.upload import pending_files
from workflow.sample import load as sample
from workflow.upload.outcome import UploadOutcome, UploadTarget

LABEL = "Muat data contoh (sintetis)"


def show_sample_button(engine: Engine, *, primary: bool = False) -> None:
    """The button that loads the sample; where it is loaded already, one to look at it."""
    if st.button(LABEL, type="primary" if primary else "secondary", icon=":material/science:"):
        _load(engine)


def _load(engine: Engine) -> None:
    bar = st.progress(0.0, "Menyiapkan data contoh: lima kabupaten")

    def progress(done: int, total: int, region: str) -> None:
        bar.progress(done / total, f"{done} dari {total} kabupaten: {region_label(region)}")

    try:
        received = sample.load_sample(engine, progress)
    except StoreError as error:
        st.error(f"Data contoh tidak dapat dimuat. {escape_markdown(error)}")
        return
    _look_at(engine, received)
    st.rerun()


def _look_at(engine: Engine, received: dict[str, UploadOutcome]) -> None:
    """Turn the filters to the sample, with what could not be stored waiting on Unggah survei."""
    scope = sample.find_sample_scope(engine)
    if scope is None:
        return
    for region, found in received.items():
        if found.waiting or found.having("refused"):
            box = pending_files.PendingFiles(found.unstored)
            pending_files.keep_pending_files(UploadTarget(scope, region, Actor("")), box)
    filters.keep_choice(filters.REGION, next(iter(received)))
    filters.keep_choice(filters.PERIOD, str(scope.period_id))
    filters.keep_choice(filters.INSTRUMENT, str(scope.instrument_id))
