"""An abbreviation that nobody listed, read as the OPD whose name it spells or whose urusan it carries."""

from __future__ import annotations

from collections.abc import Iterable

from reference.agency_abbreviations import (
    expand_digits,
    is_long_enough,
    looks_abbreviated,
    price_of_spelling,
    sectors_in_abbreviation,
    sectors_of_pieces,
)
from reference.agency_rows import AgencyMatch, AgencyRow, ask_among, find_one_letter_off, order_rows
from reference.agency_words import is_known_word
from reference.catalogue import organisation_form

# An abbreviation of a higher price (`price_of_spelling`) is asked.
PLAIN = 1.0


def read_abbreviation(readings: Iterable[str], rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    """The OPD that an abbreviation means, or a question; None where the readings abbreviate none."""
    return _by_pieces(readings, rows) or _by_letters(readings, rows)


def _by_pieces(readings: Iterable[str], rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    """The only OPD with exactly the urusan of an abbreviation's pieces ("disdagkop" = dag, kukm), where it
    spells no other one's name and is not a letter off what another is known by.
    """
    for reading in readings:
        carried, letters = sectors_of_pieces(reading), expand_digits(reading)
        dinas = [row for row in rows if carried and row.form == "dinas"]
        same = [row for row in dinas if carried in (row.sectors, row.shown)]
        if len(same) == 1:
            prices = ((row.opd, price_of_spelling(letters, row.name)) for row in dinas)
            others = {opd for opd, price in prices if price is not None and price <= PLAIN}
            if others | find_one_letter_off(reading, rows) <= {same[0].opd}:
                return AgencyMatch("ok", same[0].opd, (same[0].opd,), "alias")
    return None


def _by_letters(readings: Iterable[str], rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    """The OPD whose name an unknown abbreviation spells from beginning to end."""
    offices = [row for row in rows if row.form != "kecamatan"]
    for reading in readings:
        known = all(map(is_known_word, reading.split()))
        if known or not looks_abbreviated(reading) or organisation_form(reading) in ("kecamatan", "lain"):
            continue
        letters = expand_digits(reading)
        priced = {row: price_of_spelling(letters, row.name) for row in offices}
        spelled = sorted(
            ((price, row) for row, price in priced.items() if price is not None), key=lambda one: one[0]
        )
        if spelled:
            return _if_plain(reading, spelled[0][0], [row for _, row in spelled], rows)
    return None


def _if_plain(
    reading: str, price: float, spelled: list[AgencyRow], rows: tuple[AgencyRow, ...]
) -> AgencyMatch:
    """The OPD an abbreviation spells; asked where several are spelled, where it is far-fetched, shows another
    urusan, or is a letter off what another OPD is known by.
    """
    row, shown, near = spelled[0], sectors_in_abbreviation(reading), find_one_letter_off(reading, rows)
    plain = len(spelled) == 1 and price <= PLAIN
    if (
        plain
        and is_long_enough(expand_digits(reading))
        and shown <= row.sectors | row.shown
        and near <= {row.opd}
    ):
        return AgencyMatch("ok", row.opd, (row.opd,), "alias")
    carrying = order_rows([one for one in rows if one.shown & shown], reading, shown)
    opds = tuple(one.opd for one in spelled)
    return ask_among((*sorted(near), *(opds if plain else carrying[:1]), *opds, *carrying))
