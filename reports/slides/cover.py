"""The first slide: whose, of what and of when, beside the five steps of readiness."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.drawing import theme
from charts.drawing.format import format_date
from reports.slides import fit
from reports.slides.analysis import PALE
from reports.slides.deck import SMALL, Deck, slide_footer
from reports.slides.sheet import (
    BLUE,
    INK,
    MUTED,
    NAVY,
    RUST,
    SlideBox,
    SlideSheet,
    TextLine,
    paragraphs_height,
    set_alt_text,
    write_text_line,
)

PANEL, EDGE = 0.35, 56.0
"""The panel's share of the width, and what stays free beside what stands on either side of its edge."""
TITLE_SIZES = range(30, 47)
SAMPLE = "5B21B6"


def add_cover_slide(deck: Deck) -> None:
    """Of where, of when, how firm; on a kabupaten's template as the template has its slides."""
    if deck.on_template:
        _add_plain(deck)
    else:
        _add_own(deck)


def _add_own(deck: Deck) -> None:
    facts, whole = deck.facts, deck.ground.whole_slide
    panel = whole.width * PANEL
    room = SlideBox(panel + EDGE, 0, whole.width - panel - EDGE - 40, whole.height)
    title = SlideBox(room.left, 110, room.width, 160)
    sheet = deck.add_bare(facts.instrument.title, title, TITLE_SIZES)
    _add_panel(sheet, f"Pemerintah {facts.name}".upper(), panel, whole.height)
    _add_box(sheet.slide.shapes, SlideBox(room.left, 282, 64, 5), RUST)
    place = ", ".join(part for part in (facts.name, facts.province) if part)
    until = f"Keadaan data {format_date(facts.last_change)}" if facts.last_change else ""
    lines = [TextLine(place, 23), TextLine(f"Periode {facts.period.label}", 20, colour=MUTED)]
    lines += [TextLine(until, 20, colour=MUTED)] if until else []
    sheet.text(SlideBox(room.left, 306, room.width, paragraphs_height(lines, room.width) + 2), *lines)
    _add_chips(deck, sheet, SlideBox(room.left, 446, room.width, 28))
    foot = TextLine(slide_footer(facts), SMALL, colour=MUTED)
    sheet.text(SlideBox(room.left, 490, room.width, 46), foot)
    _add_notes(deck, sheet)


def _add_panel(sheet: SlideSheet, name: str, wide: float, high: float) -> None:
    """The navy panel with the government's name and five steps in the colours of maturity, as one group."""
    group = sheet.slide.shapes.add_group_shape()
    _add_box(group.shapes, SlideBox(0, 0, wide, high), NAVY)
    step = (wide - 2 * EDGE) / len(theme.MATURITY)
    for at, colour in enumerate(theme.MATURITY, start=1):
        tall = 33.6 * at
        box = SlideBox(EDGE + step * (at - 1), 484 - tall, step - 5, tall)
        _add_box(group.shapes, box, colour.lstrip("#"), line="FFFFFF")
    frame = group.shapes.add_textbox(*SlideBox(EDGE, 50, wide - EDGE - 12, 90).place).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write_text_line(frame.paragraphs[0], TextLine(name, 16, True, "FFFFFF"))
    set_alt_text(group, f"{name}; tangga lima tingkat kesiapan dari rendah ke tinggi")


def _add_box(shapes: Any, box: SlideBox, fill: str, line: str = "") -> Any:
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.place)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(fill)
    shape._element.remove(shape._element.find(qn("p:style")))
    if line:
        shape.line.color.rgb, shape.line.width = RGBColor.from_string(line), Pt(1.25)
    else:
        shape.line.fill.background()
    return shape


def _add_chips(deck: Deck, sheet: SlideSheet, row: SlideBox) -> None:
    """That numbers may still change, and that they are synthetic, side by side."""
    facts, left = deck.facts, row.left
    said = [] if facts.locked else [("SEMENTARA", RUST)]
    said += [(facts.period.sample_label.upper(), SAMPLE)] if facts.period.sample else []
    for words, colour in said:
        wide = fit.line_width(words, 14, bold=True) + 20
        shape = _add_box(sheet.slide.shapes, SlideBox(left, row.top, wide, row.height), "FFFFFF", colour)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write_text_line(frame.paragraphs[0], TextLine(words, 14, True, colour, "center"))
        left += wide + 12


def _add_plain(deck: Deck) -> None:
    facts = deck.facts
    sheet = deck.add(f"{facts.instrument.title}, {facts.label}")
    place = ", ".join(part for part in (facts.name, facts.province) if part)
    until = f"Keadaan data {format_date(facts.last_change)}" if facts.last_change else ""
    lines = [
        TextLine(place, 40, True, NAVY),
        TextLine(f"Periode {facts.period.label}", 30, colour=INK),
        *([TextLine(until, 26, colour=MUTED)] if until else []),
        TextLine(f"Status angka: {facts.period.status_word}", 26, True, BLUE),
        *([TextLine(facts.period.sample_label, 26, True, BLUE)] if facts.period.sample else []),
    ]
    box, _ = sheet.area.split(paragraphs_height(lines, sheet.area.width - 20) + 28)
    sheet.text(box, *lines, fill=PALE)
    _add_notes(deck, sheet)


def _add_notes(deck: Deck, sheet: SlideSheet) -> None:
    status = "periode sudah dikunci, angka tidak berubah lagi"
    status = status if deck.facts.locked else "selama periode terbuka, angka dapat berubah"
    sheet.notes(f"Salam dan pengantar. Sebutkan status angka: {status}.")
