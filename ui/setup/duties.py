"""Who answers which indicator: what each form asks of its OPD, and moving an indicator to another one."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from reference import agencies
from reference.agencies import OpdNames
from reference.instruments import Instrument
from storage import StoreError
from storage.errors import NewerSave
from storage.states.earlier_rows import put_earlier_rows_back
from storage.values import Actor
from ui.setup.period_and_region import Preparation
from ui.shared import actor, message, table
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from workflow.setup import duty_moves, form_load, moved_duties, roster_edits
from workflow.setup.duty_moves import DutyMove
from workflow.targets import roster_effects

MESSAGE, ASKED, DRAWER = "pesan_pindah", "pindah_ditanyakan", "pindah_indikator"
LOADS = {"name": "Perangkat daerah", "items": "Indikator", "minutes": "Menit", "support": "Pendukung"}
BEFORE = {"items": "Indikator semula", "minutes": "Menit semula"}
COUNTED = (
    "Menit: perkiraan membaca pertanyaan dan uraian tingkatnya, menulis fakta, dan menyebut dokumen bukti "
    "yang sudah di tangan. Indikator pendukung boleh dilewati; lembar program tidak dihitung."
)


def show_form_loads(
    instrument: Instrument, region: str, roster: pd.DataFrame, assigned: pd.DataFrame
) -> None:
    """What each form asks, the longest first, and before duties were moved where any was."""
    forms = form_load.measure_forms(instrument, region, roster, assigned)
    _remarks(instrument, roster, assigned, forms)
    shown = forms.assign(name=forms["opd"].map(OpdNames(roster).told_apart))
    shown = shown.rename(columns=LOADS)[list(LOADS.values())]
    moved = moved_duties.changed_leads(instrument.framework, roster, assigned)
    if moved:
        ruled = agencies.assign_indicators(instrument.framework, roster)
        before = form_load.measure_forms(instrument, region, roster, ruled)
        shown = shown.assign(**{name: before[column] for column, name in BEFORE.items()})
        _tell_moved(instrument, roster, moved)
    minutes = dict.fromkeys(("Menit", BEFORE["minutes"]), form_load.format_minutes)
    rows = shown.sort_values("Menit", ascending=False, kind="stable")
    table.show_table(
        rows, alt="Banyaknya indikator dan menit setiap formulir OPD", height=280, formats=minutes
    )
    st.caption(COUNTED)


def _tell_moved(instrument: Instrument, roster: pd.DataFrame, moved: Mapping[str, str]) -> None:
    names = OpdNames(roster).told_apart
    told = [
        f"{code} {instrument.framework.node(code).name} ({names.get(opd, opd)})"
        for code, opd in moved.items()
    ]
    st.markdown(
        f"**{format_count(len(moved))} indikator** dipimpin OPD lain daripada menurut urusannya: "
        f"{escape_markdown('; '.join(told))}."
    )


def _remarks(
    instrument: Instrument, roster: pd.DataFrame, assigned: pd.DataFrame, forms: pd.DataFrame
) -> None:
    led = assigned.loc[assigned["role"] == "lead", "opd"].nunique()
    st.markdown(
        f"**{format_count(len(instrument.framework.leaves))} indikator** dijawab "
        f"**{format_count(led)} OPD** sebagai "
        f"penanggung jawab. {format_count(len(forms) - led)} OPD lain tidak memimpin indikator dan "
        "tetap menerima "
        "lembar program dan inovasi."
    )
    if (roster["vote"] == "KECAMATAN").any():
        st.markdown("Seluruh kecamatan bersama-sama dihitung sebagai satu suara.")
    stand_ins = roster_edits.list_stand_ins(instrument.framework, roster, assigned)
    if len(stand_ins):
        _stand_ins(instrument, roster, stand_ins)


def _stand_ins(instrument: Instrument, roster: pd.DataFrame, stand_ins: pd.DataFrame) -> None:
    names = OpdNames(roster).in_full
    sectors = agencies.list_sectors()["name"]
    st.markdown(
        f"**{format_count(len(stand_ins))} indikator** belum memiliki OPD pengampu urusannya; OPD berikut "
        "menggantikan."
    )
    shown = pd.DataFrame(
        {
            "Indikator": [f"{c} {instrument.framework.node(c).name}" for c in stand_ins["indicator"]],
            "Urusan": stand_ins["sector"].map(lambda key: sectors.get(key, key)),
            "Dijawab oleh": stand_ins["opd"].map(names),
        }
    )
    table.show_markdown_table(table.table_as_markdown(shown))


def move_duties(
    engine: Engine,
    instrument: Instrument,
    chosen: Preparation,
    roster: pd.DataFrame,
    assigned: pd.DataFrame,
) -> None:
    """An indicator, the OPD that is to lead it, the button that moves it, and the undo of the last move."""
    message.show_message(MESSAGE)
    if instrument.framework.opinion or roster.empty:
        return
    names = OpdNames(roster).in_full
    drawer = st.expander(
        "Pindahkan indikator ke OPD lain", key=DRAWER, icon=":material/swap_horiz:", on_change="rerun"
    )
    if not drawer.open:
        return
    with drawer:
        move = _choose_move(instrument, chosen, roster, assigned)
        by, locked = actor.find_actor(), bool(chosen.period.locked_at)
        st.button(
            f"Pindahkan ke {escape_markdown(names[move.opd])}" if move else "Pindahkan",
            key="pindahkan",
            type="primary",
            disabled=locked or not by or move is None,
            on_click=_ask_first,
            args=(engine, chosen, move, names, by),
        )
        _show_question(engine, chosen, names, by)
        with st.container(horizontal=True):
            _undo(engine, chosen, names)
            actor.show_recorder(locked=locked)


def _choose_move(
    instrument: Instrument, chosen: Preparation, roster: pd.DataFrame, assigned: pd.DataFrame
) -> DutyMove | None:
    names, framework = OpdNames(roster).in_full, instrument.framework
    leads = agencies.leads_by_indicator(assigned)
    left, right = st.columns(2)
    code = left.selectbox(
        "Indikator",
        [code for code in framework.leaves if code in leads],
        index=None,
        format_func=lambda key: f"{key} {framework.node(key).name} · {names.get(leads[key], leads[key])}",
        placeholder="Pilih indikator",
        key=f"pindah_{chosen.region}",
    )
    lead = leads.get(code or "", "")
    supporting = set(assigned.loc[(assigned["indicator"] == code) & (assigned["role"] != "lead"), "opd"])
    able = [opd for opd in roster.loc[roster["code"] != "KEC", "opd"] if opd != lead]
    able.sort(key=lambda opd: opd not in supporting)
    opd = right.selectbox(
        "OPD penerima",
        able,
        index=None,
        format_func=lambda key: f"{names[key]} (pendukung)" if key in supporting else names[key],
        placeholder="Pilih perangkat daerah",
        key=f"penerima_{chosen.region}_{code}_{lead}",
    )
    return DutyMove(code, lead, opd) if code and opd else None


def _ask_first(
    engine: Engine, chosen: Preparation, move: DutyMove | None, names: Mapping[str, str], by: Actor
) -> None:
    """Move where nothing of what was answered changes; else say what changes, and ask."""
    if move is None:
        return
    try:
        effects = roster_effects.foresee_move(engine, chosen.scope, chosen.region, move)
    except StoreError:  # said by the save itself, which asks about what somebody else moved
        effects = ()
    if effects:
        st.session_state[ASKED] = (chosen.scope, chosen.region, move, effects)
    else:
        _save(engine, chosen, move, names, by)


def _show_question(engine: Engine, chosen: Preparation, names: Mapping[str, str], by: Actor) -> None:
    scope, region, move, effects = st.session_state.get(ASKED, (None, "", None, ()))
    if (scope, region) != (chosen.scope, chosen.region):
        return
    told = "\n".join(f"- {escape_markdown(one.describe_effect())}" for one in effects)
    st.warning(
        f"**Pemindahan {escape_markdown(move.indicator)} mengubah periode yang masih terbuka**, karena yang "
        f"dihitung ialah jawaban penanggung jawabnya:\n\n{told}\n\nJawaban yang tersimpan tidak dihapus.",
        icon=":material/swap_horiz:",
    )
    with st.container(horizontal=True):
        st.button(
            "Ya, pindahkan",
            type="primary",
            key="ya_pindahkan",
            disabled=not by,
            on_click=_save,
            args=(engine, chosen, move, names, by),
        )
        st.button("Batal", key="batal_pindah", on_click=_forget_question)


def _forget_question() -> None:
    st.session_state.pop(ASKED, None)


def _save(engine: Engine, chosen: Preparation, move: DutyMove, names: Mapping[str, str], by: Actor) -> None:
    _forget_question()

    def _write(shown: Newer) -> str:
        seen = (shown[-1].text or "") if shown else move.seen
        made = DutyMove(move.indicator, seen, move.opd)
        duty_moves.move_duty(engine, chosen.scope, chosen.region, made, by)
        return f"{escape_markdown(move.indicator)} kini dipimpin {escape_markdown(names[move.opd])}."

    def _compare(newer: NewerSave) -> list[Compared]:
        there = newer.text or ""
        what = f"Penanggung jawab {move.indicator}"
        return [(what, names.get(there, there), names.get(move.opd, move.opd))]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))


def _undo(engine: Engine, chosen: Preparation, names: Mapping[str, str]) -> None:
    """The button that takes one move back."""
    by = actor.find_actor()
    save, told = duty_moves.find_undoable_move(engine, chosen.scope, chosen.region, by), ""
    if save:
        move = duty_moves.tell_move(save)
        told = f"Pindahkan {move.indicator} dari {names.get(move.seen, move.seen)}"
    back: Callable[[int], bool] | None = None
    if not chosen.period.locked_at:
        back = lambda number: put_earlier_rows_back(engine, number, by)  # noqa: E731
    undo.show_undo_of_rows("urungkan_pindah", save, told, MESSAGE, back)
