"""Public figures for the forms of a region: of the tables that travel with the app and those loaded since."""

from planning.comparison.public_figures import find_public_facts
from reference.instruments import Instrument
from reference.public_facts import PublicFact
from storage.engine import Store
from storage.values import Period
from workflow.comparison.published_tables import list_published_tables


def list_public_facts(
    store: Store, instrument: Instrument, region: str, period: Period
) -> dict[str, PublicFact]:
    """Item code -> its public fact, up to the year in which a period ends; none of a sample, made up."""
    if period.sample:
        return {}
    return find_public_facts(instrument.id, region, period.ends.year, list_published_tables(store))
