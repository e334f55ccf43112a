"""Columns of OPD and of regions under any heading: told by what their cells name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from reference import regions
from reference.catalogue import opd_codes_by_alias, organisation_form, spell_out_name
from reference.keys import normalise_text
from survey.answers.file_reading import FileReading
from survey.files.grid import column_letters
from survey.named_opd import is_chosen_by_rows, opd_lines_above, speaks_of_opd
from survey.named_region import is_region_like
from survey.tables.table import Table, TableColumn

OPEN_ROLES = frozenset({"", "institution", "respondent"})
ITEM_ROLES = ("code", "question", "indicator")
SAMPLE, MOST = 200, 40
MOSTLY, PARTLY, SURELY = 0.6, 0.3, 0.9
LONGEST_NAME = 80
SPEAKS_OF_REGION = re.compile(r"\b(?:kab|kabupaten|kota|kabkota|daerah|wilayah|pemda|pemerintah)\b")
KECAMATAN = re.compile(r"^(?:nama )?(?:kec|kecamatan)$")
"""Heads the bare names of kecamatan: "Kecamatan" over "Sawahan", "Berbek"."""
NO_OWNER = re.compile(
    r"\b(?:lahir|alamat|domisili|tinggal|tujuan|lokasi|sumber|penanggung|mitra|terkait|pendukung|koordinator"
    r"|pelaksana|pengampu|pembina|bukti|catatan|keterangan|kendala|penjelasan|dimensi|program)\b"
)


def tell_owner_columns(table: Table, reader: FileReading) -> Table:
    """The table, with the role "opd" or "region" for the column whose cells name such, where none has it."""
    found = {}
    if not table.of("opd", "opd_code") and (column := _opd_column(table, reader)):
        found[column.index] = "opd"
    if not table.of("region", "region_code") and (column := _region_column(table, reader, set(found))):
        found[column.index] = "region"
    if "opd" not in found.values() and not table.of("opd", "opd_code"):
        if is_chosen_by_rows(reader):
            found |= {one.index: "opd" for one in _offered_columns(table, reader)}
        else:
            reader.named_on_rows.append(lambda: _offered_heading(table, reader))
    if not found:
        return table
    return replace(
        table,
        columns=tuple(replace(one, role=found.get(one.index, one.role)) for one in table.columns),
    )


def _offered_columns(table: Table, reader: FileReading) -> list[TableColumn]:
    """The first column that names OPD beside the items, under a heading of another part; [] for none."""
    if not table.of(*ITEM_ROLES) or len(table.nodes) > 1:
        return []
    known = reader.recall(("opd keys",), lambda: _opd_keys(reader))
    for column in table.columns:
        texts = _texts(table, column) if column.role in OPEN_ROLES | {"note"} and not column.node else []
        is_full = len(texts) > 1 and all(table.text(row, column) for row in table.rows[:SAMPLE])
        if is_full and _share(texts, lambda text: _names_opd(text, known)) >= SURELY:
            return [column]
    return []


def _offered_heading(table: Table, reader: FileReading) -> str:
    """How such a column is called, "" without one."""
    found = [one.heading or column_letters(one.index) for one in _offered_columns(table, reader)]
    return next(iter(found), "")


def _names_opd(text: str, known: frozenset[str]) -> bool:
    return organisation_form(text) not in ("", "lain") or spell_out_name(text).replace(" ", "") in known


def _opd_column(table: Table, reader: FileReading) -> TableColumn | None:
    known = reader.recall(("opd keys",), lambda: _opd_keys(reader))

    def names_opd(text: str) -> bool:
        return _names_opd(text, known)

    def names_kecamatan(text: str) -> bool:
        return names_opd(text) or spell_out_name(f"kecamatan {text}").replace(" ", "") in known

    return _best(table, names_opd, speaks_of_opd, set()) or _kecamatan_column(table, names_kecamatan, reader)


def _kecamatan_column(table: Table, names: Callable[[str], bool], reader: FileReading) -> TableColumn | None:
    """The column of bare names of kecamatan, where these answer rather than say where somebody lives."""
    headed = [one for one in table.columns if KECAMATAN.match(normalise_text(one.heading))]
    if not headed or reader.instrument.framework.opinion or _names_owner_above(table, reader):
        return None
    return _best(replace(table, columns=tuple(headed)), names, lambda heading: True, set())


def _names_owner_above(table: Table, reader: FileReading) -> bool:
    """Whether a line above says whose a table is, so that its kecamatan only say where."""
    roster = reader.context.rosters.get(reader.context.region or "")
    return any(line.text for line in opd_lines_above(table.sheet, table.top, roster))


def _opd_keys(reader: FileReading) -> frozenset[str]:
    """The names of OPD, spelled out and without spaces: known ones and those of the region that is open."""
    region = reader.context.region
    roster = reader.context.rosters.get(region) if region else None
    own = [*roster["name"], *roster["short"]] if roster is not None else []
    return frozenset(opd_codes_by_alias()) | {spell_out_name(text).replace(" ", "") for text in own if text}


def _region_column(table: Table, reader: FileReading, taken: set[int]) -> TableColumn | None:
    column = _best(table, _names_region, _speaks_of_region, taken)
    given = reader.context.region
    if column is None or given is None or _speaks_of_region(column.heading):
        return column
    named = {regions.match_region(text).code for text in _texts(table, column)}
    return column if given in named else None


def _names_region(text: str) -> bool:
    return is_region_like(text) or regions.match_region(text).status == "ok"


def _speaks_of_region(heading: str) -> bool:
    return bool(SPEAKS_OF_REGION.search(normalise_text(heading)))


def _best(
    table: Table, names: Callable[[str], bool], speaks: Callable[[str], bool], taken: set[int]
) -> TableColumn | None:
    """The column most of whose different texts are names; fewer do where its heading speaks of such.

    Where rows are items only such a heading counts: other columns there say who else has to do with an item.
    Where items stand on several rows each, so does a column that names another on every row of an item.
    """
    by_rows = bool(table.of(*ITEM_ROLES)) and len(table.nodes) < 2
    found: list[tuple[float, int, TableColumn]] = []
    for column in table.columns:
        if column.index in taken or column.node or column.role not in OPEN_ROLES:
            continue
        texts = _texts(table, column)
        is_told_by_rows = by_rows and len(texts) > 1 and _tells_repeated_items_apart(table, column)
        if NO_OWNER.search(normalise_text(column.heading)) and not is_told_by_rows:
            continue
        share = _share(texts, names)
        asked = speaks(column.heading)
        is_owner = len(texts) > 1 and (not by_rows or is_told_by_rows)
        if share >= PARTLY and (asked or (share >= MOSTLY and is_owner)):
            found.append((share + asked, -column.index, column))
    return max(found)[2] if found else None


def _tells_repeated_items_apart(table: Table, column: TableColumn) -> bool:
    """Whether every item stands on several rows, and a column is filled and differs on all of them."""
    item = next((one for role in ITEM_ROLES for one in table.of(role)), None)
    if item is None:
        return False
    pairs = [(table.text(row, item), table.text(row, column)) for row in table.rows[:SAMPLE]]
    filled = [pair for pair in pairs if pair[0]]
    counts = Counter(text for text, _ in filled)
    is_repeated = bool(counts) and len(filled) >= 2 * len(counts)
    return is_repeated and all(owner for _, owner in filled) and len(set(filled)) == len(filled)


def _share(texts: Iterable[str], names: Callable[[str], bool]) -> float:
    known = [names(text) for text in texts]
    return sum(known) / len(known) if known else 0.0


def _texts(table: Table, column: TableColumn) -> list[str]:
    """Some of the different texts of a column; none where it holds other things, or longer ones."""
    cells = table.raw_cells(column.index, SAMPLE)
    texts = sorted({cell for cell in cells if isinstance(cell, str)})
    filled = len(cells) - cells.count(None)
    longest = max(map(len, texts), default=0)
    if 2 * list(map(type, cells)).count(str) < filled or longest > LONGEST_NAME:
        return []
    return texts[:: len(texts) // MOST + 1]
