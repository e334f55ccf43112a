"""Instruments from data/, from an expert's folder or from a workbook."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from reference.instruments.building import build_instrument
from reference.instruments.checking import find_definition_problems
from reference.instruments.definition import (
    Definition,
    DefinitionProblem,
    InstrumentError,
    NodeRow,
    node_rows,
)
from reference.instruments.model import Instrument
from reference.tables import DATA

INSTRUMENTS = DATA / "instruments"


def load_instrument(id_or_path: str | Path, version: str | None = None) -> Instrument:
    """An instrument by id (the newest version unless named), or from a folder or .xlsx of an expert.

    Raises InstrumentError listing every problem with file and row.
    """
    path = Path(id_or_path)
    if path.suffix.casefold() == ".xlsx":
        from reference.instruments import workbook  # loads python-calamine, which only this needs

        return build_checked_instrument(workbook.read_instrument_workbook(path))
    if (path / "instrument.toml").is_file():
        return build_checked_instrument(read_instrument_folder(path))
    return _shipped(str(id_or_path), _version(str(id_or_path), version))


@cache
def list_shipped_instruments() -> tuple[tuple[str, str, str], ...]:
    """(id, version, title) of the instruments in data/, by id and from the newest version down."""
    folders = {
        (path.parent.parent.name, path.parent.name): path for path in INSTRUMENTS.glob("*/*/instrument.toml")
    }
    order = sorted(folders, key=lambda name: (name[0], [-number for number in _parts(name[1])]))
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
    """The wanted version, or the newest; InstrumentError naming those there are."""
    for known, version, _ in list_shipped_instruments():
        if known == id_ and wanted in (None, version):
            return version
    names = ", ".join(f"{known} {version}" for known, version, _ in list_shipped_instruments())
    asked = f"{id_} {wanted or ''}".strip()
    raise InstrumentError([DefinitionProblem(asked, None, f"instrumen tidak ada; yang tersedia: {names}")])


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def read_instrument_folder(folder: Path) -> Definition:
    """The definition in instrument.toml and nodes.csv of a folder; unreadable files become its problems."""
    found: list[DefinitionProblem] = []
    settings = _settings(folder / "instrument.toml", found)
    columns, rows = _rows(folder / "nodes.csv", found)
    return Definition(settings, rows, columns, problems=tuple(found))


def _settings(path: Path, found: list[DefinitionProblem]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError:
        found.append(DefinitionProblem(path.name, None, "berkas tidak ada"))
    except UnicodeDecodeError:
        found.append(DefinitionProblem(path.name, None, "berkas harus disimpan sebagai UTF-8"))
    except tomllib.TOMLDecodeError as error:
        found.append(DefinitionProblem(path.name, _line(error), "penulisan TOML tidak sah"))
    return {}


def _line(error: tomllib.TOMLDecodeError) -> int | None:
    words = str(error).replace(",", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else None


def _rows(path: Path, found: list[DefinitionProblem]) -> tuple[tuple[str, ...], tuple[NodeRow, ...]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError:
        found.append(DefinitionProblem(path.name, None, "berkas tidak ada"))
        return (), ()
    except UnicodeDecodeError:
        found.append(DefinitionProblem(path.name, None, "berkas harus disimpan sebagai UTF-8"))
        return (), ()
    heading = text.partition("\n")[0]
    mark = ";" if heading.count(";") > heading.count(",") else ","
    return node_rows(list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))
