"""What python-docx has no call for: fields, heading numbers, the watermark, language, rows that repeat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

LANGUAGE = "id-ID"
LEVELS = 3
WATERMARK = Path(__file__).with_name("watermark.xml")


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field with the text it shows until a program computes it."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str, *, dirty: bool = False) -> None:
    """Open a field; what follows until `end_field` is what it shows. `dirty` asks Word to compute it."""
    opened = _mark(paragraph, "begin")
    if dirty:
        opened.set(qn("w:dirty"), "true")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    paragraph.add_run()._r.append(text)
    _mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """Close the field that was opened last."""
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
    return mark


def number_headings(document: Any) -> None:
    """Let the heading styles count themselves: 1, 1.1, 1.1.1."""
    numbering = document.part.numbering_part.element
    shape = "".join(_level(level) for level in range(LEVELS))
    outline = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
    numbering.insert(0, parse_xml(f"{outline}{shape}</w:abstractNum>"))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in range(LEVELS):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        inside = f'<w:ilvl w:val="{level}"/><w:numId w:val="77"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{inside}</w:numPr>"))
    # It is based on Heading 1 and would count as a chapter.
    none = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    document.styles["TOC Heading"].element.get_or_add_pPr().append(none)


def _level(level: int) -> str:
    text = ".".join(f"%{number + 1}" for number in range(level + 1))
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
    )


def mark_as_indonesian(document: Any) -> None:
    """Mark the text as Indonesian, for spelling checkers and screen readers."""
    for run in document.styles.element.iter(qn("w:lang")):
        run.set(qn("w:val"), LANGUAGE)
    document.core_properties.language = LANGUAGE


def add_watermark(section: Any, text: str) -> None:
    """Large pale letters behind every page of the section."""
    paragraph = section.header.paragraphs[0]
    picture = parse_xml(WATERMARK.read_text(encoding="utf-8").replace("{text}", text))
    paragraph.add_run()._r.append(picture)


def underline_paragraph(paragraph: Any) -> None:
    """A double line under the whole paragraph."""
    line = '<w:bottom w:val="double" w:sz="6" w:space="4" w:color="auto"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr", "w:pPrChange"
    )


def repeat_table_row(row: Any) -> None:
    """Show a row again on every page its table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_row_whole(row: Any) -> None:
    """Never break a row between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade_cell(cell: Any, colour: str) -> None:
    """Fill a cell; `colour` as "#RRGGBB"."""
    fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour.lstrip("#")}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(fill))
