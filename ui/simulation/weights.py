"""How the room sets the weights of a scenario: sliders, the regional head's vision, pairs, 100 points."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from planning.simulation import weighting
from planning.simulation.scenario import Scenario
from ui.shared import filters, table
from ui.shared.format import format_number, format_percent, format_plain, format_shares, join_names
from ui.shared.markdown import escape_markdown
from ui.simulation import current_scenario

SLIDERS, VISION, PAIRS, POINTS = "geser", "visi", "pasangan", "poin"
WAYS = {
    SLIDERS: "Geser",
    VISION: "Visi kepala daerah",
    PAIRS: "Perbandingan berpasangan",
    POINTS: "100 poin",
}
CONSISTENT = "Konsisten: penilaian saling mendukung, bobot dapat dipakai."
INCONSISTENT = "Belum konsisten: penilaian saling bertentangan dan bobotnya belum dapat dipakai."
Shares = Mapping[str, float]


def show_weight_form(scenario: Scenario, official: Shares, names: Mapping[str, str]) -> None:
    """The way chosen to set weights; `official`: shares 0..1 by code, `names`: what the codes are called."""
    way = filters.choose_segment("cara-bobot", WAYS, label="Cara menentukan bobot")
    {SLIDERS: _sliders, VISION: _vision, PAIRS: _pairs, POINTS: _points}[way](scenario, official, names)
    shares = _shares(scenario, official, names)
    exact = _written(shares, names)
    st.caption(f"Bobot {escape_markdown(scenario.basis or 'resmi')}, jumlah 100%: {exact}")


def _written(shares: Shares, names: Mapping[str, str]) -> str:
    """Every share beside its name; they sum to 100 as printed."""
    printed = format_shares(list(shares.values()), 1)
    return " · ".join(
        f"{escape_markdown(names[code])} {share}" for code, share in zip(shares, printed, strict=True)
    )


def _shares(scenario: Scenario, official: Shares, names: Mapping[str, str]) -> Shares:
    """The weights in force, in the instrument's order."""
    shares = scenario.weights or official
    return {code: shares[code] for code in names}


def _set(scenario: Scenario, official: Shares, weights: Shares, basis: str) -> None:
    """Take weights into the scenario."""
    current_scenario.change_scenario(scenario, _with(scenario, official, weights, basis))


def _with(scenario: Scenario, official: Shares, weights: Shares, basis: str) -> Scenario:
    """The scenario with these weights; those that are the official ones are none of its own."""
    same = all(abs(weights[code] - share) < 1e-12 for code, share in official.items())
    return replace(scenario, weights={} if same else dict(weights), basis="" if same else basis)


def _sliders(scenario: Scenario, official: Shares, names: Mapping[str, str]) -> None:
    shares = _shares(scenario, official, names)
    with st.grid(3, min_column_width=220):
        for code, share in weighting.whole_percents(shares).items():
            key = current_scenario.scenario_widget_key(f"bobot_{code}", share)
            st.slider(
                escape_markdown(names[code]), 0, 100, share, key=key, format="%d%%", on_change=_moved,
                args=(scenario, official, code, key, share),
            )  # fmt: skip
    with st.container(horizontal=True):
        even = weighting.equal_weights(list(names))
        for label, weights, basis in (
            ("Sama rata", even, "sama rata"),
            ("Kembali ke bobot resmi", official, ""),
        ):
            st.button(label, key=f"bobot_{label}", on_click=_set, args=(scenario, official, weights, basis))


def _moved(scenario: Scenario, official: Shares, code: str, key: str, shown: int) -> None:
    """One slider was moved: the others keep their proportions and all total 100 %.

    While a hand is quick, a browser also reports sliders it was just told to take away: with the value they
    had been given, which is no move.
    """
    if st.session_state[key] == shown:
        return
    weights = weighting.rescale_weights(scenario.weights or official, code, st.session_state[key] / 100)
    current_scenario.change_scenario(
        scenario, _with(scenario, official, weights, "yang diatur di ruangan"), hand=code
    )


def _vision(scenario: Scenario, official: Shares, names: Mapping[str, str]) -> None:
    key = current_scenario.scenario_widget_key("visi", list(scenario.vision))
    st.pills(
        "Yang disebut visi kepala daerah",
        list(names),
        selection_mode="multi",
        default=list(scenario.vision),
        format_func=lambda code: escape_markdown(names[code]),
        key=key,
        on_change=_marked,
        args=(scenario, official, names, key),
    )
    st.caption(
        f"Yang ditandai dihitung {format_plain(weighting.VISION)} kali yang lain. Tanda ini pilihan ruangan "
        "dan dapat diubah kapan saja; kutip kalimat visinya saat menandai."
    )


def _marked(scenario: Scenario, official: Shares, names: Mapping[str, str], key: str) -> None:
    marked = tuple(code for code in names if code in st.session_state[key])
    basis = f"menurut visi kepala daerah ({join_names([names[code] for code in marked])})" if marked else ""
    weights = weighting.weights_of_vision(list(names), marked) if marked else official
    current_scenario.change_scenario(
        scenario, replace(_with(scenario, official, weights, basis), vision=marked)
    )


def _pairs(scenario: Scenario, official: Shares, names: Mapping[str, str]) -> None:
    pairs = weighting.list_dimension_pairs(list(names))
    st.caption(
        "Geser ke arah yang lebih penting: 3 kali berarti agak lebih penting, 5 kali jelas, 7 kali sangat, "
        "9 kali mutlak."
    )
    with st.grid(3, min_column_width=260):
        for first, second in pairs:
            pair = f"{first}>{second}"
            step = scenario.pairs.get(pair, 0)
            key = current_scenario.scenario_widget_key(f"pasangan_{pair}", step)
            st.select_slider(
                f"{escape_markdown(names[first])} — {escape_markdown(names[second])}",
                range(weighting.STRONGEST, -weighting.STRONGEST - 1, -1),
                value=step,
                format_func=partial(_said, escape_markdown(names[first]), escape_markdown(names[second])),
                key=key,
                on_change=_judged,
                args=(scenario, pair, key, step),
            )
    found, worst = weighting.weights_from_judgements(list(names), scenario.pairs)
    with st.grid(4, min_column_width=160):
        st.metric("Rasio konsistensi", format_number(found.consistency_ratio, 3), border=True)
    st.markdown(f"**{CONSISTENT if found.consistent else INCONSISTENT}** Batasnya 0,10.")
    if worst and not found.consistent:
        st.markdown(
            f"Yang paling tidak sejalan: {escape_markdown(names[worst[0]])} dengan "
            f"{escape_markdown(names[worst[1]])}."
        )
    weights = {code: float(found.weights[code]) for code in names}
    _offer(scenario, official, weights, "dari perbandingan berpasangan", names, ready=found.consistent)


def _said(first: str, second: str, step: int) -> str:
    if step == 0:
        return "sama penting"
    return f"{first if step > 0 else second} {abs(step) + 1} kali"


def _judged(scenario: Scenario, pair: str, key: str, shown: int) -> None:
    if st.session_state[key] == shown:
        return
    steps = {**scenario.pairs, pair: st.session_state[key]}
    pairs = {name: step for name, step in steps.items() if step}
    current_scenario.change_scenario(scenario, replace(scenario, pairs=pairs))


def _points(scenario: Scenario, official: Shares, names: Mapping[str, str]) -> None:
    st.caption(
        "Setiap peserta membagi 100 poin menurut kepentingan. Tulis nama OPD atau kelompok, bukan nama "
        "orang. Nama yang sama menggantikan pembagiannya yang lama."
    )
    with st.form("poin", clear_on_submit=True):
        st.text_input("OPD atau kelompok", key="poin_siapa", max_chars=60)
        with st.grid(3, min_column_width=180):
            for code, name in names.items():
                st.number_input(escape_markdown(name), 0, 100, 0, 5, key=f"poin_{code}")
        st.form_submit_button(
            "Catat pembagian", icon=":material/add:", on_click=_spent, args=(scenario, names)
        )
    if not scenario.points:
        return
    table.show_markdown_table(table.table_as_markdown(_ballots(scenario, names), decimals=0))
    found = weighting.weights_from_points(list(names), scenario.points)
    weights, apart = (dict(zip(names, found[name].tolist(), strict=True)) for name in ("weight", "spread"))
    spread = " · ".join(
        f"{escape_markdown(names[code])} {format_percent(share, 1)}"
        for code, share in apart.items()
        if share == share
    )
    if spread:
        st.caption(f"Simpangan antarpeserta: {spread}. Makin besar, makin berbeda pendapatnya.")
    st.multiselect(
        "Hapus pembagian", list(scenario.points), key="poin_hapus", on_change=_dropped, args=(scenario,),
        placeholder="Pilih peserta",
    )  # fmt: skip
    _offer(scenario, official, weights, f"rata-rata 100 poin dari {len(scenario.points)} peserta", names)


def _ballots(scenario: Scenario, names: Mapping[str, str]) -> pd.DataFrame:
    """One row per participant with the points and their sum; shares are taken of what was spent."""
    rows = [
        {"Peserta": who, **{names[code]: spent.get(code, 0.0) for code in names}}
        for who, spent in scenario.points.items()
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(Jumlah=frame[list(names.values())].sum(axis=1))


def _spent(scenario: Scenario, names: Mapping[str, str]) -> None:
    who = " ".join(st.session_state["poin_siapa"].split())
    spent = {code: float(st.session_state[f"poin_{code}"]) for code in names}
    if who and any(spent.values()):
        current_scenario.change_scenario(scenario, replace(scenario, points={**scenario.points, who: spent}))


def _dropped(scenario: Scenario) -> None:
    gone = st.session_state["poin_hapus"]
    points = {who: spent for who, spent in scenario.points.items() if who not in gone}
    current_scenario.change_scenario(scenario, replace(scenario, points=points))


def _offer(
    scenario: Scenario,
    official: Shares,
    weights: Shares,
    basis: str,
    names: Mapping[str, str],
    *,
    ready: bool = True,
) -> None:
    """What the judgements give, and the button that takes it as the scenario's weights."""
    st.markdown(f"Bobot yang dihasilkan: {_written(weights, names)}")
    st.button(
        "Pakai bobot ini",
        type="primary",
        icon=":material/check:",
        disabled=not ready,
        help=None if ready else INCONSISTENT,
        on_click=_set,
        args=(scenario, official, weights, basis),
    )
