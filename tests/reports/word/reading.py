"""Reads a Word file back: its texts, tables, and whether its parts hold together."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from docx import Document

ENGLISH_NUMBER = re.compile(r"(?<![\w.])\d{1,3}\.\d{1,2}(?![\w.])")


def texts(content: bytes) -> list[str]:
    """Every paragraph, also those in tables, headers and footers."""
    document = Document(BytesIO(content))
    found = [paragraph.text for paragraph in document.paragraphs]
    for section in document.sections:
        found += [
            paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs
        ]
    return found + [cell for table in tables(content) for row in table for cell in row]


def tables(content: bytes) -> list[list[list[str]]]:
    """Every table as rows of texts."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(BytesIO(content)).tables
    ]


def english_numbers(content: bytes, but: str) -> set[str]:
    """Numbers written with a dot for the decimals, other than places in the document and `but`."""
    plain = (re.sub(r"^(\d+(\.\d+)*|(Tabel|Gambar) \d+\.\d+) ", "", text) for text in texts(content))
    return {found for text in plain for found in ENGLISH_NUMBER.findall(text) if found != but}


def headings(content: bytes) -> list[tuple[int, str]]:
    """Level and text of every heading."""
    found = []
    for paragraph in Document(BytesIO(content)).paragraphs:
        name = paragraph.style.name
        if name.startswith("Heading "):
            found.append((int(name[-1]), paragraph.text))
    return found


def assert_whole(content: bytes) -> None:
    """Every part is well-formed XML, every relationship has its target, every id within a part is its own."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        names = set(file.namelist())
        assert file.testzip() is None
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))
        for name in (name for name in names if name.endswith(".rels")):
            folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
            for relation in ElementTree.fromstring(file.read(name)):
                target = relation.get("Target", "")
                if relation.get("TargetMode") == "External":
                    continue
                path = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
                assert path in names, (name, target)


def _joined(folder: str, target: str) -> str:
    parts = [part for part in folder.split("/") if part]
    for part in target.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)
