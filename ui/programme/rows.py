"""Many programmes at once, as rows to edit, add and take out."""

from typing import Any

import pandas as pd
import streamlit as st

from planning.programme import KINDS
from reports.remarks import LABELS
from ui import actor, filters, held
from ui.format import count
from ui.programme import saving
from ui.programme.listing import STATUSES
from ui.view import View
from workflow import programme_rows, programmes
from workflow.programme_rows import RowError
from workflow.programmes import Standing

WIDE = ("name",)
FIRST = ("name", "kind", "status", "dimension", "subdimension", "lead", "support", "since", "start", "end")


def show(seen: View) -> None:
    """The rows of a dimension, or of all, and the button that saves them."""
    found = saving.standing(seen)
    framework = found.instrument.framework
    tops = {code: framework.node(code).name for code in framework.children(framework.roots[0])}
    with st.container(horizontal=True):
        dimension = filters.dimension(tops)
    keys = programmes.chosen(found, dimension=dimension)
    years = found.years(seen.period.ends.year)
    name = f"baris_{seen.region}_{dimension}"
    shown = seen.remember(
        "programme rows", lambda: programme_rows.editable(found, keys, years), found.kept, dimension
    )
    key, (found, keys, years, shown) = held.table(name, found.kept, (found, keys, years, shown))
    rows = st.data_editor(
        shown,
        num_rows="dynamic",
        hide_index=True,
        height=520,
        key=key,
        column_order=[
            *FIRST,
            *map(str, years),
            *(name for name in shown.columns if name not in (*FIRST, "key")),
        ],
        column_config=_columns(found, years),
        placeholder="–",
        alt=f"Program {seen.region_label} yang dapat disunting",
    )
    st.caption(
        "Baris baru ditambah di bawah; baris yang dipilih dapat dihapus. Biaya boleh ditulis 1,25 miliar. "
        "Bagian lain, seperti indikator yang dinaikkan, diisi pada Satu program."
    )
    by = actor.required()
    if st.button("Simpan semua baris", type="primary", icon=":material/check:", disabled=by is None):
        _save(seen, found, keys, rows, years, name)


def _columns(found: Standing, years: list[int]) -> dict[str, Any]:
    framework = found.instrument.framework
    tops = list(framework.children(framework.roots[0]))
    parts = [part for top in tops for part in framework.children(top) if framework.children(part)]
    column, short = st.column_config, found.short

    def node(code: object) -> str:
        return framework.node(str(code)).name if code in framework.codes else str(code)

    def opd(one: object) -> str:
        return short.get(str(one), str(one))

    texts = {
        name: column.TextColumn(LABELS[name], width="large" if name in WIDE else "medium")
        for name in ("name", "funds", "rpjmd", "renja", "code", "measure", "unit")
    }
    numbers = {
        "since": column.NumberColumn(LABELS["since"], format="%d", step=1, min_value=2000, max_value=2045),
        "baseline": column.NumberColumn(LABELS["baseline"]),
        "target": column.NumberColumn(LABELS["target"]),
    }
    dates = {name: column.DateColumn(LABELS[name], format="DD/MM/YYYY") for name in ("start", "end")}
    return {
        **texts,
        **numbers,
        **dates,
        "kind": column.SelectboxColumn(LABELS["kind"], options=["", *KINDS]),
        "status": column.SelectboxColumn(
            LABELS["status"], options=list(STATUSES), format_func=lambda one: STATUSES.get(str(one), str(one))
        ),
        "dimension": column.SelectboxColumn(
            LABELS["dimension"], options=["", *tops], format_func=node, width="medium"
        ),
        "subdimension": column.SelectboxColumn(
            LABELS["subdimension"], options=["", *parts], format_func=node, width="medium"
        ),
        "lead": column.SelectboxColumn(
            LABELS["lead"], options=["", *found.opd], format_func=opd, width="medium"
        ),
        "support": column.MultiselectColumn(
            LABELS["support"], options=list(found.opd), format_func=opd, width="medium"
        ),
        **{str(year): column.TextColumn(f"Biaya {year}", width="small") for year in years},
    }


def _save(
    seen: View, found: Standing, keys: list[str], rows: pd.DataFrame, years: list[int], name: str
) -> None:
    try:
        changes = programme_rows.edited(found, keys, rows, years)
    except RowError as error:
        st.error(str(error))
        return
    if not changes:
        saving.say(True, "Tidak ada yang berubah.")
        st.rerun()
    gone = sum(one is None for one in changes.values())
    if saving.save(seen, changes, found.numbers):
        if gone:
            st.toast(f"{count(gone)} program dihapus; dapat diurungkan.")
        held.renew(name)
    st.rerun()
