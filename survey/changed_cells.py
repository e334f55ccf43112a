"""Says which cells of a file were not taken as they stand: control characters gone, or a long text cut."""

from collections.abc import Iterator

from reference.numbers import format_number
from reference.text_limits import TEXT
from survey.files.grid import Workbook, list_cells
from survey.messages import make_finding
from survey.values import Finding


def tell_changed_cells(book: Workbook, file: str) -> Iterator[Finding]:
    """A finding for each sheet and way."""
    for sheet in book.sheets:
        for code, cells in (("W64", sheet.cleaned), ("W94", sheet.cut)):
            if cells:
                most = format_number(TEXT, 0)
                yield make_finding(
                    code, file=file, sheet=sheet.name, found=len(cells), cells=list_cells(cells), most=most
                )
