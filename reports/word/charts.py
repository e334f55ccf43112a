"""Native, editable charts in Word: drawn as slides draw them, and carried over with their workbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from pptx import Presentation

from reports.slides.sheet import SlideBox, SlideSheet
from reports.word.paper import FONT, Paper

WIDTH = Cm(16)
SCALE = 0.5
"""A page is half as wide as a slide, and so are its letters."""


def add_word_chart(paper: Paper, high: float, draw: Callable[[SlideSheet, SlideBox], None]) -> None:
    """Put the chart that `draw` puts on a slide into the document, `high` points high, with its alt text."""
    box = SlideBox(0, 0, WIDTH.pt / SCALE, high / SCALE)
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    draw(SlideSheet(slide, box), box)
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    frame.chart.font.name = FONT  # the letters of the page, not of its theme
    words = frame._element.xpath(".//p:cNvPr/@descr")
    document = paper.document.part
    chart = _chart_part(document.package, frame.chart.part)
    key = document.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    line = paper.document.add_paragraph(style="No Spacing")
    line.add_run()._r.append(_inline(key, high, str(words[0]) if words else "", chart.partname))


def _chart_part(package: Any, drawn: Any) -> Part:
    """The chart with smaller letters, and its workbook, as parts of the document."""
    number = 1 + sum(str(part.partname).startswith("/word/charts/") for part in package.iter_parts())
    root = parse_xml(drawn.blob)
    for sized in root.iter():
        if size := sized.get("sz"):
            sized.set("sz", str(int(int(size) * SCALE)))
    book = Part(
        PackURI(f"/word/embeddings/Data{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        drawn.chart_workbook.xlsx_part.blob,
        package,
    )
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, b"", package)
    key = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    for outside in root.iter(qn("c:externalData")):
        outside.set(qn("r:id"), key)
    part._blob = serialize_part_xml(root)
    return part


def _inline(key: str, high: float, words: str, name: Any) -> Any:
    number = "".join(letter for letter in str(name) if letter.isdigit())
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')} "
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><wp:inline>'
        f'<wp:extent cx="{int(WIDTH)}" cy="{int(Pt(high))}"/>'
        f'<wp:docPr id="{900 + int(number)}" name="Grafik {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    drawing.find(".//" + qn("wp:docPr")).set("descr", words)
    return drawing
