"""A page's open part and detail stand in its address: a shared link opens the same one, and only that one."""

import pytest

pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)
# Page, name in the address, every value it can take; the first is what opens without an address.
PARTS = [
    (
        "analisis/perbandingan.py",
        "perbandingan",
        ("skor", "sebaran", "peta", "serupa", "antarperiode", "faktor"),
    ),
    ("analisis/perbandingan.py", "bentuk", ("sel", "ubin")),
    ("analisis/kekokohan.py", "kekokohan", ("peringkat", "rentang", "penggeser")),
    ("analisis/kekokohan.py", "tanpa", ("3", "2", "1")),
    ("analisis/simulasi.py", "simulasi", ("bobot", "tingkat", "aksi", "simpan")),
    ("analisis/simulasi.py", "cara-bobot", ("geser", "visi", "pasangan", "poin")),
    ("analisis/kesenjangan.py", "rincian", ("3", "2", "1")),
    ("analisis/target.py", "rincian-target", ("3", "2", "1")),
    ("analisis/kesepakatan.py", "rincian-kesiapan", ("1", "2", "3")),
    ("analisis/klarifikasi.py", "daftar", ("dibahas", "semua")),
    ("analisis/ringkasan.py", "tahap", ("I", "IV")),
    ("rencana/kertas_kerja.py", "kertas-kerja", ("isu", "swot", "catatan", "gabungan")),
    ("rencana/prioritas.py", "prioritas", ("daftar", "urutan", "dampak", "suara", "quick-win", "anggaran")),
    ("rencana/peta_jalan.py", "peta", ("jadwal", "biaya", "indeks", "unduh")),
    ("rencana/program.py", "bagian", ("daftar", "satu", "banyak", "berkas", "sama")),
    ("rencana/keterpaduan.py", "keterpaduan", ("peran", "bersama", "kelompok", "jangkauan")),
    ("keluaran/ekspor.py", "cakupan", ("Kab. Nganjuk", "Jawa Timur", "Semua daerah")),
    ("pengaturan/instrumen.py", "lembar", ("isi", "muat", "beda")),
]
# Parts that stand within another part.
WITHIN = {"bentuk": {"perbandingan": "peta"}, "tanpa": {"kekokohan": "penggeser"}}


def opened(app, page, **address):
    app.query_params["wilayah"] = "35.18"
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(f"pages/{page}").run()


def in_address(app, name):
    found = app.query_params[name]
    return found if isinstance(found, str) else found[0]


@pytest.mark.parametrize(("page", "name", "values"), PARTS, ids=[f"{page} {name}" for page, name, _ in PARTS])
def test_the_open_part_is_in_the_address(app, unexpected, page, name, values):
    opened(app, page, **WITHIN.get(name, {}))
    assert in_address(app, name) == values[0]
    for value in values[1:]:
        app.button_group(key=f"bagian_{name}").set_value(value).run()
        assert unexpected == []
        assert in_address(app, name) == value


@pytest.mark.parametrize(("page", "name", "values"), PARTS, ids=[f"{page} {name}" for page, name, _ in PARTS])
def test_a_link_opens_the_part_it_names_and_the_first_for_one_it_does_not(
    app, unexpected, page, name, values
):
    opened(app, page, **WITHIN.get(name, {}), **{name: values[-1]})
    assert app.button_group(key=f"bagian_{name}").value == values[-1]
    opened(app, page, **WITHIN.get(name, {}), **{name: "'; tidak ada"})
    assert unexpected == []
    assert not app.exception
