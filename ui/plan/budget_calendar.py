"""Budget doors: the calendar with its editable dates, and through which door each proposal goes."""

from datetime import date

import pandas as pd
import streamlit as st

from planning.plan import budget
from planning.plan.budget import BudgetCalendar
from ui.plan import plan
from ui.shared import actor, editor_state, page, table
from ui.shared.format import format_count, format_date
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.plan.region_plan import RegionPlan


def show_budget_doors(selection: Selection) -> None:
    """The whole section."""
    found = plan.require_plan_proposals(selection)
    if found is None:
        return
    _decision(selection, found)
    _each(selection, found)
    edit_budget_calendar(selection, found)


def _decision(selection: Selection, found: RegionPlan) -> None:
    """The day of the decision, from which every door counts."""
    with (
        st.form("tanggal_keputusan", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        key = plan.setting_key(found, "decided", "diputuskan")
        st.date_input("Tanggal keputusan", found.decided, format="DD/MM/YYYY", key=key)
        st.form_submit_button(
            "Simpan tanggal", on_click=_keep_decision, args=(selection, found, key), disabled=selection.locked
        )
    with st.container(horizontal=True):
        plan.show_undo_setting(selection, found, "decided")
        actor.show_recorder(locked=selection.locked)
    if found.room.decided is None:
        st.caption(f"Belum ditetapkan, sehingga dihitung dari hari ini, {format_date(found.decided)}.")
    first = budget.list_budget_doors(found.calendar, found.decided)[0]
    page.show_answer(f"Pintu anggaran terdekat: {first.budget}")
    st.markdown(
        f"Diputuskan **{format_date(found.decided)}**: pintu terdekat **{escape_markdown(first.budget)}** "
        f"({escape_markdown(first.step)}, paling lambat "
        f"{format_date(first.closes)}); dananya dapat dipakai sejak {format_date(first.money)}."
    )


def _keep_decision(selection: Selection, found: RegionPlan, key: str) -> None:
    day = st.session_state[key]
    plan.save_plan_settings(selection, found, "Tanggal keputusan tersimpan.", decided=day)


def _each(selection: Selection, found: RegionPlan) -> None:
    """Every proposal with its door, those that start too early first."""
    shown = selection.remember("doors", lambda: _listing(found), str(found.decided))
    refused = int(shown["early"].sum())
    shown = shown.drop(columns="early")
    early = f"{format_count(refused)} program mulai sebelum dananya ada"
    st.subheader(early if refused else "Pintu anggaran tiap program", anchor=False)
    table.show_paged_table(
        selection, shown, "pintu_halaman", str(found.decided), alt="Pintu anggaran tiap program"
    )


def _listing(found: RegionPlan) -> pd.DataFrame:
    rows = []
    for programme in found.proposals:
        door = found.doors.get(programme.key)
        early = budget.refuse_start(found.calendar, programme, programme.start, found.decided)
        rows.append(
            {
                "Program": programme.name,
                "Sumber dana": programme.funds or "belum disebut",
                "Mulai": format_date(programme.start) if programme.start else "belum diisi",
                "Pintu anggaran": _words(programme.key in found.doors, door),
                "Keterangan": " ".join(filter(None, (early, found.missing_renja.get(programme.key, "")))),
                "early": bool(early),
                "order": (not early, programme.start is None),
            }
        )
    return pd.DataFrame(rows).sort_values("order", kind="stable").drop(columns="order")


def _words(waits: bool, door: budget.BudgetDoor | None) -> str:
    if not waits:
        return "Di luar APBD kabupaten/kota"
    if door is None:
        return "Belum ada yang terbuka pada waktunya"
    return f"{door.budget} · {door.step}, paling lambat {format_date(door.closes)}"


def edit_budget_calendar(selection: Selection, found: RegionPlan) -> None:
    """The steps of one budget year, editable."""
    st.subheader("Kalender anggaran", anchor=False)
    years = list(range(found.decided.year, found.decided.year + 4))
    year = st.segmented_control(
        "Tahun anggaran", years, default=years[1], required=True, key="tahun_kalender"
    )
    rules = found.calendar.rules
    dates = found.calendar.dates(year)
    name = f"kalender_{selection.region}_{year}"
    shown = pd.DataFrame(
        {
            # What is edited stands where a phone shows it.
            "Tahapan": [step.name for step in rules.steps],
            "Tanggal": [dates[step.code] for step in rules.steps],
            "Anggaran": [f"{step.budget} {year}" for step in rules.steps],
            "Arti": ["dana dapat dipakai" if step.money else "pintu masuk program" for step in rules.steps],
        }
    )
    key, (shown, looked_at) = editor_state.editor_key_and_data(
        name, plan.editor_fingerprint(shown), (shown, found)
    )
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=selection.locked or ["Anggaran", "Tahapan", "Arti"],
        key=key,
        column_config={"Tanggal": st.column_config.DateColumn(format="DD/MM/YYYY", required=True)},
        alt="Tanggal tahapan anggaran yang dapat disunting",
    )
    own = f"Tanggal APBD {year:d} sudah disesuaikan daerah ini. " if year in found.room.dates else ""
    st.caption(f"{own}{escape_markdown(rules.source)}.")
    with st.container(horizontal=True):
        actor.show_recorder(locked=selection.locked)
        if st.button(
            "Simpan kalender", disabled=selection.locked or not actor.find_actor(), key="simpan_kalender"
        ):
            given = {
                step.code: _date(value) for step, value in zip(rules.steps, edited["Tanggal"], strict=True)
            }
            _keep_calendar(selection, looked_at, int(year), given, name)
        st.button(
            "Kembali ke tanggal lazim",
            disabled=selection.locked or year not in found.room.dates,
            key="bawaan_kalender",
            on_click=plan.save_plan_settings,
            args=(selection, found, "Kalender kembali ke tanggal yang lazim."),
            kwargs={f"dates {year}": None},
        )
        plan.show_undo_setting(selection, found, f"dates {year}")


def _date(value: object) -> date:
    return pd.Timestamp(value).date()  # type: ignore[arg-type]


def _keep_calendar(
    selection: Selection, found: RegionPlan, year: int, given: dict[str, date], name: str
) -> None:
    if problems := BudgetCalendar(found.calendar.rules, {year: given}).problems(year):
        st.error("Kalender belum disimpan:\n" + "\n".join(f"- {escape_markdown(said)}" for said in problems))
        return
    done = f"Kalender anggaran {year} tersimpan."
    plan.save_plan_settings(
        selection, found, done, lambda: editor_state.renew_editor(name), **{f"dates {year}": given}
    )
    st.rerun()
