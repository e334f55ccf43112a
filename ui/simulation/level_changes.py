"""How the room raises levels in a scenario: one indicator, or a package of actions with its exact lift."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from planning.plan.packages import REACHES
from planning.plan.priorities import KIND_SENTENCES
from planning.simulation.scenario import Scenario
from scoring import Framework
from ui.shared import indicator_card
from ui.shared.format import format_count, format_number, format_plain, format_signed
from ui.shared.kept_plan import load_kept_plan
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from ui.simulation import current_scenario
from workflow.results import summary
from workflow.results.result import Result
from workflow.simulation import simulate
from workflow.simulation.saved_scenarios import CODEC

KINDS = {
    "dokumen": "Dokumen dapat selesai dalam hitungan minggu; tanpa layanan, warga belum merasakannya.",
    **KIND_SENTENCES,
    simulate.PROGRAMMES: "Program pada halaman Program beserta tingkat yang dijanjikannya.",
}


def show_level_raise_form(
    selection: Selection, scenario: Scenario, framework: Framework, values: Mapping[str, float], now: Result
) -> None:
    """One indicator and the level it is raised to; `values`: official levels, NaN = unknown."""
    top = framework.scale.maximum
    under = framework.descendants(framework.roots[0])
    open_ = [leaf for leaf in under if values.get(leaf, top) < top]
    if not _levels(framework) or not open_:
        st.caption("Tidak ada indikator bertingkat yang masih dapat dinaikkan.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        leaf = st.selectbox(
            "Indikator",
            open_,
            format_func=lambda code: f"{code} · {framework.node(code).name} ({format_plain(values[code])})",
            key="naik_indikator",
            width=460,
        )
        above = [level for level in _levels(framework) if level > values[leaf]]
        # A level that the room has agreed in the meantime is no choice any more.
        raised = scenario.levels.get(leaf) if scenario.levels.get(leaf) in above else None
        key = current_scenario.scenario_widget_key(f"naik_{leaf}", raised)
        st.segmented_control(
            "Tingkat yang dicapai",
            above,
            format_func=lambda level: escape_markdown(indicator_card.level_name(framework, level)),
            default=raised,
            key=key,
            on_change=_raised,
            args=(scenario, leaf, key),
            wrap=True,
        )
    gains = selection.remember(
        "gains of levels",
        lambda: [
            f"{format_plain(level)}: "
            f"{format_signed(simulate.combined_index_gain(now, scenario.region, [{leaf: level}]), 3)}"
            for level in above
        ],
        CODEC.encode(scenario),
        leaf,
    )
    basis = summary.points_basis(now, scenario.region)
    st.caption(f"Tambahan poin indeks{basis} bila mencapai tingkat {' · '.join(gains)}")
    if unknown := _unknown_above(framework, now.scores.loc[[scenario.region]].iloc[0], leaf):
        st.caption(f"Belum berpengaruh pada indeks: {escape_markdown(unknown)} masih data kurang.")
    if scenario.levels:
        key = current_scenario.scenario_widget_key("naik_semua", list(scenario.levels))
        st.multiselect(
            f"{format_count(len(scenario.levels))} indikator dinaikkan pada skenario",
            list(scenario.levels),
            list(scenario.levels),
            format_func=lambda code: (
                f"{code} menjadi {format_plain(scenario.levels[code])}"
                + (" (sudah tercapai)" if values[code] >= scenario.levels[code] else "")
            ),
            key=key,
            on_change=_kept,
            args=(scenario, key),
        )


def _unknown_above(framework: Framework, scores: pd.Series, leaf: str) -> str:
    """The name of the nearest node above an indicator that has too few answers for a score; "" for none."""
    node = framework.node(leaf)
    while node.parent:
        node = framework.node(node.parent)
        if scores[node.code] != scores[node.code]:
            return node.name
    return ""


def _levels(framework: Framework) -> list[float]:
    """The values that an indicator can be raised to: levels, and the end of the last; none without levels."""
    scale = framework.scale
    if scale.has_level_bands:
        return sorted({*scale.level_starts, scale.maximum})
    return list(scale.level_starts) if scale.integers else []


def _raised(scenario: Scenario, leaf: str, key: str) -> None:
    levels = {code: level for code, level in scenario.levels.items() if code != leaf}
    if (level := st.session_state[key]) is not None:
        levels[leaf] = level
    current_scenario.change_scenario(scenario, replace(scenario, levels=levels))


def _kept(scenario: Scenario, key: str) -> None:
    kept = st.session_state[key]
    levels = {code: level for code, level in scenario.levels.items() if code in kept}
    current_scenario.change_scenario(scenario, replace(scenario, levels=levels))


def _capitalised(option: str) -> str:
    return escape_markdown(option.capitalize())


def show_action_packages(selection: Selection, scenario: Scenario, now: Result) -> None:
    """Packages of one kind of work, what they add together on top of `now`, and the button that adds them."""
    reach = st.segmented_control(
        "Langkah", list(REACHES), format_func=_capitalised, default=next(iter(REACHES)), required=True,
        key="langkah",
    )  # fmt: skip
    offers = selection.remember(
        "offers", lambda: _offers(selection, now, str(reach)), CODEC.encode(scenario), reach, selection.state
    )
    if offers.empty:
        st.caption("Tidak ada paket: instrumen ini tidak bertingkat, atau semua tingkatnya sudah tercapai.")
        return
    kinds = list(dict.fromkeys(offers["kind"]))
    kind = st.segmented_control(
        "Jenis pekerjaan", kinds, format_func=_capitalised, default=kinds[0], required=True,
        key="jenis_paket",
    )  # fmt: skip
    if kind in KINDS:
        st.caption(KINDS[kind])
    rows = {row["node"]: row for row in offers[offers["kind"] == kind].to_dict("records")}
    chosen = st.pills(
        "Paket: tambahan poin indeks dan banyaknya indikator",
        list(rows),
        selection_mode="multi",
        format_func=lambda code: (
            f"{escape_markdown(rows[code]['name'])} {format_signed(rows[code]['lift'], 3)} "
            f"({format_count(rows[code]['indicators'])})"
        ),
        key=f"paket_{kind}_{reach}",
    )
    levels = [rows[code]["levels"] for code in chosen]
    if chosen:
        together = simulate.combined_index_gain(now, selection.region, levels)
        st.markdown(f"Bersama-sama menambah indeks **{format_number(together, 3)}** poin pada skenario.")
    st.button(
        "Tambahkan ke skenario",
        type="primary",
        icon=":material/add:",
        disabled=not chosen,
        on_click=_added,
        args=(scenario, levels),
    )


def _offers(selection: Selection, now: Result, reach: str) -> pd.DataFrame:
    """The packages of a reach, and what each programme promises."""
    programmes = load_kept_plan(selection).register.programmes
    promised = simulate.list_programme_packages(now, selection.region, programmes)
    return pd.concat(
        [simulate.list_action_packages(now, selection.region, reach), promised], ignore_index=True
    )


def _added(scenario: Scenario, packages: list[Mapping[str, float]]) -> None:
    levels = dict(scenario.levels)
    for package in packages:
        levels |= {leaf: max(level, levels.get(leaf, level)) for leaf, level in package.items()}
    current_scenario.change_scenario(scenario, replace(scenario, levels=levels))
