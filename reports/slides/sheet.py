"""One slide being filled: its free area, and text in boxes where it must fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.drawing import theme
from reference.control_characters import strip_control_characters
from reports.slides import fit

INK, MUTED, RUST, BLUE, NAVY = (
    theme.LIGHT.ink.lstrip("#"),
    theme.LIGHT.muted.lstrip("#"),
    theme.LIGHT.gap.lstrip("#"),
    theme.LIGHT.primary.lstrip("#"),
    theme.LIGHT.target.lstrip("#"),
)
BODY, WORDS = 20, 60
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


@dataclass(frozen=True)
class SlideBox:
    """A place on a slide, in points from its left upper corner."""

    left: float
    top: float
    width: float
    height: float

    def row(self, *shares: float, gap: float = 18) -> list[SlideBox]:
        """Boxes side by side, as wide as their shares."""
        free = self.width - gap * (len(shares) - 1)
        wide = [free * share / sum(shares) for share in shares]
        starts = [self.left + sum(wide[:n]) + gap * n for n in range(len(shares))]
        return [SlideBox(x, self.top, w, self.height) for x, w in zip(starts, wide, strict=True)]

    def split(self, high: float, gap: float = 8) -> tuple[SlideBox, SlideBox]:
        """The upper part of that height, and the rest under it."""
        under = SlideBox(self.left, self.top + high + gap, self.width, self.height - high - gap)
        return SlideBox(self.left, self.top, self.width, high), under

    @property
    def place(self) -> tuple[Any, Any, Any, Any]:
        """Left, top, width and height as python-pptx takes them."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


@dataclass(frozen=True)
class TextLine:
    """A paragraph of a text box."""

    text: str
    size: float = BODY
    bold: bool = False
    colour: str = INK
    align: str = "left"
    bullet: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", strip_control_characters(self.text))


@dataclass(frozen=True, eq=False)
class SlideSheet:
    """A slide with its title set; `area` is free for content."""

    slide: Any
    area: SlideBox

    def text(self, box: SlideBox, *said: TextLine | str, fill: str = "") -> None:
        """Paragraphs in a box without margins; they must fit, as `fit` measures."""
        shape = self.slide.shapes.add_textbox(*box.place)
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
        inset = Pt(10) if fill else 0
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = inset
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor.from_string(fill)
        for number, line in enumerate(TextLine(one) if isinstance(one, str) else one for one in said):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            write_text_line(paragraph, line)

    def bullets(self, box: SlideBox, said: Sequence[str], heading: str = "") -> None:
        """A list at the largest size from 20 to 26 points at which it fits."""
        head = [TextLine(heading, 24, True, BLUE)] if heading else []
        kinds = ([*head, *_spaced(said, size)] for size in range(26, BODY - 1, -1))
        fitting = (lines for lines in kinds if paragraphs_height(lines, box.width) <= box.height)
        self.text(box, *next(fitting, [*head, *_spaced(said, BODY)]))

    def list(self, box: SlideBox, heading: str, said: Sequence[str]) -> None:
        """As many points as fit at 20 points under 60 words, the others counted."""
        head, shown = TextLine(heading, 22, True, BLUE), len(said)
        while shown and not _fits([head, *_first(said, shown)], box):
            shown -= 1
        self.text(box, head, *(_first(said, shown) or [TextLine("Belum ada isian", BODY, colour=MUTED)]))

    def legend(self, box: SlideBox, names: Sequence[tuple[str, str]]) -> None:
        """What colours mean: (name, "RRGGBB") in one line."""
        shape = self.slide.shapes.add_textbox(*box.place)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, (name, colour) in enumerate(names):
            gap = "     " if number else ""
            write_text_line(frame.paragraphs[0], TextLine(f"{gap}■ ", 16, colour=colour))
            write_text_line(frame.paragraphs[0], TextLine(name, 16, colour=MUTED))

    def notes(self, *said: str) -> None:
        """Talking points for the speaker."""
        self.slide.notes_slide.notes_text_frame.text = strip_control_characters(
            "\n".join(part for part in said if part)
        )


def _first(said: Sequence[str], shown: int) -> list[TextLine]:
    more = len(said) - shown
    lines = [TextLine(text, BODY, bullet=True) for text in said[:shown]]
    return [*lines, TextLine(f"dan {more} lainnya", BODY, colour=MUTED)] if more else lines


def _fits(lines: Sequence[TextLine], box: SlideBox) -> bool:
    words = sum(len(line.text.split()) for line in lines)
    return paragraphs_height(lines, box.width) <= box.height and words <= WORDS


def _spaced(said: Sequence[str], size: float) -> list[TextLine]:
    return [line for text in said for line in (TextLine(text, size, bullet=True), TextLine(" ", size / 3))]


def write_text_line(paragraph: Any, line: TextLine) -> None:
    """One run of text in a paragraph."""
    paragraph.alignment = ALIGN[line.align]
    run = paragraph.add_run()
    run.text = line.text
    font = run.font
    font.size, font.bold = Pt(line.size), line.bold
    font.color.rgb = RGBColor.from_string(line.colour)
    paragraph.line_spacing = 1.0
    if line.bullet:
        _bullet(paragraph, line.size)


def _bullet(paragraph: Any, size: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    step = str(int(Pt(size * 0.9)))
    properties.set("marL", step)
    properties.set("indent", f"-{step}")
    bullet = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(bullet)


def paragraphs_height(said: Sequence[TextLine], wide: float) -> float:
    """How high paragraphs stand in a box of that width."""
    indents = (line.size * 0.9 if line.bullet else 0.0 for line in said)
    return sum(
        fit.wrapped_height(line.text, wide - indent, line.size, line.bold)
        for line, indent in zip(said, indents, strict=True)
    )


def set_alt_text(shape: Any, words: str) -> None:
    """The alternative text of a chart or table."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", strip_control_characters(words))
