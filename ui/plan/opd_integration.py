"""Who works together: the charts and tables of Keterpaduan OPD."""

import pandas as pd
import streamlit as st

import charts.plan.agency_roles
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.plan import integration, service_reach
from planning.plan.integration import IntegrationSetting
from planning.programmes.programme import Programme
from reference import regions
from reference.keys import text_key
from ui.programmes.region_register import (
    integration_setting,
    programmes_in_register,
    programmes_source_line,
    require_integration_setting,
)
from ui.shared import table
from ui.shared.format import format_count, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection

BASES = {"stated": "Tertulis pada program", "survey": "Menjawab indikatornya pada survei"}


def opd_roles_chart(
    selection: Selection,
    look: Look,
    *,
    dimension: str | None = None,
) -> Chart:
    """OPD by sub-dimension, of one dimension or of all."""
    over = require_integration_setting(selection)
    framework = over.framework
    nodes = {}
    for code in integration.list_subdimensions(framework):
        above = _top(selection, code)
        if dimension in (None, above):
            nodes[code] = (above, framework.node(code).name)
    tops = {above: framework.short_name(above) for above, _ in nodes.values()}
    frame = integration.opd_roles(over)
    short = over.opd_names.with_bodies
    frame = frame.assign(name=[short.get(opd, opd) for opd in frame["opd"]])
    return charts.plan.agency_roles.draw_opd_roles(
        frame, nodes, tops, look.telling(programmes_source_line(selection), selection.region_label)
    )


def _top(selection: Selection, code: str) -> str:
    """The child of the root that a sub-dimension stands under, or the sub-dimension itself."""
    framework = selection.instrument.framework
    above = framework.node(code).parent
    return code if above in (None, *framework.roots) else str(above)


def show_uncovered_subdimensions(selection: Selection) -> None:
    """The sub-dimensions without a programme, and who answers there without taking part."""
    over, framework = integration_setting(selection), selection.instrument.framework
    if bare := integration.find_uncovered_subdimensions(over):
        names = "; ".join(f"{code} {escape_markdown(framework.node(code).name)}" for code in bare)
        st.warning(f"{format_count(len(bare))} subdimensi belum mempunyai program: {escape_markdown(names)}.")
    unplaced = sum(not integration.subdimensions_of_programme(framework, one) for one in over.programmes)
    if unplaced:
        st.info(
            f"{format_count(unplaced)} program belum menyebut subdimensi atau indikator yang "
            "diangkat, sehingga "
            "belum terhitung di sini. Lengkapi pada halaman Program."
        )
    found = integration.opd_roles(over)
    absent = found[found["role"] == integration.ABSENT]
    if len(absent):
        short = over.opd_names.with_bodies
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
        table.show_table(shown, alt="OPD yang belum ikut program")


def show_shared_work(selection: Selection) -> None:
    """Programmes of several OPD, and indicators that programmes of different OPD lift."""
    over, framework = integration_setting(selection), selection.instrument.framework
    short = over.opd_names.with_bodies
    found = integration.list_shared_programmes(over)
    st.subheader(f"Program yang dikerjakan bersama ({format_count(len(found))})", anchor=False)
    rows = pd.DataFrame(
        {
            "Program": [one.name for one in found],
            "Pemimpin": [short.get(over.body(one.lead), one.lead) for one in found],
            "Pendukung": [_support(over, one, short) for one in found],
            "Banyak OPD": [len(over.bodies(one)) for one in found],
        }
    )
    show_rows_or_none(rows, "Program bersama", "Belum ada program dengan OPD pendukung.")
    doubled = integration.find_overlaps(over)
    register_ = programmes_in_register(selection)
    st.subheader(f"Kemungkinan tumpang tindih ({format_count(len(doubled))})", anchor=False)
    st.caption("Indikator yang hendak dinaikkan oleh program dari OPD yang berbeda: sepakati pembagiannya.")
    rows = pd.DataFrame(
        {
            "Indikator": [f"{code} {framework.node(code).name}" for code in doubled["indicator"]],
            "Program": ["; ".join(register_[name].name for name in names) for names in doubled["programmes"]],
            "OPD": [", ".join(short.get(opd, opd) for opd in leads) for leads in doubled["leads"]],
        }
    )
    show_rows_or_none(rows, "Kemungkinan tumpang tindih", "Tidak ditemukan.")


def _support(over: IntegrationSetting, one: Programme, short: dict[str, str]) -> str:
    return ", ".join(short.get(opd, opd) for opd in over.bodies(one) if opd != over.body(one.lead))


def show_data_needs(selection: Selection) -> None:
    """Data that one OPD holds and another needs, by who holds it."""
    over = integration_setting(selection)
    short, sectors = over.opd_names.with_bodies, integration.sectors_by_body(over.roster)
    needs = integration.list_data_needs(over)
    known = programmes_in_register(selection)
    st.subheader(f"Data yang dibutuhkan OPD lain ({format_count(len(needs))})", anchor=False)
    rows = pd.DataFrame(
        {
            "Pemegang data": [short.get(opd, opd) for opd in needs["holder"]],
            "Urusan pemegang": [sectors.get(opd, "") for opd in needs["holder"]],
            "Dibutuhkan oleh": [short.get(opd, opd) for opd in needs["needs"]],
            "Untuk program": [known[name].name for name in needs["programme"]],
            "Dasar": needs["basis"].map(BASES),
        }
    ).sort_values(["Pemegang data", "Dibutuhkan oleh"], kind="stable")
    show_rows_or_none(rows, "Kebutuhan data antar-OPD", "Isi kolom data dari OPD pada halaman Program.")


def show_reached_areas(selection: Selection) -> None:
    """The kecamatan and desa that programmes reach, out of those the region has."""
    over, region = integration_setting(selection), regions.find_region(selection.region)
    found = service_reach.measure_service_reach(over.programmes)
    total, villages = region.districts, region.villages + region.wards
    counts = {name: len(names) + len(found.everywhere) for name, names in found.districts.items()}
    strangers = [name for name in counts if _districts(over) and text_key(name) not in _districts(over)]
    reached = total if found.everywhere else min(len(counts) - len(strangers), total)
    with st.grid(3, min_column_width=180):
        st.metric("Kecamatan terjangkau", f"{format_count(reached)} dari {format_count(total)}", border=True)
        st.metric(
            "Desa/kelurahan disebut",
            f"{format_count(found.villages)} dari {format_count(villages)}",
            border=True,
        )
        silent = f"{format_count(len(found.silent))} dari {format_count(len(over.programmes))}"
        st.metric("Program tanpa lokasi", silent, border=True)
    if found.everywhere:
        st.caption(f"{format_count(len(found.everywhere))} program menyebut seluruh wilayah.")
    rest = _not_reached(over, counts)
    if rest and not found.everywhere:
        st.info(f"Kecamatan yang belum disebut program mana pun: {escape_markdown(join_names(rest))}.")
    if strangers:
        st.warning(
            f"Nama kecamatan yang tidak ada pada daftar OPD, sehingga tidak dihitung: "
            f"{escape_markdown(join_names(strangers))}. Perbaiki pada halaman Program."
        )
    rows = pd.DataFrame({"Kecamatan": list(counts), "Program": list(counts.values())})
    show_rows_or_none(
        rows.sort_values("Program", kind="stable"), "Program tiap kecamatan", "Belum ada lokasi program."
    )


def _districts(over: IntegrationSetting) -> dict[str, str]:
    """Key -> name of the kecamatan in the list of OPD."""
    own = over.roster[over.roster["vote"] != over.roster["opd"]]["name"]
    return {
        text_key(service_reach.bare_district_name(name)): service_reach.bare_district_name(name)
        for name in own
    }


def _not_reached(over: IntegrationSetting, counts: dict[str, int]) -> list[str]:
    reached = {text_key(name) for name in counts}
    return [name for own, name in _districts(over).items() if own not in reached]


def show_service_portal(selection: Selection) -> None:
    """Applications and services as one portal, by theme."""
    over = integration_setting(selection)
    found, known = service_reach.list_portal_services(over), programmes_in_register(selection)
    short = over.opd_names.with_bodies
    st.subheader(f"Layanan sebagai satu portal ({format_count(len(found))})", anchor=False)
    if found.empty:
        st.caption("Belum ada program berjenis aplikasi atau layanan.")
    with st.grid(3, min_column_width=280):
        for theme_, own in found.groupby("theme", sort=False):
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{escape_markdown(str(theme_))}**")
                lines = [_service(known[name], over, short) for name in own["programme"]]
                st.markdown("\n".join(f"- {line}" for line in lines))


def _service(one: Programme, over: IntegrationSetting, short: dict[str, str]) -> str:
    lead = short.get(over.body(one.lead), one.lead) or "OPD belum ditulis"
    return (
        f"{escape_markdown(one.name)} :gray[{escape_markdown(lead)}, "
        f"{'berjalan' if one.running else 'usulan'}]"
    )


def show_rows_or_none(rows: pd.DataFrame, alt: str, none: str) -> None:
    """The table, or in words that there is none."""
    if rows.empty:
        st.caption(none)
    else:
        table.show_table(rows, alt=alt, height=420 if len(rows) > 11 else None)
