"""A locked period prints the same bytes, whatever is done afterwards to what it rests on."""

import random
import shutil
import time
from datetime import date, datetime, timedelta

import pytest

import storage
from planning.programmes.programme import Programme
from reference import agencies, instruments
from reports.documents import DOCUMENTS
from reports.plain_text import make_table_csv
from storage import audit, entries
from storage.results import state
from storage.setup import assignments, periods, rosters, targets
from storage.upload import choices, unstored_files
from storage.upload.unstored_files import UnstoredFile
from storage.values import Actor
from tests.reports.scene import NGANJUK
from ui.plan import plan, roadmap_costs
from ui.shared.kept_plan import region_roster
from ui.shared.selection import Selection
from workflow import dates
from workflow.documents.source import DocumentSource
from workflow.plan import roadmap_table
from workflow.programmes import goals, register, register_view
from workflow.sample import load
from workflow.setup import deadline, setup

BY, LATER = Actor("Sari"), Actor("Lain")
PLACE = "Dua daerah"


@pytest.fixture(scope="module")
def engine(seeded_store, tmp_path_factory):
    file = shutil.copy(seeded_store, tmp_path_factory.mktemp("locked"))
    engine = storage.open_store(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def both(engine):
    """The region and one more of the sample, both locked."""
    scope = load.find_sample_scope(engine)
    other = next(code for code in sorted(_regions(engine)) if code != NGANJUK)
    deadline.set_answer_deadline(engine, scope, NGANJUK, deadline.DeadlineChange(None, date(2026, 12, 1)), BY)
    for region in (NGANJUK, other):
        periods.lock_period(engine, scope.period_id, region, BY, "berita acara")
    return DocumentSource(engine, scope, (NGANJUK, other), PLACE)


@pytest.fixture(scope="module")
def before(both):
    return produced(both)


@pytest.fixture(scope="module")
def after(both, before):
    """The same an age later: everything that may be written was written, and the clock went on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "require_open_rows", lambda *_given: None)  # a copy needs nobody to refuse
        for region in both.regions:
            rewrite(both.store, both.scope, region)
    later = type("Later", (datetime,), {"now": classmethod(lambda _cls, zone=None: _later(zone))})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "datetime", later)
        time.sleep(2.1)  # ZIP counts by two seconds
        return produced(both)


def _later(zone):
    return datetime.now(zone) + timedelta(days=45)


def _regions(engine):
    return state.list_known_regions(engine)


def produced(both):
    one = DocumentSource(both.store, both.scope, both.regions[:1])
    many = DocumentSource(both.store, both.scope, both.regions, PLACE)
    made = {(key, "one"): document.produce(one) for key, document in DOCUMENTS.items()}
    pages = {(key, "page"): content for key, content in of_pages(both).items()}
    return (
        made
        | pages
        | {(key, "many"): DOCUMENTS[key].produce(many) for key in ("profil", "nota", "skor_csv", "skor_xlsx")}
    )


def of_pages(both):
    """The files of the plan that pages make themselves."""
    store, scope = both.store, both.scope
    period, instrument = both.each()[0].period, instruments.load_instrument("kesiapan")
    seen = Selection(store, period, instrument, scope, NGANJUK, state.store_state(store))
    rows = roadmap_table.build_roadmap_table(plan.selected_region_plan(seen))
    view = register_view.view_register(seen.engine, instrument, NGANJUK, seen.result())
    told = {"place": seen.region_label, "period": period.label, "label": seen.label_file()}
    known, listed = goals.list_goals(seen.engine, NGANJUK), region_roster(seen)
    return {
        "peta_jalan.xlsx": roadmap_costs.make_roadmap_workbook(seen, rows),
        "peta_jalan.csv": make_table_csv(rows, seen.find_head()),
        "program.xlsx": seen.stamp_workbook(
            register_view.register_workbook(view, year=period.ends.year, empty=False, **told)
        ),
        "sasaran.xlsx": seen.stamp_workbook(
            goals.write_goal_workbook(known, NGANJUK, listed, seen.label_file())
        ),
    }


def rewrite(engine, scope, region):
    """Each kind of writing that a lock of one period leaves to the region."""
    dice = random.Random(region)
    later = periods.list_periods(engine)[-1]
    if later.id == scope.period_id:
        later = periods.add_period(engine, "2027", date(2027, 1, 1), date(2027, 12, 31), LATER)
    next_scope = setup.open_scope(engine, later, instruments.load_instrument("kesiapan"))
    roster = setup.roster_of(engine, region)[0].sample(frac=0.6, random_state=1)
    roster = roster.assign(name="Dinas Gabungan " + roster["opd"], short="X" + roster["opd"], vote="LAIN")
    setup.save_roster(engine, next_scope, region, roster, LATER)
    wrong = agencies.general_roster(region).tail(9)
    rosters.write_roster(engine, region, wrong, LATER, since=date(2027, 6, 1))
    for node in ("GOV", "ECO", "LIV1.1"):
        for year in (2025, 2026, 2027, 2029):
            targets.save_target(engine, region, node, year, dice.choice([1.5, 2.0, 4.75]), by=LATER)
    for place in entries.list_entry_scopes(engine, region):
        found = entries.list_entries(engine, place)
        entries.save_entries(engine, place, dict.fromkeys(list(found)[::2]), by=LATER)
    goals.save_goals(engine, region, [], LATER)
    register.save_programmes(engine, region, {"p0": _programme("p0")}, by=LATER)
    seen = date(2026, 12, 1) if region == NGANJUK else None
    deadline.set_answer_deadline(
        engine, scope, region, deadline.DeadlineChange(seen, date(2026, 12, 24)), LATER
    )
    refused = UnstoredFile(region, "DINKES", "x.xlsx", "0" * 64, "refused", "Rusak")
    unstored_files.keep_unstored_files(engine, scope.period_id, scope.instrument_id, [refused], LATER)
    choices.save_choice(engine, region, "region", "Nganjuk", region, LATER)


def _programme(key):
    return Programme(key, "Program sesudah dikunci", "GOV", lead="DINKES", costs={2027: 1e9})


EVERY = [(key, "one") for key in DOCUMENTS] + [
    (key, "many") for key in ("profil", "nota", "skor_csv", "skor_xlsx")
]
EVERY += [(key, "page") for key in ("peta_jalan.xlsx", "peta_jalan.csv", "program.xlsx", "sasaran.xlsx")]


@pytest.mark.parametrize("which", EVERY, ids="-".join)
def test_a_locked_period_prints_the_same_bytes(which, before, after):
    assert after[which] == before[which]


def test_the_live_store_would_have_printed_something_else(both, before, after):
    """That what is compared above can differ at all."""
    periods.unlock_period(both.store, both.scope.period_id, NGANJUK, BY, "uji")
    one = DocumentSource(both.store, both.scope, (NGANJUK,))
    same = [key for key, document in DOCUMENTS.items() if document.produce(one) == before[key, "one"]]
    assert same == []


def test_what_was_rewritten_is_in_the_store(both, after):
    live = rosters.read_roster(both.store, NGANJUK)
    assert len(live) == 9
    assert len(assignments.read_assignments(both.store, *_later_scope(both), NGANJUK))


def _later_scope(both):
    return periods.list_periods(both.store)[-1].id, both.scope.instrument_id
