"""Programmes that may be one: side by side with the reason, to join or to leave as two."""

import streamlit as st

from planning.duplicates import SAME_NAME, Pair
from planning.programme import Programme
from storage import StoreError
from ui import actor
from ui.format import count, listed, number, rupiah
from ui.markdown import literal
from ui.programme import saving
from ui.view import View
from workflow import programme_pairs
from workflow.programmes import Standing

MOST = 10


def suspected(seen: View, found: Standing) -> tuple[list[Pair], int]:
    """The open pairs and how many were judged to be two."""
    return seen.remember(
        "programme pairs",
        lambda: programme_pairs.suspected(seen.engine, seen.region, dict(found.register)),
        seen.state,
    )


def show(seen: View) -> None:
    """The open pairs, each with its two buttons."""
    found = saving.standing(seen)
    open_, apart = suspected(seen, found)
    st.caption(
        "Dua program diduga sama bila namanya serupa, atau namanya mirip dan menaikkan indikator yang sama "
        "atau berada pada subdimensi yang sama. Menggabungkan menyatukan OPD, indikator, dan lokasi "
        "keduanya; biaya tahun yang sama persis dihitung sekali, selain itu dijumlahkan. Dapat diurungkan."
    )
    if not open_:
        st.markdown("Tidak ada program yang diduga sama.")
    by = actor.required() if open_ else actor.name()
    for pair in open_[:MOST]:
        _card(seen, found, pair, bool(by))
    if len(open_) > MOST:
        st.caption(f"{count(len(open_) - MOST)} pasangan lain tampil setelah yang di atas diputuskan.")
    if apart:
        st.button(
            f"Periksa lagi {count(apart)} pasangan yang dinyatakan berbeda",
            disabled=not by,
            on_click=_again,
            args=(seen,),
        )


def _card(seen: View, found: Standing, pair: Pair, named: bool) -> None:
    first, second = found.register[pair.first], found.register[pair.second]
    with st.container(border=True):
        st.markdown(f"Alasan: {_reason(found, pair)}")
        for column, one in zip(st.columns(2), (first, second), strict=True):
            column.markdown(_facts(found, one))
        with st.container(horizontal=True):
            for kept, gone in ((first, second), (second, first)):
                st.button(
                    f"Gabungkan {_into(found, kept, pair)}",
                    key=f"gabung_{kept.key}_{gone.key}",
                    disabled=not named,
                    on_click=_join,
                    args=(seen, found, kept.key, gone.key),
                )
            st.button(
                "Memang dua program",
                key=f"pisah_{pair.first}_{pair.second}",
                disabled=not named,
                on_click=_apart,
                args=(seen, pair),
            )


def _into(found: Standing, kept: Programme, pair: Pair) -> str:
    """What tells the joined programme: its lead OPD, or its name where both have the same one."""
    lead = found.short.get(kept.lead, kept.lead)
    return f"ke {lead}" if lead and not pair.same_lead else f"menjadi {literal(kept.name[:40])}"


def _reason(found: Standing, pair: Pair) -> str:
    """ "nama mirip 86%, indikator sama GOV3.4, OPD berbeda"."""
    framework = found.instrument.framework
    exact = pair.likeness >= SAME_NAME
    parts = [f"nama {'serupa' if exact else 'mirip'} {number(pair.likeness, 0)}%"]
    if pair.indicators:
        parts.append(f"indikator sama {listed(pair.indicators)}")
    if pair.place in framework.codes:
        parts.append(f"sama-sama pada {framework.node(pair.place).name}")
    parts.append("OPD penanggung jawab sama" if pair.same_lead else "OPD penanggung jawab berbeda")
    return ", ".join(parts)


def _facts(found: Standing, one: Programme) -> str:
    opd = [found.opd.get(each, each) for each in (one.lead, *one.support) if each]
    cost = rupiah(one.cost) if one.costs else "biaya belum diisi"
    lines = [f"**{literal(one.name)}**", literal("; ".join(opd) or "OPD belum diisi"), cost]
    return "  \n".join([*lines, f":gray[{literal(one.origin)}]"] if one.origin else lines)


def _join(seen: View, found: Standing, first: str, second: str) -> None:
    try:
        programme_pairs.join(
            seen.engine,
            seen.region,
            dict(found.register),
            first,
            second,
            by=actor.name(),
            seen=found.numbers,
        )
    except StoreError as error:
        saving.say(False, str(error))
        return
    saving.say(True, f"Dua program digabungkan menjadi {found.register[first].name}.")


def _apart(seen: View, pair: Pair) -> None:
    try:
        programme_pairs.keep_apart(seen.engine, seen.region, pair, by=actor.name())
    except StoreError as error:
        saving.say(False, str(error))


def _again(seen: View) -> None:
    try:
        programme_pairs.judge_again(seen.engine, seen.region, by=actor.name())
    except StoreError as error:
        saving.say(False, str(error))
