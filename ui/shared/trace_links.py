"""From a number to its cell: the links that lead to Telusur angka, and the tables that stand there."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from scoring import Framework
from ui.shared import badges, filters, table
from ui.shared.format import (
    format_count,
    format_moment,
    format_number,
    format_part,
    format_plain,
    format_shares,
)
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection

NODE = "simpul"
PAGE = "pages/analisis/telusur.py"
KINDS = {"claimed": "Jawaban", "verified": "Nilai terverifikasi", "published": "Angka terbitan berkas"}
DECIDED = {"agreed": "Disepakati", "verified": "Terverifikasi"}
ROLES = {"lead": "Penanggung jawab", "support": "Pendukung", "": "Nilai daerah"}
STATUSES = {"missing": "Belum ada data", "not_applicable": "Tidak berlaku"}


def show_trace_links(region: str, nodes: Mapping[str, str]) -> None:
    """The way from numbers on another page to their cells: one choice for each node (code -> words)."""
    with st.popover("Telusur", icon=":material/manage_search:", type="tertiary"):
        chosen = st.pills(
            "Telusur angka ke selnya",
            list(nodes),
            format_func=lambda code: escape_markdown(nodes[code]),
            key="telusur_dari_sini",
        )
    if chosen:
        st.switch_page(PAGE, query_params=filters.link_query(**{filters.REGION: region, NODE: chosen}))


def go_to_node(node: str) -> None:
    """Look at another node."""
    filters.keep_choice(NODE, node)


def show_node_path(framework: Framework, above: Iterable[str]) -> None:
    """The nodes above, each a button to go there."""
    with st.container(horizontal=True, gap="small"):
        for code in above:
            st.button(
                escape_markdown(framework.node(code).name),
                key=f"naik_{code}",
                type="tertiary",
                icon=":material/arrow_upward:",
                on_click=go_to_node,
                args=(code,),
            )


def show_score_parts(selection: Selection, found: pd.DataFrame, node: str, name: str, score: float) -> None:
    """How the score of a node follows from its children, and the way to each."""
    selection.replay("parts of a node", lambda: _sum(found, name, score), node)
    codes = list(found["node"])
    key = f"buka_{found['node'].iloc[0]}"
    st.pills(
        "Telusuri bagian",
        codes,
        format_func=escape_markdown,
        key=key,
        on_change=lambda: go_to_node(st.session_state[key]),
    )


def _sum(found: pd.DataFrame, name: str, score: float) -> None:
    shown_name = escape_markdown(name)
    st.subheader(f"Bagian yang membentuk {shown_name}", anchor=False)
    shares = zip(found["weight"], format_shares(found["weight"].tolist(), 1), strict=True)
    counted = found.assign(weight=[text if share > 0 else "tidak dihitung" for share, text in shares])
    shown = counted.rename(columns={"node": "Kode", "name": "Bagian", "weight": "Bobot", "score": "Skor"})
    additive = found["points"].notna().any()
    shown = shown.rename(columns={"points": "Bobot × skor", "answered": "Data terisi"})
    table.show_table(
        shown if additive else shown.drop(columns="Bobot × skor"),
        alt=f"Bagian yang membentuk {name}",
        formats={
            "Bobot × skor": lambda points: format_number(points, 3),
            "Data terisi": format_part,
        },
    )
    if additive and score == score:
        st.caption(
            f"Jumlah bobot × skor = {format_number(found['points'].sum(), 3)}, yaitu skor {shown_name} "
            f"({format_number(score)}) "
            "sebelum dibulatkan. Bobot dibagi di antara bagian yang memiliki skor."
        )


def show_decisions(found: pd.DataFrame, framework: Framework) -> None:
    """What was decided here and therefore stands over the files."""
    for row in found.to_dict("records"):
        st.info(
            f"**{DECIDED[row['kind']]}: {format_number(row['value'], framework.scale.decimals)}** untuk "
            f"{escape_markdown(framework.node(row['node']).name)}, oleh {escape_markdown(row['by'])}, "
            f"{format_moment(row['at'])}. "
            f"Alasan: {escape_markdown(row['reason'])}",
            icon=":material/gavel:",
        )


def show_source_cells(
    found: pd.DataFrame, names: Mapping[str, str], opds: Mapping[str, str], title: str
) -> None:
    """The values of the files with file, sheet and cell."""
    st.subheader(f"{escape_markdown(title)}: {format_count(len(found))} sel", anchor=False)
    if found.empty:
        st.caption("Tidak ada sel berkas di balik angka ini.")
        return
    shown = pd.DataFrame(
        {
            "Kode": found["node"],
            "Isi": [_value(row) for row in found.to_dict("records")],
            "Sel": found["cell"],
            "Lembar": found["sheet"],
            "Berkas": found["file"],
            "Dari": [opds.get(opd, opd) or "Tabel daerah" for opd in found["opd"]],
            "Peran": found["role"].map(ROLES),
            "Nama": [names.get(code, code) for code in found["node"]],
            "Jenis": found["kind"].map(KINDS),
            "Versi": found["version"],
            "Diunggah": [format_moment(at) for at in found["uploaded_at"]],
            "Oleh": found["actor"],
            "Catatan": found["note"],
        }
    )
    if not found["note"].any():
        shown = shown.drop(columns="Catatan")
    if found["node"].nunique() == 1:
        shown = shown.drop(columns=["Kode", "Nama"])
    height = 420 if len(shown) > 10 else None
    table.show_table(shown, alt=title, formats={"Versi": _version}, height=height)


def _version(value: float) -> str:
    return format_count(value) if value == value else "–"


def _value(row: Mapping[Any, Any]) -> str:
    value = row["value"]
    if not isinstance(value, float) or value != value:
        return STATUSES.get(str(row["status"]), "Belum ada data")
    return format_plain(value)


def value_source_badge(kind: str) -> str:
    """What a leaf's value rests on, as a badge."""
    return badges.SOURCES[kind]
