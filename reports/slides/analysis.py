"""Slides of the first day: what the answers say of the kabupaten."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from charts import theme, titles
from charts.format import MISSING, count, number, percent, signed
from reports import sentences
from reports.slides.charts import Axis, Series, bars
from reports.slides.deck import Deck
from reports.slides.gaps import counts, furthest_first, level, printed
from reports.slides.sheet import BLUE, INK, MUTED, NAVY, RUST, Line, said_height
from reports.slides.tables import Table, draw
from workflow.facts import Facts, status

PALE = "E6EDF7"
WAITING, PROVED, BARE = "D8DEE7", "1E769C", "62BBA6"


def summary(deck: Deck) -> None:
    """The index as a card, and what a reader with one minute should know."""
    facts = deck.facts
    title = titles.profile(facts.dimensions, sentences.noun_of(facts), facts.scale.decimals)
    sheet = deck.add(title, f"{facts.label}, periode {facts.period.label}")
    card, rest = sheet.area.row(2, 3.4, gap=28)
    lines = _card(facts)
    sheet.text(card.split(min(said_height(lines, card.width - 20) + 24, card.height))[0], *lines, fill=PALE)
    rules = (sentences.extremes, sentences.gap, sentences.evidence, sentences.sent)
    said = [text for rule in rules if (text := rule(facts))]
    sheet.bullets(rest, said or [sentences.index(facts), sentences.answered(facts)])
    sheet.notes(*sentences.message(facts), sentences.answered(facts), sentences.limit(facts), facts.source)


def _card(facts: Facts) -> list[Line]:
    value = sentences.index_value(facts)
    known = value != MISSING
    size, limit = (50, f" / {facts.scale.maximum:g}") if known else (36, "")
    rests = sentences.rests_on(facts)
    kind = facts.band or "Kelas belum dapat ditetapkan"
    return [
        Line(facts.framework.node(facts.root).name, 22, colour=MUTED),
        Line(value.partition(" (")[0] + limit, size, True, NAVY),
        *([Line("≈ batas kelas", 20, colour=MUTED)] if "≈" in value else []),
        *([Line(kind, 24, True, BLUE)] if facts.scale.bands else []),
        Line(status(facts.period), 20, True, INK if facts.locked else RUST),
        *([Line(rests, 20, colour=MUTED)] if rests else []),
    ]


def completeness(deck: Deck) -> None:
    """Answers per dimension: proved, without evidence, and still waiting."""
    facts = deck.facts
    rows = facts.indicators[~facts.indicators["not_applicable"].astype(bool)]
    tops = [code for code in facts.dimensions["node"] if (rows["dimension"] == code).any()]
    found = [counts(rows[rows["dimension"] == code]) for code in tops]
    # A table that spoke for the region asked no OPD.
    senders = facts.senders if facts.senders["sent"].any() else facts.senders.iloc[:0]
    title = titles.completeness(senders)
    sheet = deck.add(title, f"{sentences.answered(facts)[:-1]}")
    kinds = [("Terjawab dengan bukti", PROVED), ("Terjawab tanpa bukti", BARE), ("Belum dijawab", WAITING)]
    upper, box = sheet.area.split(22)
    sheet.legend(upper, kinds)
    series = [
        Series(name, list(map(float, values)), [colour], [count(v) if v else "" for v in values], "centre")
        for (name, colour), values in zip(kinds, zip(*found, strict=True), strict=True)
    ]
    names = [facts.framework.node(code).name for code in tops]
    said = "; ".join(f"{name} {one[0]}, {one[1]}, {one[2]}" for name, one in zip(names, found, strict=True))
    words = f"Jumlah terjawab dengan bukti, tanpa bukti, dan belum dijawab. {said}."
    bars(sheet, box, names, series, Axis(0, max(map(sum, found), default=1), shown=False), words)
    hint = "Panjang batang adalah jumlah indikator; yang tidak berlaku tidak dihitung."
    sheet.notes(sentences.sent(facts), sentences.answered(facts), hint, facts.source)


def scale(deck: Deck) -> None:
    """How the levels are named, and from which score on a class begins."""
    facts = deck.facts
    levels, bands, low = facts.scale.levels, facts.scale.bands, facts.scale.minimum
    sheet = deck.add(f"Cara membaca skala {sentences.scale(facts)}", facts.instrument.title)
    begins = [number(band.lower, facts.scale.decimals) for band in bands]
    rows = [[f"{low + place:g}", name] for place, name in enumerate(levels)]
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
    draw(
        sheet, sheet.area, Table(head, rows, shares, align, fills), "Nama tiap tingkat dan batas tiap kelas."
    )
    needs = [f"{band.name}: {percent(band.evidence)} jawaban berbukti" for band in bands if band.evidence > 0]
    sheet.notes(
        "Kelas diberikan pada skor yang belum dibulatkan.",
        f"Syarat tambahan: {'; '.join(needs)}." if needs else "",
        facts.instrument.classification_note,
        "Data kurang bukan nol: bagian yang belum cukup terjawab tidak diberi skor.",
    )


def matrix(deck: Deck) -> None:
    """Dimension x element as a table whose cells are coloured by their score."""
    facts = deck.facts
    cells = facts.elements[facts.elements["node"].isin(facts.dimensions["node"])]
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
    title = titles.matrix(cells, facts.scale.decimals)
    sheet = deck.add(title, f"Rata-rata indikator, skala {sentences.scale(facts)}, {facts.label}")
    head = [facts.nouns[max(facts.nouns)], *columns]
    many = len(columns)
    table = Table(head, rows, [2.2, *[1.7] * many], ["left", *["center"] * many], fills)
    draw(sheet, sheet.area, table, f"{title}. Tiap sel adalah skor rata-rata indikatornya.")
    sheet.notes(
        "Makin gelap warnanya, makin tinggi skornya; angka selalu tercetak.",
        "Tanda – berarti instrumen tidak memuat indikator di sel itu.",
        facts.source,
    )


def _cell(known: dict[tuple[str, str], float], top: str, element: str, facts: Facts) -> str:
    return number(known[top, element], facts.scale.decimals) if (top, element) in known else "–"


def _colour(score: float, facts: Facts) -> str:
    return theme.maturity_colour(score, facts.scale.minimum, facts.scale.maximum).lstrip("#")


def prerequisites(deck: Deck) -> None:
    """Prerequisites against their targets, the furthest below first."""
    facts = deck.facts
    rows = furthest_first(facts.prerequisites)
    title = titles.prerequisites(rows, facts.scale.decimals)
    known = rows["score"].tolist()
    shown = [
        [name, level(score), level(aim) if aim == aim else "–", signed(score - aim, 0, missing="–")]
        for name, score, aim in rows[["name", "score", "target"]].to_numpy()
    ]
    fills = {(place, 1): _colour(score, facts) for place, score in enumerate(known) if score == score}
    align = ("left", "center", "center", "center")
    table = Table(("Prasyarat", "Tingkat", "Target", "Selisih"), shown, (5, 1.3, 1, 1.1), align, fills)
    subtitle = f"Tingkat prasyarat {facts.label}, skala {sentences.scale(facts)}"
    hint = "Prasyarat dinilai tersendiri dan tidak masuk indeks."
    deck.table(title, subtitle, table, sentences.prerequisites(facts), hint, facts.source)


def evidence(deck: Deck) -> None:
    """The score that is proved, and what only claims add to it."""
    facts = deck.facts
    rows, decimals = facts.proven, facts.scale.decimals
    whole = rows.iloc[0]
    sheet = deck.add(
        titles.evidence(whole["proven"], whole["claimed"], decimals),
        f"Skor berbukti dan menurut seluruh jawaban, skala {sentences.scale(facts)}",
    )
    upper, box = sheet.area.split(22)
    sheet.legend(upper, [("Skor berbukti", PROVED), ("Tambahan klaim tanpa bukti", BARE)])
    apart = [value if value > 0 else math.nan for value in rows["claimed"] - rows["proven"]]
    low, high = facts.scale.minimum, facts.scale.maximum
    pad = (high - low) * 0.3
    told = [number(value, decimals) for value in rows["claimed"]]
    shown = [printed(value, decimals) for value in rows["proven"]]
    room = [low + pad if gone else pad for gone in rows["proven"].isna()]
    series = [
        Series("Skor berbukti", rows["proven"].tolist(), [PROVED], shown),
        Series("Tambahan klaim tanpa bukti", apart, [BARE]),
        Series("Keterangan", room, [""], [f" {text}" for text in told], "base", INK),
    ]
    proven = [number(value, decimals) for value in rows["proven"]]
    said = "; ".join(f"{n} {a} sampai {b}" for n, a, b in zip(rows["name"], proven, told, strict=True))
    axis = Axis(low, high + pad, form=f"[<={high:g}]0;;")
    bars(sheet, box, rows["name"].tolist(), series, axis, f"Rentang skor menurut bukti. {said}.")
    sheet.notes(
        sentences.evidence(facts),
        "Skor berbukti: jawaban tingkat 3 ke atas tanpa bukti dihitung sebagai tingkat 2. Angka di kanan "
        "batang adalah skor menurut seluruh jawaban.",
        facts.source,
    )


def extremes(deck: Deck) -> None:
    """Strengths and weaknesses, counted whole, named as far as they fit."""
    facts = deck.facts
    noun = facts.nouns[min(facts.nouns)].lower()
    strong, weak = facts.strengths, facts.weaknesses
    title = f"{count(len(strong))} {noun} kuat, {count(len(weak))} {noun} perlu diperkuat"
    low, high = facts.scale.minimum + 1, facts.scale.maximum - 1
    sheet = deck.add(title, f"Kuat: tingkat {high:g} ke atas; perlu diperkuat: tingkat {low:g} ke bawah")
    kinds = (("Kekuatan", strong), ("Perlu diperkuat", weak))
    boxes = sheet.area.row(1, 1, gap=24)
    made = [
        Table((name, "Tingkat"), _named(rows, noun), (4, 1.1), ("left", "center")) for name, rows in kinds
    ]
    most = min(table.size(box) for table, box in zip(made, boxes, strict=True))
    for box, table, (name, rows) in zip(boxes, made, kinds, strict=True):
        draw(sheet, box, replace(table, most=most), f"{name}: {count(len(rows))} {noun}.")
    said = [f"{name}: {'; '.join(rows['name'].head(12)) or 'tidak ada'}." for name, rows in kinds]
    sheet.notes(*said, facts.source)


def _named(rows: pd.DataFrame, noun: str, most: int = 6) -> list[list[str]]:
    if rows.empty:
        return [["Tidak ada", "–"]]
    found = [[name, level(value)] for name, value in rows[["name", "value"]].head(most).to_numpy()]
    return found + ([[f"dan {count(len(rows) - most)} {noun} lain", ""]] if len(rows) > most else [])
