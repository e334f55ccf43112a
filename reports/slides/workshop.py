"""Slides of what the room itself said: agreement, root causes, SWOT, and its votes."""

from __future__ import annotations

import math

from charts import titles
from charts.drawing import theme
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.format import format_count, format_number
from planning.plan import voting
from planning.worksheets.merging import MergedLine
from planning.worksheets.worksheets import FACTORS
from reference import planning as definitions
from reference.planning import VotingWay
from reports import sentences
from reports.slides import fit
from reports.slides.charts import BarSeries, ValueAxis, add_bar_chart
from reports.slides.deck import Deck
from reports.slides.gaps import add_dimension_bars
from reports.slides.sheet import BLUE, MUTED, RUST, TextLine
from workflow.results import agreement

SURVEY, GROUPS = BLUE, RUST
AT_ONCE = 8
WHOLE = ("count", "borda", "product")


def add_answer_spread_slide(deck: Deck) -> None:
    """How answers spread over the levels in each dimension, or in the items in most doubt."""
    facts, found = deck.facts, deck.plan.opd_opinions
    noun, levels = sentences.index_parts_noun(facts), agreement.level_columns(facts.scale)
    rows = agreement.sum_opinions_at_nodes(found, facts.framework, list(facts.dimensions["node"]))
    if not (rows["note"] == "").any():
        rows, noun = found.items, "pertanyaan"
    part = int(facts.scale.minimum + 2)
    ordered = agreement.sort_by_doubt(rows[rows["note"] == ""], facts.scale, part)
    doubts = agreement.share_below_level(ordered, facts.scale, part)
    rest = tell_other_rows([format_number(share, 3) for share in doubts], AT_ONCE, noun)
    told = ordered.head(AT_ONCE)
    title = titles.answer_spread_title(rows, noun)
    subtitle = f"Jawaban menurut tingkat, {format_count(found.respondents)} responden, {facts.label}"
    sheet = deck.add(title, f"{subtitle}; {rest}" if rest else subtitle)
    low, high = facts.scale.minimum, facts.scale.maximum
    colours = [theme.maturity_colour(float(one), low, high).lstrip("#") for one in levels]
    upper, box = sheet.area.split(22)
    sheet.legend(upper, [(f"Tingkat {one}", colour) for one, colour in zip(levels, colours, strict=True)])
    whole = told[levels].sum(axis=1)
    series = [
        BarSeries(
            f"Tingkat {one}",
            (told[one] / whole).tolist(),
            [colour],
            [format_count(v) if v / w >= 0.06 else "" for v, w in zip(told[one], whole, strict=True)],
            "centre",
        )
        for one, colour in zip(levels, colours, strict=True)
    ]
    names = [
        f"{n} (konsensus {format_number(c, 2)})" for n, c in zip(told["name"], told["consensus"], strict=True)
    ]
    add_bar_chart(
        sheet, box, names, series, ValueAxis(0, 1, shown=False), f"{title}. {'; '.join(names)}.", room=0.34
    )
    sheet.notes(
        "Konsensus 1 berarti semua memilih tingkat yang sama; di bawah 0,60 perlu dibahas.",
        "Angka pada batang adalah jumlah jawaban.",
        facts.source,
    )


def add_root_causes_slide(deck: Deck) -> None:
    """How often each kind of root cause was named."""
    rows = deck.plan.root_causes
    title = titles.root_causes_title(rows)
    sheet = deck.add(
        title, f"{format_count(rows['total'].sum())} penyebutan menurut jenisnya, {deck.facts.label}"
    )
    kinds = (("Kendala dari survei", SURVEY, "survey"), ("Isu dari kelompok", GROUPS, "groups"))
    upper, box = sheet.area.split(22)
    sheet.legend(upper, [(name, colour) for name, colour, _ in kinds])
    series = [
        BarSeries(
            name,
            [float(v) or math.nan for v in rows[key]],
            [colour],
            [format_count(v) if v else "" for v in rows[key]],
            "centre",
        )
        for name, colour, key in kinds
    ]
    names = [str(name)[:1].upper() + str(name)[1:] for name in rows["cause"]]
    words = "; ".join(
        f"{name} {format_count(total)}" for name, total in zip(names, rows["total"], strict=True)
    )
    add_bar_chart(
        sheet, box, names, series, ValueAxis(0, float(rows["total"].max()), shown=False), f"{words}."
    )
    sheet.notes(
        "Kendala dibaca dari kolom survei; isu ditulis kelompok pada kertas kerja.", deck.facts.source
    )


def add_swot_slide(deck: Deck) -> None:
    """The four fields, the lines that most wrote first, the others counted."""
    sheet = deck.add("Kekuatan, kelemahan, peluang, dan ancaman", f"Hasil kerja kelompok, {deck.facts.label}")
    halves = sheet.area.split((sheet.area.height - 10) / 2, gap=10)
    boxes = [box for half in halves for box in half.row(1, 1, gap=24)]
    for box, (part, name) in zip(boxes, FACTORS.items(), strict=True):
        lines = _of(deck.plan.merged_lines, part)
        sheet.list(box, name, [line.lead.text for line in lines])
    sheet.notes(
        *(
            f"{name}: {'; '.join(line.lead.text for line in _of(deck.plan.merged_lines, part))}"
            for part, name in FACTORS.items()
        )
    )


def _of(lines: tuple[MergedLine, ...], part: str) -> list[MergedLine]:
    own = [line for line in lines if line.lead.part == part]
    return sorted(own, key=lambda line: -len(line.authors))


def has_swot_lines(lines: tuple[MergedLine, ...]) -> bool:
    """Whether any group wrote a line of the SWOT."""
    return any(line.lead.part in FACTORS for line in lines)


def add_vote_slides(deck: Deck) -> None:
    """One slide for every way in which OPD voted: points, participation, agreement."""
    board = deck.plan.region_plan
    for way in definitions.voting_ways().values():
        if board.has_votes(way):
            _votes(deck, way)


def _votes(deck: Deck, way: VotingWay) -> None:
    board = deck.plan.region_plan
    cast, result = board.cast(way), board.results(way)
    agreed = voting.measure_voter_agreement(way, cast, board.shortlist)
    keys = voting.order_by_votes(way, result)
    rows = result.loc[keys].assign(
        name=[board.by_key[key].name for key in keys],
        node=[board.by_key[key].dimension for key in keys],
        shared=[key in agreed.shared for key in keys],
    )
    decimals = 0 if way.combine in WHOLE else 2
    title = titles.vote_totals_title(rows, math.nan if agreed.w is None else agreed.w, decimals)
    sheet = deck.add(
        title, f"{way.name}: suara {format_count(len(cast))} dari {format_count(len(board.bodies))} OPD"
    )
    shown = rows.dropna(subset=["points"]).head(AT_ONCE)
    word = agreed.why or f"Kesepakatan (Kendall W) {format_number(agreed.w or 0.0, 2)}, {agreed.word}"
    labels = [f" {format_number(value, decimals)}" for value in rows["points"].dropna()]
    counted = [*labels, *("" for _ in range(len(rows) - len(labels)))]
    rest = tell_other_rows(counted, len(shown), "usulan")
    told = f"{word}; {rest}." if rest else f"{word}."
    area, low = sheet.area.split(sheet.area.height - fit.wrapped_height(told, sheet.area.width, 20) - 10)
    sheet.text(low, TextLine(told, 20, colour=MUTED))
    add_dimension_bars(deck.facts, sheet, area, shown, shown["points"].tolist(), labels[: len(shown)])
    sheet.notes(f"Cara: {way.name}. Satu OPD memberi satu suara.", word, deck.facts.source)
