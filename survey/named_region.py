"""Which region a file's numbers are of: named by code, name or alias; asked where unsure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reference import agencies, regions
from reference.keys import text_key
from survey.answers.file_reading import SKIP, FileReading
from survey.files.grid import Sheet
from survey.tables.speaking_rows import SpeakingRows, find_speaking_rows
from survey.tables.table import SheetText, labelled_values_above, texts_above

REGION_LABELS = frozenset(
    map(
        text_key,
        (
            "kabupaten/kota",
            "kab/kota",
            "kabupaten",
            "kota",
            "daerah",
            "wilayah",
            "pemerintah daerah",
            "nama daerah",
            "nama kabupaten/kota",
            "instansi",
            "nama instansi",
            "pemda",
            "kode wilayah",
        ),
    )
)
KIND = re.compile(r"\b(?:pemerintah\s+|pem)?(?:kab(?:upaten)?\b\.?|kota\b|kabupaten\b)", re.I)
LOOKS_LIKE_REGION = re.compile(
    r"^\W*(?:pemerintah\s+(?:daerah\s+)?)?(?:pem)?(?:kab(?:upaten)?\b|kota\b)", re.I
)
LONGEST_NAME = 6
NAMED = 4
"""Regions that a finding names before it counts the others."""
SYSTEMS = (("kemendagri", "Kode Kemendagri"), ("bps", "Kode BPS"))


def find_region_code(
    reader: FileReading, text: str, sheet: str, cell: str, *, row: bool = False
) -> str | None:
    """The region a text names. An ambiguous or unknown name becomes a question; None while that is open.

    `row` marks one row of a table, which the user may also leave out (the choice "skip" is returned).
    """
    found = regions.match_region(text)
    if found.status == "ok" and found.code:
        if found.how != "code" and found.how != "name":
            reader.say_first("W43", sheet, cell, text, name=_name_with_code(found.code))
        return found.code
    given = reader.context.region
    if given and given in (found.candidates if found.status == "ambiguous" else found.candidates[:1]):
        if found.status != "ambiguous":
            reader.say_first("W43", sheet, cell, text, name=_name_with_code(given))
        return given
    if found.status == "ambiguous" and regions.meanings_of_digits(text):
        code = _choose_code_system(reader, text.strip(), sheet, cell)
        if code or reader.key("region", "kode") in reader.questions:
            return code
    return _ask_region(reader, text, tuple(found.candidates), found.status, sheet, cell, row)


def find_region_of_row(reader: FileReading, texts: Sequence[str], sheet: str, cell: str) -> str | None:
    """The region that the code and the names of one row mean; asked where two of them mean different ones.

    `texts` are not empty; None while the region is asked, "skip" where the user leaves the row out.
    """
    named: dict[str, str] = {}
    for text in texts:
        found = regions.match_region(text)
        if found.status == "ok" and found.code:
            named.setdefault(found.code, text)
    if len(named) > 1:
        return _ask_region(reader, " / ".join(named.values()), tuple(named), "ambiguous", sheet, cell, True)
    text = next(iter(named.values()), texts[0])
    return find_region_code(reader, text, sheet, cell, row=True)


def _ask_region(
    reader: FileReading, text: str, codes: tuple[str, ...], status: str, sheet: str, cell: str, row: bool
) -> str | None:
    # An ambiguous name means one of these; what is only proposed may be any other.
    others = () if status == "ambiguous" else _other_codes(reader, codes)
    offered = _named((*codes, *others))
    if row:
        offered += ((SKIP, "Lewati baris ini"),)
    question = f"Kabupaten/kota mana yang dimaksud '{text}'?"
    choice = reader.ask("region", reader.key("region", text_key(text)), question, offered, sheet, cell)
    if choice is None:
        names = " atau ".join(map(_name_with_code, codes))
        reader.say_first("W33" if status == "ambiguous" else "E18", sheet, cell, text, names=names)
    return choice


def _other_codes(reader: FileReading, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The regions of the rosters, else of the register, that are not among some."""
    every = regions.list_regions().index
    known = [code for code in reader.context.rosters if code in every] or list(every)
    return tuple(code for code in known if code not in codes)


def _choose_code_system(reader: FileReading, digits: str, sheet: str, cell: str) -> str | None:
    """The region of four digits by the office whose codes a file has: asked once for a file; None while it
    is asked or where that office has no such code.
    """
    meant = regions.meanings_of_digits(digits)
    offered = tuple((system, f"{label} ({_meaning(digits, meant.get(system))})") for system, label in SYSTEMS)
    question = "Kode wilayah empat angka pada berkas ini kode apa?"
    return meant.get(reader.ask("region", reader.key("region", "kode"), question, offered, sheet, cell) or "")


def _meaning(digits: str, code: str | None) -> str:
    return f"{digits} = {regions.find_region(code).name}" if code else f"{digits} tidak ada"


def _named(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, _name_with_code(code)) for code in codes)


def _name_with_code(code: str) -> str:
    return f"{regions.find_region(code).name} ({code})"


def is_region_like(text: str) -> bool:
    """Whether a name that is no known region claims to be a kabupaten or kota."""
    return bool(LOOKS_LIKE_REGION.match(text))


def region_named_above(reader: FileReading, sheet: Sheet, until: int, since: int = 0) -> str | None:
    """The region named above a table: by a `LABEL : isi` line, else in a title; None if not named."""
    said = rows_naming_regions(sheet).find_between(since, min(until, len(sheet.rows)))
    for line in (one.line for one in said if not one.titled):
        if _is_opd_of_region(line.text):
            continue
        if regions.match_region(line.text).candidates or is_region_like(line.text):
            return find_region_code(reader, line.text, sheet.name, line.cell)
    titled = {one.titled for one in said if one.titled}
    return titled.pop() if len(titled) == 1 else None


def _is_opd_of_region(text: str) -> bool:
    """Whether a text is an OPD with its region behind it ("DLH Kab. Nganjuk"), not a region."""
    return regions.match_region(text).status != "ok" and agencies.match_opd(text).status == "ok"


class RegionLine(NamedTuple):
    """A line that may name a region: what it says beside its label, or the code of the one in a title."""

    line: SheetText
    titled: str = ""


def rows_naming_regions(sheet: Sheet) -> SpeakingRows[RegionLine]:
    """The rows of a sheet on which `region_named_above` may find anything."""
    return find_speaking_rows(sheet, "regions", _region_lines)


def _region_lines(sheet: Sheet, row: int) -> list[RegionLine]:
    labelled = [RegionLine(line) for line in labelled_values_above(sheet, row + 1, _is_region_label, row)]
    titles = texts_above(sheet, row + 1, row)
    return labelled + [RegionLine(line, code) for line in titles if (code := region_in_title(line.text))]


def say_other_regions(reader: FileReading) -> None:
    """Say of each sheet how many rows of other regions were left out, and whose they are."""
    for sheet, counts in reader.other_regions.by_sheet.items():
        reader.say("W50", sheet, found=counts.total(), names=_regions_counted(counts))


def say_no_answers(reader: FileReading, sheet: str = "") -> None:
    """Say why nothing of a file can be kept: it is other regions', left out as chosen, or not filled in."""
    counts = sum(reader.other_regions.by_sheet.values(), Counter[str]())
    given = reader.context.region
    if counts and given:
        expected = regions.find_region(given).name
        reader.say("E16", found=_regions_counted(counts), expected=expected)
    elif any(one.code == "W53" for one in reader.findings):
        reader.say("E54", sheet)
    else:
        reader.say("E11", sheet)


def _regions_counted(counts: Mapping[str, int]) -> str:
    """ "Kabupaten Nganjuk (12 baris) dan Kabupaten Kediri (3 baris)"."""
    told = [f"{regions.find_region(code).name} ({count} baris)" for code, count in counts.items()]
    shown = told if len(told) <= NAMED else [*told[: NAMED - 1], f"{len(told) - NAMED + 1} daerah lain"]
    return " dan ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _is_region_label(label: str) -> bool:
    return text_key(label) in REGION_LABELS


def region_in_title(text: str) -> str | None:
    """The region a title names with its kind ("… KABUPATEN MALANG TAHUN 2022"), longest name first."""
    for start in KIND.finditer(text):
        words = text[start.start() :].split()
        for count in range(min(LONGEST_NAME, len(words)), 1, -1):
            found = regions.match_region(" ".join(words[:count]).strip(" ,.;:()"))
            if found.status == "ok":
                return found.code
    return None


def region_of_file(reader: FileReading, named: str | None) -> str | None:
    """The region of a whole file: what it names, else what the caller gave, else a question.

    Where both are known and differ the file is refused with a finding, and None is returned.
    """
    given = reader.context.region
    if named and given and named != given:
        reader.refuse("E16", found=regions.find_region(named).name, expected=regions.find_region(given).name)
        return None
    if named or given:
        return named or given
    if any(question.kind == "region" for question in reader.questions.values()):
        return None  # the name that the file gives is being asked already
    choice = reader.ask(
        "region",
        reader.key("region"),
        "Kabupaten/kota mana yang mengisi berkas ini?",
        _named(_other_codes(reader, ())),
    )
    if choice is None:
        reader.say("E17")
    return choice
