"""After whatever a room decided and planned, the pages of the plan and the projected show count alike."""

import json
import random
import re

import pytest

import storage
from charts.drawing.format import format_number, format_rupiah
from tests.pages import stores, words
from tests.workflow.drawn_plan import YEAR, DrawnPlan, cost
from tests.workflow.drawn_room import REGION, DrawnRoom
from tests.workflow.plan.test_register_costs import amounts


@pytest.fixture
def room(store):
    """What its room decided at random, with what it planned as `plan`."""
    engine = storage.open_store(stores.address(store))
    drawn = DrawnRoom(engine, random.Random(7))
    for _ in range(25):
        drawn.act()
    drawn.plan = DrawnPlan(engine, REGION, drawn.opds, drawn.dice)
    yield drawn
    engine.dispose()


@pytest.fixture
def visit(app, room, unexpected):
    def opened(page, part="", **address):
        app.session_state["nama_pelaku"] = "Sari"
        for name in list(app.query_params):
            del app.query_params[name]
        app.query_params.update({"wilayah": REGION} | address)
        app.switch_page(f"pages/{page}.py").run()
        if part:
            chosen = next(group for group in app.button_group if group.key.startswith("bagian_"))
            chosen.set_value(part).run()
        assert unexpected == []
        cards = {metric.label: metric.value for metric in app.metric}
        return cards, words.as_seen(" ".join(words.texts(app))).replace("**", "")

    return opened


def test_the_pages_of_the_plan_count_the_register_alike(visit, room):
    plan = room.plan
    proposed, running = len(plan.of("usulan")), len(plan.of("berjalan"))
    total = format_rupiah(plan.inside_cost)

    cards, told = visit("rencana/program")
    assert (cards["Program"], cards["Sudah berjalan"]) == (str(len(plan.all)), str(running))
    whole = cost(list(plan.all.values()))
    assert cards["Biaya seluruh tahun"] == format_rupiah(whole)
    assert f"Daftar ({len(plan.all)})" in told

    _, told = visit("rencana/prioritas", part="urutan")
    assert f"Urutan {proposed} usulan: " in told
    assert f"{running} program yang sudah berjalan tidak diurutkan" in told
    assert f" dari {proposed} usulan dinilai" in visit("rencana/prioritas", part="suara")[1]
    _, told = visit("rencana/prioritas", part="quick-win")
    assert f"{proposed} usulan belum memenuhi" in told

    _, told = visit("rencana/peta_jalan")
    assert f"{len(plan.placed)} program pada peta jalan, seluruhnya {total}." in told
    assert f"{len(plan.unscheduled)} program belum terjadwal dan tidak masuk jumlah" in told
    for _ in ("jadwal", "biaya"):
        named = re.search(r"Biaya seluruh register (Rp[\d.,]+(?: \w+)?): ", told)
        assert format_rupiah(float(amounts(named[1])[0])) == format_rupiah(whole)
        assert f"untuk {len(plan.unscheduled)} program belum terjadwal" in told
        assert f"untuk {len(plan.over)} program yang selesai atau dihentikan" in told
        _, told = visit("rencana/peta_jalan", part="biaya")
    _, told = visit("rencana/peta_jalan", part="unduh")
    assert f"{len(plan.placed)} program terjadwal, seluruhnya {total}" in told

    _, told = visit("rencana/realisasi", tahun=str(YEAR))
    check_realisation(told, plan)
    assert f"Laporan realisasi {YEAR} ({plan.reported()['planned']} program)" in told


def check_realisation(told, plan):
    parts = r"terlaksana(?:, (\d+) berjalan)?(?:; (\d+) belum)?"
    found = re.search(rf"(\d+) dari (\d+) program {YEAR} {parts}", told)
    names = ("done", "planned", "going", "silent")
    assert dict(zip(names, (int(one or 0) for one in found.groups()), strict=True)) == plan.reported()


def test_prioritas_and_prerequisites_count_the_indicators_in_force(visit, room):
    cards, _ = visit("rencana/prioritas")
    points = next(value for label, value in cards.items() if label.startswith("Poin indeks sampai target"))
    assert points == format_number(room.shortfall("INDEKS"))
    _, told = visit("rencana/prioritas", part="indikator")
    kinds = dict(re.findall(r"(Dokumen|Layanan[^()]*|Sumber daya[^()]*) \((\d+)\)", told))
    assert sum(map(int, kinds.values())) == room.lacking()
    cards, told = visit("analisis/ringkasan", part="prasyarat")
    below, known = room.behind(("I",))
    counted = rf"\b{below} dari {known} prasyarat sampai tahap I(?: yang \w+)? masih di bawah target"
    assert re.search(counted, told)
    assert cards["Indeks Kesiapan"] == format_number(room.score("INDEKS"))


def shown(app):
    """What the projected chart says: its texts, as the browser gets them."""
    (chart,) = app.get("plotly_chart")
    return re.sub(r"<[^>]+>", " ", json.dumps(json.loads(chart.proto.spec), ensure_ascii=False))


def test_the_projected_show_says_the_same(visit, app, room):
    plan, want = room.plan, room.expected()
    visit("bimtek/presentasi", tayang="hari-1", slide="kelengkapan")
    silent, leads = room.without_any_answer(), len({room.leads[code] for code in want["asked"]})
    if silent:
        assert f"{silent} dari {leads} OPD penanggung jawab belum memiliki jawaban" in shown(app)
    visit("bimtek/presentasi", slide="bukti")
    assert format_number(room.score("INDEKS")) in shown(app)
    visit("bimtek/presentasi", slide="prasyarat")
    below, known = room.behind(("I",))
    assert re.search(rf"\b{below} dari {known} prasyarat sampai tahap I", shown(app))
    visit("bimtek/presentasi", slide="peta-jalan")
    assert re.search(rf"(?:seluruh|dari|:) {len(plan.placed)} program", shown(app))
    assert f"{len(plan.unscheduled)} program belum terjadwal" in shown(app)
    assert not plan.outside or f"{len(plan.outside)} di luar masa itu" in shown(app)
    visit("bimtek/presentasi", slide="realisasi")
    check_realisation(shown(app), plan)
