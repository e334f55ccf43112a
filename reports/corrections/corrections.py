"""What goes back to the OPD after an upload: a corrections workbook for each file, or a ZIP of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import PurePath

from reports.corrections import findings_list
from reports.corrections.workbook import write_corrections
from survey.read import recall_grid
from survey.values import Reading

EVERYTHING = "Daftar perbaikan semua berkas.xlsx"


def corrections_file_name(reading: Reading) -> str:
    """ "Perbaikan_Survei_Kab-Nganjuk_DINKES_2026.xlsx", whatever kind the file itself is of."""
    stem = re.sub(r"[^\w.() -]+", "-", PurePath(reading.file.replace("\\", "/")).stem).strip("-. ")
    return f"Perbaikan_{stem[:120] or 'berkas'}.xlsx"


def corrections_workbook(reading: Reading, names: Mapping[str, str]) -> bytes:
    """The corrections workbook of one file; `names` gives the texts of the items by code."""
    target = BytesIO()
    write_corrections(reading, recall_grid(reading.file, reading.sha256), names, target)
    return target.getvalue()


def bundle_corrections(readings: Sequence[Reading], names: Mapping[str, str]) -> bytes:
    """A ZIP with the workbook of every file and one list over all of them."""
    archive, whole = BytesIO(), BytesIO()
    findings_list.write_findings_list(
        [finding for reading in readings for finding in reading.findings], whole
    )
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(EVERYTHING, whole.getvalue())
        for name, reading in _named(readings):
            zipped.writestr(name, corrections_workbook(reading, names))
    return archive.getvalue()


def _named(readings: Sequence[Reading]) -> list[tuple[str, Reading]]:
    """Each reading with a name of its own: two files of an upload may bear one name."""
    named: dict[str, Reading] = {}
    for reading in readings:
        name, number = corrections_file_name(reading), 1
        while name in named:
            number += 1
            name = f"{corrections_file_name(reading).removesuffix('.xlsx')} ({number}).xlsx"
        named[name] = reading
    return list(named.items())
