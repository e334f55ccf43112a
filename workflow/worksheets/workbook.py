"""The worksheet of a group as a workbook: downloaded, filled in without internet, read back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planning.worksheets.worksheets import FACTORS, ISSUE, NOTE, PARKED, STRATEGIES, WorkGroup
from reference import regions
from storage.engine import Store
from storage.values import Actor
from survey import booklet
from survey.messages import make_finding
from survey.values import Finding, SourceFile
from workflow.worksheets import worksheets
from workflow.worksheets.workbook_rows import (
    NO,
    TITLES,
    WIDE,
    YES,
    GroupDesk,
    GroupRowReader,
    group_workbook_pages,
    line_as_row,
)
from workflow.worksheets.worksheets import WorksheetSave, WorksheetScope

BOOK_ID = "siap-cerdas-kertas-kerja"


@dataclass(frozen=True)
class WorksheetImport:
    """What became of a workbook: the group it went to ("" = none), what was saved, what was odd in it."""

    group: str
    saved: WorksheetSave
    findings: tuple[Finding, ...]


def group_workbook_name(room: WorksheetScope, group: WorkGroup) -> str:
    """For example "Kertas kerja Smart Economy Kab. Nganjuk 2026.xlsx"."""
    return f"Kertas kerja {group.name} {regions.find_region(room.region).label} {room.period}.xlsx"


def write_group_workbook(store: Store, desk: GroupDesk, label: str = "") -> bytes:
    """The workbook of a group with its lines, and the proposals it has not taken up yet."""
    sheet = worksheets.read_worksheet(store, desk.room, desk.group.key)
    lines = list(sheet.lines.values())
    open_ = [line for line in desk.proposals if line.key not in sheet.lines]

    def of(*parts: str, use: str = "") -> list[booklet.BookletRow]:
        return [line_as_row(line, desk, sheet, use) for line in lines if line.part in parts]

    rows = {
        TITLES["issue"]: of(ISSUE),
        TITLES["swot"]: [*of(*FACTORS, use=YES), *(line_as_row(line, desk, sheet, NO) for line in open_)],
        TITLES["plan"]: of(*STRATEGIES),
        TITLES["note"]: of(NOTE, PARKED),
    }
    filled = [
        replace(page, rows=tuple(rows[page.title]))
        for page in group_workbook_pages(desk)
        if page.title != WIDE
    ]
    room, group = desk.room, desk.group
    subtitle = f"{group.name} · {regions.find_region(room.region).label} · periode {room.period}"
    meta = {"buku": BOOK_ID, "kode_wilayah": room.region, "periode": room.period, "kelompok": group.key}
    return booklet.write_booklet("Kertas kerja", subtitle, filled, meta, label)


def import_group_workbook(
    store: Store, desk: GroupDesk, file: SourceFile, *, by: Actor, known: Mapping[str, WorkGroup]
) -> WorksheetImport:
    """Read a filled workbook into the lines of the group it was written for, else of the desk's.

    Nothing that stands in the store is lost: rows that are missing from the workbook stay, a line changed by
    somebody else meanwhile stays beside the workbook's. `known`: every group by key. Raises StoreError
    without a name.
    """
    taken = booklet.read_booklet(file, group_workbook_pages(desk))
    said = list(taken.findings)
    own = taken.meta if taken.meta.get("buku") == BOOK_ID else {}
    if (home := own.get("kode_wilayah", desk.room.region)) != desk.room.region:
        found, expected = _region(home), _region(desk.room.region)
        said.append(make_finding("E16", file=file.name, found=found, expected=expected))
        return WorksheetImport("", WorksheetSave(), tuple(said))
    target = known.get(own.get("kelompok", ""), desk.group)
    if target.key != desk.group.key:
        said.append(make_finding("W88", file=file.name, found=target.name))
        desk = replace(desk, group=target)
    reader = GroupRowReader(store, desk, file.name)
    for one in taken.rows:
        reader.take(one)
    saved = worksheets.save_worksheet_lines(
        store, desk.room, target.key, reader.lines, by=by, seen=reader.seen, without=reader.without
    )
    return WorksheetImport(target.key, saved, (*said, *reader.findings))


def _region(code: str) -> str:
    return regions.find_region(code).name if code in regions.list_regions().index else code
