"""The presentation that slides go into: our own plain one, in the measure of a kabupaten's template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from reports.errors import DocumentError
from reports.slides import grafting
from reports.slides.sheet import INK, SlideBox
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox

FONT = "Arial"
MARGIN, TOP, TITLE, FOOT = 43.0, 30.0, 76.0, 34.0
REFUSED = (
    "Templat {name}tidak dapat dipakai: {why}. {remedy}, lalu unggah lagi, atau lanjutkan tanpa templat."
)
RESAVE = "Simpan ulang templat di PowerPoint sebagai Presentasi (.pptx)"
SLIM = "Hapus gambar, tata letak, dan salindia yang tidak dipakai, simpan sebagai Presentasi (.pptx)"
WHY = {
    "E01": ("berkasnya terkunci kata sandi", "Hapus kata sandinya di PowerPoint, simpan"),
    "E04": ("berkasnya rusak, atau unduhannya terputus", RESAVE),
    "E05": ("isinya terlalu besar setelah dibuka ({found})", SLIM),
    "E06": ("berkasnya kosong (0 bita)", RESAVE),
    "E09": ("susunannya melebihi batas aman ({found})", SLIM),
    "E12": ("isinya memerlukan memori di atas batas aman, atau pembacaannya terhenti", SLIM),
    "E13": ("{found}", RESAVE),
    "E42": ("pembacaannya lebih lama dari {found} detik", SLIM),
    "macro": ("memuat makro", RESAVE),
    "picture": ("gambar di dalamnya terlalu besar ({found})", SLIM),
    "layouts": ("tata letaknya terlalu banyak ({found})", SLIM),
    "size": (
        "ukuran salindianya {found}, di luar yang dapat diisi",
        "Ubah ukuran salindia di PowerPoint, simpan",
    ),
    "title": ("tidak ada tata letak yang berjudul", "Tambahkan tata letak berjudul di PowerPoint, simpan"),
}


@dataclass(frozen=True, eq=False)
class BlankPresentation:
    """An empty presentation: its layout for slides, where titles stand and what is free under them."""

    presentation: Any
    layout: Any
    title: SlideBox
    area: SlideBox

    @property
    def whole_slide(self) -> SlideBox:
        """A slide from edge to edge."""
        sides = (self.presentation.slide_width, self.presentation.slide_height)
        return SlideBox(0, 0, *(side / Pt(1) for side in sides))


@dataclass(frozen=True)
class SlideTemplate:
    """A kabupaten's template that was read and can be used: slides are drawn by `shape`, then laid on it."""

    name: str
    content: bytes = field(repr=False)
    shape: grafting.TemplateShape


def plain_presentation(wide: bool) -> BlankPresentation:
    """Our own: light, Arial, 16:9 or 4:3."""
    presentation: Any = Presentation(BytesIO(_plain(wide)))
    across, down = (size / Pt(1) for size in (presentation.slide_width, presentation.slide_height))
    return _blank(presentation, SlideBox(MARGIN, TOP, across - 2 * MARGIN, TITLE), down)


def _blank(presentation: Any, title: SlideBox, down: float) -> BlankPresentation:
    """The rest of the slide under the title, as wide, is free."""
    top = title.top + title.height + 6
    area = SlideBox(title.left, top, title.width, down - top - FOOT - 8)
    return BlankPresentation(presentation, presentation.slide_layouts[5], title, area)


def measure_slide_template(content: bytes, name: str = "") -> grafting.TemplateShape:
    """What slides for a kabupaten's template are drawn by, read in the child.

    Raises DocumentError where the template cannot be used.
    """
    try:
        with Sandbox() as sandbox:
            fields, _ = sandbox.call_function(grafting.measure_template, content)
    except RefusalError as refusal:
        raise DocumentError(_words(refusal, name)) from refusal
    return grafting.TemplateShape.from_fields(fields)


def lay_on_template(deck: bytes, given: SlideTemplate) -> bytes:
    """The slides of a deck on the template, made in the child. Raises DocumentError where it cannot be."""
    try:
        with Sandbox() as sandbox:
            return sandbox.call_function(grafting.graft_slides, (deck, given.content), deck_bytes=len(deck))[
                1
            ]
    except RefusalError as refusal:
        raise DocumentError(_words(refusal, given.name)) from refusal


def _words(refusal: RefusalError, name: str) -> str:
    why, remedy = WHY.get(refusal.code, WHY["E04"])
    said = f'"{name}" ' if name else ""
    return REFUSED.format(name=said, why=why.format(found=refusal.found, **refusal.parts), remedy=remedy)


def presentation_for_template(given: SlideTemplate) -> BlankPresentation:
    """Our own presentation in the template's measure, titles where the template has them."""
    presentation: Any = Presentation(BytesIO(_plain(True)))
    shape = given.shape
    presentation.slide_width, presentation.slide_height = Emu(shape.width), Emu(shape.height)
    across, down = shape.width / Pt(1), shape.height / Pt(1)
    return _blank(presentation, _title(shape, across, down), down)


def _title(shape: grafting.TemplateShape, across: float, down: float) -> SlideBox:
    """Where the template has its title; at the top where that is low, narrow or beyond the slide."""
    usual = SlideBox(MARGIN, TOP, across - 2 * MARGIN, TITLE)
    if shape.title is None:
        return usual
    left, top, width, height = (side / Pt(1) for side in shape.title)
    title = SlideBox(left, top, width, max(height, TITLE))
    within = left >= 0 and top >= 0 and left + width <= across + 1
    usable = title.top <= down / 3 and title.top + title.height <= down / 2 and width >= across / 2
    return title if within and usable else usual


@lru_cache(maxsize=2)
def _plain(wide: bool) -> bytes:
    """python-pptx's own presentation, widened, in Arial, with titles on the left."""
    presentation: Any = Presentation()
    if wide:
        ratio = (16 / 9) / (4 / 3)
        presentation.slide_width = Emu(int(presentation.slide_width * ratio))
        master = presentation.slide_master
        for part in (master, *presentation.slide_layouts):
            for shape in part.placeholders:
                if shape._element.spPr.find(qn("a:xfrm")) is not None:
                    left, top, width, height = shape.left, shape.top, shape.width, shape.height
                    shape.left, shape.width = Emu(int(left * ratio)), Emu(int(width * ratio))
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
