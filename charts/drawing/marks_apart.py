"""Sets numbered marks apart that would cover each other: each as near to its true place as it can be."""

import math
from collections.abc import Iterator, Sequence

Spot = tuple[float, float]
Block = tuple[float, float, float, float]  # left, right, top, bottom
RINGS = 8


def set_marks_apart(spots: Sequence[Spot], size: float, room: Spot, blocks: Sequence[Block]) -> list[Spot]:
    """Places for marks of a diameter, in the order given, within `room` (width, height), all in pixels.

    A mark keeps its spot where nothing lies on it, else it goes to the first free place on widening rings; it
    also keeps off `blocks`. Where there is no free place it stays.
    """
    taken: list[Spot] = []
    for spot in spots:
        found = (place for place in _around(spot, size * 1.05) if _free(place, size, room, taken, blocks))
        taken.append(next(found, spot))
    return taken


def _around(spot: Spot, reach: float) -> Iterator[Spot]:
    yield spot
    for ring in range(1, RINGS + 1):
        for turn in range(8 * ring):
            angle = 2 * math.pi * turn / (8 * ring)
            yield spot[0] + reach * ring * math.cos(angle), spot[1] + reach * ring * math.sin(angle)


def _free(place: Spot, size: float, room: Spot, taken: Sequence[Spot], blocks: Sequence[Block]) -> bool:
    x, y = place
    if not (0 <= x <= room[0] and 0 <= y <= room[1]):
        return False
    if any(math.dist(place, other) < size for other in taken):
        return False
    half = size / 2
    return not any(
        left - half < x < right + half and top - half < y < bottom + half
        for left, right, top, bottom in blocks
    )
