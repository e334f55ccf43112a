"""Perbandingan, Ekspor, Instrumen, Metodologi and Tentang data pribadi, as a visitor uses them."""

import json
from datetime import date

import pytest

import storage
from reference import instruments
from storage import audit
from storage.setup import periods
from storage.upload import batches
from storage.values import Actor
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from tests.pages import stores, words
from tests.pages.conftest import ROOT
from workflow.instrument_edits import instrument_workbook
from workflow.setup import setup
from workflow.upload import read_files, to_store
from workflow.upload.outcome import UploadTarget

CORPUS = ROOT / "tests" / "corpus" / "indonesia"


def opened(file):
    return storage.open_store(stores.address(file))


def keep_table(file, name, instrument_id, year):
    """A ministry's table, stored as the upload page stores it; returns the address of its scope."""
    engine, instrument = opened(file), instruments.load_instrument(instrument_id)
    scope = setup.open_scope(engine, setup.ensure_yearly_period(engine, year, Actor("Siti")), instrument)
    files = read_files.gather_files([CORPUS / name])
    readings = read_batch(files, ReadingContext(instrument))
    to_store.store_readings(engine, UploadTarget(scope, "", Actor("Siti")), readings)
    engine.dispose()
    return {"periode": str(scope.period_id), "instrumen": str(scope.instrument_id)}


def visit(app, page, **address):
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(f"pages/{page}").run()


def said(app):
    return " ".join(text for text in words.texts(app) if isinstance(text, str))


# 33.22, 35.14, 35.18, 35.23, 35.28
IN_CODE_ORDER = ["Kab. Semarang", "Kab. Pasuruan", "Kab. Nganjuk", "Kab. Tuban", "Kab. Pamekasan"]


def by_rank(app, heading="Peringkat"):
    return next(frame.value for frame in app.dataframe if heading in frame.value.columns)


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
@pytest.mark.parametrize("page", ["perbandingan", "kekokohan"])
def test_the_kabupaten_in_view_is_pointed_out(app, unexpected, page):
    visit(app, f"analisis/{page}.py", wilayah="35.18")
    assert unexpected == []
    (chart,) = app.main.get("plotly_chart")
    notes = json.loads(chart.proto.spec)["layout"]["annotations"]
    weights = {note["text"]: note["font"]["weight"] for note in notes if note["text"].startswith("Kab.")}
    assert [name for name, weight in weights.items() if weight > 400] == ["Kab. Nganjuk"]
    if page == "perbandingan":
        assert app.button_group(key="telusur_dari_sini").options


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_five_kabupaten_stand_with_places_and_opd(app, unexpected):
    visit(app, "analisis/perbandingan.py", wilayah="35.18")
    assert unexpected == []
    table = by_rank(app)
    assert table["Daerah"].tolist()[0] == "Kab. Semarang"
    assert len(table) == 5
    assert sorted(table["Peringkat"].dropna()) == [1, 2, 3, 4]
    assert list(table["Daerah"]) == IN_CODE_ORDER
    assert table.set_index("Daerah").loc["Kab. Pamekasan", "Klasifikasi"] == "Belum dapat ditentukan"
    assert "Data contoh (sintetis)" in said(app)
    assert "klasifikasi internal, bukan predikat kementerian" in said(app)


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_regions_stand_by_code_until_the_index_is_asked_for_which_is_no_official_rank(app, unexpected):
    visit(app, "analisis/perbandingan.py", wilayah="35.18")
    assert "diurutkan dari indeks" not in said(app)
    app.button_group(key="bagian_urut-daerah").set_value("indeks").run()
    assert unexpected == []
    assert by_rank(app)["Peringkat"].dropna().tolist() == [1, 2, 3, 4]
    assert "diurutkan dari indeks tertinggi (bukan peringkat resmi)" in words.as_seen(said(app))


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_filters_narrow_and_an_empty_choice_says_what_to_do(app):
    visit(app, "analisis/perbandingan.py", provinsi="33")
    assert by_rank(app)["Daerah"].tolist() == ["Kab. Semarang"]
    visit(app, "analisis/perbandingan.py", provinsi="33", jenis="Kota")
    assert "Tidak ada daerah yang cocok" in said(app)


def test_ninety_areas_with_two_weight_sets_are_ranked_apart_and_said_so(app, store, unexpected):
    visit(app, "analisis/perbandingan.py", **keep_table(store, "kominfo_2023_rekap.xlsx", "kominfo", 2023))
    assert unexpected == []
    table = by_rank(app)
    assert len(table) == 90
    assert table.groupby("Himpunan bobot")["Peringkat"].min().tolist() == [1, 1]
    assert "peringkat dihitung terpisah" in said(app)
    assert "tanpa jawaban OPD" in said(app)
    figures = by_rank(app, "Kesimpulan")
    assert set(figures["Kesimpulan"]) == {"sama"}


def test_spbe_keeps_its_own_predicates_and_says_what_rounding_explains(app, store, unexpected):
    address = keep_table(store, "spbe_2024_domain_index_412.csv", "spbe", 2024)
    visit(app, "analisis/perbandingan.py", **address)
    assert unexpected == []
    assert len(by_rank(app)) == 256
    assert "klasifikasi internal" not in said(app)
    assert set(by_rank(app, "Kesimpulan")["Kesimpulan"]) == {"sama", "selisih pembulatan"}


def test_a_choice_without_scores_links_to_those_that_have_some(app, store):
    address = keep_table(store, "spbe_2021_kota_denpasar.xlsx", "spbe", 2021)
    periods.add_period(opened(store), "2030", date(2030, 1, 1), date(2030, 12, 31), Actor("Siti"))
    visit(app, "analisis/perbandingan.py", periode="2", instrumen=address["instrumen"])
    assert "Belum ada daerah yang dinilai pada periode 2030" in said(app)
    links = [link.label for link in app.main.get("page_link")]
    assert links[1:] == ["Periode 2021, spbe 2020: 1 daerah"]  # the first, in the head line, is Kepastian


def open_documents(app, region):
    visit(app, "keluaran/ekspor.py", wilayah=region)
    app.button_group(key="bagian_ekspor").set_value("dokumen").run()


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_locking_makes_files_final_and_unlocking_needs_a_reason(app, store, unexpected):
    visit(app, "keluaran/ekspor.py", wilayah="35.18")
    assert "SEMENTARA" in said(app)
    app.button_group(key="bagian_ekspor").set_value("kunci").run()
    app.sidebar.text_input[0].set_value("Siti").run()
    app.main.text_input[0].set_value("berita acara")
    press(app, "Kunci periode Kab. Nganjuk")
    assert "1 dari 4 daerah terkunci" in said(app)
    open_documents(app, "35.18")
    assert "TERKUNCI" in said(app)
    assert "SEMENTARA" not in said(app)
    open_documents(app, "35.23")
    assert "SEMENTARA" in said(app)
    visit(app, "keluaran/ekspor.py", wilayah="35.18")
    app.button_group(key="bagian_ekspor").set_value("kunci").run()
    press(app, "Buka kunci periode Kab. Nganjuk")
    assert "Alasan membuka kunci periode wajib diisi." in [error.value for error in app.error]
    app.main.text_input[0].set_value("salah kunci")
    press(app, "Buka kunci periode Kab. Nganjuk")
    open_documents(app, "35.18")
    assert "SEMENTARA" in said(app)
    trail = audit.list_audit_entries(opened(store))
    assert trail["action"].tolist()[:2] == ["period.unlock", "period.lock"]
    assert trail["reason"].tolist()[:2] == ["salah kunci", "berita acara"]
    assert set(trail["actor"].tolist()[:2]) == {"Siti"}
    assert unexpected == []


def press(app, label):
    next(button for button in app.main.button if button.label == label).click().run()


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_nothing_is_locked_without_a_name(app, store):
    visit(app, "keluaran/ekspor.py", wilayah="35.18", ekspor="kunci")
    press(app, "Kunci periode Kab. Nganjuk")
    assert "Nama Anda" in said(app)
    assert periods.list_locked_regions(opened(store), 1) == {}


def test_an_edited_instrument_with_faults_shows_every_row(app, unexpected):
    visit(app, "pengaturan/instrumen.py", lembar="muat")
    app.file_uploader[0].upload("ahli.xlsx", b"bukan buku kerja").run()
    assert "masalah" in said(app)
    assert unexpected == []


def test_a_loaded_instrument_shows_differences_and_waits_for_a_period(app, unexpected):
    visit(app, "pengaturan/instrumen.py", naskah="spbe@2020", lembar="muat")
    app.file_uploader[0].upload("spbe.xlsx", instrument_workbook(instruments.load_instrument("spbe"))).run()
    assert "sama" in said(app)
    assert "Belum ada periode yang terbuka" in said(app)
    assert unexpected == []


def test_a_loaded_instrument_waits_while_another_part_is_read_until_it_is_put_away(app, unexpected):
    visit(app, "pengaturan/instrumen.py", naskah="spbe@2020", lembar="muat")
    app.file_uploader[0].upload("spbe.xlsx", instrument_workbook(instruments.load_instrument("spbe"))).run()
    parts = next(one for one in app.main.button_group if "Muat versi baru" in one.options)
    parts.set_value("Isi instrumen").run()
    assert "terbaca tanpa masalah" not in said(app)
    next(one for one in app.main.button_group if "Muat versi baru" in one.options).set_value(
        "Muat versi baru"
    ).run()
    assert "terbaca tanpa masalah" in said(app)
    assert "spbe.xlsx" in said(app)
    press(app, "Kesampingkan")
    assert "terbaca tanpa masalah" not in said(app)
    assert unexpected == []


@pytest.mark.parametrize("naskah", ["kesiapan@0.9", "spbe@2020", "kominfo@2024"])
def test_the_method_speaks_of_the_instrument_shown(app, naskah):
    visit(app, "pengaturan/metodologi.py", naskah=naskah)
    instrument = instruments.load_instrument(naskah.partition("@")[0])
    for band in instrument.framework.scale.bands:
        assert band.name in said(app)
    assert f"{instrument.framework.scale.minimum:g} sampai {instrument.framework.scale.maximum:g}" in said(
        app
    )
    assert instrument.classification_note in said(app)
    for part in ("kesenjangan", "pertimbangan"):
        app.button_group(key="bagian_metode").set_value(part).run()
        assert not app.exception


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_bytes_are_erased_only_after_confirmation(app, store, unexpected):
    visit(app, "pengaturan/data_pribadi.py", data="berkas")
    app.session_state["hapus_isi"] = True
    app.sidebar.text_input[0].set_value("Siti").run()
    first = app.multiselect[0].options[0]
    app.multiselect[0].select(first)
    press(app, "Hapus isi berkas")
    assert batches.list_kept_files(opened(store))["purged_at"].isna().all()
    app.multiselect[0].select(first)
    app.checkbox[1].check()
    press(app, "Hapus isi berkas")
    assert batches.list_kept_files(opened(store))["purged_at"].notna().sum() == 1
    assert unexpected == []


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_a_changed_entry_of_the_trail_is_found(app, store):
    forged = "UPDATE audit SET actor = 'Orang lain' WHERE chain = '' AND number = 1"
    stores.damage(store, ["DROP TRIGGER audit_no_update", forged])
    visit(app, "pengaturan/data_pribadi.py", data="jejak")
    said = words.as_seen(app.error[0].value)
    assert "Rantai umum, catatan 1 " in said
    assert "Orang lain" in said


def test_the_page_says_where_the_data_lie(app, store, tmp_path):
    visit(app, "pengaturan/data_pribadi.py")
    assert f"berkas **{store}**" in words.as_seen(said(app))
    assert f"**{tmp_path / 'var'}**" in words.as_seen(said(app))
