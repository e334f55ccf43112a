"""OPD, indicators and fixed words named in a cell, often several at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from reference import agencies
from reference.agencies import AgencyMatch
from reference.instruments import Instrument
from reference.keys import normalise_text, text_key
from reference.text_limits import NAME
from survey.tables.headings import node_named_by

STRONG = re.compile(r"(?:(?<!\s)\s+)?(?:[;\n|•]\s*|(?<!\d)\b\d{1,2}[.)]\s+)")
WEAK = re.compile(r"(?:(?<!\s)\s+)?(?:[,/&+]|\bdan\b|\bserta\b|\bbersama\b|\bdengan\b)\s*", re.I)
LEVEL = re.compile(
    r"^(.*?)(?:(?<![\s:(])[\s:(]+[1-5](?:[.,]\d+)?)?(?:(?<!\s)\s+)?(?:→|->|=>|=|:|\bmenjadi\b|\bke\b|\btingkat\b|\blevel\b)\s*"
    r"(?:(?:tingkat|level)\s*)?(\d(?:[.,]\d+)?)\s*\)?$",
    re.I,
)
BRACKETED = re.compile(r"^(.*?)(?<!\s)\s*[(\[]\s*(\d)\s*[)\]]$")
# A run of pieces with commas and "dan" in between that is the name of one OPD has no more of them.
MOST_PIECES = 10

KINDS = {
    "aplikasi": (
        "aplikasi",
        "sistem informasi",
        "website",
        "situs",
        "perangkat lunak",
        "software",
        "app",
        "digital",
    ),
    "layanan": ("layanan", "pelayanan", "service", "jasa", "loket"),
    "infrastruktur": (
        "infrastruktur",
        "sarana",
        "prasarana",
        "jaringan",
        "fisik",
        "sarana dan prasarana",
        "alat",
    ),
    "kebijakan": (
        "kebijakan",
        "regulasi",
        "perda",
        "perbup",
        "perwali",
        "sop",
        "tata kelola",
        "dokumen",
        "kajian",
    ),
    "perubahan perilaku": (
        *("perubahan perilaku", "perilaku", "edukasi", "sosialisasi", "gerakan", "pemberdayaan", "pelatihan"),
        *("literasi", "budaya"),
    ),
}
STATUSES = {
    "berjalan": (
        *(
            "berjalan",
            "sedang berjalan",
            "sudah berjalan",
            "aktif",
            "ya",
            "y",
            "lanjutan",
            "ongoing",
            "on going",
        ),
        *("existing", "rutin", "eksisting", "beroperasi", "operasional", "sudah ada", "dalam pelaksanaan"),
    ),
    "usulan": (
        *(
            "usulan",
            "direncanakan",
            "rencana",
            "baru",
            "usul",
            "usulan baru",
            "program baru",
            "belum berjalan",
        ),
        *("belum", "akan dilaksanakan", "inovasi baru"),
    ),
    "selesai": ("selesai", "sudah selesai", "tuntas"),
    "dihentikan": ("dihentikan", "tidak aktif", "berhenti", "tidak", "t", "nonaktif", "non aktif", "mati"),
}
_KIND = {text_key(word): kind for kind, words in KINDS.items() for word in words}
_STATUS = {text_key(word): status for status, words in STATUSES.items() for word in words}


def programme_kind_named(text: str) -> str:
    """The kind that a text names, "" where it names none."""
    return _KIND.get(text_key(text), "")


def programme_status_named(text: str) -> str:
    """The status that a text names, with or without "sejak 2021"; "" where it names none."""
    return _STATUS.get(text_key(re.sub(r"\b(sejak|tahun)?\s*\d{4}\b", "", text)), "")


@dataclass(frozen=True)
class NamedOpd:
    """One OPD as a cell names it: `opd` None while open, with the ids it may mean, the likeliest first.

    `exact`: the text is the roster's own name for it.
    """

    text: str
    opd: str | None
    exact: bool = True
    candidates: tuple[str, ...] = ()


class RosterNames:
    """The OPD of a region, asked again and again for the same texts."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self.names = dict(zip(rows["opd"], rows["name"], strict=True))
        self.match = lru_cache(maxsize=4096)(self._match)

    def _match(self, text: str) -> AgencyMatch:
        if text in self.names:
            return AgencyMatch("ok", text, how="roster")
        if len(text) > NAME:
            return AgencyMatch("unknown")
        return agencies.match_opd(text, self.rows)

    def named(self, text: str) -> list[NamedOpd]:
        """Every OPD of a cell, in its order. Names of OPD hold commas and "dan": the longest run counts."""
        return [self._named(part) for part in self._parts(text)]

    def _named(self, part: str) -> NamedOpd:
        match = self.match(part)
        if match.status == "ok" and match.opd:
            return NamedOpd(part, match.opd, match.how == "roster")
        return NamedOpd(part, None, False, tuple(match.candidates))

    def _parts(self, text: str) -> Iterator[str]:
        for piece in filter(None, (part.strip(" .-") for part in STRONG.split(text))):
            yield from (piece,) if self._known(piece) else self._runs(piece)

    def _runs(self, text: str) -> Iterator[str]:
        """The longest runs of pieces that are an OPD each, from the left; a piece in none stands alone."""
        cuts = [found.span() for found in WEAK.finditer(text)]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(text)]
        at = 0
        while at < len(starts):
            furthest = min(len(ends), at + MOST_PIECES) - 1
            runs = ((last, text[starts[at] : ends[last]].strip()) for last in range(furthest, at - 1, -1))
            last, run = next(
                ((last, run) for last, run in runs if self._known(run)),
                (at, text[starts[at] : ends[at]].strip()),
            )
            if run:
                yield run
            at = last + 1

    def _known(self, text: str) -> bool:
        if len(text) > NAME:
            return False
        match = self.match(text)
        return match.status == "ok" and (match.how != "sectors" or not WEAK.search(text))


@dataclass(frozen=True)
class NamedLifts:
    """Indicators a cell names and the level each reaches (None: not said), and what is no indicator."""

    levels: tuple[tuple[str, float | None], ...]
    unknown: tuple[str, ...]


def parse_lifts(text: str, instrument: Instrument) -> NamedLifts:
    """ "GOV3.4 → 4; GOV1.1 (3)" and the like; an indicator may be named by code or by its name."""
    found: dict[str, float | None] = {}
    unknown = []
    leaves = set(instrument.framework.leaves)
    for part in _items(text, instrument):
        name, level = _levelled(part)
        code = node_named_by(name, instrument)
        if code in leaves and code:
            found[code] = level
        else:
            unknown.append(part)
    return NamedLifts(tuple(found.items()), tuple(unknown))


def _items(text: str, instrument: Instrument) -> Iterator[str]:
    for part in filter(None, (part.strip() for part in re.split(r"[;\n|]", text))):
        whole = node_named_by(_levelled(part)[0], instrument)
        yield from (part,) if whole else filter(None, (piece.strip() for piece in part.split(",")))


def _levelled(part: str) -> tuple[str, float | None]:
    found = len(part) <= NAME and (LEVEL.match(part) or BRACKETED.match(part))
    return (found[1].strip(" ("), float(found[2].replace(",", "."))) if found else (part, None)


def split_name_list(text: str) -> tuple[str, ...]:
    """The names of a list, "Kecamatan" and "Kec." in front left out."""
    parts = (part.strip(" .-") for part in re.split(r"[;,\n|]|\bdan\b", text))
    bare = (re.sub(r"^(kec\.?|kecamatan|desa|kel\.?|kelurahan)\s+", "", part, flags=re.I) for part in parts)
    return tuple(dict.fromkeys(filter(None, bare)))


def means_every_one(text: str, what: str) -> bool:
    """Whether a text means every one: "seluruh kecamatan", "semua desa", "se-kabupaten"."""
    return bool(re.fullmatch(rf"(seluruh|semua|se)( ?(kabupaten|kota)| {what}.*)?", normalise_text(text)))
