"""Keterpaduan OPD tells what the register and the survey say, and what a new programme changes."""

import pytest

import storage
from planning.plan import collaboration, integration, service_reach
from planning.programmes.programme import Programme
from storage.upload import uploads
from storage.values import Actor, StoredFile, Submission, UploadBatch
from survey.values import Answer
from tests.pages import stores, words
from workflow.programmes import register
from workflow.results.stored_data import instrument_of_scope
from workflow.sample import load
from workflow.setup import setup

REGION = "35.18"
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def engine(store):
    opened = storage.open_store(stores.address(store))
    yield opened
    opened.dispose()


@pytest.fixture
def page(app, unexpected):
    def opened(section=None):
        app.query_params["wilayah"] = REGION
        app.switch_page("pages/rencana/keterpaduan.py").run()
        if section:
            app.button_group(key="bagian_keterpaduan").set_value(section).run()
        assert unexpected == []
        return app

    return opened


def scene(engine):
    used = load.find_sample_scope(engine)
    framework = instrument_of_scope(engine, used).framework
    assigned, roster = setup.assignments_of_region(engine, used, REGION), setup.roster_of(engine, REGION)[0]
    return integration.IntegrationSetting.of(
        framework, register.read_register(engine, REGION), assigned, roster
    )


def shown(app):
    tables = [cell for one in app.dataframe for column in one.value for cell in map(str, one.value[column])]
    texts = [
        str(one.value)
        for group in (app.markdown, app.title, app.subheader, app.caption, app.info)
        for one in group
    ]
    return " ".join([*tables, *texts])


def test_the_grid_says_how_many_programmes_it_rests_on(page, engine):
    app = page()
    assert f"{len(scene(engine).programmes)} program Kab. Nganjuk" in shown(app)
    assert "belum menyebut subdimensi" in shown(app)


def test_shared_programmes_and_data_needs_are_listed_in_full(page, engine):
    app = page("bersama")
    over = scene(engine)
    said = shown(app)
    assert f"Program yang dikerjakan bersama ({len(integration.list_shared_programmes(over))})" in said
    assert f"Data yang dibutuhkan OPD lain ({len(integration.list_data_needs(over))})" in said
    assert integration.list_shared_programmes(over)[0].name in said


def test_a_new_programme_reaches_the_portal_and_its_kecamatan(page, engine):
    new = Programme(
        "baru", "Antrean puskesmas baru", kind="layanan", lead="DINKES", districts=("Kec. Ngetos",)
    )
    before = service_reach.measure_service_reach(scene(engine).programmes).districts["Ngetos"]
    register.save_programmes(engine, REGION, {"baru": new}, by=Actor("Sari"))
    app = page("jangkauan")
    assert "Antrean puskesmas baru" in shown(app)
    assert {metric.label: metric.value for metric in app.metric}["Kecamatan terjangkau"] == "20 dari 20"
    assert (
        len(service_reach.measure_service_reach(scene(engine).programmes).districts["Ngetos"])
        == len(before) + 1
    )


def test_a_kecamatan_nobody_knows_is_told_and_not_counted(page, engine):
    only = dict.fromkeys(register.read_register(engine, REGION))
    only |= {"baru": Programme("baru", "Antrean", lead="DINKES", districts=("Ngetos", "Ngetoz"))}
    register.save_programmes(engine, REGION, only, by=Actor("Sari"))
    app = page("jangkauan")
    assert {metric.label: metric.value for metric in app.metric}["Kecamatan terjangkau"] == "1 dari 20"
    assert "Ngetoz" in app.warning[0].value


def test_the_groups_hold_every_linked_opd_and_the_network_names_the_strongest_tie(page, engine):
    app = page("jejaring")
    found, closest = (
        collaboration.find_opd_groups(scene(engine)),
        collaboration.opd_pair_links(scene(engine)).iloc[0],
    )
    short = scene(engine).opd_names.with_bodies
    assert f"Ikatan terkuat: {short[closest['one']]} dan {short[closest['other']]}" in words.as_seen(
        shown(app)
    )
    assert f"{len(found)} OPD dalam {found['group'].max()} kelompok" in shown(app)
    app = page("kelompok")
    assert f"{len(found)} OPD membentuk {found['group'].max()} kelompok" in shown(app)


@pytest.mark.parametrize("section", [None, "bersama", "jangkauan"])
def test_what_an_opd_sends_in_another_period_changes_the_register_here_too(page, engine, section):
    page(section)
    kesiapan = instrument_of_scope(engine, load.find_sample_scope(engine))
    scope = setup.open_scope(engine, setup.ensure_yearly_period(engine, 2031, Actor("Sari")), kesiapan)
    sent = Submission(REGION, "DINKES", "1", 0, (Answer(kesiapan.framework.leaves[0], "answered", 3.0),))
    file = StoredFile("dinkes.xlsx", "0" * 64, None)
    uploads.keep_upload(
        engine, UploadBatch(scope.period_id, scope.instrument_id, Actor("Sari"), (file,), submissions=(sent,))
    )
    app = page(section)
    assert not app.exception
