"""The choice above every page of results, over stores in every state."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import stores
from ui.shared import format


def script() -> None:
    import streamlit as st

    from ui.shared import page
    from ui.shared.selection import choose_selection

    page.show_page_header("Uji")
    chosen = choose_selection()
    if chosen is not None:
        page.show_page_status(chosen.status())
        st.text(f"{chosen.region_label}|{chosen.period.label}|{chosen.instrument.key}|{chosen.scored}")


@pytest.fixture
def app(store, unexpected, monkeypatch) -> AppTest:
    monkeypatch.setattr("streamlit.page_link", lambda *_, **__: None)  # there is no menu around this script
    return AppTest.from_function(script, default_timeout=60)


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_the_address_chooses_region_period_and_instrument(app):
    app.query_params["wilayah"] = "35.23"
    app.run()
    label, period, instrument, scored = app.text[0].value.split("|")
    assert (label, scored) == ("Kab. Tuban", "True")
    assert period
    assert instrument.startswith("kesiapan@")


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_the_status_says_sample_provisional_and_what_the_values_rest_on(app):
    line = " ".join(one.value for one in app.run().markdown)
    assert "Data contoh (sintetis)" in line
    assert "Sementara" in line
    assert "jawaban OPD" in line
    assert f"Per {format.format_date(format.local_day(datetime.now(UTC)))}" in line


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_every_region_of_the_sample_can_be_chosen_once(app):
    options = app.run().selectbox(key="pilih_wilayah").options
    assert options == ["Kab. Semarang", "Kab. Pasuruan", "Kab. Nganjuk", "Kab. Tuban", "Kab. Pamekasan"]


def test_an_empty_store_says_what_to_do_first(app):
    app.run()
    assert not app.text
    assert "Unggah berkas survei" in "".join(text.value for text in app.markdown)


@pytest.mark.parametrize("store", stores.STATES, indirect=True)
def test_no_state_of_the_store_breaks_the_choice(app, unexpected):
    app.run()
    assert unexpected == []
    assert not app.exception
