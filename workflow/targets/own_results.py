"""The kabupaten's own items scored beside the index: same answers, same rules, a tree of their own."""

from __future__ import annotations

import pandas as pd

from reference.instruments import Instrument
from reference.instruments.own_items import build_own_instrument
from storage.results import answers
from workflow.results.assess import SurveyData, score_regions
from workflow.results.result import Result
from workflow.setup.own_items import list_own_items
from workflow.setup.setup import roster_of
from workflow.targets.region_selection import RegionSelection


def own_instrument_of(selection: RegionSelection) -> Instrument | None:
    """What the one region of a selection asks beside the index; None where it asks nothing."""
    (region,) = selection.regions
    items = list_own_items(selection.store, selection.scope, region)
    return build_own_instrument(selection.instrument, items) if items else None


def score_own_items(selection: RegionSelection, instrument: Instrument) -> Result:
    """The region's own items scored by themselves; every one that nobody answered is missing there."""
    (region,) = selection.regions
    scope = selection.scope
    given = answers.read_answers_frame(
        selection.store, scope.period_id, scope.instrument_id, region, beside=True
    )
    given = given[given["indicator"].isin(instrument.framework.leaves)]
    return score_regions(
        SurveyData(instrument, _with_unanswered(mark_leads(selection, given, instrument), instrument, region))
    )


def own_leads(instrument: Instrument) -> dict[str, str]:
    """Code -> the OPD that answers it."""
    framework = instrument.framework
    return {code: framework.node(code).tags["own_opd"] for code in framework.leaves}


def mark_leads(selection: RegionSelection, given: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """Answers with the OPD that their item names as its lead, every other as support.

    `opd` of `given` is the OPD that sent or its voting body; "" (only decided, answered by nobody) leads.
    """
    votes = _votes(selection)
    leads = {code: {opd, votes.get(opd, opd), ""} for code, opd in own_leads(instrument).items()}
    asked = [opd in leads[code] for code, opd in zip(given["indicator"], given["opd"], strict=True)]
    return given.assign(role=["lead" if one else "support" for one in asked])


def _votes(selection: RegionSelection) -> dict[str, str]:
    roster, _ = roster_of(selection.store, selection.regions[0], selection.scope.period_id)
    return dict(zip(roster["opd"], roster["vote"], strict=True))


def _with_unanswered(given: pd.DataFrame, instrument: Instrument, region: str) -> pd.DataFrame:
    """With a row of no value for each item that has none, so that a region without answers is scored too."""
    told = set(given["indicator"])
    blank = {
        "unit": region,
        "opd": "",
        "respondent": "",
        "role": "lead",
        "status": "missing",
        "evidence": False,
    }
    rows = pd.DataFrame(
        [blank | {"indicator": code} for code in instrument.framework.leaves if code not in told],
        columns=answers.COLUMNS,
    )
    types = dict.fromkeys(answers.COLUMNS, "str") | {"evidence": "bool"}
    types |= dict.fromkeys(("claimed", "agreed", "verified"), "float64")
    return pd.concat(
        [one.astype(types) for one in (given[answers.COLUMNS], rows) if len(one)], ignore_index=True
    )
