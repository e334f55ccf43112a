"""Slides on gaps: scores beside their targets, every dimension by itself, and what holds most of the gap."""

from __future__ import annotations

import math

import pandas as pd

from charts import titles
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.format import (
    MISSING,
    format_difference,
    format_number,
    format_plain,
    format_step,
    sheet_format,
)
from charts.results.pareto import tied_contribution_groups
from charts.titles.wording import PROVED
from reports import sentences
from reports.profile import gap_list_excerpt
from reports.slides import fit
from reports.slides.charts import BarSeries, ValueAxis, add_bar_chart
from reports.slides.deck import Deck
from reports.slides.sheet import INK, MUTED, RUST, SlideBox, SlideSheet, TextLine
from reports.slides.tables import SlideTable, add_slide_table
from workflow.documents.region_facts import RegionFacts

ROOM = 0.42  # of the scale, right of the bars, for what is said of each
ROOM_NARROW, NARROW = 0.65, 500.0  # the same where the whole chart is narrower than so many points
AT_ONCE, STRONG = 4, 3


def add_gap_slide(deck: Deck) -> None:
    """Scores and what lacks to the targets; the furthest below first, unknown ones last."""
    facts = deck.facts
    rows, noun, decimals = (
        sort_furthest_first(facts.dimensions),
        sentences.index_parts_noun(facts),
        facts.scale.decimals,
    )
    title = titles.profile_title(facts.dimensions, noun, decimals)
    if facts.aimed:
        title = titles.gap_title(rows, facts.label, noun, decimals)
    aimed = f"dibanding target {facts.target.label}, " if facts.aimed else ""
    sheet = deck.add(title, f"Skor saat ini {aimed}skala {sentences.scale_range(facts)}")
    add_score_chart(facts, sheet, sheet.area, rows)
    sheet.notes(
        *(
            sentences.gap_sentence(facts),
            sentences.extremes_sentence(facts),
            sentences.unknown_dimensions_sentence(facts),
        ),
        "Batang berwarna adalah skor dan batang jingga jarak ke target. Angka dalam kurung adalah skor "
        "dikurangi target.",
        facts.source,
    )


def sort_furthest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Nodes by their distance to target, unknown ones last; equal ones keep the instrument's order."""
    return rows.sort_values("distance", ascending=False, kind="stable", na_position="last", ignore_index=True)


def add_score_chart(
    facts: RegionFacts, sheet: SlideSheet, box: SlideBox, rows: pd.DataFrame, room: float = 0.28
) -> None:
    """A native chart of scores with the distance to their targets, and what the colours mean."""
    decimals, low, top = facts.scale.decimals, facts.scale.minimum, facts.scale.maximum
    columns = rows[["name", "score", "target"]]
    narrow = box.width < NARROW
    told = [
        _told(score, target, decimals, "" if narrow else "target ") for _, score, target in columns.to_numpy()
    ]
    colours = [facts.chart_palette.dimension(node).lstrip("#") for node in rows["node"]]
    pad = (top - low) * (ROOM_NARROW if narrow else ROOM)
    beside = [low + pad if gone else pad for gone in rows["score"].isna()]
    series = [
        BarSeries(
            "Skor", rows["score"].tolist(), colours, [number_or_blank(v, decimals) for v in rows["score"]]
        ),
        BarSeries("Jarak ke target", _lacking(rows), [RUST]),
        BarSeries("Keterangan", beside, [""], told, "base", INK),
    ]
    if facts.aimed:
        upper, box = box.split(22)
        sheet.legend(upper, [("Skor", colours[0]), ("Jarak ke target", RUST)])
    said = "; ".join(
        f"{name}: {score_and_target_text(score, target, decimals)}"
        for name, score, target in columns.to_numpy()
    )
    axis = ValueAxis(low, top + pad, form=sheet_format(0, up_to=top))
    add_bar_chart(sheet, box, rows["name"].tolist(), series, axis, f"Skor dan target. {said}.", room=room)


def _lacking(rows: pd.DataFrame) -> list[float]:
    return [gap if gap > 0 else math.nan for gap in rows["target"] - rows["score"]]


def number_or_blank(value: float, decimals: int) -> str:
    """The number, "" where it is unknown."""
    return format_number(value, decimals, missing="")


def _told(score: float, target: float, decimals: int, word: str) -> str:
    if math.isnan(score):
        return MISSING
    if math.isnan(target):
        return ""
    return f" {word}{format_number(target, decimals)} ({format_difference(score, target, decimals)})"


def score_and_target_text(score: float, target: float, decimals: int) -> str:
    """A score and its target in words."""
    aim = "" if math.isnan(target) else f", target {format_number(target, decimals)}"
    return format_number(score, decimals) + aim


def add_dimension_slides(deck: Deck) -> None:
    """One slide per dimension: its parts, and the indicators that hold most of its gap."""
    for row in deck.facts.dimensions.to_dict("records"):
        _dimension(deck, str(row["node"]), str(row["name"]), float(row["score"]), float(row["target"]))


def _dimension(deck: Deck, node: str, name: str, score: float, target: float) -> None:
    facts = deck.facts
    inside = facts.led_indicators[facts.led_indicators["dimension"] == node]
    done, bare, open_ = count_by_evidence(inside)
    sheet = deck.add(
        f"{name}: {score_and_target_text(score, target, facts.scale.decimals)}",
        f"{done + bare} dari {done + bare + open_} indikator terjawab, {done} {PROVED}"
        + (f"; di kanan batang: target {facts.year} (selisih)" if facts.aimed else ""),
    )
    left, right = sheet.area.row(1, 1.2, gap=24)
    parts = facts.inner_nodes[facts.inner_nodes["parent"] == node]
    if len(parts):
        add_score_chart(facts, sheet, left, parts, room=0.36)
    box = right if len(parts) else sheet.area
    if done + bare:
        _weakest(facts, sheet, box, node, name)
    else:
        sheet.text(box, TextLine("Belum ada indikator yang terjawab.", 22))
    strong = facts.strong_indicators[facts.strong_indicators["dimension"] == node]
    rest = tell_other_rows([level_text(value) for value in strong["value"]], STRONG)
    leads = [facts.shorts.get(opd, opd) for opd in dict.fromkeys(inside["lead"]) if opd]
    sheet.notes(
        f"Kekuatan: {'; '.join(filter(None, [*strong['name'].head(STRONG), rest]))}."
        if len(strong)
        else "Belum ada indikator pada dua tingkat tertinggi.",
        f"OPD penanggung jawab: {', '.join(leads)}." if leads else "",
        facts.source,
    )


def count_by_evidence(rows: pd.DataFrame) -> tuple[int, int, int]:
    """Indicators answered with evidence or verification, answered without, and not answered."""
    proved, answered, missing = (int(rows[name].sum()) for name in ("proved", "answered", "missing"))
    return proved, answered - proved, missing


def _weakest(facts: RegionFacts, sheet: SlideSheet, box: SlideBox, node: str, name: str) -> None:
    among = facts.ranked_gaps[facts.ranked_gaps["dimension"] == node]
    if among.empty:
        sheet.text(box, TextLine(sentences.no_gap_sentence(facts, node), 22))
        return
    for most in range(AT_ONCE, 0, -1):
        rows, rest = gap_list_excerpt(facts, most, among)
        table = _weakest_table(facts, rows)
        upper = box.split(box.height - fit.wrapped_height(rest, box.width, 20) - 12)[0] if rest else box
        if table.does_fit(upper):
            break
    under = add_slide_table(sheet, upper, table, f"Indikator {name} yang paling menyumbang kesenjangan.")
    if rest:
        sheet.text(under.split(fit.wrapped_height(rest, box.width, 20))[0], TextLine(rest, 20, colour=MUTED))


def _weakest_table(facts: RegionFacts, rows: pd.DataFrame) -> SlideTable:
    targets = facts.framework.targets()
    shown = [
        [words, format_step(value, _aim(targets[code])), facts.shorts.get(lead, lead) or "–"]
        for code, words, lead, value in rows[["node", "name", "lead", "value"]].to_numpy()
    ]
    head = ("Kesenjangan terbesar", "Tingkat", "OPD")
    return SlideTable(head, shown, (2.6, 1.1, 1.5), ("left", "center", "left"))


def _aim(target: float | None) -> float:
    return math.nan if target is None else target


def level_text(value: float | None) -> str:
    """A level as printed: "3", "2,5"."""
    return MISSING if value is None or math.isnan(value) else format_plain(value)


def add_contributions_slide(deck: Deck) -> None:
    """Which indicators hold most of the gap, in whole groups of equals."""
    facts = deck.facts
    noun = facts.nouns[min(facts.nouns)].lower()
    rows, rest = gap_list_excerpt(facts, 8)
    title = titles.pareto_title(tied_contribution_groups(facts.ranked_gaps), noun)
    sheet = deck.add(title, f"Poin indeks bila {noun} mencapai target {facts.year}")
    area = sheet.area
    if rest:
        area, low = area.split(area.height - fit.wrapped_height(rest, area.width, 20) - 10)
        sheet.text(low, TextLine(rest, 20, colour=MUTED))
    values = rows["contribution"].tolist()
    add_dimension_bars(facts, sheet, area, rows, values, [f" {format_number(value, 3)}" for value in values])
    sheet.notes(
        sentences.pareto_sentence(facts),
        "Yang sumbangannya sama berada pada satu urutan; urutan di dalamnya tidak berarti apa-apa.",
        facts.source,
    )


def add_dimension_bars(
    facts: RegionFacts,
    sheet: SlideSheet,
    box: SlideBox,
    rows: pd.DataFrame,
    values: list[float],
    labels: list[str],
    room: float = 0.44,
) -> None:
    """A bar for each of `rows` (node, name) in the colour of its dimension, its label beside it."""
    colours = [facts.chart_palette.dimension(node).lstrip("#") for node in rows["node"]]
    most = max(values) or 1.0
    series = [
        BarSeries("Nilai", values, colours),
        BarSeries("Keterangan", [most * 0.25] * len(values), [""], labels, "base", INK),
    ]
    said = "; ".join(f"{name}{label}" for name, label in zip(rows["name"], labels, strict=True))
    add_bar_chart(
        sheet,
        box,
        rows["name"].tolist(),
        series,
        ValueAxis(0, most * 1.25, shown=False),
        f"{said}.",
        room=room,
    )
