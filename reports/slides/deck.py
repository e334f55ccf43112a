"""The slides of a kabupaten as one presentation: what may be chosen, and every slide's frame."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.drawing.format import format_date
from reference.control_characters import strip_control_characters
from reference.plain_workbooks import LONGEST_PROPERTY
from reports.slides import fit, grafting, tables, template
from reports.slides.sheet import MUTED, RUST, SlideBox, SlideSheet, TextLine, write_text_line
from workflow.documents.plan_facts import PlanFacts
from workflow.documents.region_facts import RegionFacts

TITLE_SIZES = range(24, 33)
FOOT_SIZES = range(9, 13)
SMALL = 12
MARK = 124.0


@dataclass(frozen=True)
class SlideChoices:
    """What the user chooses: slides by key in their order (() = the usual ones), format, template.

    A template gives the format too.
    """

    slides: tuple[str, ...] = ()
    wide: bool = True
    template: template.SlideTemplate | None = None


@dataclass(eq=False)
class Deck:
    """A presentation being filled for one kabupaten."""

    facts: RegionFacts
    plan: PlanFacts
    ground: template.BlankPresentation
    on_template: bool = False
    number: int = 0

    def add(self, title: str, subtitle: str = "") -> SlideSheet:
        """A new slide: title, subtitle under it, foot, and the rest free."""
        sheet = self.add_bare(title, self._title_box(), TITLE_SIZES)
        self._foot(sheet)
        if subtitle:
            high = fit.wrapped_height(subtitle, self.ground.area.width, 20)
            upper, rest = self.ground.area.split(high, gap=10)
            sheet.text(upper, TextLine(subtitle, 20, colour=MUTED))
            sheet = SlideSheet(sheet.slide, rest)
        return sheet

    def add_bare(self, title: str, box: SlideBox, sizes: range) -> SlideSheet:
        """A new slide with nothing but its title, in that box at the largest of the sizes that fits."""
        slide = self.ground.presentation.slides.add_slide(self.ground.layout)
        self.number += 1
        for shape in list(slide.placeholders):
            if shape.placeholder_format.type not in grafting.TITLES:
                shape._element.getparent().remove(shape._element)
        _set_title(slide, title, box, sizes)
        return SlideSheet(slide, self.ground.area)

    def table(self, title: str, subtitle: str, table: tables.SlideTable, *notes: str) -> None:
        """A table over as many slides as it needs, each saying which of them it is."""
        first = self.add(title, subtitle)
        parts = table.pages(first.area)
        for number, part in enumerate(parts, start=1):
            turn = f"{subtitle} ({number} dari {len(parts)})"
            sheet = first if number == 1 else self.add(title, turn)
            tables.add_slide_table(sheet, sheet.area, part, title)
            sheet.notes(*notes)

    def _title_box(self) -> SlideBox:
        """Beside the mark that numbers are provisional, while they are."""
        box = self.ground.title
        return box if self.facts.locked else SlideBox(box.left, box.top, box.width - MARK - 12, box.height)

    def _foot(self, sheet: SlideSheet) -> None:
        area = self.ground.area
        top = area.top + area.height + 8
        box, said = SlideBox(area.left, top, area.width - 60, 30), slide_footer(self.facts)
        sheet.text(
            box,
            TextLine(said, fit.largest_fitting_size(said, box.width, box.height, FOOT_SIZES), colour=MUTED),
        )
        page = sheet.slide.shapes.add_textbox(*SlideBox(area.left + area.width - 50, top, 50, 18).place)
        frame = page.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write_text_line(frame.paragraphs[0], TextLine("", SMALL, colour=MUTED, align="right"))
        field = (
            f'<a:fld {nsdecls("a")} id="{{86CB4B4D-7CA3-9044-876B-883B54F8677D}}" type="slidenum">'
            f'<a:rPr lang="id-ID" sz="{SMALL * 100}"/><a:t>{self.number}</a:t></a:fld>'
        )
        frame.paragraphs[0]._p.append(parse_xml(field))
        if not self.facts.locked:
            self._mark(sheet)

    def _mark(self, sheet: SlideSheet) -> None:
        box = self.ground.title
        place = SlideBox(box.left + box.width - MARK, box.top, MARK, 26).place
        shape = sheet.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
        shape.fill.background()
        shape.line.color.rgb, shape.line.width = RGBColor.from_string(RUST), Pt(1.5)
        shape._element.remove(shape._element.find(qn("p:style")))
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write_text_line(frame.paragraphs[0], TextLine("SEMENTARA", 14, True, RUST, "center"))

    def save_bytes(self) -> bytes:
        """The presentation as the bytes of a .pptx."""
        properties = self.ground.presentation.core_properties
        facts = self.facts
        named = f"{facts.instrument.title}, {facts.label}, periode {facts.period.label}"
        properties.title = strip_control_characters(named)[:LONGEST_PROPERTY]
        properties.author, properties.language = "Siap Cerdas", "id-ID"
        properties.keywords = self.facts.period.status_word
        target = BytesIO()
        self.ground.presentation.save(target)
        return target.getvalue()


def _set_title(slide: Any, title: str, box: SlideBox, sizes: range) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.place
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = title = strip_control_characters(title)
    size = fit.largest_fitting_size(title, box.width, box.height, sizes, bold=True)
    frame.paragraphs[0].runs[0].font.size = Pt(size)
    frame.paragraphs[0].line_spacing = 1.0


def slide_footer(facts: RegionFacts) -> str:
    """Status, version, period, date, and whether the data are synthetic."""
    parts = [
        facts.period.status_word,
        f"{facts.label}",
        f"{facts.instrument.title} {facts.instrument.version}",
        f"periode {facts.period.label}",
        *([f"keadaan {format_date(facts.last_change)}"] if facts.last_change else []),
        *filter(None, [facts.period.sample_label]),
    ]
    return " · ".join(parts)


def open_deck(facts: RegionFacts, plan: PlanFacts, choices: SlideChoices) -> Deck:
    """An empty deck in the measure of the chosen ground."""
    if choices.template:
        return Deck(facts, plan, template.presentation_for_template(choices.template), True)
    return Deck(facts, plan, template.plain_presentation(choices.wide))
