"""Slides of the first day: what the answers say of the kabupaten."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from charts import titles
from charts.drawing import theme
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.format import (
    MISSING,
    format_count,
    format_difference,
    format_number,
    format_percent,
    format_plain,
    join_ends,
    sheet_format,
)
from charts.results.element_matrix import few_answered_cells
from charts.titles import wording
from charts.titles.wording import FEW_MARK, FEW_NOTE
from reports import sentences
from reports.slides.charts import BarSeries, ValueAxis, add_bar_chart
from reports.slides.deck import Deck
from reports.slides.gaps import count_by_evidence, level_text, number_or_blank, sort_furthest_first
from reports.slides.sheet import BLUE, INK, MUTED, NAVY, RUST, TextLine, paragraphs_height
from reports.slides.tables import SlideTable, add_slide_table
from scoring import Scale
from workflow.documents.region_facts import RegionFacts
from workflow.setup.completeness import asked_opd_noun, dimension_of_leaves

PALE = "E6EDF7"
NAMED, SPOKEN = 6, 12
WAITING, PROVED, BARE = "D8DEE7", "1E769C", "62BBA6"


def add_summary_slide(deck: Deck) -> None:
    """The index as a card, and what a reader with one minute should know."""
    facts = deck.facts
    title = titles.profile_title(facts.dimensions, sentences.index_parts_noun(facts), facts.scale.decimals)
    sheet = deck.add(title, f"{facts.label}, periode {facts.period.label}")
    card, rest = sheet.area.row(2, 3.4, gap=28)
    lines = _card(facts)
    sheet.text(
        card.split(min(paragraphs_height(lines, card.width - 20) + 24, card.height))[0], *lines, fill=PALE
    )
    rules = (
        sentences.extremes_sentence,
        sentences.gap_sentence,
        sentences.evidence_sentence,
        sentences.responses_sentence,
    )
    said = [text for rule in rules if (text := rule(facts))]
    sheet.bullets(rest, said or [sentences.index_sentence(facts), sentences.answered_sentence(facts)])
    sheet.notes(
        *sentences.key_messages(facts),
        sentences.answered_sentence(facts),
        sentences.class_limit_sentence(facts),
        facts.source,
    )


def _card(facts: RegionFacts) -> list[TextLine]:
    value = sentences.index_value_text(facts)
    known = value != MISSING
    size, limit = (50, f" / {format_plain(facts.scale.maximum)}") if known else (36, "")
    rests = sentences.answer_basis_text(facts)
    kind = facts.band or "Kelas belum dapat ditetapkan"
    return [
        TextLine(facts.framework.node(facts.root).name, 22, colour=MUTED),
        TextLine(value.partition(" (")[0] + limit, size, True, NAVY),
        *([TextLine("≈ batas kelas", 20, colour=MUTED)] if "≈" in value else []),
        *([TextLine(kind, 24, True, BLUE)] if facts.scale.bands else []),
        TextLine(facts.period.status_word, 20, True, INK if facts.locked else RUST),
        *([TextLine(rests, 20, colour=MUTED)] if rests else []),
    ]


def add_completeness_slide(deck: Deck) -> None:
    """Answers per dimension: proved, without evidence, and still waiting."""
    facts = deck.facts
    rows = facts.led_indicators[facts.led_indicators["asked"].astype(bool)]
    # Every question, the prerequisites too: the bars sum to what the line above them says.
    rows = rows.assign(top=rows["node"].map(dimension_of_leaves(facts.framework)))
    tops = list(dict.fromkeys(rows["top"]))
    found = [count_by_evidence(rows[rows["top"] == code]) for code in tops]
    # A table that spoke for the region asked no OPD.
    senders = facts.opd_responses if facts.opd_responses["sent"].any() else facts.opd_responses.iloc[:0]
    title = titles.completeness_title(senders, asked_opd_noun(facts.framework))
    sheet = deck.add(title, f"{sentences.answered_sentence(facts)[:-1]}")
    kinds = [
        (wording.PROVED.capitalize(), PROVED),
        (f"Terjawab, {wording.UNPROVED}", BARE),
        ("Belum dijawab", WAITING),
    ]
    upper, box = sheet.area.split(22)
    sheet.legend(upper, kinds)
    series = [
        BarSeries(
            name, list(map(float, values)), [colour], [format_count(v) if v else "" for v in values], "centre"
        )
        for (name, colour), values in zip(kinds, zip(*found, strict=True), strict=True)
    ]
    names = [facts.framework.node(code).name for code in tops]
    said = "; ".join(f"{name} {one[0]}, {one[1]}, {one[2]}" for name, one in zip(names, found, strict=True))
    words = f"Jumlah {', '.join(name.lower() for name, _ in kinds)}. {said}."
    add_bar_chart(
        sheet, box, names, series, ValueAxis(0, max(map(sum, found), default=1), shown=False), words
    )
    hint = "Panjang batang adalah jumlah indikator; yang tidak berlaku tidak dihitung."
    sheet.notes(sentences.responses_sentence(facts), sentences.answered_sentence(facts), hint, facts.source)


def add_scale_slide(deck: Deck) -> None:
    """How the levels are named, and from which score on a class begins."""
    facts = deck.facts
    levels, bands, low = facts.scale.levels, facts.scale.bands, facts.scale.minimum
    sheet = deck.add(f"Cara membaca skala {sentences.scale_range(facts)}", facts.instrument.title)
    begins = [format_number(band.lower, facts.scale.decimals) for band in bands]
    rows = [[format_plain(low + place), name] for place, name in enumerate(levels)]
    head, shares = ["Tingkat", "Arti pada indikator"], [1, 3]
    if len(bands) == len(levels):
        rows = [
            [*row, f"{band.name}, mulai {begin}"]
            for row, band, begin in zip(rows, bands, begins, strict=True)
        ]
        head, shares = [*head, "Kelas indeks"], [1, 3, 3]
    colours = [theme.maturity_colour(low + place, low, facts.scale.maximum) for place in range(len(levels))]
    fills = {(place, 0): colour.lstrip("#") for place, colour in enumerate(colours)}
    align = ["center", *["left"] * (len(head) - 1)]
    add_slide_table(
        sheet,
        sheet.area,
        SlideTable(head, rows, shares, align, fills),
        "Nama tiap tingkat dan batas tiap kelas.",
    )
    needs = [
        f"{band.name}: {format_percent(band.evidence)} jawaban {wording.PROVED}"
        for band in bands
        if band.evidence > 0
    ]
    sheet.notes(
        "Kelas diberikan pada skor yang belum dibulatkan.",
        f"Syarat tambahan: {'; '.join(needs)}." if needs else "",
        facts.instrument.classification_note,
        "Data kurang bukan nol: bagian yang belum cukup terjawab tidak diberi skor.",
    )


def add_element_matrix_slide(deck: Deck) -> None:
    """Dimension x element as a table whose cells are coloured by their score."""
    facts = deck.facts
    cells = facts.element_scores[facts.element_scores["node"].isin(facts.dimensions["node"])]
    columns = list(dict.fromkeys(cells["column"]))
    known = dict(zip(zip(cells["node"], cells["column"], strict=True), cells["score"], strict=True))
    tops = list(facts.dimensions["node"])
    rows = [
        [facts.framework.node(top).name, *(_cell(known, top, one, facts) for one in columns)] for top in tops
    ]
    fills = {
        (row, column): _colour(score, facts)
        for row, top in enumerate(tops)
        for column, element in enumerate(columns, start=1)
        if not math.isnan(score := known.get((top, element), math.nan))
    }
    title = titles.element_matrix_title(cells, facts.scale.decimals)
    few = FEW_NOTE if few_answered_cells(cells) else ""
    reach = f"Rata-rata indikator, skala {sentences.scale_range(facts)}, {facts.label}"
    sheet = deck.add(title, f"{reach}; {few}" if few else reach)
    head = [facts.nouns[max(facts.nouns)], *columns]
    many = len(columns)
    table = SlideTable(head, rows, [2.2, *[1.7] * many], ["left", *["center"] * many], fills)
    add_slide_table(sheet, sheet.area, table, f"{title}. Tiap sel adalah skor rata-rata indikatornya.")
    sheet.notes(
        "Makin gelap warnanya, makin tinggi skornya; angka selalu tercetak.",
        "Tanda – berarti instrumen tidak memuat indikator di sel itu.",
        few,
        facts.source,
    )


def _cell(known: dict[tuple[str, str], float], top: str, element: str, facts: RegionFacts) -> str:
    if (top, element) not in known:
        return "–"
    mark = FEW_MARK if (top, element) in few_answered_cells(facts.element_scores) else ""
    return format_number(known[top, element], facts.scale.decimals) + mark


def _colour(score: float, facts: RegionFacts) -> str:
    return theme.maturity_colour(score, facts.scale.minimum, facts.scale.maximum).lstrip("#")


def add_prerequisites_slide(deck: Deck) -> None:
    """Prerequisites against their targets, the furthest below first."""
    facts = deck.facts
    rows = sort_furthest_first(facts.prerequisite_nodes)
    title = titles.prerequisites_title(rows, facts.scale.decimals)
    known = rows["score"].tolist()
    shown = [
        [
            name,
            level_text(score),
            level_text(aim) if aim == aim else "–",
            format_difference(score, aim, 0, missing="–"),
        ]
        for name, score, aim in rows[["name", "score", "target"]].to_numpy()
    ]
    fills = {(place, 1): _colour(score, facts) for place, score in enumerate(known) if score == score}
    align = ("left", "center", "center", "center")
    table = SlideTable(
        ("Prasyarat", "Tingkat", f"Target {facts.year}", "Selisih"), shown, (5, 1.3, 1, 1.1), align, fills
    )
    subtitle = f"Tingkat prasyarat {facts.label}, skala {sentences.scale_range(facts)}"
    hint = "Prasyarat dinilai tersendiri dan tidak masuk indeks."
    deck.table(title, subtitle, table, sentences.prerequisites_sentence(facts), hint, facts.source)


def add_evidence_slide(deck: Deck) -> None:
    """The score that is proved, and what only claims add to it."""
    facts = deck.facts
    rows, decimals = facts.proven_range, facts.scale.decimals
    whole = rows.iloc[0]
    sheet = deck.add(
        titles.evidence_range_title(whole["proven"], whole["claimed"], decimals),
        f"Skor berbukti dan skor yang berlaku, skala {sentences.scale_range(facts)}",
    )
    upper, box = sheet.area.split(22)
    sheet.legend(upper, [("Skor berbukti", PROVED), ("Tambahan jawaban tanpa bukti", BARE)])
    apart = [value if value > 0 else math.nan for value in rows["claimed"] - rows["proven"]]
    low, high = facts.scale.minimum, facts.scale.maximum
    pad = (high - low) * 0.3
    told = [format_number(value, decimals) for value in rows["claimed"]]
    shown = [number_or_blank(value, decimals) for value in rows["proven"]]
    room = [low + pad if gone else pad for gone in rows["proven"].isna()]
    series = [
        BarSeries("Skor berbukti", rows["proven"].tolist(), [PROVED], shown),
        BarSeries("Tambahan jawaban tanpa bukti", apart, [BARE]),
        BarSeries("Keterangan", room, [""], [f" {text}" for text in told], "base", INK),
    ]
    proven = [format_number(value, decimals) for value in rows["proven"]]
    said = "; ".join(
        f"{n} {join_ends(a, b, ' sampai ')}" for n, a, b in zip(rows["name"], proven, told, strict=True)
    )
    axis = ValueAxis(low, high + pad, form=sheet_format(0, up_to=high))
    add_bar_chart(sheet, box, rows["name"].tolist(), series, axis, f"Rentang skor menurut bukti. {said}.")
    sheet.notes(
        sentences.evidence_sentence(facts),
        "Skor berbukti: jawaban tingkat 3 ke atas tanpa bukti dihitung sebagai tingkat 2; yang disepakati "
        "atau "
        "diverifikasi tetap. Angka di kanan batang adalah skor yang berlaku.",
        facts.source,
    )


def _extremes_rule(scale: Scale) -> str:
    """From which level on an indicator is strong, and to which it is weak; of decimals with their values."""
    low, high = (format_plain(level) for level in (scale.minimum + 1, scale.maximum - 1))
    strong, weak = f"Kuat: tingkat {high} ke atas", f"perlu diperkuat: tingkat {low} ke bawah"
    if not scale.has_level_bands:
        return f"{strong}; {weak}"
    starts, ends = (format_number(scale.level_starts[place]) for place in (-2, 2))
    return f"{strong} (mulai {starts}); {weak} (di bawah {ends})"


def add_extremes_slide(deck: Deck) -> None:
    """Strengths and weaknesses, counted whole, named as far as they fit."""
    facts = deck.facts
    noun = facts.nouns[min(facts.nouns)].lower()
    strong, weak = facts.strong_indicators, facts.weak_indicators
    title = f"{format_count(len(strong))} {noun} kuat, {format_count(len(weak))} {noun} perlu diperkuat"
    sheet = deck.add(title, _extremes_rule(facts.scale))
    kinds = (("Kekuatan", strong), ("Perlu diperkuat", weak))
    boxes = sheet.area.row(1, 1, gap=24)
    tried = ([_extremes(name, rows, noun, named) for name, rows in kinds] for named in range(NAMED, 0, -1))
    fitting = (made for made in tried if all(map(SlideTable.does_fit, made, boxes)))
    made = next(fitting, [_extremes(name, rows, noun, 1) for name, rows in kinds])
    most = min(table.size(box) for table, box in zip(made, boxes, strict=True))
    for box, table, (name, rows) in zip(boxes, made, kinds, strict=True):
        add_slide_table(sheet, box, replace(table, most=most), f"{name}: {format_count(len(rows))} {noun}.")
    said = [f"{name}: {'; '.join(_spoken(rows, noun)) or 'tidak ada'}." for name, rows in kinds]
    sheet.notes(*said, facts.source)


def _extremes(name: str, rows: pd.DataFrame, noun: str, named: int) -> SlideTable:
    return SlideTable((name, "Tingkat"), _named(rows, noun, named), (4, 1.1), ("left", "center"))


def _named(rows: pd.DataFrame, noun: str, named: int) -> list[list[str]]:
    if rows.empty:
        return [["Tidak ada", "–"]]
    found = [[name, level_text(value)] for name, value in rows[["name", "value"]].head(named).to_numpy()]
    rest = tell_other_rows([level_text(value) for value in rows["value"]], named, noun)
    return found + ([[rest, ""]] if rest else [])


def _spoken(rows: pd.DataFrame, noun: str) -> list[str]:
    """The names for the notes, and what is said of the others."""
    rest = tell_other_rows([level_text(value) for value in rows["value"]], SPOKEN, noun)
    return list(filter(None, [*rows["name"].head(SPOKEN), rest]))
