"""What the store holds of a period, as the data a score rests on."""

from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from reference.instruments import Instrument
from storage.engine import Store
from storage.errors import StoreError
from storage.results import answers, node_values
from storage.setup import instruments
from storage.upload import batches
from workflow.results.assess import RegionSetup, SurveyData
from workflow.results.published import input_decimals
from workflow.results.result import PublishedFigure


@dataclass(frozen=True)
class AssessmentScope:
    """A period and a frozen instrument: what every screen looks at."""

    period_id: int
    instrument_id: int


def instrument_of_scope(store: Store, scope: AssessmentScope) -> Instrument:
    """The instrument exactly as it was frozen when first used."""
    return thaw_instrument(instruments.find_instrument(store, scope.instrument_id).text)


@lru_cache(maxsize=16)
def thaw_instrument(text: str) -> Instrument:
    """The instrument that was frozen as `text`; StoreError where the text is damaged."""
    try:
        return Instrument.from_text(text)
    except (ValueError, KeyError, TypeError, AttributeError) as damage:
        raise StoreError(
            "Instrumen dalam penyimpanan rusak dan tidak dapat dibaca. Pulihkan dari salinan cadangan."
        ) from damage


def read_survey_data(store: Store, scope: AssessmentScope, region: str | None = None) -> SurveyData:
    """Every answer in force, of one region or of all, not yet held against targets."""
    keys = (scope.period_id, scope.instrument_id, region)
    frozen = instrument_of_scope(store, scope)
    said = node_values.list_participation(store, *keys)
    cohorts = dict(zip(said["region"].astype(str), said["cohort"].astype(str), strict=True))
    settings = {code: RegionSetup(weights=frozen.weight_set(cohort)) for code, cohort in cohorts.items()}
    for code, text in node_values.read_leaf_sets(store, *keys).items():
        settings[code] = replace(settings.get(code, RegionSetup()), leaves=node_values.leaves_from_text(text))
    absent = sorted(said.loc[~said["took_part"].astype(bool), "region"])
    given = answers.read_answers_frame(store, *keys)
    return SurveyData(frozen, given, settings, absent, _published(store, keys, frozen))


def _published(
    store: Store, keys: tuple[int, int, str | None], frozen: Instrument
) -> tuple[PublishedFigure, ...]:
    """The files' own figures, each with the decimals of the fullest: a spreadsheet drops trailing zeros."""
    figures = node_values.list_published_figures(store, *keys)
    if figures.empty:
        return ()
    digits = figures.groupby("file")["digits"].transform("max").fillna(0).astype(int)
    shown = node_values.claimed_digits(store, *keys).fillna({"digits": 0}).groupby("file")
    carried = {file: input_decimals(frozen.framework, _digits(rows)) for file, rows in shown}
    rows = zip(figures.assign(digits=digits).to_dict("records"), figures["file"], strict=True)
    return tuple(
        PublishedFigure(**{str(name): said for name, said in row.items()}, input_digits=carried.get(file))
        for row, file in rows
    )


def _digits(rows: pd.DataFrame) -> dict[str, int]:
    return {str(node): int(digits) for node, digits in zip(rows["node"], rows["digits"], strict=True)}


def list_answered_instruments(store: Store, period_id: int, region: str) -> list[int]:
    """The instruments, by id, by which uploads of a region count in a period."""
    found = batches.list_uploads(store, period_id, region)
    return sorted({int(key) for key in found.loc[found["undone_at"].isna(), "instrument_id"]})
