"""Answers given as percentages: read where all levels were given in one reading, asked once otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reference.numbers import format_plain, format_span
from scoring.tree import Scale
from survey.answers.cells import is_answer_level, number_in_answer
from survey.answers.column_meanings import ShareLevels
from survey.answers.file_reading import FileReading
from survey.answers.percent_levels import (
    LEAST_SHARES,
    READINGS,
    only_reading,
    readings_of_shares,
    shares_of_cells,
)
from survey.files.grid import Cell
from survey.scales.percent_clashes import hold_percent_clash
from survey.scales.percent_items import bounds_of_item
from survey.scales.scale_questions import LEFT, NOT_READ, scale_key
from survey.scales.scale_sources import ScaleSources
from survey.tables.table import Table, TableColumn

LEAST_LEVELS = 3
AS_THEY_STAND = "value"


def prepare_percent_answers(table: Table, reader: FileReading, sources: ScaleSources) -> None:
    """Say of the file what the percentages among its answers mean, or ask it once."""
    scale = reader.instrument.framework.scale
    if scale.integers and hold_percent_clash(table, reader, sources):
        return
    for column in sources.columns:
        if _has_one_among_levels(table, column, scale):
            reader.meanings.shares[table.sheet.name, column.index] = ShareLevels({}, by_bounds=False)
    found = {column: _shares(table, column, scale) for column in sources.columns}
    banded = [column for column in found if _is_banded(column, reader)]
    every = _every_share(found, banded, scale, reader, sources)
    meant: Mapping[float, float | None] | None = {}
    if len(every) >= LEAST_SHARES:
        meant = _read(every, table, reader) if scale.integers else _asked_whole(every, table, reader)
    for column, shares in found.items():
        if shares and meant is not None and (len(every) >= LEAST_SHARES or column in banded):
            place = (table.sheet.name, column.index)
            reader.meanings.shares[place] = ShareLevels(
                {cell: meant.get(share) for cell, share in shares.items()}
            )


def _has_one_among_levels(table: Table, column: TableColumn, scale: Scale) -> bool:
    """Whether one percentage stands among levels of other items: asked, though its item may count so."""
    distinct = table.distinct(column.index) if scale.integers and not column.node else ()
    if len(shares_of_cells([cell for cell in distinct if isinstance(cell, str)])) != 1:
        return False
    numbers = [number for cell in table.cells(column.index) if (number := number_in_answer(cell)) is not None]
    return sum(is_answer_level(number, scale, integers=True) for number in numbers) >= LEAST_LEVELS


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
    return bool(bounds_of_item(column.node, reader))


def _shares(table: Table, column: TableColumn, scale: Scale) -> dict[Cell, float]:
    """Cell -> share, of texts with a sign, and of numbers where the column can only hold shares.

    Where every row is another item, and some may say where their levels begin, a text is read or asked by
    itself unless all have one reading.
    """
    if not scale.integers and scale.maximum not in (1.0, 100.0):
        return {}
    found = shares_of_cells(table.distinct(column.index))
    texts = {share for cell, share in found.items() if isinstance(cell, str)}
    # On a scale of percentages "75%" is read as it stands.
    with_texts = scale.integers and (column.node or only_reading(sorted(texts), scale))
    return {
        cell: share
        for cell, share in found.items()
        if (with_texts if isinstance(cell, str) else scale.maximum > 1)
    }


def _read(shares: Sequence[float], table: Table, reader: FileReading) -> Mapping[float, float | None]:
    """The only reading under which every share is a level, where every level was given; else asked.

    Some multiples of 20% may be what was reached; all five of them and nothing else are the five levels.
    """
    scale = reader.instrument.framework.scale
    meant = only_reading(shares, scale)
    if len(set(meant.values())) == scale.maximum - scale.minimum + 1:
        reader.say_first("W77", table.sheet.name, "", _listed(meant))
        return meant
    return _asked(shares, table, reader)


def _asked(shares: Sequence[float], table: Table, reader: FileReading) -> Mapping[float, float | None]:
    scale = reader.instrument.framework.scale
    rounded = {share: float(int(READINGS["span"][1](share, scale) + 1e-9)) for share in shares}
    found = readings_of_shares(shares, scale)
    readings = found if len(found) > 1 or rounded in found.values() else found | {"down": rounded}
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
    listed = ", ".join(f"{format_plain(100 * share)}%" for share in shares[:8]) + (
        ", …" if len(shares) > 8 else ""
    )
    span = format_span(scale.minimum, scale.maximum)
    question = f"Jawaban berupa persentase ({listed}): bagaimana dibaca pada skala {span}?"
    candidates = (*offered, (NOT_READ, LEFT.told))
    choice = reader.ask("scale", scale_key(reader, "persen"), question, candidates, table.sheet.name)
    if choice is None:
        reader.say_first("E73", table.sheet.name, "", listed)
    return choice


def _told(name: str) -> str:
    return READINGS[name][0] if name in READINGS else "Dibulatkan ke tingkat di bawahnya"


def _listed(meant: Mapping[float, float]) -> str:
    shown = [
        f"{format_plain(100 * share)}% = {format_plain(level)}" for share, level in sorted(meant.items())
    ]
    return ", ".join(shown[:8]) + (", …" if len(shown) > 8 else "")
