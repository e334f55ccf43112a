"""Budget doors: the calendar with its editable dates, and through which door each proposal goes."""

from datetime import date

import pandas as pd
import streamlit as st

from planning import budget
from planning.budget import Calendar
from ui import actor, plan, table
from ui.format import count, day
from ui.view import View
from workflow.board import Board


def show(seen: View) -> None:
    """The whole section."""
    found = plan.proposals(seen)
    if found is None:
        return
    _decision(seen, found)
    _each(seen, found)
    calendar(seen, found)


def _decision(seen: View, found: Board) -> None:
    """The day of the decision, from which every door counts."""
    with (
        st.form("tanggal_keputusan", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.date_input("Tanggal keputusan", found.decided, format="DD/MM/YYYY", key="diputuskan")
        st.form_submit_button("Simpan tanggal", on_click=_keep_decision, args=(seen,))
    if found.room.decided is None:
        st.caption(f"Belum ditetapkan, sehingga dihitung dari hari ini, {day(found.decided)}.")
    first = budget.doors(found.calendar, found.decided)[0]
    st.markdown(
        f"Diputuskan **{day(found.decided)}**: pintu terdekat **{first.budget}** ({first.step} sampai "
        f"{day(first.closes)}); dananya dapat dipakai sejak {day(first.money)}."
    )


def _keep_decision(seen: View) -> None:
    plan.settle(seen, "Tanggal keputusan tersimpan.", decided=st.session_state["diputuskan"])


def _each(seen: View, found: Board) -> None:
    """Every proposal with its door, those that start too early first."""
    shown = seen.remember("doors", lambda: _listing(found), str(found.decided))
    refused = int((shown["Keterangan"] != "").sum())
    early = f"{count(refused)} program mulai sebelum dananya ada"
    st.subheader(early if refused else "Pintu anggaran tiap program", anchor=False)
    table.paged(seen, shown, "pintu_halaman", str(found.decided), alt="Pintu anggaran tiap program")


def _listing(found: Board) -> pd.DataFrame:
    rows = []
    for programme in found.proposals:
        door = found.doors.get(programme.key)
        early = budget.refusal(found.calendar, programme, programme.start, found.decided)
        rows.append(
            {
                "Program": programme.name,
                "Sumber dana": programme.funds or "belum disebut",
                "Mulai": day(programme.start) if programme.start else "belum diisi",
                "Pintu anggaran": _words(programme.key in found.doors, door),
                "Keterangan": early,
                "order": (not early, programme.start is None),
            }
        )
    return pd.DataFrame(rows).sort_values("order", kind="stable").drop(columns="order")


def _words(waits: bool, door: budget.Door | None) -> str:
    if not waits:
        return "Di luar APBD kabupaten/kota"
    if door is None:
        return "Belum ada yang terbuka pada waktunya"
    return f"{door.budget} · {door.step} sampai {day(door.closes)}"


def calendar(seen: View, found: Board) -> None:
    """The steps of one budget year, editable."""
    st.subheader("Kalender anggaran", anchor=False)
    years = list(range(found.decided.year, found.decided.year + 4))
    year = st.segmented_control(
        "Tahun anggaran", years, default=years[1], required=True, key="tahun_kalender"
    )
    rules = found.calendar.rules
    dates = found.calendar.dates(year)
    shown = pd.DataFrame(
        {
            "Anggaran": [f"{step.budget} {year}" for step in rules.steps],
            "Tahapan": [step.name for step in rules.steps],
            "Tanggal": [dates[step.code] for step in rules.steps],
            "Arti": ["dana dapat dipakai" if step.money else "pintu masuk program" for step in rules.steps],
        }
    )
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["Anggaran", "Tahapan", "Arti"],
        key=f"kalender_{seen.region}_{year}_{plan.mark(shown)}",
        column_config={"Tanggal": st.column_config.DateColumn(format="DD/MM/YYYY", required=True)},
        alt="Tanggal tahapan anggaran yang dapat disunting",
    )
    own = f"Tanggal APBD {year} sudah disesuaikan daerah ini. " if year in found.room.dates else ""
    st.caption(f"{own}{rules.source}.")
    with st.container(horizontal=True):
        if st.button("Simpan kalender", disabled=not actor.name(), key="simpan_kalender"):
            given = {
                step.code: _date(value) for step, value in zip(rules.steps, edited["Tanggal"], strict=True)
            }
            _keep_calendar(seen, found, int(year), given)
        st.button(
            "Kembali ke tanggal lazim",
            disabled=year not in found.room.dates,
            key="bawaan_kalender",
            on_click=plan.settle,
            args=(seen, "Kalender kembali ke tanggal yang lazim."),
            kwargs={f"dates {year}": None},
        )


def _date(value: object) -> date:
    return pd.Timestamp(value).date()  # type: ignore[arg-type]


def _keep_calendar(seen: View, found: Board, year: int, given: dict[str, date]) -> None:
    if problems := Calendar(found.calendar.rules, {year: given}).problems(year):
        st.error("Kalender belum disimpan:\n" + "\n".join(f"- {said}" for said in problems))
        return
    plan.settle(seen, f"Kalender anggaran {year} tersimpan.", **{f"dates {year}": given})
    st.rerun()
