"""Inside the child: what a kabupaten's template looks like, and our slides laid onto it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE

from charts.drawing.format import format_number
from reports.slides.template_parts import strip_template
from reports.slides.template_scrubbing import RELATIONS
from survey.files.preflight import RefusalError

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
SMALLEST, LARGEST = (5_943_600, 4_114_800), 51_206_400
"""Width and height in EMU (16.5 x 11.4 cm) under which nothing of ours is legible; the format's own end."""
OWN = (RELATIONSHIP_TYPE.SLIDE_LAYOUT, RELATIONSHIP_TYPE.NOTES_SLIDE)
CARRIED = ("title", "author", "language", "keywords")


@dataclass(frozen=True)
class TemplateShape:
    """What of a template its slides are drawn by: size and place of the title in EMU, what stayed behind.

    `title` is (left, top, width, height), None where the layout gives it no place.
    """

    width: int
    height: int
    title: tuple[int, int, int, int] | None
    lost: tuple[str, ...]

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> TemplateShape:
        """What `measure_template` said, as it comes from the child."""
        place, lost = fields["title"], tuple(map(str, fields["lost"]))
        title = (int(place[0]), int(place[1]), int(place[2]), int(place[3])) if place else None
        return cls(int(fields["width"]), int(fields["height"]), title, lost)


def measure_template(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The fields of a TemplateShape, no bytes. Raises RefusalError where the template cannot be used."""
    stripped = strip_template(content)
    presentation = Presentation(io.BytesIO(stripped.content))
    wide, high = _size(presentation)
    layout = _layout(presentation)
    shape = next(one for one in layout.placeholders if one.placeholder_format.type in TITLES)
    sides = (shape.left, shape.top, shape.width, shape.height)
    place = None if any(side is None for side in sides) else [int(side) for side in sides]
    return {"width": wide, "height": high, "title": place, "lost": list(stripped.lost)}, b""


def graft_slides(data: bytes, deck_bytes: int) -> tuple[dict[str, Any], bytes]:
    """The slides of our deck on the layouts of the template: nothing to say, and the presentation.

    `data` holds the deck, `deck_bytes` long, and after it the template. Raises RefusalError as
    `measure_template`.
    """
    target = Presentation(io.BytesIO(strip_template(data[deck_bytes:]).content))
    source = Presentation(io.BytesIO(data[:deck_bytes]))
    layout = _layout(target)
    for slide in source.slides:
        _graft(slide, target.slides.add_slide(layout))
    for name in CARRIED:
        setattr(target.core_properties, name, getattr(source.core_properties, name))
    made = io.BytesIO()
    target.save(made)
    return {}, made.getvalue()


def _size(presentation: Any) -> tuple[int, int]:
    wide, high = presentation.slide_width or 0, presentation.slide_height or 0
    if not (SMALLEST[0] <= wide <= LARGEST and SMALLEST[1] <= high <= LARGEST):
        raise RefusalError(
            "size", f"{format_number(wide / 360_000, 1)} x {format_number(high / 360_000, 1)} cm"
        )
    return wide, high


def _layout(presentation: Any) -> Any:
    """The layout with a title and the least beside it. What a broken package raises, the child says."""
    found = [
        (len(kinds), number, layout)
        for number, layout in enumerate(presentation.slide_layouts)
        if PP_PLACEHOLDER.TITLE in (kinds := [one.placeholder_format.type for one in layout.placeholders])
        if PP_PLACEHOLDER.CENTER_TITLE not in kinds
    ]
    if not found:
        raise RefusalError("title")
    return min(found)[2]


def _graft(ours: Any, slide: Any) -> None:
    """Our shapes in place of the layout's; charts and what else they stand on come along."""
    marks = {
        mark: slide.part.relate_to(relation.target_part, relation.reltype)
        for mark, relation in ours.part.rels.items()
        if relation.reltype not in OWN and not relation.is_external
    }
    tree = slide.shapes._spTree
    for shape in list(slide.shapes):
        tree.remove(shape._element)
    for shape in ours.shapes:
        element = deepcopy(shape._element)
        for one in element.iter():
            for name, mark in one.attrib.items():
                if name.startswith(f"{{{RELATIONS}}}"):
                    one.set(name, marks[mark])
        tree.append(element)
    if ours.has_notes_slide:
        slide.notes_slide.notes_text_frame.text = ours.notes_slide.notes_text_frame.text
