"""Our own workbook come back: recognised by its hidden _meta or by its codes, never by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reference.instruments.city_words import without_villages
from reference.keys import text_key
from reference.numbers import read_whole
from scoring.tree import Node
from survey import named_region
from survey.answering.tick_marks import find_tick_grids, read_ticked_levels
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Sheet, Workbook, cell_as_text, cell_name, list_cells
from survey.layouts import shared
from survey.layouts.answers import drop_form_words, is_cell_filled, read_row_answer
from survey.layouts.form_owner import find_form_owner
from survey.layouts.form_programmes import programmes_on_form
from survey.layouts.item_rows import find_item_rows
from survey.layouts.owners import FileOwners, owners_of_file
from survey.layouts.twice import join_by_opd
from survey.tables.headings import node_named_by
from survey.tables.table import Table
from survey.template import layout
from survey.values import Answer, Response

LEAVE, KEEP = "leave", "refuse"
PRINTED = frozenset({"number", "code", "question", "branch"})
"""What a form asks with: nobody answers in these columns."""
SHEETS = frozenset(
    {layout.GUIDE_SHEET, layout.ANSWER_SHEET, layout.PROGRAMME_SHEET, layout.LIST_SHEET, layout.META_SHEET}
)


def recognise_own_form(book: Workbook, reader: FileReading) -> Recognised | None:
    """The one response in our own workbook; None where neither _meta nor our answer sheet is there."""
    meta = form_meta_texts(book)
    tables = _answer_tables(book, reader) if meta or book.sheet(layout.PROGRAMME_SHEET) else []
    if not meta and not tables:
        return None
    renamed = {table.sheet.name for table in tables} - SHEETS
    shared.report_unread_sheets(book, reader, SHEETS | renamed)
    if refused := _foreign(reader, meta):
        return refused
    _say_newer(reader, meta)
    own = book.sheet(layout.ANSWER_SHEET)
    for name in sorted(renamed):
        reader.say("W67" if own else "W59", name, found=name)
    owner = find_form_owner(reader, book, tables[0].sheet if tables else None, meta)
    if owner is None:
        return Recognised("template", refused=True)
    reader.own_items = {node.code: node for node in reader.context.own_items.get(owner.region or "", ())}
    # What our guide says of the scale is the instrument's own.
    answered = replace(book, sheets=tuple({table.sheet.name: table.sheet for table in tables}.values()))
    for table in tables:
        shared.prepare_answer_columns(table, table.of("value")[:1], reader, answered)
    listed = programmes_on_form(reader, book.sheet(layout.PROGRAMME_SHEET))
    form = Response(
        *(owner.region, owner.region_text, owner.opd, owner.opd_text),
        *("1", (), listed.programmes),
        no_programmes=listed.none,
    )
    file = owners_of_file(book, reader)
    facts = printed_facts(meta)
    sent = [form, *(_response(table, form, place == 0, file, facts) for place, table in enumerate(tables))]
    responses = join_by_opd((one for one in sent if one.opd != SKIP), reader)
    given = any(_is_given(one, reader) for response in sent for one in response.answers)
    if listed.says_nothing and not given:
        named_region.say_no_answers(reader, tables[0].sheet.name if tables else "")
        whose = (owner.region or "", owner.opd or "")
        return Recognised("template", period=owner.period, refused=True, owner=whose)
    if not given and _leads_items(meta, own) and not _is_as_sent(tables, reader, facts):
        _ask_programmes_alone(reader)
    return Recognised("template", responses=responses, period=owner.period)


def _response(
    table: Table, own: Response, is_own: bool, file: FileOwners, facts: Mapping[str, str]
) -> Response:
    """What a table answers: for the form's own OPD, unless another sheet of forms names another."""
    answers = tuple(_answers(file.reader, table, facts))
    named = None if is_own else file.opd_named(table, own.region)
    if named is None or not named.text or text_key(named.text) == text_key(own.opd_text):
        return replace(own, answers=answers, programmes=(), no_programmes=False)
    region = file.region_of(table)
    opd = SKIP if region == SKIP else file.opd_of(table, region)
    return Response(region, own.region_text, opd, named.text, "1", answers)


def _answer_tables(book: Workbook, reader: FileReading) -> list[Table]:
    """The tables of answers: on our own sheet and on copies of it, be it under another name."""
    own = book.sheet(layout.ANSWER_SHEET)
    others = [one for one in shared.visible_sheets(book) if one.name not in SHEETS]
    return [
        headed
        for sheet in (*([own] if own else ()), *others)
        for table in shared.tables_on_sheet(sheet, reader)
        if (headed := _headed(table, reader)) and (own in (None, sheet) or _is_copy(headed, reader))
    ]


def _headed(table: Table, reader: FileReading) -> Table | None:
    """A table of items and answers; where the heading of these was typed over, its only column of levels."""
    if not table.one("code", "question"):
        return None
    if table.one("value"):
        return table
    rows = find_item_rows(table, reader)
    fit = [one.columns for one in rows.candidates] if rows else []
    if len(fit) != 1 or len(fit[0]) != 1:
        return None
    columns = (replace(one, role="value") if one.index in fit[0] else one for one in table.columns)
    return Table(table.sheet, table.area, tuple(columns))


def _is_copy(table: Table, reader: FileReading) -> bool:
    """Whether a table beside our own asks what ours does: most of its codes are items'."""
    codes = [text for row in table.rows if (text := table.text(row, table.one("code")))]
    known = [code for code in codes if code in reader.instrument.framework.leaves]
    return bool(codes) and len(known) * 2 >= len(codes) and table.one("question") is not None


def _leads_items(meta: Mapping[str, str], own: Sheet | None) -> bool:
    """Whether the form asked its OPD what it leads; without its _meta, whether it has a sheet of answers."""
    return "lead" in meta.values() if meta else own is not None


def _is_as_sent(tables: Sequence[Table], reader: FileReading, facts: Mapping[str, str]) -> bool:
    """Whether nobody wrote anything on the sheet of answers: it holds what we print and nothing more."""
    return bool(tables) and all(
        _is_printed(table, row, column.index, reader, facts)
        for table in tables
        for row in table.rows
        for column in table.own_columns
        if column.role not in PRINTED and column.heading != layout.LACK
    )


def _is_printed(table: Table, row: int, column: int, reader: FileReading, facts: Mapping[str, str]) -> bool:
    """Whether a cell is empty, describes a level of the item of its row, or is the fact it came with."""
    text, code = table.sheet.text(row, column), table.text(row, table.one("code"))
    named = node_named_by(code, reader.instrument)
    node = reader.own_items.get(code) or (reader.instrument.framework.node(named) if named else None)
    anchors = node.tags.get("anchors", ()) if node else ()
    return not text or text_key(text) in map(
        text_key, (*anchors, *map(without_villages, anchors), facts.get(named or "", ""))
    )


def printed_facts(meta: Mapping[str, str]) -> dict[str, str]:
    """Item code -> what stood as its fact when the form was sent."""
    prefix = layout.FACT_PREFIX
    return {key.removeprefix(prefix): text for key, text in meta.items() if key.startswith(prefix)}


def _ask_programmes_alone(reader: FileReading) -> None:
    """Ask once whether the form really answers no question: its answers may stand where none are sought."""
    question = (
        "Program terbaca, tetapi tidak satu pun jawaban, padahal lembar jawabannya sudah diubah. "
        "Apakah OPD ini memang baru mengirim programnya?"
    )
    offered = ((LEAVE, "Ya, programnya saja"), (KEEP, "Jawabannya ada; tolak berkas ini agar diperbaiki"))
    sheet = layout.ANSWER_SHEET
    if reader.ask("table", reader.key("table", "program"), question, offered, sheet, "") == KEEP:
        reader.refuse("E91", found=sheet)


def _is_given(one: Answer, reader: FileReading) -> bool:
    return one.status != "missing" or bool(one.note or one.fact or one.evidence) or _is_stated(one, reader)


def _is_stated(one: Answer, reader: FileReading) -> bool:
    """Whether "Belum ada data" was chosen, or a cell still waits for its confirmation."""
    return f"{one.sheet}!{one.cell}" in reader.stated


def form_meta_texts(book: Workbook) -> dict[str, str]:
    sheet = book.sheet(layout.META_SHEET)
    if sheet is None:
        return {}
    found = {
        cell_as_text(row[0]): cell_as_text(row[1])
        for row in sheet.rows
        if len(row) > 1 and row[0] is not None
    }
    return found if found.get("templat") == layout.TEMPLATE_ID else {}


def _foreign(reader: FileReading, meta: dict[str, str]) -> Recognised | None:
    """A refusal where the workbook was written for another instrument or another version of it."""
    stated = meta.get("instrumen", "")
    if not stated or stated == reader.instrument.key:
        return None
    reader.say("E15", found=stated, expected=reader.instrument.key)
    whose = (meta.get("kode_wilayah", ""), meta.get("opd", ""))
    return Recognised("template", refused=True, owner=whose)


def _say_newer(reader: FileReading, meta: dict[str, str]) -> None:
    """Say that a later version of this application laid the form out; codes and headings still read it."""
    stated = meta.get("versi_templat", "")
    if (read_whole(stated) or 0) > int(layout.TEMPLATE_VERSION):
        reader.say("W79", layout.META_SHEET, found=stated, expected=layout.TEMPLATE_VERSION)


def _answers(reader: FileReading, table: Table, facts: Mapping[str, str]) -> list[Answer]:
    """The answers row by row; rows of unknown codes become findings and questions.

    A row answered in its column and marked in columns that somebody added is answered twice.
    """
    shared.report_hidden_rows(reader, table)
    nodes = {row: node for row in table.rows if (node := _node(reader, table, row)) is not None}
    marked = _marked_answers(reader, table, nodes)
    told = [_answer(reader, table, row, node, facts) for row, node in nodes.items()]
    codes = {one.indicator for one in marked}
    return [one for one in told if one.status != "missing" or one.indicator not in codes] + marked


def _marked_answers(reader: FileReading, table: Table, nodes: Mapping[int, Node]) -> list[Answer]:
    """What is marked in columns headed by levels, our own or added ones, which is said."""
    found = [
        read_row_answer(table, row, nodes[row].code, grid.column_of(row), parsed, None)
        for grid in find_tick_grids(table, reader)[:1]
        for row, parsed in read_ticked_levels(table, grid, nodes, reader).items()
        if parsed.status != "missing"
    ]
    if found:
        cells = list_cells([one.cell for one in found])
        reader.say("W25", table.sheet.name, found[0].cell, len(found), cells=cells)
    return found


def _answer(reader: FileReading, table: Table, row: int, node: Node, facts: Mapping[str, str]) -> Answer:
    """What a row answers; a fact that it came with is nobody's word where no answer stands beside it."""
    column = table.of("value")[0]
    parsed = reader.answer(table.sheet, row, column.index, node)
    if is_cell_filled(table.sheet, row, column.index):
        reader.stated.add(f"{table.sheet.name}!{cell_name(row, column.index)}")
    told = read_row_answer(table, row, node.code, column.index, parsed, None)
    untouched = told.status == "missing" and _is_same_fact(told.fact, facts.get(node.code, ""))
    return replace(told, fact="") if untouched else told


def _is_same_fact(fact: str, printed: str) -> bool:
    return bool(fact) and text_key(fact) == text_key(drop_form_words(printed))


def _node(reader: FileReading, table: Table, row: int) -> Node | None:
    """The leaf of a row by its code, checked against its question; by that alone where the code is gone."""
    framework = reader.instrument.framework
    code, question = (table.text(row, table.one(role)) for role in ("code", "question"))
    if own := _own_item(reader, code, question):
        return own
    by_text = reader.instrument.find(question) if question else None
    by_text = by_text if by_text and not framework.children(by_text) else None
    if not code:
        return framework.node(by_text) if by_text else None
    by_code = node_named_by(code, reader.instrument)
    if by_code and not framework.children(by_code) and by_text in (None, by_code):
        return framework.node(by_code)
    candidates = [found for found in (by_code, by_text) if found and not framework.children(found)]
    candidates += [code] if code in reader.own_items else []
    place = cell_name(row, table.of("code")[0].index)
    return _asked_node(reader, table, row, place, code, candidates)


def _own_item(reader: FileReading, code: str, question: str) -> Node | None:
    """The kabupaten's own item of a row: by its code unless it asks another question, else by that."""
    asked = text_key(question)
    fitting = {key: one for key, one in reader.own_items.items() if text_key(one.tags["question"]) == asked}
    if not code:
        return next(iter(fitting.values()), None)
    return fitting.get(code) if asked else reader.own_items.get(code)


def _leaf(reader: FileReading, code: str) -> Node:
    return reader.own_items.get(code) or reader.instrument.framework.node(code)


def _asked_node(
    reader: FileReading, table: Table, row: int, place: str, code: str, candidates: list[str]
) -> Node | None:
    if not candidates and not is_cell_filled(table.sheet, row, table.of("value")[0].index):
        reader.say("W30", table.sheet.name, place, row + 1)
        return None
    offered = (
        *((found, f"{found} {_leaf(reader, found).name}") for found in candidates),
        (SKIP, "Lewati baris ini"),
    )
    asked = reader.key("value", table.sheet.name, place, "butir")
    question = f"Kode '{code}' pada baris {row + 1}: pertanyaan mana yang dimaksud?"
    choice = reader.ask("value", asked, question, offered, table.sheet.name, place)
    if choice is None and len(candidates) > 1:
        reader.say("E30", table.sheet.name, place, code)
    elif choice is None:
        proposal = (
            f"Mungkin {candidates[0]} menurut teks pertanyaannya."
            if candidates
            else "Pakai kode dari templat."
        )
        reader.say("E28", table.sheet.name, place, code, expected=reader.instrument.key, proposal=proposal)
    return None if choice in (None, SKIP) else _leaf(reader, choice)
