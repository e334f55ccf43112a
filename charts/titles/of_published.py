"""What is said of published results: where a region stands in them, and why something is asked first."""

from collections.abc import Sequence

from charts.drawing import format as fmt
from planning.comparison.published_profile import (
    ALIKE,
    FirstQuestion,
    GroupPlace,
    PublishedProfile,
)
from planning.comparison.published_results import RESULT_NAMES, PublishedTable, node_name
from reference.regions import find_region, region_label

SHORT = 30
KINDS = {"Kabupaten": "kabupaten", "Kota": "kota"}


def published_standing_title(region: str, profiles: Sequence[PublishedProfile]) -> str:
    """Title for all that is published of a region: each index with its year, or that there is none."""
    said = "; ".join(_standing(profile) for profile in profiles)
    return f"{region_label(region)}: {said}" if said else f"{region_label(region)}: belum ada hasil terbit"


def _standing(profile: PublishedProfile) -> str:
    name, year = RESULT_NAMES[profile.table.instrument], profile.table.year
    if profile.standing == "absent":
        return f"tidak ikut {name} {year}"
    if profile.standing == "unlisted":
        return f"{name} {year} tidak tercantum"
    return f"{name} {year} {fmt.format_number(profile.index_line.value)}"


def result_name(table: PublishedTable) -> str:
    """ "SPBE 2024", "Evaluasi kota cerdas 2023"."""
    name = RESULT_NAMES[table.instrument]
    return f"{name[0].upper()}{name[1:]} {table.year}"


def published_parts_title(profile: PublishedProfile) -> str:
    """Title for the parts of one result beside similar regions: which stand clearly below their median."""
    name = result_name(profile.table)
    below = [
        node_name(one.instrument, one.node)
        for one in profile.questions
        if one.why == "below" and one.group == ALIKE
    ]
    if not below:
        return f"{name} di samping daerah serupa"
    if len(below) == 1 and len(below[0]) <= SHORT:
        return f"{name}: {below[0]} di bawah daerah serupa"
    counted, of = len(below), len(profile.table.part_nodes)
    return f"{name}: {counted} dari {of} bagian di bawah daerah serupa"


def reason_of_question(question: FirstQuestion, region: str) -> str:
    """Why it is asked, with the numbers that prove it."""
    name, kind = node_name(question.instrument, question.node), KINDS[find_region(region).kind]
    result = f"{RESULT_NAMES[question.instrument]} {question.year}"
    value, median = fmt.format_number(question.value), fmt.format_number(question.median)
    known = fmt.format_count(question.known)
    if question.why == "below":
        others = f"{known} {kind} serupa" if question.group == ALIKE else f"{known} {kind} lain"
        return f"{name} {value} pada {result}; median {others} {median}"
    if question.why == "lowest":
        return f"{name} {value}, bagian terendah pada {result}"
    return f"{name}: bagian terendah secara nasional pada {result} (median {known} {kind} {median})"


def place_words(place: GroupPlace) -> str:
    """ "3,72 · 7–9 dari 17"; the median alone where the region has no figure, "–" where nobody has."""
    if not place.known:
        return "–"
    median = fmt.format_number(place.median)
    if place.best is None or place.worst is None:
        return f"{median} · {fmt.format_count(place.known)} daerah"
    first, last, of = map(fmt.format_count, (place.best, place.worst, place.known + 1))
    return f"{median} · {fmt.join_ends(first, last)} dari {of}"
