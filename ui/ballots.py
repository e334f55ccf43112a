"""The table in which paper and form votes are entered: one row per OPD, pasted or typed."""

from typing import Any

import pandas as pd
import streamlit as st

from reference.planning import Way
from ui import actor, held, plan
from ui.format import count
from ui.view import View
from workflow import ballot_table, settled
from workflow.ballot_table import OPD
from workflow.board import Board

SHORT = 26


def entry(seen: View, found: Board, way: Way) -> None:
    """The table to fill in, one criterion at a time, and the buttons that keep it or take it back."""
    st.subheader("Masukkan suara", anchor=False)
    code = _criterion(found, way)
    shown, mark = seen.remember("ballots", lambda: _shown(found, way, code), way.code, code)
    name = f"suara_{seen.region}_{way.code}_{code}"
    key, (shown, found) = held.table(name, mark, (shown, found))
    filled = st.data_editor(
        shown,
        num_rows="dynamic",
        hide_index=True,
        height=420,
        key=key,
        column_config=_rated(found, way) if way.rated else _named(found, way),
        alt="Suara OPD yang dapat diisi",
        placeholder="",
    )
    with st.container(horizontal=True):
        if st.button("Simpan suara", type="primary", disabled=not actor.name(), key="simpan_suara"):
            _keep(seen, found, way, name, *ballot_table.read(found, way, code, filled))
        plan.undo(seen, settled.TALLY, "urungkan_suara")
    if not actor.name():
        actor.required()


def _shown(found: Board, way: Way, code: str) -> tuple[pd.DataFrame, str]:
    shown = ballot_table.table(found, way, code)
    return shown, plan.mark(shown)


def _criterion(found: Board, way: Way) -> str:
    """The criterion the table is about, with how it is filled in."""
    if not way.rated:
        order = ", yang utama lebih dahulu" if way.combine == "borda" else ""
        most = way.named(len(found.shortlist))
        st.caption(f"Satu baris untuk satu OPD; paling banyak {most} usulan{order}.")
        return way.criteria[0].code
    named = {each.code: each.name for each in way.criteria}
    code: str = st.segmented_control(
        "Kriteria",
        list(named),
        format_func=named.__getitem__,
        default=next(iter(named)),
        required=True,
        key=f"kriteria_{way.code}",
    )
    asks = next(each.asks for each in way.criteria if each.code == code)
    st.caption(
        f"Satu baris untuk satu OPD, nilai {way.lowest} sampai {way.highest}"
        + (f" ({asks})" if asks else "")
        + "; kosong berarti tidak menilai. Tabel dari Excel dapat ditempel: nama OPD, lalu nilai usulan 1, "
        "2, dan seterusnya."
    )
    return code


def _opd() -> dict[str, Any]:
    return {OPD: st.column_config.TextColumn(OPD, pinned=True, width="medium", required=True)}


def _rated(found: Board, way: Way) -> dict[str, Any]:
    ends: dict[str, Any] = {"min_value": way.lowest, "max_value": way.highest, "step": 1, "format": "%d"}
    names = {str(place): found.by_key[key].name for key, place in found.numbers.items()}
    return _opd() | {
        place: st.column_config.NumberColumn(f"{place}. {name[:SHORT]}", help=name, **ends)
        for place, name in names.items()
    }


def _named(found: Board, way: Way) -> dict[str, Any]:
    names = {str(place): f"{place}. {found.by_key[key].name}" for key, place in found.numbers.items()}
    return _opd() | {
        heading: st.column_config.SelectboxColumn(
            options=list(names), format_func=lambda n: names.get(str(n), str(n))
        )
        for heading in ballot_table.picks(found, way)
    }


def _keep(seen: View, found: Board, way: Way, name: str, given: settled.Cast, problems: list[str]) -> None:
    """Keep what was read; where anything is wrong it is said by row and nothing is stored."""
    if problems:
        st.error("Suara belum disimpan. Perbaiki dahulu:\n" + "\n".join(f"- {said}" for said in problems))
        return
    if plan.keep(
        seen,
        lambda by: settled.vote(seen.engine, seen.region, way.code, given, found.cast(way), by=by),
        f"Suara {count(len(given))} OPD tersimpan.",
    ):
        held.renew(name)
    st.rerun()
