"""What Simulasi shows of a scenario: index, class and rank beside the official ones, and its charts."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

import charts.bump
import charts.shift
from charts import theme
from charts.chart import Chart, turn
from planning import scenario as codec
from planning.scenario import Scenario
from reports import verdict
from ui import filters, table
from ui.drawn import Undrawn
from ui.format import number, percent, signed
from ui.view import View
from workflow import levels, scenarios, simulate, summary
from workflow.results import Result

OFFICIAL, NOW = "Resmi", "Skenario ini"
SOLID = (
    "Urutan yang berdekatan sering tidak kokoh terhadap bobot dan cara menghitung; periksa Kekokohan "
    "peringkat sebelum menyimpulkan."
)


@dataclass(frozen=True)
class Standing:
    """Where a region stands in one scenario: `index` NaN, `band` and `rank` "" or 0 where there is none."""

    index: float
    band: str
    rank: int
    among: int


def result(seen: View, scenario: Scenario) -> Result:
    """The region's result under a scenario."""
    return seen.remember(
        "simulated", lambda: simulate.simulated(seen.result(), scenario), codec.encode(scenario)
    )


def standing(seen: View, scenario: Scenario) -> Standing:
    """Index, class and rank of the region in a scenario."""

    def found() -> Standing:
        one, placed = result(seen, scenario), order(seen, scenario)
        banded = seen.instrument.framework.scale.bands
        own = placed.loc[placed["unit"] == seen.region, "new_rank"]
        return Standing(
            _score(one, seen.region, one.part(seen.region).framework.roots[0]),
            verdict.band(one, seen.region) if banded else "",
            int(own.iloc[0]) if len(own) else 0,
            len(placed),
        )

    return seen.remember("standing in", found, codec.encode(scenario), seen.everywhere.revision)


def order(seen: View, scenario: Scenario) -> pd.DataFrame:
    """`simulate.order` over all regions of the period; no rows where there is nobody to compare with."""

    def ordered() -> pd.DataFrame:
        whole = seen.everywhere.result()
        placed = simulate.order(whole, simulate.simulated(whole, scenario))
        own = placed.loc[placed["unit"] == seen.region, "weights"]
        return placed[placed["weights"].isin(own)].reset_index(drop=True)

    return seen.remember("simulated order", ordered, codec.encode(scenario), seen.everywhere.revision)


def shift(
    seen: View,
    scenario: Scenario,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    name: str = "",
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
        scenario=name,
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


def cards(seen: View, scenario: Scenario) -> None:
    """Index, class and rank of the scenario with what they officially are."""
    old, new = standing(seen, _plain(seen)), standing(seen, scenario)
    with st.grid(4, min_column_width=200):
        st.metric(
            "Indeks skenario",
            number(new.index),
            signed(new.index - old.index),
            delta_color="off",
            delta_arrow=_arrow(new.index - old.index),
            border=True,
        )
        st.metric("Indeks resmi", number(old.index), border=True, height="stretch")
        if new.band:
            note = "sama dengan resmi" if new.band == old.band else f"resmi: {old.band}"
            st.metric("Kelas skenario", new.band, note, delta_color="off", delta_arrow="off", border=True)
        if new.rank and new.among > 1:
            st.metric(
                "Peringkat skenario",
                f"{new.rank} dari {new.among}",
                "sama dengan resmi" if new.rank == old.rank else f"resmi: {old.rank}",
                delta_color="off",
                delta_arrow=_arrow(old.rank - new.rank),
                border=True,
            )


def official_shares(seen: View) -> dict[str, float]:
    """The official share 0..1 of each child of the index, in the instrument's order."""
    return seen.remember("official shares", lambda: simulate.official_shares(seen.result(), seen.region))


def _plain(seen: View) -> Scenario:
    return Scenario(seen.region, seen.instrument.key)


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
    tops, banded = summary.dimensions(framework), framework.scale.bands
    names = [framework.node(framework.roots[0]).name, *(["Kelas"] if banded else []), "Peringkat"]
    names += [f"{framework.node(code).name}: skor (bobot)" for code in tops]
    columns: dict[str, list[str]] = {"": names}
    shares = official_shares(seen)
    for name, scenario in {OFFICIAL: _plain(seen), **chosen}.items():
        stands, weights = standing(seen, scenario), scenario.weights or shares
        scores = dict(result(seen, scenario).scores.loc[seen.region])
        columns[name] = [
            number(stands.index),
            *([stands.band] if banded else []),
            f"{stands.rank} dari {stands.among}" if stands.rank and stands.among > 1 else "–",
            *(f"{number(float(scores[code]))} ({percent(weights[code], 1)})" for code in tops),
        ]
    return table.text(pd.DataFrame(columns))


def saved_shift(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """What moves the index in the scenario saved last. Undrawn: none was saved."""
    name, scenario = list(_saved(seen).items())[-1]
    return shift(seen, scenario, size=size, dark=dark, page=page, name=name)


def saved_bump(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """Ranks in the two scenarios saved last. Undrawn: none was saved, or there is nobody to compare with."""
    return bump(seen, dict(list(_saved(seen).items())[-2:]), size=size, dark=dark, page=page)


def _saved(seen: View) -> dict[str, Scenario]:
    found, _ = scenarios.saved(seen.engine, _plain(seen), seen.period.label)
    if not found:
        raise Undrawn(
            "Belum ada skenario tersimpan",
            "Susun skenario di Simulasi dan simpan dengan sebuah nama.",
            file="analisis/simulasi.py",
            label="Ke Simulasi",
        )
    framework = seen.result().part(seen.region).framework
    return {name: simulate.fitting(one, framework) for name, one in found.items()}


def page_of(seen: View, scenario: Scenario) -> int:
    """The page of the bump chart on which the region stands."""
    units = order(seen, scenario)["unit"].tolist()
    shown, _ = turn(pd.DataFrame({"unit": units}), 1, theme.OFFICE.rows)
    return units.index(seen.region) // len(shown) + 1 if seen.region in units else 1


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
