"""The sample on one click: loaded with progress, its spoilt files left waiting as on a real upload."""

import streamlit as st
from sqlalchemy import Engine

from storage import StoreError
from ui import filters, inbox
from ui.view import region_label
from workflow.outcome import Place, Received
from workflow.sample import load as sample

LABEL = "Muat data contoh (sintetis)"


def button(engine: Engine, *, primary: bool = False) -> None:
    """The button that loads the sample; where it is loaded already, one to look at it."""
    if st.button(LABEL, type="primary" if primary else "secondary", icon=":material/science:"):
        _load(engine)


def _load(engine: Engine) -> None:
    bar = st.progress(0.0, "Menyiapkan data contoh: lima kabupaten")

    def progress(done: int, total: int, region: str) -> None:
        bar.progress(done / total, f"{done} dari {total} kabupaten: {region_label(region)}")

    try:
        received = sample.load(engine, progress)
    except StoreError as error:
        st.error(f"Data contoh tidak dapat dimuat. {error}")
        return
    _look_at(engine, received)
    st.rerun()


def _look_at(engine: Engine, received: dict[str, Received]) -> None:
    """Turn the filters to the sample, with what could not be stored waiting on Unggah survei."""
    scope = sample.scope(engine)
    if scope is None:
        return
    for region, found in received.items():
        if found.waiting or found.having("refused"):
            box = inbox.Inbox(found.waiting, found.having("confirm") + found.having("refused"))
            inbox.put(Place(scope, region, ""), box)
    filters.keep(filters.REGION, next(iter(received)))
    filters.keep(filters.PERIOD, str(scope.period_id))
    filters.keep(filters.INSTRUMENT, str(scope.instrument_id))
