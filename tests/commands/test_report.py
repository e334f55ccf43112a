"""Documents from files alone or from the app's own store."""

import zipfile

import pytest

import cli
from tests.commands.running import refused
from tests.workflow.published_tables import DENPASAR


def reported(source, out, *more):
    given = ("--instrument", source.instrument, "--period", "2021", "--out", str(out), *more)
    return cli.main(["report", str(source.path), *given])


def test_a_document_comes_from_files_alone(tmp_path, capsys):
    assert reported(DENPASAR, tmp_path / "profil.pdf") == 0
    assert (tmp_path / "profil.pdf").read_bytes().startswith(b"%PDF")
    assert reported(DENPASAR, tmp_path / "paparan.pptx") == 0
    assert "Paparan dua hari 1 daerah" in capsys.readouterr().err
    with zipfile.ZipFile(tmp_path / "paparan.pptx") as package:
        assert "ppt/presentation.xml" in package.namelist()


def test_several_regions_become_a_zip_with_one_document_each(tmp_path, capsys):
    domains = "Kebijakan Internal SPBE;Tata Kelola SPBE;Manajemen SPBE;Layanan SPBE"
    rows = f"Kabupaten/Kota;{domains}\nKota Denpasar;3;3;3;3\nKabupaten Badung;2;2;2;2\n"
    (tmp_path / "spbe.csv").write_text(rows, encoding="utf-8")
    given = ["report", str(tmp_path / "spbe.csv"), "--instrument", "spbe", "--period", "2026"]
    assert cli.main([*given, "--out", str(tmp_path / "profil.pdf")]) == 2
    assert "--region" in capsys.readouterr().err
    assert cli.main([*given, "--document", "profil", "--out", str(tmp_path / "profil.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "profil.zip") as bundle:
        assert sorted(name.split("_")[2] for name in bundle.namelist()) == ["Kab-Badung", "Kota-Denpasar"]


def test_a_document_of_the_apps_own_store(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    out = tmp_path / "profil.pdf"
    assert "Belum ada data pada periode 2026" in refused(capsys, "report", "--period", "2026", "--out", out)
    assert not out.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--out", "x.zip"), "paparan"),
        (("--document", "puisi", "--out", "x.pdf"), "puisi"),
        (("--document", "profil", "--out", "x.docx"), ".pdf"),
        (("--out", "x.txt"), ".pptx"),
    ],
)
def test_a_document_that_cannot_be_written_is_told(tmp_path, monkeypatch, capsys, given, says):
    monkeypatch.chdir(tmp_path)
    assert says in refused(capsys, "report", "--period", "2026", *given)
    assert not list(tmp_path.iterdir())
