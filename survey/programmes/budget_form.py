"""The form of one sub kegiatan (RKA, DPA): who it is stands in lines above a table of budget accounts."""

from __future__ import annotations

import re
from dataclasses import replace

from reference.keys import text_key
from survey.files.grid import Sheet, cell_as_text
from survey.programmes import codes
from survey.programmes.codes import ACCOUNT, ACTIVITY, PROGRAMME, SUBACTIVITY
from survey.programmes.plan_levels import PlanLine
from survey.programmes.plan_lines import ACCOUNTS, PlanBody, PlanSheet

LABELS = {"program": PROGRAMME, "kegiatan": ACTIVITY, "subkegiatan": SUBACTIVITY}
SEARCHED = 40
"""The lines of the form stand so many rows above its table at most."""
KINDS = re.compile(r"^(belanja|pendapatan|pembiayaan)\b", re.I)
Paths = list[tuple[tuple[int, str], ...]]


def without_accounts(table: PlanSheet, body: PlanBody) -> tuple[list[PlanLine], Paths]:
    """The lines without those of budget accounts, which spell out the line above them, and their paths.

    A line without a pagu of its own has that of its accounts. A table of nothing but accounts is of the sub
    kegiatan that lines above it name; without such lines nothing is left.
    """
    told = [_is_account(line, body.lines) for line in body.lines]
    kept: list[PlanLine] = []
    paths: Paths = []
    groups: list[list[PlanLine]] = [[]]
    for line, path, account in zip(body.lines, body.paths, told, strict=True):
        if account:
            groups[-1].append(line)
            continue
        kept.append(line)
        paths.append(path)
        groups.append([])
    if not kept and groups[0]:
        named, path = _named_above(table, groups[0])
        kept, paths = ([named], [path]) if named else ([], [])
        groups = [[], groups[0]]
    kept = [_with_pagu(line, group) for line, group in zip(kept, groups[1:], strict=False)]
    used = {row for line in kept for row in (line.row, *line.more)}
    body.left += [
        (row, ACCOUNTS)
        for group in groups
        for line in group
        for row in (line.row, *line.more)
        if row not in used
    ]
    return kept, paths


def _is_account(line: PlanLine, lines: list[PlanLine]) -> bool:
    if codes.level_of_code(line.code) == ACCOUNT:
        return True
    # "5 BELANJA DAERAH" above 5.1 is no urusan.
    if line.code not in ("4", "5", "6") or not KINDS.match(line.bare_name):
        return False
    return any(codes.is_spending(one.code) and one.code.startswith(line.code) for one in lines)


def _roots(group: list[PlanLine]) -> list[PlanLine]:
    """The accounts of the highest level, which sum up the others."""
    depth = min(line.code.count(".") for line in group)
    return [line for line in group if line.code.count(".") == depth]


def _with_pagu(line: PlanLine, group: list[PlanLine]) -> PlanLine:
    """A line with the pagu of its accounts, where it has none itself."""
    if line.amount is not None or not group:
        return line
    roots = [one for one in _roots(group) if one.row != line.row]
    amounts = [one.amount for one in _roots(group) if one.amount is not None]
    more = tuple(row for one in roots for row in (one.row, *one.more))
    return replace(line, amount=sum(amounts) if amounts else None, more=(*line.more, *more))


def _named_above(
    table: PlanSheet, group: list[PlanLine]
) -> tuple[PlanLine | None, tuple[tuple[int, str], ...]]:
    """The line of the sub kegiatan, or kegiatan, named above the table; None where none is."""
    top = min(table.area.header, default=table.area.first)
    named = _labelled(table.sheet, top)
    level = max(named, default=PROGRAMME)
    if level == PROGRAMME:
        return None, ()
    code, words = codes.split_leading_code(named[level])
    first = _roots(group)[0]
    line = PlanLine(first.row, words, table.shape.lowest_column, code, level=level)
    return line, tuple(sorted((one, text) for one, text in named.items() if one < level))


def _labelled(sheet: Sheet, top: int) -> dict[int, str]:
    """Level -> what the nearest line "Sub Kegiatan : 1.02.02.2.02.0015 Gizi" above a row says."""
    found: dict[int, str] = {}
    for row in range(top - 1, max(-1, top - SEARCHED - 1), -1):
        texts = [text for cell in sheet.rows[row] if (text := cell_as_text(cell))]
        label, _, inside = texts[0].partition(":") if texts else ("", "", "")
        level = LABELS.get(text_key(label))
        value = " ".join(filter(None, (text.lstrip(": ") for text in (inside, *texts[1:]))))
        if level is not None and re.search(r"[^\W\d_]{3}", value):
            found.setdefault(level, " ".join(value.split()))
    return found
