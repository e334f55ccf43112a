"""The table in which paper and form votes are entered: one row per OPD, pasted or typed."""

from typing import Any

import pandas as pd
import streamlit as st

from reference.planning import VotingWay
from storage.values import Actor
from ui.plan import plan, told_settings
from ui.shared import actor, editor_state
from ui.shared.format import format_count, join_ends
from ui.shared.markdown import escape_markdown
from ui.shared.saving.overtaken import Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow.plan import ballots, plan_decisions
from workflow.plan.ballots import OPD
from workflow.plan.plan_decisions import ballot_key
from workflow.plan.region_plan import RegionPlan

SHORT = 26


def show_ballot_entry(selection: Selection, found: RegionPlan, way: VotingWay) -> None:
    """The table to fill in, one criterion at a time, and the buttons that keep it or take it back."""
    st.subheader("Masukkan suara", anchor=False)
    code = _criterion(found, way)
    shown, mark = selection.remember("ballots", lambda: _shown(found, way, code), way.code, code)
    name = f"suara_{selection.region}_{way.code}_{code}"
    key, (shown, found) = editor_state.editor_key_and_data(name, mark, (shown, found))
    filled = st.data_editor(
        shown,
        num_rows="dynamic",
        hide_index=True,
        height=320,
        disabled=selection.locked,
        key=key,
        column_config=_rated(found, way) if way.rated else _named(found, way),
        alt="Suara OPD yang dapat diisi",
        placeholder="",
    )
    with st.container(horizontal=True):
        if st.button(
            "Simpan suara",
            type="primary",
            disabled=selection.locked or not actor.find_actor(),
            key="simpan_suara",
        ):
            _keep(selection, found, way, name, *ballots.read_ballot_table(found, way, code, filled))
        words = UndoWords(
            "suara", name_of=lambda ballot, _said: found.bodies.get(ballot.partition("/")[2], "")
        )
        plan.show_undo_plan_save(
            selection,
            plan_decisions.TALLY,
            f"urungkan_suara_{way.code}",
            words,
            lambda ballot: ballot.startswith(plan_decisions.ballot_key(way.code, "")),
        )
        actor.show_recorder(locked=selection.locked)


def _shown(found: RegionPlan, way: VotingWay, code: str) -> tuple[pd.DataFrame, str]:
    shown = ballots.build_ballot_table(found, way, code)
    return shown, plan.editor_fingerprint(shown)


def _criterion(found: RegionPlan, way: VotingWay) -> str:
    """The criterion the table is about, with how it is filled in."""
    if not way.rated:
        order = ", yang utama lebih dahulu" if way.combine == "borda" else ""
        most = way.named(len(found.shortlist))
        st.caption(f"Satu baris untuk satu OPD; paling banyak {most:d} usulan{order}.")
        return way.criteria[0].code
    named = {each.code: each.name for each in way.criteria}
    code: str = st.segmented_control(
        "Kriteria",
        list(named),
        format_func=lambda each: escape_markdown(named[each]),
        default=next(iter(named)),
        required=True,
        key=f"kriteria_{way.code}",
    )
    asks = next(each.asks for each in way.criteria if each.code == code)
    st.caption(
        f"Satu baris untuk satu OPD, nilai {join_ends(way.lowest, way.highest, ' sampai ')}"
        + (f" ({escape_markdown(asks)})" if asks else "")
        + "; kosong berarti tidak menilai. Tabel dari Excel dapat ditempel: nama OPD, lalu nilai usulan 1, "
        "2, dan seterusnya."
    )
    return code


def _opd() -> dict[str, Any]:
    return {OPD: st.column_config.TextColumn(OPD, pinned=True, width="medium", required=True)}


def _rated(found: RegionPlan, way: VotingWay) -> dict[str, Any]:
    ends: dict[str, Any] = {"min_value": way.lowest, "max_value": way.highest, "step": 1, "format": "%d"}
    names = {str(place): found.by_key[key].name for key, place in found.numbers.items()}
    return _opd() | {
        place: st.column_config.NumberColumn(f"{place}. {name[:SHORT]}", help=escape_markdown(name), **ends)
        for place, name in names.items()
    }


def _named(found: RegionPlan, way: VotingWay) -> dict[str, Any]:
    names = {str(place): f"{place}. {found.by_key[key].name}" for key, place in found.numbers.items()}
    return _opd() | {
        heading: st.column_config.SelectboxColumn(
            options=list(names), format_func=lambda n: names.get(str(n), str(n))
        )
        for heading in ballots.pick_headings(found, way)
    }


def _keep(
    selection: Selection,
    found: RegionPlan,
    way: VotingWay,
    name: str,
    given: plan_decisions.Cast,
    problems: list[str],
) -> None:
    """Keep what was read; where anything is wrong it is said by row and nothing is stored."""
    if problems:
        st.error("Suara belum disimpan. Perbaiki dahulu:\n" + "\n".join(f"- {said}" for said in problems))
        return

    def _write(by: Actor, shown: Newer) -> int:
        before = {ballot_key(way.code, body): cast for body, cast in found.cast(way).items()}
        over = told_settings.looked_at(plan_decisions.BALLOTS, before, shown)
        stood = {key.partition("/")[2]: cast for key, cast in over.items()}
        return plan_decisions.save_ballots(selection.engine, selection.region, way.code, given, stood, by=by)

    plan.save_plan_as_visitor(
        _write,
        f"Suara {format_count(len(given))} OPD tersimpan.",
        lambda newer: told_settings.compare_ballots(found, newer, given.get(newer.key.partition("/")[2])),
        lambda: editor_state.renew_editor(name),
    )
    st.rerun()
