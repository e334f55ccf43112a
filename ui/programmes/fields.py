"""The fields of one programme as widgets, in groups, and the programme that stands in them."""

from collections.abc import Iterable
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
from ui.shared import filters
from ui.shared.format import read_number
from ui.shared.saving.drafts import DraftedForm, FormPlace, read_one_of, read_some_of, read_typed_date
from ui.shared.selection import Selection
from workflow.programmes.register_view import RegisterView
from workflow.programmes.rows import format_typed_rupiah

NEW, OPENED = "baru", "program"
PART, ONE = "bagian", "satu"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2050, 12, 31)
TEXTS = (
    *("name", "problem", "funds", "rpjmd", "renstra", "renja", "code"),
    *("measure", "unit", "risk", "mitigation", "note"),
)
SEVERAL = ("support", "data_from", "districts", "villages", "after")
DATES = ("start", "end", "benefit")
NUMBERS = ("since", "baseline", "target")


class ProgrammeFields:
    """The widgets of one programme; what is typed in them is kept as a draft until it is saved."""

    def __init__(self, selection: Selection, found: RegisterView, old: Programme) -> None:
        self.selection, self.found, self.old = selection, found, old
        self.years = sorted({*old.costs, *found.years(selection.period.ends.year)})
        base = {old.key: found.numbers.get(old.key, 0)} if old.key else {}
        place = FormPlace(
            "rencana/program.py",
            f"Program: {old.name or '(tanpa nama)'}" if old.key else "Program baru",
            filters.link_query(**{PART: ONE, OPENED: old.key or NEW}),
            self._called(),
        )
        self.form = DraftedForm(selection, f"program_{old.key or NEW}", place, base)

    def _called(self) -> dict[str, str]:
        costs = {f"cost_{year}": f"Biaya {year}" for year in self.years}
        return {**LABELS, **costs, "place": "Dimensi dan subdimensi"}

    def draw_fields(self) -> None:
        """Every field, with its draft or what is stored: two columns, what is asked rarely closed."""
        left, right = st.columns(2)
        for column, title, draw in (
            (left, "Program", self._what),
            (left, "Sasaran kesiapan", self._aims),
            (left, "Pelaksana dan jangkauan", self._who),
            (right, "Waktu dan biaya", self._when),
            (right, "Acuan perencanaan", self._basis),
            (right, "Ukuran keberhasilan", self._measure),
        ):
            with column, st.container(border=True):
                st.markdown(f"**{title}**")
                draw()
        with right, st.expander("**Risiko dan prasyarat**"):
            self._risk()

    def read_programme(self) -> tuple[Programme, list[str]]:
        """The programme as it stands in the fields now, also within a click, and what is unreadable."""
        said, faults = self.form.read_fields(), list[str]()
        given: dict[str, Any] = {name: str(said[name] or "").strip() for name in TEXTS}
        given |= {name: said[name] for name in ("kind", "status", "lead", *DATES)}
        given |= {name: tuple(said[name] or ()) for name in SEVERAL}
        given["support"] = tuple(one for one in given["support"] if one != given["lead"])
        given |= {name: self._read_number(name, said[name], faults) for name in NUMBERS}
        given["since"] = None if given["since"] is None else int(given["since"])
        costs = {year: self._read_cost(year, said[f"cost_{year}"], faults) for year in self.years}
        given["costs"] = {year: rupiah for year, rupiah in costs.items() if rupiah is not None}
        given |= aims.read_aims(self.found, self.old, said)
        return clear_resolved_unread(self.old, replace(self.old, **given)), faults

    def _read_number(self, name: str, typed: object, faults: list[str]) -> float | None:
        text, old = str(typed or "").strip(), getattr(self.old, name)
        if text == _shown(old):
            return None if old is None else float(old)
        found = read_number(text) if text else None
        if text and found is None:
            faults.append(f"{LABELS[name]} '{text}' bukan angka.")
        return found

    def _read_cost(self, year: int, typed: object, faults: list[str]) -> float | None:
        text, old = str(typed or "").strip(), self.old.costs.get(year)
        if text == _shown_cost(old):
            return old
        found = amounts.parse_amount(text)
        if found.unread:
            faults.append(f"Biaya {year} '{text}' tidak terbaca. Tulis misalnya 1,25 miliar.")
        return found.rupiah

    def _text(self, name: str, *, wide: bool = False, longest: int = 300, hint: str = "") -> None:
        (st.text_area if wide else st.text_input)(
            LABELS[name],
            max_chars=longest,
            placeholder=hint,
            **self.form.seed_field(name, getattr(self.old, name)),
        )

    def _number(self, name: str) -> None:
        st.text_input(
            LABELS[name], max_chars=30, **self.form.seed_field(name, _shown(getattr(self.old, name)))
        )

    def _one_of(self, name: str, options: list[str], default: str, **more: Any) -> None:
        given = self.form.seed_field(name, default, read_one_of(options))
        st.selectbox(LABELS[name], options, **given, **more)

    def _what(self) -> None:
        self._text("name")
        self._text("problem", wide=True, longest=1000)
        kinds, states, old = ["", *KINDS], list(STATUSES), self.old
        with st.grid(3, min_column_width=220):
            self._one_of(
                "kind",
                kinds,
                old.kind if old.kind in kinds else "",
                format_func=lambda one: one.capitalize() or "Belum dipilih",
                help="Bank sampah sama cerdasnya dengan aplikasi: jenis hanya menyebut apa yang dibuat.",
            )
            status = old.status if old.status in states else states[1]
            self._one_of("status", states, status, format_func=STATUSES.__getitem__)
            self._number("since")

    def _aims(self) -> None:
        aims.show_aim_fields(self.selection, self.found, self.old, self.form)

    def _who(self) -> None:
        opd = self.found.opd_names.in_full
        own = (self.old.lead, *self.old.support, *self.old.data_from)
        options = [*opd, *dict.fromkeys(one for one in own if one and one not in opd)]

        def named(one: str) -> str:
            return opd.get(one, one) if one else "Belum dipilih"

        with st.grid(2, min_column_width=220):
            self._one_of("lead", ["", *options], self.old.lead, format_func=named)
            self._several("support", options, named)
            self._several("data_from", options, named)
            self._several("districts", [*self.found.districts], str, more=True)
            self._several("villages", [], str, more=True)

    def _several(self, name: str, options: Iterable[str], named: Any, *, more: bool = False) -> None:
        """A choice of several; with `more` others than those offered can be typed."""
        old = list(getattr(self.old, name))
        offered = list(dict.fromkeys([*options, *old]))
        given = self.form.seed_field(name, old, list if more else read_some_of(offered))
        typed = st.session_state[given["key"]] if more else []
        st.multiselect(
            LABELS[name],
            [*offered, *(one for one in typed if one not in offered)],
            format_func=named,
            accept_new_options=more,
            placeholder="Pilih atau ketik" if more else "Pilih",
            **given,
        )

    def _when(self) -> None:
        with st.grid(3, min_column_width=200):
            for name in DATES:
                st.date_input(
                    LABELS[name],
                    None,
                    min_value=FIRST_DAY,
                    max_value=LAST_DAY,
                    format="DD/MM/YYYY",
                    **self.form.seed_field(name, getattr(self.old, name), read_typed_date),
                )
        st.caption("Biaya per tahun dalam rupiah: 1.250.000.000, 1,25 miliar, atau 500 juta.")
        with st.grid(5, min_column_width=150):
            for year in self.years:
                given = self.form.seed_field(f"cost_{year}", _shown_cost(self.old.costs.get(year)))
                st.text_input(f"Biaya {year:d}", max_chars=40, **given)

    def _basis(self) -> None:
        year = min(self.old.costs, default=None)
        nomenclature.show_code_search(self.found.known.nomenclatures, year, self.form)
        with st.grid(2, min_column_width=220):
            for name in ("funds", "rpjmd", "renstra"):
                self._text(name)
            self._text("renja", longest=1000)
            self._text("code", longest=60, hint="2.16.03.2.02.0005")

    def _measure(self) -> None:
        with st.grid(4, min_column_width=160):
            for name in ("measure", "unit"):
                self._text(name)
            for name in ("baseline", "target"):
                self._number(name)

    def _risk(self) -> None:
        with st.grid(2, min_column_width=260):
            for name in ("risk", "mitigation"):
                self._text(name, wide=True, longest=1000)
        others = [key for key in self.found.register if key != self.old.key]
        self._several("after", others, self._named)
        self._text("note", wide=True, longest=4000)

    def _named(self, key: str) -> str:
        one = self.found.register.get(key)
        return one.name or "(tanpa nama)" if one else "Program yang sudah dihapus"


def _shown(number: float | None) -> str:
    return "" if number is None else plain_number(number)


def _shown_cost(rupiah: float | None) -> str:
    return "" if rupiah is None else format_typed_rupiah(rupiah)
