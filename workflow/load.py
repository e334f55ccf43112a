"""What the store holds of a period, as the data a score rests on."""

from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from reference.instruments import Instrument
from storage import answers, instruments, nodes, targets
from storage.engine import Store
from storage.errors import StoreError
from workflow.assess import Data, Setting
from workflow.published import input_digits
from workflow.results import Published


@dataclass(frozen=True)
class Scope:
    """A period and a frozen instrument: what every screen looks at."""

    period_id: int
    instrument_id: int


def instrument(store: Store, scope: Scope) -> Instrument:
    """The instrument exactly as it was frozen when first used."""
    return thawed(instruments.get(store, scope.instrument_id).text)


@lru_cache(maxsize=16)
def thawed(text: str) -> Instrument:
    """The instrument that was frozen as `text`; StoreError where the text is damaged."""
    try:
        return Instrument.from_text(text)
    except (ValueError, KeyError, TypeError, AttributeError) as damage:
        raise StoreError(
            "Instrumen dalam penyimpanan rusak dan tidak dapat dibaca. Pulihkan dari salinan cadangan."
        ) from damage


def data(store: Store, scope: Scope, region: str | None = None, *, year: int | None = None) -> Data:
    """Everything in force, of one region or of all; `year`: the targets agreed for then (one region only)."""
    keys = (scope.period_id, scope.instrument_id, region)
    frozen = instrument(store, scope)
    said = nodes.participation(store, *keys)
    cohorts = dict(zip(said["region"].astype(str), said["cohort"].astype(str), strict=True))
    settings = {code: Setting(weights=frozen.weight_set(cohort)) for code, cohort in cohorts.items()}
    for code, text in nodes.leaf_sets(store, *keys).items():
        settings[code] = replace(settings.get(code, Setting()), leaves=nodes.leaves_from(text))
    if region is not None and year is not None:
        agreed = tuple(sorted(targets.effective(store, region, year).items()))
        settings[region] = replace(settings.get(region, Setting()), targets=agreed)
    absent = sorted(said.loc[~said["took_part"].astype(bool), "region"])
    given = answers.answers_frame(store, *keys)
    return Data(frozen, given, settings, absent, _published(nodes.published(store, *keys), frozen, given))


def _published(figures: pd.DataFrame, frozen: Instrument, given: pd.DataFrame) -> tuple[Published, ...]:
    """The files' own figures; the inputs' decimals are not stored and count as those of the figures."""
    own = given.loc[given["opd"] == "", "indicator"].unique()
    shown = figures.groupby("file")["digits"].transform("max").fillna(0).astype(int)
    carried = [input_digits(frozen.framework, dict.fromkeys(own, digits)) for digits in shown]
    rows = zip(figures.to_dict("records"), shown, carried, strict=True)
    return tuple(
        Published(**{str(k): v for k, v in (row | {"digits": digits, "input_digits": parts}).items()})
        for row, digits, parts in rows
    )
