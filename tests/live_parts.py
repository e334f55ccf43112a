"""What a produced file could do by itself when it is opened, down to the files within it."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pypdf

Member = tuple[str, bytes]
# Functions our own workbooks count with; none reaches out of its workbook or runs a program.
FUNCTIONS = {
    "SUM", "IF", "IFERROR", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "SUMPRODUCT", "SUMIF", "SUMIFS",
    "ROUND", "ABS", "MAX", "MIN", "AND", "OR", "NOT", "ISNUMBER", "ISBLANK", "INDEX", "MATCH", "AVERAGE",
    "LEN", "TRIM", "OFFSET", "SQRT", "ISTEXT", "ROW", "COLUMN", "LOOKUP", "VLOOKUP", "PRODUCT", "NA",
    "SUBTOTAL", "MOD", "LEFT", "DATE", "TRUE", "FALSE", "INT", "TEXT", "ISERROR", "LARGE", "SMALL",
    "RANK", "IFS", "ISNA", "VALUE", "EXACT", "MEDIAN", "YEAR",
}  # fmt: skip
FIELDS = {"PAGE", "NUMPAGES", "TOC", "SEQ", "REF", "PAGEREF", "STYLEREF", "DOCPROPERTY"}
PARTS = re.compile(
    r"vbaProject|externalLink|oleObject|connections\.xml|activeX|macrosheet|/customUI|(?<!printerSettings1)\.bin$"
)
TRIGGER = re.compile(
    r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
)
NUMBER = re.compile(r"[+-]?\d[\d.,]*(e[+-]?\d+)?")


def open_members(name: str, content: bytes) -> Iterator[Member]:
    """The file and every file within it, by its path."""
    yield name, content
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for inside in package.namelist():
                yield from open_members(f"{name}/{inside}", package.read(inside))


def find_live_parts(name: str, content: bytes) -> list[str]:
    """What would run, load or lead outside when the file is opened; empty where nothing would."""
    return [
        f"{place}: {what}" for place, inner in open_members(name, content) for what in _live(place, inner)
    ]


def _live(place: str, content: bytes) -> Iterator[str]:
    if PARTS.search(place):
        yield "a part that runs or reaches out"
    if place.endswith((".xml", ".rels")):
        yield from _in_xml(place, content)
    elif place.endswith(".csv"):
        yield from _in_csv(content.decode("utf-8-sig"))
    elif place.endswith(".pdf"):
        yield from _in_pdf(content)


def _in_xml(place: str, content: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(content).iter():
        tag, text = element.tag.rpartition("}")[2], element.text or ""
        if element.get("TargetMode") == "External":
            yield f"leads outside: {element.get('Target')}"
        if tag == "instrText" and (not text.split() or text.split()[0] not in FIELDS):
            yield f"a field: {text}"
        if tag in {"f", "formula", "formula1", "formula2", "definedName"} and "/charts/" not in place:
            yield from _in_formula(text)
        if tag in {"ddeLink", "webPublishing", "oleLink", "altChunk", "attachedTemplate"}:
            yield f"<{tag}>"
        if any("ppaction://program" in value or "javascript:" in value for value in element.attrib.values()):
            yield "an action"


def _in_formula(text: str) -> Iterator[str]:
    bare = re.sub(r"'(?:[^']|'')*'!", "", re.sub(r'"(?:[^"]|"")*"', '""', text))
    called = set(re.findall(r"([A-Za-z_.][\w.]*)\(", bare)) - FUNCTIONS
    if called or "|" in bare or "[" in bare or "ZQ" in bare:
        yield f"a formula: {text[:120]}"


def _in_csv(text: str) -> Iterator[str]:
    """Whatever separator a spreadsheet takes the file to have."""
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            for cell in row:
                if len(cell.strip()) > 1 and TRIGGER.match(cell) and not NUMBER.fullmatch(cell):
                    yield f"a cell: {cell[:80]!r} (parted by {separator!r})"
    if re.search("[\r\v\f\x85\u2028\u2029\0]", text):
        yield "opens a row of its own"


def _in_pdf(content: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    for number in range(1, len(reader.xref[0]) + 1 if 0 in reader.xref else 2000):
        try:
            found = reader.get_object(number)
        except Exception:  # a number that no object bears
            continue
        if isinstance(found, dict) and {"/URI", "/JS", "/Launch"} & {*found, str(found.get("/S"))}:
            yield f"an action: {found}"
