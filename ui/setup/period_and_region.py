"""The period, the instrument and the region one prepares: chosen or made before any survey is sent."""

from dataclasses import dataclass
from datetime import date

import streamlit as st
from sqlalchemy import Engine

from reference import instruments as editions
from reference import regions
from storage import StoreError
from storage.results import state
from storage.setup import instruments, periods
from storage.values import Period
from ui.shared import actor, cache, filters
from ui.shared.markdown import escape_markdown
from workflow.dates import local_today
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup

NOBODY = "Pilih kabupaten/kota"


@dataclass(frozen=True)
class Preparation:
    """What is prepared; `region` is "" until one is chosen."""

    period: Period
    scope: AssessmentScope
    region: str


def choose_preparation(engine: Engine) -> Preparation | None:
    """The choices of the page; None while there is no period yet, after asking for one."""
    found = {str(period.id): period for period in periods.list_periods(engine)}
    frozen = {
        str(used.id): f"{used.instrument} {used.version}" for used in instruments.list_instruments(engine)
    }
    if not (found and frozen):
        st.markdown("**1. Periode dan instrumen.** Tentukan periode penilaian yang pertama.")
        _new_period(engine)
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        labels = cache.remember_result(
            "regions to prepare", (state.store_state(engine),), lambda: _labels(engine)
        )
        region = filters.choose_option(filters.REGION, labels, every=NOBODY)
        period = filters.choose_period({key: value.label for key, value in found.items()}, list(found)[-1])
        used = filters.choose_instrument(frozen)
    with st.expander("Tambah periode atau instrumen", icon=":material/add:"):
        _new_period(engine)
    return Preparation(found[str(period)], AssessmentScope(int(str(period)), int(str(used))), region or "")


def _labels(engine: Engine) -> dict[str, str]:
    """All regions with their provinces by code, those already known first."""
    own = state.list_known_regions(engine)
    table = regions.list_regions()
    rows = table.loc[[*(code for code in own if code in table.index), *table.index.difference(own)]]
    return {str(code): f"{row.label} ({row.province})" for code, row in rows.iterrows()}


def _new_period(engine: Engine) -> None:
    by = actor.show_recorder()
    year = local_today().year
    titles = {f"{id_}@{version}": title for id_, version, title in editions.list_shipped_instruments()}
    with st.form("periode_baru", border=False):
        left, middle, right = st.columns([2, 1, 1])
        label = left.text_input("Nama periode", str(year), help="Boleh lebih dari satu dalam setahun.")
        starts = middle.date_input("Mulai", date(year, 1, 1), format="DD/MM/YYYY")
        ends = right.date_input("Berakhir", date(year, 12, 31), format="DD/MM/YYYY")
        chosen = st.selectbox("Instrumen", list(titles), format_func=lambda key: titles[key])
        if not st.form_submit_button("Simpan periode", type="primary", disabled=by is None):
            return
    try:
        made = _period(engine, label, starts, ends, by or "")
        scope = setup.open_scope(engine, made, editions.load_instrument(*str(chosen).split("@")))
    except StoreError as error:
        st.error(escape_markdown(str(error)))
        return
    filters.keep_choice(filters.PERIOD, str(scope.period_id))
    filters.keep_choice(filters.INSTRUMENT, str(scope.instrument_id))
    st.rerun()


def _period(engine: Engine, label: str, starts: date, ends: date, by: str) -> Period:
    """The period of that name, which another instrument may use too, else a new one."""
    same = [period for period in periods.list_periods(engine) if period.label == label.strip()]
    return same[0] if same else periods.add_period(engine, label, starts, ends, by)
