"""Five kabupaten as workbooks: the sample, synthetic and labelled so, drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from reference import agencies, instruments, regions
from reference.instruments import Instrument
from reference.period_words import SAMPLE_LABEL
from survey import template
from survey.values import Answer, SourceFile
from workflow.sample import simulate, spoil
from workflow.sample.scenario import SCENARIOS, SampleStory, Spoil

SEED = 2026
PERIOD = "2026"
INSTRUMENT = "kesiapan"
REGIONS = tuple(scenario.region for scenario in SCENARIOS)

_NEIGHBOUR = "35.75"  # Kota Pasuruan, often taken for Kabupaten Pasuruan
_SHORT_NAMES = {"DISDUKCAPIL": "Dispendukcapil"}


@dataclass(frozen=True, eq=False)
class _FilledForm:
    """One OPD's filled-in form, before it is written."""

    instrument: Instrument
    region: str
    agency: Mapping[str, Any]
    assignments: pd.DataFrame
    period: str
    answers: Mapping[str, Answer]
    programmes: tuple[Any, ...]

    def file(self, name: str | None = None) -> SourceFile:
        buffer = BytesIO()
        template.write_survey_form(
            self.instrument,
            self.region,
            self.agency,
            self.assignments,
            buffer,
            self.period,
            answers=self.answers,
            programmes=self.programmes,
            label=SAMPLE_LABEL,
        )
        return SourceFile(name or self.own_name(), buffer.getvalue())

    def own_name(self) -> str:
        """What the file is called as the kabupaten hands it out."""
        roster = agencies.sample_rosters()[self.region]
        return template.name_form_files(self.region, roster, self.period)[self.agency["opd"]]


def sample_batches(seed: int = SEED, period: str = PERIOD) -> Iterator[tuple[str, list[SourceFile]]]:
    """Region code and the files its OPD sent, region by region; late OPD sent none, some files are spoilt.

    The same seed gives the same bytes.
    """
    instrument = instruments.load_instrument(INSTRUMENT)
    rosters = agencies.sample_rosters()
    for scenario in SCENARIOS:
        yield scenario.region, _sent(instrument, scenario, rosters[scenario.region], seed, period)


def write_sample(folder: str | Path, seed: int = SEED) -> list[Path]:
    """Write the sample's workbooks, one folder per kabupaten (Kab-Nganjuk, …); returns their paths."""
    written = []
    for region, files in sample_batches(seed):
        home = Path(folder) / regions.find_region(region).label.replace(". ", "-")
        home.mkdir(parents=True, exist_ok=True)
        for file in files:
            (home / file.name).write_bytes(file.data)
            written.append(home / file.name)
    return written


def _sent(
    instrument: Instrument, scenario: SampleStory, roster: pd.DataFrame, seed: int, period: str
) -> list[SourceFile]:
    assignments = agencies.assign_indicators(instrument.framework, roster)
    truth = simulate.simulate_true_levels(instrument, scenario, seed)
    late = simulate.simulate_late_opd(scenario, roster, seed)
    files = []
    for row in roster.to_dict("records"):
        agency = {str(column): value for column, value in row.items()}
        opd = agency["opd"]
        if opd in late:
            continue
        asked = assignments[assignments["opd"] == opd]
        form = _FilledForm(
            instrument,
            scenario.region,
            agency,
            assignments,
            period,
            simulate.simulate_opd_answers(instrument, scenario, truth, opd, asked, seed),
            tuple(simulate.simulate_opd_programmes(instrument, scenario, agency, seed)),
        )
        files += _SPOILT[scenario.spoilt[opd]](form) if opd in scenario.spoilt else [form.file()]
    return files


def _edited(change: Callable[[bytes], bytes], form: _FilledForm) -> list[SourceFile]:
    file = form.file()
    return [replace(file, data=change(file.data))]


def _old_version(form: _FilledForm) -> list[SourceFile]:
    older = replace(form, instrument=replace(form.instrument, version="0.8"))
    return [older.file()]


def _other_region(form: _FilledForm) -> list[SourceFile]:
    right_name = form.own_name()
    return [replace(form, region=_NEIGHBOUR).file(right_name)]


def _sent_twice(form: _FilledForm) -> list[SourceFile]:
    first = form.file()
    changed = {code: _one_better(answer) for code, answer in form.answers.items()}
    name = first.name.replace(".xlsx", " (revisi).xlsx")
    return [first, replace(form, answers=changed).file(name)]


def _one_better(answer: Answer) -> Answer:
    return answer if answer.value is None else replace(answer, value=min(answer.value + 1, 5.0))


def _short_name(form: _FilledForm) -> list[SourceFile]:
    short = _SHORT_NAMES[form.agency["opd"]]
    return _edited(partial(spoil.forget_meta, name=form.agency["name"], short=short), form)


_SPOILT: dict[Spoil, Callable[[_FilledForm], list[SourceFile]]] = {
    "comma": partial(_edited, partial(spoil.type_text, text="3,5")),
    "words": partial(_edited, partial(spoil.type_text, text="sudah baik")),
    "formula_error": partial(_edited, spoil.break_formula),
    "renamed_sheet": partial(_edited, spoil.rename_answers),
    "old_version": _old_version,
    "other_region": _other_region,
    "sent_twice": _sent_twice,
    "short_name": _short_name,
}
