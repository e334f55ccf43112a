"""Cells look like the country: neighbours, areas, towns inside a regency; tiles keep their places apart."""

import csv
import importlib.util
from pathlib import Path

import pandas as pd
import pytest
from shapely import Polygon, STRtree

from charts.comparison import region_shapes
from reference import regions
from reference.tables import DATA, read_data_table


def polygons(shown):
    return {code: Polygon(list(zip(*ring, strict=True))) for code, ring in shown.rings.items()}


def bordering():
    """Pairs of regions that border each other, both ways round; computed from open boundaries."""
    with (Path(__file__).parent / "bordering.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(row["kode"], other) for row in rows for other in filter(None, row["berbatasan"].split(";"))}


@pytest.fixture(scope="module")
def country():
    return polygons(region_shapes.region_cells())


def test_every_region_has_one_valid_cell_around_its_centre(country):
    assert list(country) == list(regions.list_regions().index)
    assert all(cell.is_valid and cell.area > 0 for cell in country.values())
    centres = region_shapes.region_cells().centres
    assert set(centres) == set(country)


def test_cells_that_touch_are_mostly_regions_that_border(country):
    """Measured when the drawing was chosen: precision 0.91, recall 0.77."""
    codes = list(country)
    first, second = STRtree([country[code].buffer(1) for code in codes]).query(
        [country[code] for code in codes], predicate="intersects"
    )
    touch = {frozenset((codes[a], codes[b])) for a, b in zip(first, second, strict=True) if a != b}
    border = {frozenset(pair) for pair in bordering()}
    assert len(touch & border) / len(touch) > 0.9
    assert len(touch & border) / len(border) > 0.75


def test_the_shipped_rings_are_those_that_the_script_makes():
    spec = importlib.util.spec_from_file_location("make_cells", DATA / "regions" / "make_cells.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for table, made in script.make_cells().items():
        pd.testing.assert_frame_equal(read_data_table(table), made, check_dtype=False)


def test_bordering_is_mutual():
    assert {(b, a) for a, b in bordering()} == bordering()


def test_areas_are_those_of_the_register_nearly(country):
    assert sum(cell.area for cell in country.values()) / regions.list_regions()[
        "area_km2"
    ].sum() == pytest.approx(1.18, abs=0.03)


def test_towns_inside_a_regency_are_drawn_on_top_of_it():
    above = region_shapes.region_cells("35").above
    assert {"35.77", "35.71", "35.72"} <= above  # Kota Madiun, Kediri, Blitar
    assert all(regions.find_region(code).kind == "Kota" for code in above)
    assert len(region_shapes.region_cells().above) == 39


@pytest.mark.parametrize(("province", "count"), [("35", 38), ("31", 6), ("91", 9), (None, 514)])
def test_a_province_holds_its_own_regions_only(province, count):
    for shown in (region_shapes.region_cells(province), region_shapes.region_tiles(province)):
        assert len(shown.rings) == len(shown.centres) == count
        assert province is None or all(code.startswith(province) for code in shown.rings)
        assert "bukan batas resmi" in shown.sketch


@pytest.mark.parametrize("province", sorted({code[:2] for code in regions.list_regions().index}))
def test_tiles_of_a_province_never_overlap(province):
    shown = region_shapes.region_tiles(province)
    centres = list(shown.centres.values())
    apart = [(a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for i, a in enumerate(centres) for b in centres[i + 1 :]]
    assert min(apart, default=1.0) > 0.99


def test_north_is_up():
    centres = region_shapes.region_tiles("35").centres
    assert centres["35.23"][1] > centres["35.18"][1]  # Tuban lies north of Nganjuk
    cells = region_shapes.region_cells("35").centres
    assert cells["35.10"][0] > cells["35.01"][0]  # Banyuwangi lies east of Pacitan
