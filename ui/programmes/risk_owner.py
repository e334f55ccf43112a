"""Asks whose the risks are that a table of risks tells under a name the register does not have."""

from collections.abc import Sequence

import streamlit as st

from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from workflow.programmes import risk_owner
from workflow.programmes.import_workbook import ImportPreview, ImportRow
from workflow.programmes.register_view import RegisterView


def ask_risk_owners(found: RegisterView, preview: ImportPreview, meant: dict[str, str]) -> None:
    """A box for each name that is not clear, or was answered here; `meant` takes the answers, name -> key."""
    waiting = preview.having("open")
    names = {one.row.given["name"]: one.candidates for one in waiting}
    names = dict.fromkeys(meant, ()) | names
    if not names:
        return
    st.markdown(
        f"**Risiko milik program mana?** {format_count(len(waiting))} nama belum terjawab dan belum disimpan."
    )
    for name, candidates in names.items():
        _box(found, preview, meant, name, candidates)


def _box(
    found: RegisterView, preview: ImportPreview, meant: dict[str, str], name: str, candidates: Sequence[str]
) -> None:
    made = {one.programme.key: one.programme.name for one in preview.rows if _stands(one)}
    opd = found.opd_names.in_full
    listed = {key: f"{one.name} · {opd.get(one.lead, '–')}" for key, one in found.register.items()}
    offered = {**{key: listed.get(key, made.get(key, key)) for key in candidates}, **made, **listed}
    offered[risk_owner.NEW] = "Program baru, disimpan sebagai draf"
    key = f"risiko_{preview.book.sha256[:12]}_{name}"
    chosen = meant.get(name)
    st.selectbox(
        f"'{escape_markdown(name)}'" if name else "Baris tanpa nama",
        list(offered),
        index=list(offered).index(chosen) if chosen in offered else None,
        format_func=offered.__getitem__,
        placeholder="Pilih program",
        key=key,
        on_change=_answer,
        args=(meant, name, key),
    )


def _stands(one: ImportRow) -> bool:
    return one.state != "open" and not one.row.adds


def _answer(meant: dict[str, str], name: str, key: str) -> None:
    if chosen := st.session_state[key]:
        meant[name] = chosen
    else:
        meant.pop(name, None)
