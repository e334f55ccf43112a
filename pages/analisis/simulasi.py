"""Simulasi: what would change if weights or levels were others; the official numbers stay as they are."""

import streamlit as st

from ui.shared import cached_chart, filters, page, table
from ui.shared.cached_chart import ChartChoice
from ui.shared.selection import choose_scored_selection
from ui.simulation import current_scenario, level_changes, results, saved_scenarios, weights

WEIGHTS, LEVELS, ACTIONS, KEEP = "bobot", "tingkat", "aksi", "simpan"
PARTS = {
    WEIGHTS: "Bobot",
    LEVELS: "Tingkat indikator",
    ACTIONS: "Paket aksi",
    KEEP: "Simpan dan bandingkan",
}

page.show_page_header("Simulasi", "Apa yang berubah bila bobot atau tingkat indikator lain dari sekarang?")
selection = choose_scored_selection()
if selection is None:
    st.stop()
part = selection.result().part(selection.region)
framework = part.framework
names = framework.dimension_names
scenario = current_scenario.scenario_in_work(selection)

st.markdown(":violet-badge[Skenario, bukan ramalan] Angka resmi tidak berubah oleh apa pun di halaman ini.")
results.show_scenario_cards(selection, scenario)
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = filters.choose_segment("simulasi", PARTS, label="Yang diatur")
    st.button(
        "Urungkan",
        icon=":material/undo:",
        on_click=current_scenario.undo_scenario_change,
        disabled=not current_scenario.can_undo_scenario(),
    )
    st.button(
        "Kembali ke resmi",
        icon=":material/restart_alt:",
        on_click=current_scenario.reset_scenario,
        args=(scenario,),
        disabled=scenario.official,
    )
compared = {results.NOW: scenario}
with st.container(border=True):
    if chosen == WEIGHTS:
        weights.show_weight_form(scenario, results.official_index_shares(selection), names)
    elif chosen == LEVELS:
        level_changes.show_level_raise_form(
            selection,
            scenario,
            framework,
            dict(part.indicators.values.loc[selection.region]),
            results.result_under_scenario(selection, scenario),
        )
    elif chosen == ACTIONS:
        level_changes.show_action_packages(
            selection, scenario, results.result_under_scenario(selection, scenario)
        )
    else:
        saved = saved_scenarios.show_saved_scenarios(selection, scenario)
        compared = saved_scenarios.choose_compared_scenarios(saved, scenario)
        table.show_markdown_table(results.scenario_comparison_table(selection, compared))

if not scenario.official:
    cached_chart.show_cached_chart(
        selection, "perubahan", ChartChoice.of(results.index_shift_chart, scenario)
    )
if len(results.scenario_rank_order(selection, scenario)) > 1:
    st.session_state.setdefault("peringkat_halaman", results.rank_change_page(selection, scenario))
    cached_chart.show_cached_chart(
        selection,
        "peringkat",
        ChartChoice.of(results.rank_change_chart, compared),
        beside=(selection.everywhere,),
    )
    results.show_robustness_pointer()
