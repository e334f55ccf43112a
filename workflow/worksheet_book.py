"""The worksheet of a group as a workbook: downloaded, filled in without internet, read back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planning.worksheets import FACTORS, ISSUE, NOTE, PARKED, STRATEGIES, Group
from reference import regions
from storage.engine import Store
from survey import booklet
from survey.messages import finding
from survey.values import Finding, SourceFile
from workflow import worksheets
from workflow.worksheet_rows import NO, TITLES, WIDE, YES, Desk, Reader, pages, row
from workflow.worksheets import Room, Saved

BOOK_ID = "siap-cerdas-kertas-kerja"


@dataclass(frozen=True)
class Received:
    """What became of a workbook: the group it went to ("" = none), what was saved, what was odd in it."""

    group: str
    saved: Saved
    findings: tuple[Finding, ...]


def file_name(room: Room, group: Group) -> str:
    """For example "Kertas kerja Smart Economy Kab. Nganjuk 2026.xlsx"."""
    return f"Kertas kerja {group.name} {regions.get(room.region).label} {room.period}.xlsx"


def write(store: Store, desk: Desk, label: str = "") -> bytes:
    """The workbook of a group with its lines, and the proposals it has not taken up yet."""
    sheet = worksheets.sheet(store, desk.room, desk.group.key)
    lines = list(sheet.lines.values())
    open_ = [line for line in desk.proposals if line.key not in sheet.lines]

    def of(*parts: str, use: str = "") -> list[booklet.Row]:
        return [row(line, desk, sheet, use) for line in lines if line.part in parts]

    rows = {
        TITLES["issue"]: of(ISSUE),
        TITLES["swot"]: [*of(*FACTORS, use=YES), *(row(line, desk, sheet, NO) for line in open_)],
        TITLES["plan"]: of(*STRATEGIES),
        TITLES["note"]: of(NOTE, PARKED),
    }
    filled = [replace(page, rows=tuple(rows[page.title])) for page in pages(desk) if page.title != WIDE]
    room, group = desk.room, desk.group
    subtitle = f"{group.name} · {regions.get(room.region).label} · periode {room.period}"
    meta = {"buku": BOOK_ID, "kode_wilayah": room.region, "periode": room.period, "kelompok": group.key}
    return booklet.write("Kertas kerja", subtitle, filled, meta, label)


def receive(store: Store, desk: Desk, file: SourceFile, *, by: str, known: Mapping[str, Group]) -> Received:
    """Read a filled workbook into the lines of the group it was written for, else of the desk's.

    Nothing that stands in the store is lost: rows that are missing from the workbook stay, a line changed by
    somebody else meanwhile stays beside the workbook's. `known`: every group by key. Raises StoreError
    without a name.
    """
    taken = booklet.read(file, pages(desk))
    said = list(taken.findings)
    own = taken.meta if taken.meta.get("buku") == BOOK_ID else {}
    if (home := own.get("kode_wilayah", desk.room.region)) != desk.room.region:
        found, expected = _region(home), _region(desk.room.region)
        said.append(finding("E16", file=file.name, found=found, expected=expected))
        return Received("", Saved(), tuple(said))
    target = known.get(own.get("kelompok", ""), desk.group)
    if target.key != desk.group.key:
        said.append(finding("W88", file=file.name, found=target.name))
        desk = replace(desk, group=target)
    reader = Reader(store, desk, file.name)
    for one in taken.rows:
        reader.take(one)
    saved = worksheets.save(
        store, desk.room, target.key, reader.lines, by=by, seen=reader.seen, without=reader.without
    )
    return Received(target.key, saved, (*said, *reader.findings))


def _region(code: str) -> str:
    return regions.get(code).name if code in regions.table().index else code
