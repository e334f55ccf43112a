"""Choices live in the address: they come back on reload, and what names nothing is said and replaced."""

import pytest
from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from ui.shared import filters

    region = filters.choose_option(
        filters.REGION, {"35.18": "Kab. Nganjuk", "35.14": "Kab. Pasuruan"}, default="35.14"
    )
    dimension = filters.choose_dimension({"GOV": "Smart Governance", "ECO": "Smart Economy"})
    nothing = filters.choose_option(filters.PERIOD, {})
    st.text(f"{region} {dimension} {nothing}")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(script, default_timeout=20)


def test_without_an_address_the_default_counts_and_enters_the_address(app):
    app.run()
    assert app.text[0].value == "35.14 None None"
    assert app.query_params["wilayah"] in ("35.14", ["35.14"])
    assert "dimensi" not in app.query_params


def test_what_the_address_says_counts(app):
    app.query_params["wilayah"] = "35.18"
    app.query_params["dimensi"] = "ECO"
    app.run()
    assert app.text[0].value == "35.18 ECO None"
    assert not app.warning


def test_a_choice_enters_the_address_and_all_leaves_it(app):
    app.run()
    app.selectbox[0].select("35.18").run()
    app.selectbox[1].select("GOV").run()
    assert app.text[0].value == "35.18 GOV None"
    assert app.query_params["dimensi"] in ("GOV", ["GOV"])
    app.selectbox[1].select("").run()
    assert app.text[0].value == "35.18 None None"
    assert "dimensi" not in app.query_params


@pytest.mark.parametrize("given", ["99.99", "`](javascript:alert(1))", "x" * 500])
def test_an_unknown_id_is_said_and_replaced(app, given):
    app.query_params["wilayah"] = given
    app.run()
    assert app.text[0].value == "35.14 None None"
    assert "tidak dikenal" in app.warning[0].value
    assert "Kab. Pasuruan" in app.warning[0].value
    app.run()
    assert not app.warning


def test_a_page_opened_from_the_menu_takes_over_the_last_choice(app):
    """The menu opens a page without the address's parameters."""
    app.run()
    app.selectbox[0].select("35.18").run()
    del app.query_params["wilayah"]
    app.run()
    assert app.text[0].value == "35.18 None None"
