"""The period, the instrument and the region one prepares: chosen or made before any survey is sent."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from reference import instruments as editions
from reference import regions
from reference.instruments.in_force import years_in_force
from storage import StoreError
from storage.errors import NewerSave
from storage.results import state
from storage.setup import instruments, periods
from storage.states import opened
from storage.values import Actor, Period
from ui.shared import actor, cache, filters, message, page, panel
from ui.shared.markdown import escape_markdown
from ui.shared.panel import Context
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from workflow.dates import local_today
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup
from workflow.setup.new_period import propose_period_year, tell_other_year, tell_overlaps

NOBODY = "Pilih kabupaten/kota"
MESSAGE = "pesan_periode"
NAME, FROM, TO, OVERLAP = "periode_nama_", "periode_mulai_", "periode_akhir_", "periode_tumpang_"


@dataclass(frozen=True)
class Preparation:
    """What is prepared; `region` is "" until one is chosen."""

    period: Period
    scope: AssessmentScope
    region: str


def choose_preparation(engine: Engine) -> Preparation | None:
    """The choices of the page; None while there is no period yet, after asking for one."""
    found = {str(period.id): period for period in periods.list_periods(engine)}
    frozen = {str(used.id): used for used in instruments.list_instruments(engine)}
    if not (found and frozen):
        st.markdown("**1. Periode dan instrumen.** Tentukan periode penilaian yang pertama.")
        _new_period(engine)
        return None
    labels = cache.remember_result(
        "regions to prepare", (state.store_state(engine),), lambda: _labels(engine)
    )
    region = filters.choose_option(filters.REGION, labels, every=NOBODY)
    named = {key: value.label for key, value in found.items()}
    period = str(filters.find_valid_choice(filters.PERIOD, named, default=list(found)[-1]))
    year = found[period].ends.year
    editions_used = {key: filters.instrument_label(one, year) for key, one in frozen.items()}
    used = str(filters.find_valid_choice(filters.INSTRUMENT, editions_used))
    panel.show_context(Context({}, named, editions_used, "", period, used))
    _tell_successor(frozen[used].instrument, year)
    message.show_message(MESSAGE)
    with st.expander("Tambah periode atau instrumen", icon=":material/add:"):
        _new_period(engine)
    own = periods.find_period(engine, found[period].id, (region,) if region else ())
    if lock := periods.list_region_locks(engine, own.id).get(region or ""):
        page.show_period_lock_note(lock)
    if periods.is_period_empty(engine, own.id) and not periods.list_locked_regions(engine, own.id):
        with st.expander(f"Perbaiki periode {escape_markdown(own.label)}", icon=":material/edit_calendar:"):
            _correct_period(engine, own)
    return Preparation(own, AssessmentScope(own.id, int(used)), region or "")


def _tell_successor(instrument: str, year: int) -> None:
    """Say what is in force in the year of the period, where the instrument chosen no longer is."""
    years = years_in_force(instrument)
    if years.successor and not years.holds_in(year):
        successor = editions.load_instrument(years.successor).title
        st.info(escape_markdown(f"Untuk tahun {year} berlaku {successor}: {years.basis}."))


def read_rosters(engine: Engine, chosen: Preparation) -> tuple[pd.DataFrame, bool, pd.DataFrame]:
    """`setup.roster_of` and `setup.assignments_of_region` of the region; of a locked period its lock's."""
    source = opened.open_period_store(engine, chosen.period.id, chosen.region)
    assigned = setup.assignments_of_region(source, chosen.scope, chosen.region)
    return (*setup.roster_of(source, chosen.region, chosen.period.id), assigned)


def _labels(engine: Engine) -> dict[str, str]:
    """All regions with their provinces by code, those already known first."""
    own = state.list_known_regions(engine)
    table = regions.list_regions()
    rows = table.loc[[*(code for code in own if code in table.index), *table.index.difference(own)]]
    return {str(code): f"{row.label} ({row.province})" for code, row in rows.iterrows()}


def _new_period(engine: Engine) -> None:
    by = actor.show_recorder()
    _undo_period(engine)
    year = propose_period_year(periods.list_periods(engine), local_today())
    titles = {
        f"{id_}@{version}": ", ".join(filter(None, (f"{title} {version}", years_in_force(id_).words)))
        for id_, version, title in editions.list_shipped_instruments()
    }
    with st.form("periode_baru", border=False):
        fields = _period_fields(f"baru_{year}", str(year), date(year, 1, 1), date(year, 12, 31))
        chosen = st.selectbox("Instrumen", list(titles), format_func=lambda key: titles[key])
        if not st.form_submit_button("Simpan periode", type="primary", disabled=by is None):
            return
    try:
        made = _period(engine, fields, by or Actor(""))
        scope = setup.open_scope(engine, made, editions.load_instrument(*str(chosen).split("@")))
    except StoreError as error:
        st.error(escape_markdown(str(error)))
        return
    filters.keep_choice(filters.PERIOD, str(scope.period_id))
    filters.keep_choice(filters.INSTRUMENT, str(scope.instrument_id))
    st.rerun()


def _undo_period(engine: Engine) -> None:
    """The button that takes back a period that was added or corrected, as long as nobody uses it."""
    by = actor.find_actor()
    save, told = periods.find_undoable_period(engine, by), ""
    if save:
        before, after = periods.tell_period_change(save)
        told = f"Ubah periode '{before}' menjadi '{after}'" if before else f"Tambah periode '{after}'"
    undo.show_undo_of_rows(
        "urungkan_periode", save, told, MESSAGE, lambda number: periods.undo_period_save(engine, number, by)
    )


@dataclass(frozen=True)
class PeriodFields:
    """What a form says of a period; `overlap`: it may share days with another."""

    label: str
    starts: date
    ends: date
    overlap: bool


def _period_fields(key: str, label: str, starts: date, ends: date) -> PeriodFields:
    left, middle, right = st.columns([2, 1, 1])
    return PeriodFields(
        left.text_input(
            "Nama periode", label, help="Boleh lebih dari satu dalam setahun.", key=f"{NAME}{key}"
        ),
        middle.date_input("Mulai", starts, format="DD/MM/YYYY", key=f"{FROM}{key}"),
        right.date_input("Berakhir", ends, format="DD/MM/YYYY", key=f"{TO}{key}"),
        st.checkbox("Boleh bertumpang tindih dengan periode lain", key=f"{OVERLAP}{key}"),
    )


def _period(engine: Engine, given: PeriodFields, by: Actor) -> Period:
    """The period of that name, which another instrument may use too, else a new one."""
    known = periods.list_periods(engine)
    same = [period for period in known if period.label == given.label.strip()]
    if same:
        return same[0]
    _require_apart(known, given)
    return periods.add_period(engine, given.label, given.starts, given.ends, by)


def _require_apart(known: tuple[Period, ...], given: PeriodFields, own: int | None = None) -> None:
    """StoreError where the name tells of another year, or days are shared and nobody confirmed that."""
    if said := tell_other_year(given.label, given.starts, given.ends):
        raise StoreError(f"{said} Ubah tanggalnya, atau namanya.")
    if not given.overlap and (said := tell_overlaps(known, given.starts, given.ends, own)):
        raise StoreError(f"{said} Ubah tanggalnya, atau centang bahwa periode boleh bertumpang tindih.")


def _correct_period(engine: Engine, own: Period) -> None:
    """Another name or other days while nothing is stored in it."""
    by = actor.find_actor()
    st.caption("Nama dan tanggal dapat diperbaiki selama periode ini belum berisi data.")
    # What somebody else corrected stands in fields of its own.
    key = f"lama_{own.id}_{own.label}_{own.starts}_{own.ends}"
    with st.form("perbaiki_periode", border=False):
        _period_fields(key, own.label, own.starts, own.ends)
        st.form_submit_button(
            "Simpan perbaikan", disabled=not by, on_click=_correct, args=(engine, own, key, by)
        )
    actor.show_recorder()


def _correct(engine: Engine, own: Period, key: str, by: Actor) -> None:
    held = st.session_state
    given = PeriodFields(*(held[f"{name}{key}"] for name in (NAME, FROM, TO, OVERLAP)))
    wanted = replace(own, label=given.label, starts=given.starts, ends=given.ends)

    def _write(shown: Newer) -> str:
        _require_apart(periods.list_periods(engine), given, own.id)
        looked_at = own if not shown else periods.read_told_period(own.id, shown[-1].text or "")
        periods.correct_period(engine, wanted, by, looked_at)
        return f"Periode {escape_markdown(given.label)} tersimpan."

    def _compare(newer: NewerSave) -> list[Compared]:
        return [("Periode", newer.text or "", periods.tell_period(wanted))]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))
