"""Answers given as percentages: read where the column leaves one reading, asked once otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.tree import Scale
from survey.answers.file_reading import FileReading
from survey.answers.percent_levels import READINGS, is_percent_level, level_shares_of_anchors, share_in_text
from survey.files.grid import Cell
from survey.scales.scale_questions import LEFT, NOT_READ, scale_key
from survey.scales.scale_sources import ScaleSources
from survey.tables.table import Table, TableColumn

AS_THEY_STAND = "value"
LEAST = 2
"""Two different percentages show how a column means them; a single one is asked in its cell."""


def prepare_percent_answers(table: Table, reader: FileReading, sources: ScaleSources) -> None:
    """Say of the file what the percentages among its answers mean, or ask it once."""
    scale = reader.instrument.framework.scale
    found = {column: _shares(table, column, scale) for column in sources.columns}
    banded = [column for column in found if _is_banded(column, reader)]
    every = _every_share(found, banded, scale, reader, sources)
    meant: Mapping[float, float | None] | None = {}
    if len(every) >= LEAST:
        meant = _read(every, table, reader) if scale.integers else _asked_whole(every, table, reader)
    for column, shares in found.items():
        if shares and meant is not None and (len(every) >= LEAST or column in banded):
            place = (table.sheet.name, column.index)
            reader.shares[place] = {cell: meant.get(share) for cell, share in shares.items()}


def _every_share(
    found: Mapping[TableColumn, Mapping[Cell, float]],
    banded: Sequence[TableColumn],
    scale: Scale,
    reader: FileReading,
    sources: ScaleSources,
) -> list[float]:
    """The shares that are read alike: those of the table and of the others, without columns with bounds."""
    own = {share for one, shares in found.items() if one not in banded for share in shares.values()}
    others = [pair for pair in sources.columns_alike if own and not _is_banded(pair[1], reader)]
    return sorted(own.union(*(_shares(one, column, scale).values() for one, column in others)))


def _is_banded(column: TableColumn, reader: FileReading) -> bool:
    """Whether the item of a column says itself where its levels begin."""
    if not column.node:
        return False
    return bool(
        level_shares_of_anchors(
            tuple(reader.instrument.framework.node(column.node).tags.get("anchors") or ())
        )
    )


def _shares(table: Table, column: TableColumn, scale: Scale) -> dict[Cell, float]:
    """Cell -> share, of texts with a sign, and of numbers where the column can only hold shares.

    Where every row is another item, and some may say where their levels begin, a text is read or asked by
    itself unless all have one reading.
    """
    distinct = table.distinct(column.index)
    numbers = [cell for cell in distinct if isinstance(cell, float)]
    texts: dict[Cell, float] = {
        cell: share
        for cell in distinct
        if isinstance(cell, str) and (share := share_in_text(cell)) is not None
    }
    if not scale.integers and scale.maximum not in (1.0, 100.0):
        return {}
    if not scale.integers or not (column.node or _only_reading(sorted({*texts.values()}), scale)):
        texts = {}  # on a scale of percentages "75%" is read as it stands
    fractions = [number for number in numbers if 0 < number < 1]
    if scale.maximum > 1 and fractions and all(0 <= number <= 1 for number in numbers):
        texts |= {number: number for number in numbers}
    return texts


def _read(shares: Sequence[float], table: Table, reader: FileReading) -> Mapping[float, float | None]:
    """The only reading under which every share is a level; asked where none or several are."""
    scale = reader.instrument.framework.scale
    if meant := _only_reading(shares, scale):
        reader.say_first("W77", table.sheet.name, "", _listed(meant))
        return meant
    return _asked(shares, _readings(shares, scale), table, reader)


def _only_reading(shares: Sequence[float], scale: Scale) -> dict[float, float]:
    """Share -> level where all readings under which every share is a level agree; {} otherwise."""
    found = list(_readings(shares, scale).values())
    return dict(found[0]) if found and len(shares) >= LEAST and all(one == found[0] for one in found) else {}


def _readings(shares: Sequence[float], scale: Scale) -> dict[str, dict[float, float]]:
    """The readings under which every share is a level."""
    return {
        name: {share: float(round(reading(share, scale))) for share in shares}
        for name, (_, reading) in READINGS.items()
        if all(is_percent_level(reading(share, scale), scale) for share in shares)
    }


def _asked(
    shares: Sequence[float], found: Mapping[str, Mapping[float, float]], table: Table, reader: FileReading
) -> Mapping[float, float | None]:
    scale = reader.instrument.framework.scale
    rounded = {share: float(int(READINGS["span"][1](share, scale) + 1e-9)) for share in shares}
    readings = found or {"down": rounded}
    offered = [(name, f"{_told(name)}: {_listed(meant)}") for name, meant in readings.items()]
    choice = _choice(shares, offered, table, reader)
    return dict(readings[choice]) if choice and choice in readings else dict.fromkeys(shares)


def _asked_whole(
    shares: Sequence[float], table: Table, reader: FileReading
) -> Mapping[float, float | None] | None:
    """Numbers up to 1 on a scale up to 100: hundredths of it, or very low values; None = as they stand."""
    scale = reader.instrument.framework.scale
    offered = [
        ("hundredfold", f"Persentase: {_listed({share: share * scale.maximum for share in shares})}"),
        (AS_THEY_STAND, "Nilai apa adanya"),
    ]
    choice = _choice(shares, offered, table, reader)
    if choice == AS_THEY_STAND:
        return None
    return {share: share * scale.maximum if choice == "hundredfold" else None for share in shares}


def _choice(
    shares: Sequence[float], offered: Sequence[tuple[str, str]], table: Table, reader: FileReading
) -> str | None:
    scale = reader.instrument.framework.scale
    listed = ", ".join(f"{100 * share:g}%" for share in shares[:8]) + (", …" if len(shares) > 8 else "")
    span = f"{scale.minimum:g}–{scale.maximum:g}"
    question = f"Jawaban berupa persentase ({listed}): bagaimana dibaca pada skala {span}?"
    candidates = (*offered, (NOT_READ, LEFT.told))
    choice = reader.ask("scale", scale_key(reader, "persen"), question, candidates, table.sheet.name)
    if choice is None:
        reader.say_first("E73", table.sheet.name, "", listed)
    return choice


def _told(name: str) -> str:
    return READINGS[name][0] if name in READINGS else "Dibulatkan ke tingkat di bawahnya"


def _listed(meant: Mapping[float, float]) -> str:
    shown = [f"{100 * share:g}% = {level:g}" for share, level in sorted(meant.items())]
    return ", ".join(shown[:8]) + (", …" if len(shown) > 8 else "")
