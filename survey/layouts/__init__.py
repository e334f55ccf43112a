"""The layouts that are read, in the order in which they are tried: name -> recogniser."""

from __future__ import annotations

from collections.abc import Callable

from survey.answers.file_reading import FileReading, Recognised
from survey.files.grid import Workbook
from survey.layouts import by_region, generic, items, long, numbered, options, stacked, template, wide

Recogniser = Callable[[Workbook, FileReading], Recognised | None]
"""Takes a workbook; None where it is not this layout. Says and asks of the file only once it is."""

LAYOUTS: dict[str, Recogniser] = {
    "template": template.recognise_own_form,
    "long": long.recognise_long_tables,
    "wide": wide.recognise_wide_tables,
    "by_region": by_region.recognise_region_tables,
    "options": options.recognise_option_tables,
    "items": items.recognise_item_tables,
    "generic": generic.recognise_any_tables,
    "numbered": numbered.recognise_numbered_questions,
    "stacked": stacked.recognise_stacked_answers,
}
