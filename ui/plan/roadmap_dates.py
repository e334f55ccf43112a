"""The roadmap's schedule: what does not fit, who has too much, dates to edit, the masterplan's years."""

import pandas as pd
import streamlit as st

from planning.plan import schedule_conflicts
from planning.plan.horizon import PlanHorizon
from planning.programmes.programme import Programme
from ui.plan import plan
from ui.plan import roadmap_charts as views
from ui.programmes import saving
from ui.shared import actor, cached_chart, editor_state, empty, message, page
from ui.shared.cached_chart import ChartChoice, NothingToDraw
from ui.shared.format import format_count, format_rupiah, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.plan import register_costs, roadmap_dates
from workflow.plan.region_plan import RegionPlan

HEADINGS = {
    schedule_conflicts.DOOR: "Mulai sebelum dananya ada",
    schedule_conflicts.WAITS: "Mulai sebelum yang ditunggunya selesai",
    schedule_conflicts.CIRCLE: "Saling menunggu",
    schedule_conflicts.ORDER: "Selesai sebelum mulai",
    schedule_conflicts.OUTSIDE: "Melewati masa masterplan",
}


def show_roadmap_schedule(selection: Selection) -> None:
    """The roadmap drawn, and what does not fit."""
    found = plan.selected_region_plan(selection)
    try:
        cached_chart.show_cached_chart(
            selection, "peta_jalan", ChartChoice.of(views.roadmap_gantt_chart, today=selection.told_on)
        )
        total = sum(bar.cost for bar in found.bars)
        st.markdown(
            f"**{format_count(len(found.bars))} program** pada peta jalan, seluruhnya "
            f"**{format_rupiah(total)}**."
        )
        _beside(found)
    except NothingToDraw as lack:
        empty.show_missing_data(lack.what, lack.next_step)
    _faults(found)
    _overloads(selection, found)


def show_roadmap_dates(selection: Selection) -> None:
    """The dates of every programme and the years of the masterplan, to fill in."""
    found = plan.selected_region_plan(selection)
    undated = len(found.unscheduled_programmes)
    page.show_answer(
        f"{format_count(undated)} program belum terjadwal" if undated else "Seluruh program terjadwal"
    )
    _faults(found)
    _dates(selection, found)
    _horizon(selection, found)


def _beside(found: RegionPlan) -> None:
    """What the register holds beside the roadmap, so that the sums tie."""
    said = (register_costs.tell_cost_places(found), register_costs.name_outside_programmes(found))
    if any(said):
        st.caption(escape_markdown(" ".join(filter(None, said))))


def _faults(found: RegionPlan) -> None:
    """What cannot stand as planned, by kind; and how many programmes are not scheduled at all."""
    for kind, heading in HEADINGS.items():
        said = [fault.said for fault in found.faults if fault.kind == kind]
        if said:
            with st.expander(f"{heading}: {format_count(len(said))} program", icon=":material/error:"):
                st.markdown("\n".join(f"- {escape_markdown(words)}" for words in said))
    if open_ := len(found.unscheduled_programmes):
        st.caption(
            f"{format_count(open_)} program belum terjadwal dan tidak masuk jumlah peta jalan. "
            "Isi waktunya di bagian Isi jadwal."
        )


def _overloads(selection: Selection, found: RegionPlan) -> None:
    said = selection.remember("overloads", lambda: _overloaded(found))
    if not said:
        return
    most = found.calendar.rules.most_at_once
    with st.expander(f"Beban berlebih: {format_count(len(said))} OPD", icon=":material/groups:"):
        st.markdown(f"Memimpin lebih dari {most} program pada saat yang sama:\n" + "\n".join(said))


def _overloaded(found: RegionPlan) -> list[str]:
    """One line for every OPD that leads too much at once."""
    return [
        f"- **{escape_markdown(found.leads.get(str(opd), str(opd)))}** sampai "
        f"{int(rows['count'].max())} program "
        f"({escape_markdown(join_names([str(year) for year in rows['year']]))})"
        for opd, rows in found.overloads.groupby("opd")
    ]


def _shown(found: RegionPlan) -> tuple[pd.DataFrame, str]:
    shown = roadmap_dates.schedule_table(found)
    return shown, plan.editor_fingerprint(shown)


def _dates(selection: Selection, found: RegionPlan) -> None:
    """Start and end of every programme; a change that cannot stand is refused with its reason."""
    shown, mark = selection.remember("schedule", lambda: _shown(found))
    name = f"jadwal_{selection.region}"
    key, (shown, found) = editor_state.editor_key_and_data(name, mark, (shown, found))
    filled = st.data_editor(
        shown,
        hide_index=True,
        height=420,
        disabled=selection.locked or ["Program", "Penanggung jawab", "Menunggu"],
        key=key,
        column_config={
            "Program": st.column_config.TextColumn(pinned=True, width="large"),
            roadmap_dates.START: st.column_config.DateColumn(format="DD/MM/YYYY"),
            roadmap_dates.END: st.column_config.DateColumn(format="DD/MM/YYYY"),
        },
        alt="Jadwal program yang dapat disunting",
        placeholder="",
    )
    with st.container(horizontal=True):
        if st.button(
            "Simpan jadwal",
            type="primary",
            disabled=selection.locked or not actor.find_actor(),
            key="simpan_jadwal",
        ):
            changes = roadmap_dates.changed_programme_dates(found, filled)
            if refused := roadmap_dates.conflicts_of_changes(found, changes):
                lines = "\n".join(f"- {escape_markdown(fault.said)}" for fault in refused)
                st.error(f"Jadwal belum disimpan:\n{lines}")
            else:
                _save(selection, found, changes, name)
        saving.show_undo_register_save(selection, "urungkan_jadwal", plan.MESSAGE, saving.DATES)
        actor.show_recorder(locked=selection.locked)


def _save(selection: Selection, found: RegionPlan, changes: dict[str, Programme], name: str) -> None:
    """Keep the new dates, unless somebody wrote one of these programmes since the page was drawn."""
    if saving.save_register_changes(
        selection, changes, found.written, lambda: editor_state.renew_editor(name), plan.MESSAGE
    ):
        editor_state.renew_editor(name)
    st.rerun()


def _horizon(selection: Selection, found: RegionPlan) -> None:
    """The years of the masterplan and of the RPJMD."""
    now = found.horizon
    rpjmd = join_names([term.name for term in now.rpjmd()])
    drawer = st.expander(f"Masa masterplan {now.format_years()} · {escape_markdown(rpjmd)}")
    with drawer, st.form("masa_masterplan", border=False):
        fields = {
            "first": ("Tahun pertama", now.first, 2000, 2100),
            "last": ("Tahun terakhir", now.last, 2000, 2110),
            "short": ("Jangka pendek sampai tahun ke-", now.short, 1, 5),
            "medium": ("Jangka menengah sampai tahun ke-", now.medium, 2, 9),
            "rpjmd_first": ("RPJMD mulai tahun", now.rpjmd_first, 2000, 2100),
        }
        with st.grid(3, min_column_width=200):
            for name, (label, value, low, high) in fields.items():
                st.number_input(escape_markdown(label), low, high, value, format="%d", key=_key(found, name))
        st.form_submit_button(
            "Simpan masa masterplan",
            on_click=_keep_horizon,
            args=(selection, found, list(fields)),
            disabled=selection.locked,
        )
    with drawer, st.container(horizontal=True):
        plan.show_undo_setting(selection, found, "horizon")
        actor.show_recorder(locked=selection.locked)


def _keep_horizon(selection: Selection, found: RegionPlan, names: list[str]) -> None:
    given = {name: int(st.session_state[_key(found, name)]) for name in names}
    new = PlanHorizon(**given, rpjmd_years=found.horizon.rpjmd_years)
    if problems := new.problems(found.calendar.rules):
        message.keep_message(plan.MESSAGE, escape_markdown(" ".join(problems)), done=False)
        return
    plan.save_plan_settings(selection, found, "Masa masterplan tersimpan.", horizon=new)


def _key(found: RegionPlan, name: str) -> str:
    return plan.setting_key(found, "horizon", f"masa_{name}")
