"""Buku 1: the chapter on readiness and gaps, from the method to the annexes."""

from __future__ import annotations

from charts.format import MISSING, NOT_APPLICABLE, day, number, percent
from planning.joined import Merged
from planning.worksheets import FACTORS, ISSUE, STRATEGIES, groups
from reports import sentences
from reports.slides import gaps
from reports.word import charts, said
from reports.word.paper import Column, Paper
from workflow import worksheets
from workflow.facts import SAMPLE, Facts, status
from workflow.source import Source
from workflow.worksheets import Room

TITLE = "Analisis Kesiapan dan Kesenjangan (GAP)"
CODE, SCORE = Column("Kode", 1.7), Column("Skor", 1.5, number=True)
FEW_ROWS, BARS = 40, 10


def build(source: Source, _choices: None = None) -> bytes:
    """The chapter of the one region of the source. KeyError where it has no answers or took no part."""
    facts = source.facts()
    mark = "" if facts.locked else status(facts.period).upper()
    paper = Paper(f"{TITLE} {facts.label}", sentences.provenance(facts), mark)
    paper.title(TITLE, _below(facts))
    for sentence in sentences.message(facts):
        paper.say(sentence)
    paper.contents()
    paper.break_page()
    for part in (_opening, _method, _turnout, _elements, _dimensions):
        part(paper, facts)
    merged = _lines(source, facts)
    _gaps(paper, facts)
    _swot(paper, facts, merged)
    _prerequisites(paper, facts)
    _annexes(paper, facts)
    return paper.bytes()


def _below(facts: Facts) -> str:
    parts = [facts.label, facts.province, f"periode {facts.period.label}", status(facts.period)]
    sample = SAMPLE if facts.period.sample else ""
    return " · ".join(part for part in (*parts, sample) if part)


def _opening(paper: Paper, facts: Facts) -> None:
    paper.heading("Pendahuluan")
    paper.say(
        f"Bab ini menyajikan kesiapan {facts.label} menjadi kota cerdas (smart city) dan kesenjangannya "
        "terhadap target, sebagai dasar penyusunan program pada buku berikutnya.",
        "Analisis disusun dari jawaban perangkat daerah atas instrumen penilaian mandiri, kemudian dibahas "
        "dalam bimbingan teknis bersama tim pelaksana.",
    )
    paper.say(
        "Tahapannya adalah pengumpulan jawaban dan bukti, pemeriksaan kelengkapan, klarifikasi jawaban yang "
        "berbeda, penetapan target, lalu perhitungan kesenjangan dan prioritas."
    )


def _method(paper: Paper, facts: Facts) -> None:
    paper.heading("Metode")
    instrument, scale = facts.instrument, facts.scale
    paper.say(
        f"Instrumen yang dipakai adalah {instrument.title} versi {instrument.version} ({instrument.status}) "
        f"dengan {len(facts.indicators)} indikator pada skala {sentences.scale(facts)}.",
        "Jawaban perangkat daerah penanggung jawab menjadi nilai indikator."
        if facts.framework.respondent == "lead"
        else "",
        "Nilai yang berlaku adalah nilai terverifikasi; bila tidak ada, nilai yang disepakati bersama; bila "
        "tidak ada, klaim perangkat daerah.",
    )
    paper.say(
        "Skor setiap simpul adalah rata-rata tertimbang dari simpul di bawahnya.",
        "Jawaban kosong bukan nol: simpul yang jawabannya belum cukup dinyatakan data kurang tanpa skor.",
        "Indikator yang tidak berlaku tidak dihitung.",
    )
    paper.say(_rests(facts), f"{instrument.classification_note.capitalize()}." if facts.band else "")
    rows = [[f"{scale.minimum + n:g}", name] for n, name in enumerate(scale.levels)]
    paper.table("Skala penilaian", [Column("Tingkat", 2.0, number=True), Column("Arti", 8.0)], rows)


def _rests(facts: Facts) -> str:
    rests = sentences.rests_on(facts)
    until = f" Keadaan data per {day(facts.changed)}." if facts.changed else ""
    return f"Nilai pada bab ini bersumber dari {rests}.{until}" if rests else ""


def _turnout(paper: Paper, facts: Facts) -> None:
    paper.heading("Gambaran umum dan kelengkapan")
    paper.say(sentences.answered(facts), sentences.sent(facts), sentences.evidence(facts))
    asked = facts.senders[facts.senders["asked"] > 0]
    others = len(facts.senders) - len(asked)
    if len(asked) and others:
        paper.say(f"{others} perangkat daerah lain mendukung tanpa menjadi penanggung jawab indikator.")
    columns = [Column("Perangkat daerah", 8.2), Column("Ditanya", 1.9, True), Column("Terjawab", 1.9, True)]
    columns += [Column("Berbukti", 1.9, True), Column("Mengirim", 2.1)]
    rows = [
        [row["name"], *(str(row[name]) for name in ("asked", "answered", "evidence")), _yes(row["sent"])]
        for row in asked.to_dict("records")
    ]
    paper.table("Kelengkapan jawaban perangkat daerah penanggung jawab", columns, rows)


def _yes(given: bool) -> str:
    return "Sudah" if given else "Belum"


def _elements(paper: Paper, facts: Facts) -> None:
    if facts.elements["score"].isna().all():
        return
    paper.heading("Kesiapan menurut elemen")
    paper.say(
        "Tabel berikut memperlihatkan skor setiap dimensi menurut elemen kesiapan. Sel tanpa jawaban yang "
        "cukup bertanda data kurang."
    )
    names = list(facts.elements["column"].unique())
    by_row = facts.elements.groupby(["node", "row_name"], sort=False)["score"]
    columns = [
        Column("Dimensi", 4.6),
        *(Column(str(name), 11.4 / max(len(names), 1), True) for name in names),
    ]
    rows = [[str(key[1]), *(said.value(facts, score) for score in scores)] for key, scores in by_row]
    paper.table("Skor dimensi menurut elemen kesiapan", columns, rows)


def _dimensions(paper: Paper, facts: Facts) -> None:
    noun = sentences.noun_of(facts)
    paper.heading(f"Kesiapan per {noun}")
    paper.say(sentences.extremes(facts), sentences.lacking(facts))
    paper.caption("Gambar", f"Skor {noun}" + (f" dan jarak ke target {facts.year}" if facts.aimed else ""))
    rows = gaps.furthest_first(facts.dimensions)
    charts.add(paper, 26 * len(rows) + 50, lambda sheet, box: gaps.scores(facts, sheet, box, rows))
    paper.table(f"Skor dan target {noun}", *_scores(facts, noun))
    for row in facts.dimensions.to_dict("records"):
        paper.heading(str(row["name"]), 2)
        node = str(row["node"])
        paper.say(said.dimension(facts, row), said.proved(facts, node))
        paper.say(
            said.extremes(facts, node, facts.strengths, "Kekuatan"),
            said.extremes(facts, node, facts.weaknesses, "Perlu dibenahi"),
        )
        _indicators(paper, facts, node, str(row["name"]))


def _scores(facts: Facts, noun: str) -> tuple[list[Column], list[list[str]]]:
    columns = [Column(noun.capitalize(), 6.0), SCORE]
    rows = facts.dimensions.to_dict("records")
    if not facts.aimed:
        return columns, [[row["name"], said.value(facts, row["score"])] for row in rows]
    more = (f"Target {facts.year}", "Skor − target", "Kekurangan")
    columns += [Column(heading, 2.6, number=True) for heading in more]
    return columns, [
        [
            row["name"],
            said.value(facts, row["score"]),
            number(row["target"], facts.scale.decimals, missing="–"),
            said.gap(facts, row),
            said.value(facts, row["shortfall"]),
        ]
        for row in rows
    ]


def _indicators(paper: Paper, facts: Facts, node: str, name: str) -> None:
    columns = [CODE, Column("Indikator", 7.3), Column("Nilai", 2.2, True), Column("Bukti", 1.5)]
    columns += [Column("Penanggung jawab", 3.3)]
    rows = [
        [
            row["node"],
            row["name"],
            said.level(facts, row),
            "Ada" if row["evidence"] else "–",
            said.agency(facts, row["lead"]),
        ]
        for row in said.under(facts, node).to_dict("records")
    ]
    paper.table(f"Indikator {name}", columns, rows)


def _gaps(paper: Paper, facts: Facts) -> None:
    rows = said.lacking(facts)
    if not facts.aimed or not rows:
        return
    paper.wide()
    paper.heading("Analisis kesenjangan")
    paper.say(sentences.gap(facts), sentences.pareto(facts))
    first = facts.start.head(BARS)
    values = first["contribution"].tolist()
    labels = [f" {number(value, 3)}" for value in values]
    paper.caption("Gambar", "Indikator dengan sumbangan terbesar")
    charts.add(paper, 22 * len(first) + 20, lambda sheet, box: gaps.simple(sheet, box, first, values, labels))
    paper.say(
        "Sumbangan adalah poin indeks yang bertambah bila indikator mencapai targetnya. Indikator dengan "
        "sumbangan yang sama berada pada urutan yang sama dan dapat didahulukan yang mana pun."
    )
    columns = [Column("Urutan", 1.9), CODE, Column("Indikator", 5.0), Column("Saat ini", 1.6, True)]
    columns += [Column("Target", 1.5, True), Column("Sumbangan", 2.2, True)]
    columns += [Column("Langkah ke tingkat berikutnya", 7.3), Column("Penanggung jawab", 3.3)]
    shown = [
        [
            said.place(row),
            row["node"],
            row["name"],
            said.level(facts, row),
            number(row["target"], facts.scale.decimals, missing="–"),
            number(row["contribution"], 3),
            row["action"] or "–",
            said.agency(facts, row["lead"]),
        ]
        for row in rows[:FEW_ROWS]
    ]
    more = len(rows) - len(shown)
    paper.table(f"Kesenjangan terhadap target {facts.year}", columns, shown)
    if more > 0:
        paper.say(f"Masih ada {more} indikator lain dengan sumbangan yang lebih kecil.")
    paper.upright()


def _lines(source: Source, facts: Facts) -> list[Merged]:
    keys = [group.key for group in groups(facts.framework)]
    return worksheets.everything(source.store, Room(facts.region, facts.period.label), keys)


def _swot(paper: Paper, facts: Facts, merged: list[Merged]) -> None:
    """What the groups wrote; nothing where they wrote nothing."""
    issues = [one for one in merged if one.lead.part == ISSUE]
    if issues:
        paper.heading("Isu daerah dan akar masalah")
        columns = [Column("Isu", 6.2), Column("Akar masalah", 4.2), Column("Kebutuhan", 3.4)]
        columns += [Column("OPD", 2.2)]
        rows = [
            [one.lead.text, one.lead.why or "–", one.lead.remedy or "–", _agencies(facts, one)]
            for one in issues
        ]
        paper.table("Isu daerah menurut kertas kerja kelompok", columns, rows)
    parts = {**FACTORS, **STRATEGIES}
    if not any(one.lead.part in parts for one in merged):
        return
    paper.heading("Analisis SWOT dan strategi")
    for part, name in parts.items():
        texts = [one.lead.text for one in merged if one.lead.part == part]
        if texts:
            paper.heading(name, 2)
            paper.points(texts)


def _agencies(facts: Facts, one: Merged) -> str:
    return ", ".join(said.agency(facts, opd) for opd in one.opd) or "–"


def _prerequisites(paper: Paper, facts: Facts) -> None:
    rows = facts.prerequisites.to_dict("records")
    if not rows:
        return
    paper.heading("Prasyarat")
    paper.say(
        "Prasyarat dinilai di samping indeks dan tidak mengubahnya, tetapi menentukan apakah program dapat "
        "berjalan.",
        sentences.prerequisites(facts),
    )
    columns = [CODE, Column("Prasyarat", 9.0), Column("Nilai", 2.4, True), Column("Target", 2.4, True)]
    shown = [
        [
            row["node"],
            row["name"],
            said.value(facts, row["score"]),
            number(row["target"], facts.scale.decimals, missing="–"),
        ]
        for row in rows
    ]
    paper.table("Keadaan prasyarat", columns, shown)


def _annexes(paper: Paper, facts: Facts) -> None:
    paper.heading("Lampiran")
    paper.heading("Bobot", 2)
    weights = facts.framework.effective_weights()
    rows = [
        [row["node"], row["name"], percent(weights[row["node"]], 1)]
        for row in facts.dimensions.to_dict("records")
    ]
    paper.table("Bobot efektif", [CODE, Column("Nama", 9.0), Column("Bobot", 2.6, True)], rows)
    paper.heading("Kuesioner", 2)
    columns = [CODE, Column("Pertanyaan", 11.3), Column("Bukti yang diminta", 3.0)]
    questions = [
        [row["node"], row["question"], str(facts.framework.node(row["node"]).tags.get("evidence", "")) or "–"]
        for row in facts.indicators.to_dict("records")
    ]
    paper.table("Pertanyaan setiap indikator", columns, questions)
    paper.heading("Istilah", 2)
    paper.table("Istilah yang dipakai", [Column("Istilah", 4.0), Column("Arti", 12.0)], TERMS)


TERMS = [
    ["Indeks", "Rata-rata tertimbang skor semua dimensi."],
    ["Jarak", "Target dikurangi skor."],
    ["Kekurangan", "Rata-rata tertimbang kekurangan setiap indikator terhadap targetnya."],
    ["Sumbangan", "Poin indeks yang bertambah bila target indikator tercapai."],
    [MISSING, "Jawaban belum cukup untuk sebuah skor. Bukan nol."],
    [NOT_APPLICABLE, "Indikator yang tidak ada di daerah ini dan tidak dihitung."],
    ["OPD", "Organisasi perangkat daerah."],
]
