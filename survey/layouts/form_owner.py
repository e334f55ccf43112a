"""Whose our own form is: what its hidden sheet says against what people see and may have written over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from reference import agencies, regions
from reference.keys import text_key
from survey import named_opd, named_region
from survey.answers.file_reading import FileReading
from survey.files.grid import Sheet, Workbook
from survey.layouts import shared
from survey.opd_titles import opd_in_title
from survey.tables.table import SheetText, labelled_values_above, texts_above
from survey.template import layout

SEEN_SHEETS = (layout.ANSWER_SHEET, layout.GUIDE_SHEET, layout.PROGRAMME_SHEET)
HIDDEN = "lembar tersembunyi"


@dataclass(frozen=True)
class FormOwner:
    """Whose workbook it is; `region` and `opd` are None while they are asked."""

    region: str | None
    region_text: str
    opd: str | None
    opd_text: str
    period: str


def find_form_owner(
    reader: FileReading, book: Workbook, answers: Sheet | None, meta: Mapping[str, str]
) -> FormOwner | None:
    """Whose a form is; None where it is another region's than the one open. What differs is asked."""
    sheets = _seen_sheets(book, answers)
    named = _region(reader, sheets, meta.get("kode_wilayah", ""))
    if named and reader.context.region not in (None, named):
        named_region.region_of_file(reader, named)
        return None
    region = named_region.region_of_file(reader, named)
    roster = reader.context.rosters.get(region) if region else None
    seen = [(sheet.name, line) for sheet in sheets for line in _opd_lines(sheet, _top(sheet, reader), roster)]
    opd_text = meta.get("nama_opd") or next((line.text for _, line in seen), "")
    opd = _opd(reader, region, seen, meta.get("opd", ""), opd_text)
    named_opd.refuse_other_opd(reader, region, opd)
    return FormOwner(region, meta.get("wilayah", ""), opd, opd_text, meta.get("periode") or _period(sheets))


def _seen_sheets(book: Workbook, answers: Sheet | None) -> list[Sheet]:
    """The sheets on which people see whose form it is, that of the answers first."""
    own = [sheet for name in SEEN_SHEETS if (sheet := book.sheet(name)) is not None]
    return list({sheet.name: sheet for sheet in (*([answers] if answers else ()), *own)}.values()) or [
        book.sheets[0]
    ]


def _top(sheet: Sheet, reader: FileReading) -> int:
    """How many rows stand above what a sheet tells; of sheets without answers as many as we write there."""
    if sheet.name in (layout.GUIDE_SHEET, layout.PROGRAMME_SHEET):
        return layout.HEADER_ROW
    tables = shared.tables_on_sheet(sheet, reader)
    return max(layout.HEADER_ROW, min((table.top for table in tables), default=0))


def _region(reader: FileReading, sheets: list[Sheet], hidden: str) -> str | None:
    """The region hidden in the form, or seen on it; where they differ the one chosen."""
    seen = named_region.region_named_above(reader, sheets[0], _top(sheets[0], reader))
    known = hidden if hidden in regions.list_region_codes() else None
    if not (known and seen) or known == seen:
        return known or seen
    offered = tuple((code, f"{regions.find_region(code).name} ({code})") for code in (seen, known))
    question = "Kabupaten/kota yang tertulis pada templat bukan yang semula. Milik siapa isinya?"
    choice = reader.ask("region", reader.key("region", "templat"), question, offered, sheets[0].name)
    if choice is None:
        reader.say("E51", sheets[0].name, found="; ".join(label for _, label in offered))
        return reader.context.region
    return choice


def _opd_lines(sheet: Sheet, top: int, roster: pd.DataFrame | None) -> Iterator[SheetText]:
    """The OPD that the lines and the title above a form's table name."""
    yield from (line for line in named_opd.opd_lines_above(sheet, top, roster) if line.text)
    for line in texts_above(sheet, top):
        if text := opd_in_title(line.text, roster):
            yield SheetText(text, line.cell)


def _opd(
    reader: FileReading, region: str | None, seen: list[tuple[str, SheetText]], hidden: str, text: str
) -> str | None:
    """The OPD of a form: asked where what is seen on it is not what is hidden in it, or differs by itself."""
    if region is None:
        return None
    roster = reader.context.rosters.get(region)
    named: dict[str, str] = {}
    if hidden in _known(roster):
        named[hidden] = f"{HIDDEN}: {text}"
    differing = [(sheet, line) for sheet, line in seen if not _says(line.text, hidden, text, roster)]
    for sheet, line in differing if named else seen:
        for opd in _meant(line.text, roster):
            named.setdefault(opd, f"{sheet}!{line.cell}: {line.text}")
    sheet, cell = (differing[0][0], differing[0][1].cell) if differing and hidden else ("", "")
    if len(named) > 1 or (cell and hidden in named):
        place = (sheet, cell) if cell else (seen[0][0], seen[0][1].cell)
        return named_opd.choose_between_opd(reader, region, named, *place)
    return named_opd.find_opd(reader, region, text, sheet, cell, hidden)


def _known(roster: pd.DataFrame | None) -> frozenset[str]:
    return frozenset(roster["opd"] if roster is not None else agencies.opd_catalogue().index)


def _says(line: str, hidden: str, text: str, roster: pd.DataFrame | None) -> bool:
    """Whether a line says the hidden OPD, be it under a name that is only like it."""
    match = agencies.match_opd(line, roster)
    return text_key(line) == text_key(text) or hidden == match.opd or hidden in match.candidates


def _meant(line: str, roster: pd.DataFrame | None) -> tuple[str, ...]:
    match = agencies.match_opd(line, roster)
    return (match.opd,) if match.opd else ()


def _period(sheets: list[Sheet]) -> str:
    lines = (
        line
        for sheet in sheets
        for line in labelled_values_above(
            sheet, layout.HEADER_ROW, lambda label: text_key(label) == "periode"
        )
    )
    return next((line.text for line in lines if line.text), "")
