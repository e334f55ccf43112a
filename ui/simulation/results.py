"""What Simulasi shows of a scenario: index, class and rank beside the official ones, and its charts."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

import charts.simulation.bump
import charts.simulation.index_shift
from charts.drawing import theme
from charts.drawing.chart import Chart, rows_of_page
from charts.drawing.look import Look
from planning.simulation.scenario import Scenario
from reports import verdict
from ui.shared import filters, table
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_difference, format_index, format_number, format_shares, subtract_printed
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.results import levels
from workflow.results.result import Result
from workflow.simulation import saved_scenarios, simulate
from workflow.simulation.saved_scenarios import CODEC

OFFICIAL, NOW = "Resmi", "Skenario ini"
SOLID = (
    "Urutan yang berdekatan sering berubah dengan bobot atau cara menghitung lain; periksa Kepastian "
    "peringkat sebelum menyimpulkan."
)


@dataclass(frozen=True)
class ScenarioResult:
    """Where a region stands in one scenario: `index` NaN, `band` and `rank` "" or 0 where there is none."""

    index: float
    band: str
    rank: int
    among: int


def result_under_scenario(selection: Selection, scenario: Scenario) -> Result:
    """The region's result under a scenario."""
    return selection.remember(
        "simulated", lambda: simulate.simulate_scenario(selection.result(), scenario), CODEC.encode(scenario)
    )


def scenario_result(selection: Selection, scenario: Scenario) -> ScenarioResult:
    """Index, class and rank of the region in a scenario."""

    def found() -> ScenarioResult:
        one, placed = result_under_scenario(selection, scenario), scenario_rank_order(selection, scenario)
        banded = selection.instrument.framework.scale.bands
        own = placed.loc[placed["unit"] == selection.region, "new_rank"]
        return ScenarioResult(
            _score(one, selection.region, one.part(selection.region).framework.roots[0]),
            verdict.class_word(one, selection.region) if banded else "",
            int(own.iloc[0]) if len(own) else 0,
            len(placed),
        )

    return selection.remember("standing in", found, CODEC.encode(scenario), selection.everywhere.revision)


def scenario_rank_order(selection: Selection, scenario: Scenario) -> pd.DataFrame:
    """`simulate.rank_under_scenario` over all regions of the period; no rows where there is nobody to
    compare with.
    """

    def ordered() -> pd.DataFrame:
        whole = selection.everywhere.result()
        placed = simulate.rank_under_scenario(whole, simulate.simulate_scenario(whole, scenario))
        own = placed.loc[placed["unit"] == selection.region, "weights"]
        return placed[placed["weights"].isin(own)].reset_index(drop=True)

    return selection.remember(
        "simulated order", ordered, CODEC.encode(scenario), selection.everywhere.revision
    )


def index_shift_chart(
    selection: Selection,
    look: Look,
    scenario: Scenario,
    *,
    name: str = "",
) -> Chart:
    """What moves the index, dimension by dimension."""
    official, changed = selection.result(), result_under_scenario(selection, scenario)
    framework = official.part(selection.region).framework
    root, top = framework.roots[0], max(levels.level_names_below_index(selection.instrument, framework))
    return charts.simulation.index_shift.draw_index_shift(
        simulate.index_shifts_by_dimension(official, changed, selection.region),
        look.telling(selection.source(), selection.region_label),
        before=_score(official, selection.region, root),
        after=_score(changed, selection.region, root),
        scenario=name,
        noun=levels.tree_level_name(selection.instrument, top).lower(),
        decimals=framework.scale.decimals,
    )


def rank_change_chart(
    selection: Selection,
    look: Look,
    chosen: Mapping[str, Scenario],
) -> Chart:
    """Ranks from the official result through one or two named scenarios. NothingToDraw: no other region."""
    frame = pd.DataFrame()
    for name, scenario in chosen.items():
        placed = scenario_rank_order(selection, scenario)
        ranks = placed[["unit", "label", "rank", "new_rank"]]
        ranks = ranks.rename(columns={"rank": OFFICIAL, "new_rank": name})
        frame = ranks if frame.empty else frame.merge(ranks[["unit", name]], on="unit")
    if len(frame) < 2:
        raise NothingToDraw(
            "Belum ada daerah lain untuk dibandingkan", "Unggah survei daerah lain pada periode ini."
        )
    return charts.simulation.bump.draw_rank_change(
        frame, (OFFICIAL, *chosen), look.telling(selection.source()), selected=selection.region
    )


def show_scenario_cards(selection: Selection, scenario: Scenario) -> None:
    """Index, class and rank of the scenario with what they officially are."""
    old, new = scenario_result(selection, _plain(selection)), scenario_result(selection, scenario)
    scale = selection.instrument.framework.scale
    with st.grid(4, min_column_width=200):
        st.metric(
            "Indeks skenario",
            format_index(new.index, scale),
            format_difference(new.index, old.index),
            delta_color="off",
            delta_arrow=_arrow(subtract_printed(new.index, old.index)),
            border=True,
        )
        st.metric("Indeks resmi", format_index(old.index, scale), border=True, height="stretch")
        if new.band:
            note = "sama dengan resmi" if new.band == old.band else f"resmi: {escape_markdown(old.band)}"
            st.metric(
                "Kelas skenario",
                escape_markdown(new.band),
                note,
                delta_color="off",
                delta_arrow="off",
                border=True,
            )
        if new.rank and new.among > 1:
            st.metric(
                "Peringkat skenario",
                f"{new.rank} dari {new.among}",
                "sama dengan resmi" if new.rank == old.rank else f"resmi: {old.rank}",
                delta_color="off",
                delta_arrow=_arrow(old.rank - new.rank),
                border=True,
            )


def official_index_shares(selection: Selection) -> dict[str, float]:
    """The official share 0..1 of each child of the index, in the instrument's order."""
    return selection.remember(
        "official shares", lambda: simulate.official_weight_shares(selection.result(), selection.region)
    )


def _plain(selection: Selection) -> Scenario:
    return Scenario(selection.region, selection.instrument.key)


def _arrow(change: float) -> Literal["up", "down", "off"]:
    """Told to the card, which reads only an ASCII minus as downwards; none for what prints as no change."""
    return "up" if change > 0 else "down" if change < 0 else "off"


def _score(result_: Result, region: str, node: str) -> float:
    return float(dict(result_.scores.loc[region])[node])


def scenario_comparison_table(selection: Selection, chosen: Mapping[str, Scenario]) -> str:
    """The official result and scenarios side by side: index, class, rank, weight and score per dimension."""
    official = selection.result()
    framework = official.part(selection.region).framework
    tops, banded = framework.dimensions, framework.scale.bands
    names = [framework.node(framework.roots[0]).name, *(["Kelas"] if banded else []), "Peringkat"]
    names += [f"{framework.node(code).name}: skor (bobot)" for code in tops]
    columns: dict[str, list[str]] = {"": names}
    shares = official_index_shares(selection)
    for name, scenario in {OFFICIAL: _plain(selection), **chosen}.items():
        stands, weights = scenario_result(selection, scenario), scenario.weights or shares
        scores = dict(result_under_scenario(selection, scenario).scores.loc[selection.region])
        columns[name] = [
            format_index(stands.index, framework.scale),
            *([stands.band] if banded else []),
            f"{stands.rank} dari {stands.among}" if stands.rank and stands.among > 1 else "–",
            *(
                f"{format_number(float(scores[code]))} ({share})"
                for code, share in zip(tops, format_shares([weights[code] for code in tops], 1), strict=True)
            ),
        ]
    return table.table_as_markdown(pd.DataFrame(columns))


def saved_index_shift_chart(selection: Selection, look: Look) -> Chart:
    """What moves the index in the scenario saved last. NothingToDraw: none was saved."""
    name, scenario = list(_saved(selection).items())[-1]
    return index_shift_chart(selection, look, scenario, name=name)


def saved_rank_change_chart(selection: Selection, look: Look) -> Chart:
    """Ranks in the two scenarios saved last. NothingToDraw: none saved, or no other region."""
    return rank_change_chart(selection, look, dict(list(_saved(selection).items())[-2:]))


def _saved(selection: Selection) -> dict[str, Scenario]:
    found, _ = saved_scenarios.list_saved_scenarios(
        selection.engine, _plain(selection), selection.period.label
    )
    if not found:
        raise NothingToDraw(
            "Belum ada skenario tersimpan",
            "Susun skenario di Simulasi dan simpan dengan sebuah nama.",
            file="analisis/simulasi.py",
            label="Ke Simulasi",
        )
    framework = selection.result().part(selection.region).framework
    return {name: simulate.fit_scenario_to_tree(one, framework) for name, one in found.items()}


def rank_change_page(selection: Selection, scenario: Scenario) -> int:
    """The page of the bump chart on which the region stands."""
    units = scenario_rank_order(selection, scenario)["unit"].tolist()
    shown, _ = rows_of_page(pd.DataFrame({"unit": units}), 1, theme.OFFICE.rows)
    return units.index(selection.region) // len(shown) + 1 if selection.region in units else 1


def show_robustness_pointer() -> None:
    """The pointer to Kepastian that always stands beside ranks."""
    st.caption(SOLID)
    with suppress(StreamlitPageNotFoundError):
        st.page_link(
            "pages/analisis/kekokohan.py",
            label="Ke Kepastian peringkat",
            icon=":material/arrow_forward:",
            query_params=filters.link_query(),
        )
