"""A damaged .xlsx without the parts that no table needs, for one more try of the first reader."""

from __future__ import annotations

import io
import re
import zipfile

from survey.files import limits

PREFIX = rb"(?:[A-Za-z_][\w.-]*:)?"
# What surrounds the cells and only decorates them; readers give up on a wrong range in one of these.
DECORATION = tuple(
    re.compile(rb"<%b%b\b[^>]*(?:/>|>.*?</%b%b>)" % (PREFIX, name, PREFIX, name), re.S)
    for name in (b"mergeCells", b"dimension", b"conditionalFormatting", b"dataValidations", b"hyperlinks")
)


def strip_decoration(data: bytes) -> bytes:
    """The same package with bare sheets. Raises ValueError where it is too large to copy."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as bare:
        if sum(entry.file_size for entry in package.infolist()) > limits.REPAIR_BYTES:
            raise ValueError("too large")
        for entry in package.infolist():
            part = package.read(entry)
            if "worksheets/sheet" in entry.filename.lower():
                for pattern in DECORATION:
                    part = pattern.sub(b"", part)
            bare.writestr(entry.filename, part)
    return buffer.getvalue()
