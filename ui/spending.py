"""What the roadmap costs per year, source and OPD, the index it should bring, and the plan to take away."""

from functools import partial

import pandas as pd
import streamlit as st

from planning.faults import UNDATED
from reports import plan_files
from reports.documents import MIME
from reports.naming import file_name
from ui import chart, drawn, empty, plan, roadmap, table
from ui.drawn import Undrawn
from ui.format import count, number, rupiah
from ui.view import View
from workflow import plan_table, targets
from workflow.board import Board

HEADS = {"funds": "sumber dana", "lead": "OPD"}


def costs(seen: View) -> None:
    """The section of costs: a chart per year, tables per source and OPD."""
    try:
        drawn.show(seen, "biaya_tahun", lambda _: roadmap.money(seen, dark=chart.dark()))
    except Undrawn as lack:
        empty.show(lack.what, lack.next_step)
        return
    found = plan.of(seen)
    st.caption("Tabel dalam miliar rupiah.")
    for column, heading in (("funds", "Sumber dana"), ("lead", "OPD")):
        st.subheader(f"Biaya menurut {HEADS[column]}", anchor=False)
        table.put(seen.remember("costs by", partial(_by, found, column, heading), column))


def _by(found: Board, column: str, heading: str) -> str:
    """Milliards per year with the sum, the largest first, and a row of sums, as Markdown."""
    spent = found.costs.assign(lead=found.costs["lead"].map(found.leads).fillna("Belum disebut"))
    wide = spent.pivot_table(index=column, columns="year", values="rupiah", aggfunc="sum", fill_value=0.0)
    wide = wide.reindex(columns=found.horizon.years, fill_value=0.0)
    wide["Jumlah"] = wide.sum(axis=1)
    wide = wide.sort_values("Jumlah", ascending=False, kind="stable")
    wide.loc["Jumlah"] = wide.sum()
    shown = wide.rename(columns=str).rename_axis(heading).reset_index()
    formats = dict.fromkeys((name for name in shown.columns if name != heading), _milliards)
    return table.text(shown, formats=formats)


def _milliards(value: float) -> str:
    return number(value / 1e9) if value else "–"


def _amount(value: float) -> str:
    return rupiah(value) if value else "–"


def index(seen: View) -> None:
    """The section of the index: what it would be, and which programmes cannot count."""
    try:
        drawn.show(seen, "indeks_tahun", lambda _: roadmap.index_path(seen, dark=chart.dark()))
    except Undrawn as lack:
        empty.show(lack.what, lack.next_step)
        return
    found = plan.of(seen)
    silent = seen.remember("silent", lambda: found.gains.loc[found.gains["why"] != "", "why"].value_counts())
    if len(silent):
        with st.expander(f"{count(int(silent.sum()))} program tidak menambah indeks"):
            st.markdown("\n".join(f"- {why}: {count(int(times))} program" for why, times in silent.items()))
    agreed = bool(seen.remember("target years", lambda: targets.years(seen.engine, seen.region)))
    st.caption(
        f"Target: {'yang disepakati daerah' if agreed else 'bawaan instrumen pada akhir tiap jangka'}. "
        "Tiap program dihitung pada tahun selesainya: tingkat yang dijanjikan dimasukkan, lalu seluruh "
        "indeks dihitung ulang. Program yang mengangkat indikator yang sama tidak dihitung dua kali."
    )


def take_away(seen: View) -> None:
    """The section of files: the table with Renja and RKPD columns, as a workbook and as CSV."""
    found = plan.of(seen)
    rows = seen.remember("plan table", lambda: plan_table.rows(found), str(found.decided))
    if rows.empty:
        empty.show(
            "Belum ada program yang dijadwalkan", "Isi waktu mulai dan selesai program di bagian Jadwal."
        )
        return
    total = float(rows[plan_table.TOTAL].sum())
    st.markdown(
        f"**{count(len(rows))} program**, seluruhnya **{rupiah(total)}**; sama dengan peta jalan dan "
        "tabel biaya. Kolomnya mengikuti Renja dan RKPD: program, kegiatan, indikator, target, "
        "penanggung jawab, pagu."
    )
    make = {"xlsx": lambda: _workbook(seen, found, rows), "csv": lambda: plan_files.csv(rows)}
    version = f"v{seen.instrument.version}"
    with st.container(horizontal=True):
        for suffix, content in make.items():
            st.download_button(
                f"Unduh {suffix.upper()}",
                content,
                file_name("Peta_Jalan", seen.region_label, seen.period, version, suffix),
                MIME[suffix],
                icon=":material/download:",
                key=f"unduh_rencana_{suffix}",
                on_click="ignore",
            )
    named = ["No", "Program", "Penanggung jawab", "Mulai", "Selesai", "Jangka", "Sumber dana"]
    shown = rows[[*named, plan_table.TOTAL]]
    formats = {plan_table.TOTAL: _amount, "No": count}
    table.paged(seen, shown, "peta_halaman", str(found.decided), alt="Tabel peta jalan", formats=formats)


def _workbook(seen: View, found: Board, rows: pd.DataFrame) -> bytes:
    undated = [fault for fault in found.faults if fault.kind == UNDATED]
    rest = pd.DataFrame(
        [(found.by_key[each.key].name, found.by_key[each.key].cost, each.said) for each in undated],
        columns=["Program", "Biaya (rupiah)", "Keterangan"],
    )
    years = f"{found.horizon.first}–{found.horizon.last}"
    notes = [seen.source(), f"Masterplan {years} · rupiah · indeks hari ini {number(found.index)}"]
    title = f"Peta jalan program {seen.region_label}"
    return plan_files.workbook(rows, plan_table.money(found), rest, title, notes)
