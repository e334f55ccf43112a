"""The survey forms of a region as files to download: one OPD's, or all in a ZIP."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pandas as pd

from reference.instruments import Instrument
from storage.engine import Store
from survey import template
from ui.setup.period_and_region import Preparation
from workflow.comparison.public_facts import list_public_facts
from workflow.programmes.nomenclature import list_subactivities
from workflow.setup.own_items import own_nodes_of


def build_opd_form(
    engine: Store,
    instrument: Instrument,
    chosen: Preparation,
    agency: Mapping[str, Any],
    assigned: pd.DataFrame,
) -> bytes:
    """The empty workbook of one OPD."""
    target, period = BytesIO(), chosen.period
    template.write_survey_form(
        *(instrument, chosen.region, agency, assigned, target, period.label),
        label=period.sample_label,
        activities=list_subactivities(engine, chosen.region, period.ends.year),
        facts=list_public_facts(engine, instrument, chosen.region, period),
        own_items=own_nodes_of(engine, chosen.scope, chosen.region),
    )
    return target.getvalue()


def build_all_opd_forms(
    engine: Store, instrument: Instrument, chosen: Preparation, rows: pd.DataFrame, assigned: pd.DataFrame
) -> bytes:
    """The empty workbooks of every OPD as one ZIP."""
    period = chosen.period
    return template.write_all_survey_forms(
        *(instrument, chosen.region, rows, period.label),
        assignments=assigned,
        label=period.sample_label,
        activities=list_subactivities(engine, chosen.region, period.ends.year),
        facts=list_public_facts(engine, instrument, chosen.region, period),
        own_items=own_nodes_of(engine, chosen.scope, chosen.region),
    )
