"""The side scan of an .xlsx: what readers lose (errors, uncomputed formulas, hidden rows), true extents."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from survey import limits
from survey.preflight import RefusalError, chunks, megabytes

PREFIX = rb"(?:[A-Za-z_][\w.-]*:)?"
CELL = re.compile(rb"<" + PREFIX + rb'c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
ROW = re.compile(rb"<" + PREFIX + rb"row\b([^>]*)>")
ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
ERROR = re.compile(
    rb"<"
    + PREFIX
    + rb'c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>.*?<'
    + PREFIX
    + rb"v>([^<]*)<"
)
UNCOMPUTED = re.compile(
    rb"<"
    + PREFIX
    + rb'c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*(?<!/)>\s*<'
    + PREFIX
    + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</"
    + PREFIX
    + rb"f>)\s*(?:<"
    + PREFIX
    + rb"v\s*/>|<"
    + PREFIX
    + rb"v></"
    + PREFIX
    + rb"v>)?\s*</"
    + PREFIX
    + rb"c>"
)
MERGE = re.compile(rb"<" + PREFIX + rb'mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
CONDITION = re.compile(rb"<" + PREFIX + rb"cfRule\b")
LONGEST_PIECE = 32 * 2**20


@dataclass
class SheetScan:
    """What one sheet's XML says. Rows and columns from 1; merges are (top, left, bottom, right) from 0."""

    rows: int = 0
    columns: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    uncomputed: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    conditions: int = 0

    @property
    def oversized(self) -> bool:
        """Whether a cell lies beyond what is read."""
        return self.rows > limits.ROWS or self.columns > limits.COLUMNS


def scan(data: bytes) -> dict[str, SheetScan]:
    """The scan of every worksheet by its name. Raises RefusalError where merges or formats are too many."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = {
            entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in package.infolist()
        }
        return {
            name: _scan_sheet(package, entries[part])
            for name, part in _sheet_parts(package, entries).items()
            if part in entries
        }


def _sheet_parts(package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Sheet name -> part path in lower case; empty where the workbook's own XML cannot be followed."""
    book = next((name for name in entries if name.endswith("workbook.xml")), None)
    if book is None:
        return {}
    folder, base = posixpath.split(book)
    rels = entries.get(f"{folder}/_rels/{base}.rels".lstrip("/"))
    if rels is None:
        return {}
    try:
        targets = _targets(ElementTree.fromstring(package.read(rels)), folder)  # noqa: S314 (no DOCTYPE gets here)
        root = ElementTree.fromstring(package.read(entries[book]))  # noqa: S314
    except ElementTree.ParseError:
        return {}
    return {
        element.get("name", ""): targets.get(_relation(element), "")
        for element in root.iter()
        if _local(element.tag) == "sheet"
    }


def _targets(root: ElementTree.Element, folder: str) -> dict[str, str]:
    found = {}
    for element in root:
        target = element.get("Target", "").replace("\\", "/")
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        found[element.get("Id", "")] = path.lower()
    return found


def _relation(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == "id"), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _scan_sheet(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> SheetScan:
    found = SheetScan()
    for piece in _pieces(package, entry):
        _scan_piece(piece, found)
        if len(found.merges) > limits.MERGES:
            raise RefusalError("E09", f"lebih dari {limits.MERGES} sel gabungan")
        if found.conditions > limits.CONDITIONAL_FORMATS:
            raise RefusalError("E09", f"lebih dari {limits.CONDITIONAL_FORMATS} aturan format bersyarat")
    if any(_area(merge) > limits.MERGED_CELLS for merge in found.merges):
        raise RefusalError("E09", "sel gabungan seluas seluruh lembar")
    return found


def _area(merge: tuple[int, int, int, int]) -> int:
    top, left, bottom, right = merge
    return (bottom - top + 1) * (right - left + 1)


def _pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The sheet's XML cut between elements, so that no cell is split over two pieces."""
    rest: list[bytes] = []
    held = 0
    for chunk in chunks(package, entry):
        cut = max(chunk.rfind(b"row>"), chunk.rfind(b"mergeCell "), chunk.rfind(b"cfRule "))
        if cut < 0:
            rest.append(chunk)
            held += len(chunk)
            if held > LONGEST_PIECE:
                raise RefusalError("E05", megabytes(entry.file_size))
            continue
        cut = chunk.rfind(b"<", 0, cut)
        cut = cut if cut > 0 else 0
        yield b"".join([*rest, chunk[:cut]])
        rest, held = [chunk[cut:]], len(chunk) - cut
    yield b"".join(rest)


def _scan_piece(piece: bytes, found: SheetScan) -> None:
    for attributes in ROW.findall(piece):
        number = ROW_NUMBER.search(attributes)
        if number:
            found.rows = max(found.rows, int(number[1]))
            if HIDDEN.search(attributes):
                found.hidden_rows.append(int(number[1]))
    cells = CELL.findall(piece)
    if cells:
        found.columns = max(found.columns, max(map(column_number, {letters for letters, _ in cells})))
        found.rows = max(found.rows, int(cells[-1][1]))
    if b't="e"' in piece:
        found.errors |= {
            cell.decode(): value.decode("ascii", "replace") for cell, value in ERROR.findall(piece)
        }
    if b"<f" in piece or b":f" in piece:
        found.uncomputed += [cell.decode() for cell in UNCOMPUTED.findall(piece)]
    if b"mergeCell" in piece:
        found.merges += [
            (int(top) - 1, column_number(left) - 1, int(bottom) - 1, column_number(right) - 1)
            for left, top, right, bottom in MERGE.findall(piece)
        ]
    found.conditions += len(CONDITION.findall(piece))


def column_number(letters: bytes) -> int:
    """ "A" -> 1, "XFD" -> 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
