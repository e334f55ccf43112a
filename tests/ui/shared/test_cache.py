"""Results are remembered by what they rest on, and by nothing else."""

import time
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from storage import location
from ui.shared import cache


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(location, "HOME", tmp_path)


def test_the_same_key_computes_once_and_another_revision_anew():
    calls: list[str] = []

    def at(revision: str) -> object:
        return cache.remember_result("uji", (1, revision), lambda: calls.append(revision) or object())

    assert at("a") is at("a")
    assert at("a") is not at("b")
    assert calls == ["a", "b"]


def test_visitors_who_ask_at_once_wait_for_one_computation():
    calls: list[int] = []

    def slow() -> object:
        calls.append(1)
        time.sleep(0.1)
        return object()

    with ThreadPoolExecutor(8) as visitors:
        results = list(visitors.map(lambda _: cache.remember_result("uji", ("bersama",), slow), range(8)))
    assert len(calls) == 1
    assert len({id(result) for result in results}) == 1


def test_what_failed_is_tried_again():
    def broken() -> object:
        raise ValueError("rusak")

    with pytest.raises(ValueError, match="rusak"):
        cache.remember_result("uji", ("gagal",), broken)
    assert cache.remember_result("uji", ("gagal",), lambda: "pulih") == "pulih"


def test_keys_of_different_kinds_never_share_a_result():
    found = [cache.remember_result("uji", (key,), object) for key in (1, True, 1.0, "1", None)]
    assert len({id(each) for each in found}) == 5


def test_two_stores_never_share_a_result(monkeypatch, tmp_path):
    results = [cache.remember_result("uji", ("r",), object)]
    monkeypatch.setenv("SIAP_VAR", str(tmp_path / "lain"))
    results.append(cache.remember_result("uji", ("r",), object))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    results.append(cache.remember_result("uji", ("r",), object))
    assert len({id(each) for each in results}) == 3


def test_a_frame_is_refused_as_a_key():
    """Streamlit would hash a sample of it, and a changed answer outside the sample would show old scores."""
    with pytest.raises(TypeError, match="DataFrame"):
        cache.remember_result("uji", (pd.DataFrame(),), object)  # type: ignore[arg-type]


def test_what_was_shown_is_shown_again_without_being_made_and_anew_for_another_key():
    def script() -> None:
        import streamlit as st

        from ui.shared import cache

        made = st.session_state.setdefault("made", [])

        def show() -> None:
            made.append(1)
            st.dataframe({"angka": [len(made)]}, alt="angka")

        with st.container():
            cache.replay_output("uji", (st.session_state.get("revisi", 1),), show)

    app = AppTest.from_function(script).run().run()
    assert app.dataframe[0].value["angka"].tolist() == [1]
    assert len(app.session_state["made"]) == 1
    app.session_state["revisi"] = 2
    app.run()
    assert app.dataframe[0].value["angka"].tolist() == [2]
    assert not app.exception
