"""Rows of a group's workbook: what stands in them, and what they say when they come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from planning import causes, worksheets
from planning.worksheets import FACTORS, ISSUE, NOTE, PARKED, PARTS, STRATEGIES, Group, Line
from reference import agencies
from reference.keys import key
from storage import entries
from storage.engine import Store
from survey.booklet import Field, Page, Row
from survey.messages import finding
from survey.values import Finding
from workflow import worksheets as kept
from workflow.worksheets import Room, Sheet

YES, NO = "ya", "tidak"
MEANT = frozenset(map(key, (YES, "y", "v", "x", "√", "✓", "pakai", "dipakai", "setuju", "1")))
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
class Desk:
    """A group at its table: who it is, what the survey proposes to it, the OPD and elements it may name."""

    room: Room
    group: Group
    proposals: Sequence[Line]
    roster: pd.DataFrame
    elements: Sequence[str]

    @cached_property
    def short_names(self) -> dict[str, str]:
        """OPD id -> short name; ids nobody knows are texts as people wrote them."""
        short = self.roster["short"].where(self.roster["short"] != "", self.roster["name"])
        short = short.mask(short.duplicated(keep=False), self.roster["name"])
        return dict(zip(self.roster["opd"], short, strict=True))


def pages(desk: Desk) -> tuple[Page, ...]:
    """The sheets of the workbook, and the ministry's SWOT matrix, which is only read."""
    opd, elements = tuple(desk.roster["name"]), tuple(desk.elements)
    agency = Field("opd", "OPD", 34, opd, ("Perangkat daerah", "OPD terkait", "Penanggung jawab"), many=True)
    element = Field("element", "Elemen", 17, elements, ("Elemen (Struktur/Infrastruktur/Suprastruktur)",))
    one_line = (
        "Satu baris satu isian; beberapa OPD dipisah titik koma. Baris baru boleh ditambahkan di bawah."
    )
    issue = (
        Field(
            "text",
            "Isu daerah",
            44,
            (),
            ("Isu", "Isu strategis", "Kondisi saat ini", "Masalah", "Permasalahan"),
        ),
        Field("why", "Akar masalah", 40, (), ("Penyebab", "Akar penyebab")),
        Field("cause", "Jenis akar masalah", 15, causes.CAUSES, ("Kendala utama", "Kategori")),
        Field(
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
        Field("text", "Uraian SWOT", 60, (), ("Uraian",)),
        Field("part", "Unsur", 13, tuple(FACTORS.values()), ("Jenis", "Unsur SWOT")),
        Field("use", "Dipakai", 9, (YES, NO)),
        element,
        agency,
    )
    plan = (
        Field("text", "Uraian strategi", 60, (), ("Strategi",)),
        Field("part", "Jenis strategi", 15, tuple(STRATEGIES.values())),
        element,
        agency,
    )
    note = (
        Field("text", "Catatan", 60, (), ("Hal", "Pertanyaan")),
        Field("part", "Jenis catatan", 13, (PARTS[NOTE], PARTS[PARKED])),
        agency,
    )
    wide = tuple(Field(part, PARTS[part], 30) for part in (*FACTORS, *STRATEGIES))
    return (
        Page(TITLES["issue"], one_line, issue),
        Page(
            TITLES["swot"],
            f"Usulan dari survei bertanda '{NO}': pilih '{YES}' bila dipakai. {one_line}",
            swot,
        ),
        Page(TITLES["plan"], one_line, plan),
        Page(TITLES["note"], one_line, note),
        Page(WIDE, "", (*wide, element)),
    )


def row(line: Line, desk: Desk, sheet: Sheet, use: str = "") -> Row:
    """A line as a row; its mark says which line it is and in which version (0 = not written yet)."""
    names = dict(zip(desk.roster["opd"], desk.roster["name"], strict=True))
    texts = {
        "text": line.text, "why": line.why, "cause": line.cause, "remedy": line.remedy, "use": use,
        "element": line.element, "part": PARTS[line.part],
        "opd": "; ".join(names.get(opd, opd) for opd in line.opd),
    }  # fmt: skip
    return Row(texts, f"{line.key}:{sheet.seen.get(line.key, 0)}")


class Reader:
    """Rows of a workbook turned into changed and new lines, with what was odd in them."""

    def __init__(self, store: Store, desk: Desk, file: str) -> None:
        self._store, self._desk, self._group, self._file = store, desk, desk.group, file
        self._standing = kept.sheet(store, desk.room, desk.group.key)
        self._proposals = {line.key: line for line in desk.proposals}
        self.lines: list[Line] = []
        self.seen: dict[str, int] = {}
        self.without: list[str] = []
        self.findings: list[Finding] = []

    def take(self, row: Row) -> None:
        """Read one row."""
        if row.page == WIDE:
            self.lines += self._wide(row)
            return
        name, _, number = row.mark.rpartition(":")
        base = self._base(name, int(number) if number.isdecimal() else 0)
        if not row.texts.get("text"):
            if base:
                self._say("W86", row, "text")
            elif said := "; ".join(filter(None, row.texts.values())):
                main = next(page.fields[0] for page in pages(self._desk) if page.title == row.page)
                self._say("W92", row, "text", found=said, name=main.heading)
            return
        line = self._line(row, base)
        used = key(row.texts.get("use", "")) in MEANT or not row.texts.get("use")
        if base is None:
            self.lines += [line] if used else []
        elif not number or number == "0":
            self.lines += [line] if used or kept.said(line) != kept.said(base) else []
        else:
            self._changed(row, base, line, int(number), used)

    def _changed(self, row: Row, base: Line, line: Line, number: int, used: bool) -> None:
        self.seen[base.key] = number
        if not used:
            self.without.append(base.key)
        elif kept.said(line) != kept.said(base):
            self.lines.append(line)
            if self._standing.seen.get(base.key) != number:
                self._say("W85", row, "text")

    def _base(self, name: str, number: int) -> Line | None:
        """The line as it stood when the workbook was written; a proposal for one not taken up yet."""
        if number == 0:
            return self._standing.lines.get(name, self._proposals.get(name))
        for entry in entries.history(self._store, self._desk.room.place(self._group.key), name):
            if entry.number == number:
                return replace(worksheets.decode(entry.text), key=name)
        return self._standing.lines.get(name)

    def _line(self, row: Row, base: Line | None) -> Line:
        given = base or Line("", self._group.key, self._part(row), "", dimension=self._group.dimension)
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

    def _part(self, row: Row) -> str:
        """The kind of line by its sheet and column; the first kind of the sheet where none is readable."""
        offered = KINDS[row.page]
        text = key(row.texts.get("part", ""))
        for part in offered:
            if text in (key(PARTS[part]), key(part)):
                return part
        if text or len(offered) > 1:
            self._say("W89", row, "part", name=PARTS[offered[0]])
        return offered[0]

    def _cause(self, row: Row, why: str) -> tuple[str, str]:
        """The kind of root cause, and the root cause in words: a kind that is no kind is kept as words."""
        text = " ".join(row.texts.get("cause", "").split())
        cause = causes.read(text)
        if text and key(text) != key(cause):
            why = why if text in why else " ".join(filter(None, (why, f"({text})")))
            if cause:
                self._say("W89", row, "cause", name=cause)
        return cause, why

    def _element(self, text: str) -> str:
        return next(
            (name for name in self._desk.elements if key(name) == key(text)), text or self._group.element
        )

    def _agencies(self, row: Row) -> Iterator[str]:
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
        return agencies.match(text, self._desk.roster).opd or ""

    def _wide(self, row: Row) -> Iterator[Line]:
        """The lines of one row of the ministry's SWOT matrix, each cell a list."""
        for part in (*FACTORS, *STRATEGIES):
            for text in filter(causes.is_obstacle, re.split(r"[\n;]", row.texts.get(part, ""))):
                yield Line(
                    "",
                    self._group.key,
                    part,
                    LISTED.sub("", text).strip(),
                    dimension=self._group.dimension,
                    element=self._element(row.texts.get("element", "")),
                    origin=f"{self._file}, lembar {row.sheet}, sel {row.cells[part]}",
                )

    def _say(self, code: str, row: Row, column: str, **parts: str) -> None:
        found = parts.pop("found", row.texts.get(column, ""))
        cell = row.cells.get(column, "")
        self.findings.append(finding(code, file=self._file, sheet=row.sheet, cell=cell, found=found, **parts))
