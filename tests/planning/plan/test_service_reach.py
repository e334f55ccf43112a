"""Whom programmes serve: places counted once whatever they are called, services by theme."""

import pytest

from planning.plan import integration, service_reach
from planning.plan.integration import IntegrationSetting
from reference import agencies, portal
from tests.planning.registers import ASSIGNED, KESIAPAN, ROSTER, made
from workflow.sample import programmes as sample


def test_reach_counts_each_kecamatan_and_desa_once_whatever_it_is_called():
    found = service_reach.measure_service_reach(
        [
            made("a", districts=("Berbek", "Kec. Pace"), villages=("Sonopatik",)),
            made("b", districts=("kecamatan berbek", "PACE"), villages=("sonopatik", "Maguan")),
            made("c", districts=("Seluruh kecamatan",)),
            made("d"),
            made("e", villages=("Semua desa",)),
        ]
    )
    assert found.districts == {"Berbek": ("a", "b"), "Pace": ("a", "b")}
    assert (found.villages, found.everywhere, found.silent) == (2, ("c", "e"), ("d",))


def test_all_desa_of_a_kecamatan_are_not_all_desa():
    found = service_reach.measure_service_reach([made("a", districts=("Berbek",), villages=("Semua desa",))])
    assert (found.districts, found.everywhere) == ({"Berbek": ("a",)}, ())


@pytest.mark.parametrize(
    ("name", "sectors", "node", "theme"),
    [
        ("Antrean daring puskesmas", [], "", "kesehatan"),
        ("Portal", ["pmd"], "", "desa"),
        ("Portal", [], "ENV2", "lingkungan"),
        ("Portal", [], "", "lain"),
        ("Literasi digital desa", ["pmd"], "SOC1", "pendidikan"),
    ],
)
def test_a_service_is_placed_by_its_words_then_its_opd_then_its_subdimension(name, sectors, node, theme):
    assert portal.theme_of_service(name, sectors, node).key == theme


def test_themes_name_subdimensions_and_urusan_that_exist():
    known = agencies.list_sectors().index
    for theme in portal.service_themes():
        assert set(theme.nodes) <= set(integration.list_subdimensions(KESIAPAN))
        assert set(theme.sectors) <= set(known)


def test_the_portal_lists_every_application_and_service_once():
    scene = IntegrationSetting.of(KESIAPAN, sample.sample_programmes("35.18", 2026), ASSIGNED, ROSTER)
    expected = {one.key for one in scene.programmes if one.kind in ("aplikasi", "layanan")}
    found = service_reach.list_portal_services(scene)
    assert sorted(found["programme"]) == sorted(expected)
