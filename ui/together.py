"""Who works together: the charts and tables of Keterpaduan OPD."""

import pandas as pd
import streamlit as st

import charts.agency_roles
from charts import theme
from charts.chart import Chart
from planning import integration, served
from planning.integration import Setting
from planning.programme import Programme
from reference import regions
from reference.keys import key
from ui import table
from ui.drawn import Undrawn
from ui.format import count, listed
from ui.markdown import literal
from ui.view import View
from workflow import register, setup
from workflow.facts import SAMPLE

PROGRAMMES = "rencana/program.py"
BASES = {"stated": "Tertulis pada program", "survey": "Menjawab indikatornya pada survei"}


def programmes(seen: View) -> dict[str, Programme]:
    """The register of the region."""
    return seen.remember("register", lambda: register.programmes(seen.engine, seen.region))


def setting(seen: View) -> Setting:
    """What integration is looked at over."""

    def made() -> Setting:
        roster, _ = setup.roster_of(seen.engine, seen.region)
        assigned = setup.assigned(seen.engine, seen.scope, seen.region)
        return Setting.of(seen.instrument.framework, programmes(seen), assigned, roster)

    return seen.remember("setting of integration", made)


def roles(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    dimension: str | None = None,
) -> Chart:
    """OPD by sub-dimension, of one dimension or of all."""
    over = filled(seen)
    framework = over.framework
    nodes = {}
    for code in integration.subdimensions(framework):
        above = _top(seen, code)
        if dimension in (None, above):
            nodes[code] = (above, framework.node(code).name)
    tops = {above: framework.node(above).name.removeprefix("Smart ") for above, _ in nodes.values()}
    frame = integration.roles(over)
    short = integration.names(over.roster)
    frame = frame.assign(name=[short.get(opd, opd) for opd in frame["opd"]])
    return charts.agency_roles.figure(
        frame,
        nodes,
        tops,
        place=seen.region_label,
        source=source(seen),
        size=size,
        dark=dark,
        page=page,
    )


def _top(seen: View, code: str) -> str:
    """The child of the root that a sub-dimension stands under, or the sub-dimension itself."""
    framework = seen.instrument.framework
    above = framework.node(code).parent
    return code if above in (None, *framework.roots) else str(above)


def source(seen: View) -> str:
    """The line under a chart of programmes: how many, from where, in which state."""
    over = setting(seen)
    proposed = sum(not one.running for one in over.programmes)
    made = [f"Sumber: {count(len(over.programmes))} program {seen.region_label}"]
    made += [f"{count(proposed)} di antaranya usulan", "pembagian indikator pada survei OPD"]
    made += [SAMPLE] if seen.period.sample else []
    return " · ".join(made)


def filled(seen: View) -> Setting:
    """The setting; Undrawn where there is no programme yet."""
    over = setting(seen)
    if not over.programmes:
        raise Undrawn(
            "Belum ada program",
            "Program terbaca dari lembar Program dan inovasi berjalan pada berkas OPD, atau ditulis pada "
            "halaman Program.",
            file=PROGRAMMES,
            label="Ke Program",
        )
    return over


def gaps(seen: View) -> None:
    """The sub-dimensions without a programme, and who answers there without taking part."""
    over, framework = setting(seen), seen.instrument.framework
    if bare := integration.uncovered(over):
        names = "; ".join(f"{code} {literal(framework.node(code).name)}" for code in bare)
        st.warning(f"{count(len(bare))} subdimensi belum mempunyai program: {names}.")
    unplaced = sum(not integration.placed(framework, one) for one in over.programmes)
    if unplaced:
        st.info(
            f"{count(unplaced)} program belum menyebut subdimensi atau indikator yang diangkat, sehingga "
            "belum terhitung di sini. Lengkapi pada halaman Program."
        )
    found = integration.roles(over)
    absent = found[found["role"] == integration.ABSENT]
    if len(absent):
        short = integration.names(over.roster)
        rows = absent.groupby("opd", sort=False)["node"].agg(list)
        shown = pd.DataFrame(
            {
                "OPD": [short.get(str(opd), str(opd)) for opd in rows.index],
                "Menjawab indikator di": [
                    "; ".join(f"{code} {framework.node(code).name}" for code in codes) for codes in rows
                ],
            }
        )
        st.subheader("OPD yang menjawab indikator tetapi belum ikut program di situ", anchor=False)
        table.show(shown, alt="OPD yang belum ikut program")


def shared(seen: View) -> None:
    """Programmes of several OPD, and indicators that programmes of different OPD lift."""
    over, framework = setting(seen), seen.instrument.framework
    short = integration.names(over.roster)
    found = integration.shared(over)
    st.subheader(f"Program yang dikerjakan bersama ({count(len(found))})", anchor=False)
    rows = pd.DataFrame(
        {
            "Program": [one.name for one in found],
            "Pemimpin": [short.get(over.body(one.lead), one.lead) for one in found],
            "Pendukung": [_support(over, one, short) for one in found],
            "Banyak OPD": [len(over.bodies(one)) for one in found],
        }
    )
    or_none(rows, "Program bersama", "Belum ada program dengan OPD pendukung.")
    doubled = integration.overlaps(over)
    register_ = programmes(seen)
    st.subheader(f"Kemungkinan tumpang tindih ({count(len(doubled))})", anchor=False)
    st.caption("Indikator yang hendak dinaikkan oleh program dari OPD yang berbeda: sepakati pembagiannya.")
    rows = pd.DataFrame(
        {
            "Indikator": [f"{code} {framework.node(code).name}" for code in doubled["indicator"]],
            "Program": ["; ".join(register_[name].name for name in names) for names in doubled["programmes"]],
            "OPD": [", ".join(short.get(opd, opd) for opd in leads) for leads in doubled["leads"]],
        }
    )
    or_none(rows, "Kemungkinan tumpang tindih", "Tidak ditemukan.")


def _support(over: Setting, one: Programme, short: dict[str, str]) -> str:
    return ", ".join(short.get(opd, opd) for opd in over.bodies(one) if opd != over.body(one.lead))


def data(seen: View) -> None:
    """Data that one OPD holds and another needs, by who holds it."""
    over = setting(seen)
    short, sectors = integration.names(over.roster), integration.sectors_of(over.roster)
    needs = integration.data_needs(over)
    known = programmes(seen)
    st.subheader(f"Data yang dibutuhkan OPD lain ({count(len(needs))})", anchor=False)
    rows = pd.DataFrame(
        {
            "Pemegang data": [short.get(opd, opd) for opd in needs["holder"]],
            "Urusan pemegang": [sectors.get(opd, "") for opd in needs["holder"]],
            "Dibutuhkan oleh": [short.get(opd, opd) for opd in needs["needs"]],
            "Untuk program": [known[name].name for name in needs["programme"]],
            "Dasar": needs["basis"].map(BASES),
        }
    ).sort_values(["Pemegang data", "Dibutuhkan oleh"], kind="stable")
    or_none(rows, "Kebutuhan data antar-OPD", "Isi kolom data dari OPD pada halaman Program.")


def reach(seen: View) -> None:
    """The kecamatan and desa that programmes reach, out of those the region has."""
    over, region = setting(seen), regions.get(seen.region)
    found = served.reach(over.programmes)
    total, villages = region.districts, region.villages + region.wards
    counts = {name: len(names) + len(found.everywhere) for name, names in found.districts.items()}
    strangers = [name for name in counts if _districts(over) and key(name) not in _districts(over)]
    reached = total if found.everywhere else min(len(counts) - len(strangers), total)
    with st.grid(3, min_column_width=180):
        st.metric("Kecamatan terjangkau", f"{count(reached)} dari {count(total)}", border=True)
        st.metric("Desa/kelurahan disebut", f"{count(found.villages)} dari {count(villages)}", border=True)
        silent = f"{count(len(found.silent))} dari {count(len(over.programmes))}"
        st.metric("Program tanpa lokasi", silent, border=True)
    if found.everywhere:
        st.caption(f"{count(len(found.everywhere))} program menyebut seluruh wilayah.")
    rest = _not_reached(over, counts)
    if rest and not found.everywhere:
        st.info(f"Kecamatan yang belum disebut program mana pun: {literal(listed(rest))}.")
    if strangers:
        st.warning(
            f"Nama kecamatan yang tidak ada pada daftar OPD, sehingga tidak dihitung: "
            f"{literal(listed(strangers))}. Perbaiki pada halaman Program."
        )
    rows = pd.DataFrame({"Kecamatan": list(counts), "Program": list(counts.values())})
    or_none(rows.sort_values("Program", kind="stable"), "Program tiap kecamatan", "Belum ada lokasi program.")


def _districts(over: Setting) -> dict[str, str]:
    """Key -> name of the kecamatan in the list of OPD."""
    own = over.roster[over.roster["vote"] != over.roster["opd"]]["name"]
    return {key(served.bare(name)): served.bare(name) for name in own}


def _not_reached(over: Setting, counts: dict[str, int]) -> list[str]:
    reached = {key(name) for name in counts}
    return [name for own, name in _districts(over).items() if own not in reached]


def portal(seen: View) -> None:
    """Applications and services as one portal, by theme."""
    over = setting(seen)
    found, known = served.services(over), programmes(seen)
    short = integration.names(over.roster)
    st.subheader(f"Layanan sebagai satu portal ({count(len(found))})", anchor=False)
    if found.empty:
        st.caption("Belum ada program berjenis aplikasi atau layanan.")
    with st.grid(3, min_column_width=280):
        for theme_, own in found.groupby("theme", sort=False):
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{literal(str(theme_))}**")
                lines = [_service(known[name], over, short) for name in own["programme"]]
                st.markdown("\n".join(f"- {line}" for line in lines))


def _service(one: Programme, over: Setting, short: dict[str, str]) -> str:
    lead = short.get(over.body(one.lead), one.lead) or "OPD belum ditulis"
    return f"{literal(one.name)} :gray[{literal(lead)}, {'berjalan' if one.running else 'usulan'}]"


def or_none(rows: pd.DataFrame, alt: str, none: str) -> None:
    """The table, or in words that there is none."""
    if rows.empty:
        st.caption(none)
    else:
        table.show(rows, alt=alt, height=420 if len(rows) > 11 else None)
