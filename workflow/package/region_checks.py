"""Whether a region in a package says only what one of ours can: types aside, which the codec checks."""

from collections.abc import Collection, Mapping
from functools import cache

from reference import agencies, regions
from reference.instruments import Instrument
from storage.setup.rosters import COLUMNS as ROSTER
from workflow.package import caps
from workflow.package.assessment_checks import check_assessment
from workflow.package.contents import AgreedTarget, PackedEntry, PackedRegion
from workflow.package.entry_checks import check_entry
from workflow.package.malformed import (
    quote_text,
    require_few,
    require_fit,
    require_length,
    require_name,
    require_number,
    require_once,
    require_opd_code,
)

FIELDS = {*ROSTER, "predecessor"}


@cache
def _known_sectors() -> frozenset[str]:
    return frozenset(agencies.list_sectors().index)


@cache
def _known_regions() -> frozenset[str]:
    return frozenset(regions.list_regions().index)


def check_region(
    region: PackedRegion, code: str, carried: Mapping[str, Instrument], known: Collection[Instrument]
) -> None:
    """MalformedError where the region of the member for `code` says what it cannot.

    `carried`: digest -> the instruments in the package; `known`: those and what else there is here, in which
    targets name nodes.
    """
    require_fit(code in _known_regions(), f"menyebut daerah {quote_text(code)} yang tidak ada")
    require_fit(region.code == code, f"berisi daerah {quote_text(region.code)}")
    _check_roster(region.roster)
    _check_targets(region.targets, known)
    _check_entries(region.entries)
    require_few(region.assessments, "penilaian", caps.ASSESSMENTS)
    require_few({one.period for one in region.assessments}, "periode", caps.PERIODS)
    require_once(((one.period, one.instrument) for one in region.assessments), "penilaian")
    for one in region.assessments:
        require_fit(
            one.instrument in carried,
            f"menyebut instrumen {quote_text(one.instrument)} yang tidak ikut dikirim",
        )
        check_assessment(one, code, carried[one.instrument])


def _check_roster(roster: Collection[Mapping[str, str]]) -> None:
    require_few(roster, "OPD")
    for row in roster:
        odd = sorted(FIELDS ^ row.keys())
        require_fit(
            not odd, f"memuat susunan OPD dengan kolom {quote_text(', '.join(odd))} yang hilang atau asing"
        )
        require_opd_code(row["opd"], "kode OPD")
        require_opd_code(row["vote"], f"kode suara OPD {quote_text(row['opd'])}")
        for name in ("code", "predecessor"):
            if row[name]:
                require_opd_code(row[name], f"kolom {name} OPD {quote_text(row['opd'])}")
        for name in FIELDS:
            require_length(row[name], f"kolom {name} OPD {quote_text(row['opd'])}")
        sectors = {part.strip() for part in row["sectors"].split(";")} - {"", *_known_sectors()}
        require_fit(not sectors, f"memuat urusan {quote_text(', '.join(sorted(sectors)))} yang tidak dikenal")
    require_once((row["opd"].casefold() for row in roster), "OPD")


def _check_targets(given: Collection[AgreedTarget], known: Collection[Instrument]) -> None:
    require_few(given, "target")
    require_once(((one.node, one.year) for one in given), "target")
    for one in given:
        require_fit(one.year in caps.YEARS, f"memuat target untuk tahun {one.year}")
        require_name(one.by, f"nama penyepakat target {quote_text(one.node)}")
        scales = [each.framework.scale for each in known if one.node in each.framework.position]
        require_fit(bool(scales), f"memuat target untuk simpul {quote_text(one.node)} yang tidak ada")
        low, high = min(each.minimum for each in scales), max(each.maximum for each in scales)
        require_number(one.value, f"target {one.node}", low, high)


def _check_entries(given: Collection[PackedEntry]) -> None:
    require_few(given, "isian", caps.ENTRIES)
    once = []
    for one in given:
        require_name(one.key, f"kunci isian {one.kind}")
        require_length(one.period, f"periode isian {quote_text(one.key)}", caps.NAME)
        require_name(one.by, f"penulis isian {quote_text(one.key)}")
        check_entry(one)
        once.append((one.kind, one.period, one.key, one.given))
    require_once(once, "isian")
