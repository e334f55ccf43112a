"""When a file says that it was made: the moment of which it tells, never the clock of the computer."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

from workflow.dates import to_local_time

OFFICE = ("pptx", "xlsx", "docx")
_PROPERTIES = "docProps/core.xml"
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def stamp_file(content: bytes, moment: datetime) -> bytes:
    """An office file with `moment` as the time of its parts, of its properties and of files within it."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(made, "w") as stamped:
        for part in given.infolist():
            data = given.read(part)
            if part.filename == _PROPERTIES:
                data = _TIME.sub(
                    rb"\g<1>" + moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data
                )
            elif part.filename.endswith(OFFICE):
                data = stamp_file(data, moment)
            stamped.writestr(name_archive_part(part.filename, moment), data, part.compress_type)
    return made.getvalue()


def name_archive_part(name: str, moment: datetime) -> zipfile.ZipInfo:
    """A part of a ZIP by its name, made at `moment` in western Indonesian time (from 1980 on)."""
    at = to_local_time(moment)
    return zipfile.ZipInfo(name, (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second))
