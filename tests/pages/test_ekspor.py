"""Ekspor: one row per document, choices of slides, templates refused in words, a province as a ZIP."""

import io
import zipfile
from dataclasses import replace

import pytest

from reports.documents import DOCUMENTS
from tests.pages import words
from tests.pages.test_bandingan import said, visit


def button(app, key):
    return next(one for one in app.main.get("download_button") if one.key == key)


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_every_document_has_its_row_and_file_name(app, unexpected):
    visit(app, "keluaran/ekspor.py", wilayah="35.18")
    for key, document in DOCUMENTS.items():
        assert document.title in words.as_seen(said(app))
        assert button(app, f"unduh_{key}")
    assert "Paparan_Kesiapan_Kab-Nganjuk_2026-contoh_v0.9_SEMENTARA.pptx" in words.as_seen(said(app))
    assert unexpected == []


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_a_broken_template_is_refused_and_the_page_goes_on(app, unexpected):
    visit(app, "keluaran/ekspor.py", wilayah="35.18")
    app.file_uploader(key="templat").upload("logo.pptx", b"bukan presentasi").run()
    assert 'Templat "logo.pptx" tidak dapat dipakai' in app.error[0].value
    assert button(app, "unduh_paparan")
    assert unexpected == []


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_a_fault_in_one_document_of_a_zip_is_told_and_the_page_goes_on(app, unexpected, monkeypatch):
    def broken(source):
        raise ZeroDivisionError("rahasia")

    monkeypatch.setitem(DOCUMENTS, "profil", replace(DOCUMENTS["profil"], build=broken))
    visit(app, "keluaran/ekspor.py", wilayah="35.18", cakupan="Semua daerah")
    next(one for one in app.main.button if one.key == "siapkan_profil").click().run()
    assert "K-UJI" in app.error[0].value.replace("\\", "")
    assert "rahasia" not in said(app)
    assert [type(error) for error in unexpected] == [ZeroDivisionError]
    assert button(app, "unduh_skor_xlsx")


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_all_regions_come_as_a_zip_once_prepared(app, unexpected):
    visit(app, "keluaran/ekspor.py", wilayah="35.18")
    app.segmented_control(key="bagian_cakupan").set_value("Semua daerah").run()
    assert "5 daerah" in said(app)
    assert not [one for one in app.main.get("download_button") if one.key == "unduh_profil"]
    next(one for one in app.main.button if one.key == "siapkan_profil").click().run()
    assert button(app, "unduh_profil")
    made = app.session_state["zip_profil"][1]
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        assert len(bundle.namelist()) == 5
    assert unexpected == []
