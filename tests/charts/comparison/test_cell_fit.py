"""Boxes in convex rings, told as shapely tells them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPoint, Polygon, box

from charts.comparison.cell_fit import centre_of, holds_box, meets_box, ring_of

near = st.integers(-40, 40).map(float)


@st.composite
def rings(draw):
    points = draw(st.lists(st.tuples(near, near), min_size=3, max_size=12, unique=True))
    hull = MultiPoint(points).convex_hull
    return tuple(map(tuple, hull.exterior.xy)) if isinstance(hull, Polygon) else ((0, 9, 0, 0), (0, 0, 9, 0))


@st.composite
def boxes(draw):
    left, low, wide, high = draw(near), draw(near), draw(st.integers(1, 20)), draw(st.integers(1, 20))
    # Off the grid of the rings: on a side itself both answers would do.
    return left + 0.37, low + 0.41, left + wide + 0.13, low + high + 0.19


@given(rings(), boxes())
def test_a_box_is_held_and_met_as_shapely_says(ring, at):
    cell, label = Polygon(list(zip(*ring, strict=True))), box(*at)
    assert holds_box(ring, at) == cell.contains(label)
    assert meets_box(ring, at) == cell.intersects(label)
    assert centre_of(ring) == pytest.approx((cell.centroid.x, cell.centroid.y), abs=1e-9)


def test_a_box_as_a_ring_meets_itself_and_what_touches_it():
    one = (0.0, 0.0, 2.0, 1.0)
    assert meets_box(ring_of(one), one)
    assert meets_box(ring_of(one), (2.0, 0.0, 3.0, 1.0))
    assert not meets_box(ring_of(one), (2.1, 0.0, 3.0, 1.0))
    np.testing.assert_allclose(centre_of(ring_of(one)), (1.0, 0.5))
