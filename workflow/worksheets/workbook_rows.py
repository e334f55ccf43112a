"""Rows of a group's workbook: what stands in them, and what they say when they come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from planning.worksheets import causes
from planning.worksheets.worksheets import (
    FACTORS,
    ISSUE,
    NOTE,
    PARKED,
    PARTS,
    STRATEGIES,
    WorkGroup,
    WorksheetLine,
)
from reference import agencies
from reference.keys import text_key
from reference.numbers import read_whole
from storage import entries
from storage.engine import Store
from survey.booklet import BookletField, BookletPage, BookletRow
from survey.messages import make_finding
from survey.values import Finding
from workflow.worksheets import worksheets as kept
from workflow.worksheets.worksheets import Worksheet, WorksheetScope

YES, NO = "ya", "tidak"
MEANT = frozenset(map(text_key, (YES, "y", "v", "x", "√", "✓", "pakai", "dipakai", "setuju", "1")))
LISTED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•–*])\s+")
TITLES = {
    "issue": "Isu dan akar masalah",
    "swot": "SWOT",
    "plan": "Strategi TOWS",
    "note": "Catatan dan parkir",
}
WIDE = "Matriks SWOT"
KINDS = {
    TITLES["issue"]: (ISSUE,),
    TITLES["swot"]: tuple(FACTORS),
    TITLES["plan"]: tuple(STRATEGIES),
    TITLES["note"]: (NOTE, PARKED),
}


@dataclass(frozen=True, eq=False)
class GroupDesk:
    """A group at its table: who it is, what the survey proposes to it, the OPD and elements it may name."""

    room: WorksheetScope
    group: WorkGroup
    proposals: Sequence[WorksheetLine]
    roster: pd.DataFrame
    elements: Sequence[str]

    @cached_property
    def opd_names(self) -> agencies.OpdNames:
        """What the OPD are called; ids nobody knows are texts as people wrote them."""
        return agencies.OpdNames(self.roster)


def group_workbook_pages(desk: GroupDesk) -> tuple[BookletPage, ...]:
    """The sheets of the workbook, and the ministry's SWOT matrix, which is only read."""
    opd, elements = tuple(desk.roster["name"]), tuple(desk.elements)
    agency = BookletField(
        "opd", "OPD", 34, opd, ("Perangkat daerah", "OPD terkait", "Penanggung jawab"), many=True
    )
    element = BookletField(
        "element", "Elemen", 17, elements, ("Elemen (Struktur/Infrastruktur/Suprastruktur)",)
    )
    one_line = (
        "Satu baris satu isian; beberapa OPD dipisah titik koma. Baris baru boleh ditambahkan di bawah."
    )
    issue = (
        BookletField(
            "text",
            "Isu daerah",
            44,
            (),
            ("Isu", "Isu strategis", "Kondisi saat ini", "Masalah", "Permasalahan"),
        ),
        BookletField("why", "Akar masalah", 40, (), ("Penyebab", "Akar penyebab")),
        BookletField("cause", "Jenis akar masalah", 15, causes.CAUSES, ("Kendala utama", "Kategori")),
        BookletField(
            "remedy",
            "Kebutuhan atau rekomendasi",
            40,
            (),
            ("Kebutuhan/Rekomendasi", "Rekomendasi", "Kebutuhan"),
        ),
        element,
        agency,
    )
    swot = (
        BookletField("text", "Uraian SWOT", 60, (), ("Uraian",)),
        BookletField("part", "Unsur", 13, tuple(FACTORS.values()), ("Jenis", "Unsur SWOT")),
        BookletField("use", "Dipakai", 9, (YES, NO)),
        element,
        agency,
    )
    plan = (
        BookletField("text", "Uraian strategi", 60, (), ("Strategi",)),
        BookletField("part", "Jenis strategi", 15, tuple(STRATEGIES.values())),
        element,
        agency,
    )
    note = (
        BookletField("text", "Catatan", 60, (), ("Hal", "Pertanyaan")),
        BookletField("part", "Jenis catatan", 13, (PARTS[NOTE], PARTS[PARKED])),
        agency,
    )
    wide = tuple(BookletField(part, PARTS[part], 30) for part in (*FACTORS, *STRATEGIES))
    return (
        BookletPage(TITLES["issue"], one_line, issue),
        BookletPage(
            TITLES["swot"],
            f"Usulan dari survei bertanda '{NO}': pilih '{YES}' bila dipakai. {one_line}",
            swot,
        ),
        BookletPage(TITLES["plan"], one_line, plan),
        BookletPage(TITLES["note"], one_line, note),
        BookletPage(WIDE, "", (*wide, element)),
    )


def line_as_row(line: WorksheetLine, desk: GroupDesk, sheet: Worksheet, use: str = "") -> BookletRow:
    """A line as a row; its mark says which line it is and in which version (0 = not written yet)."""
    names = desk.opd_names.in_full
    texts = {
        "text": line.text, "why": line.why, "cause": line.cause, "remedy": line.remedy, "use": use,
        "element": line.element, "part": PARTS[line.part],
        "opd": "; ".join(names.get(opd, opd) for opd in line.opd),
    }  # fmt: skip
    return BookletRow(texts, f"{line.key}:{sheet.seen.get(line.key, 0)}")


class GroupRowReader:
    """Rows of a workbook turned into changed and new lines, with what was odd in them."""

    def __init__(self, store: Store, desk: GroupDesk, file: str) -> None:
        self._store, self._desk, self._group, self._file = store, desk, desk.group, file
        self._standing = kept.read_worksheet(store, desk.room, desk.group.key)
        self._proposals = {line.key: line for line in desk.proposals}
        self.lines: list[WorksheetLine] = []
        self.seen: dict[str, int] = {}
        self.without: list[str] = []
        self.findings: list[Finding] = []

    def take(self, row: BookletRow) -> None:
        """Read one row."""
        if row.page == WIDE:
            self.lines += self._wide(row)
            return
        name, _, said = row.mark.rpartition(":")
        number = read_whole(said) or 0
        base = self._base(name, number)
        if not row.texts.get("text"):
            if base:
                self._say("W86", row, "text")
            elif said := "; ".join(filter(None, row.texts.values())):
                main = next(
                    page.fields[0] for page in group_workbook_pages(self._desk) if page.title == row.page
                )
                self._say("W92", row, "text", found=said, name=main.heading)
            return
        line = self._line(row, base)
        used = text_key(row.texts.get("use", "")) in MEANT or not row.texts.get("use")
        if base is None:
            self.lines += [line] if used else []
        elif not number:
            self.lines += [line] if used or kept.line_content(line) != kept.line_content(base) else []
        else:
            self._changed(row, base, line, number, used)

    def _changed(
        self, row: BookletRow, base: WorksheetLine, line: WorksheetLine, number: int, used: bool
    ) -> None:
        self.seen[base.key] = number
        if not used:
            self.without.append(base.key)
        elif kept.line_content(line) != kept.line_content(base):
            self.lines.append(line)
            if self._standing.seen.get(base.key) != number:
                self._say("W85", row, "text")

    def _base(self, name: str, number: int) -> WorksheetLine | None:
        """The line as it stood when the workbook was written; a proposal for one not taken up yet."""
        if number == 0:
            return self._standing.lines.get(name, self._proposals.get(name))
        room = self._desk.room
        place = kept.group_entries(self._group.key).place(room.region, room.period)
        for entry in entries.entry_history(self._store, place, name):
            if entry.number == number:
                return replace(kept.CODEC.decode(entry.text), key=name)
        return self._standing.lines.get(name)

    def _line(self, row: BookletRow, base: WorksheetLine | None) -> WorksheetLine:
        given = base or WorksheetLine(
            "", self._group.key, self._part(row), "", dimension=self._group.dimension
        )
        texts = {name: " ".join(text.split()) for name, text in row.texts.items()}
        cause, why = self._cause(row, texts.get("why", given.why))
        return replace(
            given,
            part=self._part(row),
            text=texts["text"],
            why=why,
            cause=cause,
            remedy=texts.get("remedy", given.remedy),
            element=self._element(texts.get("element", given.element)),
            opd=tuple(self._agencies(row)) if "opd" in texts else given.opd,
            origin=given.origin or f"{self._file}, lembar {row.sheet}, sel {row.cells['text']}",
        )

    def _part(self, row: BookletRow) -> str:
        """The kind of line by its sheet and column; the first kind of the sheet where none is readable."""
        offered = KINDS[row.page]
        text = text_key(row.texts.get("part", ""))
        for part in offered:
            if text in (text_key(PARTS[part]), text_key(part)):
                return part
        if text or len(offered) > 1:
            self._say("W89", row, "part", name=PARTS[offered[0]])
        return offered[0]

    def _cause(self, row: BookletRow, why: str) -> tuple[str, str]:
        """The kind of root cause, and the root cause in words: a kind that is no kind is kept as words."""
        text = " ".join(row.texts.get("cause", "").split())
        cause = causes.classify_root_cause(text)
        if text and text_key(text) != text_key(cause):
            why = why if text in why else " ".join(filter(None, (why, f"({text})")))
            if cause:
                self._say("W89", row, "cause", name=cause)
        return cause, why

    def _element(self, text: str) -> str:
        return next(
            (name for name in self._desk.elements if text_key(name) == text_key(text)),
            text or self._group.element,
        )

    def _agencies(self, row: BookletRow) -> Iterator[str]:
        """The ids of the OPD a cell names; a name nobody knows stays as it is written."""
        for part in re.split(r"[;\n]", row.texts["opd"]):
            names = [part] if not part.strip() or self._agency(part) else part.split(",")
            for name in filter(None, (" ".join(name.split()) for name in names)):
                if found := self._agency(name):
                    yield found
                else:
                    self._say("W87", row, "opd", found=name)
                    yield name

    def _agency(self, text: str) -> str:
        return agencies.match_opd(text, self._desk.roster).opd or ""

    def _wide(self, row: BookletRow) -> Iterator[WorksheetLine]:
        """The lines of one row of the ministry's SWOT matrix, each cell a list."""
        for part in (*FACTORS, *STRATEGIES):
            for text in filter(causes.is_obstacle, re.split(r"[\n;]", row.texts.get(part, ""))):
                yield WorksheetLine(
                    "",
                    self._group.key,
                    part,
                    LISTED.sub("", text).strip(),
                    dimension=self._group.dimension,
                    element=self._element(row.texts.get("element", "")),
                    origin=f"{self._file}, lembar {row.sheet}, sel {row.cells[part]}",
                )

    def _say(self, code: str, row: BookletRow, column: str, **parts: str) -> None:
        found = parts.pop("found", row.texts.get(column, ""))
        cell = row.cells.get(column, "")
        self.findings.append(
            make_finding(code, file=self._file, sheet=row.sheet, cell=cell, found=found, **parts)
        )
