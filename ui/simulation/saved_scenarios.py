"""The named scenarios of a region: saved, opened, removed, and picked to stand side by side."""

from collections.abc import Mapping

import streamlit as st

from planning.simulation.scenario import Scenario
from storage import StoreError
from storage.errors import NewerSave
from ui.shared import actor, message
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from ui.simulation import current_scenario
from ui.simulation.results import NOW
from workflow.simulation import saved_scenarios
from workflow.simulation.saved_scenarios import KeptScenarios

MESSAGE = "pesan_skenario"
WORDS = UndoWords(
    "skenario",
    {
        "weights": "bobot",
        "basis": "dasar bobot",
        "levels": "tingkat",
        "vision": "dimensi yang diutamakan",
        "pairs": "perbandingan berpasangan",
        "points": "poin peserta",
    },
    name_of=lambda key, _said: key.partition(" ")[2],
)


def show_saved_scenarios(selection: Selection, scenario: Scenario) -> dict[str, Scenario]:
    """Save, open and remove named scenarios; returns the saved ones."""
    message.show_message(MESSAGE)
    kept = saved_scenarios.load_scenarios(selection.engine, scenario, selection.period.label)
    found = dict(kept.by_name)
    for name in kept.damaged:
        st.warning(
            f"Skenario {escape_markdown(name)} dalam penyimpanan rusak dan tidak dapat dibuka. "
            "Simpan lagi skenario dengan nama itu, atau pulihkan dari salinan cadangan."
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Nama skenario", key="nama_skenario", max_chars=saved_scenarios.LONGEST)
        st.button(
            "Simpan skenario",
            type="primary",
            icon=":material/save:",
            disabled=selection.locked,
            on_click=_save,
            args=(selection, scenario, kept),
        )
    actor.show_recorder(locked=selection.locked)
    if not found:
        st.caption("Belum ada skenario tersimpan untuk daerah dan periode ini.")
    else:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.selectbox("Skenario tersimpan", list(found), key="skenario_tersimpan")
            st.button(
                "Buka",
                icon=":material/folder_open:",
                on_click=current_scenario.change_scenario,
                args=(scenario, found[name]),
            )
            st.button(
                "Hapus",
                icon=":material/delete:",
                on_click=_remove,
                args=(selection, kept, name),
                disabled=selection.locked,
            )
    place = saved_scenarios.SCENARIOS.place(scenario.region, selection.period.label)
    standing = undo.find_own_undo(selection, place, "urungkan_skenario")
    undo.show_undo(
        "urungkan_skenario",
        standing,
        WORDS,
        lambda save: _undo(selection, scenario, save),
        disabled=selection.locked,
    )
    return found


def choose_compared_scenarios(saved: Mapping[str, Scenario], scenario: Scenario) -> dict[str, Scenario]:
    """Up to two scenarios to stand beside the official result: the one in work and saved ones."""
    every = {NOW: scenario, **saved}
    chosen = st.multiselect(
        "Bandingkan dengan hasil resmi (paling banyak dua)",
        list(every),
        default=[NOW],
        max_selections=2,
        key="dibandingkan",
    )
    return {name: every[name] for name in chosen} or {NOW: scenario}


def _save(selection: Selection, scenario: Scenario, kept: KeptScenarios) -> None:
    typed = str(st.session_state.get("nama_skenario") or "")

    def _write(shown: Newer) -> str:
        name = saved_scenarios.scenario_name(typed)
        now = kept.looked_at(name, shown[-1].number) if shown else kept
        saved_scenarios.save_scenario(selection.engine, now, typed, scenario, actor.find_actor())
        return f"Skenario {escape_markdown(name)} tersimpan."

    overtaken.save_or_ask(FormSave(MESSAGE, _write, lambda newer: _compare(newer, scenario)))


def _remove(selection: Selection, kept: KeptScenarios, name: str) -> None:
    def _write(shown: Newer) -> str:
        now = kept.looked_at(name, shown[-1].number) if shown else kept
        saved_scenarios.remove_saved_scenario(selection.engine, now, name, actor.find_actor())
        return f"Skenario {escape_markdown(name)} dihapus."

    overtaken.save_or_ask(FormSave(MESSAGE, _write, lambda newer: _compare(newer, None)))


def _compare(newer: NewerSave, mine: Scenario | None) -> list[Compared]:
    """What was saved under the name beside what is; None = it is taken off the list."""
    text = None if mine is None else saved_scenarios.CODEC.encode(mine)
    return overtaken.compare_texts(newer.text, text, WORDS)


def _undo(selection: Selection, scenario: Scenario, save: int) -> None:
    try:
        touched = saved_scenarios.undo_saved_scenario(
            selection.engine, scenario, selection.period.label, actor.find_actor(), save
        )
    except StoreError as error:
        message.keep_message(MESSAGE, escape_markdown(str(error)), done=False)
        return
    done = f"Simpan atau hapus {escape_markdown(', '.join(touched))} diurungkan."
    message.keep_message(MESSAGE, done if touched else "Simpanan itu sudah diurungkan.", done=bool(touched))
