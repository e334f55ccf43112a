"""What each column of a table means, as a value that users edit, files keep and headings recall."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reference.keys import text_key
from survey.files.grid import cell_as_text
from survey.files.preflight import RefusalError
from survey.files.sandbox import read_table_file
from survey.messages import make_finding
from survey.values import SourceFile

IGNORE = "ignore"
EVERY_TABLE = ""
"""The signature of a mapping that holds for whatever table has its headings."""
HEADINGS = ("judul", "sasaran")
NAMES: dict[str, str] = {
    "abaikan": IGNORE,
    "kabupaten": "region",
    "kode wilayah": "region_code",
    "opd": "opd",
    "kode opd": "opd_code",
    "responden": "respondent",
    "data pribadi": "personal",
    "waktu": "timestamp",
    "tahun": "year",
    "periode": "period",
    "nomor": "number",
}
"""How a mapping file names what is no item, and the role it stands for."""


class MappingError(ValueError):
    """A mapping file that cannot be used; the text says why, in Indonesian."""


@dataclass(frozen=True)
class ColumnMapping:
    """Heading -> target (a node's code, a role, or IGNORE) for tables whose headings have this signature."""

    signature: str
    targets: tuple[tuple[str, str], ...]

    def of(self, heading: str) -> str:
        """The target of a heading, "" where the mapping says nothing of it."""
        wanted = text_key(heading)
        return next((target for text, target in self.targets if text_key(text) == wanted), "")


def headings_signature(headings: Iterable[str]) -> str:
    """A short name of a row of headings, the same whatever their case, marks and spaces."""
    text = "\n".join(map(text_key, headings))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def find_mapping(mappings: Mapping[str, ColumnMapping], sign: str) -> ColumnMapping | None:
    """The mapping remembered for a signature, else the one that holds for every table."""
    return mappings.get(sign) or mappings.get(EVERY_TABLE)


def read_mapping_file(file: SourceFile, codes: Iterable[str]) -> ColumnMapping:
    """The mapping in such a file (CSV or Excel), for every table with its headings. Raises MappingError.

    `codes` are the items a column may mean.
    """
    try:
        book = read_table_file(file)
    except RefusalError as refusal:
        said = make_finding(refusal.code, found=refusal.found, **refusal.parts)
        raise MappingError(f"{said.message} {said.proposal}".strip()) from refusal
    first = book.sheets[0].rows if book.sheets else ()
    rows = [[cell_as_text(cell) for cell in row] for row in first if any(row)]
    if not rows or [text_key(cell) for cell in rows[0][:2]] != list(HEADINGS):
        raise MappingError("Berkas pemetaan harus berawal dengan judul kolom 'judul' dan 'sasaran'.")
    known = {code.casefold(): code for code in codes} | NAMES
    targets, unknown = [], []
    for heading, target, *_ in ([*row, "", ""] for row in rows[1:]):
        if not target.strip():
            continue
        found = known.get(target.strip().casefold())
        if found is None:
            unknown.append(target.strip())
        else:
            targets.append((heading.strip(), found))
    if unknown:
        raise MappingError(f"Sasaran tidak dikenal pada berkas pemetaan: {', '.join(unknown)}.")
    return ColumnMapping(EVERY_TABLE, tuple(targets))
