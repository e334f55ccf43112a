"""The roadmap's schedule: what does not fit, who has too much, dates to edit, the masterplan's years."""

import pandas as pd
import streamlit as st

from planning import faults
from planning.horizon import Horizon
from planning.programme import Programme
from ui import actor, chart, drawn, empty, held, plan
from ui import roadmap as views
from ui.drawn import Undrawn
from ui.format import count, listed, rupiah
from ui.markdown import literal
from ui.view import View
from workflow import register, schedule
from workflow.board import Board

HEADINGS = {
    faults.DOOR: "Mulai sebelum dananya ada",
    faults.WAITS: "Mulai sebelum yang ditunggunya selesai",
    faults.CIRCLE: "Saling menunggu",
    faults.ORDER: "Selesai sebelum mulai",
    faults.OUTSIDE: "Melewati masa masterplan",
}


def show(seen: View) -> None:
    """The whole section."""
    found = plan.of(seen)
    try:
        drawn.show(
            seen,
            "peta_jalan",
            lambda turn: views.gantt(seen, dark=chart.dark(), page=turn),
            str(found.decided),
        )
        total = sum(bar.cost for bar in found.bars)
        st.markdown(f"**{count(len(found.bars))} program** pada peta jalan, seluruhnya **{rupiah(total)}**.")
    except Undrawn as lack:
        empty.show(lack.what, lack.next_step)
    _faults(found)
    _overloads(seen, found)
    _dates(seen, found)
    _horizon(seen, found)


def _faults(found: Board) -> None:
    """What cannot stand as planned, by kind; and how many programmes are not scheduled at all."""
    for kind, heading in HEADINGS.items():
        said = [fault.said for fault in found.faults if fault.kind == kind]
        if said:
            with st.expander(f"{heading}: {count(len(said))} program", icon=":material/error:"):
                st.markdown("\n".join(f"- {literal(words)}" for words in said))
    undated = {fault.key for fault in found.faults if fault.kind == faults.UNDATED}
    if undated:
        spent = sum(found.by_key[key].cost for key in undated)
        st.caption(
            f"{count(len(undated))} program belum dijadwalkan (biaya {rupiah(spent)}) dan tidak masuk "
            "jumlah mana pun. Isi waktunya pada tabel di bawah."
        )


def _overloads(seen: View, found: Board) -> None:
    said = seen.remember("overloads", lambda: _overloaded(found))
    if not said:
        return
    most = found.calendar.rules.most_at_once
    with st.expander(f"Beban berlebih: {count(len(said))} OPD", icon=":material/groups:"):
        st.markdown(f"Memimpin lebih dari {most} program pada saat yang sama:\n" + "\n".join(said))


def _overloaded(found: Board) -> list[str]:
    """One line for every OPD that leads too much at once."""
    return [
        f"- **{literal(found.leads.get(str(opd), str(opd)))}** sampai {rows['count'].max()} program "
        f"({listed([str(year) for year in rows['year']])})"
        for opd, rows in found.overloads.groupby("opd")
    ]


def _shown(found: Board) -> tuple[pd.DataFrame, str]:
    shown = schedule.table(found)
    return shown, plan.mark(shown)


def _dates(seen: View, found: Board) -> None:
    """Start and end of every programme; a change that cannot stand is refused with its reason."""
    st.subheader("Jadwal", anchor=False)
    shown, mark = seen.remember("schedule", lambda: _shown(found))
    name = f"jadwal_{seen.region}"
    key, (shown, found) = held.table(name, mark, (shown, found))
    filled = st.data_editor(
        shown,
        hide_index=True,
        height=420,
        disabled=["Program", "Penanggung jawab", "Menunggu"],
        key=key,
        column_config={
            "Program": st.column_config.TextColumn(pinned=True, width="large"),
            schedule.START: st.column_config.DateColumn(format="DD/MM/YYYY"),
            schedule.END: st.column_config.DateColumn(format="DD/MM/YYYY"),
        },
        alt="Jadwal program yang dapat disunting",
        placeholder="",
    )
    with st.container(horizontal=True):
        if st.button("Simpan jadwal", type="primary", disabled=not actor.name(), key="simpan_jadwal"):
            changes = schedule.changed(found, filled)
            if refused := schedule.refused(found, changes):
                lines = "\n".join(f"- {fault.said}" for fault in refused)
                st.error(f"Jadwal belum disimpan:\n{lines}")
            else:
                _save(seen, found, changes, name)
        st.button(
            "Urungkan simpanan terakhir",
            icon=":material/undo:",
            key="urungkan_jadwal",
            on_click=_undo,
            args=(seen,),
        )
    if not actor.name():
        actor.required()


def _save(seen: View, found: Board, changes: dict[str, Programme], name: str) -> None:
    """Keep the new dates, unless somebody wrote one of these programmes since the page was drawn."""
    if plan.keep(
        seen,
        lambda by: register.save(seen.engine, seen.region, changes, by=by, seen=found.written),
        "Jadwal tersimpan.",
    ):
        held.renew(name)
    st.rerun()


def _undo(seen: View) -> None:
    plan.keep(seen, lambda by: len(register.undo(seen.engine, seen.region, by)), "Diurungkan.")


def _horizon(seen: View, found: Board) -> None:
    """The years of the masterplan and of the RPJMD."""
    now = found.horizon
    rpjmd = listed([term.name for term in now.rpjmd()])
    with (
        st.expander(f"Masa masterplan {now.first}–{now.last} · {rpjmd}"),
        st.form("masa_masterplan", border=False),
    ):
        fields = {
            "first": ("Tahun pertama", now.first, 2000, 2100),
            "last": ("Tahun terakhir", now.last, 2000, 2110),
            "short": ("Jangka pendek sampai tahun ke-", now.short, 1, 5),
            "medium": ("Jangka menengah sampai tahun ke-", now.medium, 2, 9),
            "rpjmd_first": ("RPJMD mulai tahun", now.rpjmd_first, 2000, 2100),
        }
        with st.grid(3, min_column_width=200):
            for name, (label, value, low, high) in fields.items():
                st.number_input(label, low, high, value, format="%d", key=f"masa_{name}")
        st.form_submit_button(
            "Simpan masa masterplan", on_click=_keep_horizon, args=(seen, found, list(fields))
        )


def _keep_horizon(seen: View, found: Board, names: list[str]) -> None:
    given = {name: int(st.session_state[f"masa_{name}"]) for name in names}
    new = Horizon(**given, rpjmd_years=found.horizon.rpjmd_years)
    if problems := new.problems(found.calendar.rules):
        plan.refuse(" ".join(problems))
        return
    plan.settle(seen, "Masa masterplan tersimpan.", horizon=new)
