"""Files straight into a store of their own: documents without the app having been used before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from reference.instruments import Instrument
from storage import periods
from storage.engine import Store
from survey.values import Reading, SourceFile
from workflow import record, setup
from workflow.dates import today
from workflow.intake import year_of
from workflow.load import Scope

ACTOR = "Baris perintah"


def keep(
    store: Store,
    instrument: Instrument,
    period: str,
    readings: Sequence[Reading],
    files: Sequence[SourceFile],
    rosters: Mapping[str, pd.DataFrame] | None = None,
    weights: str | None = None,
) -> Scope:
    """Keep what is ready in a new period of that name; `rosters` are the OPD of regions that have a list.

    The period is the year its name holds, the present one where it holds none.
    """
    year = year_of(period) or today().year
    added = periods.add(store, period, date(year, 1, 1), date(year, 12, 31), ACTOR)
    scope = setup.open_scope(store, added, instrument)
    for region, roster in (rosters or {}).items():
        setup.save_roster(store, scope, region, roster, ACTOR)
    for region in sorted(
        {str(one.region) for reading in readings for one in reading.responses if one.region}
    ):
        setup.ensure_assigned(store, scope, region, ACTOR)
    record.keep(store, scope.period_id, scope.instrument_id, instrument, readings, files, ACTOR, weights)
    return scope
