"""Cells of a row of programmes that say something in words: what it belongs to, who does it, where."""

from __future__ import annotations

from reference.instruments import dimensions
from reference.keys import text_key
from survey.files.grid import Cell
from survey.programmes import days, names
from survey.programmes.codes import split_programme_code
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.names import NamedOpd
from survey.programmes.record import ProgrammeRecord
from survey.tables.headings import node_named_by


def read_dimension_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    if found := dimensions.match_dimension(at.source.instrument, text):
        at.given["dimension"] = found
    else:
        at.leave(column, "dimension", text, "P05", what="dimensi")


def read_subdimension_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    framework = at.source.instrument.framework
    found = node_named_by(text, at.source.instrument) or ""
    inner = (
        found and framework.children(found) and framework.node(found).parent not in (None, *framework.roots)
    )
    if not inner:
        at.leave(column, "subdimension", text, "P05", what="subdimensi")
        return
    at.given["subdimension"] = found
    at.given.setdefault("dimension", str(framework.node(found).parent))


def read_kind_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    if found := names.programme_kind_named(text):
        at.given["kind"] = found
        if text_key(found) != text_key(text):
            at.say("P20", column, text, what="Jenis", name=found)
    else:
        at.leave(column, "kind", text, "P06", what="Jenis", choices=_or(tuple(names.KINDS)))


def read_status_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    found = names.programme_status_named("ya" if cell is True else "tidak" if cell is False else text)
    if not found:
        at.leave(column, "status", text, "P06", what="Status", choices=_or(tuple(names.STATUSES)))
        return
    at.given["status"] = found
    if year := days.YEAR_IN.search(text):
        at.given.setdefault("since", int(year[0]))
    if text_key(found) != text_key(days.YEAR_IN.sub("", text).replace("sejak", "")):
        at.say("P20", column, text, what="Status", name=found)


def read_opd_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    """The lead column may name several: the first leads, the others support."""
    for place, one in enumerate(at.roster.named(str(cell))):
        field = "support" if column.field == "lead" and place else column.field
        if one.opd is None:
            _unknown_agency(at, column, field, one)
            continue
        if not one.exact:
            at.say("P09", column, one.text, name=at.roster.names[one.opd])
        if field == "lead":
            at.given["lead"] = one.opd
        else:
            at.given[field] = tuple(dict.fromkeys((*at.given.get(field, ()), one.opd)))


def _unknown_agency(at: ProgrammeRecord, column: ProgrammeColumn, field: str, one: NamedOpd) -> None:
    if "mitra" in column.heading.casefold() and not one.candidates:
        at.notes.append(f"Mitra: {one.text}")
        at.say("P14", column, one.text)
        return
    alike = [at.roster.names[opd] for opd in one.candidates[:3] if opd in at.roster.names]
    proposal = f"Mungkin {' atau '.join(alike)}." if alike else "Pilih OPD di halaman Program."
    at.leave(column, field, one.text, "P01", proposal=proposal)


def read_places_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    what = "kecamatan" if column.field == "districts" else "desa"
    found = names.split_name_list(str(cell))
    if what == "kecamatan" and names.means_every_one(text, what):
        rows = at.roster.rows
        own = tuple(rows.loc[rows["district"] != "", "name"].str.removeprefix("Kecamatan "))
        found = own or ("Seluruh kecamatan",)
    at.given[column.field] = tuple(dict.fromkeys((*at.given.get(column.field, ()), *found)))


def read_code_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    """A code of Permendagri 90; a name beside it, or alone, is what Renja calls it."""
    found, rest = split_programme_code(text)
    if found or column.field == "code":
        at.given["code"] = found or text
        rest = rest if found else ""
    if rest and rest != at.given.get("renja"):
        at.given["renja"] = "; ".join(filter(None, (at.given.get("renja", ""), rest)))


def read_after_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    parts = (part.strip() for part in str(cell).replace("\n", ";").split(";"))
    at.given["after"] = tuple(filter(None, parts))


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])}, atau {words[-1]}"
