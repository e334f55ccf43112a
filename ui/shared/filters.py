"""What the user looks at (region, period, instrument, dimension), kept in the page's address.

A link can be shared and survives a reload; a page opened from the menu takes over what was chosen last.
"""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from reference.instruments.in_force import years_in_force
from storage.values import FrozenInstrument
from ui.shared.markdown import escape_markdown

REGION, PERIOD, INSTRUMENT, DIMENSION = "wilayah", "periode", "instrumen", "dimensi"
# Their default differs between kabupaten: kept, it would be asked of another one that lacks it.
BY_REGION = frozenset({"target", "tahun-target"})
LABELS = {REGION: "Kabupaten/kota", PERIOD: "Periode", INSTRUMENT: "Instrumen", DIMENSION: "Dimensi"}
MEMORY = "pilihan_terakhir"


def choose_option(
    name: str,
    options: Mapping[str, str],
    *,
    label: str = "",
    default: str | None = None,
    every: str = "",
) -> str | None:
    """One choice among `options` (id -> label), kept in the address under `name`.

    With `every` ("Semua dimensi") nothing chosen means all, returned as None. Without it the default is
    `default` or the first option, and None only when there are no options. An unknown id in the address
    falls back to the default and says so. The default of a name in `BY_REGION` stays out of the address.
    """
    chosen = find_valid_choice(name, options, label=label, default=default, every=every)
    if options:
        show_choice(name, options, chosen, label=label, every=every)
    return chosen


def find_valid_choice(
    name: str,
    options: Mapping[str, str],
    *,
    label: str = "",
    default: str | None = None,
    every: str = "",
) -> str | None:
    """What `choose_option` returns, before anything is drawn."""
    fallback = None if every else next((one for one in (default, *options) if one in options), None)
    if not options:
        return None
    chosen = current_choice(name)
    if chosen is not None and chosen not in options:
        _tell(name, chosen, options.get(fallback or "", every), label)
        chosen = None
    chosen = chosen or fallback
    keep_choice(name, None if name in BY_REGION and chosen == default else chosen)
    return chosen


def show_choice(
    name: str,
    options: Mapping[str, str],
    chosen: str | None,
    *,
    label: str = "",
    every: str = "",
    visibility: Literal["visible", "collapsed"] = "visible",
) -> None:
    """The list in which `chosen` is changed; the address follows."""
    key = f"pilih_{name}"
    st.session_state[key] = chosen or ""
    shown = {"": every, **options} if every else dict(options)
    st.selectbox(
        escape_markdown(label or LABELS[name]),
        list(shown),
        format_func=lambda i: shown.get(i, i),
        key=key,
        on_change=_took,
        args=(name,),
        label_visibility=visibility,
    )


def instrument_label(used: FrozenInstrument, year: int) -> str:
    """ "pemdi 2026"; with its years where they are not the year of the period."""
    years, name = years_in_force(used.instrument), f"{used.instrument} {used.version}"
    return name if years.holds_in(year) else f"{name} ({years.words})"


def choose_dimension(options: Mapping[str, str], *, every: str = "Semua dimensi") -> str | None:
    """A dimension, by node code; None means all."""
    return choose_option(DIMENSION, options, every=every)


def current_choice(name: str) -> str | None:
    """What the address says, else what was chosen last in this session; unchecked."""
    return st.query_params.get(name) or st.session_state.get(MEMORY, {}).get(name)


def link_query(**changes: str | None) -> dict[str, str]:
    """The present choices with `changes` ({"dimensi": "GOV"}), for links from one page to another."""
    merged = {name: current_choice(name) for name in LABELS} | changes
    return {name: value for name, value in merged.items() if value}


def choose_page_part(name: str, parts: Mapping[str, str]) -> str:
    """Which part of a page is shown, kept in the address; the first where it names none."""
    return _switched(name, parts, "Bagian halaman", "collapsed", next(iter(parts)))


def choose_segment(name: str, options: Mapping[str, str], *, label: str, default: str | None = None) -> str:
    """One of a few options (id -> label) side by side, kept in the address; else `default` or the first."""
    return _switched(name, options, label, "visible", default or next(iter(options)))


def choose_tree_level(
    name: str, levels: Mapping[int, str], *, label: str = "", default: int | None = None
) -> int:
    """A level of an instrument's tree (level -> name), kept in the address; `default` or the highest.

    Without a label the names speak for themselves.
    """
    named = {str(level): words for level, words in levels.items()}
    fallback = str(default or max(levels))
    return int(_switched(name, named, label or "Rincian", "visible" if label else "collapsed", fallback))


def _switched(
    name: str,
    options: Mapping[str, str],
    label: str,
    visibility: Literal["visible", "collapsed"],
    default: str,
) -> str:
    wanted = current_choice(name)
    key = f"bagian_{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = wanted if wanted in options else default
    st.segmented_control(
        escape_markdown(label),
        list(options),
        format_func=lambda one: escape_markdown(options[one]),
        required=True,
        wrap=True,
        key=key,
        label_visibility=visibility,
    )
    chosen: str = st.session_state[key]
    keep_choice(name, chosen)
    return chosen


def _took(name: str) -> None:
    """The user chose: the address follows before the page runs again."""
    keep_choice(name, st.session_state[f"pilih_{name}"] or None)


def keep_choice(name: str, value: str | None) -> None:
    """Make `value` the present choice; None means all."""
    st.session_state.setdefault(MEMORY, {})[name] = value
    if value:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def take_choice(name: str, value: str) -> None:
    """Make `value` the present choice from elsewhere, also of a switch that is on the page now."""
    st.session_state.pop(f"bagian_{name}", None)
    keep_choice(name, value)


def _tell(name: str, given: str, used: str, label: str) -> None:
    what = escape_markdown((label or LABELS[name]).lower())
    st.warning(
        f"Pilihan {what} **{escape_markdown(given[:40])}** pada tautan tidak dikenal. "
        f"Yang ditampilkan: {escape_markdown(used)}."
    )
