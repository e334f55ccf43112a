"""The words by which the table finder tells headings of a list of OPD from its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reference.keys import normalise_text
from survey.files.grid import Cell, cell_as_text
from survey.roster import wording
from survey.tables.headings import role_of_heading
from survey.tables.vocabulary import Vocabulary

HEADING_ROLES = frozenset({"number", "opd_code", "code", "personal", "note", "respondent", "kind"})

NAMING = frozenset({"nama", "opd", "skpd", "perangkat", "kerja", "organisasi", "instansi"})
GENERAL = frozenset(
    {"daerah", "pemerintah", "satuan", "unit", "lembaga", "dinas", "badan", "kantor", "pd", "dan", "atau"}
)
LIKELY = re.compile(
    r"nama|\bopd|skpd|perangkat|kerja|organisasi|instansi|lembaga|dinas|badan|kecamatan|distrik|\bpd\b", re.I
)
"""A row without any of these heads nothing; told before its cells are looked at one by one."""


class RosterVocabulary(Vocabulary):
    """The words of a list of OPD; it needs no instrument."""

    def heads(self, cells: Sequence[Cell]) -> bool:
        """Whether a row heads a list: one cell names the OPD column, and the others are headings as well."""
        if any(not isinstance(cell, str) for cell in cells if cell is not None):
            return False
        texts = [text for cell in cells if (text := cell_as_text(cell))]
        if not LIKELY.search(" ".join(texts)):
            return False
        if any(wording.is_opd_name(wording.split_number(text)[1]) for text in texts):
            return False
        if len(texts) == 1:
            return _stands_alone(texts[0])
        naming = [text for text in texts if wording.name_heading_rank(text) == 3]
        others = [text for text in texts if text not in naming[:1]]
        return bool(naming) and any(map(_is_heading, others)) and not wording.is_total(texts[0])

    def is_data(self, cells: Iterable[Cell]) -> bool:
        """Whether a row names an OPD, so that it is data however little else it holds."""
        texts = (cell_as_text(cell) for cell in cells if isinstance(cell, str))
        return any(wording.is_opd_name(wording.split_number(text)[1]) for text in texts)


def _stands_alone(text: str) -> bool:
    """Whether a lone cell is a heading ("Nama OPD", "Lembaga / Instansi") and no section ("DINAS DAERAH")."""
    words = set(normalise_text(wording.outside_brackets(text)).split())
    return not wording.split_number(text)[0] and words <= GENERAL | NAMING and bool(words & NAMING)


def _is_heading(text: str) -> bool:
    return bool(
        role_of_heading(text) in HEADING_ROLES
        or wording.is_short_heading(text)
        or wording.name_heading_rank(text)
        or wording.OTHER_FACT.search(normalise_text(text))
    )
