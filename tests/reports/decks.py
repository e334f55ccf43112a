"""Reads presentations back: texts, boxes, charts and tables, and whether everything fits where it stands."""

import io
import zipfile
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from pptx import Presentation
from pptx.util import Pt

from reports.slides import fit

TOLERANCE = 1.0


@dataclass
class Placed:
    """A shape with its box in points."""

    shape: object
    left: float
    top: float
    right: float
    bottom: float


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def placed(slide) -> list[Placed]:
    found = []
    for shape in slide.shapes:
        left, top, wide, high = (side / Pt(1) for side in (shape.left, shape.top, shape.width, shape.height))
        found.append(Placed(shape, left, top, left + wide, top + high))
    return found


def text_height(frame, wide: float) -> float:
    """How high the paragraphs stand in Arial, with the sizes the runs carry."""
    whole = 0.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size / Pt(1) for run in paragraph.runs if run.font.size]
        size = max(sizes, default=12.0)
        indent = int(paragraph._p.pPr.get("marL", 0)) / Pt(1) if paragraph._p.pPr is not None else 0
        bold = any(run.font.bold for run in paragraph.runs)
        whole += fit.wrapped_height("".join(run.text for run in paragraph.runs), wide - indent, size, bold)
    return whole


def misfits(slide, across: float, down: float) -> list[str]:
    """What is cut, stands outside the slide, or lies over something else."""
    boxes = placed(slide)
    said = []
    for one in boxes:
        name = f"{one.shape.name}: {(one.shape.text_frame.text if one.shape.has_text_frame else '')[:40]}"
        if (
            one.left < -TOLERANCE
            or one.top < -TOLERANCE
            or one.right > across + TOLERANCE
            or one.bottom > down + TOLERANCE
        ):
            said.append(f"outside {name}")
        if one.shape.has_text_frame and one.shape.text_frame.text.strip():
            inner = sum(
                side / Pt(1) for side in (one.shape.text_frame.margin_left, one.shape.text_frame.margin_right)
            )
            high = sum(
                side / Pt(1) for side in (one.shape.text_frame.margin_top, one.shape.text_frame.margin_bottom)
            )
            needed = text_height(one.shape.text_frame, one.right - one.left - inner) + high
            if needed > one.bottom - one.top + TOLERANCE:
                said.append(f"cut {name} ({needed:.0f} > {one.bottom - one.top:.0f})")
        if one.shape.has_table:
            said += table_misfits(one)
    for one, other in combinations(boxes, 2):
        wide = min(one.right, other.right) - max(one.left, other.left)
        high = min(one.bottom, other.bottom) - max(one.top, other.top)
        if wide > TOLERANCE and high > TOLERANCE:
            said.append(f"{one.shape.name} over {other.shape.name} by {wide:.0f} x {high:.0f}")
    return said


def table_misfits(one: Placed) -> list[str]:
    table, said = one.shape.table, []
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            wide = (column.width - cell.margin_left - cell.margin_right) / Pt(1)
            needed = text_height(cell.text_frame, wide) + (cell.margin_top + cell.margin_bottom) / Pt(1)
            if needed > row.height / Pt(1) + TOLERANCE:
                said.append(f"cut cell {cell.text_frame.text[:40]}")
    return said


def words(presentation) -> list[str]:
    """Every text of every slide, table, chart label and note."""
    found = []
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                found += chart_words(shape.chart)
            found.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
        found.append(slide.notes_slide.notes_text_frame.text)
    return found


def chart_words(chart) -> list[str]:
    labels = chart._chartSpace.xpath(".//c:dLbl//a:t")
    return [str(label.text) for label in labels] + [str(one) for one in chart.plots[0].categories]


def faults(content: bytes) -> list[str]:
    """What OOXML rules that Python can check are broken: XML, content types, relationships, unique ids."""
    said = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            said.append("a part twice")
        trees = {
            name: ElementTree.fromstring(archive.read(name))
            for name in names
            if name.endswith((".xml", ".rels"))
        }
    known = {f"/{name}" for name in names}
    types = trees["[Content_Types].xml"]
    defaults = {one.get("Extension") for one in types if one.tag.endswith("Default")}
    overrides = {one.get("PartName") for one in types if one.tag.endswith("Override")}
    said += [f"type of no part {name}" for name in overrides - known]
    said += [
        f"no type for {name}"
        for name in names
        if f"/{name}" not in overrides
        and name.rpartition(".")[2] not in defaults
        and name != "[Content_Types].xml"
    ]
    for name, tree in trees.items():
        if name.endswith(".rels"):
            said += _broken(name, tree, known)
        if name.startswith("ppt/slides/slide"):
            ids = [one.get("id") for one in tree.iter() if one.tag.endswith("}cNvPr")]
            said += [f"ids twice in {name}"] if len(ids) != len(set(ids)) else []
    return said


def _broken(name: str, tree, known: set[str]) -> list[str]:
    folder = "/" + name.rpartition("_rels/")[0]
    said = []
    for one in tree:
        target = one.get("Target")
        if one.get("TargetMode") == "External":
            said.append(f"external {target} in {name}")
            continue
        path = target if target.startswith("/") else _resolved(folder + target)
        if path not in known:
            said.append(f"{name} leads to nothing: {target}")
    return said


def _resolved(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)
