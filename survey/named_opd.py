"""Which OPD a file's answers are of: named by lines, texts or codes; asked where unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from reference import agencies, regions
from reference.keys import normalise_text, text_key
from survey import named_region
from survey.answers.file_reading import SKIP, FileReading
from survey.files.grid import Sheet, cell_name, cell_position
from survey.tables.headings import ROLES
from survey.tables.table import SheetText, labelled_values_above

OPD_LABELS = frozenset(
    map(text_key, (*ROLES["opd"], "organisasi", "satuan kerja", "diisi oleh", "opd pengisi", "pengisi opd"))
)
OPD_WORDS = re.compile(
    r"\b(?:opd|skpd|pd|perangkat daerah|dinas|instansi|unit|asal|satuan kerja|satker|lembaga|organisasi)\b"
)
OTHER_WORDS = re.compile(
    r"\b(?:alamat|kepala|pimpinan|pejabat|telepon|telp|hp|email|kode|situs|website|visi|misi|jumlah|jenis|tipe"
    r"|tugas|nip|pembina|pengampu|koordinator|penyelenggara|tujuan|kepada|mitra|terkait|pendukung|penanggung)\b"
)
LONGEST_LABEL = 8
AROUND_NAME = re.compile(
    r"\b(?:form|formulir|survei|survey|kuesioner|isian|jawaban|data|lembar|rekap|hasil|opd|\d+)\b", re.I
)
BY_ROWS = "baris"
"""The choice that each row of a file is that of the OPD which a column of it names."""
REGION_ITSELF = "wilayah"
"""The choice that a file's numbers are the region's own, not one OPD's answers."""


def opd_lines_above(
    sheet: Sheet, until: int, roster: pd.DataFrame | None, since: int = 0
) -> Iterator[SheetText]:
    """The OPD that `LABEL : isi` lines above a table name; "" where such a line was left blank.

    A line under any other label that speaks of OPD counts where what it says is one.
    """
    exact = [_or_below(line, sheet) for line in labelled_values_above(sheet, until, _is_opd_label, since)]
    for line in labelled_values_above(sheet, until, speaks_of_opd, since):
        line = _or_below(line, sheet)
        is_known = bool(line.text) and agencies.match_opd(line.text, roster).status != "unknown"
        is_region = regions.match_region(line.text).status == "ok" or named_region.is_region_like(line.text)
        if is_known or (line in exact and not is_region):
            yield line


def _or_below(line: SheetText, sheet: Sheet) -> SheetText:
    """A line left blank beside its label with the OPD that stands under it."""
    row, column = cell_position(line.cell)
    below = "" if line.text else sheet.text(row + 1, column)
    known = below and len(below.split()) <= LONGEST_LABEL and agencies.match_opd(below).status == "ok"
    return SheetText(below, cell_name(row + 1, column)) if known else line


def _is_opd_label(label: str) -> bool:
    return text_key(label) in OPD_LABELS


def speaks_of_opd(label: str) -> bool:
    """Whether a label or heading asks for an OPD ("1. Nama OPD", "Dari perangkat daerah mana Anda?")."""
    if _is_opd_label(label):
        return True
    words = normalise_text(label)
    if not OPD_WORDS.search(words) or OTHER_WORDS.search(words) or len(words.split()) > LONGEST_LABEL:
        return False
    return agencies.match_opd(label).status != "ok"


def find_opd(
    reader: FileReading, region: str | None, text: str, sheet: str, cell: str, code: str = ""
) -> str | None:
    """The OPD of a region's roster that a code or text names; None while that is asked."""
    if region is None:
        return None
    roster = reader.context.rosters.get(region)
    if code and (found := _by_code(roster, code)):
        return found
    if not (text or code):
        return reader.context.opd or _ask_agency(reader, region, "", (), roster, sheet, cell)
    match = reader.recall(("agency", region, text or code), lambda: agencies.match_opd(text or code, roster))
    if match.status == "ok" and match.opd:
        if match.how in ("alias", "sectors"):
            reader.say_first("W44", sheet, cell, text, name=roster_opd_name(match.opd, roster))
        return match.opd
    return _ask_agency(reader, region, text or code, tuple(match.candidates), roster, sheet, cell)


def refuse_other_opd(reader: FileReading, region: str | None, found: str | None) -> None:
    """Refuse a file of another OPD than the caller asked for."""
    wanted = reader.context.opd
    if found and wanted and found not in (SKIP, wanted):
        roster = reader.context.rosters.get(region or "")
        reader.refuse("E35", found=roster_opd_name(found, roster), expected=roster_opd_name(wanted, roster))


def choose_opd_or_region(reader: FileReading, region: str | None) -> str | None:
    """Whose answers a file holds that names no OPD: an OPD, REGION_ITSELF, SKIP; None while it is asked."""
    if region is None or reader.context.opd:
        return reader.context.opd
    roster = reader.context.rosters.get(region)
    offered = (
        *_likely_first(reader, roster),
        (REGION_ITSELF, "Nilai kabupaten/kota, bukan jawaban satu perangkat daerah"),
    )
    question = "Berkas ini tidak menyebut perangkat daerah. Jawaban siapa isinya?"
    choice = reader.ask("agency", reader.key("agency"), question, (*offered, (SKIP, "Lewati")))
    if choice is None:
        reader.say("E19")
    return choice


def choose_between_opd(
    reader: FileReading, region: str | None, named: Mapping[str, str], sheet: str, cell: str
) -> str | None:
    """Which of several OPD named for the same answers (id -> where, as written) they belong to; None while
    it is asked.
    """
    roster = reader.context.rosters.get(region or "")
    offered = tuple((opd, f"{roster_opd_name(opd, roster)} ({where})") for opd, where in named.items())
    question = "Perangkat daerah yang tertulis berbeda-beda. Jawaban siapa isinya?"
    choice = reader.ask(
        "agency",
        reader.key("agency", sheet, cell),
        question,
        (*offered, *_others(roster, named), (SKIP, "Lewati")),
        sheet,
        cell,
    )
    if choice is None:
        listed = "; ".join(label for _, label in offered)
        reader.say("E50", sheet, cell, listed, names=listed)
    return choice


def _likely_first(reader: FileReading, roster: pd.DataFrame | None) -> tuple[tuple[str, str], ...]:
    """Every OPD, those first that the file's name may mean ("Survei_Dinkes.xlsx") or whose head signed."""
    *folders, stem = re.sub(r"\.\w+$", "", reader.file).replace("_", " ").split("/")
    likely: dict[str, str] = {}
    for text in (
        *(AROUND_NAME.sub(" ", part) for part in (stem, *reversed(folders))),
        *reader.signed_units(),
    ):
        match = agencies.match_opd(text, roster)
        meant = (match.opd,) if match.opd else tuple(match.candidates)
        likely |= dict(_offered(roster, meant)) if meant else {}
    heading = next(filter(None, (find() for find in reader.named_on_rows)), "")
    by_rows = {BY_ROWS: f"Baris demi baris, menurut kolom '{heading}'"} if heading else {}
    return (*by_rows.items(), *likely.items(), *_others(roster, likely))


def is_chosen_by_rows(reader: FileReading) -> bool:
    """Whether the user said that a column names those who answer, row by row."""
    return reader.context.choices.get(reader.key("agency")) == BY_ROWS


def _others(roster: pd.DataFrame | None, named: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(one for one in _offered(roster, ()) if one[0] not in named)


def _offered(roster: pd.DataFrame | None, candidates: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    known = candidates or tuple(roster["opd"] if roster is not None else agencies.opd_catalogue().index)
    return tuple((str(opd), roster_opd_name(str(opd), roster)) for opd in known)


def _by_code(roster: pd.DataFrame | None, code: str) -> str | None:
    if roster is None:
        return None
    for column in ("opd", "code"):
        hits = roster.loc[roster[column].astype(str).str.casefold() == code.casefold(), "opd"]
        if len(hits) == 1:
            return str(hits.iloc[0])
    return None


def _ask_agency(
    reader: FileReading,
    region: str,
    text: str,
    candidates: tuple[str, ...],
    roster: pd.DataFrame | None,
    sheet: str,
    cell: str,
) -> str | None:
    first = _offered(roster, candidates) if text else _likely_first(reader, roster)
    offered = (*first, *_others(roster, dict(first)))
    asked = ":".join(("agency", region, text_key(text))) if text else reader.key("agency")
    question = (
        f"Perangkat daerah mana yang dimaksud '{text}'?" if text else "Perangkat daerah mana yang mengisi?"
    )
    choice = reader.ask("agency", asked, question, (*offered, (SKIP, "Lewati")), sheet, cell)
    if choice is None:
        reader.say_first("E24" if text else "E19", sheet, cell, text)
    return choice


def roster_opd_name(opd: str, roster: pd.DataFrame | None) -> str:
    """The name of an OPD in the roster, else in the catalogue, else its id."""
    if roster is not None:
        hits = roster.loc[roster["opd"] == opd, "name"]
        if len(hits):
            return str(hits.iloc[0])
    known = agencies.opd_catalogue()
    return str(known.at[opd, "name"]) if opd in known.index else opd
