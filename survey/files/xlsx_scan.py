"""The side scan of an .xlsx: what readers lose (errors, uncomputed formulas, hidden rows), true extents."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from xml.etree import ElementTree

from survey.files.preflight import RefusalError, format_megabytes, iterate_entry_chunks
from survey.files.sheet_scan import COMMENTS, SheetScan

PREFIX = re.compile(rb"<([A-Za-z_][\w.-]*:)?worksheet\b")
LONGEST_PIECE = 32 * 2**20
# Where a sheet's XML may be cut: the starts of the elements that come by the thousand.
CUTS = (b"c r=", b"row r=", b"row>", b"mergeCell ", b"cfRule ")
CELL_NAME = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
ROW_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}\Z")
SIGNED = re.compile(r"\n\t-[^\n]*\Z")
PERCENT_FORMATS = ("9", "10")
EMPTY_TEXT = re.compile(rb"""\bt=["']str["']""")
# Two letters end at 702, below the limit of columns: only names of three letters are looked at.
FAR_COLUMN = re.compile(rb"""r=["']([A-Z]{3})\d""")


class ScanPatterns(NamedTuple):
    """What is looked for in a sheet's bytes. Each begins with a literal, which `re` finds quickly."""

    row: re.Pattern[bytes]
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    merge: re.Pattern[bytes]
    condition: re.Pattern[bytes]
    formula_mark: bytes


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> ScanPatterns:
    """The patterns for one namespace prefix, "" or "x:"."""
    p = re.escape(prefix)
    formula = rb"<%bf\b(?:[^>]*/>|[^>]*>[^<]*</%bf>)" % (p, p)
    blank = rb"(?:<%bv\s*/>|<%bv></%bv>)?" % (p, p, p)
    return ScanPatterns(
        row=re.compile(rb"<%brow\b([^>]*)>" % p),
        error=re.compile(
            rb"""<%bc\b([^>]*\bt=["']e["'][^>]*)>\s*(?:%b)?\s*<%bv>([^<]*)<""" % (p, formula, p)
        ),
        formula=re.compile(rb"<%bc\b([^>]*)>\s*%b\s*%b\s*</%bc>" % (p, formula, blank, p)),
        merge=re.compile(
            rb"""<%bmergeCell\b[^>]*?\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""" % p
        ),
        condition=re.compile(rb"<%bcfRule\b" % p),
        formula_mark=b"<%bf" % prefix,
    )


def scan_xlsx(data: bytes) -> dict[str, SheetScan]:
    """The scan of every worksheet by its name. Raises RefusalError where merges or formats are too many."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = {
            entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in package.infolist()
        }
        parts = {name: part for name, part in _sheet_parts(package, entries).items() if part in entries}
        styles = _marked_styles(package, entries)
        if len(set(parts.values())) < len(parts):
            raise RefusalError("E09", "beberapa lembar menunjuk isi yang sama")
        return {
            name: _scan_sheet(package, entries[part], styles, _comments(package, entries, part))
            for name, part in parts.items()
        }


class MarkedStyles(NamedTuple):
    """The numbers of the cell styles that show a percentage, and of those that strike through."""

    percent: list[bytes]
    struck: list[bytes]


def _marked_styles(package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> MarkedStyles:
    part = next((entry for name, entry in entries.items() if name.endswith("xl/styles.xml")), None)
    if part is None or part.file_size > LONGEST_PIECE:
        return MarkedStyles([], [])
    try:
        root = ElementTree.fromstring(package.read(part))  # noqa: S314 (no DOCTYPE gets here)
    except ElementTree.ParseError:
        return MarkedStyles([], [])
    formats = {
        one.get("numFmtId"): one.get("formatCode", "") for one in root.iter() if _local(one.tag) == "numFmt"
    }
    fonts = [_is_struck(font) for part in root if _local(part.tag) == "fonts" for font in part]
    used = list(next((one for one in root if _local(one.tag) == "cellXfs"), ()))
    kinds = [one.get("numFmtId", "") for one in used]
    percent = [kind in PERCENT_FORMATS or "%" in formats.get(kind, "") for kind in kinds]
    struck = [
        one.get("fontId", "") in {str(at) for at, is_struck in enumerate(fonts) if is_struck} for one in used
    ]
    return MarkedStyles(_numbers_of(percent), _numbers_of(struck))


def _is_struck(font: ElementTree.Element) -> bool:
    return any(_local(one.tag) == "strike" and one.get("val", "1") not in ("0", "false") for one in font)


def _numbers_of(marked: list[bool]) -> list[bytes]:
    return [str(number).encode() for number, is_marked in enumerate(marked) if is_marked]


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
        targets = parse_package_relations(package.read(rels), folder)
        root = ElementTree.fromstring(package.read(entries[book]))  # noqa: S314
    except ElementTree.ParseError:
        return {}
    return {
        element.get("name", ""): targets.get(_relation(element), "")
        for element in root.iter()
        if _local(element.tag) == "sheet"
    }


def parse_package_relations(part: bytes, folder: str) -> dict[str, str]:
    """Relation id -> path of the part in lower case, of a .rels part. Raises ParseError."""
    found = {}
    for element in ElementTree.fromstring(part):  # noqa: S314 (no DOCTYPE gets here)
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


def _comments(package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], part: str) -> dict[str, str]:
    """Cell -> what its comments say, of the sheet in a part; a thread counts before its older copy."""
    folder, base = posixpath.split(part)
    rels = entries.get(f"{folder}/_rels/{base}.rels")
    if rels is None or rels.file_size > LONGEST_PIECE:
        return {}
    found: dict[str, str] = {}
    try:
        paths = set(parse_package_relations(package.read(rels), folder).values())
        for path in sorted(paths, key=lambda one: "threaded" in one):
            entry = entries.get(path) if "comment" in path else None
            if entry and entry.file_size <= LONGEST_PIECE:
                found |= _comments_of_part(ElementTree.fromstring(package.read(entry)))  # noqa: S314
    except ElementTree.ParseError:
        return found
    return dict(islice(found.items(), COMMENTS))


def _comments_of_part(root: ElementTree.Element) -> dict[str, str]:
    authors = {one.text or "" for one in root.iter() if _local(one.tag) == "author"} - {""}
    found: dict[str, list[str]] = {}
    for one in root.iter():
        cell = one.get("ref", "")
        if _local(one.tag) in ("comment", "threadedComment") and CELL.match(cell):
            texts = (part.text or "" for part in one.iter() if _local(part.tag) in ("t", "text"))
            found.setdefault(cell, []).append(_without_author("".join(texts), authors))
    return {cell: text for cell, texts in found.items() if (text := "\n".join(filter(None, texts)))}


def _without_author(text: str, authors: set[str]) -> str:
    """What a comment says without whose it is: "Budi:" in front (Excel), "-Budi" behind (Google)."""
    said = SIGNED.sub("", text.strip())
    author = next((one for one in authors if said.startswith(f"{one}:")), "")
    return said.removeprefix(f"{author}:").strip() if author else said.strip()


def _scan_sheet(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, styles: MarkedStyles, comments: dict[str, str]
) -> SheetScan:
    found = SheetScan(comments=comments)
    patterns = None
    percent, struck = map(_cells_of_styles, styles)
    for piece in _pieces(package, entry):
        if patterns is None:
            head = PREFIX.search(piece[:100_000])
            patterns = _patterns((head and head[1]) or b"")
        _scan_piece(piece, found, patterns)
        if percent:
            found.percents += [name for one in percent.findall(piece) if (name := _cell_name(one))]
        if struck:
            found.struck += [name for one in struck.findall(piece) if (name := _cell_name(one))]
        found.check()
    return found


def _cells_of_styles(styles: list[bytes]) -> re.Pattern[bytes] | None:
    """What finds the cells of some styles; None for no style."""
    if not styles:
        return None
    return re.compile(rb"""<(?:\w+:)?c\b(?=[^>]*\bs=["'](?:%b)["'])([^>]*)>""" % b"|".join(styles))


def _pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The sheet's XML cut between elements, so that no cell is split over two pieces."""
    rest: list[bytes] = []
    held = 0
    for chunk in iterate_entry_chunks(package, entry):
        mark = next((at for at in map(chunk.rfind, CUTS) if at > 0), 0)
        cut = chunk.rfind(b"<", 0, mark + 1)
        if cut <= 0:
            rest.append(chunk)
            held += len(chunk)
            if held > LONGEST_PIECE:
                raise RefusalError("E05", format_megabytes(entry.file_size))
            continue
        yield b"".join([*rest, chunk[:cut]])
        rest, held = [chunk[cut:]], len(chunk) - cut
    yield b"".join(rest)


def _scan_piece(piece: bytes, found: SheetScan, patterns: ScanPatterns) -> None:
    _scan_rows(piece, found, patterns)
    far = FAR_COLUMN.findall(piece)
    if far:
        found.columns = max(found.columns, *map(column_number_of, set(far)))
    if _holds(piece, b't="e"') or _holds(piece, b"t='e'"):
        found.errors |= {
            name: value.decode("ascii", "replace")
            for attributes, value in patterns.error.findall(piece)
            if (name := _cell_name(attributes))
        }
    if _holds(piece, patterns.formula_mark):
        found.uncomputed += [
            name
            for attributes in patterns.formula.findall(piece)
            if not EMPTY_TEXT.search(attributes) and (name := _cell_name(attributes))
        ]
    if _holds(piece, b"mergeCell"):
        found.merges += [
            (int(top) - 1, column_number_of(left) - 1, int(bottom) - 1, column_number_of(right) - 1)
            for left, top, right, bottom in patterns.merge.findall(piece)
        ]
    if _holds(piece, b"cfRule"):
        found.conditions += len(patterns.condition.findall(piece))


def _holds(piece: bytes, mark: bytes) -> bool:
    """Whether a mark stands in a piece: bare numbers lack one of its letters, which is found at once."""
    return all(letter in piece for letter in mark) and mark in piece


def _scan_rows(piece: bytes, found: SheetScan, patterns: ScanPatterns) -> None:
    """The last row or cell tells how far the sheet goes: either may come without its number."""
    last = CELL_NAME.search(piece, max(piece.rfind(b'c r="'), 0))
    if last:
        found.rows = max(found.rows, int(last[2]))
    hidden = _holds(piece, b"hidden=")
    for attributes in patterns.row.findall(piece):
        number = ROW_NUMBER.search(attributes)
        if number:
            found.rows = max(found.rows, int(number[1]))
            if hidden and HIDDEN.search(attributes):
                found.hidden_rows.append(int(number[1]))


def _cell_name(attributes: bytes) -> str:
    name = CELL_NAME.search(attributes)
    return (name[1] + name[2]).decode() if name else ""


def column_number_of(letters: bytes) -> int:
    """ "A" -> 1, "XFD" -> 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
