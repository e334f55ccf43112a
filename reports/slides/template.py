"""The presentation that slides go into: our own plain one, or a kabupaten's template."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from reports.errors import DocumentError
from reports.slides.sheet import INK, SlideBox

FONT = "Arial"
LARGEST = 100_000_000
MARGIN, TOP, TITLE, FOOT = 43.0, 30.0, 76.0, 34.0
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
REFUSED = (
    "Templat {name}tidak dapat dipakai: {why}. Simpan ulang templat di PowerPoint sebagai Presentasi "
    "(.pptx), lalu unggah lagi, atau lanjutkan tanpa templat."
)


@dataclass(frozen=True, eq=False)
class BlankPresentation:
    """An empty presentation: its layout for slides, where titles stand and what is free under them."""

    presentation: Any
    layout: Any
    title: SlideBox
    area: SlideBox
    own: bool


def plain_presentation(wide: bool) -> BlankPresentation:
    """Our own: light, Arial, 16:9 or 4:3."""
    presentation: Any = Presentation(BytesIO(_plain(wide)))
    across, down = (size / Pt(1) for size in (presentation.slide_width, presentation.slide_height))
    title = SlideBox(MARGIN, TOP, across - 2 * MARGIN, TITLE)
    area = SlideBox(MARGIN, TOP + TITLE + 6, across - 2 * MARGIN, down - TOP - TITLE - 6 - FOOT - 8)
    return BlankPresentation(presentation, presentation.slide_layouts[5], title, area, own=True)


@lru_cache(maxsize=2)
def _plain(wide: bool) -> bytes:
    """python-pptx's own presentation, widened, in Arial, with titles on the left."""
    presentation: Any = Presentation()
    if wide:
        ratio = (16 / 9) / (4 / 3)
        presentation.slide_width = Emu(round(presentation.slide_width * ratio))
        master = presentation.slide_master
        for part in (master, *presentation.slide_layouts):
            for shape in part.placeholders:
                if shape._element.spPr.find(qn("a:xfrm")) is not None:
                    left, top, width, height = shape.left, shape.top, shape.width, shape.height
                    shape.left, shape.width = Emu(round(left * ratio)), Emu(round(width * ratio))
                    shape.top, shape.height = top, height
    _restyle(presentation.slide_master)
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _restyle(master: Any) -> None:
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = re.sub(rb'(<a:latin typeface=")Calibri[^"]*"', rb"\g<1>" + FONT.encode() + b'"', theme.blob)
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", "3000")
    run.set("b", "1")
    for old in run.findall(qn("a:solidFill")):
        run.remove(old)
    run.insert(0, parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{INK}"/></a:solidFill>'))


def presentation_of_template(content: bytes, name: str = "") -> BlankPresentation:
    """A kabupaten's template without its slides. Raises DocumentError where it cannot be used."""
    said = f'"{name}" ' if name else ""
    _require_sane(content, said)
    try:
        presentation = Presentation(BytesIO(content))
        _empty(presentation)
        layout = _with_title(presentation)
    except DocumentError:
        raise
    except Exception as damage:  # whatever a broken package makes python-pptx or lxml raise
        raise DocumentError(
            REFUSED.format(name=said, why="berkasnya rusak atau bukan presentasi")
        ) from damage
    if layout is None:
        raise DocumentError(REFUSED.format(name=said, why="tidak ada tata letak yang berjudul"))
    return _ground(presentation, layout)


def _require_sane(content: bytes, name: str) -> None:
    """A ZIP whose parts, unpacked, stay within measure."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            kinds = archive.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError) as damage:
        why = "berkasnya rusak atau bukan presentasi PowerPoint"
        raise DocumentError(REFUSED.format(name=name, why=why)) from damage
    if size > LARGEST:
        raise DocumentError(REFUSED.format(name=name, why="isinya terlalu besar"))
    if b"presentationml" not in kinds:
        raise DocumentError(REFUSED.format(name=name, why="bukan presentasi PowerPoint"))
    if b"macroEnabled" in kinds or b"vbaProject" in kinds:
        raise DocumentError(REFUSED.format(name=name, why="memuat makro"))


def _empty(presentation: Any) -> None:
    listed = presentation.slides._sldIdLst
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)


def _with_title(presentation: Any) -> Any:
    """The layout with a title and the least beside it."""
    found = [
        (len(list(layout.placeholders)), number, layout)
        for number, layout in enumerate(presentation.slide_layouts)
        if any(shape.placeholder_format.type in TITLES for shape in layout.placeholders)
        and not any(
            shape.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE for shape in layout.placeholders
        )
    ]
    return min(found)[2] if found else None


def _ground(presentation: Any, layout: Any) -> BlankPresentation:
    """The title where the template has it; the rest of the slide under it, as wide, is free."""
    across, down = (size / Pt(1) for size in (presentation.slide_width, presentation.slide_height))
    shape = next(shape for shape in layout.placeholders if shape.placeholder_format.type in TITLES)
    title = SlideBox(*(side / Pt(1) for side in (shape.left, shape.top, shape.width, shape.height)))
    low = title.top > down / 3 or title.width < across / 2
    if low:
        title = SlideBox(MARGIN, TOP, across - 2 * MARGIN, TITLE)
    title = SlideBox(title.left, title.top, title.width, max(title.height, TITLE))
    top = title.top + title.height + 6
    area = SlideBox(title.left, top, title.width, down - top - FOOT - 8)
    return BlankPresentation(presentation, layout, title, area, own=False)
