"""The goals of the planning documents on the screen: their list, what serves them, what nobody serves."""

import pandas as pd
import streamlit as st

import charts.plan.goals
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.programmes import alignment
from planning.programmes.alignment import DOCUMENTS, Goal
from planning.programmes.programme import Programme
from ui.programmes import region_register
from ui.shared import table
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count
from ui.shared.kept_plan import region_opd_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.programmes import goals as kept
from workflow.programmes.goals import KeptGoals


def region_kept_goals(selection: Selection) -> KeptGoals:
    """The goals of the region and what was chosen of them, with the numbers of their entries."""
    return selection.remember("goals", lambda: kept.load_goals(selection.engine, selection.region))


def region_goals(selection: Selection) -> list[Goal]:
    """The goals of the region."""
    return region_kept_goals(selection).goals


def unfinished_programmes(selection: Selection) -> dict[str, Programme]:
    """The programmes of the register that are not over."""
    return selection.remember(
        "programmes not over",
        lambda: {
            name: one
            for name, one in region_register.programmes_in_register(selection).items()
            if not one.over
        },
    )


def goals_by_programme(selection: Selection) -> dict[str, tuple[str, ...]]:
    """Programme key -> keys of the goals it serves."""
    return selection.remember(
        "served goals",
        lambda: alignment.link_goals(
            unfinished_programmes(selection), region_goals(selection), region_kept_goals(selection).chosen
        ),
    )


def goals_chart(
    selection: Selection,
    look: Look,
    *,
    document: str | None = None,
) -> Chart:
    """Goals of a document, or of all, by dimension: how many programmes serve each."""
    listed = [goal for goal in region_goals(selection) if document in (None, goal.document)]
    if not listed:
        raise NothingToDraw(
            "Belum ada daftar sasaran",
            "Unduh buku kerja sasaran di atas, isi sasaran RPJMD, Renstra, dan Renja, lalu unggah kembali.",
        )
    framework = selection.instrument.framework
    tops = {code: framework.short_name(code) for code in framework.dimensions}
    return charts.plan.goals.draw_goals(
        _counted(selection, [goal.key for goal in listed], list(tops)),
        tops,
        look.telling(_source(selection, len(listed)), selection.region_label),
    )


def _counted(selection: Selection, keys: list[str], tops: list[str]) -> pd.DataFrame:
    """name, count (of programmes that serve it), and the count in each dimension, of these goals."""
    links, called = goals_by_programme(selection), goal_labels(selection)
    counts = alignment.count_programmes_by_goal(
        unfinished_programmes(selection), region_goals(selection), links
    ).set_index("goal")
    frame = alignment.count_by_goal_and_dimension(
        unfinished_programmes(selection), region_goals(selection), links, tops
    ).loc[keys]
    frame = frame.assign(name=[called[key] for key in keys], count=counts.loc[keys, "count"])
    return frame[["name", "count", *tops]]


def _source(selection: Selection, goals: int) -> str:
    made = (
        f"Sumber: {format_count(goals)} sasaran dan "
        f"{format_count(len(unfinished_programmes(selection)))} program {selection.region_label}"
    )
    return f"{made} · {selection.period.sample_label}" if selection.period.sample else made


def goal_labels(selection: Selection) -> dict[str, str]:
    """Goal -> "RPJMD T2.S1 Meningkatnya kualitas layanan", "Renstra DLH 1 Berkurangnya timbulan sampah"."""
    short = region_opd_names(selection).with_bodies
    parts = {
        goal.key: (DOCUMENTS[goal.document], short.get(goal.opd, goal.opd), goal.number, goal.text)
        for goal in region_goals(selection)
    }
    return {key: " ".join(filter(None, told)) for key, told in parts.items()}


def show_goal_damage(selection: Selection) -> None:
    """What is stored of goals and cannot be read, and how to mend it."""
    goals_, chosen = region_kept_goals(selection).damaged
    if goals_:
        st.warning(
            f"{format_count(len(goals_))} sasaran dalam penyimpanan rusak dan tidak ditampilkan: "
            f"{escape_markdown(', '.join(goals_))}. Unggah lagi daftar sasaran yang memuatnya, atau "
            "pulihkan dari "
            "salinan cadangan."
        )
    lost = [one.name for key in chosen if (one := unfinished_programmes(selection).get(key))]
    if lost:
        st.warning(
            f"Kaitan sasaran yang dipilih untuk {escape_markdown('; '.join(lost))} rusak dalam "
            "penyimpanan; untuk sementara dipakai rujukan pada programnya. Simpan lagi kaitannya di bagian "
            "Atur sasaran tiap program."
        )


def show_unserved_goals(selection: Selection) -> None:
    """The goals nobody serves and the programmes that serve none."""
    links = goals_by_programme(selection)
    counts = alignment.count_programmes_by_goal(
        unfinished_programmes(selection), region_goals(selection), links
    ).set_index("goal")["count"]
    bare = [told for key, told in goal_labels(selection).items() if counts[key] == 0]
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(f"Sasaran tanpa program ({format_count(len(bare))})", anchor=False)
        _list(bare, "Sasaran", "Setiap sasaran didukung program.")
    without = alignment.programmes_without_goal(
        unfinished_programmes(selection), region_goals(selection), links
    )
    with right:
        st.subheader(f"Program yang belum selaras ({format_count(len(without))})", anchor=False)
        called = {key: one.name for key, one in unfinished_programmes(selection).items()}
        rows = [f"{called[one]}: {_documents(lack)}" for one, lack in without.items()]
        _list(rows, "Program dan dokumen yang belum dirujuk", "Setiap program merujuk sasaran.")


def _documents(names: tuple[str, ...]) -> str:
    return ", ".join(DOCUMENTS[one] for one in names)


def _list(rows: list[str], heading: str, none: str) -> None:
    if rows:
        shown = pd.DataFrame({heading: rows})
        table.show_table(shown, alt=heading, height=320 if len(rows) > 8 else None)
    else:
        st.caption(none)


def show_goal_matrix(selection: Selection) -> None:
    """Programmes by goals as a table to scroll and download."""
    links, listed = goals_by_programme(selection), goal_labels(selection)
    drawer = st.expander(
        "Matriks program dan sasaran", icon=":material/grid_on:", key="matriks_selaras", on_change="rerun"
    )
    if not drawer.open:
        return
    short = region_opd_names(selection).with_bodies
    rows = [
        (
            one.name,
            short.get(one.lead, one.lead),
            *("●" if goal in links.get(key, ()) else "" for goal in listed),
        )
        for key, one in unfinished_programmes(selection).items()
    ]
    with drawer:
        shown = pd.DataFrame(rows, columns=["Program", "OPD", *listed.values()])
        table.show_table(shown, alt="Matriks program dan sasaran", height=480 if len(shown) > 12 else None)
