"""Slides of the plan: proposals in their order, the matrix, quick wins, the roadmap, what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from charts import titles
from charts.drawing import theme
from charts.drawing.format import (
    format_count,
    format_number,
    format_place,
    format_rupiah,
    join_ends,
    sheet_format,
    tie_rupiah,
)
from planning.plan import voting
from planning.plan.roadmap import RoadmapBar
from planning.programmes.programme import Programme
from reference import planning as definitions
from reports.slides import fit
from reports.slides.charts import BarSeries, ScatterPoint, ValueAxis, add_bar_chart, add_scatter_chart
from reports.slides.deck import Deck
from reports.slides.sheet import INK, MUTED, SlideSheet, TextLine
from reports.slides.tables import SlideTable, add_slide_table
from workflow.plan import register_costs, roadmap_table
from workflow.plan.region_plan import CRITERIA, RegionPlan

RATED = "dampak_kemudahan"
AT_ONCE = 9
SMALLEST = 11  # of the names beside the matrix: every number in it has one


def add_proposals_slide(deck: Deck) -> None:
    """Every proposal by the room's criteria, equals as one place."""
    board = deck.plan.region_plan
    ranked = board.ranked(CRITERIA)
    rows = [
        [
            format_place(place, size),
            board.by_key[key].name,
            _dimension(deck, board.by_key[key]),
            board.leads.get(board.by_key[key].lead, "") or "–",
            _whole_cost(board.by_key[key]),
        ]
        for key, place, size in ranked[["place", "size"]].itertuples(name=None)
    ]
    head = ("Urutan", "Usulan program", "Dimensi", "Penanggung jawab", "Biaya seluruhnya")
    table = SlideTable(head, rows, (1.5, 4, 2, 2, 1.6), ("center", "left", "left", "left", "right"))
    running = len(board.programmes) - len(rows)
    deck.table(
        f"{format_count(len(rows))} usulan program menurut kriteria",
        f"{deck.facts.label}; {format_count(running)} program lain sudah berjalan",
        table,
        "Urutan menurut kriteria berbobot yang disepakati; yang berimbang berada pada satu urutan.",
        deck.facts.source,
    )


def _dimension(deck: Deck, programme: Programme) -> str:
    known = programme.dimension in deck.facts.framework.codes
    return deck.facts.framework.node(programme.dimension).name if known else "–"


def _whole_cost(programme: Programme) -> str:
    """Rupiah of all years, "Belum diisi" where no cost is given."""
    return format_rupiah(programme.cost) if programme.costs else "Belum diisi"


def add_impact_ease_slide(deck: Deck) -> None:
    """Impact against ease as the room rated them: numbers in the chart, names beside it."""
    board = deck.plan.region_plan
    way = definitions.voting_ways()[RATED]
    result = board.results(way)
    rated = result.loc[voting.order_by_votes(way, result)].dropna(subset=["dampak", "kemudahan"])
    lines = board.room.lines
    marks = result.rename(columns={"dampak": "impact", "kemudahan": "ease"})
    title = titles.impact_ease_title(marks, lines.impact, lines.ease)
    sheet = deck.add(title, f"Rata-rata penilaian {format_count(len(board.cast(way)))} OPD, skala 1–5")
    left, right = sheet.area.row(1.25, 1, gap=20)
    points = [
        ScatterPoint(
            ease,
            impact,
            str(board.numbers[key]),
            deck.facts.chart_palette.dimension(board.by_key[key].dimension).lstrip("#"),
        )
        for key, ease, impact in zip(rated.index, rated["kemudahan"], rated["dampak"], strict=True)
    ]
    said = "; ".join(f"{board.numbers[key]} {board.by_key[key].name}" for key in rated.index)
    add_scatter_chart(
        sheet, left, points, ("Kemudahan", "Dampak"), (1, 5), (lines.ease, lines.impact), f"{title}. {said}."
    )
    points_of = rated["points"].to_dict()
    rows = [
        [str(board.numbers[key]), board.by_key[key].name, format_number(points_of[key], 0)]
        for key in rated.index
    ]
    head, shares, align = ("No.", "Usulan", "Skor"), (0.7, 4, 0.9), ("center", "left", "right")
    table = SlideTable(head, rows, shares, align, least=SMALLEST)
    add_slide_table(sheet, right, table, "Nomor dan nama usulan, skor tertinggi lebih dahulu.")
    sheet.notes(
        "Kanan atas: berdampak besar dan mudah, calon quick win. Kiri atas: program strategis.",
        "Skor = dampak × kemudahan, paling tinggi 100.",
        deck.facts.source,
    )


def add_quick_wins_slide(deck: Deck) -> None:
    """The programmes that pass the list, a card for each."""
    board = deck.plan.region_plan
    passing = [key for key, verdict in board.verdicts.items() if verdict.passes]
    title = f"{format_count(len(passing))} quick win memenuhi seluruh syarat"
    rows = [_card(board, board.by_key[key]) for key in passing]
    head = ("Quick win", "Masalah", "Penanggung jawab", "Biaya seluruhnya", "Indikator dan target")
    table = SlideTable(head, rows, (2, 2.4, 1.6, 1.3, 2.2), ("left",) * 5)
    subtitle = f"{deck.facts.label}, {board.quick_win_list.months} bulan sejak disepakati"
    notes = [
        f"{board.by_key[key].name}: risiko {board.by_key[key].risk or 'belum ditulis'}; "
        f"mitigasi {board.by_key[key].mitigation or 'belum ditulis'}."
        for key in passing
    ]
    hint = "Biaya adalah biaya seluruh tahun program, bukan hanya selama masa quick win."
    deck.table(title, subtitle, table, hint, *notes, deck.facts.source)


def _card(board: RegionPlan, programme: Programme) -> list[str]:
    aim = format_number(programme.target, 0, missing="–") if programme.target is not None else "–"
    measure = f"{programme.measure}: {aim} {programme.unit}".strip()
    lead = board.leads.get(programme.lead, "") or "–"
    return [programme.name, programme.problem or "–", lead, _whole_cost(programme), measure]


def add_roadmap_slide(deck: Deck) -> None:
    """What runs when: a native stacked bar whose first series is unfilled."""
    board = deck.plan.region_plan
    placed = roadmap_table.list_roadmap_rows(board)
    first, last = board.shown_years[0], board.shown_years[-1]
    ends = [row.bar.end.year for row in placed]
    title = titles.roadmap_title(ends, board.horizon.first, board.horizon.last)
    parts = -(-len(placed) // AT_ONCE)
    size = -(-len(placed) // parts)
    open_ = len(board.unscheduled_programmes)
    rest = f"; {format_count(open_)} program belum terjadwal" if open_ else ""
    outside = len(board.outside_programmes)
    rest += f"; {format_count(outside)} di luar masa itu" if outside else ""
    for number_ in range(parts):
        shown = placed[number_ * size : (number_ + 1) * size]
        turn = f" ({number_ + 1} dari {parts})" if parts > 1 else ""
        sheet = deck.add(title, f"{deck.facts.label}, diurutkan menurut waktu mulai{turn}{rest}")
        _gantt(sheet, deck.facts.chart_palette, [row.bar for row in shown], first, last)
        leads = [f"{row.bar.programme.name}: {'–' if row.lead is None else row.lead}" for row in shown]
        sheet.notes(
            "Angka di kanan batang adalah perkiraan biaya selama masa masterplan.",
            register_costs.name_outside_programmes(board),
            *leads,
        )


def _gantt(
    sheet: SlideSheet, palette: theme.Palette, shown: Sequence[RoadmapBar], first: int, last: int
) -> None:
    starts = [_year(bar.start) for bar in shown]
    lengths = [_year(bar.end) + 1 / 365 - start for bar, start in zip(shown, starts, strict=True)]
    colours = [palette.dimension(bar.programme.dimension).lstrip("#") for bar in shown]
    room = (last + 1 - first) * 0.3
    labels = [f" {format_rupiah(bar.cost) if bar.has_cost else 'Belum diisi'}" for bar in shown]
    series = [
        BarSeries("Mulai", starts, [""]),
        BarSeries("Lama (tahun)", lengths, colours),
        BarSeries("Biaya", [room] * len(shown), [""], labels, "base", INK),
    ]
    names = [bar.programme.name for bar in shown]
    said = "; ".join(
        f"{n} {join_ends(b.own_start.year, b.own_end.year, ' sampai ')}"
        for n, b in zip(names, shown, strict=True)
    )
    axis = ValueAxis(first, last + 1 + room, form=sheet_format(0, up_to=last + 1))
    add_bar_chart(sheet, sheet.area, names, series, axis, f"Peta jalan: {said}.", room=0.36)


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def _split_sums(costs: pd.Series) -> list[str]:
    """Rupiah that sum to their whole as they print, each as it prints by itself."""
    return tie_rupiah(costs.tolist(), float(costs.sum()))[:-1]


def add_costs_slide(deck: Deck) -> None:
    """Rupiah each year needs, over all sources of funds."""
    board = deck.plan.region_plan
    rows = board.costs.groupby("year", as_index=False)[["rupiah"]].sum()
    title = titles.yearly_costs_title(rows)
    sheet = deck.add(title, f"Kebutuhan biaya program pada peta jalan, {deck.facts.label}")
    most = float(rows["rupiah"].max())
    millions = [value / 1e6 for value in rows["rupiah"]]
    labels = [f" {words}" for words in _split_sums(rows["rupiah"])]
    room = [most / 1e6 * 0.25] * len(rows)
    series = [
        BarSeries("Juta rupiah", millions, [theme.LIGHT.primary.lstrip("#")]),
        BarSeries("Keterangan", room, [""], labels, "base", INK),
    ]
    names = [f"{int(year)}" for year in rows["year"]]
    said = "; ".join(f"{name}{label}" for name, label in zip(names, labels, strict=True))
    places = register_costs.tell_cost_places(board)
    unknown = sum(not bar.has_cost for bar in board.bars)
    note = (
        f"{format_count(unknown)} program pada peta jalan belum diisi biayanya."
        if unknown
        else "Seluruh program pada peta jalan sudah diisi biayanya."
    )
    said_below = f"{note} {places}".strip()
    area, low = sheet.area.split(
        sheet.area.height - fit.wrapped_height(said_below, sheet.area.width, 20) - 12
    )
    sheet.text(low, TextLine(said_below, 20, colour=MUTED))
    add_bar_chart(
        sheet, area, names, series, ValueAxis(0, most / 1e6 * 1.25, shown=False), f"Biaya: {said}.", room=0.14
    )
    funds = board.costs.groupby("funds")["rupiah"].sum().sort_values(ascending=False)
    sheet.notes(
        register_costs.name_outside_programmes(board),
        "Sumber dana: "
        + "; ".join(
            f"{name or 'belum disebut'} {words}"
            for name, words in zip(funds.index, _split_sums(funds), strict=True)
        ),
    )
