"""What the columns of a table mean: by the user's mapping, by exact heading, else by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reference.keys import text_key
from reference.numbers import format_number
from survey.answers.file_reading import FileReading
from survey.answers.option_lists import are_option_lists
from survey.files.grid import Sheet, cell_name
from survey.tables import mapping, matching, personal_data
from survey.tables.areas import TableArea
from survey.tables.headings import ENTITY_ROLES, PERSONAL_ROLES, VALUE_ROLES, heading_meaning, role_of_heading
from survey.tables.legend_columns import LEGEND, find_legend_columns
from survey.tables.matching import ItemMatch
from survey.tables.namesakes import tell_namesakes_apart
from survey.tables.other_index import other_index_above
from survey.tables.preview import preview_texts
from survey.tables.table import Table, TableColumn
from survey.values import ColumnUse, TableView

NOT_SHARED = ENTITY_ROLES | frozenset(VALUE_ROLES)
"""What only one column of a table can be; a heading over several of them names their group."""
OPTION_ROWS = 20
LONG_HEADING = 15
LONGEST_MARK, LEAST_MARKED = 12, 3
"""Columns to mark hold short texts, and are several."""
TAKEN = "ok"
LEFT = "skip"


def table_of(sheet: Sheet, area: TableArea, reader: FileReading) -> Table:
    """The table of an area, each column with the role or node its heading names exactly."""
    columns = [TableColumn(index, "") for index in range(area.left)]
    groups = Counter(text.rpartition(" / ")[0] for text in area.columns)
    columns += [_column(area.left + place, text, groups, reader) for place, text in enumerate(area.columns)]
    columns = [
        replace(one, role=mapping.IGNORE) if _prints_options(sheet, area, one, reader) else one
        for one in columns
    ]
    columns = _told_of_legend(columns, sheet, area, reader)
    valued = {one.node for one in columns if one.node and _is_of_value(one)}
    told = [replace(one, node="") if one.node in valued and not _is_of_value(one) else one for one in columns]
    told = _without_other_index(sheet, area, told, reader)
    return Table(sheet, area, tuple(_namesakes_apart(told, reader)))


def _told_of_legend(
    columns: list[TableColumn], sheet: Sheet, area: TableArea, reader: FileReading
) -> list[TableColumn]:
    """The columns, those set aside that only explain the scale; of a table in which others can answer."""
    legend = find_legend_columns(sheet, area, reader.instrument.framework.scale.levels)
    if not legend:
        return columns
    others = [one for one in columns if one.index not in legend and not one.node]
    headed = any(one.role in (*VALUE_ROLES, "dated_value") for one in others)
    filled = [_texts(sheet, area, one) for one in others if not one.role]
    marked = sum(bool(texts) and max(map(len, texts)) <= LONGEST_MARK for texts in filled) >= LEAST_MARKED
    numbers = any(texts and all(map(str.isdecimal, texts)) for texts in filled)
    free = ("", "note", *VALUE_ROLES) if headed or marked else ("", "note") if numbers else ()
    return [
        replace(one, role=LEGEND) if one.index in legend and one.role in free and not one.node else one
        for one in columns
    ]


def _texts(sheet: Sheet, area: TableArea, column: TableColumn) -> set[str]:
    rows = range(area.first, min(area.last, area.first + OPTION_ROWS) + 1)
    return {text for row in rows if (text := sheet.text(row, column.index))}


def _without_other_index(
    sheet: Sheet, area: TableArea, columns: list[TableColumn], reader: FileReading
) -> list[TableColumn]:
    """The columns, one headed by a root's bare code without it where a title names another index."""
    roots = {root: text_key(root) for root in reader.instrument.framework.roots}
    bare = [one for one in columns if one.node in roots and text_key(one.lowest_heading) == roots[one.node]]
    top = min(area.header, default=area.first)
    if not bare or not (other := other_index_above(sheet, top, reader.instrument)):
        return columns
    for one in bare:
        place = cell_name(top, one.index)
        reader.say("W98", sheet.name, place, one.heading, reason=f"judulnya menyebut '{other}'")
    return [replace(one, node="") if one in bare else one for one in columns]


def _namesakes_apart(columns: list[TableColumn], reader: FileReading) -> list[TableColumn]:
    """The columns, each of two nodes of one name with its own; with none where that is to be asked."""
    named = {place: one.lowest_heading for place, one in enumerate(columns) if one.node}
    apart = tell_namesakes_apart(named, reader.instrument)
    return [
        replace(one, node=apart[place] or "") if place in apart else one for place, one in enumerate(columns)
    ]


def _prints_options(sheet: Sheet, area: TableArea, column: TableColumn, reader: FileReading) -> bool:
    """Whether a column that could be taken for the answers prints the choices instead."""
    is_open = column.role in VALUE_ROLES or not (column.role or column.node)
    rows = range(area.first, min(area.last, area.first + OPTION_ROWS) + 1)
    return is_open and are_option_lists((sheet.at(row, column.index) for row in rows), reader)


def _is_of_value(column: TableColumn) -> bool:
    """Whether the lowest of several levels of a heading asks for the value ("Standar pelayanan / Nilai")."""
    return " / " in column.heading and role_of_heading(column.lowest_heading) in VALUE_ROLES


def _column(index: int, heading: str, groups: Mapping[str, int], reader: FileReading) -> TableColumn:
    """A column with what its heading means, else its lowest level, else a level above it.

    A group over several columns tells whose or what they are only where it is no answer and no owner itself:
    the OPD under "Perangkat Daerah" and the levels under "Jawaban" are not all of them that one column.
    """
    for text in (heading, *reversed(heading.split(" / "))):
        role, node = heading_meaning(text, reader.instrument)
        is_group = text not in (heading, heading.rpartition(" / ")[2])
        if is_group and role in NOT_SHARED and groups[heading.rpartition(" / ")[0]] > 1:
            continue
        if role in VALUE_ROLES and (leaf := _leaf_above(heading, text, reader)):
            return TableColumn(index, heading, "", leaf)
        if role or node:
            return TableColumn(index, heading, role, node)
    return TableColumn(index, heading)


def _leaf_above(heading: str, text: str, reader: FileReading) -> str:
    """The item in the heading over a lowest level "Nilai", which then holds its answers; "" for none."""
    above = heading.split(" / ")[:-1] if heading.endswith(f" / {text}") else []
    named = (heading_meaning(one, reader.instrument)[1] for one in reversed(above))
    return next((code for code in named if code in reader.instrument.framework.leaves), "")


def map_open_columns(table: Table, reader: FileReading) -> Table:
    """The table with its open columns mapped: as the user said, else by likeness, which is asked once."""
    sign = mapping.headings_signature(column.heading for column in table.columns)
    given = mapping.find_mapping(reader.context.mappings, sign)
    alike = {} if given and given.signature == sign else _alike(table, reader, given)
    if alike and _answer(table, reader, sign, alike) == LEFT:
        alike = {}
    else:
        alike |= _chosen(table, reader, sign, given, alike)
    codes = frozenset(reader.instrument.framework.codes)
    columns = tuple(_mapped(column, given, alike, codes) for column in table.columns)
    found = replace(table, columns=columns)
    reader.tables.append(_view(found, sign, given, alike))
    return found


def _alike(table: Table, reader: FileReading, given: mapping.ColumnMapping | None) -> dict[int, ItemMatch]:
    """Column -> the item its heading is like, for columns of which neither heading nor user says more."""
    said = {column.index: given.of(column.heading) if given else "" for column in table.columns}
    texts = [
        column.heading if not said[column.index] and _is_open(table, column) else ""
        for column in table.columns
    ]
    taken = {column.node for column in table.nodes} | set(said.values())
    codes = [code for code in reader.instrument.framework.leaves if code not in taken]
    return {
        place: one
        for place, one in matching.match_items(texts, reader.instrument, codes).items()
        if one.how == "likeness"
    }


def _chosen(
    table: Table,
    reader: FileReading,
    sign: str,
    given: mapping.ColumnMapping | None,
    alike: Mapping[int, ItemMatch],
) -> dict[int, ItemMatch]:
    """Column -> the item the user chose for it, for headings that are like several items alike."""
    framework = reader.instrument.framework
    taken = {column.node for column in table.nodes} | {one.code for one in alike.values()}
    free = [code for code in framework.leaves if code not in taken]
    found = {}
    for place, column in enumerate(table.columns):
        if place in alike or (given and given.of(column.heading)) or not _is_open(table, column):
            continue
        near = matching.rival_items(column.heading, reader.instrument, free)
        choice = (
            ask_which_item(reader, near, f"mapping:{sign}:{place}", column.heading, table.sheet.name)
            if near
            else None
        )
        if choice in near:
            found[place] = ItemMatch(str(choice), "likeness", 100.0)
    return found


def ask_which_item(
    reader: FileReading, near: Sequence[str], key: str, text: str, sheet: str, cell: str = ""
) -> str | None:
    """Which of several items a text means; LEFT or None where it is none of them, or not yet said."""
    framework = reader.instrument.framework
    offered = tuple((code, f"{code} {framework.node(code).name}") for code in near)
    question = f"'{text[:60]}' mirip beberapa pertanyaan. Pertanyaan mana yang dimaksud?"
    choice = reader.ask("mapping", key, question, (*offered, (LEFT, "Lewati")), sheet, cell)
    if choice is None:
        reader.say_first("E74", sheet, cell, text, names="; ".join(name for _, name in offered))
    return choice


def _is_open(table: Table, column: TableColumn) -> bool:
    if column.role or column.node or _stands_by_another(table, column):
        return False
    return not personal_data.personal_data_kind(column.heading, _cells(table, column))


def _stands_by_another(table: Table, column: TableColumn) -> bool:
    """Whether a heading is that of another column with words around it ("Points - <question>")."""
    own = text_key(column.heading)
    headed = (text_key(one.heading) for one in table.nodes if len(one.heading) >= LONG_HEADING)
    return any(key != own and key in own for key in headed)


def _cells(table: Table, column: TableColumn) -> list:
    return [table.sheet.at(row, column.index) for row in table.rows[: personal_data.SAMPLE]]


def _answer(table: Table, reader: FileReading, sign: str, alike: Mapping[int, ItemMatch]) -> str | None:
    """What the user says of the columns mapped by likeness: TAKEN, LEFT, or None while it is open."""
    framework = reader.instrument.framework
    for place, one in alike.items():
        heading = table.columns[place].heading
        name = f"{one.code} {framework.node(one.code).name}"
        reader.say_first("W70", table.sheet.name, "", heading, name=name, score=format_number(one.score, 0))
    offered = ((TAKEN, "Ya, sesuai"), (LEFT, "Tidak, lewati kolom tersebut"))
    question = f"{len(alike)} kolom dibaca menurut kemiripan judulnya. Apakah pemetaannya sesuai?"
    return reader.ask("mapping", f"mapping:{sign}", question, offered, table.sheet.name)


def _mapped(
    column: TableColumn,
    given: mapping.ColumnMapping | None,
    alike: Mapping[int, ItemMatch],
    codes: frozenset[str],
) -> TableColumn:
    target = given.of(column.heading) if given and column.heading else ""
    if target in codes:
        return TableColumn(column.index, column.heading, node=target)
    if target:
        return TableColumn(column.index, column.heading, role=target)
    if column.index in alike:
        return TableColumn(column.index, column.heading, node=alike[column.index].code)
    return column


def table_view_of(table: Table) -> TableView:
    """A table that no mapping was sought for, to be shown as it was read."""
    return _view(table, mapping.headings_signature(column.heading for column in table.columns), None, {})


def _view(
    table: Table,
    sign: str,
    given: mapping.ColumnMapping | None,
    alike: Mapping[int, ItemMatch],
) -> TableView:
    uses = tuple(_use(column, given, alike) for column in table.columns if column.heading)
    hidden = {column.index for column in table.columns if _is_hidden(table, column)}
    area = table.area
    preview = preview_texts(table.sheet, area, hidden)
    return TableView(
        sheet=table.sheet.name,
        header=tuple(row + 1 for row in area.header),
        first=area.first + 1,
        last=area.last + 1,
        signature=sign,
        columns=uses,
        shown_from=table.top + 1,
        preview=preview,
        excluded=tuple((row + 1, reason) for row, reason in area.excluded),
    )


def _is_hidden(table: Table, column: TableColumn) -> bool:
    if column.node:
        return False
    return column.role in PERSONAL_ROLES or bool(
        personal_data.personal_data_kind(column.heading, _cells(table, column))
    )


def _use(
    column: TableColumn, given: mapping.ColumnMapping | None, alike: Mapping[int, ItemMatch]
) -> ColumnUse:
    target = column.node or column.role
    if given and given.of(column.heading):
        return ColumnUse(column.index + 1, column.heading, target, "given", 100.0)
    if column.index in alike:
        return ColumnUse(column.index + 1, column.heading, target, "likeness", alike[column.index].score)
    return ColumnUse(
        column.index + 1, column.heading, target, "exact" if target else "", 100.0 if target else 0.0
    )
