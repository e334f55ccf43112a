"""The list of programmes with its filters, what each lifts and costs, and what is to be fixed."""

import math
from typing import NamedTuple

import pandas as pd
import streamlit as st

from reference.keys import normalise_text
from reports.remarks import LABELS, remark_words
from ui.programmes import saving
from ui.shared import empty, filters, table
from ui.shared.format import format_count, format_number, format_rupiah, format_signed, join_ends
from ui.shared.selection import Selection
from workflow.programmes import register_view
from workflow.programmes.register_view import RegisterView
from workflow.results import summary

STATUSES = {"berjalan": "Berjalan", "usulan": "Usulan", "selesai": "Selesai", "dihentikan": "Dihentikan"}
SEVERITIES = {"error": "Harus diperbaiki", "warning": "Perlu dilengkapi", "hint": "Petunjuk"}
NONE = "–"
TALL, PAGE = 12, 10
ORDERS = {
    "daftar": "Seperti daftar",
    "nama": "Nama",
    "naik": "Indeks naik terbesar",
    "biaya": "Biaya terbesar",
    "mulai": "Mulai paling awal",
}
SORTED = {"nama": "name", "naik": "gain", "biaya": "cost", "mulai": "first"}


def show_programme_list(selection: Selection) -> None:
    """Filters, sums, one page of the list, and the remarks of the programmes chosen."""
    found = saving.region_register(selection)
    if not found.register:
        empty.show_missing_data(
            f"Belum ada program {selection.region_label}",
            "Program yang ditulis OPD pada lembar Program dan inovasi berjalan masuk dengan sendirinya. "
            "Tambahkan program lain melalui Satu program, Banyak program, atau Buku kerja di atas.",
        )
        return
    wanted = _wanted(found, selection.period.ends.year)
    listed = selection.remember("programme list", lambda: _listed(found, wanted), found.kept, *wanted)
    _sums(listed)
    if listed.empty:
        st.caption("Tidak ada program yang cocok dengan saringan di atas.")
        return
    at = _page(len(listed))
    table.show_markdown_table(
        selection.remember("programme page", lambda: _printed(listed, at), found.kept, *wanted, at)
    )
    st.caption(
        "Indeks naik: tambahan indeks bila program itu saja berhasil, dihitung ulang oleh mesin skor; "
        f"{NONE} berarti belum dapat dihitung. Kenaikan beberapa program tidak dapat dijumlahkan."
        f"{_basis(selection)}"
    )
    _remarks(found, listed["key"].tolist())


def _basis(selection: Selection) -> str:
    if not selection.scored or not (basis := summary.points_basis(selection.result(), selection.region)):
        return ""
    return f" Kenaikan dihitung{basis}."


class ListingFilter(NamedTuple):
    """Which programmes are listed, None = all, and in which order."""

    dimension: str | None
    opd: str | None
    status: str | None
    year: int | None
    words: str
    order: str


def _wanted(found: RegisterView, year: int) -> ListingFilter:
    framework = found.instrument.framework
    tops = framework.dimension_names
    used = {opd for one in found.register.values() for opd in (one.lead, *one.support) if opd}
    names = {opd: name for opd, name in found.opd_names.in_full.items() if opd in used}
    years = {str(each): str(each) for each in found.years(year)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dimension = filters.choose_dimension(tops, every="Semua")
        opd = filters.choose_option("opd", names, label="OPD", every="Semua")
        status = filters.choose_option("status", STATUSES, label="Status", every="Semua")
        during = filters.choose_option("tahun_program", years, label="Tahun", every="Semua")
        order = filters.choose_option("urutan", ORDERS, label="Urutan") or next(iter(ORDERS))
        words = st.text_input("Cari nama program", key="cari_program", placeholder="Sebagian namanya")
    return ListingFilter(dimension, opd, status, int(during) if during else None, str(words or ""), order)


def _listed(found: RegisterView, wanted: ListingFilter) -> pd.DataFrame:
    """The rows to show, with `key` and `faults` beside what is printed."""
    keys = register_view.filter_programmes(
        found, dimension=wanted.dimension, opd=wanted.opd, status=wanted.status, year=wanted.year
    )
    keys = [key for key in keys if normalise_text(wanted.words) in normalise_text(found.register[key].name)]
    rows = register_view.register_frame(found).set_index("key", drop=False).loc[keys]
    if column := SORTED.get(wanted.order):
        rows = rows.sort_values(column, ascending=column in ("name", "first"), kind="stable")
    framework = found.instrument.framework
    tops = framework.dimension_names
    return pd.DataFrame(
        {
            "key": rows["key"],
            "faults": rows["faults"],
            "Program": rows["name"].replace("", "(tanpa nama)"),
            "OPD": rows["lead"].map(found.opd_names.in_short).fillna(NONE),
            "Dimensi": rows["dimension"].map(tops).fillna(NONE),
            "Status": rows["status"].map(STATUSES).fillna(NONE),
            "Biaya": rows["cost"],
            "Indeks naik": rows["gain"],
            "Mulai": rows["first"],
            "Selesai": rows["last"],
            "Catatan": [format_count(faults) if faults else NONE for faults in rows["faults"]],
        }
    ).reset_index(drop=True)


def _row_range(first: int, last: int) -> str:
    return join_ends(format_count(first), format_count(last), " sampai ")


def _page(rows: int) -> int:
    """The first row to print, from 0: a long list has pages, since printing all of it is slow."""
    if rows <= PAGE:
        return 0
    pages = {
        str(at): f"{_row_range(start + 1, min(start + PAGE, rows))} dari {format_count(rows)}"
        for at, start in enumerate(range(0, rows, PAGE), start=1)
    }
    return (int(filters.choose_option("halaman", pages, label="Program ke") or 1) - 1) * PAGE


def _printed(listed: pd.DataFrame, at: int) -> str:
    shown = listed.drop(columns=["key", "faults"]).iloc[at : at + PAGE]
    formats = {"Biaya": _rupiah, "Indeks naik": _gain, "Mulai": _year, "Selesai": _year}
    return table.table_as_markdown(shown, formats=formats)


def _sums(listed: pd.DataFrame) -> None:
    running = int((listed["Status"] == STATUSES["berjalan"]).sum())
    total = format_rupiah(listed["Biaya"].sum()) if listed["Biaya"].notna().any() else "Belum diisi"
    figures = (
        ("Program", format_count(len(listed)), None),
        ("Sudah berjalan", format_count(running), "Dihitung sebagai kekuatan daerah."),
        ("Biaya seluruh tahun", total, "Jumlah biaya yang sudah diisi."),
        ("Perlu dilengkapi", format_count(int((listed["faults"] > 0).sum())), None),
    )
    with st.container(key="pokok", horizontal=True, vertical_alignment="bottom"):
        for label, value, told in figures:
            st.metric(label, value, help=told, width="content")


def _remarks(found: RegisterView, keys: list[str]) -> None:
    inside = set(keys)
    told = [one for one in found.remarks if one.key in inside]
    grave = [one for one in told if one.severity != "hint"]
    drawer = st.expander(
        f"Yang perlu dilengkapi ({format_count(len(grave))}) dan petunjuk "
        f"({format_count(len(told) - len(grave))})",
        key="catatan_program",
        on_change="rerun",
        icon=":material/rule:",
    )
    if not drawer.open:
        return
    order = list(SEVERITIES)
    rows = [
        (
            found.register[one.key].name or "(tanpa nama)",
            SEVERITIES[one.severity],
            LABELS[one.field],
            *remark_words(one),
        )
        for one in sorted(told, key=lambda one: order.index(one.severity))
    ]
    shown = pd.DataFrame(rows, columns=["Program", "Sifat", "Bagian", "Catatan", "Saran"])
    with drawer:
        if shown.empty:
            st.caption("Tidak ada catatan.")
        else:
            table.show_table(
                shown, alt="Catatan tentang program", height=380 if len(shown) > TALL else None, missing=NONE
            )


def _rupiah(value: float) -> str:
    return format_rupiah(value) if math.isfinite(value) else NONE


def _gain(value: float) -> str:
    return format_signed(value, 3) if math.isfinite(value) else NONE


def _year(value: float) -> str:
    return format_number(value, 0, missing=NONE).replace(".", "")
