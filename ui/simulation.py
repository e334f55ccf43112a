"""What Simulasi shows of a scenario: index, class and rank beside the official ones, and its charts."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

import charts.bump
import charts.shift
from charts import theme
from charts.chart import Chart
from planning import scenario as codec
from planning.scenario import Scenario
from reports import verdict
from ui import filters, levels, table
from ui.drawn import Undrawn
from ui.format import number, percent, signed
from ui.view import View
from workflow import simulate, summary
from workflow.results import Result

OFFICIAL, NOW = "Resmi", "Skenario ini"
SOLID = (
    "Urutan yang berdekatan sering tidak kokoh terhadap bobot dan cara menghitung; periksa Kekokohan "
    "peringkat sebelum menyimpulkan."
)


def result(seen: View, scenario: Scenario) -> Result:
    """The region's result under a scenario."""
    return simulate.simulated(seen.result(), scenario)


def order(seen: View, scenario: Scenario) -> pd.DataFrame:
    """`simulate.order` over all regions of the period; no rows where there is nobody to compare with."""

    def ordered() -> pd.DataFrame:
        whole = seen.everywhere.result()
        placed = simulate.order(whole, simulate.simulated(whole, scenario))
        own = placed.loc[placed["unit"] == seen.region, "weights"]
        return placed[placed["weights"].isin(own)].reset_index(drop=True)

    return seen.remember("simulated order", ordered, codec.encode(scenario), seen.everywhere.revision)


def shift(
    seen: View, scenario: Scenario, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1
) -> Chart:
    """What moves the index, dimension by dimension."""
    official, changed = seen.result(), result(seen, scenario)
    framework = official.part(seen.region).framework
    root, top = framework.roots[0], max(levels.below_index(seen.instrument, framework))
    return charts.shift.figure(
        simulate.shifts(official, changed, seen.region),
        before=_score(official, seen.region, root),
        after=_score(changed, seen.region, root),
        place=seen.region_label,
        noun=levels.name(seen.instrument, top).lower(),
        source=seen.source(),
        decimals=framework.scale.decimals,
        size=size,
        dark=dark,
        page=page,
    )


def bump(
    seen: View,
    chosen: Mapping[str, Scenario],
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """Ranks from the official result through one or two named scenarios. Undrawn: nobody to compare with."""
    frame = pd.DataFrame()
    for name, scenario in chosen.items():
        placed = order(seen, scenario)
        ranks = placed[["unit", "label", "rank", "new_rank"]]
        ranks = ranks.rename(columns={"rank": OFFICIAL, "new_rank": name})
        frame = ranks if frame.empty else frame.merge(ranks[["unit", name]], on="unit")
    if len(frame) < 2:
        raise Undrawn(
            "Belum ada daerah lain untuk dibandingkan", "Unggah survei daerah lain pada periode ini."
        )
    return charts.bump.figure(
        frame,
        (OFFICIAL, *chosen),
        selected=seen.region,
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def cards(seen: View, scenario: Scenario, changed: Result) -> None:
    """Index, class and rank of the scenario with what they officially are."""
    official = seen.result()
    root = official.part(seen.region).framework.roots[0]
    before, after = (_score(one, seen.region, root) for one in (official, changed))
    placed = order(seen, scenario)
    with st.grid(4, min_column_width=170):
        st.metric(
            "Indeks skenario",
            number(after),
            signed(after - before),
            delta_color="off",
            delta_arrow=_arrow(after - before),
            border=True,
        )
        st.metric("Indeks resmi", number(before), border=True)
        if official.instrument.framework.scale.bands:
            bands = [verdict.band(one, seen.region) for one in (official, changed)]
            note = "sama dengan resmi" if bands[0] == bands[1] else f"resmi: {bands[0]}"
            st.metric("Kelas skenario", bands[1], note, delta_color="off", delta_arrow="off", border=True)
        if len(placed) > 1 and len(own := placed[placed["unit"] == seen.region]):
            old, new = int(own["rank"].iloc[0]), int(own["new_rank"].iloc[0])
            st.metric(
                "Peringkat skenario",
                f"{new} dari {len(placed)}",
                "sama dengan resmi" if new == old else f"resmi: {old}",
                delta_color="off",
                delta_arrow=_arrow(old - new),
                border=True,
            )


def _arrow(change: float) -> Literal["up", "down", "off"]:
    """Told to the card, which reads only an ASCII minus as downwards; none for what prints as no change."""
    shown = round(change, 2)
    return "up" if shown > 0 else "down" if shown < 0 else "off"


def _score(result_: Result, region: str, node: str) -> float:
    return float(dict(result_.scores.loc[region])[node])


def beside(seen: View, chosen: Mapping[str, Scenario]) -> str:
    """The official result and scenarios side by side: index, class, rank, weight and score per dimension."""
    official = seen.result()
    framework = official.part(seen.region).framework
    root, tops = framework.roots[0], summary.dimensions(framework)
    names = [framework.node(root).name, *(["Kelas"] if framework.scale.bands else []), "Peringkat"]
    names += [f"{framework.node(code).name}: skor (bobot)" for code in tops]
    columns: dict[str, list[str]] = {"": names}
    shares = simulate.official_shares(official, seen.region)
    plain = Scenario(seen.region, seen.instrument.key)
    for name, scenario in {OFFICIAL: plain, **chosen}.items():
        one = result(seen, scenario)
        placed = order(seen, scenario)
        own = placed.loc[placed["unit"] == seen.region, "new_rank"]
        rank = f"{int(own.iloc[0])} dari {len(placed)}" if len(own) and len(placed) > 1 else "–"
        weights = scenario.weights or shares
        columns[name] = [
            number(_score(one, seen.region, root)),
            *([verdict.band(one, seen.region)] if framework.scale.bands else []),
            rank,
            *(f"{number(_score(one, seen.region, code))} ({percent(weights[code], 1)})" for code in tops),
        ]
    return table.text(pd.DataFrame(columns))


def solidity() -> None:
    """The pointer to Kekokohan that always stands beside ranks."""
    st.caption(SOLID)
    with suppress(StreamlitPageNotFoundError):
        st.page_link(
            "pages/analisis/kekokohan.py",
            label="Ke Kekokohan peringkat",
            icon=":material/arrow_forward:",
            query_params=filters.query(),
        )
