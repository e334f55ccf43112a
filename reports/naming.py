"""What an exported file is called: what it is, of where, of when, by which version, and how firm."""

import re
from collections.abc import Sequence
from datetime import date

from storage.values import Period

WHOLE = "Semua daerah"


def document_file_name(stem: str, place: str, period: Period, version: str, suffix: str) -> str:
    """ "Profil_Kesiapan_Kab-Nganjuk_2026_v0.9_SEMENTARA.pdf"; no character that a file system refuses."""
    parts = (place, period.label, version, period.status_word.upper())
    return "_".join((stem, *map(_plain, parts))) + f".{suffix}"


def package_file_name(places: Sequence[str], made: date) -> str:
    """ "Paket_Kab-Nganjuk_2026-11-25.zip"; several places by their number."""
    which = places[0] if len(places) == 1 else f"{len(places)}-daerah"
    return f"Paket_{_plain(which)}_{made.isoformat()}.zip"


def _plain(text: str) -> str:
    """The text with a hyphen for every run of characters that are no letter, digit, dot or hyphen."""
    return re.sub(r"[^\w.]+|_+", "-", text.replace(". ", "-")).strip("-.")
