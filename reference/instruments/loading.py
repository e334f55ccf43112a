"""Instruments from data/, and the two files that define one."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from reference.instruments.building import build_instrument
from reference.instruments.checking import find_definition_problems
from reference.instruments.definition import (
    Definition,
    DefinitionProblem,
    InstrumentError,
    NodeRow,
    definition_as_values,
    node_rows,
)
from reference.instruments.model import Instrument
from reference.numbers import read_whole
from reference.tables import DATA

INSTRUMENTS = DATA / "instruments"
SETTINGS_FILE, NODES_FILE = "instrument.toml", "nodes.csv"
# Far above kesiapan (127 rows, 67 KB): a stranger's folder costs what an instrument can cost.
MOST_BYTES = {SETTINGS_FILE: 256 * 1024, NODES_FILE: 4 * 1024 * 1024}
MOST_ROWS = 5_000
TOO_LONG = "berkas lebih besar dari {most} KB; sebuah instrumen jauh lebih kecil"
TOO_MANY = "lebih dari 5.000 baris; sebuah instrumen jauh lebih kecil"


def load_instrument(id_: str, version: str | None = None) -> Instrument:
    """An instrument of data/ by id. Raises InstrumentError.

    Without a version the newest that is no draft ("1.0-draf" bears a mark), else the newest: a draft is never
    used unasked.
    """
    return _shipped(id_, _version(id_, version))


@cache
def list_shipped_instruments() -> tuple[tuple[str, str, str], ...]:
    """(id, version, title) of the instruments in data/, by id and from the newest version down."""
    folders = {
        (path.parent.parent.name, path.parent.name): path for path in INSTRUMENTS.glob("*/*/instrument.toml")
    }
    order = sorted(sorted(folders, key=lambda name: _parts(name[1]), reverse=True), key=lambda name: name[0])
    return tuple(
        (id_, version, tomllib.loads(folders[id_, version].read_text("utf-8"))["title"])
        for id_, version in order
    )


def build_checked_instrument(definition: Definition) -> Instrument:
    """The instrument of a definition; InstrumentError with every problem where there is one."""
    if found := find_definition_problems(definition):
        raise InstrumentError(found)
    return build_instrument(definition)


@cache
def level_names(id_: str) -> dict[int, str]:
    """What an instrument calls the levels of its tree, by its newest version in data/; {} for one not there.

    They are words of screens, no content: beside the frozen instrument they would make another of it.
    """
    folders = (INSTRUMENTS / name / version for name, version, _ in list_shipped_instruments() if name == id_)
    if (newest := next(folders, None)) is None:
        return {}
    names = read_instrument_folder(newest).settings.get("level_names", {})
    return {int(level): str(word) for level, word in names.items()}


@cache
def _shipped(id_: str, version: str) -> Instrument:
    return build_checked_instrument(read_instrument_folder(INSTRUMENTS / id_ / version))


def _version(id_: str, wanted: str | None) -> str:
    """The wanted version, or that used unasked; InstrumentError naming those there are."""
    found = [version for known, version, _ in list_shipped_instruments() if known == id_]
    if wanted in found:
        return str(wanted)
    if found and wanted is None:
        return next((version for version in found if "-" not in version), found[0])
    names = ", ".join(f"{known} {version}" for known, version, _ in list_shipped_instruments())
    asked = f"{id_} {wanted or ''}".strip()
    raise InstrumentError([DefinitionProblem(asked, None, f"instrumen tidak ada; yang tersedia: {names}")])


def _parts(version: str) -> tuple[tuple[int, ...], bool, str]:
    """The place of a version among others: "0.9", "1.0-draf", "1.0"; a draft precedes what is final."""
    numbers, _, mark = version.partition("-")
    return tuple(read_whole(part) or 0 for part in numbers.split(".")), not mark, mark


def read_instrument_folder(folder: Path) -> Definition:
    """The definition in instrument.toml and nodes.csv of a folder; unreadable files become its problems."""
    found = (folder / name for name in (SETTINGS_FILE, NODES_FILE))
    return parse_definition(*(file.read_bytes() if file.is_file() else None for file in found))


def read_definition_texts(data: bytes, settings_bytes: int) -> tuple[dict[str, Any], bytes]:
    """For the child: the values of the definition whose instrument.toml, so long, nodes.csv follows."""
    return definition_as_values(parse_definition(data[:settings_bytes], data[settings_bytes:])), b""


def parse_definition(settings: bytes | None, nodes: bytes | None) -> Definition:
    """The definition in both files (None = not there); what is unreadable becomes its problems."""
    found: list[DefinitionProblem] = []
    told = _settings(_text(settings, SETTINGS_FILE, "utf-8", found), found)
    columns, rows = _rows(_text(nodes, NODES_FILE, "utf-8-sig", found), found)
    return Definition(told, rows, columns, problems=tuple(found))


def _text(data: bytes | None, file: str, encoding: str, found: list[DefinitionProblem]) -> str:
    try:
        if data is None:
            found.append(DefinitionProblem(file, None, "berkas tidak ada"))
        elif len(data) > MOST_BYTES[file]:
            found.append(DefinitionProblem(file, None, TOO_LONG.format(most=MOST_BYTES[file] // 1024)))
        else:
            return data.decode(encoding)
    except UnicodeDecodeError:
        found.append(DefinitionProblem(file, None, "berkas harus disimpan sebagai UTF-8"))
    return ""


def _settings(text: str, found: list[DefinitionProblem]) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found.append(DefinitionProblem(SETTINGS_FILE, _line(error), "penulisan TOML tidak sah"))
    return {}


def _line(error: tomllib.TOMLDecodeError) -> int | None:
    words = str(error).replace(",", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else None


def _rows(text: str, found: list[DefinitionProblem]) -> tuple[tuple[str, ...], tuple[NodeRow, ...]]:
    if not text:
        return (), ()
    heading = text.partition("\n")[0]
    mark = ";" if heading.count(";") > heading.count(",") else ","
    rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), MOST_ROWS + 2))
    if len(rows) <= MOST_ROWS + 1:
        return node_rows(rows)
    found.append(DefinitionProblem(NODES_FILE, None, TOO_MANY))
    return (), ()
