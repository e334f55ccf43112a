"""What the roadmap costs per year, source and OPD, the index it should bring, and the plan to take away."""

from functools import partial

import pandas as pd
import streamlit as st

from planning.plan.schedule_conflicts import ORDER, OUTSIDE, UNDATED
from reports import plan_files
from reports.documents import MIME
from reports.naming import document_file_name
from reports.plain_text import make_table_csv
from ui.plan import plan, roadmap_charts
from ui.shared import cached_chart, empty, filters, page, table
from ui.shared.cached_chart import ChartChoice, NothingToDraw
from ui.shared.format import format_count, format_number, format_rupiah
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.plan import register_costs, roadmap_table
from workflow.plan.region_plan import RegionPlan
from workflow.targets import agreed_targets

UNITS = ((1e6, "juta rupiah"), (1e3, "ribu rupiah"), (1.0, "rupiah"))
HEADS = {"funds": "Sumber dana", "lead": "OPD"}


def show_roadmap_costs(selection: Selection) -> None:
    """The section of costs: a chart per year, tables per source and OPD."""
    try:
        cached_chart.show_cached_chart(
            selection, "biaya_tahun", ChartChoice.of(roadmap_charts.roadmap_costs_chart)
        )
    except NothingToDraw as lack:
        empty.show_missing_data(lack.what, lack.next_step)
        return
    found = plan.selected_region_plan(selection)
    said = (f"Tabel dalam {_cost_unit(found.costs)[1]}.", register_costs.tell_cost_places(found))
    st.caption(escape_markdown(" ".join(filter(None, said))))
    column = filters.choose_segment("biaya-menurut", HEADS, label="Biaya menurut")
    table.show_markdown_table(
        selection.remember("costs by", partial(_by, found, column, HEADS[column]), column)
    )


def _cost_unit(costs: pd.DataFrame) -> tuple[float, str]:
    """The largest unit in which every cost is whole, so that rows and columns sum as they are printed."""
    return next(one for one in UNITS if one[0] == 1.0 or (costs["rupiah"] % one[0] == 0).all())


def _by(found: RegionPlan, column: str, heading: str) -> str:
    """Rupiah per year in `_cost_unit` with the sum, the largest first, and a row of sums, as Markdown."""
    spent = found.costs.assign(lead=found.costs["lead"].map(found.leads).fillna("Belum disebut"))
    wide = spent.pivot_table(index=column, columns="year", values="rupiah", aggfunc="sum", fill_value=0.0)
    wide = wide.reindex(columns=found.shown_years, fill_value=0.0)
    wide["Jumlah"] = wide.sum(axis=1)
    wide = wide.sort_values("Jumlah", ascending=False, kind="stable")
    wide.loc["Jumlah"] = wide.sum()
    shown = wide.rename(columns=str).rename_axis(heading).reset_index()
    size = _cost_unit(found.costs)[0]

    def _printed_amount(value: float) -> str:
        return format_count(value / size) if value else "–"

    formats = dict.fromkeys((name for name in shown.columns if name != heading), _printed_amount)
    return table.table_as_markdown(shown, formats=formats)


def _amount(value: float) -> str:
    return format_rupiah(value) if value else "–"


def show_expected_index(selection: Selection) -> None:
    """The section of the index: what it would be, and which programmes cannot count."""
    try:
        cached_chart.show_cached_chart(
            selection, "indeks_tahun", ChartChoice.of(roadmap_charts.index_path_chart)
        )
    except NothingToDraw as lack:
        empty.show_missing_data(lack.what, lack.next_step)
        return
    found = plan.selected_region_plan(selection)
    silent = selection.remember(
        "silent", lambda: found.gains.loc[found.gains["why"] != "", "why"].value_counts()
    )
    if len(silent):
        with st.expander(f"{format_count(int(silent.sum()))} program tidak menambah indeks"):
            st.markdown(
                "\n".join(
                    f"- {escape_markdown(why)}: {format_count(int(times))} program"
                    for why, times in silent.items()
                )
            )
    aims = selection.remember("target path", lambda: agreed_targets.index_target_path(selection.uncached))
    st.caption(
        f"Target: {escape_markdown('; '.join(each.label for each in aims.values()) or 'belum ada')}. "
        "Tiap program dihitung pada tahun selesainya: tingkat yang dijanjikan dimasukkan, lalu seluruh "
        "indeks dihitung ulang. Program yang mengangkat indikator yang sama tidak dihitung dua kali."
    )


def show_roadmap_files(selection: Selection) -> None:
    """The section of files: the table with Renja and RKPD columns, as a workbook and as CSV."""
    found = plan.selected_region_plan(selection)
    rows = selection.remember(
        "plan table", lambda: roadmap_table.build_roadmap_table(found), str(found.decided)
    )
    if rows.empty:
        empty.show_missing_data(
            "Belum ada program yang dijadwalkan", "Isi waktu mulai dan selesai program di bagian Jadwal."
        )
        return
    total = float(rows[roadmap_table.TOTAL].sum())
    page.show_answer(f"{format_count(len(rows))} program terjadwal, seluruhnya {format_rupiah(total)}")
    st.markdown(
        f"**{format_count(len(rows))} program**, seluruhnya **{format_rupiah(total)}**; sama dengan "
        "peta jalan dan "
        "tabel biaya. Kolomnya mengikuti Renja dan RKPD: program, kegiatan, indikator, target, "
        "penanggung jawab, pagu."
    )
    head = selection.find_head()
    make = {
        "xlsx": lambda: make_roadmap_workbook(selection, rows),
        "csv": lambda: make_table_csv(rows, head),
    }
    version = f"v{selection.instrument.version}"
    with st.container(horizontal=True):
        for suffix, content in make.items():
            st.download_button(
                f"Unduh {suffix.upper()}",
                content,
                document_file_name("Peta_Jalan", selection.region_label, selection.period, version, suffix),
                MIME[suffix],
                icon=":material/download:",
                key=f"unduh_rencana_{suffix}",
                on_click="ignore",
            )
    named = ["No", "Program", "Penanggung jawab", "Mulai", "Selesai", "Jangka", "Sumber dana"]
    shown = rows[[*named, roadmap_table.TOTAL]]
    formats = {roadmap_table.TOTAL: _amount, "No": format_count}
    table.show_paged_table(
        selection, shown, "peta_halaman", str(found.decided), alt="Tabel peta jalan", formats=formats
    )


def make_roadmap_workbook(selection: Selection, rows: pd.DataFrame) -> bytes:
    """The plan to take away: `rows` as `workflow.plan.roadmap_table.build_roadmap_table` of the region."""
    found, head = plan.selected_region_plan(selection), selection.find_head()
    beside = [*found.unscheduled_programmes, *found.outside_programmes]
    said = {fault.key: fault.said for fault in found.faults if fault.kind in (UNDATED, ORDER, OUTSIDE)}
    rest = pd.DataFrame(
        [(each.name, each.cost, said.get(each.key, "Di luar masa masterplan.")) for each in beside],
        columns=["Program", "Biaya (rupiah)", "Keterangan"],
    )
    years = found.horizon.format_years()
    notes = [
        selection.source(),
        f"Masterplan {years} · rupiah · indeks hari ini {format_number(found.index)}",
        f"Jejak audit {head}",
    ]
    title = f"Peta jalan program {selection.region_label}"
    money = roadmap_table.rupiah_columns(found)
    return selection.stamp_workbook(plan_files.roadmap_workbook(rows, money, rest, title, notes))
