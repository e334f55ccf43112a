"""Paket proyek, as two computers use it."""

import io
import zipfile

import pytest

import storage
from storage.results import state
from storage.setup import periods, rosters, targets
from storage.values import Actor
from tests.pages import stores, words
from workflow.package.archive import write_package
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.package.locked_periods import (
    list_locked_places,
    list_places_locked_here,
    tell_copies_left_behind,
)
from workflow.sample.load import find_sample_scope


def opened(file):
    return storage.open_store(stores.address(file))


def visit(app):
    return app.switch_page("pages/keluaran/paket.py").run()


def offer(app, *packages):
    """Upload these files."""
    app.file_uploader[0].set_value(
        [(f"{n}.zip", content, "application/zip") for n, content in enumerate(packages)]
    )
    return app.run()


def press(app, label):
    return next(button for button in app.button if button.label == label).click().run()


def said(app):
    return " ".join(text for text in words.texts(app) if isinstance(text, str))


@pytest.fixture
def package(seeded_store):
    store = opened(seeded_store)
    content = write_package(gather_package(store, ["35.18"]))
    store.dispose()
    return content


def signed(app):
    """The visitor has typed a name."""
    next(field for field in app.text_input if field.label == "Nama Anda").set_value("Provinsi").run()
    return app


def test_an_empty_computer_takes_a_package(app, store, package, unexpected):
    offer(signed(visit(app)), package)
    assert "Baru" in app.dataframe[0].value["Keadaan"].tolist()
    assert "Jejak audit menurut paket: umum/" in said(app)
    press(app, "Muat paket")
    assert unexpected == []
    assert "Dimuat: Kab. Nganjuk" in said(app)
    assert state.list_known_regions(opened(store)) == ["35.18"]


def test_a_load_is_listed_and_undone(app, store, package, unexpected):
    offer(signed(visit(app)), package)
    press(app, "Muat paket")
    assert app.dataframe[-1].value["Dimuat oleh"].tolist() == ["Provinsi"]
    press(app, "Batalkan pemuatan ini")
    assert any("Yang ditarik kembali" in one.value for one in app.markdown)
    assert state.list_known_regions(opened(store)) != []
    press(app, "Ya, batalkan pemuatan")
    assert unexpected == []
    assert "dibatalkan" in said(app)
    assert not [one for one in app.button if one.label == "Batalkan pemuatan ini"]
    assert rosters.read_roster(opened(store), "35.18").empty


def test_without_a_name_nothing_is_taken(app, store, package):
    offer(visit(app), package)
    press(app, "Muat paket")
    assert "Isi **Nama Anda**" in said(app)
    assert state.list_known_regions(opened(store)) == []


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_what_is_here_already_is_said(app, package):
    offer(visit(app), package)
    assert "Sudah sama" in app.dataframe[0].value["Keadaan"].tolist()
    assert "Semua isi paket sudah ada" in said(app)


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_a_difference_is_shown_and_settled(app, store, package, unexpected):
    targets.save_target(opened(store), "35.18", "GOV", 2027, 3.5, by=Actor("Sini"))
    other = opened(store.parent / "lain.db")
    store_package(other, gather_package(opened(store), ["35.18"]), Actor("Sana"))
    targets.save_target(other, "35.18", "GOV", 2027, 4.0, by=Actor("Sana"))
    offer(signed(visit(app)), write_package(gather_package(other, ["35.18"])))
    assert "Berbeda, perlu dipilih" in app.dataframe[0].value["Keadaan"].tolist()
    conflict = app.dataframe[1].value.iloc[0]
    assert (conflict["Di komputer ini"], conflict["Di paket"]) == ("3,5", "4")
    app.multiselect(key="paket_pakai").set_value(["35.18"]).run()
    press(app, "Muat paket")
    assert unexpected == []
    assert targets.list_targets(opened(store), "35.18")["value"].tolist() == [4.0]


def test_a_file_that_is_no_package_is_refused_in_words(app, package, unexpected):
    offer(visit(app), b"bukan paket", package[:-400])
    assert unexpected == []
    assert len([error for error in app.error if "tidak dapat dimuat" in error.value]) == 2


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_the_package_for_download_is_named_after_its_region(app, store):
    app.query_params["wilayah"] = "35.18"
    visit(app)
    assert "Paket_Kab-Nganjuk_" in words.as_seen(said(app))
    assert len(rosters.read_roster(opened(store), "35.18"))


def test_a_locked_period_s_copy_stays_behind_and_both_sides_are_told(app, seeded_store, store, tmp_path):
    """Where the package is made, in its own text and where it is read: by one sentence."""
    file = tmp_path / "asal.db"
    file.write_bytes(seeded_store.read_bytes())
    origin = opened(file)
    assert list_places_locked_here(origin, ["35.18"]) == []
    open_package = gather_package(origin, ["35.18"])
    assert list_locked_places(open_package.regions) == []
    period = find_sample_scope(origin).period_id
    periods.lock_period(origin, period, "35.18", Actor("Sari"), "berita acara rapat")
    (place,) = list_places_locked_here(origin, ["35.18"])
    content = write_package(gather_package(origin, ["35.18"]))
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        readme = members.read("BACA_DULU.txt").decode()
    wanted = tell_copies_left_behind([place])
    assert wanted in readme
    offer(signed(visit(app)), content)
    assert f"Periode {place[0]} Kab. Nganjuk sudah dikunci" in said(app)
    offer(app, write_package(open_package))
    assert "sudah dikunci" not in said(app)
