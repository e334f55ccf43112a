"""What is said of the rows of a table that became no programme: none is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey.programmes.plan_levels import SUMS_ALONE
from survey.programmes.plan_lines import NOTE, SUM
from survey.programmes.wording import make_programme_finding
from survey.values import Finding

ABOVE = "tingkat di atasnya"
MEAN = "rata-rata"
REASONS = {"total": SUM, "mean": MEAN, "note": NOTE}
"""Why the finder of tables leaves rows out, as users read it."""
NAMED_ROWS = 12


def tell_rows_left(
    file: str, sheet: str, left: Sequence[tuple[int, str]], told_by: str = ""
) -> Iterator[Finding]:
    """The rows that stand above others, and those left out by why; `left` holds rows from 1."""
    upper = [row for row, reason in left if reason == ABOVE]
    if upper:
        by = told_by or "nama perangkat daerah atau dimensi"
        code = "P36" if told_by == SUMS_ALONE else "P30"
        yield make_programme_finding(
            code, file=file, sheet=sheet, found=len(upper), rows=list_row_numbers(upper), by=by
        )
    for reason in dict.fromkeys(reason for _, reason in left if reason != ABOVE):
        gone = [row for row, said in left if said == reason]
        yield make_programme_finding(
            "P31", file=file, sheet=sheet, found=len(gone), rows=list_row_numbers(gone), reason=reason
        )


def list_row_numbers(numbers: Sequence[int]) -> str:
    """The first few of some rows, for people."""
    shown = ", ".join(map(str, numbers[:NAMED_ROWS]))
    return f"{shown}, …" if len(numbers) > NAMED_ROWS else shown
