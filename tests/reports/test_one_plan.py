"""Whatever stands in the register: Buku 2, slides and every workbook cell say the same counts and sums."""

import io
import random

import pytest
from python_calamine import CalamineWorkbook

import storage
from charts.drawing.format import format_count, format_rupiah
from reference.agencies import OpdNames
from reports import plan_files
from reports.slides.content import fill_presentation
from reports.slides.deck import SlideChoices
from reports.word import plan_chapter
from reports.workbook import workbook
from tests.pages import stores
from tests.reports import decks
from tests.reports.word.reading import tables, texts
from tests.workflow.drawn_plan import DrawnPlan, cost
from tests.workflow.drawn_room import REGION, DrawnRoom
from workflow.documents.plan_facts import PlanFacts, gather_plan_facts
from workflow.plan import roadmap_table


@pytest.fixture(scope="module", params=[1, 2, 3])
def planned(request, migrated, tmp_path_factory):
    """The source of documents, and the plain model of the programmes in its store."""
    file = tmp_path_factory.mktemp("plan") / "store.db"
    file.write_bytes(migrated.read_bytes())
    store, dice = storage.open_store(stores.address(file)), random.Random(request.param)
    room = DrawnRoom(store, dice)
    yield room.source(), DrawnPlan(store, REGION, room.opds, dice)
    store.dispose()


def rupiah(text):
    return int(text.removeprefix("Rp").replace(".", ""))


def test_buku_2_counts_and_sums_the_register_once(planned):
    source, plan = planned
    content = plan_chapter.build_plan_chapter(source)
    said = " ".join(texts(content))
    kinds = [f"{len(plan.of('berjalan'))} sudah berjalan", f"{len(plan.of('usulan'))} usulan"]
    assert f"Register memuat {len(plan.all)} program: {', '.join(kinds)}" in said
    assert f", dan {len(plan.over)} selesai atau dihentikan. Pada masa" in said
    assert (
        f"{len(plan.placed)} program masuk peta jalan dengan pagu {format_rupiah(plan.inside_cost)}." in said
    )
    assert f"Belum terjadwal ({len(plan.unscheduled)} program): " in said
    if plan.outside:
        assert f"Terjadwal di luar masa 2026–2035 ({len(plan.outside)} program): " in said
    found = {table[0][0]: table[1:] for table in tables(content)}
    assert len(found["No"]) == len(plan.placed) + 1
    assert len(found["Urutan"]) == len(plan.of("usulan"))
    assert sum(len(table) - 1 for table in tables(content) if table[0][-1] == "Sejak") == len(
        plan.of("berjalan")
    )
    for heading in ("No", "Tahun", "Sumber dana"):
        *parts, whole = [rupiah(row[-1]) for row in found[heading]]
        assert sum(parts) == whole == plan.inside_cost
    *parts, whole = [rupiah(row[-1]) for row in found["Bagian register"]]
    assert sum(parts) == whole == cost(list(plan.all.values()))
    named = {row[0]: rupiah(row[-1]) for row in found["Bagian register"]}
    for count, words, those in (
        (plan.unscheduled, "program belum terjadwal", plan.unscheduled),
        (plan.over, "program yang selesai atau dihentikan", plan.over),
        (plan.outside, "program terjadwal di luar masa itu", plan.outside),
    ):
        assert named.get(f"{len(count)} {words}", 0) == cost(those)


def test_slides_say_the_same_of_the_roadmap(planned):
    source, plan = planned
    facts = source.facts()
    chosen = SlideChoices(("usulan", "peta_jalan", "anggaran"))
    said = decks.words(decks.opened(fill_presentation(facts, gather_plan_facts(facts), chosen)))
    assert f"{len(plan.of('usulan'))} usulan program menurut kriteria" in said
    whole = " ".join(said)
    assert f"{len(plan.of('berjalan'))} program lain sudah berjalan" in whole
    assert f"; {len(plan.unscheduled)} program belum terjadwal" in whole
    unpriced = sum(not one.costs for one in plan.placed)
    assert f"{unpriced} program pada peta jalan belum diisi biayanya." in whole
    assert said.count(" Belum diisi") == unpriced


def sheet(content, name):
    """The cells of a sheet from its headings on, as (heading -> cell) per row."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()
    head = next(place for place, row in enumerate(rows) if "Program" in row)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def test_cells_of_both_workbooks_hold_the_same_rows_and_sums(planned):
    source, plan = planned
    facts = source.facts()
    board, named = PlanFacts(facts).region_plan, OpdNames(facts.opd_roster).in_short
    rows, money = roadmap_table.build_roadmap_table(board), roadmap_table.rupiah_columns(board)
    own = plan_files.roadmap_workbook(rows, money, rows.head(0)[["Program"]], "Peta jalan", [])
    for content, name in (
        (workbook.build_region_workbook(source), "09_Peta_Jalan"),
        (own, "Peta Jalan"),
    ):
        *cells, total = sheet(content, name)
        assert {row["Program"] for row in cells} == {one.name for one in plan.placed}
        assert sum(row["Jumlah pagu"] for row in cells) == total["Jumlah pagu"] == plan.inside_cost
        for one in plan.placed:
            (row,) = [row for row in cells if row["Program"] == one.name]
            assert {year: row[f"Pagu {year}"] for year in range(2026, 2036)} == {
                year: one.costs.get(year, 0.0) for year in range(2026, 2036)
            }
            assert row["Status"] == ("Berjalan" if one.status == "berjalan" else "Usulan")
            assert row["Penanggung jawab"] == named.get(one.lead, "")
            assert row["OPD pendukung"] == ", ".join(named[opd] for opd in one.support)


def test_the_note_of_the_workbook_names_every_place(planned):
    source, plan = planned
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.build_region_workbook(source)))
    note = " ".join(map(str, book.get_sheet_by_name("09_Peta_Jalan").to_python()[1]))
    for count, words in (
        (len(plan.unscheduled), "program belum terjadwal"),
        (len(plan.over), "program yang selesai atau dihentikan"),
    ):
        assert f"untuk {format_count(count)} {words}" in note
