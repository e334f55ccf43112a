"""The one-page profile as a tagged PDF/A, set by typst from reports/profile.typ with fonts of our own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from reports import profile
from workflow.documents.region_facts import RegionFacts
from workflow.documents.source import DocumentSource

ROOT = Path(__file__).resolve().parent
FONTS = ROOT.parent / "data" / "fonts"
STANDARDS: list[typst.PDFStandard] = ["a-2a"]
# A typst compiler keeps fonts and parsed sources, and serves one thread at a time.
_turn = Lock()


def build_profile(source: DocumentSource) -> bytes:
    """The profile of the one region of the source."""
    return typeset_profile(source.facts())


def typeset_profile(facts: RegionFacts) -> bytes:
    """One A4 page."""
    given = json.dumps(profile.profile_content(facts), ensure_ascii=False, allow_nan=False)
    with _turn:
        made = _compiler().compile(
            format="pdf", sys_inputs={"data": given}, pdf_standards=STANDARDS, timestamp=_moment(facts)
        )
    return bytes(made)  # type: ignore[arg-type]  # one format, no output file: always bytes


def _moment(facts: RegionFacts) -> datetime:
    """When the data last changed, so that the same data give the same bytes."""
    day = facts.last_change or facts.period.ends
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=str(ROOT / "profile.typ"), root=str(ROOT), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
