"""Buku 2: its sums are those of the roadmap, and it says nothing that is not planned."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

import storage
from charts.drawing.format import format_number, format_rupiah
from planning.programmes.programme import Programme
from reports.word import plan_chapter
from reports.workbook import workbook
from storage.values import Actor
from tests.reports.scene import NGANJUK, drawn
from tests.reports.word.reading import assert_whole, english_numbers, headings, tables, texts
from tests.reports.workbook.test_workbook import tables as sheets
from workflow.documents.plan_facts import PlanFacts
from workflow.documents.source import DocumentSource
from workflow.plan import roadmap_table
from workflow.programmes import register
from workflow.sample.load import find_sample_scope


@pytest.fixture(scope="module")
def sample(seeded_store, tmp_path_factory):
    file = shutil.copy(seeded_store, tmp_path_factory.mktemp("rencana"))
    store = storage.open_store(f"sqlite:///{file}")
    return DocumentSource(store, find_sample_scope(store), (NGANJUK,))


@pytest.fixture(scope="module")
def plan(sample):
    return PlanFacts(sample.facts()).region_plan


@pytest.fixture(scope="module")
def content(sample):
    return plan_chapter.build_plan_chapter(sample)


def found(content, heading):
    return next(table for table in tables(content) if heading in table[0])


def test_the_chapter_is_whole_and_indonesian(content, sample):
    assert_whole(content)
    assert english_numbers(content, but=sample.instrument.version) == set()


def rupiah(text):
    """A sum as a table prints it, to the rupiah."""
    return int(text.removeprefix("Rp").replace(".", ""))


def test_every_sum_is_the_roadmap_s(content, plan):
    total = float(plan.costs["rupiah"].sum())
    assert total == float(roadmap_table.build_roadmap_table(plan)[roadmap_table.TOTAL].sum())
    for heading in ("Tahun", "Sumber dana", "Pintu anggaran"):
        *parts, whole = [rupiah(row[-1]) for row in found(content, heading)[1:]]
        assert (sum(parts), whole) == (total, total)
    assert any(format_rupiah(total) in text for text in texts(content))


def test_the_index_by_year_is_the_engine_s(content, plan):
    rows = found(content, "Akhir tahun")[1:]
    known = plan.expected.dropna(subset=["index"])
    assert [row[2] for row in rows] == [format_number(value) for value in known["index"]]


def test_only_what_passes_is_called_a_quick_win(content, plan):
    passing = {plan.by_key[key].name for key, verdict in plan.verdicts.items() if verdict.passes}
    names = [name for level, name in headings(content) if level == 2]
    assert passing
    assert set(names) == passing


def test_proposals_stand_by_priority_with_ties_named(content, plan):
    ranked = plan.ranked("kriteria")
    rows = found(content, "Urutan")[1:]
    assert [row[1] for row in rows] == [plan.by_key[key].name for key in ranked.index]


def test_an_empty_register_is_said_and_nothing_else(open_room):
    scene = open_room("kosong").answer(NGANJUK, drawn(5))
    content = plan_chapter.build_plan_chapter(DocumentSource(scene.store, scene.scope, (NGANJUK,)))
    assert headings(content) == []
    assert any("masih kosong" in text for text in texts(content))


def test_the_workbook_holds_the_same_roadmap_and_votes_without_names(sample, plan, tmp_path):
    (tmp_path / "b.xlsx").write_bytes(workbook.build_region_workbook(sample))
    rows = sheets(tmp_path / "b.xlsx")
    road = rows["09_Peta_Jalan"]
    assert road[-1][-1] == pytest.approx(float(plan.costs["rupiah"].sum()), abs=1e-6)
    votes = [row for row in rows["08_Suara"][4:] if row[0]]
    assert len(votes) == sum(
        len(m) for cast in plan.votes.values() for b in cast.values() for m in b.values()
    )
    said = " ".join(str(cell) for row in votes for cell in row)
    assert not any(name in said for name in plan.bodies.values())


def test_the_register_beside_the_roadmap_is_named_and_summed(sample, tmp_path):
    """Cost of a plan that lies before the masterplan, and of one without dates."""
    file = shutil.copy(sample.store.url.database, tmp_path / "luar.db")
    store = storage.open_store(f"sqlite:///{file}")
    beside = {
        "luar": Programme("luar", "Program sebelum masanya", costs={2021: 5.25e9}),
        "kapan": Programme("kapan", "Program tanpa waktu", costs={2027: 1e9}),
    }
    beside["luar"] = replace(beside["luar"], start=date(2021, 1, 4), end=date(2022, 5, 1))
    register.save_programmes(store, NGANJUK, beside, by=Actor("Sari"))
    source = DocumentSource(store, find_sample_scope(store), (NGANJUK,))
    content, board = plan_chapter.build_plan_chapter(source), PlanFacts(source.facts()).region_plan
    *parts, whole = [rupiah(row[-1]) for row in found(content, "Bagian register")[1:]]
    assert sum(parts) == whole == sum(each.cost for each in board.programmes)
    assert board.costs_by_place.outside == 5.25e9
    said = " ".join(texts(content))
    assert "Terjadwal di luar masa" in said
    assert "Program sebelum masanya" in said
