"""The list of programmes with its filters, what each lifts and costs, and what is to be fixed."""

import math

import pandas as pd
import streamlit as st

from reports.remarks import LABELS, worded
from ui import empty, filters, table
from ui.format import count, number, rupiah, signed
from ui.programme import saving
from ui.view import View
from workflow import programmes
from workflow.programmes import Standing

STATUSES = {"berjalan": "Berjalan", "usulan": "Usulan", "selesai": "Selesai", "dihentikan": "Dihentikan"}
SEVERITIES = {"error": "Harus diperbaiki", "warning": "Perlu dilengkapi", "hint": "Petunjuk"}
NONE = "–"
TALL = 12


def show(seen: View) -> None:
    """Filters, sums, the list, and the remarks of the programmes listed."""
    found = saving.standing(seen)
    if not found.register:
        empty.show(
            f"Belum ada program {seen.region_label}",
            "Program yang ditulis OPD pada lembar Program dan inovasi berjalan masuk dengan sendirinya. "
            "Tambahkan program lain melalui Satu program, Banyak program, atau Buku kerja di atas.",
        )
        return
    keys = _chosen(found, seen.period.ends.year)
    listed = seen.remember("programme frame", lambda: programmes.frame(found), found.kept)
    listed = listed[listed["key"].isin(keys)]
    _sums(listed)
    if listed.empty:
        st.caption("Tidak ada program yang cocok dengan saringan di atas.")
        return
    shown = _table(found, listed)
    table.show(
        shown,
        alt=f"Daftar program {seen.region_label}",
        formats={"Biaya": _rupiah, "Indeks naik": _gain, "Mulai": _year, "Selesai": _year},
        missing=NONE,
        height=460 if len(shown) > TALL else None,
    )
    st.caption(
        "Indeks naik: tambahan indeks bila program itu saja berhasil, dihitung ulang oleh mesin skor; "
        f"{NONE} berarti belum dapat dihitung. Kenaikan beberapa program tidak dapat dijumlahkan."
    )
    _remarks(found, keys)


def _chosen(found: Standing, year: int) -> list[str]:
    framework = found.instrument.framework
    tops = {code: framework.node(code).name for code in framework.children(framework.roots[0])}
    used = {opd for one in found.register.values() for opd in (one.lead, *one.support) if opd}
    names = {opd: name for opd, name in found.opd.items() if opd in used}
    years = {str(each): str(each) for each in found.years(year)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dimension = filters.dimension(tops)
        opd = filters.pick("opd", names, label="OPD", every="Semua OPD")
        status = filters.pick("status", STATUSES, label="Status", every="Semua status")
        during = filters.pick("tahun", years, label="Tahun", every="Semua tahun")
    chosen = int(during) if during else None
    return programmes.chosen(found, dimension=dimension, opd=opd, status=status, year=chosen)


def _sums(listed: pd.DataFrame) -> None:
    running = int((listed["status"] == "berjalan").sum())
    total = rupiah(listed["cost"].sum()) if listed["cost"].notna().any() else "Belum diisi"
    figures = (
        ("Program", count(len(listed)), None),
        ("Sudah berjalan", count(running), "Dihitung sebagai kekuatan daerah."),
        ("Biaya seluruh tahun", total, "Jumlah biaya yang sudah diisi."),
        ("Perlu dilengkapi", count(int((listed["faults"] > 0).sum())), None),
    )
    for column, (label, value, told) in zip(st.columns([2, 2, 3, 2]), figures, strict=True):
        column.metric(label, value, border=True, help=told)


def _table(found: Standing, listed: pd.DataFrame) -> pd.DataFrame:
    framework = found.instrument.framework
    tops = {code: framework.node(code).name for code in framework.children(framework.roots[0])}
    return pd.DataFrame(
        {
            "Program": listed["name"].replace("", "(tanpa nama)"),
            "OPD": listed["lead"].map(found.short).fillna(NONE),
            "Dimensi": listed["dimension"].map(tops).fillna(NONE),
            "Status": listed["status"].map(STATUSES).fillna(NONE),
            "Biaya": listed["cost"],
            "Indeks naik": listed["gain"],
            "Mulai": listed["first"],
            "Selesai": listed["last"],
            "Catatan": [count(faults) if faults else NONE for faults in listed["faults"]],
        }
    )


def _remarks(found: Standing, keys: list[str]) -> None:
    inside = set(keys)
    told = [one for one in found.remarks if one.key in inside]
    grave = [one for one in told if one.severity != "hint"]
    drawer = st.expander(
        f"Yang perlu dilengkapi ({count(len(grave))}) dan petunjuk ({count(len(told) - len(grave))})",
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
            *worded(one),
        )
        for one in sorted(told, key=lambda one: order.index(one.severity))
    ]
    shown = pd.DataFrame(rows, columns=["Program", "Sifat", "Bagian", "Catatan", "Saran"])
    with drawer:
        if shown.empty:
            st.caption("Tidak ada catatan.")
        else:
            table.show(
                shown, alt="Catatan tentang program", height=380 if len(shown) > TALL else None, missing=NONE
            )


def _rupiah(value: float) -> str:
    return rupiah(value) if math.isfinite(value) else NONE


def _gain(value: float) -> str:
    return signed(value, 3) if math.isfinite(value) else NONE


def _year(value: float) -> str:
    return number(value, 0, missing=NONE).replace(".", "")
