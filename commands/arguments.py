"""What a command line names, as values: instrument, region, OPD, column meanings, the file to write."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from commands.usage import UsageError, print_message

# A command imports what it needs when it runs: pandas alone takes longer than help may.
if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

    from reference.instruments import Instrument
    from survey.tables.mapping import ColumnMapping


def open_app_store() -> Engine:
    """The app's own store, opened."""
    from storage import StoreError
    from workflow import opening

    try:
        return opening.open_whole_store()
    except StoreError as refusal:
        raise UsageError(str(refusal)) from refusal


def instrument_by_name(name: str) -> Instrument:
    """The instrument of an id, of an id and a version ("kesiapan@1.0-draf"), or of a file."""
    from reference import instruments

    try:
        if Path(name).suffix.casefold() == ".xlsx" or (Path(name) / "instrument.toml").is_file():
            from workflow import instrument_edits

            return instrument_edits.instrument_from_path(Path(name))
        id_, _, version = name.partition("@")
        return instruments.load_instrument(id_, version or None)
    except instruments.InstrumentError as error:
        raise UsageError(str(error)) from error


def checked_region_code(code: str) -> str:
    """The code, once it is known to be a kabupaten or kota."""
    from reference import regions

    if code not in regions.list_regions().index:
        raise UsageError(
            f"Kode wilayah {code} tidak dikenal. Contoh kode: 35.18 ({regions.find_region('35.18').name})."
        )
    return code


def roster_from_list(region: str, listed: str | None) -> pd.DataFrame:
    """The OPD of a region: those a file lists, else those known of it."""
    from reference import agencies
    from survey.values import SourceFile
    from workflow.setup import list_remarks, roster_edits, roster_list

    known = agencies.find_roster(region)
    if listed is None:
        return known
    try:
        found = roster_list.read_list_file(SourceFile(Path(listed).name, Path(listed).read_bytes()))
    except roster_edits.OpdListError as error:
        raise UsageError(f"{Path(listed).name}: {error}") from error
    for line in list_remarks.describe_list(found, region):
        print_message(line)
    roster = roster_list.lay_list_over(found.opd_rows, known)
    if lost := list(roster.loc[roster["sectors"] == "", "name"]):
        print_message(f"Urusannya tidak dikenal, hanya mendapat lembar program: {', '.join(lost)}.")
    return roster


def rosters_of_arguments(arguments: argparse.Namespace) -> dict[str, pd.DataFrame] | None:
    """The OPD of the region named, once --opd is known to be one of them; None where no region is named."""
    if arguments.region is None:
        if arguments.opd or arguments.roster:
            raise UsageError(
                "--opd dan --roster memerlukan --region: setiap daerah punya susunan OPD sendiri."
            )
        return None
    code = checked_region_code(arguments.region)
    listed = roster_from_list(code, arguments.roster)
    if arguments.opd is not None and arguments.opd not in set(listed["opd"]):
        known = ", ".join(listed["opd"])
        raise UsageError(f"Kode OPD {arguments.opd} tidak ada di {code}. Pilihan: {known}.")
    return {code: listed}


def checked_output_path(name: str, endings: Sequence[str]) -> Path:
    """The path to write to, refused before the work where nothing could be written after it."""
    out = Path(name)
    if out.suffix not in endings:
        raise UsageError(f"--out harus berakhiran {' atau '.join(endings)}; diberi {out.name}.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=out.parent):
            pass
        if out.exists():
            out.open("ab").close()
    except OSError as error:
        raise UsageError(
            f"Tidak dapat menulis {out}. Periksa folder dan izinnya, atau tutup berkasnya bila terbuka."
        ) from error
    return out


def read_column_mappings(name: str | None, instrument: Instrument) -> dict[str, ColumnMapping]:
    """What a mapping file says of columns, for every table; nothing without one."""
    from survey.tables import mapping
    from survey.values import SourceFile

    if name is None:
        return {}
    try:
        file = SourceFile(Path(name).name, Path(name).read_bytes())
        found = mapping.read_mapping_file(file, instrument.framework.leaves)
    except mapping.MappingError as error:
        raise UsageError(f"{Path(name).name}: {error}") from error
    return {found.signature: found}


def require_known_weights(instrument: Instrument, name: str | None) -> None:
    """Refuse a weight set that the instrument does not have."""
    names = tuple(instrument.framework.weight_sets)
    if name is not None and name not in names:
        known = f"Pilihan: {', '.join(names)}." if names else "Instrumen ini tidak punya skema bobot."
        raise UsageError(f"Skema bobot {name} tidak dikenal. {known}")
