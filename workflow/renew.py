"""A form of an older instrument version, offered anew with the answers that still stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from storage import periods
from storage.engine import Store
from survey import template
from survey.read import grid_of
from survey.renewal import Carried, carry
from survey.values import Reading
from workflow.load import instrument
from workflow.outcome import Place
from workflow.setup import assigned, roster_of

OTHER_VERSION = "E15"


@dataclass(frozen=True)
class Renewal:
    """The form to send instead: whose it is, the old version's key, what is carried and what is left."""

    agency: Mapping[str, Any]
    old: str
    carried: Carried


def renewal(store: Store, place: Place, reading: Reading) -> Renewal | None:
    """What can be offered for a refused file; None where it is no older form of an OPD of this region."""
    if not place.region or all(finding.code != OTHER_VERSION for finding in reading.findings):
        return None
    book = grid_of(reading.file, reading.sha256)
    found = carry(book, instrument(store, place.scope)) if book else None
    if found is None or found.meta.get("kode_wilayah") != place.region:
        return None
    roster = roster_of(store, place.region)[0].set_index("opd", drop=False)
    opd = found.meta.get("opd", "")
    if opd not in roster.index:
        return None
    agency = {str(column): value for column, value in roster.loc[opd].items()}
    return Renewal(agency, found.meta["instrumen"], found)


def form(store: Store, place: Place, offered: Renewal) -> bytes:
    """Today's form with the answers carried over."""
    target = BytesIO()
    template.write(
        instrument(store, place.scope),
        place.region,
        offered.agency,
        assigned(store, place.scope, place.region),
        target,
        periods.get(store, place.scope.period_id).label,
        answers=offered.carried.answers,
        programmes=offered.carried.programmes,
    )
    return target.getvalue()


def file_name(store: Store, place: Place, offered: Renewal) -> str:
    """What today's form is called."""
    return template.file_name(place.region, offered.agency, periods.get(store, place.scope.period_id).label)
