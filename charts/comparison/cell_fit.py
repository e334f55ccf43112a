"""Whether a box of words fits in a convex cell, and whether it meets what is drawn there already."""

from collections.abc import Sequence

import numpy as np

Ring = tuple[Sequence[float], Sequence[float]]
Box = tuple[float, float, float, float]
"""Left, low, right, high."""


def holds_box(ring: Ring, box: Box) -> bool:
    """Whether a convex ring holds the box: all its corners.

    By crossings, not by sides: corners rounded to 0.1 km may leave a ring a dent that no eye sees.
    """
    x, y = (np.asarray(side, dtype=float) for side in ring)
    for east, north in _corners(box):
        above = y > north
        crossed = np.flatnonzero(above[:-1] != above[1:])
        share = (north - y[crossed]) / (y[crossed + 1] - y[crossed])
        if (east < x[crossed] + share * (x[crossed + 1] - x[crossed])).sum() % 2 == 0:
            return False
    return True


def meets_box(ring: Ring, box: Box) -> bool:
    """Whether a convex ring and the box have a point in common: no side of either parts them."""
    corners, points = _corners(box), np.column_stack(ring)
    normals, ends = _sides(ring)
    if ((corners @ normals.T).min(axis=0) > ends).any():
        return False
    low, high = points.min(axis=0), points.max(axis=0)
    return bool((low <= corners.max(axis=0)).all() and (high >= corners.min(axis=0)).all())


def ring_of(box: Box) -> Ring:
    """The box as a ring."""
    left, low, right, high = box
    return (left, right, right, left, left), (low, low, high, high, low)


def centre_of(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of a closed ring."""
    x, y = (np.asarray(side, dtype=float) for side in ring)
    x0, y0 = x[0], y[0]
    east, north = x - x0, y - y0
    cross = east[:-1] * north[1:] - east[1:] * north[:-1]
    area = 3 * cross.sum()
    return (
        float(x0 + ((east[:-1] + east[1:]) * cross).sum() / area),
        float(y0 + ((north[:-1] + north[1:]) * cross).sum() / area),
    )


def _corners(box: Box) -> np.ndarray:
    left, low, right, high = box
    return np.array([(left, low), (right, low), (right, high), (left, high)])


def _sides(ring: Ring) -> tuple[np.ndarray, np.ndarray]:
    """The outward normal of every side, and how far the ring reaches along it."""
    points = np.column_stack(ring)
    along = np.diff(points, axis=0)
    normals = np.column_stack([along[:, 1], -along[:, 0]])
    turned = np.sign((points[:-1, 0] * along[:, 1] - points[:-1, 1] * along[:, 0]).sum()) or 1.0
    return normals * turned, np.einsum("ij,ij->i", points[:-1], normals * turned)
