"""Names beside points: each on the first side where it covers no point, no other name and no edge."""

from collections.abc import Sequence

from charts.drawing.marks_apart import Block, Spot

SIDES = ("left", "right", "bottom", "top")
"""How the text is anchored to its point: "left" stands right of it, "bottom" above."""


def choose_label_anchors(
    spots: Sequence[Spot], sizes: Sequence[Spot], gap: float, room: Spot, marks: Sequence[Spot], sure: int = 0
) -> list[str]:
    """For the name of each spot an anchor of SIDES in the order given, "" where it finds no place.

    `sizes` are widths and heights of the names, `room` those of the plot, `marks` every point to keep free,
    all in pixels; `gap` stands between a point and its name and is about the size of a point. The first
    `sure` names are placed in any case, within the edges over points if need be.
    """
    taken = [(x - gap, x + gap, y - gap, y + gap) for x, y in marks]
    found = []
    for place, (spot, size) in enumerate(zip(spots, sizes, strict=True)):
        boxes = {side: _box(spot, size, gap, side) for side in SIDES}
        within = [side for side in SIDES if _inside(boxes[side], room)]
        free = [side for side in within if _clear(boxes[side], taken)]
        side = next(iter(free or (within if place < sure else ())), SIDES[0] if place < sure else "")
        if side:
            taken.append(boxes[side])
        found.append(side)
    return found


def _box(spot: Spot, size: Spot, gap: float, side: str) -> Block:
    (x, y), (width, height) = spot, size
    if side in ("left", "right"):
        start = x + gap if side == "left" else x - gap - width
        return start, start + width, y - height / 2, y + height / 2
    top = y - gap - height if side == "bottom" else y + gap
    return x - width / 2, x + width / 2, top, top + height


def _inside(box: Block, room: Spot) -> bool:
    return box[0] >= 0 and box[1] <= room[0] and box[2] >= 0 and box[3] <= room[1]


def _clear(box: Block, taken: Sequence[Block]) -> bool:
    return not any(
        box[0] < right and left < box[1] and box[2] < bottom and top < box[3]
        for left, right, top, bottom in taken
    )
