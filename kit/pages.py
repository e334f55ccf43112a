"""What people read in a kit: instructions with pictures, and a letter to who keeps the computers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).resolve().parent / "templates"
PAGES = {"PETUNJUK.html": "petunjuk.html", "Surat untuk petugas TI.html": "surat.html"}
PICTURES = ("beranda.png", "unggah.png")


def write_pages(root: Path, facts: Mapping[str, str]) -> dict[str, bytes]:
    """Name in the kit -> content: the pages for that system and the pictures that they show."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    told = {"windows": facts["for"] == "windows", "version": facts["version"], "day": _day(facts["made"])}
    pages = {
        name: made.get_template(template).render(**told).encode("utf-8") for name, template in PAGES.items()
    }
    pictures = root / "docs" / "pictures"
    return pages | {f"gambar/{name}": (pictures / name).read_bytes() for name in PICTURES}


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d-%m-%Y}"
