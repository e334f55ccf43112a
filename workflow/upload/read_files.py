"""Files in: gathered, read, checked, and turned into the data a score rests on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from errno import ENOENT
from pathlib import Path

import pandas as pd

from reference import agencies
from reference.instruments import Instrument
from survey import read
from survey.files import limits
from survey.tables.mapping import ColumnMapping
from survey.tables.table import YEAR
from survey.values import NodeValue, Reading, SourceFile, TableChoice
from workflow.results.assess import RegionSetup, SurveyData
from workflow.results.published import input_decimals
from workflow.results.result import PublishedFigure
from workflow.upload.answers_frame import build_answers_frame

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".zip")
Progress = Callable[[int, int, str], None]


def gather_files(paths: Iterable[Path]) -> list[SourceFile]:
    """The files named, and every spreadsheet or ZIP below the folders named; raises FileNotFoundError."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        elif path.is_file():
            found.append(path)
        else:
            raise FileNotFoundError(ENOENT, "", str(path))
    return [SourceFile(path.name, path.read_bytes()) for path in found]


def read_and_check_files(
    files: Sequence[SourceFile],
    instrument: Instrument,
    *,
    region: str | None = None,
    rosters: Mapping[str, pd.DataFrame] | None = None,
    opd: str | None = None,
    weights: str | None = None,
    choices: Mapping[str, str] | None = None,
    on_progress: Progress | None = None,
    year: int | None = None,
    tables: Mapping[str, TableChoice] | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
    most: int | None = limits.FILES,
) -> list[Reading]:
    """Read and check files; nothing is stored. Rosters default to those of every region a file may name.

    `year` chooses the weight set where a file names none; `tables` and `mappings` are the user's
    corrections of where a table lies and what its columns mean (see `read_batch`). Files beyond `most`
    (None = no end) are refused.
    """
    rosters = agencies.RegionRosters() if rosters is None else rosters
    return read.read_batch(
        files,
        instrument,
        region=region,
        rosters=rosters,
        opd=opd,
        weights=weights,
        choices=choices or {},
        on_progress=on_progress,
        year=year,
        tables=tables,
        mappings=mappings,
        most=most,
    )


def year_in_period_name(period: str) -> int | None:
    """The year a period's name tells; None where it names none or several."""
    named = {int(year) for year in YEAR.findall(period)}
    return named.pop() if len(named) == 1 else None


def survey_data_of_readings(
    readings: Sequence[Reading],
    instrument: Instrument,
    rosters: Mapping[str, pd.DataFrame] | None = None,
    weights: str | None = None,
) -> SurveyData:
    """What the readings give to score; `weights` overrides what a file says of its cohort."""
    kept = [reading for reading in readings if reading.verdict != "refused"]
    if rosters is None:
        named = {response.region for reading in kept for response in reading.responses if response.region}
        rosters = {code: agencies.find_roster(code) for code in sorted(named)}
    settings = {
        region: RegionSetup(
            weight_set_of_region(reading, region, instrument, weights),
            reading.leaves if reading.values else (),
        )
        for reading in kept
        for region in sorted(_regions(reading) - set(reading.absent))
    }
    absent = sorted({code for reading in kept for code in reading.absent})
    figures = [figure for reading in kept for figure in _published(reading, instrument)]
    return SurveyData(instrument, build_answers_frame(kept, instrument, rosters), settings, absent, figures)


def weight_set_of_region(
    reading: Reading, region: str, instrument: Instrument, chosen: str | None
) -> str | None:
    """The weight set a region is scored with: the one chosen, else that of its cohort and year."""
    return chosen or instrument.weight_set(reading.cohorts.get(region, ""), reading.year)


def _regions(reading: Reading) -> set[str]:
    named = [part.region for part in reading.responses] + [value.region for value in reading.values]
    return {region for region in named if region}


def _published(reading: Reading, instrument: Instrument) -> list[PublishedFigure]:
    """The file's own figures, with the decimals of its fullest one: a spreadsheet drops trailing zeros."""
    own = [v for v in reading.values if v.kind == "published" and v.region and v.value is not None]
    digits = max((v.digits or 0 for v in own), default=0)
    given = {v.node: v.digits or 0 for v in reading.values if v.kind == "claimed" and v.value is not None}
    carried = input_decimals(instrument.framework, given)
    return [_figure(reading, value, digits, carried) for value in own]


def _figure(reading: Reading, value: NodeValue, digits: int, carried: int | None) -> PublishedFigure:
    number = float("nan") if value.value is None else value.value
    return PublishedFigure(
        str(value.region), value.node, number, digits, carried, reading.file, value.sheet, value.cell
    )
