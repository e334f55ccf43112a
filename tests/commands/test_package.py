"""Packages between two stores, and the stores that are refused."""

import shutil

import cli
from tests.commands.running import refused


def test_a_package_goes_from_one_store_to_another(seeded_store, tmp_path, monkeypatch, capsys):
    """pack in one store, bring into a clean one, and again: the second time nothing is left to do."""
    import storage
    from storage.setup import rosters
    from tests.pages import stores

    shutil.copy(seeded_store, tmp_path / "home.db")
    monkeypatch.setenv("DATABASE_URL", stores.address(tmp_path / "home.db"))
    out = tmp_path / "paket.zip"
    assert cli.main(["pack", "--region", "35.18", "--out", str(out)]) == 0
    monkeypatch.setenv("DATABASE_URL", stores.address(tmp_path / "away.db"))
    assert cli.main(["bring", str(out), "--actor", "Provinsi"]) == 0
    assert "1 kabupaten/kota dimuat" in capsys.readouterr().err
    away = storage.open_store()
    assert len(rosters.read_roster(away, "35.18"))
    assert rosters.read_roster(away, "35.23").empty
    assert cli.main(["bring", str(out), "--actor", "Provinsi"]) == 0
    assert "0 kabupaten/kota dimuat" in capsys.readouterr().err


def test_packing_nothing_and_bringing_no_package_are_refused_in_indonesian(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    assert "kosong" in refused(capsys, "pack", "--out", tmp_path / "paket.zip")
    assert "Tidak ada data" in refused(capsys, "pack", "--region", "99.99", "--out", tmp_path / "paket.zip")
    (tmp_path / "lain.zip").write_bytes(b"bukan zip")
    assert cli.main(["bring", str(tmp_path / "lain.zip"), "--actor", "X"]) == 1
    assert "bukan paket" in capsys.readouterr().err


def test_a_store_left_behind_is_refused_before_any_other_is_made(tmp_path, monkeypatch, capsys):
    from storage import location

    home, away = tmp_path / "var", tmp_path / "lain"
    home.mkdir()
    (home / "siapcerdas.db").touch()
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("SIAP_VAR", str(away))
    monkeypatch.setattr(location, "HOME", home)
    for given in (("pack", "--out", "x.zip"), ("report", "--period", "2026", "--out", tmp_path / "x.pdf")):
        said = refused(capsys, *given)
        assert str(home / "siapcerdas.db") in said
        assert str(away) in said
    assert not away.exists()
