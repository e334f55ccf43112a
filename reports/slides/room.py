"""Slides of what the room itself said: agreement, root causes, SWOT, and its votes."""

from __future__ import annotations

import math

from charts import theme, titles
from charts.format import count, number
from planning import voting
from planning.joined import Merged
from planning.worksheets import FACTORS
from reference import planning as definitions
from reference.planning import Way
from reports import sentences
from reports.slides.charts import Axis, Series, bars
from reports.slides.deck import Deck
from reports.slides.gaps import simple
from reports.slides.sheet import BLUE, MUTED, RUST, Line
from workflow import agreement

SURVEY, GROUPS = BLUE, RUST
AT_ONCE = 8
WHOLE = ("count", "borda", "product")


def opinions(deck: Deck) -> None:
    """How answers spread over the levels in each dimension, or in the items in most doubt."""
    facts, found = deck.facts, deck.plan.opinions
    noun, levels = sentences.noun_of(facts), agreement.columns(facts.scale)
    rows = agreement.at_nodes(found, facts.framework, list(facts.dimensions["node"]))
    if not (rows["note"] == "").any():
        rows, noun = found.items, "butir"
    told = agreement.by_doubt(rows[rows["note"] == ""], facts.scale, round(facts.scale.minimum + 2)).head(
        AT_ONCE
    )
    title = titles.opinions(rows, noun)
    sheet = deck.add(title, f"Jawaban menurut tingkat, {count(found.respondents)} responden, {facts.label}")
    low, high = facts.scale.minimum, facts.scale.maximum
    colours = [theme.maturity_colour(float(one), low, high).lstrip("#") for one in levels]
    upper, box = sheet.area.split(22)
    sheet.legend(upper, [(f"Tingkat {one}", colour) for one, colour in zip(levels, colours, strict=True)])
    whole = told[levels].sum(axis=1)
    series = [
        Series(
            f"Tingkat {one}",
            (told[one] / whole).tolist(),
            [colour],
            [count(v) if v / w >= 0.06 else "" for v, w in zip(told[one], whole, strict=True)],
            "centre",
        )
        for one, colour in zip(levels, colours, strict=True)
    ]
    names = [f"{n} (konsensus {number(c, 2)})" for n, c in zip(told["name"], told["consensus"], strict=True)]
    bars(sheet, box, names, series, Axis(0, 1, shown=False), f"{title}. {'; '.join(names)}.", room=0.34)
    sheet.notes(
        "Konsensus 1 berarti semua memilih tingkat yang sama; di bawah 0,60 perlu dibahas.",
        "Angka pada batang adalah jumlah jawaban.",
        facts.source,
    )


def causes(deck: Deck) -> None:
    """How often each kind of root cause was named."""
    rows = deck.plan.causes
    title = titles.causes(rows)
    sheet = deck.add(title, f"{count(rows['total'].sum())} penyebutan menurut jenisnya, {deck.facts.label}")
    kinds = (("Kendala dari survei", SURVEY, "survey"), ("Isu dari kelompok", GROUPS, "groups"))
    upper, box = sheet.area.split(22)
    sheet.legend(upper, [(name, colour) for name, colour, _ in kinds])
    series = [
        Series(
            name,
            [float(v) or math.nan for v in rows[key]],
            [colour],
            [count(v) if v else "" for v in rows[key]],
            "centre",
        )
        for name, colour, key in kinds
    ]
    names = [str(name)[:1].upper() + str(name)[1:] for name in rows["cause"]]
    words = "; ".join(f"{name} {count(total)}" for name, total in zip(names, rows["total"], strict=True))
    bars(sheet, box, names, series, Axis(0, float(rows["total"].max()), shown=False), f"{words}.")
    sheet.notes(
        "Kendala dibaca dari kolom survei; isu ditulis kelompok pada kertas kerja.", deck.facts.source
    )


def swot(deck: Deck) -> None:
    """The four fields, the lines that most wrote first, the others counted."""
    sheet = deck.add("Kekuatan, kelemahan, peluang, dan ancaman", f"Hasil kerja kelompok, {deck.facts.label}")
    halves = sheet.area.split((sheet.area.height - 10) / 2, gap=10)
    boxes = [box for half in halves for box in half.row(1, 1, gap=24)]
    for box, (part, name) in zip(boxes, FACTORS.items(), strict=True):
        lines = _of(deck.plan.lines, part)
        sheet.list(box, name, [line.lead.text for line in lines])
    sheet.notes(
        *(
            f"{name}: {'; '.join(line.lead.text for line in _of(deck.plan.lines, part))}"
            for part, name in FACTORS.items()
        )
    )


def _of(lines: tuple[Merged, ...], part: str) -> list[Merged]:
    own = [line for line in lines if line.lead.part == part]
    return sorted(own, key=lambda line: -len(line.authors))


def written(lines: tuple[Merged, ...]) -> bool:
    """Whether any group wrote a line of the SWOT."""
    return any(line.lead.part in FACTORS for line in lines)


def votes(deck: Deck) -> None:
    """One slide for every way in which OPD voted: points, participation, agreement."""
    board = deck.plan.board
    for way in definitions.ways().values():
        if board.cast(way):
            _votes(deck, way)


def _votes(deck: Deck, way: Way) -> None:
    board = deck.plan.board
    cast, result = board.cast(way), board.results(way)
    agreed = voting.agreement(way, cast, board.shortlist)
    keys = voting.order(way, result)
    rows = result.loc[keys].assign(
        name=[board.by_key[key].name for key in keys], node=[board.by_key[key].dimension for key in keys]
    )
    decimals = 0 if way.combine in WHOLE else 2
    title = titles.tally(rows, math.nan if agreed.w is None else agreed.w, decimals)
    sheet = deck.add(title, f"{way.name}: suara {count(len(cast))} dari {count(len(board.bodies))} OPD")
    shown = rows.dropna(subset=["points"]).head(8)
    area, low = sheet.area.split(sheet.area.height - 34)
    word = agreed.why or f"Kesepakatan (Kendall W) {number(agreed.w or 0.0, 2)}, {agreed.word}"
    more = len(rows) - len(shown)
    sheet.text(low, Line(f"{word}; {count(more)} usulan lain." if more else f"{word}.", 20, colour=MUTED))
    labels = [f" {number(value, decimals)}" for value in shown["points"]]
    simple(sheet, area, shown, shown["points"].tolist(), labels)
    sheet.notes(f"Cara: {way.name}. Satu OPD memberi satu suara.", word, deck.facts.source)
