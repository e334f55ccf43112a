"""A small kabupaten that answers the survey: rosters, filled forms, and scores with and without a store."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

import pandas as pd

from reference import agencies, instruments
from storage.setup import periods
from storage.values import Actor
from survey import template
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import Answer, ReportedProgramme, SourceFile
from workflow.results import assess, stored_data
from workflow.setup.setup import open_scope, save_roster
from workflow.targets.region_selection import RegionSelection
from workflow.upload import temporary_store, to_store
from workflow.upload.outcome import UploadTarget

NGANJUK = "35.18"
KESIAPAN = instruments.load_instrument("kesiapan")
KEPT = ("DISKOMINFO", "DINKES", "SETDA", "KEC-35.18.01", "KEC-35.18.02", "KEC-35.18.03")
ROSTER = agencies.sample_rosters()[NGANJUK].query("opd in @KEPT").reset_index(drop=True)
ROSTERS = {NGANJUK: ROSTER}
ASSIGNED = agencies.assign_indicators(KESIAPAN.framework, ROSTER)
ACTOR = Actor("Sari")


def asked(opd: str, role: str) -> list[str]:
    """The indicators an OPD leads or supports, in the instrument's order."""
    rows = ASSIGNED[(ASSIGNED["opd"] == opd) & (ASSIGNED["role"] == role)]
    return [code for code in KESIAPAN.framework.leaves if code in set(rows["indicator"])]


def leader(code: str) -> str:
    """The OPD that leads an indicator."""
    return str(ASSIGNED.query("indicator == @code and role == 'lead'")["opd"].item())


def answered(code: str, value: float, **more: str) -> Answer:
    return Answer(code, "answered", value, **more)


def not_applicable(code: str) -> Answer:
    return Answer(code, "not_applicable", note="tidak ada di daerah ini")


def form(
    opd: str,
    *answers: Answer,
    name: str = "",
    region: str = NGANJUK,
    programmes: Sequence[ReportedProgramme] = (),
) -> SourceFile:
    """The workbook an OPD sends with these answers and programmes."""
    roster = agencies.sample_rosters()[region]
    agency = roster.set_index("opd", drop=False).loc[opd].to_dict()
    assigned = ASSIGNED if region == NGANJUK else agencies.assign_indicators(KESIAPAN.framework, roster)
    buffer = BytesIO()
    given = {answer.indicator: answer for answer in answers}
    template.write_survey_form(
        KESIAPAN, region, agency, assigned, buffer, "2026", answers=given, programmes=programmes
    )
    return SourceFile(name or f"{opd}.xlsx", buffer.getvalue())


def everybody(levels: Mapping[str, float] | float = 3.0) -> list[SourceFile]:
    """A form of every OPD with everything it is asked; `levels` by indicator, else one for all."""

    def level(code: str) -> float:
        return levels.get(code, 3.0) if isinstance(levels, Mapping) else levels

    return [
        form(opd, *(answered(code, level(code)) for code in KESIAPAN.framework.leaves if code in mine))
        for opd in ROSTER["opd"]
        if (mine := set(ASSIGNED.loc[ASSIGNED["opd"] == opd, "indicator"]))
    ]


def read(files, instrument=KESIAPAN, rosters=ROSTERS, **given):
    return read_batch(files, ReadingContext(instrument, rosters=rosters, **given))


def kept(readings, instrument=KESIAPAN, rosters=ROSTERS, weights=None):
    """What files say for certain, through a store that is gone afterwards, as data to score."""
    with temporary_store.temporary_store() as store:
        scope, _ = temporary_store.keep_in_new_period(store, instrument, "2026", readings, rosters, weights)
        return stored_data.read_survey_data(store, scope)


def scored(files, instrument=KESIAPAN, rosters=ROSTERS, weights=None):
    """The result of files as `cli.py score` comes to it."""
    return assess.score_regions(
        kept(read(files, instrument, rosters, weights=weights), instrument, rosters, weights)
    )


class Room:
    """A store with one open period, the instrument and the OPD of Nganjuk."""

    def __init__(self, store, instrument=KESIAPAN, rosters=ROSTERS):
        self.store, self.instrument, self.rosters = store, instrument, rosters
        period = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), ACTOR)
        self.scope = open_scope(store, period, instrument)
        for region, roster in rosters.items():
            save_roster(store, self.scope, region, roster, ACTOR)

    def keep(self, *files, weights=None, **given):
        readings = read(files, self.instrument, self.rosters, weights=weights, **given)
        return to_store.store_readings(self.store, UploadTarget(self.scope, "", ACTOR), readings, weights)

    def result(self, region=None, year=None):
        """One region against its targets of a year, or all side by side."""
        selection = RegionSelection(self.store, self.scope, (region,) if region else ())
        return selection.result(year) if region else selection.side_by_side()


def same(left, right):
    """Raise unless two results are bit-identical in every frame that screens show."""
    order = sorted(left.regions)
    assert order == sorted(right.regions)
    for name in ("scores", "coverage", "distance", "shortfall", "contributions", "classes"):
        one, two = (getattr(result, name).loc[order] for result in (left, right))
        pd.testing.assert_frame_equal(one, two[list(one.columns)], check_exact=True, check_dtype=False)
    for region in order:
        _same_indicators(left.part(region).indicators, right.part(region).indicators, region)


def _same_indicators(left, right, region):
    for name in ("values", "source", "count", "spread", "not_applicable", "evidence", "differences"):
        one, two = (getattr(given, name).loc[region] for given in (left, right))
        pd.testing.assert_series_equal(one, two, check_exact=True, check_dtype=False, obj=name)
