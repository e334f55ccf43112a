"""A form of an older instrument version, offered anew with the answers that still stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reference.public_facts import PublicFact
from storage.engine import Store
from storage.setup import periods
from survey import template
from survey.older_form import CarriedAnswers, carry_answers_over
from survey.read import recall_grid
from survey.values import Reading
from workflow.results.stored_data import instrument_of_scope
from workflow.setup.own_items import own_nodes_of
from workflow.setup.setup import assignments_of_region, roster_of
from workflow.upload.outcome import UploadTarget

OTHER_VERSION = "E15"


@dataclass(frozen=True)
class RenewalOffer:
    """The form to send instead: whose it is, the old version's key, what is carried and what is left."""

    agency: Mapping[str, Any]
    old: str
    carried: CarriedAnswers


def offer_renewal(store: Store, place: UploadTarget, reading: Reading) -> RenewalOffer | None:
    """What can be offered for a refused file; None where it is no older form of an OPD of this region."""
    if not place.region or all(finding.code != OTHER_VERSION for finding in reading.findings):
        return None
    book = recall_grid(reading.file, reading.sha256)
    own = own_nodes_of(store, place.scope, place.region)
    found = carry_answers_over(book, instrument_of_scope(store, place.scope), own) if book else None
    if found is None or found.meta.get("kode_wilayah") != place.region:
        return None
    roster = roster_of(store, place.region, place.scope.period_id)[0].set_index("opd", drop=False)
    opd = found.meta.get("opd", "")
    if opd not in roster.index:
        return None
    agency = {str(column): value for column, value in roster.loc[opd].items()}
    return RenewalOffer(agency, found.meta["instrumen"], found)


def write_renewed_form(
    store: Store,
    place: UploadTarget,
    offered: RenewalOffer,
    activities: Sequence[str] = (),
    facts: Mapping[str, PublicFact] = template.NO_FACTS,
) -> bytes:
    """Today's form with the answers carried over; `activities`, `facts` as `survey.template` has them."""
    target = BytesIO()
    template.write_survey_form(
        instrument_of_scope(store, place.scope),
        place.region,
        offered.agency,
        assignments_of_region(store, place.scope, place.region),
        target,
        periods.find_period(store, place.scope.period_id).label,
        answers=offered.carried.answers,
        programmes=offered.carried.programmes,
        activities=activities,
        facts=facts,
        own_items=own_nodes_of(store, place.scope, place.region),
    )
    return target.getvalue()


def renewed_form_name(store: Store, place: UploadTarget, offered: RenewalOffer) -> str:
    """What today's form is called."""
    roster, _ = roster_of(store, place.region, place.scope.period_id)
    label = periods.find_period(store, place.scope.period_id).label
    return template.name_form_files(place.region, roster, label)[offered.agency["opd"]]
