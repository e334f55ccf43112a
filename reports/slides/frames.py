"""Slides around the findings: cover, aims, questions, recap, weights, duties, commitment."""

from __future__ import annotations

import pandas as pd

from charts import titles
from charts.format import count, day, percent, rounded
from reports import sentences
from reports.slides.analysis import PALE
from reports.slides.deck import Deck
from reports.slides.gaps import level, simple
from reports.slides.sheet import BLUE, INK, MUTED, NAVY, Line, said_height
from reports.slides.tables import Table
from workflow.facts import SAMPLE, Facts, status

AIMS = (
    "Melihat bersama hasil survei: di mana kuat, di mana lemah, dan seberapa kuat buktinya.",
    "Menyepakati kesenjangan yang didahulukan dan akar masalahnya.",
    "Memilih program dan quick win dengan penanggung jawab, waktu, dan biaya.",
    "Menyusun peta jalan dan tindak lanjut tiap OPD.",
)
RULES = (
    "Tiap peserta menilai sendiri lebih dahulu, baru berdiskusi.",
    "Hasil suara ditampilkan setelah putaran ditutup.",
    "Skor dipakai untuk perencanaan, bukan perlombaan.",
)
PROMISES = (
    "Kesenjangan dan program yang disepakati masuk dokumen perencanaan dan anggaran OPD.",
    "Butir yang belum terjawab dan bukti yang belum ada dilengkapi sebelum periode dikunci.",
)
ROLES = ("Ketua Tim Pelaksana", "Sekretaris Daerah", "Pendamping")


def cover(deck: Deck) -> None:
    """Of where, of when, how firm."""
    facts = deck.facts
    sheet = deck.add(f"{facts.instrument.title}, {facts.label}")
    place = ", ".join(part for part in (facts.name, facts.province) if part)
    until = f"Keadaan data {day(facts.changed)}" if facts.changed else ""
    lines = [
        Line(place, 40, True, NAVY),
        Line(f"Periode {facts.period.label}", 30, colour=INK),
        *([Line(until, 26, colour=MUTED)] if until else []),
        Line(f"Status angka: {status(facts.period)}", 26, True, BLUE),
        *([Line(SAMPLE, 26, True, BLUE)] if facts.period.sample else []),
    ]
    box, _ = sheet.area.split(said_height(lines, sheet.area.width - 20) + 28)
    sheet.text(box, *lines, fill=PALE)
    sheet.notes("Salam dan pengantar. Sebutkan status angka: selama periode terbuka, angka dapat berubah.")


def aims(deck: Deck) -> None:
    """What the two days are for, and how to take part."""
    sheet = deck.add("Tujuan dua hari dan cara berpartisipasi")
    left, right = sheet.area.row(1.3, 1, gap=30)
    sheet.bullets(left, AIMS, "Tujuan")
    sheet.bullets(right, RULES, "Cara berpartisipasi")
    sheet.notes("Jelaskan urutan dua hari dan siapa yang mencatat kesepakatan.")


def questions(deck: Deck) -> None:
    """What the room should talk about: each question comes of a number of this kabupaten."""
    sheet = deck.add("Pertanyaan diskusi hari pertama", deck.facts.label)
    said = asked(deck.facts)
    sheet.bullets(sheet.area, said)
    sheet.notes("Catat jawaban tiap kelompok pada kertas kerja.", *said)


def asked(facts: Facts) -> list[str]:
    """Up to five questions, each proved by a number; never empty."""
    rows = facts.indicators[~facts.indicators["not_applicable"].astype(bool)]
    missing, differs = int(rows["value"].isna().sum()), int((rows["difference"] >= 2).sum())
    bare = int(((rows["value"] >= 3) & ~rows["evidence"].astype(bool) & rows["verified"].isna()).sum())
    furthest = _furthest(facts.dimensions)
    below = int((facts.prerequisites["distance"] > 0).sum())
    found = (
        (furthest, f"Apa akar masalah kesenjangan pada {furthest}?"),
        (missing, f"Kapan dan oleh siapa {count(missing)} butir yang belum dijawab dilengkapi?"),
        (
            bare and sentences.proving(facts),
            f"Bukti apa yang dapat dilampirkan untuk {count(bare)} butir bertingkat 3 ke atas?",
        ),
        (differs, f"Tingkat mana yang benar untuk {count(differs)} butir yang jawabannya berbeda jauh?"),
        (below, f"Prasyarat mana dari {below} yang di bawah target dapat dipenuhi tahun ini?"),
    )
    noun = sentences.noun_of(facts)
    return [text for holds, text in found if holds] or [f"Apa yang perlu dipertahankan pada tiap {noun}?"]


def _furthest(rows: pd.DataFrame) -> str:
    """The one dimension furthest below its target as printed; "" where it is shared or unknown."""
    distance = rounded(rows["distance"])
    alone = rows[(distance == distance.max()) & (distance > 0)]
    return str(alone["name"].iloc[0]) if len(alone) == 1 and not rows["score"].isna().any() else ""


def recap(deck: Deck) -> None:
    """The first day in a few proved sentences."""
    facts = deck.facts
    sheet = deck.add("Rangkuman hari pertama", facts.label)
    rules = (
        *(sentences.index, sentences.extremes, sentences.gap, sentences.pareto),
        *(sentences.evidence, sentences.prerequisites),
    )
    said = [text for rule in rules if (text := rule(facts))][:4]
    sheet.bullets(sheet.area, said)
    sheet.notes("Tanyakan apakah rangkuman ini disepakati sebelum memilih program.", *said)


def weights(deck: Deck) -> None:
    """What each dimension weighs in the index."""
    facts = deck.facts
    rows = facts.dimensions
    raw = [facts.framework.node(code).weight for code in rows["node"]]
    shares = [weight / sum(raw) for weight in raw]
    named = f"{facts.instrument.title} {facts.instrument.version}"
    title = titles.weights(shares, sentences.noun_of(facts))
    sheet = deck.add(title, f"Bobot resmi {facts.result.weight_sets.get(facts.region, '') or named}")
    whole = all(abs(share * 100 - round(share * 100)) < 0.005 for share in shares)
    labels = [f" {percent(share, 0 if whole else 1)}" for share in shares]
    simple(sheet, sheet.area, rows, shares, labels, room=0.3)
    said = "; ".join(f"{name}{text}" for name, text in zip(rows["name"], labels, strict=True))
    sheet.notes("Simulasi bobot lain tidak mengubah angka resmi.", f"Bobot: {said}.")


def duties(deck: Deck) -> None:
    """What each OPD does next: how many indicators it lifts, and its first step."""
    facts = deck.facts
    firsts = facts.duties.drop_duplicates("opd")[["opd", "name", "level", "next_level"]]
    totals, waiting = facts.duties.groupby("opd").size(), facts.unanswered.groupby("opd").size()
    rows = [
        [
            facts.shorts.get(opd, opd),
            count(totals[opd]),
            count(waiting.get(opd, 0)),
            f"{name} ({level(now)} → {level(then)})",
        ]
        for opd, name, now, then in firsts.to_numpy()
    ]
    head = ("OPD", "Perlu naik", "Belum dijawab", "Salah satu langkah pertama (tingkat)")
    table = Table(head, rows, (2, 0.9, 1, 4), ("left", "center", "center", "left"))
    subtitle = "Diurutkan dari sumbangan OPD terhadap kesenjangan"
    deck.table("Tindak lanjut tiap OPD", subtitle, table, facts.source)


def commitment(deck: Deck) -> None:
    """Lines to sign on."""
    facts = deck.facts
    sheet = deck.add("Komitmen tindak lanjut", f"{facts.label}, periode {facts.period.label}")
    upper, rest = sheet.area.split(160)
    sheet.bullets(upper, PROMISES)
    for box, role in zip(rest.row(1, 1, 1, gap=30), ROLES, strict=True):
        line = Line("( " + "." * 22 + " )", 20, colour=MUTED, align="center")
        sheet.text(box, Line(role, 20, align="center"), Line(" ", 40), line)
    sheet.notes("Tanda tangan dibubuhkan pada cetakan salindia ini atau pada berita acara.")
