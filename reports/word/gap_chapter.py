"""Buku 1: the chapter on readiness and gaps, from the method to the annexes."""

from __future__ import annotations

from collections.abc import Sequence

from charts.drawing.format import (
    MISSING,
    NOT_APPLICABLE,
    format_date,
    format_number,
    format_place,
    format_shares,
    join_names,
)
from charts.results.element_matrix import few_answered_cells
from charts.titles.wording import FEW_MARK, FEW_NOTE, PROVED
from planning.worksheets.merging import MergedLine
from planning.worksheets.worksheets import FACTORS, ISSUE, STRATEGIES
from reference import regions
from reference.instruments import shipped_words
from reference.instruments.level_ranges import list_level_heads
from reports import sentences
from reports.profile import gap_list_excerpt
from reports.slides import gaps
from reports.word import charts, wording
from reports.word.background import add_background_page
from reports.word.own_items import add_own_items
from reports.word.paper import Paper, PaperColumn
from workflow.documents.plan_facts import PlanFacts
from workflow.documents.region_facts import RegionFacts
from workflow.documents.source import DocumentSource
from workflow.results import summary

TITLE = "Analisis Kesiapan dan Kesenjangan (GAP)"
CODE, SCORE = PaperColumn("Kode", 1.7), PaperColumn("Skor", 1.5, number=True)
FEW_ROWS, BARS = 40, 10


def build_gap_chapter(source: DocumentSource) -> bytes:
    """The chapter of the one region of the source. KeyError where it has no answers or took no part."""
    facts = source.facts()
    mark = "" if facts.locked else facts.period.status_word.upper()
    paper = Paper(f"{TITLE} {facts.label}", sentences.provenance_line(facts), mark)
    paper.title(TITLE, _below(facts))
    for sentence in sentences.key_messages(facts):
        paper.say(sentence)
    paper.contents()
    paper.break_page()
    _opening(paper, facts)
    if regions.region_label(facts.region) != facts.region:
        add_background_page(paper, facts)
    for part in (_method, _turnout, _elements, _dimensions):
        part(paper, facts)
    _gaps(paper, facts)
    _swot(paper, facts, PlanFacts(facts).merged_lines)
    _prerequisites(paper, facts)
    add_own_items(paper, facts)
    _annexes(paper, facts)
    return paper.bytes()


def _below(facts: RegionFacts) -> str:
    parts = [facts.label, facts.province, f"periode {facts.period.label}", facts.period.status_word]
    sample = facts.period.sample_label
    return " · ".join(part for part in (*parts, sample) if part)


def _opening(paper: Paper, facts: RegionFacts) -> None:
    paper.heading("Pendahuluan")
    paper.say(
        f"Bab ini menyajikan {facts.instrument.title_within} {facts.name} dan kesenjangannya "
        "terhadap target, sebagai dasar penyusunan program pada buku berikutnya.",
        "Analisis disusun dari jawaban perangkat daerah atas instrumen penilaian mandiri, kemudian dibahas "
        "dalam bimbingan teknis bersama tim pelaksana.",
    )
    paper.say(
        "Tahapannya adalah pengumpulan jawaban dan bukti, pemeriksaan kelengkapan, klarifikasi jawaban yang "
        "berbeda, penetapan target, lalu perhitungan kesenjangan dan prioritas."
    )


def _method(paper: Paper, facts: RegionFacts) -> None:
    paper.heading("Metode")
    instrument, scale = facts.instrument, facts.scale
    paper.say(
        f"Instrumen yang dipakai adalah {instrument.title} versi {instrument.version} ({instrument.status}) "
        f"dengan {_size(facts)} pada skala {sentences.scale_range(facts)}.",
        "Jawaban perangkat daerah penanggung jawab menjadi nilai indikator."
        if facts.framework.respondent == "lead"
        else "",
        "Nilai yang berlaku adalah nilai terverifikasi; bila tidak ada, nilai yang disepakati bersama; bila "
        "tidak ada, jawaban perangkat daerah.",
    )
    paper.say(
        "Skor setiap simpul adalah rata-rata tertimbang dari simpul di bawahnya.",
        "Jawaban kosong bukan nol: simpul yang jawabannya belum cukup dinyatakan data kurang tanpa skor.",
        "Indikator yang tidak berlaku tidak dihitung.",
    )
    paper.say(_rests(facts), f"{instrument.classification_note.capitalize()}." if facts.band else "")
    heads = list_level_heads(scale, named=False)[: len(scale.levels)]
    rows = [list(row) for row in zip(heads, scale.levels, strict=True)]
    paper.say(*shipped_words.list_notes(instrument))
    paper.table("Skala penilaian", [PaperColumn("Tingkat", 2.0, number=True), PaperColumn("Arti", 8.0)], rows)


def _size(facts: RegionFacts) -> str:
    """ "90 indikator dan 14 prasyarat"."""
    beside = len(facts.framework.prerequisites)
    inside = f"{len(facts.led_indicators) - beside} indikator"
    return f"{inside} dan {beside} prasyarat" if beside else inside


def _rests(facts: RegionFacts) -> str:
    rests = sentences.answer_basis_text(facts)
    until = f" Keadaan data per {format_date(facts.last_change)}." if facts.last_change else ""
    return f"Nilai pada bab ini bersumber dari {rests}.{until}" if rests else ""


def _turnout(paper: Paper, facts: RegionFacts) -> None:
    paper.heading("Gambaran umum dan kelengkapan")
    paper.say(
        sentences.answered_sentence(facts),
        sentences.responses_sentence(facts),
        sentences.evidence_sentence(facts),
    )
    asked = facts.opd_responses[facts.opd_responses["led"] > 0]
    others = len(facts.opd_responses) - len(asked)
    if len(asked) and others:
        paper.say(f"{others} perangkat daerah lain tidak menjadi penanggung jawab indikator.")
    columns = [
        PaperColumn("Perangkat daerah", 7.7),
        PaperColumn("Ditanya", 1.9, True),
        PaperColumn("Terjawab", 1.9, True),
    ]
    columns += [PaperColumn(PROVED.capitalize(), 2.4, True), PaperColumn("Mengirim", 2.1)]
    rows = [
        [row["name"], *(str(row[name]) for name in ("asked", "answered", "evidence")), _yes(row["sent"])]
        for row in asked.to_dict("records")
    ]
    paper.table("Kelengkapan jawaban perangkat daerah penanggung jawab", columns, rows)


def _yes(given: bool) -> str:
    return "Sudah" if given else "Belum"


def _elements(paper: Paper, facts: RegionFacts) -> None:
    if facts.element_scores["score"].isna().all():
        return
    paper.heading("Kesiapan menurut elemen")
    paper.say(
        "Tabel berikut memperlihatkan skor setiap dimensi menurut elemen kesiapan. Sel tanpa satu pun "
        "jawaban bertanda data kurang."
    )
    names = list(facts.element_scores["column"].unique())
    inside = facts.element_scores[facts.element_scores["node"].isin(facts.dimensions["node"])]
    few = few_answered_cells(inside)
    by_row = inside.groupby(["node", "row_name"], sort=False)
    columns = [
        PaperColumn("Dimensi", 4.6),
        *(PaperColumn(str(name), 11.4 / max(len(names), 1), True) for name in names),
    ]
    rows = [
        [
            str(key[1]),
            *(
                wording.score_text(facts, score) + (FEW_MARK if (key[0], column) in few else "")
                for column, score in zip(cells["column"], cells["score"], strict=True)
            ),
        ]
        for key, cells in by_row
    ]
    paper.table("Skor dimensi menurut elemen kesiapan", columns, rows)
    if few:
        paper.say(f"{FEW_NOTE[:1]} {FEW_NOTE[2:3].upper()}{FEW_NOTE[3:]}.")


def _dimensions(paper: Paper, facts: RegionFacts) -> None:
    noun = sentences.index_parts_noun(facts)
    paper.heading(f"Kesiapan per {noun}")
    paper.say(sentences.extremes_sentence(facts), sentences.unknown_dimensions_sentence(facts))
    paper.caption("Gambar", f"Skor {noun}" + (f" dan jarak ke target {facts.year}" if facts.aimed else ""))
    rows = gaps.sort_furthest_first(facts.dimensions)
    charts.add_word_chart(
        paper, 26 * len(rows) + 50, lambda sheet, box: gaps.add_score_chart(facts, sheet, box, rows)
    )
    basis = f" {facts.target.label}" if facts.aimed else ""
    paper.table(f"Skor dan target{basis} tiap {noun}" if basis else f"Skor {noun}", *_scores(facts, noun))
    for row in facts.dimensions.to_dict("records"):
        paper.heading(str(row["name"]), 2)
        node = str(row["node"])
        paper.say(
            wording.dimension_sentence(facts, row),
            wording.dimension_evidence_sentence(facts, node),
        )
        paper.say(
            wording.indicator_extremes_sentence(facts, node, facts.strong_indicators, "Kekuatan"),
            wording.indicator_extremes_sentence(facts, node, facts.weak_indicators, "Perlu dibenahi"),
        )
        _indicators(paper, facts, node, str(row["name"]))


def _scores(facts: RegionFacts, noun: str) -> tuple[list[PaperColumn], list[list[str]]]:
    columns = [PaperColumn(noun.capitalize(), 6.0), SCORE]
    rows = facts.dimensions.to_dict("records")
    if not facts.aimed:
        return columns, [[row["name"], wording.score_text(facts, row["score"])] for row in rows]
    more = (f"Target {facts.year}", "Skor − target", "Kekurangan")
    columns += [PaperColumn(heading, 2.6, number=True) for heading in more]
    return columns, [
        [
            row["name"],
            wording.score_text(facts, row["score"]),
            format_number(row["target"], facts.scale.decimals, missing="–"),
            wording.signed_gap_text(facts, row),
            wording.score_text(facts, row["shortfall"]),
        ]
        for row in rows
    ]


def _indicators(paper: Paper, facts: RegionFacts, node: str, name: str) -> None:
    columns = [
        CODE,
        PaperColumn("Indikator", 6.8),
        PaperColumn("Nilai", 2.2, True),
        PaperColumn("Bukti", 2.0),
    ]
    columns += [PaperColumn("Penanggung jawab", 3.3)]
    rows = [
        [
            row["node"],
            row["name"],
            wording.indicator_level_text(facts, row),
            sentences.proof_text(row),
            wording.short_opd_name(facts, row["lead"]),
        ]
        for row in wording.indicators_under(facts, node).to_dict("records")
    ]
    paper.table(f"Indikator {name}", columns, rows)


def _gaps(paper: Paper, facts: RegionFacts) -> None:
    rows = wording.contributing_indicators(facts)
    if not facts.aimed or not rows:
        return
    paper.wide()
    paper.heading("Analisis kesenjangan")
    paper.say(sentences.gap_sentence(facts), sentences.pareto_sentence(facts))
    first, rest = gap_list_excerpt(facts, BARS)
    values = first["contribution"].tolist()
    labels = [f" {format_number(value, 3)}" for value in values]
    paper.caption("Gambar", "Indikator dengan sumbangan terbesar")
    charts.add_word_chart(
        paper,
        22 * len(first) + 20,
        lambda sheet, box: gaps.add_dimension_bars(facts, sheet, box, first, values, labels),
    )
    basis = summary.points_basis(facts.result, facts.region)
    paper.say(
        rest,
        f"Sumbangan adalah poin indeks{basis} yang bertambah bila indikator mencapai targetnya. Indikator "
        "dengan sumbangan yang sama berada pada urutan yang sama dan dapat didahulukan yang mana pun.",
    )
    columns = [
        PaperColumn("Urutan", 2.5),
        CODE,
        PaperColumn("Indikator", 5.0),
        PaperColumn("Saat ini", 1.6, True),
    ]
    columns += [
        PaperColumn(f"Target {facts.year}", 1.5, True),
        PaperColumn("Sumbangan sampai target", 2.2, True),
    ]
    columns += [PaperColumn("Langkah ke tingkat berikutnya", 6.7), PaperColumn("Penanggung jawab", 3.3)]
    shown = [
        [
            format_place(row["place"], row["size"]),
            row["node"],
            row["name"],
            wording.indicator_level_text(facts, row),
            format_number(row["target"], facts.scale.decimals, missing="–"),
            format_number(row["contribution"], 3),
            wording.next_step_text(row) or "–",
            wording.short_opd_name(facts, row["lead"]),
        ]
        for row in rows[:FEW_ROWS]
    ]
    more = len(rows) - len(shown)
    paper.table(f"Kesenjangan terhadap target {facts.target.label}", columns, shown)
    if more > 0:
        level = sum(row["place"] == rows[FEW_ROWS - 1]["place"] for row in rows[FEW_ROWS:])
        parts = [
            f"{level} berimbang dengan yang terakhir" if level else "",
            f"{more - level} dengan sumbangan yang lebih kecil" if more > level else "",
        ]
        paper.say(f"Masih ada {more} indikator lain: {join_names([part for part in parts if part])}.")
    paper.upright()


def _swot(paper: Paper, facts: RegionFacts, merged: Sequence[MergedLine]) -> None:
    """What the groups wrote; nothing where they wrote nothing."""
    issues = [one for one in merged if one.lead.part == ISSUE]
    if issues:
        paper.heading("Isu daerah dan akar masalah")
        columns = [PaperColumn("Isu", 5.8), PaperColumn("Akar masalah", 4.2), PaperColumn("Kebutuhan", 3.4)]
        columns += [PaperColumn("OPD", 2.6)]
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


def _agencies(facts: RegionFacts, one: MergedLine) -> str:
    return ", ".join(wording.short_opd_name(facts, opd) for opd in one.opd) or "–"


def _prerequisites(paper: Paper, facts: RegionFacts) -> None:
    rows = facts.prerequisite_nodes.to_dict("records")
    if not rows:
        return
    paper.heading("Prasyarat")
    paper.say(
        "Prasyarat dinilai di samping indeks dan tidak mengubahnya, tetapi menentukan apakah program dapat "
        "berjalan.",
        sentences.prerequisites_sentence(facts),
    )
    columns = [
        CODE,
        PaperColumn("Prasyarat", 9.0),
        PaperColumn("Nilai", 2.4, True),
        PaperColumn(f"Target {facts.year}", 2.4, True),
    ]
    shown = [
        [
            row["node"],
            row["name"],
            wording.score_text(facts, row["score"]),
            format_number(row["target"], facts.scale.decimals, missing="–"),
        ]
        for row in rows
    ]
    paper.table("Keadaan prasyarat", columns, shown)


def _annexes(paper: Paper, facts: RegionFacts) -> None:
    paper.heading("Lampiran")
    paper.heading("Bobot", 2)
    weights = facts.framework.effective_weights()
    shares = format_shares([weights[node] for node in facts.dimensions["node"]], 1)
    rows = [
        [row["node"], row["name"], share]
        for row, share in zip(facts.dimensions.to_dict("records"), shares, strict=True)
    ]
    paper.table("Bobot efektif", [CODE, PaperColumn("Nama", 9.0), PaperColumn("Bobot", 2.6, True)], rows)
    paper.heading("Kuesioner", 2)
    columns = [CODE, PaperColumn("Pertanyaan", 8.3), PaperColumn("Bukti yang diminta", 6.0)]
    questions = [
        [row["node"], row["question"], str(facts.framework.node(row["node"]).tags.get("evidence", "")) or "–"]
        for row in facts.led_indicators.to_dict("records")
    ]
    paper.table("Pertanyaan setiap indikator", columns, questions)
    paper.heading("Istilah", 2)
    paper.table("Istilah yang dipakai", [PaperColumn("Istilah", 4.0), PaperColumn("Arti", 12.0)], TERMS)


TERMS = [
    ["Indeks", "Rata-rata tertimbang skor semua dimensi."],
    ["Jarak", "Target dikurangi skor."],
    ["Kekurangan", "Rata-rata tertimbang kekurangan setiap indikator terhadap targetnya."],
    ["Sumbangan", "Poin indeks yang bertambah bila target indikator tercapai."],
    [MISSING, "Jawaban belum cukup untuk sebuah skor. Bukan nol."],
    [NOT_APPLICABLE, "Indikator yang tidak ada di daerah ini dan tidak dihitung."],
    ["OPD", "Organisasi perangkat daerah."],
]
