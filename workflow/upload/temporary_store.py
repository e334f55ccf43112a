"""Files straight into a store of their own: documents without the app having been used before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from reference.instruments import Instrument
from storage.engine import Store
from storage.setup import periods
from survey.values import Reading, SourceFile
from workflow.dates import local_today
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup
from workflow.upload import to_store
from workflow.upload.read_files import year_in_period_name

ACTOR = "Baris perintah"


def keep_in_new_period(
    store: Store,
    instrument: Instrument,
    period: str,
    readings: Sequence[Reading],
    files: Sequence[SourceFile],
    rosters: Mapping[str, pd.DataFrame] | None = None,
    weights: str | None = None,
) -> AssessmentScope:
    """Keep what is ready in a new period of that name; `rosters` are the OPD of regions that have a list.

    The period is the year its name holds, the present one where it holds none.
    """
    year = year_in_period_name(period) or local_today().year
    added = periods.add_period(store, period, date(year, 1, 1), date(year, 12, 31), ACTOR)
    scope = setup.open_scope(store, added, instrument)
    for region, roster in (rosters or {}).items():
        setup.save_roster(store, scope, region, roster, ACTOR)
    for region in sorted(
        {str(one.region) for reading in readings for one in reading.responses if one.region}
    ):
        setup.ensure_assignments(store, scope, region, ACTOR)
    to_store.store_readings(
        store, scope.period_id, scope.instrument_id, instrument, readings, files, ACTOR, weights
    )
    return scope
