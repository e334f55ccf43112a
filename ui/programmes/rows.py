"""Many programmes at once, as rows to edit, add and take out."""

from typing import Any

import pandas as pd
import streamlit as st

from planning.programmes.programme import KINDS
from reports.remarks import LABELS
from ui.programmes import saving
from ui.programmes.fields import PART
from ui.programmes.listing import STATUSES
from ui.shared import actor, filters, message
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.saving.drafted_table import GONE, NEW, ROW, DraftedTable
from ui.shared.saving.drafts import DraftedForm, FormPlace
from ui.shared.selection import Selection
from workflow.programmes import register_view
from workflow.programmes.register_view import RegisterView
from workflow.programmes.rows import RowError, apply_programme_edits, editable_programme_rows

MANY, SAID = "banyak", "pesan_program_baris"
WIDE = ("name",)
FIRST = ("name", "kind", "status", "dimension", "subdimension", "lead", "support", "since", "start", "end")


def show_programme_rows(selection: Selection) -> None:
    """The rows of a dimension, or of all, and the button that saves them."""
    found = saving.region_register(selection)
    tops = found.instrument.framework.dimension_names
    with st.container(horizontal=True):
        dimension = filters.choose_dimension(tops)
    keys = register_view.filter_programmes(found, dimension=dimension)
    years = found.years(selection.period.ends.year)
    shown = selection.remember(
        "programme rows", lambda: editable_programme_rows(found, keys, years), found.kept, dimension
    )
    form = _drafted(selection, found)
    table = DraftedTable(form, f"{found.kept} {dimension}", shown, keys, (found, keys, years))
    rows = _show_editor(selection, table)
    st.caption(
        "Baris baru ditambah di bawah; baris yang dipilih dapat dihapus. Biaya boleh ditulis 1,25 miliar. "
        "Bagian lain, seperti indikator yang dinaikkan, diisi pada Satu program."
    )
    by = actor.show_recorder(locked=selection.locked)
    if st.button(
        "Simpan semua baris",
        type="primary",
        icon=":material/check:",
        key="simpan_baris_program",
        disabled=selection.locked or by is None,
    ):
        _save(selection, table, rows)
    form.show_state(table.drop_rows)
    message.show_message(SAID)


def _drafted(selection: Selection, found: RegisterView) -> DraftedForm:
    names = {key: one.name or "(tanpa nama)" for key, one in found.register.items()}
    called = {f"{ROW}{key}": name for key, name in names.items()}
    called |= {f"{GONE}{key}": f"{name} (dihapus)" for key, name in names.items()}
    choices = filters.link_query(**{PART: MANY})
    place = FormPlace("rencana/program.py", "Banyak program", choices, called | {NEW.strip(): "baris baru"})
    return DraftedForm(selection, "program_baris", place, found.numbers)


def _show_editor(selection: Selection, table: DraftedTable) -> pd.DataFrame:
    found, _, years = table.belongs
    columns = [
        *FIRST,
        *map(str, years),
        *(name for name in table.data.columns if name not in (*FIRST, "key")),
    ]
    edited: pd.DataFrame = st.data_editor(
        table.data,
        num_rows="dynamic",
        hide_index=True,
        height=520,
        disabled=selection.locked,
        key=table.key,
        on_change=table.keep_rows,
        column_order=columns,
        column_config=_columns(found, years),
        placeholder="–",
        alt=f"Program {selection.region_label} yang dapat disunting",
    )
    return edited


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


def _save(selection: Selection, table: DraftedTable, rows: pd.DataFrame) -> None:
    found, keys, years = table.belongs
    try:
        changes = apply_programme_edits(found, keys, rows, years)
    except RowError as error:
        message.keep_message(SAID, escape_markdown(str(error)), done=False)
        return
    if not changes:
        table.settle_rows()
        message.keep_message(SAID, "Tidak ada yang berubah.")
        st.rerun()
    numbers = {**found.numbers, **table.form.base}
    gone = sum(one is None for one in changes.values())
    if saving.save_register_changes(selection, changes, numbers, table.settle_rows, SAID):
        if gone:
            st.toast(f"{format_count(gone)} program dihapus; dapat diurungkan.")
        table.settle_rows()
    st.rerun()
