"""What our own stores hold passes every check of a package and arrives whole, of whatever survey."""

import shutil
from dataclasses import replace

import pytest

import storage
from benchmarks import packages_kept
from reference import instruments
from storage.results import state
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.workflow.published_tables import DENPASAR, KOMINFO_2022, MALANG
from tests.workflow.survey_scene import ACTOR, same
from workflow.package import contents, gather, parts
from workflow.package.archive import read_package, write_package
from workflow.package.facts import list_packed_facts
from workflow.package.import_package import store_package
from workflow.results import assess, stored_data
from workflow.upload import temporary_store


@pytest.fixture
def clean(migrated, tmp_path):
    shutil.copy(migrated, tmp_path / "other.db")
    opened = storage.open_store(f"sqlite:///{tmp_path / 'other.db'}")
    yield opened
    opened.dispose()


def facts(store, code):
    return dict(list_packed_facts(gather.pack_region(store, code)))


@pytest.mark.parametrize("source", [KOMINFO_2022, MALANG, DENPASAR], ids=lambda one: one.name)
def test_published_tables_travel(source, clean):
    instrument = instruments.load_instrument(source.instrument)
    file = SourceFile(source.name, source.path.read_bytes())
    readings = read_batch([file], ReadingContext(instrument, weights=source.weights))
    with temporary_store.temporary_store() as home:
        scope, _ = temporary_store.keep_in_new_period(home, instrument, "2026", readings, {}, source.weights)
        codes = state.list_known_regions(home)
        package = read_package(write_package(gather.gather_package(home, codes)))
        assert store_package(clean, package, ACTOR) == codes
        there = stored_data.AssessmentScope(1, 1)
        one, two = (
            assess.score_regions(stored_data.read_survey_data(store, at))
            for store, at in ((home, scope), (clean, there))
        )
        same(one, two)
        for code in codes[:5]:
            assert facts(home, code) == facts(clean, code)


@pytest.mark.parametrize("size", [1, 2_000, 8_000])
def test_a_region_in_parts_is_the_region(size, clean, monkeypatch):
    monkeypatch.setattr(parts, "PART_BYTES", size)
    packages_kept.fill_region(clean, packages_kept.NGANJUK, 3.0)
    whole = gather.pack_region(clean, packages_kept.NGANJUK)
    split = list(parts.split_region(whole))
    assert len(split) > 1
    spooled = parts.SpooledRegions()
    for part in split:
        spooled.add_part(whole.code, parts.pack_region_part(part))
    assert contents.REGION.encode(spooled[0]) == contents.REGION.encode(whole)
    assert len(spooled) == len(spooled[:]) == 1


@pytest.mark.parametrize("size", [1, 2_000])
def test_a_region_in_parts_is_brought_in_whole(size, clean, monkeypatch):
    with packages_kept.open_kept_stores() as stores:
        (home, begun) = stores[1].engine, stores[0]
        package = gather.gather_package(home, [packages_kept.NGANJUK])
        monkeypatch.setattr(parts, "PART_BYTES", size)
        spooled = parts.SpooledRegions()
        for part in parts.split_region(package.regions[0]):
            spooled.add_part(package.regions[0].code, parts.pack_region_part(part))
        assert begun.bring(replace(package, regions=spooled)) == "brought in"
