"""Buku 2: programmes, priorities, quick wins, roadmap, money, and what the index would become."""

from __future__ import annotations

import pandas as pd

from charts.drawing.format import (
    format_count,
    format_date,
    format_number,
    format_place,
    format_plain,
    format_rupiah,
    format_shares,
    format_signed,
    join_ends,
    join_names,
    split_as_printed,
)
from planning.plan import ranking
from planning.plan.schedule_conflicts import UNDATED
from planning.programmes.programme import Programme
from reports import sentences
from reports.word.paper import Paper, PaperColumn
from workflow.documents.plan_facts import PlanFacts
from workflow.documents.region_facts import RegionFacts
from workflow.documents.source import DocumentSource
from workflow.plan import register_costs, roadmap_table
from workflow.plan.region_plan import CRITERIA, RegionPlan
from workflow.results import summary

TITLE = "Program, Quick Win, dan Peta Jalan"
NOTHING = "Register program {label} masih kosong. Isi halaman Program, lalu unduh kembali."


def build_plan_chapter(source: DocumentSource) -> bytes:
    """The chapter of the one region of the source; an empty register is said. KeyError without answers."""
    facts = source.facts()
    plan = PlanFacts(facts).region_plan
    paper = Paper(f"{TITLE} {facts.label}", sentences.provenance_line(facts), _mark(facts))
    paper.title(TITLE, _below(facts))
    if not (plan.programmes or plan.over):
        paper.say(NOTHING.format(label=facts.label))
        return paper.bytes()
    _opening(paper, plan)
    if not plan.programmes:
        return paper.bytes()
    paper.contents()
    paper.break_page()
    for part in (_running, _proposals, _quick_wins, _roadmap, _money, _expected, _open_questions):
        part(paper, facts, plan)
    return paper.bytes()


def _mark(facts: RegionFacts) -> str:
    return "" if facts.locked else facts.period.status_word.upper()


def _below(facts: RegionFacts) -> str:
    parts = [facts.label, facts.province, f"periode {facts.period.label}", facts.period.status_word]
    return " · ".join(part for part in (*parts, facts.period.sample_label) if part)


def _opening(paper: Paper, plan: RegionPlan) -> None:
    """How many programmes the register holds, as Program counts them, and how many stand on the roadmap."""
    whole = len(plan.programmes) + len(plan.over)
    kinds = [
        f"{format_count(len(plan.programmes) - len(plan.proposals))} sudah berjalan",
        f"{format_count(len(plan.proposals))} usulan",
        *([f"{format_count(len(plan.over))} selesai atau dihentikan"] if plan.over else []),
    ]
    span = plan.horizon.format_years()
    paper.say(
        f"Register memuat {format_count(whole)} program: {join_names(kinds)}.",
        f"Pada masa rencana induk {span}, {format_count(len(plan.bars))} program masuk peta jalan "
        f"dengan pagu {format_rupiah(float(plan.costs['rupiah'].sum()))}."
        if plan.bars
        else f"Pada masa rencana induk {span} belum ada program yang masuk peta jalan.",
    )


def _running(paper: Paper, facts: RegionFacts, plan: RegionPlan) -> None:
    rows = [each for each in plan.programmes if each.running]
    if not rows:
        return
    paper.heading("Program yang sudah berjalan")
    paper.say("Program yang sudah berjalan adalah kekuatan yang dilanjutkan dan tidak diurutkan lagi.")
    columns = [PaperColumn("Program", 7.0), PaperColumn("Dimensi", 3.4), PaperColumn("Penanggung jawab", 3.6)]
    columns += [PaperColumn("Sejak", 1.8, True)]
    paper.table("Program berjalan", columns, [[*_who(facts, plan, each), _since(each)] for each in rows])


def _who(facts: RegionFacts, plan: RegionPlan, each: Programme) -> list[str]:
    return [each.name, _dimension(facts, each), plan.leads.get(each.lead, each.lead) or "–"]


def _dimension(facts: RegionFacts, each: Programme) -> str:
    known = each.dimension in facts.framework.codes
    return facts.framework.node(each.dimension).name if known else "–"


def _since(each: Programme) -> str:
    return str(each.since) if each.since else "–"


def _proposals(paper: Paper, facts: RegionFacts, plan: RegionPlan) -> None:
    if not plan.proposals:
        return
    ranked = plan.ranked(CRITERIA)
    paper.heading("Program usulan menurut prioritas")
    given = plan.room.weights
    shares = format_shares([given[name] / sum(given.values()) for name in ranking.CRITERIA])
    weights = ", ".join(
        f"{name.lower()} {share}" for name, share in zip(ranking.CRITERIA.values(), shares, strict=True)
    )
    paper.say(
        f"Urutan dihitung dari kriteria dengan bobot {weights}. Program yang nilainya berdekatan dinyatakan "
        "berimbang; di antaranya didahulukan yang menjadi prasyarat, pelayanan dasar (SPM), atau isu RPJMD."
    )
    gains = plan.gains["gain"].reindex(ranked.index)
    columns_of = (ranked.index, ranked["place"], ranked["size"], gains)
    columns = [PaperColumn("Urutan", 2.0), PaperColumn("Program", 5.6), PaperColumn("Dimensi", 3.0)]
    columns += [PaperColumn("Penanggung jawab", 2.8), PaperColumn("Indeks naik", 2.4, True)]
    rows = [
        [format_place(place, size), *_who(facts, plan, plan.by_key[key]), format_signed(gain, 3, missing="–")]
        for key, place, size, gain in zip(*columns_of, strict=True)
    ]
    paper.table("Prioritas program usulan", columns, rows)
    if unplaced := int(ranked["place"].isna().sum()):
        paper.say(
            f"{format_count(unplaced)} program dengan tanda – pada Urutan belum lengkap nilai kriterianya, "
            "sehingga belum diurutkan."
        )


def _quick_wins(paper: Paper, facts: RegionFacts, plan: RegionPlan) -> None:
    """What passes every gate, one card each; nothing is called a quick win that does not."""
    passing = [plan.by_key[key] for key, verdict in plan.verdicts.items() if verdict.passes]
    if not passing:
        return
    paper.heading("Quick win")
    covered = {each.dimension for each in passing}
    without = [row["name"] for row in facts.dimensions.to_dict("records") if row["node"] not in covered]
    paper.say(
        f"{format_count(len(passing))} program memenuhi seluruh syarat quick win.",
        f"Belum ada quick win untuk {join_names(without)}." if without else "",
    )
    for each in passing:
        paper.heading(each.name, 2)
        paper.lines(*_card(facts, plan, each))


def _card(facts: RegionFacts, plan: RegionPlan, each: Programme) -> list[tuple[str, str]]:
    support = join_names([plan.leads.get(opd, opd) for opd in each.support])
    door = plan.doors.get(each.key)
    aim = f"{each.measure}: {_amount(each.baseline)} menjadi {_amount(each.target)} {each.unit}".rstrip()
    said = [
        ("Dimensi", _dimension(facts, each)),
        ("Masalah", each.problem),
        ("Penanggung jawab", plan.leads.get(each.lead, each.lead)),
        ("Pendukung", support),
        ("Waktu", _when(each)),
        ("Biaya seluruhnya", _whole_cost(each)),
        (
            "Pintu anggaran",
            f"{door.budget}, {door.step}, paling lambat {format_date(door.closes)}" if door else "",
        ),
        ("Indikator", aim if each.measure else ""),
        ("Risiko", each.risk),
        ("Mitigasi", each.mitigation),
    ]
    return [(label, text) for label, text in said if text]


def _whole_cost(each: Programme) -> str:
    """What it costs in all its years, which are named where there are several; "" where nothing is given."""
    paid = sorted(year for year, rupiah in each.costs.items() if rupiah)
    years = f" ({_years(paid[0], paid[-1])})" if paid else ""
    return f"{format_rupiah(each.cost)}{years}" if each.costs else ""


def _amount(value: float | None) -> str:
    return "–" if value is None else format_plain(value)


def _when(each: Programme) -> str:
    if not (each.start and each.end):
        return ""
    return join_ends(format_date(each.start), format_date(each.end), " sampai ")


def _roadmap(paper: Paper, facts: RegionFacts, plan: RegionPlan) -> None:
    rows = roadmap_table.build_roadmap_table(plan)
    if rows.empty:
        return
    paper.wide()
    paper.heading("Peta jalan")
    terms = [f"{term.name.lower()} {_years(term.first, term.last)}" for term in plan.horizon.terms()]
    rest = [each.name for each in plan.unscheduled_programmes]
    outside = register_costs.name_outside_programmes(plan)
    paper.say(f"Pembagian waktu: {join_names(terms)}.")
    columns = [
        PaperColumn("No", 1.0, True),
        PaperColumn("Program", 6.0),
        PaperColumn("Penanggung jawab", 3.2),
    ]
    columns += [PaperColumn("Mulai", 2.8), PaperColumn("Selesai", 2.8), PaperColumn("Jangka", 2.6)]
    columns += [PaperColumn("Pintu anggaran", 3.0), PaperColumn("Pagu", 3.2, True)]
    names = ["No", "Program", "Penanggung jawab", "Mulai", "Selesai", "Jangka", "Pintu anggaran"]
    shown = [
        [*(str(row[name]) or "–" for name in names), _whole_rupiah(float(row[roadmap_table.TOTAL]))]
        for row in rows.to_dict("records")
    ]
    total = ["", "Jumlah", *[""] * 5, _whole_rupiah(float(rows[roadmap_table.TOTAL].sum()))]
    paper.table("Peta jalan program", columns, [*shown, total])
    if outside:
        paper.say(outside)
    if rest:
        paper.say(f"Belum terjadwal ({format_count(len(rest))} program): {'; '.join(rest)}.")
    paper.upright()


def _years(first: int, last: int) -> str:
    return join_ends(first, last)


def _whole_rupiah(value: float) -> str:
    """Every rupiah, so that the rows of a table sum to what stands under them."""
    return f"Rp{format_count(value)}"


def _money(paper: Paper, facts: RegionFacts, plan: RegionPlan) -> None:
    total, register = float(plan.costs["rupiah"].sum()), plan.costs_by_place.whole_register
    if plan.costs.empty and not register > 0:
        return
    paper.heading("Kebutuhan anggaran")
    if not register > 0:
        paper.say("Biaya program pada peta jalan belum diisi.")
        return
    span = plan.horizon.format_years()
    paper.say(
        f"Seluruh program pada peta jalan memerlukan {format_rupiah(total)} selama {span}."
        if plan.bars
        else "Belum ada program yang masuk peta jalan, sehingga kebutuhan tiap tahun belum dapat dihitung."
    )
    _register(paper, plan, register)
    if not total > 0:
        return
    leads = plan.costs["lead"].map(plan.leads).fillna("–")
    parts = (
        ("Tahun", plan.costs.groupby(plan.costs["year"].astype(str))["rupiah"].sum(), "tahun"),
        ("Sumber dana", plan.costs.groupby("funds")["rupiah"].sum(), "sumber dana"),
        ("Penanggung jawab", plan.costs.groupby(leads)["rupiah"].sum(), "penanggung jawab"),
    )
    for heading, sums, word in parts:
        columns = [PaperColumn(heading, 8.0), PaperColumn("Pagu", 4.0, True)]
        paper.table(f"Pagu menurut {word}", columns, _sums(sums, total))


def _register(paper: Paper, plan: RegionPlan, register: float) -> None:
    """What the register costs beside the roadmap; nothing where all of it stands there."""
    places = register_costs.name_cost_places(plan)
    if len(places) < 2:
        return
    shown = split_as_printed([rupiah for _, rupiah in places], register, 0)
    rows = [
        [f"{words[0].upper()}{words[1:]}", _whole_rupiah(rupiah)]
        for (words, _), rupiah in zip(places, shown, strict=True)
    ]
    columns = [PaperColumn("Bagian register", 8.0), PaperColumn("Biaya", 4.0, True)]
    paper.table("Biaya seluruh register", columns, [*rows, ["Jumlah", _whole_rupiah(register)]])


def _sums(sums: pd.Series, total: float) -> list[list[str]]:
    rows = [[str(name), _whole_rupiah(float(value))] for name, value in sums.items()]
    return [*rows, ["Jumlah", _whole_rupiah(total)]]


def _expected(paper: Paper, facts: RegionFacts, plan: RegionPlan) -> None:
    known = plan.expected.dropna(subset=["index"])
    if known.empty:
        return
    basis = summary.points_basis(facts.result, facts.region)
    paper.heading("Indeks bila program berjalan sesuai rencana")
    counted = (
        f"Indeks{basis} dihitung ulang dengan tingkat yang dijanjikan program yang sudah selesai pada akhir "
        "setiap tahun. Ini bukan ramalan."
    )
    if len(known) > 1 and known["index"].nunique() == 1:
        flat = format_number(known["index"].iloc[0], facts.scale.decimals)
        paper.say(counted, f"Hasilnya tetap {flat} hingga akhir {int(known['year'].iloc[-1])}.")
        return
    paper.say(counted)
    columns = [
        PaperColumn("Akhir tahun", 4.0),
        PaperColumn("Program selesai", 4.0, True),
        PaperColumn("Indeks", 4.0, True),
    ]
    rows = [
        [str(row["year"]), format_count(row["done"]), format_number(row["index"], facts.scale.decimals)]
        for row in known.to_dict("records")
    ]
    paper.table("Indeks yang diharapkan", columns, rows)


def _open_questions(paper: Paper, facts: RegionFacts, plan: RegionPlan) -> None:
    """What still keeps programmes from standing as planned."""
    undated = {fault.key for fault in plan.faults if fault.kind == UNDATED}
    said = list(dict.fromkeys(fault.said for fault in plan.faults if fault.kind != UNDATED))
    if undated:
        said.append(f"{format_count(len(undated))} program belum lengkap waktu mulai dan selesainya.")
    if plan.missing_renja:
        names = join_names([plan.by_key[key].name for key in plan.missing_renja])
        said.append(f"Belum tercantum dalam rancangan Renja: {names}.")
    if said:
        paper.heading("Yang masih perlu diputuskan")
        paper.points(said)
