"""Results are remembered by what they rest on, and by nothing else."""

import pandas as pd
import pytest

from ui import cache


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/store.db")


def test_the_same_key_computes_once_and_another_revision_anew():
    calls: list[str] = []

    def at(revision: str) -> object:
        return cache.remember("uji", (1, revision), lambda: calls.append(revision) or object())

    assert at("a") is at("a")
    assert at("a") is not at("b")
    assert calls == ["a", "b"]


def test_two_stores_never_share_a_result(monkeypatch, tmp_path):
    first = cache.remember("uji", ("r",), object)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    assert cache.remember("uji", ("r",), object) is not first


def test_a_frame_is_refused_as_a_key():
    """Streamlit would hash a sample of it, and a changed answer outside the sample would show old scores."""
    with pytest.raises(TypeError, match="DataFrame"):
        cache.remember("uji", (pd.DataFrame(),), object)  # type: ignore[arg-type]
