"""Wilayah & OPD: a list from a file is shown before it counts, and nobody with answers leaves unsaid."""

import pytest

import storage
from storage.setup import rosters
from tests.pages import stores
from tests.pages.words import as_seen

pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)
REGION = "35.18"
ROWS = b"PEMERINTAH KABUPATEN;;\nNo;Unit Organisasi;Akronim\n;A. DINAS;\n1;Dinas Kesehatan;DKK\n"
LIST = ROWS + b"2;Dinas Kominfo;\n;B. KECAMATAN;\n3;Berbek;\n;Jumlah;3\n"


def visit(app):
    app.session_state["nama_pelaku"] = "Sari"
    app.session_state["unggah_daftar_opd"] = True
    app.query_params["wilayah"] = REGION
    return app.switch_page("pages/mulai/wilayah_opd.py").run()


def send(app, data, name="daftar.csv"):
    app.file_uploader[0].upload(name, data, "text/csv")
    return app.run()


def button(app, start):
    return next(one for one in app.main.button if one.label.startswith(start))


def read_rows(app):
    """The editor of the rows read, as the page shows it."""
    return next(frame.value for frame in app.dataframe if "Dipakai" in frame.value.columns)


def test_a_list_is_shown_row_by_row_and_replaces_nothing_before_it_is_agreed_to(app, store, unexpected):
    visit(app)
    send(app, LIST)
    shown = read_rows(app)
    used = shown[shown["Dipakai"]]
    assert list(used["Nama perangkat daerah"]) == ["Dinas Kesehatan", "Dinas Kominfo", "Kecamatan Berbek"]
    assert list(used["Singkatan"]) == ["DKK", "", ""]
    assert list(shown[~shown["Dipakai"]]["Keterangan"]) == [
        "Dilewati: judul",
        "Dilewati: judul",
        "Dilewati: judul bagian",
        "Dilewati: judul bagian",
        "Dilewati: jumlah",
    ]
    button(app, "Pakai 3 OPD").click().run()
    assert button(app, "Simpan 3 OPD").disabled
    assert any("OPD keluar dari daftar" in box.value for box in app.warning)
    next(box for box in app.checkbox if box.label.startswith("Ya, simpan daftar")).check().run()
    button(app, "Simpan 3 OPD").click().run()
    (asked,) = [box.value for box in app.warning if "mengubah periode yang masih terbuka" in box.value]
    assert "OPD dengan jawaban keluar dari daftar; " in asked
    assert "indeks " in asked
    assert len(rosters.read_roster(storage.open_store(stores.address(store)), REGION)) == 48
    button(app, "Ya, simpan daftar ini").click().run()
    kept = rosters.read_roster(storage.open_store(stores.address(store)), REGION)
    assert list(kept["opd"]) == ["DINKES", "DISKOMINFO", "KEC-35.18.03"]
    assert list(kept["short"]) == ["DKK", "Diskominfo", "Kec. Berbek"]
    assert unexpected == []


def test_a_list_is_put_away_again_and_the_kept_one_stays(app, store, unexpected):
    visit(app)
    send(app, LIST)
    button(app, "Pakai 3 OPD").click().run()
    button(app, "Kembali ke daftar sebelumnya").click().run()
    assert button(app, "Simpan 48 OPD").disabled is False
    assert unexpected == []


def test_where_no_list_is_found_its_column_is_pointed_at(app, store, unexpected):
    visit(app)
    send(app, b"Kolom A;Kolom B\nx1;Satu Hal\nx2;Dua Hal\n")
    labels = {box.label: box for box in app.selectbox}
    labels["Kolom nama OPD"].set_value(1).run()
    assert list(read_rows(app).query("Dipakai")["Nama perangkat daerah"]) == ["Satu Hal", "Dua Hal"]
    assert unexpected == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rusak"])
def test_a_file_that_cannot_be_read_says_why(app, store, data, unexpected):
    visit(app)
    send(app, data, "daftar.xlsx")
    assert len(app.error) == 1
    assert unexpected == []


def loads(app):
    """The table of what each form asks, by OPD."""
    return next(one.value for one in app.dataframe if "Menit" in one.value.columns).set_index(
        "Perangkat daerah"
    )


def test_an_indicator_is_moved_by_a_click_and_taken_back(app, store, unexpected):
    app.session_state["pindah_indikator"] = True
    app.query_params["siapkan"] = "tugas"
    visit(app)
    assert as_seen(app.title[0].value).startswith("Formulir terpanjang: Diskominfo, 17 indikator, sekitar ")
    before = loads(app)
    assert list(before["Menit"]) == sorted(before["Menit"], reverse=True)
    assert "Menit semula" not in before
    app.selectbox(key=f"pindah_{REGION}").set_value("PRE.13").run()
    next(one for one in app.selectbox if one.label == "OPD penerima").set_value("BKPSDM").run()
    button(app, "Pindahkan ke Badan Kepegawaian").click().run()
    (asked,) = [one.value for one in app.warning if "PRE.13" in as_seen(one.value)]
    assert "1 indikator berpindah penanggung jawab" in asked
    button(app, "Ya, pindahkan").click().run()
    assert any("PRE.13 kini dipimpin Badan Kepegawaian" in as_seen(one.value) for one in app.success)
    after = loads(app)
    for opd, change in (("Diskominfo", -1), ("BKPSDM", 1)):
        assert after.at[opd, "Indikator"] - before.at[opd, "Indikator"] == change
        assert after.at[opd, "Indikator semula"] == before.at[opd, "Indikator"]
        assert after.at[opd, "Menit semula"] == before.at[opd, "Menit"]
        assert (after.at[opd, "Menit"] - before.at[opd, "Menit"]) * change > 0
    assert "16 indikator" in app.title[0].value
    next(one for one in app.button if "Pindahkan PRE.13" in as_seen(one.label)).click().run()
    assert loads(app).equals(before)
    assert unexpected == []
