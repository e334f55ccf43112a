"""After whatever a room decided, every page says the same counts: those of the result in force."""

import random
import re

import pytest

import storage
from charts.drawing.format import format_percent
from charts.titles.wording import PROVED
from tests.pages import stores, words
from tests.workflow.drawn_room import REGION, DrawnRoom


@pytest.fixture
def counts(store):
    """How many indicators count as what in the store, once its room has decided at random."""
    engine = storage.open_store(stores.address(store))
    room = DrawnRoom(engine, random.Random(11))
    for _ in range(25):
        room.act()
    found = {name: len(codes) for name, codes in room.expected().items()}
    engine.dispose()
    silent = {"leads": len(set(room.leads.values())), "unanswered": room.without_any_answer()}
    return found | silent | room.bases() | {"sent": len(room.sent), "opd": len(room.opds)}


def visit(app, page):
    app.session_state["nama_pelaku"] = "Sari"
    app.query_params["wilayah"] = REGION
    app.switch_page(f"pages/{page}.py").run()
    return {metric.label: metric.value for metric in app.metric}, words.as_seen(" ".join(words.texts(app)))


def test_every_page_counts_alike(app, counts, unexpected):
    home, told = visit(app, "mulai/beranda")
    assert home["Perlu klarifikasi"] == f"{counts['agenda']} indikator"
    assert home["OPD sudah mengirim"] == f"{counts['sent']} dari {counts['opd']}"
    assert f"{counts['missing']} pertanyaan belum terjawab" in told
    assert f"{counts['agenda']} indikator perlu dibahas" in told

    cards, told = visit(app, "mulai/kelengkapan")
    assert cards["OPD sudah mengirim"] == home["OPD sudah mengirim"]
    # what the room agreed for an OPD that sent nothing is a value of its question, not an answer it gave
    assert "belum menjawab" not in app.title[0].value
    few = f"{counts['unanswered']} dari {counts['leads']} OPD penanggung jawab belum memiliki jawaban"
    assert (app.title[0].value == few) is (counts["unanswered"] > 0)
    assert cards["Pertanyaan terjawab"] == home["Pertanyaan terjawab"]
    app.button_group(key="bagian_kelengkapan").set_value("pengingat").run()
    recap = f"Pertanyaan terjawab: {counts['answered']} dari {counts['asked']}"
    assert any(recap in block.value for block in app.code)
    assert cards[f"Jawaban {PROVED}"] == format_percent(counts["proved"] / counts["answered"])

    summary, told = visit(app, "analisis/ringkasan")
    for name in ("jawaban OPD", "disepakati", "terverifikasi"):
        assert f"{counts[name]} {name}" in told
    assert summary["Indikator terjawab"] == f"{counts['answered']} dari {counts['asked']}"
    assert summary[f"Jawaban {PROVED}"] == cards[f"Jawaban {PROVED}"]

    _, told = visit(app, "analisis/kesepakatan")
    assert f"Agenda: {counts['agenda']} indikator untuk diklarifikasi" in told
    reasons = re.search(r"(\d+) jawaban berbeda, (\d+) bukti belum ada, (\d+) belum ada data", told)
    assert [int(one) for one in reasons.groups()] == [
        counts[name] for name in ("differs", "unproven", "missing")
    ]

    _, told = visit(app, "analisis/klarifikasi")
    assert f"Indikator ({counts['agenda']} perlu dibahas)" in told
    assert f"Perlu dibahas ({counts['agenda']})" in told  # seen; the label above is for who hears the page

    index = summary["Indeks Kesiapan"]
    assert home["Indeks kesiapan"] == index
    for page, card in (
        ("analisis/kesenjangan", "Indeks Kesiapan"),
        ("analisis/telusur", "Indeks Kesiapan"),
        ("analisis/klarifikasi", "Indeks Kesiapan"),
        ("analisis/simulasi", "Indeks resmi"),
    ):
        assert visit(app, page)[0][card] == index
    assert unexpected == []
