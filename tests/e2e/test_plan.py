"""From gaps to a plan in a real browser: programmes from a workbook, priorities, quick wins, roadmap."""

import re
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import expect

import storage
import workflow.results.assess
from planning.plan.quick_wins import QuickWinMarks
from reference.planning import shipped_quick_win_list, voting_ways
from scoring import assess_units
from storage.setup import instruments, periods
from storage.values import Actor
from tests.e2e.conftest import running, settle
from tests.e2e.test_job import name_oneself, open_page
from tests.pages import stores
from tests.survey.making import book
from workflow.plan import plan_decisions, region_plan
from workflow.programmes import quick_win_marks
from workflow.results import stored_data
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup

REGION, QUERY = "35.23", "wilayah=35.23"  # Kab. Tuban of the sample
DECIDED = date(2026, 6, 15)
SHARED = {
    "Status": "usulan",
    "Mulai": "4 Januari 2027",
    "Selesai": "31 Mei 2027",
    "Sumber dana": "APBD",
    "Indikator keberhasilan": "Layanan selesai",
    "Nilai awal": 40,
    "Target": 90,
    "Acuan RPJMD": "Misi 2",
}
OWN = ("Nama program", "Dimensi", "Indikator yang dinaikkan", "OPD penanggung jawab", "Biaya 2027")
KOMINFO = "Dinas Komunikasi, Informatika, Statistik dan Persandian"
PROGRAMMES = {
    "GOV": ("Izin usaha selesai sehari", "GOV1.1 → 5; GOV3.4 → 5", KOMINFO, 9e8),
    "BRA": ("Kalender agenda satu pintu", "BRA1.1 → 5", KOMINFO, 3e8),
    "ECO": ("Etalase usaha mikro", "ECO3.1 → 5; ECO2.5 → 5", KOMINFO, 6e8),
    "LIV": ("Antrean puskesmas daring", "LIV2.4 → 5", "Dinkes", 5e8),
    "SOC": ("Kelas literasi perangkat desa", "SOC1.2 → 5", "Disdik", 2e8),
    "ENV": ("Setoran bank sampah tercatat", "ENV2.5 → 5", "DLH", 4e8),
}


def workbook() -> bytes:
    rows = [
        (name, dimension, lifts, opd, cost, *SHARED.values())
        for dimension, (name, lifts, opd, cost) in PROGRAMMES.items()
    ]
    return book(("Program", [(*OWN, *SHARED), *rows]))


@pytest.fixture(scope="module")
def room(seeded_store, tmp_path_factory):
    """A server over the sample, and a second pair of hands on the same store."""
    folder = tmp_path_factory.mktemp("plan")
    shutil.copy(seeded_store, folder / "store.db")
    engine = storage.open_store(stores.address(folder / "store.db"))
    with running(folder) as address:
        yield address, engine
    engine.dispose()


def standing(engine):
    """The board as anybody else would work it out from the store."""
    scope = AssessmentScope(periods.list_periods(engine)[0].id, instruments.list_instruments(engine)[0].id)
    part = workflow.results.assess.score_regions(stored_data.read_survey_data(engine, scope, REGION)).part(
        REGION
    )
    written, roster = plan_decisions.load_plan_decisions(engine, REGION), setup.roster_of(engine, REGION)[0]
    return region_plan.build_region_plan(written, roster, REGION, part, 2026, date.today())


def mine(found):
    names = {name for name, *_ in PROGRAMMES.values()}
    return {each.dimension: each for each in found.programmes if each.name in names}


def raised(found, lifts):
    """The index with these levels reached, scored from the answers up by the engine alone."""
    given = found.assessment.indicators
    values = given.values.copy()
    for leaf, level in lifts.items():
        if pd.notna(values.at[REGION, leaf]):
            values.at[REGION, leaf] = max(values.at[REGION, leaf], level)
    again = assess_units(replace(given, values=values), found.assessment.framework, found.assessment.method)
    return float(again.on_scale().at[REGION, "INDEKS"])


def words(page) -> str:
    return page.locator("[data-testid=stMain]").inner_text()


def indonesian(value: float, decimals: int = 2) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def test_a_workbook_of_programmes_becomes_a_plan(room, visit):
    server, engine = room
    page = visit(f"{server}/program?{QUERY}&bagian=berkas")
    name_oneself(page, "Sari")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "program.xlsx", "mimeType": "", "buffer": workbook()}
    )
    page.get_by_role("button", name=re.compile("Simpan 6 program")).click()
    page.get_by_text("6 program dari program.xlsx tersimpan").wait_for()
    found = standing(engine)
    assert set(mine(found)) == set(PROGRAMMES)
    for dimension, each in mine(found).items():
        gain = raised(found, each.lifts) - found.index
        if found.assessment.indicators.values.loc[REGION, list(each.lifts)].isna().all():
            assert pd.isna(found.gains.at[each.key, "gain"])
            continue
        assert found.gains.at[each.key, "gain"] == pytest.approx(gain, abs=1e-9), dimension
        if gain > 0:
            assert found.gains.at[each.key, "per_milliard"] == pytest.approx(gain / (each.cost / 1e9))


def test_the_room_decides_votes_and_sees_the_same_numbers(room, visit):
    server, engine = room
    page = visit(f"{server}/prioritas?{QUERY}&prioritas=anggaran")
    name_oneself(page, "Sari")
    plan_decisions.keep_plan_settings(engine, REGION, {"decided": DECIDED}, by=Actor("Budi"))
    found = standing(engine)
    keys = {dimension: each.key for dimension, each in mine(found).items()}
    plan_decisions.keep_plan_settings(engine, REGION, {"shortlist": list(keys.values())}, by=Actor("Budi"))
    marks = {
        key: {"dampak": float(2 + place % 4), "kemudahan": float(1 + place % 5)}
        for place, key in enumerate(keys.values())
    }
    ballots = dict.fromkeys(list(found.bodies)[:7], marks)
    before = found.votes.get("dampak_kemudahan", {})
    plan_decisions.save_ballots(engine, REGION, "dampak_kemudahan", ballots, before, by=Actor("Budi"))
    page.reload()
    page.get_by_text("15 Juni 2026").first.wait_for()
    settle(page)
    assert "Diputuskan 15 Juni 2026" in words(page)
    assert "Perubahan APBD 2026" in words(page)

    open_page(page, server, "prioritas", f"{QUERY}&prioritas=dampak")
    page.locator("svg.main-svg").first.wait_for()
    drawn = page.locator("svg.main-svg text").all_text_contents()
    for place in range(6):
        points = (2 + place % 4) * (1 + place % 5) / 25 * 100
        assert f"{points:.0f}" in drawn
    result = standing(engine).results(voting_ways()["dampak_kemudahan"])
    assert result["points"].tolist() == [(2 + p % 4) * (1 + p % 5) * 4 for p in range(6)]

    open_page(page, server, "prioritas", f"{QUERY}&prioritas=suara")
    page.get_by_text(re.compile(r"OPD memberi suara")).first.wait_for()
    done = page.locator("svg.main-svg").get_by_text(f"7/{len(found.bodies)}", exact=True)
    expect(done).not_to_have_count(0)


def test_every_dimension_gets_its_quick_win(room, visit):
    server, engine = room
    found = standing(engine)
    page = visit(f"{server}/prioritas?{QUERY}&prioritas=quick-win")
    page.get_by_text("Belum ada quick win untuk").wait_for()
    marks = {criterion.code: 3.0 for criterion in shipped_quick_win_list().criteria}
    quick_win_marks.save_quick_win_marks(
        engine, REGION, {each.key: QuickWinMarks(marks) for each in mine(found).values()}, by=Actor("Budi")
    )
    page.reload()
    settle(page)
    for name, *_ in PROGRAMMES.values():
        page.get_by_test_id("stMarkdown").filter(has_text=name).first.wait_for()
    expect(page.get_by_text("Belum ada quick win untuk")).to_have_count(0)
    passed = {verdict.dimension for verdict in standing(engine).verdicts.values() if verdict.passes}
    assert passed == set(PROGRAMMES)


def years_to_the_last_programme(found):
    """The years that the pages show, counted here from dates and costs alone."""
    first, last = found.horizon.years[0], found.horizon.years[-1]
    dated = [each for each in found.programmes if each.start and each.end]
    busy = {year for each in dated for year, rupiah in each.costs.items() if rupiah > 0}
    busy |= {each.end.year for each in dated}
    return list(range(first, max(year for year in busy if year <= last) + 1))


def reached_until(found, year):
    reached: dict[str, float] = {}
    for each in found.programmes:
        if each.end and each.end.year <= year:
            for leaf, level in each.lifts.items():
                reached[leaf] = max(level, reached.get(leaf, 0.0))
    return reached


def test_the_roadmap_its_totals_and_the_expected_index_agree(room, visit):
    server, engine = room
    found = standing(engine)
    total = sum(bar.cost for bar in found.bars)
    assert total == sum(
        r for bar in found.bars for y, r in bar.programme.costs.items() if y in found.horizon.years
    )
    assert found.costs.loc[found.costs["year"].isin(found.shown_years), "rupiah"].sum() == total
    page = visit(f"{server}/peta-jalan?{QUERY}&peta=jadwal")
    page.locator("svg.main-svg").first.wait_for()
    said = re.search(r"(\d+) program pada peta jalan, seluruhnya (Rp[\d,]+ \w+)", words(page))
    assert int(said[1]) == len(found.bars)

    open_page(page, server, "peta-jalan", f"{QUERY}&peta=unduh")
    assert said[2] in words(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh XLSX", exact=True).click()
    with open(download.value.path(), "rb") as file:
        sheet = openpyxl.load_workbook(BytesIO(file.read()))["Peta Jalan"]
    rows = list(sheet.iter_rows(values_only=True))
    column = rows[4].index("Jumlah pagu")
    assert sum(row[column] for row in rows[5:-1]) == pytest.approx(total)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh CSV", exact=True).click()
    table = pd.read_csv(download.value.path(), sep=";", decimal=",")
    assert table["Jumlah pagu"].sum() == pytest.approx(total)
    assert len(table) == len(found.bars)

    open_page(page, server, "peta-jalan", f"{QUERY}&peta=indeks")
    page.locator("svg.main-svg").first.wait_for()
    drawn = page.locator("svg.main-svg text").all_text_contents()
    shown = years_to_the_last_programme(found)
    assert found.expected["year"].tolist() == shown
    told = found.expected.set_index("year")["index"]
    for year in found.horizon.years:
        expected = raised(found, reached_until(found, year))
        assert told[min(year, shown[-1])] == pytest.approx(expected, abs=1e-9)
        if year in shown:
            assert indonesian(expected) in drawn
            assert str(year) in drawn
    assert "bukan ramalan" in words(page)
