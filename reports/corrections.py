"""What goes back to the OPD after an upload: a corrections workbook for each file, or a ZIP of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import PurePath

from reports import corrections_xlsx, findings_xlsx
from survey.read import grid_of
from survey.values import Reading

EVERYTHING = "Daftar perbaikan semua berkas.xlsx"


def file_name(reading: Reading) -> str:
    """ "Perbaikan_Survei_Kab-Nganjuk_DINKES_2026.xlsx", whatever kind the file itself is of."""
    stem = re.sub(r"[^\w.() -]+", "-", PurePath(reading.file.replace("\\", "/")).stem).strip("-. ")
    return f"Perbaikan_{stem[:120] or 'berkas'}.xlsx"


def workbook(reading: Reading, names: Mapping[str, str]) -> bytes:
    """The corrections workbook of one file; `names` gives the texts of the items by code."""
    target = BytesIO()
    corrections_xlsx.write(reading, grid_of(reading.file, reading.sha256), names, target)
    return target.getvalue()


def bundle(readings: Sequence[Reading], names: Mapping[str, str]) -> bytes:
    """A ZIP with the workbook of every file and one list over all of them."""
    archive, whole = BytesIO(), BytesIO()
    findings_xlsx.write([finding for reading in readings for finding in reading.findings], whole)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(EVERYTHING, whole.getvalue())
        for name, reading in _named(readings):
            zipped.writestr(name, workbook(reading, names))
    return archive.getvalue()


def _named(readings: Sequence[Reading]) -> list[tuple[str, Reading]]:
    """Each reading with a name of its own: two files of an upload may bear one name."""
    named: dict[str, Reading] = {}
    for reading in readings:
        name, number = file_name(reading), 1
        while name in named:
            number += 1
            name = f"{file_name(reading).removesuffix('.xlsx')} ({number}).xlsx"
        named[name] = reading
    return list(named.items())
