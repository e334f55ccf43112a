"""One OPD's form: which items it lists, in which order, with which texts and which answers already in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from reference import regions
from reference.instruments import Instrument, city_words
from reference.instruments.level_ranges import list_level_heads
from reference.numbers import format_span
from reference.public_facts import PublicFact
from scoring import Framework, Node
from survey.template import layout
from survey.template.short_names import propose_short_names
from survey.values import Answer, ReportedProgramme


@dataclass(frozen=True)
class FormItem:
    """One row of Jawaban: a leaf, its dimension's name, its question here, the OPD's role, and its number."""

    node: Node
    dimension: str
    question: str
    role: str
    number: str

    @property
    def anchors(self) -> tuple[str, ...]:
        return tuple(self.node.tags.get("anchors") or ())

    @property
    def may_not_apply(self) -> bool:
        return bool(self.node.tags.get("may_not_apply"))

    @property
    def printed_question(self) -> str:
        """The question, and on a line of its own when "Tidak berlaku" may be answered."""
        condition = self.node.tags.get("not_applicable_when")
        told = layout.NOT_APPLICABLE_IF.format(condition=condition) if condition else ""
        return "\n".join(filter(None, (self.question, told)))


@dataclass(frozen=True)
class SurveyForm:
    """All that one workbook says. `label` is printed on every sheet, for example on synthetic data.

    `activities` are the sub kegiatan to choose from ("2.16.03.2.02.0011 Pengelolaan …"), () for none loaded.
    `facts`: item code -> what is publicly known for it.
    """

    instrument: Instrument
    region_code: str
    region_name: str
    agency: Mapping[str, Any]
    period: str
    items: tuple[FormItem, ...]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    programmes: Sequence[ReportedProgramme] = ()
    label: str = ""
    activities: Sequence[str] = ()
    facts: Mapping[str, PublicFact] = field(default_factory=dict)

    def public_fact(self, item: FormItem) -> str:
        """What stands as fact of an item the OPD leads and did not answer yet, "" for nothing."""
        code = item.node.code
        known = self.facts.get(code)
        if known is None or item.role != "lead" or code in self.answers:
            return ""
        own = "" if known.answers else layout.OWN_FACT
        return " ".join(filter(None, (known.text, layout.PUBLIC_FACT, own)))

    @property
    def led(self) -> tuple[FormItem, ...]:
        return tuple(item for item in self.items if item.role == "lead")

    @property
    def supported_items(self) -> tuple[FormItem, ...]:
        return tuple(item for item in self.items if item.role not in ("lead", layout.OWN_ROLE))

    @property
    def own_items(self) -> tuple[FormItem, ...]:
        """What the kabupaten asks beside the index."""
        return tuple(item for item in self.items if item.role == layout.OWN_ROLE)

    @property
    def levels(self) -> tuple[tuple[int, str], ...]:
        """The whole-number answers with their names; empty where the instrument takes decimals."""
        scale = self.instrument.framework.scale
        if not scale.integers:
            return ()
        numbers = range(int(scale.minimum), int(scale.maximum) + 1)
        names = scale.levels if len(scale.levels) == len(numbers) else ("",) * len(numbers)
        return tuple(zip(numbers, names, strict=True))

    @property
    def level_heads(self) -> tuple[str, ...]:
        """Heads of the anchor columns ("Tingkat 2"); empty where no listed item describes its levels.

        The names of the levels stand on results only: they would judge before anybody answered.
        """
        anchored = any(item.anchors for item in self.items)
        heads = list_level_heads(self.instrument.framework.scale, named=False) if anchored else ()
        return tuple(f"Tingkat {head}" for head in heads)

    @property
    def answer_columns(self) -> tuple[layout.FormColumn, ...]:
        """The columns of Jawaban from left to right: the question, its levels, then what is filled in."""
        levels = (layout.FormColumn(head, layout.ANCHOR_WIDTH) for head in self.level_heads)
        return (*layout.QUESTION_COLUMNS, *levels, *layout.ENTRY_COLUMNS)

    def column_of(self, heading: str) -> int:
        """The place (0-based) of a column of Jawaban."""
        return [column.heading for column in self.answer_columns].index(heading)

    @property
    def rule(self) -> str:
        """What to write as an answer."""
        scale = self.instrument.framework.scale
        if scale.integers:
            return layout.RULE if self.level_heads else layout.RULE_WITHOUT_ANCHORS
        written = f"Tulis nilai {format_span(scale.minimum, scale.maximum)}; angka pecahan boleh."
        return f"{written} {layout.RULE_INSIDE_LEVELS}" if scale.has_level_bands else written

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Names of the dimensions in the instrument's order, for the programme sheet's dropdown."""
        framework = self.instrument.framework
        names = [form_dimension(framework, leaf).name for leaf in framework.leaves]
        return tuple(dict.fromkeys(names))


def form_dimension(framework: Framework, code: str) -> Node:
    """The node under the root above a leaf; the root itself where the leaf hangs on it directly."""
    return framework.node(framework.ancestors(code)[:2][-1])


def make_survey_form(
    instrument: Instrument,
    region_code: str,
    agency: Mapping[str, Any],
    assignments: pd.DataFrame,
    period: str,
    answers: Mapping[str, Answer],
    programmes: Sequence[ReportedProgramme],
    label: str,
    activities: Sequence[str],
    facts: Mapping[str, PublicFact],
    own_items: Sequence[Node] = (),
) -> SurveyForm:
    """The form of one OPD: the indicators it leads, those it supports, then items beside the index."""
    return SurveyForm(
        instrument=instrument,
        region_code=region_code,
        region_name=regions.find_region(region_code).name,
        agency=agency,
        period=period,
        items=(*_items(instrument, region_code, agency, assignments), *_own_items(agency, own_items)),
        answers=answers,
        programmes=programmes,
        label=label,
        activities=activities,
        facts=facts,
    )


def _items(
    instrument: Instrument, region_code: str, agency: Mapping[str, Any], assignments: pd.DataFrame
) -> tuple[FormItem, ...]:
    own = assignments[assignments["opd"].isin([agency["opd"], agency["vote"]])]
    roles = dict(zip(own["indicator"], own["role"], strict=True))
    framework = instrument.framework
    led = [code for code in framework.leaves if roles.get(code) == "lead"]
    others = [code for code in framework.leaves if code in roles and roles[code] != "lead"]
    numbered = {code: str(place) for place, code in enumerate(led, start=1)}
    numbered |= {code: f"P{place}" for place, code in enumerate(others, start=1)}
    return tuple(
        FormItem(
            _say_to_region(framework.node(code), region_code),
            form_dimension(framework, code).name,
            instrument.question(code, region_code) or framework.node(code).name,
            roles[code],
            number,
        )
        for code, number in numbered.items()
    )


def _say_to_region(node: Node, region_code: str) -> Node:
    """A leaf with its levels and evidence in the words of the region."""
    said = dict(node.tags)
    if anchors := said.get("anchors"):
        said["anchors"] = tuple(city_words.say_to_region(text, region_code) for text in anchors)
    if evidence := said.get("evidence"):
        said["evidence"] = city_words.say_to_region(evidence, region_code)
    return replace(node, tags=said)


def _own_items(agency: Mapping[str, Any], own_items: Sequence[Node]) -> tuple[FormItem, ...]:
    """What the kabupaten asks this OPD beside the index, numbered T1, T2, …"""
    asked = [node for node in own_items if node.tags["own_opd"] in (agency["opd"], agency["vote"])]
    return tuple(
        FormItem(node, "", node.tags["question"], layout.OWN_ROLE, f"T{place}")
        for place, node in enumerate(asked, start=1)
    )


def name_form_files(region_code: str, roster: pd.DataFrame, period: str) -> dict[str, str]:
    """OPD id -> what its form is called, for example Survei_Kab-Nganjuk_DISKOMINFO_2026.xlsx.

    Each by a short name of its own (`propose_short_names`), also where the roster has none.
    """
    label, short = regions.find_region(region_code).label, propose_short_names(roster)
    return {
        opd: "_".join(["Survei", *map(_slug, (label, name, period))]) + ".xlsx" for opd, name in short.items()
    }


def _slug(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z.]+", "-", text.replace(". ", " ")).strip("-.")
