"""Quick wins per dimension, why the others are none, the room's marks and the list behind them."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import count as count_from
from typing import Any

import pandas as pd
import streamlit as st

from planning.plan.quick_wins import QuickWinMarks, dimensions_without_quick_win
from reference import planning as definitions
from reference.planning import Criterion, QuickWinList
from reports.remarks import LABELS
from storage.errors import NewerSave
from storage.values import Actor
from ui.plan import plan, told_settings
from ui.shared import actor, editor_state, page, table
from ui.shared.format import format_count, format_date, format_number, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.saving.overtaken import Compared, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow.plan import plan_decisions
from workflow.plan.region_plan import RegionPlan
from workflow.programmes import quick_win_marks
from workflow.programmes.quick_win_marks import MARKS

BENEFIT = LABELS["benefit"]
CODE = "code"
LEAST, MONTHS, GATES = "rata_quick_win", "bulan_quick_win", "syarat_quick_win"


def show_quick_wins(selection: Selection) -> None:
    """The whole section."""
    found = plan.require_plan_proposals(selection)
    if found is None:
        return
    passed = [one.passes for one in found.verdicts.values()]
    page.show_answer(f"{format_count(sum(passed))} dari {format_count(len(passed))} usulan adalah quick win")
    _rule(found)
    _dimensions(selection, found)
    _others(selection, found)
    _marks(selection, found)
    _definition(selection, found)


def _rule(found: RegionPlan) -> None:
    wanted = found.quick_win_list
    gates = join_names([gate.name[:1].lower() + gate.name[1:] for gate in wanted.gates])
    st.markdown(
        f"Quick win: {format_count(len(wanted.criteria))} kriteria dinilai 0 sampai {wanted.highest} dengan "
        f"rata-rata paling sedikit **{format_number(wanted.least)}**"
        + (f", serta {escape_markdown(gates)}." if gates else ".")
        + f" Dihitung dari keputusan {format_date(found.decided)}."
    )


def _dimensions(selection: Selection, found: RegionPlan) -> None:
    """The quick wins of every dimension as cards, and the dimensions without any."""
    framework = found.assessment.framework
    codes = framework.dimensions
    passed = [verdict for verdict in found.verdicts.values() if verdict.passes]
    if missing := dimensions_without_quick_win(codes, passed):
        names = join_names([framework.node(code).name for code in missing])
        st.warning(
            f"Belum ada quick win untuk {escape_markdown(names)}; sedikitnya satu tiap dimensi. "
            "Sebabnya di bawah, pada usulan yang belum memenuhi."
        )
    with st.grid(3, min_column_width=260):
        for code in codes:
            mine = [verdict for verdict in passed if verdict.dimension == code]
            with st.container(border=True, height="stretch"):
                st.markdown(
                    f"**{escape_markdown(framework.node(code).name)}** · {format_count(len(mine))} quick win"
                )
                for verdict in mine:
                    programme = found.by_key[verdict.key]
                    lead = found.leads.get(programme.lead, "–")
                    said = f"{escape_markdown(lead)} · nilai {format_number(verdict.mean or 0)}"
                    st.markdown(escape_markdown(programme.name))
                    st.caption(said)
                if not mine:
                    st.caption("Belum ada")


def _others(selection: Selection, found: RegionPlan) -> None:
    """Why each other proposal is no quick win."""
    rows = selection.remember("quick win reasons", lambda: _reasons(found), str(found.decided))
    if rows.empty:
        return
    drawer = st.expander(
        f"{format_count(len(rows))} usulan belum memenuhi", key="alasan_quick_win", on_change="rerun"
    )
    if drawer.open:
        with drawer:
            table.show_paged_table(
                selection,
                rows,
                "alasan_halaman",
                str(found.decided),
                alt="Usulan yang belum memenuhi",
                missing="belum dinilai",
            )


def _reasons(found: RegionPlan) -> pd.DataFrame:
    names = {node.code: node.name for node in found.assessment.framework.nodes}
    rows = [
        (
            found.by_key[key].name,
            names.get(verdict.dimension, "–"),
            math.nan if verdict.mean is None else verdict.mean,
            "; ".join(verdict.reasons),
        )
        for key, verdict in sorted(found.verdicts.items(), key=lambda each: len(each[1].reasons))
        if not verdict.passes
    ]
    return pd.DataFrame(rows, columns=["Usulan", "Dimensi", "Nilai", "Belum memenuhi"])


def _marks(selection: Selection, found: RegionPlan) -> None:
    """The table in which the room marks its candidates."""
    st.subheader("Nilai calon quick win", anchor=False)
    shown, mark = selection.remember("quick win marks", lambda: _marked(found))
    name = f"nilai_quick_win_{selection.region}"
    key, (shown, found) = editor_state.editor_key_and_data(name, mark, (shown, found))
    wanted = found.quick_win_list
    marks = {
        each.name: st.column_config.NumberColumn(
            help=escape_markdown(each.asks), min_value=0, max_value=wanted.highest, step=1, format="%d"
        )
        for each in wanted.criteria
    }
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=selection.locked or ["Usulan"],
        key=key,
        column_config={
            "Usulan": st.column_config.TextColumn(pinned=True, width="medium"),
            BENEFIT: st.column_config.DateColumn(
                format="DD/MM/YYYY",
                help="Kapan warga mulai merasakan manfaatnya; kosong = menurut isian program, atau waktu "
                "selesainya",
            ),
            **marks,
        },
        alt="Nilai calon quick win yang dapat diisi",
        placeholder="",
    )
    st.caption("Yang dinilai adalah usulan yang dipilih di bagian Suara OPD.")
    with st.container(horizontal=True):
        actor.show_recorder(locked=selection.locked)
        if st.button(
            "Simpan nilai",
            type="primary",
            disabled=selection.locked or not actor.find_actor(),
            key="simpan_quick_win",
        ):
            rows = zip(found.shortlist, edited.to_dict("records"), strict=True)
            given = {one: _read(wanted, found.by_key[one].benefit, row) for one, row in rows}
            _keep_marks(selection, found, given, name)
            st.rerun()
        names = {one: programme.name for one, programme in found.by_key.items()}
        words = UndoWords("nilai quick win", name_of=lambda one, _said: names.get(one, ""))
        plan.show_undo_plan_save(selection, plan_decisions.QUICK_WIN, "urungkan_quick_win", words)


def _keep_marks(
    selection: Selection, found: RegionPlan, given: Mapping[str, QuickWinMarks], name: str
) -> None:
    """Store them over what `found` showed; `name` is the editor's."""

    def _write(by: Actor, shown: Newer) -> int:
        looked_at = told_settings.looked_at(MARKS, found.said, shown)
        return quick_win_marks.save_quick_win_marks(
            selection.engine, selection.region, given, by=by, looked_at=looked_at
        )

    def _compare(newer: NewerSave) -> list[Compared]:
        return told_settings.compare_marks(found, newer, given[newer.key])

    plan.save_plan_as_visitor(
        _write, "Nilai quick win tersimpan.", _compare, lambda: editor_state.renew_editor(name)
    )


def _marked(found: RegionPlan) -> tuple[pd.DataFrame, str]:
    """The candidates with the marks they have, and the mark of this state of the table."""
    shown = pd.DataFrame(
        [
            {
                "Usulan": found.by_key[key].name,
                **_given(
                    found.quick_win_list, found.said.get(key, QuickWinMarks()), found.by_key[key].benefit
                ),
            }
            for key in found.shortlist
        ]
    )
    return shown, plan.editor_fingerprint(shown)


def _given(wanted: QuickWinList, said: QuickWinMarks, own: date | None) -> dict[str, object]:
    marks = {each.name: said.marks.get(each.code, math.nan) for each in wanted.criteria}
    return {BENEFIT: said.benefit or own, **marks}


def _read(wanted: QuickWinList, own: date | None, row: Mapping[Any, Any]) -> QuickWinMarks:
    """What a row says; a benefit as the programme itself has it is not said anew, so that it follows it."""
    marks = {each.code: row[each.name] for each in wanted.criteria}
    benefit = row[BENEFIT]
    return QuickWinMarks(
        {code: float(mark) for code, mark in marks.items() if isinstance(mark, int | float) and mark == mark},
        benefit if isinstance(benefit, date) and benefit == benefit and benefit != own else None,
    )


def _definition(selection: Selection, found: RegionPlan) -> None:
    """The one list, editable for this region."""
    wanted, usual = found.quick_win_list, definitions.shipped_quick_win_list()
    own = " (disesuaikan daerah ini)" if found.room.quick_win else ""
    title = f"Daftar periksa quick win, versi {wanted.version}{own}"
    drawer = st.expander(escape_markdown(title), key="daftar_quick_win", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        st.caption(f"{escape_markdown(wanted.source)}. Satu-satunya definisi quick win di aplikasi ini.")
        shown = pd.DataFrame(
            [(each.code, each.name, each.asks) for each in wanted.criteria],
            columns=[CODE, "Kriteria", "Yang ditanyakan"],
        )
        name = f"kriteria_quick_win_{selection.region}"
        mark = str(found.settled.get("quick_win", 0))
        key, (shown, looked_at) = editor_state.editor_key_and_data(
            name, mark, (shown, found), lambda held: _list_fields(held[1])
        )
        wanted = looked_at.quick_win_list
        rows = st.data_editor(
            shown,
            num_rows="dynamic",
            hide_index=True,
            column_order=["Kriteria", "Yang ditanyakan"],
            disabled=selection.locked,
            key=key,
            alt="Kriteria quick win yang dapat disunting",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            marks = [step / 4 for step in range(4 * wanted.highest + 1)]
            least = st.select_slider(
                "Rata-rata paling sedikit",
                marks,
                wanted.least,
                format_func=format_number,
                key=_list_key(looked_at, LEAST),
            )
            months = st.number_input(
                "Manfaat terasa dalam (bulan)",
                1,
                60,
                wanted.months,
                key=_list_key(looked_at, MONTHS),
            )
        named = {gate.code: gate.name for gate in usual.gates}
        kept = [gate.code for gate in wanted.gates]
        gates = st.multiselect(
            "Syarat",
            list(named),
            kept,
            format_func=named.__getitem__,
            key=_list_key(looked_at, GATES),
        )
        actor.show_recorder(locked=selection.locked)
        with st.container(horizontal=True):
            if st.button(
                "Simpan daftar periksa",
                disabled=selection.locked or not actor.find_actor(),
                key="simpan_daftar_quick_win",
            ):
                new = replace(_edited(wanted, rows), least=float(least), months=int(months))
                _keep_list(selection, looked_at, new, gates)
            st.button(
                "Kembali ke bawaan",
                disabled=selection.locked or not found.room.quick_win,
                key="bawaan_quick_win",
                on_click=plan.save_plan_settings,
                args=(selection, found, "Daftar periksa kembali ke bawaan."),
                kwargs={"quick_win": None},
            )
            plan.show_undo_setting(selection, found, "quick_win")


def _list_key(found: RegionPlan, field: str) -> str:
    return plan.setting_key(found, "quick_win", field)


def _list_fields(found: RegionPlan) -> dict[str, object]:
    """The fields beside the table of criteria, as they are drawn."""
    wanted = found.quick_win_list
    drawn = {LEAST: wanted.least, MONTHS: wanted.months, GATES: [gate.code for gate in wanted.gates]}
    return {_list_key(found, field): value for field, value in drawn.items()}


def _edited(wanted: QuickWinList, rows: pd.DataFrame) -> QuickWinList:
    """The list with the criteria of the table; those that stood in it keep their codes, thus their marks."""
    taken = {each.code for each in wanted.criteria}
    criteria = []
    for row in rows.fillna("").to_dict("records"):
        code = str(row[CODE] or _new_code(taken))
        taken.add(code)
        criteria.append(Criterion(code, str(row["Kriteria"]).strip(), str(row["Yang ditanyakan"]).strip()))
    return replace(wanted, criteria=tuple(criteria))


def _new_code(taken: set[str]) -> str:
    return next(code for code in map("tambahan_{}".format, count_from(1)) if code not in taken)


def _keep_list(selection: Selection, found: RegionPlan, new: QuickWinList, gates: list[str]) -> None:
    usual = {gate.code: gate for gate in definitions.shipped_quick_win_list().gates}
    new = replace(new, gates=tuple(usual[code] for code in usual if code in gates))
    if problems := new.problems():
        st.error(
            "Daftar periksa belum disimpan:\n" + "\n".join(f"- {escape_markdown(said)}" for said in problems)
        )
        return
    name = f"kriteria_quick_win_{selection.region}"
    plan.save_plan_settings(
        selection,
        found,
        "Daftar periksa quick win tersimpan.",
        lambda: editor_state.renew_editor(name),
        quick_win=new,
    )
    st.rerun()
