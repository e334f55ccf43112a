"""Cadangan as an official uses it: a copy now, taken along; old ones go with the files that were erased."""

import zipfile
from pathlib import Path

import pytest

import storage
from storage import audit
from storage.backup import shelf
from storage.upload import batches
from storage.values import Actor
from tests.pages import stores
from ui.shared import store as shared_store
from ui.shared.markdown import escape_markdown
from workflow import audit_trail

PAGE = "pages/pengaturan/cadangan.py"
PRIVATE = "pages/pengaturan/data_pribadi.py"
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


def copies(store: Path):
    return shelf.list_copies(store.parent / "cadangan")


def press(app, label: str) -> None:
    next(button for button in app.button if button.label.startswith(label)).click().run()


def told(app) -> str:
    return " ".join(text.value for text in (*app.success, *app.warning, *app.error, *app.markdown))


@seeded
def test_a_copy_is_made_listed_and_offered_for_download(app, unexpected, store):
    app.switch_page(PAGE).run()
    assert "Belum ada salinan" in told(app)
    press(app, "Buat salinan sekarang")
    assert unexpected == []
    (copy,) = copies(store)
    assert escape_markdown(copy.path.name) in told(app)
    assert "memuat semua yang tersimpan" in told(app)
    assert zipfile.ZipFile(copy.path).testzip() is None
    assert [button.label for button in app.get("download_button")]
    assert len(app.dataframe) == 1


@seeded
def test_a_change_after_the_copy_is_told(app, unexpected, store):
    app.switch_page(PAGE).run()
    press(app, "Buat salinan sekarang")
    engine = storage.open_store(stores.address(store))
    audit.record_change(engine, Actor("Sari"), "target.set", "target")
    engine.dispose()
    app.run()
    assert "belum disalin" in told(app)


@seeded
def test_the_daily_copy_that_failed_is_told_with_its_reason(app, unexpected, monkeypatch):
    monkeypatch.setattr(shared_store.DAILY, "refused", "ruang disk penuh.")
    app.switch_page(PAGE).run()
    assert "Salinan harian terakhir gagal dibuat: ruang disk penuh" in told(app)


@seeded
def test_copies_that_hold_an_erased_file_are_named_and_replaced(app, unexpected, store):
    app.session_state["nama_pelaku"] = "Sari"
    app.switch_page(PAGE).run()
    press(app, "Buat salinan sekarang")
    (old,) = copies(store)
    app.query_params["data"] = "berkas"
    app.switch_page(PRIVATE).run()
    assert "masih memuat isi berkas" not in told(app)
    engine = storage.open_store(stores.address(store))
    files = batches.list_kept_files(engine)
    audit_trail.purge_files(engine, [int(files["upload_id"].iloc[0])], Actor("Sari"))
    app.run()
    assert "1 salinan cadangan di komputer ini masih memuat isi berkas" in told(app)
    assert escape_markdown(old.path.name) in told(app)
    press(app, "Buat salinan baru")
    assert unexpected == []
    (new,) = copies(store)
    assert new.path != old.path or new.facts.sha256 != old.facts.sha256
    assert files["sha256"].iloc[0] not in new.facts.files
    assert "masih memuat isi berkas" not in told(app)
    trail = audit.list_audit_entries(engine, limit=1).iloc[0]
    engine.dispose()
    assert (trail["action"], trail["actor"]) == ("copy.remove", "Sari")
    assert old.path.name in trail["old"]


@seeded
def test_without_a_name_no_copy_is_removed(app, unexpected, store, monkeypatch):
    app.switch_page(PAGE).run()
    press(app, "Buat salinan sekarang")
    engine = storage.open_store(stores.address(store))
    audit_trail.purge_files(
        engine, [int(batches.list_kept_files(engine)["upload_id"].iloc[0])], Actor("Sari")
    )
    engine.dispose()
    app.query_params["data"] = "berkas"
    app.switch_page(PRIVATE).run()
    press(app, "Buat salinan baru")
    assert len(copies(store)) == 1
    assert "Nama Anda" in told(app)


@seeded
def test_a_file_taken_away_is_told_above_every_page_and_can_still_be_copied(app, unexpected, store):
    app.switch_page(PAGE).run()
    for side in ("", "-wal", "-shm"):
        Path(f"{store}{side}").unlink(missing_ok=True)
    app.switch_page("pages/mulai/beranda.py").run()
    assert any("dipindahkan, diganti, atau dihapus" in box.value for box in app.error)
    app.switch_page(PAGE).run()
    press(app, "Buat salinan sekarang")
    assert unexpected == []
    assert len(copies(store)) == 1
    assert not store.exists()


@seeded
def test_a_damaged_copy_in_the_folder_is_named(app, unexpected, store):
    folder = store.parent / "cadangan"
    folder.mkdir()
    (folder / "rusak.zip").write_bytes(b"bukan zip")
    app.switch_page(PAGE).run()
    assert unexpected == []
    assert any("bukan salinan cadangan" in box.value for box in app.warning)
