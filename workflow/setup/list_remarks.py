"""What is said of a list of OPD that was read: how many, from where, and what of the file was left out."""

from collections.abc import Iterator

from charts.drawing.format import join_ends
from reference.regions import find_region
from survey.files.grid import column_letters
from survey.named_region import region_in_title
from survey.roster.values import RosterReading, RosterRow, RosterTable

REASONS: dict[str, str] = {
    "heading": "judul",
    "section": "judul bagian",
    "total": "jumlah",
    "note": "catatan atau tanda tangan",
    "nameless": "kolom nama kosong atau rumusnya tanpa hasil",
    "twice": "nama ini sudah tercantum di atasnya",
    "joined": "lanjutan nama di atasnya",
}
"""Why a row of a list of OPD is none."""


def describe_list(found: RosterReading, region: str) -> list[str]:
    """Everything that is said of a list of the OPD of a region, one sentence each."""
    doubts = doubts_of_list(found, region)
    return [describe_source(found), *_rows_left_out(found), *doubts, *describe_unused(found)]


def describe_source(found: RosterReading) -> str:
    """How many OPD were read, and from which columns."""
    places = [
        f"lembar '{table.place.sheet}' {_column(name.index)}"
        + (f" (singkatan {_column(name.short)})" if name.short is not None else "")
        for table in found.tables
        for name in table.names
    ]
    return f"{len(found.opd_rows)} OPD terbaca dari {'; '.join(places)}."


def doubts_of_list(found: RosterReading, region: str) -> list[str]:
    """What should be looked at before the list is used for a region."""
    said = []
    titles = [row.text for row in found.left_out if row.reason == "heading"]
    named = {code for text in titles if (code := region_in_title(text))}
    if named and region not in named:
        labels = ", ".join(find_region(code).label for code in sorted(named))
        said.append(f"Judulnya menyebut {labels}, sedangkan daerah yang dibuka {find_region(region).label}.")
    if found.stated is not None:
        said.append(f"Daftar ini menyebut {found.stated} OPD, sedangkan yang terbaca {len(found.opd_rows)}.")
    if found.unseen:
        said.append(f"{found.unseen} OPD pada baris tersembunyi ikut dibaca.")
    said += [f"Lembar '{one.sheet}': {one.message} {one.proposal}".strip() for one in found.changed]
    for table in found.tables:
        said += [
            f"{_column(at).capitalize()} '{heading}' juga memuat nama OPD dan tidak dipakai."
            for at, heading in table.rivals.items()
        ]
    said += [
        f"{_where(table)} tidak dibaca: daftar yang sama, atau tanpa nama OPD." for table in found.unread
    ]
    return said


def explain_row(row: RosterRow) -> str:
    """Why a row is no OPD, or how its name was made from what stands there; "" where it stands as read."""
    if row.reason:
        return f"Dilewati: {REASONS[row.reason]}"
    return "" if row.name in row.text else "Nama dilengkapi"


def _rows_left_out(found: RosterReading) -> Iterator[str]:
    rows = [f"{row.cell} '{row.text}' ({REASONS[row.reason]})" for row in found.left_out]
    if rows:
        yield f"{len(rows)} baris bukan OPD dan dilewati: {'; '.join(rows)}."
    made = [f"{row.cell} '{row.text}' menjadi '{row.name}'" for row in found.opd_rows if explain_row(row)]
    if made:
        yield f"Nama yang dilengkapi: {'; '.join(made)}."


def describe_unused(found: RosterReading) -> list[str]:
    """The columns and sheets that no list was taken from."""
    columns = [text.rstrip(". ") for table in found.tables for text in table.unused.values()]
    said = [f"Kolom lain tidak dipakai: {', '.join(dict.fromkeys(columns))}."] if columns else []
    if found.skipped:
        said.append(f"Lembar tanpa daftar OPD atau tersembunyi tidak dibaca: {', '.join(found.skipped)}.")
    return said


def _column(at: int) -> str:
    return f"kolom {column_letters(at)}"


def _where(table: RosterTable) -> str:
    place = table.place
    return f"Tabel pada lembar '{place.sheet}' baris {join_ends(place.first, place.last)}"
