"""Klarifikasi of Pemdi: a value of another body's index, kept with source and date, or said to lack."""

from datetime import date

import pytest

import storage
from reference.instruments.other_indices import find_other_index
from storage.values import Actor
from tests.pages import stores
from tests.pages.test_pemdi import FILES, NGANJUK, PEMDI, answered  # noqa: F401
from ui.results.other_index_form import read_index_value, tell_conversion
from ui.shared import actor
from workflow.results import clarify
from workflow.setup import setup

SDI = find_other_index("pemdi", "PEMDI.I05")


@pytest.fixture
def store(answered, tmp_path, monkeypatch):  # noqa: F811
    file = tmp_path / "own.db"
    file.write_bytes(answered.read_bytes())
    monkeypatch.setenv("DATABASE_URL", stores.address(file))
    monkeypatch.setattr(actor, "find_actor", lambda: Actor("Sari"))
    return file


def visit(app, node="PEMDI.I05"):
    for name, value in {"wilayah": NGANJUK, "daftar": "semua", "indikator": node}.items():
        app.query_params[name] = value
    return app.switch_page(f"pages/{FILES['klarifikasi']}").run()


def field(app, label):
    return next(one for one in app.text_input if one.label.startswith(label))


def press(app, label):
    next(one for one in app.button if one.label.startswith(label)).click().run()


def standing(file, node="PEMDI.I05"):
    engine = storage.open_store(stores.address(file))
    scope = setup.open_scope(engine, storage.setup.periods.list_periods(engine)[0], PEMDI)
    past = clarify.level_decision_history(engine, scope, NGANJUK, node)
    engine.dispose()
    return past[past["state"] == "in_force"][["kind", "value", "reason", "by"]].to_dict("records")


def test_an_index_is_entered_as_itself_and_kept_with_source_and_date(app, store, unexpected):
    visit(app)
    field(app, "Nilai indeks").set_value("68,75").run()
    assert any("Indeks SDI 68,75 menjadi 3,75" in note.value for note in app.caption)
    field(app, "Sumber").set_value("Surat Bappenas 12/2026").run()
    app.date_input[0].set_value(date(2026, 5, 12)).run()
    press(app, "Simpan nilai konversi")
    assert unexpected == []
    assert standing(store) == [
        {
            "kind": "verified",
            "value": 3.75,
            "reason": "Indeks SDI 68,75 menjadi 3,75; sumber: Surat Bappenas 12/2026, 12 Mei 2026",
            "by": "Bappenas",
        }
    ]


def test_that_there_is_no_result_is_a_choice_that_is_said(app, store, unexpected):
    visit(app)
    press(app, "Belum ada hasil")
    assert unexpected == []
    (kept,) = standing(store)
    assert (kept["kind"], kept["value"], kept["by"]) == ("agreed", 1.0, "Asesor")
    assert kept["reason"] == "Belum ada hasil Indeks SDI: asesor menganggap 1"


def test_a_result_gives_way_to_nothing_and_takes_the_place_of_none(app, store):
    visit(app)
    press(app, "Belum ada hasil")
    field(app, "Nilai indeks").set_value("25").run()
    field(app, "Sumber").set_value("Surat Bappenas").run()
    app.date_input[0].set_value(date(2026, 5, 12)).run()
    press(app, "Simpan nilai konversi")
    assert {one["kind"]: one["value"] for one in standing(store)} == {"agreed": 1.0, "verified": 2.0}


@pytest.mark.parametrize("typed", ["", "101", "-1", "68,75%", "tinggi"])
def test_nothing_is_kept_of_what_is_no_index(app, store, typed, unexpected):
    visit(app)
    field(app, "Nilai indeks").set_value(typed).run()
    field(app, "Sumber").set_value("Surat").run()
    app.date_input[0].set_value(date(2026, 5, 12)).run()
    press(app, "Simpan nilai konversi")
    assert unexpected == []
    assert standing(store) == []


def test_without_source_or_date_nothing_is_kept(app, store):
    visit(app)
    field(app, "Nilai indeks").set_value("25").run()
    press(app, "Simpan nilai konversi")
    assert standing(store) == []


def test_other_indicators_have_no_such_form(app):
    visit(app, "PEMDI.I01")
    assert not any(one.label.startswith("Nilai indeks") for one in app.text_input)


@pytest.mark.parametrize(
    ("typed", "value", "told"),
    [
        ("68,75", 68.75, ""),
        ("100", 100.0, ""),
        ("", None, ""),
        ("68,75 %", None, "tanpa tanda persen"),
        ("100,01", None, "di luar rentang"),
        ("baik", None, "bukan angka"),
    ],
)
def test_what_is_typed_is_read_or_told(typed, value, told):
    read, wrong = read_index_value(SDI, typed)
    assert read == value
    assert told in wrong
    assert (wrong == "") == (told == "")


def test_a_conversion_is_told_with_both_numbers():
    assert tell_conversion(SDI, 25) == "Indeks SDI 25 menjadi 2,00"
