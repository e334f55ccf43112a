"""One region has one target: documents, screens and command line name the same year and the same level."""

import io
import json
from dataclasses import dataclass

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import cli
from charts.drawing.format import format_number
from reports import profile
from reports.documents import DOCUMENTS
from storage.results import state
from storage.values import Actor
from tests.reports import decks
from tests.reports.scene import NGANJUK, SIAU, Scene, drawn
from tests.reports.word.reading import tables, texts
from ui.plan import plan, roadmap_charts
from ui.shared.selection import Selection
from workflow.documents.source import DocumentSource
from workflow.targets import agreed_targets

AGREED = {"GOV": 4.5, "ECO": 4.25}


@dataclass
class Case:
    """A region, the year it is held against, what is said of it, and its level in every dimension."""

    room: Scene
    year: int
    words: str

    @property
    def source(self) -> DocumentSource:
        return self.room.source(NGANJUK)

    @property
    def levels(self) -> dict[str, float]:
        """What `Target` says of the year, the judge of all others."""
        rows = agreed_targets.effective_targets(self.source, self.year).set_index("node")["target"]
        return {
            str(code): float(rows[code])
            for code in self.room.instrument.framework.below("INDEKS")
            if rows[code] == rows[code]
        }

    @property
    def dimensions(self) -> list[str]:
        framework = self.room.instrument.framework
        return list(framework.dimensions)


@pytest.fixture(scope="module", params=["later", "none"])
def case(request, open_room):
    """Targets agreed only for a later year, and agreed by nobody."""
    room = open_room(f"target-{request.param}").answer(NGANJUK, drawn(5)).answer(SIAU, drawn(6))
    if request.param == "none":
        return Case(room, 2030, "bawaan instrumen, jangka menengah")
    agreed_targets.agree_targets(room.store, room.scope, NGANJUK, 2031, AGREED, by=Actor("Sari"))
    return Case(room, 2031, "disepakati")


def sheet(content: bytes, ending: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(
        next(name for name in book.sheet_names if name.endswith(ending))
    ).to_python()


def said(level: float) -> str:
    return format_number(level)


def words(case, key: str) -> str:
    """Everything a document says, numbers in tables included."""
    content = DOCUMENTS[key].produce(case.source)
    if key == "bab_gap":
        return "\n".join(
            [*texts(content), *(cell for table in tables(content) for row in table for cell in row)]
        )
    return "\n".join(decks.words(decks.opened(content)))


@pytest.mark.parametrize("key", ["skor_csv", "skor_json"])
def test_tables_of_scores_have_the_target_its_year_and_what_it_rests_on(case, key):
    content = DOCUMENTS[key].produce(case.source)
    table = pd.read_csv(io.BytesIO(content)) if key == "skor_csv" else pd.DataFrame(json.loads(content))
    rows = table.set_index("node")
    assert {code: rows.at[code, "target"] for code in case.levels} == pytest.approx(case.levels)
    assert set(rows["target_year"]) == {case.year}
    assert rows.at["GOV", "target_basis"] == case.words
    own = "jangka panjang" if case.year == 2031 else "jangka menengah"
    assert rows.at["ENV1.1", "target_basis"] == f"bawaan instrumen, {own}"


@pytest.mark.parametrize("key", ["skor_xlsx", "buku"])
def test_both_workbooks_have_the_target_and_its_year_in_every_row(case, key):
    content = DOCUMENTS[key].produce(case.source)
    rows = sheet(content, "Kesenjangan")
    head = next(row for row in rows if "Tahun target" in row)
    found = {row[head.index("Kode")]: row for row in rows[rows.index(head) + 1 :]}
    assert {code: found[code][head.index("Target")] for code in case.levels} == pytest.approx(case.levels)
    assert {found[code][head.index("Tahun target")] for code in case.levels} == {case.year}
    assert any(f"Target {case.year}" in row for row in sheet(content, "Bobot"))
    assert f"{case.year} ({case.words})" in str(sheet(content, "Info"))


@pytest.mark.parametrize("key", ["paparan", "bab_gap"])
def test_slides_and_word_name_the_year_beside_the_levels(case, key):
    text = words(case, key)
    assert f"arget {case.year} ({case.words})" in text
    assert [code for code in case.dimensions if said(case.levels[code]) not in text] == []
    assert not [line for line in text.splitlines() if line == "Target"]


def test_the_profile_names_the_year_beside_the_levels(case):
    chart = profile.profile_content(case.source.facts())["chart"]
    assert f"target {case.year} ({case.words})" in chart["key"]
    assert sorted(row["target_text"] for row in chart["rows"]) == sorted(
        said(case.levels[code]) for code in case.dimensions
    )


def test_the_screens_and_the_command_line_say_the_same(case, tmp_path, monkeypatch):
    store, scope = case.room.store, case.room.scope
    view = Selection(store, case.room.period, case.room.instrument, scope, NGANJUK, state.store_state(store))
    assert view.target().label == f"{case.year} ({case.words})"
    shown = view.result().part(NGANJUK).framework.targets()
    assert {code: shown[code] for code in case.levels} == pytest.approx(case.levels)
    assert agreed_targets.index_target_path(view.uncached)[case.year] == view.target()
    monkeypatch.setenv("DATABASE_URL", str(store.url))
    given = ["report", "--period", "2026", "--region", NGANJUK, "--document", "skor_csv"]
    assert cli.main([*given, "--out", str(tmp_path / "skor.csv")]) == 0
    assert (tmp_path / "skor.csv").read_bytes() == DOCUMENTS["skor_csv"].produce(case.source)


def test_regions_side_by_side_are_each_held_against_their_own(case):
    both = DocumentSource(case.room.store, case.room.scope, (NGANJUK, SIAU), "Semua daerah")
    table = pd.read_csv(io.BytesIO(DOCUMENTS["skor_csv"].produce(both)), dtype={"region": str})
    alone = pd.concat(
        pd.read_csv(io.BytesIO(DOCUMENTS["skor_csv"].produce(one)), dtype={"region": str})
        for one in both.each()
    )
    of_numbers = [name for name in table.columns if name != "chain_head"]  # several name the common chain
    pd.testing.assert_frame_equal(table[of_numbers], alone.reset_index(drop=True)[of_numbers])


def test_the_path_of_the_index_is_held_against_the_parts_that_it_counts(open_room):
    """As everywhere that a target stands beside a score: what nobody answered lifts neither."""
    room = open_room("target-parts").answer(NGANJUK, drawn(5, missing=0.2))
    agreed_targets.agree_targets(room.store, room.scope, NGANJUK, 2031, AGREED, by=Actor("Sari"))
    view = Selection(
        room.store, room.period, room.instrument, room.scope, NGANJUK, state.store_state(room.store)
    )
    path = roadmap_charts.index_path_rows(view, plan.selected_region_plan(view)).set_index("year")["target"]
    assert path[2031] == view.result().held_against.loc[NGANJUK, "INDEKS"]
