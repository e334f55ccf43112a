"""Many programmes at once, as rows to edit, add and take out."""

from typing import Any

import pandas as pd
import streamlit as st

from planning.programmes.programme import KINDS
from reports.remarks import LABELS
from ui.programmes import saving
from ui.programmes.listing import STATUSES
from ui.shared import actor, editor_state, filters, message
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.programmes import register_view
from workflow.programmes.register_view import RegisterView
from workflow.programmes.rows import RowError, apply_programme_edits, editable_programme_rows

WIDE = ("name",)
FIRST = ("name", "kind", "status", "dimension", "subdimension", "lead", "support", "since", "start", "end")


def show_programme_rows(selection: Selection) -> None:
    """The rows of a dimension, or of all, and the button that saves them."""
    found = saving.region_register(selection)
    framework = found.instrument.framework
    tops = framework.dimension_names
    with st.container(horizontal=True):
        dimension = filters.choose_dimension(tops)
    keys = register_view.filter_programmes(found, dimension=dimension)
    years = found.years(selection.period.ends.year)
    name = f"baris_{selection.region}_{dimension}"
    shown = selection.remember(
        "programme rows", lambda: editable_programme_rows(found, keys, years), found.kept, dimension
    )
    key, (found, keys, years, shown) = editor_state.editor_key_and_data(
        name, found.kept, (found, keys, years, shown)
    )
    rows = st.data_editor(
        shown,
        num_rows="dynamic",
        hide_index=True,
        height=520,
        disabled=selection.locked,
        key=key,
        column_order=[
            *FIRST,
            *map(str, years),
            *(name for name in shown.columns if name not in (*FIRST, "key")),
        ],
        column_config=_columns(found, years),
        placeholder="–",
        alt=f"Program {selection.region_label} yang dapat disunting",
    )
    st.caption(
        "Baris baru ditambah di bawah; baris yang dipilih dapat dihapus. Biaya boleh ditulis 1,25 miliar. "
        "Bagian lain, seperti indikator yang dinaikkan, diisi pada Satu program."
    )
    by = actor.show_recorder()
    if st.button(
        "Simpan semua baris", type="primary", icon=":material/check:", disabled=selection.locked or by is None
    ):
        _save(selection, found, keys, rows, years, name)


def _columns(found: RegisterView, years: list[int]) -> dict[str, Any]:
    framework = found.instrument.framework
    tops = list(framework.dimensions)
    parts = [part for top in tops for part in framework.children(top) if framework.children(part)]
    column, short = st.column_config, found.opd_names.in_short

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
            LABELS["lead"], options=["", *found.opd_names.in_full], format_func=opd, width="medium"
        ),
        "support": column.MultiselectColumn(
            LABELS["support"], options=list(found.opd_names.in_full), format_func=opd, width="medium"
        ),
        **{str(year): column.TextColumn(f"Biaya {year}", width="small") for year in years},
    }


def _save(
    selection: Selection,
    found: RegisterView,
    keys: list[str],
    rows: pd.DataFrame,
    years: list[int],
    name: str,
) -> None:
    try:
        changes = apply_programme_edits(found, keys, rows, years)
    except RowError as error:
        st.error(escape_markdown(str(error)))
        return
    if not changes:
        message.keep_message(saving.MESSAGE, "Tidak ada yang berubah.")
        st.rerun()
    gone = sum(one is None for one in changes.values())
    if saving.save_register_changes(
        selection, changes, found.numbers, lambda: editor_state.renew_editor(name)
    ):
        if gone:
            st.toast(f"{format_count(gone)} program dihapus; dapat diurungkan.")
        editor_state.renew_editor(name)
    st.rerun()
