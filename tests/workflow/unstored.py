"""What readings give to score without a store, in plain loops: the store must give the same, bit for bit."""

import pandas as pd

from reference import agencies
from workflow.results.assess import RegionSetup, SurveyData
from workflow.results.published import input_decimals
from workflow.results.result import PublishedFigure
from workflow.upload.temporary_store import certain_readings
from workflow.upload.to_store import weight_set_of_region

COLUMNS = (
    *("unit", "indicator", "opd", "respondent", "role"),
    *("status", "claimed", "agreed", "verified", "evidence"),
)
NAN = float("nan")


def data(readings, instrument, rosters, weights=None):
    """The answers frame, settings and published figures of readings; regions without a roster: the usual."""
    kept = certain_readings(readings)
    seats = {}
    rows = [
        row
        for reading in kept
        for one in reading.responses
        for row in answers(one, instrument, rosters, seats)
    ]
    rows += [row for reading in kept for row in values(reading)]
    settings = {
        region: RegionSetup(
            weight_set_of_region(reading, region, instrument, weights),
            reading.leaves if reading.values else (),
        )
        for reading in kept
        for region in regions(reading) - set(reading.absent)
    }
    absent = sorted({code for reading in kept for code in reading.absent})
    figures = [figure for reading in kept for figure in published(reading, instrument)]
    return SurveyData(instrument, pd.DataFrame(rows, columns=list(COLUMNS)), settings, absent, figures)


def answers(response, instrument, rosters, seats):
    region, opd = response.region, response.opd
    if region is None or opd is None:
        return
    if region not in seats:
        roster = rosters[region] if region in rosters else agencies.find_roster(region)
        assigned = agencies.assign_indicators(instrument.framework, roster).query("role == 'lead'")
        votes = dict(zip(roster["opd"], roster["vote"], strict=True))
        seats[region] = (votes, set(zip(assigned["indicator"], assigned["opd"], strict=True)))
    votes, leads = seats[region]
    for one in response.answers:
        role = "lead" if (one.indicator, opd) in leads else "support"
        sender = (votes.get(opd, opd), f"{opd}/{response.slot}", role)
        evidence = bool(one.evidence.strip() or one.evidence_link.strip())
        yield (
            region,
            one.indicator,
            *sender,
            one.status,
            number(one.value),
            NAN,
            number(one.verified),
            evidence,
        )


def values(reading):
    for one in reading.values:
        if one.region and one.kind != "published" and one.region not in reading.absent:
            pair = (NAN, number(one.value)) if one.kind == "verified" else (number(one.value), NAN)
            yield (one.region, one.node, "", "", "lead", one.status, pair[0], NAN, pair[1], False)


def regions(reading):
    named = [part.region for part in reading.responses] + [value.region for value in reading.values]
    return {region for region in named if region}


def published(reading, instrument):
    own = [one for one in reading.values if one.kind == "published" and one.region]
    digits = max((one.digits or 0 for one in own), default=0)
    claimed = [one for one in reading.values if one.kind == "claimed" and one.value is not None]
    carried = input_decimals(instrument.framework, {one.node: one.digits or 0 for one in claimed})
    for one in own:
        yield PublishedFigure(
            one.region, one.node, one.value, digits, carried, reading.file, one.sheet, one.cell
        )


def number(value):
    return NAN if value is None else value
