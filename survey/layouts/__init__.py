"""The layouts that are read, in the order in which they are tried: name -> recogniser."""

from __future__ import annotations

from collections.abc import Callable

from survey.case import Case, Draft
from survey.grid import Workbook
from survey.layouts import by_region, generic, items, long, template, wide

Recogniser = Callable[[Workbook, Case], Draft | None]
"""Takes a workbook; None where it is not this layout. Says and asks on the case only once it is."""

LAYOUTS: dict[str, Recogniser] = {
    "template": template.recognise,
    "long": long.recognise,
    "wide": wide.recognise,
    "by_region": by_region.recognise,
    "items": items.recognise,
    "generic": generic.recognise,
}
