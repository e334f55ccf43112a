"""The OPD that a title or a lone text names, whatever stands around its name."""

from __future__ import annotations

import re

import pandas as pd

from reference import agencies

TITLE = re.compile(
    r"\b(?:dinas|badan|inspektorat|sekretariat|satuan polisi|satpol|kecamatan|rumah sakit|rsud)\b.*", re.I
)
LED_TO = re.compile(r"\b(?:ke|kepada|oleh|melalui|dengan|pada|di|kepala|camat|plt|hubungi|tim)\W*$", re.I)
YEAR_BEHIND = re.compile(
    r"(?:(?<!\W)\W+)?\b(?:tahun|ta|thn|periode|semester|triwulan|20\d\d)\b(?s:.*)$", re.I
)
LONGEST_TITLE = 120
LONGEST_SHORT_NAME = 20
NUMBERING = " .):0123456789"


def opd_in_title(text: str, roster: pd.DataFrame | None, *, whole: bool = False) -> str:
    """The OPD a title names at its end ("SURVEI DINAS KESEHATAN KABUPATEN X TAHUN 2026"), "" for none.

    `whole` takes a text that is nothing else.
    """
    found = TITLE.search(text) if len(text) <= LONGEST_TITLE else None
    if found is None:
        return text if len(text) <= LONGEST_SHORT_NAME and _is_own_name(text, roster) else ""
    before = text[: found.start()]
    if LED_TO.search(before) or (whole and before.strip(NUMBERING)):
        return ""
    name = YEAR_BEHIND.sub("", found[0]).strip(" .,;:-–()")
    return name if agencies.match_opd(name, roster).status == "ok" else ""


def _is_own_name(text: str, roster: pd.DataFrame | None) -> bool:
    """Whether a text is an OPD's name or short name, not just a topic of one."""
    match = agencies.match_opd(text, roster)
    return match.status == "ok" and match.how in ("roster", "alias")
