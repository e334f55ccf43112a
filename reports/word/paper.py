"""A Word document in the making: A4, real styles, numbered headings and captions, status on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reference.control_characters import strip_control_characters
from reference.plain_workbooks import LONGEST_PROPERTY
from reports.slides import fit
from reports.word import fields

FONT, INK, HEAD, BAND = "Arial", "0F172A", "#17275A", "#F1F5F9"
SHORT, LONG = Cm(21.0), Cm(29.7)
BLANK = "...................."
ADDRESS = f"Alamat: {BLANK} Telepon: {BLANK} Laman: {BLANK}"
"""What the office fills in by itself."""
LABELLED = (4.4, 11.6)  # cm: labels and what stands beside them
CELL, CELL_SIDES = 9, 0.45  # points of the text of a cell, cm that its two margins take
HEADINGS = {1: (16, 18), 2: (13, 12), 3: (11, 8)}


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table: its heading, its width in cm, and whether it holds numbers."""

    heading: str
    width: float
    number: bool = False


class Paper:
    """Collects paragraphs and tables in order; `bytes` gives the file.

    `foot` stands on every page; `mark` ("SEMENTARA") behind every page, "" where the numbers are final.
    """

    def __init__(self, title: str, foot: str, mark: str = "", *, numbered: bool = True) -> None:
        self.document: Any = Document()
        title, foot = strip_control_characters(title), strip_control_characters(foot)
        self._foot, self._mark = foot, strip_control_characters(mark)
        self._chapter = 0
        self._captions: dict[str, int] = {}
        self._contents: list[tuple[int, str]] = []
        self._contents_at: Any = None
        _set_styles(self.document)
        fields.mark_as_indonesian(self.document)
        if numbered:
            fields.number_headings(self.document)
        properties = self.document.core_properties
        properties.title, properties.author = title[:LONGEST_PROPERTY], "Siap Cerdas"
        properties.comments = foot[:LONGEST_PROPERTY]
        self._lay_out(self.document.sections[0], wide=False)

    def _lay_out(self, section: Any, *, wide: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (LONG, SHORT) if wide else (SHORT, LONG)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
        for part in (section.header, section.footer):
            part.is_linked_to_previous = False
        if self._mark:
            fields.add_watermark(section, self._mark)
        paragraph = section.footer.paragraphs[0]
        paragraph.style = self.document.styles["Footer"]
        paragraph.add_run(
            f"{self._mark}  ".strip() + ("  " if self._mark else "") + f"{self._foot}  · halaman "
        )
        fields.add_field(paragraph, "PAGE", "1")
        paragraph.add_run(" dari ")
        fields.add_field(paragraph, "NUMPAGES", "1")

    def _paragraph(self, text: str, style: str | None = None) -> Any:
        return self.document.add_paragraph(strip_control_characters(text), style=style)

    def title(self, text: str, below: str = "") -> None:
        """The document's title, and a line under it."""
        self._paragraph(text, "Title")
        if below:
            self._paragraph(below, "Subtitle")

    def add_letterhead(self, government: str, office: str) -> None:
        """The head of an official letter: who writes, room for the address, and a line under it."""
        for text, size in ((government.upper(), 13), (office.upper(), 15), (ADDRESS, 9)):
            line = self._paragraph(text)
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_after = Pt(2)
            line.runs[0].font.size, line.runs[0].font.bold = Pt(size), text != ADDRESS
        fields.underline_paragraph(line)
        self.document.add_paragraph(style="No Spacing")

    def add_place_and_date(self, place: str) -> None:
        """Where and when it was written, the day left open, at the right."""
        self._paragraph(f"{place}, {BLANK}").alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of level 1 to 3; a chapter (1) starts the numbers of its tables anew."""
        text = strip_control_characters(text)
        self.document.add_heading(text, level)
        self._contents.append((level, text))
        if level == 1:
            self._chapter, self._captions = self._chapter + 1, {}

    def say(self, *sentences: str) -> None:
        """One paragraph of the sentences that say something; none at all where none does."""
        if said := " ".join(sentence for sentence in sentences if sentence):
            self._paragraph(said)

    def points(self, items: Iterable[str]) -> None:
        """A list with bullets."""
        for item in items:
            self._paragraph(item, "List Bullet")

    def lines(self, *pairs: tuple[str, str]) -> None:
        """The head of a letter: labels and what stands beside them."""
        table = self.document.add_table(rows=0, cols=2)
        for label, text in pairs:
            cells = table.add_row().cells
            for cell, said, width in zip(cells, (label, f": {text}"), LABELLED, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].add_run(strip_control_characters(said))
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        for native, width in zip(table.columns, LABELLED, strict=True):
            native.width = Cm(width)
        self.document.add_paragraph(style="No Spacing")

    def signature(self, office: str) -> None:
        """Where somebody signs: the office, room for the hand, and a line for the name."""
        for text in (f"{office},", "", "", "(nama)"):
            line = self._paragraph(text)
            line.paragraph_format.left_indent = Cm(9)
            line.paragraph_format.space_after = Pt(4)
            line.paragraph_format.keep_with_next = text != "(nama)"

    def contents(self) -> None:
        """The place of the table of contents, which holds whatever headings follow."""
        self._contents_at = self.document.add_paragraph("Daftar isi", style="TOC Heading")

    def table(self, caption: str, columns: Sequence[PaperColumn], rows: Sequence[Sequence[str]]) -> None:
        """A numbered table; nothing where there are no rows."""
        if not rows:
            return
        self.caption("Tabel", caption)
        self.grid(columns, rows)
        self.document.add_paragraph(style="No Spacing")

    def caption(self, kind: str, text: str) -> None:
        """A caption with the number of its chapter and its own: "Tabel 3.2", "Gambar 5.1"."""
        count = self._captions[kind] = self._captions.get(kind, 0) + 1
        line = self.document.add_paragraph(f"{kind} ", style="Caption")
        fields.add_field(line, r"STYLEREF 1 \s", str(self._chapter))
        line.add_run(".")
        # Started anew by number: LibreOffice does not start anew by heading.
        anew = r" \r 1" if count == 1 else ""
        fields.add_field(line, rf"SEQ {kind} \* ARABIC{anew}", str(count))
        line.add_run(f" {strip_control_characters(text)}")

    def grid(self, columns: Sequence[PaperColumn], rows: Sequence[Sequence[str]]) -> None:
        """A table without a caption."""
        columns = _wide_enough(columns, rows)
        table = self.document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.autofit = False
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            _write(cell, column.heading, column, bold=True)
            fields.shade_cell(cell, HEAD)
        for native, column in zip(table.columns, columns, strict=True):
            native.width = Cm(column.width)
        fields.repeat_table_row(table.rows[0])
        fields.keep_row_whole(table.rows[0])
        for number, row in enumerate(rows):
            added = table.add_row()
            fields.keep_row_whole(added)
            for cell, column, text in zip(added.cells, columns, row, strict=True):
                _write(cell, text, column)
                if number % 2:
                    fields.shade_cell(cell, BAND)

    def wide(self) -> None:
        """What follows stands on landscape pages, for wide tables."""
        self._lay_out(self.document.add_section(WD_SECTION.NEW_PAGE), wide=True)

    def upright(self) -> None:
        """What follows stands on portrait pages again."""
        self._lay_out(self.document.add_section(WD_SECTION.NEW_PAGE), wide=False)

    def break_page(self) -> None:
        """What follows starts a page."""
        self.document.add_page_break()

    def bytes(self) -> bytes:
        """The file."""
        self._fill_contents()
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _fill_contents(self) -> None:
        """The headings as the field shows them until Word counts the pages, which it does when opening."""
        if self._contents_at is None or not self._contents:
            return
        lines = [self.document.add_paragraph(style=f"toc {min(level, 2)}") for level, _ in self._contents]
        place = self._contents_at._p
        for line in reversed(lines):
            place.addnext(line._p)
        fields.begin_field(lines[0], r'TOC \o "1-2" \h \z \u', dirty=True)
        for line, text in zip(lines, self._numbered(), strict=True):
            line.add_run(text)
        fields.end_field(lines[-1])
        self._contents_at = None

    def _numbered(self) -> list[str]:
        counts = [0, 0, 0]
        said = []
        for level, text in self._contents:
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            said.append(f"{'.'.join(map(str, counts[:level]))} {text}")
        return said


def _set_styles(document: Any) -> None:
    styles = document.styles
    for level in (1, 2):
        styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH).paragraph_format.left_indent = Cm(level - 1)
    for name in ("Normal", "Title", "Subtitle", "Caption", "TOC Heading", "Footer", "List Bullet"):
        _set_font(styles[name])
    styles["Normal"].font.size = Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, size in (("Title", 20), ("Subtitle", 12), ("TOC Heading", 13), ("Caption", 10), ("Footer", 8)):
        styles[name].font.size = Pt(size)
        styles[name].font.italic = False
    styles["Caption"].font.bold = True
    styles["Caption"].paragraph_format.keep_with_next = True
    for level, (size, space) in HEADINGS.items():
        style = styles[f"Heading {level}"]
        _set_font(style)
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(space), Pt(4)


def _set_font(style: Any) -> None:
    """Arial for every script: a theme font set elsewhere would win otherwise."""
    style.font.name, style.font.color.rgb = FONT, RGBColor.from_string(INK)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _wide_enough(columns: Sequence[PaperColumn], rows: Sequence[Sequence[str]]) -> list[PaperColumn]:
    """The columns so wide that no word breaks, what they lack taken from those with room."""
    longest = [
        max(
            (
                fit.line_width(word, CELL, bold)
                for text, bold in ((column.heading, True), *((row[place], False) for row in rows))
                for word in text.split()
            ),
            default=0.0,
        )
        for place, column in enumerate(columns)
    ]
    least = [wide / Cm(1).pt + CELL_SIDES for wide in longest]
    widths = fit.spread_columns([column.width for column in columns], least)
    return [replace(column, width=width) for column, width in zip(columns, widths, strict=True)]


def _write(cell: Any, text: str, column: PaperColumn, *, bold: bool = False) -> None:
    cell.width = Cm(column.width)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0
    if column.number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(strip_control_characters(text))
    run.font.size, run.font.bold = Pt(CELL), bold
    if bold:
        run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
