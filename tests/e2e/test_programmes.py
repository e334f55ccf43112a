"""Programmes in a real browser: a workbook comes in, its bad row is fixed, saved, reloaded and taken back."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import open_first_row, running, settle
from tests.e2e.test_job import metric, name_oneself
from tests.survey.making import book

pytestmark = pytest.mark.e2e

ROWS = [
    ("Nama Program", "Dimensi", "OPD", "Biaya 2026", "Status", "Mulai", "Selesai"),
    ("Kartu warga digital", "Smart Governance", "Diskominfo", "1,2 M", "usulan", "2026", "2027"),
    ("Jalan pintar warga", "Smart Living", "Dinas Antah", "dua em", "usulan", "TW II 2026", "2027"),
]


@pytest.fixture(scope="module")
def server(seeded_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("programmes")
    shutil.copy(seeded_store, folder / "store.db")
    with running(folder) as address:
        yield address


def part(page, name):
    page.get_by_role("radio", name=re.compile(name)).click()
    settle(page)


def count(page):
    part(page, "Daftar")
    return int(metric(page, "Program"))


def choose(page, label, words):
    page.get_by_label(label, exact=True).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=re.compile(words)).first.click()
    settle(page)


def test_a_workbook_is_taken_over_fixed_kept_and_taken_back(server, visit, tmp_path):
    file = tmp_path / "program opd.xlsx"
    file.write_bytes(book(("Program", ROWS)))
    page = visit(f"{server}/program?wilayah=35.18")
    name_oneself(page, "Sari")
    before = count(page)

    part(page, "Buku kerja")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Simpan 2 program").wait_for()
    assert metric(page, "Disimpan sebagai draf") == "1"
    page.get_by_role("button", name="Simpan 2 program").click()
    page.get_by_text("2 program dari program opd.xlsx tersimpan").wait_for()
    assert count(page) == before + 2

    part(page, "Satu program")
    choose(page, "Program yang diisi", "Jalan pintar warga")
    page.get_by_text("'2026: dua em' tidak terbaca").wait_for()
    page.get_by_label("Biaya 2026", exact=True).fill("2 miliar")
    page.keyboard.press("Tab")
    settle(page)
    choose(page, "OPD penanggung jawab", "Dinas Perhubungan")
    page.get_by_role("button", name="Simpan program").click()
    page.get_by_text("1 program tersimpan.").wait_for()

    page.reload()
    settle(page)
    part(page, "Satu program")
    choose(page, "Program yang diisi", "Jalan pintar warga")
    expect(page.get_by_label("Biaya 2026", exact=True)).to_have_value("2.000.000.000")
    expect(page.get_by_text("tidak terbaca")).to_have_count(0)

    part(page, "Buku kerja")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Berkas ini tidak mengubah apa pun.").wait_for()

    for left in (before + 2, before):
        page.get_by_role("button", name="Urungkan: ").click()
        page.get_by_text("kembali seperti semula").wait_for()
        assert count(page) == left


def test_on_a_phone_every_part_keeps_within_the_page(server, visit):
    for name in ("daftar", "satu", "banyak", "berkas", "sama"):
        page = visit(f"{server}/program?wilayah=35.18&bagian={name}", width=390, height=844)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect(page.locator("[data-testid=stMain]")).not_to_contain_text("None", use_inner_text=True)


POINTED = [
    ("Lampiran",),
    ("Judul Besar", "Warna", "Pagu 2027"),
    ("Kanal aduan terpadu", "biru", 1.5e8),
    ("Bank sampah induk", "hijau", 2.5e8),
]


def test_the_name_column_of_an_unknown_table_is_pointed_at(server, visit, tmp_path):
    file = tmp_path / "lampiran.xlsx"
    file.write_bytes(book(("Isian", POINTED)))
    page = visit(f"{server}/program?wilayah=35.18&bagian=berkas")
    name_oneself(page, "Sari")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Tabel program belum dikenali").wait_for()
    settle(page)
    open_first_row(page, -60)
    page.keyboard.type("Nama program")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("button", name="Baca ulang dengan arti ini").click()
    page.get_by_role("button", name="Simpan 2 program").wait_for()


def test_a_nomenclature_is_pasted_searched_and_taken_into_a_programme(server, visit):
    page = visit(f"{server}/program?wilayah=35.18&bagian=nomenklatur")
    name_oneself(page, "Sari")
    pasted = page.get_by_label("Atau tempel tabelnya")
    pasted.fill("2.16.03\tPROGRAM APLIKASI INFORMATIKA\n2.16.03.2.02.0011\tPengelolaan Pusat Data Daerah")
    pasted.press("Control+Enter")
    page.get_by_text("Terbaca 2 kode").wait_for()
    page.get_by_role("button", name=re.compile("Simpan sebagai nomenklatur")).click()
    page.get_by_text("tersimpan: 2 kode").wait_for()
    settle(page)
    part(page, "Satu program")
    search = page.get_by_label(re.compile("Cari sub kegiatan dalam nomenklatur"))
    search.fill("pusat data")
    search.press("Enter")
    settle(page)
    choose(page, "Pilih kodenya", "Pusat Data")
    field = page.get_by_label("Kode program, kegiatan, atau sub kegiatan")
    expect(field).to_have_value("2.16.03.2.02.0011")
    renja = page.get_by_label("Acuan Renja").input_value()
    assert renja == "2.16.03 PROGRAM APLIKASI INFORMATIKA; Pengelolaan Pusat Data Daerah"
