"""Where data live is one setting, and a start that would leave the store behind is refused."""

import pytest

from storage import StoreError, location, open_store


@pytest.fixture
def home(monkeypatch, tmp_path):
    """The project's own data folder with a database in it, and no setting."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("SIAP_VAR", raising=False)
    monkeypatch.setattr(location, "HOME", tmp_path / "var")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "siapcerdas.db").touch()
    return tmp_path / "var"


@pytest.fixture
def away(home, monkeypatch, tmp_path):
    """Another folder, named by SIAP_VAR; it is not made yet."""
    monkeypatch.setenv("SIAP_VAR", str(tmp_path / "lain"))
    return tmp_path / "lain"


def test_without_a_setting_all_lies_in_var(home):
    assert location.find_data_folder() == home
    assert location.find_store_address() == f"sqlite:///{home.as_posix()}/siapcerdas.db"


def test_siap_var_moves_the_database_too(home, away):
    (home / "siapcerdas.db").unlink()
    open_store().dispose()
    assert (away / "siapcerdas.db").stat().st_size > 0
    assert location.find_data_folder() == away


def test_a_relative_folder_lies_in_the_project(home, monkeypatch):
    monkeypatch.setenv("SIAP_VAR", "var/lain")
    monkeypatch.setattr(location, "ROOT", home.parent)
    assert location.find_data_folder() == home / "lain"


def test_a_store_left_behind_is_refused_in_a_sentence_that_names_both(home, away):
    with pytest.raises(StoreError) as refusal:
        open_store()
    for named in (away, home / "siapcerdas.db", f"DATABASE_URL=sqlite:///{away.as_posix()}/siapcerdas.db"):
        assert str(named) in str(refusal.value)
    assert not (away / "siapcerdas.db").exists()


def test_a_folder_with_a_database_of_its_own_is_another_store(home, away):
    away.mkdir()
    (away / "siapcerdas.db").touch()
    open_store().dispose()
    assert (home / "siapcerdas.db").stat().st_size == 0


def test_database_url_still_wins(home, away, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{away.as_posix()}/kosong.db")
    open_store().dispose()
    assert (away / "kosong.db").is_file()
