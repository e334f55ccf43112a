"""Root causes on the screen: the chart of their counts, and the OPD's own words with the kind each is."""

import pandas as pd
import streamlit as st

import charts.causes
from charts import theme
from charts.chart import Chart
from planning import causes
from planning.worksheets import Group
from storage import StoreError
from ui import actor, desk, held
from ui.drawn import Undrawn
from ui.format import count
from ui.view import View
from workflow import worksheets

NOT_CODED = "belum dikodekan"


def obstacles(seen: View, dimension: str = "") -> pd.DataFrame:
    """`worksheets.obstacles` of the view, of one dimension or of all."""

    def narrowed() -> pd.DataFrame:
        found = worksheets.obstacles(seen.engine, seen.scope, desk.room(seen))
        return found[found["dimension"] == dimension] if dimension else found

    return seen.remember("obstacles", narrowed, dimension)


def figure(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    dimension: str | None = None,
) -> Chart:
    """How often each kind of root cause was named, in the survey and by the groups."""
    named = obstacles(seen, dimension or "")
    everyone = desk.everything(seen)
    own = [line for line in everyone if not dimension or line.lead.dimension == dimension]
    frame = causes.counts(named["cause"], own)
    if not frame["total"].sum():
        raise Undrawn(
            "Belum ada akar masalah",
            "Akar masalah terhitung dari kolom Kendala pada survei OPD dan dari isu yang ditulis kelompok.",
        )
    place = seen.region_label
    if dimension:
        place = f"{seen.instrument.framework.node(dimension).name}, {place}"
    return charts.causes.figure(frame, place=place, source=seen.source(), size=size, dark=dark)


def quotes(seen: View, group: Group) -> None:
    """What the OPD wrote, with the kind read from it, which the group can correct."""
    found = obstacles(seen, group.dimension).reset_index(drop=True)
    drawer = st.expander(
        f"Kendala menurut OPD ({count(len(found))} jawaban)",
        icon=":material/format_quote:",
        key="kendala_opd",
        on_change="rerun",
    )
    if not drawer.open:
        return
    with drawer:
        if found.empty:
            st.markdown("Belum ada kendala yang ditulis OPD.")
            return
        st.caption(
            "Jenis akar masalah dikenali dari kata-katanya dan dapat diubah; perubahan langsung disimpan."
        )
        _code(seen, found, group)


def _code(seen: View, current: pd.DataFrame, group: Group) -> None:
    framework = seen.instrument.framework
    short = desk.of(seen, group).short_names
    name = f"kode_kendala_{seen.region}_{group.key}"
    key, found = held.table(name, seen.revision, current)
    shown = pd.DataFrame(
        {
            "OPD": [short.get(opd, opd) for opd in found["opd"]],
            "Indikator": [f"{code} {framework.node(code).name}" for code in found["indicator"]],
            "Kendala": found["text"],
            "Catatan OPD": found["note"],
            "Jenis": [cause or NOT_CODED for cause in found["cause"]],
        }
    )
    edited = st.data_editor(
        shown,
        key=key,
        hide_index=True,
        height=320 if len(shown) > 8 else "auto",
        disabled=[str(name) for name in shown if name != "Jenis"] if actor.name() else True,
        column_config={
            "Jenis": st.column_config.SelectboxColumn(options=[*causes.CAUSES, NOT_CODED], required=True)
        },
        alt="Kendala menurut OPD",
    )
    kinds = edited["Jenis"].replace(NOT_CODED, "")
    changed = found.assign(cause=kinds)[kinds != found["cause"]]
    if len(changed):
        held.renew(name)
        _store(seen, changed)


def _store(seen: View, changed: pd.DataFrame) -> None:
    try:
        worksheets.code(seen.engine, desk.room(seen), changed, actor.name())
    except StoreError as error:
        st.error(str(error))
        return
    desk.say(True, f"Jenis akar masalah {count(len(changed))} kendala diubah.")
    st.rerun()
