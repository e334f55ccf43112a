"""What is said of a shipped version beside its frozen content: what of it is judgement, and later notes.

Periods keep the content that they were frozen with; what was learned of it since is told beside it.
"""

from __future__ import annotations

from functools import cache

from reference.instruments.loading import INSTRUMENTS, list_shipped_instruments, read_instrument_folder
from reference.instruments.model import Instrument

JUDGEMENT_FILE = "pertimbangan.md"


def read_judgement(instrument: Instrument) -> str:
    """What of this very version is judgement, as Markdown; "" where data/ does not say."""
    return _judgement(instrument.id, instrument.version)


def list_notes(instrument: Instrument) -> tuple[str, ...]:
    """The notes it was frozen with, then those that data/ gives its version since."""
    later = _later_notes(instrument.id, instrument.version)
    return tuple(dict.fromkeys((*instrument.notes, *later)))


@cache
def _judgement(id_: str, version: str) -> str:
    file = INSTRUMENTS / id_ / version / JUDGEMENT_FILE
    return file.read_text("utf-8") if _is_shipped(id_, version) and file.is_file() else ""


@cache
def _later_notes(id_: str, version: str) -> tuple[str, ...]:
    if not _is_shipped(id_, version):
        return ()
    settings = read_instrument_folder(INSTRUMENTS / id_ / version).settings
    return tuple(map(str, settings.get("later_notes", ())))


def _is_shipped(id_: str, version: str) -> bool:
    """Ids of loaded workbooks are free text: only those of data/ are looked for there."""
    return any((known, one) == (id_, version) for known, one, _ in list_shipped_instruments())
