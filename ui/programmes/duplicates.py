"""Programmes that may be one: side by side with the reason, to join or to leave as two."""

from collections.abc import Mapping

import streamlit as st

from planning.programmes.duplicates import SAME_NAME, DuplicatePair, changes_of_merging
from planning.programmes.programme import Programme
from storage import StoreError
from storage.errors import NewerSave
from ui.programmes import saving
from ui.shared import actor, message
from ui.shared.format import format_count, format_number, format_rupiah, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow.programmes import duplicates, register
from workflow.programmes.register_view import RegisterView

MOST = 10


def open_duplicate_pairs(
    selection: Selection, found: RegisterView
) -> tuple[list[DuplicatePair], Mapping[str, int]]:
    """The open pairs, and those that were judged to be two."""
    return selection.remember(
        "programme pairs",
        lambda: duplicates.suspected_duplicates(selection.engine, selection.region, dict(found.register)),
        selection.state,
    )


def show_duplicates(selection: Selection) -> None:
    """The open pairs, each with its two buttons."""
    found = saving.region_register(selection)
    open_, apart = open_duplicate_pairs(selection, found)
    st.caption(
        "Dua program diduga sama bila namanya serupa, atau namanya mirip dan menaikkan indikator yang sama "
        "atau berada pada subdimensi yang sama. Menggabungkan menyatukan OPD, indikator, dan lokasi "
        "keduanya; biaya tahun yang sama persis dihitung sekali, selain itu dijumlahkan. Dapat diurungkan."
    )
    if not open_:
        st.markdown("Tidak ada program yang diduga sama.")
    by = actor.show_recorder(locked=selection.locked)
    by = None if selection.locked else by
    for pair in open_[:MOST]:
        _card(selection, found, pair, bool(by))
    if len(open_) > MOST:
        st.caption(f"{format_count(len(open_) - MOST)} pasangan lain tampil setelah yang di atas diputuskan.")
    _undo_judgement(selection, found)
    if apart:
        st.button(
            f"Periksa lagi {format_count(len(apart))} pasangan yang dinyatakan berbeda",
            disabled=not by,
            on_click=_again,
            args=(selection, apart),
        )


def _undo_judgement(selection: Selection, found: RegisterView) -> None:
    """The button that takes one judgement back, that two are two or that they are to be looked at again."""

    def _named(pair: str, _said: Mapping[str, object]) -> str:
        return " dan ".join(found.register[key].name for key in pair.split("|") if key in found.register)

    place = register.entry_scope_beside_register(selection.engine, duplicates.APART, selection.region)
    words = UndoWords("putusan dua program", name_of=_named)
    undo.show_undo_of_entries(selection, place, words, saving.MESSAGE)


def _card(selection: Selection, found: RegisterView, pair: DuplicatePair, named: bool) -> None:
    first, second = found.register[pair.first], found.register[pair.second]
    with st.container(border=True):
        st.markdown(f"Alasan: {escape_markdown(_reason(found, pair))}")
        for column, one in zip(st.columns(2), (first, second), strict=True):
            column.markdown(_facts(found, one))
        with st.container(horizontal=True):
            for kept, gone in ((first, second), (second, first)):
                st.button(
                    f"Gabungkan {escape_markdown(_into(found, kept, pair))}",
                    key=f"gabung_{kept.key}_{gone.key}",
                    disabled=not named,
                    on_click=_join,
                    args=(selection, found, kept.key, gone.key),
                )
            st.button(
                "Memang dua program",
                key=f"pisah_{pair.first}_{pair.second}",
                disabled=not named,
                on_click=_apart,
                args=(selection, pair),
            )


def _into(found: RegisterView, kept: Programme, pair: DuplicatePair) -> str:
    """What tells the joined programme: its lead OPD, or its name where both have the same one."""
    lead = found.opd_names.in_short.get(kept.lead, kept.lead)
    return f"ke {lead}" if lead and not pair.same_lead else f"menjadi {escape_markdown(kept.name[:40])}"


def _reason(found: RegisterView, pair: DuplicatePair) -> str:
    """ "nama mirip 86%, indikator sama GOV3.4, OPD berbeda"."""
    framework = found.instrument.framework
    exact = pair.likeness >= SAME_NAME
    parts = [f"nama {'serupa' if exact else 'mirip'} {format_number(pair.likeness, 0)}%"]
    if pair.indicators:
        parts.append(f"indikator sama {join_names(pair.indicators)}")
    if pair.place in framework.codes:
        parts.append(f"sama-sama pada {framework.node(pair.place).name}")
    parts.append("OPD penanggung jawab sama" if pair.same_lead else "OPD penanggung jawab berbeda")
    return ", ".join(parts)


def _facts(found: RegisterView, one: Programme) -> str:
    opd = [found.opd_names.in_full.get(each, each) for each in (one.lead, *one.support) if each]
    cost = format_rupiah(one.cost) if one.costs else "biaya belum diisi"
    lines = [f"**{escape_markdown(one.name)}**", escape_markdown("; ".join(opd) or "OPD belum diisi"), cost]
    return "  \n".join([*lines, f":gray[{escape_markdown(one.origin)}]"] if one.origin else lines)


def _join(selection: Selection, found: RegisterView, first: str, second: str) -> None:
    known = dict(found.register)

    def _write(shown: Newer) -> str:
        seen = overtaken.numbers_over(found.numbers, shown)
        where = (selection.engine, selection.region, known, first, second)
        duplicates.join_programmes(*where, by=actor.find_actor(), seen=seen)
        return f"Dua program digabungkan menjadi {escape_markdown(known[first].name)}."

    def _compare(newer: NewerSave) -> list[Compared]:
        return saving.compare_programme(newer, changes_of_merging(known, first, second), known)

    overtaken.save_or_ask(FormSave(saving.MESSAGE, _write, _compare))


def _apart(selection: Selection, pair: DuplicatePair) -> None:
    try:
        duplicates.keep_pair_apart(selection.engine, selection.region, pair, by=actor.find_actor())
    except StoreError as error:
        message.keep_message(saving.MESSAGE, escape_markdown(str(error)), done=False)


def _again(selection: Selection, apart: Mapping[str, int]) -> None:
    try:
        duplicates.forget_pair_judgements(selection.engine, selection.region, apart, by=actor.find_actor())
    except StoreError as error:
        message.keep_message(saving.MESSAGE, escape_markdown(str(error)), done=False)
