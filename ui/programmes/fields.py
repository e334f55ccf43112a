"""The fields of one programme as widgets, in groups; their keys change with what is stored."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from planning.programmes.programme import KINDS, Programme, clear_resolved_unread
from reports.remarks import LABELS
from survey.programmes import amounts
from ui.programmes import aims, nomenclature
from ui.programmes.aims import plain_number
from ui.programmes.listing import STATUSES
from ui.shared.format import read_number
from ui.shared.saving import overtaken
from ui.shared.selection import Selection
from workflow.programmes.register_view import RegisterView
from workflow.programmes.rows import format_typed_rupiah

NEW = "baru"
TURN = "isian_program"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2050, 12, 31)


class ProgrammeFields:
    """The widgets of one programme; their keys change with what is stored, so that a save shows itself."""

    def __init__(self, selection: Selection, found: RegisterView, old: Programme) -> None:
        self.selection, self.found, self.old = selection, found, old
        turn = st.session_state.get(TURN, 0)
        self.name = f"program_{selection.region}_{old.key or NEW}_{turn}"
        self.base = overtaken.find_base(self.name, found.numbers.get(old.key, 0))
        self.mark = f"{selection.region}_{old.key or NEW}_{self.base}_{turn}"
        self.faults: list[str] = []

    def draw(self) -> Programme:
        """The programme as it stands in the widgets."""
        given: dict[str, Any] = {}
        for title, draw in (
            ("Program", self._what),
            (
                "Sasaran kesiapan",
                lambda: aims.show_aim_fields(self.selection, self.found, self.old, self.mark),
            ),
            ("Pelaksana dan jangkauan", self._who),
            ("Waktu dan biaya", self._when),
            ("Acuan perencanaan", self._basis),
            ("Ukuran keberhasilan", self._measure),
            ("Risiko dan prasyarat", self._risk),
        ):
            with st.container(border=True):
                st.markdown(f"**{title}**")
                given |= draw()
        typed = clear_resolved_unread(self.old, replace(self.old, **given))
        # What is being typed stays, and stays over what it was begun over, when somebody else saves.
        overtaken.hold_base(self.name, self.base if typed != self.old else None)
        return typed

    def _key(self, name: str) -> str:
        return f"{name}_{self.mark}"

    def _text(self, name: str, *, wide: bool = False, longest: int = 300, hint: str = "") -> str:
        value = (st.text_area if wide else st.text_input)(
            LABELS[name], getattr(self.old, name), key=self._key(name), max_chars=longest, placeholder=hint
        )
        return str(value or "").strip()

    def _number(self, name: str) -> float | None:
        old = getattr(self.old, name)
        shown = "" if old is None else plain_number(old)
        text = str(st.text_input(LABELS[name], shown, key=self._key(name), max_chars=30) or "").strip()
        if text == shown:
            return None if old is None else float(old)
        found = read_number(text) if text else None
        if text and found is None:
            self.faults.append(f"{LABELS[name]} '{text}' bukan angka.")
        return found

    def _what(self) -> dict[str, Any]:
        name = self._text("name")
        problem = self._text("problem", wide=True, longest=1000)
        with st.grid(3, min_column_width=220):
            kind = st.selectbox(
                LABELS["kind"],
                ["", *KINDS],
                index=["", *KINDS].index(self.old.kind) if self.old.kind in KINDS else 0,
                format_func=lambda one: one.capitalize() or "Belum dipilih",
                key=self._key("kind"),
                help="Bank sampah sama cerdasnya dengan aplikasi: jenis hanya menyebut apa yang dibuat.",
            )
            states = list(STATUSES)
            place = states.index(self.old.status) if self.old.status in states else 1
            status = st.selectbox(
                LABELS["status"],
                states,
                index=place,
                format_func=STATUSES.__getitem__,
                key=self._key("status"),
            )
            since = self._number("since")
        return {
            "name": name,
            "problem": problem,
            "kind": kind,
            "status": status,
            "since": None if since is None else int(since),
        }

    def _who(self) -> dict[str, Any]:
        opd = self.found.opd_names.in_full
        strangers = [
            one for one in (self.old.lead, *self.old.support, *self.old.data_from) if one and one not in opd
        ]
        options = [*opd, *dict.fromkeys(strangers)]

        def named(one: str) -> str:
            return opd.get(one, one) if one else "Belum dipilih"

        with st.grid(2, min_column_width=260):
            lead = st.selectbox(
                LABELS["lead"],
                ["", *options],
                index=["", *options].index(self.old.lead),
                format_func=named,
                key=self._key("lead"),
            )
            support = self._several("support", options, named)
            data_from = self._several("data_from", options, named)
            districts = self._several("districts", [*self.found.districts], str, more=True)
            villages = self._several("villages", [], str, more=True)
        return {
            "lead": lead,
            "support": tuple(one for one in support if one != lead),
            "data_from": data_from,
            "districts": districts,
            "villages": villages,
        }

    def _several(self, name: str, options: list[str], named: Any, *, more: bool = False) -> tuple[str, ...]:
        old = list(getattr(self.old, name))
        chosen = st.multiselect(
            LABELS[name],
            [*options, *(one for one in old if one not in options)],
            default=old,
            format_func=named,
            key=self._key(name),
            accept_new_options=more,
            placeholder="Pilih atau ketik" if more else "Pilih",
        )
        return tuple(chosen)

    def _when(self) -> dict[str, Any]:
        with st.grid(3, min_column_width=200):
            start, end, benefit = (
                st.date_input(
                    LABELS[name],
                    getattr(self.old, name),
                    min_value=FIRST_DAY,
                    max_value=LAST_DAY,
                    format="DD/MM/YYYY",
                    key=self._key(name),
                )
                for name in ("start", "end", "benefit")
            )
        years = sorted({*self.old.costs, *self.found.years(self.selection.period.ends.year)})
        st.caption("Biaya per tahun dalam rupiah: 1.250.000.000, 1,25 miliar, atau 500 juta.")
        with st.grid(5, min_column_width=150):
            costs = {year: self._cost(year) for year in years}
        return {
            "start": start,
            "end": end,
            "benefit": benefit,
            "costs": {year: rupiah for year, rupiah in costs.items() if rupiah is not None},
        }

    def _cost(self, year: int) -> float | None:
        old = self.old.costs.get(year)
        shown = "" if old is None else format_typed_rupiah(old)
        text = str(st.text_input(f"Biaya {year}", shown, key=self._key(f"cost_{year}"), max_chars=40) or "")
        if text.strip() == shown:
            return old
        found = amounts.parse_amount(text)
        if found.unread:
            self.faults.append(f"Biaya {year} '{text.strip()}' tidak terbaca. Tulis misalnya 1,25 miliar.")
        return found.rupiah

    def _basis(self) -> dict[str, Any]:
        year = min(self.old.costs, default=None)
        nomenclature.show_code_search(
            self.found.known.nomenclatures, year, self._key("code"), self._key("renja")
        )
        with st.grid(2, min_column_width=260):
            given = {name: self._text(name) for name in ("funds", "rpjmd", "renstra")}
            given["renja"] = self._text("renja", longest=1000)
            given["code"] = self._text("code", longest=60, hint="2.16.03.2.02.0005")
        return given

    def _measure(self) -> dict[str, Any]:
        with st.grid(4, min_column_width=160):
            texts = {name: self._text(name) for name in ("measure", "unit")}
            return texts | {name: self._number(name) for name in ("baseline", "target")}

    def _risk(self) -> dict[str, Any]:
        with st.grid(2, min_column_width=260):
            texts = {name: self._text(name, wide=True, longest=1000) for name in ("risk", "mitigation")}
        others = [key for key in self.found.register if key != self.old.key]
        gone = "Program yang sudah dihapus"

        def named(key: str) -> str:
            one = self.found.register.get(key)
            return one.name or "(tanpa nama)" if one else gone

        after = self._several("after", others, named)
        note = self._text("note", wide=True, longest=4000)
        return texts | {"after": after, "note": note}
